"""While somebody writes, what was told before is shown beside; what they write is never in an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.concerns.demo import a_concern
from openbeat.apps.concerns.lifecycle import Look
from tests.browser.visits import Visit

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

pytestmark = pytest.mark.browser


def test_what_was_told_before_is_offered_while_somebody_writes(people: Cast, visit: Callable[..., Visit]) -> None:
    a_concern(people, look=Look(), title="Lamps dark on the mill stairs")
    visitor = visit(width=320)
    page = visitor.to("/concerns/new/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Which area is it in?").select_option(label="Millrace")

    page.get_by_label("In one line").press_sequentially("Lamps dark on the stairs")
    page.locator("#alike").get_by_role("link", name="Lamps dark on the mill stairs", exact=True).wait_for()

    assert page.get_by_label("In one line").input_value() == "Lamps dark on the stairs"
    assert not [url for url in asked if "Lamps" in url]
    visitor.stands()
