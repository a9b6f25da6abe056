"""What a backup is inside its seals: a tar file of parts, and at its end a manifest with the SHA-256 of each."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol

from openbeat.config.commands.screen import Problem
from openbeat.kit import durable

PART = 4 * 1024 * 1024
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 512 * 1024 * 1024
_WORD = r"[A-Za-z0-9_][A-Za-z0-9._-]*"
NAME = re.compile(rf"(?:database|files|log|keys)(?:/{_WORD}){{1,4}}")
EVIL = "the backup names a place outside of itself ({name!r}); nothing was put back"


class _Hashing:
    """A file read once, its fingerprint taken on the way."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.source.read(size)
        self.digest.update(piece)
        return piece


class Packing:
    """Writes a backup, part by part."""

    def __init__(self, target: IO[bytes]) -> None:
        self.tar = tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115  closed by finish
        self.members: dict[str, list[Any]] = {}

    def file(self, name: str, source: IO[bytes], size: int) -> None:
        """Take a part in; raises OSError when less can be read than there should be."""
        if not NAME.fullmatch(name):
            raise Problem(f"a file has a name that no backup takes: {name}")
        head, hashing = _head(name, size), _Hashing(source)
        self.tar.addfile(head, hashing)
        self.members[name] = [size, hashing.digest.hexdigest()]

    def stream(self, folder: str, source: IO[bytes]) -> None:
        """Take in what has no size yet, in numbered parts."""
        number = 0
        while piece := source.read(PART):
            number += 1
            self.file(f"{folder}/{number:08}", BytesIO(piece), len(piece))

    def tree(self, prefix: str, root: Path, *, leave_out: Callable[[Path], bool] = lambda _path: False) -> None:
        """Take in all files below a folder that are not in yet; one that goes away meanwhile is left out."""
        for path in walk(root):
            name = name_in(prefix, root, path)
            if name in self.members or leave_out(path):
                continue
            try:
                source = path.open("rb")
            except FileNotFoundError:
                continue
            with source:
                self.file(name, source, os.fstat(source.fileno()).st_size)

    def finish(self, facts: dict[str, Any]) -> None:
        """Write the manifest, which ends the backup."""
        content = json.dumps({"openbeat": "backup", "v": 1, **facts, "members": self.members}).encode()
        self.tar.addfile(_head(MANIFEST, len(content)), BytesIO(content))
        self.tar.close()

    def give_up(self) -> None:
        """Write nothing more, not even an end: there is none where something could not be packed."""
        stream: Any = self.tar.fileobj
        stream.closed = True


def _head(name: str, size: int) -> tarfile.TarInfo:
    head = tarfile.TarInfo(name)
    head.size, head.mode = size, 0o600
    return head


def name_in(prefix: str, root: Path, path: Path) -> str:
    """How the part is called that a file below a folder becomes."""
    return f"{prefix}/{path.relative_to(root).as_posix()}"


def walk(root: Path) -> Iterator[Path]:
    """Each file below a folder, in order; links are not followed."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            if not path.is_symlink():
                yield path


def links(root: Path) -> Iterator[Path]:
    """Each link below a folder, in order: what it leads to is in no backup."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        yield from (path for name in sorted([*folders, *names]) if (path := Path(folder) / name).is_symlink())


class Target(Protocol):
    """Where a part goes."""

    def write(self, piece: bytes) -> Any:
        """Take a piece."""

    def settle(self) -> None:
        """The part is whole."""


type Place = Callable[[str], Target]  # where a part goes, by its name


def unpack(source: IO[bytes], place: Place) -> dict[str, Any]:
    """Put each part where `place` says, and give the manifest; raises Problem unless every one is as it was packed."""
    found: dict[str, list[Any]] = {}
    manifest: dict[str, Any] = {}
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for member in tar:
                content = _content(tar, member, found, ended=bool(manifest))
                if member.name == MANIFEST:
                    manifest = _manifest(content, member.size)
                else:
                    found[member.name] = _copy(content, place(member.name))
    except tarfile.TarError as fault:
        raise Problem("the backup is broken: it cannot be unpacked") from fault
    _require_all(manifest, found)
    return manifest


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo, found: dict[str, list[Any]], *, ended: bool) -> IO[bytes]:
    fits = member.name == MANIFEST or NAME.fullmatch(member.name)
    content = tar.extractfile(member) if member.isreg() and fits else None
    if content is None:
        raise Problem(EVIL.format(name=member.name))
    if member.name in found or ended:
        raise Problem(f"the backup holds {member.name} twice or too late; nothing was put back")
    return content


def _manifest(content: IO[bytes], size: int) -> dict[str, Any]:
    if size > LARGEST_MANIFEST:
        raise Problem("the backup's manifest is too large to be one")
    try:
        manifest = json.loads(content.read())
    except ValueError as fault:
        raise Problem("the backup's manifest cannot be read") from fault
    if not isinstance(manifest, dict) or manifest.get("openbeat") != "backup" or manifest.get("v") != 1:
        raise Problem("this backup was made by another version of the program than this one can read")
    return manifest


def _copy(content: IO[bytes], target: Target) -> list[Any]:
    digest, size = hashlib.sha256(), 0
    while piece := content.read(PART):
        digest.update(piece)
        size += len(piece)
        target.write(piece)
    target.settle()
    return [size, digest.hexdigest()]


def _require_all(manifest: dict[str, Any], found: dict[str, list[Any]]) -> None:
    if not manifest:
        raise Problem("the backup has no manifest: it was not finished")
    if manifest["members"] != found:
        differ = sorted(
            {*manifest["members"], *found} - {n for n, m in found.items() if manifest["members"].get(n) == m}
        )
        raise Problem(f"{len(differ)} parts are not as they were packed, {differ[0]} among them; nothing was put back")


class KeptFile:
    """A file of the restored installation: on the disk, not only on its way there, before the next one begins."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, piece: bytes) -> int:
        """Write a piece."""
        return self.file.write(piece)

    def settle(self) -> None:
        """Write all of it out."""
        durable.settle(self.file)
        self.file.close()
