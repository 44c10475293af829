"""Finding the note: alone, inside a filing in several manners of title, marked by inline XBRL; its words and tables."""

from __future__ import annotations

import pytest

from converter.errors import NoSegmentNote
from converter.knowledge.vocabularies import vocabulary
from converter.readers.html import read_html
from converter.tables import locate
from converter.tables.model import SegmentNote
from converter.tables.titles import title_of

TABLE = "<table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>{}</td><td>120</td><td>110</td></tr></table>"
POLICY = (
    "<p><b><i>Segment Reporting</i></b></p><p>Operating segments are parts of the company that the chief operating"
    " decision maker reviews.</p><p><b><i>Use of Estimates</i></b></p><p>We make estimates.</p>"
)
NOTE = (
    "<p>We have two reportable segments, Kites and Looms. Our chief operating decision maker is our President.</p>"
    "<p><b>Revenue by Segment</b></p><p>The following table shows segment revenue (in thousands):</p>"
    + TABLE.format("Kites revenue")
    + "<p>(a) Restated.</p><p><b>Revenue by Geographic Area</b></p><p>By country:</p>"
    + TABLE.format("Norway")
)
STYLES = {
    "note and number": "<p><b>NOTE {n} – {title}</b></p>",
    "number": "<p><b>{n}. {title}</b></p>",
    "number in brackets": "<p><b>({n}) {title}</b></p>",
    "not bold": "<p>Note {n}. {title}</p>",
    "laid out as a table": "<table><tr><td><b>{n}.</b></td><td><b>{title}</b></td></tr></table>",
    "no number": "<div style='font-weight:bold'>{title}</div>",
}


def located(markup: str) -> SegmentNote:
    document, _ = read_html("n.htm", f"<html><meta charset='utf-8'><body>{markup}</body></html>".encode())
    return locate(document)[0]


def texts(note: SegmentNote) -> str:
    return " ".join(note.document.text[block.ref.offset : block.ref.end] for block in note.blocks)


def filing(style: str, after: str) -> str:
    titles = ("Summary of Significant Accounting Policies", "Inventories", "Income Taxes", "Segment Information", after)
    contents = "".join(f"<tr><td>{title}</td><td>{60 + n}</td></tr>" for n, title in enumerate(titles))
    bodies = (
        POLICY,
        "<p>Stocks.</p>" + TABLE.format("Wool"),
        "<p>Taxes.</p>" + TABLE.format("Current"),
        NOTE,
        "<p>End.</p>",
    )
    return (
        f"<p>TABLE OF CONTENTS</p><table>{contents}</table><p>Segment Information ........ 63</p>"
        "<p><b>Item 7. Management’s Discussion and Analysis</b></p><p><b>Segment Results</b></p>"
        "<p>Segment revenue rose.</p>" + TABLE.format("Kites") + "<p><b>Item 8. Financial Statements</b></p>"
        + "".join(
            STYLES[style].format(n=n + 1, title=title) + body
            for n, (title, body) in enumerate(zip(titles, bodies, strict=True))
        )
        + "<p><b>Item 9A. Controls and Procedures</b></p><p>Ours work.</p>"
    )  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("after", ["Subsequent Events", "Commitments and Contingencies"])
def test_the_note_in_a_filing(style: str, after: str) -> None:
    note = located(filing(style, after))
    assert [table.row(1)[0].text for table in note.tables] == ["Kites revenue", "Norway"]
    assert "Segment Information" in note.title
    assert "two reportable segments" in texts(note)
    assert not any(words in texts(note) for words in ("End.", "Ours work", "Taxes.", "Use of Estimates", "rose"))
    assert after.lower() in note.reason.lower()


def test_the_last_note_ends_where_the_notes_end() -> None:
    page = filing("number", "Subsequent Events").replace("<p><b>5. Subsequent Events</b></p><p>End.</p>", "")
    assert "Ours work" not in texts(located(page))


def test_a_page_head_that_repeats_the_title_does_not_end_the_note() -> None:
    again = "<p><b>Note 4. Segment Information (continued)</b></p><p>By country:</p>"
    note = located(filing("not bold", "Subsequent Events").replace("<p>By country:</p>", again))
    assert len(note.tables) == 2


def test_notes_of_one_title_are_told_apart_by_their_numbers() -> None:
    other = "<p><b>Note {}. Commitments and Contingencies</b></p><p>Leases.</p>" + TABLE.format("Rent")
    note = located(
        other.format(1) + other.format(2) + "<p><b>Note 3. Segment Information</b></p>" + NOTE + other.format(4)
    )
    assert [table.row(1)[0].text for table in note.tables] == ["Kites revenue", "Norway"]
    assert "Leases" not in texts(note)


