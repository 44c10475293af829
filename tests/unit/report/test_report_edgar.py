"""What the section "EFM and DQC" says of a validation."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.arelle.model import DQC, EFM, HOW_TO_INSTALL, HOW_TO_MEND, Strength, ValidationMessage, ValidationResult
from converter.report.edgar import edgar_view

BASE = ("XBRL 2.1",)


def result(
    run: tuple[str, ...] = (),
    *,
    asked: bool = True,
    problems: tuple[str, ...] = (),
    said: tuple[tuple[str, str], ...] = (),
) -> ValidationResult:
    return ValidationResult(
        entry=Path("wren-20251231.htm"),
        strength=Strength.EMBEDDED,
        taxonomy_files=(),
        arelle_version="2.47",
        messages=tuple(ValidationMessage(code=code, level=level, text="so") for code, level in said),
        facts=(),
        seconds=0.1,
        checks_run=(*BASE, *run),
        checks_not_run=(),
        edgar=asked,
        plug_in_problems=problems,
    )


MIXED = (
    ("EFM.6.05.20", "ERROR"),
    ("xbrl.4.7.2", "ERROR"),
    ("dqc_us.0015", "WARNING"),
    ("EFM.6.05.43", "WARNING-SEMANTIC"),
)


@pytest.mark.parametrize(
    ("given", "said", "state", "how"),
    [
        (None, "not run: EDGAR Filer Manual and DQC rules (not asked for)", "none", HOW_TO_INSTALL),
        (result(asked=False), "not run: EDGAR Filer Manual and DQC rules (not asked for)", "none", HOW_TO_INSTALL),
        (
            result(),
            "not run: EDGAR Filer Manual and DQC rules (Arelle finds no plug-in for it)",
            "none",
            HOW_TO_INSTALL,
        ),
        (
            result(problems=("it does not load",)),
            "not run: EDGAR Filer Manual and DQC rules (it does not load)",
            "none",
            HOW_TO_MEND,
        ),
        (result((EFM, DQC)), "EDGAR Filer Manual and DQC rules: 0 errors, 0 warnings", "good", ""),
        (result((EFM, DQC), said=MIXED), "EDGAR Filer Manual and DQC rules: 1 error, 2 warnings", "bad", ""),
        (
            result((EFM,)),
            "EDGAR Filer Manual: 0 errors, 0 warnings; not run: DQC rules (Arelle finds no plug-in for it)",
            "look",
            HOW_TO_INSTALL,
        ),
    ],
)
def test_said(given: ValidationResult | None, said: str, state: str, how: str) -> None:
    view = edgar_view(given)
    assert (view.said, view.state, view.how) == (said, state, how)


def test_only_its_own_messages_are_in_it() -> None:
    codes = [message.code for message in edgar_view(result((EFM, DQC), said=MIXED)).messages]
    assert codes == ["EFM.6.05.20", "dqc_us.0015", "EFM.6.05.43"]
