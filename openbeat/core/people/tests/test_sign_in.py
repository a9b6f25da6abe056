"""Signing in and up by a code: what people see, what the session keeps, what a stranger cannot find out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session

from openbeat.core.people import codes, queries, services
from openbeat.core.people.demo import PARTS
from openbeat.core.people.models import Person
from openbeat.core.people.tests.conftest import code_in
from openbeat.core.web.forms import _start

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.hooks.post import Letter
    from openbeat.core.people.demo import Cast

SECRETS = {part.key: part for part in PARTS}


def ask_for_a_code(client: Client, email: str) -> str:
    """Ask for a code and follow to the page where it is typed in."""
    return client.post("/sign-in/", {"login": email}, follow=True).text


def test_a_resident_signs_in_with_the_code_from_the_message(client: Client, cast: Cast, letters: list[Letter]) -> None:
    page = ask_for_a_code(client, "rosa@example.org")
    assert "Type the code" in page

    response = client.post("/sign-in/code/", {"code": code_in(letters[0])})

    assert response.status_code == 302
    assert "Rosa Delgado" in client.get("/me/").text


def test_the_message_holds_a_code_and_no_link(client: Client, cast: Cast, letters: list[Letter]) -> None:
    ask_for_a_code(client, "rosa@example.org")

    (letter,) = letters
    assert letter.address == "rosa@example.org"
    assert code_in(letter) in letter.subject
    assert "http" not in letter.body + letter.subject


def test_the_message_is_in_the_language_of_the_page(client: Client, cast: Cast, letters: list[Letter]) -> None:
    client.post("/qps/sign-in/", {"login": "rosa@example.org"})

    assert letters[0].language == "qps"


def test_gaps_in_the_code_do_not_matter_and_a_wrong_one_is_refused(
    client: Client, cast: Cast, letters: list[Letter]
) -> None:
    ask_for_a_code(client, "rosa@example.org")
    code = code_in(letters[0])
    wrong = f"{(int(code) + 1) % 1000000:06}"

    refused = client.post("/sign-in/code/", {"code": wrong})
    assert "This is not the code." in refused.text
    client.post("/sign-in/code/", {"code": f" {code[:3]}-{code[3:]} "})

    assert "Rosa Delgado" in client.get("/me/").text


def test_after_three_wrong_codes_the_right_one_is_worthless(client: Client, cast: Cast, letters: list[Letter]) -> None:
    ask_for_a_code(client, "rosa@example.org")
    code = code_in(letters[0])
    for step in (1, 2, 3):
        client.post("/sign-in/code/", {"code": f"{(int(code) + step) % 1000000:06}"})

    client.post("/sign-in/code/", {"code": code})

    assert client.get("/me/").status_code == 302


def test_the_code_is_not_in_the_session_in_clear(client: Client, cast: Cast, letters: list[Letter]) -> None:
    ask_for_a_code(client, "rosa@example.org")

    kept = str([session.get_decoded() for session in Session.objects.all()])

    assert code_in(letters[0]) not in kept
    assert codes.seal(code_in(letters[0])) in kept


def test_a_stranger_cannot_find_out_who_has_an_account(client: Client, cast: Cast, letters: list[Letter]) -> None:
    known = ask_for_a_code(client, "rosa@example.org").replace("rosa@", "x@")
    client.cookies.clear()

    unknown = ask_for_a_code(client, "nobody@example.org").replace("nobody@", "x@")

    assert _without_tokens(known) == _without_tokens(unknown)
    assert "has no account" in letters[1].body


def test_signing_up_with_an_address_that_has_an_account_looks_the_same(
    client: Client, cast: Cast, letters: list[Letter]
) -> None:
    new = client.post("/sign-up/", sign_up("new@example.org"), follow=True).text.replace("new@", "x@")
    client.cookies.clear()

    taken = client.post("/sign-up/", sign_up("rosa@example.org"), follow=True).text.replace("rosa@", "x@")

    assert _without_tokens(new) == _without_tokens(taken)
    assert "It has one already" in letters[1].body


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def sign_up(email: str, **more: str) -> dict[str, str]:
    return {"email": email, "name": "Sal", "started": _start(), "website": "", **more}


def test_somebody_signs_up_and_is_there_after_the_code(client: Client, cast: Cast, letters: list[Letter]) -> None:
    client.post("/sign-up/", sign_up("Sal@Example.org"))

    client.post("/sign-up/code/", {"code": code_in(letters[0])})

    person = queries.by_email("sal@example.org")
    assert person is not None
    assert "Sal" in client.get("/me/").text
    assert person.ways.get().confirmed_at is not None


def test_without_the_code_nobody_is_signed_in(client: Client, cast: Cast, letters: list[Letter]) -> None:
    client.post("/sign-up/", sign_up("sal@example.org"))

    assert client.get("/me/").status_code == 302


def test_a_robot_that_fills_in_the_hidden_field_makes_no_account(
    client: Client, cast: Cast, letters: list[Letter]
) -> None:
    page = client.post("/sign-up/", sign_up("bot@example.org", website="https://spam.example"))

    assert "it is there to catch robots" in page.text
    assert letters == []


def test_the_sign_up_page_begins_with_in_danger_now(client: Client, cast: Cast) -> None:
    page = client.get("/sign-up/").text

    assert page.index('class="danger') < page.index("<form")


def test_signing_out_is_a_page_with_a_button(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    assert "always sign out" in client.get("/sign-out/").text

    client.post("/sign-out/")

    assert client.get("/me/").status_code == 302


def test_staff_are_asked_for_the_second_step(client: Client, cast: Cast, letters: list[Letter]) -> None:
    ask_for_a_code(client, "lee@example.org")

    page = client.post("/sign-in/code/", {"code": code_in(letters[0])}, follow=True)
    assert "Second step" in page.text
    assert client.get("/me/").status_code == 302

    client.post("/sign-in/second-factor/", {"code": SECRETS["lee"].code})
    assert "Lee Okafor" in client.get("/me/").text


def test_a_code_of_the_app_works_once(client: Client, cast: Cast, letters: list[Letter]) -> None:
    code = SECRETS["lee"].code
    ask_for_a_code(client, "lee@example.org")
    client.post("/sign-in/code/", {"code": code_in(letters[0])})
    client.post("/sign-in/second-factor/", {"code": code})
    client.cookies.clear()

    ask_for_a_code(client, "lee@example.org")
    client.post("/sign-in/code/", {"code": code_in(letters[1])})
    page = client.post("/sign-in/second-factor/", {"code": code})

    assert "it was used already" in page.text


def without_a_second_factor(cast: Cast) -> Person:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415

    Authenticator.objects.filter(user=cast.lee).delete()
    return cast.lee


@pytest.mark.parametrize("address", ["/me/", "/people/enter/", "/", "/receipt/"])
def test_staff_without_a_second_factor_see_only_the_page_to_set_one_up(
    client: Client, cast: Cast, address: str
) -> None:
    client.force_login(without_a_second_factor(cast))

    page = client.get(address, follow=True)

    assert page.redirect_chain[-1][0] == "/me/second-factor/"
    assert "until then this is the only page you see" in page.text


def test_staff_set_up_an_app_and_get_recovery_codes(client: Client, cast: Cast, letters: list[Letter]) -> None:
    without_a_second_factor(cast)
    ask_for_a_code(client, "lee@example.org")
    client.post("/sign-in/code/", {"code": code_in(letters[0])})
    page = client.get("/me/second-factor/app/")
    secret = page.context["form"].secret
    assert secret in page.text

    part = SECRETS["lee"]
    from allauth.mfa.totp.internal import auth  # noqa: PLC0415

    code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    after = client.post("/me/second-factor/app/", {"code": code}, follow=True)

    assert after.text.count("<code>") == 10
    assert "Lee Okafor" in client.get("/me/").text
    assert "authenticator app" in letters[-1].body
    assert part.secret != secret


def test_after_a_while_the_recovery_codes_are_shown_only_to_whoever_is_still_the_same(
    client: Client, cast: Cast
) -> None:
    services.give_recovery_codes(cast.lee)
    client.force_login(cast.lee)

    page = client.get("/me/second-factor/codes/", follow=True)
    assert "Is it still you?" in page.text
    address = page.redirect_chain[-1][0]
    assert "This is not the code" in client.post(address, {"code": "000000"}).text
    page = client.post(address, {"code": SECRETS["lee"].code}, follow=True)

    assert page.text.count("<code>") == 10


def test_a_recovery_code_opens_the_second_step_once(client: Client, cast: Cast, letters: list[Letter]) -> None:
    code = services.give_recovery_codes(cast.lee)[0]
    for number in (0, 1):
        client.cookies.clear()
        ask_for_a_code(client, "lee@example.org")
        client.post("/sign-in/code/", {"code": code_in(letters[number])})
        client.post("/sign-in/second-factor/", {"code": code})
        assert (client.get("/me/").status_code == 200) is (number == 0)


def test_a_resident_needs_no_second_factor(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    assert client.get("/me/").status_code == 200


def test_too_many_codes_for_one_address_are_refused(client: Client, cast: Cast, letters: list[Letter]) -> None:
    for _each in range(3):
        client.cookies.clear()
        ask_for_a_code(client, "rosa@example.org")
    client.cookies.clear()

    assert "Too many tries" in ask_for_a_code(client, "rosa@example.org")
    assert "Type the code" in ask_for_a_code(client, "noor@example.org")
    assert len(letters) == 4


def test_a_new_address_replaces_the_old_one_after_its_code(client: Client, cast: Cast, letters: list[Letter]) -> None:
    client.force_login(cast.rosa)
    client.post("/me/e-mail/", {"email": "rosa@new.example", "action_add": "1"})
    assert Person.objects.get(pk=cast.rosa.pk).email == "rosa@example.org"

    client.post("/sign-up/code/", {"code": code_in(letters[0])})

    person = Person.objects.get(pk=cast.rosa.pk)
    assert person.email == "rosa@new.example"
    assert [way.value for way in person.ways.all()] == ["rosa@new.example"]
    assert letters[-1].address == "rosa@example.org"
    assert "was changed" in letters[-1].subject


def test_signing_out_everywhere_ends_the_other_sessions(client: Client, cast: Cast) -> None:
    from conftest import HouseClient  # noqa: PLC0415

    other = HouseClient()
    client.force_login(cast.rosa)
    other.force_login(cast.rosa)
    assert other.get("/me/").status_code == 200

    client.post("/me/sign-out-everywhere/")

    assert other.get("/me/").status_code == 302


def test_a_forgotten_person_is_not_signed_in_again(client: Client, cast: Cast, letters: list[Letter]) -> None:
    client.force_login(cast.rosa)
    page = client.post("/me/forget/", {"sure": "on"})
    assert "You are forgotten" in page.text

    assert client.get("/me/").status_code == 302
    ask_for_a_code(client, "rosa@example.org")
    assert "has no account" in letters[-1].body
