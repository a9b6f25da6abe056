"""The log over HTTP: what programs get is what the specifications say, what people read, and co-signatures."""

from __future__ import annotations

import shlex
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import CountQueries
from openbeat.core.ledger import queries, triggers
from openbeat.core.ledger.models import Cosignature, Leaf
from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.services import log
from openbeat.core.ledger.tests.acts import NOON, act
from openbeat.kit import merkle, notes, tlog
from openbeat.kit.notes import COSIGNATURE, BadNote, Note, Verifier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_kinds")]

SEED = bytes(range(32))
NAME = "library.example/witness"
KEY = Verifier(NAME, COSIGNATURE, notes.public_of(SEED))
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("log", "machine"):
        monkeypatch.setattr(f"openbeat.core.ledger.views.{module}.now", lambda: NOON)


def grown(size: int) -> None:
    """A log of so many leaves, eight of which came with its beginning."""
    for number in range(size - 8):
        act(number % 11)
    log.sequence(at=NOON)


def data() -> list[bytes]:
    return [bytes(each) for each in Leaf.objects.order_by("sequence").values_list("data", flat=True)]


def signed(client: Client) -> notes.Checkpoint:
    note = Note.parse(client.get("/log/checkpoint").content)
    head = queries.published()
    assert head is not None
    return notes.Checkpoint.parse(note.require(queries.verifier(head)))


def test_the_command_that_watches_the_log_is_whole_as_it_is_printed(client: Client) -> None:
    grown(9)
    head = queries.published()
    assert head is not None

    printed = unescape(client.get("/log/").text).split('<code translate="no" dir="ltr">')[1].split("</code>")[0]
    words = shlex.split(printed.replace('<span class="short">', "").replace("</span>", ""))

    assert words == ["openbeat", "witness", "http://localhost:8000/log/", "--log-key", head.key, "--state", "FILE"]


# --- for programs --------------------------------------------------------------------------------------------
def test_somebody_outside_finds_the_whole_tree_in_the_tiles_and_its_root_in_the_checkpoint(client: Client) -> None:
    grown(600)

    head = signed(client)
    tiles = {
        place: client.get(f"/log/tile/{tlog.TilePath(*place, width=merkle.width_of(place, head.size))}").content
        for place in [(0, 0), (0, 1), (0, 2), (1, 0)]
    }
    leaves = [
        entry
        for index, width in [(0, ""), (1, ""), (2, ".p/88")]
        for entry in tlog.unbundle(client.get(f"/log/tile/entries/{index:03}{width}").content)
    ]

    assert (head.origin, head.size) == ("localhost:8000/log", 600)
    assert merkle.range_hash(0, 600, tiles) == head.root
    assert merkle.root([merkle.leaf_hash(each) for each in leaves]) == head.root
    assert leaves == data()


@pytest.mark.parametrize("size", [255, 256, 257, 513])
def test_every_tile_of_the_tree_is_there_and_nothing_beyond_it(client: Client, size: int) -> None:
    grown(size)
    tiles = merkle.grow(0, {}, [merkle.leaf_hash(each) for each in data()])

    for (level, index), hashes in tiles.items():
        width = len(hashes) // 32
        part = "" if width == 256 else f".p/{width}"
        assert client.get(f"/log/tile/{level}/{index:03}{part}").content == hashes
        wider = index + (width > 254), width + 1 if width < 255 else 1  # one hash more than there is
        if (level, index + 1) not in tiles:
            assert client.get(f"/log/tile/{level}/{wider[0]:03}.p/{wider[1]}").status_code == 404


def test_a_partial_tile_of_an_earlier_checkpoint_stays_there(client: Client) -> None:
    grown(20)
    before = client.get("/log/tile/0/000.p/20").content
    grown(300)

    assert client.get("/log/tile/0/000.p/20").content == before
    assert client.get("/log/tile/0/000").content.startswith(before)
    assert client.get("/log/tile/entries/000.p/20").content == tlog.bundle(data()[:20])


