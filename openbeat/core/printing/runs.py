"""A letter run: many letters in one PDF file, each with its page for the address, in parts that memory can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import batched
from typing import Any

from django.utils.translation import override

from openbeat.core.printing import fonts, labels
from openbeat.core.printing.passages import plain, tongue
from openbeat.core.printing.services import typeset

PART = 250  # letters; a run of 20,000 in one piece would take gigabytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: the lines of the address, the language of whoever gets it, and what the template shows."""

    address: tuple[str, ...]
    language: str
    data: Mapping[str, Any]
    large: bool = False


def render_letters(letters: Sequence[Letter], *, title: str) -> bytes:
    """Set letters one after the other. One alone is tagged for screen readers; a run is for paper, and is not.

    Raises Unprintable, and ValueError where there is no letter.
    """
    if not letters:
        raise ValueError("a run has letters")
    parts = [_part(part, title, tagged=len(letters) == 1) for part in batched(letters, PART)]
    return parts[0] if len(parts) == 1 else _joined(parts)


def _part(part: Sequence[Letter], title: str, *, tagged: bool) -> bytes:
    sheet = {"title": plain(title), "letters": [_sheet(letter) for letter in part]}
    rare = any(fonts.is_rare(character) for character in set(json.dumps(sheet, ensure_ascii=False)))
    common = {"labels": {}, "rtl": False, "large": False, "families": fonts.families(rare=rare)}
    return typeset("letter", {**sheet, **common}, rare=rare, tagged=tagged)


def _sheet(letter: Letter) -> dict[str, Any]:
    with override(letter.language):
        sheet = plain({**letter.data, "address": letter.address, "large": letter.large})
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
