"""Makes proof_vectors.json: proof files, good ones and each kind of forged one, and what must be found about each.

`python -m openbeat.kit.tests.vectors` writes it anew. Python and the browser are checked against the same file.
"""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from openbeat.kit import tlog
from openbeat.kit.tests import a_log
from openbeat.kit.tests.a_log import ALog, an_act

FILE = Path(__file__).with_name("proof_vectors.json")
FACTS = {"category": "lighting", "z\uff5e": [1, True, None, -5], "a\U0001f600": {"b": 'é\u2028\x07"\\'}, "": 0}
THEN, NOW = 297, 521
GOOD = ["signed", "act", "act", "no_gap"]
LOOKED = ["extends", "nothing_more"]
SOON, LATE = "2026-05-04T12:00:30Z", "2026-05-06T13:00:00Z"  # the files are made at noon of the fourth
type Change = Callable[[dict[str, Any]], Any]


def acts() -> list[dict[str, Any]]:
    """Two acts with a place, and one that waits."""
    return [an_act(1, "raise", FACTS, 290), an_act(2, "take_up", {"stage": "taken_up"}, 295), an_act(3, "answer")]


def lines(*, third: dict[str, Any] | None = None, at: int = 300, size: int = NOW) -> list[bytes]:
    """The log of today: the matter's lines among others."""
    found = [a_log.noise(number) for number in range(size)]
    for act in acts()[:2]:
        found[act["index"]] = a_log.leaf(act)
    if third:
        found[at] = a_log.leaf(third)
    return found


class Book:
    """Collects the cases, and each served file once."""

    def __init__(self) -> None:
        self.blobs: dict[str, str] = {}
        self.logs: dict[str, dict[str, str]] = {}
        self.cases: list[dict[str, Any]] = []

    def log(self, name: str, served: dict[str, bytes]) -> None:
        paths = {path: sha256(data).hexdigest()[:12] for path, data in served.items()}
        self.blobs |= {paths[path]: base64.b64encode(data).decode() for path, data in served.items()}
        self.logs[name] = paths

    def case(self, name: str, file: str | dict[str, Any], found: list[str], log: str = "", **more: str) -> None:
        """The note that no witness was asked stands before what the log said."""
        text = file if isinstance(file, str) else a_log.as_json(file)
        if "extends" in found:
            place = next(place for place, code in enumerate(found) if code in {"key_of_log", "extends"})
            found = [*found[:place], "no_witness", *found[place:]]
        told = {"name": name, "file": text, "log": log, "key": "", "now": SOON, "found": found}
        self.cases.append({**told, **more})

    def served(self, name: str) -> dict[str, bytes]:
        return {path: base64.b64decode(self.blobs[blob]) for path, blob in self.logs[name].items()}

    def as_json(self) -> str:
        return json.dumps({"blobs": self.blobs, "logs": self.logs, "cases": self.cases}, indent=1) + "\n"


def make() -> Book:
    """All of them."""
    book = Book()
    _logs(book)
    _good(book)
    _forged(book)
    _against_the_log(book)
    _broken(book)
    return book


