"""Extension elements: concepts and members that no standard taxonomy has (rules 2, 13, 45 to 48)."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from ..facts.model import Element, QName
from ..interpret.model import Content
from ..knowledge.model import Catalogue
from .words import SAID_OF, camel, normalise, tokens

MAX_NAME_BYTES = 200
"""Rule 45."""
MEMBER_TYPE = "dtr-types:domainItemType"
TYPES = {
    Content.MONEY: "xbrli:monetaryItemType",
    Content.PERCENT: "dtr-types:percentItemType",
    Content.SHARES: "xbrli:sharesItemType",
    Content.PER_SHARE: "dtr-types:perShareItemType",
    Content.COUNT: "xbrli:integerItemType",
    Content.PURE: "xbrli:pureItemType",
}
_SUFFIX = re.compile(r"(?:Axis|Table|LineItems|Abstract|Member|Domain|TextBlock)$")
_ASIDE = re.compile(r"\((?!\s*(?:including|excluding|except|other than|incl\b|excl\b))[^)]*\)", re.IGNORECASE)
"""Words in parentheses, but for those that change what is meant: `China (including Macau)` is not China (rule 3)."""
_COMPANY_FORMS = frozenset(
    [
        "inc",
        "corp",
        "corporation",
        "company",
        "co",
        "ltd",
        "limited",
        "plc",
        "llc",
        "lp",
        "group",
        "holdings",
        "holding",
    ]
)

_SIGNED = frozenset({"less", "add", "plus", "deduct"})
"""What a label says first of its sign in the table is no part of the name."""
_LOOSE = frozenset(
    """s a an the and or of to in into for from at by with on as per each which that was were is are be been has have
    had comprised included including consisted consisting related relating attributable""".split()  # noqa: SIM905 - legible
)
"""Words that no name begins or ends with."""
_IN_FULL = {
    "sg&a": "selling general and administrative",
    "g&a": "general and administrative",
    "d&a": "depreciation and amortization",
    "dd&a": "depreciation depletion and amortization",
    "pp&e": "property plant and equipment",
    "ipr&d": "inprocess research and development",
    "r&d": "research and development",
}
_SHORT = re.compile(rf"(?<![\w&])(?:{'|'.join(_IN_FULL)})(?![\w&])")
"""Short forms whose letters a name would run together."""
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_PERIOD = re.compile(
    r"\b(?:(?:as )?(?:of|at)|for|in|during)? ?(?:the )?"
    r"(?:(?:fiscal )?(?:years?|periods?|quarters?|(?:\w+ )?months) ended )?"
    rf"(?:{_MONTHS} \d{{1,2}},? )?(?:fiscal (?:year )?)?\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
ORDINALS = ("Second", "Third", "Fourth", "Fifth", "Sixth")


def undated(text: str) -> str:
    """The words without a date or year: no period stands in the name of an element (rule 48)."""
    return " ".join(_PERIOD.sub(" ", text).split()).strip(" ,;:") or text


def concept_name(label: str, heading: str, company: str, catalogue: Catalogue) -> str:
    """LC3 name of a concept (rule 48): the row's own words, without the company's name, what a caption or the sign
    adds, and loose ends; no suffix with a meaning (46), not a standard name (45)."""
    own = {w for w in re.findall(r"[a-z0-9]+", company.lower()) if w not in _COMPANY_FORMS and len(w) > 2}
    words = _phrase(label, own)
    if len(tokens(" ".join(words))) < 2 and heading:
        above = _phrase(heading, own)
        words = (above + words) if set(words).isdisjoint(above) else words
    name = camel(" ".join(words)) or "OtherSegmentItem"
    if not name[0].isalpha():
        name = "Item" + name
    name = _SUFFIX.sub(lambda found: found.group(0) + "Item", name)[:MAX_NAME_BYTES]
    return f"{name}Amount" if catalogue.find(name) is not None else name


def _phrase(text: str, company: AbstractSet[str]) -> list[str]:
    """The words that a name is made of: in full, and from the first to the last that can stand there."""
    written = _SHORT.sub(lambda found: _IN_FULL[found.group(0)], SAID_OF.sub("", normalise(undated(text))))
    words = [w for w in re.findall(r"[\w'&%’]+", written) if w not in company]
    while len(words) > 1 and (
        words[0] in _LOOSE or words[0].isdigit() or (words[0] in _SIGNED and words[1] not in _LOOSE)
    ):
        words = words[1:]
    while len(words) > 1 and words[-1] in _LOOSE:
        words = words[:-1]
    return [] if len(words) == 1 and words[0] in _LOOSE | _SIGNED else words


def concept_element(
    *, qname: QName, label: str, content: Content, instant: bool, balance: str, anchor: QName | None, wording: str
) -> Element:
    """The extension concept for a line: balance from its effect, period type from its figures (rules 13 and 47)."""
    kind = {"credit": "increases", "debit": "decreases"}.get(balance)
    meaning = f"The line \u201c{wording}\u201d of the segment disclosure."
    if content is Content.MONEY and not instant and kind:
        meaning += f" A positive value {kind} the measure of profit."
    elif content is Content.MONEY and not balance:
        meaning += " A positive value is an amount as shown without parentheses."
    return Element(
        qname=qname,
        label=label,
        type=TYPES[content],
        period_type="instant" if instant and content is not Content.PERCENT else "duration",
        balance=balance if content is Content.MONEY else "",
        extension=True,
        anchor=anchor,
        documentation=meaning,
    )


def member_element(qname: QName, label: str, parent: QName | None = None) -> Element:
    """An extension member (rule 46: domainItemType, duration, abstract), below the standard member `parent` if any."""
    return Element(
        qname=qname,
        label=label,
        type=MEMBER_TYPE,
        period_type="duration",
        abstract=True,
        extension=True,
        anchor=parent,
        documentation=f"Member for \u201c{label.removesuffix(' [Member]')}\u201d.",
    )


def member_name(name: str, suffix: str, catalogue: Catalogue) -> str:
    """LC3 name of an extension member: `Cloud Services` → `CloudServicesSegmentMember`."""
    base = camel(_ASIDE.sub(" ", name)) or camel(name) or "Unnamed"
    if not base[0].isalpha():
        base = "Item" + base
    base = base[:150]
    if not base.endswith(suffix):
        base += suffix
    local = f"{base}Member"
    return f"{base}ExtensionMember" if catalogue.find(local) is not None else local
