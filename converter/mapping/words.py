"""Labels as words: what is compared when one line is held against another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ..knowledge.vocabularies import vocabulary
from ..knowledge.words import stem

_MARKS = re.compile(r"\(\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*(?:\)|$)|[*†‡§¹²³⁴⁵]+|\[\d+\]")
_TRAILING_DIGIT = re.compile(r"(?<=[a-z\)])\d$")
_PUNCTUATION = re.compile(r"[^a-z0-9()&%/' -]+")
_LETTER = re.compile(r"(?<=\bclass )a\b|(?<=\bseries )a\b|(?<=\btranche )a\b")
"""An "a" that is a letter, not an article."""
_ARTICLES = frozenset({"the", "The", "a", "an", "An"})
"""Left out of names; a capital A is a letter ("Customer A")."""
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[a-z0-9]+")
_STOP = frozenset(
    """a an and the of to in for on by from with or as at per its our their us total less plus add""".split()  # noqa: SIM905 - legible
)
GENERIC = re.compile(
    r"^(?:sub ?)?totals?$|^total (?:company|consolidated|group|(?:reportable )?segments?)$|^consolidated(?: total)?$"
    r"|^(?:third part(?:y|ies)|external(?: customers?)?|inter ?segment|other|net|amounts?|segments?|segment totals?)$"
)
"""Labels that name no measure: the heading above them does."""
TITLE = re.compile(
    r"^(?:(?:note|item) )?(?:\d+ )?(?:business |operating |reportable |industry )*segments?"
    r"(?: (?:information|reporting|data|disclosures?|results|and|related|geographic(?:al)?|areas?|continued))*$"
)
"""The title of the note names none of its measures."""
LEAST_SENTENCE = 6
"""Words from which a label may be a sentence."""
SAID_OF = re.compile(
    r"^reconciliations? (?:of|to|from) (?=\w+ \w)|(?<=\w) reconciliations?\b|(?<=\w) categor(?:y|ies)$"
    r"|(?<=\w) by (?:reportable |operating |business )*segments?$"
)
"""What a caption says of the table, not of the measure."""
_WHOSE = re.compile(
    r"\b(?:total|consolidated|(?:reportable |operating )?segments?'?|reportable|company(?:'s)?|(?:un)?allocated)\b"
    r"|^(?:less|add|plus)\b"
)
_SENTENCE = re.compile(
    r"(?<!\b(?:inc|ltd|plc))(?<!\b(?:corp|bros|intl))(?<!\bco)(?<!\b[a-z])\.$|:$|\bfollow(?:s|ing)\b|\b(?:is|are|was|were|has|have|presents?|includes?|provides?|sells?|summari[sz]es?|would)\b"
)
_MEASURES = re.compile(
    r"\b(?:net |operating |total )*(?:sales|revenues?)\b|\blong[- ]lived (?:tangible )?assets\b"
    r"|\bcapital expenditures?\b"
    r"|\bproperty,?(?: plant,?)?(?: and|&) equipment(?:, net)?|\bdepreciation(?:,? and amorti[sz]ation)?\b"
    r"|\bgoodwill\b|\binventor(?:y|ies)\b|\boperating (?:income|profit|loss)\b"
    r"|\b(?:segment |total |identifiable )?assets\b"
    r"|\bgross profit\b"
)


@lru_cache(maxsize=8192)
def normalise(label: str) -> str:
    """Lower case, footnote marks and punctuation gone, dashes as spaces: `(Loss) income (a)` → `(loss) income`."""
    text = label.lower().replace("’", "'").replace("\u00a0", " ")
    text = _MARKS.sub(" ", text)
    text = re.sub(r"[-–—:;,]", " ", text)
    text = _PUNCTUATION.sub(" ", text)
    text = _SPACES.sub(" ", text).strip()
    return _TRAILING_DIGIT.sub("", text)


@cache
def _canonical() -> dict[str, str]:
    """Word → the first word of its group of synonyms (vocabulary/words.toml)."""
    return {word: group[0] for group in vocabulary("words")["synonyms"]["groups"] for word in group}


@lru_cache(maxsize=32768)
def tokens(text: str) -> frozenset[str]:
    """The telling words of a text, singular, synonyms as one, without articles and prepositions."""
    words = (stem(w) for w in _WORD.findall(text.lower().replace("'s", "")) if w not in _STOP)
    same = _canonical()
    return frozenset(same.get(w, w) for w in words)


def is_generic(label: str) -> bool:
    """Whether the label names no measure by itself ("Total", "Third party")."""
    return not label or bool(GENERIC.search(normalise(label)))


def measure_in(sentence: str) -> str:
    """The measure that a sentence over a table speaks of ("The following table presents inventory by segment")."""
    if len(sentence.split()) < LEAST_SENTENCE or not _SENTENCE.search(sentence.lower()):
        return sentence
    found = _MEASURES.search(sentence.lower())
    return found.group(0) if found else ""


def wordings(label: str, path: Iterable[str], context: Iterable[str]) -> tuple[str, ...]:
    """What may name the measure, the most telling first: the label, or where it names nothing the nearest heading."""
    headings = [m for h in reversed(tuple(path)) if not is_generic(h) and (m := measure_in(h))]
    own = measure_in(label)
    found = [] if is_generic(own) else [own]
    found += headings[:1] if found else headings[:2]
    if not found:
        told = (c for c in reversed(tuple(context)) if c and not TITLE.match(normalise(c)))
        found = [m for c in told if (m := measure_in(c))][:1] or [label]
    return tuple(found)


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """The label without the words that only say whose figure it is: `Total segment goodwill` → `goodwill`."""
    text = _WHOSE.sub(" ", normalise(label)).strip()
    return text if tokens(text) else label


@lru_cache(maxsize=4096)
def camel(label: str) -> str:
    """LC3 camel case (rule 48), articles and marks dropped: `Cost of the goods` → `CostOfGoods`."""
    text = label.replace("&", " and ").replace("%", " percent ").replace("'", "").replace("’", "")
    parts = [
        p for p in re.findall(r"[A-Za-z0-9]+", _LETTER.sub(lambda m: m.group(0).upper(), text)) if p not in _ARTICLES
    ]
    return "".join(p if p.isupper() and len(p) > 1 else p[:1].upper() + p[1:] for p in parts)
