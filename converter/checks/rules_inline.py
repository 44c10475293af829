"""Rules 36 to 42: the inline document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..findings import Severity
from .view import Breach, Rule, View, plain, standard_prefix

_ROOT = "{http://www.w3.org/1999/xhtml}html"
_PREFIXES = {
    "http://www.xbrl.org/2003/instance": "xbrli",
    "http://xbrl.org/2006/xbrldi": "xbrldi",
    "http://www.xbrl.org/2003/linkbase": "link",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.xbrl.org/2003/iso4217": "iso4217",
}
_REGISTRIES = {
    **dict.fromkeys(
        (
            "http://www.xbrl.org/inlineXBRL/transformation/2015-02-26",
            "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12",
            "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16",
        ),
        "ixt",
    ),
    "http://www.sec.gov/inlineXBRL/transformation/2015-08-31": "ixt-sec",
}
_SIGNS = re.compile(r"[$€£¥%()\u2212-]")
_ANY_TEXT = ("fixed-zero", "zerodash", "numdash", "numwordsen", "num-words-en", "fixedzero", "fixed-empty")
_TEXT_BLOCK = "textBlockItemType"
_STANDARD_FOOTNOTE = re.compile(r"^http://www\.xbrl\.org/(?:2003|20\d\d)/role/")


def rule_36_document(view: View) -> Iterator[Breach]:
    """XHTML without a document type, with one kind of fact tag for one instance."""
    markup = view.filing.markup
    if markup.root != _ROOT:
        yield Breach(message="the root is no html element of XHTML", hint='<html xmlns="http://www.w3.org/1999/xhtml">')
    if markup.doctype:
        yield Breach(message="the document has a DOCTYPE", hint="take it out")
    for tag, line in markup.forbidden:
        yield Breach(message=f"{tag} is not allowed", hint="use ix:nonFraction or ix:nonNumeric", line=line)
    for fact in view.filing.facts:
        if fact.target:
            yield Breach(message=f"{plain(fact)} has target={fact.target!r}", hint="drop the target", fact=fact)


def rule_37_prefixes(view: View) -> Iterator[Breach]:
    """Published namespaces have their usual prefixes."""
    for prefix, uri in view.filing.markup.namespaces:
        wanted = _PREFIXES.get(uri) or _REGISTRIES.get(uri) or standard_prefix(uri)
        if wanted and prefix != wanted:
            yield Breach(message=f"{uri} has the prefix {prefix!r}", hint=f"use the prefix {wanted}")


def rule_38_transformations(view: View) -> Iterator[Breach]:
    """Formats come from registries that EDGAR takes."""
    seen = set()
    for fact in view.filing.facts:
        if fact.format and fact.registry not in _REGISTRIES and fact.registry not in seen:
            seen.add(fact.registry)
            yield Breach(
                message=f"the format {fact.format} is of the registry {fact.registry or '(none)'}",
                hint="use a format of the registry of 2020-02-12",
                fact=fact,
            )


def rule_39_numbers(view: View) -> Iterator[Breach]:
    """A number's tag holds its digits alone: no sign, parenthesis, currency or markup."""
    for fact in view.filing.facts:
        if not fact.numeric:
            continue
        if fact.nested and fact.nested != ("nonFraction",):
            yield Breach(
                message=f"{plain(fact)} has <{fact.nested[0]}> inside",
                hint="put the tag around the digits alone",
                fact=fact,
            )
        found = _SIGNS.search(fact.shown) if fact.format not in _ANY_TEXT and not fact.nil else None
        if found and not fact.nested:
            yield Breach(
                message=f"{plain(fact)} has {found[0]!r} inside the tag",
                hint='leave it outside; a negative value has sign="-"',
                fact=fact,
            )


def rule_40_hidden(view: View) -> Iterator[Breach]:
    """Hidden is only what the page shows in another form, and visible text points at it, once."""
    pointers = Counter(view.filing.markup.pointers)
    hidden = {fact.id: fact for fact in view.filing.facts if fact.hidden}
    for target, times in pointers.items():
        if target not in hidden:
            yield Breach(
                message=f"visible text points at {target}, which is no hidden fact",
                hint="correct the id in -sec-ix-hidden",
                severity=Severity.ERROR,
            )
        elif times > 1:
            yield Breach(message=f"{times} places point at {target}", hint="point once", fact=hidden[target])
    for fact in hidden.values():
        if fact.concept.prefix == "dei" or fact.nil:
            continue
        if fact.id in pointers:
            continue
        if fact.numeric:
            yield Breach(
                message=f"{plain(fact)} is hidden, and could be shown", hint="tag it where it shows", fact=fact
            )
        else:
            yield Breach(
                message=f"{plain(fact)} is hidden, and no visible text points at it",
                hint=f'give the text that says it style="-sec-ix-hidden:{fact.id}"',
                fact=fact,
            )


