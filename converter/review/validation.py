"""Arelle's run in the background: always for the newest state, its answer told when it is there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from msgspec import Struct

from .. import pipeline
from ..emit.model import OutputFile
from ..errors import ConverterError
from ..findings import Finding, error
from ..options import Settings
from ..pipeline import Conversion

if TYPE_CHECKING:
    from .. import arelle
    from ..arelle.model import ValidationResult


class Answer(Struct, frozen=True, kw_only=True):
    """What Arelle said of a state; `files` are those that only Arelle makes (the viewer)."""

    result: ValidationResult | None = None
    findings: tuple[Finding, ...] = ()
    files: tuple[OutputFile, ...] = ()


class Validation:
    """One worker; a state that is asked about while it is at another waits, and only the newest does."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._wake = threading.Condition()
        self._asked: tuple[int, Conversion] | None = None
        self._answers: dict[int, Answer] = {}
        self._told = -1
        self._busy = False
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        with self._wake:
            return self._busy or self._asked is not None

    def ask(self, generation: int, made: Conversion) -> None:
        """Validate that state; nothing where the run is not to be validated."""
        if not self._settings.validate and "viewer" not in self._settings.also:
            return
        with self._wake:
            self._asked = (generation, made)
            self._answers.clear()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="arelle", daemon=True)
                self._thread.start()
            self._wake.notify()

    def answer(self, generation: int) -> Answer | None:
        """The answer for that state, once; None where there is none, or none that is new."""
        with self._wake:
            return self._answers.pop(generation, None)

    def close(self) -> None:
        with self._wake:
            self._closed = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join(10)

    def _work(self) -> None:
        with pipeline.validator(self._settings) as session:
            while (asked := self._next()) is not None:
                generation, made = asked
                answer = _answer(made, self._settings, session)
                with self._wake:
                    self._busy = False
                    self._answers[generation] = answer

    def _next(self) -> tuple[int, Conversion] | None:
        with self._wake:
            self._wake.wait_for(lambda: self._closed or self._asked is not None)
            if self._closed:
                return None
            asked, self._asked, self._busy = self._asked, None, True
            return asked


def _answer(made: Conversion, settings: Settings, session: arelle.Session | None) -> Answer:
    """What Arelle finds; that it could not be run is a finding too: the page goes on."""
    if session is None:
        return Answer()
    try:
        checked = pipeline.validated(made, settings, session)
    except ConverterError as stop:
        return Answer(findings=(error("arelle.crashed", f"Arelle could not be run: {stop.message}", hint=stop.hint),))
    return Answer(
        result=checked.validation,
        findings=checked.findings[len(made.findings) :],
        files=checked.files[len(made.files) :],
    )
