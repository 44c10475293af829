"""Namespaces, their recommended prefixes (rule 37), and where each schema is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..errors import NotRepresentable
from ..facts.model import FactReport, QName, Unit

XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"
IX = "http://www.xbrl.org/2013/inlineXBRL"
TRANSFORMATIONS = {
    "ixt": "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12",
    "ixt-sec": "http://www.sec.gov/inlineXBRL/transformation/2015-08-31",
}
"""TR4 and the SEC's registry (rule 38)."""
BASE = {
    "xbrli": "http://www.xbrl.org/2003/instance",
    "xbrldi": "http://xbrl.org/2006/xbrldi",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
}
_SPECIFICATIONS = {
    "http://www.xbrl.org/2003/instance": "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
    "http://xbrl.org/2005/xbrldt": "http://www.xbrl.org/2005/xbrldt-2005.xsd",
}
_YEARLY = re.compile(r"http://(fasb\.org|xbrl\.sec\.gov)/([a-z-]+)/(\d{4})")
_DTR = re.compile(r"http://www\.xbrl\.org/dtr/type/(\d{4}-\d{2}-\d{2})")
_TYPES_OF = {"us-types": "us-gaap", "srt-types": "srt"}


def words(text: str) -> frozenset[str]:
    """A set of names, written as a line of text."""
    return frozenset(text.split())


def in_order(text: str) -> tuple[str, ...]:
    """Names in their order, written as a line of text."""
    return tuple(text.split())


def type_namespaces(year: int) -> dict[str, str]:
    """Prefix → namespace of the data types that the extension's elements may have, as that year's taxonomies do."""
    registry = "2024-01-31" if year >= 2025 else "2022-03-31"
    return {
        "xbrli": BASE["xbrli"],
        "xbrldt": "http://xbrl.org/2005/xbrldt",
        "dtr-types": f"http://www.xbrl.org/dtr/type/{registry}",
        "us-types": f"http://fasb.org/us-types/{year}",
        "srt-types": f"http://fasb.org/srt-types/{year}",
    }


def schema_url(namespace: str) -> str:
    """Where the schema of a standard namespace is published.

    Raises:
        NotRepresentable: the namespace is none of the standard ones.
    """
    if namespace in _SPECIFICATIONS:
        return _SPECIFICATIONS[namespace]
    if registry := _DTR.fullmatch(namespace):
        return f"https://www.xbrl.org/dtr/type/{registry[1]}/types.xsd"
    if yearly := _YEARLY.fullmatch(namespace):
        host, name, year = yearly.groups()
        if host == "fasb.org":
            return f"https://xbrl.fasb.org/{_TYPES_OF.get(name, name)}/{year}/elts/{name}-{year}.xsd"
        return f"https://xbrl.sec.gov/{name}/{year}/{name}-{year}.xsd"
    raise NotRepresentable(f"no schema is known for the namespace {namespace}")


def namespace_of(report: FactReport, prefix: str) -> str:
    """The namespace of a prefix that the report uses; dei's is that of the report's taxonomy year.

    Raises:
        NotRepresentable: the report does not say.
    """
    if prefix == report.prefix:
        return report.namespace
    if prefix == "dei":
        return report.namespaces.get("dei", f"http://xbrl.sec.gov/dei/{report.year}")
    known = {**BASE, **report.namespaces}
    if prefix not in known:
        raise NotRepresentable(f"the prefix {prefix!r} has no namespace in the report")
    return known[prefix]


def enumerated(members: Iterable[str]) -> dict[str, str]:
    """Prefix → namespace of the expanded names (`http://fasb.org/srt/2025#ChiefExecutiveOfficerMember`) of
    enumerations, sorted by prefix.

    Raises:
        NotRepresentable: a namespace is none of the standard ones.
    """
    found = {}
    for namespace in sorted({member.partition("#")[0] for member in members}):
        yearly = _YEARLY.fullmatch(namespace)
        if yearly is None:
            raise NotRepresentable(f"an enumeration names a member of {namespace}, which is no standard taxonomy")
        found[yearly[2]] = namespace
    return found


def href(report: FactReport, name: QName) -> str:
    """The address of an element's declaration, for locators (rule 44: shorthand fragments only)."""
    if name.prefix == report.prefix:
        return f"{report.stem}.xsd#{name.prefix}_{name.local}"
    return f"{schema_url(namespace_of(report, name.prefix))}#{name.prefix}_{name.local}"


def declared(report: FactReport, names: Iterable[QName], units: Iterable[Unit]) -> Mapping[str, str]:
    """Prefix → namespace of every name and measure in use, sorted by prefix, the extension always among them."""
    prefixes = {name.prefix for name in names} | {report.prefix}
    for unit in units:
        prefixes |= {m.partition(":")[0] for m in (unit.numerator, unit.denominator) if m}
    return {prefix: namespace_of(report, prefix) for prefix in sorted(prefixes)}
