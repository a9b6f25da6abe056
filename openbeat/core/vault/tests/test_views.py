"""One's own key: made with a passphrase, unlocked for a while, and nothing that is stolen alone opens anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from openbeat.core.ledger.models import Entry
from openbeat.core.vault import demo, http, queries, tasks
from openbeat.core.vault import services as vault
from openbeat.core.vault.forms import UnlockForm
from openbeat.core.vault.models import Unlocked
from openbeat.core.vault.services import keys, unlocking
from openbeat.core.vault.tests.conftest import MATTER, OTHER, a_safe
from openbeat.core.vault.views.keys import Tried
from openbeat.kit import clock
from tests.cast import Cast

PHRASE, NEXT = demo.PASSPHRASE, "lavo-pemi-tuka-ridu-sobe-hani"


@pytest.fixture(autouse=True)
def _pages(settings: Any) -> None:
    settings.ROOT_URLCONF = "openbeat.core.vault.tests.urls"


def test_what_was_tried_shows_no_key_by_accident() -> None:
    fresh = keys.fresh("a passphrase of a test")

    shown = repr(Tried(UnlockForm({"passphrase": "a passphrase of a test"}), fresh, fresh.identity))

    assert not [each for each in (fresh.identity, "a passphrase", "AGE-SECRET") if each in shown]


@contextmanager
def later(minutes: float) -> Iterator[None]:
    """The clock of every edge, moved on."""
    moved = clock.now() + timedelta(minutes=minutes)
    places = ("openbeat.core.vault.http.now", "openbeat.core.vault.middleware.now", "openbeat.core.vault.tasks.now")
    patches = [patch(place, lambda: moved) for place in places]
    for each in patches:
        each.start()
    yield
    for each in patches:
        each.stop()


def signed_in(client: Client, cast: Cast) -> Client:
    client.force_login(cast.lee)
    return client


def just_now(client: Client) -> Client:
    """The same, who gave the code a moment ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": clock.now().timestamp()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client


def unlock(client: Client, phrase: str = PHRASE, where: str = "") -> Any:
    return client.post("/me/key/unlock/", {"passphrase": phrase, "next": where})


def test_a_key_is_made_with_a_passphrase_typed_twice_and_is_unlocked_then(client: Client, cast: Cast) -> None:
    just_now(signed_in(client, cast))
    offered = re.search(r"<code[^>]*>([a-z-]+)</code>", client.get("/me/key/make/").text)
    assert offered
    phrase = offered.group(1)
    assert "At least 20 signs long." in client.get("/me/key/make/").text

    wrong = client.post("/me/key/make/", {"passphrase": phrase, "again": phrase + "x"})
    short = client.post("/me/key/make/", {"passphrase": "short", "again": "short"})
    assert (wrong.status_code, short.status_code, queries.key_of(cast.lee)) == (422, 422, None)
    assert "These two are not the same." in wrong.text
    assert "This is too short. It needs 20 signs." in short.text
    assert ("Something is missing or wrong." in wrong.text, "still here" in wrong.text) == (True, False)
    assert phrase not in wrong.text
    assert "The passphrase that you wrote down before is still good: type that one." in wrong.text
    assert "drawn at random" not in wrong.text  # no second one beside the note of the first

    made = client.post("/me/key/make/", {"passphrase": phrase, "again": phrase}, follow=True)
    assert made.redirect_chain == [("/me/key/", 302)]
    assert "It is unlocked in this browser" in made.text
    assert list(Entry.objects.values_list("act", "kind", "by").order_by("-pk")[:1]) == [
        ("make_key", "vault.key", cast.lee.pk)
    ]
    again = client.post("/me/key/make/", {"passphrase": phrase, "again": phrase})
    assert (again.status_code, "You have a key already." in again.text) == (403, True)


def test_each_offered_passphrase_is_another_one_and_long_enough(client: Client, cast: Cast) -> None:
    just_now(signed_in(client, cast))
    seen = {re.findall(r"<code[^>]*>([a-z-]+)</code>", client.get("/me/key/make/").text)[0] for _time in range(5)}

    assert len(seen) == 5
    assert all(re.fullmatch(r"([b-z][aeiou][b-z][aeiou]-){5}[b-z][aeiou][b-z][aeiou]", each) for each in seen)


def test_whoever_meets_a_locked_matter_is_led_to_unlock_it_and_back(
    client: Client, cast: Cast, known: demo.Known
) -> None:
    a_safe(cast)
    signed_in(client, cast)

    locked = client.get("/read/?page=2")
    assert locked.url == "/me/key/unlock/?next=%2Fread%2F%3Fpage%3D2"  # type: ignore[attr-defined]
    assert 'value="/read/?page=2"' in client.get(locked.url).text  # type: ignore[attr-defined]
    opened = unlock(client, where="/read/?page=2")
    assert opened.url == "/read/?page=2"
    assert client.get(opened.url).text == "sealed words"


