"""`openbeat witness`: follows a public log, keeps its last checkpoint, refuses a fork, and co-signs.

What it has signed it never takes back: the checkpoint is on the disk before the co-signature leaves the machine.
"""

from __future__ import annotations

import argparse
import base64
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from openbeat.config.commands import remote
from openbeat.config.commands.screen import Problem, say
from openbeat.kit import durable, notes
from openbeat.kit.notes import BadNote, Checkpoint, Note, Verifier
from openbeat.kit.walking import Log, Unread, ended, growth

FORKED = 4
PRIVATE = "PRIVATE+KEY"


class Fork(Exception):
    """The log does not extend what it showed before; its text says how, and `proof` holds what else shows it."""

    def __init__(self, words: str, proof: str = "") -> None:
        super().__init__(words)
        self.proof = proof


class Anew(Unread):
    """The log that was followed has ended as it should, and another one goes on."""


@dataclass(frozen=True, slots=True)
class State:
    """What a witness remembers: the log's key, and the last checkpoint that it saw signed."""

    key: Verifier
    note: str

    @property
    def head(self) -> Checkpoint:
        """The last checkpoint."""
        return Checkpoint.parse(Note.parse(self.note).require(self.key))


@dataclass(frozen=True, slots=True)
class Signer:
    """The witness's own key."""

    name: str
    seed: bytes

    def line(self, text: str, seconds: int) -> notes.Signature:
        """Its co-signature over a checkpoint."""
        return notes.cosign(text, self.name, self.seed, seconds=seconds)

    def __str__(self) -> str:
        """What a log must know of it."""
        return str(Verifier(self.name, notes.COSIGNATURE, notes.public_of(self.seed)))


