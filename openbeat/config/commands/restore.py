"""`openbeat restore`: a backup into a folder of its own, whole or not at all; `--drill` looks at it and removes it."""

from __future__ import annotations

import argparse
import errno
import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import pyrage
from django.conf import settings
from django.db import connection
from pyrage import x25519

from openbeat.config.commands import scratch
from openbeat.config.commands.archive import KeptFile, Target, unpack
from openbeat.config.commands.backup import CHECKPOINT
from openbeat.config.commands.databases import IntoCluster, IntoFolder
from openbeat.config.commands.layers import opened
from openbeat.config.commands.screen import Problem, say
from openbeat.core.ledger.queries import heads
from openbeat.kit import durable

DATABASE, KEYS = "database/", "keys/"
HALVES = ("the inside half", "the outside half")
MARK = "AGE-SECRET-KEY-1"
LAYERS = 2
LOOKS = ("database", "migrations", "files", "keys")

type Ask = Callable[[int], x25519.Identity]


@dataclass(frozen=True)
class Wanted:
    """What is put back, and where."""

    backup: Path
    keys: Path | None
    into: Path
    database: str  # a name in the PostgreSQL cluster; empty for SQLite
    serves: bool = True  # later, and not only for a drill


def run(options: argparse.Namespace) -> int:
    """Put a backup back, or try whether it could be."""
    backup = _existing(options.file)
    keys = _existing(options.keys) if options.keys else beside(backup)
    ask = asking(options.inside, options.outside)
    if options.drill:
        return drill(backup, keys, ask)
    if not options.into:
        raise Problem("say where to: --into FOLDER, which does not exist yet or is empty; or --drill to try it only")
    wanted = Wanted(backup, keys, Path(options.into).resolve(), options.database or "")
    told = put_back(wanted, ask)
    _say_what(wanted, told)
    return 0


def _existing(name: str) -> Path:
    path = Path(name).resolve()
    if not path.is_file():
        raise Problem(f"there is no file {path}")
    return path


def beside(backup: Path) -> Path | None:
    """The keys that were copied with this backup, where they lie as `openbeat backup` puts them."""
    name = backup.name.replace("openbeat-", "openbeat-keys-", 1)
    return next((path for path in (backup.parent / "keys" / name, backup.parent / name) if path.is_file()), None)


def asking(inside: str | None, outside: str | None) -> Ask:
    """Gives the identity of each layer: out of a file that was named, or typed; each is asked for once."""
    given: dict[int, x25519.Identity] = {}

    def ask(layer: int) -> x25519.Identity:
        if layer >= LAYERS:
            raise Problem("the backup has more layers than there are halves")
        if layer not in given:
            file = (inside, outside)[layer]
            text = Path(file).read_text(encoding="utf-8") if file else typed(HALVES[layer])
            given[layer] = identity(text, HALVES[layer])
        return given[layer]

    return ask


def typed(half: str) -> str:
    """Ask the person at the keyboard; what they type is not shown."""
    try:
        return getpass.getpass(f"Type {half}, as it stands on its sheet ({MARK}…): ")
    except EOFError:
        raise Problem(f"{half} is needed: type it, or name a file that holds it (--inside, --outside)") from None


def identity(text: str, half: str) -> x25519.Identity:
    """Read an identity out of a file (lines that begin with # are remarks) or a line; gaps do not matter."""
    lines = [line for line in text.splitlines() if not line.strip().startswith("#")]
    word = "".join("".join(lines).split()).upper()
    try:
        return x25519.Identity.from_str(word)
    except pyrage.IdentityError as fault:
        raise Problem(f"{half} cannot be read: it begins with {MARK}, and no letter may be missing") from fault


def put_back(wanted: Wanted, ask: Ask) -> dict[str, Any]:
    """Put all of it into its place, or nothing; gives what the backup says of itself. Raises Problem."""
    if wanted.into.exists() and (not wanted.into.is_dir() or any(wanted.into.iterdir())):
        raise Problem(f"{wanted.into} is not empty; nothing is ever written over: name a folder that does not exist")
    unfinished = wanted.into.with_name(f".{wanted.into.name}.restoring-{token_hex(4)}")
    database = IntoCluster(wanted.database) if wanted.database else IntoFolder(unfinished)
    try:
        unfinished.mkdir(parents=True, mode=0o700)
        told = _unpacked(wanted, ask, unfinished, database)
        database.finish()
        if wanted.serves:
            lay_head_aside(unfinished)
        unfinished.rename(wanted.into)
        durable.keep_names(wanted.into.parent)
    except BaseException as fault:
        database.give_up()
        shutil.rmtree(unfinished, ignore_errors=True)
        if isinstance(fault, OSError):
            raise Problem(_sentence(fault)) from fault
        raise
    return told


