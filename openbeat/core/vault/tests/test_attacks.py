"""What somebody has who stole the database, the disk, a cookie; who has SQL; who sets the clock back."""

from __future__ import annotations

import ast
import logging
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from openbeat.core.vault import crypt, demo, http, queries, store
from openbeat.core.vault import services as vault
from openbeat.core.vault.models import Half, Key, Safe, Side, Unlocked, Wrap
from openbeat.core.vault.services import halves, unlocking
from openbeat.core.vault.tests.conftest import CODE, MATTER, OTHER, a_safe
from openbeat.kit.policy import Refused
from tests.cast import Cast

HOUSE = Path(__file__).resolve().parents[3]
MINE = crypt.new_identity()  # the attacker's own


def in_the_database() -> str:
    """All rows of all our tables, and the sessions."""
    rows = (row for model in apps.get_models() for row in model._default_manager.order_by("pk").values())
    return "\n".join(str({name: bytes(each) if isinstance(each, memoryview) else each for name, each in row.items()})
                     for row in rows)  # fmt: skip


def secrets(cast: Cast, known: demo.Known) -> list[str]:
    return [known.inside, known.outside, *known.people.values(), crypt.identity_of_code(CODE), CODE, demo.PASSPHRASE]


def test_a_stolen_database_opens_nothing(client: Client, cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)
    client.force_login(cast.lee)
    client.post("/me/key/unlock/", {"passphrase": demo.PASSPHRASE})
    assert Unlocked.objects.count() == 1
    dump = in_the_database()

    assert [secret for secret in secrets(cast, known) if secret in dump] == []
    assert "AGE-SECRET-KEY" not in dump.upper()
    shutil.rmtree(store.root())  # what the thief does not have
    with pytest.raises(vault.Shut) as shut:
        vault.opened(safe, known.keys(cast.lee))
    assert shut.value.why == vault.Why.LOST


def test_a_stolen_disk_opens_nothing_without_a_passphrase(cast: Cast, known: demo.Known) -> None:
    a_safe(cast)
    disk = b"".join(path.read_bytes() for path in sorted(store.root().rglob("*")) if path.is_file())

    assert [secret for secret in secrets(cast, known) if secret.encode() in disk] == []
    assert b"AGE-SECRET-KEY" not in disk.upper()
    for token in store.tokens():
        content = store.read(token)
        assert content.startswith(crypt.LOCK_HEAD) or crypt.is_sealed(content)
        for half in (known.inside, known.outside):  # one half of recovery helps no further
            with pytest.raises(crypt.NotOpened):
                crypt.unnested(content, inner=half, outer=half)


def test_sql_makes_nobody_a_reader(cast: Cast, known: demo.Known) -> None:
    mine, other = a_safe(cast, OTHER), a_safe(cast)
    vault.add(mine, cast.imani, keys=known.keys(cast.lee), by=cast.lee, at=demo.NOON)
    theirs = queries.wraps(mine).get(reader=cast.imani)
    Wrap.objects.filter(pk=theirs.pk).update(safe=other)  # Imani, with SQL, wants the other one too

    with pytest.raises(vault.Shut) as shut:
        vault.opened(other, known.keys(cast.imani))
    assert shut.value.why == vault.Why.DAMAGED
    token = queries.wraps(other).get(reader=cast.lee).token
    Wrap.objects.filter(pk=theirs.pk).update(token="f" * 32)
    Wrap.objects.filter(token=token).update(token="e" * 32)
    Wrap.objects.filter(pk=theirs.pk).update(token=token)
    with pytest.raises(vault.Shut):
        vault.opened(other, known.keys(cast.imani))


def test_sql_puts_no_other_recipient_in_the_place_of_a_matters(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)
    Safe.objects.filter(pk=safe.pk).update(recipient=crypt.recipient_of(MINE))
    safe.refresh_from_db()

    with pytest.raises(vault.Shut) as shut:
        vault.seal(safe, "words that would be the attacker's to read")
    assert shut.value.why == vault.Why.DAMAGED
    assert queries.unvouched() == 1


