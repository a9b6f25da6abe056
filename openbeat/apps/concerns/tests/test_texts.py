"""The words of concerns in several languages: who reads which, and how they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Look, Reply, Stage, Withheld, Wording
from openbeat.apps.concerns.models import Answer, Concern, Understanding
from openbeat.apps.concerns.services import priorities
from openbeat.apps.concerns.tests.makers import NOON, a_concern, a_problem
from openbeat.core.hooks import texts
from openbeat.core.people import services as people
from openbeat.core.search import queries as search
from openbeat.core.translation import services as translating
from openbeat.core.translation.models import Text
from openbeat.core.translation.services import Signed
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model
    from django.test import Client

    from openbeat.core.people.demo import Cast

TITLE, OSCURO = "Street light out", "De noche no se ve nada en la escuela."


def published(thing: Model, field: str, words: str, cast: Cast) -> None:
    """The text stands in Spanish, as one passage."""
    ref = Ref.of(thing)
    source = texts.read([ref])[texts.slot_of(ref, field)]
    text = translating.ask_for(source, at=NOON)
    translating.publish(text, "es", [(source.words, words)], Signed(cast.noor), by=cast.lee, at=NOON)


def readable(concern: Concern) -> dict[str, bool]:
    """Which texts of a concern there are, and whether everybody reads each."""
    refs = [
        Ref.of(concern),
        *(Ref.of(row) for model in (Answer, Understanding) for row in model.objects.order_by("pk")),
    ]
    return {source.field: source.public for source in texts.read(refs).values()}


def test_what_was_raised_is_for_everybody_once_somebody_has_looked(cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, place="By the school")
    before = readable(concern)
    concern = services.look(concern, Look(point=Withheld.choices[0][0]), by=cast.cora, at=NOON)

    assert before == {"title": False, "story": False, "text": False}
    assert readable(concern) == {"title": True, "story": True, "text": True}


@pytest.mark.parametrize("private", [True, False])
def test_only_who_reads_a_concern_reads_its_texts(cast: Cast, *, private: bool) -> None:
    concern = a_concern(cast, Stage.ANSWERED, private=private)
    answer, sentence = Answer.objects.get(), Understanding.objects.get()
    seen = {
        name: {
            ref.kind.partition(".")[2]
            for ref in texts.visible([Ref.of(concern), Ref.of(answer), Ref.of(sentence)], who)
        }
        for name in ("rosa", "lee", "cora", "noor", "lou", "visitor")
        for who in [cast[name]]
    }

    everything, answers = {"concern", "answer", "understanding"}, set() if private else {"answer"}
    assert seen == {
        "rosa": everything,
        "lee": everything,
        "cora": everything,
        "noor": answers,
        "lou": answers,
        "visitor": answers,
    }


def test_a_private_concern_has_no_title_where_others_may_read_it(cast: Cast) -> None:
    concern = a_concern(cast, private=True)

    (title,) = {source.title for source in texts.read([Ref.of(concern)]).values()}

    assert TITLE not in title


def test_a_concern_is_found_in_the_language_that_it_was_translated_into(cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())
    assert not search.find("oscuro")
    published(concern, "title", "Farola apagada", cast)
    published(Answer.objects.get(), "text", "La farola fue reparada.", cast)

    (hit,) = search.find("reparada", language="es").page.object_list
    assert (hit.title, hit.language, hit.ref) == ("Farola apagada", "es", Ref.of(concern))
    assert [hit.title for hit in search.find("apagada").page.object_list] == ["Farola apagada"]
    assert [hit.title for hit in search.find("dark").page.object_list] == [TITLE]


def test_what_changes_later_neither_loses_nor_falsifies_what_is_found_in_another_language(cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())
    published(concern, "title", "Farola apagada", cast)
    published(Answer.objects.get(), "text", "La farola fue reparada.", cast)

    services.answer(
        services.reopen(concern, Reply("It is dark again.", "en"), by=cast.rosa, at=NOON),
        Reply("We dug a new cable.", "en", version=1),
        by=cast.lee,
        at=NOON,
    )

    assert [hit.title for hit in search.find("apagada").page.object_list] == ["Farola apagada"]
    assert not search.find("reparada")


def test_what_is_withheld_or_withdrawn_is_found_in_no_language(cast: Cast) -> None:
    concern = a_concern(cast, look=Look())
    published(concern, "story", OSCURO, cast)
    assert search.find("escuela")
    services.look(concern, Look(words=Withheld.choices[0][0]), by=cast.cora, at=NOON)
    assert not search.find("escuela")

    problem = a_problem(cast)
    published(problem, "title", "Carreras nocturnas", cast)
    assert search.find("nocturnas")
    text = Text.objects.get(kind=Ref.of(problem).kind, key=str(problem.pk), field="title")
    translating.withdraw(text, "es", by=cast.lee, at=NOON)
    assert not search.find("nocturnas")


def test_a_borrowed_title_goes_in_every_language_with_whoever_raised_it(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look(), title="The dark corner of Rosa")
    problem = priorities.nominate(Wording(concern.title, "en"), area=cast.beat, by=cast.lee, at=NOON, concern=concern)
    published(problem, "title", "El rincón oscuro de Rosa", cast)
    before = client.get(f"/es{problem.get_absolute_url()}").text

    people.forget(cast.rosa, by=cast.rosa, at=NOON)

    assert "de Rosa" in before
    assert "Rosa" not in client.get(f"/es{problem.get_absolute_url()}").text
    assert not search.find("oscuro")


def test_a_list_shows_the_translation_though_the_source_changed(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look())
    published(concern, "title", "Farola apagada", cast)
    Concern.objects.update(title="Street light out again")

    page = client.get("/es/concerns/").text

    assert "Farola apagada" in page
    assert '<span lang="en" dir="ltr">Street light out again</span>' in page
