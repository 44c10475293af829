"""The segment lint: the numbered rules for a segment note's tagging, each a generator named by its rule.

Severity follows who runs the rule: error where EDGAR refuses the filing or a DQC rule that the SEC runs calls it an
error; warning where EDGAR warns, or the DQC rule is published and the SEC does not run it.

Rule 25 is within 24. Not checked: 12 to 15 and 21 (choices of meaning, made by the mapping), 22 (disaggregated income
statement expenses), 56 to 58 (the arithmetic proof), 59 and 60 (the cover page of a whole filing).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding, info
from ..knowledge.model import Knowledge
from ..source import SourceRef
from .model import Filing, LinkKind
from .rules_axes import AXIS_RULES
from .rules_concepts import CONCEPT_RULES
from .rules_contexts import CONTEXT_RULES
from .rules_hypercubes import HYPERCUBE_RULES
from .rules_inline import INLINE_RULES
from .rules_links import LINK_RULES
from .rules_schema import SCHEMA_RULES
from .view import Breach, Rule, View

RULES: tuple[Rule, ...] = (
    *AXIS_RULES,
    *HYPERCUBE_RULES,
    *CONCEPT_RULES,
    *CONTEXT_RULES,
    *INLINE_RULES,
    *SCHEMA_RULES,
    *LINK_RULES,
)


def lint(filing: Filing, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return what the rules find, in the order of the rules; last, which rules could not be run and why."""
    view = View(filing, knowledge)
    lacking = _lacking(view)
    found = [
        _finding(rule, breach, filing)
        for rule in RULES
        if rule.needs not in lacking
        for breach in rule.check(view)
    ]  # fmt: skip
    return (*found, *_not_run(lacking, filing))


def _finding(rule: Rule, breach: Breach, filing: Filing) -> Finding:
    file = breach.file or filing.name
    where = breach.fact.where if breach.fact else SourceRef(file=file, line=breach.line or None)
    details = {"rule": rule.number, "source": rule.source, "file": file}
    if breach.fact:
        details |= {"fact": breach.fact.id, "concept": str(breach.fact.concept)}
    return Finding(
        code=f"lint.rule-{rule.number}",
        severity=breach.severity or rule.severity,
        message=breach.message,
        where=where,
        hint=breach.hint,
        details=details,
    )


def _lacking(view: View) -> Mapping[str, str]:
    """What rules may need and is not at hand, with the reason."""
    filing = view.filing
    if filing.extension is None:
        return dict.fromkeys(("schema", *LinkKind), filing.missing)
    extension = filing.extension
    absent = [href for schema in extension.schemas for href in schema.linkbases
              if "://" not in href and href not in extension.kinds]  # fmt: skip
    present = {kind for kinds in extension.kinds.values() for kind in kinds}
    name = absent[0] or "a linkbase without a name" if absent else ""
    return {kind: f"{name} is not beside the document" for kind in LinkKind if name and kind not in present}


def _not_run(lacking: Mapping[str, str], filing: Filing) -> Iterator[Finding]:
    """One finding for each reason, naming the rules that it kept from being run."""
    by_reason: dict[str, list[str]] = {}
    for rule in RULES:
        if rule.needs in lacking:
            by_reason.setdefault(lacking[rule.needs], []).append(rule.number)
    for reason, numbers in by_reason.items():
        rules = ", ".join(dict.fromkeys(str(int(number)) for number in numbers))
        yield info(
            "lint.not-run",
            f"rules not run: {rules}, because {reason}",
            SourceRef(file=filing.name),
            hint="put the extension schema and its linkbases beside the document",
        )
