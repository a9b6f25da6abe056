"""A file on its way in: sealed piece by piece, refused by its content, and nothing of it in clear on the disk."""

from __future__ import annotations

import hashlib
import os
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http import UnreadablePostError
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.evidence import arriving, store
from openbeat.core.evidence.arriving import Arrival, Sealing, SealingHandler, plain_name
from openbeat.core.evidence.kinds import KINDS, kind_of
from openbeat.core.evidence.tests.makers import MARKER, MP4, a_video, arrived, sent
from openbeat.core.files.checking import Unfit
from openbeat.core.files.tests import makers as photos
from openbeat.core.vault import crypt


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


def in_clear(token: str, identity: str) -> bytes:
    out = BytesIO()
    with store.find(token).open("rb") as source:
        crypt.open_stream(source, out, identity)
    return out.getvalue()


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "backup.lock"]


def test_what_arrived_is_sealed_and_opens_to_the_same_bytes(tmp_path: Path) -> None:
    content = a_video()

    file = arrived(content)

    assert in_clear(file.token, file.identity) == content
    assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    (path,) = on_disk(tmp_path)
    sealed = path.read_bytes()
    assert (file.cipher_size, file.cipher_sha256) == (len(sealed), hashlib.sha256(sealed).hexdigest())
    assert MARKER not in sealed
    assert path.stat().st_mode & 0o077 == 0


@given(content=st.binary(min_size=1, max_size=3000), many=st.integers(1, 60), piece=st.integers(1, 70_000))
def test_it_does_not_matter_in_which_pieces_it_comes(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, many: int, piece: int
) -> None:
    whole = MP4 + content * many

    file = arrived(whole, piece=max(piece, len(whole) // 200))

    assert in_clear(file.token, file.identity) == whole
    store.discard(file.token)


def test_while_it_arrives_nothing_lies_there_in_clear(tmp_path: Path) -> None:
    content, arrival = a_video(4_000_000), Arrival("clip.mp4")

    for start in range(0, len(content), 65536):
        arrival.take(content[start : start + 65536])
        assert [path for path in on_disk(tmp_path) if MARKER in path.read_bytes()] == []
    arrival.finish()

    assert [MARKER in path.read_bytes() for path in on_disk(tmp_path)] == [False]


def test_one_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    arrival = Arrival("clip.mp4")
    arrival.take(a_video(1_000_000))
    assert len(on_disk(tmp_path)) == 1

    arrival.abandon()

    assert on_disk(tmp_path) == []


WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\x82\x84webm"


@pytest.mark.parametrize("name", ["svg with script", "page", "program", "archive", "postscript", "zeros", "empty"])
def test_what_does_something_is_refused_with_a_sentence_and_never_sealed(name: str, tmp_path: Path) -> None:
    arrival = sent(photos.UNFIT[name](), "evidence.mp4")

    assert arrival.unfit
    assert arrival.arrived is None
    assert "this is none of them" in str(arrival.unfit.sentence) or "is empty" in str(arrival.unfit.sentence)
    assert on_disk(tmp_path) == []


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (MP4, "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x20\x05\x03\x00qt  ", "video/quicktime"),
        (b"\x00\x00\x00\x18ftyp3gp4\x00\x00\x02\x00isom3gp4", "video/3gpp"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\x82\x84webm", "video/webm"),
        (b"RIFF\x24\x08\x00\x00AVI LIST", "video/x-msvideo"),
        (WEBM + b"\xae\x86\x86A_OPUS", "audio/webm"),
        (WEBM + b"\xae\x86\x86A_OPUS\x86V_VP9", "video/webm"),
        (b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00M4A mp42isom", "audio/mp4"),
        (b"ID3\x03\x00\x00\x00\x00\x0f\x76", "audio/mpeg"),
        (b"\xff\xfb\x90\x64\x00", "audio/mpeg"),
        (b"RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00", "audio/wav"),
        (b"OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00", "audio/ogg"),
        (b"#!AMR\n\x04", "audio/amr"),
        (photos.HEIC, "image/heif"),
        (photos.PDF, "application/pdf"),
        (b"II*\0\x08\0\0\0", "image/tiff"),
    ],
)  # fmt: skip
def test_what_shows_something_is_taken_by_its_content(head: bytes, media_type: str) -> None:
    assert kind_of(head + b"\0" * 300).media_type == media_type


@pytest.mark.parametrize("words", ["On Tuesday at nine he came.", "Εκείνος ήρθε ξανά. " * 300, "\ufeffwords"])
def test_plain_words_are_taken(words: str) -> None:
    assert kind_of(words.encode()[:4096]).media_type == "text/plain"


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "  <svg/>", "#!/bin/sh\nrm", "%!PS", "\ufeff<html>", "  "]
)
def test_words_that_do_something_are_not(words: str) -> None:
    with pytest.raises(Unfit):
        kind_of(words.encode())


@given(st.binary(max_size=4096))
def test_any_head_is_a_kind_that_we_take_or_unfit(head: bytes) -> None:
    try:
        found = kind_of(head)
    except Unfit:
        return
    assert found in KINDS.values()


