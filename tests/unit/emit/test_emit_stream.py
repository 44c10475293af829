"""Marks around stretches of a page's text."""

from __future__ import annotations

import random

import pytest
from lxml import etree

from converter.emit.inline.stream import Stream, unmark
from converter.emit.names import IX
from converter.readers.markup import page_text, parse_html

NON_FRACTION = f"{{{IX}}}nonFraction"


def shown(stream: Stream) -> str:
    """The body, our marks written as `n` (number), `w` (wrap) and their numbers left out."""
    text = etree.tostring(stream.root.find("body"), encoding="unicode")
    text = text.replace(f' xmlns:ns0="{IX}"', "").replace("ns0:nonFraction", "n")
    return text.removeprefix("<body>").removesuffix("</body>")


def place(stream: Stream, words: str) -> tuple[int, int]:
    start = stream.text.index(words)
    return start, start + len(words)


def mark(page: str, *numbers: str) -> tuple[Stream, set[tuple[int, int]]]:
    stream = Stream(parse_html(page.encode()))
    places = [place(stream, number) for number in numbers]
    refused = stream.gather(places)
    stream.mark_text([(*p, etree.Element(NON_FRACTION)) for p in places if p not in refused])
    return stream, refused


@pytest.mark.parametrize(
    ("page", "numbers", "expected"),
    [
        ("<p>a 12 b</p>", ["12"], "<p>a <n>12</n> b</p>"),
        ("<p>12 and 34</p>", ["12", "34"], "<p><n>12</n> and <n>34</n></p>"),
        ("<p><b>x</b>12<i>y</i>34</p>", ["34", "12"], "<p><b>x</b><n>12</n><i>y</i><n>34</n></p>"),
        ("<p>12</p>", ["12", "12"], "<p><n><n>12</n></n></p>"),
        ("<p>a<br>12</p>", ["12", "12", "12"], "<p>a<br/><n><n><n>12</n></n></n></p>"),
        ("<p><span>1,</span><span>234</span></p>", ["1,234"], "<p><span><n>1,234</n></span><span></span></p>"),
        ("<p>(1<b>2</b>3) 9</p>", ["123", "9"], "<p>(<n>123</n><b></b>) <n>9</n></p>"),
        ("<p><i>4</i>,5<b>6 x</b> 7</p>", ["4,56", "7"], "<p><i><n>4,56</n></i><b> x</b> <n>7</n></p>"),
    ],
)
def test_numbers(page: str, numbers: list[str], expected: str) -> None:
    stream, refused = mark(page, *numbers)
    assert (shown(stream), refused) == (expected, set())


@pytest.mark.parametrize(
    "page", ["<table><tr><td>12</td><td>34</td></tr></table>", "<p>12</p><p>34</p>", "<div>12<p>34</p></div>"]
)
def test_digits_over_the_edge_of_a_cell_or_paragraph_are_refused(page: str) -> None:
    stream, refused = mark(page, "1234")
    assert refused == {place(stream, "1234")}
    assert NON_FRACTION not in {e.tag for e in stream.root.iter()}
    assert stream.text == page_text(stream.root)


@pytest.mark.parametrize(
    ("page", "words", "whole", "expected"),
    [
        ("<p>one two three</p>", "two", False, "<p>one <w0>two</w0> three</p>"),
        ("<p>one <b>two</b> three</p>", "two", False, "<p>one <b><w0>two</w0></b> three</p>"),
        ("<p>one <b>two</b> three</p>", "one two", False, "<p><w0>one <b>two</b></w0> three</p>"),
        ("<p>one <b>two x</b> three</p>", "one two", False, "<p><w0>one </w0><b><w1>two</w1> x</b> three</p>"),
        ("<p>a</p><p>b</p><p>c</p>", "ab", True, "<w0><p>a</p><p>b</p></w0><p>c</p>"),
        ("<div><p>a</p><p>b</p></div><p>c</p>", "ab", True, "<w0><div><p>a</p><p>b</p></div></w0><p>c</p>"),
        ("<div><p>x</p><p>a</p></div><p>b</p>c", "ab", True, "<div><p>x</p><w0><p>a</p></w0></div><w1><p>b</p></w1>c"),
        (
            "<div><table><tr><td>a</td><td>b</td></tr></table></div>",
            "ab",
            True,
            "<w0><div><table><tr><td>a</td><td>b</td></tr></table></div></w0>",
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr></table>x",
            "ab",
            True,
            "<w0><table><tr><td>a</td><td>b</td></tr></table></w0>x",
        ),
        (
            "<table><tr><td>a</td><td>b</td><td>c</td></tr></table>",
            "bc",
            False,
            "<table><tr><td>a</td><td><w0>b</w0></td><td><w1>c</w1></td></tr></table>",
        ),
        (
            "<table><tr><td>x</td></tr><tr><td>abcd</td></tr></table>",
            "abcd",
            True,
            "<w0><table><tr><td>x</td></tr><tr><td>abcd</td></tr></table></w0>",
        ),
        ("<ul><li>a</li><li>b</li></ul>", "b", True, "<ul><li>a</li><li><w0>b</w0></li></ul>"),
        ("<p>a<br>b<hr></p>", "ab", False, "<p><w0>a<br/>b</w0></p><hr/>"),
        ("<p> a </p> ", " a ", False, "<p> <w0>a</w0> </p> "),
    ],
)
def test_wrapping(page: str, words: str, whole: bool, expected: str) -> None:  # noqa: FBT001 - a table's column
    stream = Stream(parse_html(page.encode()))
    stream.wrap(*place(stream, words), lambda n: etree.Element(f"w{n}"), whole=whole)
    assert shown(stream) == expected


