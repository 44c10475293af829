"""Making the lint's view of a filing: out of the files we write, or of any inline document with what lies beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..facts.inline import IX, STANDARD, XSI_NIL, InlineFact, InlineReport, document_bytes, parse_inline
from ..facts.model import FactReport
from ..source import SourceRef
from .model import Extension, FiledFact, Filing, Markup
from .reading_taxonomy import read_extension

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ..emit.model import OutputFile

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HREF = "{http://www.w3.org/1999/xlink}href"
_POINTER = re.compile(r"-sec-ix-hidden\s*:\s*([^;\s]+)")
_ROLE_OF_FOOTNOTE = "http://www.xbrl.org/2003/role/footnote"

Loader = Callable[[str], bytes | None]


def filing_of(report: FactReport, files: Iterable[OutputFile]) -> Filing:
    """The view of what we wrote; findings then point at the place in the note that a fact was read from."""
    contents = {file.path: file.content for file in files}
    where = {fact.id: fact.source.ref for fact in report.facts}
    name = f"{report.stem}.htm"
    return filing_of_bytes(name, contents[name], contents.get, where)


def filing_from(path: Path) -> Filing:
    """The view of an inline XBRL document and of the extension schema and linkbases beside it, if they are there.

    Raises:
        UnreadableFile: not a file, not well-formed, or without any inline XBRL.
    """

    def beside(name: str) -> bytes | None:
        file = path.parent / Path(name).name
        return file.read_bytes() if file.is_file() else None

    return filing_of_bytes(path.name, document_bytes(path), beside, {})


def filing_of_bytes(name: str, data: bytes, load: Loader, where: Mapping[str, SourceRef]) -> Filing:
    """The view of the inline document `data`; `load` gives the bytes of a file named by the document or its schema.

    Raises:
        UnreadableFile: not well-formed, or without any inline XBRL.
    """
    report = parse_inline(data, Path(name))
    markup = _markup(report)
    extension, files, missing = _extension(markup.schema_refs, load)
    declared = dict(markup.namespaces)
    years = (STANDARD.search(uri) for prefix, uri in declared.items() if prefix == "us-gaap")
    return Filing(
        name=name,
        facts=tuple(_fact(fact, name, where) for fact in report.facts),
        contexts=report.contexts,
        units=report.units,
        markup=markup,
        year=next((int(found[2]) for found in years if found), None),
        extension=extension,
        missing=missing,
        files=(name, *files),
    )


def _extension(refs: tuple[str, ...], load: Loader) -> tuple[Extension | None, tuple[str, ...], str]:
    """The extension taxonomy that the document points at, the names of its files, or why there is none."""
    local = [ref for ref in refs if "://" not in ref]
    if not local:
        return None, (), "the document names no extension schema"
    loaded = {name: data for name in local if (data := load(name)) is not None}
    if len(loaded) < len(local):
        return None, (), f"the extension schema {next(n for n in local if n not in loaded)} is not beside the document"
    return read_extension(loaded, load)


def _fact(fact: InlineFact, file: str, where: Mapping[str, SourceRef]) -> FiledFact:
    node = fact.element
    prefix, _, form = (node.get("format") or "").rpartition(":")
    return FiledFact(
        id=fact.id,
        concept=fact.concept,
        value=fact.value,
        shown=fact.shown,
        context=fact.context,
        unit=fact.unit,
        decimals=fact.decimals,
        precision=node.get("precision") is not None,
        scale=fact.scale,
        negative=fact.negative,
        format=form,
        registry=node.nsmap.get(prefix or None, "") if form else "",
        numeric=fact.numeric,
        hidden=fact.hidden,
        escaped=node.get("escape") in ("true", "1"),
        nil=node.get(XSI_NIL) in ("true", "1"),
        continued=node.get("continuedAt", ""),
        target=node.get("target", ""),
        nested=tuple(c.tag.rpartition("}")[2] for c in node if isinstance(c.tag, str)) if fact.numeric else (),
        language="" if fact.numeric else _language(node),
        line=fact.line,
        where=where.get(fact.id) or SourceRef(file=file, line=fact.line),
    )


def _language(node: _Element) -> str:
    at: _Element | None = node
    while at is not None:
        if said := at.get(_XML_LANG):
            return str(said)
        at = at.getparent()
    return ""


def _markup(report: InlineReport) -> Markup:
    root = report.root
    tree = root.getroottree()
    forbidden, continuations, footnotes, footnote_ids, schema_refs = [], {}, [], set(), []
    for node in root.iter(f"{IX}*"):
        match node.tag.removeprefix(IX):
            case "fraction" | "tuple" as tag:
                forbidden.append((f"ix:{tag}", node.sourceline or 0))
            case "continuation":
                continuations[node.get("id", "")] = node.get("continuedAt", "")
            case "footnote":
                footnote_ids.add(node.get("id", ""))
            case "relationship":
                start, end = (tuple(node.get(ends, "").split()) for ends in ("fromRefs", "toRefs"))
                footnotes.append((start, end, node.get("linkRole") or _ROLE_OF_FOOTNOTE))
            case "references":
                refs = (c for c in node if isinstance(c.tag, str) and c.tag.endswith("schemaRef"))
                schema_refs += [ref.get(_HREF, "") for ref in refs]
    pointers = [p for style in root.xpath("//@style[contains(., 'sec-ix-hidden')]") for p in _POINTER.findall(style)]
    return Markup(
        doctype=bool(tree.docinfo.doctype),
        root=root.tag,
        language=root.get(_XML_LANG, ""),
        namespaces=tuple((prefix or "", uri) for prefix, uri in root.nsmap.items()),
        schema_refs=tuple(schema_refs),
        forbidden=tuple(forbidden),
        pointers=tuple(pointers),
        continuations=continuations,
        footnotes=tuple(footnotes),
        footnote_ids=frozenset(footnote_ids),
    )
