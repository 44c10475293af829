"""Where the standard taxonomies live: namespaces and URLs by prefix and year, as FASB and the SEC publish them."""

from __future__ import annotations

import re

from msgspec import Struct

_FASB = frozenset({"us-gaap", "srt"})
_NAMESPACE = re.compile(r"http://(?:fasb\.org|xbrl\.sec\.gov)/([a-z][a-z-]*)/(\d{4})")
_URL = re.compile(
    r"https?://xbrl\.(?:fasb\.org/(?:us-gaap|srt)/(?P<fasb>\d{4})/elts|sec\.gov/[a-z]+/(?P<sec>\d{4}))/"
    r"(?P<prefix>us-gaap|srt|us-types|srt-types|(?!srt|us)[a-z]+)-\d{4}\.xsd"
)
_HOME = re.compile(r"https?://xbrl\.(?:fasb\.org|sec\.gov)/(?P<prefix>[a-z-]+)/(?P<year>\d{4})/")
_PUBLISHED = re.compile(
    r"https?://xbrl\.(?:"
    r"fasb\.org/us-gaap/(\d{4})/(?:entire/us-gaap-entryPoint-[a-z-]+|(?:stm|dis|ebp|meta)/us-gaap-[\w-]+|"
    r"elts/(?:us-gaap-(?:std|all|ent-std|ent-all|ent-all-chg|lab|doc|ref|cn-ref|tin-ref)|us-(?:roles|arcroles)|"
    r"us-parts-\w+))-\1|"
    r"fasb\.org/srt/(\d{4})/elts/srt-(?:std|all|ent-std|ent-all|ent-all-chg|roles|dep-def|"
    r"parts-cn|lab|doc|ref|cn-ref)-\2|"
    r"sec\.gov/([a-z]+)/(\d{4})/\3-(?:entire-\4|sub-\4|af-\4|\4_(?:def|lab|pre|doc)))\.(?:xsd|xml)"
)
HOSTS = ("https://xbrl.fasb.org/", "http://xbrl.fasb.org/", "https://xbrl.sec.gov/", "http://xbrl.sec.gov/")
_CORE = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"
_DTR = {True: "2024-01-31", False: "2022-03-31"}


class Taxonomy(Struct, frozen=True, order=True):
    """One standard element or type schema: `us-gaap` of 2025, `us-types` of 2025, `dei` of 2025."""

    prefix: str
    year: int

    @property
    def namespace(self) -> str:
        host = "fasb.org" if self.is_fasb else "xbrl.sec.gov"
        return f"http://{host}/{self.prefix}/{self.year}"

    @property
    def url(self) -> str:
        if self.is_fasb:
            home = "srt" if self.prefix.startswith("srt") else "us-gaap"
            return f"https://xbrl.fasb.org/{home}/{self.year}/elts/{self.prefix}-{self.year}.xsd"
        return f"https://xbrl.sec.gov/{self.prefix}/{self.year}/{self.prefix}-{self.year}.xsd"

    @property
    def is_fasb(self) -> bool:
        return self.prefix in {*_FASB, "us-types", "srt-types"}

    @property
    def is_types(self) -> bool:
        return self.prefix in {"us-types", "srt-types"}

    @property
    def imports(self) -> tuple[Taxonomy, ...]:
        """The standard schemas that the published one imports."""
        names = {"us-gaap": ("us-types", "srt-types", "srt", "country"), "srt": ("srt-types", "country")}
        return tuple(Taxonomy(name, self.year) for name in names.get(self.prefix, ()))


def base_imports(year: int) -> tuple[tuple[str, str, str], ...]:
    """(prefix, namespace, URL) of the base specifications, of the data type registry in use that year."""
    dtr = _DTR[year >= 2025]
    return (
        ("xbrli", "http://www.xbrl.org/2003/instance", _CORE),
        ("dtr-types", f"http://www.xbrl.org/dtr/type/{dtr}", f"https://www.xbrl.org/dtr/type/{dtr}/types.xsd"),
        (
            "enum2",
            "http://xbrl.org/2020/extensible-enumerations-2.0",
            "https://www.xbrl.org/2020/extensible-enumerations-2.0.xsd",
        ),
        ("xbrldt", "http://xbrl.org/2005/xbrldt", "http://www.xbrl.org/2005/xbrldt-2005.xsd"),
    )


def by_namespace(namespace: str) -> Taxonomy | None:
    match = _NAMESPACE.fullmatch(namespace)
    return Taxonomy(match.group(1), int(match.group(2))) if match else None


def by_url(url: str) -> Taxonomy | None:
    """The element or type schema at that URL; None for any other (entry points, roles, linkbases)."""
    match = _URL.fullmatch(url)
    if not match:
        return None
    return Taxonomy(match["prefix"], int(match["fasb"] or match["sec"]))


def usual_prefix(namespace: str) -> str | None:
    taxonomy = by_namespace(namespace)
    return taxonomy.prefix if taxonomy else None


def behind(url: str) -> Taxonomy | None:
    """The element schema that an entry point stands for (`…/entire/us-gaap-entryPoint-std-2025.xsd`: us-gaap of 2025);
    None for role, arcrole and part schemas and for linkbases."""
    match = _HOME.match(url)
    if not match or not url.endswith(".xsd") or re.search(r"roles-|parts-|-part", url):
        return None
    return Taxonomy(match["prefix"], int(match["year"]))


def namespace_of(url: str) -> str:
    """The namespace that a role schema at a standard URL has: `us-roles-2025.xsd` is http://fasb.org/us-roles/2025."""
    stem = url.rpartition("/")[2].removesuffix(".xsd")
    name, _, year = stem.rpartition("-")
    host = "fasb.org" if "fasb.org" in url else "xbrl.sec.gov"
    return f"http://{host}/{name}/{year}"


def is_published(url: str) -> bool:
    """Whether an entry point, role schema or linkbase of that URL is published; a wrong URL must stay wrong."""
    return _PUBLISHED.fullmatch(url) is not None
