"""A panel by htmx equals the same panel of the whole page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|name="started" value=)"[^"]*"')
SPACE = re.compile(r"\s+")


def normal(text: str) -> str:
    """The markup without what differs at each rendering: masked tokens, white space."""
    return SPACE.sub(" ", TOKEN.sub(r'\1""', text)).strip()


def assert_fragment_is_part_of_page(client: Client, url: str) -> None:
    """What htmx gets stands, to the letter, in the page that a browser without JavaScript gets."""
    page = normal(client.get(url).text)
    fragment = normal(client.get(url, headers={"HX-Request": "true"}).text)
    assert fragment
    assert len(fragment) < len(page)
    assert fragment in page
