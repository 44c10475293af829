"""Pages of any size for measuring: a segment note of an invented company, as one long table or in a long filing."""

from __future__ import annotations

from collections.abc import Iterator

NOTE = (
    "<p><b>Note {n}. Segment Information</b></p><p>Brackwater Lamps, Inc. has two reportable segments, Lamps and Fans. "
    "The following table gives their results for the year ended December 31, 2024 (in thousands):</p>"
)
HEAD = "<table><tr><td></td><td>Lamps</td><td>Fans</td><td>Total</td></tr>"


def row(label: str, lamps: int, fans: int) -> str:
    return f"<tr><td>{label}</td><td>{lamps:,}</td><td>{fans:,}</td><td>{lamps + fans:,}</td></tr>"


def note(number: int, lines: int = 3) -> str:
    """A note whose table has `lines` expense lines that foot to the segments' profit."""
    costs = [(100 + i % 89, 50 + i % 61) for i in range(lines)]
    lamps, fans = sum(c[0] for c in costs), sum(c[1] for c in costs)
    body = [row("Net sales", lamps + 900, fans + 400)]
    body += [row(f"{speech(i)} costs", *cost) for i, cost in enumerate(costs)]
    body.append(row("Segment operating income", 900, 400))
    return NOTE.replace("{n}", str(number)) + HEAD + "".join(body) + "</table>"


def speech(number: int) -> str:
    """A label of its own for each line, in words."""
    first = ("Freight", "Packing", "Design", "Repair", "Leasing", "Energy", "Glass", "Wire", "Paint", "Staff")
    second = ("plant", "store", "dock", "depot", "office", "yard", "field", "home", "line", "site")
    digits = f"{number:04d}"
    return f"{first[int(digits[3])]} {second[int(digits[2])]} {digits[:2]}"


def long_table(rows: float) -> str:
    return f"<html><body>{note(9, int(rows) - 2)}</body></html>"


def filing(megabytes: float) -> str:
    """A filing of about that many megabytes with the note in its middle."""
    return "".join(_pieces(int(megabytes * 1_000_000)))


def _pieces(size: int) -> Iterator[str]:
    yield "<html><body><p><b>Notes to the Consolidated Financial Statements</b></p>"
    other = "".join(_other_note())
    written, number, done = 0, 0, False
    while written < size:
        number += 1
        if not done and (number == 9 or written > size / 2):
            yield note(number)
            number, done = number + 1, True
        piece = f"<p><b>Note {number}. Commitments and Contingencies</b></p>{other}"
        written += len(piece)
        yield piece
    if not done:
        yield note(number + 1)
    yield "</body></html>"


def _other_note() -> Iterator[str]:
    words = "The Company leases its stores and plants under agreements that end at various dates and may be renewed. "
    for _ in range(20):
        yield f'<p style="font-size:10pt;margin:6pt 0">{words * 8}</p>'
    yield "<table>"
    for n in range(30):
        yield f"<tr><td>Rent of store {n}</td><td></td><td>$</td><td>{n * 37:,}</td><td>$</td><td>{n * 31:,}</td></tr>"
    yield "</table>"
