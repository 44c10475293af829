"""What goes on its way as one file or folder: EDGAR's submission, the report package and the taxonomy package.

Report package: https://www.xbrl.org/Specification/report-package/REC-2023-10-11/ (an `.xbri`, one inline report).
Taxonomy package: https://www.xbrl.org/Specification/taxonomy-package/REC-2016-04-19/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..facts.model import FactReport
from ..findings import Finding, error, warning
from ..options import PLACEHOLDER_CIK
from .environment import render
from .model import OutputFile
from .zips import zipped

INLINE_REPORT_PACKAGE = "https://xbrl.org/report-package/2023/xbri"
_FILE_NAME = re.compile(r"[a-z0-9][A-Za-z0-9._-]*")
_LONGEST_NAME = 32
"""Characters of a file's name that EDGAR takes (rule 43)."""
_LARGEST = 200 * 2**20
"""Bytes of a submission that EDGAR takes, all its documents together."""


class PackageView(Struct, frozen=True, kw_only=True):
    """`base` is the URL below which the package's files stand, `folder` where they lie in it."""

    identifier: str
    name: str
    description: str
    version: str
    publisher: str
    entry_point: str
    base: str
    folder: str


def filed(report: FactReport, files: Iterable[OutputFile]) -> tuple[OutputFile, ...]:
    """Of all files, those that make up the inline report: the page, the schemas and their linkbases."""
    page = f"{report.stem}.htm"
    return tuple(f for f in files if f.path == page or ("/" not in f.path and f.path.endswith((".xsd", ".xml"))))


def edgar(report: FactReport, files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The folder to submit: the inline document with its extension taxonomy and nothing else (rules 36 and 43)."""
    for file in filed(report, files):
        yield OutputFile(path=f"edgar/{file.path}", media_type=file.media_type, content=file.content)


def edgar_limits(report: FactReport, files: Iterable[OutputFile]) -> Iterator[Finding]:
    """What would make EDGAR refuse the folder (rules 27, 43)."""
    submission = filed(report, files)
    for file in submission:
        if len(file.path) > _LONGEST_NAME or not _FILE_NAME.fullmatch(file.path):
            yield error(
                "emit.file-name",
                f"EDGAR refuses the name {file.path}: it takes at most {_LONGEST_NAME} characters, "
                "a lower-case letter or digit first, then letters, digits, '.', '-' and '_' (rule 43)",
                hint="choose a shorter --prefix",
            )
    size = sum(len(file.content) for file in submission)
    if size > _LARGEST:
        yield error("emit.file-size", f"the submission has {size:,} bytes; EDGAR takes {_LARGEST:,}")
    if report.entity.cik == PLACEHOLDER_CIK:
        yield warning(
            "emit.not-submittable",
            "edgar/ cannot be submitted as it is: the facts carry the placeholder for the CIK (rule 27)",
            hint="give --cik or set entity.cik in the profile",
        )


def packages(report: FactReport, files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The report package and the taxonomy package."""
    files = filed(report, files)
    yield _report_package(report, files)
    yield _taxonomy_package(report, files)


def _report_package(report: FactReport, files: Iterable[OutputFile]) -> OutputFile:
    kind = {"documentInfo": {"documentType": INLINE_REPORT_PACKAGE}}
    entries = {f"{report.stem}/META-INF/reportPackage.json": (json.dumps(kind, indent=1) + "\n").encode("ascii")}
    entries |= {f"{report.stem}/reports/{file.path}": file.content for file in files}
    return OutputFile(
        path=f"packages/{report.stem}.xbri",
        media_type="application/vnd.xbrl.report-package+zip",
        content=zipped(entries),
    )


def _taxonomy_package(report: FactReport, files: Iterable[OutputFile]) -> OutputFile:
    folder = report.namespace.partition("://")[2].strip("/")
    base = report.namespace.rstrip("/") + "/"
    name = f"{report.entity.name}: extension taxonomy, {report.period.end.isoformat()}"
    view = PackageView(
        identifier=report.namespace,
        name=name,
        description="Elements, labels and relations of the segment note, written by segxbrl",
        version=report.period.end.strftime("%Y%m%d"),
        publisher=report.entity.name,
        entry_point=f"{base}{report.stem}.xsd",
        base=base,
        folder=folder,
    )
    top = f"{report.stem}-taxonomy"
    entries = {
        f"{top}/META-INF/{kind}.xml": render(f"package/{kind}.xml.jinja", view).encode("utf-8")
        for kind in ("taxonomyPackage", "catalog")
    }
    entries |= {f"{top}/{folder}/{f.path}": f.content for f in files if not f.path.endswith(".htm")}
    return OutputFile(path=f"packages/{top}.zip", media_type="application/zip", content=zipped(entries))
