"""The cover section: dei facts, shown as a small table (rules 59 and 60)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from ...errors import BadProfile
from ...facts.model import FactReport, Period, QName, Unit
from ..contexts import Contexts
from ..items import lexical, text_concepts
from ..model import Item
from ..names import in_order, words

_MONTHS = in_order("January February March April May June July August September October November December")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH_DAY = re.compile(r"--(\d{2})-(\d{2})")
_NUMERIC = {
    "EntityPublicFloat": Unit("iso4217:USD"),
    "EntityCommonStockSharesOutstanding": Unit("xbrli:shares"),
}
"""The cover's numbers, both as of a day."""
_KINDS_OF_REPORT = {"10-K": "DocumentAnnualReport", "10-Q": "DocumentQuarterlyReport"}
_TEXTS = words(
    "EntityRegistrantName EntityAddressAddressLine1 EntityAddressAddressLine2 EntityAddressAddressLine3 "
    "EntityAddressAddressDescription EntityAddressCityOrTown EntityAddressPostalZipCode EntityAddressRegion "
    "CityAreaCode LocalPhoneNumber ContactPersonnelName ContactPersonnelEmailAddress ContactPersonnelFaxNumber "
    "CountryRegion AmendmentDescription DocumentDescription DocumentName DocumentTitle EntityAccountingStandard "
    "EntityLegalForm EntityInformationFormerLegalOrRegisteredName EntityListingDescription"
)
"""The cover's elements of string type: text in a language; all others are codes, flags and dates."""


class CoverFact(Struct, frozen=True, kw_only=True):
    """A line of the cover: `label`, and `text` as shown; `format` makes the fact's value of it where they differ."""

    item: Item
    label: str
    text: str
    format: str = ""


class CoverLine(Struct, frozen=True, kw_only=True):
    """A cover fact with the ids of its context and unit; `unit` is empty for text."""

    id: str
    name: str
    label: str
    text: str
    format: str
    context: str
    unit: str
    decimals: str


class CoverView(Struct, frozen=True, kw_only=True):
    lines: tuple[CoverLine, ...]


def completed(report: FactReport) -> dict[str, str]:
    """The cover as given, and what the report itself knows for it: entity, form, period. Without any cover given there
    is none: a note alone has no cover section."""
    if not report.cover:
        return {}
    form = report.form.upper()
    known = {
        "DocumentType": form,
        "AmendmentFlag": "true" if form.endswith("/A") else "false",
        "DocumentPeriodEndDate": report.period.end.isoformat(),
        "DocumentFiscalYearFocus": str(report.fiscal_year),
        "DocumentFiscalPeriodFocus": report.fiscal_period,
        "EntityRegistrantName": report.entity.name,
        "EntityCentralIndexKey": report.entity.cik,
    }
    if report.fiscal_period == "FY":
        known["CurrentFiscalYearEndDate"] = report.period.end.strftime("--%m-%d")
    if form in _KINDS_OF_REPORT:
        known |= {_KINDS_OF_REPORT[form]: "true", "DocumentTransitionReport": "false"}
    return {**{name: value for name, value in known.items() if value}, **report.cover}


def cover_facts(report: FactReport) -> tuple[CoverFact, ...]:
    """The report's cover values as facts, in the order given.

    Raises:
        BadProfile: a value is not of its element's kind.
    """
    labels = {e.qname: e.label for e in report.elements}
    texts = text_concepts(report)
    return tuple(
        _fact(QName("dei", local), value.strip(), labels, texts, report.period) for local, value in report.cover.items()
    )


def cover_view(facts: tuple[CoverFact, ...], contexts: Contexts) -> CoverView:
    return CoverView(
        lines=tuple(
            CoverLine(
                id=f.item.id,
                name=str(f.item.concept),
                label=f.label,
                text=f.text,
                format=f.format,
                context=contexts.context(f.item.period, ()),
                unit=contexts.unit(f.item.unit),
                decimals=f.item.decimals,
            )
            for f in facts
        )
    )


def _fact(name: QName, value: str, labels: dict[QName, str], texts: frozenset[QName], period: Period) -> CoverFact:
    label = labels.get(name) or spoken(name.local)
    identifier = f"cover-{name.local}"
    if name.local in _NUMERIC:
        try:
            number = Decimal(value.replace(",", ""))
        except InvalidOperation as problem:
            raise BadProfile(f"{value!r} is not a number", where=f"cover.{name.local}") from problem
        item = Item(
            id=identifier,
            concept=name,
            value=lexical(number),
            period=Period(end=period.end),
            decimals="INF",
            unit=_NUMERIC[name.local],
        )
        return CoverFact(item=item, label=label, text=f"{number:,f}", format="ixt:num-dot-decimal")
    text, form = _shown(value)
    item = Item(id=identifier, concept=name, value=value, period=period, language=name in texts or name.local in _TEXTS)
    return CoverFact(item=item, label=label, text=text, format=form)


def _shown(value: str) -> tuple[str, str]:
    """What the page says, and the transformation that reads it back."""
    if value in {"true", "false"}:
        return ("Yes" if value == "true" else "No"), f"ixt:fixed-{value}"
    if match := _DATE.fullmatch(value):
        day = date(*(int(part) for part in match.groups()))
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}", "ixt:date-monthname-day-year-en"
    if match := _MONTH_DAY.fullmatch(value):
        return f"{_MONTHS[int(match[1]) - 1]} {int(match[2])}", "ixt:date-monthname-day-en"
    return value, ""


def spoken(local: str) -> str:
    """An element's name in words: `DocumentFiscalYearFocus` → `Document Fiscal Year Focus`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", local)
