"""`segxbrl compare`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import flags, terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..checks.compare import Comparison, Pair
    from ..facts.inline import InlineFact


def compare_files(
    mine: Annotated[Path, typer.Argument(help="Our tagging: the .htm, or the folder it is in.", show_default=False)],
    theirs: Annotated[Path, typer.Argument(help="The other tagging: inline XBRL.", show_default=False)],
    as_json: flags.Json = False,
) -> None:
    """Set two taggings of one note side by side, facet by facet, with our evidence for each disagreement."""
    from ..checks.compare import compare  # noqa: PLC0415 - other commands do without
    from ..facts.inline import read_inline  # noqa: PLC0415 - as above

    page = mine if mine.is_file() else next(iter(sorted(mine.glob("*.htm"))), mine)
    made = compare(read_inline(page), read_inline(theirs))
    evidence = _evidence(page.parent / "report.json")
    if as_json:
        sys.stdout.write(json.dumps(_data(made, evidence), ensure_ascii=False, indent=1) + "\n")
    else:
        _show(made, evidence)
    raise typer.Exit(int(bool(made.only_mine or made.only_theirs or any(p.differs for p in made.both))))


def _evidence(report: Path) -> dict[str, str]:
    """Fact id → why we chose its concept, from the report.json beside our document."""
    if not report.is_file():
        return {}
    data = json.loads(report.read_text("utf-8"))
    reasons = {
        d["id"]: f"{d['decided_by']}, {d['confidence']:.2f}: " + "; ".join(e["text"] for e in d.get("evidence", [])[:3])
        for d in data["decisions"]
    }
    return {fact["id"]: reasons.get(fact.get("decision", ""), "") for fact in data["facts"]}


def _tally(made: Comparison) -> dict[str, Any]:
    from ..checks.compare import FACETS  # noqa: PLC0415 - as above

    both = len(made.both)
    return {
        "paired by": "place" if made.by_place else "magnitude",
        "in both": both,
        "only mine": made.only_mine,
        "only theirs": made.only_theirs,
        **{facet: f"{made.agreed(facet)} of {both}" for facet in FACETS},
    }


def _data(made: Comparison, evidence: Mapping[str, str]) -> dict[str, Any]:
    rows = [
        {
            "shown": pair.shown,
            "differs": list(pair.differs) or ["tag"],
            "mine": _side(pair.mine),
            "theirs": _side(pair.theirs),
            "evidence": evidence.get(pair.mine.id, "") if pair.mine else "",
        }
        for pair in _disagreements(made)
    ]
    return {"summary": _tally(made), "disagreements": rows}


def _disagreements(made: Comparison) -> list[Pair]:
    return [p for p in made.pairs if p.differs or p.mine is None or p.theirs is None]


def _side(fact: InlineFact | None) -> dict[str, str] | None:
    if fact is None:
        return None
    period = fact.context.period
    return {
        "concept": str(fact.concept),
        "value": str(fact.value),
        "period": f"{period.start or 'at'} {period.end}" if period else "",
        "unit": fact.unit.numerator if fact.unit else "",
        "dimensions": ", ".join(f"{axis.local}={member}" for axis, member in fact.context.dimensions),
    }


def _show(made: Comparison, evidence: Mapping[str, str]) -> None:
    terminal.table("facets that agree", ("facet", "count"), [(k, str(v)) for k, v in _tally(made).items()])
    rows = []
    for pair in _disagreements(made):
        mine, theirs = _side(pair.mine), _side(pair.theirs)
        for facet in pair.differs or ("tag",):
            ours = (mine or {}).get(facet, str(mine["concept"]) if mine else "—")
            other = (theirs or {}).get(facet, str(theirs["concept"]) if theirs else "—")
            why = evidence.get(pair.mine.id, "") if pair.mine and facet == "concept" else ""
            rows.append((pair.shown[:20], facet, ours, other, why))
    if rows:
        terminal.table("disagreements", ("shown", "facet", "mine", "theirs", "our evidence"), rows)
