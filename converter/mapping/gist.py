"""What a label comes to: the same for every wording of one measure in a note (rule 12)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..knowledge.words import normalise as told
from .words import SAID_OF, bare, normalise

_DEFINED = re.compile(r" \((?:the |or |hereinafter )?[\"“”'‘](?P<short>[a-z][a-z&]{1,6})[\"“”'’]\)")
"""`net operating income (“NOI”)`, in lower case."""
_FORM = 120
"""Characters in which the words of a short form stand."""


@lru_cache(maxsize=64)
def short_forms(note: str) -> Mapping[str, str]:
    """The note's own abbreviations: short form → the words in front of it that it is made of."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(note):
        short = match["short"].replace("&", "")
        words = note[max(0, match.start() - _FORM) : match.start()].split()[-len(short) :]
        if "".join(word[0] for word in words) == short:
            found.setdefault(match["short"], " ".join(words))
    return found


def gist(label: str, note: str) -> str:
    """The label in the words that tell, abbreviations written out, without whose figure it is and which sign it may
    take: `Segment EBITA (loss)` and `Total EBITA` are one."""
    text = normalise(label)
    forms = short_forms(note)
    if forms:
        text = " ".join(forms.get(word, word) for word in text.split())
    text = bare(SAID_OF.sub("", text))
    return " ".join(told(text)) or text