def test_a_number_is_never_cut() -> None:
    stream, _ = mark("<p>about 12 of 34</p>", "12", "34")
    start = stream.text.index("2 of")
    stream.wrap(start, start + 4, lambda n: etree.Element(f"w{n}"), whole=False)
    assert shown(stream) == "<p>about <w0><n>12</n> of</w0> <n>34</n></p>"


def test_nothing_to_wrap() -> None:
    stream = Stream(parse_html(b"<p>a</p> \n <p>b</p>"))
    assert stream.wrap(1, 4, lambda _: etree.Element("w"), whole=True) == []


@pytest.mark.parametrize("seed", range(40))
def test_any_stretches_of_any_page_keep_its_text(seed: int) -> None:
    rng = random.Random(seed)
    stream = Stream(parse_html(f"<p>Note</p>{_page(rng, 4)}".encode()))
    before = stream.text
    for number in range(6):
        start, end = sorted(rng.sample(range(len(before) + 1), 2))
        whole = rng.random() < 0.5
        made = stream.wrap(start, end, lambda _, n=number: etree.Element(f"w{n}"), whole=whole)
        wrapped, wanted = "".join("".join(m.itertext()) for m in made), before[start:end]
        wrapped, wanted = "".join(wrapped.split()), "".join(wanted.split())
        assert wanted in wrapped if whole else wanted == wrapped
    assert page_text(stream.root) == before
    for holder in stream.root.iter("table", "tr", "ul"):
        assert {child.tag for child in holder} <= {"tr", "td", "li"}


def _page(rng: random.Random, depth: int) -> str:
    parts = []
    for _ in range(rng.randint(1, 4)):
        word = rng.choice(("alpha ", " beta", "g", " ", "\n", "delta epsilon"))
        tag = rng.choice(("p", "div", "b", "span", "table", "ul", ""))
        inner = _page(rng, depth - 1) if depth and tag not in {"p", "b", "span"} else word
        if tag == "table":
            parts.append(f"<table><tr><td>{inner}</td><td>{word}</td></tr></table>")
        elif tag == "ul":
            parts.append(f"<ul><li>{inner}</li></ul>")
        else:
            parts.append(f"<{tag}>{inner}</{tag}>{word}" if tag else word)
    return "".join(parts)


def test_the_inline_xbrl_of_the_page_goes_and_its_text_stays() -> None:
    page = (
        "<body><div style='display:none'><ix:header><ix:hidden><ix:nonNumeric>10-K</ix:nonNumeric></ix:hidden>"
        "</ix:header></div><p>a <ix:nonFraction>1,234</ix:nonFraction> b"
        "<ix:continuation>c<b>d</b></ix:continuation>e</p>"
    )
    stream = Stream(parse_html(page.encode()))
    unmark(stream.root)
    stream.mark_text([(*place(stream, "1,234"), etree.Element(NON_FRACTION))])
    assert shown(stream).endswith("<p>a <n>1,234</n> bc<b>d</b>e</p>")
    assert "10-K" not in shown(stream)


def test_deep_nesting_is_flattened() -> None:
    stream = Stream(parse_html(("<div>" * 900 + "deep" + "</div>" * 900).encode()))
    assert max(len(list(e.iterancestors())) for e in stream.root.iter()) < 200
    assert page_text(stream.root) == "deep"
