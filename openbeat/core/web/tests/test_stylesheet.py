"""The stylesheet: contrast in numbers, both directions, every way of seeing, and its weight."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CSS = (HERE.parent / "static/web/openbeat.css").read_text(encoding="utf-8")
JS = (HERE.parent / "static/web/openbeat.js").read_text(encoding="utf-8")
PHYSICAL = re.compile(
    r"(?<![\w-])(margin|padding|border)-(left|right|top|bottom)|(?<![\w-])(left|right|top|bottom|width|height"
    r"|min-width|max-width|min-height|max-height)\s*:(?![^{]*\)\s*\{)|text-align:\s*(left|right)|float:\s*(left|right)"
)


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-fA-F]{3,6})", block))


def schemes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root\s*\{(.*?)\}", CSS, re.DOTALL)
    light = tokens(blocks[0])
    return {"light": light, "dark": {**light, **tokens(blocks[1])}, "print": {**light, **tokens(blocks[2])}}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("paper", "card", "tint", "warm", "ok-tint", "late-tint")
TEXTS = [(ink, ground) for ink in ("ink", "soft", "brand", "brand-deep") for ground in GROUNDS] + [
    ("mark", "paper"),
    ("mark", "card"),
    ("mark", "tint"),
    ("mark", "warm"),
    ("ok", "paper"),
    ("ok", "card"),
    ("ok", "tint"),
    ("ok", "ok-tint"),
    ("late", "paper"),
    ("late", "card"),
    ("late", "tint"),
    ("late", "late-tint"),
    ("brand-ink", "brand"),
    ("brand-ink", "brand-deep"),
    ("brand-ink", "mark"),
    ("ink", "water"),
]
SHAPES = [(shape, ground) for shape in ("edge", "brand", "mark", "ok", "late") for ground in ("paper", "card")] + [
    ("brand", "track"),
    ("ok", "track"),
    ("late", "track"),
]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_every_pair_of_colours_that_carries_words_or_shapes_has_contrast(scheme: str) -> None:
    colours = schemes()[scheme]
    weak = [
        f"{one} on {other}: {contrast(colours[one], colours[other]):.2f}, needs {least}"
        for pairs, least in ((TEXTS, 4.5), (SHAPES, 3.0))
        for one, other in pairs
        if not (scheme == "print" and other in {"track", "water"})  # on paper the bar has its words beside it
        and contrast(colours[one], colours[other]) < least
    ]

    assert not weak, weak


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def test_the_stylesheet_is_light_and_knows_no_left_and_right() -> None:
    rules = re.sub(r"/\*.*?\*/|url\('.*?'\)|@(media|container|page)[^{]*", "", CSS, flags=re.DOTALL)

    assert len(gzip.compress(CSS.encode(), 9)) < 8192
    assert len(gzip.compress(JS.encode(), 9)) < 2048
    assert [found.group() for found in PHYSICAL.finditer(rules)] == []
    assert "@import" not in CSS
    assert "//" not in re.sub(r"http://www\.w3\.org/2000/svg", "", CSS)


def test_every_way_of_seeing_is_provided_for() -> None:
    for condition in ("prefers-color-scheme: dark", "forced-colors: active", "prefers-reduced-motion", "print"):
        assert f"@media ({condition}" in CSS or f"@media {condition}" in CSS
    assert all(mark in CSS for mark in (":focus-visible", ":lang(my)", ":lang(ar)", ":dir(rtl)"))
