"""A proof file: what is found about good ones and about each kind of forged one; no bytes make the reading fail."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.kit import findings, notes, placing, proofs, proving, tlog
from openbeat.kit.findings import Code, Finding, State
from openbeat.kit.notes import Note, Verifier
from openbeat.kit.tests import a_log, vectors
from openbeat.kit.tests.a_log import ALog, an_act

KNOWN = json.loads(vectors.FILE.read_text(encoding="utf-8"))
GOOD = next(case["file"] for case in KNOWN["cases"] if case["name"] == "nothing but the file")
CODE = "0123456789ABCDEF0"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=8,
)


def log(name: str) -> Any:
    blobs = {path: base64.b64decode(KNOWN["blobs"][blob]) for path, blob in KNOWN["logs"][name].items()}
    return a_log.reading(blobs)


def codes(found: list[Finding]) -> list[str]:
    return [str(finding.code) for finding in found]


@pytest.mark.parametrize("case", KNOWN["cases"], ids=lambda case: str(case["name"]))
def test_each_file_shows_what_it_should(case: dict[str, Any]) -> None:
    now = datetime.fromisoformat(case["now"])
    against = proving.Against(case["key"], log=log(case["log"]) if case["log"] else None, now=now)

    assert codes(proving.check(case["file"].encode(), against)) == case["found"]


def test_the_vectors_are_as_they_would_be_made_today() -> None:
    assert vectors.make().as_json() == vectors.FILE.read_text(encoding="utf-8")


def test_each_thing_that_can_be_found_has_its_sentence() -> None:
    facts = dict.fromkeys(
        ("where", "origin", "size", "key", "number", "act", "at", "last", "before", "known", "places", "least", "name"),
        7,
    )

    sentences = {code: Finding(code, facts).sentence for code in Code}

    assert len(set(sentences.values())) == len(Code)
    assert [code for code, words in sentences.items() if "%" in words or not words.endswith((".", "7", "7."))] == []


def test_wrong_outweighs_open_and_open_outweighs_proven() -> None:
    proven, left_open, wrong = Finding(Code.SIGNED), Finding(Code.NOT_LOOKED), Finding(Code.GAP)

    verdicts = [findings.verdict(found) for found in ([proven], [proven, left_open], [left_open, wrong])]
    assert verdicts == [State.PROVEN, State.OPEN, State.WRONG]


@pytest.mark.parametrize(
    ("size", "seed", "found"),
    [
        (vectors.THEN, a_log.SEED, "known_same"),
        (vectors.THEN - 1, a_log.SEED, "known_apart"),
        (vectors.THEN, a_log.OTHER_SEED, "log_signature"),
    ],
)
def test_a_summary_that_somebody_kept_is_compared(size: int, seed: bytes, found: str) -> None:
    kept = ALog(vectors.lines(), seed=seed).checkpoint(size).encode()

    assert found in codes(proving.check(GOOD.encode(), proving.Against(a_log.key_of(), kept)))


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (b"a shopping list", "kept_unread"),
        (b"\xff\x00", "kept_unread"),
        (ALog(vectors.lines(), origin="elsewhere.example/log").checkpoint().encode(), "kept_other"),
        (ALog(vectors.lines(), origin=f"{a_log.ORIGIN}/2").checkpoint().encode(), "kept_other"),
    ],
)
def test_what_is_no_summary_of_this_log_raises_no_alarm(kept: bytes, found: str) -> None:
    said = proving.check(GOOD.encode(), proving.Against(a_log.key_of(), kept))

    assert codes(said) == ["signed", "key_given", "act", "act", "no_gap", found, "not_looked"]
    assert findings.verdict(said) == State.OPEN


def test_a_log_shown_in_two_ways_is_found_out_by_a_summary_that_was_kept() -> None:
    lines = vectors.lines()
    lines[3] = a_log.noise(99_999)
    kept = ALog(lines).checkpoint(vectors.THEN).encode()

    assert "known_differs" in codes(proving.check(GOOD.encode(), proving.Against(a_log.key_of(), kept)))


def test_a_code_alone_finds_the_acts_of_its_matter() -> None:
    found = placing.places(CODE, log("placed"), a_log.key_of())

    assert codes(found) == ["log_signed", "places", "code_only"]
    assert found[1].facts == {"last": 3, "places": "290, 295, 300"}
    assert codes(placing.places(CODE, log("later")))[:3] == ["key_unknown", "gap_in_log", "places"]
    assert codes(placing.places("0" * 17, log("placed"))) == ["key_unknown", "no_places", "code_only"]
    assert "log_forged" in codes(placing.places(CODE, log("forged")))
    assert "log_unread" in codes(placing.places(CODE, log("unread")))
    assert codes(placing.places(CODE, log("a page"))) == ["log_unread"]
    assert codes(placing.places(CODE, log("today"), a_log.key_of(a_log.OTHER_SEED)))[0] == "log_signature"


def test_the_key_of_the_old_log_will_do_for_one_that_was_begun_anew() -> None:
    assert codes(placing.places(CODE, log("begun anew"), a_log.key_of()))[0] == "log_signed"
    assert codes(placing.places(CODE, log("begun anew with another key"), a_log.key_of()))[0] == "log_signature"


def test_a_code_alone_finds_a_matter_that_was_told_twice_and_a_key_of_another_log() -> None:
    assert codes(placing.places(CODE, log("told twice")))[:3] == ["key_unknown", "twice", "twice"]
    stranger = ALog(vectors.lines(), origin="elsewhere.example/log")
    note = Note.parse(stranger.checkpoint()).text
    served = stranger.served() | {"checkpoint": str(notes.sign(note, a_log.ORIGIN, a_log.SEED)).encode()}
    assert codes(placing.places(CODE, a_log.reading(served), a_log.key_of()))[0] == "log_other"


@pytest.mark.parametrize(
    ("home", "settled"),
    [
        (a_log.ORIGIN, True),
        ("talk.example.gov", False),
        ("", False),
        ("elsewhere.example/log", False),
        ("talk.example.gov/lo", False),
    ],
)
def test_a_key_out_of_the_log_is_believed_only_where_the_name_of_the_log_leads(home: str, *, settled: bool) -> None:
    """Whoever makes up a file makes up a log beside it, and signs both."""
    made_up = ALog(vectors.lines(), seed=a_log.OTHER_SEED)
    file = a_log.as_json(a_log.a_file(made_up, vectors.acts()[:2], vectors.THEN)).encode()
    found = proving.check(file, proving.Against(log=a_log.reading(made_up.served(), home)))

    assert (findings.verdict(found) == State.PROVEN) == settled
    assert ("key_of_log" in codes(found), "key_from_file" in codes(found)) == (settled, not settled)


def test_the_log_that_was_begun_anew_is_at_home_where_the_first_one_was() -> None:
    first = a_log.reading({}).is_of
    assert [first(f"{a_log.ORIGIN}{rest}") for rest in ("", "/2", "/17", "/x", "2", "/2/3")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_the_signature_of_a_witness_is_looked_for_in_the_file_and_in_the_log_of_today() -> None:
    seed = b"w" * notes.SEED
    witness = Verifier("w.example", notes.COSIGNATURE, notes.public_of(seed))
    grown = ALog(vectors.lines())
    served = grown.served()
    note = Note.parse(served["checkpoint"])
    served["checkpoint"] = str(note.also(notes.cosign(note.text, "w.example", seed, seconds=1))).encode()

    def found(served: dict[str, bytes], *witnesses: Verifier) -> list[str]:
        return codes(proving.check(GOOD.encode(), proving.Against("", b"", a_log.reading(served), None, witnesses)))

    assert found(served, witness)[4:] == ["witnessed", "key_of_log", "extends", "nothing_more"]
    assert found(grown.served(), witness)[4] == "not_witnessed"
    assert found({}, witness)[4] == "not_witnessed"
    forked = log("forked").read("checkpoint").decode()
    text = Note.parse(forked)
    theirs = str(text.also(notes.cosign(text.text, "w.example", seed, seconds=1))).encode()
    bundles = {path: base64.b64decode(KNOWN["blobs"][blob]) for path, blob in KNOWN["logs"]["forked"].items()}
    assert "not_witnessed" in found(bundles | {"checkpoint": theirs}, witness)


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert codes(proving.check(b" " * (proofs.MOST_BYTES + 1))) == ["broken"]


@given(st.binary(max_size=300) | st.text().map(str.encode) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_make_the_reading_fail_otherwise_than_by_saying_so(data: bytes) -> None:
    assert codes(proving.check(data)) == ["broken"]


@given(st.sampled_from(["origin", "key", "secret", "checkpoint", "made_at", "acts", "v", "openbeat"]), JSON)
def test_no_value_in_a_field_makes_it_fail(name: str, value: Any) -> None:
    found = proving.check(json.dumps({**json.loads(GOOD), name: value}).encode())

    assert found
    assert findings.verdict(found) != State.PROVEN


@given(st.sampled_from(["number", "act", "at", "facts", "index", "proof"]), JSON)
def test_no_value_in_an_act_is_believed(name: str, value: Any) -> None:
    file = json.loads(GOOD)
    before = file["acts"][0][name]
    file["acts"][0][name] = value

    found = codes(proving.check(json.dumps(file).encode()))
    assert (value == before) or found == ["broken"] or "not_included" in found or "waits" in found


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="ascii"))
def test_no_other_letter_in_a_good_file_proves_more(place: int, letter: str) -> None:
    changed = GOOD[:place] + letter + GOOD[place + 1 :]
    found = codes(proving.check(changed.encode(), proving.Against(a_log.key_of(), log=log("today"))))

    good = codes(proving.check(GOOD.encode(), proving.Against(a_log.key_of(), log=log("today"))))
    if found == good:  # the letter says nothing: a gap, or when the file was made
        assert proofs.parse(changed.encode()).acts == proofs.parse(GOOD.encode()).acts


@given(st.integers(0, 700), st.integers(0, 700), st.data())
def test_any_log_that_grew_is_found_to_have_grown(then: int, more: int, data: st.DataObject) -> None:
    grown = ALog([a_log.noise(number) for number in range(then + 1 + more)])
    act = an_act(1, "raise", {"n": 1}, data.draw(st.integers(0, then)))
    grown.lines[act["index"]] = a_log.leaf(act)
    file = a_log.as_json(a_log.a_file(grown, [act], then + 1)).encode()

    found = proving.check(file, proving.Against(log=a_log.reading(grown.served())))
    assert codes(found) == ["signed", "act", "no_gap", "no_witness", "key_of_log", "extends", "nothing_more"]

    grown.lines[data.draw(st.integers(0, then))] = a_log.noise(99_999)
    forked = proving.check(file, proving.Against(log=a_log.reading(grown.served())))
    assert {"fork", "log_forged"} & set(codes(forked))


def test_the_secret_follows_from_the_code_alone() -> None:
    assert tlog.secret_of(CODE).hex() == a_log.SECRET.hex()
