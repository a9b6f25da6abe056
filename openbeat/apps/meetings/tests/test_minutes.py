"""Minutes: written by two at once, amended by those who were there, approved by two sides, published, corrected."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils.html import strip_tags

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import (
    Decision,
    Edition,
    MinutesAct,
    MinutesPromise,
    MinutesStage,
    Part,
    Promise,
    Proposal,
    Stage,
    Words,
)
from openbeat.apps.meetings.models import AgendaItem, Amendment, Meeting, Minutes, MinutesVersion
from openbeat.apps.meetings.policies import MINUTES_POLICY, minutes_verdict
from openbeat.apps.meetings.services import amendments, approving, items, meetings, minutes
from openbeat.apps.meetings.tests.makers import NOON, PLAN, SUMMARY, a_meeting, some_minutes
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.cast import Cast

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AFTER = PLAN.ends_at + HOUR
OPEN, CHECKED, PUBLISHED = MinutesStage.OPEN, MinutesStage.CHECKED, MinutesStage.PUBLISHED
YES = Decision(accepted=True, text="Three tasks were done.", language="en", reason="So it was.", reason_language="en")
NO = Decision(accepted=False, text="", language="en", reason="Two were there.", reason_language="en")
OTHER = Proposal("Three tasks were reported done.", "en", "once")
EVERYONE = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
POLICE = {"lee", "lena", "cora"}
MAY = {
    (MinutesAct.WRITE, MinutesStage.WRITTEN): POLICE,
    (MinutesAct.HAND_OUT, MinutesStage.WRITTEN): POLICE,
    (MinutesAct.PROPOSE, OPEN): set(EVERYONE),
    (MinutesAct.OWN, CHECKED): {"lee", "lena", "carl"},
    (MinutesAct.APPROVE, CHECKED): {"lee", "lena", "carl"},
    (MinutesAct.CORRECT, PUBLISHED): POLICE,
}


@pytest.mark.parametrize("stage", [MinutesStage.WRITTEN, OPEN, CHECKED, PUBLISHED])
def test_only_these_people_may_act_at_each_stage(cast: Cast, stage: MinutesStage) -> None:
    found = some_minutes(cast, a_meeting(cast), stage)
    at = found.handed_out_at or AFTER

    for act in (act for act in MinutesAct if act is not MinutesAct.ANSWER):
        may = {name for name in EVERYONE if minutes_verdict(cast[name], act, found, at)}
        assert may == MAY.get((act, stage), set()), act


def test_whoever_leads_answers_an_amendment_but_nobody_their_own(cast: Cast) -> None:
    draft = some_minutes(cast, a_meeting(cast))
    amendment = amendments.propose(draft, None, OTHER, by=cast.lena, at=AFTER + DAY)

    may = {name for name in EVERYONE if MINUTES_POLICY.verdict(cast[name], MinutesAct.ANSWER, amendment)}

    assert may == {"lee", "cora"}
    with pytest.raises(Refused, match="You proposed this yourself"):
        amendments.answer(amendment, YES, by=cast.lena, at=AFTER + DAY)


def test_two_scribes_on_one_item_lose_no_words(cast: Cast) -> None:
    item = items.add(a_meeting(cast), part=Part.NEW, words=Words("Dogs", "en"), by=cast.lee, at=NOON)
    items.note(item, words=Words("Leads on.", "en"), version=1, by=cast.lee, at=AFTER)

    with pytest.raises(Conflict) as conflict:
        items.note(item, words=Words("Leads off.", "en"), version=1, by=cast.cora, at=AFTER)
    item = items.note(item, words=Words("On, then off.", "en"), version=conflict.value.version, by=cast.cora, at=AFTER)

    assert conflict.value.theirs == "Leads on."
    assert (item.note, item.noted_at) == ("On, then off.", AFTER)


def test_two_who_sum_it_up_at_once_the_second_sees_the_first(cast: Cast) -> None:
    meeting = a_meeting(cast)
    minutes.write_sum(meeting, words=SUMMARY, version=1, by=cast.lee, at=AFTER)

    with pytest.raises(Conflict) as conflict:
        minutes.write_sum(meeting, words=Words("Mine.", "en"), version=1, by=cast.cora, at=AFTER)

    assert conflict.value.theirs == SUMMARY.text
    assert Minutes.objects.get().summary == SUMMARY.text


def test_minutes_are_written_from_an_hour_before_the_meeting_on(cast: Cast) -> None:
    meeting = a_meeting(cast)

    with pytest.raises(Refused, match="from an hour before the meeting on"):
        minutes.write_sum(meeting, words=SUMMARY, version=1, by=cast.lee, at=PLAN.starts_at - 2 * HOUR)
    minutes.write_sum(meeting, words=SUMMARY, version=1, by=cast.lee, at=PLAN.starts_at - HOUR)


def test_a_draft_without_its_sum_is_not_handed_out(cast: Cast) -> None:
    with pytest.raises(Refused, match="First write in a few sentences"):
        minutes.hand_out(a_meeting(cast), by=cast.lee, at=AFTER)


def test_the_draft_keeps_the_promise_of_a_note_and_stays_open_seven_days(cast: Cast) -> None:
    meeting = a_meeting(cast, Stage.DRAFTED)
    draft = Minutes.objects.get()

    kept = Obligation.objects.get(promise=Promise.NOTE).kept_at
    assert (meeting.stage, kept) == (Stage.DRAFTED, draft.handed_out_at)
    assert draft.amendable_until
    assert draft.handed_out_at
    assert (draft.amendable_until.date() - draft.handed_out_at.date()).days == 7
    assert minutes_verdict(VISITOR, MinutesAct.PROPOSE, draft, draft.amendable_until)
    late = minutes_verdict(VISITOR, MinutesAct.PROPOSE, draft, draft.amendable_until + HOUR)
    assert str(late.reason) == "The time for amendments is over."


def test_a_note_on_an_item_cannot_be_changed_behind_a_draft(cast: Cast) -> None:
    item = a_meeting(cast, Stage.DRAFTED).items.first()
    assert item is not None

    with pytest.raises(Refused, match="what came of it is out already"):
        items.note(item, words=Words("Other.", "en"), version=item.version, by=cast.lee, at=AFTER + DAY)


def test_an_accepted_amendment_changes_the_draft_and_a_declined_one_does_not(cast: Cast) -> None:
    draft = some_minutes(cast, a_meeting(cast))
    good = amendments.propose(draft, None, OTHER, by=cast.rosa, at=AFTER + DAY)
    bad = amendments.propose(draft, None, Proposal("Nothing.", "en", "bad"), by=VISITOR, at=AFTER + DAY)
    owed = Obligation.objects.filter(promise=MinutesPromise.AMENDMENT, kept_at=None).count()

    good = amendments.answer(good, YES, by=cast.lee, at=AFTER + 2 * DAY)
    bad = amendments.answer(bad, NO, by=cast.lee, at=AFTER + 2 * DAY)

    draft.refresh_from_db()
    assert (draft.summary, good.stage, bad.stage, bad.reason) == (YES.text, "accepted", "declined", NO.reason)
    assert (owed, Obligation.objects.filter(promise=MinutesPromise.AMENDMENT, kept_at=None).count()) == (2, 0)
    assert list(MinutesVersion.objects.values_list("edition", flat=True)) == [Edition.DRAFT, Edition.AMENDED]
    assert Message.objects.filter(kind="meetings.amendment_answered", person=cast.rosa).count() == 1
    with pytest.raises(Refused, match="answered already"):
        amendments.answer(good, NO, by=cast.lee, at=AFTER + 2 * DAY)


def test_the_same_proposal_sent_twice_is_one(cast: Cast) -> None:
    draft = some_minutes(cast, a_meeting(cast))

    first = amendments.propose(draft, None, OTHER, by=VISITOR, at=AFTER + DAY)
    second = amendments.propose(draft, None, OTHER, by=VISITOR, at=AFTER + DAY)

    assert (first, Amendment.objects.count()) == (second, 1)


def test_a_draft_closes_when_its_days_are_over_and_each_proposal_is_answered(cast: Cast) -> None:
    draft = some_minutes(cast, a_meeting(cast))
    amendment = amendments.propose(draft, None, OTHER, by=VISITOR, at=AFTER + DAY)
    assert draft.amendable_until
    over = draft.amendable_until + HOUR

    minutes.close_all(at=over)
    waiting = Minutes.objects.get().stage
    amendments.answer(amendment, NO, by=cast.lee, at=over)

    assert (waiting, Minutes.objects.get().stage) == (OPEN, CHECKED)
    assert Obligation.objects.filter(promise=MinutesPromise.APPROVAL).count() == 2


def test_both_sides_approve_and_the_minutes_are_published(cast: Cast) -> None:
    draft = some_minutes(cast, a_meeting(cast), CHECKED)
    assert draft.checked_at
    at = draft.checked_at + DAY

    half = approving.approve(draft, version=1, by=cast.lee, at=at)
    with pytest.raises(Refused, match="Your side has approved"):
        approving.approve(draft, version=1, by=cast.lena, at=at)
    whole = approving.approve(draft, version=1, by=cast.carl, at=at)

    meeting = Meeting.objects.get()
    assert (half.stage, whole.stage) == (CHECKED, PUBLISHED)
    assert (meeting.stage, meeting.summary, meeting.published_at) == (Stage.NOTED, SUMMARY.text, at)
    assert Obligation.objects.filter(promise=MinutesPromise.APPROVAL, kept_at=at).count() == 2
    assert set(Message.objects.filter(kind="meetings.minutes").values_list("person__name", flat=True)) == {
        "Lee Okafor", "Lena Brandt", "Carl Petersen",
    }  # fmt: skip


def test_where_the_sides_differ_both_versions_stand(cast: Cast) -> None:
    draft = some_minutes(cast, a_meeting(cast), CHECKED)
    assert draft.checked_at
    at = draft.checked_at + DAY

    approving.own_version(draft, None, Words("We were promised it.", "en"), by=cast.carl, at=at)
    with pytest.raises(Conflict):
        approving.approve(draft, version=1, by=cast.lee, at=at)
    draft = approving.own_version(draft, None, Words("We said that we would try.", "en"), by=cast.lee, at=at)

    newest = queries.newest(draft)
    assert newest is not None
    passage = queries.read(newest.passages, VISITOR)[0]
    assert {side: words.text for side, words in passage.own.items()} == {
        "community": "We were promised it.",
        "police": "We said that we would try.",
    }
    draft = approving.own_version(draft, None, Words("", "en"), by=cast.lee, at=at)
    newest = queries.newest(draft)
    assert newest is not None
    assert set(queries.read(newest.passages, VISITOR)[0].own) == {"community"}


def test_minutes_that_a_side_does_not_approve_are_published_all_the_same_and_say_so(cast: Cast, client: Client) -> None:
    draft = some_minutes(cast, a_meeting(cast), CHECKED)
    assert draft.approve_by
    assert draft.checked_at
    approving.approve(draft, version=1, by=cast.lee, at=draft.checked_at + DAY)

    early = approving.publish_all_late(at=draft.approve_by)
    late = approving.publish_all_late(at=draft.approve_by + HOUR)

    html = client.get(draft.get_absolute_url()).text
    assert (early, late) == (0, 1)
    assert "Not approved by the community's side." in html
    assert "Not approved by the police's side." not in html


def test_a_correction_says_why_and_what_stood_before_stays(cast: Cast, client: Client) -> None:
    meeting = a_meeting(cast, Stage.NOTED)
    why = Words("The figure was wrong.", "en")

    found = approving.correct(
        meeting.minutes, None, Words("Three tasks were done.", "en"), why=why, by=cast.lee, at=AFTER + 30 * DAY
    )

    html = client.get(found.get_absolute_url()).text
    versions = client.get(f"{found.get_absolute_url()}versions/").text
    assert (found.stage, Meeting.objects.get().summary) == (MinutesStage.CORRECTED, "Three tasks were done.")
    assert "These minutes were corrected after they were published" in html
    assert "The figure was wrong." in html
    assert "lamp behind the school comes first." in strip_tags(versions)
    with pytest.raises(Refused, match="Only the liaison officer"):
        approving.correct(found, None, why, why=why, by=cast.rosa, at=AFTER + 31 * DAY)


def test_nobody_but_who_leads_reads_a_draft_before_it_is_out(cast: Cast, client: Client) -> None:
    meeting = a_meeting(cast)
    item = items.add(meeting, part=Part.NEW, words=Words("Dogs", "en"), by=cast.lee, at=NOON)
    items.note(item, words=Words("Half a sent", "en"), version=1, by=cast.lee, at=AFTER)
    some_minutes(cast, meeting, MinutesStage.WRITTEN)

    pages = [client.get(path).text for path in (f"/meetings/{meeting.pk}/", f"/meetings/{meeting.pk}/minutes/")]
    client.force_login(cast.lee)
    written = client.get(f"/meetings/{meeting.pk}/minutes/write/").text

    assert not any("Half a sent" in page or SUMMARY.text in page for page in pages)
    assert "Half a sent" in written
    assert SUMMARY.text in written


def test_a_thing_that_is_hidden_later_is_hidden_in_every_version(
    cast: Cast, client: Client, thing: dict[str, list[str]]
) -> None:
    meeting = a_meeting(cast)
    some_minutes(cast, meeting)
    shown = client.get(f"/meetings/{meeting.pk}/minutes/").text
    thing["hidden"].append("9")

    hidden = client.get(f"/meetings/{meeting.pk}/minutes/").text

    assert "Dark path" in shown
    assert "Dark path" not in hidden + client.get(f"/meetings/{meeting.pk}/minutes/versions/").text


def test_a_passage_is_saved_by_the_page_and_by_its_script_alike(
    cast: Cast, client: Client, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    item = items.add(meeting, part=Part.NEW, words=Words("Dogs", "en"), by=cast.lee, at=NOON)
    client.force_login(cast.lee)
    path = f"/meetings/{meeting.pk}/minutes/write/"
    facts = {"key": str(item.pk), "words": "Leads on.", "language": "en", "version": 1}

    at_noon(AFTER - NOON)
    by_script = client.post(path, facts, headers={"HX-Request": "true"})
    stale = client.post(path, {**facts, "words": "Leads off."}, headers={"HX-Request": "true"})
    again = client.post(path, {**facts, "words": "Leads off."})
    instead = client.post(path, {**facts, "words": "On, then off.", "over": 2}, follow=True)

    assert "Saved at" in by_script.text
    assert 'name="version" value="2"' in by_script.text
    assert (stale.status_code, again.status_code) == (409, 409)
    assert "Leads on." in re.sub(r"\[not in yours: |\[only in yours: |\]", "", strip_tags(stale.text))
    assert "Leads off.</textarea>" in again.text
    assert AgendaItem.objects.get(pk=item.pk).note == "On, then off."
    assert "It is saved." in instead.text


def test_a_resident_may_not_open_the_page_on_which_minutes_are_written(cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)

    answer = client.get(f"/meetings/{a_meeting(cast).pk}/minutes/write/")

    assert answer.status_code == 403
    assert "Only the liaison officer, the deputy, the commander or the chair" in answer.text


def test_meetings_that_ended_without_minutes_say_so(cast: Cast, client: Client) -> None:
    assert "still to come" in client.get(f"/meetings/{a_meeting(cast).pk}/minutes/").text
    assert meetings.end_all(at=NOON) == 0