def test_a_page_head_that_repeats_in_a_note_does_not_make_it_a_filing() -> None:
    head = "<p><b>8. Commitments and Contingencies</b></p>"
    note = located("<div>Segment Information</div>" + NOTE + head + NOTE + head + NOTE + head)
    assert note.reason == "the file holds only this note"


def test_a_file_that_holds_only_the_note_is_claimed_whole() -> None:
    note = located("<div>Segment Information</div>" + NOTE)
    assert len(note.blocks) == len(note.document.blocks)
    assert note.title == "Segment Information"
    assert note.reason == "the file holds only this note"


def test_what_its_inline_xbrl_tags_is_claimed() -> None:
    tagged = (
        "<p>Net revenue 5</p><ix:nonNumeric name='us-gaap:SegmentReportingDisclosureTextBlock' id='a' continuedAt='b'>"
        "<p>Reportable segments</p></ix:nonNumeric><ix:continuation id='b'>"
        + TABLE.format("Kites")
        + "</ix:continuation>"
        "<p>Something else</p>"
    )
    note = located(tagged)
    assert (len(note.blocks), len(note.tables)) == (2, 1)
    assert "SegmentReportingDisclosureTextBlock" in note.reason


@pytest.mark.parametrize(
    "page",
    [
        "<p>A letter about the weather.</p>",
        filing("number", "Debt").replace("egment", "ection").replace("chief operating decision maker", "board"),
    ],
)
def test_nothing_that_reads_as_a_segment_note(page: str) -> None:
    with pytest.raises(NoSegmentNote) as caught:
        located(page)
    assert caught.value.hint


def test_findings_say_what_was_claimed_and_what_was_left_out() -> None:
    words = "<table><tr><td>Kites</td><td>Made of silk</td></tr><tr><td>Looms</td><td>Made of oak</td></tr></table>"
    document, _ = read_html("n.htm", ("<p>Our reportable segments:</p>" + words + NOTE).encode())
    note, findings = locate(document)
    assert [finding.code for finding in findings] == ["locate.claimed", "locate.table-left-out"]
    assert findings[1].where is not None
    assert findings[1].where.table == 1
    assert [table.number for table in note.tables] == [2, 3]


def test_headers_that_do_not_line_up_are_reported() -> None:
    shifted = (
        "<table><tr><td></td><td>2024</td><td></td><td>2023</td><td></td></tr>"
        "<tr><td>Kites</td><td>5</td><td></td><td></td><td>6</td></tr>"
        "<tr><td>Looms</td><td>7</td><td>8</td><td></td><td></td></tr>"
        "<tr><td>Ropes</td><td>7</td><td>1</td><td></td><td>2</td></tr></table>"
    )
    document, _ = read_html("n.htm", ("<p>Our reportable segments:</p>" + shifted).encode())
    note, findings = locate(document)
    assert [finding.code for finding in findings] == ["locate.claimed", "locate.columns-unclear"]
    assert not note.tables[0].complete
    assert all(table.complete for table in located("<p>Reportable segments</p>" + NOTE).tables)


def test_words_around_a_table() -> None:
    first, second = located("<p>Reportable segments</p>" + NOTE).tables
    assert first.lead[-2:] == ("Revenue by Segment", "The following table shows segment revenue (in thousands):")
    assert first.notes == ("(a) Restated.",)
    assert second.lead == ("Revenue by Geographic Area", "By country:")


HEAD = "<table><tr><td></td><td>2024</td></tr><tr><td>Kites</td><td>120</td></tr></table>"
TAIL = "<table><tr><td>Looms</td><td>80</td></tr><tr><td>Total</td><td>200</td></tr></table>"


@pytest.mark.parametrize(
    ("between", "tables"),
    [
        ("", 1),
        ("<p>F-31</p><p>Table of Contents</p><p>Notes to the Consolidated Financial Statements (continued)</p>", 1),
        ("<p>The following table shows the headcount:</p>", 2),
    ],
)
def test_a_table_split_over_pages(between: str, tables: int) -> None:
    note = located("<p>Reportable segments</p>" + HEAD + between + TAIL)
    assert len(note.tables) == tables
    if tables == 1:
        (table,) = note.tables
        assert [[cell.text for cell in table.row(row)] for row in range(table.n_rows)] == [
            ["2024"], ["Kites", "120"], ["Looms", "80"], ["Total", "200"],
        ]  # fmt: skip
        assert table.row(3)[1].ref.table == 2


@pytest.mark.parametrize("example", vocabulary("locate")["example"], ids=lambda example: str(example["text"]))
def test_the_examples_of_the_word_list(example: dict[str, str]) -> None:
    assert title_of(example["text"]).kind.value == example["is"]
