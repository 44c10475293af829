"""The disclosure checklist: what of ASC 280-10-50, as amended by ASU 2023-07, the note gives, lacks or leaves unclear.
The requirements are taxonomy/asu-2023-07.toml; here is how evidence for one is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ..facts.model import Fact, FactReport, QName
from ..interpret.model import FootingState, InterpretedNote
from ..knowledge.vocabularies import read_toml
from ..mapping.model import MappedNote
from ..readers.model import RawTable
from ..resources import folder
from .proof_model import ProofKind
from .proof_sums import Tables, sums
from .requirements_model import Evidence, Requirement, Standing
from .view import GEOGRAPHY, ITEMS, SEGMENTS

_NO_EXPENSE = (
    "SegmentReportingOtherItemAmount",
    "SegmentExpenditureAdditionToLongLivedAssets",
    "IncomeTaxExpenseBenefit",
)
_IN_FORCE = {"annual": date(2023, 12, 15), "interim": date(2024, 12, 15)}
"""ASU 2023-07 is asked of reports of fiscal years that begin after these days."""
_SHOWN = 90
"""Characters of a paragraph that are quoted as evidence."""


def checklist(interpreted: InterpretedNote, mapped: MappedNote, report: FactReport) -> tuple[Requirement, ...]:
    """Return every requirement with how the note stands to it, in the order of the standard's paragraphs."""
    note = _Note(interpreted, mapped, report)
    found: dict[str, Requirement] = {}
    entries = requirements()
    for entry in entries:
        if "all_of" not in entry:
            found[entry["id"]] = _judged(entry, note)
    for entry in entries:
        if "all_of" in entry:
            found[entry["id"]] = _all_of(entry, note, found)
    for entry in entries:
        one = found[entry["id"]]
        other = next((i for i in entry.get("instead", ()) if found[i].standing is Standing.GIVEN), "")
        if other and one.standing in (Standing.MISSING, Standing.UNCLEAR):
            why = f"given instead: {found[other].title[0].lower()}{found[other].title[1:]}"
            found[entry["id"]] = _requirement(entry, Standing.NOT_APPLICABLE, why, found[other].evidence)
    return tuple(found[entry["id"]] for entry in entries)


@cache
def requirements() -> tuple[Mapping[str, Any], ...]:
    """The entries of taxonomy/asu-2023-07.toml."""
    return tuple(read_toml(str(folder("taxonomy") / "asu-2023-07.toml"))["requirement"])


def _fits(name: str, pattern: str) -> bool:
    """Whether a local name is the pattern's; `*` at its beginning or end stands for anything."""
    core = pattern.strip("*")
    if pattern.startswith("*"):
        return core in name if pattern.endswith("*") else name.endswith(core)
    return name.startswith(core) if pattern.endswith("*") else name == core


def _shorten(text: str) -> str:
    """The first words of a text, as many as are quoted. (textwrap's own compiles patterns for a millisecond.)"""
    words = " ".join(text[: _SHOWN * 3].split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rpartition(' ')[0]}…"


class _Note:
    """What evidence is looked for in: facts by concept and axis, and the paragraphs."""

    def __init__(self, interpreted: InterpretedNote, mapped: MappedNote, report: FactReport) -> None:
        self.interpreted = interpreted
        self.report = report
        self.interim = report.fiscal_period != "FY" or report.form.startswith(("10-Q", "6-K"))
        self.report_kind = "interim" if self.interim else "annual"
        self.in_force = interpreted.calendar.period_start > _IN_FORCE[self.report_kind]
        self.paragraphs = [block for block in interpreted.note.blocks if not isinstance(block, RawTable)]
        self.by_name: dict[str, list[Fact]] = {}
        for fact in report.facts:
            self.by_name.setdefault(fact.concept.local, []).append(fact)
        self.elements = {element.qname: element for element in report.elements}
        self.members = {m for f in report.facts for a, m in f.dimensions if a == SEGMENTS}
        self.divided = {f.concept for f in report.facts for a, _ in f.dimensions if a in (SEGMENTS, ITEMS)}
        counts = [f.value for f in report.facts if f.concept.local == "NumberOfReportableSegments"]
        numbers = [value for value in counts if isinstance(value, Decimal)]
        self.complete = any(
            proof.kind is ProofKind.IDENTITY and proof.state is not FootingState.FAILS for proof in sums(Tables(mapped))
        )
        self.single = max(numbers) == 1 if numbers else len(self.members) < 2

    def asks(self, entry: Mapping[str, Any]) -> bool:
        """Whether a requirement is in force for this report: ASU 2023-07 brought some, and some to interim reports."""
        return self.in_force or entry.get("asu") not in ("all", self.report_kind)

    @property
    def not_yet(self) -> str:
        day = _IN_FORCE[self.report_kind].isoformat()
        return f"asked by ASU 2023-07, of {self.report_kind} reports of years that begin after {day}"

    def facts(self, patterns: tuple[str, ...]) -> Iterator[Fact]:
        """Facts of an element that one of the patterns names, in the order of the patterns."""
        for pattern in patterns:
            for name, facts in self.by_name.items():
                if _fits(name, pattern):
                    yield from facts

    def said(self, pattern: str) -> Evidence | None:
        """The first paragraph in which a pattern is found."""
        compiled = re.compile(pattern, re.IGNORECASE)
        for block in self.paragraphs:
            if found := compiled.search(block.text):
                start = max(block.text.rfind(". ", 0, found.start()) + 1, 0)
                return Evidence(what=f"“{_shorten(block.text[start:])}”", where=block.ref)
        return None

    def has(self, axis: QName) -> Fact | None:
        return next((fact for fact in self.report.facts if axis in dict(fact.dimensions)), None)

    def expenses(self) -> list[Fact]:
        """One amount for each expense line: a debit element, by segment where there are several."""
        found: dict[QName, Fact] = {}
        for fact in self.report.facts:
            element = self.elements.get(fact.concept)
            axes = {axis for axis, _ in fact.dimensions}
            if element is None or not isinstance(fact.value, Decimal) or element.period_type != "duration":
                continue
            right = SEGMENTS in axes or (self.single and axes <= {SEGMENTS, ITEMS})
            if element.balance == "debit" and right and fact.concept.local not in _NO_EXPENSE:
                found.setdefault(fact.concept, fact)
        return list(found.values())