def _logs(book: Book) -> None:
    third, fourth = acts()[2], an_act(4, "confirm")
    book.log("today", ALog(lines()).served())
    book.log("placed", ALog(lines(third=third)).served())
    book.log("other words", ALog(lines(third={**third, "facts": {"stage": "closed"}})).served())
    book.log("later", ALog(lines(third=fourth)).served())
    book.log("kept back", ALog(lines(third=third, at=296)).served())
    book.log("shorter", ALog(lines(size=296)).served())
    book.log("told twice", ALog([*lines(), *map(a_log.leaf, acts()[:2])]).served())
    again = [a_log.noise(1), a_log.noise(2), *map(a_log.leaf, acts()[:2])]
    book.log("told before", ALog([*again, *lines()[4:]]).served())
    book.log("placed twice", ALog([*lines(third=third), a_log.leaf(third)]).served())
    book.log("hardly grown", ALog(lines(size=THEN + 31)).served())
    forked = lines()
    forked[291] = a_log.noise(10_000)
    book.log("forked", ALog(forked).served())
    forged = ALog(lines()).served()
    path = next(path for path in forged if path.startswith("tile/entries/001"))
    book.log("forged", forged | {path: forged[path][:-1] + b"?"})
    del forged[path]
    book.log("unread", forged)
    book.log("a page", {"checkpoint": b"<!doctype html><title>Sign in to this network</title>"})
    book.log("another key", ALog(lines(), seed=a_log.OTHER_SEED).served())
    last = ALog(lines()).checkpoint()
    anew = [tlog.continues(last), *lines()]
    book.log("begun anew", ALog(anew, origin=f"{a_log.ORIGIN}/2").served())
    second = ALog(anew, origin=f"{a_log.ORIGIN}/2").checkpoint()
    book.log("begun anew twice", ALog([tlog.continues(second), *anew], origin=f"{a_log.ORIGIN}/3").served())
    book.log("begun anew without it", ALog([tlog.continues(second), *lines()], origin=f"{a_log.ORIGIN}/3").served())
    cut = [tlog.continues(second), tlog.continues(ALog(lines()).checkpoint(THEN - 1)), *lines(size=THEN - 1)]
    book.log("begun anew twice, cut", ALog(cut, origin=f"{a_log.ORIGIN}/3").served())
    gone = lines()
    gone[290] = a_log.noise(10_000)
    book.log("begun anew, an act gone", ALog([tlog.continues(last), *gone], origin=f"{a_log.ORIGIN}/2").served())
    book.log(
        "begun anew without it, an act gone", ALog([tlog.continues(second), *gone], origin=f"{a_log.ORIGIN}/3").served()
    )
    unread = ALog(anew, origin=f"{a_log.ORIGIN}/2").served()
    del unread[next(path for path in unread if path.startswith("tile/entries/001"))]
    book.log("begun anew, unread", unread)
    for name, named in (("cut", ALog(lines()).checkpoint(THEN - 1)), ("rewritten", ALog(forked).checkpoint(THEN))):
        begun = [tlog.continues(named), *lines(size=THEN - 1)]
        book.log(f"begun anew, {name}", ALog(begun, origin=f"{a_log.ORIGIN}/2").served())
    strange = [tlog.continues(ALog(lines(), seed=a_log.OTHER_SEED).checkpoint()), *lines()]
    book.log("begun anew by somebody", ALog(strange, origin=f"{a_log.ORIGIN}/2").served())
    book.log("begun anew with another key", ALog(anew, a_log.OTHER_SEED, f"{a_log.ORIGIN}/2").served())
    book.log("another log", ALog(lines(), origin="elsewhere.example/log").served())


def _then(**other: Any) -> dict[str, Any]:
    return a_log.a_file(ALog(lines()), acts()[:2], THEN, **other)


def _waits() -> dict[str, Any]:
    return a_log.a_file(ALog(lines()), acts(), THEN)


def _good(book: Book) -> None:
    key = a_log.key_of()
    book.case("nothing but the file", _then(), [*GOOD, "key_from_file", "not_looked"])
    book.case("with the key", _then(), ["signed", "key_given", "act", "act", "no_gap", "not_looked"], key=key)
    book.case("with the log of today", _then(), [*GOOD, "key_of_log", *LOOKED], "today")
    book.case("made today", a_log.a_file(ALog(lines()), acts()[:2]), [*GOOD, "key_of_log", *LOOKED], "today")
    book.case("kept as HTML", a_log.as_html(a_log.as_json(_then())), [*GOOD, "key_of_log", *LOOKED], "today")
    waits = ["signed", "act", "act", "waits", "no_gap"]
    book.case("an act waits", _waits(), [*waits, "key_from_file", "not_looked"])
    book.case("an act still waits", _waits(), [*waits, "key_of_log", *LOOKED], "today")
    placed = ["extends", "placed", "nothing_more"]
    book.case("an act has its place by now", _waits(), [*GOOD, "key_of_log", *placed], "placed")
    book.case("another act by now", _then(), [*GOOD, "key_of_log", "extends", "later"], "placed")
    book.case("another act, and none between", _then(), [*GOOD, "key_of_log", "extends", "later"], "later")
    none = a_log.a_file(ALog(lines()), [], THEN)
    book.case(
        "made by a clock that is a little ahead",
        _then(made_at="2026-05-04T13:00:30Z"),
        [*GOOD, "key_of_log", *LOOKED],
        "today",
    )
    ahead = [*GOOD, "made_ahead", "key_of_log", *LOOKED]
    book.case("made tomorrow", _then(made_at="2026-05-05T12:00:00Z"), ahead, "today")
    second = _of_second()
    given = ["signed", "key_given", "act", "act", "no_gap", "not_looked"]
    book.case("of a log begun anew, with the key of the old one", second, given, key=key)
    other = ["signed", "other_key", "act", "act", "no_gap", "not_looked"]
    book.case("the same key of another place", second, other, key=a_log.key_of(origin="elsewhere.example/log"))
    book.case("a key that is none", second, other, key="hello")
    for name, at, found in (
        ("an act is dated before the one ahead of it", "2026-05-04T11:58:59.999999Z", ["backdated"]),
        ("an act is dated a minute before", "2026-05-04T11:59:00.000000Z", []),
        ("an act has a date that there is not", "2026-02-30T12:00:00.000000Z", []),
    ):
        dated = acts()[:2]
        dated[1] |= {"at": at}
        told = lines()
        told[295] = a_log.leaf(dated[1])
        book.case(name, a_log.a_file(ALog(told), dated, THEN), [*GOOD, *found, "key_from_file", "not_looked"])
    book.case("no act at all", none, ["signed", "no_acts", "key_from_file", "not_looked"])


