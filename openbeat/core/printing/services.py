"""Pages for paper: plain data in, an accessible PDF file out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.translation import get_language, override

from openbeat.core.department import tongues
from openbeat.core.hooks import texts
from openbeat.core.printing import fonts, labels
from openbeat.core.printing.passages import credits_of, plain, quotes, tongue

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "typst"
STANDARD: Final = "ua-1"


class Unprintable(Exception):
    """The page could not be set; the cause is a fault of ours and never of the person who asked."""


def render(template: str, data: Mapping[str, Any], *, language: str, title: str, town_note: str = "") -> bytes:
    """Set a page of ours in this language and return a PDF file that conforms to PDF/UA-1; raises Unprintable.

    `data` holds strings, numbers, `Passage`s, data classes, lists and mappings of them. Words in it are never read as
    instructions to the typesetter. The template's own words are in `labels`; `data["labels"]` may replace some.
    """
    with override(language):
        own = {**labels.EVERY_PAGE, **labels.LABELS.get(template, {}), **data.get("labels", {})}
        found = texts.in_language(set(quotes(data)), language)
        sheet = plain({**data, "labels": own, "title": title, "town_note": town_note}, found)
        sheet["credits"] = credits_of(found)
    text = json.dumps(sheet, ensure_ascii=False)
    rare = any(fonts.is_rare(character) for character in set(text))
    known = tongue(language)
    sheet |= {"lang": known.lang, "region": known.region, "rtl": known.rtl, "families": fonts.families(rare=rare)}
    sheet["unprintable"] = fonts.UNKNOWN in _words(text)
    return typeset(template, sheet, rare=rare)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page shows in the language that is active when it is made."""

    title: str
    data: Mapping[str, Any]
    town_note: str = ""


def columns(asked: str) -> tuple[str, str]:
    """The two languages of a form, the source first; without a second one that we speak, the page's own alone."""
    active = get_language() or settings.LANGUAGE_CODE
    second = active if asked == settings.LANGUAGE_CODE else asked
    if second == settings.LANGUAGE_CODE or second not in dict(settings.LANGUAGES):
        return active, ""
    return settings.LANGUAGE_CODE, second


def languages_beside() -> list[tuple[str, str]]:
    """The languages that can stand beside the source, each by its own name."""
    codes = (code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE and not code.startswith("q"))
    return [(code, tongues.name(code)) for code in codes]


def render_both(template: str, make: Callable[[], Sheet], languages: tuple[str, str]) -> bytes:
    """Set a form in one language, or in two columns, each with its language and direction; raises Unprintable."""
    first, second = languages
    with override(first):
        sheet = make()
    data = dict(sheet.data)
    if second:
        with override(second):
            data["second"] = _column(template, make(), second)
    return render(template, data, language=first, title=sheet.title, town_note=sheet.town_note)


def _column(template: str, sheet: Sheet, language: str) -> dict[str, Any]:
    own = {**labels.EVERY_PAGE, **labels.LABELS.get(template, {}), **sheet.data.get("labels", {})}
    found = texts.in_language(set(quotes(sheet.data)), language)
    # Made plain while its language is active; what is plain already stays as it is when the page is set.
    whole = plain({**sheet.data, "labels": own, "title": sheet.title, "town_note": sheet.town_note}, found)
    whole["labels"].pop("unprintable")  # said once, in the page's own language
    return {**whole, **asdict(tongue(language)), "credits": credits_of(found)}


def _words(text: str) -> str:
    """What was asked to be printed, without our own sentence about the mark."""
    return text.replace(json.loads(text)["labels"]["unprintable"], "")


def typeset(template: str, sheet: dict[str, Any], *, rare: bool, tagged: bool = True) -> bytes:
    """Set what is plain data already; without tags it is for paper alone, and a long run fits into memory."""
    import typst  # noqa: PLC0415  some megabytes that few requests need

    how: dict[str, Any] = {"pdf_standards": [STANDARD]} if tagged else {"pdf_tags": False}
    try:
        made = _compiler(template, rare=rare).compile(format="pdf", sys_inputs={"sheet": json.dumps(sheet)}, **how)
    except typst.TypstError as fault:
        raise Unprintable(f"{template}: {fault.message} {' '.join(fault.hints)}") from fault
    if not isinstance(made, bytes):
        raise Unprintable(template)
    return made


@cache
def _compiler(template: str, *, rare: bool) -> typst.Compiler:
    import typst  # noqa: PLC0415  some megabytes that few requests need

    source = TEMPLATES / f"{template}.typ"
    return typst.Compiler(input=str(source), root=str(TEMPLATES), font_paths=fonts.book(rare=rare))