def test_sql_gives_nobody_elses_key_to_new_matters(cast: Cast, known: demo.Known) -> None:
    Key.objects.filter(person=cast.lee).update(recipient=crypt.recipient_of(MINE))

    with pytest.raises(Refused, match="nobody of those who handle it has made a key"):
        a_safe(cast)
    Half.objects.filter(side=Side.OUTSIDE).update(recipient=crypt.recipient_of(crypt.new_identity()))
    with pytest.raises(Refused, match="half of recovery that is kept outside"):
        a_safe(cast)
    assert queries.unvouched() == 2


def test_sql_makes_no_matter_of_the_outside_body_an_ordinary_one(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast, outside_only=True)
    Safe.objects.filter(pk=safe.pk).update(outside_only=False)
    safe.refresh_from_db()

    with pytest.raises(vault.Shut):
        vault.seal(safe, "words")


def test_a_clock_set_back_keeps_nothing_unlocked_for_longer(cast: Cast, known: demo.Known) -> None:
    unlocking.keep("browser", "cipher", person=cast.lee, at=demo.NOON)

    for back in (timedelta(minutes=2), timedelta(days=1)):
        assert unlocking.seen("browser", at=demo.NOON - back) == []
    assert unlocking.forget_idle(at=demo.NOON - timedelta(days=1)) == 1


def test_an_old_ciphertext_put_into_the_row_of_another_browser_opens_nothing(
    client: Client, cast: Cast, known: demo.Known
) -> None:
    client.force_login(cast.lee)
    client.post("/me/key/unlock/", {"passphrase": demo.PASSPHRASE})
    cipher = Unlocked.objects.get().cipher
    thief = Client()
    thief.force_login(cast.imani)
    thief.post("/me/key/unlock/", {"passphrase": demo.PASSPHRASE})
    Unlocked.objects.filter(person=cast.imani).update(cipher=cipher)

    assert "It is locked" in thief.get("/me/key/").text


def test_neither_the_log_nor_an_error_page_holds_a_passphrase_or_a_key(
    client: Client, cast: Cast, known: demo.Known, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = "marker-of-a-passphrase-that-is-nowhere"
    client.force_login(cast.lee)
    client.raise_request_exception = False

    def fails(*_words: Any, **_facts: Any) -> None:
        identity, phrase = known.people[cast.lee.pk], marker
        raise RuntimeError(len(identity + phrase))

    with caplog.at_level(logging.DEBUG):
        pages = [client.post("/me/key/unlock/", {"passphrase": marker, "next": "/desk/"})]
        monkeypatch.setattr(http, "hold", fails)
        pages.append(client.post("/me/key/unlock/", {"passphrase": demo.PASSPHRASE, "next": marker}))
        pages.append(client.post("/me/key/passphrase/", {"old": marker, "passphrase": marker, "again": marker}))
    assert [page.status_code for page in pages] == [422, 500, 422]
    said = caplog.text + "".join(page.text for page in pages) + in_the_database()
    assert "RuntimeError" in said
    assert [each for each in (marker, *secrets(cast, known)) if each in said] == []


def test_what_holds_a_key_shows_nothing_of_it(cast: Cast, known: demo.Known) -> None:
    keys, opened = known.keys(cast.lee), vault.opened(a_safe(cast), known.keys(cast.lee))
    both = halves.Both(known.inside, known.outside)

    for each in (keys, opened, both, demo.made(0), known):
        assert "AGE-SECRET" not in f"{each!r} {each}"


def test_the_worker_has_no_way_to_a_key() -> None:
    """No module of tasks imports what unlocks: not the browser's keys, and no service that takes any."""
    ways = {"openbeat.core.vault.http", "openbeat.core.vault.bunch", "openbeat.core.vault.crypt"}
    for path in sorted(HOUSE.rglob("tasks.py")):
        imported = {
            f"{node.module}.{name.name}" if name.name != "*" else str(node.module)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        }
        taken = {name for name in imported if any(name == way or name.startswith(f"{way}.") for way in ways)}
        assert taken == set(), path


def test_without_a_request_nothing_opens(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)

    with pytest.raises(vault.Shut) as shut:
        vault.opened(queries.safe_of(MATTER) or safe, vault.NO_KEYS)
    assert shut.value.why == vault.Why.LOCKED
