"""Understood, ended, merged, asked again, another date, the commander: what each changes, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.lifecycle import (
    Act,
    Channel,
    Correction,
    End,
    Kind,
    Look,
    NewDate,
    NoAction,
    Promise,
    Reply,
    Ruling,
    Scrubbed,
    Sentence,
    Stage,
    Verdict,
    Withheld,
)
from openbeat.apps.concerns.models import Answer, Concern, Question, Token
from openbeat.apps.concerns.tests.makers import HOUR, NOON, a_concern, taken_up
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation, Shift
from openbeat.core.notices import services as outbox
from openbeat.core.notices.models import Message
from openbeat.core.people.holder import Holder
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

LATER = NOON + timedelta(days=3)
SENTENCE = Sentence("The lamp at the school does not burn.", "en", take_up=False)
CITY = End("The lamps belong to the city; we passed it on.", "en", "City works", "+1 608 555 0100")
CHECKED = End("We looked on three nights.", "en", reason=NoAction.CHECKED)
BEFORE = End("Told before.", "en")
BACK = Reply("It is dark again.", "en")


def told() -> list[tuple[str, int | None]]:
    return list(Message.objects.order_by("kind", "person").values_list("kind", "person"))


def owed(concern: Concern) -> set[str]:
    rows = Obligation.objects.filter(kind=queries.KIND, key=str(concern.pk), kept_at=None, released_at=None)
    return set(rows.values_list("promise", flat=True))


# What we understood


def test_the_sentence_acknowledges_keeps_that_promise_and_asks_who_raised_it(cast: Cast) -> None:
    concern = services.acknowledge(a_concern(cast), SENTENCE, by=cast.lee, at=LATER)

    assert (concern.stage, concern.acknowledged_at) == (Stage.ACKNOWLEDGED, LATER)
    assert Promise.TAKE_UP not in owed(concern)
    assert told() == [("concerns.acknowledged", cast.rosa.pk)]


def test_it_is_taken_up_only_after_the_sentence_but_a_meeting_may(cast: Cast) -> None:
    first, second = a_concern(cast), a_concern(cast)

    with pytest.raises(Refused, match="First say in one sentence what you understood"):
        services.take_up(first, by=cast.lee, at=LATER)
    services.started(str(second.pk), by=cast.lee, at=LATER)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.stage, second.stage) == (Stage.RAISED, Stage.TAKEN_UP)


def test_it_can_be_taken_up_in_the_same_step(cast: Cast) -> None:
    sentence = Sentence("A lamp is out.", "en", take_up=True)

    concern = services.acknowledge(a_concern(cast), sentence, by=cast.lee, at=LATER)

    assert (concern.stage, concern.taken_up_at) == (Stage.TAKEN_UP, LATER)


def test_whoever_raised_it_says_no_and_the_owner_writes_it_anew(cast: Cast) -> None:
    concern = services.acknowledge(a_concern(cast), SENTENCE, by=cast.lee, at=LATER)

    services.correct(concern, Correction(False, "Not the lamp: the sign.", "en"), by=cast.rosa, at=LATER)  # noqa: FBT003
    services.acknowledge(concern, Sentence("The sign is missing.", "en"), by=cast.lee, at=LATER + HOUR)

    rows = list(queries.sentences_of(concern))
    assert [(row.number, row.verdict, row.correction) for row in rows] == [
        (1, Verdict.WRONG, "Not the lamp: the sign."),
        (2, Verdict.WAITING, ""),
    ]
    assert ("concerns.corrected", cast.lee.pk) in told()
    assert "sign" not in "".join(message.subject + message.body for message in Message.objects.all())


def test_staff_write_down_what_was_said_on_the_telephone_and_it_is_said_once(cast: Cast) -> None:
    concern = services.acknowledge(a_concern(cast), SENTENCE, by=cast.lee, at=LATER)
    said = Correction(right=True, channel=Channel.TELEPHONE)

    services.correct(concern, said, by=cast.lee, at=LATER)

    row = queries.sentences_of(concern).get()
    assert (row.verdict, row.channel, row.entered_by) == (Verdict.RIGHT, Channel.TELEPHONE, cast.lee)
    with pytest.raises(Refused, match="This has been said already"):
        services.correct(concern, said, by=cast.rosa, at=LATER)
    with pytest.raises(Refused, match="Only the liaison officer of this area or their commander"):
        services.correct(concern, said, by=cast.noor, at=LATER)


# Ends


@pytest.mark.parametrize("start", [Stage.RAISED, Stage.ACKNOWLEDGED, Stage.TAKEN_UP])
@pytest.mark.parametrize(("service", "end", "stage"), [
    (services.not_ours, CITY, Stage.NOT_OURS), (services.no_action, CHECKED, Stage.NO_ACTION),
])  # fmt: skip
def test_an_end_is_an_answer_and_can_be_opened_again(
    cast: Cast, start: Stage, service: Callable[..., Concern], end: End, stage: Stage
) -> None:
    concern = service(a_concern(cast, start), end, by=cast.lee, at=LATER)

    answer = Answer.objects.get()
    assert (concern.stage, concern.due_at, answer.text, answer.whose) == (stage, None, end.text, end.whose)
    assert owed(concern) == {Promise.LOOK}
    assert ("concerns.ended", cast.rosa.pk) in told()

    again = services.reopen(concern, BACK, by=cast.rosa, at=LATER + HOUR)
    assert (again.stage, again.reopened_at, again.standing) == (Stage.TAKEN_UP, LATER + HOUR, "reopened")
    assert Promise.ANSWER in owed(again)
    closed = services.answer(again, Reply("Done.", "en", 1), by=cast.lee, at=LATER + 2 * HOUR)
    assert (closed.reopened_at, closed.standing) == (None, "answered")


def test_what_is_on_the_chart_is_not_ended_and_nobody_ends_their_own(cast: Cast) -> None:
    with pytest.raises(Refused, match="A task of it is on the Progress Chart"):
        services.not_ours(a_concern(cast, Stage.PLANNED), CITY, by=cast.lee, at=LATER)
    with pytest.raises(Refused, match="You cannot answer a concern you raised yourself"):
        services.no_action(a_concern(cast, by="lena"), CHECKED, by=cast.lena, at=LATER)
    assert Answer.objects.count() == 0


# Merging


def test_merging_keeps_every_voice_and_every_follower_and_opening_it_again_undoes_it(cast: Cast) -> None:
    first, second = a_concern(cast, by="noor", look=Look()), a_concern(cast, look=Look())
    for concern, device in ((first, "a"), (second, "b"), (second, "c")):
        services.me_too(concern, by=VISITOR, at=LATER, device=device)
    services.me_too(first, by=cast.carl, at=LATER)
    services.me_too(second, by=cast.carl, at=LATER)
    outbox.follow(cast.imani, second, at=LATER)

    second = services.merge(second, first, BEFORE, by=cast.lee, at=LATER)

    first.refresh_from_db()
    assert (second.stage, second.duplicate_of, Answer.objects.get().kind) == (Stage.DUPLICATE, first, Kind.DUPLICATE)
    assert first.me_toos == 4  # three devices, and Carl once
    assert outbox_follows(cast.imani.pk, first)

    second = services.reopen(second, BACK, by=cast.rosa, at=LATER + HOUR)
    first.refresh_from_db()
    assert (second.duplicate_of, second.me_toos, first.me_toos) == (None, 3, 2)


def outbox_follows(person: int, concern: Concern) -> bool:
    from openbeat.core.notices.queries import followers_of  # noqa: PLC0415

    return person in followers_of([concern]).values_list("pk", flat=True)


def test_when_the_other_one_is_answered_whoever_told_it_too_hears_of_it(cast: Cast) -> None:
    first, second = a_concern(cast, Stage.TAKEN_UP, by="noor"), a_concern(cast)
    services.merge(second, first, BEFORE, by=cast.lee, at=LATER)

    services.answer(first, Reply("Repaired.", "en"), by=cast.lee, at=LATER + HOUR)

    assert ("concerns.answered_there", cast.rosa.pk) in told()


def test_what_went_on_with_the_merged_one_goes_on_with_the_same(cast: Cast) -> None:
    first, second, third = (a_concern(cast, by=who) for who in ("noor", "rosa", "carl"))
    services.merge(third, second, BEFORE, by=cast.lee, at=LATER)

    services.merge(second, first, BEFORE, by=cast.lee, at=LATER)

    assert {row.pk for row in queries.merged_into(first)} == {second.pk, third.pk}


def test_it_goes_on_only_with_a_public_one_of_the_same_area(cast: Cast) -> None:
    concern, private = a_concern(cast), a_concern(cast, private=True)
    elsewhere = a_concern(cast)
    elsewhere = services.move(elsewhere, to=cast.other, by=cast.lee, at=LATER)
    gone = a_concern(cast, Stage.DUPLICATE)

    for into, why in (
        (concern, "cannot go on with itself"),
        (private, "everybody can see"),
        (elsewhere, "same area"),
        (gone, "choose that one"),
    ):
        with pytest.raises(Refused, match=why):
            services.merge(concern, into, BEFORE, by=cast.lee, at=LATER)
    concern.refresh_from_db()
    assert (concern.stage, concern.duplicate_of) == (Stage.RAISED, None)


# Voices and wishes


def test_a_voice_counts_once_for_a_person_and_for_a_device_and_who_raised_it_has_one_already(cast: Cast) -> None:
    concern = a_concern(cast)

    said = [services.me_too(concern, by=VISITOR, at=NOON, device=device) for device in ("a", "a", "b")]
    said += [services.me_too(concern, by=cast.noor, at=NOON) for _again in range(2)]

    concern.refresh_from_db()
    assert (said, concern.me_toos) == ([True, False, True, True, False], 3)
    with pytest.raises(Refused, match="You raised it"):
        services.me_too(concern, by=cast.rosa, at=NOON)
    with pytest.raises(Refused, match="We cannot tell"):
        services.me_too(concern, by=VISITOR, at=NOON)


def test_whoever_said_it_takes_it_back_and_nobody_else_does(cast: Cast) -> None:
    concern = a_concern(cast)
    for device in ("a", "b"):
        services.me_too(concern, by=VISITOR, at=NOON, device=device)
    services.me_too(concern, by=cast.noor, at=NOON)

    back = [services.unsay(concern, by=VISITOR, device=device) for device in ("a", "a", "c", "")]
    back += [services.unsay(concern, by=person) for person in (cast.carl, cast.noor)]

    concern.refresh_from_db()
    assert (back, concern.me_toos) == ([True, False, False, False, False, True], 1)
    assert services.me_too(concern, by=VISITOR, at=NOON, device="a")


def test_a_voice_that_is_taken_back_counts_no_more_where_the_concern_goes_on(cast: Cast) -> None:
    first, second = a_concern(cast), a_concern(cast)
    services.me_too(second, by=VISITOR, at=NOON, device="a")
    services.merge(second, first, BEFORE, by=cast.lee, at=LATER)

    services.unsay(second, by=VISITOR, device="a")

    first.refresh_from_db()
    assert first.me_toos == 0


def test_anybody_asks_to_open_it_again_and_the_owner_owes_a_decision(cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED)

    wish = services.ask_to_reopen(concern, BACK, by=cast.noor, at=LATER)

    row = Obligation.objects.get(promise=Promise.REOPEN_REQUEST)
    assert (row.due_at, row.owner.role if row.owner else "") == (wish.due_at, "liaison")
    assert ("concerns.asked_again", cast.lee.pk) in told()
    with pytest.raises(Refused, match="Somebody has asked for this already"):
        services.ask_to_reopen(concern, BACK, by=VISITOR, at=LATER)
    with pytest.raises(Refused, match="you can open it again yourself"):
        services.ask_to_reopen(concern, BACK, by=cast.rosa, at=LATER)


@pytest.mark.parametrize("granted", [True, False])
def test_the_decision_says_why_and_is_told(cast: Cast, *, granted: bool) -> None:
    concern = a_concern(cast, Stage.ANSWERED)
    wish = services.ask_to_reopen(concern, BACK, by=cast.noor, at=LATER)

    concern = services.decide(wish, Ruling(granted, "We looked.", "en"), by=cast.lee, at=LATER + HOUR)

    wish.refresh_from_db()
    assert (wish.granted, wish.why) == (granted, "We looked.")
    assert concern.stage == (Stage.TAKEN_UP if granted else Stage.ANSWERED)
    assert (Promise.ANSWER in owed(concern)) == granted
    assert ("concerns.decided", cast.noor.pk) in told()
    with pytest.raises(Refused, match="decided already"):
        services.decide(wish, Ruling(True, "Again.", "en"), by=cast.lee, at=LATER + HOUR)  # noqa: FBT003


def test_only_who_answers_for_the_area_decides_and_not_about_their_own_wish(cast: Cast) -> None:
    wish = services.ask_to_reopen(a_concern(cast, Stage.ANSWERED), BACK, by=cast.lee, at=LATER)
    ruling = Ruling(True, "Yes.", "en")  # noqa: FBT003

    with pytest.raises(Refused, match="Only the liaison officer of this area or their commander"):
        services.decide(wish, ruling, by=cast.lou, at=LATER)
    with pytest.raises(Refused, match="what you asked for yourself"):
        services.decide(wish, ruling, by=cast.lee, at=LATER)
    assert services.decide(wish, ruling, by=cast.cora, at=LATER).stage == Stage.ANSWERED  # who owns it opens it


# Dates


def test_another_date_needs_a_reason_and_stays_visible(cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)
    first = concern.due_at

    concern = services.shift(concern, NewDate(date(2026, 7, 1), "Parts are late.", "en"), by=cast.lee, at=LATER)

    row = Shift.objects.get()
    assert (row.was, row.now, row.reason) == (first, concern.due_at, "Parts are late.")
    assert ("concerns.shifted", cast.rosa.pk) in told()
    with pytest.raises(Refused, match="still to come"):
        services.shift(concern, NewDate(date(2026, 1, 1), "Back.", "en"), by=cast.lee, at=LATER)


def test_the_holders_are_reminded_once_two_working_days_before(cast: Cast) -> None:
    concern = services.acknowledge(a_concern(cast), SENTENCE, by=cast.lee, at=NOON + HOUR)
    assert concern.due_at
    early, soon = concern.due_at - timedelta(days=7), concern.due_at - timedelta(days=1)

    counts = [services.nudge(at=early), services.nudge(at=soon)]
    services.nudge(at=soon + HOUR)

    reminded = Message.objects.filter(kind="concerns.nudge").order_by("person")
    assert (counts, [message.person for message in reminded]) == ([0, 2], [cast.lee, cast.lena])


def test_what_is_late_comes_before_the_commander_once_and_on_record(cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)
    assert concern.due_at
    late = concern.due_at + HOUR

    counts = [services.escalate(at=concern.due_at - HOUR), services.escalate(at=late), services.escalate(at=late)]

    concern.refresh_from_db()
    assert (counts, concern.escalated_at) == ([0, 1, 0], late)
    assert ("concerns.escalated", cast.cora.pk) in told()
    assert Entry.objects.get(act=Act.ESCALATE).actor == "program"
    answered = services.answer(concern, Reply("Repaired.", "en"), by=cast.lee, at=late + HOUR)
    assert answered.escalated_at is None


# Followers


def test_followers_of_the_kind_and_of_the_area_hear_of_what_is_new_and_of_answers(
    cast: Cast, run_jobs: Callable[[], int]
) -> None:
    outbox.follow(cast.noor, queries.category_ref(cast.beat.pk, "lighting"), at=NOON)
    outbox.follow(cast.carl, cast.district, at=NOON)
    outbox.follow(cast.imani, queries.category_ref(cast.beat.pk, "noise"), at=NOON)

    concern = a_concern(cast, look=Look())
    run_jobs()
    outbox.follow(cast.ada, concern, at=NOON)
    taken_up(concern, by=cast.lee, at=LATER)
    services.answer(concern, Reply("Repaired.", "en"), by=cast.lee, at=LATER + HOUR)
    run_jobs()

    assert [each for each in told() if each[1] != cast.rosa.pk] == sorted(
        [
            ("concerns.new_here", cast.noor.pk),
            ("concerns.new_here", cast.carl.pk),
            ("concerns.changed", cast.ada.pk),  # acknowledged and taken up: once
            ("concerns.answered_here", cast.noor.pk),
            ("concerns.answered_here", cast.carl.pk),
            ("concerns.answered_here", cast.ada.pk),
        ]
    )


@pytest.mark.parametrize("kind", ["private", "withheld"])
def test_followers_hear_nothing_of_what_is_private_or_withheld(
    cast: Cast, run_jobs: Callable[[], int], kind: str
) -> None:
    outbox.follow(cast.noor, cast.beat, at=NOON)

    a_concern(cast, look=None if kind == "private" else Look(words=Withheld.NAME), private=kind == "private")
    run_jobs()

    assert cast.noor.pk not in {person for _kind, person in told()}


# What everybody reads of a private matter


def test_a_private_question_is_written_anew_and_nothing_leads_back(cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, private=True)

    services.publish_question(concern, Scrubbed("May I film?", "Yes.", "en"), by=cast.lee, at=LATER)
    services.publish_question(concern, Scrubbed("May one film?", "Yes.", "en"), by=cast.lee, at=LATER + HOUR)

    row = Question.objects.get()
    assert (row.question, row.published_on) == ("May one film?", LATER.date())
    assert "concern" not in Question.Privacy.public
    with pytest.raises(Refused, match="Only the liaison officer of this area or their commander"):
        services.publish_question(concern, Scrubbed("a", "b", "en"), by=cast.noor, at=LATER)
    services.withdraw_question(concern, by=cast.cora, at=LATER)
    assert Question.objects.count() == 0


def test_words_by_which_it_is_found_go_when_a_release_is_taken_back(cast: Cast) -> None:
    concern = a_concern(cast, look=Look(), title="Zebrafinch")
    before = Token.objects.filter(word="zebrafinch").count()

    services.look(concern, Look(words=Withheld.NAME), by=cast.lee, at=LATER)

    assert (before, Token.objects.count()) == (1, 0)


def test_a_holder_of_the_receipt_says_that_it_is_right(cast: Cast) -> None:
    concern = services.acknowledge(a_concern(cast, by="visitor"), SENTENCE, by=cast.lee, at=LATER)
    holder = Holder(frozenset({Ref.of(concern)}))

    services.correct(concern, Correction(right=True), by=holder, at=LATER)

    assert queries.sentences_of(concern).get().verdict == Verdict.RIGHT
