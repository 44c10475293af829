"""Reading a prior filing: each inline tag with the words around it, gathered by label and by name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree
from msgspec import Struct

from ..errors import UnreadableFile
from ..facts.model import QName
from .members import CONSOLIDATION_AXIS, OPERATING_SEGMENTS, SEGMENT_AXIS, Dimensions
from .prior import PriorFact, PriorFiling, PriorLine, PriorMember
from .prior_years import year_ends
from .words import normalise, tokens

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
XBRLI = "{http://www.xbrl.org/2003/instance}"
XBRLDI = "{http://xbrl.org/2006/xbrldi}"
XHTML = "{http://www.w3.org/1999/xhtml}"
STANDARD = re.compile(r"(?:fasb\.org|xbrl\.sec\.gov)/([a-z-]+)/")
HEADER_ROWS = 8
BEFORE = 80
"""Characters before a number that tell it from others of its sentence."""
_BLOCKS = frozenset(f"{XHTML}{name}" for name in ("p", "div", "li", "td", "th", "body"))
_BREAKS = _BLOCKS | {f"{XHTML}br"}
_Contexts = dict[str | None, tuple[bool, Dimensions]]
_WORDED = re.compile(r"[A-Za-z]{2}")
_PERIOD = re.compile(r"\b(?:19|20)\d\d\b|\bmonths?\b|\bended\b|^\(?in (?:millions|thousands)", re.IGNORECASE)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|\d+")


class _Tag(Struct, frozen=True, kw_only=True):
    """One tagged number with the words of its row label, column headers and section (nearest last)."""

    label: str
    headers: tuple[str, ...]
    section: str
    concept: QName
    dimensions: Dimensions
    instant: bool
    turned: bool
    zero: bool
    shown: str
    block: int

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(w for w in (self.label, *reversed(self.headers), self.section) if w)


def read(path: Path) -> PriorFiling:
    """See `prior.read_prior`."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.parse(str(path), parser).getroot()
    except (OSError, etree.XMLSyntaxError) as cause:
        raise UnreadableFile("The prior filing cannot be read", where=str(path), hint=str(cause)) from cause
    if root is None or root.find(f".//{IX}nonFraction") is None:
        hint = "give the filing's own .htm"
        raise UnreadableFile("The prior filing has no inline XBRL tags", where=str(path), hint=hint)
    contexts = {c.get("id"): _context(c) for c in root.iter(f"{XBRLI}context")}
    tags = tuple(_tags(root, contexts))
    facts = (*(_fact(tag) for tag in tags), *_sentences(root, contexts))
    names = _member_names(tags)
    split, plain = _practice(tags)
    return PriorFiling(
        source=path.name,
        lines=tuple(_lines(tags, names)),
        members=tuple(_members(names)),
        split=split,
        plain=plain,
        facts=facts,
        year_ends=year_ends(root),
    )


def _tags(root: etree._Element, contexts: _Contexts) -> Iterator[_Tag]:
    for block, table in enumerate(root.iter(f"{XHTML}table")):
        if table.find(f".//{IX}nonFraction") is not None and table.find(f".//{XHTML}table") is None:
            yield from _table_tags(table, contexts, block)


def _fact(tag: _Tag) -> PriorFact:
    return PriorFact(
        concept=tag.concept,
        dimensions=tag.dimensions,
        instant=tag.instant,
        sign=-1 if tag.turned else 1,
        shown=tag.shown,
        block=tag.block,
        row=normalise(tag.label),
        headers=tag.headers,
        section=tag.section,
    )


def _sentences(root: etree._Element, contexts: _Contexts) -> Iterator[PriorFact]:
    """The numbers tagged outside tables, each with its sentence's paragraph."""
    blocks: dict[etree._Element, tuple[int, str]] = {}
    for element in root.iter(f"{IX}nonFraction"):
        holder = next((a for a in element.iterancestors() if a.tag in _BLOCKS), None)
        if holder is None or holder.tag in (f"{XHTML}td", f"{XHTML}th"):
            continue
        if any(a.tag == f"{XHTML}td" for a in holder.iterancestors()):
            continue
        number, text = blocks.setdefault(holder, (-1 - len(blocks), _text(holder)))
        instant, dimensions = contexts.get(element.get("contextRef"), (False, ()))
        yield PriorFact(
            concept=_qname(element.get("name", ""), element),
            dimensions=dimensions,
            instant=instant,
            sign=-1 if element.get("sign") == "-" else 1,
            shown=_text(element),
            block=number,
            sentence=text,
            before=_before(element, holder)[-BEFORE:],
        )


def _before(element: etree._Element, holder: etree._Element) -> str:
    """The text of a block before one of its elements."""
    marks = etree.iterwalk(holder, events=("start", "end"))
    parts: list[str] = []
    for event, node in marks:
        if node is element:
            break
        own = node.text if event == "start" else node.tail
        parts.append(own or "" if node is not holder or event == "start" else "")
    return " ".join("".join(parts).split())


def _context(context: etree._Element) -> tuple[bool, Dimensions]:
    found = [
        (_qname(m.get("dimension", ""), m), _qname((m.text or "").strip(), m))
        for m in context.iter(f"{XBRLDI}explicitMember")
    ]
    return context.find(f".//{XBRLI}instant") is not None, tuple(sorted(found))


def _qname(text: str, element: etree._Element) -> QName:
    """A QName under the usual prefix of its standard namespace, else under the filer's own prefix."""
    prefix, _, local = text.partition(":")
    found = STANDARD.search(element.nsmap.get(prefix) or "")
    return QName(found.group(1) if found else prefix, local)


