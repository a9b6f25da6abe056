"""From page one to the published outcome, without scripts: the case of somebody who reads Burmese, without a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import an_office
from openbeat.apps.complaints.demo.casework import Bureau, a_bureau
from openbeat.apps.complaints.demo.summaries import a_second, sign
from openbeat.apps.complaints.lifecycle import Act, Measure, Outcome, Penalty, Point, Stage, Who
from openbeat.apps.complaints.lifecycle.giving import Given
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.services import counting
from openbeat.kit.clock import now
from tests.browser.cases import opened_by, unlocked, with_code, write
from tests.browser.visits import Visit, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "သောကြာနေ့က ရဲအရာရှိတစ်ဦးက ကျွန်ုပ်၏ဖုန်းကို ယူသွားသည်။"
SHOUTED = "သူက ကျွန်ုပ်ကို အော်ဟစ်သည်။"
TOOK = "ဖုန်းကို အကြောင်းပြချက်မရှိဘဲ ယူသွားသည်။"
READ_IT = "သင်ရေးထားသည်ကို ဖတ်ပြီးပါပြီ။"
REASONS = "ဗီဒီယိုတွင် တွေ့ရပါသည်။"
ANSWER = "သင်မှန်ပါသည်။ ဖုန်းကို ပြန်ပေးပါမည်။"
WHY = "The video of the bus shows it."
ALLEGED = "An officer shouted at somebody and took their telephone."


def spoken_up(page: Page) -> str:
    """From the page before the first question through all steps; gives the code that was shown."""
    page.locator("main a[href$='/complaints/new/']").click()
    page.locator("main a[href$='/complaints/new/steps/']").first.click()
    page.locator("[name=words]").fill(WORDS)
    page.locator("[name=language]").select_option("my")
    page.locator("main form .acts button").first.click()
    code = page.locator(".code").first.inner_text().strip()
    page.locator("main a[href$='/where/']").click()
    page.locator("[name=happened_where]").fill("Weir Street")
    page.locator("button[name=go][value=on]").click()
    page.locator("[name=officer-0-badge]").fill("212")
    for _step in ("who", "witnesses"):
        page.locator("button[name=go][value=on]").click()
    page.locator("main a.btn[href$='/hopes/']").click()
    for _step in ("hopes", "reach"):
        page.locator("button[name=go][value=on]").click()
    page.locator("form[action$='/send/'] button").click()
    return code


def given_out(bureau: Bureau, complaint: Complaint) -> None:
    """Point by point in the person's own words, and given to who investigates; Sana reads it too."""
    ines, keys, at = bureau.office.ines, bureau.keys(bureau.office.ines), now()
    accused = services.add_accused(complaint, Who(badge="212"), person=None, unit=None, by=ines, at=at)
    points = [Point("discourtesy", accused, SHOUTED, "my"), Point("search", accused, TOOK, "my")]
    services.classify(complaint, points, None, keys=keys, by=ines, at=at)
    services.assign(complaint, bureau.nils, why=Given.FREE, keys=keys, by=ines, at=at)
    services.add_reader(complaint, bureau.sana, keys=keys, by=ines, at=at)


def investigated(nils: Visit, complaint: Complaint) -> None:
    """Who investigates says of each point what they find, and hands the case in."""
    page = nils.to(f"{complaint.get_absolute_url()}findings/")
    for number, finding in ((1, Outcome.NOT_SUSTAINED), (2, Outcome.SUSTAINED)):
        form = page.locator(f"form[action$='/findings/{number}/']")
        form.locator("[name=finding]").select_option(finding)
        form.locator("[name=reasons]").fill(WHY)
        press(page, f"Say it {number}")
    nils.stands()
    press(page, "Give it to those who lead the investigators")


def passed_on(bureau: Bureau, visit: Callable[..., Visit], complaint: Complaint) -> None:
    """Checked by who leads, seen by the outside body, decided, with reasons in the person's own language."""
    sana = opened_by(visit, "sana", complaint)
    press(sana.to(f"{complaint.get_absolute_url()}findings/"), "I checked it: give it to the outside body")
    omar = opened_by(visit, "omar", complaint)
    press(omar.to(f"{complaint.get_absolute_url()}findings/"), "We have read it: give it to whoever decides")
    dana = opened_by(visit, "dana", complaint)
    page = dana.to(f"{complaint.get_absolute_url()}findings/")
    press(page, "Decide the case")
    for number in (1, 2):
        form = page.locator(f"form[action$='/findings/{number}/reasons/']")
        form.locator("[name=text]").fill(REASONS)
        form.locator("[name=language]").select_option("my")
        press(page, f"Keep these reasons for them {number}")
    dana.stands()
    penalty = Penalty(Measure.REPRIMAND, None, "It is the first time.", "en")
    point = queries.allegations(complaint)[1]
    keys = bureau.keys(bureau.dana)
    services.discipline(point, Act.DECIDE_DISCIPLINE, penalty, keys=keys, by=bureau.dana, at=now())


