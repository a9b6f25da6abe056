"""A letter run: many letters in one PDF file, each with its page for the address, in parts that memory can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from openbeat.core.hooks import texts
from openbeat.core.printing import fonts, labels
from openbeat.core.printing.passages import Passage, credits_of, plain, quotes, tongue
from openbeat.core.printing.services import typeset

if TYPE_CHECKING:
    from openbeat.core.hooks.texts import Readings

PART = 250  # letters; a run of 20,000 in one piece would take gigabytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: the lines of the address, the language of whoever gets it, and what the template shows."""

    address: tuple[str, ...]
    language: str
    data: Mapping[str, Any]
    large: bool = False
    help: tuple[Passage, ...] = ()  # how to get help in one's language, where nobody knows which that is


def render_letters(letters: Sequence[Letter], *, title: str) -> bytes:
    """Set letters one after the other. One alone is tagged for screen readers; a run is for paper, and is not.

    Raises Unprintable, and ValueError where there is no letter.
    """
    if not letters:
        raise ValueError("a run has letters")
    parts = [_part(part, title, tagged=len(letters) == 1) for part in batched(letters, PART)]
    return parts[0] if len(parts) == 1 else _joined(parts)


def _part(part: Sequence[Letter], title: str, *, tagged: bool) -> bytes:
    found = {language: _found(part, language) for language in {letter.language for letter in part}}
    sheet = {"title": plain(title), "letters": [_sheet(letter, found[letter.language]) for letter in part]}
    rare = any(fonts.is_rare(character) for character in set(json.dumps(sheet, ensure_ascii=False)))
    common = {"labels": {}, "rtl": False, "large": False, "families": fonts.families(rare=rare)}
    return typeset("letter", {**sheet, **common}, rare=rare, tagged=tagged)


def _found(part: Sequence[Letter], language: str) -> Readings:
    theirs = (quote for letter in part if letter.language == language for quote in quotes(letter.data))
    return texts.in_language(set(theirs), language)


def _sheet(letter: Letter, found: Readings) -> dict[str, Any]:
    with override(letter.language):
        sheet = plain({**letter.data, "address": letter.address, "large": letter.large}, found)
        sheet["help"] = plain(letter.help)
        sheet["credits"] = credits_of({quote: found[quote] for quote in quotes(letter.data) if quote in found})
        own = plain({**labels.EVERY_PAGE, **labels.LABELS["letter"]})
    known = tongue(letter.language)
    marked = fonts.UNKNOWN in json.dumps(sheet, ensure_ascii=False)
    return {**sheet, "labels": own, "lang": known.lang, "region": known.region, "rtl": known.rtl, "unprintable": marked}


def _joined(parts: Sequence[bytes]) -> bytes:
    from pypdfium2 import PdfDocument  # noqa: PLC0415  some megabytes that only a large run needs

    whole, out = PdfDocument.new(), BytesIO()
    for part in parts:
        whole.import_pages(PdfDocument(part))
    whole.save(out)
    return out.getvalue()
