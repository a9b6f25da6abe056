"""Several at the same moment: no draft is lost, nothing is taken twice or asked twice. On PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import Written
from openbeat.apps.translators.lifecycle import Stage
from openbeat.apps.translators.models import Draft, Work
from openbeat.apps.translators.services import drafts, works
from openbeat.apps.translators.services.drafts import Clash
from openbeat.apps.translators.tests.makers import KIND, NOON, Hall, a_work
from openbeat.core.people.demo import a_cast
from openbeat.core.people.models import Person
from openbeat.core.translation import services as texts
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not settings.POSTGRESQL,
        reason="SQLite lets one write at a time; to include these, run them by tools/pgtemp.py",
    ),
]
MANY = 6


def test_words_for_different_passages_all_arrive(hall: Hall) -> None:
    cast = a_cast()
    shown = tuple(f"Lamp number {number} is out." for number in range(MANY))
    work = a_work(cast, hall.says(cast.beat, "\n\n".join(shown)), Stage.TAKEN)
    rosa = Person.objects.get(pk=cast.rosa.pk)

    def write(number: int) -> Callable[[], object]:
        words = tuple(f"Lámpara {number}." if place == number else "" for place in range(MANY))
        return lambda: drafts.write(work, Written(0, shown, words), by=rosa, at=NOON)

    assert at_once(*(write(number) for number in range(MANY))) == []
    work.refresh_from_db()
    assert [piece.words for piece in queries.draft_of(work)] == [f"Lámpara {number}." for number in range(MANY)]
    assert Draft.objects.count() == work.version == MANY


def test_of_other_words_for_one_passage_the_first_stand_and_the_rest_are_told(hall: Hall) -> None:
    cast = a_cast()
    work = a_work(cast, hall.says(cast.beat, "The lamp is out."), Stage.TAKEN)
    rosa = Person.objects.get(pk=cast.rosa.pk)

    def write(number: int) -> Callable[[], object]:
        written = Written(0, ("The lamp is out.",), (f"Lámpara {number}.",))
        return lambda: drafts.write(work, written, by=rosa, at=NOON)

    wrong = at_once(*(write(number) for number in range(MANY)))

    assert [type(problem) for problem in wrong] == [Clash] * (MANY - 1)
    assert Draft.objects.count() == 1


def test_it_is_asked_once_and_taken_once(hall: Hall) -> None:
    cast = a_cast()
    source = hall.says(cast.beat)
    work = a_work(cast, source)
    both = [Person.objects.get(pk=one.pk) for one in (cast.rosa, cast.noor)]

    assert at_once(*(lambda: works.ask(source, "ar", by=cast.lee, at=NOON) for _ in range(MANY))) == []
    wrong = at_once(*(lambda one=one: works.take(work, by=one, at=NOON) for one in both))

    assert Work.objects.count() == 2
    assert [type(problem) for problem in wrong] == [Refused]


def test_asking_for_all_texts_of_a_page_waits_for_the_list_of_texts_and_neither_stops_the_other(hall: Hall) -> None:
    cast = a_cast()
    areas = sorted((cast.beat, cast.other, cast.district), key=lambda area: str(area.pk), reverse=True)
    sources = [hall.says(area) for area in areas]  # the later its row, the earlier it is asked for
    refs = [source.ref for source in sources]

    def renew() -> None:
        for _ in range(40):
            texts.renew(refs, at=NOON)

    def ask(language: str) -> Callable[[], object]:
        return lambda: works.ask_for_all(reversed(sources), language, by=cast.lee, at=NOON)

    assert at_once(renew, renew, *(ask(language) for language in ("es", "ar", "so"))) == []
    assert Work.objects.count() == 3 * len(sources)


def test_while_a_text_becomes_public_nobody_saves_what_it_said_before(hall: Hall) -> None:
    cast = a_cast()
    old, new = ("Jim Doe broke the lamp.", "We meet at six."), ("The lamp is out.", "We meet at six.")
    key = str(cast.beat.pk)
    hall.hidden.add(key)
    hall.readers |= {cast.lee.pk, cast.rosa.pk, cast.noor.pk}
    work = a_work(cast, hall.says(cast.beat, "\n\n".join(old)), Stage.TAKEN)
    rosa = Person.objects.get(pk=cast.rosa.pk)
    work = drafts.write(work, Written(0, old, ("Jim rompió la lámpara.", "")), by=rosa, at=NOON)
    assert "Jim" in str(list(Draft.objects.values_list("pieces", flat=True)))

    def opens() -> None:
        hall.words[key] = "\n\n".join(new)
        hall.hidden.clear()
        texts.renew([Ref(KIND, key)], at=NOON)

    def write(number: int) -> Callable[[], object]:
        words = (None, f"A las {number}.") if number % 2 else (f"Jim {number}.", None)
        return lambda: drafts.write(work, Written(work.version, old, words), by=rosa, at=NOON)

    wrong = at_once(opens, *(write(number) for number in range(MANY)))

    assert {type(problem) for problem in wrong} <= {Clash, Refused}
    assert "Jim" not in str(list(Draft.objects.values_list("pieces", flat=True)))


def test_whoever_drops_a_text_holds_it_before_its_works_as_whoever_renews_it(hall: Hall) -> None:
    cast = a_cast()
    a_work(cast, hall.says(cast.beat), Stage.TAKEN)

    with CaptureQueriesContext(connection) as ran:
        texts.drop([Ref(KIND, str(cast.beat.pk))])

    held = [one["sql"].partition(" WHERE ")[0] for one in ran.captured_queries if " UPDATE OF " in one["sql"]]
    assert [re.findall(r'FROM "(\w+)"', sql) for sql in held] == [["translation_text"], ["translators_work"]]
    assert Draft.objects.count() == 0
