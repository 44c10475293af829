"""Elements of one's own for amounts of sentences: only where the sentence names the thing in whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..facts.model import QName
from ..interpret.model import Content, TableKind
from ..interpret.narrative_lines import usual_names
from ..knowledge.model import Catalogue
from .decide import Choice
from .extensions import undated
from .words import bare, normalise

_BEGINS = re.compile(
    r"^(?:\d|(?:and|or|of|in|on|at|as|to|for|by|with|from|each|which|that|less|add|relation|connection|conjunction)\b)"
)
"""How what is left of a phrase begins."""
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|comprised|consisted|includes?|included)\b")
_EMPTY = frozenset(
    ["net", "total", "our", "its", "their", "such", "certain", "various", "other", "due", "amount", "amounts"]
)
"""Words that do not tell one charge from another."""
NO_NAME = "its sentence does not name in whole what it is, and no standard element says it"
SAME_NAME = "its sentence calls it as another amount is called, and does not say in what they differ"


def unnamed(chosen: Iterable[Choice], names: Mapping[str, QName], catalogue: Catalogue) -> dict[str, str]:
    """Value id → why an amount of a sentence is no fact: it would get an element of one's own (`names`, by view) that a
    reader could not tell from others by its name (rules 13 and 48)."""
    found: dict[str, str] = {}
    for choice in chosen:
        view = choice.view
        if view.table.kind is not TableKind.NARRATIVE or choice.concept is not None or view.content is Content.PERCENT:
            continue
        reason = _reason(choice, names[view.id], catalogue)
        found |= {value.id: reason for value in view.values if reason}
    return found


def _reason(choice: Choice, name: QName, catalogue: Catalogue) -> str:
    label = choice.view.line.label
    standard = name.local.endswith("Amount") and catalogue.find(name.local.removesuffix("Amount")) is not None
    if standard or choice.apart or label in usual_names():
        return SAME_NAME
    return "" if is_whole(label) else NO_NAME


def is_whole(label: str) -> bool:
    """Whether words are a phrase that names something: two words that tell, no verb, nothing left of a longer one."""
    text = normalise(undated(label))
    words = [word for word in re.findall(r"[a-z][a-z’'-]+", bare(text)) if word not in _EMPTY]
    return len(words) > 1 and not _BEGINS.match(text) and not _VERB.search(text)
