"""A batch from its notes to its manifest: what is done is skipped, the rest worked off, every note ends as a row."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ..emit.lock import locked
from ..errors import ConverterError, OutputError, UnreadableFile
from ..profile import settings_from
from ..readers import MAX_BYTES
from .journal import Journal, output_digest
from .key import key_of
from .manifest import write_manifest
from .model import Answer, Limits, Note, Result, Row, Status, Task
from .sources import STATE
from .work import refusal


class Plan(Struct, frozen=True, kw_only=True):
    """How a batch is run. `flags` are the settings all notes share; `scheduler` is a Dask scheduler's address."""

    out: Path
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    force: bool = False
    scheduler: str = ""
    flags: Mapping[str, Any] = field(default_factory=dict)


Watch = Callable[[Row], None]


def unwatched(_row: Row) -> None:
    """For who does not look on."""


def run(notes: Sequence[Note], plan: Plan, watch: Watch = unwatched) -> Result:
    """Convert every note into its own folder below `plan.out`, calling `watch` with each row as it comes.

    Ctrl-C ends the batch in good order: what is done stays, what is under way is dropped, manifest and summary are
    written for what there is, and the result says that it was interrupted.

    Raises:
        OutputError: the folder cannot be written, or another batch is running in it.
        BadOption: no cluster answers at `plan.scheduler`, or the extra `dask` is not installed.
    """
    state = plan.out / STATE
    start = time.monotonic()
    try:
        state.mkdir(parents=True, exist_ok=True)
        with locked(state / "lock", str(plan.out)):
            batch = _Batch(notes, plan, watch, Journal(plan.out, state))
            interrupted = batch.work()
            rows = batch.in_order()
            result = Result(rows=rows, seconds=time.monotonic() - start, interrupted=interrupted)
            return write_manifest(result, plan.out)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise OutputError(
            f"cannot be written: {reason}", where=str(plan.out), hint="choose another folder with -o"
        ) from problem


class _Batch:
    def __init__(self, notes: Sequence[Note], plan: Plan, watch: Watch, journal: Journal) -> None:
        self._notes = notes
        self._plan = plan
        self._watch = watch
        self._journal = journal
        self._paths = {note.name: str(note.path) for note in notes}
        self._keys: dict[str, str] = {}
        self._rows: dict[str, Row] = {}

    def work(self) -> bool:
        """Work the notes off; whether it was interrupted."""
        self._journal.open()
        try:
            with closing(self._answers()) as answers:
                for task, answer in answers:
                    self._settle(task, answer)
        except KeyboardInterrupt:
            return True
        finally:
            self._journal.close()
        return False

    def in_order(self) -> tuple[Row, ...]:
        return tuple(self._rows[note.name] for note in self._notes if note.name in self._rows)

    def _answers(self) -> Generator[tuple[Task, Answer]]:
        if self._plan.scheduler:
            from .cluster import work_on_cluster  # noqa: PLC0415 - only with --scheduler

            return work_on_cluster(self._tasks(), self._plan.scheduler, self._plan.limits)
        from .pool import work  # noqa: PLC0415 - not needed on a cluster

        return work(self._tasks(), self._plan.jobs, self._plan.limits)

    def _tasks(self) -> Iterator[Task]:
        """What is left to do; the rows of what is not are given on the way."""
        for note in self._notes:
            try:
                task = self._task(note)
            except ConverterError as stop:
                self._give(refusal(str(note.path), note.name, stop))
                continue
            key = self._keys[note.name] = key_of(task)
            done = None if self._plan.force else self._journal.done(note.name, key)
            if done is None:
                yield task
            else:
                self._give(replace(done, file=str(note.path)))

    def _task(self, note: Note) -> Task:
        settings = settings_from({**self._plan.flags, **note.flags}, note.profile)
        prior = None if settings.prior is None else _content(Path(settings.prior))
        return Task(
            name=note.name,
            file=note.path.name,
            data=_content(note.path),
            settings=replace(settings, prior=None),  # it goes as content
            prior=prior,
            folder=None if self._plan.scheduler else self._plan.out / note.name,
        )

    def _settle(self, task: Task, answer: Answer) -> None:
        row = answer.row
        folder = self._plan.out / task.name
        if task.folder is None and row.status is Status.CONVERTED:
            row = _written(answer, folder)
        digest = output_digest(folder) if row.status is Status.CONVERTED else ""
        self._give(
            replace(
                row,
                file=self._paths[task.name],
                key=self._keys[task.name],
                note_sha256=hashlib.sha256(task.data).hexdigest(),
                output_sha256=digest,
            )
        )

    def _give(self, row: Row) -> None:
        if not row.reused:
            self._journal.add(row)
        self._rows[row.folder] = row
        self._watch(row)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"the file is larger than {MAX_BYTES:,} bytes", where=str(path))
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableFile(problem.strerror or "cannot be read", where=str(path), hint="check the path") from problem


def _written(answer: Answer, folder: Path) -> Row:
    """Write files that came from another machine."""
    from ..emit import write  # noqa: PLC0415 - only for a cluster
    from ..emit.model import OutputFile  # noqa: PLC0415 - as above

    try:
        write((OutputFile(path=path, media_type="", content=content) for path, content in answer.files), folder)
    except OutputError as stop:
        return refusal(answer.row.file, answer.row.folder, stop)
    return answer.row
