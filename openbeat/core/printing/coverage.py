"""Which characters a font file can draw: a small reader of the "cmap" table (OpenType 1.9, formats 4 and 12)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from

SEGMENTS, GROUPS = 4, 12  # the two formats of a Unicode table that fonts use
LAST_SEGMENT = 0xFFFF  # closes the table and draws nothing


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ranges of code points, first and last, in order."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def __contains__(self, character: str) -> bool:
        place = bisect_right(self.firsts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.lasts[place]


def of(path: Path) -> Coverage:
    """Read what the font draws; of a collection, its first font. A file that is no font covers nothing."""
    with path.open("rb") as file:
        head = file.read(12)
        start = unpack_from(">I", file.read(4))[0] if head[:4] == b"ttcf" else 0
        file.seek(start)
        count = unpack_from(">H", file.read(12), 4)[0]
        tables = file.read(16 * count)
        place = next((i for i in range(0, 16 * count, 16) if tables[i : i + 4] == b"cmap"), None)
        if place is None:
            return Coverage((), ())
        offset, length = unpack_from(">II", tables, place + 8)
        file.seek(offset)
        ranges = _ranges(file.read(length))
    return Coverage(tuple(first for first, _ in ranges), tuple(last for _, last in ranges))


def _ranges(cmap: bytes) -> list[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for place in range(unpack_from(">H", cmap, 2)[0]):
        offset = unpack_from(">I", cmap, 4 + 8 * place + 4)[0]
        kind = unpack_from(">H", cmap, offset)[0]
        if kind == SEGMENTS:
            found |= _segments(cmap, offset)
        elif kind == GROUPS:
            found |= _groups(cmap, offset)
    return _merged(sorted(found))


def _segments(cmap: bytes, offset: int) -> set[tuple[int, int]]:
    count = unpack_from(">H", cmap, offset + 6)[0] // 2
    lasts = unpack_from(f">{count}H", cmap, offset + 14)
    firsts = unpack_from(f">{count}H", cmap, offset + 16 + 2 * count)
    return {(first, last) for first, last in zip(firsts, lasts, strict=True) if first != LAST_SEGMENT}


def _groups(cmap: bytes, offset: int) -> set[tuple[int, int]]:
    count = unpack_from(">I", cmap, offset + 12)[0]
    numbers = unpack_from(f">{3 * count}I", cmap, offset + 16)
    return set(zip(numbers[0::3], numbers[1::3], strict=True))


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in ranges:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
