"""As much of a catalogue as a test needs, in the shape of `knowledge.model.Catalogue`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from converter.facts.model import QName
from converter.knowledge.model import Concept


class SmallCatalogue(Struct, frozen=True):
    concepts: Mapping[QName, Concept]
    namespaces: Mapping[str, str]
    year: int = 2025
    provisional: bool = False

    def get(self, qname: QName) -> Concept | None:
        return self.concepts.get(qname)

    def find(self, local: str) -> Concept | None:
        return next((c for c in self.concepts.values() if c.qname.local == local), None)

    def search(self, words: str, limit: int = 50) -> tuple[tuple[Concept, float], ...]:
        return ()

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())
