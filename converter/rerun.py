"""What a run leaves in its folder so that the review page can do it again: the note, the prior filing, the settings."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from .emit.model import OutputFile
from .errors import UnreadableFile
from .options import LineDecision, MemberDecision, Profile, Settings
from .profile import read_profile, settings_from
from .readers.model import Document

FOLDER = "review"
RUN = f"{FOLDER}/run.json"
OWN_PROFILE = "profile.toml"
"""In the output folder: where decisions are kept when the run was given no profile."""
_APART = ("fiscal_year_end", "profile", "prior", "packages", "edgar", "also", "year", "year_given")
"""Settings that are written in a form of their own; the others are texts, dates, whole numbers or true and false."""
_PLAIN = tuple(name for name in Settings.__struct_fields__ if name not in _APART)


class Rerun(Struct, frozen=True, kw_only=True):
    """A run to be done again. `flags` are the settings that the profile does not give; `profile` need not exist yet."""

    name: str
    data: bytes
    flags: Mapping[str, Any]
    profile: Path
    lines: tuple[LineDecision, ...] = ()
    """Decisions that the run had from elsewhere than the profile (a workbook); what the profile says wins over them."""
    members: tuple[MemberDecision, ...] = ()

    def settings(self) -> Settings:
        """The settings of the run with the profile as it stands now.

        Raises:
            BadProfile: the profile cannot be used.
        """
        return self.settings_with(self.profile if self.profile.exists() else None)

    def settings_with(self, profile: Path | None) -> Settings:
        """The settings of the run with another profile. Raises as `settings`."""
        made = settings_from(self.flags, profile)
        own = made.profile
        decided = replace(own, lines=(*own.lines, *self.lines), members=(*own.members, *self.members))
        return replace(made, profile=decided)


def kept(document: Document, settings: Settings, folder: Path) -> Iterator[OutputFile]:
    """The files that a run into `folder` leaves for the next one. Paths in them are relative to `folder`."""
    note = f"{FOLDER}/note{_suffix(document.source)}"
    yield OutputFile(path=note, media_type=document.media_type, content=document.raw)
    prior = None
    if settings.prior is not None:
        prior = f"{FOLDER}/prior{_suffix(settings.prior.name)}"
        yield OutputFile(path=prior, media_type="application/xhtml+xml", content=settings.prior.read_bytes())
    profile = settings.profile.path
    if profile is not None and profile.resolve() == (folder / OWN_PROFILE).resolve():
        profile = None
    run = {
        "name": PurePosixPath(document.source).name,
        "note": note,
        "prior": prior,
        "profile": None if profile is None else _relative(profile, folder),
        "packages": [_relative(package, folder) for package in settings.packages],
        "edgar": None if settings.edgar is None else [_relative(plug_in, folder) for plug_in in settings.edgar],
        "also": sorted(settings.also),
        **_decisions(settings.profile),
        "settings": dict(_flags(settings)),
    }
    text = json.dumps(run, ensure_ascii=False, indent=1) + "\n"
    yield OutputFile(path=RUN, media_type="application/json", content=text.encode())


def read(folder: Path) -> Rerun:
    """The run whose output `folder` holds.

    Raises:
        UnreadableFile: it holds no such run.
    """
    try:
        run = json.loads((folder / RUN).read_text("utf-8"))
        data = _below(folder, run["note"]).read_bytes()
        given = run["settings"]
        flags = {key: given[key] for key in (*_PLAIN, "fiscal_year_end", "year") if key in given}
        if run["prior"] is not None:
            flags["prior"] = _below(folder, run["prior"])
        flags["also"] = frozenset(str(name) for name in run["also"])
        flags["packages"] = tuple(folder / str(package) for package in run["packages"])
        if run.get("edgar") is not None:
            flags["edgar"] = tuple(folder / str(plug_in) for plug_in in run["edgar"])
        profile = folder / (run["profile"] or OWN_PROFILE)
        lines = tuple(LineDecision(**{**entry, "path": tuple(entry.get("path", ()))}) for entry in run["lines"])
        members = tuple(MemberDecision(**entry) for entry in run["members"])
        name = str(run["name"])
        rerun = Rerun(name=name, data=data, flags=flags, profile=profile, lines=lines, members=members)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UnreadableFile(
            "this folder holds no conversion that can be reviewed",
            where=str(folder),
            hint="give the folder that segxbrl convert wrote with -o; run convert again if the conversion is older",
        ) from problem
    if run["profile"] is not None and not profile.exists():
        raise UnreadableFile(
            "the profile of this conversion is not there", where=str(profile), hint="put it back, or run convert again"
        )
    return rerun


def _flags(settings: Settings) -> Iterator[tuple[str, Any]]:
    """Settings other than the defaults and other than what the profile itself gives, as the flags would be written."""
    given: Mapping[str, Any] = {}
    if settings.profile.path is not None:
        given = read_profile(settings.profile.path)[1]
    default = Settings()
    for key in _PLAIN:
        value = getattr(settings, key)
        if value not in (getattr(default, key), given.get(key)):
            yield key, value.isoformat() if isinstance(value, date) else value
    if settings.year_given and settings.year != given.get("year"):
        yield "year", settings.year
    if settings.fiscal_year_end not in (None, given.get("fiscal_year_end")):
        yield "fiscal_year_end", "{:02d}-{:02d}".format(*settings.fiscal_year_end)


def _decisions(profile: Profile) -> dict[str, list[dict[str, Any]]]:
    """The decisions that the profile's own file does not hold."""
    filed = Profile() if profile.path is None else read_profile(profile.path)[0]
    return {
        "lines": [_given(line) for line in profile.lines if line not in filed.lines],
        "members": [_given(member) for member in profile.members if member not in filed.members],
    }


def _given(decision: LineDecision | MemberDecision) -> dict[str, Any]:
    return {key: value for key, value in asdict(decision).items() if value not in ("", (), None)}


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ""


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def _below(folder: Path, path: str) -> Path:
    """A file that the run kept. Raises ValueError where the path leads out of the folder."""
    found = (folder / path).resolve()
    if not found.is_relative_to((folder / FOLDER).resolve()):
        raise ValueError(path)
    return found
