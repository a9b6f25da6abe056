"""What people say before a meeting without being there, and what becomes of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Heard, Kind, NotShown, Part, Promise, Sort, Words
from openbeat.apps.meetings.lifecycle.coming import Arrival
from openbeat.apps.meetings.models import Absence, Contribution, Minutes, MinutesVersion
from openbeat.apps.meetings.services import beforehand, items, meetings
from openbeat.apps.meetings.services.beforehand import Said
from openbeat.apps.meetings.tests.makers import NOON, PLAN, SUMMARY, a_meeting
from openbeat.core.hooks import chart
from openbeat.core.jobs import services as jobs
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.facts import Contact
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.hooks.chart import Wanted
    from openbeat.kit.actors import Actor
    from tests.cast import Cast

WHY = Words("We speak of it in June, with the city engineer.", "en")
HOUR = timedelta(hours=1)


def say(meeting: Meeting, sort: str = Sort.QUESTION, words: str = "Why is the lamp dark?", *, by: Actor = VISITOR,
        number: int = 1, contact: Contact | None = None) -> Contribution:  # fmt: skip
    item = queries.items_of(meeting).filter(position__gt=0).first() if sort == Sort.COMMENT else None
    said = Said(sort, Words(words, "en"), item)
    return beforehand.send(meeting, said, by=by, at=NOON, arrival=Arrival(f"form {number}", contact))


def with_an_item(cast: Cast) -> Meeting:
    meeting = a_meeting(cast)
    items.add(meeting, part=Part.NEW, words=Words("The noise behind the station", "en"), by=cast.lee, at=NOON)
    return meeting


def told(kind: str) -> list[object]:
    return [message.person for message in Message.objects.filter(kind=f"meetings.{kind}").order_by("pk")]


def test_a_proposal_is_owed_an_answer_and_comes_on_the_agenda(cast: Cast) -> None:
    meeting = a_meeting(cast)
    said = say(meeting, Sort.PROPOSAL, "A crossing before the school", by=cast.rosa)
    owed = Obligation.objects.get(promise=Promise.PROPOSAL)
    assert owed.due_at <= meeting.starts_at

    said = beforehand.accept(said, part=Part.STRATEGIES, by=cast.lee, at=NOON + HOUR)

    owed.refresh_from_db()
    assert owed.kept_at == NOON + HOUR
    assert said.item is not None
    assert (said.item.title, said.item.part) == ("A crossing before the school", Part.STRATEGIES)
    assert told("on_agenda") == [cast.rosa]


@pytest.mark.parametrize(
    ("wording", "stays"),
    [(None, False), (Words("A safer way to school", "en"), True), (Words("A crossing, says Rosa", "en"), False)],
)
def test_whoever_is_forgotten_takes_their_own_words_off_the_agenda_and_the_committee_keeps_its_own(
    client: Client, cast: Cast, wording: Words | None, stays: object
) -> None:
    meeting = a_meeting(cast)
    said = say(meeting, Sort.PROPOSAL, "A crossing, says Rosa", by=cast.rosa)
    said = beforehand.accept(said, part=Part.NEW, by=cast.lee, at=NOON, wording=wording)
    assert said.item
    items.note(said.item, words=Words("The city measures it.", "en"), version=1, by=cast.lee, at=PLAN.starts_at)
    kept = MinutesVersion.objects.create(
        minutes=Minutes.objects.create(meeting=meeting, began_at=NOON), number=1, edition="draft",
        passages=queries.frozen(queries.minutes_or_new(meeting, NOON)), at=NOON,
    )  # fmt: skip

    people.forget(cast.rosa, by=cast.rosa, at=PLAN.ends_at)

    kept.refresh_from_db()
    page = client.get(meeting.get_absolute_url()).text
    assert ("A safer way to school" in page, "Whoever wrote it asked to be forgotten" in page) == (stays, not stays)
    minutes = str(kept.passages)
    assert ("The city measures it." in minutes, "says Rosa" in page + minutes) == (True, False)


def test_a_proposal_just_before_the_meeting_is_owed_an_answer_before_it(cast: Cast) -> None:
    meeting = a_meeting(cast, starts_at=NOON + 2 * HOUR, ends_at=NOON + 3 * HOUR)
    say(meeting, Sort.PROPOSAL)

    assert Obligation.objects.get(promise=Promise.PROPOSAL).due_at == meeting.starts_at


def test_a_declined_proposal_says_why_on_the_page_of_whoever_sent_it(client: Client, cast: Cast) -> None:
    said = say(a_meeting(cast), Sort.PROPOSAL, by=cast.rosa)

    beforehand.decline(said, why=WHY, by=cast.lee, at=NOON)

    assert told("not_on_agenda") == [cast.rosa]
    assert WHY.text not in Message.objects.get(kind="meetings.not_on_agenda").body
    client.force_login(cast.rosa)
    assert WHY.text in client.get(said.get_absolute_url()).text


def test_only_whoever_leads_decides(cast: Cast) -> None:
    meeting = with_an_item(cast)
    question, comment = say(meeting), say(meeting, Sort.COMMENT, "It is loud.", number=2)

    for other in (cast.rosa, cast.lou, VISITOR):
        with pytest.raises(Refused, match="Only the liaison officer"):
            beforehand.accept(question, part=Part.NEW, by=other, at=NOON)
        with pytest.raises(Refused, match="Only the liaison officer"):
            beforehand.show(comment, by=other, at=NOON)
    assert beforehand.show(comment, by=cast.lee, at=NOON).stage == Heard.SHOWN


def test_a_comment_is_read_by_everybody_only_after_a_look(client: Client, cast: Cast) -> None:
    meeting = with_an_item(cast)
    said = say(meeting, Sort.COMMENT, "It is loud after midnight.")
    assert "after midnight" not in client.get(meeting.get_absolute_url()).text

    beforehand.show(said, by=cast.lee, at=NOON)
    assert "after midnight" in client.get(meeting.get_absolute_url()).text

    beforehand.withhold(said, reason=NotShown.HOME, by=cast.lee, at=NOON)
    assert "after midnight" not in client.get(meeting.get_absolute_url()).text


def test_whoever_asked_is_told_where_the_answer_stands_once_it_is_published(
    cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast, kind=Kind.BEAT)
    contact = Contact("telephone", "+13125550142", "Sam")
    said = beforehand.accept(say(meeting, contact=contact), part=Part.NEW, by=cast.lee, at=NOON)
    unanswered = beforehand.accept(
        say(meeting, words="And the bench?", by=cast.rosa), part=Part.NEW, by=cast.lee, at=NOON
    )
    assert said.item
    assert unanswered.item
    items.note(said.item, words=Words("A part is ordered.", "en"), version=1, by=cast.lee, at=PLAN.starts_at)
    at_noon(PLAN.ends_at - NOON + HOUR)

    for _twice in range(2):
        beforehand.tell_askers(meeting.pk, at=PLAN.ends_at + HOUR)

    assert told("answered") == [said.person]


def test_the_answer_is_asked_for_when_a_note_is_published(cast: Cast, at_noon: Callable[[timedelta], None]) -> None:
    meeting = a_meeting(cast, kind=Kind.HOURS)
    at_noon(PLAN.ends_at - NOON + HOUR)

    meetings.publish(meeting, summary=SUMMARY, version=meeting.version, by=cast.lee, at=PLAN.ends_at + HOUR)

    assert jobs.run_pending(PLAN.ends_at + HOUR) >= 1


def test_liaison_hours_have_no_agenda_to_propose_something_for(cast: Cast) -> None:
    with pytest.raises(Refused, match="no agenda"):
        say(a_meeting(cast, kind=Kind.HOURS))


def test_a_cancelled_meeting_owes_no_decision(cast: Cast) -> None:
    meeting = a_meeting(cast)
    say(meeting, Sort.PROPOSAL)

    meetings.cancel(meeting, why=Words("Flood.", "en"), by=cast.lee, at=NOON)

    assert Obligation.objects.get(promise=Promise.PROPOSAL).released_at == NOON


# The pages


def sent(client: Client, address: str, **more: object) -> dict[str, object]:
    found = re.search(r'name="started" value="([^"]+)"', client.get(address).text)
    assert found
    return {"started": found[1], "website": "", **more}


def test_without_an_account_something_is_proposed_and_decided(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    address = f"/meetings/{meeting.pk}/say/"
    facts = {"sort": "proposal", "words": "A crossing", "language": "en", "item": "", "reach": "", "name": ""}
    form = sent(client, address, **facts)
    pages = [client.post(address, form) for _click in range(2)]
    assert "It has been sent" in pages[1].text
    (said,) = Contribution.objects.all()

    client.force_login(cast.lee)
    assert "A crossing" in client.get(f"/meetings/{meeting.pk}/host/").text
    refused = client.post(f"/meetings/said/{said.pk}/decline/", {"words": "", "language": "en"})
    assert refused.status_code == 422
    own = {"part": Part.NEW, "words": "A safer way to school", "language": "en"}
    client.post(f"/meetings/said/{said.pk}/accept/", own)

    page = client.get(meeting.get_absolute_url()).text
    assert ("A safer way to school" in page, "A crossing" in page) == (True, False)
    assert client.post(f"/meetings/said/{said.pk}/nothing/").status_code == 404


def test_a_comment_needs_its_item_and_the_agenda_needs_short_words(client: Client, cast: Cast) -> None:
    address = f"/meetings/{with_an_item(cast).pk}/say/"
    facts = {"words": "x" * 300, "language": "en", "item": "", "reach": "", "name": ""}

    comment = client.post(address, sent(client, address, sort="comment", **facts))
    proposal = client.post(address, sent(client, address, sort="proposal", **facts))

    assert (comment.status_code, "Choose the item" in comment.text) == (422, True)
    assert (proposal.status_code, "at most 200 letters" in proposal.text) == (422, True)


@pytest.mark.parametrize("name", ["noor", "visitor"])
def test_words_are_nobody_elses_page(client: Client, cast: Cast, name: str) -> None:
    said = say(a_meeting(cast), by=cast.rosa)
    if name != "visitor":
        client.force_login(cast[name])  # type: ignore[arg-type]

    assert client.get(said.get_absolute_url()).status_code == 404


def test_which_hours_would_suit_is_counted_and_small_counts_are_not_shown(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    address = f"/meetings/{meeting.pk}/cannot-come/"
    form = sent(client, address, days=["5"], hours=["morning"])

    for _click in range(2):
        assert client.post(address, form).status_code == 302
    for number in range(3):
        beforehand.suit(meeting, [5], ["morning"], once=f"{number}", at=NOON, by=VISITOR)
    assert Absence.objects.count() == 4
    assert "Saturday: 4" not in client.get(address).text
    beforehand.suit(meeting, [5, 6], ["evening"], once="one more", at=NOON, by=VISITOR)

    shown = client.get(address).text
    assert "Saturday: 5" in shown
    assert "Sunday: 1" not in shown
    assert "Morning: 4" not in shown


def test_after_the_beginning_nothing_is_said_beforehand(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    form = sent(client, f"/meetings/{meeting.pk}/cannot-come/", days=["1"], hours=["morning"])
    at_noon(PLAN.starts_at - NOON)

    assert client.post(f"/meetings/{meeting.pk}/cannot-come/", form).status_code == 403
    assert client.post(f"/meetings/{meeting.pk}/say/", form).status_code == 403
    assert "has begun" in client.get(f"/meetings/{meeting.pk}/say/").text


def test_a_task_that_comes_of_an_item_comes_of_the_thing_that_stands_there(
    client: Client, cast: Cast, thing: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Wanted] = []

    def put(wanted: Wanted, **_facts: object) -> Ref:
        asked.append(wanted)
        return Ref("x.thing", "20")

    monkeypatch.setattr(chart, "_PROVIDED", [put])
    meeting = a_meeting(cast)
    item = queries.items_of(meeting).get(ref_key="9")
    client.force_login(cast.lee)

    facts = {"words": "Light the path", "language": "en", "due_on": "2026-06-01", "about": str(item.pk)}
    client.post(f"/meetings/{meeting.pk}/agree/", facts)
    client.post(f"/meetings/{meeting.pk}/agree/", {**facts, "about": str(item.pk + 999)})

    assert [wanted.origin for wanted in asked] == [Ref("x.thing", "9")]
