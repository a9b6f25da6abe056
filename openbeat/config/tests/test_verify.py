"""`openbeat verify`, as somebody types it: over HTTP, from a copy, with a code; against hosts that mean no good."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from openbeat.config import cli
from openbeat.config.commands import remote
from openbeat.config.tests.a_host import Host, serving
from openbeat.core.receipts import codes
from openbeat.kit import notes, tlog
from openbeat.kit.clock import now
from openbeat.kit.notes import Note, Verifier
from openbeat.kit.tests import a_log, vectors
from openbeat.kit.tests.a_log import ALog
from openbeat.kit.walking import Unread

CODE = codes.of(bytes(range(10)))


@pytest.fixture
def host() -> Iterator[Host]:
    with serving(Host(ALog(vectors.lines()).served())) as host:
        yield host


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "proof.json"
    path.write_text(a_file_of(ALog(vectors.lines())), "utf-8")
    return path


def a_file_of(log: ALog, at: datetime | None = None) -> str:
    """A proof file of just now."""
    made = f"{at or now():%Y-%m-%dT%H:%M:%SZ}"
    return a_log.as_json(a_log.a_file(log, vectors.acts()[:2], vectors.THEN, made_at=made))


def at_home(host: Host, proof: Path) -> str:
    """The log is called as this machine is; gives the address."""
    log = ALog(vectors.lines(), origin=host.address.removeprefix("http://") + "/log")
    host.files = log.served()
    proof.write_text(a_file_of(log), "utf-8")
    return host.address


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    class Typed:
        buffer = io.BytesIO(text.encode())

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", Typed())


def test_all_holds_and_the_exit_code_says_so(proof: Path, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(proof), "--against", host.address, "--key", a_log.key_of()]) == 0

    said = capsys.readouterr().out
    assert said.endswith("All of this is proven.\n")
    assert "Act 2 (take_up, 2026-05-04 12:00 UTC) stands in the log, exactly as this file tells it." in said


def test_the_acts_are_listed_as_the_file_tells_them(proof: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proof.write_text(proof.read_text("utf-8").replace('"taken_up"', '"\\u001b[31mtaken \\u202eup"'), "utf-8")

    assert cli.main(["verify", str(proof)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("1. raise, 2026-05-04 12:00 UTC\n   category: lighting\n")
    assert "2. take_up, 2026-05-04 12:00 UTC\n   stage: \\u001b[31mtaken \\u202eup\nproven     The log" in said


def test_it_needs_neither_settings_nor_a_database(proof: Path, host: Host) -> None:
    against = ["--against", at_home(host, proof), "--json"]
    words = [sys.executable, "-m", "openbeat.config.cli", "verify", str(proof), *against]
    done = subprocess.run(words, env={"PATH": ""}, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603  our own program

    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (0, "proven"), done.stderr


def test_without_the_log_something_is_left_open(proof: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(proof), "--key", a_log.key_of()]) == 3

    assert "Nothing is wrong, but not all of it is proven." in capsys.readouterr().out


def test_a_forged_file_is_refused(proof: Path, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    proof.write_text(proof.read_text("utf-8").replace("taken_up", "answered"), "utf-8")

    assert cli.main(["verify", str(proof), "--against", host.address, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "wrong"
    assert [one["code"] for one in found["findings"] if one["state"] == "wrong"] == ["not_included"]


def test_a_copy_of_the_log_and_a_kept_summary_will_do(proof: Path, host: Host, tmp_path: Path) -> None:
    for path, data in host.files.items():
        (tmp_path / "copy" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / path).write_bytes(data)
    kept = tmp_path / "kept"
    kept.write_text(ALog(vectors.lines()).checkpoint(vectors.THEN), "utf-8")
    key = tmp_path / "key"
    key.write_text(a_log.key_of() + "\n", "utf-8")

    assert cli.main(["verify", str(proof), "--against", str(tmp_path / "copy"), "--key", str(key)]) == 0
    assert cli.main(["verify", str(proof), "--against", str(kept), "--key", str(key)]) == 3  # nobody looked for more


def test_a_code_comes_in_by_the_keyboard_and_finds_places(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = ALog([a_log.noise(number) for number in range(20)])
    log.lines[7] = tlog.Statement(tlog.secret_of(CODE), 1, "raise", a_log.AT, {}).leaf()
    typed(monkeypatch, codes.grouped(CODE).lower() + "\n")

    with serving(Host(log.served())) as host:
        assert cli.main(["verify", "-", "--against", host.address, "--key", a_log.key_of()]) == 3

    said = capsys.readouterr().out
    assert "The log holds acts of this matter, numbered up to 1, on lines 7." in said
    assert "not from the code alone" in said


def test_a_file_can_come_in_by_a_pipe(proof: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    address = at_home(host, proof)
    typed(monkeypatch, a_log.as_html(proof.read_text("utf-8")))

    assert cli.main(["verify", "-", "--against", address]) == 0


def test_a_key_that_only_a_copy_or_another_host_vouches_for_stays_open(
    proof: Path, host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, data in host.files.items():
        (tmp_path / "copy" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / path).write_bytes(data)

    for where in (host.address, str(tmp_path / "copy")):
        assert cli.main(["verify", str(proof), "--against", where]) == 3
        said = capsys.readouterr().out
        assert "The key comes out of this file." in said
        assert "The key is the one with which the log signs" not in said


def test_only_a_safe_way_to_the_host_vouches_for_a_log() -> None:
    addresses = ("https://Talk.Example.gov", "http://talk.example.gov", "https://talk.example.gov@evil.example",
                 "https://talk.example.gov:444/a/log/", "http://localhost:8000")  # fmt: skip
    assert [remote.home_of(remote.prefix(address)) for address in addresses] == [
        "talk.example.gov/log", "", "evil.example/log", "talk.example.gov:444/a/log", "localhost:8000/log",
    ]  # fmt: skip


def test_a_witness_is_asked_for_by_its_key(proof: Path, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    key = str(Verifier("w.example", notes.COSIGNATURE, notes.public_of(b"w" * notes.SEED)))
    words = ["verify", str(proof), "--against", host.address, "--key", a_log.key_of()]

    assert cli.main(words) == 0
    assert "note       No signature of a witness was checked." in capsys.readouterr().out
    assert cli.main([*words, "--witness", key]) == 3
    assert "The witness w.example has signed neither" in capsys.readouterr().out
    note = Note.parse(host.files["checkpoint"])
    line = notes.cosign(note.text, "w.example", b"w" * notes.SEED, seconds=1)
    host.files["checkpoint"] = str(note.also(line)).encode()
    assert cli.main([*words, "--witness", key]) == 0
    assert cli.main([*words, "--witness", "nobody"]) == 1


def test_a_log_that_stands_still_is_named(proof: Path, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    proof.write_text(a_file_of(ALog(vectors.lines()), now() - timedelta(days=30)), "utf-8")

    assert cli.main(["verify", str(proof), "--against", host.address, "--key", a_log.key_of()]) == 3
    assert "The log shown is as old as this file, or not much newer: it has 521 lines" in capsys.readouterr().out


def test_a_file_that_is_no_proof_file_raises_no_alarm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photo.jpg").write_bytes(bytes(range(256)))

    assert cli.main(["verify", str(tmp_path / "photo.jpg")]) == 1
    said = capsys.readouterr().out
    assert said.startswith("Choose the file that you got with “Keep a proof”.")
    assert said.endswith("This is not a proof file.\n")


def test_a_code_in_the_command_is_refused_before_anybody_is_asked(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["verify", CODE, "--against", host.address]) == 1
    assert "do not write the code into the command" in capsys.readouterr().err
    assert cli.main(["verify", "nowhere.json", "--against", host.address]) == 1
    assert "there is no file nowhere.json" in capsys.readouterr().err
    assert host.asked == []


def test_what_is_typed_and_is_no_code_is_named(monkeypatch: pytest.MonkeyPatch, capsys: Any, host: Host) -> None:
    typed(monkeypatch, "hello")
    assert cli.main(["verify", "-", "--against", host.address]) == 1
    assert "this is no code" in capsys.readouterr().err
    typed(monkeypatch, CODE)
    assert cli.main(["verify", "-"]) == 1
    assert "only beside a log" in capsys.readouterr().err


def test_an_address_that_leads_elsewhere_is_not_followed(proof: Path, host: Host) -> None:
    with serving(Host({}, redirect=f"{host.address}/log/checkpoint")) as other:
        assert cli.main(["verify", str(proof), "--against", other.address, "--key", a_log.key_of()]) == 3

    assert (other.asked, host.asked) == (["/log/checkpoint"], [])


def test_an_answer_that_is_too_large_or_too_slow_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Host({"checkpoint": b"x" * 70_000, "tile/0/000": b"y" * 9000, "tile/1/000": b"z"})) as host:
        read = remote.over_http(remote.prefix(host.address))
        for path in ("checkpoint", "tile/0/000"):
            with pytest.raises(Unread, match="larger than any such part"):
                read(path)
        assert read("tile/1/000") == b"z"
        monkeypatch.setattr(remote, "PATIENCE", -1.0)
        with pytest.raises(Unread, match="takes longer"):
            read("tile/1/000")
    with pytest.raises(Unread, match="does not answer"):
        read("checkpoint")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org", "talk.example.gov", "https://", "http://a/?b"]
)
def test_only_an_address_of_the_web_is_asked(address: str, proof: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(proof), "--against", address]) == 1
    assert "is neither the address of a log" in capsys.readouterr().err


def test_the_address_of_the_site_is_enough() -> None:
    addresses = ("https://talk.example.gov", "https://talk.example.gov/", "http://[::1]:8000/some/log")

    assert [remote.prefix(address) for address in addresses] == [
        "https://talk.example.gov/log/", "https://talk.example.gov/log/", "http://[::1]:8000/some/log/",
    ]  # fmt: skip
