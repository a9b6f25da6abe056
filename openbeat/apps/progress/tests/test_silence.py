"""What becomes of a completed task of which nobody says whether it holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import Stage, Words
from openbeat.apps.progress.services import silence, tasks
from openbeat.apps.progress.tests.makers import NOON, a_task
from openbeat.core.hooks import chart
from openbeat.core.ledger.models import Entry
from openbeat.core.notices.models import Message
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station
from tests.cast import Cast

if TYPE_CHECKING:
    from django.test import Client

DONE_AT = NOON + timedelta(days=7)
THREE_WEEKS = DONE_AT + timedelta(days=21)


def test_three_weeks_of_silence_are_no_yes(cast: Cast) -> None:
    task = a_task(cast, Stage.COMPLETED)

    before = silence.lapse_all(at=THREE_WEEKS - timedelta(minutes=1))
    then = silence.lapse_all(at=THREE_WEEKS)
    again = silence.lapse_all(at=THREE_WEEKS + timedelta(days=1))

    task.refresh_from_db()
    assert (before, then, again) == (0, 1, 0)
    assert (task.stage, task.unconfirmed_at, task.confirmed_at) == (Stage.UNCONFIRMED, THREE_WEEKS, None)
    assert task.station == Station.ANSWERED
    entry = Entry.objects.get(act="lapse")
    assert (entry.actor, entry.on_behalf) == ("program", "three weeks of silence")
    assert Message.objects.get(kind="progress.unconfirmed").person == cast.carl


def test_what_nobody_confirmed_can_still_be_confirmed_or_opened_again(cast: Cast) -> None:
    held, broke = a_task(cast, Stage.UNCONFIRMED), a_task(cast, Stage.UNCONFIRMED)

    held = tasks.confirm(held, by=cast.carl, at=THREE_WEEKS + timedelta(days=9))
    broke = tasks.reopen(broke, why=Words("Dark again.", "en"), by=cast.carl, at=THREE_WEEKS + timedelta(days=9))

    assert (held.stage, held.unconfirmed_at) == (Stage.CONFIRMED, None)
    assert (broke.stage, broke.unconfirmed_at) == (Stage.UNDER_WAY, None)


def test_whoever_raised_it_can_speak_after_the_silence_too(cast: Cast) -> None:
    origin = Ref("x.thing", "7")
    task = a_task(cast, Stage.COMPLETED, origin=origin)
    silence.lapse(task, at=THREE_WEEKS)

    chart.tell(origin, solved=True, at=THREE_WEEKS + timedelta(days=2))

    [confirmed] = queries.of_origin(origin)
    assert confirmed.stage == Stage.CONFIRMED


def test_a_task_that_was_confirmed_or_is_open_does_not_lapse(cast: Cast) -> None:
    confirmed, planned = a_task(cast, Stage.CONFIRMED), a_task(cast)

    assert silence.lapse_all(at=THREE_WEEKS + timedelta(days=90)) == 0
    for task in (confirmed, planned):
        with pytest.raises(Refused, match="Only a completed task that nobody confirmed"):
            silence.lapse(task, at=THREE_WEEKS)


def test_what_came_back_is_asked_about_anew(cast: Cast) -> None:
    task = a_task(cast, Stage.COMPLETED)
    task = tasks.reopen(task, why=Words("Dark again.", "en"), by=cast.carl, at=DONE_AT + timedelta(days=20))
    words = Words("New lamps.", "en")
    tasks.complete(task, outcome=words, version=task.version, by=cast.lee, at=THREE_WEEKS)

    assert silence.lapse_all(at=THREE_WEEKS + timedelta(days=20)) == 0
    assert silence.lapse_all(at=THREE_WEEKS + timedelta(days=21)) == 1


def test_the_chart_says_that_nobody_confirmed_it_and_can_be_filtered_by_it(client: Client, cast: Cast) -> None:
    a_task(cast, Stage.UNCONFIRMED, title="silent")
    a_task(cast, Stage.CONFIRMED, title="confirmed")

    html = client.get("/progress/?state=unconfirmed").text

    assert "Nobody said in three weeks whether it holds." in html
    assert ("silent</span>" in html, "confirmed</span></a>" in html) == (True, False)
