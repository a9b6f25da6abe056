"""Community leaders write to those who follow their area: looked at by somebody else, in each one's language, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.contacts.lifecycle.circulars import CircularAct, CircularStage, Text, WhyNot
from openbeat.apps.contacts.models import Circular
from openbeat.apps.contacts.policies import CIRCULAR_POLICY as POLICY
from openbeat.apps.contacts.services import circulars as services
from openbeat.apps.contacts.tests.makers import NOON, a_circular
from openbeat.core.loop.models import Obligation
from openbeat.core.notices import services as notices
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person, Tenure
from openbeat.core.places import services as places
from openbeat.kit.policy import Refused
from tests.cast import Cast

DRAFT, WAITING, RETURNED, SENT, WITHDRAWN = CircularStage
EVERYBODY = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
MAY = {
    (CircularAct.WRITE, DRAFT): "carl",
    (CircularAct.WRITE, RETURNED): "carl",
    (CircularAct.SUBMIT, DRAFT): "carl",
    (CircularAct.SUBMIT, RETURNED): "carl",
    (CircularAct.WITHDRAW, DRAFT): "carl",
    (CircularAct.WITHDRAW, WAITING): "carl",
    (CircularAct.WITHDRAW, RETURNED): "carl",
    (CircularAct.RELEASE, WAITING): "lee lena",
    (CircularAct.RETURN, WAITING): "lee lena",
    (CircularAct.READ, DRAFT): "carl",
    (CircularAct.READ, WITHDRAWN): "carl",
    (CircularAct.READ, WAITING): "carl lee lena",
    (CircularAct.READ, RETURNED): "carl lee lena",
    (CircularAct.READ, SENT): " ".join(EVERYBODY),
}


@pytest.mark.parametrize("stage", CircularStage)
@pytest.mark.parametrize("act", [act for act in CircularAct if act is not CircularAct.BEGIN])
def test_only_these_people_may_act_at_each_stage(cast: Cast, act: CircularAct, stage: CircularStage) -> None:
    circular = a_circular(cast, stage)

    may = {name for name in EVERYBODY if POLICY.verdict(cast[name], act, circular)}

    assert may == set(MAY.get((act, stage), "").split())


def test_only_leaders_and_the_committee_begin_one(cast: Cast) -> None:
    may = {name for name in EVERYBODY if POLICY.verdict(cast[name], CircularAct.BEGIN, cast.beat)}

    assert may == {"carl"}


def test_another_of_the_committee_looks_at_what_the_chair_wrote(cast: Cast) -> None:
    people.appoint(cast.noor, places.post(cast.beat, "chair"), by=BUILDER, at=NOON)
    chair = Person.objects.get(pk=cast.noor.pk)
    circular = services.begin(Text("en", "Swap day", "On Saturday."), area=cast.beat, by=chair, at=NOON)
    circular = services.submit(circular, by=chair, at=NOON)

    with pytest.raises(Refused, match="Somebody else looks at what you wrote yourself"):
        services.release(circular, by=chair, at=NOON)
    assert services.release(circular, by=cast.carl, at=NOON).stage == SENT


def test_each_follower_gets_it_once_in_their_language(cast: Cast, run_jobs: Callable[[], int]) -> None:
    for person in (cast.rosa, cast.noor, cast.carl):
        notices.follow(person, cast.beat, at=NOON)
    people.change_details(cast.noor, people.Details("Noor", "vi"), by=cast.noor, at=NOON)
    notices.follow(cast.lou, cast.other, at=NOON)

    circular = a_circular(cast, SENT)
    run_jobs()
    services.send(circular.pk, 0)

    found = Message.objects.filter(kind="contacts.circular").order_by("person")
    assert [(each.person, each.subject) for each in found] == [
        (cast.rosa, "Intercambio de ropa {gratis}"),
        (cast.noor, "Clothes swap {free}"),
    ]
    assert "Traiga lo que no usa." in found[0].body
    assert "cảnh sát" in found[1].body


def test_handing_in_is_looked_at_within_a_working_day_and_the_author_is_told(cast: Cast) -> None:
    circular = a_circular(cast, WAITING)
    row = Obligation.objects.get(promise="contacts.circular_look")
    assert (row.owner, row.kept_at) == (places.post(cast.beat, "liaison"), None)

    services.give_back(circular, WhyNot.ADVERT, by=cast.lee, at=NOON + timedelta(hours=9))

    row.refresh_from_db()
    assert row.kept_at == NOON + timedelta(hours=9)
    assert Message.objects.get(kind="contacts.circular_returned").person == cast.carl


def test_two_a_month_and_then_the_next_month(cast: Cast) -> None:
    a_circular(cast, SENT)
    a_circular(cast, WAITING)
    third = a_circular(cast)

    with pytest.raises(Refused, match="Two circulars a month"):
        services.submit(third, by=cast.carl, at=NOON + timedelta(days=3))
    assert services.submit(third, by=cast.carl, at=NOON + timedelta(days=31)).stage == WAITING


def test_what_was_given_back_does_not_count(cast: Cast) -> None:
    a_circular(cast, SENT)
    circular = a_circular(cast, RETURNED)

    assert services.submit(circular, by=cast.carl, at=NOON + timedelta(days=1)).why_not == ""


def test_criticism_is_not_among_the_reasons() -> None:
    assert set(WhyNot) == {
        "name", "home", "child", "accusation", "case", "degrading", "advert", "elsewhere", "languages"
    }  # fmt: skip


def test_it_is_written_handed_in_looked_at_and_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.carl)
    form = {"language": "en", "title": "Clothes swap", "words": "Bring what you do not wear."}
    client.post(f"/areas/{cast.beat.slug}/circulars/new/", form)
    circular = Circular.objects.get()
    spanish = {"language": "es", "title": "Intercambio", "words": "Traiga lo que no usa."}
    client.post(f"/circulars/{circular.pk}/text/", spanish)
    client.post(f"/circulars/{circular.pk}/submit/")
    client.logout()
    assert client.get(f"/circulars/{circular.pk}/").status_code == 404

    client.force_login(cast.lee)
    assert "Clothes swap" in client.get("/desk/").text
    assert client.post(f"/circulars/{circular.pk}/return/", {}).status_code == 422
    client.post(f"/circulars/{circular.pk}/release/")
    client.logout()

    assert "Bring what you do not wear." in client.get(f"/circulars/{circular.pk}/").text
    assert "Traiga lo que no usa." in client.get(f"/circulars/{circular.pk}/?in=es").text
    assert "Carl P." in client.get(f"/circulars/{circular.pk}/").text
    assert "Clothes swap" in client.get(f"/areas/{cast.beat.slug}/").text
    assert "Clothes swap" in client.get(f"/areas/{cast.beat.slug}/feed.atom").text
    assert "Clothes swap" in client.get(f"/areas/{cast.beat.slug}/circulars/").text


def test_what_was_sent_is_found_and_gone_once_its_author_is_forgotten(client: Client, cast: Cast) -> None:
    circular = a_circular(cast, SENT)
    assert circular.get_absolute_url() in client.get("/search/?words=clothes").text
    for tenure in Tenure.objects.filter(person=cast.carl):
        people.dismiss(tenure, by=BUILDER, at=NOON)

    carl = Person.objects.get(pk=cast.carl.pk)
    people.forget(carl, by=carl, at=NOON + timedelta(days=1))

    assert client.get(circular.get_absolute_url()).status_code == 404
    assert circular.get_absolute_url() not in client.get("/search/?words=clothes&again").text


def test_whoever_may_not_write_is_told_why(client: Client, cast: Cast) -> None:
    client.force_login(cast.noor)
    url = f"/areas/{cast.beat.slug}/circulars/new/"

    shown, sent = client.get(url), client.post(url, {})

    assert "Only community leaders and the committee" in shown.text
    assert (sent.status_code, "Only community leaders and the committee" in sent.text) == (403, True)


def test_one_and_three_cost_the_same(client: Client, cast: Cast, count_queries: CountQueries) -> None:
    url = f"/areas/{cast.beat.slug}/circulars/"
    a_circular(cast, SENT)
    client.get(url)
    with count_queries(3):
        client.get(f"{url}?one")
    for month in (1, 2):
        circular = a_circular(cast)
        at = NOON + timedelta(days=31 * month)
        services.release(services.submit(circular, by=cast.carl, at=at), by=cast.lee, at=at)
    client.get(url)
    with count_queries(3):
        client.get(f"{url}?three")
