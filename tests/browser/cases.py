"""What those who work on a case do in front of their pages, as the journeys of whole cases need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.core.vault.demo import PASSPHRASE
from tests.browser.visits import Visit, follow, press

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from openbeat.apps.complaints.models import Complaint


def opened_by(visit: Callable[..., Visit], who: str, complaint: Complaint, *, taking_in: bool = False) -> Visit:
    """The matter as one of its readers sees it: passphrase typed, reason said; without scripts."""
    reader = visit(who, scripts=False)
    unlocked(reader.to(complaint.get_absolute_url()), taking_in=taking_in)
    return reader


def unlocked(page: Page, *, taking_in: bool = False) -> None:
    """Type the passphrase before the page of a matter, say why it is opened, and open it."""
    follow(page, "Unlock my key")
    page.get_by_label("Passphrase", exact=False).first.fill(PASSPHRASE)
    go_on(page)
    page.get_by_label("To take it in, or to acknowledge it" if taking_in else "To work on it").check()
    press(page, "Open it")


def go_on(page: Page) -> None:
    """Send the one form of the page."""
    with page.expect_navigation():
        page.locator("main form button").first.click()


def write(page: Page, words: str, language: str, button: str) -> None:
    """Write to whoever complained, on the page of the matter."""
    form = page.locator("form[action$='/write/']")
    form.locator("[name=text]").fill(words)
    form.locator("[name=language]").select_option(language)
    press(page, button)


def with_code(visitor: Visit, code: str, path: str = "/receipt/") -> Page:
    """The person's own page, opened with the code alone."""
    visitor.context.clear_cookies()
    page = visitor.to(path)
    page.locator("[name=code]").fill(code)
    go_on(page)
    with page.expect_navigation():
        page.locator("main a[href$='/own/']").first.click()
    return page
