"""A profile edited as text: what a person wrote around an entry stays, and a change is a few lines in a diff."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import tomlkit
from msgspec import Struct
from msgspec.structs import replace

from ..errors import BadProfile

HEADER = (
    "# What was decided for this company's segment note. What stands here wins over everything else.\n"
    "# Keep the file under version control, and give it to the next run with --profile.\n"
)
_TABLE = re.compile(r"\s*\[")
_STRINGS = re.compile(r'"""|\'\'\'')

Entry = Mapping[str, Any]


class Block(Struct, frozen=True):
    """A table of the file: the comments just above its header, and everything down to the next block."""

    name: str
    comments: str
    text: str

    @property
    def whole(self) -> str:
        return self.comments + self.text


class ProfileText(Struct, frozen=True):
    """A profile as its blocks; the first has no name and holds what stands above all tables."""

    blocks: tuple[Block, ...]

    @classmethod
    def parse(cls, text: str) -> ProfileText:
        """Raises BadProfile where the entries are not written as [[lines]], [[members]] and [[cells]]."""
        made = cls(tuple(_blocks(text)))
        data = tomllib.loads(text)
        for kind in ("lines", "members", "cells"):
            if len(data.get(kind, ())) != len(made.places(kind)):
                raise BadProfile(f"{kind} are not written one by one", hint=f"write [[{kind}]] over each entry")
        return made

    def __str__(self) -> str:
        return "".join(block.whole for block in self.blocks)

    def places(self, kind: str) -> tuple[int, ...]:
        """Where in `blocks` the entries of a kind stand, in order."""
        return tuple(number for number, block in enumerate(self.blocks) if block.name == f"[[{kind}]]")

    def replaced(self, kind: str, number: int, entry: Entry) -> ProfileText:
        """With another entry in the place of the `number`th of its kind; the comments above it stay."""
        at = self.places(kind)[number]
        block = replace(self.blocks[at], text=_written(kind, entry))
        return ProfileText((*self.blocks[:at], block, *self.blocks[at + 1 :]))

    def inserted(self, kind: str, number: int | None, entry: Entry) -> ProfileText:
        """With a new entry before the `number`th of its kind; after the last, or at the end of the file, for None."""
        places = self.places(kind)
        at = places[number] if number is not None else places[-1] + 1 if places else len(self.blocks)
        before = self.blocks[:at]
        if before and not before[-1].whole.endswith("\n\n") and before[-1].whole:
            gap = "\n" if before[-1].whole.endswith("\n") else "\n\n"
            before = (*before[:-1], replace(before[-1], text=before[-1].text + gap))
        return ProfileText((*before, Block(f"[[{kind}]]", "", _written(kind, entry)), *self.blocks[at:]))

    def without(self, kind: str, number: int) -> ProfileText:
        at = self.places(kind)[number]
        return ProfileText((*self.blocks[:at], *self.blocks[at + 1 :]))


def _blocks(text: str) -> list[Block]:
    """Cut before each table's header, the comment lines that touch it going with it."""
    blocks: list[Block] = []
    name, comments, lines = "", "", list[str]()
    inside = ""
    for line in text.splitlines(keepends=True):
        if not inside and _TABLE.match(line):
            above = len(lines)
            while above and lines[above - 1].lstrip().startswith("#"):
                above -= 1
            blocks.append(Block(name, comments, "".join(lines[:above])))
            name, comments, lines = line.partition("#")[0].replace(" ", "").strip(), "".join(lines[above:]), []
        for mark in _STRINGS.findall(line):
            inside = "" if inside == mark else inside or mark
        lines.append(line)
    blocks.append(Block(name, comments, "".join(lines)))
    return blocks


def _written(kind: str, entry: Entry) -> str:
    return f"[[{kind}]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in entry.items()) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_value(str(key))} = {_value(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    return str(tomlkit.item(str(value)).as_string())
