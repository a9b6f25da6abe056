"""The committee's posts, terms and hand-over sheets; what it waits for, and the tap that asks."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdfium2 import PdfDocument

from conftest import COUNTED, CountQueries
from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.committee import Over, Sheet
from openbeat.apps.contacts.lifecycle.inquiries import Words
from openbeat.apps.contacts.models import NewsRequest
from openbeat.apps.contacts.services import committee as services
from openbeat.apps.contacts.tests.makers import NOON, an_inquiry
from openbeat.core.hooks import chart
from openbeat.core.hooks.chart import Wanted
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person, Tenure
from openbeat.core.people.services import Terms
from openbeat.core.places import services as places
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict, Refused
from tests.cast import Cast

LATER = NOON + timedelta(days=3)
SHEET = Sheet("Patrols until ten, with the liaison officer.", "The key is at the library.", "", "", "en")


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def a_task(cast: Cast, title: str = "Repair the lamp") -> Obligation:
    ref = chart.put(Wanted(title, "en", cast.beat, (now() + timedelta(days=9)).date()), by=cast.lee, at=NOON)
    return Obligation.objects.get(kind=ref.kind, key=ref.key)


def the_chair(cast: Cast, name: str = "noor", **terms: Any) -> Person:
    person: Person = getattr(cast, name)
    people.appoint(person, places.post(cast.beat, "chair"), by=BUILDER, at=NOON, terms=Terms(**terms))
    return fresh(person)


# Posts, terms, deputies


def test_the_page_shows_term_deputy_and_history_and_nobody_by_name_who_did_not_choose_one(
    client: Client, cast: Cast
) -> None:
    the_chair(cast, until=date(2026, 6, 1))
    the_chair(cast, "rosa", deputy=True)
    secretary = places.post(cast.beat, "secretary")
    before = people.appoint(cast.carl, secretary, by=BUILDER, at=NOON - timedelta(days=90))
    people.dismiss(before, by=BUILDER, at=NOON)

    page = client.get(f"/areas/{cast.beat.slug}/committee/").text

    assert "ended on" in page
    assert "vacant since" in " ".join(page.split())
    assert "Carl P." in page
    assert "somebody who is not named in public" in page
    assert "Noor Haddad" not in page
    assert "Rosa Delgado" not in page


def test_a_deputy_of_the_chair_acts_as_chair(cast: Cast) -> None:
    deputy = the_chair(cast, deputy=True)

    assert deputy.holds("chair", in_=cast.beat)
    assert services.ask_for_news(a_task(cast), by=deputy, at=LATER).role == "chair"


def test_only_the_committee_has_deputies_of_this_kind_and_a_term_ends_later(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only a post of the committee"):
        people.appoint(cast.noor, places.post(cast.beat, "liaison"), by=BUILDER, at=NOON, terms=Terms(deputy=True))
    with pytest.raises(Refused, match="still to come"):
        the_chair(cast, until=NOON.date())


def test_an_administrator_extends_a_term(client: Client, cast: Cast) -> None:
    the_chair(cast, until=(now() + timedelta(days=5)).date())
    tenure, day = Tenure.objects.get(post__role="chair"), (now() + timedelta(days=400)).date()
    client.force_login(cast.ada)

    client.post(f"/people/tenures/{tenure.pk}/term/", {"term_until": day.isoformat()})
    tenure.refresh_from_db()
    assert tenure.term_until == day

    client.force_login(cast.lee)
    refused = client.post(f"/people/tenures/{tenure.pk}/term/", {"term_until": ""})
    assert refused.status_code == 403
    assert "Only an administrator" in refused.text


# The hand-over sheet


def test_each_version_of_the_sheet_stays(client: Client, cast: Cast) -> None:
    chair, post = the_chair(cast), places.post(cast.beat, "chair")
    services.write_sheet(post, SHEET, by=chair, at=NOON)
    again = Sheet("Patrols until eleven.", "", "", "", "en", version=1)
    services.write_sheet(post, again, by=chair, at=LATER)
    with pytest.raises(Conflict):
        services.write_sheet(post, again, by=chair, at=LATER)

    client.force_login(chair)
    url = f"/areas/{cast.beat.slug}/committee/chair/hand-over/"
    assert "Patrols until eleven." in client.get(url).text
    assert "Patrols until ten" in client.get(f"{url}?version=1").text


@pytest.mark.parametrize(
    ("role", "readers", "writers"),
    [("chair", "noor carl lee lena", "noor"), ("liaison", "lee lena cora", "lee lena")],
)
def test_a_sheet_is_for_those_beside_the_post(
    client: Client, cast: Cast, role: str, readers: str, writers: str
) -> None:
    the_chair(cast)
    url = f"/areas/{cast.beat.slug}/committee/{role}/hand-over/"
    read, wrote, offered = set(), set(), set()
    for name in ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl"):
        client.force_login(fresh(getattr(cast, name)))
        page = client.get(url)
        read |= {name} if page.status_code == 200 else set()
        offered |= {name} if f'{url}"' in client.get(f"/areas/{cast.beat.slug}/committee/").text else set()
        sent = client.post(url, {"agreements": "", "language": "en", "version": "99"})
        wrote |= {name} if sent.status_code == 409 else set()
        assert page.status_code == 200 or "hand-over sheet is for the posts" in page.text

    assert (read, wrote, offered) == (set(readers.split()), set(writers.split()), read)


def test_the_sheet_shows_what_is_open_and_hides_what_is_private(client: Client, cast: Cast) -> None:
    a_task(cast)
    an_inquiry(cast)
    chair = the_chair(cast)
    an_inquiry(cast, role="chair")
    client.force_login(cast.carl)

    page = client.get(f"/areas/{cast.beat.slug}/committee/chair/hand-over/").text

    assert "Repair the lamp" in page
    assert page.count("A private matter") == 1
    assert "A message to" not in page
    client.force_login(chair)
    assert "A message to" in client.get(f"/areas/{cast.beat.slug}/committee/chair/hand-over/").text


def test_the_sheet_is_printed_with_what_is_open(client: Client, cast: Cast) -> None:
    chair = the_chair(cast)
    services.write_sheet(places.post(cast.beat, "chair"), SHEET, by=chair, at=NOON)
    a_task(cast)
    client.force_login(chair)

    pdf = client.get(f"/areas/{cast.beat.slug}/committee/chair/hand-over.pdf")

    words = " ".join(page.get_textpage().get_text_range() for page in PdfDocument(BytesIO(pdf.content)))
    assert "The key is at the library." in words
    assert "Repair the lamp" in words
    client.force_login(cast.rosa)
    assert client.get(f"/areas/{cast.beat.slug}/committee/chair/hand-over.pdf").status_code == 403


# What the committee waits for


def test_one_tap_asks_and_the_line_comes_back(client: Client, cast: Cast) -> None:
    row, chair = a_task(cast), the_chair(cast)
    client.force_login(chair)
    assert "Repair the lamp" in client.get("/desk/").text

    client.post(f"/obligations/{row.pk}/ask/")
    asked = NewsRequest.objects.get()
    told = set(Message.objects.filter(kind="contacts.news_asked").values_list("person", flat=True))
    assert told == {cast.lee.pk, cast.lena.pk}
    assert Obligation.objects.get(promise="contacts.news").owner == row.owner
    waiting = client.get(f"/areas/{cast.beat.slug}/committee/waiting/").text
    assert "Asked for news" in waiting
    assert f"/obligations/{row.pk}/ask/" not in waiting

    client.force_login(cast.lee)
    assert asked.get_absolute_url() in client.get("/desk/").text
    client.post(asked.get_absolute_url(), {"text": "The lamp comes on Monday.", "language": "en"})

    client.force_login(chair)
    assert "The lamp comes on Monday." in client.get("/desk/").text
    assert Message.objects.get(kind="contacts.news_given").person == chair
    assert Obligation.objects.get(pk=row.pk).kept_at is None


def test_it_is_asked_once_a_day_and_counts(cast: Cast) -> None:
    row, chair = a_task(cast), the_chair(cast)
    services.ask_for_news(row, by=chair, at=NOON)

    with pytest.raises(Refused, match="asked for this today"):
        services.ask_for_news(row, by=fresh(cast.carl), at=NOON + timedelta(hours=2))
    asked = services.ask_for_news(row, by=fresh(cast.carl), at=NOON + timedelta(days=1))

    assert (asked.times, asked.role, NewsRequest.objects.count()) == (2, "block_contact", 1)
    assert Obligation.objects.filter(promise="contacts.news").count() == 1


def test_only_the_committee_asks_and_only_of_the_police(client: Client, cast: Cast) -> None:
    row = a_task(cast)
    of_committee = Obligation.objects.get(key=str(an_inquiry(cast, role="block_contact").pk), promise__contains="inqu")
    for name in ("rosa", "noor", "lou", "ada", "lee"):
        with pytest.raises(Refused, match="Only the committee of the area"):
            services.ask_for_news(row, by=cast[name], at=LATER)
    with pytest.raises(Refused, match="posts of the police only"):
        services.ask_for_news(of_committee, by=cast.carl, at=LATER)
    client.force_login(cast.rosa)
    refused = client.get(f"/areas/{cast.beat.slug}/committee/waiting/")
    assert (refused.status_code, "Only the committee of this area" in refused.text) == (403, True)


def test_what_is_private_is_not_on_the_committees_list(cast: Cast) -> None:
    chair = the_chair(cast)
    an_inquiry(cast, by="noor")

    assert queries.awaited([cast.beat.pk], chair, LATER) == []
    with pytest.raises(Refused, match="what everybody can see"):
        services.ask_for_news(Obligation.objects.get(), by=chair, at=LATER)


def test_a_request_about_what_was_settled_is_over(cast: Cast) -> None:
    row, chair = a_task(cast), the_chair(cast)
    asked = services.ask_for_news(row, by=chair, at=NOON)
    Obligation.objects.filter(pk=row.pk).update(kept_at=LATER)

    assert [services.settle_requests(at=LATER), services.settle_requests(at=LATER)] == [1, 0]
    asked.refresh_from_db()
    assert (asked.over, Obligation.objects.get(promise="contacts.news").released_why) == (Over.SETTLED, "settled")
    with pytest.raises(Refused, match="This request is over"):
        services.give_news(asked, Words("Done.", "en"), by=cast.lee, at=LATER)


def test_one_thing_and_three_cost_the_same(client: Client, cast: Cast, count_queries: CountQueries) -> None:
    chair, url = the_chair(cast), f"/areas/{cast.beat.slug}/committee/waiting/"
    a_task(cast)
    client.force_login(chair)
    client.get(url)
    seen = _count(client, url)
    for title in ("Paint the crossing", "Cut the tree"):
        services.ask_for_news(a_task(cast, title), by=chair, at=NOON)
    client.get(url)
    with count_queries(seen):
        client.get(url)


def _count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len([query for query in captured if COUNTED.match(query["sql"])])
