"""A whole annual report of an invented company around a case's note: cover page, contents, statements, many notes."""

from __future__ import annotations

import re

_NOTES = (
    "Organization and Basis of Presentation", "Summary of Significant Accounting Policies", "Revenue Recognition",
    "Acquisitions", "Inventories", "Property, Plant and Equipment", "Goodwill and Intangible Assets", "Leases", "Debt",
    "Fair Value Measurements", "Income Taxes", "Employee Benefit Plans", "Commitments and Contingencies",
    "Stockholders’ Equity", "Segment Information", "Earnings Per Share", "Related Party Transactions",
    "Subsequent Events",
)  # fmt: skip
_CELL = "vertical-align:bottom;background-color:#cceeff;padding:2px 1pt;text-align:right"


def filing(note: str, *, size: int, inline: bool = False) -> str:
    """The report as HTML of about `size` characters; `note` is the page of the segment note alone. With `inline` the
    cover and the text of other notes carry inline XBRL."""
    inner = re.sub(r"^.*<body>|</body>.*$", "", note, flags=re.S)
    if inline:
        note_text = '<ix:nonNumeric contextRef="c1" name="us-gaap:SegmentReportingDisclosureTextBlock" id="f9">'
        inner = f"{note_text}{inner}</ix:nonNumeric>"
    contents = "".join(f"<tr><td>Note {n}.</td><td>{title}</td><td>{60 + n}</td></tr>" for n, title in _numbered())
    fill = max(0, size - len(inner)) // (len(_NOTES) + 2)
    notes = "".join(
        inner if title == "Segment Information" else f"<h2>Note {n}. {title}</h2>{_filling(n, fill)}"
        for n, title in _numbered()
    )
    name = _dei("EntityRegistrantName", "Quillon Materials Corporation", inline=inline)
    end = _dei("DocumentPeriodEndDate", "September 30, 2025", inline=inline)
    kind = _dei("DocumentType", "10-K", inline=inline)
    space = ' xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"' if inline else ""
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml"{space}><head><title>{kind and "10-K"}</title></head><body>'
        f"<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p><b>FORM {kind}</b></p>"
        f"<p>For the fiscal year ended {end}</p><p><b>{name}</b></p><p>Indicate by check mark whether…</p>"
        "<p><b>TABLE OF CONTENTS</b></p><table><tr><td>Item 1.</td><td>Business</td><td>3</td></tr>"
        "<tr><td>Item 8.</td><td>Financial Statements</td><td>55</td></tr></table>"
        "<h2>Item 1. Business</h2><p>We have three segments: Coatings, Adhesives and Additives.</p>"
        "<h3>Segments</h3><p>Our reportable segments sell to makers of furniture. See Note 15.</p>"
        f"{_filling(0, fill)}<h2>Item 8. Financial Statements</h2><table>{contents}</table>"
        f"<h2>Notes to Consolidated Financial Statements</h2>{notes}"
        "<h2>Item 9. Changes in and Disagreements with Accountants</h2><p>None.</p><p><b>SIGNATURES</b></p>"
        "</body></html>"
    )


def _numbered() -> list[tuple[int, str]]:
    return list(enumerate(_NOTES, start=1))


def _dei(name: str, text: str, *, inline: bool) -> str:
    return f'<ix:nonNumeric contextRef="c1" name="dei:{name}">{text}</ix:nonNumeric>' if inline else text


def _filling(seed: int, size: int) -> str:
    """Paragraphs and tables like those of any note, up to about `size` characters."""
    parts: list[str] = []
    length = 0
    number = seed * 1000
    while length < size:
        number += 7
        rows = "".join(_row(number, row) for row in range(12))
        parts.append(
            f"<p style='font-size:10pt'>The amounts at the end of period {number} were determined by the Company on "
            "the basis described above, and management believes them to be reasonable in the circumstances.</p>"
            "<table><tr><td></td><td colspan='3'>2025</td><td colspan='3'>2024</td><td colspan='3'>2023</td></tr>"
            f"{rows}</table>"
        )
        length += len(parts[-1])
    return "".join(parts)


def _row(number: int, row: int) -> str:
    figures = "".join(
        f"<td style='{_CELL}'>$</td><td style='{_CELL}'>{number + row * 13 + col:,}</td><td style='{_CELL}'></td>"
        for col in range(3)
    )
    return f"<tr><td style='{_CELL};padding-left:10pt'>Line item {row} of the schedule</td>{figures}</tr>"
