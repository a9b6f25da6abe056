"""What somebody says at a meeting is written down there, by staff or by whoever leads the meetings of that area."""

from __future__ import annotations

import pytest
from django.test import Client

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Arrival, Channel, Said
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.tests.makers import NOON
from openbeat.core.people import services as people
from openbeat.core.people.demo import LONG_AGO, Cast
from openbeat.core.people.facts import Contact
from openbeat.core.people.models import Person
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.policy import Refused

SAID = Said("The alley is dark", "Four people said so.", "en", "lighting")


def a_chair(cast: Cast) -> Person:
    people.appoint(cast.noor, places.post(cast.beat, Role.CHAIR), by=cast.ada, at=NOON - LONG_AGO)
    return Person.objects.get(pk=cast.noor.pk)


def arrival(channel: Channel = Channel.MEETING) -> Arrival:
    return Arrival(channel, contact=Contact("telephone", "+13125550143", "Mabel"))


def test_the_chair_writes_down_what_was_said_and_it_is_on_the_same_clock(cast: Cast) -> None:
    chair = a_chair(cast)

    concern = services.enter_concern(SAID, area=cast.beat, by=chair, at=NOON, arrival=arrival())

    own = services.raise_concern(SAID, area=cast.beat, by=cast.rosa, at=NOON)
    assert (concern.channel, concern.entered_by, concern.due_at) == (Channel.MEETING, chair, own.due_at)
    assert concern.raised_by
    assert concern.raised_by.name == "Mabel"


def test_the_chair_writes_down_nothing_else_and_nothing_elsewhere(cast: Cast) -> None:
    chair = a_chair(cast)

    with pytest.raises(Refused, match="Only staff who write down what residents say"):
        services.enter_concern(SAID, area=cast.beat, by=chair, at=NOON, arrival=arrival(Channel.TELEPHONE))
    with pytest.raises(Refused, match="whoever leads the meetings of this area"):
        services.enter_concern(SAID, area=cast.other, by=chair, at=NOON, arrival=arrival())
    with pytest.raises(Refused, match="whoever leads the meetings of this area"):
        services.enter_concern(SAID, area=cast.beat, by=cast.carl, at=NOON, arrival=arrival())
    assert Concern.objects.count() == 0


def test_the_form_of_the_chair_offers_meetings_only_and_that_of_staff_never_e_mail(client: Client, cast: Cast) -> None:
    client.force_login(a_chair(cast))
    chairs = client.get("/concerns/enter/").text
    client.force_login(cast.lee)
    staffs = client.get("/concerns/enter/").text
    client.force_login(cast.carl)

    assert ["meeting" in chairs, 'value="telephone"' in chairs] == [True, False]
    assert ['value="meeting"' in staffs, 'value="telephone"' in staffs, 'value="email"' in staffs] == [
        True,
        True,
        False,
    ]
    assert "whoever leads the meetings of this area" in client.get("/concerns/enter/").text
