"""A code without a file: how many acts the log holds of the matter whose first receipt has this code. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from openbeat.kit import tlog, walking
from openbeat.kit.findings import Code, Finding
from openbeat.kit.notes import BadNote, Checkpoint, Note, Verifier
from openbeat.kit.walking import told

MOST_NUMBERS = 1000


def places(code: str, log: walking.Log, key: str = "") -> list[Finding]:
    """What the log shows to whoever has this code (17 signs, without gaps); never raises for what is served."""
    try:
        note = Note.parse(log.read("checkpoint"))
        head = Checkpoint.parse(note.text)
    except (walking.Unread, BadNote):
        return [Finding(Code.LOG_UNREAD)]
    return [_of_head(note, head, key), *_of_lines(tlog.secret_of(code), head, log), Finding(Code.CODE_ONLY)]


def _of_head(note: Note, head: Checkpoint, key: str) -> Finding:
    if not key:
        return Finding(Code.KEY_UNKNOWN)
    try:
        verifier = Verifier.parse(key)
        ours = walking.family(verifier.name) == walking.family(head.origin)
        note.require(replace(verifier, name=head.origin) if ours else verifier)
    except BadNote:
        return Finding(Code.LOG_SIGNATURE)
    if not ours:
        return Finding(Code.LOG_OTHER, {"origin": head.origin})
    return Finding(Code.LOG_SIGNED, {"origin": head.origin, "size": head.size})


def _of_lines(secret: bytes, head: Checkpoint, log: walking.Log) -> Iterator[Finding]:
    wanted = {tlog.place(secret, number): number for number in range(1, MOST_NUMBERS + 1)}
    try:
        walk = walking.through(log, walking.Span(head, head), wanted)
    except walking.Unread:
        yield Finding(Code.LOG_UNREAD)
        return
    if not walk.whole:
        yield Finding(Code.LOG_FORGED)
    elif not walk.seen:
        yield Finding(Code.NO_PLACES)
    else:
        last = max(walk.seen)
        yield from (Finding(Code.GAP_IN_LOG, {"number": n}) for n in range(1, last) if n not in walk.seen)
        yield from (Finding(Code.TWICE, {"number": n, "places": told(walk.seen[n])}) for n in walk.twice())
        lines = told([found[0] for found in walk.seen.values()])
        yield Finding(Code.PLACES, {"last": last, "places": lines})
