"""Numbers and statements in the note's sentences: amounts with periods and subjects, counts of segments, the CODM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from ..findings import Finding, info, warning
from ..knowledge.model import Knowledge, Places
from ..readers.model import Paragraph
from ..tables.model import SegmentNote
from . import narrative_rules
from .calendar import Fiscal, own_year_end
from .footnotes import Footnote
from .model import Calendar, Content, Line, PeriodHint, Statement, Subject, SubjectKind, Value
from .narrative_amounts import Mention, mentions, runs
from .narrative_lines import is_segment, label_of, labels_of, named, part_of, shared_out, subjects_of
from .narrative_periods import Phrase, assign, phrases
from .narrative_text import Sentence, is_bullet, plain, sentences
from .scale import units_said
from .weeks import week_rule

_LONG = 3_000
"""What is taken of a sentence to show it, in characters."""
_LEAST = 1_000
"""From here on an amount without "million" beside others with it is written out."""
_SMALL = 100_000
"""An amount below it, in a note that states no scale, is hardly in single units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Background:
    """What sentences are read against: `usual` is the power of ten of an amount that says none."""

    fiscal: Fiscal
    places: Places
    known: Sequence[Subject]
    usual: int
    currency: str
    below: Mapping[int, Footnote]

    @property
    def in_full(self) -> _Background:
        return replace(self, usual=0)


@dataclass(slots=True)
class _Reading:
    """What has been read so far; local to `read_narrative`."""

    lines: dict[tuple[str, Content], Line] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_narrative(
    note: SegmentNote,
    calendar: Calendar | Fiscal,
    knowledge: Knowledge,
    known: Sequence[Subject] = (),
    *,
    scale: int | None = None,
    currency: str = "USD",
    below: Mapping[int, Footnote] = MappingProxyType({}),
) -> tuple[tuple[Line, ...], tuple[Value, ...], tuple[Statement, ...], tuple[Finding, ...]]:
    """Read the paragraphs of the note (its tables are read elsewhere).

    Args:
        calendar: the document's fiscal calendar; amounts without a period of their own take the document's.
        known: the segments, reconciling items and other names that the tables showed.
        scale: the power of ten of amounts shown without one ("$18"); None takes the note's own statement of it.
        currency: ISO 4217 code of amounts of money that name none.
        below: the footnotes of tables, by the offset of their paragraphs.

    Returns:
        Lines (one a measure), values, statements (rules 14 and 19) and findings. Spans are within the paragraph's text.
    """
    background = _Background(
        fiscal=calendar if isinstance(calendar, Fiscal) else _fiscal(calendar),
        places=knowledge.places,
        known=known,
        usual=_note_scale(note) if scale is None else scale,
        currency=currency,
        below=below,
    )
    reading = _Reading()
    context: tuple[PeriodHint, ...] = ()
    every: list[Sentence] = []
    for number, paragraph in enumerate(note.paragraphs):
        own = list(sentences(paragraph, number))
        every += own
        context = _read_paragraph(paragraph, own, context, reading, background)
    found = tuple(narrative_rules.statements(every, narrative_rules.load()))
    return tuple(reading.lines.values()), tuple(reading.values), found, tuple(reading.findings)


def _read_paragraph(
    paragraph: Paragraph,
    own: Sequence[Sentence],
    context: tuple[PeriodHint, ...],
    reading: _Reading,
    background: _Background,
) -> tuple[PeriodHint, ...]:
    """Read one paragraph; return the periods that entries of a list below it take."""
    inherited = context if is_bullet(paragraph.text) else ()
    last: tuple[PeriodHint, ...] = ()
    for sentence in own:
        amounts = mentions(sentence.text)
        when = phrases(sentence.text, background.fiscal) if amounts or sentence is own[-1] else []
        last = when[-1].periods if when else last
        if amounts:
            _read_sentence(sentence, amounts, when, inherited, reading, background)
    if own and own[-1].text.rstrip().endswith(":"):
        return last
    return context if inherited else ()


def _read_sentence(
    sentence: Sentence,
    amounts: list[Mention],
    when: Sequence[Phrase],
    inherited: tuple[PeriodHint, ...],
    reading: _Reading,
    background: _Background,
) -> None:
    text = sentence.text
    whose = named(text, background.known, background.places)
    groups = runs(text, amounts)
    spans = [(group[0].start, group[-1].end, len(group)) for group in groups]
    for group, (start, end, _), told in zip(groups, spans, assign(spans, len(text), when), strict=True):
        periods = told
        if periods[0] is None and inherited:
            periods = inherited if len(inherited) == len(group) else inherited[:1] * len(group)
        labels = labels_of(text, start, end, len(group)) if len(group) > 1 and len(set(periods)) == 1 else ()
        labels = labels or (label_of(text, start, end, group[0].content),) * len(group)
        part = part_of(text, end)
        subjects = [(*subjects_of(text, start, end, whose), *((part,) if part else ()))] * len(group)
        if len(set(periods)) == 1:
            shared = shared_out(len(group), start, end, whose, text)
            subjects = [(*_beside(one, subjects[0]), one) for one in shared] or subjects
        table = background.below.get(sentence.paragraph.ref.offset)
        if table is not None:
            periods = tuple(period or table.period for period in periods)
            subjects = [_marked(own, table.subject) for own in subjects]
        for mention, period, own, label in zip(group, periods, subjects, labels, strict=True):
            if mention.bound:
                continue
            line = _line(reading, label, mention.content, sentence)
            value = _value(sentence, mention, line, background.in_full if _in_full(mention, group) else background)
            if value.scale == 0 and value.number < _SMALL and value.content is Content.MONEY and mention.power is None:
                reading.findings.append(_unscaled(sentence, mention))
            value = replace(value, id=f"nv{len(reading.values) + 1}", period=period, subjects=own)
            reading.values.append(value)
        if len(group) > 1 and periods[0] is None and len(set(subjects)) == len(set(labels)) == 1:
            reading.findings.append(_unplaced(sentence, group))


