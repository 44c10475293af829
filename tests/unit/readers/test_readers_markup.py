"""The tree and the text stream of a page."""

from __future__ import annotations

import pytest

from converter.errors import UnreadableFile
from converter.readers.markup import decode, page_text, parse_html, text_slots


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("net – loss".encode(), "net – loss"),
        (b"\xef\xbb\xbfa\xe2\x80\x94b", "a—b"),
        ("Müller".encode("utf-16"), "Müller"),
        (b'<meta charset="iso-8859-1">a\x97b', '<meta charset="iso-8859-1">a—b'),
        (b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>\x80", None),
        (b"a\x97b", "a—b"),
        (b'<meta charset="no-such">\xe2\x82\xac', '<meta charset="no-such">€'),
        (b'<?xml version="1.0" encoding="ASCII"?>\xe2\x82\xac', '<?xml version="1.0" encoding="ASCII"?>€'),
        (b"a&#151;b&#x96;c&#163;d", "a—b–c&#163;d"),
        (b"a\x00\x0b&#1;&#x1F;b&#10;c", "ab&#10;c"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_decoding(data: bytes, text: str | None) -> None:
    decoded = decode(data)
    assert decoded == text if text is not None else decoded.endswith("€")


def test_slots_are_the_text_in_order() -> None:
    root = parse_html(b"<html><body><p>a<b>b</b>c<!-- no -->x<i></i>d</p>\n<p>e&amp;f&nbsp;&mdash;</p></body></html>")
    assert [(e.tag, kind, text) for e, kind, text in text_slots(root)] == [
        ("p", "text", "a"),
        ("b", "text", "b"),
        ("b", "tail", "cx"),
        ("i", "tail", "d"),
        ("p", "tail", "\n"),
        ("p", "text", "e&f\u00a0—"),
    ]
    assert page_text(root) == "abcxd\ne&f\u00a0—"


def test_inline_xbrl_is_kept_as_elements() -> None:
    page = b'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><td/>'
    root = parse_html(page + b'<ix:nonFraction name="us-gaap:Revenues">5</ix:nonFraction> m</body></html>')
    slots = [(e.tag, kind) for e, kind, _ in text_slots(root)]
    assert slots == [("ix:nonfraction", "text"), ("ix:nonfraction", "tail")]


def test_a_fragment_gets_a_page_around_it() -> None:
    assert parse_html(b"Revenues").tag == "html"


@pytest.mark.parametrize("data", [b"", b"  \n", b"<!-- only a remark -->"])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        parse_html(data)


def test_entities_are_not_fetched_or_expanded() -> None:
    root = parse_html(b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>a&x;b</p>')
    assert "&x;" in page_text(root)
