"""EDGAR's rendered pages: text blocks and tables of figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter import knowledge, pipeline
from converter.options import Settings
from converter.readers import read_bytes, reader_of
from converter.readers.model import Heading, Paragraph, RawTable

HEAD = '<html><head><link href="include/report.css"><script src="Show.js"></script></head><body>'
DETAILS = (
    HEAD + '<span style="display: none;">v3.25.1</span><table class="report" border="0" cellspacing="2" id="id9">'
    '<tr><th class="tl" colspan="1" rowspan="2"><div style="width: 200px;"><strong>Segment Reporting - Results of '
    'Segments (Details) - USD ($)<br> $ in Thousands</strong></div></th><th class="th" colspan="2">12 Months Ended</th>'
    '</tr><tr><th class="th"><div>Dec. 31, 2024</div></th><th class="th"><div>Dec. 31, 2023</div></th></tr>'
    '<tr class="re"><td class="pl"><a class="a" onclick="Show.showAR( this, \'x\', window );"><strong>Segment '
    'Reporting Information [Line Items]</strong></a></td><td class="text">&#160;<span></span></td>'
    '<td class="text">&#160;<span></span></td></tr>'
    '<tr class="ro"><td class="pl">Revenue</td><td class="nump">$ 900<span></span></td>'
    '<td class="nump">$ 800</td></tr>'
    '<tr class="rh"><td class="pl"><strong>Operating Segments [Member] | Mills [Member]</strong></td><td></td>'
    '<td></td></tr><tr class="re"><td class="pl"><strong>Segment Reporting Information [Line Items]</strong></td>'
    "<td></td><td></td></tr>"
    '<tr class="ro"><td class="pl">Revenue</td><td class="nump">600</td><td class="num">(50)<span></span></td></tr>'
    '</table><div style="display: none;"><table class="authRefData"><tr><td>Definition</td><td>280</td></tr></table>'
    "</div></body></html>"
)
NOTE = (
    HEAD + '<table class="report"><tr><th class="tl" rowspan="2"><strong>Segment Reporting</strong></th><th class="th">'
    '12 Months Ended</th></tr><tr><th class="th">Dec. 31, 2024</th></tr><tr class="re"><td class="pl">Segment '
    'Reporting [Abstract]</td><td class="text"> </td></tr><tr class="ro"><td class="pl">Segments</td>'
    '<td class="text"><div><p>9. Segments</p><p>We have two.</p><table><tr><td>Mills</td><td>1</td></tr>'
    "<tr><td>Kilns</td><td>2</td></tr></table></div></td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    ("page", "reader"),
    [
        (DETAILS, "edgar_r"),
        (NOTE, "edgar_r"),
        ("<html><table class='report'><tr><td>1</td></tr></table></html>", "html"),
        ("<html><p class='pl'>x</p></html>", "html"),
    ],
)
def test_what_is_taken_for_a_rendered_page(page: str, reader: str) -> None:
    assert reader_of("R9.htm", page.encode()) == reader


def test_figures_without_the_words_of_the_taxonomy() -> None:
    document, _ = read_bytes("R9.htm", DETAILS.encode())
    title, unit, table = document.blocks
    assert isinstance(title, Heading)
    assert isinstance(unit, Paragraph)
    assert isinstance(table, RawTable)
    assert (title.text, unit.text) == ("Segment Reporting - Results of Segments", "(USD ($) $ in Thousands)")
    assert [(c.row, c.col, c.text) for c in table.cells] == [
        (0, 1, "12 Months Ended"), (1, 1, "Dec. 31, 2024"), (1, 2, "Dec. 31, 2023"),
        (2, 0, "Revenue"), (2, 1, "$ 900"), (2, 2, "$ 800"), (3, 0, "Mills"),
        (4, 0, "Revenue"), (4, 1, "600"), (4, 2, "(50)"),
    ]  # fmt: skip


def test_figures_become_facts_of_their_periods_and_segments() -> None:
    other = DETAILS[DETAILS.index('<tr class="rh">') : DETAILS.index("</table>")].replace("Mills", "Kilns")
    page = DETAILS.replace("</table>", other.replace("600", "300").replace("(50)", "850") + "</table>", 1)
    document, _ = read_bytes("R9.htm", page.encode())
    made = pipeline.convert_document(document, Settings(prefix="rb"), knowledge.load(2025))
    facts = {
        (fact.value / 1000, fact.period.end.year, tuple(str(m) for _, m in fact.dimensions if "Segment" in str(m)))
        for fact in made.report.facts
        if isinstance(fact.value, Decimal)
    }
    own = {(value, year, tuple(m for m in members if m.startswith("rb:"))) for value, year, members in facts}
    assert own == {
        (900, 2024, ()), (800, 2023, ()), (600, 2024, ("rb:MillsSegmentMember",)),
        (-50, 2023, ("rb:MillsSegmentMember",)), (300, 2024, ("rb:KilnsSegmentMember",)),
        (850, 2023, ("rb:KilnsSegmentMember",)),
    }  # fmt: skip


def test_a_text_block_is_the_filers_own_page() -> None:
    document, _ = read_bytes("R8.htm", NOTE.encode())
    assert document.media_type == "text/html"
    assert [getattr(block, "text", "table") for block in document.blocks] == [
        "Segment Reporting", "9. Segments", "We have two.", "table",
    ]  # fmt: skip
    assert b"12 Months" not in document.raw
