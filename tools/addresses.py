"""No file of the project names a package registry's host or a path of somebody's machine."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Written in pieces, or this file would name them.
HOSTS = [
    "pypi" + r"\.org",
    "python" + r"hosted\.org",
    "npm" + r"js\.(?:org|com)",
    "yarn" + r"pkg\.com",
    "jsdel" + r"ivr",
]
PATHS = [
    r"(?<![\w.])/" + part
    for part in ("ro" + "ot/", "ho" + "me/[a-z]", "Us" + "ers/[A-Za-z]", "wo" + "rk/[a-z]", "t" + "mp/w/")
]
WANTED = re.compile("|".join([*HOSTS, *PATHS]).encode())
# What came from elsewhere as it is, and pictures.
NOT_OURS = ("openbeat/core/web/static/vendor/", "openbeat/core/printing/fonts/", "tests/browser/vendor/", "LICENSE")


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if name and not name.startswith(NOT_OURS)]
    found = [f"{name}:{line}: {words}" for name in sorted(names) for line, words in lines(ROOT / name)]
    print("\n".join(found) or f"{len(names)} files name no registry and no machine")
    return 1 if found else 0


def lines(path: Path) -> list[tuple[int, str]]:
    if not path.is_file() or b"\0" in (content := path.read_bytes())[:4096]:
        return []
    hits = ((number, WANTED.search(line)) for number, line in enumerate(content.splitlines(), 1))
    return [(number, hit.group().decode()) for number, hit in hits if hit]


if __name__ == "__main__":
    sys.exit(main())
