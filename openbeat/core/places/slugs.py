"""Addresses of areas: short, readable, each once."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from django.utils.text import slugify

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

LONGEST = 80
RESERVED = frozenset({"find", "map", "new"})  # pages beside those of the areas


def fresh(name: str, kind: str, taken: Container[str]) -> str:
    """An address that no other area has: millrace, beat-0111, riverside-neighbourhood, riverside-2."""
    plain = slugify(name)[:LONGEST].strip("-")
    if not plain.strip("0123456789-"):
        plain = f"{kind}-{plain}".strip("-")
    for candidate in _candidates(plain, kind):
        if candidate not in taken and candidate not in RESERVED:
            return candidate
    raise AssertionError  # pragma: no cover  candidates never end


def _candidates(plain: str, kind: str) -> Iterator[str]:
    yield plain
    if not plain.startswith(kind):
        yield f"{plain}-{kind}"
    yield from (f"{plain}-{number}" for number in count(2))
