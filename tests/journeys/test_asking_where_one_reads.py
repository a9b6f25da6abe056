"""Staff ask for a translation on the page where they read, and see there what is under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openbeat.apps.concerns.demo import a_concern
from openbeat.apps.concerns.lifecycle import Look
from openbeat.apps.concerns.models import Concern
from openbeat.apps.contacts.demo import an_inquiry
from openbeat.apps.meetings.demo import a_meeting
from openbeat.apps.progress.demo import a_task
from openbeat.apps.translators.demo import a_work
from openbeat.apps.translators.lifecycle import Stage
from openbeat.core.hooks import texts
from openbeat.kit.refs import Ref
from tests.cast import Cast


def a_public_concern(cast: Cast) -> Concern:
    """A concern whose words everybody may read."""
    return a_concern(cast, look=Look())


FIRST = {a_concern: "title", a_meeting: "title", a_task: "title", an_inquiry: "words"}


@pytest.mark.parametrize("make", FIRST)
def test_staff_ask_where_they_read_and_see_what_is_under_way(
    client: Client, cast: Cast, make: Callable[[Cast], Model]
) -> None:
    thing: Any = make(cast)
    url = thing.get_absolute_url()
    slot = texts.slot_of(Ref.of(thing), FIRST[make])
    client.force_login(cast.lee)
    before = client.get(url).text
    assert ("Ask for a translation" in before, "Under way" in before) == (True, False)

    asked = {"about": str(Ref.of(thing)), "text": slot, "language": "ar", "back": url}
    assert client.post("/translate/ask/", asked)["Location"] == url

    assert "Under way" in client.get(url).text
    client.force_login(cast.rosa)
    assert "Ask for a translation" not in client.get(url).text


@pytest.mark.parametrize("make", [a_public_concern, a_meeting, a_task])
def test_whoever_answers_for_the_area_finds_there_the_newest_of_what_is_published_and_takes_it_down(
    client: Client, cast: Cast, make: Callable[[Cast], Model]
) -> None:
    thing: Any = make(cast)
    url = thing.get_absolute_url()
    source = texts.read([Ref.of(thing)])[texts.slot_of(Ref.of(thing), "title")]
    works = [a_work(cast, source, Stage.PUBLISHED, language) for language in ("es", "ar", "so")]
    last = works[-1].get_absolute_url()

    seen = {}
    for person in (cast.lee, cast.lou, cast.rosa):
        client.force_login(person)
        page = client.get(url).text
        seen[person.name] = [work.get_absolute_url() in page for work in works]
    assert seen == {cast.lee.name: [True] * 3, cast.lou.name: [False] * 3, cast.rosa.name: [False] * 3}
    client.force_login(cast.lee)
    assert "Take it down" in client.get(last).text
    client.post(f"{last}take-down/")
    assert last not in client.get(url).text


def test_the_page_costs_the_same_however_much_is_published_of_it(client: Client, cast: Cast) -> None:
    thing: Any = a_public_concern(cast)
    source = texts.read([Ref.of(thing)])[texts.slot_of(Ref.of(thing), "title")]
    client.force_login(cast.lee)
    cost = []
    for language in ("es", "ar", "so"):
        a_work(cast, source, Stage.PUBLISHED, language)
        client.get(thing.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(thing.get_absolute_url())
        cost.append(len(captured))

    assert len(set(cost)) == 1
