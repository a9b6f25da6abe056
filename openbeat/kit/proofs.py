"""The proof file that the holder of a matter keeps, read strictly. Its format is in docs/decisions/0026."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Never

from openbeat.kit.tlog import MOST_DEPTH

MOST_BYTES = 4_000_000
MOST_ACTS = 5_000
MOST_HASHES = 63  # a tree of 2^63 leaves is no tree
MOST_DIGITS = 16
SAFE = 2**53 - 1  # whole numbers that every reader of JSON reads alike
HASH = 32
KEPT_IN_HTML = re.compile(r'<script type="application/json" id="proof">(.*?)</script>', re.DOTALL)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
WORD = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
NAME = re.compile(r"[!-*,-~]{1,200}", re.ASCII)  # seen, no space, no plus sign
LINE = re.compile(r"[!-~]{1,400}", re.ASCII)
NOTE = re.compile(r"[^\0]{1,20000}")


class NotAProof(ValueError):
    """Raised where a file is not a proof file; `where` names the first thing in it that is not as it must be."""

    def __init__(self, where: str) -> None:
        super().__init__(f"this is not a proof file of a public log, or it was damaged: {where}")
        self.where = where


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the matter as the file tells it; `index` is its place in the log, or None where it still waits."""

    number: int
    act: str
    at: str
    facts: dict[str, Any]
    index: int | None
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ProofFile:
    """What the file says; nothing of it is checked yet but its form."""

    origin: str
    key: str
    secret: bytes
    checkpoint: bytes
    made_at: datetime
    acts: tuple[Act, ...]


def parse(data: bytes) -> ProofFile:
    """Read a proof file, or the HTML file that keeps one; raises NotAProof."""
    if len(data) > MOST_BYTES:
        raise NotAProof("size")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise NotAProof("letters") from None
    if text.lstrip().startswith("<"):
        text = _from_html(text)
    return _file(_json(text))


def _from_html(text: str) -> str:
    found = KEPT_IN_HTML.findall(text)
    if len(found) != 1:
        raise NotAProof("html")
    return str(found[0])


def _json(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number, parse_int=_whole
        )
    except NotAProof:
        raise
    except (ValueError, RecursionError):
        raise NotAProof("json") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotAProof("twice")
    return found


def _no_number(_digits: str) -> Never:
    raise NotAProof("number")


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS or digits == "-0" or abs(int(digits)) > SAFE:
        raise NotAProof("number")
    return int(digits)


def _file(value: Any) -> ProofFile:
    fields = _fields(value, "file", "openbeat", "v", "origin", "key", "secret", "checkpoint", "made_at", "acts")
    if fields["openbeat"] != "proof":
        raise NotAProof("openbeat")
    if not _is_whole(fields["v"]) or fields["v"] != 1:
        raise NotAProof("v")
    return ProofFile(
        origin=_text(fields["origin"], NAME, "origin"),
        key=_text(fields["key"], LINE, "key"),
        secret=_bytes(fields["secret"], "secret"),
        checkpoint=_text(fields["checkpoint"], NOTE, "checkpoint").encode(),
        made_at=_moment(fields["made_at"]),
        acts=_in_order(_list(fields["acts"], MOST_ACTS, _act, "acts")),
    )


def _in_order(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Numbers and places rise, and whatever waits comes last."""
    for before, after in pairwise(acts):
        if after.number <= before.number:
            raise NotAProof("number")
        if after.index is not None and (before.index is None or after.index <= before.index):
            raise NotAProof("index")
    return acts


def _act(value: Any) -> Act:
    fields = _fields(value, "acts", "number", "act", "at", "facts", "index", "proof")
    index = None if fields["index"] is None else _number(fields["index"], 0, "index")
    proof = _list(fields["proof"], MOST_HASHES, lambda each: _bytes(each, "proof"), "proof")
    if index is None and proof:
        raise NotAProof("proof")
    return Act(
        number=_number(fields["number"], 1, "number"),
        act=_text(fields["act"], WORD, "act"),
        at=_text(fields["at"], MOMENT, "at"),
        facts=_facts(fields["facts"]),
        index=index,
        proof=proof,
    )


def _fields(value: Any, where: str, *names: str) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != set(names):
        raise NotAProof(where)
    return value


def _list[T](value: Any, most: int, each: Callable[[Any], T], where: str) -> tuple[T, ...]:
    if not isinstance(value, list) or len(value) > most:
        raise NotAProof(where)
    return tuple(each(item) for item in value)


def _text(value: Any, form: re.Pattern[str], where: str) -> str:
    if not isinstance(value, str) or not form.fullmatch(value) or not _is_text(value):
        raise NotAProof(where)
    return value


def _moment(value: Any) -> datetime:
    """A second that there is."""
    try:
        return datetime.strptime(_text(value, SECOND, "made_at"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise NotAProof("made_at") from None


def _number(value: Any, least: int, where: str) -> int:
    if not _is_whole(value) or value < least:
        raise NotAProof(where)
    return int(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: str) -> bool:
    """Whether it has an UTF-8 form: JSON can write half a pair of surrogates."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _bytes(value: Any, where: str) -> bytes:
    """Thirty-two bytes in the one form that base64 has for them."""
    if not isinstance(value, str):
        raise NotAProof(where)
    try:
        found = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise NotAProof(where) from None
    if len(found) != HASH or base64.b64encode(found).decode() != value:
        raise NotAProof(where)
    return found


def _facts(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotAProof("facts")
    _plain(value, MOST_DEPTH)
    return value


def _plain(value: Any, depth: int) -> None:
    """Text, whole numbers, yes, no, nothing, and lists and names of these."""
    if not depth or (isinstance(value, str) and not _is_text(value)):
        raise NotAProof("facts")
    inside: Iterable[Any] = ()
    if isinstance(value, dict):
        inside = (*value.keys(), *value.values())
    elif isinstance(value, list):
        inside = value
    for each in inside:
        _plain(each, depth - 1)
