"""What people see of the priorities, and what they can do there without an account and without JavaScript."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.lifecycle import (
    ENDED,
    Ballot,
    Counted,
    Decision,
    ProblemAct,
    RoundAct,
    Seal,
    Standing,
    Wording,
)
from openbeat.apps.concerns.models import Candidate, Round, Voice
from openbeat.apps.concerns.policies import LEADERS, PRIORITIES_POLICY, ROUNDS_POLICY
from openbeat.apps.concerns.services import priorities, rounds, seats
from openbeat.apps.concerns.tests.makers import NOON, a_problem, a_round
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from conftest import CountQueries
    from openbeat.core.people.demo import Cast
    from openbeat.kit.policy import Verdict

DAY = timedelta(days=1)
WHY = Wording("It cannot wait.", "en")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The pages' clock stands three days after NOON; forms may be sent at once."""
    settings.OPENBEAT_FORM_SECONDS = 0
    for name in ("priorities", "problems", "rounds"):
        monkeypatch.setattr(f"openbeat.apps.concerns.views.{name}.now", lambda: NOON + 3 * DAY)


def started(client: Client, url: str) -> str:
    """The signed start that the form on this page carries."""
    text: str = client.get(url).text
    return text.split('name="started" value="')[1].split('"', maxsplit=1)[0]


def page_of(cast: Cast) -> str:
    return reverse("concerns:priorities", args=[cast.beat.slug])


def an_open_round(cast: Cast) -> tuple[Round, Candidate, Candidate]:
    racing, lane = a_problem(cast, "Cars race"), a_problem(cast, "Lane is dark", NOON + timedelta(hours=1))
    return a_round(cast, racing, lane, at=NOON + DAY), racing, lane


def test_somebody_without_an_account_gives_dots_and_changes_them_in_the_same_browser(
    client: Client, cast: Cast
) -> None:
    round_, racing, lane = an_open_round(cast)
    url = reverse("concerns:vote", args=[round_.pk])

    first = client.post(url, {"dots": [racing.pk], "started": started(client, page_of(cast)), "website": ""})
    again = client.post(url, {"dots": [lane.pk, racing.pk], "started": started(client, url), "website": ""})

    assert "Your dots count" in first.text
    assert "Cars race" in first.text
    assert "Your dots count" in again.text
    assert Voice.objects.get().dots == sorted([racing.pk, lane.pk])
    assert "You have given your dots" in client.get(page_of(cast)).text


def test_a_ballot_with_four_dots_comes_back_with_a_sentence(client: Client, cast: Cast) -> None:
    found = [a_problem(cast, title) for title in ("A", "B", "C", "D")]
    round_ = a_round(cast, *found, at=NOON + DAY)
    url = reverse("concerns:vote", args=[round_.pk])

    response = client.post(url, {"dots": [one.pk for one in found], "started": started(client, url), "website": ""})

    assert response.status_code == 422
    assert "You have three dots. Take some away." in response.text
    assert not Voice.objects.exists()


def test_nobody_sees_which_problem_leads_while_the_round_is_open(client: Client, cast: Cast) -> None:
    round_, _racing, lane = an_open_round(cast)
    rounds.vote(round_, [lane.pk], Seal("a"), by=VISITOR, at=NOON + 2 * DAY)
    client.force_login(cast.lee)

    text = client.get(round_.get_absolute_url()).text

    assert "The ranking" not in text
    assert "How many people gave dots" in text
    rounds.close(round_, by=cast.lee, at=NOON + 2 * DAY)
    assert "The ranking" in client.get(round_.get_absolute_url()).text


