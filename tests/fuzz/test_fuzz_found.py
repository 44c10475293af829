"""Every seed, and every input that once crashed or hung, in bounded time; and a few seeds with bytes knocked about."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import seeds
import targets

SECONDS = 2.0
QUICK = [name for name, target in targets.TARGETS.items() if target.runs >= 15_000]


def survive(name: str, data: bytes) -> None:
    start = time.process_time()
    targets.survive(targets.TARGETS[name], data)
    assert time.process_time() - start < SECONDS, data[:200]


@pytest.mark.parametrize("name", targets.TARGETS)
def test_seeds_and_what_was_found(name: str) -> None:
    if name == "pdf":
        pytest.importorskip("pdfplumber", reason="the extra pdf is not installed")
    targets.survive(targets.TARGETS[name], seeds.seeds(name)[0])
    for data in seeds.seeds(name):
        survive(name, data)


@pytest.mark.parametrize("name", QUICK)
def test_seeds_knocked_about(name: str) -> None:
    chance = random.Random(name)
    for _ in range(60):
        data = bytearray(chance.choice(seeds.seeds(name)))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data) + 1)
            match chance.randrange(4):
                case 0:
                    data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 8)))
                case 1:
                    del data[at : at + chance.randint(1, 12)]
                case 2:
                    data[at:at] = data[at : at + 40] * chance.randint(1, 30)
                case _:
                    data[at:at] = chance.choice(
                        (b"\x00", b"\xff\xfe", b"<", b"*" * 60, b" " * 400, b"(" * 60, b"1," * 60)
                    )
        survive(name, bytes(data[:20_000]))
