"""A translation from the question to the page: who may do what, what is on record, and what a refusal leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import Piece, Written
from openbeat.apps.translators.lifecycle import Credit, Reason, Stage
from openbeat.apps.translators.models import Draft, Tongue, Work
from openbeat.apps.translators.services import drafts, looks, tongues, updates, works
from openbeat.apps.translators.services.drafts import Clash
from openbeat.apps.translators.tests.makers import KIND, NOON, SAID, WORDS, Hall, a_translator, a_work, written
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person, Tenure
from openbeat.core.people.roles import Role
from openbeat.core.translation import queries as translations
from openbeat.core.translation import services as texts
from openbeat.core.translation.models import Origin
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

HOUR = timedelta(hours=1)


def test_from_the_question_to_the_page_each_act_is_on_record(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)

    assert work.text
    published = translations.translation(work.text, "es")
    assert published
    assert published.pairs == [["The lamp is out.", WORDS[0]], ["We meet on Monday at six.", WORDS[1]]]
    assert (published.origin, published.credit) == (Origin.PERSON, "Rosa V.")
    assert (published.made_by, published.signed_by) == (cast.rosa, cast.noor)
    acts = Entry.objects.filter(kind="translators.work", key=str(work.pk)).order_by("pk").values_list("act", "by__name")
    assert list(acts) == [
        ("ask_translation", "Lee Okafor"),
        ("take_translation", "Rosa Delgado"),
        ("save_draft", "Rosa Delgado"),
        ("propose_translation", "Rosa Delgado"),
        ("sign_translation", "Noor Haddad"),
    ]
    row = Obligation.objects.get(kind="translators.work")
    assert (row.kept_at, row.promise) == (NOON + 4 * HOUR, "translators.work")
    assert queries.hours_of(cast.rosa) == type(queries.hours_of(cast.rosa))(30, 1)


def test_asking_what_is_asked_for_gives_that_one(cast: Cast, hall: Hall) -> None:
    source = hall.says(cast.beat)
    first = works.ask(source, "es", by=cast.lee, at=NOON)

    assert works.ask(source, "es", urgent=True, by=cast.cora, at=NOON + HOUR) == first
    assert works.ask(source, "ar", by=cast.lee, at=NOON) != first
    assert Obligation.objects.filter(kind="translators.work").count() == 2


def test_what_is_urgent_is_owed_sooner(cast: Cast, hall: Hall) -> None:
    source = hall.says(cast.beat)
    urgent = works.ask(source, "es", urgent=True, by=cast.lee, at=NOON)
    plain = works.ask(source, "ar", by=cast.lee, at=NOON)

    assert urgent.due_at < plain.due_at
    rows = Obligation.objects.order_by("due_at").values_list("promise", "due_at")
    assert list(rows) == [("translators.urgent", urgent.due_at), ("translators.work", plain.due_at)]


@pytest.mark.parametrize(
    ("language", "why"),
    [("en", "in this language already"), ("xx", "We do not publish in this language")],
)
def test_what_makes_no_sense_cannot_be_asked_for(cast: Cast, hall: Hall, language: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        works.ask(hall.says(cast.beat), language, by=cast.lee, at=NOON)
    assert Work.objects.count() == 0


def test_only_staff_and_the_committee_ask(cast: Cast, hall: Hall) -> None:
    source = hall.says(cast.beat)

    for person in (cast.rosa, cast.visitor, cast.holder):
        with pytest.raises(Refused, match="Only staff and the committee"):
            works.ask(source, "es", by=person, at=NOON)
    assert works.ask(source, "es", by=cast.carl, at=NOON).asked_as == Role.BLOCK_CONTACT


def test_what_can_be_read_in_a_language_is_not_asked_for_again_until_it_changes(cast: Cast, hall: Hall) -> None:
    a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    with pytest.raises(Refused, match="can be read in this language already"):
        works.ask(hall.says(cast.beat), "es", by=cast.lee, at=NOON)

    changed = hall.says(cast.beat, "The lamp is out.\n\nWe meet on Tuesday at six.")
    work = works.ask(changed, "es", by=cast.lee, at=NOON + timedelta(days=1))

    assert (work.is_update, [piece.words for piece in queries.draft_of(work)]) == (True, list(WORDS))


def test_it_is_owed_by_a_translators_post_that_is_held_else_by_whoever_asked(cast: Cast, hall: Hall) -> None:
    source = hall.says(cast.beat)
    works.ask(source, "ar", by=cast.lee, at=NOON)
    a_translator(cast.rosa)
    works.ask(source, "es", by=cast.lee, at=NOON)

    owners = {
        row.owner.role
        for row in Obligation.objects.filter(kind="translators.work").select_related("owner")
        if row.owner
    }
    assert owners == {Role.LIAISON, Role.TRANSLATOR}


def test_what_not_everybody_may_read_is_owed_by_the_post_of_whoever_asked(cast: Cast, hall: Hall) -> None:
    a_translator(cast.rosa)
    hall.hidden.add(str(cast.beat.pk))
    hall.readers |= {cast.lee.pk}

    work = works.ask(hall.says(cast.beat), "es", by=cast.lee, at=NOON)

    row = Obligation.objects.get(kind="translators.work")
    assert row.owner
    assert (work.private, row.owner.role) == (True, Role.LIAISON)
    with pytest.raises(Refused, match="You may not read the text itself"):
        works.ask(hall.says(cast.beat), "ar", by=cast.lou, at=NOON)


def test_a_volunteer_cannot_take_what_is_not_public_and_whoever_reads_it_can(cast: Cast, hall: Hall) -> None:
    rosa, lena = a_translator(cast.rosa), a_translator(cast.lena)
    hall.hidden.add(str(cast.beat.pk))
    hall.readers |= {cast.lee.pk, cast.lena.pk}
    work = works.ask(hall.says(cast.beat), "es", by=cast.lee, at=NOON)

    with pytest.raises(Refused, match="You may not read the text itself"):
        works.take(work, by=rosa, at=NOON)
    assert works.take(work, by=lena, at=NOON).taken_by == lena


def test_nobody_takes_what_is_taken_or_what_they_do_not_speak(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    noor = Person.objects.get(pk=cast.noor.pk)

    with pytest.raises(Refused, match="Somebody has taken it already"):
        works.take(work, by=noor, at=NOON)
    other = works.ask(hall.says(cast.other), "ar", by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="admitted as translator into this language"):
        works.take(other, by=noor, at=NOON)


def test_what_is_handed_back_keeps_its_words_and_another_goes_on(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    work = drafts.write(work, written(work, WORDS[:1]), by=cast.rosa, at=NOON)
    noor = Person.objects.get(pk=cast.noor.pk)

    with pytest.raises(Refused, match="Only whoever has taken it"):
        works.hand_back(work, by=noor, at=NOON)
    work = works.hand_back(work, by=cast.rosa, at=NOON)
    work = works.take(work, by=noor, at=NOON + HOUR)

    assert [piece.words for piece in queries.draft_of(work)] == [WORDS[0]]


def test_whoever_wrote_any_of_it_does_not_sign_it(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    work = works.hand_back(drafts.write(work, written(work, WORDS[:1]), by=cast.rosa, at=NOON), by=cast.rosa, at=NOON)
    noor, rosa, carl = (Person.objects.get(pk=one.pk) for one in (cast.noor, cast.rosa, a_translator(cast.carl)))
    work = works.take(work, by=noor, at=NOON)
    work = drafts.write(work, written(work), by=noor, at=NOON)
    work = drafts.propose(work, work.version, Credit(5), by=noor, at=NOON)

    for person in (noor, rosa):
        with pytest.raises(Refused, match="Somebody else reads again what you translated yourself"):
            looks.sign(work, work.version, by=person, at=NOON)
    assert looks.sign(work, work.version, by=carl, at=NOON).stage == Stage.PUBLISHED


def an_update(cast: Cast, hall: Hall, *words: str) -> Work:
    """What Rosa translated has changed since; Noor proposes these words for its passages."""
    a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    shown = ("The lamp is out today.", "We meet on Monday at six.")
    work = works.ask(hall.says(cast.beat, "\n\n".join(shown)), "es", by=cast.lee, at=NOON + 6 * HOUR)
    noor = Person.objects.get(pk=cast.noor.pk)
    work = works.take(work, by=noor, at=NOON + 6 * HOUR)
    said = Written(work.version, shown, words, frozenset({0}))
    work = drafts.write(work, said, by=noor, at=NOON + 7 * HOUR)
    return drafts.propose(work, work.version, Credit(5), by=noor, at=NOON + 7 * HOUR)


def test_whoever_wrote_the_words_before_signs_an_update_that_somebody_else_wrote(cast: Cast, hall: Hall) -> None:
    work = an_update(cast, hall, "La luz no funciona hoy.", WORDS[1])
    rosa = Person.objects.get(pk=cast.rosa.pk)

    assert looks.sign(work, work.version, by=rosa, at=NOON + 8 * HOUR).stage == Stage.PUBLISHED


def test_whoever_wrote_every_word_of_an_update_does_not_sign_it(cast: Cast, hall: Hall) -> None:
    work = an_update(cast, hall, *WORDS)
    rosa, carl = (Person.objects.get(pk=one.pk) for one in (cast.rosa, a_translator(cast.carl)))

    with pytest.raises(Refused, match="Somebody else reads again what you translated yourself"):
        looks.sign(work, work.version, by=rosa, at=NOON + 8 * HOUR)
    assert looks.sign(work, work.version, by=carl, at=NOON + 8 * HOUR).stage == Stage.PUBLISHED


def test_it_comes_back_with_a_reason_and_is_proposed_again(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.PROPOSED)
    noor = Person.objects.get(pk=cast.noor.pk)

    work = looks.give_back(work, Reason("Six is written out.", "en"), by=noor, at=NOON + 5 * HOUR)

    assert (work.stage, work.returned_why) == (Stage.TAKEN, "Six is written out.")
    assert Message.objects.get(kind="translators.returned").person == cast.rosa
    assert "Six" not in Message.objects.get(kind="translators.returned").body
    work = drafts.write(work, written(work, ("La luz no funciona.", "El lunes a las 6.")), by=cast.rosa, at=NOON)
    work = drafts.propose(work, work.version, Credit(10), by=cast.rosa, at=NOON + 6 * HOUR)
    assert (work.stage, work.returned_why, queries.hours_of(cast.rosa).minutes) == (Stage.PROPOSED, "", 40)


def test_what_is_not_whole_is_not_proposed(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    work = drafts.write(work, written(work, WORDS[:1]), by=cast.rosa, at=NOON)
    with pytest.raises(Refused, match="Some passages have no words yet"):
        drafts.propose(work, work.version, Credit(5), by=cast.rosa, at=NOON)

    work = drafts.write(work, written(work), by=cast.rosa, at=NOON)
    hall.says(cast.beat, "The lamp is out.\n\nWe meet on Tuesday at six.")
    with pytest.raises(Refused, match="The source of some passages has changed"):
        drafts.propose(work, work.version, Credit(5), by=cast.rosa, at=NOON)
    assert queries.hours_of(cast.rosa).minutes == 0


def test_nobody_signs_an_older_draft_or_one_whose_source_has_changed(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.PROPOSED)
    noor = Person.objects.get(pk=cast.noor.pk)

    with pytest.raises(Refused, match="Another draft was saved meanwhile"):
        looks.sign(work, work.version - 1, by=noor, at=NOON)
    hall.says(cast.beat, "The lamp is out.\n\nWe meet on Tuesday at six.")
    with pytest.raises(Refused, match="The source of some passages has changed"):
        looks.sign(work, work.version, by=noor, at=NOON)
    assert translations.covered() == []


def test_a_text_message_may_be_no_longer_than_one(cast: Cast, hall: Hall) -> None:
    hall.sms.add(str(cast.beat.pk))
    work = a_work(cast, hall.says(cast.beat, "The lamp is out."), Stage.TAKEN)
    work = drafts.write(work, written(work, ["á" * 71]), by=cast.rosa, at=NOON)

    with pytest.raises(Refused, match="at most 70 signs, and has 71"):
        drafts.propose(work, work.version, Credit(5), by=cast.rosa, at=NOON)
    work = drafts.write(work, written(work, ["á" * 70]), by=cast.rosa, at=NOON)
    assert drafts.propose(work, work.version, Credit(5), by=cast.rosa, at=NOON).stage == Stage.PROPOSED


def test_the_name_of_whoever_signs_stands_under_what_a_machine_wrote(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    pieces = [Piece(source, words, "machine") for source, words in zip(SAID.split("\n\n"), WORDS, strict=True)]
    work = drafts.put(work, pieces, by=cast.rosa, at=NOON)
    work = drafts.write(work, written(work, ("No hay luz.", WORDS[1])), by=cast.rosa, at=NOON)
    work = drafts.propose(work, work.version, Credit(5, "Rosa V."), by=cast.rosa, at=NOON)
    noor = Person.objects.get(pk=cast.noor.pk)

    with pytest.raises(Refused, match="A machine wrote some of it"):
        looks.sign(work, work.version, by=noor, at=NOON)
    work = looks.sign(work, work.version, "Noor H.", by=noor, at=NOON)

    assert work.text
    published = translations.translation(work.text, "es")
    assert published
    assert (published.origin, published.credit, published.signer) == (Origin.MACHINE, "", "Noor H.")


def test_a_machine_writes_over_nobodys_words(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    work = drafts.write(work, written(work, WORDS[:1]), by=cast.rosa, at=NOON)

    pieces = [Piece(source, "de la máquina", "machine") for source in SAID.split("\n\n")]
    work = drafts.put(work, pieces, by=cast.rosa, at=NOON)

    assert [(piece.words, piece.origin) for piece in queries.draft_of(work)] == [
        (WORDS[0], "person"), ("de la máquina", "machine")
    ]  # fmt: skip


def test_two_who_save_at_once_lose_nothing(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    shown = tuple(SAID.split("\n\n"))
    drafts.write(work, Written(0, shown, ("Sin luz.", "")), by=cast.rosa, at=NOON)
    both = drafts.write(work, Written(0, shown, ("", "El lunes.")), by=cast.rosa, at=NOON)
    assert [piece.words for piece in queries.draft_of(both)] == ["Sin luz.", "El lunes."]

    with pytest.raises(Clash) as clash:
        drafts.write(work, Written(0, shown, ("Otra cosa.", "")), by=cast.rosa, at=NOON)

    assert (clash.value.places, clash.value.version) == ({0: "Sin luz."}, 2)
    assert [piece.words for piece in queries.draft_of(both)] == ["Sin luz.", "El lunes."]
    done = drafts.write(both, Written(2, shown, ("Otra cosa.", "El lunes.")), by=cast.rosa, at=NOON)
    assert [piece.words for piece in queries.draft_of(done)] == ["Otra cosa.", "El lunes."]
    assert [piece.words for piece in queries.draft_of(done, 2)] == ["Sin luz.", "El lunes."]


def test_the_same_words_again_are_no_new_draft(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    once = drafts.write(work, written(work), by=cast.rosa, at=NOON)

    again = drafts.write(once, written(work), by=cast.rosa, at=NOON)

    assert (once.version, again.version, Draft.objects.count()) == (1, 1, 1)


def test_stale_translations_come_into_the_queue_by_themselves_once(cast: Cast, hall: Hall) -> None:
    a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    assert updates.renew(at=NOON) == 0

    hall.says(cast.beat, "The lamp is out.\n\nWe meet on Tuesday at six.")

    assert (updates.renew(at=NOON), updates.renew(at=NOON)) == (1, 0)
    work = Work.objects.get(stage=Stage.ASKED)
    assert (work.is_update, work.asked_by, work.language) == (True, None, "es")
    assert Obligation.objects.filter(kind="translators.work", kept_at=None).count() == 1


def test_a_language_that_nobody_speaks_here_gets_no_updates(cast: Cast, hall: Hall) -> None:
    a_work(cast, hall.says(cast.beat), Stage.PUBLISHED, language="so")

    hall.says(cast.beat, "The lamp is out.\n\nWe meet on Tuesday at six.")

    assert updates.renew(at=NOON) == 0


def test_where_the_text_is_gone_its_words_are_and_nobody_owes_it(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.PROPOSED)
    hall.words.clear()
    texts.renew([Ref(KIND, str(cast.beat.pk))], at=NOON)

    assert Draft.objects.count() == 0
    assert queries.by_key(work.pk) is None
    updates.renew(at=NOON)
    work.refresh_from_db()
    assert (work.stage, queries.hours_of(cast.rosa).minutes) == (Stage.WITHDRAWN, 30)
    assert Obligation.objects.get(kind="translators.work").released_why == "text_gone"


def test_what_somebody_had_taken_who_is_forgotten_is_free_again(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    for tenure in Tenure.objects.filter(person=cast.rosa, until=None):
        people.dismiss(tenure, by=BUILDER, at=NOON)
    rosa = Person.objects.get(pk=cast.rosa.pk)
    people.forget(rosa, by=rosa, at=NOON)

    updates.renew(at=NOON + HOUR)

    work.refresh_from_db()
    assert (work.stage, work.taken_by) == (Stage.ASKED, None)


def test_what_somebody_has_taken_who_translates_no_more_is_free_again_with_its_words(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    work = drafts.write(work, written(work), by=cast.rosa, at=NOON)
    updates.renew(at=NOON)
    work.refresh_from_db()
    assert work.stage == Stage.TAKEN

    tongues.end(Tongue.objects.get(person=cast.rosa), by=cast.ada, at=NOON)
    updates.renew(at=NOON)

    work.refresh_from_db()
    assert (work.stage, [piece.words for piece in queries.draft_of(work)]) == (Stage.ASKED, list(WORDS))


def test_withdrawing_releases_the_promise_and_taking_down_takes_it_off_the_page(cast: Cast, hall: Hall) -> None:
    work = works.ask(hall.says(cast.other), "es", by=cast.lee, at=NOON)
    with pytest.raises(Refused):
        works.withdraw(work, by=cast.rosa, at=NOON)
    assert works.withdraw(work, by=cast.lee, at=NOON).stage == Stage.WITHDRAWN
    assert Obligation.objects.get(key=str(work.pk)).released_why == "withdrawn"

    work = a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    with pytest.raises(Refused, match="Only staff and the committee of its area"):
        works.take_down(work, by=cast.rosa, at=NOON)
    works.take_down(work, by=cast.lee, at=NOON)
    assert translations.covered() == []


def test_who_is_of_another_area_neither_withdraws_nor_takes_down_and_who_asked_withdraws(
    cast: Cast, hall: Hall
) -> None:
    elsewhere = works.ask(hall.says(cast.other), "es", by=cast.carl, at=NOON)  # Carl is a block contact of the beat
    assert works.withdraw(elsewhere, by=cast.carl, at=NOON).stage == Stage.WITHDRAWN
    anew = works.ask(hall.says(cast.other), "es", by=cast.lou, at=NOON)
    published = a_work(cast, hall.says(cast.other), Stage.PUBLISHED, language="ar")

    for person in (cast.carl, cast.lee):
        with pytest.raises(Refused, match="Only staff and the committee of its area may do this"):
            works.withdraw(anew, by=person, at=NOON)
        with pytest.raises(Refused, match="Only staff and the committee of its area may do this"):
            works.take_down(published, by=person, at=NOON)
    assert works.withdraw(anew, by=cast.lou, at=NOON).stage == Stage.WITHDRAWN
    assert works.take_down(published, by=cast.lou, at=NOON).stage == Stage.WITHDRAWN


def test_where_a_text_has_moved_its_new_area_withdraws_and_takes_down_and_its_old_one_does_not(
    cast: Cast, hall: Hall
) -> None:
    asked = works.ask(hall.says(cast.beat), "so", by=cast.cora, at=NOON)
    published = a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    hall.moved[str(cast.beat.pk)] = cast.other.pk
    hall.says(cast.beat)

    with pytest.raises(Refused, match="Only staff and the committee of its area may do this"):
        works.withdraw(asked, by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="Only staff and the committee of its area may do this"):
        works.take_down(published, by=cast.lee, at=NOON)
    assert works.withdraw(asked, by=cast.lou, at=NOON).stage == Stage.WITHDRAWN
    assert works.take_down(published, by=cast.lou, at=NOON).stage == Stage.WITHDRAWN


def test_only_the_newest_translation_is_taken_down(cast: Cast, hall: Hall) -> None:
    old = a_work(cast, hall.says(cast.beat), Stage.PUBLISHED)
    source = hall.says(cast.beat, "The lamp is out.\n\nWe meet on Tuesday at six.")
    rosa, noor = (Person.objects.get(pk=one.pk) for one in (cast.rosa, cast.noor))
    work = works.take(works.ask(source, "es", by=cast.lee, at=NOON + 6 * HOUR), by=rosa, at=NOON + 6 * HOUR)
    work = drafts.write(work, written(work, (WORDS[0], "El martes.")), by=rosa, at=NOON + 6 * HOUR)
    work = drafts.propose(work, work.version, Credit(1), by=rosa, at=NOON + 7 * HOUR)
    work = looks.sign(work, work.version, by=noor, at=NOON + 8 * HOUR)

    _under_way, stands = queries.lines_of({source.slot: source}, cast.lee)
    assert [line.work for line in stands] == [work]
    with pytest.raises(Refused, match="A newer translation stands in its place"):
        works.take_down(old, by=cast.lee, at=NOON + 9 * HOUR)
    assert works.take_down(work, by=cast.lee, at=NOON + 9 * HOUR).stage == Stage.WITHDRAWN


def test_translators_are_told_once_and_whoever_asked_hears_the_end(
    cast: Cast, hall: Hall, run_jobs: Callable[[], int]
) -> None:
    rosa = a_translator(cast.rosa)
    noor = a_translator(cast.noor)
    work = works.ask(hall.says(cast.beat), "es", by=cast.lee, at=NOON)
    run_jobs()
    told = Message.objects.filter(kind="translators.asked").order_by("person")
    assert [message.person for message in told] == [rosa, noor]
    assert "lamp" not in "".join(message.body for message in told)

    work = works.take(work, by=rosa, at=NOON)
    work = drafts.write(work, written(work), by=rosa, at=NOON)
    work = drafts.propose(work, work.version, Credit(5), by=rosa, at=NOON)
    run_jobs()
    assert [one.person for one in Message.objects.filter(kind="translators.waits")] == [noor]
    looks.sign(work, work.version, by=noor, at=NOON)
    published = Message.objects.filter(kind="translators.published").order_by("person")
    assert {message.person for message in published} == {cast.lee, rosa}


def test_a_language_is_said_by_oneself_and_admitted_by_an_administrator(cast: Cast) -> None:
    tongue = tongues.say("es", by=cast.rosa, at=NOON)
    assert tongues.say("es", by=cast.rosa, at=NOON) == tongue
    assert queries.tongues_of(cast.rosa) == frozenset()

    with pytest.raises(Refused, match="Only an administrator"):
        tongues.admit(tongue, by=cast.lee, at=NOON)
    tongues.admit(tongue, by=cast.ada, at=NOON)

    rosa = Person.objects.get(pk=cast.rosa.pk)
    assert (rosa.holds(Role.TRANSLATOR), queries.tongues_of(rosa)) == (True, frozenset({"es"}))
    with pytest.raises(Refused, match="decided already"):
        tongues.admit(tongue, by=cast.ada, at=NOON)
    own = tongues.say("es", by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="Somebody else admits"):
        tongues.admit(own, by=cast.ada, at=NOON)


def test_staff_keep_their_post_and_a_visitor_says_nothing(cast: Cast) -> None:
    lee = a_translator(cast.lee)
    assert (lee.holds(Role.TRANSLATOR), queries.tongues_of(lee)) == (False, frozenset({"es"}))

    with pytest.raises(Refused, match="Sign in first"):
        tongues.say("es", by=cast.visitor, at=NOON)
    with pytest.raises(Refused, match="We do not publish"):
        tongues.say("xx", by=cast.rosa, at=NOON)


def test_who_ends_a_language_or_the_post_translates_no_more(cast: Cast) -> None:
    rosa = a_translator(cast.rosa)
    with pytest.raises(Refused, match="Only the translator or an administrator"):
        tongues.end(Tongue.objects.get(), by=cast.lee, at=NOON)
    tongues.end(Tongue.objects.get(), by=rosa, at=NOON)
    assert queries.tongues_of(rosa) == frozenset()

    noor = a_translator(cast.noor)
    for tenure in Tenure.objects.filter(person=noor, until=None):
        people.dismiss(tenure, by=BUILDER, at=NOON)
    assert queries.tongues_of(Person.objects.get(pk=noor.pk)) == frozenset()
    assert queries.translators_into("es") == []


def test_a_text_that_vanished_without_an_act_is_owed_by_nobody_and_stops_nothing_else(cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    other = a_work(cast, hall.says(cast.other))
    hall.words.pop(str(cast.beat.pk))
    Tongue.objects.filter(person=cast.rosa).delete()

    updates.renew(at=NOON + HOUR)

    work.refresh_from_db()
    other.refresh_from_db()
    assert (work.stage, other.stage) == (Stage.WITHDRAWN, Stage.ASKED)
    assert not Obligation.objects.filter(key=str(work.pk), kept_at=None, released_at=None).exists()
