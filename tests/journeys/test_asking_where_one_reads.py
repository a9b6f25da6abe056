"""Staff ask for a translation on the page where they read, and see there what is under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from django.test import Client

from openbeat.apps.concerns.demo import a_concern
from openbeat.apps.meetings.demo import a_meeting
from openbeat.apps.progress.demo import a_task
from openbeat.core.hooks import texts
from openbeat.core.hooks.texts import Kind, Source
from openbeat.kit.refs import Ref
from tests.cast import Cast

KINDS = ("concerns.concern", "meetings.meeting", "progress.task")


@pytest.fixture(autouse=True)
def one_text_each() -> Iterator[None]:
    """Each concern, meeting and task has one text that can be translated, whatever else they offer."""
    before = {kind: texts.of(kind) for kind in KINDS}
    for kind in KINDS:
        texts.offer(Kind(kind, kind, {"title": "Title"}, _reader(kind), lambda keys, _actor: keys, {}))
    yield
    for kind, was in before.items():
        texts._OFFERED.pop(kind)
        if was:
            texts.offer(was)


def _reader(kind: str) -> Callable[[Sequence[str]], list[Source]]:
    return lambda keys: [Source(Ref(kind, key), "title", f"Words of {kind}.", "en", "/") for key in keys]


@pytest.mark.parametrize("make", [a_concern, a_meeting, a_task])
def test_staff_ask_where_they_read_and_see_what_is_under_way(client: Client, cast: Cast, make: object) -> None:
    thing = make(cast)  # type: ignore[operator]
    url = thing.get_absolute_url()
    slot = texts.slot_of(Ref.of(thing), "title")
    client.force_login(cast.lee)
    before = client.get(url).text
    assert ("Ask for a translation" in before, "Under way" in before) == (True, False)

    asked = {"about": str(Ref.of(thing)), "text": slot, "language": "es", "back": url}
    assert client.post("/translate/ask/", asked)["Location"] == url

    assert "Under way" in client.get(url).text
    client.force_login(cast.rosa)
    assert "Ask for a translation" not in client.get(url).text
