"""A code is typed in, and the matter opens, without an account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session

from openbeat.core.people import services as people
from openbeat.core.people.demo import NOON
from openbeat.core.people.models import Person
from openbeat.core.people.tests.conftest import code_in, letters
from openbeat.core.receipts import codes, services
from openbeat.core.receipts.forms import EXAMPLE
from openbeat.core.web import salts
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.hooks.post import Letter
    from openbeat.core.people.demo import Cast

__all__ = ["letters"]


def a_record(cast: Cast) -> tuple[Person, str]:
    reach = people.Reach("telephone", "312 555 0143")
    person, _new = people.enter_for_somebody(people.Details("Mabel", "en"), reach, by=cast.lee, at=NOON)
    return person, services.issue(person, "once", NOON)


def test_the_page_begins_with_in_danger_now_and_asks_for_the_code(client: Client, cast: Cast) -> None:
    page = client.get("/receipt/").text

    assert page.index('class="danger') < page.index('name="code"')


def test_the_code_opens_the_matter_and_is_in_no_address(client: Client, cast: Cast) -> None:
    _person, code = a_record(cast)

    response = client.post("/receipt/", {"code": codes.grouped(code).lower()}, follow=True)

    assert response.redirect_chain == [("/receipt/matters/", 302)]
    assert "What we wrote down about you" in response.text
    assert "Mabel" in client.get("/receipt/record/").text


def test_the_session_holds_what_is_opened_and_not_the_code(client: Client, cast: Cast) -> None:
    _person, code = a_record(cast)
    client.post("/receipt/", {"code": code})

    assert code not in str([session.get_decoded() for session in Session.objects.all()])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("K7QM 2XRD 9H4T 0WBN 7", "One sign is wrong, or two have changed places: we cannot tell which."),
        ("7KQM 2XRD 9H4T 0WBN 6", "One sign is wrong, or two have changed places: we cannot tell which."),
        ("K7QM 2XRD 9HUT 0WBN 6", "Group 3 has the sign “U”, which no code of ours has. Look at that group again."),
        ("K7QM 2XRD 9H4T 0WBN", "You typed 16 signs, and a code has 17. Look at each group again."),
        ("K", "You typed 1 sign, and a code has 17. Look at each group again."),
        ("", "Type the code that stands on your receipt."),
    ],
)
def test_a_slip_of_the_pen_is_told_at_once_and_where_it_is(client: Client, cast: Cast, typed: str, told: str) -> None:
    response = client.post("/receipt/", {"code": typed})

    assert response.status_code == 422
    assert response.text.count(told) == 2  # above, with a link to the field, and beside it


def test_no_keyboard_corrects_a_code_and_no_browser_keeps_it(client: Client, cast: Cast) -> None:
    page = client.get("/receipt/").text
    field = re.search(r"<input[^>]*name=\"code\"[^>]*>", page)

    assert field
    for told in ("autocomplete", "spellcheck", "autocapitalize", "inputmode", "dir"):
        assert f" {told}=" in field[0]
    assert EXAMPLE in page
    assert codes.read(EXAMPLE)  # it is made as ours are
    assert "This code opens nothing here." in client.post("/receipt/", {"code": EXAMPLE}).text


def test_a_code_that_opens_nothing_is_told_in_one_sentence_whatever_the_reason(client: Client, cast: Cast) -> None:
    person, code = a_record(cast)
    services.close(Ref.of(person), by=cast.lee, at=NOON)

    closed = client.post("/receipt/", {"code": code})
    never = client.post("/receipt/", {"code": codes.of(b"0123456789")})

    assert closed.status_code == never.status_code == 422
    for response in (closed, never):
        assert "This code opens nothing here." in response.text


@pytest.mark.slow
def test_trying_many_codes_from_one_network_ends(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(salts, "_hour", lambda: 1)  # the hour may end while they are tried
    answers = [client.post("/receipt/", {"code": codes.of(bytes([n // 256, n % 256] * 5))}) for n in range(801)]

    assert {answer.status_code for answer in answers[:800]} == {422}
    assert answers[800].status_code == 429
    assert "Too many codes" in answers[800].text


def test_a_receipt_is_closed_in_this_browser_and_the_code_stays_good(client: Client, cast: Cast) -> None:
    _person, code = a_record(cast)
    client.post("/receipt/", {"code": code})

    client.post("/receipt/matters/close/")

    assert "No receipt is open in this browser." in client.get("/receipt/matters/").text
    assert client.get("/receipt/record/").status_code == 404
    assert "What we wrote down" in client.post("/receipt/", {"code": code}, follow=True).text


def test_without_a_receipt_nothing_opens(client: Client, cast: Cast) -> None:
    a_record(cast)

    assert "No receipt is open in this browser." in client.get("/receipt/matters/").text
    assert client.get("/receipt/record/").status_code == 404


def test_the_holder_takes_over_the_record_with_an_address(client: Client, cast: Cast, letters: list[Letter]) -> None:
    person, code = a_record(cast)
    client.post("/receipt/", {"code": code})

    page = client.post("/receipt/record/", {"email": "Mabel@example.org"}, follow=True)
    assert "mabel@example.org" in page.text
    wrong = client.post("/receipt/record/code/", {"code": f"{(int(code_in(letters[0])) + 1) % 1000000:06}"})
    assert "This is not the code." in wrong.text
    page = client.post("/receipt/record/code/", {"code": code_in(letters[0])}, follow=True)

    assert page.redirect_chain == [("/me/", 302)]
    assert "mabel@example.org" in page.text
    assert Person.objects.get(pk=person.pk).email == "mabel@example.org"


def test_an_address_that_has_an_account_signs_in_first(client: Client, cast: Cast, letters: list[Letter]) -> None:
    _person, code = a_record(cast)
    client.post("/receipt/", {"code": code})
    client.post("/receipt/record/", {"email": "rosa@example.org"})

    page = client.post("/receipt/record/code/", {"code": code_in(letters[0])})

    assert page.status_code == 422
    assert "Sign in with it first" in page.text


def test_whoever_is_signed_in_puts_it_into_their_account(client: Client, cast: Cast) -> None:
    _person, code = a_record(cast)
    client.force_login(cast.rosa)
    page = client.post("/receipt/", {"code": code}, follow=True).text
    assert "Put this into my account" in page

    page = client.post("/receipt/matters/claim/").text

    assert "It is in your account now" in page
    assert cast.rosa.ways.filter(kind="telephone").exists()


def test_a_receipt_that_was_opened_before_signing_in_is_still_there_afterwards(client: Client, cast: Cast) -> None:
    _person, code = a_record(cast)
    client.post("/receipt/", {"code": code})

    client.force_login(cast.rosa)

    assert "Put this into my account" in client.get("/receipt/matters/").text


def test_a_link_shows_a_button_and_only_the_button_opens(client: Client, cast: Cast) -> None:
    person, _code = a_record(cast)
    token = services.link(person, at=now())

    for _each in range(2):
        assert "This link works once." in client.get(f"/receipt/link/{token}/").text
    response = client.post(f"/receipt/link/{token}/", follow=True)

    assert "What we wrote down about you" in response.text
    client.cookies.clear()
    assert client.post(f"/receipt/link/{token}/").status_code == 410


def test_a_link_that_was_never_made_says_the_same(client: Client, cast: Cast) -> None:
    assert "This link works once." in client.get("/receipt/link/whatever/").text
    assert "This link was used, or it is too old" in client.post("/receipt/link/whatever/").text


@pytest.mark.parametrize("code", ["'", "%00", "<script>", "\u0660" * 17, "A" * 5000])
def test_strange_input_is_a_sentence_and_nothing_breaks(client: Client, cast: Cast, code: str) -> None:
    assert client.post("/receipt/", {"code": code}).status_code == 422
