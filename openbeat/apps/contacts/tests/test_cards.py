"""The officers who work an area are there as far as each agrees, and gone when they say so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.contacts.lifecycle.cards import CardWords
from openbeat.apps.contacts.models import PatrolCard
from openbeat.apps.contacts.services import cards as services
from openbeat.apps.contacts.tests.makers import NOON
from openbeat.core.ledger.models import Entry
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person, Tenure
from openbeat.core.places import services as places
from openbeat.kit.policy import Refused
from tests.cast import Cast

WORDS = CardWords("Imani", ["en", "es"], "I walk Weir Street most evenings.", "en")
FORM: dict[str, Any] = {"name": "Imani", "languages": ["es"], "sentence": "Stop me and ask.", "language": "en"}


def page_of(client: Client, cast: Cast) -> str:
    return client.get(f"/areas/{cast.beat.slug}/contacts/").text


def test_an_officer_puts_up_a_card_and_residents_of_the_beats_see_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.imani)
    assert "You have no card" in client.get("/me/").text

    client.post("/me/card/", {**FORM, "agreed": "on"})

    client.logout()
    page = page_of(client, cast)
    assert "Stop me and ask." in page
    assert "Español" in page
    assert "Imani Carter" not in page
    assert Entry.objects.get(act="agree_card").facts == {"parts": ["name", "languages", "sentence"]}


def test_nothing_is_shown_without_a_tick(client: Client, cast: Cast) -> None:
    client.force_login(cast.imani)

    answer = client.post("/me/card/", FORM)

    assert answer.status_code == 422
    assert PatrolCard.objects.count() == 0


@pytest.mark.parametrize("sentence", ["Call me: 608 555 0199", "Write to imani@example.org", "6085550199"])
def test_numbers_and_addresses_are_kept_out(client: Client, cast: Cast, sentence: str) -> None:
    client.force_login(cast.imani)

    answer = client.post("/me/card/", {**FORM, "sentence": sentence, "agreed": "on"})

    assert "Leave out telephone numbers and addresses" in answer.text


def test_taken_back_it_is_gone_at_once(client: Client, cast: Cast) -> None:
    services.agree(WORDS, by=cast.imani, at=NOON)
    client.force_login(cast.imani)

    client.post("/me/card/take-back/")

    assert "Weir Street" not in page_of(client, cast)
    assert list(Entry.objects.filter(act__contains="card").order_by("pk").values_list("act", flat=True)) == [
        "agree_card",
        "take_back_card",
    ]
    with pytest.raises(Refused, match="Only the officer whom the card is about"):
        services.take_back(by=cast.imani, at=NOON)


def test_whoever_works_here_no_longer_is_not_shown(client: Client, cast: Cast) -> None:
    services.agree(WORDS, by=cast.imani, at=NOON)
    people.dismiss(Tenure.objects.get(person=cast.imani), by=BUILDER, at=NOON)

    assert "Weir Street" not in page_of(client, cast)


def test_whoever_holds_another_post_has_no_card_and_is_told_why(client: Client, cast: Cast) -> None:
    for name in ("rosa", "lee", "carl"):
        with pytest.raises(Refused, match="Only an officer who works an area"):
            services.agree(WORDS, by=Person.objects.get(pk=cast[name].person.pk), at=NOON)  # type: ignore[union-attr]
    client.force_login(cast.rosa)
    assert "Only an officer who works an area has a card here" in client.get("/me/card/").text
    assert "Your card for residents" not in client.get("/me/").text


def test_one_card_and_three_cost_the_same(client: Client, cast: Cast, count_queries: CountQueries) -> None:
    post = places.post(cast.beat, "officer")
    services.agree(WORDS, by=cast.imani, at=NOON)
    page_of(client, cast)
    with count_queries(5):
        client.get(f"/areas/{cast.beat.slug}/contacts/?one")
    for number in (1, 2):
        newcomer = people.Newcomer(f"officer{number}@example.org", f"Officer {number}")
        person = people.register(newcomer, at=NOON, confirmed=True)
        people.appoint(person, post, by=BUILDER, at=NOON)
        services.agree(CardWords(f"Officer {number}"), by=Person.objects.get(pk=person.pk), at=NOON)
    page_of(client, cast)
    with count_queries(5):
        client.get(f"/areas/{cast.beat.slug}/contacts/?three")
