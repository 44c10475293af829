"""Who files, for which period, under which names (rules 27, 43, 44)."""

from __future__ import annotations

import re

from msgspec import Struct

from ..findings import Finding, info, warning
from ..interpret.model import Calendar
from ..options import PLACEHOLDER_CIK, Settings, report_prefix
from .model import Entity, Period

PLACEHOLDER_NAME = "[entity name not given]"


class Identity(Struct, frozen=True, kw_only=True):
    entity: Entity
    prefix: str
    namespace: str
    stem: str
    period: Period


def identify(settings: Settings, calendar: Calendar, cover: dict[str, str]) -> tuple[Identity, tuple[Finding, ...]]:
    """Entity, extension namespace and file stem; what is not known becomes a marked placeholder and a finding."""
    findings: list[Finding] = []
    cik = settings.cik or cover.get("EntityCentralIndexKey", "")
    digits = re.sub(r"\D", "", cik)
    if not digits:
        digits = PLACEHOLDER_CIK
        findings.append(
            warning(
                "entity.placeholder-cik",
                f"no CIK was given: facts carry the placeholder {PLACEHOLDER_CIK}",
                hint="give --cik or set entity.cik in the profile",
            )
        )
    name = settings.entity_name or cover.get("EntityRegistrantName", "")
    if not name:
        name = PLACEHOLDER_NAME
        findings.append(
            warning(
                "entity.placeholder-name",
                "no entity name was given: the output carries a marked placeholder",
                hint="give --entity-name or set entity.name in the profile",
            )
        )
    prefix = report_prefix(settings)
    if settings.prefix is None:
        findings.append(
            info("entity.prefix-derived", f"the extension prefix is {prefix!r}", hint="give --prefix to choose another")
        )
    if calendar.assumed:
        findings.append(
            warning(
                "period.assumed",
                f"the document's period is taken from the note: {calendar.fiscal_period} {calendar.fiscal_year}, "
                f"{calendar.period_start} to {calendar.period_end} ({calendar.evidence})",
                hint="give --period-end, --form and --fiscal-period, or a profile",
            )
        )
    stamp = calendar.period_end.strftime("%Y%m%d")
    return Identity(
        entity=Entity(cik=digits.zfill(10)[-10:], name=name),
        prefix=prefix,
        namespace=f"http://www.{prefix}.com/{stamp}",
        stem=f"{prefix}-{stamp}",
        period=Period(start=calendar.period_start, end=calendar.period_end),
    ), tuple(findings)
