"""Somebody telephones: the same clock, the same receipt, an answer that is brought, an account when they want one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openbeat.apps.concerns.lifecycle import Look, Reply, Sentence
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.services import acknowledge, answer, look
from openbeat.core.loop import queries as loop
from openbeat.core.notices import queries as messages
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.people.demo import Cast

SAID = {
    "channel_taken": "telephone",
    "category": "noise",
    "title": "Machines run at night",
    "story": "Every night after eleven, since the factory was sold.",
    "language": "en",
    "private": "no",
    "reach": "(312) 555-0188",
    "name": "Sam",
}


def written_down(client: Client, cast: Cast) -> str:
    """Lee writes down what somebody says on the telephone; gives the code that is read out."""
    client.force_login(cast.lee)
    started = re.search(r'name="started" value="([^"]+)"', client.get("/concerns/enter/").text)
    assert started
    page = client.post("/concerns/enter/", {**SAID, "area": str(cast.beat.pk), "started": started[1]}).text
    client.logout()
    code = re.search(r'class="code"[^>]*>([^<]+)<', page)
    assert code
    return code[1].strip()


def answered(cast: Cast) -> Concern:
    """Lee looks at it, takes it up and answers it."""
    concern = Concern.objects.get()
    look(concern, Look(), by=cast.lee, at=now())
    acknowledge(concern, Sentence("The lamp is out.", "en"), by=cast.lee, at=now())
    return answer(concern, Reply("The factory stops at ten now.", "en"), by=cast.lee, at=now())


def test_whoever_telephoned_has_the_same_clock_and_the_same_receipt(client: Client, cast: Cast) -> None:
    code = written_down(client, cast)

    page = client.post("/receipt/", {"code": code}, follow=True)

    assert SAID["title"] in page.text
    assert {row.promise for row in loop.late(cast.beat, now().replace(year=now().year + 1))} >= {
        "concerns.look",
        "concerns.take_up",
        "concerns.answer",
    }


def test_they_are_called_and_neither_the_list_nor_the_message_says_what_it_is_about(client: Client, cast: Cast) -> None:
    written_down(client, cast)
    answered(cast)

    client.force_login(cast.lee)
    page = client.get("/notices/").text

    assert "Sam" in page
    assert SAID["title"] not in page
    assert not [row for row in messages.outbox() if SAID["title"] in row.subject + row.body]


def test_with_the_code_they_put_it_into_an_account_and_say_themselves_that_it_is_solved(
    client: Client, cast: Cast
) -> None:
    code = written_down(client, cast)
    concern = answered(cast)
    client.force_login(cast.noor)
    assert "Yes, it is solved" not in client.get(concern.get_absolute_url()).text

    client.post("/receipt/", {"code": code})
    client.post("/receipt/matters/claim/")
    client.post(f"/concerns/{concern.pk}/confirm/")

    concern.refresh_from_db()
    assert concern.stage == "confirmed"
    assert "What you said" in client.get(concern.get_absolute_url()).text
