"""Who may sign an update: whoever wrote its words before does so only where somebody else changed one of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conftest import CountQueries
from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import Written
from openbeat.apps.translators.lifecycle import Credit, Reason, Stage
from openbeat.apps.translators.models import Work
from openbeat.apps.translators.services import drafts, looks, works
from openbeat.apps.translators.tests.makers import NOON, SAID, WORDS, Hall, a_translator, a_work, written
from openbeat.core.people.models import Person
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Refused
from tests.cast import Cast

HOUR = timedelta(hours=1)
LAMP, MONDAY = SAID.split("\n\n")
NEVER = "Somebody else reads again what you translated yourself"


def proposed(cast: Cast, hall: Hall, by: Person, *said: str, words: tuple[str, ...] = WORDS, hours: int = 6) -> Work:
    """The text says this now, and somebody proposes these words for it, all of which fit."""
    at = NOON + hours * HOUR
    work = works.take(works.ask(hall.says(cast.beat, "\n\n".join(said)), "es", by=cast.lee, at=at), by=by, at=at)
    fits = frozenset(range(len(said)))
    work = drafts.write(work, Written(work.version, said, words, fits), by=by, at=at)
    return drafts.propose(work, work.version, Credit(5), by=by, at=at)


def handed_on(cast: Cast, hall: Hall) -> Work:
    """Rosa wrote every word and handed it back; Noor proposed them as they were, and Carl signed."""
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    carl, noor = a_translator(cast.carl), Person.objects.get(pk=cast.noor.pk)
    work = drafts.write(work, written(work), by=cast.rosa, at=NOON)
    work = works.take(works.hand_back(work, by=cast.rosa, at=NOON), by=noor, at=NOON)
    work = drafts.propose(work, work.version, Credit(5), by=noor, at=NOON)
    return looks.sign(work, work.version, by=carl, at=NOON + HOUR)


def test_whoever_wrote_every_word_and_handed_it_back_does_not_sign_an_update_that_changes_none(
    cast: Cast, hall: Hall
) -> None:
    handed_on(cast, hall)
    carl, rosa, noor, lena = people(cast)
    work = proposed(cast, hall, carl, f"{LAMP} Today.", MONDAY)

    for person in (rosa, noor):
        with pytest.raises(Refused, match=NEVER):
            looks.sign(work, work.version, by=person, at=NOON + 7 * HOUR)
    assert looks.sign(work, work.version, by=lena, at=NOON + 7 * HOUR).stage == Stage.PUBLISHED


def test_whoever_wrote_words_that_were_handed_on_signs_an_update_in_which_one_is_changed(
    cast: Cast, hall: Hall
) -> None:
    handed_on(cast, hall)
    carl, rosa, _noor, _lena = people(cast)
    work = proposed(cast, hall, carl, f"{LAMP} Today.", MONDAY, words=("Hoy no hay luz.", WORDS[1]))

    assert looks.sign(work, work.version, by=rosa, at=NOON + 7 * HOUR).stage == Stage.PUBLISHED


def test_however_many_updates_kept_the_words_whoever_wrote_them_does_not_sign(cast: Cast, hall: Hall) -> None:
    a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    a_translator(cast.carl)
    carl, rosa, noor, lena = people(cast)
    first = proposed(cast, hall, noor, f"{LAMP} Today.", MONDAY)
    looks.sign(first, first.version, by=lena, at=NOON + 7 * HOUR)
    work = proposed(cast, hall, carl, f"{LAMP} Today and now.", MONDAY, hours=8)

    for person in (rosa, noor):
        with pytest.raises(Refused, match=NEVER):
            looks.sign(work, work.version, by=person, at=NOON + 9 * HOUR)
    assert looks.sign(work, work.version, by=lena, at=NOON + 9 * HOUR).stage == Stage.PUBLISHED


def test_that_the_translation_is_taken_down_meanwhile_opens_no_door(cast: Cast, hall: Hall) -> None:
    published = a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    _carl, rosa, noor, lena = people(cast)
    work = proposed(cast, hall, noor, f"{LAMP} Today.", MONDAY)
    works.take_down(published, by=cast.lee, at=NOON + 7 * HOUR)

    with pytest.raises(Refused, match=NEVER):
        looks.sign(work, work.version, by=rosa, at=NOON + 8 * HOUR)
    assert looks.sign(work, work.version, by=lena, at=NOON + 8 * HOUR).stage == Stage.PUBLISHED


def test_a_word_of_a_passage_that_is_gone_changes_no_word_of_an_update(cast: Cast, hall: Hall) -> None:
    a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    _carl, rosa, noor, lena = people(cast)
    at, extra = NOON + 6 * HOUR, "Bring your neighbours."
    work = works.ask(hall.says(cast.beat, f"{LAMP}\n\n{MONDAY}\n\n{extra}"), "es", by=cast.lee, at=at)
    work = works.take(work, by=noor, at=at)
    said = Written(work.version, (LAMP, MONDAY, extra), (*WORDS, "Traigan a sus vecinos."))
    work = drafts.write(work, said, by=noor, at=at)
    hall.says(cast.beat)
    work = drafts.propose(work, work.version, Credit(5), by=noor, at=at)

    with pytest.raises(Refused, match=NEVER):
        looks.sign(work, work.version, by=rosa, at=NOON + 8 * HOUR)
    assert looks.sign(work, work.version, by=lena, at=NOON + 8 * HOUR).stage == Stage.PUBLISHED


def test_what_one_may_not_sign_waits_for_nobody_of_them(cast: Cast, hall: Hall) -> None:
    a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    _carl, rosa, noor, lena = people(cast)
    work = proposed(cast, hall, noor, f"{LAMP} Today.", MONDAY)

    def waits() -> list[bool]:
        return [bool(queries.looks(person, {"es"})) for person in (rosa, noor, lena)]

    assert waits() == [False, False, True]
    work = looks.give_back(work, Reason("Say that it is today.", "en"), by=lena, at=NOON + 7 * HOUR)
    said = Written(work.version, (f"{LAMP} Today.", MONDAY), ("Hoy no hay luz.", WORDS[1]))
    work = drafts.write(work, said, by=noor, at=NOON + 7 * HOUR)
    drafts.propose(work, work.version, Credit(5), by=noor, at=NOON + 7 * HOUR)
    assert waits() == [True, False, True]


def test_the_list_costs_the_same_however_many_updates_wait(cast: Cast, hall: Hall, count_queries: CountQueries) -> None:
    noor, rosa = (a_translator(one) for one in (cast.noor, cast.rosa))
    assert rosa.holds(Role.TRANSLATOR)
    for area in (cast.beat, cast.other, cast.district):
        a_work(cast, hall.says(area), Stage.PUBLISHED)
        work = works.ask(hall.says(area, LAMP), "es", by=cast.cora, at=NOON + 6 * HOUR)
        work = works.take(work, by=noor, at=NOON + 6 * HOUR)
        drafts.propose(work, work.version, Credit(5), by=noor, at=NOON + 6 * HOUR)
        with count_queries(3):
            assert queries.looks(rosa, {"es"}) == []


def people(cast: Cast) -> tuple[Person, Person, Person, Person]:
    """Carl, Rosa, Noor and Lena, who all translate into Spanish, as the database knows them now."""
    carl, rosa, noor, lena = (a_translator(one) for one in (cast.carl, cast.rosa, cast.noor, cast.lena))
    return carl, rosa, noor, lena
