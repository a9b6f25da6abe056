"""Problems and rounds: what the services promise, on paper, by hand and on the web."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.lifecycle import (
    Aside,
    Ballot,
    Counted,
    Criterion,
    Decision,
    Feeling,
    Job,
    Look,
    Seal,
    Standing,
    Term,
    Wording,
)
from openbeat.apps.concerns.models import Voice
from openbeat.apps.concerns.services import calling, priorities, rounds, seats
from openbeat.apps.concerns.tests.makers import (
    CHAIRED,
    NOON,
    SENTENCES,
    a_concern,
    a_problem,
    a_round,
    answers_in,
)
from openbeat.core.hooks import digest, origins
from openbeat.core.hooks.digest import Span
from openbeat.core.ledger.models import Entry
from openbeat.core.loop import queries as loop
from openbeat.core.notices import services as following
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.holder import Holder
from openbeat.core.people.roles import Role
from openbeat.kit.actors import VISITOR, program
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast, a_cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from openbeat.apps.concerns.models import Candidate, Round

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WHY = Wording("It cannot wait for the next meeting.", "en")
CHAIR = program("a chair", Role.CHAIR)
TITLES = ("Cars race", "Lane is dark", "Shops are broken into", "Noise at night")


def told(kind: str) -> list[str]:
    return sorted(message.person.name for message in Message.objects.filter(kind=kind) if message.person)


def test_who_follows_an_area_hears_once_that_a_round_opens_and_that_it_is_decided(
    cast: Cast, run_jobs: Callable[[], int]
) -> None:
    for person, area in ((cast.noor, cast.beat), (cast.carl, cast.district), (cast.noor, cast.district)):
        following.follow(person, area, at=NOON)
    problems = four(cast)[:3]
    term = Term(NOON + 2 * DAY, NOON + 9 * DAY, tuple(problem.pk for problem in problems))

    round_ = rounds.begin(term, area=cast.beat, by=cast.lee, at=NOON)
    before = calling.all_opened(at=NOON + DAY)
    opened = [calling.all_opened(at=NOON + 2 * DAY + hour * HOUR) for hour in range(3)]
    run_jobs()
    assert (before, opened, told("concerns.round_open")) == (0, [1, 0, 0], [cast.carl.name, cast.noor.name])
    assert told("concerns.round_decided") == []

    rounds.close(round_, by=cast.lee, at=NOON + 9 * DAY)
    first = Decision((queries.ranking(round_)[0].key,), "One at a time.", "en")
    rounds.publish(round_, first, by=cast.lee, at=NOON + 9 * DAY)
    run_jobs()
    assert told("concerns.round_decided") == [cast.carl.name, cast.noor.name]
    [said] = {(message.subject, message.link) for message in Message.objects.filter(kind="concerns.round_open")}
    assert said == ("What comes first in Millrace? Give your dots", round_.get_absolute_url())


def test_a_round_that_opens_at_once_is_told_at_once_and_one_that_was_closed_before_is_not(
    cast: Cast, run_jobs: Callable[[], int]
) -> None:
    following.follow(cast.noor, cast.beat, at=NOON)
    problems = four(cast)

    a_round(cast, *problems[:2])
    run_jobs()

    assert told("concerns.round_open") == [cast.noor.name]
    assert calling.all_opened(at=NOON + 30 * DAY) == 0


def test_the_digest_of_the_month_says_what_was_chosen_and_what_is_open(cast: Cast) -> None:
    problems = four(cast)
    round_ = a_round(cast, *problems[:2])
    span = Span(cast.beat, NOON - DAY, NOON + 20 * DAY, NOON + DAY)
    [open_] = [part for part in digest.parts(span) if part.heading == "What comes first"]
    rounds.close(round_, by=cast.lee, at=NOON + 3 * DAY)
    chosen = tuple(place.key for place in queries.ranking(round_))
    rounds.publish(round_, Decision(chosen), by=cast.lee, at=NOON + 3 * DAY)
    [decided] = [part for part in digest.parts(span) if part.heading == "What comes first"]

    assert open_.sentences == ("Say what comes first: you can give dots until 18 May 2026.",)
    assert decided.sentences == ("Residents gave their dots: 2 problems were chosen.",)
    assert {item.title for item in decided.items} == set(TITLES[:2])


def four(cast: Cast) -> list[Candidate]:
    return [a_problem(cast, title, NOON + number * DAY) for number, title in enumerate(TITLES)]


def a_counted_round(cast: Cast) -> tuple[Round, list[Candidate]]:
    """Web: 2 voices; paper: 6 people; hands: 9 people. In all: racing 12, lane 10, shops 9, noise 2."""
    found, at = four(cast), NOON + 5 * DAY
    round_ = a_round(cast, *found, at=at)
    racing, lane, shops, noise = (problem.pk for problem in found)
    rounds.vote(round_, [racing, lane], Seal("a"), by=VISITOR, at=at)
    rounds.vote(round_, [racing, shops, noise], Seal("b"), by=VISITOR, at=at)
    rounds.count(round_, Counted(Ballot.PAPER, 6, {racing: 4, lane: 5, shops: 3}), by=cast.lee, at=at)
    rounds.count(round_, Counted(Ballot.HANDS, 9, {racing: 6, lane: 4, shops: 5, noise: 1}), by=CHAIR, at=at)
    return rounds.close(round_, by=cast.lee, at=at + DAY), found


def test_the_dots_of_all_channels_are_added_and_the_first_three_become_priorities(cast: Cast) -> None:
    round_, found = a_counted_round(cast)

    result = queries.result(round_)
    rounds.publish(round_, Decision(tuple(problem.pk for problem in found[:3])), by=CHAIR, at=NOON + 7 * DAY)

    assert [(row.problem.title, row.place.dots) for row in result.rows] == [
        ("Cars race", 12),
        ("Lane is dark", 10),
        ("Shops are broken into", 9),
        ("Noise at night", 2),
    ]
    assert [(str(channel), people, dots) for channel, people, dots in result.channels] == [
        ("web", 2, 5),
        ("paper", 6, 12),
        ("hands", 9, 16),
    ]
    assert [(one.title, one.seat) for one in queries.priorities_of(cast.beat)] == [
        ("Cars race", 1),
        ("Lane is dark", 2),
        ("Shops are broken into", 3),
    ]


def test_who_decides_otherwise_says_why_in_public(cast: Cast) -> None:
    round_, found = a_counted_round(cast)
    chosen = (found[0].pk, found[1].pk, found[3].pk)

    with pytest.raises(Refused, match="This is not the order of the ranking: say why"):
        rounds.publish(round_, Decision(chosen), by=cast.lee, at=NOON + 7 * DAY)
    round_ = rounds.publish(
        round_, Decision(chosen, "The shops are emptied next week.", "en"), by=cast.lee, at=NOON + 7 * DAY
    )

    assert round_.why == "The shops are emptied next week."
    assert {one.title for one in queries.priorities_of(cast.beat)} == {"Cars race", "Lane is dark", "Noise at night"}


def test_no_more_are_chosen_than_there_are_places(cast: Cast) -> None:
    round_, found = a_counted_round(cast)

    with pytest.raises(Refused, match="Millrace works on 3 problems at a time"):
        rounds.publish(
            round_, Decision(tuple(one.pk for one in found), "All of them!", "en"), by=cast.lee, at=NOON + 7 * DAY
        )

    assert queries.priorities_of(cast.beat) == []


def test_the_limit_is_that_of_the_nearest_area_that_says_one(cast: Cast) -> None:
    many = Wording("We have two officers for this.", "en")
    first, second, third = four(cast)[:3]

    assert queries.limit(cast.beat) == 3
    seats.set_seats(cast.department, 5, many, by=cast.ada, at=NOON)
    seats.set_seats(cast.district, 2, many, by=cast.cora, at=NOON)
    assert (queries.limit(cast.beat), queries.limit(cast.department)) == (2, 5)

    seats.choose(first, WHY, by=cast.lee, at=NOON + 5 * DAY)
    seats.choose(second, WHY, by=cast.lee, at=NOON + 5 * DAY)
    with pytest.raises(Refused, match="Millrace works on 2 problems at a time"):
        seats.choose(third, WHY, by=cast.lee, at=NOON + 5 * DAY)
    with pytest.raises(Refused, match="Only the commander or an administrator"):
        seats.set_seats(cast.beat, 9, many, by=cast.lee, at=NOON)


def test_an_ended_priority_makes_room(cast: Cast) -> None:
    seats.set_seats(cast.beat, 1, Wording("One at a time.", "en"), by=cast.cora, at=NOON)
    first, second = four(cast)[:2]
    first = seats.choose(first, WHY, by=cast.lee, at=NOON + 5 * DAY)

    learnt = Wording("Speed tables did it; fines did not.", "en")
    with pytest.raises(Refused, match="First ask residents whether it is better"):
        seats.resolve(first, learnt, by=cast.lee, at=NOON + 6 * DAY)
    first = seats.ask(first, Feeling(Ballot.HANDS, 8, 2, 1, NOON.date()), by=cast.lee, at=NOON + 6 * DAY)
    first = seats.resolve(first, learnt, by=cast.lee, at=NOON + 7 * DAY)
    second = seats.choose(second, WHY, by=cast.lee, at=NOON + 8 * DAY)

    assert (first.stage, first.learnt, first.seat) == (Standing.RESOLVED, learnt.text, None)
    assert (second.stage, second.seat) == (Standing.ACTIVE, 1)


# Proposals


def test_anybody_proposes_and_nobody_reads_it_before_a_look(cast: Cast) -> None:
    said = Wording("The shelter is broken", "en", "Every month.")
    problem = priorities.propose(said, area=cast.beat, by=VISITOR, at=NOON, once="a form")
    again = priorities.propose(said, area=cast.beat, by=VISITOR, at=NOON, once="a form")

    assert problem == again
    assert (
        list(queries.problems(VISITOR)) == list(queries.problems(cast.noor)) == list(queries.problems(cast.lou)) == []
    )
    assert list(queries.problems(Holder(frozenset({Ref.of(problem)})))) == [problem]
    assert list(queries.problems(cast.lee)) == [problem]
    (owed,) = loop.of_things([Ref.of(problem)])[Ref.of(problem)]
    assert (owed.promise, owed.kept_at) == ("concerns.admit", None)

    priorities.admit(problem, said, by=cast.lee, at=NOON + DAY)

    assert list(queries.problems(VISITOR)) == [problem]
    (owed,) = loop.of_things([Ref.of(problem)])[Ref.of(problem)]
    assert owed.kept_at == NOON + DAY


def test_words_that_would_harm_somebody_are_never_public(cast: Cast) -> None:
    problem = priorities.propose(Wording("Mr X at number 9", "en"), area=cast.beat, by=VISITOR, at=NOON)
    problem = seats.set_aside(problem, Aside.HARMFUL, Wording("", "en"), by=cast.lee, at=NOON + DAY)

    assert list(queries.problems(VISITOR)) == []
    assert origins.cards([Ref.of(problem)], VISITOR) == {}


def test_a_private_concern_cannot_become_a_priority(cast: Cast) -> None:
    said, at = Wording("Lamp", "en"), NOON + 2 * DAY
    released, private = a_concern(cast, look=Look()), a_concern(cast, private=True)

    assert priorities.nominate(said, area=cast.beat, by=cast.lee, at=at, concern=released).concern == released
    with pytest.raises(Refused, match="a concern that is not shown to all cannot be one"):
        priorities.nominate(said, area=cast.beat, by=cast.lee, at=at, concern=private)
    assert queries.to_name(cast.lee, cast.beat) == []


def test_police_and_chair_answer_the_four_questions_side_by_side(cast: Cast) -> None:
    problem = priorities.nominate(Wording("Noise", "en"), area=cast.beat, by=cast.lee, at=NOON)

    assert len(queries.unasked(problem)) == 4
    with pytest.raises(Refused, match="First answer the four questions about “Noise”"):
        a_round(cast, problem, a_problem(cast))
    priorities.judge(problem, answers_in(SENTENCES), by=cast.lee, at=NOON)
    priorities.judge(problem, answers_in(CHAIRED), by=CHAIR, at=NOON)

    (asked,) = [one for one in queries.questions(problem) if one.criterion == Criterion.WITHIN_REACH]
    assert asked.police
    assert asked.community
    assert (asked.police.finding, asked.community.finding) == ("unknown", "yes")
    assert queries.unasked(problem) == []


def test_a_task_goes_on_the_chart_and_comes_back_when_it_is_done(cast: Cast) -> None:
    problem = seats.choose(a_problem(cast), WHY, by=cast.lee, at=NOON)
    job = Job("Ask for speed tables", "en", (NOON + 20 * DAY).date())

    with pytest.raises(Refused, match="may put a task on the chart"):
        seats.task(problem, job, by=CHAIR, at=NOON)
    seats.task(problem, job, by=cast.lee, at=NOON)

    (card,) = queries.tasks_of([problem], VISITOR)[problem.pk]
    origin = origins.of("concerns.candidate")
    assert card.title == "Ask for speed tables"
    assert origin
    assert origin.done
    origin.done(str(problem.pk), by=cast.lee, at=NOON + DAY, words="Done", language="en")
    assert str(queries.story(problem)[-1].words) == "A task of it was completed"


# Dots


def test_one_account_has_one_voice_and_may_change_it(cast: Cast) -> None:
    found = four(cast)
    round_ = a_round(cast, *found, at=NOON + 5 * DAY)

    rounds.vote(round_, [found[0].pk], Seal("a"), by=cast.noor, at=NOON + 6 * DAY)
    voice = rounds.vote(round_, [found[1].pk, found[2].pk], Seal("b"), by=cast.noor, at=NOON + 7 * DAY)

    assert Voice.objects.get() == voice
    assert voice.dots == [found[1].pk, found[2].pk]


def test_whoever_holds_the_receipt_changes_their_dots_and_nobody_else_does(cast: Cast) -> None:
    found = four(cast)
    round_ = a_round(cast, *found, at=NOON + 5 * DAY)
    voice = rounds.vote(round_, [found[0].pk], Seal("a"), by=VISITOR, at=NOON + 6 * DAY)
    holder = Holder(frozenset({Ref.of(voice)}))

    rounds.vote(round_, [found[3].pk], Seal("c"), by=holder, at=NOON + 7 * DAY)
    rounds.vote(round_, [found[1].pk], Seal("d"), by=VISITOR, at=NOON + 7 * DAY)

    assert sorted(Voice.objects.values_list("dots", flat=True)) == [[found[1].pk], [found[3].pk]]


def test_a_browser_counts_once_and_whoever_sits_there_next_changes_nothing(cast: Cast) -> None:
    found = four(cast)
    round_ = a_round(cast, *found, at=NOON + 5 * DAY)
    first = rounds.vote(round_, [found[0].pk], Seal("a", "library"), by=VISITOR, at=NOON + 6 * DAY)

    same = rounds.vote(round_, [found[0].pk], Seal("a", "library"), by=VISITOR, at=NOON + 6 * DAY)
    with pytest.raises(Refused, match="Dots were given in this browser already"):
        rounds.vote(round_, [found[1].pk], Seal("b", "library"), by=VISITOR, at=NOON + 6 * DAY)
    rounds.vote(round_, [found[1].pk], Seal("b", "library"), by=cast.noor, at=NOON + 6 * DAY)

    assert same == first
    assert sorted(Voice.objects.values_list("dots", flat=True)) == [[found[0].pk], [found[1].pk]]


@pytest.mark.parametrize("chosen", [[], [0, 1, 2, 3], [0, 99]], ids=["none", "four", "one that is not there"])
def test_dots_that_are_not_one_to_three_of_the_round_are_refused(cast: Cast, chosen: list[int]) -> None:
    found = four(cast)
    round_ = a_round(cast, *found, at=NOON + 5 * DAY)
    keys = [found[index].pk if index < 4 else 10**6 for index in chosen]

    with pytest.raises(Refused, match="Give one to three dots"):
        rounds.vote(round_, keys, Seal("a"), by=VISITOR, at=NOON + 6 * DAY)

    assert not Voice.objects.exists()


def test_after_the_evening_of_the_meeting_no_dots_are_taken_here(cast: Cast) -> None:
    found = four(cast)
    round_ = a_round(cast, *found, at=NOON + 5 * DAY)

    with pytest.raises(Refused, match="The time to give dots on this site is over"):
        rounds.vote(round_, [found[0].pk], Seal("a"), by=VISITOR, at=round_.closes_at)
    rounds.count(round_, Counted(Ballot.HANDS, 3, {found[0].pk: 3}), by=cast.lee, at=round_.closes_at)
    assert queries.ranking(round_)[0].dots == 3


def test_more_dots_than_people_have_are_counted_again(cast: Cast) -> None:
    found = four(cast)
    round_ = a_round(cast, *found, at=NOON + 5 * DAY)

    with pytest.raises(Refused, match="4 people have three dots each"):
        rounds.count(round_, Counted(Ballot.PAPER, 4, {found[0].pk: 5}), by=cast.lee, at=NOON + 6 * DAY)
    rounds.count(round_, Counted(Ballot.PAPER, 4, {found[0].pk: 3}), by=cast.lee, at=NOON + 6 * DAY)
    rounds.count(round_, Counted(Ballot.PAPER, 4, {found[0].pk: 4}), by=cast.lee, at=NOON + 6 * DAY)

    assert queries.ranking(round_)[0].dots == 4


def test_once_the_result_is_public_nobody_can_tell_whose_dots_were_whose(cast: Cast) -> None:
    round_, found = a_counted_round(cast)
    rounds.publish(round_, Decision(tuple(one.pk for one in found[:3])), by=cast.lee, at=NOON + 7 * DAY)

    assert set(Voice.objects.values_list("who", flat=True)) == {None}
    votes = Entry.objects.filter(act="vote")
    assert {(entry.by, entry.actor) for entry in votes} == {(None, "visitor")}


def test_an_area_has_one_undecided_round_at_a_time(cast: Cast) -> None:
    found = four(cast)
    a_round(cast, *found[:2], at=NOON + 5 * DAY)

    with pytest.raises(Refused, match="A round of this area is not decided yet"):
        a_round(cast, *found[2:], at=NOON + 6 * DAY)


def test_a_round_of_one_problem_is_no_round(cast: Cast) -> None:
    found = four(cast)

    with pytest.raises(Refused, match="Choose two problems at the least"):
        a_round(cast, found[0], at=NOON + 5 * DAY)
    term = Term(NOON, NOON + DAY, tuple(problem.pk for problem in found), "meetings.meeting:99999")
    with pytest.raises(Refused, match="There is no such meeting"):
        rounds.begin(term, area=cast.beat, by=cast.lee, at=NOON)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory knows one connection only")
def test_of_two_who_fill_the_last_place_at_once_one_hears_of_the_limit() -> None:
    cast = a_cast()
    seats.set_seats(cast.beat, 1, WHY, by=cast.cora, at=NOON)
    found, start = four(cast)[:2], Barrier(2)

    def choose(index: int) -> Any:
        try:
            start.wait()
            return seats.choose(found[index], WHY, by=cast.lee, at=NOON + 5 * DAY)
        except Refused as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(choose, range(2)))

    assert sorted(isinstance(result, Refused) for result in results) == [False, True], results
    assert len(queries.priorities_of(cast.beat)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory knows one connection only")
def test_eight_presses_of_one_ballot_are_one_voice() -> None:
    cast = a_cast()
    found, start = four(cast), Barrier(8)
    round_ = a_round(cast, *found, at=NOON + 5 * DAY)

    def press(_index: int) -> Any:
        try:
            start.wait()
            return rounds.vote(round_, [found[0].pk], Seal("one form"), by=VISITOR, at=NOON + 6 * DAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(press, range(8)))

    assert Voice.objects.count() == 1


def test_a_title_that_was_borrowed_from_a_concern_goes_with_whoever_raised_it(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look(), title="The dark corner of Rosa")
    borrowed, own = (
        priorities.nominate(Wording(title, "en"), area=cast.beat, by=cast.lee, at=NOON, concern=concern)
        for title in (concern.title, "Dark corners")
    )

    people.forget(cast.rosa, by=cast.rosa, at=NOON)

    titles = [client.get(problem.get_absolute_url()).text for problem in (borrowed, own)]
    assert ["of Rosa" in page for page in titles] == [False, False]
    assert ("Lighting" in titles[0], "Dark corners" in titles[1]) == (True, True)
