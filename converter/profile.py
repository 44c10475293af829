"""The company's profile (TOML) and the flags, parsed once into `Settings`. What a flag says wins over the profile."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from .errors import BadOption, BadProfile
from .options import CellDecision, LineDecision, MemberDecision, Preference, Profile, Settings, report_prefix

STANDARD_PREFIXES = frozenset(
    {"us-gaap", "srt", "dei", "country", "currency", "stpr", "exch", "naics", "sic", "ecd", "cyd"}
)
FISCAL_PERIODS = ("FY", "Q1", "Q2", "Q3")
SCALES = {"units": 0, "thousands": 3, "millions": 6, "billions": 9}
ENTITY_KEYS = {"name": "entity_name", "cik": "cik", "prefix": "prefix"}
DOCUMENT_KEYS = {
    "form": "form",
    "period_end": "period_end",
    "fiscal_year_end": "fiscal_year_end",
    "fiscal_year": "fiscal_year",
    "fiscal_period": "fiscal_period",
    "scale": "scale",
    "filed": "filed",
    "taxonomy_year": "year",
}
LINE_KEYS = (
    "label", "concept", "table", "path", "negate", "extension_label", "balance", "period_type", "by", "on",
)  # fmt: skip
WHO = ("by", "on")
MEMBER_KEYS = ("name", "axis", "member", "by", "on")
PREFERENCE_KEYS = ("instead_of", "use")
CELL_KEYS = (
    "place", "shown", "concept", "negate", "dimensions", "start", "end", "skip", "extension_label", "balance",
    "period_type", "by", "on",
)  # fmt: skip
HOUSE_KEYS = ("operating_segments",)
HOUSE_HABITS = ("always", "never")
SECTIONS = ("entity", "document", "cover", "house", "lines", "members", "cells", "preferences")


def read_profile(path: Path) -> tuple[Profile, dict[str, Any]]:
    """Read a profile: the decisions, and the settings it gives (keys of `Settings`).

    Raises:
        BadProfile: not readable, not TOML, an unknown key (with a suggestion) or a value of the wrong kind.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except OSError as failure:
        raise BadProfile(f"cannot read the profile: {failure.strerror}", where=str(path)) from failure
    except UnicodeDecodeError as failure:
        raise BadProfile("the profile is not UTF-8 text", where=str(path)) from failure
    except tomllib.TOMLDecodeError as failure:
        raise BadProfile(f"not valid TOML: {failure}", where=str(path)) from failure
    place = str(path)
    _known(raw, SECTIONS, place, "")
    settings: dict[str, Any] = {}
    for section, keys in (("entity", ENTITY_KEYS), ("document", DOCUMENT_KEYS)):
        table = _table(raw, section, place)
        _known(table, tuple(keys), place, section)
        settings |= {keys[key]: _setting(keys[key], value, f"{place}: {section}.{key}") for key, value in table.items()}
    house = _table(raw, "house", place)
    _known(house, HOUSE_KEYS, place, "house")
    cover = tuple((key, str(value)) for key, value in _table(raw, "cover", place).items())
    profile = Profile(
        path=path,
        lines=tuple(_line(entry, f"{place}: lines[{i}]") for i, entry in _entries(raw, "lines", LINE_KEYS, place)),
        members=tuple(
            MemberDecision(**_texts(entry, ("name", "axis", "member"), f"{place}: members[{i}]"), **_given(entry, WHO))
            for i, entry in _entries(raw, "members", MEMBER_KEYS, place)
        ),
        cells=tuple(_cell(entry, f"{place}: cells[{i}]") for i, entry in _entries(raw, "cells", CELL_KEYS, place)),
        preferences=tuple(
            Preference(**_texts(entry, PREFERENCE_KEYS, f"{place}: preferences[{i}]"))
            for i, entry in _entries(raw, "preferences", PREFERENCE_KEYS, place)
        ),
        **{key: _one_of(str(value), HOUSE_HABITS, f"{place}: house.{key}") for key, value in house.items()},
        cover=cover,
    )
    return profile, settings