def lay_head_aside(folder: Path) -> None:
    """More may have been published since this backup, also where it has no head: nothing is signed until a person says.

    A file says so for as long as the one is missing that holds what was published last.
    """
    head = folder / CHECKPOINT
    if head.is_file():
        head.rename(head.with_name(f"{head.name}.of-the-backup"))
    mark = KeptFile(head.with_name(heads.restored().name))
    mark.write(b"put back from a backup: see docs/guide/back-up-and-upgrade.md\n")
    mark.settle()


def _sentence(fault: OSError) -> str:
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "the disk is full: nothing was put back; make room and try again"
    return f"nothing was put back: {fault.strerror or fault}"


def _unpacked(wanted: Wanted, ask: Ask, folder: Path, database: IntoCluster | IntoFolder) -> dict[str, Any]:
    def main(name: str) -> Target:
        if name.startswith(KEYS):
            raise Problem("this file holds keys: name it with --keys, and the backup itself first")
        return database.place(name) if name.startswith(DATABASE) else KeptFile(folder / name)

    def keys(name: str) -> Target:
        if not name.startswith(KEYS):
            raise Problem("the file named with --keys is no backup of keys")
        return KeptFile(folder / name)

    told = _open(wanted.backup, ask, main)
    if "database" not in told:
        raise Problem("the backup holds no database")
    (folder / "files").mkdir(exist_ok=True, mode=0o700)
    if wanted.keys:
        told["keys"] = _open(wanted.keys, ask, keys)["id"]
    return told


def _open(file: Path, ask: Ask, place: Callable[[str], Target]) -> dict[str, Any]:
    with file.open("rb") as source, opened(source, ask) as inside:
        return unpack(inside, place)


def _say_what(wanted: Wanted, told: dict[str, Any]) -> None:
    say(f"Put back into {wanted.into}: as it stood {told['made_at']}, {len(told['members'])} parts, each as packed.")
    if wanted.keys is None:
        say("Without keys: nothing that is sealed can be opened. Name their backup with --keys.")
    elif told["keys"] != told["id"]:
        say("The keys are of another moment: matters that were made between the two cannot be opened.")
    say("Now see docs/guide/back-up-and-upgrade.md: what must be done before it serves again.")


def drill(backup: Path, keys: Path | None, ask: Ask) -> int:
    """Put a backup back where nobody uses it, look whether it is whole and sound, and remove it; 0 when all holds."""
    if cleared := scratch.clear_away():
        say(f"{cleared} that were left in clear by commands that were killed are gone.")
    with _scratch() as wanted_place:
        wanted = Wanted(backup, keys, *wanted_place, serves=False)
        told = put_back(wanted, ask)
        say(f"ok    parts       {len(told['members'])}, each as it was packed at {told['made_at']}")
        bad = [not _keys_fit(told)] + [_asked(words, wanted) for words in examinations(told["made_at"])]
    say("The drill failed: see above." if any(bad) else "The drill holds: this backup can be put back.")
    return 1 if any(bad) else 0


def _keys_fit(told: dict[str, Any]) -> bool:
    if told.get("keys") == told["id"]:
        return True
    say("FAIL  keys        the backup of the keys that belongs to it was not found; name it with --keys")
    return False


@contextmanager
def _scratch() -> Iterator[tuple[Path, str]]:
    """A place for a drill: a folder beside the data, and a database where the installation has PostgreSQL."""
    mark = token_hex(4)
    folder = settings.OPENBEAT_DATA / f".drill-{mark}"
    name = f"openbeat_drill_{mark}" if connection.vendor == "postgresql" else ""
    with scratch.noted(folder, name):
        yield folder, name


def examinations(made_at: str) -> list[list[str]]:
    """What a drill asks of what it put back: does it hold, as of when it was made? Nothing came after that."""
    return [
        ["check", *(word for look in LOOKS for word in ("--only", look))],
        ["audit", "--at", made_at, "--stands-still"],
    ]


def _asked(words: list[str], wanted: Wanted) -> bool:
    """Ask the restored installation, in a process of its own; whether it had something to complain of."""
    surroundings = {**os.environ, "OPENBEAT_DATA": str(wanted.into), "OPENBEAT_KEYS": str(wanted.into / "keys")}
    if wanted.database:
        surroundings["PGDATABASE"] = wanted.database
    command = [sys.executable, "-m", "openbeat.config.cli", *words]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603  ourselves
    say(done.stdout + done.stderr, end="")
    return done.returncode != 0
