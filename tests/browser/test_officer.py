"""A liaison officer with scripts: signs in, looks, takes up, puts on the chart, slips, completes, answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.concerns.demo import a_concern
from openbeat.apps.concerns.lifecycle import Look, Stage
from openbeat.core.people.demo import PARTS
from openbeat.kit.clock import now
from tests.browser.sessions import code_for
from tests.browser.visits import Visit, follow, go, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Street light out"
DONE = "Two lamps were replaced."
SECRETS = {part.key: part for part in PARTS}


def day(ahead: int) -> str:
    """A day as a field for days takes it."""
    return (now().date() + timedelta(days=ahead)).isoformat()


def sign_in(visit: Visit, who: str) -> Page:
    """By the code that the mail brings, and the app's six digits."""
    page = visit.to("/sign-in/")
    page.get_by_label("E-mail address").fill(f"{who}@example.org")
    press(page, "Send me a code")
    page.get_by_label("Code from the message").fill(code_for(f"{who}@example.org"))
    press(page, "Go on")
    if SECRETS[who].staff:
        page.get_by_label("Code").fill(SECRETS[who].code)
        go(page, page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    page.wait_for_url("**/desk/")
    return page


def put_on_the_chart(page: Page) -> None:
    """From the page of the concern, through the port."""
    follow(page, "Put a task on the Progress Chart")
    page.get_by_label("What will be done?").fill("Replace the lamps before the school")
    page.get_by_label("By which day?").fill(day(10))
    press(page, "Put it on the chart")
    follow(page, "Replace the lamps before the school")


def do(page: Page, act: str, **fields: str) -> None:
    """Unfold one of the acts of a task, fill it in and send it."""
    form = page.locator(f"details:has(form[action$='/{act}/'])")
    if not form.evaluate("one => one.open"):
        form.locator("summary").click()
    for label, value in fields.items():
        form.get_by_label(label.replace("_", " "), exact=False).first.fill(value)
    go(page, form.get_by_role("button"))


def test_a_liaison_officer_brings_a_concern_all_the_way_and_the_resident_says_it_is_solved(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    concern = a_concern(people)
    lee = visit(width=1280)
    page = sign_in(lee, "lee")
    follow(page, TITLE)
    follow(page, "Say what we understood")
    page.get_by_label("What did you understand? One sentence.").fill("It is dark in front of the school.")
    press(page, "Send this sentence")
    assert page.url.endswith(f"/concerns/{concern.pk}/")
    follow(page, "Look: what can everybody read?")
    press(page, "Keep this")

    put_on_the_chart(page)
    do(page, "slip", The_new_date=day(14), Why_does_the_date_change="The lamps have not come.")
    assert page.get_by_text("The lamps have not come.").first.is_visible()
    do(page, "complete", What_was_done=DONE)
    lee.stands()

    page.goto(f"{lee.address}/concerns/{concern.pk}/")
    assert page.locator("blockquote", has_text=DONE).is_visible(), "what was done is the answer"
    follow(page, "Put the answer right")
    page.get_by_label("Your answer").fill(f"{DONE} Please tell us when one goes out again.")
    press(page, "Send the answer")
    lee.stands()

    rosa = visit("rosa", width=320)
    page = rosa.to(f"/concerns/{concern.pk}/")
    press(page, "Yes, it is solved")
    assert page.get_by_text("whoever raised it says that it is solved").first.is_visible()
    rosa.stands()
    everybody_sees_it(visit(), people)


def everybody_sees_it(visitor: Visit, cast: Cast) -> None:
    """The area's page tells what became of it, and the promise that was kept is counted."""
    page = visitor.to(f"/areas/{cast.beat.slug}/")
    assert page.get_by_role("link", name=TITLE).count() == 1
    assert page.get_by_text("Replace the lamps before the school").first.is_visible()
    page = visitor.to("/about/promises/")
    row = page.locator("tr", has_text="Concerns answered")
    counted = {label: row.locator(f"td[data-label='{label}']").inner_text() for label in ("Due or done", "Open")}
    assert counted == {"Due or done": "1", "Open": "0"}


def test_the_second_of_two_officers_sees_both_answers_and_keeps_her_own_words(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    concern = a_concern(people, Stage.TAKEN_UP, look=Look())
    lee, lena = visit("lee"), visit("lena")
    path = f"/concerns/{concern.pk}/answer/"
    lee.to(path).get_by_label("Your answer").fill("The lamp was repaired on Monday.")
    lena.to(path).get_by_label("Your answer").fill("The lamp was repaired on Tuesday, the tree was cut.")

    press(lee.page, "Send the answer")
    lee.page.wait_for_url(f"**/concerns/{concern.pk}/")
    press(lena.page, "Send the answer")

    page = lena.page
    page.get_by_text("Somebody else answered while you wrote.").wait_for()
    assert page.get_by_label("Your answer").input_value() == "The lamp was repaired on Tuesday, the tree was cut."
    assert "Monday" in page.locator(".diff").inner_text()
    assert page.locator(".diff ins, .diff del").count() >= 1
    lena.stands()
    press(page, "Send the answer")
    page.wait_for_url(f"**/concerns/{concern.pk}/")
    assert page.get_by_text("the tree was cut").first.is_visible()
