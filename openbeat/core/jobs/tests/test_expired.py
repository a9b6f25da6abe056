"""What is counted by address is gone after its hour, and nobody who has it can tell the address."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory, override_settings
from django.utils.crypto import salted_hmac

from openbeat.core.jobs import services, tasks
from openbeat.core.web import expired, limits, salts

HOUR = timedelta(hours=1)


@pytest.fixture
def table(db: None, tmp_path: Path) -> Iterator[Any]:
    """The cache as it is deployed, in a table; and a data folder of its own."""
    backend = "django.core.cache.backends.db.DatabaseCache"
    with override_settings(CACHES={"default": {"BACKEND": backend, "LOCATION": "a_cache"}}, OPENBEAT_DATA=tmp_path):
        call_command("createcachetable")
        yield caches["default"]


def rows() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM a_cache ORDER BY cache_key")
        return [key for (key,) in cursor.fetchall()]


def use(address: str = "203.0.113.7") -> bool:
    return limits.allow(RequestFactory().post("/", REMOTE_ADDR=address), "concern", per_hour=1)


def test_what_was_counted_is_deleted_when_its_hour_is_over_and_nothing_else(
    table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    use()
    table.set("longer", "this stays", 24 * 3600)
    assert (isinstance(table, DatabaseCache), len(rows())) == (True, 2)

    tasks.forget_expired()
    assert len(rows()) == 2
    monkeypatch.setattr(tasks, "now", lambda: datetime.now(UTC) + HOUR + timedelta(minutes=1))
    for _time in range(2):
        tasks.forget_expired()
        assert rows() == [":1:longer"]


def test_where_the_cache_is_no_table_there_is_nothing_to_delete(db: None) -> None:
    assert expired.delete_expired(datetime.now(UTC)) == 0


def test_whoever_has_the_database_and_the_servers_key_cannot_try_addresses(table: Any) -> None:
    use()

    [key] = rows()
    told = [salted_hmac(salt, "concern:address:203.0.113.7", algorithm="sha256").hexdigest()
            for salt in ("openbeat.limits", "")]  # fmt: skip
    assert [each for each in told if each in key] == []
    assert re.fullmatch(r":1:limits:[0-9a-f]{64}", key)


def test_all_processes_count_under_one_salt_for_an_hour_and_then_under_another(
    table: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 1_800_000_000.0
    monkeypatch.setattr(time, "time", lambda: moment)
    first, again = salts.of_this_hour(), salts.of_this_hour()
    [file] = (tmp_path / "passing").iterdir()
    assert (first, file.read_bytes(), len(first)) == (again, first, 32)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)

    monkeypatch.setattr(time, "time", lambda: moment + 3600)
    second = salts.of_this_hour()
    assert second != first
    assert [path.read_bytes() for path in (tmp_path / "passing").iterdir()] == [second]


def test_a_salt_goes_also_where_nobody_comes_any_more(
    table: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    salts.of_this_hour()
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)

    tasks.forget_expired()

    assert list((tmp_path / "passing").iterdir()) == []


def test_which_receipts_a_session_held_is_deleted_when_it_is_over_also_where_nobody_comes_any_more(
    table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "A_BATCH", 2)
    for number in range(5):
        old = SessionStore()
        old["receipts"] = [f"complaints.complaint:{number}", "concerns.concern:9"]
        old.set_expiry(-60)
        old.save()
    going_on = SessionStore()
    going_on["receipts"] = ["complaints.complaint:7"]
    going_on.set_expiry(3600)
    going_on.save()
    assert Session.objects.count() == 6

    for _time in range(2):
        tasks.forget_expired()
        assert [row.session_key for row in Session.objects.all()] == [going_on.session_key]
