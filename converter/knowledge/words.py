"""What two labels have in common: one normalisation for element labels, label statistics and row labels.

The word lists are taxonomy/vocabulary/words.toml. `normalise` is lexical only (case, marks, plurals, short forms,
spelling); that "sales" may mean "revenue" is for whoever searches, by way of `synonyms`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from .vocabularies import vocabulary

_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹*†‡§®™©]+")
_NOTE_MARK = re.compile(r"[(\[](?:\d{1,2}|[a-z]|[ivx]{1,4})[)\]](?=\W|$)")
_SPACED_AMPERSAND = re.compile(r"\b(\w{1,3})\s?&\s?(\w)\b")
_DOTTED = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?")
_ACCENT = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


class _Words(Struct, frozen=True, kw_only=True):
    """words.toml, compiled."""

    stop: frozenset[str]
    lead: frozenset[str]
    singular: frozenset[str]
    spelling: Mapping[str, str]
    polarity: re.Pattern[str]
    abbreviation: re.Pattern[str]
    abbreviations: Mapping[str, str]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _words() -> _Words:
    data = vocabulary("words")
    short: dict[str, str] = data["abbreviations"]
    signs = "|".join(sorted(map(re.escape, data["polarity"]), key=len, reverse=True))
    keys = "|".join(sorted(map(re.escape, short), key=len, reverse=True))
    return _Words(
        stop=frozenset(data["stop"]),
        lead=frozenset(data["lead"]),
        singular=frozenset(data["singular"]),
        spelling=data["spelling"],
        polarity=re.compile(rf"[/ ]?\(\s?(?:net )?(?:{signs})(?: (?:of|for|from|in|on))?\s?\)"),
        abbreviation=re.compile(rf"(?<![\w&/])(?:{keys})(?![\w&/])"),
        abbreviations=short,
        rewrites=tuple((re.compile(pattern), to) for pattern, to in data["rewrites"].items()),
    )


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Word → the other words of its group in words.toml."""
    table: dict[str, tuple[str, ...]] = {}
    for group in vocabulary("words")["synonyms"]["groups"]:
        for word in group:
            table[word] = table.get(word, ()) + tuple(other for other in group if other != word)
    return table


@cache
def light() -> Mapping[str, float]:
    """Word → how much it counts, of 1, when labels are compared; words that are not listed count in full."""
    table: dict[str, float] = vocabulary("words")["light"]
    return table


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The singular of a lower-case word in one spelling: `taxes` → `tax`, `programmes` → `program`."""
    words = _words()
    if "isation" in word:
        word = word.replace("isation", "ization")
    if len(word) > 3 and word.endswith("s") and word not in words.singular:  # gas, yes
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith(("sses", "xes", "ches", "shes")):
            word = word[:-2]
        elif not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    return words.spelling.get(word, word)


def normalise(label: str) -> tuple[str, ...]:
    """Return the words of a label that carry meaning, in order.

    Case, footnote marks, short forms (`SG&A`), a parenthesised `(loss)` or `(benefit)`, a leading `Less:`, stop words
    and plurals are evened out; `net` and `total` stay.

    >>> normalise("(Loss) income before income taxes (1)")
    ('income', 'before', 'income', 'tax')
    """
    words = _words()
    text = _SUPERSCRIPT.sub(" ", label)
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text.translate(_QUOTES)))
    text = _NOTE_MARK.sub(" ", text.lower())
    text = words.polarity.sub(" ", text) if "(" in text else text
    if not _WORD.search(text):
        text = label.lower()
    text = _SPACED_AMPERSAND.sub(r"\1&\2", text) if "&" in text else text
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text) if "." in text else text
    text = words.abbreviation.sub(lambda match: words.abbreviations[match[0]], text)
    for pattern, to in words.rewrites:
        text = pattern.sub(to, text)
    tokens = _WORD.findall(text)
    if len(tokens) > 1 and tokens[0] in words.lead:
        del tokens[0]
    return tuple(stem(word) for word in tokens if word not in words.stop)


@lru_cache(maxsize=4_000)
def key(label: str) -> str:
    """The label as statistics file it: its normalised words, joined by a space."""
    return " ".join(normalise(label))