def rule_41_ids(view: View) -> Iterator[Breach]:
    """Every fact has an id of its own; text blocks keep their markup and go on where they say."""
    facts = view.filing.facts
    bare = [fact for fact in facts if not fact.id]
    if bare:
        yield Breach(
            message=f"{plain(bare[0])} has no id" + (f", nor have {len(bare) - 1} others" if len(bare) > 1 else ""),
            hint="give every fact an id",
            fact=bare[0],
            severity=Severity.WARNING,
        )
    for name, times in Counter(fact.id for fact in facts if fact.id).items():
        if times > 1:
            yield Breach(message=f"{times} facts have the id {name}", hint="make ids unique")
    going_on = view.filing.markup.continuations
    for fact in facts:
        meaning = view.meaning(fact.concept)
        if meaning and meaning.type == _TEXT_BLOCK and not fact.escaped and not fact.nil:
            yield Breach(message=f"the text block {fact.concept} is not escaped", hint='add escape="true"', fact=fact)
        if fact.continued and fact.continued not in going_on:
            yield Breach(
                message=f"{fact.concept} goes on in {fact.continued}, which is not there",
                hint="correct continuedAt",
                fact=fact,
            )
    reached = {fact.continued for fact in facts} | set(going_on.values())
    for name, following in going_on.items():
        if name not in reached:
            yield Breach(message=f"nothing goes on in the continuation {name}", hint="take it out, or point at it")
        if following and following not in going_on:
            yield Breach(message=f"{name} goes on in {following}, which is not there", hint="correct continuedAt")


def rule_42_language(view: View) -> Iterator[Breach]:
    """The document says that it is in English."""
    language = view.filing.markup.language
    if not language:
        yield Breach(message="the root has no xml:lang", hint='add xml:lang="en-US"')
    elif not language.lower().startswith("en"):
        yield Breach(message=f"the document's language is {language}", hint="the report is in English: en-US")


def rule_42_footnotes(view: View) -> Iterator[Breach]:
    """A footnote is tied to a fact, in a standard role."""
    markup = view.filing.markup
    facts = {fact.id for fact in view.filing.facts}
    tied = {end for _, ends, _ in markup.footnotes for end in ends}
    for starts, ends, role in markup.footnotes:
        lost = [i for i in starts if i not in facts] + [i for i in ends if i not in facts | markup.footnote_ids]
        if lost:
            yield Breach(message=f"a footnote relation names {lost[0]}, which is not there", hint="correct the id",
                         severity=Severity.ERROR)  # fmt: skip
        if not _STANDARD_FOOTNOTE.match(role):
            yield Breach(message=f"a footnote has the role {role}", hint="use the standard footnote role",
                         severity=Severity.ERROR)  # fmt: skip
    for name in sorted(markup.footnote_ids - tied):
        yield Breach(message=f"the footnote {name} is tied to no fact", hint="add an ix:relationship from its fact",
                     severity=Severity.ERROR)  # fmt: skip


INLINE_RULES = (
    Rule(number="36", check=rule_36_document, severity=Severity.ERROR, source="EFM 5.2.5"),
    Rule(number="37", check=rule_37_prefixes, severity=Severity.ERROR, source="EFM 5.2.5"),
    Rule(number="38", check=rule_38_transformations, severity=Severity.ERROR, source="EFM 5.2.5.12"),
    Rule(number="39", check=rule_39_numbers, severity=Severity.ERROR, source="iXBRL 1.1"),
    Rule(number="40", check=rule_40_hidden, severity=Severity.WARNING, source="EFM 5.2.5.14"),
    Rule(number="41", check=rule_41_ids, severity=Severity.ERROR, source="iXBRL 1.1"),
    Rule(number="42", check=rule_42_language, severity=Severity.WARNING, source="EFM 6.5.14"),
    Rule(number="42", check=rule_42_footnotes, severity=Severity.ERROR, source="EFM 6.5.27"),
)
