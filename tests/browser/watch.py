"""What a browser complains of while a page is open: any of it fails the test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

LOCAL = {"localhost", "127.0.0.1", ""}
# Chromium writes every answer of 400 and more into its console; the tests read the page instead.
FAILED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
BROKEN = 500


class Watch:
    """Collects scripts that fail, breaches of the content policy, requests to other hosts, and broken answers."""

    def __init__(self, context: BrowserContext) -> None:
        self.problems: list[str] = []
        self.addresses: list[str] = []
        context.on("console", self._said)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not FAILED.search(message.text):
            self.problems.append(f"console at {_url(message.page)}: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        self.addresses.append(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname not in LOCAL:
            self.problems.append(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        part_of_a_page = response.request.resource_type not in {"document", "fetch", "xhr"}
        if response.status >= BROKEN or (part_of_a_page and not response.ok and not 300 <= response.status < 400):
            self.problems.append(f"{response.status}: {response.url}")


def _url(page: Page | None) -> str:
    return page.url if page else "?"