def test_the_result_shows_each_channel_the_ranking_and_the_reason_of_a_departure(client: Client, cast: Cast) -> None:
    round_, racing, lane = an_open_round(cast)
    seats.set_seats(cast.beat, 1, WHY, by=cast.cora, at=NOON)
    counted = Counted(Ballot.HANDS, 7, {racing.pk: 6, lane.pk: 4})
    rounds.count(round_, counted, by=cast.lee, at=NOON + 2 * DAY)
    rounds.close(round_, by=cast.lee, at=NOON + 2 * DAY)
    decision = Decision((lane.pk,), "The children walk there from Monday on.", "en")
    rounds.publish(round_, decision, by=cast.lee, at=NOON + 2 * DAY)

    text = client.get(round_.get_absolute_url()).text

    assert "The children walk there from Monday on." in text
    assert text.index("1. <a") < text.index("2. <a")
    assert 'data-label="raised hands">6</td>' in text
    assert "A dot counts one, however it was given." in text


def test_whoever_leads_goes_from_a_name_to_a_decision_by_forms_alone(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)
    for title in ("Cars race", "Lane is dark"):
        client.post(reverse("concerns:propose", args=[cast.beat.slug]), {"title": title, "words": "", "language": "en"})
    problems = list(Candidate.objects.order_by("pk"))
    questions = ("shared", "stays", "persists", "within_reach")
    judged = {f"{one}_finding": "yes" for one in questions} | {f"{one}_why": "So it is." for one in questions}
    for problem in problems:
        client.post(reverse("concerns:problem-act", args=[problem.pk, "questions"]), {**judged, "language": "en"})
    begun = {"candidates": [one.pk for one in problems], "closes_on": (NOON + 9 * DAY).date().isoformat()}
    client.post(reverse("concerns:begin-round", args=[cast.beat.slug]), begun)
    round_ = Round.objects.get()
    hands = {"people": "5", f"dots_{problems[0].pk}": "2", f"dots_{problems[1].pk}": "4"}
    for act, data in (("hands", hands), ("close", {}), ("decide", {"chosen": [problems[1].pk], "language": "en"})):
        client.post(reverse("concerns:round-act", args=[round_.pk, act]), data)

    round_.refresh_from_db()
    assert round_.stage == "counted"  # two places are free and one was chosen: that needs a reason
    client.post(
        reverse("concerns:round-act", args=[round_.pk, "decide"]),
        {"chosen": [problems[1].pk], "why": "One is enough for this month.", "language": "en"},
    )
    assert [one.title for one in queries.priorities_of(cast.beat)] == ["Lane is dark"]


def test_a_decision_that_departs_without_a_reason_says_what_is_missing(client: Client, cast: Cast) -> None:
    round_, _racing, lane = an_open_round(cast)
    rounds.close(round_, by=cast.lee, at=NOON + 2 * DAY)
    client.force_login(cast.lee)

    response = client.post(
        reverse("concerns:round-act", args=[round_.pk, "decide"]), {"chosen": [lane.pk], "language": "en", "why": ""}
    )

    assert response.status_code == 403
    assert "This is not the order of the ranking: say why. Everybody reads it." in response.text


@pytest.mark.parametrize("who", ["noor", "lou"])
def test_who_does_not_lead_here_is_told_why_not(client: Client, cast: Cast, who: str) -> None:
    round_, racing, _lane = an_open_round(cast)
    client.force_login(cast[who].person)  # type: ignore[arg-type]
    why = "Only the liaison officer, the deputy, the commander or the chair of this area may do this."

    closed = client.post(reverse("concerns:round-act", args=[round_.pk, "close"]))
    aside = client.post(reverse("concerns:problem-act", args=[racing.pk, "set-aside"]), {"reason": "gone"})

    assert (closed.status_code, aside.status_code) == (403, 403)
    assert why in closed.text.replace("&#x27;", "'")
    assert why in aside.text
    assert why in client.get(reverse("concerns:round-act", args=[round_.pk, "close"])).text


