"""`openbeat witness`: follows a public log, keeps its last checkpoint, refuses a fork, and co-signs.

What it has signed it never takes back: the checkpoint is on the disk before the co-signature leaves the machine.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from openbeat.config.commands import remote
from openbeat.config.commands.screen import Problem, say
from openbeat.kit import merkle, notes
from openbeat.kit.notes import BadNote, Checkpoint, Note, Verifier
from openbeat.kit.walking import Log, Unread

FORKED = 4
PRIVATE = "PRIVATE+KEY"


class Fork(Exception):
    """The log does not extend what it showed before; its text says how."""


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
    while True:
        try:
            say(_look(base, path, signer, options.log_key))
        except Fork as fork:
            say(f"THE LOG WAS FORKED. {fork}")
            return FORKED
        except Unread as problem:
            if options.once:
                raise Problem(f"the log could not be read: {problem}") from None
            say(f"The log could not be read; once more in {options.every} seconds. {problem}")
        if options.once:
            return 0
        time.sleep(options.every)


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
        head = Checkpoint.parse(Note.parse(text).require(state.key))
    except BadNote as problem:
        raise Unread(f"its checkpoint is not signed as it should be: {problem}") from problem
    if head.origin != state.key.name:
        raise Unread(f"its checkpoint is of another log, {head.origin}")
    try:
        if state.note:
            _extends(log, state.head, head)
    except Fork as fork:
        evidence = path.with_name(path.name + ".fork")
        _write(evidence, f"{state.note}\n\n{text}")
        raise Fork(f"{fork} Both signed checkpoints are kept in {evidence}: show them to everybody.") from fork
    fresh = not state.note or head != state.head
    state = State(state.key, text)
    if fresh:
        _write(path, json.dumps({"key": str(state.key), "checkpoint": text}, indent=1) + "\n")
    return state, fresh


def _extends(log: Log, old: Checkpoint, new: Checkpoint) -> None:
    if new.size < old.size:
        raise Fork(f"It had {old.size} lines before, and shows {new.size} now.")
    ranges = merkle.consistency_ranges(old.size, new.size)
    tiles = log.tiles(merkle.tiles_of(ranges), new.size)
    try:
        proof = [merkle.range_hash(start, end, tiles) for start, end in ranges]
        merkle.check_consistency(old.size, old.root, proof, size=new.size, root=new.root)
    except merkle.MissingTile as problem:
        raise Unread(str(problem)) from problem
    except merkle.BadProof:
        raise Fork(f"The {new.size} lines that it shows now do not begin with the {old.size} of before.") from None


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
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