def _of_second() -> dict[str, Any]:
    """A file of the log that was begun anew, signed with the same key under its own name."""
    anew = [tlog.continues(ALog(lines()).checkpoint()), *lines()[:-1]]
    moved = [{**act, "index": act["index"] + 1} for act in acts()[:2]]
    return a_log.a_file(ALog(anew, origin=f"{a_log.ORIGIN}/2"), moved, THEN)


def _changed(**changes: Any) -> dict[str, Any]:
    file = copy.deepcopy(_then())
    file["acts"][1] |= changes
    return file


def _forged(book: Book) -> None:
    end = ["key_from_file", "not_looked"]
    wrong = ["signed", "act", "not_included", "no_gap", *end]
    proof = _then()["acts"][1]["proof"]
    other = a_log.base64_of(sha256(b"other").digest())
    changes: dict[str, dict[str, Any]] = {
        "another act": {"act": "close"},
        "another time": {"at": "2026-05-05T12:00:00.000000Z"},
        "another fact": {"facts": {"stage": "closed"}},
        "one fact more": {"facts": {"stage": "taken_up", "": None}},
        "another place": {"index": 296},
        "a place beyond the end": {"index": THEN},
        "another hash in the proof": {"proof": [other, *proof[1:]]},
        "a proof too short": {"proof": proof[:-1]},
        "a proof too long": {"proof": [*proof, other]},
        "no proof": {"proof": []},
    }
    for name, change in changes.items():
        book.case(name, _changed(**change), wrong)
    book.case("another number", _changed(number=3), ["signed", "act", "not_included", "gap", *end])
    left_out = a_log.a_file(ALog(lines()), [acts()[1]], THEN)
    book.case("the first act left out", left_out, ["signed", "act", "gap", *end])
    secret = a_log.base64_of(sha256(b"another secret").digest())
    book.case("another secret", _then(secret=secret), ["signed", "not_included", "not_included", "no_gap", *end])
    _forged_summaries(book, end)


def _forged_summaries(book: Book, end: list[str]) -> None:
    theirs = ALog(lines(), seed=a_log.OTHER_SEED)
    mine = a_log.key_of()
    unsigned = ["signature_wrong", "act", "act", "no_gap"]
    book.case("signed by somebody else", _then(checkpoint=theirs.checkpoint(THEN)), [*unsigned, *end])
    note = _then()["checkpoint"]
    line = note.rstrip("\n").split(" ")[-1]
    bad = base64.b64encode(base64.b64decode(line)[:-1] + b"!").decode()
    book.case("a broken signature", _then(checkpoint=note.replace(line, bad)), [*unsigned, *end])
    own = a_log.a_file(theirs, acts()[:2], THEN)
    book.case("made up, with a key of its own", own, [*GOOD, *end])
    book.case("made up, and you have the key", own, ["signed", "other_key", *GOOD[1:], "not_looked"], key=mine)
    book.case("made up, beside the log", own, [*GOOD, "log_signature"], "today")
    book.case("of another log", _then(origin="elsewhere.example/log"), ["other_log"])
    elsewhere = ALog(lines(), origin="elsewhere.example/log").checkpoint(THEN)
    book.case("a summary of another log", _then(checkpoint=elsewhere), ["other_log"])


