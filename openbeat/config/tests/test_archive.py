"""What a backup is inside: every part as it was packed, and no part anywhere but in its place."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from openbeat.config.commands.archive import MANIFEST, KeptFile, Packing, unpack
from openbeat.config.commands.screen import Problem


def unpacked(box: bytes, folder: Path) -> dict[str, Any]:
    return unpack(io.BytesIO(box), lambda name: KeptFile(folder / name))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def a_member(tar: tarfile.TarFile, name: str, content: bytes = b"x", kind: bytes = tarfile.REGTYPE) -> None:
    head = tarfile.TarInfo(name)
    head.size, head.type = (len(content) if kind == tarfile.REGTYPE else 0), kind
    head.linkname = "/etc/passwd" if kind in {tarfile.SYMTYPE, tarfile.LNKTYPE} else ""
    tar.addfile(head, io.BytesIO(content))


def a_manifest(**members: bytes) -> bytes:
    listed = {name: [len(content), hashlib.sha256(content).hexdigest()] for name, content in members.items()}
    return json.dumps({"openbeat": "backup", "v": 1, "members": listed}).encode()


def a_tar(*parts: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w|") as tar:
        for name, content in parts:
            a_member(tar, name, content, tarfile.REGTYPE if name == MANIFEST else kind)
    return target.getvalue()


def test_a_folder_and_a_stream_come_back_as_they_were(tmp_path: Path) -> None:
    root = tmp_path / "files"
    (root / "kept" / "ab").mkdir(parents=True)
    (root / "kept" / "ab" / "abcd").write_bytes(b"photo")
    (root / "kept" / "link").symlink_to("/etc/passwd")
    target = io.BytesIO()
    packing = Packing(target)
    packing.stream("database", io.BytesIO(bytes(5 * 1024 * 1024)))
    packing.tree("files", root)
    packing.tree("files", root)  # what is in already is not taken in again
    packing.finish({"id": "one"})

    told = unpacked(target.getvalue(), tmp_path / "back")

    assert told["id"] == "one"
    assert everything(tmp_path / "back") == {
        "database/00000001": bytes(4 * 1024 * 1024),
        "database/00000002": bytes(1024 * 1024),
        "files/kept/ab/abcd": b"photo",
    }


def test_what_cannot_be_packed_ends_without_a_word_on_the_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)
    target = io.BytesIO()
    packing = Packing(target)
    with pytest.raises(Problem, match="has a name that no backup takes"):
        packing.file("files/photo copy.jpg", io.BytesIO(b"x"), 1)
    packing.give_up()
    target.close()
    del packing
    gc.collect()

    assert said == []


@pytest.mark.parametrize(
    "name",
    ["../etc/cron.d/x", "/etc/passwd", "files/../../x", "files/./x", "files//x", "files/.ssh", "elsewhere/x", "files",
     "files/a\\..\\b", "files/a\nb", "database/../../../tmp/x", "files/" + "a/" * 9 + "b", ""],
)  # fmt: skip
def test_a_part_that_names_a_place_outside_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Problem):
        unpacked(a_tar((name, b"evil"), (MANIFEST, a_manifest(**{name: b"evil"}))), tmp_path / "back")

    assert everything(tmp_path) == {}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_nothing_but_plain_files_comes_out(kind: bytes, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="outside of itself"):
        unpacked(a_tar(("files/a", b""), (MANIFEST, a_manifest()), kind=kind), tmp_path / "back")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([("files/a", b"words")], "it was not finished"),
        ([("files/a", b"words"), (MANIFEST, a_manifest(**{"files/a": b"swords"}))], "not as they were packed"),
        ([(MANIFEST, a_manifest(**{"files/a": b"words"}))], "not as they were packed"),
        ([("files/a", b"words"), (MANIFEST, a_manifest())], "not as they were packed"),
        ([("files/a", b"1"), ("files/a", b"2"), (MANIFEST, a_manifest(**{"files/a": b"2"}))], "twice or too late"),
        ([(MANIFEST, a_manifest()), ("files/a", b"1")], "twice or too late"),
        ([(MANIFEST, b"no json")], "cannot be read"),
        ([(MANIFEST, b'{"openbeat": "backup", "v": 2}')], "another version"),
    ],
)
def test_a_part_that_is_missing_or_changed_or_too_many_is_named(
    parts: list[tuple[str, bytes]], why: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match=why):
        unpacked(a_tar(*parts), tmp_path / "back")


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be unpacked"):
        unpacked(b"words " * 500, tmp_path / "back")
