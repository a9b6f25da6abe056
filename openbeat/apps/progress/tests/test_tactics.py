"""What becomes of a tactic that the police propose: residents answer, and a no is not passed over in silence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from openbeat.apps.progress import queries
from openbeat.apps.progress.hooks import tactics as hooks
from openbeat.apps.progress.lifecycle import Opinion, Promise, Proposal, Say, TacticAct, TacticStage, Words
from openbeat.apps.progress.models import Tactic, TacticAnswer
from openbeat.apps.progress.policies import TACTIC_POLICY
from openbeat.apps.progress.services import answers, tactics
from openbeat.apps.progress.tests.makers import NOON, a_tactic, a_task
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.moderation.models import Removal
from openbeat.core.notices.models import Message
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict, Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from conftest import CountQueries
    from tests.cast import Cast

LATER = NOON + timedelta(days=3)
EVERYONE = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
WHY = Words("Two shops were robbed at that corner; it ends on 1 July.", "en")
NOTHING = Words("", "en")


def said(tactic: Tactic, say: str, device: str, words: str = "") -> Tactic:
    answers.say(tactic, Opinion(say, Words(words, "en")), device=device, by=VISITOR, at=LATER)
    tactic.refresh_from_db()
    return tactic


def test_only_the_police_propose_and_use_and_only_others_answer(cast: Cast) -> None:
    proposed, in_use, given_up = (a_tactic(cast, stage) for stage in TacticStage)

    def may(act: TacticAct, tactic: object) -> set[str]:
        return {name for name in EVERYONE if TACTIC_POLICY.verdict(cast[name], act, tactic)}

    police = {"lee", "lena", "cora"}
    assert may(TacticAct.PROPOSE, cast.beat) == police
    assert may(TacticAct.SAY, proposed) == may(TacticAct.SAY, in_use) == set(EVERYONE) - police
    assert may(TacticAct.SPEAK, proposed) == {"carl"}
    assert may(TacticAct.USE, proposed) == may(TacticAct.USE, given_up) == police
    assert may(TacticAct.EXPLAIN, in_use) == may(TacticAct.GIVE_UP, in_use) == police
    assert may(TacticAct.SAY, given_up) == may(TacticAct.SPEAK, given_up) == set()
    assert may(TacticAct.EXPLAIN, proposed) == may(TacticAct.USE, in_use) == set()
    assert str(TACTIC_POLICY.verdict(cast.lee, TacticAct.SAY, proposed).reason).startswith("The police of this area do")


def test_one_answer_for_each_person_and_each_device_and_a_later_one_replaces_it(cast: Cast) -> None:
    tactic = a_tactic(cast)
    opinion = Opinion(Say.WANTED, NOTHING)

    answers.say(tactic, opinion, device="", by=cast.rosa, at=NOON)
    answers.say(tactic, Opinion(Say.UNWANTED, NOTHING), device="", by=cast.rosa, at=LATER)
    tactic = said(said(said(tactic, Say.IN_PART, "a"), Say.WANTED, "a"), Say.WANTED, "b")

    assert (tactic.wanted, tactic.in_part, tactic.unwanted) == (2, 0, 1)
    with pytest.raises(Refused, match="let this browser keep a cookie"):
        answers.say(tactic, opinion, device="", by=VISITOR, at=LATER)


def test_what_is_not_wanted_is_used_only_with_a_published_reason(cast: Cast) -> None:
    tactic = said(said(a_tactic(cast), Say.UNWANTED, "a"), Say.IN_PART, "b")

    with pytest.raises(Refused, match="says why, for everybody to read"):
        tactics.use(tactic, why=None, version=tactic.version, by=cast.lee, at=LATER)
    with pytest.raises(Refused, match="says why, for everybody to read"):
        tactics.use(tactic, why=NOTHING, version=tactic.version, by=cast.lee, at=LATER)
    used = tactics.use(tactic, why=WHY, version=tactic.version, by=cast.lee, at=LATER)

    assert (used.stage, used.reason, used.used_unwanted) == (TacticStage.IN_USE, WHY.text, 1)


def test_a_no_of_the_community_as_a_whole_weighs_as_much(cast: Cast) -> None:
    tactic = said(said(a_tactic(cast), Say.WANTED, "a"), Say.WANTED, "b")
    opinion = Opinion(Say.UNWANTED, Words("As the meeting of May said.", "en"))

    tactic = answers.speak(tactic, opinion, by=cast.carl, at=LATER)

    with pytest.raises(Refused, match="says why"):
        tactics.use(tactic, why=None, version=tactic.version, by=cast.lee, at=LATER)


@given(
    wanted=st.integers(0, 3),
    unwanted=st.integers(0, 3),
    official=st.sampled_from(["", *Say]),
    reason=st.sampled_from(["", "Why."]),
)
def test_a_reason_is_owed_exactly_where_more_say_not_wanted_or_the_community_says_no(
    wanted: int, unwanted: int, official: str, reason: str
) -> None:
    tactic = Tactic(reason=reason)
    tactic.stage, tactic.used_at = TacticStage.IN_USE, LATER
    tactic.wanted, tactic.unwanted, tactic.official = wanted, unwanted, official

    assert tactic.owes_reason is ((unwanted > wanted or official == "unwanted") and not reason)


@pytest.mark.parametrize(("wanted", "unwanted", "official"), [(0, 1, ""), (5, 0, "unwanted"), (2, 3, "wanted")])
def test_no_way_around_the_service_uses_it_without_a_reason(
    cast: Cast, wanted: int, unwanted: int, official: str
) -> None:
    tactic = a_tactic(cast)
    used = {"stage": "in_use", "used_at": LATER, "used_wanted": wanted, "used_unwanted": unwanted}

    with pytest.raises(IntegrityError), transaction.atomic():
        Tactic.objects.filter(pk=tactic.pk).update(**used, used_official=official)


def test_where_the_no_comes_after_it_is_in_use_a_reason_is_owed_until_it_is_published(cast: Cast) -> None:
    tactic = said(a_tactic(cast, TacticStage.IN_USE), Say.UNWANTED, "a")
    [owed] = Obligation.objects.filter(promise=Promise.REASON)
    told = list(
        Message.objects.filter(kind="progress.reason_owed").order_by("pk").values_list("person__name", flat=True)
    )
    page = Client().get(tactic.get_absolute_url()).text

    tactics.explain(tactic, why=WHY, by=cast.lee, at=LATER + timedelta(days=1))

    owed.refresh_from_db()
    assert owed.owner is not None
    assert (owed.owner.role, told) == ("liaison", ["Lee Okafor", "Lena Brandt"])
    assert "by now not wanted" in page
    assert owed.kept_at == LATER + timedelta(days=1)
    assert WHY.text in Client().get(tactic.get_absolute_url()).text


def test_where_residents_think_again_or_it_is_given_up_no_reason_is_owed(cast: Cast) -> None:
    again, given_up = (said(a_tactic(cast, TacticStage.IN_USE), Say.UNWANTED, "a") for _ in range(2))

    said(again, Say.WANTED, "a")
    tactics.give_up(given_up, by=cast.lee, at=LATER)

    rows = Obligation.objects.filter(promise=Promise.REASON).order_by("pk")
    assert [(row.released_at is None, row.kept_at is None) for row in rows] == [(False, True), (True, False)]


def test_opening_words_at_which_nobody_has_looked_is_on_record(client: Client, cast: Cast) -> None:
    tactic = said(a_tactic(cast), Say.UNWANTED, "a", "My son walks there.")
    client.force_login(cast.noor)
    assert "My son" not in client.get(tactic.get_absolute_url()).text
    client.force_login(cast.lee)

    assert "My son" in client.get(tactic.get_absolute_url()).text
    assert client.post(f"{tactic.get_absolute_url()}use/", {"words": ""}).status_code == 422

    def opened() -> list[str]:
        found = Entry.objects.filter(act="open", kind="progress.tactic").order_by("pk")
        return [entry.by.name for entry in found if entry.by]

    assert opened() == [cast.lee.name] * 2
    answers.look(TacticAnswer.objects.get(), withheld="", by=cast.lee, at=LATER)
    assert "My son" in client.get(tactic.get_absolute_url()).text
    assert opened() == [cast.lee.name] * 2


def test_words_are_read_by_all_after_a_look_or_withheld_with_a_reason_in_the_public_log(
    client: Client, cast: Cast
) -> None:
    tactic = said(said(a_tactic(cast), Say.WANTED, "a", "It is dark there."), Say.UNWANTED, "b", "John Doe is a thief.")
    shown, hidden = TacticAnswer.objects.order_by("pk")
    before = client.get(tactic.get_absolute_url()).text

    answers.look(shown, withheld="", by=cast.carl, at=LATER)
    answers.look(hidden, withheld="name", by=cast.lee, at=LATER)

    after = client.get(tactic.get_absolute_url()).text
    assert ("It is dark there." in before, "John Doe" in before) == (False, False)
    assert ("It is dark there." in after, "John Doe" in after) == (True, False)
    assert "It names or describes a private person." in after
    assert Removal.objects.get().reason == "name"
    assert Obligation.objects.get(promise=Promise.WORDS).kept_at == LATER
    with pytest.raises(Refused, match="looked at these words already"):
        answers.look(shown, withheld="", by=cast.carl, at=LATER)


def test_a_granted_appeal_shows_the_words(client: Client, cast: Cast) -> None:
    tactic = said(a_tactic(cast), Say.WANTED, "a", "The baker agrees.")
    answer = TacticAnswer.objects.get()
    answers.look(answer, withheld="name", by=cast.lee, at=LATER)

    answers.show_again(str(answer.pk), "words", by=cast.cora, at=LATER)

    assert "The baker agrees." in client.get(tactic.get_absolute_url()).text
    assert hooks.shown(str(answer.pk), "words").words == "The baker agrees."


def test_a_neighbour_without_an_account_answers_on_the_page_and_changes_it(client: Client, cast: Cast) -> None:
    tactic = a_tactic(cast)

    def send(say: str, words: str) -> str:
        html = client.get(tactic.get_absolute_url()).text
        started = re.search(r'name="started" value="([^"]+)"', html)
        assert started
        facts = {"say": say, "words": words, "language": "en", "started": started[1]}
        return client.post(f"/progress/tactics/{tactic.pk}/say/", facts, follow=True).text

    first = send("wanted", "")
    second = send("unwanted", "They stop my son each day.")

    tactic.refresh_from_db()
    assert "Your answer counts." in first
    assert "You answered: Wanted. A new answer replaces it." in first
    assert "You answered: Not wanted." in second
    assert (tactic.wanted, tactic.unwanted) == (0, 1)
    assert TacticAnswer.objects.get().device not in {"", client.cookies["device"].value}


def test_a_tactic_is_proposed_on_the_page_and_shown_on_the_task_and_on_the_chart(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    client.force_login(cast.lee)
    where = {"area": cast.beat.slug, "about": str(Ref.of(task))}
    facts = {**where, "field": "patrol", "words": "Two on foot", "language": "en"}

    form = client.get("/progress/tactics/new/", where)
    wrong = client.post("/progress/tactics/new/", {**facts, "words": ""})
    client.post("/progress/tactics/new/", facts)

    assert form.status_code == 200
    assert wrong.status_code == 422
    for path in (task.get_absolute_url(), f"/areas/{cast.beat.slug}/progress/"):
        assert "Two on foot" in client.get(path).text
    client.force_login(cast.noor)
    assert client.get("/progress/tactics/new/", where).status_code == 403


def test_the_page_of_what_a_task_came_from_shows_its_tactics_the_answers_and_the_published_reason(
    client: Client, cast: Cast, rf: Any
) -> None:
    problem = Ref("concerns.candidate", "7")
    task = a_task(cast, origin=problem)
    tactic = said(said(a_tactic(cast, about=Ref.of(task)), Say.UNWANTED, "a"), Say.UNWANTED, "b")
    tactics.use(tactic, why=WHY, version=tactic.version, by=cast.lee, at=LATER)
    request = rf.get("/")
    request.actor = VISITOR

    html = hooks.panel(request, problem)

    assert html.count("Stop and check cyclists at the bridge") == 1
    assert "Wanted: 0 · in part: 0 · not wanted: 2" in html
    assert f'Why it is used though it is not wanted: <span lang="en" dir="ltr">{WHY.text}' in html


def test_a_tactic_against_the_answers_asks_for_the_reason_on_the_page(client: Client, cast: Cast) -> None:
    tactic = said(a_tactic(cast), Say.UNWANTED, "a")
    client.force_login(cast.lee)
    facts = {"language": "en", "version": tactic.version}
    path = f"/progress/tactics/{tactic.pk}/use/"

    without = client.post(path, {**facts, "words": ""})
    given_ = client.post(path, {**facts, "words": WHY.text}, follow=True)

    assert without.status_code == 422
    assert "everybody will read why it is used all the same" in without.text
    assert "Why it is used though it is not wanted:" in given_.text


def test_two_who_use_it_at_once_the_second_sees_what_stands(cast: Cast) -> None:
    tactic = a_tactic(cast)
    said(tactic, Say.WANTED, "a")

    with pytest.raises(Conflict):
        tactics.use(tactic, why=None, version=1, by=cast.lee, at=LATER)


def test_no_tactic_is_proposed_for_what_not_everybody_may_see(cast: Cast) -> None:
    proposal = Proposal(cast.beat, Ref("x.private", "7"), "patrol", Words("Two on foot", "en"))

    with pytest.raises(Refused, match="only for what everybody may see"):
        tactics.propose(proposal, by=cast.lee, at=NOON)


@pytest.mark.parametrize("count", [1, 3])
def test_a_tactic_costs_the_same_however_many_answered(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    tactic = a_tactic(cast)
    for number in range(count):
        said(tactic, Say.WANTED, f"device {number}", "Dark.")
        answers.look(TacticAnswer.objects.latest("pk"), withheld="", by=cast.carl, at=LATER)
    client.get(tactic.get_absolute_url())

    with count_queries(3):  # the tactic, what it is for, the answers
        response = client.get(tactic.get_absolute_url())

    assert response.text.count("Dark.") == count


def test_what_was_given_up_stands_last(cast: Cast) -> None:
    about = Ref.of(a_task(cast))
    made = [
        tactics.propose(Proposal(cast.beat, about, "patrol", Words(word, "en")), by=cast.lee, at=NOON)
        for word in ("one", "two")
    ]
    tactics.give_up(made[0], by=cast.lee, at=LATER)

    assert [tactic.words for tactic in queries.of_refs([about])[about]] == ["two", "one"]
