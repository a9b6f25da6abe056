"""One's own page, and what staff do about people, as they see it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openbeat.core.ledger.models import Entry
from openbeat.core.people import queries, services
from openbeat.core.people.demo import NOON
from openbeat.core.people.facts import Asked
from openbeat.core.people.models import Demand, Person

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.people.demo import Cast

MABEL = {"name": "Mabel", "language": "en", "kind": "telephone", "value": "312 555 0143", "once": "one"}


def test_a_visitor_is_led_to_sign_in(client: Client, cast: Cast) -> None:
    response = client.get("/me/")

    assert response.headers["Location"] == "/sign-in/?next=/me/"


def test_my_page_shows_what_is_kept_about_me(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    page = client.get("/me/").text

    assert "Rosa Delgado" in page
    assert "rosa@example.org" in page
    assert "Nobody has read your page" in page
    assert "noor@example.org" not in page


def test_my_page_costs_the_same_however_many_ways_there_are(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    client.get("/me/")
    costs = []
    for number in range(3):
        services.add_way(cast.rosa, services.Reach("telephone", f"312 555 010{number}"), by=cast.rosa, at=NOON)
        with CaptureQueriesContext(connection) as captured:  # apps add their parts to this page: no fixed number
            page = client.get("/me/").text
        costs.append(len(captured))

    assert costs[0] == costs[2]
    assert page.count("(312) 555-010") == 12


def test_i_change_my_details_and_see_them(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    assert 'value="Rosa Delgado"' in client.get("/me/details/").text

    data = {"name": "Rosa", "name_public": "Rosa D.", "language": "en", "needs": ["sign"], "need_words": "ASL please"}
    page = client.post("/me/details/", data, follow=True).text

    assert "Rosa D." in page
    assert "ASL please" in page


def test_i_add_stop_and_remove_a_way(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    reach = {"kind": "telephone", "value": "312-555-0100", "safe_from": "09:00", "safe_until": "12:00", "neutral": "on"}
    page = client.post("/me/ways/add/", reach, follow=True).text
    assert "(312) 555-0100" in page
    assert "Neutral words only" in page

    way = cast.rosa.ways.get(kind="telephone")
    assert "Never used" in client.post(f"/me/ways/{way.pk}/stop/", follow=True).text
    assert "(312) 555-0100" not in client.post(f"/me/ways/{way.pk}/remove/", follow=True).text


def test_a_wrong_number_says_so_and_keeps_my_words(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    response = client.post("/me/ways/add/", {"kind": "telephone", "value": "tomorrow", "safe_from": "09:00"})

    assert response.status_code == 422
    assert "This is not a telephone number." in response.text
    assert "Give both hours" in response.text
    assert 'value="tomorrow"' in response.text


def test_somebody_elses_way_does_not_exist_for_me(client: Client, cast: Cast) -> None:
    client.force_login(cast.noor)

    other = client.post(f"/me/ways/{cast.rosa.ways.get().pk}/remove/")
    missing = client.post("/me/ways/999999/remove/")

    assert other.status_code == missing.status_code == 404
    assert other.content == missing.content


def test_i_take_all_that_is_kept_with_me(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    response = client.post("/me/export/")

    assert response.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(response.content)
    assert data["things"][0]["email"] == "rosa@example.org"


def test_when_staff_read_my_page_i_see_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)
    page = client.get(f"/people/{cast.rosa.pk}/").text
    assert "Rosa Delgado" in page
    assert "That you read this page is on record" in page

    client.force_login(cast.rosa)
    own = client.get("/me/").text

    assert "Liaison officer" in own
    assert "Lee Okafor" not in own
    assert Entry.objects.filter(act="open", by=cast.lee, key=str(cast.rosa.pk)).count() == 1


def test_my_own_look_is_not_a_reading(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    client.get(f"/people/{cast.rosa.pk}/")

    assert queries.readings(cast.rosa) == []


@pytest.mark.parametrize("name", ["noor", "imani", "carl"])
def test_a_persons_page_does_not_exist_for_others(client: Client, cast: Cast, name: str) -> None:
    client.force_login(getattr(cast, name))

    hidden, missing = client.get(f"/people/{cast.rosa.pk}/"), client.get("/people/999999/")

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert not Entry.objects.filter(act="open").exists()


@pytest.mark.parametrize(("language", "named"), [("km", "ខ្មែរ"), ("und", "not known")])
def test_staff_enter_somebody_whose_language_we_do_not_write_or_do_not_know(
    client: Client, cast: Cast, language: str, named: str
) -> None:
    client.force_login(cast.lee)
    form = {"name": "Ana", "language": language, "kind": "telephone", "value": "312 555 0109", "once": "km"}

    client.post("/people/enter/", form)

    person = Person.objects.get(name="Ana")
    assert person.language == language
    assert f"<dt>Language</dt><dd>{named}</dd>" in client.get(person.get_absolute_url()).text


def test_staff_enter_somebody_and_see_the_receipt_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)
    assert "Enter this person" in client.get("/people/enter/").text

    first = client.post("/people/enter/", MABEL)
    again = client.post("/people/enter/", MABEL)
    later = client.post("/people/enter/", {**MABEL, "once": "two"})

    assert "Your receipt" in first.text
    assert _code(first.text) == _code(again.text)
    assert Person.objects.filter(name="Mabel").count() == 1
    assert _code(later.text) != _code(first.text)


def _code(page: str) -> str:
    return page.partition('<p class="code"')[2].partition(">")[2].partition("<")[0]


def test_another_officer_who_enters_the_same_number_gets_no_receipt(client: Client, cast: Cast) -> None:
    services.enter_for_somebody(
        services.Details("Mabel", "en"), services.Reach("telephone", "312 555 0143"), by=cast.lee, at=NOON
    )
    client.force_login(cast.lou)

    page = client.post("/people/enter/", MABEL).text

    assert "This person is entered already" in page
    assert 'class="code"' not in page


def test_whoever_lost_a_receipt_gets_a_new_one_and_the_lost_one_is_worthless(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)
    lost = _code(client.post("/people/enter/", MABEL).text)
    person = Person.objects.get(name="Mabel")
    assert "Give out a new receipt" in client.get(f"/people/{person.pk}/").text
    assert "Give out a new receipt" not in client.get(f"/people/{cast.rosa.pk}/").text

    fresh = _code(client.post(f"/people/{person.pk}/receipt/", {"once": "two"}).text)
    client.logout()

    assert "This code opens nothing here." in client.post("/receipt/", {"code": lost}).text
    assert client.post("/receipt/", {"code": fresh}).status_code == 302


def test_a_resident_who_enters_somebody_is_told_why_not(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    response = client.post("/people/enter/", MABEL)

    assert response.status_code == 403
    assert "Only staff who write down what residents say may do this." in response.text
    assert client.get("/people/enter/").status_code == 403


def test_an_administrator_gives_a_post_and_ends_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    data = {"email": "noor@example.org", "role": "block_contact", "area": str(cast.other.pk)}

    page = client.post("/people/tenures/", data, follow=True).text
    assert "Noor Haddad" in page

    tenure = queries.tenures_of(cast.noor).get()
    page = client.post(f"/people/tenures/{tenure.pk}/end/", follow=True).text
    assert "Noor Haddad" in page.partition("Ended")[2]


def test_an_administrator_writes_down_a_badge_number_and_a_taken_one_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    client.post(f"/people/{cast.lee.pk}/badge/", {"badge": "212"})

    page = client.post(f"/people/{cast.lou.pk}/badge/", {"badge": "212"}, follow=True).text

    assert 'value="212"' in page
    assert "Somebody else has this badge number already." in page
    cast.lou.refresh_from_db()
    assert cast.lou.badge == ""
    assert client.post(f"/people/{cast.noor.pk}/badge/", {"badge": "7"}).status_code == 404
    client.force_login(cast.cora)
    assert "Only an administrator may do this." in client.post(f"/people/{cast.lee.pk}/badge/", {"badge": "9"}).text


def test_people_are_not_searched_for_when_a_post_is_given(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)

    page = client.post("/people/tenures/", {"email": "haddad@example.org", "role": "chair", "area": str(cast.beat.pk)})

    assert page.status_code == 422
    assert "No account has this address." in page.text


def test_a_liaison_officer_gives_no_posts(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)

    assert "Only an administrator may do this." in client.get("/people/tenures/").text


def test_a_commander_writes_down_a_demand_and_the_public_sees_that_it_came(client: Client, cast: Cast) -> None:
    client.force_login(cast.cora)
    data = {"kind": "subpoena", "authority": "County Court", "received_at": "2026-05-04T10:00", "asks": "All of May"}
    page = client.post("/people/demands/", data, follow=True).text
    assert "All of May" in page

    demand = Demand.objects.get()
    client.post(f"/people/demands/{demand.pk}/", {"outcome": "refused", "reason": "It names no matter."})
    client.logout()

    public = client.get("/about/demands/").text
    assert "Subpoena" in public
    assert "Refused" in public
    assert "County Court" not in public
    assert "All of May" not in public


def test_a_resident_does_not_read_demands(client: Client, cast: Cast) -> None:
    demand = services.record_demand(Asked("warrant", "Court", "Nothing", "en", NOON), by=cast.ada, at=NOON)
    client.force_login(cast.rosa)

    assert client.get("/people/demands/").status_code == 403
    assert "Only a commander or an administrator" in client.get(f"/people/demands/{demand.pk}/").text


def test_an_administrator_takes_a_lost_second_step_away(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    assert "Take the second step away" in client.get(f"/people/{cast.lee.pk}/").text
    assert "Take the second step away" not in client.get(f"/people/{cast.rosa.pk}/").text

    client.post(f"/people/{cast.lee.pk}/second-factor/reset/")

    assert not queries.has_second_factor(cast.lee)


def test_whoever_holds_a_post_is_told_why_they_cannot_be_forgotten_yet(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)

    page = client.get("/me/forget/").text

    assert "must give it up first" in page
    assert "Forget me" not in page


@pytest.mark.parametrize("language", ["es", "qps"])
@pytest.mark.parametrize("address", ["sign-in/", "sign-up/", "sign-up/passkey/", "receipt/", "about/demands/"])
def test_the_pages_come_in_other_languages(client: Client, cast: Cast, language: str, address: str) -> None:
    assert f'<html lang="{language}"' in client.get(f"/{language}/{address}").text


@pytest.mark.parametrize(
    "address",
    [
        "me/",
        "me/details/",
        "me/ways/add/",
        "me/forget/",
        "me/e-mail/",
        "me/second-factor/",
        "me/passkeys/",
        "me/passkeys/add/",
        "me/second-factor/app/",
        "sign-out/",
    ],
)
def test_the_pages_of_whoever_is_signed_in_open(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.rosa)

    response = client.get(f"/qps/{address}")

    assert response.status_code == 200
    assert "<h1" in response.text
