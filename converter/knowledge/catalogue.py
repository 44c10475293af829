"""The elements of one year's standard taxonomies, out of taxonomy/<year>/<prefix>.tsv.

A file is kept as raw lines by element name and a line is split when it is asked for, so that loading 17,000 elements
costs milliseconds. A year may be filed as its differences from another (`# base`), or lack a prefix altogether; then
that year's elements are used under its own namespace and the year is provisional.

File: `#` lines (`# name value`), then `Name<TAB>type<TAB>flags<TAB>label`. The type is written without `xbrli:` and
with `~` for `ItemType`; the flags are period (`i` instant, `d` duration), balance (`d`, `c`, `-`), abstract (`a`, `-`)
and kind (`x` axis, `h` hypercube), trailing `-` left off. In a file of differences a line `-Name` takes one away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from ..errors import KnowledgeError
from ..facts.model import QName
from .model import Concept
from .postings import Postings

PREFIXES = ("us-gaap", "srt", "dei", "country", "currency", "stpr")
_LINE_ITEM_PREFIXES = ("us-gaap", "srt", "dei")
_BALANCES = {"d": "debit", "c": "credit"}
_KINDS = {"x": "xbrldt:dimensionItem", "h": "xbrldt:hypercubeItem"}


def namespace(prefix: str, year: int) -> str:
    """The namespace URI of a standard taxonomy: FASB's for us-gaap and srt, the SEC's for the others."""
    if prefix in {"us-gaap", "srt"}:
        return f"http://fasb.org/{prefix}/{year}"
    return f"http://xbrl.sec.gov/{prefix}/{year}"


def write_type(name: str) -> str:
    short = name.removeprefix("xbrli:")
    return short.removesuffix("ItemType") + "~" if short.endswith("ItemType") else short


def read_type(short: str) -> str:
    name = short[:-1] + "ItemType" if short.endswith("~") else short
    return name if ":" in name else f"xbrli:{name}"


def write_flags(period: str, balance: str, kind: str, *, abstract: bool) -> str:
    kinds = {"xbrldt:dimensionItem": "x", "xbrldt:hypercubeItem": "h"}
    return (period[:1] + (balance[:1] or "-") + ("a" if abstract else "-") + kinds.get(kind, "-")).rstrip("-")


def is_numeric(short_type: str) -> bool:
    """Whether a type, as the file writes it, holds numbers that a table cell can show."""
    return short_type in _NUMERIC


_NUMERIC = frozenset(
    write_type(name)
    for name in (
        "xbrli:monetaryItemType", "xbrli:sharesItemType", "xbrli:integerItemType", "xbrli:pureItemType",
        "xbrli:decimalItemType", "dtr-types:percentItemType", "dtr-types:perShareItemType", "srt-types:perUnitItemType",
        "dtr-types:volumeItemType", "dtr-types:areaItemType", "dtr-types:massItemType", "dtr-types:energyItemType",
        "dtr-types:flowItemType",
    )
)  # fmt: skip


def header(path: Path) -> dict[str, str]:
    """The `# name value` lines at the top of a baked file."""
    found: dict[str, str] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("# "):
                break
            name, _, value = line[2:].rstrip("\n").partition(" ")
            found[name] = value
    return found


def element_lines(path: Path) -> dict[str, str]:
    """Name → raw line of one file, its base year's lines included."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    base = next((line[7:] for line in lines[:start] if line.startswith("# base ")), "")
    own = {line[: line.find("\t")]: line for line in lines[start:] if line[0] != "-"}
    if not base:
        return own
    merged = element_lines(path.parent.parent / base / path.name)
    for line in lines[start:]:
        if line[0] == "-":
            merged.pop(line[1:], None)
    merged.update(own)
    return merged


