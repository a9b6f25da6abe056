"""The words of the chart in several languages: who reads which, and how they are shown and found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.progress.lifecycle import Opinion, Result, Stage, Words
from openbeat.apps.progress.models import Slip, Tried
from openbeat.apps.progress.services import answers, learning, tasks
from openbeat.apps.progress.tests.makers import NOON, a_tactic, a_task
from openbeat.core.hooks import texts
from openbeat.core.search import queries as search
from openbeat.core.translation import services as translating
from openbeat.core.translation.services import Signed
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model
    from django.test import Client

    from openbeat.core.people.demo import Cast


def published(thing: Model, field: str, words: str, cast: Cast) -> None:
    """The text stands in Spanish, as one passage."""
    ref = Ref.of(thing)
    source = texts.read([ref])[texts.slot_of(ref, field)]
    text = translating.ask_for(source, at=NOON)
    translating.publish(text, "es", [(source.words, words)], Signed(cast.noor), by=cast.lee, at=NOON)


def test_what_a_resident_says_to_a_tactic_is_for_all_once_somebody_has_looked(cast: Cast) -> None:
    said = Opinion("unwanted", Words("It only moves the problem.", "en"))
    answer = answers.say(a_tactic(cast), said, device="", by=cast.rosa, at=NOON)
    ref = Ref.of(answer)

    def seen() -> tuple[list[bool], str]:
        public = [source.public for source in texts.read([ref]).values()]
        return public, " ".join(name for name in ("rosa", "lee", "noor", "visitor") if texts.visible([ref], cast[name]))

    before = seen()
    answers.look(answer, withheld="", by=cast.lee, at=NOON)

    assert before == ([False], "rosa lee")
    assert seen() == ([True], "rosa lee noor visitor")


def test_the_timeline_of_a_task_is_read_in_the_language_of_its_reader(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    due = task.due_on + timedelta(days=7)
    tasks.slip(task, to=due, why=Words("No lamp is in store.", "en"), version=task.version, by=cast.lee, at=NOON)
    published(Slip.objects.get(), "reason", "No hay lámparas en el almacén.", cast)

    page = client.get(f"/es{task.get_absolute_url()}").text

    assert page.count("No hay lámparas en el almacén.") == 2  # beside the date, and in what happened
    assert '<p lang="es" dir="ltr">No hay lámparas en el almacén.</p>' in page


def test_what_was_tried_is_found_in_the_language_that_it_was_translated_into(cast: Cast) -> None:
    task = a_task(cast, Stage.COMPLETED)
    result = Result(Words("Two brighter lamps.", "en"), "light", "yes")
    learning.assess(task, result, by=cast.lee, at=NOON + timedelta(days=8))
    published(Tried.objects.get(), "words", "Dos farolas más fuertes.", cast)
    published(task, "title", "Iluminar el camino", cast)

    found = search.find("iluminar", language="es").page.object_list

    assert {hit.ref.kind: (hit.title, hit.language) for hit in found} == {
        "progress.task": ("Iluminar el camino", "es"),
        "progress.tried": ("Iluminar el camino", "es"),
    }
    assert [hit.ref.kind for hit in search.find("farolas").page.object_list] == ["progress.tried"]
