"""Listening sessions: residents decide what is released, and nothing else is ever on the server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings.lifecycle import Kind, ListeningAct
from openbeat.apps.meetings.models import ReleasedLine
from openbeat.apps.meetings.policies import LISTENING_POLICY
from openbeat.apps.meetings.services import listening, meetings
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.hooks import raising
from openbeat.core.hooks.raising import Matter
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from openbeat.kit.actors import Actor
    from tests.cast import Cast

DURING = PLAN.starts_at + timedelta(minutes=30)
EVERYONE = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")


def test_residents_who_lead_open_the_notebook_and_nobody_of_the_police(cast: Cast) -> None:
    session = a_meeting(cast, kind=Kind.LISTENING)

    may = {name for name in EVERYONE if LISTENING_POLICY.verdict(cast[name], ListeningAct.OPEN, session)}

    assert may == {"carl"}
    assert "nobody who works for the department" in str(
        LISTENING_POLICY.verdict(cast.lena, ListeningAct.OPEN, session).reason
    )


def test_only_the_released_lines_are_kept_and_nobody_knows_whose_they_are(cast: Cast) -> None:
    session = a_meeting(cast, kind=Kind.LISTENING)

    listening.release(session, ["The stop is dark.", " ", "The stop  is dark."], language="en", by=cast.carl, at=DURING)
    listening.release(session, ["The stop is dark.", "No bus after ten."], language="en", by=cast.carl, at=DURING)

    assert list(ReleasedLine.objects.values_list("number", "text")) == [
        (1, "The stop is dark."), (2, "No bus after ten."),
    ]  # fmt: skip
    assert [entry.facts for entry in Entry.objects.filter(act="release_lines").order_by("pk")] == [
        {"lines": 1}, {"lines": 1},
    ]  # fmt: skip


def test_nothing_is_released_before_the_session_nor_at_another_kind_of_meeting(cast: Cast) -> None:
    with pytest.raises(Refused, match="when the session has begun"):
        listening.release(a_meeting(cast, kind=Kind.LISTENING), ["Dark."], language="en", by=cast.carl, at=NOON)
    with pytest.raises(Refused, match="no listening session"):
        listening.release(a_meeting(cast), ["Dark."], language="en", by=cast.carl, at=DURING)


def test_a_listening_session_has_no_agenda_and_owes_no_note(cast: Cast) -> None:
    session = a_meeting(cast, kind=Kind.LISTENING)

    meetings.end_all(at=PLAN.ends_at + timedelta(hours=1))

    assert session.items.count() == 0
    assert Obligation.objects.filter(promise="meetings.note").count() == 0


def test_the_police_read_what_was_released_and_are_refused_before(
    cast: Cast, client: Client, at_noon: Callable[[timedelta], None]
) -> None:
    session = a_meeting(cast, kind=Kind.LISTENING)
    path = f"/meetings/{session.pk}/listening/"
    at_noon(DURING - NOON)
    client.force_login(cast.lee)
    before, tried = client.get(path), client.post(path, {"lines": "We saw you.", "language": "en"})
    client.force_login(cast.carl)
    notebook = client.get(path).text
    released = client.post(path, {"lines": "The stop is dark.\n\n", "language": "en"}, follow=True).text
    client.force_login(cast.lee)
    after = client.get(path).text

    assert (before.status_code, tried.status_code) == (403, 403)
    assert "nobody who works for the department reads along" in before.text
    assert "data-notebook" in notebook
    assert "1 line is released." in released
    assert "The stop is dark." in after
    assert "data-notebook" not in after


def test_a_line_that_is_too_long_is_named_by_its_number(
    cast: Cast, client: Client, at_noon: Callable[[timedelta], None]
) -> None:
    session = a_meeting(cast, kind=Kind.LISTENING)
    at_noon(DURING - NOON)
    client.force_login(cast.carl)

    answer = client.post(f"/meetings/{session.pk}/listening/", {"lines": f"Short.\n{'a' * 501}", "language": "en"})

    assert answer.status_code == 422
    assert "Line 2 is too long" in answer.text
    assert ReleasedLine.objects.count() == 0


# A line that becomes a concern


def raisers(monkeypatch: pytest.MonkeyPatch) -> list[Matter]:
    """Another app that takes concerns: what it got."""
    got: list[Matter] = []

    def put(matter: Matter, *, by: Actor, at: datetime) -> Ref:
        got.append(matter)
        return Ref("x.thing", str(len(got)))

    monkeypatch.setattr(raising, "_PROVIDED", [put])
    return got


def test_a_released_line_is_raised_once_in_its_own_words_by_a_resident_who_leads(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    got, session = raisers(monkeypatch), a_meeting(cast, kind=Kind.LISTENING)
    [line] = listening.release(session, ["La parada está oscura."], language="es", by=cast.carl, at=DURING)

    made = [listening.raise_line(line, by=cast.carl, at=DURING) for _again in range(2)]

    assert [(matter.words, matter.language, matter.area) for matter in got] == [
        ("La parada está oscura.", "es", cast.beat)
    ]
    assert made == [Ref("x.thing", "1")] * 2
    for person in (cast.lee, cast.noor, cast.lou):
        with pytest.raises(Refused):
            listening.raise_line(line, by=person, at=DURING)


def test_where_nobody_takes_concerns_no_button_is_there(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, at_noon: Callable[[timedelta], None]
) -> None:
    session = a_meeting(cast, kind=Kind.LISTENING)
    [line] = listening.release(session, ["The stop is dark."], language="en", by=cast.carl, at=DURING)
    at_noon(DURING - NOON)
    client.force_login(cast.carl)
    path = f"/meetings/{session.pk}/listening/"

    with_it = client.get(path).text
    monkeypatch.setattr(raising, "_PROVIDED", [])

    assert f'name="raise" value="{line.pk}"' in with_it
    assert 'name="raise"' not in client.get(path).text
    assert client.post(path, {"raise": line.pk}).status_code == 404
