"""Numbers and statements in the note's sentences: amounts with periods and subjects, counts of segments, the CODM."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from ..findings import Finding
from ..knowledge.model import Knowledge, Places
from ..readers.model import Paragraph
from ..tables.model import SegmentNote
from . import narrative_rules
from .calendar import Fiscal, own_year_end
from .footnotes import Footnote
from .model import Calendar, Content, Line, PeriodHint, Statement, Subject, SubjectKind, Value
from .narrative_amounts import Mention, mentions, runs, written_out
from .narrative_chains import Run, chained
from .narrative_doubts import of_nothing, together, unordered, worded
from .narrative_lines import changed, label_of, labels_of
from .narrative_named import Named, named
from .narrative_periods import Phrase, assign, phrases
from .narrative_scale import in_full, note_scale, power_of, scale_untold, unscaled
from .narrative_text import Sentence, continued, is_bullet, sentences
from .narrative_whose import is_segment, part_of, several, shared_out, subjects_of
from .weeks import week_rule

_LONG = 3_000
"""What is taken of a sentence to show it, in characters."""
_GAINS = re.compile(r"\bgains?\b.*\bloss(?:es)?\b", re.IGNORECASE)


class _Background(Struct, frozen=True, kw_only=True):
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


class _Reading(Struct):
    """What has been read so far; local to `read_narrative`."""

    lines: dict[tuple[str, Content, bool], Line] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)
    effects: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Line → its values (their numbers) with the verb where a measure was changed by them."""
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
        usual=note_scale(note) if scale is None else scale,
        currency=currency,
        below=below,
    )
    reading = _Reading()
    context: tuple[PeriodHint, ...] = ()
    every: list[Sentence] = []
    for number, paragraph in enumerate(note.paragraphs):
        own = list(sentences(paragraph, number))
        every += own
        follows = continued(paragraph, note.paragraphs[number + 1 : number + 2])
        context = _read_paragraph(paragraph, own, follows, context, reading, background)
    _set_signs(reading)
    found = tuple(narrative_rules.statements(every, narrative_rules.load()))
    return tuple(reading.lines.values()), tuple(reading.values), found, tuple(reading.findings)


def _read_paragraph(
    paragraph: Paragraph,
    own: Sequence[Sentence],
    follows: str,
    context: tuple[PeriodHint, ...],
    reading: _Reading,
    background: _Background,
) -> tuple[PeriodHint, ...]:
    """Read one paragraph; return the periods that entries of a list below it take. `follows` is how its last sentence
    goes on in the next paragraph."""
    inherited = context if is_bullet(paragraph.text) else ()
    last: tuple[PeriodHint, ...] = ()
    for sentence in own:
        amounts = mentions(sentence.text)
        text = sentence.text + (follows if sentence is own[-1] else "")
        when = phrases(text, background.fiscal) if amounts or sentence is own[-1] else []
        last = when[-1].periods if when else last
        if amounts:
            _read_sentence(replace(sentence, text=text), amounts, when, inherited, reading, background)
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
    told = _listed_before([_inheriting(own, inherited) for own in assign(spans, len(text), when, text)])
    before: tuple[str, ...] = ()
    full = written_out(amounts, text, background.usual)
    for run in chained(text, groups, told, when):
        said = _said(run, text, whose, before, sentence, background)
        before = said.labels
        for mention, period, own, label in zip(run.group, said.periods, said.subjects, said.labels, strict=True):
            if mention.bound:
                continue
            line = _line(reading, label, mention.content, sentence, doubtful=bool(said.doubt))
            whole = mention in full or in_full(mention, run.group)
            value = _value(sentence, mention, line, background.in_full if whole else background)
            if not said.doubt and scale_untold(value, mention, background.usual):
                reading.findings.append(unscaled(sentence, mention, value.scale))
            value = replace(value, id=f"nv{len(reading.values) + 1}", period=period, subjects=own, doubt=said.doubt)
            reading.effects.setdefault(line.id, []).append((len(reading.values), changed(text[: run.start])))
            reading.values.append(value)


def _listed_before(told: list[tuple[PeriodHint | None, ...]]) -> list[tuple[PeriodHint | None, ...]]:
    """A run of several amounts that has no periods takes those of as many amounts before it in its sentence."""
    for at in range(1, len(told)):
        if told[at][0] is None and len(told[at]) == len(told[at - 1]) > 1:
            told[at] = told[at - 1]
    return told


