"""A small chart as SVG, by hand: cost against size, both on logarithmic scales, and linear growth dashed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 70, 30, 60, 55
INSET = 30
"""Between the frame and the first and last point, so that their figures stand clear of the scale."""
HALO = ' stroke="#fff" stroke-width="4" paint-order="stroke"'
DASHED = 'stroke="#946200" stroke-dasharray="5 4" fill="none"'


def shown(seconds: float) -> str:
    """Two digits, and none that the figure does not bear."""
    return f"{seconds:,.0f}" if seconds >= 10 else f"{seconds:.2g}"


def chart(path: Path, points: Sequence[tuple[float, float]], *, x: str, y: str) -> None:
    """Draw the points; the dashed line grows in proportion to size from the last point."""
    path.parent.mkdir(parents=True, exist_ok=True)
    low_x, high_x = points[0][0], points[-1][0]
    low_y = 10 ** math.floor(math.log10(min(p[1] for p in points)))
    high_y = 10 ** math.ceil(math.log10(max(p[1] for p in points)))

    def across(value: float) -> float:
        width = WIDTH - LEFT - RIGHT - 2 * INSET
        return LEFT + INSET + width * math.log(value / low_x) / math.log(high_x / low_x)

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * math.log(value / low_y) / math.log(high_y / low_y)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="13">',
        f"<title>{y} against {x}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22">{y}</text>',
        f'<path d="M{LEFT} 40h26" {DASHED}/><text x="{LEFT + 34}" y="44" fill="#946200">in proportion to size</text>',
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 12}" text-anchor="end">{x}</text>',
    ]
    decade = low_y
    while decade <= high_y * 1.001:
        parts.append(f'<path d="M{LEFT} {up(decade):.1f}H{WIDTH - RIGHT}" stroke="#d5d9de"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{up(decade) + 4:.1f}" text-anchor="end">{decade:,g}</text>')
        decade *= 10
    last_x, last_y = points[-1]
    start = max(low_x, last_x * low_y / last_y)
    parts.append(
        f'<path d="M{across(start):.1f} {up(last_y * start / last_x):.1f}L{across(last_x):.1f} {up(last_y):.1f}"'
        f" {DASHED}/>"
    )
    line = "L".join(f"{across(a):.1f} {up(b):.1f}" for a, b in points)
    parts.append(f'<path d="M{line}" stroke="#0b57a4" stroke-width="2" fill="none"/>')
    for a, b in points:
        parts.append(f'<circle cx="{across(a):.1f}" cy="{up(b):.1f}" r="4" fill="#0b57a4"/>')
        parts.append(f'<text x="{across(a):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{a:,g}</text>')
        parts.append(
            f'<text x="{across(a):.1f}" y="{up(b) - 9:.1f}" text-anchor="middle" fill="#0b57a4"{HALO}>{shown(b)}</text>'
        )
    parts.append("</svg>")
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")