def published(visit: Callable[..., Visit], ines: Visit, complaint: Complaint) -> str:
    """Ines writes the summary, Iris releases it; gives the path at which everybody reads it."""
    page = ines.to(f"{complaint.get_absolute_url()}summary/")
    page.locator("[name=alleged]").fill(ALLEGED)
    page.locator("[name=done]").fill("The video of the bus was looked at.")
    page.locator("[name=language]").select_option("en")
    press(page, "Keep it, sealed")
    iris = opened_by(visit, "iris", complaint)
    page = iris.to(f"{complaint.get_absolute_url()}summary/")
    press(page, "I have read it. Let everybody read it.")
    return page.url.removeprefix(iris.address)


def test_a_case_goes_from_page_one_in_burmese_to_the_published_outcome(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    office = an_office()
    sign()
    bureau = a_bureau(office)
    iris = a_second(office)
    somebody = visit(width=320, scripts=False)
    code = spoken_up(somebody.to("/my/complaints/"))
    complaint = Complaint.objects.get()

    ines = opened_by(visit, "ines", complaint, taking_in=True)
    assert ines.page.locator("[lang=my]", has_text=WORDS).first.is_visible()
    write(ines.page, READ_IT, "my", "Send it: we have read it")
    given_out(bureau, complaint)
    press(ines.to(complaint.get_absolute_url()), "Begin to look into it")
    services.add_reader(complaint, iris, keys=office.keys(office.ines), by=office.ines, at=now())

    nils = visit("nils", scripts=False)
    page = nils.to(complaint.get_absolute_url())
    press(page, "I have no conflict. Open it")
    unlocked(page)
    investigated(nils, complaint)
    passed_on(bureau, visit, complaint)
    write(ines.to(complaint.get_absolute_url()), ANSWER, "my", "Send it as the answer")
    press(ines.page, "Close it")
    ines.stands()
    complaint.refresh_from_db()
    assert complaint.stage == Stage.CLOSED

    page = with_code(somebody, code, "/my/receipt/")
    for words in (WORDS, READ_IT, ANSWER, SHOUTED, TOOK):
        assert page.locator("[lang=my]", has_text=words).first.is_visible(), words
    points = page.locator("[aria-labelledby=outcome] > ol > li")
    assert [REASONS in point.inner_text() for point in points.all()] == [True, True]
    assert page.locator("html").get_attribute("lang") == "my"
    page = with_code(somebody, code)
    found = page.locator("[aria-labelledby=outcome] > ol > li")
    for point, said in zip(found.all(), (Outcome.NOT_SUSTAINED, Outcome.SUSTAINED), strict=True):
        assert str(said.label) in point.inner_text()
    assert WHY not in page.content(), "what those who work on it said to each other stays with them"
    somebody.stands()

    path = published(visit, ines, complaint)
    anybody = visit(width=320, scripts=False)
    page = anybody.to(path)
    for words in (ALLEGED, str(Outcome.SUSTAINED.label), str(Outcome.NOT_SUSTAINED.label)):
        assert page.get_by_text(words).first.is_visible(), words
    anybody.stands()
    bare = re.sub(r"\W", "", code)
    assert not any(bare in re.sub(r"\W", "", address) for address in somebody.watch.addresses)
    counted_after_the_month(anybody)


def counted_after_the_month(anybody: Visit) -> None:
    """Nothing of it is in the figures while the month runs; it is one of them when the month is over."""
    counting.refresh(counting.Cause.NIGHTLY, at=now())
    before = anybody.context.request.get(f"{anybody.address}/complaints/outcomes.json").json()
    counting.refresh(counting.Cause.NIGHTLY, at=now() + timedelta(days=32))
    after = anybody.context.request.get(f"{anybody.address}/complaints/outcomes.json").json()
    assert (before["counts"]["received"], after["counts"]["received"]) == (0, 1)
