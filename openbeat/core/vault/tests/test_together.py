"""Two at once: the same reader added twice, added and removed, destroyed and held; nothing is torn."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import close_old_connections, connection, connections

from openbeat.core.vault import demo, outside, queries, store
from openbeat.core.vault import services as vault
from openbeat.core.vault.facts import Reason
from openbeat.core.vault.models import Hold, HoldSort, Safe, Wrap
from openbeat.core.vault.months import after
from openbeat.core.vault.services import keys, retention, wrapping
from openbeat.core.vault.tests.conftest import MATTER, OTHER, a_safe
from openbeat.kit.policy import Refused
from tests.cast import Cast, a_cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite has one writer at a time, and in tests one connection: PostgreSQL"
    ),
]


@pytest.fixture
def ground(monkeypatch: pytest.MonkeyPatch) -> tuple[Cast, demo.Known]:
    people = a_cast()
    monkeypatch.setattr(outside, "_PROVIDED", [lambda: [people.cora.pk]])
    return people, demo.a_vault(people.lee, people.imani, people.cora, at=demo.NOON)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do all of these at the same moment; gives what each gave, or why it was refused."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def one(number: int, work: Callable[[], Any]) -> None:
        close_old_connections()
        barrier.wait()
        try:
            results[number] = work()
        except Refused as refused:
            results[number] = str(refused)  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_reader_who_is_added_twice_at_once_has_one_wrap(ground: tuple[Cast, demo.Known]) -> None:
    cast, known = ground
    safe = a_safe(cast)

    at_once(*[lambda: vault.add(safe, cast.imani, keys=known.keys(cast.lee), by=cast.lee, at=demo.NOON)] * 6)

    assert Wrap.objects.filter(safe=safe, reader=cast.imani).count() == 1
    assert set(store.tokens()) == set(queries.files())


@pytest.mark.parametrize("how", ["made", "added to"])
def test_what_is_wrapped_for_somebody_while_they_take_a_new_key_opens_with_the_new_one(
    ground: tuple[Cast, demo.Known], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    cast, known = ground
    fresh, wrapped, wrapping_now = keys.fresh("another-passphrase-of-mine"), wrapping.for_person, threading.Event()
    there = vault.make(OTHER, readers=[cast.imani], code="", outside_only=False, by=cast.imani, at=demo.NOON)

    def slowly(*args: Any, **facts: Any) -> Wrap:
        if threading.current_thread().name == "wrapping":
            wrapping_now.set()
            time.sleep(1)
        return wrapped(*args, **facts)

    def wrap() -> Safe:
        threading.current_thread().name = "wrapping"
        if how == "made":
            return a_safe(cast)
        vault.add(there, cast.lee, keys=known.keys(cast.imani), by=cast.imani, at=demo.NOON)
        return there

    def renew() -> Any:
        wrapping_now.wait(5)
        return keys.renew_key(cast.lee, fresh, keys=known.keys(cast.lee), by=cast.lee, at=demo.NOON)

    monkeypatch.setattr(wrapping, "for_person", slowly)
    safe, renewed = at_once(wrap, renew)

    assert renewed == queries.key_of(cast.lee)
    assert vault.opened(safe, vault.Keys.of(fresh.identity)).safe == safe.pk
    assert queries.astray() == 0


def test_two_who_remove_each_other_at_once_leave_one_who_reads(ground: tuple[Cast, demo.Known]) -> None:
    cast, known = ground
    safe = a_safe(cast)
    vault.add(safe, cast.imani, keys=known.keys(cast.lee), by=cast.lee, at=demo.NOON)

    done = at_once(
        lambda: vault.remove(safe, cast.imani, by=cast.lee, at=demo.NOON),
        lambda: vault.remove(safe, cast.lee, by=cast.imani, at=demo.NOON),
    )

    assert sorted(map(str, done)) == ["This is the last person who can read this. Add somebody else first.", "True"]
    assert len(queries.readers(safe)) == 1


def test_what_is_held_at_the_moment_it_would_be_destroyed_is_one_or_the_other(
    ground: tuple[Cast, demo.Known],
) -> None:
    cast, _known = ground
    year = after(demo.NOON, 12)
    for _time in range(5):
        safe = a_safe(cast)
        Safe.objects.filter(pk=safe.pk).update(closed_at=demo.NOON, keep_until=demo.NOON)

        def hold() -> Any:
            return retention.hold(MATTER, Reason(HoldSort.HOLD, "Court", "en"), by=cast.ada, at=year)

        def destroy(safe: Safe = safe) -> Any:
            return vault.destroy(safe, by=cast.ada, at=year, rule="by_hand")

        at_once(hold, destroy)
        safe.refresh_from_db()
        assert (safe.held, bool(safe.destroyed_at)) in {(1, False), (0, True)}
        assert Hold.objects.count() == safe.held
        Hold.objects.all().delete()
        Wrap.objects.filter(safe=safe).delete()
        safe.delete()
