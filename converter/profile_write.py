"""A profile out of a conversion: every line and member as decided, ready for a person to edit and keep."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import Table

from .errors import OutputError
from .mapping.model import Decision
from .profile import SCALES

if TYPE_CHECKING:
    from .pipeline import Conversion

HEADER = (
    "What segxbrl decided for this note, and the settings it ran with. What stands here wins over everything else.",
    "Change a concept, delete what should be decided afresh, keep the file under version control.",
)


KEPT = ("cover", "house", "preferences", "cells")
"""What a person wrote in the profile that the run was given, and no decision shows."""


def profile_text(conversion: Conversion, given: str = "", scale: int | None = None) -> str:
    """The profile as TOML: entity, document, one [[lines]] a decision, one [[members]] a named subject, and what the
    `given` profile says besides; `scale` is the power of ten that the run was given."""
    report, calendar = conversion.report, conversion.interpreted.calendar
    document = tomlkit.document()
    for line in HEADER:
        document.add(tomlkit.comment(line))
    document.add("entity", _table(name=report.entity.name, cik=report.entity.cik, prefix=report.prefix))
    month, day = calendar.fiscal_year_end
    told = {} if scale is None else {"scale": next(name for name, power in SCALES.items() if power == scale)}
    document.add(
        "document",
        _table(
            form=report.form,
            period_end=report.period.end,
            fiscal_year_end=f"{month:02d}-{day:02d}",
            fiscal_year=report.fiscal_year,
            fiscal_period=report.fiscal_period,
            taxonomy_year=report.year,
            **told,
        ),
    )
    lines = tomlkit.aot()
    for entry in _lines(conversion):
        lines.append(entry)
    if len(lines):
        document.add("lines", lines)
    members = tomlkit.aot()
    for entry in _members(conversion):
        members.append(entry)
    if len(members):
        document.add("members", members)
    before = tomlkit.parse(given)
    for section in KEPT:
        if section in before:
            document.add(section, before.item(section))
    return tomlkit.dumps(document)


def write_profile(conversion: Conversion, path: Path, given: Path | None = None, scale: int | None = None) -> None:
    """Write the profile; `given` is the one that the run was given, which was read before, `scale` as for the text.

    Raises:
        OutputError: the file exists already (a profile is a person's work) or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            before = given.read_text(encoding="utf-8") if given is not None else ""
            file.write(profile_text(conversion, before, scale))
    except FileExistsError:
        raise OutputError("the profile exists already", where=str(path), hint="give another name") from None
    except OSError as failure:
        raise OutputError(f"cannot write the profile: {failure.strerror}", where=str(path)) from failure


def _table(**values: Any) -> Table:
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, value)
    return table


def _lines(conversion: Conversion) -> list[Table]:
    """One entry for each label and path; the table is named only where one label means two things."""
    own = {e.qname: e for e in conversion.report.elements if e.extension}
    known = {(t.id, line.id): line for t in conversion.interpreted.tables for line in t.lines}
    used = {m.decision for m in conversion.mapped.values if not m.skip}
    decided = [(d, known[d.table, d.line]) for d in conversion.mapped.decisions if (d.table, d.line) in known]
    entries: dict[tuple[str, tuple[str, ...], str, int], Decision] = {}
    for decision, line in decided:
        if decision.id in used:
            key = (line.label, line.path, str(decision.concept), decision.sign)
            entries.setdefault(key, decision)
    clashes = Counter((label, path) for label, path, _, _ in entries)
    return [
        _line(decision, path, own, with_table=clashes[label, path] > 1)
        for (label, path, _, _), decision in entries.items()
    ]


def _line(decision: Decision, path: tuple[str, ...], own: dict[Any, Any], *, with_table: bool) -> Table:
    entry = _table(label=decision.label)
    if path:
        entry.add("path", list(path))
    if with_table:
        entry.add("table", decision.table)
    concept = tomlkit.item(str(decision.concept))
    concept.comment(f"{decision.decided_by.value}, sure {decision.confidence:.2f}")
    entry.add("concept", concept)
    if decision.sign < 0:
        entry.add("negate", value=True)
    element = own.get(decision.concept)
    if element is not None:
        entry.add("extension_label", element.label)
        entry.add("period_type", element.period_type)
        if element.balance:
            entry.add("balance", element.balance)
    return entry


def _members(conversion: Conversion) -> list[Table]:
    entries: dict[str, Table] = {}
    for choice in conversion.mapped.members:
        if len(choice.dimensions) == 1 and choice.subject.name:
            axis, member = choice.dimensions[0]
            entries.setdefault(
                choice.subject.name, _table(name=choice.subject.name, axis=str(axis), member=str(member))
            )
    return list(entries.values())
