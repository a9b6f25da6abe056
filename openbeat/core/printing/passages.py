"""What goes onto a page: words that know their language, as plain data that the page's template reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from openbeat.core.printing import fonts

CODE = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-.*)?")
REGIONS = {"zh-hans": "CN", "zh-hant": "TW"}  # without one, Chinese is drawn with Japanese shapes


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a person wrote, and the language they wrote them in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in the terms of a page: code, region, direction."""

    lang: str
    region: str
    rtl: bool


def tongue(code: str) -> Tongue:
    """Say how a language is set on a page; where nobody knows the code, the words' own direction decides."""
    known = CODE.fullmatch(code.lower().replace("_", "-"))
    lang, region = known.groups(default="") if known else ("und", "")
    return Tongue(lang, REGIONS.get(code.lower(), region.upper()), lang in settings.LANGUAGES_BIDI)


def plain(value: Any) -> Any:
    """Turn labels, passages, data classes and lists of them into what JSON can hold, every character printable."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Passage):
        return _passage(value)
    if isinstance(value, str | Promise):
        return fonts.printable(str(value))
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return [plain(inner) for inner in value]


def _passage(passage: Passage) -> dict[str, Any]:
    return {"text": fonts.printable(passage.text), **asdict(tongue(passage.language))}
