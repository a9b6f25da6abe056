"""Bring the files that frontend.toml names from npm packages, or check offline that they are as they came."""

import argparse
import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "frontend.toml"
LOCK = ROOT / "frontend.lock"
# The static files' manifest would look for the map that such a comment names, and fail.
SOURCE_MAP = re.compile(rb"\s*(?://[#@]\s*sourceMappingURL=\S+|/\*[#@]\s*sourceMappingURL=[^*]*\*/)\s*$")


class VendorError(Exception):
    """Said to the person as one sentence."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, epilog="Example: python tools/vendor.py --check")
    parser.add_argument("--check", action="store_true", help="compare with frontend.lock; touches neither disk nor net")
    parser.add_argument("only", nargs="*", help="names of entries to bring (all when none is given)")
    options = parser.parse_args()
    entries = tomllib.loads(LIST.read_text(encoding="utf-8"))
    try:
        if options.check:
            return check(entries)
        return bring({name: entries[name] for name in options.only or entries})
    except (VendorError, KeyError) as problem:
        print(f"vendor: {problem}", file=sys.stderr)
        return 1


def check(entries: dict[str, Any]) -> int:
    """Say which file is missing, changed or not listed."""
    lock = read_lock()
    wanted = {path for entry in entries.values() for path in paths(entry)}
    problems = [f"{path}: not as it came" for path in sorted(wanted & set(lock)) if lock[path] != fingerprint(path)]
    problems += [f"{path}: in only one of frontend.toml and frontend.lock" for path in sorted(wanted ^ set(lock))]
    if problems:
        raise VendorError("; ".join(problems) + ". Run: make vendor")
    print(f"vendor: {len(wanted)} files are as they came")
    return 0


def bring(entries: dict[str, Any]) -> int:
    """Download, verify, copy, and write the lock."""
    lock = read_lock()
    for name, entry in entries.items():
        with tempfile.TemporaryDirectory() as folder:
            print(f"vendor: {entry['package']} {entry['version']}", flush=True)
            copy(entry, unpack(download(entry, Path(folder)), Path(folder)))
        lock.update({path: fingerprint(path) for path in paths(entry)})
        print(f"vendor: {name} has {len(entry['files'])} files")
    named = {path for entry in tomllib.loads(LIST.read_text(encoding="utf-8")).values() for path in paths(entry)}
    LOCK.write_text("".join(f"{lock[path]}  {path}\n" for path in sorted(named & set(lock))), encoding="utf-8")
    return 0


def download(entry: dict[str, Any], folder: Path) -> Path:
    """The package as npm packs it, if its sha512 is the pinned one."""
    if not shutil.which("npm"):
        raise VendorError("npm is not installed (only whoever changes frontend.toml needs it)")
    what = f"{entry['package']}@{entry['version']}"
    command = ["npm", "pack", "--ignore-scripts", "--silent", "--pack-destination", str(folder), what]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != entry["sha512"]:
        raise VendorError(f"{what} has sha512 {found}, not the one in frontend.toml; nothing was copied")
    return archive


def unpack(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def copy(entry: dict[str, Any], package: Path) -> None:
    for source, target in entry["files"].items():
        path = ROOT / entry["into"] / target
        path.parent.mkdir(parents=True, exist_ok=True)
        if source.endswith(".ttf") and entry.get("subset"):
            cut(package / source, path, entry["subset"])
        else:
            path.write_bytes(clean(package / source))


def clean(source: Path) -> bytes:
    """The file without the comment that names a source map."""
    text = source.read_bytes()
    return SOURCE_MAP.sub(b"\n", text) if source.suffix in {".js", ".css"} else text


def cut(source: Path, target: Path, charset: str) -> None:
    """The part of a font that has the signs of a character set, and plain Latin."""
    if not shutil.which("pyftsubset"):
        raise VendorError(f"{target.name} is a part of a font; install fonttools to cut it out")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as words:
        words.write("".join(sorted(signs(charset))))
        words.flush()
        where = [f"--text-file={words.name}", f"--output-file={target}"]
        how = ["--no-hinting", "--layout-features=kern,locl,ccmp,mark,mkmk"]
        subprocess.run(["pyftsubset", str(source), *where, *how], check=True)


def signs(charset: str) -> set[str]:
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {sign for pair in pairs for sign in pair.decode(charset, errors="ignore")} | set(map(chr, range(32, 127)))


def paths(entry: dict[str, Any]) -> list[str]:
    return [f"{entry['into']}/{target}" for target in entry["files"].values()]


def fingerprint(path: str) -> str:
    file = ROOT / path
    return "missing" if not file.is_file() else base64_sha384(file.read_bytes())


def base64_sha384(content: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def read_lock() -> dict[str, str]:
    if not LOCK.is_file():
        return {}
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return {path: mark for mark, path in (line.split("  ", 1) for line in lines)}


if __name__ == "__main__":
    sys.exit(main())
