"""Which beats a title names: “1131/32”, “213/215/224”, “0211 & 0212”, in the notations that police calendars use.

Numbers of three or four digits are filled up with zeros; two digits after / & , - or “and” take the first two of the
number before (1131/32: 1131 and 1132). Two whole numbers with a dash between them (913-915) may be a range or a pair:
nobody can tell, so such a title names no beat for sure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ORDINAL = r"(?!\d|st\b|nd\b|rd\b|th\b)"
NUMBER = re.compile(
    rf"(?<!\d)(\d{{3,4}}){ORDINAL}((?:\s*(?:/|&|,|-|\band\b)\s*(?:&\s*)?\d{{2}}{ORDINAL})*)", re.IGNORECASE
)
SHORT = re.compile(r"\d{2}")
RANGE = re.compile(r"\d{3,4}\s*-\s*\d{3,4}(?!\d)")
WIDTH = 4


def named(title: str, is_beat: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The beats that a title names, each once, in order; None where it names something that cannot be told for sure."""
    if RANGE.search(title):
        return None
    found: dict[str, None] = {}
    for match in NUMBER.finditer(title):
        whole = match[1].zfill(WIDTH)
        found |= dict.fromkeys([whole, *(whole[:2] + short for short in SHORT.findall(match[2]))])
    return tuple(found) if all(is_beat(code) for code in found) else None
