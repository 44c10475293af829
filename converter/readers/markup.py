"""HTML as a tree and as one stream of text: shared by the reader and by the writer that tags a page in place.

`Document.text` of an HTML input is the concatenation of `text_slots`, so a `SourceRef.offset` finds its place in the
markup again, whoever parses the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree

from ..errors import UnreadableFile

Slot = tuple[Any, Literal["text", "tail"], str]

_HEAD = 4096
"""How far into the file a declared encoding is looked for, in bytes."""
_CHARSET = re.compile(rb"""(?:<meta[^>]*?charset\s*=|<\?xml[^>]*?encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_END = re.compile(r"</(?:body|html)\s*>", re.I)
"""libxml2 stops reading at the first of these; pages go on after them, so they are left to the end of the file."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_C1_REFERENCE = re.compile(r"&#(?:(1[2-5][0-9])|[xX]0*([89][0-9a-fA-F]));")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127)|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF]));"
)
_MAX_ATTRIBUTES = 2000
"""Of one element: libxml2 compares each with every other."""
_SHORT = 60
"""Characters; longer pieces of a tag are pictures written into the page, broken over lines."""
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{8000,}")
# what the HTML standard reads in place of what pages declare
_ALIASES = {"ascii": "utf-8", "us-ascii": "utf-8", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}


def decode(data: bytes) -> str:
    """Return the page as text: byte order mark, then the declared encoding, then UTF-8, then Windows-1252.

    Line ends are one newline, characters that no XML document may hold are left out, and numeric references to the
    C1 range are read as Windows-1252, which is what pages that use them mean (`&#151;` is an em dash).
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL_REFERENCE.sub("", _C1_REFERENCE.sub(_c1, text))
    return _CONTROL.sub("", text)


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    declared = _CHARSET.search(data, 0, _HEAD)
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    name = _ALIASES.get(name, name)
    if name.startswith(("utf-16", "utf16", "utf-32")):  # it could not have been read as ASCII
        name = "utf-8"
    for encoding in (name, "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def _c1(match: re.Match[str]) -> str:
    code = int(match.group(1)) if match.group(1) else int(match.group(2), 16)
    if not 0x80 <= code <= 0x9F:
        return match.group(0)
    return bytes([code]).decode("cp1252", errors="ignore")


def parse_html(data: bytes) -> Any:
    """Return the page's `html` element (lxml). Comments and processing instructions are left out; tags of inline XBRL
    are elements named in lower case with their prefix (`ix:nonfraction`). Nothing is fetched and no entity expanded.

    Raises:
        UnreadableFile: there is no element in it, or one with thousands of attributes.
    """
    text = _END.sub("", _XML_DECLARATION.sub("", decode(data)))
    if any(sum(len(word) < _SHORT for word in tag[0].split()) > _MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise UnreadableFile(f"an element has more than {_MAX_ATTRIBUTES:,} attributes")
    source = text.encode("utf-8")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source, parser) if source.strip() else None
    except etree.XMLSyntaxError as problem:
        raise UnreadableFile(f"not readable as HTML: {problem}") from problem
    if root is None:
        raise UnreadableFile("the page is empty")
    return root


def text_slots(root: Any) -> Iterator[Slot]:
    """Yield every non-empty text of the tree in document order: (element, `text` or `tail`, the text itself)."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.text and isinstance(element.tag, str):
                yield element, "text", element.text
        elif element.tail and element is not root:
            yield element, "tail", element.tail


def page_text(root: Any) -> str:
    """The whole text stream of a page: what `Document.text` is for HTML."""
    return "".join(text for _, _, text in text_slots(root))
