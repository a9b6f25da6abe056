"""`openbeat check` says what is wrong with the keys, and what to do."""

from __future__ import annotations

import os
import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from openbeat.core.vault import checking, demo, queries, records, store
from openbeat.core.vault.models import Side
from openbeat.core.vault.services import halves
from openbeat.core.vault.tests.conftest import MATTER, a_safe
from tests.cast import Cast


def told() -> list[tuple[str, str]]:
    return list(checking.are_keys_sound())


def test_all_is_well_where_all_is_there(cast: Cast, known: demo.Known, monkeypatch: Any) -> None:
    a_safe(cast)
    known_kind = {MATTER.kind: records.RecordKind(MATTER.kind, _("Matter"), (), 12, _("until decided"))}
    monkeypatch.setattr(records, "_OFFERED", known_kind)

    assert told() == [("ok", f"{store.root()}: 3 people have a key")]


def test_a_fresh_installation_is_told_what_comes_next(cast: Cast, monkeypatch: Any) -> None:
    assert [state for state, _words in told()] == ["ok", "look", "look", "look"]


def test_a_matter_that_is_wrapped_to_a_key_that_has_ended_fails(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)
    assert [words for state, words in told() if state == "FAIL"] == []
    other = queries.key_of(cast.imani)
    assert other
    queries.wraps(safe).filter(reader=cast.lee).update(recipient=other.recipient)

    words = "1 matters are wrapped for somebody to a key that is not theirs: add them as readers anew"
    assert [words for state, words in told() if state == "FAIL"] == [words]


def test_each_thing_that_is_wrong_is_named(cast: Cast, known: demo.Known) -> None:
    a_safe(cast)
    for token in store.tokens():
        assert store.mode(token) == 0o600
    assert store.root().stat().st_mode & 0o777 == 0o700

    stray = store.write(b"nobody's")
    path = store.root() / stray[:2] / stray
    path.chmod(0o644)
    os.utime(path, (time.time() - 3 * store.HOUR,) * 2)
    store.root().chmod(0o755)
    halves.new_half(Side.INSIDE, "age1another", holder="Us", by=demo.BUILDER, at=demo.NOON)

    said = [f"{state} {words.split(';')[0].split(':')[0]}" for state, words in told()]
    assert said == [
        f"FAIL {store.root()} is open to other accounts (0755)",
        "look 1 files belong to no row",
        "FAIL 1 wrapped keys are open to other accounts",
        "look 1 matters are not wrapped for both halves of today",
        "look 3 keys of people are not wrapped for both halves of today",
        f"look no period is set for {MATTER.kind}",
    ]


def test_the_sweeper_removes_what_belongs_to_no_row_and_only_in_our_own_folder(cast: Cast, known: demo.Known) -> None:
    strays = [store.write(b"one"), store.write(b"two")]
    for token in strays:
        os.utime(store.root() / token[:2] / token, (time.time() - 2 * store.HOUR,) * 2)

    assert store.sweep(lambda _tokens: set()) == 0  # the database of another installation knows none of them
    assert store.sweep(queries.known, older=0) == 2
    assert (store.there(strays[0]), store.sweep(queries.known, older=0)) == (False, 0)
    assert set(store.tokens()) == set(queries.files())
