"""Amounts as previously reported, what changed them, and what they are now (srt:RestatementAxis; rule 14, rule 35).

"Adjustments" and "As reported" are what they say anywhere else too; beside "As previously reported" or "As recast" they
are of the restatement. What is as recast is the amount as ever: it has no member.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from .header_spans import ColumnHead, HeaderText
from .labels import is_restated, is_restating, kind_of
from .model import SubjectKind
from .subjects import Reading

PREVIOUSLY = "As previously reported"
_BEFORE = SubjectKind.PREVIOUSLY_REPORTED
_REPORTED = re.compile(r"^\(?as (?:reported|presented|filed)\)?$", re.IGNORECASE)
_ADJUSTED = re.compile(r"\badjusted\b", re.IGNORECASE)
"""Beside "As reported" alone, what is as adjusted may be a measure of another kind."""


def restated_heads(heads: Mapping[int, ColumnHead], words: Sequence[str]) -> dict[int, ColumnHead]:
    """The columns of a table whose header (`words` of its cells) shows amounts before and after a restatement: what
    they are now loses those words, and what changed them is no change between periods."""
    if not _shows_restatement(words):
        return dict(heads)
    return {column: _restated_head(head) for column, head in heads.items()}


def _shows_restatement(labels: Sequence[str]) -> bool:
    if any(kind_of(label) is _BEFORE for label in labels):
        return True
    now = any(is_restated(label) and not _ADJUSTED.search(label) for label in labels)
    return now and any(_REPORTED.match(label) for label in labels)


def _restated_head(head: ColumnHead) -> ColumnHead:
    changed = any(is_restating(text.words) for text in head.texts)
    texts = tuple(_told(text) for text in head.texts)
    return replace(head, texts=texts, set_aside="" if changed else head.set_aside)


def _told(text: HeaderText) -> HeaderText:
    if is_restated(text.words):
        return replace(text, words="")
    if _REPORTED.match(text.words):
        return replace(text, words=PREVIOUSLY)
    return replace(text, words="Restatement adjustment") if is_restating(text.words) else text


def restated_rows(readings: Mapping[int, Reading]) -> dict[int, Reading]:
    """The same for rows that stand under one heading."""
    before = any(reading.kind is _BEFORE for reading in readings.values())
    if not before and not _shows_restatement([reading.label for reading in readings.values()]):
        return dict(readings)
    out: dict[int, Reading] = {}
    measure = ""
    for index, reading in readings.items():
        told = _restated_row(reading)
        measure = told.measure if told.kind is _BEFORE else measure
        out[index] = replace(told, measure=measure) if told.kind is SubjectKind.RESTATEMENT else told
    return out


def _restated_row(reading: Reading) -> Reading:
    label = reading.label
    if is_restated(label):
        return Reading(label=label, external=True)
    if reading.kind is SubjectKind.RESTATEMENT or is_restating(label):
        return Reading(label=label, kind=SubjectKind.RESTATEMENT, name=label)
    return Reading(label=label, kind=_BEFORE, name=label) if _REPORTED.match(label) else reading
