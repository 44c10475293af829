"""The same facts as xBRL-CSV (https://www.xbrl.org/Specification/xbrl-csv/REC-2021-10-13/): a table of numbers, one of
texts and one of codes, in a folder of their own with the metadata that says what their columns mean."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ..facts.model import FactReport, QName
from .items import members
from .model import Item, OutputFile
from .names import declared, enumerated
from .oim import PURE, oim_period, oim_unit

_CIK = "cik"
_FOLDER = "xbrl-csv"


def oim_csv(report: FactReport, items: tuple[Item, ...]) -> Iterator[OutputFile]:
    """Yield the metadata, then each table that has facts."""
    names = [item.concept for item in items] + [name for item in items for pair in item.dimensions for name in pair]
    used = dict(declared(report, names, [item.unit for item in items if item.unit]))
    used |= enumerated(member for item in items for member in item.members)
    tables = {
        "numbers": [i for i in items if i.decimals],
        "texts": [i for i in items if not i.decimals and i.language],
        "codes": [i for i in items if not i.decimals and not i.language],
    }
    filled = {name: facts for name, facts in tables.items() if facts}
    axes = {name: sorted({axis for item in facts for axis, _ in item.dimensions}) for name, facts in filled.items()}
    metadata = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-csv",
            "namespaces": {_CIK: report.entity.scheme, **used},
            "taxonomy": [f"../{report.stem}.xsd"],
        },
        "tableTemplates": {name: _template(report, name, axes[name]) for name in filled},
        "tables": {name: {"url": f"{report.stem}-{name}.csv"} for name in filled},
    }
    text = json.dumps(metadata, indent=1) + "\n"
    yield OutputFile(path=f"{_FOLDER}/{report.stem}.json", media_type="application/json", content=text.encode("ascii"))
    for name, facts in filled.items():
        yield OutputFile(
            path=f"{_FOLDER}/{report.stem}-{name}.csv",
            media_type="text/csv",
            content=_table(facts, name, axes[name], used).encode("utf-8"),
        )


def _template(report: FactReport, name: str, axes: list[QName]) -> dict[str, Any]:
    columns: dict[str, Any] = {"id": {}, "concept": {}, "period": {}}
    dimensions = {"concept": "$concept", "period": "$period", "entity": f"{_CIK}:{report.entity.cik}"}
    fact: dict[str, Any] = {"dimensions": {}}
    if name == "numbers":
        columns |= {"unit": {}, "decimals": {}}
        dimensions["unit"] = "$unit"
        fact["decimals"] = "$decimals"
    if name == "texts":
        dimensions["language"] = "en-us"
    for axis in axes:
        columns[_column(axis)] = {}
        dimensions[str(axis)] = f"${_column(axis)}"
    columns["value"] = fact
    return {"rowIdColumn": "id", "columns": columns, "dimensions": dimensions}


def _column(axis: QName) -> str:
    """A column's name: letters, digits and underscores."""
    return f"{axis.prefix}_{axis.local}".replace("-", "_")


def _table(facts: list[Item], name: str, axes: list[QName], namespaces: dict[str, str]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    numbers = ["unit", "decimals"] if name == "numbers" else []
    writer.writerow(["id", "concept", "period", *numbers, *map(_column, axes), "value"])
    for item in facts:
        given = dict(item.dimensions)
        row = [item.id, str(item.concept), oim_period(item.period)]
        if name == "numbers":
            unit = oim_unit(item.unit) if item.unit else PURE
            row += ["#none" if unit == PURE else unit, "#none" if item.decimals == "INF" else item.decimals]
        row += [str(given[axis]) if axis in given else "#none" for axis in axes]
        row.append(_value(members(item.value, namespaces) if item.members else item.value))
        writer.writerow(row)
    return stream.getvalue()


def _value(text: str) -> str:
    """`#` begins a special value and is doubled; an empty text is one of those."""
    if not text:
        return "#empty"
    return f"#{text}" if text.startswith("#") else text
