"""Rules 43 to 50: the extension schema."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..facts.inline import STANDARD
from ..findings import Severity
from .model import Declared, Schema
from .view import STANDARD_PREFIXES, Breach, Rule, View

_FILE = re.compile(r"[a-z0-9][A-Za-z0-9._-]*")
_SCHEMA_FILE = re.compile(r"[a-z0-9][A-Za-z0-9.-]*-\d{8}\.xsd")
_LINKBASE_FILE = re.compile(r"[a-z0-9][A-Za-z0-9.-]*-\d{8}_(?:cal|def|lab|pre|ref)\.xml")
_NAMESPACE = re.compile(r"https?://[^/]+/(?:[^?#]*/)?(?:\d{8}|\d{4}-\d{2}-\d{2})")
_STANDARD_AUTHORITIES = ("fasb.org", "xbrl.org", "w3.org", "xbrl.sec.gov", "sec.gov", "ifrs.org")
_ALLOWED_SUBSTITUTIONS = ("item", "dimensionItem", "hypercubeItem")
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_YEAR_IN_NAME = re.compile(r"(?:19|20)\d\d(?!\d)")
_DEFINITION = re.compile(r"\d+[A-Z]? - (?:Document|Statement|Disclosure|Schedule) - \S.*")
_NUMBERS = (
    "monetaryItemType", "sharesItemType", "perShareItemType", "percentItemType", "pureItemType", "decimalItemType",
    "integerItemType", "floatItemType", "doubleItemType", "nonNegativeIntegerItemType", "positiveIntegerItemType",
    "areaItemType", "volumeItemType", "massItemType", "energyItemType", "powerItemType", "flowItemType",
)  # fmt: skip
_LONGEST_NAME, _LONGEST_URI, _LONGEST_FILE = 200, 255, 32
_YEARS_OF_ONE_CLASS = ("us-gaap", "srt", "dei", "country", "currency", "stpr", "exch")
_LINKBASES = ("presentationLink", "calculationLink", "definitionLink")


def rule_43_file_names(view: View) -> Iterator[Breach]:
    """Files are named {base}-{yyyymmdd} with the linkbase's ending."""
    names = {schema.name: _SCHEMA_FILE for schema in view.schemas}
    names |= {href: _LINKBASE_FILE for schema in view.schemas for href in schema.linkbases if "://" not in href}
    names.setdefault(view.filing.name, _FILE)
    for name, pattern in names.items():
        if not pattern.fullmatch(name) or len(name) > _LONGEST_FILE:
            yield Breach(
                message=f"the file name {name} is not one that EDGAR takes",
                hint="{base}-{yyyymmdd}.xsd, …_pre.xml and so on: 32 characters at most, a small letter or digit first",
                file=name,
            )


def rule_44_namespace(view: View) -> Iterator[Breach]:
    """The company's namespace ends in the date and is under an address of its own; pointers are by id."""
    for schema in view.schemas:
        host = _authority(schema.namespace)
        if not _NAMESPACE.fullmatch(schema.namespace):
            yield Breach(
                message=f"the target namespace is {schema.namespace or 'empty'}",
                hint="http://{authority}/{yyyymmdd}",
                file=schema.name,
            )
        elif any(host == a or host.endswith(f".{a}") for a in _STANDARD_AUTHORITIES):
            yield Breach(
                message=f"the target namespace is under {host}, a publisher of standards",
                hint="use the company's own address",
                file=schema.name,
            )
        if not schema.prefix or "_" in schema.prefix or schema.prefix in STANDARD_PREFIXES:
            yield Breach(
                message=f"the prefix of the target namespace is {schema.prefix!r}",
                hint="one prefix without underscore, none of a standard taxonomy",
                file=schema.name,
            )
        if schema.includes:
            yield Breach(message=f"{schema.name} has xs:include", hint="use xs:import", file=schema.name)
    for href in view.extension.odd_hrefs:
        yield Breach(message=f"the pointer {href} is no address with an id", hint="file.xsd#prefix_Name")


