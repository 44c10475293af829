"""The conversion under review: the note is read once, a decision is written, heard and checked at once."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from .. import emit, interpret, mapping, pipeline, readers, report, rerun, tables
from ..emit.model import OutputFile
from ..errors import BadOption, OutputError
from ..findings import Finding
from ..interpret.model import InterpretedNote
from ..knowledge import calendar
from ..options import Profile, Settings
from ..pipeline import Conversion
from ..report.index import Index, build_index
from ..report.tally import findings_tally
from . import edits, signature
from .change import Change, Kind, pick
from .profile_text import HEADER, ProfileText
from .validation import Validation

MOST_UNDO = 500


class State(Struct, frozen=True, kw_only=True):
    """What the page shows. `generation` counts the decisions since the server started; `seconds` is what the last one
    took, from the click's arrival to everything written; `said` is what it did, in words."""

    generation: int
    made: Conversion
    index: Index
    undoable: int
    said: str = ""
    seconds: float = 0.0


class Workspace:
    """One output folder under review. Calls from several threads wait for each other."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Read what the conversion left in `folder`, and bring its output up to the profile as it stands.

        Raises:
            UnreadableFile: `folder` holds no conversion that can be reviewed.
            InputError, OptionError, OutputError: as `pipeline.convert`.
        """
        self.folder = folder
        self.run = rerun.read(folder)
        self._now = now
        self._lock = threading.RLock()
        self._undo: list[tuple[str | None, str]] = []
        self._document, read = readers.read_bytes(self.run.name, self.run.data)
        settings, dated = calendar.settle(self.run.settings(), self._document)
        self.known, self._prior, carried = pipeline.known_for(settings)
        self._note, located = tables.locate(self._document)
        self._found = (*read, *dated, *carried, *located)
        self._understood: tuple[Settings, InterpretedNote, tuple[Finding, ...]] | None = None
        self._validation = Validation(settings)
        self._reports: tuple[OutputFile, ...] = ()
        self._reported: Conversion | None = None
        self._later = ThreadPoolExecutor(1, "reports")
        made = self._convert(settings)
        self.state = State(generation=0, made=made, index=build_index(made), undoable=0)
        self._settings, self._profile = settings, self._text()
        self.report()
        self._validation.ask(0, made)

    @property
    def prior(self) -> mapping.PriorFiling | None:
        return self._prior

    @property
    def settings(self) -> Settings:
        """The run's settings, with the profile as it stands."""
        return self._settings

    @property
    def validating(self) -> bool:
        """Whether Arelle is still at it."""
        return self._validation.busy

    @property
    def pending(self) -> bool:
        """Whether something is still to come: Arelle's verdict, or the reports on disk."""
        return self.validating or self._reported is not self.state.made

    def decide(self, change: Change) -> State:
        """Take a decision: on the disk, heard by the whole conversion, written and checked when this returns.

        Raises:
            ConverterError: it cannot be taken; nothing has changed.
        """
        with self._lock:
            start = time.perf_counter()
            before = self._text()
            old = self.state.made
            lines = edits.meant(old, change)
            parsed = ProfileText.parse(HEADER if before is None else before)
            after = str(edits.edited(parsed, old, change, self.known, self._now().replace(microsecond=0)))
            heard = self._wants(old, change)
            self._take(before, after, lambda made: _heard(made, heard, [d.id for d in lines]))
            self._undo = [*self._undo, (before, after)][-MOST_UNDO:]
            return self._show(f"{_SAID[change.kind]} {_about(old, change)}", start)

    def undo(self) -> State:
        """Take back the last decision of this session.

        Raises:
            BadOption: there is none, or the profile has been changed by other hands since.
        """
        with self._lock:
            start = time.perf_counter()
            if not self._undo:
                raise BadOption("there is nothing to undo")
            before, after = self._undo[-1]
            if self._text() != after:
                self._undo.clear()
                raise BadOption("the profile has been changed outside the page since", hint="undo it there")
            self._take(after, before)
            self._undo.pop()
            return self._show("Undone: the decision before stands again", start)

    def refresh(self) -> State:
        """The state, with what other hands have done to the profile, and Arelle's answer, where these are new."""
        with self._lock:
            if self._text() != self._profile:
                self._take(self._text(), self._text())
                self._show("The profile was changed outside the page", time.perf_counter())
            answer = self._validation.answer(self.state.generation)
            if answer is not None:
                before = self.state.made
                findings, files = (*before.findings, *answer.findings), (*before.files, *answer.files)
                made = replace(before, validation=answer.result, findings=findings, files=files)
                self.state = replace(self.state, made=made, index=build_index(made))
            self.report()
            return self.state

    def report(self) -> None:
        """Write report.html and report.json, where they tell of an earlier state than that of the other output."""
        with self._lock:
            made = self.state.made
            if self._reported is not made:
                files = (*made.files, *pipeline.extras(made, self._settings.also))
                self._reports = tuple(report.files(replace(made, files=files)))
                self._write(files)
                self._reported = made

    def sign(self, by: str) -> None:
        """Sign what the folder holds.

        Raises:
            BadOption: nobody signs, or Arelle has not answered yet.
            OutputError: the sign-off cannot be written.
        """
        with self._lock:
            if not by.strip():
                raise BadOption("say who signs")
            self.refresh()
            self.report()
            if self.validating:
                raise BadOption("Arelle has not answered yet", hint="sign when its verdict is there")
            if self._text() is None:
                self._take(None, HEADER)
                self.report()
            accepted, lines = progress(self.state)
            errors, warnings, _ = findings_tally(self.state.made)
            summary = {"accepted": accepted, "lines": lines, "errors": errors, "warnings": warnings}
            signature.sign(self.folder, self.run.profile, by.strip(), self._now(), summary)

    def close(self) -> None:
        """Bring the reports up to date and end the background's work."""
        self._later.shutdown()
        self._validation.close()
        self.report()

    def _wants(self, made: Conversion, change: Change) -> str:
        """The concept that the line is to have after the change; empty where it is no change of a line's concept."""
        kinds = (Kind.ACCEPT, Kind.CONCEPT, Kind.EXTENSION, Kind.SIGN)
        return str(edits.wanted(made, change, self.known)["concept"]) if change.kind in kinds else ""

    def _text(self) -> str | None:
        try:
            return self.run.profile.read_text("utf-8")
        except FileNotFoundError:
            return None

    def _take(self, before: str | None, after: str | None, check: Callable[[Conversion], None] | None = None) -> None:
        """Convert with the profile `after`; only when that works is it the profile."""
        profile = self.run.profile
        trial = profile.with_name(f".{profile.name}.trial")
        if after is None:
            settings = self._settled(None)
        else:
            try:
                trial.write_text(after, "utf-8")
                settings = self._settled(trial)
            finally:
                trial.unlink(missing_ok=True)
            settings = replace(settings, profile=replace(settings.profile, path=profile))
        made = self._convert(settings)
        if check is not None:
            check(made)
        if after is None:
            profile.unlink(missing_ok=True)
        elif after != before:
            signature.write_whole(profile, after.encode())
        index = build_index(made)
        self.state = replace(self.state, generation=self.state.generation + 1, made=made, index=index)
        self._settle(settings)

    def _settled(self, profile: Path | None) -> Settings:
        return calendar.settle(self.run.settings_with(profile), self._document)[0]

    def _convert(self, settings: Settings) -> Conversion:
        """Everything after reading; the note is understood anew only where a setting beside the decisions changed."""
        bare = replace(settings, profile=Profile())
        if self._understood is None or self._understood[0] != bare:
            self.known, self._prior, _ = pipeline.known_for(settings)
            year_ends = self._prior.year_ends if self._prior is not None else ()
            self._understood = (bare, *interpret.interpret(self._note, settings, self.known, year_ends))
            self.known = replace(self.known, remembered={})
        _, interpreted, understood = self._understood
        made = pipeline.convert_interpreted(interpreted, settings, self.known, self._prior)
        made = pipeline.with_companions(made, self.folder)
        return replace(made, findings=(*self._found, *understood, *made.findings))

    def _settle(self, settings: Settings) -> None:
        """Write what is filed; the reports, which no rule waits for, follow in the background."""
        self._settings = settings
        self._profile = self._text()
        made = self.state.made
        self._write((*made.files, *pipeline.extras(made, settings.also)))
        self._later.submit(self._report_later)
        self._validation.ask(self.state.generation, self.state.made)

    def _report_later(self) -> None:
        with contextlib.suppress(OutputError):  # another run is writing there: the next look at the page tries again
            self.report()

    def _write(self, files: Iterable[OutputFile]) -> None:
        kept = rerun.kept(self._document, self._settings, self.folder)
        emit.write((*files, *self._reports, *kept), self.folder)

    def _show(self, said: str, start: float) -> State:
        seconds = time.perf_counter() - start
        self.state = replace(self.state, undoable=len(self._undo), said=said, seconds=seconds)
        return self.state


