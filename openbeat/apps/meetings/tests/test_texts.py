"""The words of meetings in several languages: who reads which, and that they follow what is published."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import Part, Sort, Stage, Words
from openbeat.apps.meetings.models import AgendaItem
from openbeat.apps.meetings.services import approving, beforehand, items
from openbeat.apps.meetings.services import minutes as services
from openbeat.apps.meetings.tests.makers import NOON, SUMMARY, a_meeting, some_minutes
from openbeat.core.hooks import texts
from openbeat.core.people import services as people
from openbeat.core.search import queries as search
from openbeat.core.translation import services as translating
from openbeat.core.translation.services import Signed
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model
    from django.test import Client

    from openbeat.core.people.demo import Cast

NOTE, RESUMEN = "The owner will lock the yard.", "Dos tareas hechas. Primero la farola."


def published(thing: Model, field: str, words: str, cast: Cast) -> None:
    """The text stands in Spanish, as one passage."""
    ref = Ref.of(thing)
    source = texts.read([ref])[texts.slot_of(ref, field)]
    text = translating.ask_for(source, at=NOON)
    translating.publish(text, "es", [(source.words, words)], Signed(cast.noor), by=cast.lee, at=NOON)


def noted(cast: Cast) -> AgendaItem:
    """An item of a meeting with a note that nobody but whoever leads reads yet."""
    meeting = a_meeting(cast)
    item = items.add(meeting, part="3_new", words=Words("The yard", "en"), by=cast.lee, at=NOON)
    return items.note(item, words=Words(NOTE, "en"), version=item.version, by=cast.lee, at=meeting.ends_at)


def test_a_note_is_for_whoever_leads_until_the_draft_is_out(cast: Cast) -> None:
    item = noted(cast)
    ref = Ref.of(item)

    def seen() -> tuple[dict[str, bool], str]:
        public = {source.field: source.public for source in texts.read([ref]).values()}
        return public, " ".join(name for name in ("lee", "noor", "visitor") if texts.visible([ref], cast[name]))

    before = seen()
    some_minutes(cast, item.meeting)

    assert before == ({"title": True, "note": False}, "lee")
    assert seen() == ({"title": True, "note": True}, "lee noor visitor")


def test_acts_on_a_meeting_and_its_minutes_bring_the_notes_up_to_date(cast: Cast) -> None:
    item = noted(cast)
    minutes = some_minutes(cast, item.meeting)

    hanging = texts.touched([Ref.of(minutes)])

    assert {Ref.of(item), Ref.of(item.meeting)} <= hanging
    assert Ref.of(item) in texts.touched([Ref.of(item.meeting)])


def test_a_translation_of_the_draft_is_one_of_the_minutes_and_follows_their_correction(
    client: Client, cast: Cast
) -> None:
    meeting = a_meeting(cast, Stage.DRAFTED)
    published(meeting, "summary", RESUMEN, cast)
    pages = [f"/es/meetings/{meeting.pk}/", f"/es/meetings/{meeting.pk}/minutes/"]
    draft = [client.get(page).text for page in pages]

    minutes = services.close(meeting.minutes, at=NOON + timedelta(days=60))
    minutes = approving.publish_late(minutes, at=NOON + timedelta(days=90))
    out = [client.get(page).text for page in pages]
    after = Words("Three tasks were reported done. The lamp behind the school comes first.", "en")
    why = Words("One was forgotten.", "en")
    approving.correct(minutes, None, after, why=why, by=cast.lee, at=NOON + timedelta(days=91))
    corrected = [client.get(page).text for page in pages]

    assert all(RESUMEN in page and SUMMARY.text in page.partition("<details>")[2] for page in draft + out)
    assert all(RESUMEN in page and after.text in page.partition("<details>")[0] for page in corrected)


def test_words_on_an_agenda_go_in_every_language_with_whoever_sent_them(client: Client, cast: Cast) -> None:
    said = beforehand.send(
        a_meeting(cast), beforehand.Said(Sort.PROPOSAL, Words("A crossing, says Rosa", "en")), by=cast.rosa, at=NOON
    )
    item = beforehand.accept(said, part=Part.NEW, by=cast.lee, at=NOON).item
    assert item
    published(item, "title", "Un cruce, dice Rosa", cast)
    page = f"/es/meetings/{item.meeting_id}/"
    before = client.get(page).text

    people.forget(cast.rosa, by=cast.rosa, at=NOON)

    assert "dice Rosa" in before
    assert "Rosa" not in client.get(page).text


def test_a_meeting_is_found_in_the_language_that_its_minutes_were_translated_into(cast: Cast) -> None:
    meeting = a_meeting(cast, Stage.NOTED)
    published(meeting, "summary", RESUMEN, cast)

    (hit,) = search.find("farola", language="es").page.object_list

    assert (hit.ref, hit.language, hit.title) == (Ref.of(meeting), "es", meeting.title)