def _judged(entry: Mapping[str, Any], note: _Note) -> Requirement:
    """1. not asked of this note; 2. given; 3. not asked yet, or not called for by anything in the note; 4. only hinted
    at; 5. missing."""
    if entry["asked"] == "annual" and note.interim:
        return _requirement(entry, Standing.NOT_APPLICABLE, "not asked of interim reports")
    if (entry["segments"] == "several" and note.single) or (entry["segments"] == "single" and not note.single):
        return _requirement(
            entry, Standing.NOT_APPLICABLE, "one reportable segment" if note.single else "several segments"
        )
    evidence = tuple(_evidence(entry, note))
    if evidence:
        return _requirement(entry, Standing.GIVEN, evidence[0].what, evidence)
    if not note.asks(entry):
        return _requirement(entry, Standing.NOT_APPLICABLE, note.not_yet)
    if entry.get("identity") and note.complete:
        why = "revenue less the lines shown is the measure: nothing is left over"
        return _requirement(entry, Standing.NOT_APPLICABLE, why)
    if not _called_for(entry, note):
        return _requirement(entry, Standing.NOT_APPLICABLE, "nothing in the note calls for it")
    hint = note.said(entry["hints"]) if "hints" in entry else None
    if hint is not None:
        return _requirement(entry, Standing.UNCLEAR, f"spoken of, but not found given: {hint.what}", (hint,))
    if "elsewhere" in entry:
        return _requirement(entry, Standing.UNCLEAR, f"not found in this note; {entry['elsewhere']}")
    return _requirement(entry, Standing.MISSING, "neither an amount nor a sentence of the note was found that gives it")


def _evidence(entry: Mapping[str, Any], note: _Note) -> Iterator[Evidence]:
    """The first evidence of each kind that the entry names."""
    fact = next(note.facts(tuple(entry.get("concepts", ()))), None)
    if fact is not None:
        yield _tagged(fact)
    whole = [f for f in note.facts(tuple(entry.get("totals", ()))) if not f.dimensions]
    total = next((f for f in whole if f.concept in note.divided or entry["id"] == "profit-reconciliation"), None)
    if total is not None:
        yield _tagged(total)
    area = next((f for f in note.facts(tuple(entry.get("by_area", ()))) if GEOGRAPHY in dict(f.dimensions)), None)
    if area is not None:
        yield _tagged(area)
    on_axis = next((f for a in entry.get("axes", ()) if (f := note.has(QName.parse(a))) is not None), None)
    if on_axis is not None:
        yield _tagged(on_axis)
    table = next((t for t in note.interpreted.tables if t.kind in entry.get("tables", ())), None)
    if table is not None and table.table is not None:
        yield Evidence(what=f"table {table.id}: {table.kind.replace('-', ' ')}", where=table.table.ref)
    if entry.get("expenses") and (lines := note.expenses()):
        names = ", ".join(note.elements[f.concept].label for f in lines[:4])
        yield Evidence(what=f"{len(lines)} expense lines: {names}", where=lines[0].source.ref)
    if entry.get("periods"):
        ends = sorted({f.period.end for f in note.report.facts if isinstance(f.value, Decimal)})
        if len(ends) > 1:
            yield Evidence(what=f"amounts for {len(ends)} dates, {ends[0]} to {ends[-1]}")
    if "words" in entry and (said := note.said(entry["words"])) is not None:
        yield said


def _called_for(entry: Mapping[str, Any], note: _Note) -> bool:
    if "when" not in entry and "when_concepts" not in entry:
        return True
    names = tuple(entry.get("when_concepts", ()))
    used = any(m.local in names for f in note.report.facts for _, m in f.dimensions)
    spoken = "when" in entry and note.said(entry["when"]) is not None
    return spoken or used or next(note.facts(names), None) is not None


def _all_of(entry: Mapping[str, Any], note: _Note, found: Mapping[str, Requirement]) -> Requirement:
    if entry["segments"] == "single" and not note.single:
        return _requirement(entry, Standing.NOT_APPLICABLE, "several segments")
    if not note.asks(entry):
        return _requirement(entry, Standing.NOT_APPLICABLE, note.not_yet)
    lacking = [found[i] for i in entry["all_of"] if found[i].standing in (Standing.MISSING, Standing.UNCLEAR)]
    if not lacking:
        return _requirement(entry, Standing.GIVEN, "each of its parts is given")
    worst = Standing.MISSING if any(r.standing is Standing.MISSING for r in lacking) else Standing.UNCLEAR
    return _requirement(entry, worst, "; ".join(f"{r.title} ({r.standing})" for r in lacking))


def _tagged(fact: Fact) -> Evidence:
    return Evidence(what=f"{fact.concept} “{_shorten(fact.source.shown)}”", where=fact.source.ref)


def _requirement(
    entry: Mapping[str, Any], standing: Standing, why: str, evidence: tuple[Evidence, ...] = ()
) -> Requirement:
    return Requirement(
        id=entry["id"],
        paragraph=entry["paragraph"],
        title=entry["title"],
        standing=standing,
        why=why,
        evidence=evidence,
        interim=entry["asked"] == "both",
    )
