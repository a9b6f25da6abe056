"""Passkeys in a real Chromium with a virtual authenticator: sign up, sign in, and what happens when one is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection, connections

from openbeat.core.people import queries
from openbeat.core.people.tests.conftest import code_in

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

    from openbeat.core.hooks.post import Letter

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(live_server: Any) -> str:
    """The site under the name localhost: passkeys refuse 127.0.0.1."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def page(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page in Chromium; any breach of the content policy fails the test."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here; to include these tests: apt-get install chromium")
    if connection.vendor != "sqlite":
        pytest.skip("the browser looks at a house on SQLite")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    broken: list[str] = []
    own = connections["default"]

    def close_for_good(_server: Any = None) -> None:
        # Django never closes a database in memory: each thread of the server, and what runs beside Playwright's loop,
        # would leave a connection to the collector, which warns.
        if (beside := connections["default"]) is not own and beside.connection is not None:
            beside.connection.close()
            beside.connection = None

    monkeypatch.setattr(ThreadedWSGIServer, "_close_connections", close_for_good)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 320, "height": 700})
        page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("pageerror", lambda error: broken.append(str(error)))
        yield page
        browser.close()
        close_for_good()
    assert broken == []


@pytest.fixture
def device(page: Page) -> tuple[CDPSession, str]:
    """A device that keeps passkeys and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    answer = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, str(answer["authenticatorId"])


def passkeys_on(device: tuple[CDPSession, str]) -> list[dict[str, Any]]:
    """What the device keeps."""
    session, key = device
    credentials: list[dict[str, Any]] = session.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    return credentials


def sign_up_with_a_passkey(page: Page, address: str, letters: list[Letter]) -> None:
    """Somebody makes an account with a passkey."""
    page.goto(f"{address}/sign-up/")
    page.get_by_role("link", name="Make an account with a passkey").click()
    page.get_by_label("Your name, or a name you choose").fill("Sal")
    page.get_by_label("E-mail address").fill("sal@example.org")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Code from the message").fill(code_in(letters[-1]))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url(f"{address}/me/")


def sign_out(page: Page, address: str) -> None:
    """Leave by the page with the button."""
    page.goto(f"{address}/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{address}/")


def sign_in_with_the_passkey(page: Page, address: str) -> None:
    """Come back by the passkey alone."""
    page.goto(f"{address}/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()


def test_somebody_signs_up_with_a_passkey_and_comes_back_with_it(
    page: Page, address: str, device: tuple[CDPSession, str], letters: list[Letter]
) -> None:
    sign_up_with_a_passkey(page, address, letters)
    assert "You have 1 passkey." in page.content()
    assert len(passkeys_on(device)) == 1

    sign_out(page, address)
    sign_in_with_the_passkey(page, address)
    page.wait_for_url(f"{address}/desk/")

    page.goto(f"{address}/me/")
    assert page.get_by_text("sal@example.org").first.is_visible()
    assert len(letters) == 1


def test_a_lost_passkey_is_removed_after_a_code_by_e_mail_and_opens_nothing_any_more(
    page: Page, address: str, device: tuple[CDPSession, str], letters: list[Letter]
) -> None:
    sign_up_with_a_passkey(page, address, letters)
    sign_out(page, address)

    page.goto(f"{address}/sign-in/")
    page.get_by_label("E-mail address").fill("sal@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the message").fill(code_in(letters[-1]))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(f"{address}/desk/")
    page.goto(f"{address}/me/passkeys/")
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("A name for this passkey").fill("My old telephone")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove My old telephone").click()
    assert "“My old telephone”" in page.content()
    page.get_by_role("button", name="Remove it").click()
    assert page.get_by_text("You have no passkey.").is_visible()

    sign_out(page, address)
    sign_in_with_the_passkey(page, address)
    page.get_by_text("This is not the code").first.wait_for()
    person = queries.by_email("sal@example.org")
    assert person is not None
    assert queries.passkeys(person) == 0


def test_whoever_cancels_is_told_and_can_go_another_way(
    page: Page, address: str, device: tuple[CDPSession, str], letters: list[Letter]
) -> None:
    session, key = device
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})

    sign_in_with_the_passkey(page, address)

    page.get_by_role("alert").wait_for()
    assert "Try again, or use another way." in page.content()
    assert page.get_by_role("button", name="Send me a code").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
