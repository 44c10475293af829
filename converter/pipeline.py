"""The table of contents: read → locate → interpret → map → build → emit → check → validate → report."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from . import checks, emit, facts, interpret, knowledge, mapping, readers, rerun, tables
from .facts.model import FactReport
from .findings import Finding, Severity
from .interpret.model import InterpretedNote
from .knowledge import calendar
from .knowledge.model import Knowledge
from .mapping.model import MappedNote
from .options import Settings
from .readers.model import Document
from .tables.model import SegmentNote

if TYPE_CHECKING:
    import pandas as pd

    from . import arelle
    from .arelle.model import ValidationResult
    from .checks.proof_model import Proof
    from .checks.requirements_model import Requirement
    from .emit.model import OutputFile


class Conversion(Struct, frozen=True, kw_only=True):
    """One note, all the way: what each stage made of it and everything that was found on the way."""

    document: Document
    note: SegmentNote
    interpreted: InterpretedNote
    mapped: MappedNote
    report: FactReport
    findings: tuple[Finding, ...]
    files: tuple[OutputFile, ...] = ()
    proofs: tuple[Proof, ...] = ()
    """The note's sums, proved."""
    checklist: tuple[Requirement, ...] = ()
    """What of ASC 280-10-50 the note gives, lacks or leaves unclear."""
    validation: ValidationResult | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def facts(self) -> pd.DataFrame:
        """The facts as a data frame, one row a fact."""
        from .report.frames import facts_frame  # noqa: PLC0415 - pandas is heavy

        return facts_frame(self)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 with findings of error level."""
        return int(any(f.severity is Severity.ERROR for f in self.findings))


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


def convert_document(
    document: Document, settings: Settings, known: Knowledge, prior: mapping.PriorFiling | None = None
) -> Conversion:
    """Everything between reading and writing, for a document already read. See `convert`."""
    clock = _Clock()
    with clock.stage("locate"):
        note, located = tables.locate(document)
    with clock.stage("interpret"):
        interpreted, understood = interpret.interpret(
            note, settings, known, prior.year_ends if prior is not None else ()
        )
    made = convert_interpreted(interpreted, settings, known, prior)
    findings = (*located, *understood, *made.findings)
    return replace(made, findings=findings, seconds={**clock.seconds, **made.seconds})


def convert_interpreted(
    interpreted: InterpretedNote, settings: Settings, known: Knowledge, prior: mapping.PriorFiling | None = None
) -> Conversion:
    """Everything between understanding the note and writing: what a change of the profile's decisions does anew."""
    clock = _Clock()
    note = interpreted.note
    with clock.stage("map"):
        mapped, decided = mapping.map_note(interpreted, settings, known, prior)
        interpreted = mapped.note
    with clock.stage("build"):
        report, built = facts.build(mapped, settings, known)
    with clock.stage("emit"):
        report, unplaced, plan = emit.planned(report, note, settings.retag)
        files = tuple(emit.emit(report, note, settings.also, settings.retag, plan))
    with clock.stage("check"):
        proofs, proved = checks.prove(interpreted, mapped, report)
        linted = checks.lint(checks.filing_of(report, files), known)
        standing = checks.checklist(interpreted, mapped, report)
    return Conversion(
        document=note.document,
        note=note,
        interpreted=interpreted,
        mapped=mapped,
        report=report,
        findings=(
            *knowledge.caveats(known),
            *decided,
            *built,
            *unplaced,
            *proved,
            *linted,
            *emit.submission(report, files),
        ),
        files=files,
        proofs=proofs,
        checklist=standing,
        seconds=clock.seconds,
    )


def convert(path: Path, settings: Settings, folder: Path | None = None) -> Conversion:
    """Convert the note at `path`; write and validate where `folder` is given.

    Raises:
        InputError: the file cannot be read or holds no segment note.
        OptionError: a setting cannot be used.
        OutputError: `folder` cannot be written; nothing is left half-written.
        KnowledgeError, EmitError, ValidatorError: a fault of ours.
    """
    clock = _Clock()
    with clock.stage("read"):
        document, read = readers.read(path)
    settings, dated = calendar.settle(settings, document)
    read = (*read, *dated)
    if folder is None:
        return _read_on(document, read, settings, clock)
    with validator(settings) as session:
        made = with_companions(_read_on(document, read, settings, clock), path.parent)
        return finish(made, settings, folder, session)


def _read_on(document: Document, read: tuple[Finding, ...], settings: Settings, clock: _Clock) -> Conversion:
    with clock.stage("knowledge"):
        known, prior, carried = known_for(settings)
        read = (*read, *carried)
    made = convert_document(document, settings, known, prior)
    return replace(made, findings=(*read, *made.findings), seconds={**clock.seconds, **made.seconds})


