"""How files write the code of a language, and which of our languages a file means."""

from __future__ import annotations

import re

from openbeat.core.translation import languages

ALIASES = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-hans-cn": "zh-hans", "hat": "ht", "som": "so"}
SCRIPT = 4  # letters of the code of a script
REGION = re.compile(r"[a-z]{2}|\d{3}")


def written(code: str) -> str:
    """A code as XLIFF and BCP 47 write it: `zh-Hans`."""
    return "-".join(part.title() if len(part) == SCRIPT else part for part in code.split("-"))


def of(tag: str) -> str:
    """Which of our languages a tag means: `es_MX.UTF-8` is Spanish, `zh-CN` is Simplified Chinese; else the tag."""
    plain = re.split(r"[.@]", tag.strip())[0].replace("_", "-").lower()
    plain = ALIASES.get(plain, plain)
    base, _dash, rest = plain.partition("-")
    if plain not in languages.KNOWN and base in languages.KNOWN and REGION.fullmatch(rest):
        return base
    return plain
