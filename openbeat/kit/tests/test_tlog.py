"""What stands in the log: the recipe of decision 0026 with figures, addresses, bundles, and the size of batches."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openbeat.kit import proofs, tlog
from openbeat.kit.tlog import BadBundle, BadPath, NotCanonical, Statement, TilePath

CODE = "0123456789ABCDEFG"
AT = datetime(2026, 5, 4, 14, 0, 0, 7, tzinfo=timezone(timedelta(hours=2)))

FIGURES = (
    "bc983d35685f640ae2860febd519e12039ec59b4c758cdb18e83d99ff148b045",
    "67675a9da871c68dae84d4ae8a4ed0e5",
    "098f46f0c7d1206f1b56e5f1fd785920cae458acb9055fe9c984dd3e71b7bc01f2862cb41503514826f2061ac21be327",
)

values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-tlog.LARGEST, tlog.LARGEST)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


# --- the recipe ------------------------------------------------------------------------------------------
def test_a_leaf_is_made_by_the_recipe_of_the_decision() -> None:
    """Step by step as the guide says it to somebody who checks by hand, with nothing but HMAC and SHA-256."""

    def mac(key: bytes, message: bytes) -> bytes:
        return hmac.new(key, message, "sha256").digest()

    secret = mac(mac(bytes(32), CODE.encode()), b"openbeat log secret v1\x01")  # HKDF: extract, then expand once
    matter = mac(secret, b"openbeat matter v1")[:16].hex()
    facts = sha256(b'{"category":"lighting"}').hexdigest()
    at = "2026-05-04T12:00:00.000007Z"
    statement = f'{{"act":"raise","at":"{at}","facts":"{facts}","matter":"{matter}","number":1,"v":1}}'.encode()
    commitment = mac(mac(secret, b"openbeat salt v1 1"), statement)
    leaf = mac(secret, b"openbeat place v1 1")[:16] + commitment

    made = Statement(tlog.secret_of(CODE), 1, "raise", tlog.written_time(AT), {"category": "lighting"})

    assert (made.text(), made.leaf(), len(leaf)) == (statement, leaf, 48)


def test_the_figures_of_the_example_stay_as_they_are() -> None:
    """Whoever kept a receipt can check it in twenty years: these figures never change."""
    secret = tlog.secret_of(CODE)
    leaf = Statement(secret, 2, "answer", "2026-05-04T12:00:00.000000Z", {}).leaf()

    assert (secret.hex(), tlog.pseudonym(secret), leaf.hex()) == FIGURES


def test_places_tell_nothing_of_each_other() -> None:
    one, two = tlog.secret_of(CODE), bytes(32)

    found = {tlog.place(secret, number) for secret in (one, two) for number in range(1, 50)}

    assert len(found) == 98


@pytest.mark.parametrize("change", [{"number": 2}, {"act": "answer"}, {"at": "2026"}, {"facts": {"a": 1}}])
def test_whatever_changes_in_a_statement_changes_its_leaf(change: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"secret": bytes(32), "number": 1, "act": "raise", "at": "2025", "facts": {}}

    assert Statement(**facts).leaf() != Statement(**facts | change).leaf()


def test_times_are_written_in_utc_with_six_digits() -> None:
    assert tlog.written_time(datetime(26, 1, 2, tzinfo=UTC)) == "0026-01-02T00:00:00.000000Z"
    assert tlog.written_time(AT) == "2026-05-04T12:00:00.000007Z"


# --- canonical JSON ------------------------------------------------------------------------------------
@given(values)
def test_canonical_json_says_the_same_and_is_one(value: Any) -> None:
    text = tlog.canonical(value)

    assert json.loads(text) == value
    assert tlog.canonical(json.loads(text)) == text
    assert b"\n" not in text


def test_canonical_json_sorts_and_leaves_no_gaps() -> None:
    assert (
        tlog.canonical({"b": [1, True, None], "a": "ü\u2028\x01"})
        == '{"a":"ü\u2028\\u0001","b":[1,true,null]}'.encode()
    )


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), {1: 2}, "\ud800", {"a": {"\udfff": 1}}, 2**53, -(2**53), b"x", {1}, AT]
)
def test_what_cannot_be_read_alike_everywhere_has_no_canonical_form(value: Any) -> None:
    with pytest.raises(NotCanonical):
        tlog.canonical(value)


def test_what_is_too_deep_has_no_canonical_form() -> None:
    value: Any = 1
    for _step in range(5000):
        value = [value]

    with pytest.raises(NotCanonical, match="too deep"):
        tlog.canonical(value)


@given(st.integers(0, 8), st.booleans())
def test_facts_are_as_deep_as_a_proof_file_may_have_them_and_no_deeper(levels: int, named: bool) -> None:  # noqa: FBT001
    value: Any = 1
    for _level in range(levels):
        value = {"of": value} if named else [value]

    try:
        tlog.canonical({"fact": value})
        written = True
    except NotCanonical:
        written = False
    try:
        proofs._facts({"fact": value})
        read = True
    except proofs.NotAProof:
        read = False

    assert written == read == (levels <= 4)


# --- addresses -------------------------------------------------------------------------------------------
@given(
    level=st.none() | st.integers(0, tlog.TOP),
    index=st.integers(0, 10**18),
    width=st.integers(1, 256),
)
@example(level=0, index=999, width=256)
@example(level=0, index=1000, width=255)
def test_an_address_comes_back_as_it_was(level: int | None, index: int, width: int) -> None:
    path = TilePath(level, index, width)

    assert TilePath.parse(str(path)) == path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (TilePath(0, 0), "0/000"),
        (TilePath(0, 1234067), "0/x001/x234/067"),
        (TilePath(63, 5, 1), "63/005.p/1"),
        (TilePath(None, 1234067, 8), "entries/x001/x234/067.p/8"),
    ],
)
def test_addresses_are_those_of_the_specification(path: TilePath, text: str) -> None:
    assert (str(path), TilePath.parse(text)) == (text, path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "0/",
        "0/0",
        "0/1000",
        "0/x000/001",
        "0/001/002",
        "0/x001",
        "00/001",
        "64/001",
        "-1/001",
        "0/001.p/0",
        "0/001.p/256",
        "0/001.p/257",
        "0/001.p/01",
        "0/001.p/",
        "0/001/",
        "/0/001",
        "0/00\N{ARABIC-INDIC DIGIT ONE}",
        "entry/001",
        "Entries/001",
        "entries/x0a1/001",
        "0/001\n",
        "0/" + "x001/" * 2000 + "001",
    ],
)
def test_an_address_that_is_not_written_right_is_refused(text: str) -> None:
    with pytest.raises(BadPath):
        TilePath.parse(text)


@given(st.text(st.sampled_from("0123456789x/.pentris\n"), max_size=24))
def test_whatever_is_read_as_an_address_is_written_so(text: str) -> None:
    try:
        path = TilePath.parse(text)
    except BadPath:
        return
    assert str(path) == text


def test_a_tile_needs_a_tree_of_a_certain_size() -> None:
    assert [TilePath(0, 1, 3).end, TilePath(1, 0, 2).end, TilePath(None, 0).end] == [259, 512, 256]


# --- bundles ---------------------------------------------------------------------------------------------
@given(st.lists(st.binary(max_size=60), max_size=20))
def test_a_bundle_comes_back_as_it_was(entries: list[bytes]) -> None:
    assert tlog.unbundle(tlog.bundle(entries)) == entries


@given(st.binary(max_size=80))
def test_whatever_is_read_as_a_bundle_is_written_so(data: bytes) -> None:
    try:
        entries = tlog.unbundle(data)
    except BadBundle:
        return
    assert tlog.bundle(entries) == data


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x02x", b"\x00\x00" * 257, b"\x00\x01ab"])
def test_a_bundle_whose_lengths_do_not_fit_is_refused(data: bytes) -> None:
    with pytest.raises(BadBundle):
        tlog.unbundle(data)


def test_an_entry_that_is_too_long_is_not_bundled() -> None:
    with pytest.raises(BadBundle):
        tlog.bundle([b"x" * 65536])


# --- the log that follows another one, and batches --------------------------------------------------------
def test_the_first_leaf_of_a_log_names_the_one_that_it_follows() -> None:
    assert tlog.continued(tlog.continues("old/log\n5\nroot\n")) == "old/log\n5\nroot\n"
    assert tlog.continued(Statement(bytes(32), 1, "raise", "", {}).leaf()) is None


@given(st.integers(0, 2000))
@example(8)
@example(9)
@example(256)
@example(257)
def test_the_size_of_a_batch_tells_little(waiting: int) -> None:
    size = tlog.filled(waiting)

    assert size in {8, 16, 32, 64, 128, 256}
    assert size >= min(waiting, 256)
    assert size == 8 or size // 2 < waiting


def test_places_are_found_in_a_list_of_leaves() -> None:
    made = [Statement(bytes(32), number, "raise", "", {}).leaf() for number in (1, 2)]

    found = tlog.places_in([tlog.continues("x"), *made, made[0]])

    assert found == {tlog.place(bytes(32), 1): 1, tlog.place(bytes(32), 2): 2}
