"""What `openbeat check` asks about keys: the folder, the halves, the outside body, and files that belong to no row."""

from __future__ import annotations

from collections.abc import Iterator
from stat import S_IMODE

from django.utils import translation

from openbeat.core.vault import queries, store
from openbeat.core.vault.services.safes import ready

OTHERS = 0o077

type Answers = Iterator[tuple[str, str]]


def are_keys_sound() -> Answers:
    """The folder is for this account alone; nothing there is strange; nothing waits for long."""
    yield from _folder()
    yield from _files()
    with translation.override("en"):
        for sentence in ready():
            yield "look", str(sentence)
    if count := queries.stale_recovery().count():
        yield "look", f"{count} matters are not wrapped for both halves of today: see openbeat keys status"
    if count := queries.stale_keys().count():
        yield "look", f"{count} keys of people are not wrapped for both halves of today: see openbeat keys status"
    for kind in queries.kinds_without_period():
        yield "look", f"no period is set for {kind}: nothing of it is ever destroyed; see /records/"


def _folder() -> Answers:
    folder = store.root()
    if not folder.exists():
        yield ("FAIL" if queries.how_many_keys() else "ok"), f"{folder} is not there yet"
        return
    mode = S_IMODE(folder.stat().st_mode)
    if mode & OTHERS:
        yield "FAIL", f"{folder} is open to other accounts ({mode:04o}); run: chmod 700 {folder}"
    elif not store.can_write():
        yield "FAIL", f"{folder} cannot be written"
    else:
        yield "ok", f"{folder}: {queries.how_many_keys()} people have a key"


def _files() -> Answers:
    if strays := len({*store.tokens(older=2 * store.HOUR)} - {*queries.files()}):
        yield (
            "look",
            f"{strays} files belong to no row: the worker should have removed them, or this folder is not ours",
        )
    if count := queries.unvouched():
        yield "FAIL", f"{count} recipients in the database are not what this program wrote: nothing is sealed to them"
    if count := queries.astray():
        yield (
            "FAIL",
            f"{count} matters are wrapped for somebody to a key that is not theirs: add them as readers anew",
        )
    if loose := sum(1 for token in store.tokens() if store.mode(token) & OTHERS):
        yield "FAIL", f"{loose} wrapped keys are open to other accounts; run: chmod -R go= {store.root()}"
