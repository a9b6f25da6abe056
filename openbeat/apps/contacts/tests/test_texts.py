"""The words of circulars, inquiries and posts in several languages: who reads which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openbeat.apps.contacts.lifecycle.circulars import CircularStage, Text
from openbeat.apps.contacts.lifecycle.inquiries import Stage
from openbeat.apps.contacts.models import CircularText, Turn
from openbeat.apps.contacts.services import circulars
from openbeat.apps.contacts.tests.makers import NOON, a_circular, an_inquiry
from openbeat.core.hooks import texts
from openbeat.core.hooks.texts import Quote
from openbeat.core.search import queries as search
from openbeat.core.translation import services as translating
from openbeat.core.translation.models import Translation
from openbeat.core.translation.services import Signed
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.people.demo import Cast


@pytest.mark.parametrize(
    ("stage", "public", "readers"),
    [
        (CircularStage.DRAFT, False, "carl"),
        (CircularStage.WAITING, False, "carl lee"),
        (CircularStage.SENT, True, "carl lee noor visitor"),
    ],
)
def test_a_circular_is_for_all_once_it_was_sent(cast: Cast, stage: CircularStage, public: object, readers: str) -> None:
    a_circular(cast, stage)
    refs = [Ref.of(text) for text in CircularText.objects.order_by("pk")]

    found = texts.read(refs)

    assert {source.language for source in found.values()} == {"en"}  # the Spanish text is its author's own
    assert {source.public for source in found.values()} == {public}
    assert [name for name in ("carl", "lee", "noor", "visitor") if texts.visible(refs, cast[name])] == readers.split()


def test_a_circular_is_found_and_read_in_another_language(client: Client, cast: Cast) -> None:
    circular = a_circular(cast, CircularStage.SENT)
    ref = Ref.of(CircularText.objects.get(source=True))
    source = texts.read([ref])[texts.slot_of(ref, "title")]
    text = translating.ask_for(source, at=NOON)
    translating.publish(text, "vi", [(source.words, "Đổi quần áo")], Signed(cast.noor), by=cast.lee, at=NOON)

    assert [hit.title for hit in search.find("quần").page.object_list] == ["Đổi quần áo"]
    assert "Đổi quần áo" in client.get(f"/vi{circular.get_absolute_url()}").text


def test_what_its_author_wrote_in_another_language_is_its_translation(cast: Cast) -> None:
    circular = a_circular(cast, CircularStage.SENT)
    source = CircularText.objects.get(source=True)

    quotes = [Quote.of(source, name) for name in ("title", "words")]
    found = texts.in_language(quotes, "es")

    assert [found[quote].words for quote in quotes] == ["Intercambio de ropa {gratis}", "Traiga lo que no usa."]
    assert [(hit.ref, hit.language) for hit in search.find("intercambio").page.object_list] == [(Ref.of(source), "es")]
    signed = Translation.objects.values_list("made_by", "signed_by").distinct().order_by("made_by")
    assert list(signed) == [(circular.written_by_id, cast.lee.pk)]


def test_a_text_that_does_not_follow_its_source_stands_alone(cast: Cast) -> None:
    circular = a_circular(cast)
    circular = circulars.write(circular, Text("es", "Otra cosa", "Uno.\n\nDos."), by=cast.carl, at=NOON)
    circulars.release(circulars.submit(circular, by=cast.carl, at=NOON), by=cast.lee, at=NOON)

    assert not Translation.objects.exists()
    assert [hit.title for hit in search.find("uno", language="es").page.object_list] == ["Otra cosa"]


def test_what_is_between_a_person_and_a_post_stays_there(cast: Cast) -> None:
    inquiry = an_inquiry(cast, Stage.ANSWERED)
    refs = [Ref.of(inquiry), Ref.of(Turn.objects.get())]

    readers = {name: len(texts.visible(refs, cast[name])) for name in ("rosa", "lee", "noor", "lou", "visitor")}

    assert [source.public for source in texts.read(refs).values()] == [False, False]
    assert readers == {"rosa": 2, "lee": 2, "noor": 0, "lou": 0, "visitor": 0}
    assert set(refs[1:]) <= texts.touched([Ref.of(inquiry)])
