"""The section "EFM and DQC": what the EDGAR Filer Manual's and DQC's rules said, or why they were not run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from ..arelle.model import DQC, EFM, HOW_TO_INSTALL, HOW_TO_MEND, ValidationMessage, ValidationResult
from . import words

_ERRORS = frozenset({"critical", "error", "error-semantic", "assertion-not-satisfied"})
_WARNINGS = frozenset({"inconsistency", "warning", "warning-semantic"})


class EdgarView(Struct, frozen=True, kw_only=True):
    """`said` in one line; `state` as a badge shows it (`good`, `look`, `bad`, `none`); `how`: what to do to have the
    rest run. `plug_ins` are (name, version, checks in words)."""

    run: tuple[str, ...]
    not_run: tuple[str, ...]
    said: str
    state: str
    how: str
    plug_ins: tuple[tuple[str, str, str], ...]
    messages: tuple[ValidationMessage, ...]


def edgar_view(result: ValidationResult | None) -> EdgarView:
    run = tuple(check for check in (EFM, DQC) if result is not None and check in result.checks_run)
    not_run = tuple(check for check in (EFM, DQC) if check not in run)
    messages = tuple(message for message in result.messages if message.family) if result is not None else ()
    plug_ins = result.plug_ins if result is not None else ()
    errors, warnings = _tally(messages)
    problems = "; ".join(result.plug_in_problems) if result is not None else ""
    return EdgarView(
        run=run,
        not_run=not_run,
        said="; ".join(_said(result, run, not_run, _counted(errors, warnings), problems)),
        state=("bad" if errors else "look" if warnings or not_run else "good") if run else "none",
        how=(HOW_TO_MEND if problems else HOW_TO_INSTALL) if not_run else "",
        plug_ins=tuple((plug_in.name, plug_in.version, " and ".join(plug_in.runs)) for plug_in in plug_ins),
        messages=messages,
    )


def _said(
    result: ValidationResult | None, run: tuple[str, ...], not_run: tuple[str, ...], counted: str, problems: str
) -> Iterator[str]:
    if run:
        yield f"{' and '.join(run)}: {counted}"
    if not_run:
        asked = result is not None and result.edgar
        why = problems or ("Arelle finds no plug-in for it" if asked else "not asked for")
        yield f"not run: {' and '.join(not_run)} ({why})"


def _tally(messages: tuple[ValidationMessage, ...]) -> tuple[int, int]:
    levels = Counter(message.level.lower() for message in messages)
    return sum(levels[level] for level in _ERRORS), sum(levels[level] for level in _WARNINGS)


def _counted(errors: int, warnings: int) -> str:
    return f"{words.plural(errors, 'error')}, {words.plural(warnings, 'warning')}"
