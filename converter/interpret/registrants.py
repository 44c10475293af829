"""Several registrants in one note: whose tables stand below a company's name (dei:LegalEntityAxis; LEC of rule 6).

A parent and its subsidiaries may file one report with a note for all. A table below a company's name alone is that
company's, and so are those that follow, until another name. The parent's figures carry no member (rule 27: one entity
an instance).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from .labels import clean
from .model import InterpretedTable, RowRole, Subject, SubjectKind, Value
from .names import Names, name_key

_COMPANY = re.compile(
    r"(?:The )?(?:[A-Z][\w&.’'-]*,? |(?:of|and|the|for|&) ){1,7}"
    r"(?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited|PLC|plc|LLC|L\.?L\.?C|LP|L\.?P|N\.?V|S\.?A)\.?"
    r"(?: (?:and|&) (?:its )?(?:[Cc]onsolidated )?[Ss]ubsidiar(?:y|ies)(?: [Cc]ompanies)?)?"
)
_GROUP = re.compile(r" (?:and|&) (?:its )?(?:consolidated )?subsidiar.*$", re.IGNORECASE)


def of_registrants(tables: Sequence[InterpretedTable], names: Names) -> list[InterpretedTable]:
    """`tables`, those of a subsidiary registrant with its name: where two or more companies' names stand alone above
    tables, and the first of them (the registrant, if its name is known) is the parent."""
    owners: list[str] = []
    for table in tables:
        owners.append(_named(table) or (owners[-1] if owners else ""))
    companies = list(dict.fromkeys(filter(None, owners)))
    parent = next((name for name in companies if names.is_entity(name)), "" if names.entity else "".join(companies[:1]))
    if len(companies) < 2 or not parent:
        return list(tables)
    return [
        _given(table, owner) if owner and name_key(owner) != name_key(parent) else table
        for table, owner in zip(tables, owners, strict=True)
    ]


def _named(table: InterpretedTable) -> str:
    """The company whose name stands alone nearest above the table's figures, without "and subsidiaries"."""
    first = min((row.index for row in table.rows if row.role in (RowRole.LINE, RowRole.TOTAL)), default=0)
    titles = [row.label for row in table.rows if row.role is RowRole.HEADING and row.index < first]
    for text in (*reversed(titles), *reversed(table.table.lead if table.table is not None else ())):
        said = clean(text)
        if _COMPANY.fullmatch(said):
            return _GROUP.sub("", said)
    return ""


def _given(table: InterpretedTable, owner: str) -> InterpretedTable:
    subject = Subject(kind=SubjectKind.LEGAL_ENTITY, name=owner, text=owner, evidence="the company's name stands above")

    def owned(value: Value) -> Value:
        rest = (s for s in value.subjects if s.kind is not SubjectKind.CONSOLIDATED)
        return replace(value, subjects=(*rest, subject))

    return replace(table, values=tuple(owned(value) for value in table.values))