def _against_the_log(book: Book) -> None:
    known = [*GOOD, "key_of_log"]
    silent = a_log.a_file(ALog(lines(third=acts()[2], at=296)), acts()[:2], THEN)
    book.case("an act was kept back", silent, [*known, "extends", "kept_back"], "kept back")
    statement = ["extends", "statement", "nothing_more"]
    book.case("an act got other words", _waits(), [*known, *statement], "other words")
    book.case("told twice", _then(), [*known, "extends", "twice", "twice"], "told twice")
    before = ALog([a_log.noise(1), a_log.noise(2), *map(a_log.leaf, acts()[:2]), *lines()[4:]])
    told = a_log.a_file(before, acts()[:2], THEN)
    book.case("told twice, and the file has the second", told, [*known, "extends", "twice", "twice"], "told before")
    book.case("placed twice", _waits(), [*known, "extends", "placed", "twice"], "placed twice")
    book.case("a copy of the log", _then(), [*known, "stale", *LOOKED], "today", now="2026-05-12T12:00:00Z")
    book.case("a fixed time is not yet over", _then(), [*known, *LOOKED], "today", now="2026-05-11T12:59:59Z")
    book.case("a fixed time is over", _then(), [*known, "stale", *LOOKED], "today", now="2026-05-11T19:00:00Z")
    never = ["extends", "never_placed", "nothing_more"]
    book.case("an act never got its place", _waits(), [*known, *never], "today", now=LATE)
    stale = ["signed", "act", "act", "waits", "no_gap", "key_of_log", "stale", *LOOKED]
    book.case("an act waits, and the log stands", _waits(), stale, "hardly grown", now=LATE)
    later = _waits() | {"made_at": "2027-01-01T00:00:00Z"}
    ahead = ["signed", "act", "act", "no_gap", "made_ahead", "key_of_log", *never]
    book.case("an act never got its place, and the file says that it is of later", later, ahead, "today", now=LATE)
    soon = "2026-05-06T12:59:00Z"
    book.case("the same with a file of just now", _waits() | {"made_at": soon}, [*known, *never], "today", now=LATE)
    book.case("the log is shorter", _then(), [*known, "older"], "shorter")
    book.case("the log was forked", _then(), [*known, "fork"], "forked")
    book.case("the lines do not fit the summary", _then(), [*known, "log_forged"], "forged")
    book.case("a part of the log is missing", _then(), [*known, "log_unread"], "unread")
    book.case("a page answers and no log", _then(), [*GOOD, "key_from_file", "log_unread"], "a page")
    book.case("the log signs with another key", _then(), [*GOOD, "log_signature"], "another key")
    book.case("the log was begun anew", _then(), [*GOOD, "key_from_file", "log_follows"], "begun anew")
    book.case("begun anew twice", _then(), [*GOOD, "key_from_file", "log_follows"], "begun anew twice")
    book.case("begun anew twice, cut", _then(), [*GOOD, "key_from_file", "log_cut"], "begun anew twice, cut")
    book.case("begun anew without it", _then(), [*GOOD, "key_from_file", "log_apart"], "begun anew without it")
    book.case("begun anew, cut", _then(), [*GOOD, "key_from_file", "log_cut"], "begun anew, cut")
    name = "begun anew, an act gone"
    book.case(name, _then(), [*GOOD, "key_from_file", "log_follows", "gone"], name)
    made_up = ["signed", "not_included", "act", "no_gap", "key_from_file", "log_follows"]
    forged = copy.deepcopy(_then())
    forged["acts"][0] |= {"facts": {"category": "roads"}}
    book.case("begun anew, an act made up is not said to have stood", forged, made_up, name)
    name = "begun anew without it, an act gone"
    book.case(name, _then(), [*GOOD, "key_from_file", "log_apart", "gone"], name)
    name = "begun anew, unread"
    book.case(name, _then(), [*GOOD, "key_from_file", "log_follows", "log_unread"], name)
    book.case("begun anew, rewritten", _then(), [*GOOD, "key_from_file", "fork"], "begun anew, rewritten")
    for name in ("begun anew by somebody", "begun anew with another key"):
        book.case(name, _then(), [*GOOD, "key_from_file", "log_other"], name)
    book.case("the log is another one", _then(), [*GOOD, "key_from_file", "log_other"], "another log")


