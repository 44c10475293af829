"""The page's view: the note with its tags, the panels beside it, how far the review is, and the sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..emit.environment import render
from ..interpret.model import FootingState, InterpretedTable
from ..mapping.model import DecidedBy
from ..pipeline import Conversion
from ..report import words
from ..report.index import Index
from ..report.note import BlockView, CellView, TableView, address
from ..report.page import ReportView, report_view
from ..report.tally import arithmetic_tally, checklist_tally
from . import signature
from .against_prior import PriorView, against_prior
from .workspace import Workspace, progress

_NUMBER = re.compile(r"[$€£¥(\s−-]*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[)%\s]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


class SumView(Struct, frozen=True, kw_only=True):
    """A sum that does not hold."""

    text: str
    anchor: str
    place: str


class SignedView(Struct, frozen=True, kw_only=True):
    """`by` is empty where nobody signed; `changed` are the files that are not what was signed."""

    by: str
    on: str
    changed: tuple[str, ...]

    @property
    def changed_text(self) -> str:
        return ", ".join(self.changed)


class PageView(Struct, frozen=True, kw_only=True):
    """Everything on the page. `accepted` are the addresses of the numbers that a person has decided; `prior` is None
    where no prior filing was given; `checklist` and `changes` say in words how many there are."""

    generation: int
    report: ReportView
    blocks: tuple[BlockView, ...]
    accepted: frozenset[str]
    done: int
    lines: int
    unsure: int
    undoable: int
    validating: bool
    pending: bool
    sums: tuple[SumView, ...]
    sums_hold: int
    sums_round: int
    sums_fail: int
    checklist: str
    prior: tuple[PriorView, ...] | None
    changes: str
    signed: SignedView
    profile: str
    files: tuple[str, ...]
    n_files: str


def page_view(workspace: Workspace) -> PageView:
    state = workspace.state
    index, made = state.index, state.made
    report = report_view(made)
    done, lines = progress(state)
    groups = [group for group in index.groups if group.facts]
    holds, rounds, fails = arithmetic_tally(made)
    prior = None if workspace.prior is None else against_prior(index, workspace.prior)
    files = signature.outputs(workspace.folder)
    return PageView(
        generation=state.generation,
        report=report,
        blocks=tuple(_marked(block) for block in report.blocks),
        accepted=frozenset(
            address(fact) for g in groups if g.first.decided_by is DecidedBy.PROFILE for fact in g.facts
        ),
        done=done,
        lines=lines,
        unsure=sum(words.band(group.confidence) == "unsure" for group in groups),
        undoable=state.undoable,
        validating=workspace.validating,
        pending=workspace.pending,
        sums=tuple(_sums(index)),
        sums_hold=holds,
        sums_round=rounds,
        sums_fail=fails,
        checklist=_tally(made),
        prior=prior,
        changes=words.plural(len(prior or ()), "change"),
        signed=signed_view(workspace),
        profile=workspace.run.profile.name,
        files=files,
        n_files=words.plural(len(files), "file"),
    )


def _tally(made: Conversion) -> str:
    """`2 missing, 3 unclear, 14 given`."""
    tally = checklist_tally(made)
    order = ("missing", "unclear", "given", "not applicable")
    return ", ".join(f"{tally[name]} {name}" for name in order if tally.get(name)) or "not run"


def signed_view(workspace: Workspace) -> SignedView:
    signed = signature.read(workspace.folder)
    if signed is None:
        return SignedView(by="", on="", changed=())
    return SignedView(
        by=signed["signed_by"], on=signed["signed_on"], changed=signature.changed(workspace.folder, signed)
    )


def fragments(view: PageView) -> dict[str, str]:
    """The parts of the page that a decision changes, as HTML."""
    return {part: render(f"review/{part}.html.jinja", view) for part in ("note", "panels", "bar")}


def _sums(index: Index) -> Iterator[SumView]:
    """The proofs that fail; where none were made, the sums of the tables that fail."""
    for proof in index.conversion.proofs:
        if proof.state is FootingState.FAILS:
            ref = proof.place or proof.total.where
            text = f"{proof.total.name} {proof.total.shown}: off by {words.amount(proof.difference)}"
            yield SumView(text=text, anchor=index.link(ref), place=ref.place if ref is not None else "")
    if not index.conversion.proofs:
        for table in index.conversion.interpreted.tables:
            yield from _footings(index, table)


def _footings(index: Index, table: InterpretedTable) -> Iterator[SumView]:
    labels = {line.id: line.label for line in table.lines}
    for footing in table.footings:
        value = index.values.get(footing.total)
        if footing.state is FootingState.FAILS and value is not None:
            text = f"{labels.get(value.line, '')} {value.shown}: off by {words.amount(footing.difference)}"
            yield SumView(text=text.strip(), anchor=index.link(value.ref), place=value.ref.place)


def _marked(block: BlockView) -> BlockView:
    """Numbers that carry no tag and were not even read are marked too."""
    return replace(block, tables=tuple(_table(table) for table in block.tables)) if block.tables else block


def _table(table: TableView) -> TableView:
    return replace(table, rows=tuple(tuple(_cell(cell) for cell in row) for row in table.rows))


def _cell(cell: CellView) -> CellView:
    text = cell.piece.text.strip()
    if cell.piece.band or cell.header or not cell.id or not _NUMBER.fullmatch(text) or _YEAR.fullmatch(text):
        return cell
    return replace(cell, piece=replace(cell.piece, band="skipped", why="not read as a number of a line"))