def test_what_is_signed_and_not_published_is_not_served(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(9)
    act(1)
    with monkeypatch.context() as patched:
        patched.setattr("openbeat.core.ledger.services.sequencing.publish", lambda **_facts: True)
        log.sequence(at=NOON)
    assert Leaf.objects.count() == 10

    assert signed(client).size == 9
    assert client.get("/log/tile/0/000.p/10").status_code == 404
    assert client.get("/log/tile/entries/000.p/10").status_code == 404
    assert "9 lines" in client.get("/log/").text


@pytest.mark.parametrize(
    "path",
    ["0/001", "0/000.p/0", "00/000", "64/000", "0/x000/000", "entries/1", "entries/001.p/1", "../checkpoint", "0"],
)
def test_an_address_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    grown(20)

    assert client.get(f"/log/tile/{path}").status_code == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(path=st.text(st.sampled_from("0123456789x/.penti"), max_size=20))
def test_whatever_is_asked_for_is_a_tile_or_not_found(client: Client, path: str) -> None:
    assert client.get(f"/log/tile/{path}").status_code == 404  # nothing is published here


def test_an_empty_log_has_no_checkpoint(client: Client) -> None:
    assert client.get("/log/checkpoint").status_code == 404
    assert "Nothing has been signed yet." in client.get("/log/").text


def test_programs_may_keep_tiles_and_get_no_cookie(client: Client) -> None:
    grown(300)
    found = {path: client.get(f"/log/{path}") for path in ("checkpoint", "tile/0/000", "tile/entries/001.p/44")}

    assert [each["Cache-Control"] for each in found.values()] == ["public, max-age=2", FOR_EVER, FOR_EVER]
    assert [each["Content-Type"] for each in found.values()] == [
        "text/plain; charset=utf-8",
        "application/octet-stream",
        "application/octet-stream",
    ]
    assert {each["Access-Control-Allow-Origin"] for each in found.values()} == {"*"}
    assert not any(each.cookies for each in found.values())
    assert {each["Vary"] for each in found.values()} == {"Accept-Encoding"}


def test_a_log_that_follows_another_is_kept_for_ever_only_at_the_address_with_its_number(client: Client) -> None:
    grown(300)
    assert client.get("/log/1/tile/0/000")["Cache-Control"] == FOR_EVER
    heads.file().unlink()
    log.restart(at=NOON)

    assert client.get("/log/tile/0/000")["Cache-Control"] == "public, max-age=2"
    assert client.get("/log/2/tile/0/000")["Cache-Control"] == FOR_EVER
    assert client.get("/log/2/checkpoint").content == client.get("/log/checkpoint").content
    assert [client.get(f"/log/1/{path}").status_code for path in ("checkpoint", "tile/0/000")] == [404, 404]
    (first, *_rest) = tlog.unbundle(client.get("/log/2/tile/entries/000").content)
    assert Note.parse(tlog.continued(first) or "").text.startswith("localhost:8000/log\n300\n")
    assert "This log follows an older one." in client.get("/log/").text


def test_a_proof_for_many_leaves_costs_one_question(count_queries: CountQueries) -> None:
    grown(600)
    hashes = [merkle.leaf_hash(each) for each in data()]

    with count_queries(1):
        proofs = queries.inclusion([0, 255, 256, 599], 600)

    for index, proof in proofs.items():
        merkle.check_inclusion(hashes[index], index, proof, size=600, root=merkle.root(hashes))
    assert queries.consistency(255, 600) == merkle.consistency_proof(255, hashes)
    with pytest.raises(merkle.BadProof):
        queries.inclusion([600], 600)


# --- for people ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_says_how_the_log_stands_and_costs_the_same_with_more_witnesses(
    client: Client, count: int, count_queries: CountQueries
) -> None:
    grown(20)
    for number in range(count):
        log.add_witness(str(Verifier(f"w{number}.example", COSIGNATURE, KEY.public)), at=NOON)
    head = queries.published()
    assert head is not None

    with count_queries(3):
        response = client.get("/log/")

    assert "20 lines" in response.text
    assert head.key in response.text.replace("&#x2B;", "+")
    assert response.text.count("not yet") == count
    assert "The log stands still" not in response.text


def test_a_log_that_misses_its_fixed_time_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(20)
    monkeypatch.setattr("openbeat.core.ledger.views.log.now", lambda: NOON + timedelta(hours=6, minutes=11))

    assert "The log stands still" in client.get("/log/").text


def test_the_foot_of_every_page_leads_to_the_log(client: Client) -> None:
    assert 'href="/log/"' in client.get("/concerns/").text


# --- co-signatures -----------------------------------------------------------------------------------------------
@pytest.fixture
def witness(two_kinds: None) -> None:
    grown(20)
    log.add_witness(str(KEY), at=NOON)


def cosigned(client: Client, *, seconds: int = 0, seed: bytes = SEED) -> str:
    note = Note.parse(client.get("/log/checkpoint").content)
    at = seconds or int(NOON.timestamp())
    return str(note.also(notes.cosign(note.text, NAME, seed, seconds=at)))


def send(client: Client, note: str, **how: Any) -> tuple[int, str]:
    response = client.post("/log/cosignature", note.encode(), content_type=how.get("kind", "text/plain"))
    return response.status_code, response.text


@pytest.mark.usefixtures("witness")
def test_a_witness_signs_too_and_everybody_sees_it() -> None:
    client = Client(enforce_csrf_checks=True)

    assert send(client, cosigned(client)) == (200, f"taken: {NAME}\n")

    shown = Note.parse(client.get("/log/checkpoint").content)
    assert shown.signed_by([KEY]) == [KEY]
    assert NAME in client.get("/log/").text
    assert "not yet" not in client.get("/log/").text


@pytest.mark.usefixtures("witness")
def test_the_newest_signature_of_a_witness_counts(client: Client) -> None:
    at = int(NOON.timestamp())
    older, newer = (cosigned(client, seconds=at + seconds) for seconds in (0, 60))

    for note in (older, newer, older):
        assert send(client, note)[0] == 200

    (line,) = [line for line in Note.parse(client.get("/log/checkpoint").content).signatures if line.name == NAME]
    assert (line.seconds, Cosignature.objects.count()) == (at + 60, 1)


