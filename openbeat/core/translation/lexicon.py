"""Languages that people speak at home, far more than the pages have: found by code, by English or by own name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from django.conf.locale import LANG_INFO

from openbeat.core.department import tongues
from openbeat.core.translation import languages

# Code, English name, own name (empty where we do not know it for certain).
MORE = (
    ("ak", "Twi", "Twi"),
    ("am", "Amharic", "አማርኛ"),
    ("ase", "American Sign Language", ""),
    ("chk", "Chuukese", ""),
    ("cnh", "Hakha Chin", ""),
    ("gu", "Gujarati", "ગુજરાતી"),
    ("ha", "Hausa", "Hausa"),
    ("haw", "Hawaiian", "ʻŌlelo Hawaiʻi"),  # noqa: RUF001  the letter that it is spelled with
    ("hmn", "Hmong", "Hmoob"),
    ("ilo", "Ilocano", "Ilokano"),
    ("jam", "Jamaican Creole", "Patwa"),
    ("kac", "Kachin", ""),
    ("kar", "Karen", ""),
    ("kea", "Cape Verdean Creole", "Kriolu"),
    ("ku", "Kurdish", "Kurdî"),
    ("ln", "Lingala", "Lingála"),
    ("lo", "Lao", "ລາວ"),
    ("mam", "Mam", "Qyol Mam"),
    ("mh", "Marshallese", ""),
    ("nv", "Navajo", "Diné bizaad"),
    ("om", "Oromo", "Afaan Oromoo"),
    ("pdc", "Pennsylvania Dutch", "Deitsch"),
    ("prs", "Dari", "دری"),
    ("ps", "Pashto", "پښتو"),
    ("quc", "K'iche'", "K'iche'"),
    ("rhg", "Rohingya", ""),
    ("rn", "Kirundi", "Ikirundi"),
    ("rw", "Kinyarwanda", "Ikinyarwanda"),
    ("si", "Sinhala", "සිංහල"),
    ("sm", "Samoan", "Gagana Sāmoa"),
    ("ti", "Tigrinya", "ትግርኛ"),
    ("tl", "Tagalog", "Tagalog"),
    ("to", "Tongan", "Lea fakatonga"),
    ("wo", "Wolof", "Wolof"),
    ("yi", "Yiddish", "ייִדיש"),
    ("yo", "Yoruba", "Yorùbá"),
    ("yue", "Cantonese", "粵語"),
)
ALSO = {
    "castilian": "es", "chinese": "zh-hans", "mandarin": "zh-hans", "mandarin chinese": "zh-hans", "cmn": "zh-hans",
    "zh": "zh-hans", "zh-cn": "zh-hans", "zh-tw": "zh-hant", "myanmar": "my", "farsi": "fa", "creole": "ht",
    "haitian": "ht", "kreyòl": "ht", "filipino": "tl", "fil": "tl", "portuguese": "pt", "asl": "ase", "twi": "ak",
    "khmer": "km", "cambodian": "km", "kiswahili": "sw", "panjabi": "pa", "in": "id", "iw": "he",
}  # fmt: skip


def english(code: str) -> str:
    """The English name of a language; an unknown code is its own name."""
    return _names().get(code, (code, code))[0]


def own(code: str) -> str:
    """What its speakers call a language, or its English name where we do not know."""
    theirs, name = _names().get(code, (code, code))
    return name or theirs


def find(words: str) -> str:
    """The code of the language that these words name, or "" where we know none: `my`, `Burmese`, `မြန်မာဘာသာ`."""
    said = _plain(words)
    return _index().get(said) or _index().get(said.partition("-")[0] if "-" in said else "", "")


def codes() -> frozenset[str]:
    """The codes of all languages that can be found."""
    return frozenset(_names())


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, str]]:
    ours = {code: (one.name, one.own) for code, one in languages.KNOWN.items() if code != languages.PSEUDO}
    whole = {code: one for code, one in LANG_INFO.items() if "-" not in code or code in tongues.SPOKEN}
    djangos = {code: (one["name"], one["name_local"]) for code, one in whole.items() if "name" in one}
    more = {code: (name, theirs) for code, name, theirs in MORE}
    found = {**djangos, **more, **ours}
    found.pop(languages.PSEUDO, None)
    return {code: (name, tongues.OUR_NAMES.get(code) or theirs) for code, (name, theirs) in sorted(found.items())}


@lru_cache(maxsize=1)
def _index() -> dict[str, str]:
    names = {_plain(name): code for code, both in _names().items() for name in reversed(both) if name}
    return {**names, **ALSO, **{code: code for code in codes()}}


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().replace("_", "-").split())