def _broken(book: Book) -> None:
    for name, text in _broken_files():
        book.case(name, text, ["broken"])


def _broken_files() -> Iterator[tuple[str, str]]:
    good = a_log.as_json(_then())
    yield "nothing", ""
    yield "no JSON", good[:-1]
    yield "a list", "[]"
    yield "a mark before it", "\ufeff" + good
    yield "a name twice", good.replace('"v": 1,', '"v": 1, "v": 1,')
    yield "a name twice, written otherwise", good.replace('"v": 1,', '"v": 1, "\\u0076": 1,')
    yield "a fact twice", good.replace('"stage":', '"stage": "x", "stage":')
    yield "a number that is not whole", good.replace('"stage": "taken_up"', '"stage": 1.0')
    yield "a number with a power", good.replace('"stage": "taken_up"', '"stage": 1e2')
    yield "a number below nought", good.replace('"stage": "taken_up"', '"stage": -0')
    yield "a number too large", good.replace('"stage": "taken_up"', '"stage": 9007199254740992')
    yield "half a sign", good.replace('"stage": "taken_up"', '"stage": "\\ud800"')
    yield "too deep", good.replace('"stage": "taken_up"', '"stage": [[[[[[[1]]]]]]]')
    yield "much too deep", good.replace('"taken_up"}', "[" * 3000 + "]" * 3000 + "}")
    yield "two files in one", a_log.as_html(good) * 2
    yield "no file in it", "<!doctype html><title>Hello</title>"
    for name, change in _changes():
        file = _then()
        change(file)
        yield name, a_log.as_json(file)


def _changes() -> Iterator[tuple[str, Change]]:
    yield "another format", lambda file: file.update(openbeat="receipt")
    yield "another version", lambda file: file.update(v=2)
    yield "a version that is a yes", lambda file: file.update(v=True)
    yield "a field more", lambda file: file.update(extra=1)
    yield "a field less", lambda file: file.pop("made_at")
    yield "no list of acts", lambda file: file.update(acts={})
    yield "a secret too short", lambda file: file.update({"secret": "AAAA"})
    yield "a secret with a gap", lambda file: file.update(secret=" " + file["secret"])
    yield "a secret with bits left over", lambda file: file.update(secret=file["secret"][:-2] + "B=")
    yield "no summary", lambda file: file.update(checkpoint="hello")
    yield (
        "a summary without a size",
        lambda file: file.update(checkpoint=file["checkpoint"].replace("\n297\n", "\nx\n")),
    )
    yield "a key with another name", lambda file: file.update(key="x" + file["key"])
    yield "no key", lambda file: file.update(key="none")
    yield "an origin with a gap", lambda file: file.update(origin="a b")
    yield "a day that there is not", lambda file: file.update(made_at="2026-02-30T12:00:00Z")
    yield "an hour that there is not", lambda file: file.update(made_at="2026-02-03T24:00:00Z")
    yield "a year that there is not", lambda file: file.update(made_at="0000-02-03T12:00:00Z")
    yield "a day as the time", lambda file: file.update(made_at="2026-05-04")
    yield "acts in disorder", lambda file: file["acts"].reverse()
    yield "an act twice", lambda file: file["acts"].append(file["acts"][-1])
    yield "a place after one that waits", lambda file: file["acts"][0].update(index=None, proof=[])
    yield "a proof without a place", lambda file: file["acts"][1].update(index=None)
    yield "a number as text", lambda file: file["acts"][0].update(number="1")
    yield "number nought", lambda file: file["acts"][0].update(number=0)
    yield "a place below nought", lambda file: file["acts"][0].update(index=-1)
    yield "an act with a gap", lambda file: file["acts"][0].update(act="take up")
    yield "a time with a zone", lambda file: file["acts"][0].update(at="2026-05-04T12:00:00+00:00")
    yield "facts that are a list", lambda file: file["acts"][0].update(facts=[])
    yield "a hash too short", lambda file: file["acts"][0].update(proof=["AAAA"])
    yield "too many hashes", lambda file: file["acts"][0].update(proof=file["acts"][0]["proof"] * 12)


if __name__ == "__main__":
    FILE.write_text(make().as_json(), encoding="utf-8")
