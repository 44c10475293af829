"""Validating through Arelle: `Session` keeps a worker for many documents, `validate` and `read_facts` serve one."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from ..errors import ArelleCrashed, BadOption, UnknownYear, UnreadableFile
from ..findings import Finding
from ..knowledge.model import Catalogue
from . import answers
from .embedded import CatalogueSource, Embedded, write
from .model import ReadFact, Strength, ValidationRequest, ValidationResult
from .process import Worker
from .scan import scan
from .unpack import look_inside

RECYCLE_AFTER = 200
"""Documents after which the worker is replaced: Arelle's memory grows a little with each."""
SECONDS = 120.0
OFFICIAL_SECONDS = 900.0
_NO_EMBEDDED = Embedded(remap={}, files=(), unknown=(), provisional=())

Outcome = tuple[ValidationResult, tuple[Finding, ...]]


@cache
def installed_catalogue(year: int) -> Catalogue | None:
    """The catalogue of that year as installed; None where there is none."""
    from .. import knowledge  # noqa: PLC0415 - reading the catalogue is put off until a document needs it

    try:
        loaded: Catalogue = knowledge.load(year).catalogue
    except UnknownYear:
        return None
    return loaded


class Session:
    """A worker for many documents, started at the first (or by `start`, which returns at once), replaced after
    `recycle_after` documents or when it dies. `seconds` bounds one document; `catalogues` says where the standard
    elements come from. Not for several threads at once: one session each.
    """

    def __init__(
        self,
        *,
        catalogues: CatalogueSource = installed_catalogue,
        seconds: float | None = None,
        recycle_after: int = RECYCLE_AFTER,
    ) -> None:
        self._catalogues = catalogues
        self._seconds = seconds
        self._recycle_after = recycle_after
        self._worker: Worker | None = None

    def start(self) -> None:
        """Let Arelle load in the background. Raises ArelleUnavailable."""
        self._worker = self._worker or Worker()
        self._worker.start()

    def validate(self, request: ValidationRequest) -> Outcome:
        """Validate one document (inline .htm, instance .xml, xBRL-JSON or xBRL-CSV .json, taxonomy .xsd).

        A crash or a time-out is a finding `arelle.crashed`, not an exception.

        Raises:
            UnreadableFile: the document is not there.
            BadOption: a package is not there, or `official` was asked for without packages.
            ArelleUnavailable: Arelle does not load.
        """
        _check(request)
        worker = self._worker = self._worker or Worker()
        home = worker.folder / f"taxonomy-{worker.answered}"
        try:
            worker.start()
            embedded = self._taxonomy(request, home)
            answer = worker.ask(_message(request, embedded), self._limit(request))
            version = worker.version
        except ArelleCrashed as crash:
            self.close()
            return answers.crashed(request, str(crash))
        finally:
            shutil.rmtree(home, ignore_errors=True)
        if worker.answered >= self._recycle_after:
            self.close()
        return answers.outcome(request, answer, embedded, _taxonomy_files(request, embedded), version)

    def read_facts(self, entry: Path, *, year: int = 2025) -> tuple[ReadFact, ...]:
        """The facts of a document as Arelle reads them; see the function of that name."""
        result, findings = self.validate(ValidationRequest(entry=entry, year=year, checks=False))
        if any(finding.code == "arelle.crashed" for finding in findings):
            raise ArelleCrashed(findings[0].message, where=entry.name)
        return result.facts

    def close(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _taxonomy(self, request: ValidationRequest, home: Path) -> Embedded:
        if request.strength is Strength.OFFICIAL:
            return _NO_EMBEDDED
        return write(scan(look_inside(request.entry, home / "package")), self._catalogues, home)

    def _limit(self, request: ValidationRequest) -> float:
        if self._seconds is not None:
            return self._seconds
        return OFFICIAL_SECONDS if request.strength is Strength.OFFICIAL else SECONDS


def validate(
    paths: Iterable[Path],
    *,
    strength: Strength = Strength.EMBEDDED,
    packages: tuple[Path, ...] = (),
    year: int = 2025,
    catalogues: CatalogueSource = installed_catalogue,
) -> tuple[Outcome, ...]:
    """Validate documents one after another in one worker: (result, findings) of each, in order. Raises as
    `Session.validate` does."""
    with Session(catalogues=catalogues) as session:
        return tuple(
            session.validate(ValidationRequest(entry=path, strength=strength, packages=packages, year=year))
            for path in paths
        )


def read_facts(
    entry: Path, *, year: int = 2025, catalogues: CatalogueSource = installed_catalogue
) -> tuple[ReadFact, ...]:
    """The facts of one document as Arelle reads them, in document order, without validating it.

    Raises:
        UnreadableFile: the document is not there.
        ArelleUnavailable, ArelleCrashed: the boundary.
    """
    with Session(catalogues=catalogues) as session:
        return session.read_facts(entry, year=year)


def _check(request: ValidationRequest) -> None:
    if not request.entry.is_file():
        raise UnreadableFile("there is no such file", where=str(request.entry))
    if request.strength is Strength.OFFICIAL and not request.packages:
        raise BadOption("--taxonomy official needs the packages", hint="give them with --packages")
    for package in request.packages:
        if not package.is_file():
            raise BadOption("there is no such package", where=str(package))
    for plug_in in request.edgar or ():
        if not plug_in.exists():
            raise BadOption("there is no such plug-in", where=str(plug_in))


def _message(request: ValidationRequest, embedded: Embedded) -> dict[str, Any]:
    return {
        "entry": str(request.entry.resolve()),
        "packages": [str(package.resolve()) for package in request.packages],
        "remap": dict(embedded.remap),
        "checks": request.checks,
        "viewer": str(request.viewer.resolve()) if request.viewer else "",
        "edgar": None if request.edgar is None else [str(plug_in.resolve()) for plug_in in request.edgar],
    }


def _taxonomy_files(request: ValidationRequest, embedded: Embedded) -> tuple[tuple[str, str], ...]:
    packages = ((package.name, _digest(package, package.stat().st_mtime_ns)) for package in request.packages)
    return (*embedded.files, *packages)


@cache
def _digest(path: Path, _changed: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
