"""stub"""

from __future__ import annotations
from pathlib import Path
from .model import LabelCount


class BakedLabels:
    def __init__(self, folder: Path, corpus: Path | None = None) -> None:
        self._folder = folder

    def exact(self, label: str) -> tuple[LabelCount, ...]:
        return ()

    def similar(self, label: str, limit: int = 20) -> tuple[tuple[str, float, tuple[LabelCount, ...]], ...]:
        return ()
