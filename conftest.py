"""The harness: what every test of this house stands on."""

from __future__ import annotations

import gc
import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.template import base as template_base
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings as examples

from openbeat.kit import memory

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

type CountQueries = Callable[[int], AbstractContextManager[None]]

COUNTED = re.compile(r"^[\s(]*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
INLINE = re.compile(
    rb"<[^>]+\son[a-z]+\s*=|<[^>]+\sstyle\s*=|<script(?![^>]*\b(src|nonce)=)[^>]*>|\{\{|\{%", re.IGNORECASE
)

# The same examples in every run, and no example fails because the machine is busy. To look for new ones:
# pytest --hypothesis-profile=default, with the plugin (-p hypothesispytest).
examples.register_profile("house", derandomize=True, deadline=None, database=None)
examples.load_profile("house")


def pytest_collection_finish() -> None:
    """What was loaded until here stays: to look through it for rubbish again and again costs a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


# --- which tests run here, where two databases are asked in the same run --------------------------
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database says the same on both: it runs on one."""
    elsewhere = [item for item in items if not _runs_here(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if _runs_here(item)]


def _runs_here(item: pytest.Item) -> bool:
    return _asks(item) or not os.environ.get("OPENBEAT_TEST_ASKING")


def _asks(item: pytest.Item) -> bool:
    wanted = {"db", "transactional_db", "live_server", "built"} & set(getattr(item, "fixturenames", ()))
    return bool(wanted) or any(item.get_closest_marker(name) for name in ("django_db", "slow"))


# --- the network is blocked, but for this machine ------------------------------------------------
class NetworkBlocked(RuntimeError):
    """A test tried to reach another machine."""


_connect = socket.socket.connect


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
        raise NetworkBlocked(f"no network in tests: {address}")
    return _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    socket.socket.connect = _guarded  # type: ignore[method-assign,assignment]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def _all_is_imported() -> None:
    """Pages are imported at the first request: under a test's own clock they would keep that clock for good."""
    import_module(settings.ROOT_URLCONF)


# --- the database: what migrations do beyond tables, and no order that nobody asked for ------------
@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """After the tables: triggers of the ledger, tables of the search."""
    from openbeat.core.ledger import triggers
    from openbeat.core.search import index

    with django_db_blocker.unblock():
        triggers.install(connection)
        index.install(connection)


@pytest.fixture(autouse=True)
def _ledger_can_be_flushed(request: pytest.FixtureRequest) -> Iterator[None]:
    """A transactional test ends with a flush, which the ledger's triggers would refuse."""
    if not _transactional(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    from openbeat.core.ledger import triggers

    triggers.install(connection)
    yield
    triggers.remove(connection)


def _transactional(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    wanted = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(wanted or (marker and marker.kwargs.get("transaction")))


@pytest.fixture(autouse=True)
def _unordered_is_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A query that asks for no order gets a random one, so that nobody relies on the accident."""
    plain = SQLCompiler.as_sql

    def as_sql(self: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        query = self.query
        bare = not (query.order_by or query.extra_order_by or query.combinator or query.distinct or query.group_by)
        if bare and not query.is_sliced and not query.subquery and _of_ours(query) and query.get_meta().ordering == []:
            query = self.query = query.clone()
            query.add_ordering("?")
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "as_sql", as_sql)


def _of_ours(query: Any) -> bool:
    return bool(query.model and query.model.__module__.startswith("openbeat.") and query.default_cols)


# --- templates: an undefined variable fails --------------------------------------------------------
class Undefined(AssertionError):
    """A template of ours used a variable that nobody gave it."""


@pytest.fixture(autouse=True)
def _undefined_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = template_base.FilterExpression.resolve

    def resolve(self: Any, context: Any, ignore_failures: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's signature
        if ignore_failures or not isinstance(self.var, template_base.Variable) or not _template_of_ours(context):
            return plain(self, context, ignore_failures)
        if {"default", "default_if_none"} & {filter_.__name__ for filter_, _args in self.filters}:
            return plain(self, context, ignore_failures)
        try:
            self.var.resolve(context)
        except template_base.VariableDoesNotExist as problem:
            raise Undefined(f"{context.template_name}: {self.token}") from problem
        return plain(self, context, ignore_failures)

    monkeypatch.setattr(template_base.FilterExpression, "resolve", resolve)


def _template_of_ours(context: Any) -> bool:
    template = getattr(context, "template", None)
    origin = str(getattr(getattr(template, "origin", None), "name", ""))
    return "/openbeat/" in origin


# --- texts: what a template shows can be translated, or there is a reason -----------------------------
@pytest.fixture(autouse=True)
def _each_text_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """`{% text thing "field" %}` shows a field that an app offers on hooks/texts.py, or one with a reason not to."""
    from openbeat.core.hooks import texts
    from openbeat.core.translation.templatetags import texts as tags
    from tests import untranslated

    plain = tags.slot_on

    def slot_on(thing: Any, field: str) -> str:
        name = thing._meta.label_lower
        kind = texts.of(name)
        if not (kind and field in kind.fields) and not untranslated.reason(name, field):
            pytest.fail(f'{{% text … "{field}" %}} of a {name}: offer it on hooks/texts.py')
        return plain(thing, field)

    monkeypatch.setattr(tags, "slot_on", slot_on)


# --- requests ------------------------------------------------------------------------------------
class HouseClient(Client):
    """Runs what waits for the commit; any answer with inline code or an unrendered tag in it fails."""

    def request(self, **request: Any) -> Any:
        from django.test.testcases import TestCase

        with TestCase.captureOnCommitCallbacks(execute=True):
            response = super().request(**request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            for found in INLINE.finditer(response.content):
                pytest.fail(f"inline code or an unrendered tag: {response.content[found.start() :][:120]!r}")
        return response


@pytest.fixture
def client() -> HouseClient:
    return HouseClient()


@pytest.fixture
def count_queries(monkeypatch: pytest.MonkeyPatch) -> CountQueries:
    """`with count_queries(3):` counts SELECT, INSERT, UPDATE, DELETE and WITH only (no savepoints, no settings).

    What is kept for some seconds does not age meanwhile: a busy machine asks no more often than a quick one.
    """
    began = monotonic()
    monkeypatch.setattr(memory, "monotonic", lambda: began)

    @contextmanager
    def exactly(expected: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        seen = [query["sql"] for query in captured if COUNTED.match(query["sql"])]
        assert len(seen) == expected, "\n".join([f"{len(seen)} queries instead of {expected}:", *seen])

    return exactly


# --- people and work for later -----------------------------------------------------------------------
@pytest.fixture
def cast(db: None) -> Cast:
    from tests.cast import laid_down

    return laid_down()


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Do what was put off, as the worker would; gives how many jobs were done."""
    from openbeat.core.jobs import services

    return services.run_pending


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Path) -> None:
    """What a test keeps of photos, wrapped keys and checkpoints goes away with it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OPENBEAT_KEYS = tmp_path / "keys"
    settings.OPENBEAT_LOG_FOLDER = tmp_path / "log"


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """What is kept in the process for a moment would outlive the test's rollback."""
    from django.core.cache import cache
    from django.utils import timezone, translation

    cache.clear()
    memory.forget_all()
    yield
    memory.forget_all()
    cache.clear()
    translation.deactivate()  # a request leaves its language and zone behind in the thread
    timezone.deactivate()


def pytest_configure(config: pytest.Config) -> None:
    for name, what in (
        ("browser", "needs Chromium"),
        ("slow", "only in make check-all"),
        ("postgresql", "only where the database is PostgreSQL"),
    ):
        config.addinivalue_line("markers", f"{name}: {what}")
