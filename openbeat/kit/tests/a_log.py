"""A small public log in memory, and proof files out of it: for tests, and for the vectors of the browser."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from openbeat.kit import merkle, notes, tlog
from openbeat.kit.walking import Log, Unread

ORIGIN = "talk.example.gov/log"
SEED = sha256(b"the key of the tests").digest()
OTHER_SEED = sha256(b"another key").digest()
SECRET = tlog.secret_of("0123456789ABCDEF0")
AT = "2026-05-04T12:00:00.000000Z"


def base64_of(data: bytes) -> str:
    """As JSON holds bytes."""
    return base64.b64encode(data).decode()


def noise(number: int) -> bytes:
    """A leaf of some other matter."""
    return sha256(f"noise {number}".encode()).digest() + sha256(f"more {number}".encode()).digest()[:16]


def key_of(seed: bytes = SEED, origin: str = ORIGIN) -> str:
    """The verifier key."""
    return str(notes.Verifier(origin, notes.ED25519, notes.public_of(seed)))


@dataclass
class ALog:
    """The lines of a log; each state of it can be served and signed."""

    lines: list[bytes] = field(default_factory=list)
    seed: bytes = SEED
    origin: str = ORIGIN

    def hashes(self, size: int) -> list[bytes]:
        return [merkle.leaf_hash(line) for line in self.lines[:size]]

    def checkpoint(self, size: int | None = None) -> str:
        size = len(self.lines) if size is None else size
        head = notes.Checkpoint(self.origin, size, merkle.root(self.hashes(size)))
        return str(notes.sign(str(head), self.origin, self.seed))

    def served(self) -> dict[str, bytes]:
        """Every file of it, by its path."""
        size = len(self.lines)
        tiles = merkle.grow(0, {}, self.hashes(size))
        found = {f"tile/{tlog.TilePath(level, index, len(tile) // 32)}": tile for (level, index), tile in tiles.items()}
        for index in range(-(-size // 256)):
            bundle = self.lines[index * 256 : index * 256 + 256]
            found[f"tile/{tlog.TilePath(None, index, len(bundle))}"] = tlog.bundle(bundle)
        return found | {"checkpoint": self.checkpoint().encode()}


def reading(served: dict[str, bytes], home: str = ORIGIN) -> Log:
    """Reads what is served, by default from where the name of the log says."""

    def read(path: str) -> bytes:
        if path not in served:
            raise Unread(path)
        return served[path]

    return Log(read, home=home)


def an_act(number: int, act: str, facts: dict[str, Any] | None = None, index: int | None = None) -> dict[str, Any]:
    """An act as a proof file tells it, without its proof."""
    return {"number": number, "act": act, "at": AT, "facts": facts or {}, "index": index, "proof": []}


def leaf(act: dict[str, Any], secret: bytes = SECRET) -> bytes:
    """The line that this act gets."""
    return tlog.Statement(secret, act["number"], act["act"], act["at"], act["facts"]).leaf()


def a_file(log: ALog, acts: list[dict[str, Any]], size: int | None = None, **other: Any) -> dict[str, Any]:
    """A proof file over these acts, as the log stood at this size."""
    size = len(log.lines) if size is None else size
    hashes = log.hashes(size)
    proven = [
        {**act, "proof": [base64_of(each) for each in merkle.inclusion_proof(act["index"], hashes)]}
        if act["index"] is not None
        else act
        for act in acts
    ]
    told = {"openbeat": "proof", "v": 1, "origin": log.origin, "key": key_of(log.seed, log.origin)}
    told |= {"secret": base64_of(SECRET), "checkpoint": log.checkpoint(size), "made_at": "2026-05-04T12:00:00Z"}
    return {**told, "acts": proven, **other}


def as_json(file: dict[str, Any]) -> str:
    """As it is kept."""
    return json.dumps(file, ensure_ascii=False)


def as_html(text: str) -> str:
    """As the HTML file keeps it."""
    safe = text.replace("<", "\\u003c")
    return f'<!doctype html>\n<script type="application/json" id="proof">{safe}</script>\n'
