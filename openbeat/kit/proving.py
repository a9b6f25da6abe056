"""Checks a proof file: against a key, against a summary that somebody kept, against the log of today. Pure.

What follows is data (`findings`). The page /log/verify/ does the same in the browser; the same vectors check both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from openbeat.kit import merkle, tlog, walking
from openbeat.kit.findings import Code, Finding
from openbeat.kit.notes import BadNote, Checkpoint, Note, Verifier
from openbeat.kit.proofs import Act, NotAProof, ProofFile, parse
from openbeat.kit.walking import Log

AHEAD = 16  # how many numbers after the last one are looked for: a server that leaves one out is found out, too
GRACE = timedelta(hours=1)  # for a batch to be signed and seen
A_DAY_OF_LINES = tlog.LEAST_BATCH * (tlog.A_DAY // tlog.SLOT)


@dataclass(frozen=True, slots=True)
class Against:
    """What the file is checked against: a key, a kept summary, the log of today, witnesses, the time; any may lack."""

    key: str = ""
    kept: bytes = b""
    log: Log | None = None
    now: datetime | None = None
    witnesses: tuple[Verifier, ...] = ()


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
    today = _today(against.log) if holds else None
    said = [Finding(Code.NOT_LOOKED)] if today is None else _of_log(file, (head, key), today, against.now)
    if holds:
        found += _of_witnesses(file, said, today, against.witnesses)
    if not {each.code for each in (*found, *said)} & KEY_IS_KNOWN:
        found.append(Finding(Code.KEY_FROM_FILE, {"key": file.key}))
    return _without_settled([*found, *said])


def _without_settled(found: list[Finding]) -> list[Finding]:
    """An act that waited and has its place by now waits no more."""
    settled = {each.facts["number"] for each in found if each.code in {Code.PLACED, Code.STATEMENT, Code.NEVER_PLACED}}
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


def _of_witnesses(
    file: ProofFile, said: list[Finding], today: Today | None, witnesses: tuple[Verifier, ...]
) -> Iterator[Finding]:
    """A witness signed this file's summary, or that of today where it grew out of this file's."""
    grew = today if Code.EXTENDS in {each.code for each in said} else None
    if grew and not witnesses:
        yield Finding(Code.NO_WITNESS)
    for witness in witnesses:
        holds = _signed(file.checkpoint, witness) or (grew is not None and _signed(grew.note, witness))
        yield Finding(Code.WITNESSED if holds else Code.NOT_WITNESSED, {"name": witness.name})


# --- the log of today ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Today:
    """The log, and the summary that it shows."""

    log: Log
    note: bytes


def _today(log: Log | None) -> Today | None:
    try:
        return Today(log, log.read("checkpoint")) if log else None
    except walking.Unread:
        return None


def _of_log(file: ProofFile, then: tuple[Checkpoint, Verifier], today: Today, now: datetime | None) -> list[Finding]:
    (old, key), log = then, today.log
    try:
        head = Checkpoint.parse(Note.parse(today.note).text)
    except BadNote:
        return [Finding(Code.LOG_SIGNATURE)]
    if head.origin != file.origin:
        ended = walking.ended(log, head, key) if _signed(today.note, replace(key, name=head.origin)) else []
        return [_of_anew(old, head, [each.summary for each in ended])]
    if not _signed(today.note, key):
        return [Finding(Code.LOG_SIGNATURE)]
    found = [Finding(Code.KEY_OF_LOG)] if log.is_of(file.origin) else []
    if head.size < old.size:
        return [*found, Finding(Code.OLDER, {"size": head.size, "before": old.size})]
    least = old.size + _due(file, now)
    if head.size < least:
        found.append(Finding(Code.STALE, {"size": head.size, "least": least}))
    return [*found, *_of_walk(file, (old, head), log, now)]


def _of_anew(old: Checkpoint, head: Checkpoint, ended: list[Checkpoint]) -> Finding:
    named = next((each for each in ended if each.origin == old.origin), None)
    if named is None:
        ours = ended and walking.family(ended[0].origin) == walking.family(old.origin)
        return Finding(Code.LOG_APART if ours else Code.LOG_OTHER, {"origin": head.origin})
    if named.size < old.size:
        return Finding(Code.LOG_CUT, {"origin": head.origin, "size": named.size, "before": old.size})
    if named.size == old.size and named.root != old.root:
        return Finding(Code.FORK)
    return Finding(Code.LOG_FOLLOWS, {"origin": head.origin})


def _due(file: ProofFile, now: datetime | None) -> int:
    """How many lines the fixed times since the file was made have brought at least."""
    if now is None:
        return 0
    return max(0, (tlog.slot_of(now - GRACE) - tlog.slot_of(file.made_at)) // tlog.SLOT) * tlog.LEAST_BATCH


def _of_walk(file: ProofFile, heads: tuple[Checkpoint, Checkpoint], log: Log, now: datetime | None) -> list[Finding]:
    old, head = heads
    numbers = {act.number for act in file.acts} | set(range(1, len(file.acts) + AHEAD + 1))
    wanted = {tlog.place(file.secret, number): number for number in numbers}
    try:
        walk = walking.through(log, walking.Span(old, head), wanted)
    except walking.Unread:
        return [Finding(Code.LOG_UNREAD)]
    if not walk.whole or not walk.grew:
        return [Finding(Code.FORK if walk.whole else Code.LOG_FORGED)]
    late = now is not None and now - file.made_at > tlog.A_DAY and head.size >= old.size + A_DAY_OF_LINES
    seen = [*_of_seen(file, walk, old), *(_of_late(file, walk) if late else ())]
    more = {each.code for each in seen} & {Code.KEPT_BACK, Code.LATER, Code.TWICE}
    end = [] if more else [Finding(Code.NOTHING_MORE, {"size": head.size})]
    return [Finding(Code.EXTENDS, {"size": head.size}), *seen, *end]


def _of_seen(file: ProofFile, walk: walking.Walk, old: Checkpoint) -> Iterator[Finding]:
    acts = {act.number: act for act in file.acts}
    for number, places in walk.seen.items():
        index, entry = places[0]
        act = acts.get(number)
        if act is None:
            yield Finding(Code.KEPT_BACK if index < old.size else Code.LATER, {"number": number})
        elif act.index is None:
            yield Finding(Code.PLACED if entry == _leaf(file, act) else Code.STATEMENT, _told(act))
    for number in walk.twice():
        yield Finding(Code.TWICE, {"number": number, "places": walking.told(walk.seen[number])})


def _of_late(file: ProofFile, walk: walking.Walk) -> Iterator[Finding]:
    """An act that waited, though the log has grown by a day since."""
    for act in file.acts:
        if act.index is None and act.number not in walk.seen:
            yield Finding(Code.NEVER_PLACED, _told(act))
