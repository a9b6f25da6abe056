"""A complaint about the chief: the outside body alone reads it, any other try is on record, and it is published."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo import a_worker, an_office
from openbeat.apps.complaints.demo.casework import DANA, a_bureau
from openbeat.apps.complaints.demo.summaries import sign
from openbeat.apps.complaints.lifecycle import Act, Measure, Outcome, Penalty, Point, Stage, Who
from openbeat.apps.complaints.lifecycle.giving import Given
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.policies import OVERSIGHT
from openbeat.apps.complaints.queries import allegations, readers_of
from openbeat.core.people.demo import NOON
from openbeat.core.vault import demo as vaults
from openbeat.kit.clock import now
from tests.browser.cases import opened_by, unlocked, with_code, write
from tests.browser.visits import Visit, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.apps.complaints.demo import Office
    from openbeat.core.people.demo import Cast
    from openbeat.core.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "The chief told the officers at the market not to take complaints."
ORDERED = "The chief gave an order to send people away."
WHY = "Three officers say the same, and the order is written down."
NOT_FOUND = 404


def spoken_up(page: Page) -> str:
    """The steps, with the chief by name; and yes, it is about the chief."""
    page.locator("[name=words]").fill(WORDS)
    page.locator("[name=language]").select_option("en")
    page.locator("main form .acts button").first.click()
    code = page.locator(".code").first.inner_text().strip()
    page.locator("main a[href$='/where/']").click()
    page.locator("button[name=go][value=on]").click()
    page.locator("[name=officer-0-name]").fill(DANA.name)
    for _step in ("who", "witnesses"):
        page.locator("button[name=go][value=on]").click()
    page.locator("main a.btn[href$='/hopes/']").click()
    page.locator("[name=outside][value=yes]").check()
    for _step in ("hopes", "reach"):
        page.locator("button[name=go][value=on]").click()
    press(page, "Send it")
    assert page.get_by_text("The outside body can read it").first.is_visible()
    return code


def an_outside_body(office: Office) -> tuple[Person, Person]:
    """Two more people of the outside body, with keys: nobody there checks their own work either."""
    two = (a_worker(OVERSIGHT, "Olu"), a_worker(OVERSIGHT, "Oda"))
    vaults.more_keys(office.known, *two, at=NOON)
    return two


def taken_in(office: Office, olu: Person, complaint: Complaint) -> None:
    """Omar writes down what it is about, and gives it to Olu."""
    omar, keys, at = office.omar, office.keys(office.omar), now()
    accused = services.add_accused(complaint, Who(DANA.name), person=None, unit=None, by=omar, at=at)
    services.classify(complaint, [Point("neglect", accused, ORDERED, "en")], None, keys=keys, by=omar, at=at)
    services.assign(complaint, olu, why=Given.FREE, keys=keys, by=omar, at=at)
    complaint.refresh_from_db()
    services.begin(complaint, keys=keys, by=omar, at=at)


def decided(office: Office, visit: Callable[..., Visit], complaint: Complaint) -> None:
    """Olu finds, Oda checks, Omar decides and answers: nobody of the department is asked."""
    findings = f"{complaint.get_absolute_url()}findings/"
    olu = visit("olu", scripts=False)
    press(olu.to(complaint.get_absolute_url()), "I have no conflict. Open it")
    unlocked(olu.page)
    page = olu.to(findings)
    page.locator("[name=finding]").select_option(Outcome.SUSTAINED)
    page.locator("form[action$='/findings/1/'] [name=reasons]").fill(WHY)
    press(page, "Say it 1")
    press(page, "Give it to somebody else of the outside body, who checks it")
    oda = opened_by(visit, "oda", complaint)
    press(oda.to(findings), "I checked it: somebody else of the outside body decides")
    omar = opened_by(visit, "omar", complaint)
    page = omar.to(findings)
    press(page, "Decide the case")
    page.locator("form[action$='/reasons/'] [name=text]").fill(WHY)
    press(page, "Keep these reasons for them 1")
    omar.stands()
    penalty = Penalty(Measure.REPRIMAND, None, "The council was asked, and agrees.", "en")
    [point] = allegations(complaint)
    keys = office.keys(office.omar)
    services.discipline(point, Act.DECIDE_DISCIPLINE, penalty, keys=keys, by=office.omar, at=now())
    write(omar.to(complaint.get_absolute_url()), "You are right.", "en", "Send it as the answer")
    press(omar.page, "Close it")


def published(visit: Callable[..., Visit], complaint: Complaint) -> str:
    """Omar writes the summary, Oda releases it; gives its path."""
    page = opened_by(visit, "omar", complaint).to(f"{complaint.get_absolute_url()}summary/")
    page.locator("[name=alleged]").fill("A leader gave an order to send people away.")
    page.locator("[name=done]").fill("Officers were asked, and the order was read.")
    press(page, "Keep it, sealed")
    oda = opened_by(visit, "oda", complaint)
    press(oda.to(f"{complaint.get_absolute_url()}summary/"), "I have read it. Let everybody read it.")
    return oda.page.url.removeprefix(oda.address)


def test_what_names_the_chief_goes_to_the_outside_body_alone_and_is_decided_there(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    office = an_office()
    sign()
    bureau = a_bureau(office)
    olu, oda = an_outside_body(office)
    somebody = visit(width=320, scripts=False)
    code = spoken_up(somebody.to("/complaints/new/steps/"))
    complaint = Complaint.objects.get()
    assert complaint.outside_only
    assert {reader.person for reader in readers_of(complaint)} == {office.omar, olu, oda}

    inside = {"ines": office.ines, "sana": bureau.sana, "nils": bureau.nils, "dana": bureau.dana}
    for who in inside:
        for path in ("", "findings/", "clocks/"):
            page = visit(who, scripts=False).page
            answer = page.goto(f"{somebody.address}{complaint.get_absolute_url()}{path}")
            assert answer
            assert answer.status == NOT_FOUND, (who, path)
            assert WORDS not in page.content()
    omar = opened_by(visit, "omar", complaint, taking_in=True)
    tries = omar.page.locator("[aria-labelledby=attempts]").inner_text()
    assert all(person.name in tries for person in inside.values())
    write(omar.page, "We of the outside body have read it.", "en", "Send it: we have read it")
    omar.stands()

    taken_in(office, olu, complaint)
    decided(office, visit, complaint)
    complaint.refresh_from_db()
    assert complaint.stage == Stage.CLOSED
    assert not {reader.person for reader in readers_of(complaint)} & set(inside.values())

    page = with_code(somebody, code)
    outcome = page.locator("[aria-labelledby=outcome]")
    assert str(Outcome.SUSTAINED.label) in outcome.inner_text()
    assert WHY in outcome.inner_text()
    somebody.stands()
    page = visit(width=320, scripts=False).to(published(visit, complaint))
    assert page.get_by_text(str(Outcome.SUSTAINED.label)).first.is_visible()
    assert DANA.name not in page.content()
