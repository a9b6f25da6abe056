"""Staff ask for a translation on the page where they read, and see there what is under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from openbeat.apps.concerns.demo import a_concern
from openbeat.apps.contacts.demo import an_inquiry
from openbeat.apps.meetings.demo import a_meeting
from openbeat.apps.progress.demo import a_task
from openbeat.core.hooks import texts
from openbeat.kit.refs import Ref
from tests.cast import Cast

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
