"""Label → concept counts, learnt from published filings and written to taxonomy/labels/.

Two files, so that what was learnt from notes that are also scored can be rebuilt without one filer:
`filings.tsv` from counts over many filers' statements, `corpus.tsv` from tagged segment notes. Neither names a filer.
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ..errors import BadOption
from ..resources import folder
from .labels import EXTENSION, row
from .places import BakedPlaces
from .postings import Postings
from .sources import sha256
from .words import key, normalise

_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|\d+")
_WORDED = re.compile("[a-z]{2}")
_SEVERAL = 3
"""From how many filers on a word or label is taken for common usage."""
_MOVEMENTS = ("cashflow", "equity")
"""Statements whose lines are movements: `Other assets` is an increase there, in a segment note never."""
_COMPANY = frozenset({"inc", "llc", "lp", "ltd", "plc"})
"""Words of a company's name: what they stand in is no common usage."""
_COLUMNS = "# columns label (normalised), then by concept: name filers recent segment income negated-percent"


class _Tally(Struct, kw_only=True):
    """Counts of one label and concept while they are gathered."""

    filers: int = 0
    recent: int = 0
    segment: int = 0
    income: int = 0
    turned: float = 0.0

    def cells(self) -> str:
        return row(self.filers, self.recent, self.segment, self.income, self.turned / max(self.filers, 1))


class _Shown(Struct, kw_only=True):
    """How often one filer shows a concept under a label, and how often with the sign turned."""

    facts: int = 0
    turned: int = 0


class _Counts(Struct, kw_only=True):
    by_label: dict[str, dict[str, _Tally]] = field(default_factory=dict)

    def of(self, label: str, concept: str) -> _Tally:
        return self.by_label.setdefault(label, {}).setdefault(concept, _Tally())

    def common_words(self) -> frozenset[str]:
        """The words that several filers use."""
        return frozenset(
            word
            for label, found in self.by_label.items()
            if max(tally.filers for tally in found.values()) >= _SEVERAL
            for word in label.split()
        )

    def lines(self, common: frozenset[str] | None = None) -> Iterator[str]:
        """One line a label; with `common` given, only labels of several filers or of common words alone: a word that
        one filer uses names its product, its place or itself, and helps no other."""
        usual = (common or frozenset()) - _COMPANY
        for label in sorted(self.by_label):
            found = self.by_label[label]
            filers = max(tally.filers for tally in found.values())
            words = label.split()
            if common is not None and filers < _SEVERAL and not usual.issuperset(words):
                continue
            order = sorted(found, key=lambda concept: (-found[concept].filers, concept))
            yield "\t".join([label, *(f"{concept} {found[concept].cells()}" for concept in order)])


def bake_labels(table: Path, out: Path) -> tuple[Path, Path]:
    """Write `out`/filings.tsv and its word index `out`/filings-index.tsv from a table of counts with the columns
    label, concept, n_filers, n_filers_2018on, places, share_negated, share_dimensional.

    Left out: what a single filer did outside income statement and segment note, and members of a dimension.
    """
    counts = _Counts()
    with table.open(encoding="utf-8", newline="") as file:
        for entry in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            _add_filed(counts, entry)
    top = [_COLUMNS, f"# source {table.name} sha256 {sha256(table)}: filers of 2009-2010 and 2018-2025"]
    lines = counts.lines(counts.common_words() | _standard_words())
    return _write(out / "filings.tsv", top, lines), bake_label_index(out / "filings.tsv")


