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
GRACE = timedelta(hours=1)  # for a batch to be signed and seen, and for a clock that is a little wrong
A_MINUTE = timedelta(minutes=1)
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
BEGUN_ANEW = {Code.LOG_FOLLOWS, Code.LOG_APART, Code.LOG_CUT}
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
    found = [_of_signature(file, head, holds=holds), *_of_key(key, against.key), *_of_acts(file, head)]
    found += [_of_numbers(file), *_of_times(file, against.now), *_of_kept(head, key, against.kept)]
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


def _of_key(key: Verifier, given: str) -> Iterator[Finding]:
    if given:
        yield Finding(Code.KEY_GIVEN if _is_same(key, given) else Code.OTHER_KEY)


def _is_same(key: Verifier, given: str) -> bool:
    """The same key, also where it was given under the name of an older log that this one follows, or of a newer one."""
    try:
        other = Verifier.parse(given)
    except BadNote:
        return False
    return replace(other, name=key.name) == key and walking.family(other.name) == walking.family(key.name)


def _told(act: Act) -> dict[str, str | int]:
    return {"number": act.number, "act": act.act, "at": act.at[:16].replace("T", " ") + " UTC"}


def _leaf(file: ProofFile, act: Act) -> bytes:
    return tlog.Statement(file.secret, act.number, act.act, act.at, act.facts).leaf()


def _of_acts(file: ProofFile, head: Checkpoint) -> Iterator[Finding]:
    for act in file.acts:
        if act.index is None:
            yield Finding(Code.WAITS, _told(act))
            continue
        yield Finding(Code.ACT if _stands(file, act, head) else Code.NOT_INCLUDED, _told(act))


def _stands(file: ProofFile, act: Act, head: Checkpoint) -> bool:
    """Whether the file proves that the act has a line in the log that it is of."""
    if act.index is None:
        return False
    leaf = merkle.leaf_hash(_leaf(file, act))
    try:
        merkle.check_inclusion(leaf, act.index, act.proof, size=head.size, root=head.root)
    except merkle.BadProof:
        return False
    return True


def _of_numbers(file: ProofFile) -> Finding:
    if not file.acts:
        return Finding(Code.NO_ACTS)
    for wanted, act in enumerate(file.acts, start=1):
        if act.number != wanted:
            return Finding(Code.GAP, {"number": wanted})
    return Finding(Code.NO_GAP, {"last": len(file.acts)})


def _of_times(file: ProofFile, now: datetime | None) -> Iterator[Finding]:
    """Nobody signs when a file was made, and a date in the log is what was written down: neither is taken on trust."""
    if now is not None and file.made_at > now + GRACE:
        yield Finding(Code.MADE_AHEAD, {"at": f"{file.made_at:%Y-%m-%d %H:%M} UTC"})
    latest = None
    for act in file.acts:
        at = _time(act)
        if latest and at and at < latest - A_MINUTE:
            yield Finding(Code.BACKDATED, _told(act))
        latest = max(latest or at, at) if at else latest


def _time(act: Act) -> datetime | None:
    try:
        return datetime.fromisoformat(act.at)
    except ValueError:
        return None


def _of_kept(head: Checkpoint, key: Verifier, kept: bytes) -> Iterator[Finding]:
    if not kept:
        return
    try:
        known = Checkpoint.parse(Note.parse(kept).text)
    except BadNote:
        yield Finding(Code.KEPT_UNREAD)
        return
    if known.origin != head.origin:
        yield Finding(Code.KEPT_OTHER, {"origin": known.origin})
    elif not _signed(kept, key):
        yield Finding(Code.LOG_SIGNATURE)
    elif known.size != head.size:
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
        return [Finding(Code.LOG_UNREAD)]
    if head.origin != file.origin:
        ended = walking.ended(log, head, key) if _signed(today.note, replace(key, name=head.origin)) else []
        anew = _of_anew(old, head, [each.summary for each in ended])
        return [anew, *(_of_gone(file, old, head, log) if anew.code in BEGUN_ANEW else ())]
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


def _of_gone(file: ProofFile, old: Checkpoint, head: Checkpoint, log: Log) -> Iterator[Finding]:
    """A line stays the same in a log that is begun anew: an act that stood in the old one is looked for in the new."""
    stood = [act for act in file.acts if _stands(file, act, old)]
    try:
        walk = walking.through(
            log, walking.Span(head, head), {tlog.place(file.secret, act.number): act.number for act in stood}
        )
    except walking.Unread:
        yield Finding(Code.LOG_UNREAD)
        return
    if not walk.whole:
        yield Finding(Code.LOG_FORGED)
        return
    for act in stood:
        if _leaf(file, act) not in [entry for _index, entry in walk.seen.get(act.number, ())]:
            yield Finding(Code.GONE, {"number": act.number})


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
    late = _of_late(file, walk, now) if now is not None and head.size >= old.size + A_DAY_OF_LINES else ()
    seen = [*_of_seen(file, walk, old), *late]
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


def _of_late(file: ProofFile, walk: walking.Walk, now: datetime) -> Iterator[Finding]:
    """An act that waited, though the log has grown by a day since."""
    for act in file.acts:
        since = min(_time(act) or file.made_at, file.made_at)
        if act.index is None and act.number not in walk.seen and now - since > tlog.A_DAY:
            yield Finding(Code.NEVER_PLACED, _told(act))