def test_one_is_led_to_no_other_site(client: Client, cast: Cast, known: demo.Known) -> None:
    signed_in(client, cast)

    assert unlock(client, where="https://elsewhere.example/").url == "/me/key/"
    assert unlock(client, where="//elsewhere.example/").url == "/me/key/"
    assert unlock(client, where="home:desk").url == "/me/key/"
    assert unlock(client, where="javascript:alert(1)").url == "/me/key/"


def test_a_wrong_passphrase_is_told_and_too_many_are_stopped(
    client: Client, cast: Cast, known: demo.Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openbeat.core.vault.views.keys.PER_HOUR", 2)
    signed_in(client, cast)

    wrong = unlock(client, NEXT)
    assert (wrong.status_code, "This is not the passphrase." in wrong.text, NEXT in wrong.text) == (422, True, False)
    assert '<a href="#id_passphrase">Passphrase: This is not the passphrase.' in wrong.text
    assert "You can try 2 times within an hour. Nothing is lost by a wrong try." in wrong.text
    unlock(client, NEXT)
    stopped = unlock(client)
    assert (stopped.status_code, "Too many tries." in stopped.text) == (422, True)
    assert not Unlocked.objects.exists()


def test_the_cookie_is_for_this_site_and_no_script(
    client: Client, cast: Cast, known: demo.Known, settings: Any
) -> None:
    signed_in(client, cast)
    settings.SECURE = True
    cookie = unlock(client).cookies["vault"]

    assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["path"]) == (True, True, "Strict", "/")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_nothing_that_is_stolen_alone_opens_anything(client: Client, cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)
    signed_in(client, cast)
    unlock(client)
    identity = known.people[cast.lee.pk]
    (row,) = Unlocked.objects.order_by("pk")
    session = Session.objects.get(pk=client.cookies[django_settings.SESSION_COOKIE_NAME].value)

    # the database: neither the row nor the session has the identity, or the key to it
    secret = client.cookies["vault"].value
    for stolen in (row.cipher, str(session.get_decoded()), session.session_data):
        assert identity not in stolen
        assert secret not in stolen
    # the session's cookie alone, and the cookie `vault` alone
    for name in (django_settings.SESSION_COOKIE_NAME, "vault"):
        thief = Client()
        thief.cookies[name] = client.cookies[name].value
        assert thief.get("/read/").status_code in {302, 403}
        assert "sealed words" not in thief.get("/read/", follow=True).text
    assert client.get("/read/").text == "sealed words"
    with pytest.raises(vault.Shut):
        vault.opened(safe, vault.NO_KEYS)


def test_somebody_else_in_the_same_browser_does_not_have_the_key(client: Client, cast: Cast, known: demo.Known) -> None:
    a_safe(cast)
    signed_in(client, cast)
    unlock(client)
    vault_cookie = client.cookies["vault"].value
    client.force_login(cast.lena)
    client.cookies["vault"] = vault_cookie

    assert client.get("/read/").status_code == 403


def test_after_a_quarter_of_an_hour_without_a_page_it_is_locked(client: Client, cast: Cast, known: demo.Known) -> None:
    a_safe(cast)
    signed_in(client, cast)
    unlock(client)

    with later(14):
        assert client.get("/read/").text == "sealed words"
    with later(28):
        assert client.get("/read/").text == "sealed words"
    with later(44):
        assert client.get("/read/").status_code == 302
        tasks.forget_idle()
    assert not Unlocked.objects.exists()
    assert client.get("/me/key/").cookies["vault"].value == ""


def test_signing_out_locks_it_and_takes_the_cookie_back(client: Client, cast: Cast, known: demo.Known) -> None:
    signed_in(client, cast)
    unlock(client)

    response = client.post("/sign-out/")

    assert not Unlocked.objects.exists()
    assert response.cookies["vault"].value == ""


def test_locking_it_now_locks_it_now(client: Client, cast: Cast, known: demo.Known) -> None:
    a_safe(cast)
    signed_in(client, cast)
    unlock(client)

    client.post("/me/key/lock/")

    assert client.get("/read/").status_code == 302
    assert "It is locked" in client.get("/me/key/").text


def test_another_passphrase_locks_other_browsers_and_touches_no_matter(
    client: Client, cast: Cast, known: demo.Known
) -> None:
    safe, other = a_safe(cast), Client()
    wraps = [(wrap.pk, wrap.token) for wrap in queries.wraps(safe)]
    for each in (signed_in(client, cast), signed_in(other, cast)):
        unlock(each)

    refused = client.post("/me/key/passphrase/", {"old": NEXT, "passphrase": NEXT, "again": NEXT})
    assert "This is not the passphrase." in refused.text
    client.post("/me/key/passphrase/", {"old": PHRASE, "passphrase": NEXT, "again": NEXT})

    assert (client.get("/read/").text, other.get("/read/").status_code) == ("sealed words", 302)
    assert [(wrap.pk, wrap.token) for wrap in queries.wraps(safe)] == wraps
    assert unlock(other, PHRASE).status_code == 422
    unlock(other, NEXT)
    assert other.get("/read/").text == "sealed words"


