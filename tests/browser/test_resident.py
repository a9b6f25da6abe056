"""A resident tells us something: without scripts on a telephone, by keyboard alone, and with a nervous finger."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.concerns.models import Concern
from openbeat.core.files.demo import a_photo
from tests.browser import judge
from tests.browser.visits import Visit, follow, press

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from openbeat.core.people.demo import Cast

pytestmark = pytest.mark.browser

TITLE, STORY = "No light at the underpass", "For three weeks nobody dares to walk there at night."
ANSWER = "The lamp was replaced on Monday."
# What has the focus, and whether one can see that: an outline, a shadow or a border that it has only now.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const target = one.closest(".skip") || one;
  const style = getComputedStyle(target), box = target.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    name: (one.labels?.[0]?.textContent || one.textContent || one.name || one.tagName).replace(/\\s+/g, " ").trim(),
    field: one.name || "", tag: one.tagName, visible: box.width > 0 && box.height > 0,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    shown: ring || style.boxShadow !== "none",
  };
}"""


def write_it_down(page: Page, area: str = "Millrace") -> None:
    """Fill in what must be filled in."""
    page.get_by_label("Which area is it in?").select_option(label=area)
    page.get_by_label("What is it about?").select_option(label="Lighting")
    page.get_by_label("In one line").fill(TITLE)
    page.get_by_label("What happens, how often, since when?").fill(STORY)


def a_file() -> FilePayload:
    """A photo on the telephone."""
    photo = a_photo("IMG_2041.JPG")
    return {"name": "IMG_2041.JPG", "mimeType": "image/jpeg", "buffer": photo.read()}


def code_on(page: Page) -> str:
    """The code of the receipt, as it is read off the screen."""
    return page.locator(".code").first.inner_text().strip()


def open_receipt(visit: Visit, code: str) -> Page:
    """Type the code in, and follow to the matter."""
    page = visit.to("/receipt/")
    page.get_by_label("Code", exact=False).first.fill(code)
    press(page, "Open it")
    follow(page, TITLE)
    return page


def test_without_scripts_or_account_a_concern_goes_round_and_comes_back_when_it_is_not_solved(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    rosa = visit(width=320, scripts=False)
    page = rosa.to("/concerns/")
    follow(page, "Tell us something")
    write_it_down(page)
    page.get_by_label("Add a photo", exact=False).or_(page.locator("input[type=file]")).first.set_input_files(a_file())
    page.get_by_label("What does the photo show?").fill("A dark underpass")
    press(page, "Send it")
    code = code_on(page)
    assert re.fullmatch(r"[0-9A-Z]{4}( [0-9A-Z]{1,4}){4}", code)
    rosa.stands()

    lee = visit("lee", scripts=False)
    desk = lee.to("/desk/")
    follow(desk, TITLE)
    follow(desk, "Look: what can everybody read?")
    assert desk.get_by_alt_text("A dark underpass").is_visible()
    press(desk, "Keep this")
    follow(desk, "Say what we understood")
    desk.get_by_label("What did you understand? One sentence.").fill("The underpass is dark.")
    press(desk, "Send this sentence")
    follow(desk, "Answer")
    desk.get_by_label("Your answer").fill(ANSWER)
    press(desk, "Send the answer")
    assert desk.get_by_text(ANSWER, exact=True).is_visible()

    rosa.context.clear_cookies()
    page = open_receipt(rosa, code)
    assert page.get_by_text(ANSWER).is_visible()
    follow(page, "No, it is not solved")
    page.get_by_label("What is still wrong?").fill("It is dark again since Tuesday.")
    press(page, "Open it again")

    assert page.get_by_text("It is open again").first.is_visible()
    assert page.get_by_text("It is dark again since Tuesday.").first.is_visible()
    rosa.stands()
    bare = re.sub(r"\W", "", code)
    assert not [url for url in [*rosa.watch.addresses, *lee.watch.addresses] if bare in re.sub(r"\W", "", url).upper()]


def test_the_keyboard_alone_is_enough_and_the_focus_is_always_seen(people: Cast, visit: Callable[..., Visit]) -> None:
    somebody = visit(width=1280, height=700)
    page = somebody.to("/concerns/new/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "Skip to what this page is about"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"

    typed = {"area": "M", "category": "L", "title": TITLE, "story": STORY}
    seen: list[str] = []
    for _step in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus, f"the focus was lost after {seen[-3:]}"
        assert (focus["visible"], focus["inside"], focus["shown"]) == (True, True, True), focus
        seen.append(focus["field"] or focus["name"])
        if words := typed.pop(focus["field"], ""):
            page.keyboard.type(words)
        if focus["name"] == "Send it":
            break
    assert "website" not in seen, "nobody gets into the trap for robots by the keyboard"
    page.keyboard.press("Enter")
    page.wait_for_selector(".code")

    concern = Concern.objects.get()
    assert (concern.title, concern.area, concern.category) == (TITLE, people.beat, "lighting")


def test_an_error_is_read_first_and_the_words_are_still_there(people: Cast, visit: Callable[..., Visit]) -> None:
    somebody = visit(width=320)
    page = somebody.to("/concerns/new/")
    write_it_down(page)
    page.get_by_label("In one line").evaluate("field => { field.required = false; field.value = ''; }")
    page.get_by_label("What is it about?").evaluate("field => { field.required = false; field.value = ''; }")
    press(page, "Send it")

    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.matches('.summary')")
    assert page.get_by_label("What happens, how often, since when?").input_value() == STORY
    somebody.stands()
    page.locator(".summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "category"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_double_click_makes_one_concern(people: Cast, visit: Callable[..., Visit], scripts: bool) -> None:  # noqa: FBT001
    somebody = visit(scripts=scripts)
    page = somebody.to("/concerns/new/")
    write_it_down(page)
    page.get_by_role("button", name="Send it").dblclick()
    page.wait_for_selector(".code")

    assert Concern.objects.count() == 1
    assert judge.frame(page) == []