def known_for(settings: Settings) -> tuple[Knowledge, mapping.PriorFiling | None, tuple[Finding, ...]]:
    """What is known beforehand: the year's knowledge, the prior filing brought to that year, and what that found.

    Raises:
        UnknownYear, UnreadableFile: the year, or the prior filing, is not to be had.
    """
    known = knowledge.load(settings.year)
    if settings.prior is None:
        return known, None, ()
    prior, carried = mapping.carry(mapping.read_prior(settings.prior), settings.prior, known.catalogue)
    return known, prior, carried


def with_companions(conversion: Conversion, folder: Path) -> Conversion:
    """With the filing's own extension taxonomy, where the input is a filing and lies in `folder`."""
    from .emit.companions import companions  # noqa: PLC0415 - only for a filing

    page = conversion.files[0].content if conversion.files else b""
    files, findings = companions(page, conversion.report, folder)
    return replace(conversion, files=(*conversion.files, *files), findings=(*conversion.findings, *findings))


@contextmanager
def validator(settings: Settings) -> Iterator[arelle.Session | None]:
    """A session that loads Arelle in the background while the note is converted; None where nothing needs it.

    Raises:
        ArelleUnavailable: Arelle does not load.
    """
    if not settings.validate and "viewer" not in settings.also:
        yield None
        return
    from .arelle import Session  # noqa: PLC0415 - not needed without validation

    with Session() as session:
        session.start()
        yield session


def finish(conversion: Conversion, settings: Settings, folder: Path, session: arelle.Session | None) -> Conversion:
    """Validate what was made, add the reports, and write everything at once.

    Raises:
        OutputError: `folder` cannot be written.
        ValidatorError: Arelle could not be run.
    """
    from . import report  # noqa: PLC0415 - only a run that writes needs it

    clock = _Clock()
    if session is not None:
        with clock.stage("validate"):
            conversion = validated(conversion, settings, session)
    with clock.stage("pack"):
        conversion = replace(conversion, files=(*conversion.files, *extras(conversion, settings.also)))
    conversion = replace(conversion, seconds={**conversion.seconds, **clock.seconds})
    kept = rerun.kept(conversion.document, settings, folder)
    emit.write((*conversion.files, *report.files(conversion), *kept), folder)
    return conversion


def extras(conversion: Conversion, also: frozenset[str]) -> Iterator[OutputFile]:
    """What is made of the finished report: EDGAR's folder, packages, facts as tables, the mapping workbook."""
    yield from emit.extras(conversion.files, conversion.report, conversion.mapped, conversion.note, also)
    if "xlsx" in also:
        from . import decisions  # noqa: PLC0415 - on request only

        yield decisions.workbook(conversion.report, conversion.mapped)


def validated(conversion: Conversion, settings: Settings, session: arelle.Session) -> Conversion:
    """The conversion with Arelle's verdict and findings, and the viewer's page where that is asked for."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - only here

    from .arelle import Strength, ValidationRequest  # noqa: PLC0415 - as above

    with TemporaryDirectory(prefix="segxbrl-") as name:
        emit.write(conversion.files, Path(name))
        viewer = Path(name) / "viewer.html" if "viewer" in settings.also else None
        request = ValidationRequest(
            entry=Path(name) / f"{conversion.report.stem}.htm",
            strength=Strength(settings.taxonomy),
            packages=_packages(settings),
            year=settings.year,
            checks=settings.validate,
            viewer=viewer,
            edgar=settings.edgar,
        )
        result, findings = session.validate(request)
        if viewer is not None and viewer.is_file():
            page = emit.OutputFile(path=viewer.name, media_type="text/html", content=viewer.read_bytes())
            conversion = replace(conversion, files=(*conversion.files, page))
        if not settings.validate:
            return conversion

        def said(text: str) -> str:
            """Without the folder of this run: the same input gives the same report."""
            return text.replace(f"{name}/", "")

        result = replace(
            result,
            entry=Path(request.entry.name),
            messages=tuple(replace(message, text=said(message.text)) for message in result.messages),
        )
        findings = tuple(replace(finding, message=said(finding.message)) for finding in findings)
    return replace(conversion, validation=result, findings=(*conversion.findings, *findings))


def _packages(settings: Settings) -> tuple[Path, ...]:
    """The packages given, else for `official` those that were added for the year."""
    if settings.packages or settings.taxonomy != "official":
        return settings.packages
    from .knowledge import packages  # noqa: PLC0415 - only here

    return tuple(package.path for package in packages.official(settings.year))