def test_a_new_key_is_taken_with_the_old_passphrase_and_opens_what_the_old_one_opened(
    client: Client, cast: Cast, known: demo.Known
) -> None:
    safe = a_safe(cast)
    signed_in(client, cast)
    unlock(client)

    client.post("/me/key/lock/")

    client.post("/me/key/renew/", {"old": PHRASE, "passphrase": NEXT, "again": NEXT})

    assert client.get("/read/").text == "sealed words"
    with pytest.raises(vault.Shut):
        vault.opened(safe, known.keys(cast.lee))
    assert list(Entry.objects.filter(kind=MATTER.kind).order_by("pk").values_list("act", flat=True)) == [
        "make_safe",
        "rotate_key",
    ]


def test_with_the_session_alone_nobody_takes_a_new_key_in_place_of_a_persons(
    client: Client, cast: Cast, known: demo.Known
) -> None:
    safe = a_safe(cast)
    vault.add(safe, cast.imani, keys=known.keys(cast.lee), by=cast.lee, at=demo.NOON)
    signed_in(client, cast)
    unlock(client)
    thief = Client()
    name = django_settings.SESSION_COOKIE_NAME
    thief.cookies[name] = client.cookies[name].value
    old = queries.key_of(cast.lee)

    for typed in ({}, {"old": NEXT}):
        assert thief.post("/me/key/renew/", {**typed, "passphrase": NEXT, "again": NEXT}).status_code == 422
    client.post("/me/key/renew/", {"passphrase": NEXT, "again": NEXT})  # nor with both cookies, while it is unlocked

    assert queries.key_of(cast.lee) == old
    assert "openbeat keys person recover" in thief.get("/me/key/renew/").text
    assert vault.opened(a_safe(cast, OTHER), known.keys(cast.lee)).identity


def test_with_an_old_session_alone_nobody_makes_somebodys_first_key(client: Client, cast: Cast) -> None:
    signed_in(client, cast)
    asked = client.get("/me/key/make/")
    late = client.post("/me/key/make/", {"passphrase": NEXT, "again": NEXT})

    assert (asked.status_code, asked.headers["Location"].split("?")[0]) == (302, "/sign-in/again/")
    assert (late.status_code, late.headers["Location"]) == (302, "/me/key/make/")
    assert queries.key_of(cast.lee) is None
    assert NEXT not in str(dict(client.session))
    just_now(client).post("/me/key/make/", {"passphrase": NEXT, "again": NEXT})
    assert queries.key_of(cast.lee)


def test_the_holder_of_a_receipt_reads_while_it_is_open(client: Client, cast: Cast, known: demo.Known) -> None:
    assert client.get("/hold/").cookies.get("vault") is None  # no safe: nothing is kept
    a_safe(cast)
    refused = client.get("/read/")
    assert (refused.status_code, "This is sealed, and nothing here opens it now." in refused.text) == (403, True)

    client.get("/hold/")
    assert client.get("/read/").text == "sealed words"
    client.post("/receipt/matters/close/")
    assert client.get("/read/").status_code == 403
    assert not Unlocked.objects.exists()


def test_a_key_and_a_receipt_lie_side_by_side(client: Client, cast: Cast, known: demo.Known) -> None:
    a_safe(cast)
    signed_in(client, cast)
    client.get("/hold/")
    unlock(client)
    assert Unlocked.objects.count() == 2

    client.post("/me/key/lock/")
    assert client.get("/read/").text == "sealed words"


def test_whoever_comes_by_a_link_from_elsewhere_goes_on_from_our_page(
    client: Client, cast: Cast, known: demo.Known
) -> None:
    signed_in(client, cast)
    unlock(client)
    del client.cookies["vault"]

    assert "Your key is unlocked in this browser already." in client.get("/me/key/unlock/?next=/desk/").text


def test_without_the_cookie_a_page_costs_no_query_more(client: Client, cast: Cast) -> None:
    request: Any = RequestFactory().get("/")
    request.actor, request.unlocked = cast.lee, ()

    assert not http.keys(request)
    assert unlocking.forget_idle(at=clock.now()) == 0


def test_the_panel_is_for_whoever_may_need_a_key(client: Client, cast: Cast) -> None:
    assert "Your key to sealed matters" in signed_in(client, cast).get("/me/").text
    client.force_login(cast.rosa)
    assert "Your key to sealed matters" not in client.get("/me/").text