_SAID = {
    Kind.ACCEPT: "Accepted:",
    Kind.CONCEPT: "Changed the concept of",
    Kind.EXTENSION: "Made an extension of",
    Kind.SIGN: "Turned the sign of",
    Kind.MEMBER: "Changed the member of",
    Kind.PERIOD: "Changed the period of",
    Kind.SKIP: "Left untagged:",
    Kind.RESET: "Took back the decision on",
}


def _about(made: Conversion, change: Change) -> str:
    if change.subject and change.kind is Kind.MEMBER:
        return f"\u201c{change.subject}\u201d"
    label = pick(made, change.at).decision.label
    return f"\u201c{label}\u201d" + ("" if change.scope.value == "line" else f", this {change.scope.value} only")


def _heard(made: Conversion, concept: str, ids: Iterable[str]) -> None:
    """Raises BadOption where a line did not take the concept that was decided for it."""
    wanted = set(ids) if concept else set()
    deaf = [d for d in made.mapped.decisions if d.id in wanted and str(d.concept) != concept]
    if deaf:
        raise BadOption(
            f"{concept} cannot be the tag of \u201c{deaf[0].label}\u201d in {deaf[0].table}",
            hint="its type does not fit the numbers, or another entry of the profile stands before it",
        )


def progress(state: State) -> tuple[int, int]:
    """How many lines a person has decided, and of how many."""
    groups = [group for group in state.index.groups if group.facts]
    return sum(group.first.decided_by.value == "profile" for group in groups), len(groups)
