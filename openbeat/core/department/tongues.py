"""Languages that people here speak, each by the name that its speakers use."""

from __future__ import annotations

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

SPOKEN = (
    "en", "es", "ar", "my", "zh-hans", "zh-hant", "vi", "ht", "so", "fr", "de", "hi", "hy", "it", "ja", "km", "ko",
    "ne", "fa", "pl", "pt", "ru", "sw", "tr", "uk", "ur",
)  # fmt: skip
OUR_NAMES = {
    "ht": "Kreyòl ayisyen",
    "so": "Soomaali",
    "ur": "اردو",
    "ne": "नेपाली",
    "sw": "Kiswahili",
    "km": "ខ្មែរ",
    "hy": "հայերեն",
}


NOT_KNOWN = "und"  # BCP 47: nobody has said which language it is


def name(code: str) -> str:
    """What its speakers call a language; an unknown code is its own name."""
    if code == NOT_KNOWN:
        return _("not known")
    known = LANG_INFO.get(code, {})
    return str(OUR_NAMES.get(code) or known.get("name_local") or code)


def spoken() -> list[tuple[str, str]]:
    """Languages to choose from, for an area or a post."""
    return [(code, name(code)) for code in SPOKEN]


def of_pages() -> list[tuple[str, str]]:
    """Languages that the pages can be shown in."""
    return [(code, name(code)) for code, _name in settings.LANGUAGES]
