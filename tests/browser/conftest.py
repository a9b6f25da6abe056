"""Chromium, the house it looks at, and whoever looks. One browser for all tests; each test has a context of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection, connections

from tests.browser import house
from tests.browser.visits import Visit, Visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from openbeat.core.people.demo import Cast

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",  # where there is none, it would be imitated on the processor
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def chromium() -> str | None:
    """The browser of the distribution, or the one that $OPENBEAT_CHROMIUM names."""
    return os.environ.get("OPENBEAT_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="package")
def tables(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A database file with tables and nothing in them; from here on the tests of this folder may ask a database."""
    if connection.vendor != "sqlite":
        pytest.skip("the browser looks at a house on SQLite")
    path = tmp_path_factory.mktemp("house") / "tables.sqlite3"
    with django_db_blocker.unblock():
        house.make_tables(path)
        yield path


@pytest.fixture(scope="package")
def browser(tables: Path) -> Iterator[Browser]:
    """Chromium without a window."""
    if (path := chromium()) is None:
        pytest.skip("no Chromium here; to include these tests: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs beside the tests, which ask the database
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def address(browser: Browser) -> Iterator[str]:
    """The site, served on this machine as long as these tests run."""
    with house.serving() as address:
        yield address


@pytest.fixture(scope="package")
def with_cast(tables: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A database file in which the cast lives, made once."""
    from openbeat.core.people.demo import a_cast

    path = house.a_copy(tables, tmp_path_factory.mktemp("house") / "cast.sqlite3")
    with house.living_on(path):
        return path, a_cast()


@contextmanager
def at_home(path: Path, folder: Path) -> Iterator[None]:
    """Live on a copy of this file, with a folder for what people upload."""
    before = settings.MEDIA_ROOT, settings.OPENBEAT_KEYS
    settings.MEDIA_ROOT, settings.OPENBEAT_KEYS = folder / "files", folder / "keys"
    with house.living_on(house.a_copy(path, folder / "house.sqlite3")):
        try:
            yield
        finally:
            connections["default"].close()
            settings.MEDIA_ROOT, settings.OPENBEAT_KEYS = before


@pytest.fixture
def people(with_cast: tuple[Path, Cast], address: str, tmp_path: Path) -> Iterator[Cast]:
    """The cast, in a house of this test alone."""
    path, cast = with_cast
    with at_home(path, tmp_path):
        yield cast


@pytest.fixture
def empty_house(tables: Path, address: str, tmp_path: Path) -> Iterator[None]:
    """A house in which nobody lives."""
    with at_home(tables, tmp_path):
        yield


@pytest.fixture
def visits(browser: Browser, address: str) -> Iterator[Visits]:
    """Opens the site as somebody; what a browser complains of meanwhile fails the test."""
    visits = Visits(browser, address)
    yield visits
    visits.over()


@pytest.fixture
def visit(visits: Visits) -> Callable[..., Visit]:
    """`visit("lee", width=320, dark=True, scripts=False)` gives a page in a context of its own."""
    return visits.begin
