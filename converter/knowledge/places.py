"""Countries, states and regions by what filers call them, and the standard member each takes (rules 3, 10).

taxonomy/<year>/places.tsv holds the names of countries and states, taxonomy/vocabulary/places.toml what else they are
called, and the regions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from ..facts.model import QName
from .model import Place
from .vocabularies import vocabulary
from .words import normalise

_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*|\s*,?\s+(?:including|excluding|excl\.?|incl\.?)\s.*$", re.IGNORECASE)
_LESS = re.compile(r"\b(?:excl|other than|except)", re.IGNORECASE)
_NOT_A_LETTER = re.compile(r"[\W_\d]+")


def squeezed(name: str) -> str:
    """A name's letters alone, in lower case, without accents and a leading `the`: `Côte d'Ivoire` → `cotedivoire`."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(char))
    return _NOT_A_LETTER.sub("", plain.strip().removeprefix("the ").replace("&", "and"))


class BakedPlaces:
    """`model.Places` over places.tsv and places.toml, read at the first question."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, Place | None] = {}

    def find(self, name: str) -> Place | None:
        """The standard place that `name` means as a whole, or None.

        1. the name as it stands; 2. without what is in parentheses or after `including`/`excluding` (`China (including
        Hong Kong)`; a region less a country is not the region); 3. without `Total`, `region`, `operations` and the like
        around it. A list of several places is no standard place unless the list has a member of its own (`Europe,
        Middle East and Africa`).
        """
        if name not in self._found:
            member = self._lookup(name)
            if member is None:
                member = self._lookup(_ASIDE.sub(" ", name).strip())
                if member is not None and _LESS.search(name) and not member.startswith("country:"):
                    member = None
            self._found[name] = Place(name=name, member=QName.parse(member)) if member else None
        return self._found[name]

    def _lookup(self, name: str) -> str | None:
        letters = squeezed(name)
        return self._names.get(letters) or self._regions.get(_bag(name)) or self._names.get(_without_around(name))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        table = dict(line.split("\t") for line in lines if not line.startswith("#"))
        table.update((squeezed(name), member) for name, member in vocabulary("places")["names"].items())
        return table

    @cached_property
    def _regions(self) -> Mapping[str, str]:
        return {_bag(name): member for name, member in vocabulary("places")["regions"].items()}


@cache
def _around() -> frozenset[str]:
    return frozenset(word for entry in vocabulary("places")["around"] for word in normalise(entry))


def _bag(name: str) -> str:
    """The words of a name in alphabetical order, without those that add nothing."""
    words = normalise(name)
    kept = [word for word in words if word not in _around()]
    return " ".join(sorted(kept or words))


def _without_around(name: str) -> str:
    around = {*vocabulary("places")["around"]}
    words = [word for word in re.split(r"\s+", name) if word.lower() not in around and f"{word.lower()}s" not in around]
    return squeezed(" ".join(words))
