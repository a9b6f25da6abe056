"""Passkeys in a real Chromium with a virtual authenticator: sign up, sign in, and what happens when one is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from openbeat.core.people import queries
from tests.browser.sessions import code_for
from tests.browser.visits import Visit, follow, go, press, sign_out

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SAL = "sal@example.org"


@pytest.fixture
def page(empty_house: None, visit: Callable[..., Visit]) -> Page:
    """A telephone."""
    return visit(width=320, height=700).page


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


def sign_up_with_a_passkey(page: Page, address: str) -> None:
    """Somebody makes an account with a passkey."""
    page.goto(f"{address}/sign-up/")
    follow(page, "Make an account with a passkey")
    page.get_by_label("Your name, or a name you choose").fill("Sal")
    page.get_by_label("E-mail address").fill(SAL)
    press(page, "Go on")
    page.get_by_label("Code from the message").fill(code_for(SAL))
    press(page, "Go on")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url(f"{address}/me/")


def sign_in_with_the_passkey(page: Page, address: str) -> None:
    """Come back by the passkey alone."""
    page.goto(f"{address}/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()


def test_somebody_signs_up_with_a_passkey_and_comes_back_with_it(
    page: Page, address: str, device: tuple[CDPSession, str]
) -> None:
    sign_up_with_a_passkey(page, address)
    assert "You have 1 passkey." in page.content()
    assert len(passkeys_on(device)) == 1

    sign_out(page, address)
    sign_in_with_the_passkey(page, address)
    page.wait_for_url(f"{address}/desk/")

    page.goto(f"{address}/me/")
    assert page.get_by_text(SAL).first.is_visible()


def test_a_lost_passkey_is_removed_after_a_code_by_e_mail_and_opens_nothing_any_more(
    page: Page, address: str, device: tuple[CDPSession, str]
) -> None:
    sign_up_with_a_passkey(page, address)
    sign_out(page, address)

    page.goto(f"{address}/sign-in/")
    page.get_by_label("E-mail address").fill(SAL)
    press(page, "Send me a code")
    page.get_by_label("Code from the message").fill(code_for(SAL))
    press(page, "Go on")
    page.wait_for_url(f"{address}/desk/")
    page.goto(f"{address}/me/passkeys/")
    go(page, page.get_by_role("link", name="Rename"))
    page.get_by_label("A name for this passkey").fill("My old telephone")
    press(page, "Save")
    follow(page, "Remove My old telephone")
    assert "“My old telephone”" in page.content()
    press(page, "Remove it")
    assert page.get_by_text("You have no passkey.").is_visible()

    sign_out(page, address)
    sign_in_with_the_passkey(page, address)
    page.get_by_text("This is not the code").first.wait_for()
    person = queries.by_email(SAL)
    assert person is not None
    assert queries.passkeys(person) == 0


def test_whoever_cancels_is_told_and_can_go_another_way(
    page: Page, address: str, device: tuple[CDPSession, str]
) -> None:
    session, key = device
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})

    sign_in_with_the_passkey(page, address)

    page.get_by_role("alert").wait_for()
    assert "Try again, or use another way." in page.content()
    assert page.get_by_role("button", name="Send me a code").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
