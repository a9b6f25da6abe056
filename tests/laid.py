"""What makers make is written down once, and laid down again for the tests that begin in the same way.

A maker runs services for a tenth of a second, and hundreds of tests begin with the same few. The first time its
statements, its files and its result are kept, under everything that was laid down before it in that test. Where another
test has laid down just that and nothing else, they are carried out once more instead of the services. Whatever else a
test writes ends this for the test, and so does what it sets or patches in a way that no test has before: then the
services run. What is kept grows old in five minutes.
"""

from __future__ import annotations

import importlib
import io
import pickle
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from functools import wraps
from pathlib import Path as File
from time import monotonic
from types import FunctionType
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.utils import timezone, translation

from openbeat.kit import memory

MAKERS = (
    "openbeat.core.people.demo.a_cast",
    "openbeat.core.people.demo.appear",
    "openbeat.core.vault.demo.a_vault",
    "openbeat.core.vault.demo.more_keys",
    "openbeat.apps.complaints.demo.an_office",
    "openbeat.apps.complaints.demo.a_worker",
    "openbeat.apps.complaints.demo.a_lead",
    "openbeat.apps.complaints.demo.a_complaint",
    "openbeat.apps.complaints.demo.casework.a_bureau",
    "openbeat.apps.complaints.demo.casework.a_case",
    "openbeat.apps.complaints.demo.casework.led",
    "openbeat.apps.complaints.demo.casework.a_matrix",
    "openbeat.apps.complaints.demo.board.a_board",
    "openbeat.apps.complaints.demo.board.a_packet",
    "openbeat.apps.complaints.demo.board.a_chief",
    "openbeat.apps.complaints.demo.publishing.a_profile",
    "openbeat.apps.complaints.demo.publishing.a_body",
    "openbeat.apps.complaints.demo.summaries.sign",
    "openbeat.apps.complaints.demo.summaries.a_second",
    "openbeat.apps.complaints.demo.summaries.a_summary",
    "openbeat.apps.concerns.demo.makers.a_concern",
    "openbeat.apps.concerns.demo.makers.taken_up",
    "openbeat.apps.concerns.demo.makers.brought_to",
    "openbeat.apps.concerns.demo.makers.a_problem",
    "openbeat.apps.concerns.demo.makers.a_round",
    "openbeat.apps.meetings.demo.makers.a_meeting",
    "openbeat.apps.meetings.demo.makers.a_series",
    "openbeat.apps.meetings.demo.makers.some_minutes",
    "openbeat.apps.progress.demo.makers.a_task",
    "openbeat.apps.progress.demo.makers.a_tactic",
    "openbeat.apps.translators.demo.makers.a_translator",
    "openbeat.apps.translators.demo.makers.a_work",
)
OLD = 300.0  # seconds; rows carry the hour at which they were first made
FIRST_NUMBER = 100_000  # what PostgreSQL counts with goes on after a rollback: each test begins to count here
WHATEVER_IS_PATCHED = {"a_cast"}  # it asks nothing that tests replace
FOLDERS = ("MEDIA_ROOT", "OPENBEAT_KEYS", "OPENBEAT_LOG_FOLDER")
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE|ROLLBACK)\b", re.IGNORECASE)

type Path = tuple[object, ...]
type Statement = tuple[str, Any, bool]
type Patched = Iterator[tuple[str, Any]]  # names, and what stands there now


@dataclass(frozen=True, slots=True)
class _Kept:
    """All that a maker did: its statements, the files it wrote, and its result beside what it changed of arguments."""

    since: float
    statements: list[Statement]
    files: dict[tuple[str, str], bytes]
    result: bytes


