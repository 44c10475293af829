"""Step 6: row labels. A label spread over cells is one piece; a second column of labels stays a column of text."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from .grid import Grid, Piece


def join_labels(grid: Grid) -> Grid:
    """Set the logical column of the pieces before the edge: 0, or 1 for a second column of labels. `width` becomes the
    number of label columns."""
    second = _second_column(grid)
    pieces: list[Piece] = []
    for number, row in grid.rows().items():
        below = number >= grid.body
        labels = [piece for piece in row if piece.start < grid.edge and (below or piece.stop <= grid.edge)]
        rest = row[len(labels) :]
        if below and len(labels) > 1 and second is None:
            labels = [_joined(labels, grid.text)]
        for piece in labels:
            deep = second is not None and piece.start >= second
            pieces.append(replace(piece, col=int(deep), span=1))
        pieces.extend(rest)
    return replace(grid, pieces=tuple(pieces), width=1 if second is None else 2)


def _second_column(grid: Grid) -> int | None:
    """The raw column where the second label of a row begins, where at least two rows have two."""
    seconds: Counter[int] = Counter()
    for number, row in grid.rows().items():
        labels = [piece for piece in row if piece.start < grid.edge]
        if number >= grid.body and len(labels) > 1:
            seconds[labels[1].start] += 1
    column, count = seconds.most_common(1)[0] if seconds else (0, 0)
    return column if count > 1 else None


def _joined(labels: list[Piece], text: str) -> Piece:
    """One piece from the first label to the last: its text is the stretch of the document that they take."""
    head, tail = labels[0], labels[-1]
    start, end = head.raw.ref.offset, tail.raw.ref.end
    shown = text[start:end]
    inner = [piece.raw.ref.offset - start for piece in labels[1:]]
    raw = replace(
        head.raw,
        text=shown,
        ref=replace(head.raw.ref, end=end),
        superscripts=tuple(
            (a + piece.raw.ref.offset - start, b + piece.raw.ref.offset - start)
            for piece in labels
            for a, b in piece.raw.superscripts
        ),
        breaks=tuple(at for at in inner if at and not shown[at - 1].isspace()),
    )
    return replace(
        head,
        raw=raw,
        text=shown,
        words=" ".join(piece.words for piece in labels if piece.words),
        stop=tail.stop,
        last=tail.last,
    )
