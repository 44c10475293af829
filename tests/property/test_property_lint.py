"""The lint never falls over a broken filing: whatever is cut or swapped in its files, it finds or refuses."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "conformance"))

import seeded_filing as seeded

from converter import checks, knowledge
from converter.checks.reading import filing_of_bytes
from converter.errors import UnreadableFile

NUMBER = re.compile(r"(?<=>)[\d,.]+(?=</ix:nonFraction>)")
ATTRIBUTE = re.compile(r'(?<= )[\w:-]+="[^"]*"')
ODD = ("", "0", "-1", "1E9999", "NaN", "2025-02-30", "a:b:c", "#", "é", " ", "INF", "99999999999", "http://[", "_")


def broken(texts: dict[str, str], dice: random.Random) -> dict[str, str]:
    """One to four attributes taken out or given an odd value, in any of the files, and now and then an odd number."""
    for _ in range(dice.randint(1, 4)):
        name = dice.choice(sorted(texts))
        places = [m for m in ATTRIBUTE.finditer(texts[name]) if not m[0].startswith("xmlns")]
        if places:
            place = dice.choice(places)
            key = place[0].partition("=")[0]
            new = "" if dice.random() < 0.3 else f'{key}="{dice.choice(ODD)}"'
            texts = texts | {name: texts[name][: place.start()] + new + texts[name][place.end() :]}
    if dice.random() < 0.3:
        htm = f"{seeded.STEM}.htm"
        texts = texts | {htm: NUMBER.sub(dice.choice(("1E999999", "٣", "-", "NaN", "")), texts[htm], count=2)}
    return texts


@pytest.mark.parametrize("seed", range(60))
def test_no_broken_filing_stops_the_lint(seed: int) -> None:
    dice = random.Random(seed)
    texts = broken(seeded.files(seeded.Base()), dice)
    data = {name: text.encode() for name, text in texts.items()}
    htm = f"{seeded.STEM}.htm"
    try:
        filing = filing_of_bytes(htm, data[htm], data.get, {})
    except UnreadableFile:
        return
    for finding in checks.lint(filing, knowledge.load(2025)):
        assert finding.message
        assert finding.where is not None


def test_an_address_that_is_none_is_found() -> None:
    texts = seeded.files(seeded.Base())
    schema, uri = f"{seeded.STEM}.xsd", seeded.NAMESPACES[seeded.PREFIX]
    texts[schema] = texts[schema].replace(f'targetNamespace="{uri}"', 'targetNamespace="http://["')
    assert "lint.rule-44" in {f.code for f in checks.lint(seeded.view(texts), knowledge.load(2025))}