class _Ground:
    """What this test stands on: the makers so far, as long as nothing else has written."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.seen: set[Path] = set()
        self.kept: dict[Path, _Kept] = {}
        self.running: list[list[Statement]] = []  # the statements of makers that run now, one in the other
        self.taken_back = False
        self.patched: Callable[[], Patched] = lambda: iter(())

    def watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  Django's own
        """Each statement of this connection goes through here."""
        if WRITES.match(sql):
            self.path = None
            self.taken_back |= sql.startswith("ROLLBACK")
            for statements in self.running:
                statements.append((sql, params, many))
        return execute(sql, params, many, context)


GROUND = _Ground()


def begin(patched: Callable[[], Patched]) -> None:
    """A test begins in an empty database; `patched` tells what it has set and patched since."""
    if GROUND.watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(GROUND.watch)
    GROUND.path, GROUND.running, GROUND.patched = (), [], patched


def again[**P, R](maker: Callable[P, R]) -> Callable[P, R]:
    """This maker, which is laid down where it was kept on the same ground."""

    @wraps(maker)
    def laid(*args: P.args, **kwargs: P.kwargs) -> R:
        path, roots = _path(maker, args, kwargs), list(_roots((args, kwargs)))
        if path is None:
            return maker(*args, **kwargs)
        kept = GROUND.kept.get(path)
        if kept and monotonic() - kept.since < OLD:
            result: R = _lay(kept, roots)
        elif path in GROUND.seen:
            result = _keep(path, lambda: maker(*args, **kwargs), roots)
        else:
            GROUND.seen.add(path)
            result = maker(*args, **kwargs)
        GROUND.path = None if GROUND.taken_back else path
        return result

    return laid


def all_makers() -> None:
    """Put these in the place of the makers, before the modules of tests take them from there."""
    makers = {}
    for name in MAKERS:
        where, maker = name.rsplit(".", 1)
        plain = getattr(importlib.import_module(where), maker)
        makers[plain] = again(plain)
    for module in [module for name, module in sys.modules.items() if name.startswith("openbeat.")]:
        for name, value in list(vars(module).items()):
            if isinstance(value, FunctionType) and value in makers:
                setattr(module, name, makers[value])


def _path(maker: Any, args: Any, kwargs: Any) -> Path | None:
    """Everything laid down so far, and this call; nothing where the ground is not known."""
    if GROUND.path is None or not connection.in_atomic_block:
        return None
    if not GROUND.path and not _fresh():
        return None
    call = (maker.__module__, maker.__qualname__, _told((args, kwargs)))
    around = translation.get_language(), timezone.get_current_timezone_name()
    patched = () if call[1] in WHATEVER_IS_PATCHED else tuple(map(_plain, GROUND.patched()))
    return (GROUND.path, call, around, patched)


def _plain(patch: tuple[str, Any]) -> object:
    """A patch that can be compared; a function or an object is like no other."""
    plain = isinstance(patch[1], (str, int, float, bytes, type(None), File, timedelta))
    return (patch[0], repr(patch[1])) if plain else object()


def _told(value: Any) -> object:
    """What tells one argument from another: of a row its key, of whoever was made before that they were."""
    if isinstance(value, Model):
        return value._meta.label, value.pk
    if isinstance(value, (list, tuple, set, frozenset)):
        return tuple(_told(one) for one in value)
    if isinstance(value, dict):
        return tuple((name, _told(one)) for name, one in sorted(value.items()))
    if is_dataclass(value):
        named = fields(value) if _frozen(value) else ()  # what can change was made by the makers before
        return type(value).__name__, tuple(_told(getattr(value, field.name)) for field in named)
    return repr(value)


def _roots(value: Any) -> Iterator[Any]:
    """The rows and the changeable things among the arguments, in the order in which they stand."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _roots(one)
    elif isinstance(value, Model):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from _roots(getattr(value, field.name))


def _keep(path: Path, maker: Callable[[], Any], roots: list[Any]) -> Any:
    before: dict[tuple[str, str], bytes] = _files()
    statements: list[Statement] = []
    GROUND.running.append(statements)
    try:
        result = maker()
    finally:
        GROUND.running.pop()
    new = {name: content for name, content in _files().items() if before.get(name) != content}
    buffer = io.BytesIO()
    try:
        _Pickler(buffer, roots).dump(([_state(root) for root in roots], result))
    except (pickle.PicklingError, TypeError, AttributeError):
        return result
    if not GROUND.taken_back:
        GROUND.kept[path] = _Kept(monotonic(), statements, new, buffer.getvalue())
    return result


def _lay(kept: _Kept, roots: list[Any]) -> Any:
    with connection.cursor() as cursor:
        for sql, params, many in kept.statements:
            (cursor.executemany if many else cursor.execute)(sql, params)
    for (folder, name), content in kept.files.items():
        file = File(getattr(settings, folder)) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    memory.forget_all()
    cache.clear()
    states, result = _Unpickler(io.BytesIO(kept.result), roots).load()
    for root, state in zip(roots, states, strict=True):
        for name, value in state.items():
            object.__setattr__(root, name, value)
    return result


def _state(root: Any) -> dict[str, Any]:
    if isinstance(root, Model):
        return dict(vars(root))
    if _frozen(root):
        return {}
    return {field.name: getattr(root, field.name) for field in fields(root)}


def _frozen(value: Any) -> bool:
    return bool(type(value).__dataclass_params__.frozen)


class _Pickler(pickle.Pickler):
    """Names the arguments by their number: in the result they are those of the call."""

    def __init__(self, buffer: io.BytesIO, roots: list[Any]) -> None:
        super().__init__(buffer)
        self.numbers = {id(root): number for number, root in enumerate(roots)}

    def persistent_id(self, value: Any) -> int | None:
        return self.numbers.get(id(value))


class _Unpickler(pickle.Unpickler):
    def __init__(self, buffer: io.BytesIO, roots: list[Any]) -> None:
        super().__init__(buffer)
        self.roots = roots

    def persistent_load(self, number: int) -> Any:
        return self.roots[number]


def _files() -> dict[tuple[str, str], bytes]:
    found = {}
    for name in FOLDERS:
        folder = File(getattr(settings, name))
        for file in folder.rglob("*"):
            if file.is_file():
                found[name, str(file.relative_to(folder))] = file.read_bytes()
    return found


def _fresh() -> bool:
    """Whether nothing was made yet; PostgreSQL then counts from the beginning, as SQLite does after a rollback."""
    GROUND.taken_back = False
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM people_person)")
        (somebody,) = cursor.fetchone()
        if not somebody and connection.vendor == "postgresql":
            cursor.execute("SELECT setval(oid::regclass, %s, false) FROM pg_class WHERE relkind = 'S'", [FIRST_NUMBER])
    return not somebody
