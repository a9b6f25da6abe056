"""Each page, by the name of its address: axe, width, frame, and no English left behind. No page may be missing."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.conf.locale import LANG_INFO

from openbeat.core.translation import catalogues, languages
from tests.browser import house, judge
from tests.browser.conftest import at_home
from tests.browser.sessions import session_of
from tests.browser.table import NO_PAGES, PAGES, Page, names_of_pages
from tests.browser.things import Things, make
from tests.browser.visits import Visit, Visits, bring

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

NARROW, WIDE = 320, 1280
ZOOMED = 256  # how high a window of 1280 by 1024 is at 400 %
FRESH = 600  # seconds
PSEUDO = "qps"
WORD = re.compile(r"[A-Za-z]{2,}")
LETTERS, MANY_LETTERS = re.compile(r"[A-Za-z]"), 8
TAG, PUT_IN = re.compile(r"<[^<>]+>"), re.compile(r"%\([^)]*\)[a-z]|\{[^{}]*\}|%[sd]")
# Said in every language alike. Names of people and places are taken from the town itself.
ALIKE = {"Openbeat", "Pseudo", "PDF", "QR", "Atom", "GeoJSON", "CSV", "UTC", "SMS", "MB", "XLIFF", "PO"}


@dataclass
class Town:
    """The town of all pages, and the windows through which it is looked at, one for whoever looks."""

    things: Things
    visits: Visits
    files: Path
    sessions: dict[str, tuple[float, Client]] = field(default_factory=dict)
    windows: dict[tuple[str, bool], Visit] = field(default_factory=dict)

    def look(self, page: Page, language: str, *, width: int, dark: bool) -> Visit:
        """Open the page; it must answer as the table says."""
        visit = self._window(page.who, dark=dark)
        visit.watch.problems.clear()
        visit.page.set_viewport_size({"width": width, "height": 800})
        address = visit.address + page.path(self.things, language)
        answer = visit.page.goto(address)
        assert answer
        assert (answer.status, visit.page.url) == (page.status, address)
        return visit

    def _window(self, who: str, *, dark: bool) -> Visit:
        if (who, dark) not in self.windows:
            self.windows[who, dark] = self.visits.begin(dark=dark)
        visit = self.windows[who, dark]
        bring(visit.context, visit.address, self._session(who))
        return visit

    def _session(self, who: str) -> Client:
        """A code is good for a quarter of an hour, and what matters asks again after it: sooner, a new one is made."""
        made, client = self.sessions.get(who, (0.0, None))
        if client is None or time.monotonic() - made > FRESH:
            client = session_of(who, self.things)
            self.sessions[who] = (time.monotonic(), client)
        return client


@pytest.fixture(scope="module")
def town(tables: Path, browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Built once for all pages: none of them changes it."""
    folder = tmp_path_factory.mktemp("town")
    with at_home(tables, folder):
        visits = Visits(browser, address)
        yield Town(make(), visits, folder / "files")
        for visit in visits.begun:
            visit.context.close()
        house.forget()


@pytest.fixture(autouse=True)
def _photos_and_keys_of_the_town(town: Town, settings: Any, _files_of_their_own: None) -> None:
    settings.MEDIA_ROOT, settings.OPENBEAT_KEYS = town.files, town.files.parent / "keys"


def test_no_page_is_missing_from_the_table() -> None:
    known = {page.name for page in PAGES} | set(NO_PAGES)

    assert set(names_of_pages()) - known == set()


def test_the_table_names_nothing_that_is_gone() -> None:
    elsewhere = {"home:demo", "home:demo-outbox"}  # only where the example town is

    assert (set(NO_PAGES) | {page.name for page in PAGES}) - set(names_of_pages()) - elsewhere == set()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_in_english_by_day_on_a_telephone(town: Town, page: Page) -> None:
    visit = town.look(page, "en", width=NARROW, dark=False)
    problems = {"en, light, 320": judge.all_of(visit.page)}
    judge.at_width(visit.page, NARROW, ZOOMED)
    problems["en at 400 %"] = [*judge.sideways(visit.page), *judge.covered(visit.page)]

    assert not judge.said(problems | {"browser": visit.watch.problems}), judge.said(problems)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_in_the_pseudo_language_by_night_from_right_to_left(town: Town, page: Page) -> None:
    visit = town.look(page, PSEUDO, width=WIDE, dark=True)
    problems = {"qps, dark, 1280": judge.all_of(visit.page), "left in English": left_over(visit, town.things)}
    judge.at_width(visit.page, NARROW)
    problems["qps, 320"] = judge.sideways(visit.page)

    assert not judge.said(problems | {"browser": visit.watch.problems}), judge.said(problems)


@pytest.mark.slow
@pytest.mark.parametrize("language", languages.TRANSLATED, ids="in-{}".format)
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_in_every_language_by_day(town: Town, page: Page, language: str) -> None:
    visit = town.look(page, language, width=WIDE, dark=False)
    # Colours do not differ by language: they are judged in English by day, and in the pseudo-language by night.
    by_day = judge.all_of(visit.page, colours=language == settings.LANGUAGE_CODE)
    problems = {f"{language}, 1280": by_day, "in English": in_english(visit, language)}
    judge.at_width(visit.page, NARROW)
    problems[f"{language}, 320"] = judge.layout(visit.page)

    assert not judge.said(problems | {"browser": visit.watch.problems}), judge.said(problems)


def in_english(visit: Visit, language: str) -> list[str]:
    """Texts of the page that stand in English though the catalogue has them in the page's language."""
    if language == settings.LANGUAGE_CODE:
        return []
    alike = sentences_to_translate(language)
    found = {text for text in judge.words_of_the_page(visit.page) if alike.fullmatch(" ".join(text.split()))}
    return sorted(found - own_names())


def own_names() -> set[str]:
    """What speakers call their languages: the same on every page."""
    return {str(info.get("name_local", "")) for info in LANG_INFO.values()}


@cache
def sentences_to_translate(language: str) -> re.Pattern[str]:
    """The English of the catalogue as a page would show it, with anything put in, where the translation is another."""
    said = {
        part
        for one in catalogues.load(language)
        for english, ours in ((one.msgid, one.msgstr), (one.msgid_plural, ""))
        for part in TAG.split(english or "")
        if part.strip() and part not in TAG.split(ours)
    }
    return re.compile("|".join(sorted(filter(None, map(as_shown, said)), key=len, reverse=True)))


def as_shown(part: str) -> str:
    """A pattern of what a page says between two tags; empty where too little of it is words of ours."""
    fixed = [html.unescape(each.replace("%%", "%")) for each in PUT_IN.split(" ".join(part.split()))]
    enough = len(fixed) == 1 or len("".join(LETTERS.findall("".join(fixed)))) >= MANY_LETTERS
    return ".+".join(map(re.escape, fixed)) if enough and WORD.search("".join(fixed)) else ""


def left_over(visit: Visit, things: Things) -> list[str]:
    """Texts of the page that were forgotten when it was translated."""
    names = set(WORD.findall(" ".join([*things.names, *own_names()])))
    texts = judge.words_of_the_page(visit.page)
    return sorted({text[:100] for text in texts if set(WORD.findall(judge.without_addresses(text))) - names - ALIKE})