def test_one_that_is_too_large_passes_by_and_leaves_nothing(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_EVIDENCE_BYTES = 200_000

    arrival = sent(a_video(300_000))

    assert arrival.unfit
    assert "larger than 195.3" in str(arrival.unfit.sentence)
    assert on_disk(tmp_path) == []


def test_a_picture_has_a_copy_without_hidden_data_and_the_original_stays_as_it_was(settings: Any) -> None:
    content = photos.with_gps()

    file = arrived(content, "IMG_1.HEIC.jpg")

    assert in_clear(file.token, file.identity) == content
    assert file.view
    assert file.view.startswith(b"\xff\xd8\xff")
    assert b"TelephoneMaker" in content
    assert b"TelephoneMaker" not in file.view


@pytest.mark.parametrize("content", [photos.gif_and_script(), photos.UNFIT["jpeg head only"](), photos.png_bomb()])
def test_a_picture_that_cannot_be_drawn_anew_is_kept_and_never_shown(content: bytes) -> None:
    file = arrived(content)

    assert in_clear(file.token, file.identity) == content
    assert file.view is None or photos.SCRIPT not in file.view


def test_a_picture_too_large_for_the_memory_has_no_copy_to_look_at(settings: Any) -> None:
    settings.OPENBEAT_PHOTO_BYTES = 1000

    assert arrived(photos.written(photos.a_picture((900, 900)), "PNG") + b"\0" * 2000).view is None


def test_a_full_disk_is_an_error_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here; to include this test, run it on Linux")
    plain = store.begin

    def begin() -> tuple[str, Any]:
        token, file = plain()
        file.close()
        return token, Path("/dev/full").open("wb", buffering=0)

    monkeypatch.setattr(store, "begin", begin)
    sealing = Sealing()

    def send() -> None:
        for _piece in range(40):
            sealing.write(bytes(65536))
        sealing.finish()

    with pytest.raises(OSError, match="No space left"):
        send()
    assert on_disk(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("clip.mp4", "clip.mp4"),
        ("C:\\Users\\Rosa\\clip.MOV", "clip.mp4"),
        ("../../etc/passwd", "passwd.mp4"),
        ("a\u202egnp.exe", "a gnp.mp4"),
        (".htaccess", "htaccess.mp4"),
        ("x\r\nSet-Cookie: a=b.mp4", "x Set-Cookie a=b.mp4"),
        ("مقطع.mp4", "مقطع.mp4"),
        ("", "file.mp4"),
        ("a" * 300, "a" * 100 + ".mp4"),
    ],
)
def test_a_name_is_harmless_on_any_computer(name: str, kept: str) -> None:
    assert plain_name(name, KINDS["video/mp4"]) == kept


def test_the_sweeper_removes_what_belongs_to_nothing_and_touches_nothing_else(tmp_path: Path) -> None:
    mine, stray = arrived(a_video()), arrived(a_video())
    half = Arrival("clip.mp4")
    half.take(a_video())
    (store.root() / "arriving" / "notes.txt").write_text("not ours")

    assert store.sweep(lambda tokens: {mine.token} & set(tokens), older=-1) == (1, 2)

    half.abandon()
    assert store.exists(mine.token)
    assert not store.exists(stray.token)
    assert sorted(path.name for path in on_disk(tmp_path)) == sorted([mine.token, "notes.txt"])


def long_ago(token: str) -> None:
    os.utime(store.find(token), (time.time() - 7200,) * 2)


def test_what_is_whole_waits_for_the_rest_of_its_form_for_as_long_as_pieces_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arriving, "HOLD", 0)
    handler, mine = SealingHandler(), arrived(a_video())
    store.keep(mine.token)
    for name in ("first.mp4", "second.mp4"):
        handler.new_file("sent", name, "video/mp4", None)
        handler.receive_data_chunk(a_video(), 0)
        if name == "first.mp4":
            handler.file_complete(300_000)
    first = handler.arrivals[0].arrived
    assert first
    for token in (first.token, mine.token):
        long_ago(token)

    handler.receive_data_chunk(a_video(), 300_000)  # hours later

    assert store.sweep(lambda tokens: {mine.token} & set(tokens)) == (0, 0)
    assert store.exists(first.token)
    handler.leave()
    assert not store.exists(first.token)


def test_where_the_database_knows_none_of_the_files_they_are_of_another_installation() -> None:
    theirs = [arrived(a_video()).token for _number in range(2)]
    store.keep(theirs[0])

    assert store.sweep(lambda _tokens: set(), older=-1) == (0, 0)
    assert [store.exists(token) for token in theirs] == [True, True]


def test_each_folder_that_was_made_for_a_file_outlives_a_power_cut_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[int] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        settled.append(os.fstat(handle).st_ino)
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    token = store.write(b"bytes")
    del settled[:]

    store.keep(token)

    folders = (store.find(token).parent, store.root() / "kept", store.root())
    assert {folder.stat().st_ino for folder in folders} <= set(settled)


def test_what_is_in_neither_place_cannot_be_kept() -> None:
    file = arrived(a_video())
    store.keep(file.token)
    store.keep(file.token)
    store.discard(file.token)

    with pytest.raises(FileNotFoundError):
        store.keep(file.token)


def test_a_form_that_hardly_comes_is_given_up_and_a_slow_line_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clock = [0.0]
    monkeypatch.setattr(arriving, "monotonic", lambda: clock[0])

    def send(seconds_a_piece: float) -> None:
        handler = SealingHandler()
        handler.new_file("sent", "clip.mp4", "video/mp4", None)
        piece = a_video(handler.chunk_size)
        try:
            for number in range(100):
                clock[0] += seconds_a_piece
                handler.receive_data_chunk(piece, number * len(piece))
        finally:
            handler.leave()

    send(15)  # 1.1 kB a second
    with pytest.raises(UnreadablePostError):
        send(17)
    assert on_disk(tmp_path) == []
