"""One note in a worker process: converted, validated by the session the process keeps, and turned into a row."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..errors import ConverterError
from ..findings import Severity
from .model import Answer, Limits, Row, Status, Task

if TYPE_CHECKING:
    from ..arelle import Session
    from ..pipeline import Conversion


class Desk:
    """What a worker process keeps from note to note: its Arelle session, started at the first note validated."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._session: Session | None = None

    def convert(self, task: Task) -> Answer:
        """Convert one note. Whatever goes wrong with it is in the row; nothing is raised."""
        start = time.perf_counter()
        try:
            answer = self._convert(task)
        except ConverterError as stop:
            answer = Answer(row=refusal(task.file, task.name, stop))
        except Exception as fault:  # noqa: BLE001,RUF100 - one bad note stops nothing: its error is a row
            answer = Answer(row=_fault(task, fault))
            self.close()
        return replace(answer, row=replace(answer.row, seconds=round(time.perf_counter() - start, 3)))

    def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _convert(self, task: Task) -> Answer:
        if task.settings.validate:
            self._start()
        with TemporaryDirectory(prefix="segxbrl-note-") as name:
            folder = task.folder or Path(name) / "out"
            made = self._make(task, folder, Path(name))
            files = () if task.folder else _files(folder)
        if any(finding.code == "arelle.crashed" for finding in made.findings):
            self.close()
        return Answer(row=_row(task, made), files=files)

    def _start(self) -> None:
        if self._session is None:
            from ..arelle import Session  # noqa: PLC0415 - not needed without validation

            self._session = Session(seconds=self._limits.seconds, recycle_after=self._limits.recycle_after)
        self._session.start()

    def _make(self, task: Task, folder: Path, scratch: Path) -> Conversion:
        from .. import knowledge, mapping, pipeline, readers  # noqa: PLC0415 - Arelle loads meanwhile
        from ..knowledge import calendar  # noqa: PLC0415 - as above

        document, read = readers.read_bytes(task.file, task.data)
        settings, said = calendar.settle(task.settings, document)
        known = knowledge.load(settings.year)
        prior = None
        if task.prior is not None:
            page = scratch / "prior.htm"
            page.write_bytes(task.prior)
            prior, carried = mapping.carry(mapping.read_prior(page), page, known.catalogue)
            said = (*said, *carried)
        made = pipeline.convert_document(document, settings, known, prior)
        made = replace(made, findings=(*read, *said, *made.findings))
        return pipeline.finish(made, settings, folder, self._session if task.settings.validate else None)


def refusal(file: str, name: str, stop: ConverterError) -> Row:
    """The row of a note that was stopped: the file's or the settings' fault, or ours."""
    from ..errors import OutputError  # noqa: PLC0415 - only when something went wrong

    settled = stop.exit_code == 2 and not isinstance(stop, OutputError)
    place = f" ({stop.where})" if stop.where and stop.where != file else ""
    status = Status.REFUSED if settled else Status.FAULT
    return Row(file=file, folder=name, status=status, message=f"{stop.message}{place}", hint=stop.hint)


def _fault(task: Task, fault: Exception) -> Row:
    last = traceback.extract_tb(fault.__traceback__)[-1:]
    place = f" ({Path(last[0].filename).name}:{last[0].lineno})" if last else ""
    message = f"a fault of ours: {type(fault).__name__}: {fault}{place}"
    return Row(file=task.file, folder=task.name, status=Status.FAULT, message=message, hint="please report it")


def _row(task: Task, made: Conversion) -> Row:
    severities = Counter(finding.severity for finding in made.findings)
    return Row(
        file=task.file,
        folder=task.name,
        status=Status.CONVERTED,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO],
        codes=_codes(finding.code for finding in made.findings),
        tables=len(made.note.tables),
        facts=len(made.report.facts),
        extensions=sum(element.extension and not element.abstract for element in made.report.elements),
        validated="" if made.validation is None else str(made.validation.strength),
    )


def _codes(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(codes).items()))


def _files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    from ..emit.writer import MANIFEST  # noqa: PLC0415 - as late as the writer itself

    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in found)
