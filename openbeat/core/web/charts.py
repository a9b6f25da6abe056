"""Bars and sparklines as SVG made on the server; each says in words what it shows; classes only, no style."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTH, HEIGHT, EDGE = 240, 48, 4
KINDS = ("brand", "ok", "late")

type Point = tuple[object, float]  # what it stands for, in words; how many


def bar(share: float | None, label: object, kind: str = "brand") -> SafeString:
    """A bar filled to `share` (0 to 1; None draws it empty); `label` is read aloud in its place."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
    width = f"{100 * min(max(share or 0.0, 0.0), 1.0):.4g}"
    return format_html(
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="bar-ground" width="100" height="6"/><rect class="fill-{}" width="{}" height="6"/></svg>',
        label,
        kind,
        width,
    )


def sparkline(values: Sequence[Point], label: object) -> SafeString:
    """A line through the numbers, from oldest to newest, with a point on the newest; the scale begins at nought."""
    spots = places([float(number) for _words, number in values])
    if not spots:
        return format_html(
            '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}"></svg>', WIDTH, HEIGHT, label
        )
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="spark-ground" d="M0 {}H{}"/><polyline class="line-brand" points="{}"/>'
        '<circle class="fill-mark" cx="{}" cy="{}" r="4"/></svg>',
        WIDTH,
        HEIGHT,
        label,
        HEIGHT - EDGE,
        WIDTH,
        " ".join(f"{x:g},{y:g}" for x, y in spots),
        f"{spots[-1][0]:g}",
        f"{spots[-1][1]:g}",
    )


def places(numbers: Sequence[float]) -> list[tuple[float, float]]:
    """Where each number lies in the drawing: x from left to right, y from nought (bottom) to the largest."""
    if not numbers:
        return []
    top = max([*numbers, 0.0]) or 1.0
    step = (WIDTH - 2 * EDGE) / max(len(numbers) - 1, 1)
    return [
        (round(EDGE + step * index, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * max(number, 0.0) / top, 1))
        for index, number in enumerate(numbers)
    ]
