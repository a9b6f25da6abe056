"""The rules of the house, as tests: where writes happen, what views may say, what every folder looks like."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core import checks
from django.urls import URLPattern, URLResolver, get_resolver

from openbeat.config import reference

HOME = Path(__file__).resolve().parent.parent
CODE = HOME / "openbeat"
PYTHON = sorted(path for path in CODE.rglob("*.py") if "migrations" not in path.parts)
PRODUCT = [path for path in PYTHON if "tests" not in path.parts]
VIEWS = [path for path in PRODUCT if path.name in {"views.py", "feeds.py"} or path.parent.name == "views"]
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "mixins", "signals", "misc"}
APPS = sorted(path.parent.name for path in (CODE / "apps").glob("*/apps.py"))
MODULE_LIMIT, FUNCTION_LIMIT = 300, 30


def short(path: Path) -> str:
    return str(path.relative_to(HOME))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", VIEWS, ids=short)
def test_a_view_holds_no_orm_and_writes_nothing(path: Path) -> None:
    names = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}

    assert not names & {"objects", "_default_manager", "save", "select_for_update", "bulk_create", "atomic"}


def test_only_services_write() -> None:
    writes = {"save", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
    allowed = re.compile(
        r"/services(/|\.py)|/demo(/|\.py)|migrations|/tests/|core/files/|core/jobs/|printing|core/web/|/catalogues\.py"
    )
    broken = [
        f"{short(path)}:{node.lineno} .{node.func.attr}()"
        for path in PRODUCT
        if not allowed.search(str(path))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writes
    ]
    assert broken == []


def test_only_queries_and_services_ask_the_database() -> None:
    allowed = re.compile(r"/(services|queries)(/|\.py)|/tests/|/models(/|\.py)|/demo(/|\.py)")
    broken = [
        f"{short(path)}:{node.lineno}"
        for path in PRODUCT
        if not allowed.search(str(path))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert broken == []


def test_no_module_is_called_after_a_drawer() -> None:
    assert [short(path) for path in PRODUCT if path.stem in FORBIDDEN_NAMES] == []


def test_no_module_is_longer_than_its_limit() -> None:
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PRODUCT}

    assert {name: length for name, length in lengths.items() if length > MODULE_LIMIT} == {}


def test_no_function_is_longer_than_its_limit() -> None:
    long = [
        f"{short(path)}:{node.lineno} {node.name} ({_length(node)})"
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and _length(node) > FUNCTION_LIMIT
    ]
    assert long == []


def _length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_services_queries_and_rules_promise_something() -> None:
    wanted = re.compile(r"/(services|queries|policies)(/|\.py)")
    silent = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in PRODUCT
        if wanted.search(str(path))
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if not ast.get_docstring(node) and not _carries_a_sentence(node)
    ]
    assert silent == []


def _carries_a_sentence(node: ast.FunctionDef) -> bool:
    """Whether it is a rule of a policy: the sentence of its no is its promise."""
    return any(isinstance(each, ast.Call) and getattr(each.func, "id", "") == "rule" for each in node.decorator_list)


def test_every_module_says_what_it_is_for() -> None:
    silent = [short(path) for path in PRODUCT if path.stat().st_size and not ast.get_docstring(tree(path))]

    assert silent == []


def test_the_start_up_checks_find_nothing(db: None) -> None:
    assert checks.run_checks() == []


@pytest.mark.slow
@pytest.mark.skipif(settings.POSTGRESQL, reason="it makes a database of its own, whatever the others look at")
@pytest.mark.parametrize("app", [app for app in APPS if app != "home"])
def test_the_house_stands_without_this_app(app: str) -> None:
    """Take the app out, make an empty database without it, open what is left."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, app],
        cwd=HOME,
        env={**os.environ, "OPENBEAT_DEMO": "1", "DB": "", "DJANGO_SETTINGS_MODULE": "openbeat.config.settings"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "opened" in done.stdout


WITHOUT = """
import sys
from django.conf import settings
app = f"openbeat.apps.{sys.argv[1]}"
settings.INSTALLED_APPS.remove(app)
settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
settings.DATABASE_ROUTERS = []
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.ALLOWED_HOSTS = ["testserver"]
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from openbeat.core.people.demo import a_cast
cast = a_cast()
from django.test import Client
client = Client()
beat = f"/areas/{cast.beat.slug}/"
pages = ["/", "/areas/", beat, "/desk/", "/search/?words=light", "/about/promises/", "/about/roles/", "/about/paper/"]
owned = {"concerns": ["/concerns/", "/concerns/new/"], "meetings": ["/meetings/"]}
owned["progress"] = ["/progress/", f"{beat}progress/"]
owned["contacts"] = [f"{beat}contacts/"]
owned["complaints"] = ["/complaints/"]
owned["translators"] = ["/translate/"]
pages += [page for owner, found in owned.items() if owner != sys.argv[1] for page in found]
for who in (None, cast.rosa):
    if who:
        client.force_login(who)
    for page in pages:
        status = client.get(page).status_code
        assert status == 200 or (page == "/desk/" and not who), (page, status)
print("opened", len(pages))
"""


def test_the_reference_says_what_the_code_says() -> None:
    assert reference.stale() == [], "run make docs"


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.pattern}", entry
        else:
            yield from patterns(entry, f"{prefix}{entry.pattern}")


def test_the_addresses_that_others_rely_on_are_there() -> None:
    promised = {
        "", "health/", "moderation/", "areas/", "areas/<slug:slug>/", "areas/<slug:slug>/meetings.ics",
        "areas/<slug:slug>/poster.pdf",
        "areas/<slug:slug>/feed.atom", "areas/<slug:slug>/progress/", "areas/<slug:slug>/progress.pdf", "meetings/",
        "meetings.ics", "meetings/<int:pk>/", "concerns/", "concerns/new/", "concerns/<int:pk>/", "receipt/",
        "progress/", "desk/", "areas/<slug:slug>/contacts/", "sign-in/", "about/promises/",
        "meetings/<int:pk>/minutes/", "meetings/<int:pk>/sign-in/", "areas/<slug:slug>/priorities/",
        "meetings/<int:pk>/minutes.pdf", "complaints/", "complaints/new/", "translate/",
        "language/", "languages/", "log/verify/", "log/", "log/checkpoint", "log/tile/<path:path>",
    }  # fmt: skip
    known = {path for path, _pattern in patterns(get_resolver())}

    assert promised - known == set()
