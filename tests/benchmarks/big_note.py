"""A long note of a company that does not exist, every table of which foots: what the benchmarks of size run on."""

from __future__ import annotations

import html
from collections.abc import Iterator

SEGMENTS = ("Orchards", "Mills", "Ferries", "Quarries", "Looms", "Kilns")
EXPENSES = (
    "Cost of goods sold", "Salaries and benefits", "Advertising", "Freight and delivery", "Rent", "Utilities",
    "Repairs and maintenance", "Insurance", "Professional fees", "Research and development", "Travel", "Licences",
    "Packaging", "Warehouse costs", "Depreciation and amortization", "Impairment of long-lived assets",
    "Share-based compensation", "Royalties", "Restructuring", "Bad debts", "Commissions", "Energy taxes",
    "Other segment items",
)  # fmt: skip


def big_note(facts: int = 1000) -> bytes:
    """The note as HTML with at least so many numbers to tag: a table a year, seven figures a line."""
    per_table = (len(EXPENSES) + 3) * (len(SEGMENTS) + 1)
    years = [2024 - n for n in range(-(-facts // per_table))]
    return "".join(_page(years)).encode()


def _page(years: list[int]) -> Iterator[str]:
    yield "<html><body><h2>Note 14. Segment Reporting</h2>"
    yield f"<p>The Company has six reportable segments: {', '.join(SEGMENTS[:-1])} and {SEGMENTS[-1]}.</p>"
    for year in years:
        yield f"<p>Year ended December 31, {year} (in thousands):</p><table><tr><td></td>"
        yield from (f"<th>{name}</th>" for name in (*SEGMENTS, "Total"))
        yield "</tr>"
        for label, figures in _lines(year):
            cells = "".join(f"<td>{f'({-n:,})' if n < 0 else f'{n:,}'}</td>" for n in (*figures, sum(figures)))
            yield f"<tr><td>{html.escape(label)}</td>{cells}</tr>"
        yield "</table>"
    yield "</body></html>"


def _lines(year: int) -> Iterator[tuple[str, list[int]]]:
    revenue = [100_000 + 7_919 * place + 1_009 * (year % 17) for place in range(len(SEGMENTS))]
    costs = [[1_000 + (311 * place + 97 * row + 41 * (year % 13)) % 2_500 for place in range(6)] for row in range(23)]
    profit = [revenue[place] - sum(row[place] for row in costs) for place in range(6)]
    assets = [3 * amount for amount in revenue]
    yield "Revenue", revenue
    yield from ((label, [-amount for amount in row]) for label, row in zip(EXPENSES, costs, strict=True))
    yield "Segment profit", profit
    yield "Total assets", assets
