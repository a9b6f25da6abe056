"""Somebody sits down before a browser: with or without scripts, at a width, by day or night, signed in or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from tests.browser import judge
from tests.browser.sessions import signed_in
from tests.browser.watch import Watch

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

PATIENCE = 10_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, the context it is in, and what the browser complained of."""

    page: Page
    context: BrowserContext
    watch: Watch
    address: str
    scripts: bool = True

    def to(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(self.address + path)
        return self.page

    def stands(self) -> None:
        """Hold the page to what every page must stand."""
        with self._judged() as page:
            found = judge.all_of(page)
        assert not found, judge.said({self.page.url: found})

    @contextmanager
    def _judged(self) -> Iterator[Page]:
        """Axe does not run where scripts are off: there it judges the same answer in a window beside."""
        if self.scripts:
            yield self.page
            return
        browser = self.context.browser
        assert browser
        beside = browser.new_context(viewport=self.page.viewport_size, storage_state=self.context.storage_state())
        page, answer, url = beside.new_page(), self.page.content(), self.page.url
        page.route(url, lambda route: route.fulfill(body=answer, content_type="text/html; charset=utf-8"))
        page.goto(url)
        yield page
        beside.close()


class Visits:
    """Begins visits, and ends them all."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.begun: list[Visit] = []

    def begin(
        self, who: str = "visitor", *, width: int = 1280, height: int = 800, dark: bool = False, scripts: bool = True
    ) -> Visit:
        """Open a window; `who` of the cast is signed in."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="en-US",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        visit = Visit(context.new_page(), context, Watch(context), self.address, scripts)
        self.begun.append(visit)
        if who != "visitor":
            bring(context, self.address, signed_in(who))
        return visit

    def over(self) -> None:
        """Close every window; raises where a browser complained."""
        for visit in self.begun:
            visit.context.close()
        problems = [problem for visit in self.begun for problem in visit.watch.problems]
        assert problems == []


def go(page: Page, to: Locator) -> None:
    """Click what leads to another page, and wait until that page is there: a click alone returns before it is."""
    with page.expect_navigation():
        to.click()


def press(page: Page, button: str) -> None:
    """Press the button that sends a form, and wait for the page that comes."""
    go(page, page.get_by_role("button", name=button))


def follow(page: Page, link: str) -> None:
    """Follow a link, and wait for the page that comes."""
    go(page, page.get_by_role("link", name=link, exact=True).first)


def sign_out(page: Page, address: str) -> None:
    """Leave by the page with the button."""
    page.goto(f"{address}/sign-out/")
    go(page, page.get_by_role("main").get_by_role("button", name="Sign out"))


def bring(context: BrowserContext, address: str, client: Client) -> None:
    """Give the browser the cookies of a client."""
    cookies: list[Any] = [
        {"name": name, "value": morsel.value, "url": address, "httpOnly": True, "sameSite": "Lax"}
        for name, morsel in client.cookies.items()
        if name in {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "vault"}
    ]
    context.add_cookies(cookies)