def _beside(one: Subject, usual: Sequence[Subject]) -> Iterator[Subject]:
    """The segment whose sales are parted among customers; a place or product beside parted segments is not theirs."""
    if one.kind is SubjectKind.CUSTOMER:
        yield from (subject for subject in usual if subject.kind is SubjectKind.SEGMENT)


def _marked(own: tuple[Subject, ...], marked: Subject | None) -> tuple[Subject, ...]:
    """The subjects of an amount in a footnote: where the sentence names no segment, the one that bears the mark."""
    return own if marked is None or any(is_segment(one.kind) for one in own) else (marked, *own)


def _in_full(mention: Mention, group: Sequence[Mention]) -> bool:
    """Written out beside amounts in words: "$242,000 and $10 million"."""
    return mention.power is None and mention.number >= _LEAST and any(other.power for other in group)


def _line(reading: _Reading, label: str, content: Content, sentence: Sentence) -> Line:
    key = (label.lower(), content)
    if key not in reading.lines:
        reading.lines[key] = Line(
            id=f"n{len(reading.lines) + 1}",
            label=label[:1].upper() + label[1:],
            context=(" ".join(sentence.text[:_LONG].split())[:300],),
            content=content,
            ref=sentence.paragraph.ref,
        )
    return reading.lines[key]


def _value(sentence: Sentence, mention: Mention, line: Line, background: _Background) -> Value:
    power = _power(mention, background.usual)
    money = mention.content in (Content.MONEY, Content.PER_SHARE)
    return Value(
        id="",
        ref=sentence.paragraph.ref,
        span=(sentence.start + mention.span[0], sentence.start + mention.span[1]),
        shown=mention.shown,
        number=mention.number,
        negative=mention.negative,
        content=mention.content,
        scale=power,
        decimals=mention.places - power,
        currency=(mention.currency or background.currency) if money else None,
        line=line.id,
        evidence=(f"sentence: {sentence.text[max(0, mention.start - 60) : mention.end + 30].strip()}",),
    )


def _power(mention: Mention, usual: int) -> int:
    """The power of ten of a mention. Without one beside it the note's own holds, but not for amounts in full."""
    if mention.content is Content.PERCENT:
        return -2
    if mention.content is not Content.MONEY:
        return 0
    if mention.power is not None:
        return mention.power
    written_out = mention.number.scaleb(usual) >= Decimal(10) ** 13 or (usual <= 3 and mention.number >= 1_000_000)
    return 0 if written_out else usual


def _note_scale(note: SegmentNote) -> int:
    """The scale that captions, table headers or sentences state for the whole note; the first one said."""
    for table in note.tables:
        texts = [*reversed(table.lead), *(cell.words for cell in table.cells if cell.row < 4)]
        for text in texts:
            said = units_said(text)
            if said is not None and said.scale is not None:
                return said.scale
    for paragraph in note.paragraphs:
        said = units_said(paragraph.text)
        if said is not None and said.scale is not None:
            return said.scale
    said_beside = {mention.power for paragraph in note.paragraphs for mention in mentions(plain(paragraph.text))}
    # a note that rounds to millions in words does so in its bare figures
    return 6 if said_beside & {6, 9} else 0


def _fiscal(calendar: Calendar) -> Fiscal:
    """A calendar that can be asked, where the note's dates are not at hand."""
    if not calendar.weeks:
        return Fiscal(calendar=calendar)
    annual = calendar.fiscal_period == "FY"
    own = calendar.period_end if annual else own_year_end(calendar.period_end, calendar.fiscal_year_end, annual=annual)
    return Fiscal(calendar=calendar, rule=week_rule(own, calendar.period_end.weekday(), ()))


def _unscaled(sentence: Sentence, mention: Mention) -> Finding:
    return warning(
        "interpret.narrative-scale",
        f"Nothing says whether {mention.shown} is in units, thousands or millions: read as it stands",
        where=sentence.paragraph.ref,
        hint="State the scale in the note",
    )


def _unplaced(sentence: Sentence, group: Sequence[Mention]) -> Finding:
    shown = ", ".join(mention.shown for mention in group)
    return info(
        "interpret.narrative-period",
        f"Several amounts of a sentence ({shown}) have no periods of their own: all take the document's",
        where=sentence.paragraph.ref,
        hint="Check these facts, or give the periods in the sentence",
    )
