"""Words that nobody released are nowhere: on no page, list, card or panel, in no feed, search or message."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.hooks import concerns as hooks
from openbeat.apps.concerns.lifecycle import Look, Stage, Withheld
from openbeat.apps.concerns.models import Concern, Token
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.hooks import news, origins
from openbeat.core.notices.models import Message
from openbeat.core.search import queries as search
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref
from tests.cast import Cast

SECRET = "Zebrafinch"  # noqa: S105  a word, and no password
KINDS: dict[str, dict[str, Any]] = {
    "new": {},
    "withheld": {"look": Look(words=Withheld.NAME, point=Withheld.HOME)},
    "private": {"private": True},
}


@pytest.mark.parametrize("stage", [Stage.RAISED, Stage.ANSWERED, Stage.CONFIRMED])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["visitor", "noor", "lou"])
def test_words_that_are_not_released_are_nowhere(client: Client, cast: Cast, kind: str, stage: Stage, who: str) -> None:
    concern = a_concern(cast, stage, title=f"{SECRET} street", story=f"{SECRET} story", place=SECRET, **KINDS[kind])
    if who != "visitor":
        client.force_login(cast[who])  # type: ignore[arg-type]

    shown = [client.get(url).text for url in places_to_look(cast, concern)]
    request: Any = RequestFactory().get("/")
    request.actor, request.user = cast[who], AnonymousUser()
    shown += [hooks.area_panel(request, cast.beat), hooks.front_panel(request, None)]
    shown += [str(news.latest(None, 50)), str(origins.cards([Ref.of(concern)], cast[who]))]
    shown += [str(message.subject) + message.body for message in Message.objects.all()]

    assert all(SECRET not in text for text in shown)
    assert not search.find(SECRET, kind=queries.KIND)
    assert not queries.listed(cast[who], queries.Filter(words=SECRET))


def places_to_look(cast: Cast, concern: Concern) -> list[str]:
    page = concern.get_absolute_url()
    steps = [f"{page}{step}/" for step in ("answer", "look", "chart", "move", "sort", "reopen")]
    return [page, *steps, "/concerns/", "/concerns/?sort=oldest", f"/concerns/?area={cast.beat.slug}"]


def test_released_words_are_where_they_belong(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, title=f"{SECRET} street", look=Look())

    assert SECRET in client.get(concern.get_absolute_url()).text
    assert SECRET in client.get("/concerns/").text
    assert SECRET in client.get(f"/concerns/?q={SECRET}").text
    assert [item.title for item in news.latest(None, 5)] == [f"{SECRET} street"]
    assert search.find(SECRET, kind=queries.KIND)


def test_taking_a_release_back_takes_the_words_out_of_everything(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, title=f"{SECRET} street", look=Look())

    services.look(concern, Look(words=Withheld.CHILD), by=cast.lee, at=NOON)

    for url in (concern.get_absolute_url(), "/concerns/", f"/concerns/?q={SECRET}"):
        text = client.get(url).text.replace(f'value="{SECRET}"', "")
        assert SECRET not in text.replace(f"q={SECRET}", "")
    assert news.latest(None, 5) == []


def test_staff_of_the_area_find_what_waits_for_a_look_and_others_do_not(cast: Cast) -> None:
    a_concern(cast, title=f"{SECRET} street")

    assert len(queries.listed(cast.lee, queries.Filter(words=SECRET))) == 1
    assert len(queries.listed(cast.rosa, queries.Filter(words=SECRET))) == 1
    assert len(queries.listed(cast.lou, queries.Filter(words=SECRET))) == 0
    assert len(queries.listed(VISITOR, queries.Filter(words=SECRET))) == 0


def test_a_private_title_is_on_no_list_even_for_its_liaison_officer(cast: Cast) -> None:
    concern = a_concern(cast, title=f"{SECRET} street", private=True)

    (card,) = queries.cards([str(concern.pk)], cast.lee)
    (own,) = queries.cards([str(concern.pk)], cast.rosa)

    assert (card.title, own.title) == ("Lighting", f"{SECRET} street")


def test_whoever_is_forgotten_leaves_no_words(client: Client, cast: Cast) -> None:
    from openbeat.core.people import services as people  # noqa: PLC0415

    concern = a_concern(cast, Stage.ANSWERED, title=f"{SECRET} street", story=SECRET, look=Look())

    people.forget(cast.rosa, by=cast.rosa, at=NOON)

    assert SECRET not in client.get(concern.get_absolute_url()).text
    assert not search.find(SECRET, kind=queries.KIND)
    concern.refresh_from_db()
    assert (concern.title, concern.stage) == ("", Stage.ANSWERED)
    assert not Token.objects.exists()