def _text(element: etree._Element) -> str:
    """The words of an element, breaks and blocks within it as spaces."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _BREAKS:
            parts.append(" ")
        if event == "start":
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return " ".join("".join(parts).split())


def _table_tags(table: etree._Element, contexts: _Contexts, block: int) -> Iterator[_Tag]:
    section, headers = "", list[tuple[int, int, str]]()
    for row in table.iter(f"{XHTML}tr"):
        cells = list(_cells(row))
        tagged = [c for c in cells if c[2].find(f".//{IX}nonFraction") is not None]
        texts = [(start, end, _text(cell)) for start, end, cell in cells]
        words = [t for t in texts if _WORDED.search(t[2])]
        if not tagged:
            if len(words) == 1 and words[0][0] == 0:
                section = words[0][2]
            else:
                headers = [*headers, *words][-HEADER_ROWS * 6 :]
            continue
        label = next((t for start, _, t in words if start < tagged[0][0]), "")
        for start, end, cell in tagged:
            over = tuple(t for a, b, t in headers if a < end and b > start and not _PERIOD.search(t))
            for element in cell.iter(f"{IX}nonFraction"):
                yield _tag(element, cell, contexts, block, (label, over, section))


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    column = 0
    for cell in row:
        if cell.tag in (f"{XHTML}td", f"{XHTML}th"):
            span = cell.get("colspan", "1")
            width = int(span) if span.isdecimal() else 1
            yield column, column + width, cell
            column += width


def _tag(
    element: etree._Element,
    cell: etree._Element,
    contexts: _Contexts,
    block: int,
    place: tuple[str, tuple[str, ...], str],
) -> _Tag:
    label, headers, section = place
    instant, dimensions = contexts.get(element.get("contextRef"), (False, ()))
    shown_negative = "(" in _text(cell)
    digits = re.sub(r"[^1-9]", "", "".join(element.itertext()))
    return _Tag(
        label=label,
        headers=headers,
        section=section,
        concept=_qname(element.get("name", ""), element),
        dimensions=dimensions,
        instant=instant,
        turned=shown_negative != (element.get("sign") == "-"),
        zero=not digits,
        shown=_text(element),
        block=block,
    )


def _member_names(tags: Iterable[_Tag]) -> dict[tuple[str, QName, QName], int]:
    """(name, axis, member) → facts: words at the tags that share words with the member's name."""
    found: Counter[tuple[str, QName, QName]] = Counter()
    for tag in tags:
        axes = dict(tag.dimensions)
        if axes.get(CONSOLIDATION_AXIS) == OPERATING_SEGMENTS and len(axes) > 1 and SEGMENT_AXIS not in axes:
            continue  # segments on another axis than theirs (rule 2)
        for axis, member in tag.dimensions:
            if member == OPERATING_SEGMENTS:
                continue
            own = tokens(" ".join(_CAMEL.findall(member.local.removesuffix("Member").removesuffix("Segment"))))
            best = max(tag.words, key=lambda text: _likeness(tokens(text), own), default="")
            if _likeness(tokens(best), own) >= 0.5:
                found[best, axis, member] += 1
    return dict(found)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _members(names: dict[tuple[str, QName, QName], int]) -> Iterator[PriorMember]:
    best: dict[str, tuple[int, QName, QName, str]] = {}
    for (name, axis, member), count in sorted(names.items(), key=str):
        key = normalise(name)
        if key not in best or count > best[key][0]:
            best[key] = (count, axis, member, name)
    for count, axis, member, name in best.values():
        yield PriorMember(name=name, dimensions=((axis, member),), count=count)


def _lines(tags: Iterable[_Tag], names: dict[tuple[str, QName, QName], int]) -> Iterator[PriorLine]:
    """What is measured: the nearest words at a tag that name no member, with the tag that most of its facts bear."""
    members = {normalise(name) for name, _, _ in names}
    groups: dict[tuple[str, str, bool], list[_Tag]] = defaultdict(list)
    for tag in tags:
        own = [w for w in tag.words if normalise(w) not in members]
        if own:
            groups[normalise(own[0]), normalise(own[1]) if len(own) > 1 else "", tag.instant].append(tag)
    for (label, heading, instant), group in groups.items():
        concept, count = Counter(t.concept for t in group).most_common(1)[0]
        told = [t.turned for t in group if t.concept == concept and not t.zero]
        turned = sum(told) * 2 > len(told)
        yield PriorLine(
            label=label,
            headings=(heading,) if heading else (),
            concept=concept,
            sign=-1 if turned else 1,
            instant=instant,
            count=count,
            bare=_bare(t for t in group if t.concept == concept),
        )


def _bare(tags: Iterable[_Tag]) -> Dimensions | None:
    """The commonest dimensions among figures of no segment, place, product or customer; None where there are none."""
    votes = Counter(t.dimensions for t in tags if {axis for axis, _ in t.dimensions} <= {CONSOLIDATION_AXIS})
    return min(votes, key=lambda d: (-votes[d], d)) if votes else None


def _practice(tags: Iterable[_Tag]) -> tuple[frozenset[QName], frozenset[QName]]:
    """Concepts whose segment figures carried OperatingSegmentsMember, and those whose did not (rule 7)."""
    votes: Counter[tuple[QName, bool]] = Counter()
    for tag in tags:
        axes = dict(tag.dimensions)
        by_segment = SEGMENT_AXIS in axes or (axes.get(CONSOLIDATION_AXIS) == OPERATING_SEGMENTS and len(axes) > 1)
        if by_segment and axes.get(CONSOLIDATION_AXIS, OPERATING_SEGMENTS) == OPERATING_SEGMENTS:
            votes[tag.concept, CONSOLIDATION_AXIS in axes] += 1
    concepts = {concept for concept, _ in votes}
    split = frozenset(c for c in concepts if votes[c, True] > votes[c, False])
    return split, frozenset(concepts - split)