def test_a_proposal_is_a_count_to_everybody_and_words_to_whoever_leads(client: Client, cast: Cast) -> None:
    url = reverse("concerns:propose", args=[cast.beat.slug])
    facts = {"title": "The shelter is broken", "words": "", "language": "en", "website": ""}

    sent = client.post(url, {**facts, "started": started(client, url)})

    problem = Candidate.objects.get()
    assert "It is proposed" in sent.text
    assert "1 proposal waits for a look." in client.get(page_of(cast)).text
    assert "The shelter is broken" not in client.get(page_of(cast)).text
    assert client.get(problem.get_absolute_url()).status_code == 404
    client.force_login(cast.lee)
    assert "The shelter is broken" in client.get(page_of(cast)).text
    assert "Only you and whoever leads the meetings see these words now." in client.get(problem.get_absolute_url()).text


def test_the_page_of_a_problem_offers_exactly_the_open_doors(client: Client, cast: Cast) -> None:
    problem = seats.choose(a_problem(cast), WHY, by=cast.lee, at=NOON)
    act = f"/priorities/{problem.pk}/"

    assert act + "task/" not in client.get(problem.get_absolute_url()).text
    client.force_login(cast.lee)
    text = client.get(problem.get_absolute_url()).text

    offered = [name for name in ("look", "questions", "choose", "task", "ask", "resolve", "set-aside", "bring-back")
               if f'{act}{name}/"' in text]  # fmt: skip
    assert offered == ["questions", "task", "ask", "set-aside"]
    assert "Why it was chosen without a round" in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for number in range(count):
        seats.choose(a_problem(cast, f"Problem {number}"), WHY, by=cast.lee, at=NOON)
    client.get(page_of(cast))

    with count_queries(QUERIES):
        response = client.get(page_of(cast))

    assert response.text.count("Problem ") == count


QUERIES = 12


def test_the_area_and_the_search_lead_to_the_priorities(client: Client, cast: Cast) -> None:
    problem = seats.choose(a_problem(cast, "Cars race on Weir Street"), WHY, by=cast.lee, at=NOON)

    area = client.get(cast.beat.get_absolute_url()).text
    found = client.get("/search/?words=Weir").text

    assert page_of(cast) in area
    assert problem.get_absolute_url() in area
    assert problem.get_absolute_url() in found


POLICY_TABLE = {
    "nominate": "lee lena cora",
    "seats": "cora ada",
    "begin": "lee lena cora",
}


def test_only_these_people_may_act_on_an_area(cast: Cast) -> None:
    names = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
    asked: dict[str, Callable[[str], Verdict]] = {
        "nominate": lambda who: PRIORITIES_POLICY.verdict(cast[who], ProblemAct.NOMINATE, cast.beat),
        "seats": lambda who: PRIORITIES_POLICY.verdict(cast[who], ProblemAct.SEATS, cast.beat),
        "begin": lambda who: ROUNDS_POLICY.verdict(cast[who], RoundAct.BEGIN, cast.beat),
    }

    may = {act: " ".join(name for name in names if verdict(name)) for act, verdict in asked.items()}

    assert may == POLICY_TABLE
    assert "chair" in LEADERS


@pytest.mark.parametrize("stage", Standing)
def test_what_may_be_done_with_a_problem_at_each_stage(cast: Cast, stage: Standing) -> None:
    problem = priorities.nominate(Wording("Noise", "en"), area=cast.beat, by=cast.lee, at=NOON)
    problem.stage = stage
    doors = PRIORITIES_POLICY.doors(cast.lee, problem)
    open_doors = {name for name, verdict in doors.items() if verdict} - {"propose", "nominate", "seats"}

    assert (
        open_doors
        == {
            Standing.PROPOSED: {"admit", "judge", "set_aside"},
            Standing.CANDIDATE: {"choose", "judge", "set_aside"},
            Standing.ACTIVE: {"judge", "task", "ask", "set_aside"},
            Standing.RESOLVED: {"bring_back"},
            Standing.SET_ASIDE: {"bring_back"},
        }[stage]
    )
    assert (stage in ENDED) == (open_doors == {"bring_back"})
