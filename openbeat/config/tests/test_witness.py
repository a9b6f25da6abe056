"""`openbeat witness`: follows a log over HTTP, co-signs what grew as it should, and says so when the log was forked."""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.config import cli
from openbeat.config.commands import witness
from openbeat.config.tests.a_host import Host, serving
from openbeat.kit import merkle, notes, tlog, walking
from openbeat.kit.notes import Note, Verifier
from openbeat.kit.tests import a_log
from openbeat.kit.tests.a_log import ALog

NAME = "witness.example.org"


def a_log_of(size: int) -> ALog:
    return ALog([a_log.noise(number) for number in range(size)])


@pytest.fixture
def host() -> Iterator[Host]:
    with serving(Host(a_log_of(300).served())) as host:
        yield host


def look(host: Host, folder: Path, *more: str) -> int:
    words = ["witness", host.address, "--state", str(folder / "state"), "--log-key", a_log.key_of(), "--once", *more]
    return cli.main(words)


def test_it_follows_a_log_and_cosigns_each_checkpoint(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = ["--key", str(tmp_path / "key"), "--name", NAME]
    assert look(host, tmp_path, *mine) == 0
    host.files = a_log_of(600).served()
    assert look(host, tmp_path, *mine) == 0

    said = capsys.readouterr().out
    key = Verifier.parse(said.split("Your key, for whoever runs the log: ")[1].splitlines()[0])
    assert [f"{size} lines, grown as they should. Co-signed as {NAME}." in said for size in (300, 600)] == [True, True]
    assert [Note.parse(body).signed_by([key]) for body in host.taken] == [[key], [key]]
    assert [Note.parse(body).text for body in host.taken] == [
        Note.parse(a_log_of(size).checkpoint()).text for size in (300, 600)
    ]
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_it_needs_no_key_to_watch(host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert look(host, tmp_path) == 0

    assert "Not co-signed: no --key." in capsys.readouterr().out
    assert host.taken == []


def test_a_log_that_is_forked_for_one_reader_is_found_out(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look(host, tmp_path) == 0
    forked = a_log_of(600)
    forked.lines[17] = a_log.noise(10_000)
    host.files, host.forked = a_log_of(600).served(), {"openbeat": forked.served()}

    assert look(host, tmp_path) == 4
    said = capsys.readouterr().out
    assert "THE LOG WAS FORKED. The 600 lines that it shows now do not begin with the 300 of before." in said
    kept = (tmp_path / "state.fork").read_text("utf-8")
    assert (a_log_of(300).checkpoint() in kept, forked.checkpoint() in kept) == (True, True)
    assert a_log_of(300).checkpoint() == json.loads((tmp_path / "state").read_text("utf-8"))["checkpoint"]

    host.forked = {}
    assert look(host, tmp_path) == 0  # the log that others see goes on


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (299, "It had 300 lines before, and shows 299 now."),
        (300, "The 300 lines that it shows now are not those of before."),
    ],
)
def test_a_log_set_back_or_rewritten_is_a_fork(
    host: Host, tmp_path: Path, size: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look(host, tmp_path) == 0
    other = a_log_of(size)
    other.lines[0] = a_log.noise(10_000)
    host.files = other.served()

    assert look(host, tmp_path, "--key", str(tmp_path / "key"), "--name", NAME) == 4
    assert words in capsys.readouterr().out
    assert host.taken == []


def test_one_wrong_tile_is_no_fork(host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert look(host, tmp_path) == 0
    host.files = a_log_of(600).served()
    tile = host.files["tile/0/001"]
    host.files["tile/0/001"] = bytes(32) + tile[32:]

    assert look(host, tmp_path) == 1
    assert "its tiles do not fit what it signed" in capsys.readouterr().err
    assert not (tmp_path / "state.fork").exists()
    host.files["tile/0/001"] = tile
    assert look(host, tmp_path) == 0


@given(st.integers(1, 600), st.integers(1, 300), st.data())
@pytest.mark.slow
def test_what_is_kept_of_a_fork_shows_it_to_everybody(then: int, more: int, data: st.DataObject) -> None:
    seen, now = a_log_of(then), a_log_of(then + more)
    now.lines[data.draw(st.integers(0, then - 1))] = a_log.noise(10_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state"
        state = witness.State(Verifier.parse(a_log.key_of()), seen.checkpoint())
        with pytest.raises(witness.Fork):
            witness.follow(a_log.reading(now.served()), state, now.checkpoint(), path)
        kept = path.with_name("state.fork").read_text("utf-8")

    parts = [line.split(" ") for line in kept.split("the hash over them\n")[1].splitlines()]
    growing, roots = walking.Growing(), {}
    for start, end, found in parts:
        growing.push(base64.b64decode(found), (int(end) - int(start)).bit_length() - 1)
        roots[int(end)] = growing.root()
    assert roots[then + more] == merkle.root(now.hashes(then + more))
    assert roots[then] != merkle.root(seen.hashes(then))


@pytest.mark.parametrize(("named", "code"), [(299, 4), (300, 1), (301, 1)])
def test_a_log_that_was_begun_anew_is_held_to_what_it_had_signed(
    host: Host, tmp_path: Path, named: int, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look(host, tmp_path) == 0
    last = a_log_of(named)
    host.files = ALog([tlog.continues(last.checkpoint()), *last.lines], origin=f"{a_log.ORIGIN}/2").served()

    assert look(host, tmp_path) == code
    said = "".join(capsys.readouterr())
    assert f"It was begun anew as {a_log.ORIGIN}/2".lower() in said.lower()
    assert (tmp_path / "state.fork").exists() == (code == 4)
    if code == 4:
        assert last.checkpoint() in (tmp_path / "state.fork").read_text("utf-8")


@pytest.mark.parametrize(("named", "code"), [(299, 4), (300, 1)])
def test_a_log_that_was_begun_anew_twice_is_held_to_it_too(
    host: Host, tmp_path: Path, named: int, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look(host, tmp_path) == 0
    last = a_log_of(named)
    second = ALog([tlog.continues(last.checkpoint()), *last.lines], origin=f"{a_log.ORIGIN}/2")
    third = [tlog.continues(second.checkpoint()), *second.lines]
    host.files = ALog(third, origin=f"{a_log.ORIGIN}/3").served()

    assert look(host, tmp_path) == code
    assert f"It was begun anew as {a_log.ORIGIN}/3".lower() in "".join(capsys.readouterr()).lower()
    assert (tmp_path / "state.fork").exists() == (code == 4)
    if code == 4:
        assert last.checkpoint() in (tmp_path / "state.fork").read_text("utf-8")


@pytest.mark.parametrize(("lines", "fewer"), [(301, False), (300, True), (25, True)])
def test_a_log_that_was_begun_anew_without_all_lines_of_the_old_one_is_told(
    host: Host,
    tmp_path: Path,
    lines: int,
    fewer: bool,  # noqa: FBT001
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert look(host, tmp_path) == 0
    last = a_log_of(300)
    anew = [tlog.continues(last.checkpoint()), *last.lines[: lines - 1]]
    host.files = ALog(anew, origin=f"{a_log.ORIGIN}/2").served()

    assert look(host, tmp_path) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"openbeat: the log was begun anew: it was begun anew as {a_log.ORIGIN}/2, after 300 lines")
    assert (f"The old one had 300 lines, and the new one has only {lines}." in said) == fewer


def test_why_a_co_signature_is_not_taken_is_said_as_the_log_says_it(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    host.refuses = "No witness that we know has signed this checkpoint.\x1b[2J\n"
    assert look(host, tmp_path, "--key", str(tmp_path / "key"), "--name", NAME) == 1

    why = "No witness that we know has signed this checkpoint.[2J"
    assert capsys.readouterr().err == f"openbeat: the log does not take the co-signature: {why}\n"


def test_two_witnesses_do_not_share_a_memory(host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with witness._alone(tmp_path / "state"):
        assert look(host, tmp_path) == 1
    assert "another witness is at work" in capsys.readouterr().err
    assert look(host, tmp_path) == 0


def test_what_is_not_signed_or_not_served_is_no_fork_and_nothing_is_remembered(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = host.files
    for files in (
        ALog(a_log_of(9).lines, seed=a_log.OTHER_SEED).served(),
        ALog(a_log_of(9).lines, origin="elsewhere.example/log").served(),
        {"checkpoint": b"hello"},
        {},
    ):
        host.files = files
        assert look(host, tmp_path) == 1
        assert "the log could not be read" in capsys.readouterr().err
    assert not (tmp_path / "state").exists()
    host.files = good
    assert look(host, tmp_path) == 0


def test_the_key_of_the_log_is_needed_once_and_never_exchanged(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["witness", host.address, "--state", str(tmp_path / "state"), "--once"]
    assert cli.main(words) == 1
    assert "say once with which key the log signs" in capsys.readouterr().err
    assert look(host, tmp_path) == 0
    assert cli.main(words) == 0
    assert cli.main([*words, "--log-key", a_log.key_of(a_log.OTHER_SEED)]) == 1
    assert "remembers this log under another key" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"key": "x", "checkpoint": ""}', "\ud7ff"])
def test_a_damaged_memory_stops_it(host: Host, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "state").write_text(text, "utf-8")

    assert look(host, tmp_path) == 1
    assert "is not what this witness wrote" in capsys.readouterr().err


def test_a_key_that_is_none_and_a_witness_without_a_name_are_named(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look(host, tmp_path, "--key", str(tmp_path / "none")) == 1
    assert "say who you are" in capsys.readouterr().err
    (tmp_path / "key").write_text("PRIVATE+KEY+a+b+c\n", "utf-8")
    assert look(host, tmp_path, "--key", str(tmp_path / "key")) == 1
    assert "holds no key of a witness" in capsys.readouterr().err


@given(st.binary(min_size=notes.SEED, max_size=notes.SEED))
def test_a_key_comes_back_out_of_its_file_as_it_went_in(seed: bytes) -> None:
    signer = witness.Signer(NAME, seed)

    assert witness._read(witness._written(signer).strip()) == signer