def settings_from(flags: Mapping[str, Any], profile_path: Path | None) -> Settings:
    """The run's settings: the profile's, overridden by every flag that was given (not None).

    Raises:
        BadOption: a flag's value cannot be used.
        BadProfile: see `read_profile`.
    """
    profile, values = (Profile(), {}) if profile_path is None else read_profile(profile_path)
    for key, value in flags.items():
        if value is not None:
            values[key] = _flag(key, value)
    settings = replace(Settings(profile=profile, year_given="year" in values), **values)
    _own_names(settings)
    return settings


def _own_names(settings: Settings) -> None:
    """Every name that a profile decides on is of a standard taxonomy or of the report's own extension."""
    own, profile = report_prefix(settings), settings.profile
    named = [
        *(("lines", line.concept) for line in profile.lines),
        *(("members", name) for member in profile.members for name in (member.axis, member.member)),
        *(("cells", cell.concept) for cell in profile.cells if cell.concept),
        *(("cells", name) for cell in profile.cells for pair in cell.dimensions or () for name in pair),
        *(("preferences", choice.use) for choice in profile.preferences),
    ]
    for section, name in named:
        prefix = name.partition(":")[0]
        if prefix not in STANDARD_PREFIXES and prefix != own:
            raise BadProfile(
                f"{section} name {name!r}, but the report's own prefix is {own!r}",
                where=str(profile.path or section),
                hint=f'set prefix = "{prefix}" under [entity], give --prefix, or write {own}: here',
            )


def _flag(key: str, value: Any) -> Any:
    try:
        return _setting(key, value, f"--{key.replace('_', '-')}")
    except BadProfile as failure:
        raise BadOption(failure.message, where=failure.where, hint=failure.hint) from None


def _setting(key: str, value: Any, where: str) -> Any:
    """One setting, checked. Dates are YYYY-MM-DD, the fiscal year end MM-DD, the CIK up to ten digits (rule 27)."""
    match key:
        case "period_end" | "filed":
            return value if isinstance(value, date) else _date(str(value), where)
        case "fiscal_year_end":
            return _month_day(str(value), where)
        case "fiscal_period":
            return _one_of(str(value).upper(), FISCAL_PERIODS, where)
        case "scale":
            return SCALES[_one_of(str(value).lower(), tuple(SCALES), where)]
        case "fiscal_year" | "year":
            return _year(value, where)
        case "cik":
            return _cik(str(value), where)
        case "prefix":
            return _prefix(str(value), where)
        case _:
            return value


def _date(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadProfile(f"{text!r} is not a date", where=where, hint="write it as YYYY-MM-DD") from None


def _month_day(text: str, where: str) -> tuple[int, int]:
    match = re.fullmatch(r"-{0,2}(\d{1,2})-(\d{1,2})", text)
    if match is not None:
        month, day = int(match[1]), int(match[2])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return month, day
    raise BadProfile(f"{text!r} is not a month and day", where=where, hint="write it as MM-DD, such as 12-31")


def _one_of(text: str, allowed: tuple[str, ...], where: str) -> str:
    if text not in allowed:
        raise BadProfile(f"{text!r} is not one of {', '.join(allowed)}", where=where)
    return text


def _year(value: Any, where: str) -> int:
    text = str(value)
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise BadProfile(f"{text!r} is not a year", where=where, hint="write four digits, such as 2025")
    return int(text)


def _cik(text: str, where: str) -> str:
    if not re.fullmatch(r"\d{1,10}", text):
        raise BadProfile(f"{text!r} is not a CIK", where=where, hint="a CIK is up to ten digits")
    return text.zfill(10)


def _prefix(text: str, where: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,19}", text):
        raise BadProfile(
            f"{text!r} cannot be a prefix", where=where, hint="lower-case letters and digits, a letter first (rule 44)"
        )
    return text


def _known(table: Mapping[str, Any], allowed: tuple[str, ...], place: str, section: str) -> None:
    for key in table:
        if key not in allowed:
            close = difflib.get_close_matches(key, allowed, 1, 0.5)
            name = f"{section}.{key}" if section else key
            hint = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(allowed)}"
            raise BadProfile(f"unknown key {name!r}", where=place, hint=hint)


