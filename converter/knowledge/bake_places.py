"""What countries and states are called, for taxonomy/<year>/places.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from .catalogue import element_lines
from .places import squeezed


def place_lines(extensions: Path, folder: Path) -> Iterator[str]:
    """`name<TAB>member`, the name's letters only, the first source to give a name wins.

    Sources: the element labels of `folder`, the English territory names of Unicode CLDR, and `extensions`, the list of
    extension names that stand for a place (name, member).
    """
    territories = Locale("en").territories
    names: dict[str, str] = {}
    for prefix in ("country", "stpr"):
        for code, line in element_lines(folder / f"{prefix}.tsv").items():
            if not code.replace("-", "").isupper():
                continue
            member = f"{prefix}:{code}"
            spellings = _spellings(line.split("\t")[3])
            if prefix == "country":
                spellings = (*spellings, *_spellings(territories.get(code, "")))
            for spelling in spellings:
                names.setdefault(squeezed(spelling), member)
    for row in extensions.read_text(encoding="utf-8").splitlines()[1:]:
        extension, member = row.split("\t")
        names.setdefault(extension.removesuffix("member"), member)
    names.pop("", None)
    for name in sorted(names):
        yield f"{name}\t{names[name]}"


def _spellings(label: str) -> tuple[str, ...]:
    """`KOREA, REPUBLIC OF` is `REPUBLIC OF KOREA` too; `HOLY SEE (THE)` and `Myanmar (Burma)` do without the aside;
    `Hong Kong SAR China` is what CLDR calls it."""
    plain = label.partition(" (")[0]
    first, _, last = plain.partition(", ")
    turned = f"{last} {first}" if last and " and " not in last.lower() else ""
    return (label, plain, turned, plain.removesuffix(" SAR China"))
