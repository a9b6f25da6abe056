"""What the acts on meetings do, and what a refused one does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Kind, Part, Promise, Stage, Words
from openbeat.apps.meetings.models import AgendaItem, Meeting
from openbeat.apps.meetings.services import filling, items, meetings, minutes
from openbeat.apps.meetings.tests.makers import NOON, PLAN, SUMMARY, WEEK, a_meeting
from openbeat.core.hooks import agenda, chart, origins
from openbeat.core.hooks.agenda import Business
from openbeat.core.hooks.chart import Wanted
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.search import queries as search
from openbeat.kit.actors import VISITOR, Actor
from openbeat.kit.policy import Conflict, Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

AFTER = PLAN.ends_at + timedelta(hours=1)
KEY = "x.thing"


class Town:
    """Another app: things that a meeting hears about, and what it hears of them."""

    def __init__(self) -> None:
        self.feedback: list[str] = []
        self.new: list[str] = []
        self.private: set[str] = set()
        self.started: list[str] = []
        self.since: datetime | None = None

    def card(self, key: str) -> Card:
        return Card(Ref(KEY, key), f"Thing {key}", "en", f"/x/{key}/")

    def cards(self, keys: Sequence[str], actor: Actor) -> list[Card]:
        return [self.card(key) for key in keys if key not in self.private or actor.person]

    def start(self, key: str, **_facts: object) -> None:
        self.started.append(key)

    def report(self, _area: object, _actor: Actor, _at: datetime, since: datetime | None) -> list[Card]:
        self.since = since
        return [self.card(key) for key in self.feedback]


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Town:
    town = Town()
    offered = {
        "feedback": Business("feedback", feedback=True, cards=town.report),
        "new": Business("new", feedback=False, cards=lambda _area, _actor, _at: [town.card(key) for key in town.new]),
    }
    monkeypatch.setattr(agenda, "_OFFERED", offered)
    monkeypatch.setitem(origins._OFFERED, KEY, Origin(KEY, town.cards, started=town.start))
    return town


def on_agenda(meeting: Meeting) -> list[tuple[str, str]]:
    return [(item.part[2:], item.ref_key or item.title) for item in queries.items_of(meeting) if item.position]


def acts() -> list[str]:
    return list(Entry.objects.filter(kind__startswith="meetings.").order_by("pk").values_list("act", flat=True))


def test_an_announced_meeting_has_the_five_parts_and_fills_itself(cast: Cast, town: Town) -> None:
    town.feedback, town.new = ["7", "8"], ["9"]

    meeting = a_meeting(cast)

    heads = [item.part for item in queries.items_of(meeting) if item.position == 0]
    assert heads == list(Part)
    assert on_agenda(meeting) == [("feedback", "7"), ("feedback", "8"), ("new", "9")]
    assert acts() == ["announce", "fill"]


def test_the_agenda_follows_what_happens_until_the_meeting(cast: Cast, town: Town) -> None:
    town.feedback, town.new = ["7", "8"], ["9", "10"]
    meeting = a_meeting(cast)
    items.take_up(meeting, Ref(KEY, "9"), by=cast.lee, at=NOON)
    town.feedback, town.new = ["8", "11"], []

    changed = filling.fill_all(at=NOON + WEEK)
    again = filling.fill_all(at=NOON + WEEK)

    assert on_agenda(meeting) == [("feedback", "8"), ("feedback", "11"), ("new", "9")]  # what was taken up stays
    assert (changed, again) == (1, 0)


def test_feedback_reaches_back_to_the_last_meeting(cast: Cast, town: Town) -> None:
    a_meeting(cast)
    later = PLAN.starts_at + 4 * WEEK
    a_meeting(cast, starts_at=later, ends_at=later + timedelta(hours=1))

    assert town.since == PLAN.starts_at


def test_what_a_meeting_takes_up_hears_of_it_once(cast: Cast, town: Town) -> None:
    town.new = ["9"]
    meeting = a_meeting(cast)

    first = items.take_up(meeting, Ref(KEY, "9"), by=cast.lee, at=NOON)
    second = items.take_up(meeting, Ref(KEY, "9"), by=cast.lee, at=NOON + WEEK)

    assert town.started == ["9"]
    assert (first.pk, first.taken_up_at) == (second.pk, NOON)


def test_what_is_private_is_not_taken_to_a_meeting(cast: Cast, town: Town) -> None:
    town.private = {"12"}
    meeting = a_meeting(cast)

    with pytest.raises(Refused, match="what is private is not taken to a meeting"):
        items.take_up(meeting, Ref(KEY, "12"), by=cast.lee, at=NOON)

    assert (town.started, on_agenda(meeting)) == ([], [])


def test_a_moved_meeting_tells_calendars_and_a_better_word_on_access_does_not(cast: Cast) -> None:
    meeting = a_meeting(cast)

    there = replace(PLAN, access="Bus 4 stops in front.")
    meeting = meetings.change(meeting, there, version=meeting.version, by=cast.lee, at=NOON + WEEK)
    quiet = meeting.sequence
    moved = replace(there, place="Town hall")
    meeting = meetings.change(meeting, moved, version=meeting.version, by=cast.lee, at=NOON + WEEK)

    assert (quiet, meeting.sequence, meeting.place) == (0, 1, "Town hall")
    assert meeting.uid == Meeting.objects.get().uid
    assert meeting.changed_at == NOON + WEEK


def test_two_who_change_a_meeting_at_once_the_second_sees_what_stands(cast: Cast) -> None:
    meeting = a_meeting(cast)
    meetings.change(meeting, replace(PLAN, place="Town hall"), version=meeting.version, by=cast.lee, at=NOON)

    with pytest.raises(Conflict) as conflict:
        meetings.change(meeting, replace(PLAN, place="School"), version=meeting.version, by=cast.cora, at=NOON)

    assert "Town hall" in conflict.value.theirs
    assert Meeting.objects.get().place == "Town hall"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"starts_at": NOON - WEEK}, "still to come"),
        ({"ends_at": PLAN.starts_at}, "ends after it began"),
    ],
)
def test_a_meeting_lies_ahead_and_ends_after_it_began(cast: Cast, facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        a_meeting(cast, **facts)

    assert Meeting.objects.count() == 0
    assert a_meeting(cast).stage == Stage.ANNOUNCED


def test_a_cancelled_meeting_says_why_and_owes_no_note(cast: Cast) -> None:
    meeting = a_meeting(cast, Stage.CANCELLED)

    ended = meetings.end_all(at=AFTER)

    assert (meeting.reason, meeting.sequence) == ("The hall is flooded.", 1)
    assert ended == 0
    assert Obligation.objects.filter(promise=Promise.NOTE).count() == 0


def test_a_meeting_that_is_over_owes_a_note_within_five_working_days(cast: Cast) -> None:
    meeting = a_meeting(cast)

    ended = [meetings.end_all(at=moment) for moment in (PLAN.starts_at, AFTER, AFTER)]
    [owed] = Obligation.objects.filter(promise=Promise.NOTE)
    minutes.write_sum(meeting, words=SUMMARY, version=1, by=cast.lee, at=AFTER)
    minutes.hand_out(meeting, by=cast.lee, at=AFTER + WEEK)

    owed_then, owed.kept_at = owed.kept_at, Obligation.objects.get(pk=owed.pk).kept_at
    assert ended == [0, 1, 0]
    assert (owed.owner.role if owed.owner else "", owed.made_at) == ("liaison", PLAN.ends_at)
    assert owed.due_at == datetime(2026, 5, 25, 23, 59, 59, tzinfo=UTC)
    assert (owed_then, owed.kept_at) == (None, AFTER + WEEK)


def test_a_draft_that_comes_before_the_clock_noticed_keeps_the_promise_too(cast: Cast) -> None:
    meeting = a_meeting(cast)

    minutes.write_sum(meeting, words=SUMMARY, version=1, by=cast.lee, at=AFTER)
    minutes.hand_out(meeting, by=cast.lee, at=AFTER)
    meetings.end_all(at=AFTER)

    [owed] = Obligation.objects.filter(promise=Promise.NOTE)
    assert owed.kept_at == AFTER


def test_liaison_hours_have_a_short_note_that_is_put_right_and_keeps_its_date(cast: Cast) -> None:
    hours = a_meeting(cast, kind=Kind.HOURS)
    better = Words("Three tasks were reported done.", "en")

    meeting = meetings.publish(hours, summary=SUMMARY, version=hours.version, by=cast.lee, at=AFTER)
    meeting = meetings.publish(meeting, summary=better, version=meeting.version, by=cast.cora, at=AFTER + WEEK)

    assert (meeting.summary, meeting.published_at, meeting.published_by) == (better.text, AFTER, cast.lee)


def test_two_who_write_a_short_note_at_once_the_second_sees_the_first(cast: Cast) -> None:
    meeting = a_meeting(cast, kind=Kind.HOURS)
    version = meeting.version
    meetings.publish(meeting, summary=SUMMARY, version=version, by=cast.lee, at=AFTER)

    with pytest.raises(Conflict) as conflict:
        meetings.publish(meeting, summary=Words("Mine.", "en"), version=version, by=cast.cora, at=AFTER)

    assert conflict.value.theirs == SUMMARY.text


def test_a_task_that_a_meeting_agrees_on_goes_on_the_chart_and_on_the_agenda(
    cast: Cast, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Wanted] = []

    def put(wanted: Wanted, **_facts: object) -> Ref:
        asked.append(wanted)
        return Ref(KEY, "20")

    monkeypatch.setattr(chart, "_PROVIDED", [put])
    meeting = a_meeting(cast)

    items.agree(meeting, words=Words("Cut the hedge", "en"), due_on=date(2026, 6, 1), by=cast.lee, at=AFTER)

    [wanted] = asked
    assert (wanted.title, wanted.area, wanted.origin) == ("Cut the hedge", cast.beat, Ref.of(meeting))
    assert on_agenda(meeting) == [("strategies", "20")]


def test_a_note_on_an_item_stays_with_it(cast: Cast) -> None:
    item = items.add(a_meeting(cast), part=Part.NEW, words=Words("Dogs", "en"), by=cast.lee, at=NOON)

    item = items.note(item, words=Words("Leads on.", "en"), version=item.version, by=cast.lee, at=AFTER)
    with pytest.raises(Conflict) as conflict:
        items.note(item, words=Words("Leads off.", "en"), version=item.version - 1, by=cast.cora, at=AFTER)

    assert AgendaItem.objects.get(pk=item.pk).note == "Leads on."
    assert conflict.value.theirs == "Leads on."
    assert acts()[-2:] == ["add", "note"]


def test_a_refused_act_changes_nothing_and_leaves_no_record(cast: Cast) -> None:
    meeting = a_meeting(cast)
    before = acts()

    with pytest.raises(Refused, match="Only the liaison officer, the deputy, the commander or the chair"):
        meetings.cancel(meeting, why=Words("No.", "en"), by=cast.noor, at=NOON)

    assert (Meeting.objects.get().stage, acts()) == (Stage.ANNOUNCED, before)


def test_a_meeting_is_found_by_its_words_and_by_its_note(cast: Cast) -> None:
    meeting = a_meeting(cast, Stage.NOTED)

    found = [[hit.ref for hit in search.find(words).page] for words in ("library", "lamp school", "giraffe")]

    assert found == [[Ref.of(meeting)], [Ref.of(meeting)], []]


def test_the_people_of_a_beat_see_the_meetings_of_their_district_and_not_those_of_the_next_beat(cast: Cast) -> None:
    here = a_meeting(cast)
    district = meetings.announce(replace(PLAN, kind=Kind.FORUM), area=cast.district, by=cast.cora, at=NOON)
    meetings.announce(PLAN, area=cast.other, by=cast.lou, at=NOON)

    assert set(queries.found(queries.Wish(cast.beat), VISITOR, NOON)) == {here, district}