def run(options: argparse.Namespace) -> int:
    """Follow the log until somebody stops it; with --once look once. 0: it grew as it should; 4: it was forked."""
    base, path = remote.prefix(options.url), Path(options.state)
    signer = _signer(options)
    with _alone(path):
        return _follow(base, path, signer, options)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else remembers into the same file meanwhile; raises Problem."""
    lock = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Problem(f"another witness is at work with {path}") from None
    finally:
        os.close(lock)


def _follow(base: str, path: Path, signer: Signer | None, options: argparse.Namespace) -> int:
    while True:
        try:
            say(_look(base, path, signer, options.log_key))
        except Fork as fork:
            say(f"THE LOG WAS FORKED. {fork}")
            return FORKED
        except Unread as problem:
            words = _heading(problem)
            if options.once:
                raise Problem(f"{words}: {problem}") from None
            say(f"{words[0].upper()}{words[1:]}; once more in {options.every} seconds. {problem}")
        if options.once:
            return 0
        time.sleep(options.every)


def _heading(problem: Unread) -> str:
    if isinstance(problem, remote.Refused):
        return "the log does not take the co-signature"
    return "the log was begun anew" if isinstance(problem, Anew) else "the log could not be read"


def _look(base: str, path: Path, signer: Signer | None, key: str) -> str:
    """Look once; gives a sentence. Raises Fork and Unread."""
    log, state = Log(remote.over_http(base)), _remembered(path, key)
    text = log.read("checkpoint").decode(errors="replace")
    state, fresh = follow(log, state, text, path)
    words = f"{state.head.origin}: {state.head.size} lines, {'as before' if not fresh else 'grown as they should'}."
    if signer is None:
        return f"{words} Not co-signed: no --key."
    line = signer.line(Note.parse(text).text, int(time.time()))
    remote.post(f"{base}cosignature", str(Note(Note.parse(text).text, (line,))).encode())
    return f"{words} Co-signed as {signer.name}."


def follow(log: Log, state: State, text: str, path: Path) -> tuple[State, bool]:
    """Check that this checkpoint extends the one remembered, and remember it; says too whether it is a new one.

    Raises Fork, once both checkpoints are kept as evidence, and Unread.
    """
    try:
        head = _head(log, state, text)
        if state.note:
            _extends(log, state.head, head)
    except Fork as fork:
        evidence = path.with_name(path.name + ".fork")
        _write(evidence, f"{state.note}\n\n{text}{fork.proof}")
        raise Fork(f"{fork} Both signed checkpoints are kept in {evidence}: show them to everybody.") from fork
    fresh = not state.note or head != state.head
    state = State(state.key, text)
    if fresh:
        _write(path, json.dumps({"key": str(state.key), "checkpoint": text}, indent=1) + "\n")
    return state, fresh


def _head(log: Log, state: State, text: str) -> Checkpoint:
    """The summary shown, once it is signed; raises Unread, and Fork for a log begun anew from an older state."""
    try:
        head = Checkpoint.parse(Note.parse(text).text)
        Note.parse(text).require(replace(state.key, name=head.origin))
    except BadNote as problem:
        raise Unread(f"its checkpoint is not signed as it should be: {problem}") from problem
    if head.origin == state.key.name:
        return head
    older = ended(log, head, state.key) if state.note else []
    found = next((each for each in older if each.summary.origin == state.head.origin), None)
    if found is None:
        raise Unread(f"its checkpoint is of another log, {head.origin}")
    named = found.summary
    if named.size < state.head.size or (named.size == state.head.size and named.root != state.head.root):
        raise Fork(
            f"It was begun anew as {head.origin} and says that the old log ended with {named.size} lines; "
            f"it had signed {state.head.size}.",
            f"\n\n{found.note}",
        )
    raise Anew(_begun_anew(head, named))


def _begun_anew(new: Checkpoint, old: Checkpoint) -> str:
    words = f"it was begun anew as {new.origin}, after {old.size} lines, which are no fewer than were seen here."
    if new.size <= old.size:
        words = f"{words} The old one had {old.size} lines, and the new one has only {new.size}."
    return f"{words} Ask for its new key, and follow it with a new --state"


def _extends(log: Log, old: Checkpoint, new: Checkpoint) -> None:
    if new.size < old.size:
        raise Fork(f"It had {old.size} lines before, and shows {new.size} now.")
    if new.size == old.size:
        if new.root != old.root:
            raise Fork(f"The {new.size} lines that it shows now are not those of before.")
        return
    grown = growth(log, old.size, new.size)
    if grown.now != new.root:
        raise Unread("its tiles do not fit what it signed")
    if grown.was != old.root:
        parts = (f"{start} {end} {base64.b64encode(found).decode()}\n" for start, end, found in grown.parts)
        words = f"The {new.size} lines that it shows now do not begin with the {old.size} of before."
        raise Fork(words, "\n\nlines from, to, and the hash over them\n" + "".join(parts))


def _remembered(path: Path, key: str) -> State:
    if not path.exists():
        if not key:
            raise Problem("say once with which key the log signs: --log-key talk.example.gov/log+1234abcd+AQ…")
        try:
            return State(Verifier.parse(key), "")
        except BadNote as problem:
            raise Problem(f"--log-key: {problem}") from None
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        state = State(Verifier.parse(kept["key"]), kept["checkpoint"])
        state.head  # noqa: B018  raises where it is not signed
    except (ValueError, KeyError, TypeError) as problem:
        raise Problem(f"{path} is not what this witness wrote; put back a copy of it") from problem
    if key and key != str(state.key):
        raise Problem(f"{path} remembers this log under another key")
    return state


def _signer(options: argparse.Namespace) -> Signer | None:
    """The key in its file; made where there is none and a name was given."""
    if not options.key:
        return None
    path = Path(options.key)
    if not path.exists():
        if not options.name:
            raise Problem(f"there is no key {path}; to make one say who you are: --name witness.example.org")
        made = Signer(options.name, secrets.token_bytes(notes.SEED))
        _write(path, _written(made))
    try:
        signer = _read(path.read_text(encoding="utf-8").strip())
    except (ValueError, BadNote):
        raise Problem(f"{path} holds no key of a witness") from None
    say(f"Your key, for whoever runs the log: {signer}")
    return signer


def _written(signer: Signer) -> str:
    """As C2SP signed-note writes private keys."""
    key_id = Verifier(signer.name, notes.COSIGNATURE, notes.public_of(signer.seed)).key_id.hex()
    data = base64.b64encode(bytes([notes.COSIGNATURE]) + signer.seed).decode()
    return f"{PRIVATE}+{signer.name}+{key_id}+{data}\n"


def _read(text: str) -> Signer:
    name, _key_id, data = text.removeprefix(f"{PRIVATE}+").split("+", 2)
    raw = base64.b64decode(data, validate=True)
    signer = Signer(name, raw[1:])
    if raw[0] != notes.COSIGNATURE or _written(signer).strip() != text:
        raise ValueError(text[: len(PRIVATE)])
    return signer


def _write(path: Path, text: str) -> None:
    """All or nothing, on the disk, and for nobody else's eyes."""
    durable.replace(path, text.encode())
