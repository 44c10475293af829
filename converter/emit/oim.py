"""The same facts as xBRL-JSON (https://www.xbrl.org/Specification/xbrl-json/REC-2021-10-13/): written by `json`, which
cannot be got wrong the way a template can."""

from __future__ import annotations

import json
from datetime import date, timedelta

from ..facts.model import FactReport, Period, Unit
from .items import members
from .model import Item, OutputFile
from .names import declared, enumerated

_CIK = "cik"
PURE = "xbrli:pure"
"""The unit that is meant where none is given; the specification forbids to give it (oime:illegalPureUnit)."""


def oim_json(report: FactReport, items: tuple[Item, ...]) -> OutputFile:
    names = [item.concept for item in items] + [name for item in items for pair in item.dimensions for name in pair]
    used = dict(declared(report, names, [item.unit for item in items if item.unit]))
    used |= enumerated(member for item in items for member in item.members)
    entity = {_CIK: report.entity.scheme}
    document = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {**entity, **used, "xbrl": "https://xbrl.org/2021"},
            "taxonomy": [f"{report.stem}.xsd"],
        },
    }
    facts = ",\n".join(f"{json.dumps(item.id)}: {json.dumps(_fact(report, item, used))}" for item in items)
    text = f'{json.dumps(document, indent=1)[:-2]},\n "facts": {{\n{facts}\n }}\n}}\n'
    return OutputFile(path=f"{report.stem}.json", media_type="application/json", content=text.encode("ascii"))


def _fact(report: FactReport, item: Item, namespaces: dict[str, str]) -> dict[str, object]:
    dimensions: dict[str, str] = {
        "concept": str(item.concept),
        "entity": f"{_CIK}:{report.entity.cik}",
        "period": oim_period(item.period),
    }
    if item.unit and oim_unit(item.unit) != PURE:
        dimensions["unit"] = oim_unit(item.unit)
    if item.language:
        dimensions["language"] = "en-us"
    dimensions |= {str(axis): str(member) for axis, member in item.dimensions}
    fact: dict[str, object] = {"value": members(item.value, namespaces) if item.members else item.value}
    if item.decimals not in {"", "INF"}:
        fact["decimals"] = int(item.decimals)
    fact["dimensions"] = dimensions
    return fact


def oim_period(period: Period) -> str:
    """The model counts to midnight at the end of the last day: the next day's first moment."""
    end = _midnight(period.end + timedelta(days=1))
    return f"{_midnight(period.start)}/{end}" if period.start else end


def oim_unit(unit: Unit) -> str:
    return f"{unit.numerator}/{unit.denominator}" if unit.denominator else unit.numerator


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"