@pytest.mark.usefixtures("witness")
def test_a_witness_may_be_late_by_some_checkpoints(client: Client) -> None:
    note = cosigned(client)
    grown(30)

    assert send(client, note)[0] == 200
    assert Note.parse(client.get("/log/checkpoint").content).signed_by([KEY]) == []


@pytest.mark.usefixtures("witness")
def test_what_is_wrong_is_refused_with_a_sentence(client: Client) -> None:
    good = cosigned(client)
    other = notes.sign("localhost:8000/log\n20\n" + "A" * 43 + "=\n", "x", SEED)
    forked = str(other.also(notes.cosign(other.text, NAME, SEED, seconds=5)))
    late = cosigned(client, seconds=int(NOON.timestamp()) + 2 * 86400)

    assert send(client, "what?") == (400, "a note is a text, an empty line, and signatures\n")
    plain = client.get("/log/checkpoint").text
    assert send(client, plain)[1] == "No witness that we know has signed this checkpoint.\n"
    assert send(client, cosigned(client, seed=bytes(32)))[1] == "No witness that we know has signed this checkpoint.\n"
    assert send(client, forked)[1] == "This is no checkpoint that we have published.\n"
    assert send(client, late)[1] == "The time of the signature is still to come.\n"
    assert send(client, good.replace("\n20\n", "\n21\n"))[1] == "This is no checkpoint that we have published.\n"
    assert send(client, "x" * 70_000)[0] == 413
    assert send(client, good, kind="application/x-www-form-urlencoded")[0] == 415
    assert not Cosignature.objects.exists()


@pytest.mark.usefixtures("witness")
def test_a_form_with_files_is_refused_too(client: Client) -> None:
    response = client.post("/log/cosignature", {"note": "x"})

    assert (response.status_code, response.text) == (415, "send the note as text/plain\n")


@pytest.mark.usefixtures("witness")
def test_a_bit_that_is_wrong_in_a_known_witness_s_line_is_refused(client: Client) -> None:
    note = Note.parse(cosigned(client))
    line = note.signatures[-1]
    wrong = notes.Signature(line.name, line.key_id, line.data[:-1] + bytes([line.data[-1] ^ 1]))

    code, words = send(client, str(Note(note.text, (*note.signatures[:-1], wrong))))

    assert (code, words) == (400, f"a signature of {NAME} is wrong\n")


@pytest.mark.usefixtures("witness")
def test_a_witness_that_ended_is_neither_taken_nor_shown(client: Client) -> None:
    note = cosigned(client)
    send(client, note)

    assert log.end_witness(NAME, at=NOON) == 1

    assert send(client, note)[0] == 400
    assert NAME not in client.get("/log/checkpoint").text
    assert NAME not in client.get("/log/").text
    log.add_witness(str(KEY), at=NOON)
    assert NAME in client.get("/log/checkpoint").text


@pytest.mark.usefixtures("witness")
def test_one_network_cannot_send_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openbeat.core.ledger.views.machine.PER_HOUR", 1 / 40)
    note = cosigned(client)

    assert [send(client, note)[0] for _each in range(2)] == [200, 429]


@pytest.mark.parametrize("key", ["", "x", "localhost:8000/log+a44a00a1+AdQgRnnzzrF9NodtcBkQyDpFEZO2lY4OOOmexCGnd9sm"])
def test_a_key_that_is_not_of_a_witness_is_refused(key: str) -> None:
    with pytest.raises(BadNote):
        log.add_witness(key, at=NOON)


# --- whoever sends slowly ----------------------------------------------------------------------------------
class Slowly(BytesIO):
    """A body that comes in bit by bit; each time somebody reads, it is noted whether a transaction waits for it."""

    def __init__(self, data: bytes, noted: list[bool]) -> None:
        super().__init__(data)
        self.noted = noted

    def read(self, size: int | None = -1) -> bytes:
        self.noted.append(connection.in_atomic_block)
        return super().read(size)


def _nobody_hears(_status: str, _headers: Any, _problem: Any = None, /) -> Any:
    return lambda _data: None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", "application/json", ""])
def test_whoever_sends_slowly_holds_no_transaction(kind: str) -> None:
    noted: list[bool] = []
    surroundings = RequestFactory().post("/log/cosignature", b"x" * 100, content_type=kind).environ
    surroundings |= {"wsgi.input": Slowly(b"x" * 100, noted), "HTTP_HOST": "localhost", "SERVER_NAME": "localhost"}

    WSGIHandler()(surroundings, _nobody_hears)

    assert set(noted) == {False}


def test_a_bundle_that_lacks_a_line_is_not_served(client: Client) -> None:
    grown(20)
    triggers.remove(connection)
    Leaf.objects.filter(sequence=5).delete()
    triggers.install(connection)

    assert client.get("/log/tile/entries/000.p/20").status_code == 404
    assert client.get("/log/tile/entries/000.p/5").status_code == 200
