"""A backup of the example town, put back elsewhere: all of it, or a sentence and nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from pyrage import x25519

from tests.faults import database, deployed
from tests.faults.database import Database

pytestmark = pytest.mark.slow

ENTRIES = "SELECT count(*), max(id) FROM ledger_entry"
FILES = "SELECT token FROM files_file ORDER BY token"
WORD = b"streetlight"
NEW_HALF = """
from openbeat.core.vault.demo import BUILDER
from openbeat.core.vault.models import Side
from openbeat.core.vault.services.halves import new_half
from openbeat.kit.clock import now
new_half(Side("{name}"), "{recipient}", holder="somebody", by=BUILDER, at=now())
"""
BACKUP_WHILE_THE_LOG_GROWS = """
import argparse
from enum import StrEnum
from openbeat.config.commands import backup, databases
from openbeat.core.ledger import registry, services
from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.services import log
from openbeat.kit.actors import program
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

log.sequence(at=now())  # no worker runs here: what waits is not too late
pack, size = databases.pack, heads.published().size
kind, act = next((kind, act) for kind, acts in registry.named().items()
                 for act in acts if registry.how(kind, act) is registry.Log.OPEN)

def packed(packing):
    told = pack(packing)
    services.record(StrEnum("Act", {{"ONE": act}}).ONE, Ref(kind, "1"), by=program("meanwhile"), at=now())
    log.sequence(at=now())
    return told

