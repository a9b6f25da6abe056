"""The languages of this software, as data that settings can read before Django's registry is ready."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import global_settings
from django.conf.locale import LANG_INFO

PSEUDO = "qps"
SOURCE = "en"  # in which the words of the program are written


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code, its English name, the name its speakers use, and which way it runs."""

    code: str
    name: str
    own: str
    right_to_left: bool = False


KNOWN = {
    language.code: language
    for language in (
        Language("en", "English", "English"),
        Language("es", "Spanish", "Español"),
        Language("ar", "Arabic", "العربية", right_to_left=True),
        Language("my", "Burmese", "မြန်မာဘာသာ"),
        Language("zh-hans", "Simplified Chinese", "简体中文"),
        Language("vi", "Vietnamese", "Tiếng Việt"),
        Language("ht", "Haitian Creole", "Kreyòl ayisyen"),
        Language("so", "Somali", "Soomaali"),
        Language(PSEUDO, "Pseudo", "⟦Pseudo⟧", right_to_left=True),
    )
}
TRANSLATED = ("en", "es", "ar", "my", "zh-hans", "vi", "ht", "so")  # a language joins when its catalogue is whole
WRITTEN = tuple(code for code in KNOWN if code != PSEUDO)  # in which people may write to us
RIGHT_TO_LEFT = frozenset(global_settings.LANGUAGES_BIDI) | {code for code, one in KNOWN.items() if one.right_to_left}


def offered(*, pseudo: bool) -> list[tuple[str, str]]:
    """LANGUAGES for the settings: code and own name; with the pseudo-language where one looks for faults."""
    register()
    codes = (*TRANSLATED, PSEUDO) if pseudo else TRANSLATED
    return [(code, KNOWN[code].own) for code in codes]


def register() -> None:
    """Tell Django of the languages that it does not know (Somali, the pseudo-language) and of the names we use."""
    for code, language in KNOWN.items():
        LANG_INFO[code] = {
            "bidi": language.right_to_left,
            "code": code,
            "name": language.name,
            "name_local": language.own,
        }


def direction(code: str) -> str:
    """Which way a language runs, "rtl" or "ltr"; regions ("ar-EG") follow their language."""
    return "rtl" if code.lower().partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def choices() -> list[tuple[str, str]]:
    """The languages in which people may write to us, for a form's list, each by its own name."""
    return [(code, KNOWN[code].own) for code in WRITTEN]


def name(code: str) -> str:
    """What speakers call this language; an unknown code is its own name."""
    return KNOWN[code].own if code in KNOWN else code


def called(code: str) -> str:
    """What a language is called in the language of the page; one that we have no word for, by its English name."""
    from openbeat.core.translation import borrowed, lexicon  # noqa: PLC0415  settings read this file before gettext is there

    return str(borrowed.LANGUAGES[code]) if code in borrowed.LANGUAGES else lexicon.english(code)