def rule_45_elements(view: View) -> Iterator[Breach]:
    """Elements have the id {prefix}_{name}, may be nil, and are not named like standard ones."""
    for schema, element in _elements(view):
        name = element.qname
        if element.id != f"{name.prefix}_{name.local}":
            yield _of(element, schema, f"{name} has the id {element.id!r}", f"{name.prefix}_{name.local}")
        if not element.nillable:
            yield _of(element, schema, f"{name} may not be nil", 'add nillable="true"')
        if element.typed_domain:
            yield _of(element, schema, f"{name} has a typed domain", "use a domain and members")
        if len(name.local.encode()) > _LONGEST_NAME:
            yield _of(element, schema, f"{name} is longer than {_LONGEST_NAME} bytes", "shorten name and label")
        standard = view.knowledge.catalogue.find(name.local)
        if standard is not None:
            yield _of(element, schema, f"{name} has the name of {standard.qname}", "use the standard element")
    for schema in view.schemas:
        for uri in (schema.namespace, *(role.uri for role in schema.roles)):
            if len(uri.encode()) > _LONGEST_URI:
                yield Breach(message=f"{uri[:60]}… is longer than {_LONGEST_URI} bytes", file=schema.name)


def rule_46_suffixes(view: View) -> Iterator[Breach]:
    """Axis, Table, Member, Domain, LineItems and Abstract: the name's end says what the element is."""
    for schema, element in _elements(view):
        name, kind = element.qname.local, element.substitution.rpartition(":")[2]
        domain = element.type.rpartition(":")[2] == "domainItemType"
        structural = name.endswith(("Axis", "Table", "Member", "Domain", "LineItems", "Abstract"))
        if kind not in _ALLOWED_SUBSTITUTIONS:
            yield _of(element, schema, f"{element.qname} substitutes {element.substitution}", "xbrli:item")
        if name.endswith("Axis") != (kind == "dimensionItem"):
            yield _of(element, schema, f"{element.qname} substitutes {element.substitution}",
                      "an axis is named …Axis and is an xbrldt:dimensionItem")  # fmt: skip
        if name.endswith("Table") != (kind == "hypercubeItem"):
            yield _of(element, schema, f"{element.qname} substitutes {element.substitution}",
                      "a table is named …Table and is an xbrldt:hypercubeItem")  # fmt: skip
        if name.endswith(("Member", "Domain")) != domain:
            yield _of(element, schema, f"{element.qname} is of type {element.type}",
                      "a member is named …Member or …Domain and is a domainItemType")  # fmt: skip
        if structural and not element.abstract:
            yield _of(element, schema, f"{element.qname} is not abstract", 'add abstract="true"')
        if structural and element.period_type != "duration":
            yield _of(element, schema, f"{element.qname} is of period type {element.period_type}", "duration")


def rule_47_period_and_balance(view: View) -> Iterator[Breach]:
    """Text lasts; money has a balance, or a documentation that explains its sign."""
    explained = {label.element for label in view.extension.labels if label.role == "documentation"}
    for schema, element in _elements(view):
        kind = element.type.rpartition(":")[2]
        if kind not in _NUMBERS and element.period_type != "duration" and not element.abstract:
            yield _of(element, schema, f"{element.qname} is no number and is of period type {element.period_type}",
                      "duration")  # fmt: skip
        if kind == "monetaryItemType" and not element.balance and element.qname not in explained:
            yield _of(element, schema, f"{element.qname} has neither balance nor documentation",
                      "give it a balance (debit for costs and assets), or say in its documentation what a minus means",
                      Severity.WARNING)  # fmt: skip
        if kind != "monetaryItemType" and element.balance:
            yield _of(element, schema, f"{element.qname} is no money and has a balance", "drop the balance")


def rule_48_names(view: View) -> Iterator[Breach]:
    """Names are the label in CamelCase, without the company and without a period."""
    for schema, element in _elements(view):
        name = element.qname.local
        if not _NAME.fullmatch(name):
            yield _of(
                element, schema, f"{element.qname} is no name in CamelCase", "a capital first, letters and digits"
            )
        member = name.endswith(("Member", "Domain"))
        if not member and (_YEAR_IN_NAME.search(name) or _says_company(name, element.qname.prefix)):
            yield _of(element, schema, f"{element.qname} names the company or a period", "leave them out of the name")


