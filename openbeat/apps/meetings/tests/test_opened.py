"""Whoever leads reads what is not out yet, and each such reading is on record; reading what is out is nobody's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import Decision, Proposal, Words
from openbeat.apps.meetings.services import amendments, questions
from openbeat.apps.meetings.tests.makers import PLAN, a_meeting, some_minutes
from openbeat.core.ledger.models import Entry
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

DURING, AFTER = PLAN.starts_at + timedelta(minutes=30), PLAN.ends_at + timedelta(hours=1)
SHOWN = Decision(accepted=False, text="", language="en", reason="Both.", reason_language="en", words_shown=True)


def opened(kind: str) -> list[str]:
    found = Entry.objects.filter(act="open", kind=f"meetings.{kind}").order_by("pk")
    return [entry.by.name.split()[0] for entry in found if entry.by]


def test_opening_a_question_that_nobody_looked_at_is_on_record(client: Client, cast: Cast) -> None:
    question = questions.ask(a_meeting(cast), Words("When does the lamp come?", "en"), once="", by=cast.rosa, at=DURING)
    listed = f"/meetings/{question.meeting_id}/questions/"
    client.get(listed)
    client.force_login(cast.rosa)
    assert "the lamp" in client.get(question.get_absolute_url()).text
    client.force_login(cast.lee)

    assert "the lamp" in client.get(listed).text
    assert "the lamp" in client.get(question.get_absolute_url()).text
    assert client.post(question.get_absolute_url(), {"words": "", "language": "en"}).status_code == 422

    assert (opened("meeting"), opened("question")) == (["Lee"], ["Lee", "Lee"])
    questions.show(question, by=cast.lee, at=DURING)
    assert "the lamp" in client.get(listed).text + client.get(question.get_absolute_url()).text
    assert (opened("meeting"), opened("question")) == (["Lee"], ["Lee", "Lee"])


def test_opening_an_amendment_that_is_not_shown_is_on_record(client: Client, cast: Cast) -> None:
    draft = some_minutes(cast, a_meeting(cast))
    proposal = Proposal("It was Tuesday.", "en", "once")
    amendment = amendments.propose(draft, None, proposal, by=VISITOR, at=AFTER + timedelta(days=1))
    assert "Tuesday" not in client.get(amendment.get_absolute_url()).text
    client.force_login(cast.lee)

    assert "Tuesday" in client.get(amendment.get_absolute_url()).text
    assert client.post(amendment.get_absolute_url(), {"decision": ""}).status_code == 422

    assert opened("amendment") == ["Lee", "Lee"]
    amendments.answer(amendment, SHOWN, by=cast.lee, at=AFTER + timedelta(days=2))
    assert "Tuesday" in client.get(amendment.get_absolute_url()).text
    assert opened("amendment") == ["Lee", "Lee"]
