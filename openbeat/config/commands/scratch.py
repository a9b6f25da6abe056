"""What lies in clear for as long as a command runs, noted meanwhile: a killed one's is named and cleared away."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from openbeat.config.commands.answers import Answers, State
from openbeat.config.commands.databases import IntoCluster
from openbeat.kit import durable

PREFIX = ".in-clear-"


@contextmanager
def noted(place: Path, database: str = "") -> Iterator[None]:
    """Until the end it is on the disk, before anything is there, that this folder and this database are ours alone."""
    note = settings.OPENBEAT_DATA / f"{PREFIX}{token_hex(4)}"
    with note.open("x", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go of by the system, however we end
        json.dump({"place": str(place), "database": database}, file)
        durable.settle(file)
        try:
            yield
        finally:
            clear(place, database)
            note.unlink(missing_ok=True)


def clear(place: Path, database: str) -> None:
    """Nothing is left of it."""
    shutil.rmtree(place, ignore_errors=True)
    if database:
        IntoCluster.drop(database)


def left() -> Iterator[tuple[Path, Path, str]]:
    """Each note of a command that was killed, with the folder and the database that it names."""
    for note in sorted(settings.OPENBEAT_DATA.glob(f"{PREFIX}*")):
        with note.open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                continue  # it still runs
            if told := file.read():  # empty: it begins just now
                facts = json.loads(told)
                yield note, Path(facts["place"]), str(facts["database"])


def clear_away() -> int:
    """Remove what killed commands left; gives how many."""
    found = list(left())
    for note, place, database in found:
        clear(place, database)
        note.unlink(missing_ok=True)
    return len(found)


def what_was_left() -> Answers:
    """No drill and no export was killed that left something in clear."""
    there = list(left())
    for _note, place, database in there:
        also = f" and in the database {database}" if database else ""
        yield (
            State.LOOK,
            f"a command was killed and left what was sealed in clear in {place}{also}; the next drill removes it",
        )
    if not there:
        yield State.OK, "no drill and no export left anything in clear"
