"""Columns over time as SVG made on the server: this year's beside last year's; classes only, and words for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, FOOT = 360, 96, 2


@dataclass(frozen=True, slots=True)
class Column:
    """One moment of time: what it is called, how many, and how many a year before (None where nobody compares)."""

    words: str
    number: int
    before: int | None = None


def drawing(columns: Sequence[Column], label: object) -> SafeString:
    """Draw them from oldest to newest; the scale begins at nought, and the newest is marked."""
    parts = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', _rects(columns))
    shape = (
        '<svg class="columns" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="spark-ground" d="M0 {}H{}"/>{}</svg>'
    )
    return format_html(shape, WIDTH, HEIGHT, label, HEIGHT - FOOT, WIDTH, parts)


def _rects(columns: Sequence[Column]) -> list[tuple[str, str, str, str, str]]:
    top = max([1, *(max(column.number, column.before or 0) for column in columns)])
    step = WIDTH / max(len(columns), 1)
    found = []
    for index, column in enumerate(columns):
        pair = column.before is not None
        wide = step * (0.4 if pair else 0.7)
        left = index * step + step * 0.1
        if column.before:
            found.append(_rect("fill-before", left, column.before, wide, top))
        newest = index == len(columns) - 1
        if column.number:
            kind = "fill-mark" if newest else "fill-brand"
            found.append(_rect(kind, left + (wide if pair else step * 0.05), column.number, wide, top))
    return found


def _rect(kind: str, left: float, number: int, wide: float, top: int) -> tuple[str, str, str, str, str]:
    high = (HEIGHT - 2 * FOOT) * number / top
    return kind, f"{left:.1f}", f"{HEIGHT - FOOT - high:.1f}", f"{wide:.1f}", f"{high:.1f}"