def _table(raw: Mapping[str, Any], section: str, place: str) -> Mapping[str, Any]:
    table = raw.get(section, {})
    if not isinstance(table, dict):
        raise BadProfile(f"{section} must be a table", where=place, hint=f"write [{section}] on a line of its own")
    return table


def _entries(
    raw: Mapping[str, Any], section: str, keys: tuple[str, ...], place: str
) -> list[tuple[int, Mapping[str, Any]]]:
    entries = raw.get(section, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadProfile(f"{section} must be an array of tables", where=place, hint=f"write [[{section}]] over each")
    for entry in entries:
        _known(entry, keys, place, section)
    return list(enumerate(entries, 1))


def _texts(entry: Mapping[str, Any], keys: tuple[str, ...], where: str) -> dict[str, str]:
    for key in keys:
        if not isinstance(entry.get(key), str) or not entry[key]:
            raise BadProfile(f"{key} is missing or not text", where=where)
    return {key: entry[key] for key in keys}


def _given(entry: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """The texts among `keys` that are given: of `Any`, as they go into structs beside dates."""
    return {key: str(entry[key]) for key in keys if key in entry}


def _concept(name: str, where: str) -> str:
    if ":" not in name:
        raise BadProfile(
            f"{name!r} is not a prefixed name", where=where, hint="write us-gaap:Revenues, with its prefix"
        )
    return name


def _negate(entry: Mapping[str, Any], where: str) -> bool | None:
    negate = entry.get("negate")
    if negate is not None and not isinstance(negate, bool):
        raise BadProfile("negate must be true or false", where=where)
    return negate


OWN_CONCEPT = ("extension_label", "balance", "period_type")


def _line(entry: Mapping[str, Any], where: str) -> LineDecision:
    required = _texts(entry, ("label", "concept"), where)
    _concept(required["concept"], where)
    path = entry.get("path", [])
    if not isinstance(path, list) or not all(isinstance(part, str) for part in path):
        raise BadProfile("path must be a list of texts", where=where)
    optional = _given(entry, ("table", *OWN_CONCEPT, *WHO))
    return LineDecision(**required, path=tuple(path), negate=_negate(entry, where), **optional)


def _cell(entry: Mapping[str, Any], where: str) -> CellDecision:
    required = _texts(entry, ("place",), where)
    if "concept" in entry:
        _concept(str(entry["concept"]), where)
    dates: dict[str, Any] = {
        key: _setting("period_end", entry[key], f"{where}.{key}") for key in ("start", "end") if key in entry
    }
    if "start" in dates and ("end" not in dates or dates["start"] > dates["end"]):
        raise BadProfile("start needs an end that is not before it", where=where)
    return CellDecision(
        place=required["place"],
        negate=_negate(entry, where),
        dimensions=_dimensions(entry, where),
        **dates,
        **_given(entry, ("shown", "concept", "skip", *OWN_CONCEPT, *WHO)),
    )


def _dimensions(entry: Mapping[str, Any], where: str) -> tuple[tuple[str, str], ...] | None:
    """Axis and member, both with their prefixes; None where the line's own dimensions stay."""
    if "dimensions" not in entry:
        return None
    table = entry["dimensions"]
    if not isinstance(table, dict):
        raise BadProfile("dimensions must be a table of axis and member", where=where)
    return tuple(sorted((_concept(str(axis), where), _concept(str(member), where)) for axis, member in table.items()))
