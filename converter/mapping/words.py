"""Labels as words: what is compared when one line is held against another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_MARKS = re.compile(r"\(\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*\)|[*†‡§¹²³⁴⁵]+|\[\d+\]")
_TRAILING_DIGIT = re.compile(r"(?<=[a-z\)])\d$")
_PUNCTUATION = re.compile(r"[^a-z0-9()&%/' -]+")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[a-z0-9]+")
_STOP = frozenset("a an and the of to in for on by from with or as at per its our their us".split())
GENERIC = re.compile(
    r"^(?:sub ?)?totals?$|^total (?:company|consolidated|group|reportable segments?|segments?)$|^consolidated(?: total)?$"
    r"|^(?:third part(?:y|ies)|external(?: customers?)?|inter ?segment|other|net|amounts?|segments?|segment totals?)$"
)
"""Labels that name no measure: the heading above them does."""


@lru_cache(maxsize=8192)
def normalise(label: str) -> str:
    """Lower case, footnote marks and punctuation gone, hyphens and dashes as spaces: `(Loss) income (a)` → `(loss) income`."""
    text = label.lower().replace("’", "'").replace("\u00a0", " ")
    text = _MARKS.sub(" ", text)
    text = re.sub(r"[-–—:;,]", " ", text)
    text = _PUNCTUATION.sub(" ", text)
    text = _SPACES.sub(" ", text).strip()
    return _TRAILING_DIGIT.sub("", text)


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """A crude singular: `expenses` → `expense`, `companies` → `company`."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=32768)
def tokens(text: str) -> frozenset[str]:
    """The telling words of a text, singular, without articles and prepositions."""
    return frozenset(stem(w) for w in _WORD.findall(text.lower().replace("'s", "")) if w not in _STOP)


def is_generic(label: str) -> bool:
    """Whether the label names no measure by itself ("Total", "Third party")."""
    return not label or bool(GENERIC.search(normalise(label)))


def wordings(label: str, path: Iterable[str], context: Iterable[str]) -> tuple[str, ...]:
    """What may name the measure, the most telling first: the label, or where it names nothing the nearest heading."""
    headings = [h for h in reversed(tuple(path)) if not is_generic(h)]
    found = [] if is_generic(label) else [label]
    found += headings[:1] if found else headings[:2]
    if not found:
        found = [c for c in reversed(tuple(context)) if c][:1] or [label]
    return tuple(found)


def camel(label: str) -> str:
    """LC3 camel case (rule 48): articles and marks dropped, each word capitalised: `Cost of the goods` → `CostOfGoods`."""
    text = label.replace("&", " and ").replace("%", " percent ").replace("'", "").replace("’", "")
    parts = [p for p in re.findall(r"[A-Za-z0-9]+", text) if p.lower() not in {"the", "a", "an"}]
    return "".join(p if p.isupper() and len(p) > 1 else p[:1].upper() + p[1:] for p in parts)
