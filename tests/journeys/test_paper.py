"""Everything that the apps print comes in each language: it names that language, and no sign is missing from it."""

from __future__ import annotations

import ctypes
import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from pypdfium2 import raw

from openbeat.apps.concerns.demo import a_concern
from openbeat.apps.meetings.demo import a_meeting, some_minutes
from openbeat.apps.progress.demo import a_task
from openbeat.core.printing import fonts, labels
from openbeat.core.receipts import services as receipts
from openbeat.core.web import addresses

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

LANGUAGES = [code for code, _name in settings.LANGUAGES]
TAGS = {"zh-hans": "zh-CN"}


@pytest.fixture
def everything(cast: Cast) -> list[tuple[str, dict[str, str]]]:
    """Each page for paper that there is, by its address, and what is posted to get it."""
    concern, meeting = a_concern(cast), a_meeting(cast)
    a_task(cast)
    some_minutes(cast, meeting)
    code = receipts.issue(concern, "journey", concern.raised_at)
    area = cast.beat.slug
    named = (
        ("concerns:paper", ()), ("progress:pdf", (area,)), ("meetings:poster", (area,)),
        ("meetings:sheet", (meeting.pk,)), ("meetings:minutes-pdf", (meeting.pk,)), ("contacts:digest_pdf", (area,)),
        ("contacts:sheet_pdf", (area, "liaison")),
    )  # fmt: skip
    with translation.override("en"):
        found: list[tuple[str, dict[str, str]]] = [(reverse(name, args=args), {}) for name, args in named]
        return [*found, (reverse("concerns:receipt", args=[concern.pk]), {"code": code})]


def language_of(document: pypdfium2.PdfDocument) -> str:
    room = (ctypes.c_ushort * 64)()
    raw.FPDFCatalog_GetLanguage(document.raw, room, ctypes.sizeof(room))
    return "".join(map(chr, room)).rstrip("\0")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_what_the_apps_print_is_in_the_language_of_the_page(
    client: Client, cast: Cast, everything: list[tuple[str, dict[str, str]]], language: str
) -> None:
    client.force_login(cast.lee)
    with translation.override(language):
        page_words = str(labels.EVERY_PAGE["page"]).partition("{")[0].strip("⟦ ")

    for address, posted in everything:
        path = addresses.address(address, language)
        response = client.post(path, posted) if posted else client.get(path)
        assert response["Content-Type"] == "application/pdf", (path, response.status_code)
        document = pypdfium2.PdfDocument(io.BytesIO(response.content))
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert language_of(document) == TAGS.get(language, language), path
        assert fonts.UNKNOWN not in text, path
        assert fonts.printable(page_words) in text, path
        assert b"<pdfuaid:part>1</pdfuaid:part>" in response.content, path
