"""The counts that page, JSON and terminal all show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Severity
from ..interpret.model import FootingState

if TYPE_CHECKING:
    from ..pipeline import Conversion


def arithmetic_tally(conversion: Conversion) -> tuple[int, int, int]:
    """How many sums hold, how many of these within rounding only, and how many fail: of the proofs where they were
    run, else of what the tables show. That two years are a day apart in length is no rounding."""
    proved = [(proof.state, proof.kind.value != "periods") for proof in conversion.proofs]
    states = proved or [(f.state, True) for table in conversion.interpreted.tables for f in table.footings]
    fails = sum(state is FootingState.FAILS for state, _ in states)
    rounds = sum(state is FootingState.ROUNDS and is_sum for state, is_sum in states)
    return len(states) - fails, rounds, fails


def checklist_tally(conversion: Conversion) -> dict[str, int]:
    """How many requirements stand how, by name; empty where the checklist was not run."""
    counts: dict[str, int] = {}
    for requirement in conversion.checklist:
        counts[requirement.standing.value] = counts.get(requirement.standing.value, 0) + 1
    return dict(sorted(counts.items()))


def findings_tally(conversion: Conversion) -> tuple[int, int, int]:
    """How many errors, warnings and notes."""
    severities = [finding.severity for finding in conversion.findings]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING), severities.count(Severity.INFO)
