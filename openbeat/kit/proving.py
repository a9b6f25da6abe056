"""Checks a proof file: against a key, against a summary that somebody kept, against the log of today. Pure.

What follows is data (`findings`). The page /log/verify/ does the same in the browser; the same vectors check both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from openbeat.kit import merkle, tlog, walking
from openbeat.kit.findings import Code, Finding
from openbeat.kit.notes import BadNote, Checkpoint, Note, Verifier
from openbeat.kit.proofs import Act, NotAProof, ProofFile, parse
from openbeat.kit.walking import Log

AHEAD = 16  # how many numbers after the last one are looked for: a server that leaves one out is found out, too


@dataclass(frozen=True, slots=True)
class Against:
    """What the file is checked against: a key, a summary that was kept, the log of today; each may be missing."""

    key: str = ""
    kept: bytes = b""
    log: Log | None = None


NOTHING = Against()
KEY_IS_KNOWN = {Code.KEY_GIVEN, Code.OTHER_KEY, Code.KEY_OF_LOG, Code.LOG_SIGNATURE}


def check(data: bytes, against: Against = NOTHING) -> list[Finding]:
    """Everything that can be said about a proof file; never raises for what is in it."""
    try:
        file = parse(data)
        head, key = Checkpoint.parse(Note.parse(file.checkpoint).text), Verifier.parse(file.key)
    except NotAProof as problem:
        return [Finding(Code.BROKEN, {"where": problem.where})]
    except BadNote:
        return [Finding(Code.BROKEN, {"where": "checkpoint"})]
    if (head.origin, key.name) != (file.origin, file.origin):
        return [Finding(Code.OTHER_LOG, {"origin": file.origin})]
    holds = _signed(file.checkpoint, key)
    found = [_of_signature(file, head, holds=holds), *_of_key(file, against.key), *_of_acts(file, head)]
    found += [_of_numbers(file), *_of_kept(head, key, against.kept)]
    said = _of_log(file, head, key, against) if holds else [Finding(Code.NOT_LOOKED)]
    if not {each.code for each in (*found, *said)} & KEY_IS_KNOWN:
        found.append(Finding(Code.KEY_FROM_FILE, {"key": file.key}))
    return _without_settled([*found, *said])


def _without_settled(found: list[Finding]) -> list[Finding]:
    """An act that waited and has its place by now waits no more."""
    settled = {each.facts["number"] for each in found if each.code in {Code.PLACED, Code.STATEMENT}}
    return [each for each in found if each.code != Code.WAITS or each.facts["number"] not in settled]


def _signed(note: bytes, key: Verifier) -> bool:
    try:
        return bool(Note.parse(note).signed_by([key]))
    except BadNote:
        return False


def _of_signature(file: ProofFile, head: Checkpoint, *, holds: bool) -> Finding:
    if holds:
        return Finding(Code.SIGNED, {"origin": file.origin, "size": head.size})
    return Finding(Code.SIGNATURE_WRONG)


def _of_key(file: ProofFile, given: str) -> Iterator[Finding]:
    if given:
        yield Finding(Code.KEY_GIVEN if given == file.key else Code.OTHER_KEY)


def _told(act: Act) -> dict[str, str | int]:
    return {"number": act.number, "act": act.act, "at": act.at[:16].replace("T", " ") + " UTC"}


def _leaf(file: ProofFile, act: Act) -> bytes:
    return tlog.Statement(file.secret, act.number, act.act, act.at, act.facts).leaf()


def _of_acts(file: ProofFile, head: Checkpoint) -> Iterator[Finding]:
    for act in file.acts:
        if act.index is None:
            yield Finding(Code.WAITS, _told(act))
            continue
        leaf = merkle.leaf_hash(_leaf(file, act))
        try:
            merkle.check_inclusion(leaf, act.index, act.proof, size=head.size, root=head.root)
        except merkle.BadProof:
            yield Finding(Code.NOT_INCLUDED, _told(act))
        else:
            yield Finding(Code.ACT, _told(act))


def _of_numbers(file: ProofFile) -> Finding:
    if not file.acts:
        return Finding(Code.NO_ACTS)
    for wanted, act in enumerate(file.acts, start=1):
        if act.number != wanted:
            return Finding(Code.GAP, {"number": wanted})
    return Finding(Code.NO_GAP, {"last": len(file.acts)})


def _of_kept(head: Checkpoint, key: Verifier, kept: bytes) -> Iterator[Finding]:
    if not kept:
        return
    try:
        known = Checkpoint.parse(Note.parse(kept).require(key))
    except BadNote:
        yield Finding(Code.LOG_SIGNATURE)
        return
    if known.size != head.size:
        yield Finding(Code.KNOWN_APART, {"known": known.size, "size": head.size})
    else:
        yield Finding(Code.KNOWN_SAME if known.root == head.root else Code.KNOWN_DIFFERS, {"size": head.size})


# --- the log of today ------------------------------------------------------------------------------
def _of_log(file: ProofFile, old: Checkpoint, key: Verifier, against: Against) -> list[Finding]:
    if against.log is None:
        return [Finding(Code.NOT_LOOKED)]
    try:
        note = against.log.read("checkpoint")
        head = Checkpoint.parse(Note.parse(note).text)
    except walking.Unread:
        return [Finding(Code.NOT_LOOKED)]
    except BadNote:
        return [Finding(Code.LOG_SIGNATURE)]
    if head.origin != file.origin:
        follows = _signed(note, replace(key, name=head.origin)) and walking.follows(against.log, old, head, key)
        return [Finding(Code.LOG_FOLLOWS if follows else Code.LOG_OTHER, {"origin": head.origin})]
    return _of_head(file, old, head, against.log) if _signed(note, key) else [Finding(Code.LOG_SIGNATURE)]


def _of_head(file: ProofFile, old: Checkpoint, head: Checkpoint, log: Log) -> list[Finding]:
    found = [Finding(Code.KEY_OF_LOG)]
    if head.size < old.size:
        return [*found, Finding(Code.OLDER, {"size": head.size, "before": old.size})]
    return [*found, *_of_walk(file, old, head, log)]


def _of_walk(file: ProofFile, old: Checkpoint, head: Checkpoint, log: Log) -> list[Finding]:
    placed = [act for act in file.acts if act.index is not None]
    start = min(placed[-1].index or 0 if placed else 0, old.size)
    first = placed[-1].number + 1 if placed else 1
    last = max(first, file.acts[-1].number if file.acts else 0) + AHEAD
    wanted = {tlog.place(file.secret, number): number for number in range(first, last + 1)}
    try:
        walk = walking.through(log, walking.Span(start - start % merkle.WIDTH, old, head), wanted)
    except walking.Unread:
        return [Finding(Code.LOG_UNREAD)]
    if not walk.whole or not walk.grew:
        return [Finding(Code.FORK if walk.whole else Code.LOG_FORGED)]
    seen = list(_of_seen(file, walk, old))
    more = {each.code for each in seen} & {Code.KEPT_BACK, Code.LATER}
    end = [] if more else [Finding(Code.NOTHING_MORE, {"size": head.size})]
    return [Finding(Code.EXTENDS, {"size": head.size}), *seen, *end]


def _of_seen(file: ProofFile, walk: walking.Walk, old: Checkpoint) -> Iterator[Finding]:
    waiting = {act.number: act for act in file.acts}
    for number, (index, entry) in walk.seen.items():
        if act := waiting.get(number):
            yield Finding(Code.PLACED if entry == _leaf(file, act) else Code.STATEMENT, _told(act))
        else:
            yield Finding(Code.KEPT_BACK if index < old.size else Code.LATER, {"number": number})