databases.pack = packed
backup.run(argparse.Namespace(to="{folder}", keys_to=None, recipient=[]))
print(heads.published().size > size)
"""
UNLOCKED = """
from openbeat.core.vault.services import unlocking
from openbeat.kit.clock import now
unlocking.keep("a browser", "its cipher", person=None, ref="complaints.complaint:1", at=now())
"""


@dataclass(frozen=True)
class Kept:
    """A backup, and what was backed up."""

    data: Path
    database: Database
    environment: dict[str, str]
    file: Path
    halves: tuple[str, ...]

    def restore(self, *words: str, file: Path | None = None, fails: bool = False) -> subprocess.CompletedProcess[str]:
        return deployed.run(self.environment, "restore", str(file or self.file), *words, fails=fails)

    def there(self, folder: Path) -> tuple[str, ...]:
        """The words of a restore into a folder, whatever the database."""
        named = () if isinstance(self.database.place, Path) else ("--database", f"openbeat_back_{uuid4().hex[:8]}")
        return ("--into", str(folder), *named)


@pytest.fixture(scope="module")
def kept(built: tuple[Path, Database], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    data, place = built
    own = tmp_path_factory.mktemp("kept") / "data"
    shutil.copytree(data, own)
    with place.copied(own) as copy:
        environment = deployed.surroundings(own, copy)
        halves = []
        for name in ("inside", "outside"):
            identity = x25519.Identity.generate()
            sheet = own.parent / f"{name}.txt"
            sheet.write_text(f"# {name}\n{identity}\n")
            halves += [f"--{name}", str(sheet)]
            deployed.ask(environment, NEW_HALF.format(name=name, recipient=identity.to_public()))
        deployed.ask(environment, UNLOCKED)
        deployed.run(environment, "backup", "--to", str(own.parent / "backups"))
        (file,) = (own.parent / "backups").glob("*.age")
        yield Kept(own, copy, environment, file, tuple(halves))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def restored(kept: Kept, folder: Path) -> Iterator[Database]:
    words = kept.there(folder)
    kept.restore(*words, *kept.halves)
    if "--database" not in words:
        yield Database(folder / "openbeat.sqlite3")
        return
    try:
        yield Database(words[-1])
    finally:
        database.in_cluster(f"DROP DATABASE {words[-1]} WITH (FORCE)")


def test_all_that_was_there_is_there_again_but_no_session(kept: Kept, tmp_path: Path) -> None:
    for back in restored(kept, tmp_path / "back"):
        assert back.rows(ENTRIES) == kept.database.rows(ENTRIES)
        assert back.rows(FILES) == kept.database.rows(FILES)
        assert back.rows("SELECT count(*) FROM django_session") == [(0,)]
        assert kept.database.rows("SELECT count(*) FROM vault_unlocked") == [(1,)]
        assert back.rows("SELECT count(*) FROM vault_unlocked") == [(0,)]
        assert everything(tmp_path / "back" / "files") == everything(kept.data / "files")
        assert everything(tmp_path / "back" / "keys") == everything(kept.data / "keys") != {}
        assert list((tmp_path / "back" / "files" / "sealed").rglob("*"))


def test_the_ledger_that_was_put_back_still_refuses_to_be_changed(kept: Kept, tmp_path: Path) -> None:
    for back in restored(kept, tmp_path / "back"):
        with pytest.raises(Exception, match=r"(?i)ledger|append|never"):
            back.rows("DELETE FROM ledger_entry")


def test_a_log_that_was_put_back_signs_nothing_until_somebody_says_which_head_was_published_last(
    kept: Kept, tmp_path: Path
) -> None:
    folder = tmp_path / "back"
    for back in restored(kept, folder):
        environment = deployed.surroundings(folder, back)
        halted = deployed.run(environment, "log", "status", fails=True)
        aside = folder / "log" / "checkpoint.of-the-backup"
        assert halted.returncode == 1
        assert "It signs nothing" in halted.stdout

        aside.rename(folder / "log" / "checkpoint")
        assert "It signs nothing" not in deployed.run(environment, "log", "status").stdout


def test_the_drill_is_one_command_and_leaves_nothing(kept: Kept) -> None:
    before = sorted(path.name for path in kept.data.iterdir())
    killed = kept.data / ".drill-0123abcd"
    killed.mkdir()
    (kept.data / ".in-clear-0123abcd").write_text(json.dumps({"place": str(killed), "database": ""}))
    assert str(killed) in deployed.run(kept.environment, "check", "--only", "in clear").stdout

    told = kept.restore("--drill", *kept.halves).stdout

    assert "The drill holds: this backup can be put back." in told
    assert sorted(path.name for path in kept.data.iterdir()) == before


def test_the_drill_holds_on_another_day_too(kept: Kept, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.write_text("86400")
    tomorrow = {**kept.environment, "OPENBEAT_CLOCK_FILE": str(clock)}

    told = deployed.run(tomorrow, "restore", str(kept.file), "--drill", *kept.halves).stdout

    assert "The drill holds: this backup can be put back." in told


def test_a_backup_that_was_made_while_the_log_grew_contains_its_own_head(kept: Kept, tmp_path: Path) -> None:
    grew = deployed.ask(kept.environment, BACKUP_WHILE_THE_LOG_GROWS.format(folder=tmp_path))
    (file,) = tmp_path.glob("*.age")

    assert grew.endswith("True")
    assert "The drill holds" in kept.restore("--drill", *kept.halves, file=file).stdout


def test_a_backup_is_nowhere_in_clear(kept: Kept) -> None:
    boxes = [path.read_bytes() for path in kept.file.parent.rglob("*.age")]

    assert len(boxes) == 2
    assert [WORD in box.lower() or b"SQLite format" in box or b"PGDMP" in box for box in boxes] == [False, False]
    assert [path.name for path in kept.data.iterdir() if path.name.startswith(".")] == []
    assert {path.stat().st_mode & 0o077 for path in kept.file.parent.rglob("*.age")} == {0}


def test_one_half_alone_puts_nothing_back(kept: Kept, tmp_path: Path) -> None:
    inside, outside = kept.halves[1], kept.halves[3]
    for first, second in ((outside, inside), (inside, inside)):
        words = kept.there(tmp_path / "back")
        done = kept.restore(*words, "--inside", first, "--outside", second, fails=True)

        assert done.returncode == 1
        assert done.stderr == "openbeat: this half does not open the backup: it was sealed to another one\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("part", [0.3, 0.9999])
def test_a_backup_that_was_cut_off_puts_nothing_back(kept: Kept, tmp_path: Path, part: float) -> None:
    short = tmp_path / kept.file.name
    short.write_bytes(kept.file.read_bytes()[: int(part * kept.file.stat().st_size)])
    words = kept.there(tmp_path / "back")

    done = kept.restore(*words, *kept.halves, file=short, fails=True)

    assert "broken or cut off" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [short.name]
    if "--database" in words:
        assert database.in_cluster(f"SELECT 1 FROM pg_database WHERE datname = '{words[-1]}'") == []  # noqa: S608


def test_nothing_is_written_over(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")

    done = kept.restore(*kept.there(tmp_path), *kept.halves, fails=True)

    assert "is not empty; nothing is ever written over" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_where_there_is_a_recovery_key_nobody_else_is_sealed_to(kept: Kept, tmp_path: Path) -> None:
    recipient = str(x25519.Identity.generate().to_public())

    done = deployed.run(kept.environment, "backup", "--to", str(tmp_path), "--recipient", recipient, fails=True)

    assert "a backup is sealed to its two halves; leave --recipient out" in done.stderr
    assert list(tmp_path.rglob("*.age")) == []


def test_a_full_disk_leaves_no_half_backup(kept: Kept, tmp_path: Path) -> None:
    limited = ["sh", "-c", 'ulimit -f 200; exec "$@"', "sh", *deployed.OPENBEAT]
    words = [*limited, "backup", "--to", str(tmp_path)]

    done = subprocess.run(words, env=kept.environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_disk_that_takes_no_more_puts_nothing_back(kept: Kept, tmp_path: Path) -> None:
    limited = ["sh", "-c", 'ulimit -f 20; exec "$@"', "sh", *deployed.OPENBEAT]  # a file may have 10 KB
    words = [*limited, "restore", str(kept.file), *kept.there(tmp_path / "back"), *kept.halves]

    done = subprocess.run(words, env=kept.environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stdout
    assert "nothing was put back: File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_only_backups_past_their_period_are_thrown_away(kept: Kept, tmp_path: Path) -> None:
    old = {name: tmp_path / name for name in (
        "openbeat-20260101T000000Z-00000000.age", "openbeat-keys-20260101T000000Z-00000000.age",
        "openbeat-20260101T000000Z-00000001.age.unfinished", "openbeat-20260101T000000Z-00000000.age.txt", "mine.age",
    )}  # fmt: skip
    for path in old.values():
        path.write_bytes(b"")

    told = deployed.run(kept.environment, "backup", "--to", str(tmp_path)).stdout

    assert "1 copies of keys were thrown away: their days are over." in told
    assert "2 older ones were thrown away." in told
    assert sorted(path.name for path in old.values() if path.exists()) == ["mine.age", [*old][3]]


def test_what_is_written_while_a_backup_is_made_is_in_it_whole_or_not_at_all(kept: Kept, tmp_path: Path) -> None:
    if not isinstance(kept.database.place, Path):
        pytest.skip("PostgreSQL gives a moment by itself; to include this test, run it on SQLite")
    wrote = 0
    words = ["backup", "--to", str(tmp_path / "b")]
    with closing(sqlite3.connect(kept.database.place, timeout=30)) as writer:
        writer.execute("CREATE TABLE pairs (one INTEGER, two INTEGER)")
        with subprocess.Popen([*deployed.OPENBEAT, *words], env=kept.environment) as at_work:
            while at_work.poll() is None:
                wrote += 1
                writer.execute("INSERT INTO pairs VALUES (?, NULL)", (wrote,))
                writer.execute("UPDATE pairs SET two = one WHERE one = ?", (wrote,))
                writer.commit()
    (file,) = (tmp_path / "b").glob("*.age")

    kept.restore("--into", str(tmp_path / "back"), *kept.halves, file=file)

    back = Database(tmp_path / "back" / "openbeat.sqlite3")
    ((half, last),) = back.rows("SELECT count(*) FILTER (WHERE two IS NULL), max(one) FROM pairs")
    assert half == 0
    assert 0 < last <= wrote
