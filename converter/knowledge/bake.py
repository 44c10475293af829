"""Make taxonomy/<year>/ from the official packages or element lists: facts only, with where they came from.

`bake` is what `segxbrl taxonomy bake` calls. Same sources, same bytes. Element lists alone make a provisional year;
a provisional year is written as its differences from the nearest complete one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import BadOption
from .bake_places import place_lines
from .catalogue import PREFIXES, element_lines, is_numeric, write_flags, write_type
from .labels import filers_by_concept
from .learn import bake_label_index, rekey
from .postings import Postings
from .sources import Arc, Element, ElementSet, arcs, element_sets, sha256
from .words import normalise

_SEGMENT_LINKBASES = re.compile(r"/dis/us-gaap-dis-sr-(?:pre|def)-\d{4}\.xml$")
_CALCULATIONS = re.compile(r"/(?:stm/us-gaap-stm-(?:soi|sfp)[a-z0-9-]*|dis/us-gaap-dis-sr)-cal-\d{4}\.xml$")
_PROVISIONAL = "provisional: names and types good, some period types, balances and labels inferred"


def bake(sources: Path, out: Path) -> tuple[Path, ...]:
    """Write `out`/<year>/*.tsv for every year whose us-gaap elements `sources` holds; return the files written.

    `sources` is a folder of official packages (`us-gaap-2025.zip`, `srt-2025.zip`, …) and element lists
    (`us-gaap-2026-elements.tsv`). `non-negative-<year>.txt`, `axis-members-<year>.json` and `places-<year>.tsv` beside
    them are taken along.

    Raises:
        BadOption: nothing in `sources` names a us-gaap element.
    """
    found = element_sets(sources)
    years = sorted(year for prefix, year in found if prefix == "us-gaap")
    if not years:
        raise BadOption("no us-gaap package or element list in this folder", where=str(sources))
    complete = [year for year in years if found["us-gaap", year].complete]
    written: list[Path] = []
    for year in sorted(years, key=lambda year: (year not in complete, year)):
        base = None if year in complete or not complete else min(complete, key=lambda other: abs(other - year))
        written += _bake_year(found, year, base, sources, out)
    return tuple(written)


def bake_index(folder: Path) -> Path:
    """Write `folder`/search.tsv anew: the words of the standard labels of us-gaap items that hold numbers.

    How many filers use each comes from labels/filings.tsv beside the year, where there is one.
    """
    items = []
    for name, line in element_lines(folder / "us-gaap.tsv").items():
        _, kind, flags, label = line.split("\t")
        if is_numeric(kind) and "a" not in flags and "Deprecated" not in label:
            items.append((name, normalise(label)))
    usage = filers_by_concept(folder.parent / "labels" / "filings.tsv")
    top = [f"# index us-gaap {folder.name}: words of the standard labels of {len(items)} items that hold numbers"]
    return _write(folder / "search.tsv", top, Postings.build(sorted(items), usage).lines())


def reindex(taxonomy: Path) -> tuple[Path, ...]:
    """Bring the label files and word indexes of `taxonomy` in line with words.toml; return what was written."""
    labels = taxonomy / "labels"
    written = [rekey(labels / "filings.tsv"), bake_label_index(labels / "filings.tsv"), rekey(labels / "corpus.tsv")]
    written += [bake_index(path.parent) for path in sorted(taxonomy.glob("[0-9][0-9][0-9][0-9]/search.tsv"))]
    return tuple(written)


def _bake_year(
    found: dict[tuple[str, int], ElementSet], year: int, base: int | None, sources: Path, out: Path
) -> Iterator[Path]:
    folder = out / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    for prefix in PREFIXES:
        if (prefix, year) in found:
            yield _bake_elements(found[prefix, year], base, folder)
    if base is None:
        yield bake_index(folder)
    package = sources / f"us-gaap-{year}.zip"
    if package.exists():
        yield from _bake_relations(package, folder)
    yield from _bake_lists(sources, year, folder)


def _bake_elements(elements: ElementSet, base: int | None, folder: Path) -> Path:
    top = [
        f"# taxonomy {elements.prefix} {elements.year}: {len(elements.elements)} elements",
        f"# standing {'complete' if elements.complete else _PROVISIONAL}",
        *(f"# source {name} sha256 {digest}" for name, digest in elements.sources),
    ]
    lines = {element.name: _line(element) for element in elements.elements}
    path = folder / f"{elements.prefix}.tsv"
    before = folder.parent / str(base) / path.name
    if base is None or not before.exists():
        return _write(path, top, (lines[name] for name in sorted(lines)))
    known = element_lines(before)
    gone = (f"-{name}" for name in sorted(known.keys() - lines.keys()))
    changed = (lines[name] for name in sorted(lines) if known.get(name) != lines[name])
    return _write(path, [*top, f"# base {base}"], [*gone, *changed])


def _line(element: Element) -> str:
    flags = write_flags(element.period, element.balance, element.kind, abstract=element.abstract)
    return f"{element.name}\t{write_type(element.type)}\t{flags}\t{element.label}"


def _bake_relations(package: Path, folder: Path) -> Iterator[Path]:
    """calculation.tsv (total, part, weight, statements) and segment.tsv (role, kind, from, to, order)."""
    source = f"# source {package.name} sha256 {sha256(package)}"
    sums: dict[tuple[str, str, str], set[str]] = {}
    for arc in arcs(package, _CALCULATIONS):
        place = (_local(arc.source), _local(arc.target), str(int(float(arc.weight))))
        sums.setdefault(place, set()).add(_statement(arc.role))
    yield _write(
        folder / "calculation.tsv",
        ["# columns total, part, weight, where: i income statement, b balance sheet, s segment disclosure", source],
        ("\t".join((*place, "".join(sorted(where)))) for place, where in sums.items()),
    )
    yield _write(
        folder / "segment.tsv",
        [
            "# columns role, kind of relation, from, to, order: the segment disclosure's presentation and definition",
            source,
        ],
        _relation_lines(arcs(package, _SEGMENT_LINKBASES)),
    )


def _statement(role: str) -> str:
    if role.startswith("SegmentReporting"):
        return "s"
    return "b" if "FinancialPosition" in role else "i"


def _relation_lines(found: Iterable[Arc]) -> Iterator[str]:
    for arc in found:
        yield "\t".join((arc.role, arc.kind, arc.source, arc.target, arc.order))


def _bake_lists(sources: Path, year: int, folder: Path) -> Iterator[Path]:
    names = sources / f"non-negative-{year}.txt"
    if names.exists():
        wanted = [line.removeprefix("us-gaap:") for line in names.read_text(encoding="utf-8").split()]
        top = ["# elements that must not be negative (rule 24)", f"# source {names.name} sha256 {sha256(names)}"]
        yield _write(folder / "non-negative.txt", top, sorted(name for name in wanted if ":" not in name))
    axes = sources / f"axis-members-{year}.json"
    if axes.exists():
        members: dict[str, list[str]] = json.loads(axes.read_text(encoding="utf-8"))
        top = [
            "# standard members that may sit on an axis (rules 2, 4, 10)",
            f"# source {axes.name} sha256 {sha256(axes)}",
        ]
        yield _write(
            folder / "axis-members.tsv", top, ("\t".join((axis, *sorted(members[axis]))) for axis in sorted(members))
        )
    places = sources / f"places-{year}.tsv"
    if places.exists():
        top = [
            "# columns name (normalised), member: countries and states by what they are called (rule 3)",
            f"# source {places.name} sha256 {sha256(places)}; element labels; territory names of Unicode CLDR",
        ]
        yield _write(folder / "places.tsv", top, place_lines(places, folder))


def _local(name: str) -> str:
    return name.removeprefix("us-gaap:")


def _write(path: Path, top: Iterable[str], lines: Iterable[str]) -> Path:
    path.write_text("\n".join([*top, *lines]) + "\n", encoding="utf-8", newline="\n")
    return path