def _inheriting(
    periods: tuple[PeriodHint | None, ...], inherited: tuple[PeriodHint, ...]
) -> tuple[PeriodHint | None, ...]:
    """The periods of a run, or where its entry of a list says none those of the sentence above."""
    if periods[0] is not None or not inherited:
        return periods
    return inherited if len(inherited) == len(periods) else inherited[:1] * len(periods)


class _Said(Struct, frozen=True, kw_only=True):
    """What a sentence says of a run's amounts, one each."""

    labels: tuple[str, ...]
    periods: tuple[PeriodHint | None, ...]
    subjects: tuple[tuple[Subject, ...], ...]
    doubt: str
    """Why they are no facts; empty where they are."""


def _said(
    run: Run, text: str, whose: Sequence[Named], before: tuple[str, ...], sentence: Sentence, background: _Background
) -> _Said:
    start, end, count, periods = run.start, run.end, len(run.group), run.periods
    labels = labels_of(text, start, end, count) if count > 1 and len(set(periods)) == 1 else ()
    if not labels and (run.goes_on or run.parts) and before:
        labels = before[:1] * count
    labels = labels or (label_of(text, start, end, run.group[0].content),) * count
    percent = run.group[0].content is Content.PERCENT
    chosen = subjects_of(text, start, end, run.reach, whose, percent=percent, label=labels[0])
    part = part_of(text, end)
    usual = (*(item.subject for item in chosen), *((part,) if part else ()))
    subjects = [usual] * count
    shared: tuple[Subject, ...] = ()
    if len(set(periods)) == 1:
        shared = shared_out(count, start, end, whose, text)
        subjects = [(*_beside(one, usual), one) for one in shared] or subjects
    table = background.below.get(sentence.paragraph.ref.offset)
    if table is not None:
        periods = tuple(period or table.period for period in periods)
        subjects = [_marked(own, table.subject) for own in subjects]
    many = () if shared else next((names for item in chosen if (names := several(text, item, whose))), ())
    doubt = (
        worded(text, start, end)
        or unordered(run.group, labels, periods, subjects)
        or together(many)
        or of_nothing(text, run.group, usual)
    )
    return _Said(
        labels=labels,
        periods=periods,
        subjects=tuple(subjects),
        doubt=doubt,
    )


def _beside(one: Subject, usual: Sequence[Subject]) -> Iterator[Subject]:
    """The segment whose sales are parted among customers; a place or product beside parted segments is not theirs."""
    if one.kind is SubjectKind.CUSTOMER:
        yield from (subject for subject in usual if subject.kind is SubjectKind.SEGMENT)


def _marked(own: tuple[Subject, ...], marked: Subject | None) -> tuple[Subject, ...]:
    """The subjects of an amount in a footnote: where the sentence names no segment, the one that bears the mark."""
    return own if marked is None or any(is_segment(one.kind) for one in own) else (marked, *own)


def _set_signs(reading: _Reading) -> None:
    """What raised a measure in one sentence and lowered it in another has opposite signs: a cost and its reversal.
    Gains and losses are shown as gains: what lowered the measure is negative."""
    labels = {line.id: line.label for line in reading.lines.values()}
    for line, values in reading.effects.items():
        turned = "increased"
        if _GAINS.search(labels[line]):
            turned = "reduced"
        elif {how == "increased" for _, how in values if how} != {True, False}:
            continue
        for number, how in values:
            if (how == "increased") == (turned == "increased") and how:
                value = reading.values[number]
                reading.values[number] = replace(value, negative=not value.negative)


def _line(reading: _Reading, label: str, content: Content, sentence: Sentence, *, doubtful: bool) -> Line:
    key = (label.lower(), content, doubtful)
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
    power = power_of(mention, background.usual)
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


def _fiscal(calendar: Calendar) -> Fiscal:
    """A calendar that can be asked, where the note's dates are not at hand."""
    if not calendar.weeks:
        return Fiscal(calendar=calendar)
    annual = calendar.fiscal_period == "FY"
    own = calendar.period_end if annual else own_year_end(calendar.period_end, calendar.fiscal_year_end, annual=annual)
    return Fiscal(calendar=calendar, rule=week_rule(own, calendar.period_end.weekday(), ()))