class BakedCatalogue:
    """`model.Catalogue` over taxonomy/<year>/. Nothing is read before it is needed."""

    def __init__(self, root: Path, year: int) -> None:
        self.year = year
        self._folder = root / str(year)
        facts = header(self._folder / "us-gaap.tsv")
        self.provisional = facts.get("standing", "") != "complete"
        self._base = root / facts.get("base", str(year))
        self.namespaces: Mapping[str, str] = {prefix: namespace(prefix, year) for prefix in PREFIXES}
        self._lines: dict[str, dict[str, str]] = {}
        self._concepts: dict[tuple[str, str], Concept | None] = {}

    def get(self, qname: QName) -> Concept | None:
        """The element of that qualified name, or None; the prefix must be one of `namespaces`."""
        place = (qname.prefix, qname.local)
        if place not in self._concepts:
            line = self._of(qname.prefix).get(qname.local)
            self._concepts[place] = self._concept(qname.prefix, line) if line is not None else None
        return self._concepts[place]

    def find(self, local: str) -> Concept | None:
        """The us-gaap element of that name, else the srt or dei one."""
        for prefix in _LINE_ITEM_PREFIXES:
            found = self.get(QName(prefix, local))
            if found is not None:
                return found
        return None

    def search(self, words: str, limit: int = 50) -> tuple[tuple[Concept, float], ...]:
        """us-gaap line items holding numbers whose standard label shares words with `words`, best first, scored 0 to 1.

        Text, date and enumeration items are left out: a row of figures cannot be one, and rules name them.
        """
        found = []
        for name, score in self._index.search(words, limit + 10):
            concept = self.get(QName("us-gaap", name))
            if concept is not None and not concept.abstract:
                found.append((concept, score))
        return tuple(found[:limit])

    def __iter__(self) -> Iterator[Concept]:
        for prefix in PREFIXES:
            for line in self._of(prefix).values():
                yield self._concept(prefix, line)

    def summands(self, total: str) -> tuple[tuple[str, int], ...]:
        """What adds to `total` in the standard income statement, balance sheet, cash flow and segment calculations:
        (us-gaap local name, weight 1 or -1), in order; empty when nothing is said of it."""
        return self._calculation[0].get(total, ())

    def totals(self, part: str) -> tuple[tuple[str, int], ...]:
        """The totals that `part` adds to, with its weight: the reverse of `summands`."""
        return self._calculation[1].get(part, ())

    def _of(self, prefix: str) -> dict[str, str]:
        if prefix not in self._lines:
            path = self.file(f"{prefix}.tsv")
            self._lines[prefix] = element_lines(path) if prefix in self.namespaces and path.exists() else {}
        return self._lines[prefix]

    def file(self, name: str) -> Path:
        own = self._folder / name
        return own if own.exists() else self._base / name

    def _concept(self, prefix: str, line: str) -> Concept:
        try:
            name, kind, flags, label = line.split("\t")
        except ValueError as error:
            raise KnowledgeError(f"not four columns: {line[:80]!r}", where=str(self.file(f"{prefix}.tsv"))) from error
        flags = flags.ljust(4, "-")
        return Concept(
            qname=QName(prefix, name),
            type=read_type(kind),
            period_type="instant" if flags[0] == "i" else "duration",
            balance=_BALANCES.get(flags[1], ""),
            abstract=flags[2] == "a",
            substitution=_KINDS.get(flags[3], "xbrli:item"),
            label=label,
        )

    @cached_property
    def _index(self) -> Postings:
        return Postings.read(self.file("search.tsv"))

    @cached_property
    def _calculation(self) -> tuple[dict[str, tuple[tuple[str, int], ...]], dict[str, tuple[tuple[str, int], ...]]]:
        down: dict[str, tuple[tuple[str, int], ...]] = {}
        up: dict[str, tuple[tuple[str, int], ...]] = {}
        for line in self.file("calculation.tsv").read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            total, part, weight = line.split("\t")[:3]
            down[total] = (*down.get(total, ()), (part, int(weight)))
            up[part] = (*up.get(part, ()), (total, int(weight)))
        return down, up