def bake_label_index(labels: Path) -> Path:
    """Write the word index of a label file beside it, `<name>-index.tsv`."""
    known = [line.partition("\t")[0] for line in labels.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    index = Postings.build((label, tuple(label.split())) for label in known)
    top = [f"# index {labels.name}: words of {len(known)} labels"]
    return _write(labels.with_name(f"{labels.stem}-index.tsv"), top, index.lines(names=False))


HABIT = 4
"""A concept that less than one in so many of a filer's facts of a label have is a slip, not what the filer means."""


def learn_corpus(folders: Iterable[Path], out: Path, exclude_registrant: str | None = None) -> Path:
    """Write `out` (taxonomy/labels/corpus.tsv) from tagged notes: `<registrant>-<…>.json`, each with `facts`.

    `exclude_registrant` leaves one registrant out: the counts to score it with. Notes are parsed once per process.

    Raises:
        BadOption: there is no tagged note in `folders`.
    """
    counts = _Counts()
    registrants: set[str] = set()
    for place in folders:
        for registrant, shown in _notes(place).items():
            if registrant == exclude_registrant:
                continue
            registrants.add(registrant)
            whole = Counter[str]()
            for (label, _), times in shown.items():
                whole[label] += times.facts
            for (label, concept), times in shown.items():
                if HABIT * times.facts < whole[label]:
                    continue
                tally = counts.of(label, concept)
                tally.filers += 1
                tally.recent += 1
                tally.segment += 1
                tally.turned += times.turned / times.facts
    if not registrants:
        raise BadOption("no tagged notes (<registrant>-….json)", where=", ".join(map(str, folders)))
    top = [_COLUMNS, f"# source rows of tagged segment notes of {len(registrants)} registrants, 2023 to 2026"]
    return _write(out, top, counts.lines(_standard_words() | _filed_words()))


def rekey(labels: Path) -> Path:
    """Normalise the labels of a file again, after words.toml changed; labels that become one are added up."""
    lines = labels.read_text(encoding="utf-8").splitlines()
    counts = _Counts()
    for label, cells in (line.split("\t", 1) for line in lines if not line.startswith("#")):
        for cell in cells.split("\t"):
            concept, filers, recent, segment, income, negated = cell.split(" ")
            tally = counts.of(key(label), concept)
            tally.filers += int(filers)
            tally.recent += int(recent)
            tally.segment += int(segment)
            tally.income += int(income)
            tally.turned += int(filers) * int(negated) / 100
    return _write(labels, [line for line in lines if line.startswith("#")], counts.lines())


def _add_filed(counts: _Counts, entry: Mapping[str, str]) -> None:
    places = {name: int(number) for name, _, number in (place.partition(":") for place in entry["places"].split())}
    filers, recent = int(entry["n_filers"]), int(entry["n_filers_2018on"])
    if filers == 1 and not places.keys() & {"income", "segment"}:
        return
    moved = sum(places.get(name, 0) for name in _MOVEMENTS)
    kept = 1 - moved / max(sum(places.values()), 1)
    filers, recent = math.ceil(filers * kept), round(recent * kept)
    if not filers:
        return
    if float(entry["share_dimensional"] or 0) > 0.8 and "segment" not in places:
        return
    label = key(entry["label"])
    if not label:
        return
    tally = counts.of(label, entry["concept"])
    tally.filers += filers
    tally.recent += recent
    tally.segment += places.get("segment", 0)
    tally.income += places.get("income", 0) + places.get("balance", 0)
    tally.turned += filers * float(entry["share_negated"] or 0)


@cache
def _notes(place: Path) -> Mapping[str, Mapping[tuple[str, str], _Shown]]:
    """Registrant → (label, concept) → how it is shown."""
    found: dict[str, dict[tuple[str, str], _Shown]] = {}
    for path in sorted(place.glob("*.json")):
        shown = found.setdefault(path.name.partition("-")[0], {})
        for fact in json.loads(path.read_text(encoding="utf-8"))["facts"]:
            text = fact.get("row_label") or ""
            label = key(text)
            if not _WORDED.search(label) or _names_member(text, fact["dimensions"].values()):
                continue
            times = shown.setdefault((label, _concept(fact["concept"])), _Shown())
            times.facts += 1
            times.turned += _is_turned(fact)
    return found


@cache
def _places() -> BakedPlaces:
    return BakedPlaces(max(folder("taxonomy").glob("[0-9][0-9][0-9][0-9]/places.tsv")))


@cache
def _standard_words() -> frozenset[str]:
    """The words of the standard labels."""
    found: set[str] = set()
    for index in folder("taxonomy").glob("[0-9][0-9][0-9][0-9]/search.tsv"):
        found.update(line.partition("\t")[0] for line in index.read_text(encoding="utf-8").splitlines())
    return frozenset(found)


@cache
def _filed_words() -> frozenset[str]:
    """The words of the labels that several filers of filings.tsv use."""
    counts = _Counts()
    path = folder("taxonomy") / "labels" / "filings.tsv"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if not line.startswith("#"):
            label, *cells = line.split("\t")
            for cell in cells:
                concept, filers = cell.split(" ")[:2]
                counts.of(label, concept).filers += int(filers)
    return counts.common_words()


def _concept(name: str) -> str:
    prefix, _, local = name.partition(":")
    return local if prefix == "us-gaap" else EXTENSION


def _names_member(label: str, members: Iterable[str]) -> bool:
    """Whether the row is called after a member of the fact (a segment) or a country, not after its concept."""
    if _places().find(label) is not None:
        return True
    words = set(normalise(label))
    for member in members:
        local = member.partition(":")[2].removesuffix("Member")
        if words <= set(normalise(" ".join(_CAMEL.findall(local)))):
            return True
    return False


def _is_turned(fact: Mapping[str, Any]) -> bool:
    shown_negative = "(" in (fact.get("cell_text") or "")
    return shown_negative != (fact.get("sign") == "-")


def _write(path: Path, top: Iterable[str], lines: Iterable[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*top, *lines]) + "\n", encoding="utf-8", newline="\n")
    return path