def rule_49_roles(view: View) -> Iterator[Breach]:
    """A role is under the company's address, is declared once, and its definition sorts and names it."""
    for schema in view.schemas:
        base = f"{schema.namespace.partition(':')[0]}://{_authority(schema.namespace)}/"
        for uri, times in Counter(role.uri for role in schema.roles).items():
            if times > 1:
                yield Breach(message=f"the role {uri} is declared {times} times", hint="once", file=schema.name)
        for role in schema.roles:
            if not role.uri.startswith(base) or "/role/" not in role.uri:
                yield Breach(message=f"the role {role.uri} is not under {base}…/role/", hint="rename it",
                             file=schema.name)  # fmt: skip
            if not _DEFINITION.fullmatch(role.definition):
                yield Breach(
                    message=f"the role definition {role.definition!r} is not of the usual form",
                    hint="{digits} - Disclosure - {title}",
                    file=schema.name,
                )
            if lacking := [kind for kind in _LINKBASES if kind not in role.used_on]:
                yield Breach(message=f"the role {role.uri} is not used on {', '.join(lacking)}",
                             hint="declare usedOn for presentation, calculation and definition",
                             file=schema.name)  # fmt: skip
        notes = sorted(role.definition for role in schema.roles if " - Disclosure - " in role.definition)
        details = [i for i, title in enumerate(notes) if "(Details" in title]
        others = [i for i, title in enumerate(notes) if "(Details" not in title]
        if details and others and details[0] < others[-1]:
            yield Breach(
                message=f"“{notes[details[0]]}” sorts before “{notes[others[-1]]}”",
                hint="number the details after notes, policies and tables",
                file=schema.name,
                severity=Severity.WARNING,
            )


def rule_50_taxonomy_years(view: View) -> Iterator[Breach]:
    """The standard taxonomies in use are of one year."""
    uris = [uri for _, uri in view.filing.markup.namespaces]
    uris += [uri for schema in view.schemas for uri, _ in schema.imports]
    found = {m[1]: m[2] for uri in uris if (m := STANDARD.search(uri)) and m[1] in _YEARS_OF_ONE_CLASS}
    clashes = {(m[1], m[2]) for uri in uris if (m := STANDARD.search(uri)) and m[1] in _YEARS_OF_ONE_CLASS}
    if len(set(found.values())) > 1 or len(clashes) > len(found):
        listed = ", ".join(f"{prefix} {year}" for prefix, year in sorted(clashes))
        yield Breach(message=f"the taxonomies are of different years: {listed}", hint="use those of one year")


def _elements(view: View) -> Iterator[tuple[Schema, Declared]]:
    for schema in view.schemas:
        for element in schema.elements:
            yield schema, element


def _of(element: Declared, schema: Schema, message: str, hint: str, severity: Severity | None = None) -> Breach:
    return Breach(message=message, hint=hint, file=schema.name, line=element.line, severity=severity)


def _authority(uri: str) -> str:
    """What stands between `//` and the next `/`."""
    return uri.partition("//")[2].partition("/")[0]


def _says_company(name: str, prefix: str) -> bool:
    """Whether a name holds the prefix as a word; short prefixes are words of their own too often."""
    return len(prefix) > 4 and prefix.lower() not in ("company", "common") and prefix.lower() in name.lower()


SCHEMA_RULES = (
    Rule(number="43", check=rule_43_file_names, severity=Severity.ERROR, source="EFM 6.3.3", needs="schema"),
    Rule(number="44", check=rule_44_namespace, severity=Severity.ERROR, source="EFM 6.7.3", needs="schema"),
    Rule(number="45", check=rule_45_elements, severity=Severity.ERROR, source="EFM 6.7.16", needs="schema"),
    Rule(number="46", check=rule_46_suffixes, severity=Severity.ERROR, source="EFM 6.7.21", needs="schema"),
    Rule(number="47", check=rule_47_period_and_balance, severity=Severity.ERROR, source="EFM 6.8.11", needs="schema"),
    Rule(number="48", check=rule_48_names, severity=Severity.WARNING, source="EFM 6.8.5", needs="schema"),
    Rule(number="49", check=rule_49_roles, severity=Severity.ERROR, source="EFM 6.7.9", needs="schema"),
    Rule(number="50", check=rule_50_taxonomy_years, severity=Severity.ERROR, source="EFM 6.22.3"),
)
