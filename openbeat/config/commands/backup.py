"""`openbeat backup`: database and files in one sealed file, the keys in another that lives less long."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from secrets import token_hex

import pyrage
from django.conf import settings
from django.utils import timezone
from pyrage import x25519

import openbeat
from openbeat.config.commands import databases
from openbeat.config.commands.archive import NAME as MEMBER
from openbeat.config.commands.archive import Packing, links, name_in
from openbeat.config.commands.layers import sealed
from openbeat.config.commands.migrate import waiting
from openbeat.config.commands.screen import Problem, say
from openbeat.core.evidence import queries as evidence
from openbeat.core.files import queries as files
from openbeat.core.vault import copies
from openbeat.core.vault import queries as vault
from openbeat.core.vault.models import Side
from openbeat.kit import durable, keeping

UNFINISHED = ".unfinished"
NAME = re.compile(r"openbeat-(?P<keys>keys-)?(?P<when>\d{8}T\d{6}Z)-[0-9a-f]{8}\.age(?P<unfinished>\.unfinished)?")
CHECKPOINT = "log/checkpoint"
FORGOTTEN = timedelta(days=1)  # after that, whoever was writing it is gone


@dataclass(frozen=True)
class Job:
    """One backup: where its two files go, to whom they are sealed, and its name."""

    folder: Path
    keys_folder: Path
    recipients: Sequence[x25519.Recipient]
    at: datetime

    def __post_init__(self) -> None:
        for folder in (self.folder, self.keys_folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def run(options: argparse.Namespace) -> int:
    """Throw away keys whose days are over, make a backup if that can be, then throw away what else is too old."""
    folder = Path(options.to or settings.OPENBEAT_BACKUPS).resolve()
    keys_folder = Path(options.keys_to).resolve() if options.keys_to else folder / copies.KEYS
    if gone := copies.throw_away([folder, keys_folder], timezone.now()):
        say(f"{gone} copies of keys were thrown away: their days are over.")
    if waiting():
        raise Problem("the database is not up to date; run: openbeat migrate")
    job = Job(folder, keys_folder, recipients(options.recipient), timezone.now())
    made = make(job)
    for path in made:
        say(f"{path} ({path.stat().st_size:,} bytes)")
    gone = throw_away(folder, keys_folder, at=job.at)
    if gone:
        say(f"{gone} older ones were thrown away.")
    return 0


def recipients(named: Sequence[str]) -> list[x25519.Recipient]:
    """To whom a backup is sealed, the outermost first: the halves of recovery, or those named while there are none."""
    halves = _halves()
    if len(halves) == 1:
        raise Problem("only one half of the recovery key was made: make the other, then back up")
    if halves and named:
        raise Problem("there is a recovery key: a backup is sealed to its two halves; leave --recipient out")
    if not halves and not named:
        raise Problem("there is no recovery key to seal a backup to: make one (see docs/guide/back-up-and-upgrade.md)")
    try:
        return [x25519.Recipient.from_str(text.strip()) for text in halves or named]
    except pyrage.RecipientError as fault:
        raise Problem("a recipient is a word that begins with age1; one that was given is none") from fault


def _halves() -> list[str]:
    there = vault.halves()
    return [there[side].recipient for side in (Side.INSIDE, Side.OUTSIDE) if side in there]


def make(job: Job) -> list[Path]:
    """Write both files; gives their paths. Nothing that the database names is thrown away meanwhile."""
    mark = f"{job.at.astimezone(UTC):{copies.WHEN}}-{token_hex(4)}"
    facts = {"id": mark, "made_at": job.at.isoformat(), "version": openbeat.__version__}
    main, keys = job.folder / f"openbeat-{mark}.age", job.keys_folder / f"openbeat-keys-{mark}.age"
    try:
        with keeping.copying(settings.OPENBEAT_DATA):
            head = _head()  # before the database, whose log then contains it, however it grows meanwhile
            with _written(main, job.recipients) as packing:
                told = databases.pack(packing)  # before the files: what its rows name is there, and stays
                _pack_files(packing, head)
                packing.finish({"holds": "database and files", **facts, **told})
            with _written(keys, job.recipients) as packing:
                packing.tree(copies.KEYS, keys_root(), leave_out=_is_passing)
                packing.finish({"holds": "keys", **facts})
    except BlockingIOError as fault:
        raise Problem("another backup is being made just now") from fault
    return [main, keys]


def _head() -> bytes | None:
    """The summary of the log that was published last."""
    checkpoint = settings.OPENBEAT_DATA / CHECKPOINT
    return checkpoint.read_bytes() if checkpoint.is_file() else None


def _pack_files(packing: Packing, head: bytes | None) -> None:
    packing.tree("files", Path(settings.MEDIA_ROOT), leave_out=lambda path: _is_passing(path) or _is_strange(path))
    for path in links(Path(settings.MEDIA_ROOT)):
        _leave_out(path, "No backup follows a link.")
    if head is not None:
        packing.file(CHECKPOINT, BytesIO(head), len(head))


def _is_passing(path: Path) -> bool:
    """A file that is being written now belongs to no row yet, or will have its name in a moment."""
    return path.name.startswith(".")


def _is_strange(path: Path) -> bool:
    """A file with a name that no backup takes: it is left out, and said, unless a row names it. Raises Problem."""
    if MEMBER.fullmatch(name_in("files", Path(settings.MEDIA_ROOT), path)):
        return False
    _leave_out(path, "No row names it, and no backup takes such a name.")
    return True


def _leave_out(path: Path, why: str) -> None:
    name, tokens = name_in("files", Path(settings.MEDIA_ROOT), path), [path.name, path.stem]
    if files.known(tokens) or evidence.known(tokens):
        raise Problem(f"a row names a file that no backup takes: {name!a}")
    say(f"Left out: {name!a}. {why}")


def keys_root() -> Path:
    """Where the wrapped keys lie."""
    return Path(settings.OPENBEAT_KEYS)


@contextmanager
def _written(path: Path, to: Sequence[x25519.Recipient]) -> Iterator[Packing]:
    """A sealed file, whole and on the disk under its name, or nothing of it."""
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            with sealed(target, to) as inside, _ended(Packing(inside)) as packing:
                yield packing
            durable.settle(target)
        unfinished.rename(path)
        durable.keep_names(path.parent)
    except OSError as fault:
        raise Problem(f"the backup could not be written: {fault.strerror or fault}; nothing is left of it") from fault
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _ended(packing: Packing) -> Iterator[Packing]:
    try:
        yield packing
    except BaseException:
        packing.give_up()
        raise


def throw_away(folder: Path, keys_folder: Path, *, at: datetime) -> int:
    """Remove backups past their periods, and what a killed one left; gives how many. Other files are not touched."""
    days = {"": settings.OPENBEAT_BACKUP_DAYS, "keys-": settings.OPENBEAT_KEYS_BACKUP_DAYS}
    gone = 0
    for where in {folder, keys_folder}:
        for path, kind, made, unfinished in _found(where):
            if at - made > (FORGOTTEN if unfinished else timedelta(days=days[kind])):
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _found(folder: Path) -> Iterator[tuple[Path, str, datetime, bool]]:
    for path in folder.iterdir():
        if match := NAME.fullmatch(path.name):
            made = datetime.strptime(match["when"], copies.WHEN).replace(tzinfo=UTC)
            yield path, match["keys"] or "", made, bool(match["unfinished"])


def newest(folder: Path) -> datetime | None:
    """When the newest whole backup was made."""
    if not folder.is_dir():
        return None
    return max((made for _path, kind, made, unfinished in _found(folder) if not (kind or unfinished)), default=None)
