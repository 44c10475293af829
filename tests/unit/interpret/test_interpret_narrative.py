"""Amounts and statements read from sentences: which numbers, what they measure, whose, and when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import Struct

from converter.facts.model import QName
from converter.interpret.model import Calendar, Content, Statement, Subject, SubjectKind, Value
from converter.interpret.narrative import read_narrative
from converter.interpret.narrative_amounts import mentions
from converter.interpret.narrative_doubts import NO_BASE, NO_BEARER, UNTOLD
from converter.interpret.narrative_named import named
from converter.interpret.narrative_text import is_bullet, sentences
from converter.knowledge import vocabulary
from converter.knowledge.model import Knowledge, Place
from converter.readers.model import Document, Paragraph
from converter.source import SourceRef
from converter.tables.model import SegmentNote

ANNUAL = Calendar(
    period_end=date(2031, 12, 31),
    period_start=date(2031, 1, 1),
    fiscal_year_end=(12, 31),
    fiscal_year=2031,
    fiscal_period="FY",
)
INTERIM = Calendar(
    period_end=date(2031, 6, 30),
    period_start=date(2031, 1, 1),
    fiscal_year_end=(12, 31),
    fiscal_year=2031,
    fiscal_period="Q2",
    form="10-Q",
)
KNOWN = (
    Subject(kind=SubjectKind.SEGMENT, name="Mills", text="Mills"),
    Subject(kind=SubjectKind.SEGMENT, name="Ports & Ferries", text="Ports & Ferries"),
    Subject(kind=SubjectKind.CORPORATE, name="Corporate", text="Corporate"),
    Subject(kind=SubjectKind.ALL_OTHER, name="Other", text="Other"),
    Subject(kind=SubjectKind.GEOGRAPHY, name="United States", text="United States"),
)


class FewPlaces(Struct):
    def find(self, name: str) -> Place | None:
        member = {"Norway": "NO", "Sweden": "SE"}.get(name)
        return Place(name=name, member=QName("country", member)) if member else None


def knowledge() -> Knowledge:
    return Knowledge(
        catalogue=None,  # type: ignore[arg-type]  # sentences are read without the catalogue
        labels=None,  # type: ignore[arg-type]  # likewise
        places=FewPlaces(),
        non_negative=frozenset(),
        axis_members={},
    )


def note_of(*texts: str) -> SegmentNote:
    paragraphs = tuple(Paragraph(text=text, ref=SourceRef(line=at + 1)) for at, text in enumerate(texts))
    return SegmentNote(
        document=Document(source="note.txt", media_type="text/plain", blocks=paragraphs, text="\n".join(texts)),
        title="",
        blocks=paragraphs,
        tables=(),
        paragraphs=paragraphs,
        ref=SourceRef(),
    )


def read(
    *texts: str, calendar: Calendar = ANNUAL, scale: int | None = 6
) -> tuple[dict[str, str], tuple[Value, ...], tuple[Statement, ...]]:
    """Labels by line id, values and statements of a note of these paragraphs."""
    lines, values, found, _ = read_narrative(note_of(*texts), calendar, knowledge(), KNOWN, scale=scale)
    return {line.id: line.label for line in lines}, values, found


def codes(*texts: str, scale: int | None = 6) -> list[str]:
    """The codes of the findings about these paragraphs."""
    return [finding.code for finding in read_narrative(note_of(*texts), ANNUAL, knowledge(), KNOWN, scale=scale)[3]]


def doubts(*texts: str) -> list[str]:
    """Why each amount of these paragraphs is left, empty where it is not."""
    return [value.doubt for value in read(*texts)[1]]


def ends(values: tuple[Value, ...]) -> list[tuple[str, str, str]]:
    return [
        (value.shown, str(value.period.start) if value.period else "", str(value.period.end) if value.period else "")
        for value in values
    ]


def test_amount_scale_decimals_and_span() -> None:
    text = "Capital expenditures of Mills were $1.2 billion in 2031 and $732 million in 2030."
    labels, values, _ = read(text)
    assert [(v.number, v.scale, v.decimals, v.content) for v in values] == [
        (Decimal("1.2"), 9, -8, Content.MONEY),
        (Decimal(732), 6, -6, Content.MONEY),
    ]
    assert [text[slice(*v.span)] for v in values] == ["1.2", "732"]
    assert {labels[v.line] for v in values} == {"Capital expenditures"}
    assert [[s.name for s in v.subjects] for v in values] == [["Mills"], ["Mills"]]


def test_amount_without_a_word_takes_the_note_s_scale_unless_written_out() -> None:
    _, values, _ = read("Goodwill of Mills was $18.5 at year end.", scale=6)
    assert (values[0].scale, values[0].decimals) == (6, -5)
    _, values, _ = read("Goodwill of Mills was $1,250,300.", scale=3)
    assert (values[0].scale, values[0].decimals) == (0, 0)


def test_scale_from_the_note_s_own_words() -> None:
    own = "Amounts are stated in thousands."
    assert read(own, "Goodwill of Mills was $185.", scale=None)[1][0].scale == 3
    assert read("Goodwill of Mills was $1.2 billion and of Ports $631.", scale=None)[1][1].scale == 6


def test_a_small_amount_without_any_scale_is_reported() -> None:
    assert codes("Goodwill of Mills was $185.", scale=0) == ["interpret.narrative-scale"]
    assert codes("Goodwill of Mills was $1,250,300.", scale=0) == []


def test_amounts_of_which_nothing_says_when_or_whose_each_is_are_left() -> None:
    text = "Depreciation expense was $3 million and $4 million"
    assert doubts(f"{text}.") == [UNTOLD, UNTOLD]
    assert doubts(f"{text} for Mills, respectively.") == [UNTOLD, UNTOLD]
    assert doubts(f"{text} in 2031 and 2030, respectively.") == ["", ""]


def test_percentage_and_customer() -> None:
    labels, values, _ = read("One customer represented 12.5% of revenue in 2031, attributable to the Mills segment.")
    (value,) = values
    assert (value.content, value.number, value.scale, value.decimals) == (Content.PERCENT, Decimal("12.5"), -2, 3)
    assert value.amount == Decimal("0.125")
    assert {(s.kind, s.name) for s in value.subjects} == {
        (SubjectKind.CUSTOMER, "One Customer"),
        (SubjectKind.SEGMENT, "Mills"),
    }
    assert labels[value.line] == "Concentration risk, percentage"


PERIODS = {
    "respectively, years before": (
        ANNUAL,
        "Depreciation expense for fiscal years 2031, 2030 and 2029 was $7 million, $6 million and $5 million.",
        [("7", "2031-01-01", "2031-12-31"), ("6", "2030-01-01", "2030-12-31"), ("5", "2029-01-01", "2029-12-31")],
    ),
    "a period after each": (
        ANNUAL,
        "Revenue from Norway was $4.3 million in 2031, $4 million in 2030 and $4.4 million in 2029.",
        [("4.3", "2031-01-01", "2031-12-31"), ("4", "2030-01-01", "2030-12-31"), ("4.4", "2029-01-01", "2029-12-31")],
    ),
    "two durations": (
        INTERIM,
        "Interest income was $2 million and $5 million for the three and six months ended June 30, 2031, respectively.",
        [("2", "2031-04-01", "2031-06-30"), ("5", "2031-01-01", "2031-06-30")],
    ),
    "quarter and half, the year said once": (
        INTERIM,
        "Depreciation was $3 million for the second quarter, and $6 million for the first half, of fiscal year 2030.",
        [("3", "2030-04-01", "2030-06-30"), ("6", "2030-01-01", "2030-06-30")],
    ),
    "dates before two runs": (
        ANNUAL,
        "At December 31, 2031 and 2030, long-lived assets totaled $9 million and $8 million, respectively, "
        "and in Norway such assets totaled $4 million and $3 million, respectively.",
        [
            ("9", "2031-01-01", "2031-12-31"),
            ("8", "2030-01-01", "2030-12-31"),
            ("4", "2031-01-01", "2031-12-31"),
            ("3", "2030-01-01", "2030-12-31"),
        ],
    ),
    "a phrase goes to the amount it follows": (
        ANNUAL,
        "Sales to Norway were 33 percent of revenue in 2031 and 34 percent of revenue in both 2030 and 2029.",
        [("33", "2031-01-01", "2031-12-31"), ("34", "2030-01-01", "2030-12-31")],
    ),
    "the same periods of another year": (
        INTERIM,
        "Interest income was $2 million and $5 million for the three and six months ended June 30, 2031, respectively, "
        "and $1 million and $4 million for the same periods of 2030, respectively.",
        [
            ("2", "2031-04-01", "2031-06-30"),
            ("5", "2031-01-01", "2031-06-30"),
            ("1", "2030-04-01", "2030-06-30"),
            ("4", "2030-01-01", "2030-06-30"),
        ],
    ),
    "the comparable period in the prior year": (
        INTERIM,
        "Sales were $8 million for the six months ended June 30, 2031, compared to $7 million "
        "during the comparable period in the prior year.",
        [("8", "2031-01-01", "2031-06-30"), ("7", "2030-01-01", "2030-06-30")],
    ),
    "none said": (ANNUAL, "Corporate included restructuring charges of $4 million.", [("4", "", "")]),
    "a year in a name is no period": (
        ANNUAL,
        "In 2030, Corporate included charges of the 2028 Harbour Plan of $4 million.",
        [("4", "2030-01-01", "2030-12-31")],
    ),
}


@pytest.mark.parametrize("name", PERIODS)
def test_periods(name: str) -> None:
    calendar, text, expected = PERIODS[name]
    assert ends(read(text, calendar=calendar)[1]) == expected


def test_a_list_without_periods_has_those_of_as_many_amounts_before_it() -> None:
    _, values, _ = read(
        "Sales were $3 million and $2 million in 2031 and 2030, and from Norway were $2 million and $1 million."
    )
    assert [end[-4 - 6 :][:4] for *_, end in ends(values)] == ["2031", "2030", "2031", "2030"]


def test_dates_of_balances_are_instants() -> None:
    _, values, _ = read("Total assets of Mills were $5 million as of December 31, 2030.")
    assert values[0].period is not None
    assert values[0].period.instant


def test_entries_of_a_list_take_the_period_of_the_sentence_above() -> None:
    _, values, _ = read(
        "During the year ended December 31, 2030, our segments were affected by the following:",
        "• Operating income was reduced by $3 million for Mills due to the closing of a quarry.",
        "Goodwill of Mills was $2 million.",
    )
    assert ends(values) == [("3", "2030-01-01", "2030-12-31"), ("2", "", "")]


NO_AMOUNTS = [
    "No single customer accounted for 10% or more of revenue in 2031.",
    "The following customers accounted for at least 10% of revenue.",
    "See Note 17 to the statements of December 31, 2031, page 42.",
    "We adopted ASU 2023-07 and applied ASC 280-10-50.",
    "We own 49% of the joint venture.",
    "The Company acquired 60 percent of the outstanding shares.",
    "Mills runs 12 plants in 7 countries.",
    "Amounts are translated at RMB7.2000 to US$1.00 for the convenience of the reader.",
    "The rate of the last day was US$1.00 = HK$7.8.",
]


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_numbers_that_are_no_facts(text: str) -> None:
    assert mentions(text) == []


def test_shown_loss_and_currency() -> None:
    (loss, other) = mentions("equity income (loss) of $(39) million and €4.5 billion")
    assert [mention.negative for mention in mentions("a ($2.4) benefit ($6 million and $7 million in 2031)")] == [
        True,
        False,
        False,
    ]
    assert (loss.negative, loss.shown, loss.currency) == (True, "39", None)
    assert (other.negative, other.power, other.currency) == (False, 9, "EUR")


SUBJECTS = {
    "just after the amount": (
        "Operating income was reduced by $2 million for Mills and by $15 million for Corporate due to storms.",
        [["Mills"], ["Corporate"]],
    ),
    "one each": (
        "Depreciation expense was $6 million and $2 million for the Mills and Ports & Ferries segments, respectively.",
        [["Mills"], ["Ports & Ferries"]],
    ),
    "in small letters": (
        "Depreciation expense of the mills segment was $4 million, paid to two mills.",
        [["Mills"]],
    ),
    "and written out": ("Depreciation expense of Ports and Ferries was $4 million.", [["Ports & Ferries"]]),
    "in a longer word": ("Mills-related depreciation expense was $4 million.", [[]]),
    "with the word segment": ("Mills-segment depreciation expense was $4 million.", [["Mills"]]),
    "several words in a longer one": ("Ports & Ferries-based depreciation expense was $4 million.", [[]]),
    "no segment": ("Other segment items include depreciation of $4 million.", [[]]),
    "abroad": ("Revenue from customers outside the United States was $4 million.", [["Non-US"]]),
    "abroad, by customer": ("Customers outside of the United States were 53% of total revenue.", [["Non-US"]]),
    "at home": ("Customers in the United States were 47% of total revenue.", [["United States"]]),
    "one each, with another comma": (
        "Depreciation was $6 million and $2 million for the Mills, and Ports, and Ferries segments, respectively.",
        [["Mills"], ["Ports & Ferries"]],
    ),
    "customers counted and named": (
        "Two customers, Customer A and Customer B, represented 20% and 11% of revenue.",
        [["Customer A"], ["Customer B"]],
    ),
    "customers counted beside a segment": (
        "Two customers were 14% and 11%, and three customers 14%, 9% and 8% of revenue, all attributable to Mills.",
        [["Mills", f"Customer {number}"] for number in ("One", "Two", "One", "Two", "Three")],
    ),
    "country": ("Revenue in Norway was $4 million.", [["Norway"]]),
    "named customer": ("Customer B represented 14% of total revenue.", [["Customer B"]]),
    "by contract": (
        "About 70% of Mills segment net revenues came from the Company's contracts with Halvorsen in 2031.",
        [["Mills", "Halvorsen"]],
    ),
    "places joined": (
        "Assets of $3 million and $2 million were allocated to Norway and Sweden, respectively.",
        [["Norway"], ["Sweden"]],
    ),
    "from one to another": ("Intersegment sales from Mills to Ports & Ferries were $4 million.", [["Mills"]]),
    "sold to": ("Sales to Halvorsen Stores amounted to 33 percent of net sales.", [["Halvorsen Stores"]]),
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_subjects(name: str) -> None:
    text, expected = SUBJECTS[name]
    assert [[subject.name for subject in value.subjects] for value in read(text)[1]] == expected


def test_statements_carry_their_place() -> None:
    text = "We have three reportable segments. Our CODM is the President and Chief Executive Officer."
    _, _, found = read("Overview", text)
    count, title = found
    assert (count.concept, count.content, text[slice(*count.span)]) == (
        "NumberOfReportableSegments",
        Decimal(3),
        "three",
    )
    assert title.content == ("srt:PresidentMember", "srt:ChiefExecutiveOfficerMember")
    assert text[slice(*title.span)] == title.shown == "President and Chief Executive Officer"
    assert {statement.ref.line for statement in found} == {2}


def test_of_two_counts_in_a_sentence_the_first_is_the_companys() -> None:
    text = "The Company operates in one industry segment, furniture, and three geographic segments."
    assert [statement.content for statement in read(text)[2]] == [Decimal(1)]


def test_sentences_cover_the_paragraph_and_leave_abbreviations_whole() -> None:
    text = "Sales in the U.S. Midwest grew.\u00a0They reached $4 million. See Note 5."
    parts = list(sentences(Paragraph(text=text, ref=SourceRef()), 0))
    assert [part.text.strip() for part in parts] == [
        "Sales in the U.S. Midwest grew.",
        "They reached $4 million.",
        "See Note 5.",
    ]
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    assert all(text[part.start : part.end].split() == part.text.split() for part in parts)


def test_a_lost_full_stop() -> None:
    parts = sentences(Paragraph(text="It decides on operations and finance The CODM uses revenue.", ref=SourceRef()), 0)
    assert [part.text.strip() for part in parts] == ["It decides on operations and finance", "The CODM uses revenue."]


@pytest.mark.parametrize(("text", "expected"), [("• One", True), ("(1) One", True), ("2Mills", True), ("One", False)])
def test_entries_of_lists(text: str, expected: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_bullet(text) is expected


def test_words_that_narrow_a_measure_belong_to_its_name() -> None:
    labels, values, _ = read("Long-term contract assets were $2.0 million as of December 31, 2031.")
    assert labels[values[0].line] == "Long-term contract assets"


def test_an_amount_of_money_that_names_no_currency_is_in_the_notes() -> None:
    text = "Goodwill of Mills was $5 million, and Norway represented 12% of revenue."
    assert [v.currency for v in read(text)[1]] == ["USD", None]
    other = read_narrative(note_of(text), ANNUAL, knowledge(), KNOWN, scale=6, currency="CAD")[1]
    assert [v.currency for v in other] == ["CAD", None]


def test_a_part_of_what_the_sentence_opens_with_is_a_product() -> None:
    text = (
        "Of Mills' total net sales, approximately $5 million and $4 million related to online orders for 2031 and 2030."
    )
    _, values, _ = read(text)
    kinds = [[(s.kind.value, s.name) for s in v.subjects] for v in values]
    assert kinds == [[("segment", "Mills"), ("product", "online orders")]] * 2


def test_customers_that_are_counted_get_a_share_each() -> None:
    _, values, _ = read("Two direct customers accounted for 16% and 13% of revenue in 2031.")
    assert [[s.name for s in v.subjects] for v in values] == [["Direct Customer One"], ["Direct Customer Two"]]


LABELS = {
    "its own words after it, in a list": (
        "The year includes freight costs of $8 million for new routes, and $6 million of restructuring costs.",
        ["Freight costs", "Restructuring costs"],
    ),
    "with an article": (
        "Corporate includes a $3 million loss on the sale of a mill and a $2 million gain on old ferries.",
        ["Loss on the sale of a mill", "Gain on old ferries"],
    ),
    "a gain with what it is on": (
        "We recorded a net loss of $3 million on the sale of a mill.",
        ["Net loss on the sale of a mill"],
    ),
    "with an article, no usual measure": (
        "Losses are in other income (expense) and a $3 million special harbor levy is in fees.",
        ["Special harbor levy"],
    ),
    "given up": (
        "Total assets of discontinued operations were $3 million.",
        ["Total assets of discontinued operations"],
    ),
    "its head, not what it is for": (
        "We had charges for workforce adjustments of $3 million.",
        ["Charges for workforce adjustments"],
    ),
    "its head, joined by and": (
        "Corporate included goodwill and trademark impairment charges of $3 million.",
        ["Goodwill and trademark impairment charges"],
    ),
    "what it leaves out": ("Excluding deposits, Mills assets were $3 million.", ["Assets, excluding deposits"]),
    "not where it is shown": (
        "We recognized $3 million of land impairment charges included in land sales and other cost of revenues.",
        ["Land impairment charges"],
    ),
    "such": (
        "At year end, identifiable assets were $9 million in all, and in Norway such assets were $3 million.",
        ["Identifiable assets", "Identifiable assets"],
    ),
    "not what an aside names": (
        "Interest income, which is part of other income of the company, was $3 million in 2031.",
        ["Interest income"],
    ),
    "one measure each": (
        "Service revenues and rental revenues of Mills were $3 million and $2 million, respectively, in 2031.",
        ["Service revenues", "Rental revenues"],
    ),
    "one measure, two years": (
        "Goodwill was $3 million and $2 million, respectively, at December 31, 2031 and 2030.",
        ["Goodwill", "Goodwill"],
    ),
}


@pytest.mark.parametrize("name", LABELS)
def test_labels(name: str) -> None:
    text, expected = LABELS[name]
    labels, values, _ = read(text)
    assert [labels[value.line] for value in values] == expected


def test_a_bound_is_no_figure_but_has_its_period() -> None:
    text = "Receivables from the government were less than 1% and 4% of the total in 2031 and 2030, respectively."
    assert ends(read(text)[1]) == [("4", "2030-01-01", "2030-12-31")]


def test_an_amount_written_out_beside_amounts_in_millions() -> None:
    _, values, _ = read("Depreciation expense was $242,000 and $10 million in 2031 and 2030.", scale=3)
    assert [value.amount for value in values] == [Decimal(242_000), Decimal(10_000_000)]


VOCABULARY = vocabulary("narrative")


@pytest.mark.parametrize(("text", "label"), [pair for said in VOCABULARY["said"] for pair in said["examples"]])
def test_measures_that_sentences_call_otherwise(text: str, label: str) -> None:
    labels, values, _ = read(text)
    assert labels[values[0].line] == label


@pytest.mark.parametrize("entry", VOCABULARY["doubt"])
def test_words_that_make_an_amount_doubtful(entry: dict[str, Any]) -> None:
    assert [doubts(text) for text in entry["examples"]] == [[entry["reason"]]] * len(entry["examples"])
    assert [doubts(text) for text in entry.get("counter", ())] == [[""]] * len(entry.get("counter", ()))


PLAIN = {
    "a change with its cause": ("Operating income was reduced by $3 million for Mills due to a storm.", [""]),
    "of several together": (
        "Revenues from Mills and Ports & Ferries of $3 million were billed in 2031.",
        ["it is of Mills and Ports & Ferries together"],
    ),
    "of several, one each": ("Revenues of Mills and Ports & Ferries were $3 million and $2 million.", ["", ""]),
    "one customer, named": (
        "Sales to one customer, Customer A, were 13% and to a second, Customer B, 11% of revenue.",
        ["", ""],
    ),
    "counted and named, together": (
        "Two customers, Customer A and Customer B, represented 31% of revenue.",
        ["it is of Two Customers, Customer A and Customer B together"],
    ),
    "a percentage of leases": ("Approximately 11% of Mills’ leases to customers hold options to buy.", [NO_BASE]),
    "a percentage of nobody": ("The unit represented 11% of revenue.", [NO_BEARER]),
    "a percentage of sales abroad": ("Revenue from Norway was 11% of total revenue.", [""]),
}


@pytest.mark.parametrize("name", PLAIN)
def test_amounts_that_a_sentence_makes_plain_and_those_it_does_not(name: str) -> None:
    text, expected = PLAIN[name]
    assert doubts(text) == expected


def test_what_goes_on_in_other_periods_is_one_measure_of_one_subject() -> None:
    labels, values, _ = read(
        "Earnings include dividend income from our investment in a quay of $9 million in 2031 and $7 million in 2030, "
        "compared to $6 million for Norway in 2029.",
        "Revenue from Norway was 11% of total revenue in 2031 and 12% of total revenue in 2030.",
    )
    assert [labels[value.line] for value in values][:2] == ["Dividend income"] * 2
    assert [[s.name for s in value.subjects] for value in values[-2:]] == [["Norway"], ["Norway"]]


def test_amounts_of_which_others_are_parts_take_none_of_their_names() -> None:
    _, values, _ = read(
        "We recorded $5 million of impairment charges included in cost of sales, of which $3 million and $2 million "
        "were in our Mills and Ports & Ferries segments, respectively."
    )
    assert [[s.name for s in value.subjects] for value in values] == [[], ["Mills"], ["Ports & Ferries"]]


def test_a_sentence_that_a_page_parts_is_read_on() -> None:
    first = "Depreciation expense was $3 million and $2 million in our Mills"
    rest = "and Ports & Ferries segments, respectively. Sales of Mills were $9 million."
    _, values, _ = read(first, rest)
    assert [[s.name for s in value.subjects] for value in values] == [["Mills"], ["Ports & Ferries"], ["Mills"]]


def test_what_a_measure_was_raised_by_is_the_opposite_of_what_lowered_it() -> None:
    _, values, _ = read(
        "Operating income was reduced by $5 million for Mills due to the quay program.",
        "Operating income was increased by $2 million for Ports & Ferries due to the quay program.",
        "Income before income taxes was reduced by $4 million due to gains and losses on securities.",
        "Operating income was reduced by $3 million for Mills, $2 million for Corporate due to storms; nothing else.",
    )
    assert [value.amount / 1_000_000 for value in values] == [5, -2, -4, 3, 2]


PLACES = {
    "outside the U.S.": ("Sales outside the U.S., at 45% of revenue, grew.", ["Non-US"]),
    "an adjective": ("We sold a Norway joint venture with revenue of $4 million.", []),
    "where a cause lies": ("Charges related to closures in Norway were $4 million.", []),
    "in another clause": ("At year end, long-lived assets were $4 million, and in Norway such assets grew.", []),
    "with the amount next to it": (
        "It included costs of $4 million, a gain on land in Norway of $3 million and freight costs of $2 million.",
        [],
    ),
    "foreign exchange": ("Gains included foreign exchange effects of $4 million.", []),
}


@pytest.mark.parametrize("name", PLACES)
def test_places_that_say_where_an_amount_is_from(name: str) -> None:
    text, expected = PLACES[name]
    (first, *_, last) = [*read(text)[1]] * 2
    assert [s.name for s in first.subjects if s.kind is SubjectKind.GEOGRAPHY] == expected
    assert [s.name for s in last.subjects if s.kind is SubjectKind.GEOGRAPHY] == expected


CUSTOMERS = {
    "by company": ("Halvorsen, Inc. and its affiliates, accounted for 24% of net sales.", ["Halvorsen, Inc."]),
    "by word": ("Our largest retailers buy often: Halvorsen represented 24% of net sales.", ["Halvorsen"]),
    "mainly in a segment": (
        "Halvorsen Inc. represented 24% of net sales, primarily in the Mills segment.",
        ["Halvorsen Inc."],
    ),
    "of the company's": (
        "Mills sales to Halvorsen were 24% of the Company’s net sales.",
        ["Halvorsen"],
    ),
    "of the segment's": ("Sales to Halvorsen were 24% of Mills net sales.", ["Mills", "Halvorsen"]),
}


@pytest.mark.parametrize("name", CUSTOMERS)
def test_customers_by_name(name: str) -> None:
    text, expected = CUSTOMERS[name]
    assert [[s.name for s in value.subjects] for value in read(text)[1]] == [expected]


def test_a_segment_called_by_its_first_word() -> None:
    known = (Subject(kind=SubjectKind.SEGMENT, name="Freight Logistics LLC", text="Freight Logistics LLC"),)
    text = "During 2031, Freight revenues were $4 million."
    values = read_narrative(note_of(text), ANNUAL, knowledge(), known, scale=6)[1]
    assert [s.name for s in values[0].subjects] == ["Freight Logistics LLC"]


def test_a_period_right_before_an_amount_goes_with_it_and_a_month_is_no_year() -> None:
    text = "A gain during the six months ended June 30, 2031 of $5 million was more than that of 2030."
    assert ends(read(text, calendar=INTERIM)[1]) == [("5", "2031-01-01", "2031-06-30")]
    assert ends(read("A gain of $5 million was paid in May 2030.")[1]) == [("5", "", "")]


def test_round_amounts_of_a_sentence_are_written_out() -> None:
    text = "Goodwill was $6,007,000, $70,000 and $45,000 at December 31, 2031, 2030 and 2029."
    assert [value.amount for value in read(text, scale=3)[1]] == [6_007_000, 70_000, 45_000]
    assert codes("Goodwill of Mills was $70,000.", scale=3) == ["interpret.narrative-scale"]
    assert codes("Goodwill of Mills was $70,125.", scale=3) == []


def test_a_place_of_the_tables_may_go_on_with_a_hyphen() -> None:
    norland = Subject(kind=SubjectKind.GEOGRAPHY, name="Norland", text="Norland")
    found = named("Revenue from Norland-based customers was $4 million.", (norland,), FewPlaces())
    assert [item.subject for item in found] == [norland]
