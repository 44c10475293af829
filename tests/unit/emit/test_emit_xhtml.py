"""Any page as valid XHTML 1.1, its text kept; judged by XBRL International's schema for inline XBRL."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from converter.emit.inline.stream import Stream
from converter.emit.inline.xhtml import xhtml
from converter.readers.markup import parse_html


class _Cached(etree.Resolver):  # type: ignore[misc]  # lxml ships no types
    """Official URLs out of the files that Arelle carries."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def resolve(self, url: str, public: str, context: Any) -> Any:
        scheme, _, path = url.partition("://")
        return self.resolve_filename(str(self._folder / scheme / path), context) if path else None


@cache
def inline_schema() -> Any:
    spec = find_spec("arelle")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "resources" / "cache"
    parser = etree.XMLParser()
    parser.resolvers.add(_Cached(folder))
    path = folder / "http/www.xbrl.org/2013/inlineXBRL/xhtml-inlinexbrl-1_1.xsd"
    return etree.XMLSchema(etree.parse(str(path), parser))


def converted(page: str) -> Any:
    stream = Stream(parse_html(page.encode("utf-8")))
    return etree.fromstring(etree.tostring(xhtml(stream.root, "t", {}, {"f-1"}), encoding="ASCII"))


def markup(page: str) -> str:
    text = etree.tostring(converted(page)[1], encoding="unicode").strip()
    return text.replace('<body xmlns="http://www.w3.org/1999/xhtml">', "").removesuffix("</body>")


@pytest.mark.parametrize(
    "page",
    [
        "text <b>bold</b> more<p>para</p>tail",
        "<p>x<div>y</div>z</p>",
        "<b><p>x</p></b><h1>x<div>y</div></h1>",
        "<font color=red size=2 face='Times New Roman'>x</font>",
        "<center><table bgcolor=#ccc align=center width=600 height=3><tr nowrap height=4>"
        "<td nowrap WIDTH=3% align=RIGHT valign=TOP bgcolor=red>x</table></center>",
        "<table><tr></tr></table><table></table><ul></ul><ol></ol><dl></dl>",
        "<table>text<tr><td>x</td>stray</tr>more</table>",
        "<table><thead><tr><th>h</th></tr></thead><tr><td>b</td></tr><tfoot><tr><td>f</td></tr></tfoot></table>",
        "<table><tr><td>1</td></tr><tbody></tbody><thead><tr><td>x</td></tr></thead><caption>late</caption></table>",
        "<table><caption><p>x</p></caption><tr><td>x</td></tr></table>",
        "<ul>text<li>x<ul><li>y</ul><ul><p>q</p></ul></ul><dl>foo<dt><p>a</p></dt><dd>b</dl>",
        "<td>lost cell</td><tr><td>lost row</td></tr><li>lost item</li><p>a<li>b</li></p><span><li>x</li></span>",
        "<form><input value=3><button>go</button><select><option>1<option>2</select><textarea>t</textarea></form>",
        "<p lang=en xml:lang=fr>g</p><o:p>h</o:p><v:shape>k</v:shape>",
        "<DOCUMENT><TYPE>10-K<SEQUENCE>1<TEXT><p>doc</p></TEXT></DOCUMENT>",
        "<blockquote>q<p>r</p></blockquote><pre>a\n b<div>c</div></pre>",
        "<ol start=3 type=a><li value=3>f</li></ol><hr noshade size=1 width='100%'><br clear=all>",
        "<span><span><table><tr><td><b><div>x</div></b></td></tr></table></span></span>",
        "<section><header>head</header><article>ar</article></section><noscript>n</noscript><object>o</object>",
        "<table><colgroup width=3><col width=3*></colgroup><col span=2><tr><td colspan='2x'>x</td></tr></table>",
        "<table><form><tr><form><td>x</td></form></tr></form></table>",
        "<body bgcolor=white text=black id=b><p class=''>x</p><p title='a\"b<c>'>y</p>",
        "<p>&lt;b&gt; &amp; &nbsp; &#x1F600; \u2028 &#1; &#151;</p>",
        "<table><tbody>a<tr>b</tr></tbody><td>c</td><div>d</div></table>",
        "<div xxx='1' 1a=3 a:b=4 @click=x>z</div>",
        "<p>" + "<div>" * 300 + "deep" + "</div>" * 300,
        "<table border=1 frame=box rules=all cellpadding=0 cellspacing='1px' summary='s'><tr><td>x</td></tr></table>",
    ],
)
def test_valid_with_all_its_text(page: str) -> None:
    tree = converted(page)
    inline_schema().assertValid(tree)
    body = parse_html(page.encode("utf-8"))
    assert "".join("".join(tree[1].itertext()).split()) == "".join("".join(body.itertext()).split())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p><script>alert(1)</script>a</p><iframe src=x></iframe>", "<p>a</p>"),
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ("<p>a <img src='http://x/y.png'>b</p>", "<p>a b</p>"),
        ("<p><img src='data:image/png;base64,AAAA'></p>", '<p><img src="data:image/png;base64,AAAA" alt=""/></p>'),
        ("<p><a href='http://x.y'>z</a></p>", "<p><a>z</a></p>"),
        ("<p><a href='#q' name='n'>z</a></p>", '<p><a href="#q" id="n">z</a></p>'),
        ("<p style='color:red;background:url(http://x/y)'>a</p>", '<p style="color:red;background:none">a</p>'),
        ("<p style='width:expression(alert(1))'>a</p>", "<p>a</p>"),
        ("<p style='-sec-ix-hidden:f9;color:red'>a</p>", '<p style="color:red">a</p>'),
        ("<p align=CENTER>a</p>", '<p style="text-align:center">a</p>'),
        ("<p><font color=red size=2>a</font></p>", '<p><span style="color:red;font-size:10pt">a</span></p>'),
        ("<p id=x>a</p><p id=x>b</p><p id=f-1>c</p><p id=1>d</p>", '<p id="x">a</p><p>b</p><p>c</p><p>d</p>'),
        (
            "<div><b>a<div>b</div></b></div>",
            '<div><div style="display:inline;font-weight:bold">a<div>b</div></div></div>',
        ),
        ("<div></div><td>x</td>", "<div/><div>x</div>"),
    ],
)
def test_what_runs_fetches_or_clashes_goes(page: str, expected: str) -> None:
    assert markup(page) == expected


def test_empty_elements_are_not_written_as_start_tags_alone() -> None:
    root = xhtml(parse_html(b"<p><a name=x></a>text<br></p>"), "t", {}, ())
    assert b'<p><a id="x"></a>text<br/></p>' in etree.tostring(root)


def test_head() -> None:
    page = (
        "<title>Annual\nreport</title><style>p{color:red}</style><style>@import url(x);</style><script>x</script><p>a"
    )
    head = converted(page)[0]
    assert [(etree.QName(e).localname, e.text) for e in head] == [("title", "Annual report"), ("style", "p{color:red}")]
    assert converted("<p>a</p>")[0][0].text == "t"


def test_root() -> None:
    root = xhtml(parse_html(b"<p>a"), "t", {"us-gaap": "http://fasb.org/us-gaap/2025"}, ())
    text = etree.tostring(root).decode()
    assert text.startswith(
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:us-gaap="http://fasb.org/us-gaap/2025" xml:lang="en-US">'
    )
