"""The pseudo-language: every sentence accented, two fifths longer and in brackets, so that what was forgotten shows."""

from __future__ import annotations

import math
import re

# What a program reads, and an accent would break: placeholders, tags, entities.
KEPT = re.compile(r"%\([^)]*\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%[%sdfr]|\{[^{}]*\}|<[^<>]+>|&[#\w]+;")
ACCENTED = str.maketrans(
    "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ",
    "åÅƀƁçÇđĐéÉƒƑğĞħĦîÎĵĴķĶļĻɱṀñÑöÖþÞɋɊŕŔšŠţŢûÛṽṼŵŴẋẊýÝžŽ",
)
LONGER = 0.4
FILLER = "ƃéñð "


def pseudo(message: str) -> str:
    """The sentence as the pseudo-language says it; placeholders, tags, entities and outer white space stay."""
    core = message.strip()
    if not core:
        return message
    start, end = message.split(core, 1)
    accented = _between(core)
    wanted = math.ceil(len(KEPT.sub("", core)) * LONGER)
    filler = (FILLER * (wanted // len(FILLER) + 1))[:wanted].strip() or "·"
    return f"{start}⟦{accented} {filler}⟧{end}"


def _between(core: str) -> str:
    parts, last = [], 0
    for kept in KEPT.finditer(core):
        parts += [core[last : kept.start()].translate(ACCENTED), kept[0]]
        last = kept.end()
    return "".join([*parts, core[last:].translate(ACCENTED)])
