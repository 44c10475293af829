"""The same facts as an XBRL 2.1 instance. It lies in a folder of its own: EDGAR takes one or the other (rule 36)."""

from __future__ import annotations

from msgspec import Struct

from ..facts.model import FactReport
from .contexts import Context, Contexts, UnitEntry
from .environment import render
from .model import Item, OutputFile
from .names import BASE, declared


class InstanceFact(Struct, frozen=True, kw_only=True):
    """`unit` and `decimals` are empty for what is not a number."""

    id: str
    name: str
    context: str
    unit: str
    decimals: str
    value: str


class InstanceView(Struct, frozen=True, kw_only=True):
    namespaces: tuple[tuple[str, str], ...]
    schema: str
    contexts: tuple[Context, ...]
    units: tuple[UnitEntry, ...]
    facts: tuple[InstanceFact, ...]


def instance(report: FactReport, items: tuple[Item, ...]) -> OutputFile:
    contexts = Contexts(report, items)
    names = [item.concept for item in items] + [name for item in items for pair in item.dimensions for name in pair]
    view = InstanceView(
        namespaces=tuple({**BASE, **declared(report, names, [i.unit for i in items if i.unit])}.items()),
        schema=f"../{report.stem}.xsd",
        contexts=contexts.contexts,
        units=contexts.units,
        facts=tuple(
            InstanceFact(
                id=item.id,
                name=str(item.concept),
                context=contexts.context(item.period, item.dimensions),
                unit=contexts.unit(item.unit),
                decimals=item.decimals,
                value=item.value,
            )
            for item in items
        ),
    )
    text = render("instance/instance.xml.jinja", view)
    return OutputFile(
        path=f"xbrl/{report.stem}.xml", media_type="application/xml", content=text.encode("ascii", "xmlcharrefreplace")
    )
