"""What the walk over a page gathers before it is frozen: runs of text, cells, tables."""

from __future__ import annotations

from msgspec import Struct, field

WHITE = (
    " \t\n\r\f\v\u00a0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff"
)
"""What shows as nothing: it is not part of a block's text at its ends."""
_NBSP_POINTS = 2.5
"""Width of a no-break space at ten points: leading ones are an indent."""


class Run(Struct):
    """A maximal run of inline text: `start` to `end` of the text stream, without white space at the ends."""

    start: int = -1
    end: int = -1
    bold: bool = True
    heading: int = 0
    indent: float = 0.0
    spaces: int = 0
    raised: list[tuple[int, int]] = field(default_factory=list)

    def add(self, offset: int, text: str, *, bold: bool, raised: bool) -> None:
        """Take in one text slot that begins at `offset`."""
        core = text.lstrip(WHITE)
        if not core:
            if self.start < 0:
                self.spaces += text.count("\u00a0")
            return
        lead = len(text) - len(core)
        core = core.rstrip(WHITE)
        if self.start < 0:
            self.start = offset + lead
            self.indent += (self.spaces + text.count("\u00a0", 0, lead)) * _NBSP_POINTS
        self.end = offset + lead + len(core)
        if not bold:
            self.bold = False
        if raised:
            self.raised.append((offset + lead, self.end))


class CellDraft(Struct):
    """A table cell: what flows in it, and how it looks."""

    col_span: int = 1
    row_span: int = 1
    header: bool = False
    indent: float = 0.0
    top: bool = False
    bottom: bool = False
    items: list[Item] = field(default_factory=list)
    row: int = 0
    col: int = 0

    @property
    def runs(self) -> list[Run]:
        """The runs of the cell in order, those of tables nested in it included."""
        return list(iter_runs(self.items))

    @property
    def empty(self) -> bool:
        return not self.items


class TableDraft(Struct):
    """A table: `before` holds what stands in it outside its cells (captions)."""

    rows: list[list[CellDraft]] = field(default_factory=list)
    before: list[Item] = field(default_factory=list)
    row_tops: list[bool] = field(default_factory=list)

    def open_row(self, *, top: bool) -> None:
        self.rows.append([])
        self.row_tops.append(top)


Item = Run | TableDraft


def iter_runs(items: list[Item]) -> list[Run]:
    """Return the runs in document order, tables opened."""
    runs: list[Run] = []
    stack: list[Item] = list(reversed(items))
    while stack:
        item = stack.pop()
        if isinstance(item, Run):
            runs.append(item)
        else:
            inner = [i for row in item.rows for cell in row for i in cell.items]
            stack.extend(reversed(item.before + inner))
    return runs
