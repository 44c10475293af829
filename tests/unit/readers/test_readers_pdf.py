"""PDF files: lines from words, and what is refused. Whole notes are in tests/formats."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from converter.errors import InputError, UnreadableFile, UnsupportedFormat
from converter.readers import read_bytes
from converter.readers.model import RawTable
from converter.readers.pdf_lines import Field, PageLine, grid_text, lines_of_page, without_running_heads

needs_pdfplumber = pytest.mark.skipif(find_spec("pdfplumber") is None, reason="needs the extra “pdf”")


def line(top: float, *fields: tuple[str, float, float], wide: bool = False) -> PageLine:
    return PageLine(
        fields=tuple(Field(*field) for field in fields), top=top, bottom=top + 10, size=10, bold=False, wide=wide
    )


def test_wrapped_prose_is_one_line_and_rows_keep_their_columns() -> None:
    page = [
        line(10, ("We have two segments, which sell", 50, 500), wide=True),
        line(22, ("oars and sails.", 50, 120)),
        line(50, ("2025", 300, 320), ("2024", 400, 420)),
        line(62, ("Mills", 50, 75), ("1,200", 295, 320), ("(30)", 402, 422)),
    ]
    prose, years, row = grid_text([page]).splitlines()
    assert prose == "We have two segments, which sell oars and sails."
    assert years.rstrip().endswith("2024")
    assert abs(row.index("1,200") + 2 - years.index("2025") - 2) <= 1
    assert row.startswith("Mills  ")


class Page:
    """As pdfplumber gives a page: words with their box and type."""

    def __init__(self, *words: tuple[str, float, float, float]) -> None:
        self._words = words

    def extract_words(self, **_: object) -> list[dict[str, object]]:
        return [
            {"text": text, "x0": left, "x1": right, "top": top, "bottom": top + 10, "size": 10, "fontname": "Times"}
            for text, left, right, top in self._words
        ]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            [("Other", 300, 330, 10), ("Mills", 200, 230, 21), ("Places", 300, 335, 21), ("Oars", 50, 70, 40),
             ("5", 220, 225, 40), ("6", 320, 325, 40)],
            [["Mills", "Other Places"], ["Oars", "5", "6"]],
        ),
        (
            [("Depreciation", 280, 340, 10), ("2025", 200, 220, 21), ("2024", 300, 320, 21), ("2023", 400, 420, 21)],
            [["Depreciation"], ["2025", "2024", "2023"]],
        ),
        (
            [("Oars", 50, 70, 10), ("2025", 300, 320, 10), ("Mills", 200, 225, 21), ("Kilns", 300, 325, 21)],
            [["Oars", "2025"], ["Mills", "Kilns"]],
        ),
        (
            [("Oars", 50, 70, 10), ("June", 300, 320, 10), ("30,", 322, 335, 10), ("2025", 305, 325, 21)],
            [["Oars"], ["June 30, 2025"]],
        ),
        (
            [("Oars", 50, 70, 10), ("Year", 300, 320, 10), ("ended", 322, 345, 10), ("June", 347, 365, 10),
             ("30,", 320, 335, 21), ("2025", 320, 340, 32)],
            [["Oars"], ["Year ended June 30, 2025"]],
        ),
        ([("Sales", 50, 70, 10), ("$", 200, 205, 10), ("1,200", 300, 325, 10)], [["Sales", "$1,200"]]),
        ([("Sales", 50, 70, 10), ("$", 73, 78, 10), ("1,200", 81, 106, 10)], [["Sales", "$ 1,200"]]),
        ([("We", 50, 64, 10), ("sell", 74, 95, 10), ("oars", 105, 130, 10)], [["We sell oars"]]),
        ([("Oars", 50, 74, 10), ("10", 180, 190, 10), ("20", 192, 202, 10)], [["Oars", "10", "20"]]),
    ],
    ids=[
        "wrapped head", "head over years", "year over heads", "wrapped date", "cut date", "far sign", "near sign",
        "justified", "near figures",
    ],
)  # fmt: skip
def test_lines_of_a_page(words: list[tuple[str, float, float, float]], lines: list[list[str]]) -> None:
    assert [[field.text for field in line.fields] for line in lines_of_page(Page(*words))] == lines


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    words = ("oars", "sails", "ropes", "masts")
    pages = [
        [
            line(5, ("Rowan Boats 10-K", 50, 150)),
            line(20, ("2025", 300, 320), ("2024", 400, 420)),
            line(50, (f"We sell {word}", 50, 90)),
            line(70, (f"and hire {word}", 50, 90)),
            line(780, (f"F-{number}", 300, 310)),
        ]
        for number, word in enumerate(words, start=1)
    ]
    assert [[part.text for part in page] for page in without_running_heads(pages)] == [
        ["2025 2024", f"We sell {word}", f"and hire {word}"] for word in words
    ]


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, trailer, len(out),
    )  # fmt: skip


def pages(content: bytes, resources: bytes, *more: bytes, trailer: bytes = b"") -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *more,
        trailer=trailer,
    )


FONT = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
ROWS = (("Note 7. Segments", "", ""), ("", "2025", "2024"), ("Mills", "1,200", "(30)"), ("Kilns", "10", "20"))
TEXT = b"BT /F1 10 Tf " + b" ".join(
    b"1 0 0 1 %d %d Tm (%s) Tj" % (x, 700 - 14 * at, text.encode().replace(b"(", b"\\(").replace(b")", b"\\)"))
    for at, row in enumerate(ROWS)
    for x, text in zip((50, 300, 400), row, strict=True)
    if text
) + b" ET"  # fmt: skip
IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
    b"stream\n\0\nendstream"
)
LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)


@needs_pdfplumber
def test_words_become_a_table() -> None:
    document, findings = read_bytes("note.pdf", pages(TEXT, FONT))
    assert findings == ()
    (table,) = [block for block in document.blocks if isinstance(block, RawTable)]
    assert [(c.col, c.text) for c in table.cells] == [
        (1, "2025"), (2, "2024"), (0, "Mills"), (1, "1,200"), (2, "(30)"), (0, "Kilns"), (1, "10"), (2, "20"),
    ]  # fmt: skip


@needs_pdfplumber
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pages(b"q 600 0 0 700 0 0 cm /I Do Q", b"/XObject<</I 5 0 R>>", IMAGE), "a scan"),
        (pages(b"", FONT), "without text"),
        (pages(TEXT, FONT, trailer=LOCK), "locked with a password"),
        (b"%PDF-1.4\njunk", "is broken"),
    ],
    ids=["scan", "empty", "locked", "junk"],
)
def test_what_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as raised:
        read_bytes("note.pdf", data)
    assert raised.value.hint


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pdfplumber", None)
    with pytest.raises(UnsupportedFormat, match="extra “pdf”") as raised:
        read_bytes("note.pdf", pages(TEXT, FONT))
    assert isinstance(raised.value, InputError)
    assert "segxbrl[pdf]" in raised.value.hint
