"""`openbeat verify`: checks a proof file, or what a code alone shows. Needs no database and no installation."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from pathlib import Path

from openbeat.config.commands import remote
from openbeat.config.commands.screen import Problem, say
from openbeat.core.receipts import codes
from openbeat.kit import placing, proofs, proving
from openbeat.kit.clock import now
from openbeat.kit.findings import Finding, State, verdict
from openbeat.kit.notes import BadNote, Verifier
from openbeat.kit.walking import Log

EXIT = {State.PROVEN: 0, State.WRONG: 1, State.BROKEN: 1, State.OPEN: 3}
WORDS = {State.PROVEN: "proven", State.OPEN: "not shown", State.WRONG: "WRONG", State.BROKEN: "", State.NOTE: "note"}
ENDS = {
    State.PROVEN: "All of this is proven.",
    State.OPEN: "Nothing is wrong, but not all of it is proven.",
    State.WRONG: "Something is wrong. Keep this file, and show it to somebody you trust.",
    State.BROKEN: "This is not a proof file.",
}
MOST_BYTES = proofs.MOST_BYTES


def run(options: argparse.Namespace) -> int:
    """Say what is proven and what is not; 0 when all is proven, 1 when something is wrong, 3 when something is open."""
    data, key = _receipt(options.receipt), _key(options.key)
    kept, log = _against(options.against)
    if _is_file(data):
        found = proving.check(data, proving.Against(key, kept, log, now(), _witnesses(options.witness)))
    elif log is None:
        raise Problem("a code alone shows something only beside a log: --against https://…")
    else:
        found = placing.places(_code(data), log, key)
    if not options.json:
        _tell_acts(data)
    _tell(found, as_json=options.json)
    return EXIT[verdict(found)]


def _receipt(name: str) -> bytes:
    """The proof file; with `-`, what comes in or is typed without being shown."""
    if name == "-":
        if sys.stdin.isatty():
            return getpass.getpass("Code on the receipt: ").encode()
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(name)
    if path.is_file():
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    try:
        codes.read(name)
    except codes.NotACode:
        raise Problem(f"there is no file {name}") from None
    raise Problem(
        "do not write the code into the command, where it stays in the history: openbeat verify - asks for it"
    )


def _is_file(data: bytes) -> bool:
    return data.lstrip()[:1] in {b"{", b"<", b"["} or len(data) > len("1234 5678 90AB CDEF 0") * 4


def _code(data: bytes) -> str:
    try:
        return codes.read(data.decode())
    except (codes.NotACode, UnicodeDecodeError):
        raise Problem("this is no code: seventeen letters and digits, as on the receipt") from None


def _key(given: str) -> str:
    """The key as it was typed, or as it stands in a file."""
    if given and len(given) < 255 and Path(given).is_file():  # noqa: PLR2004  the longest name of a file
        return Path(given).read_text(encoding="utf-8").strip()
    return given.strip()


def _witnesses(given: list[str]) -> tuple[Verifier, ...]:
    """The keys of witnesses, as they were typed or as they stand in files."""
    try:
        return tuple(Verifier.parse(_key(each)) for each in given)
    except BadNote as problem:
        raise Problem(f"--witness: {problem}") from None


def _against(where: str) -> tuple[bytes, Log | None]:
    """A summary that was kept in a file, or a log."""
    if not where:
        return b"", None
    path = Path(where)
    if path.is_file():
        with path.open("rb") as file:
            return file.read(remote.MOST["checkpoint"]), None
    return b"", remote.log_at(where)


def _tell_acts(data: bytes) -> None:
    """The acts as the file tells them; what is no proof file tells of none."""
    try:
        acts = proofs.parse(data).acts
    except proofs.NotAProof:
        return
    for act in acts:
        say(f"{act.number}. {act.act}, {act.at[:16].replace('T', ' ')} UTC" + (", waits" if act.index is None else ""))
        for name, value in act.facts.items():
            say(f"   {_plain(name)}: {_plain(value) or 'none'}")


def _plain(value: object) -> str:
    """A fact as a screen may show it: a sign that moves or colors what others read is written out."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def _tell(found: list[Finding], *, as_json: bool) -> None:
    state = verdict(found)
    if as_json:
        each = [
            {"code": one.code, "state": one.state, "sentence": one.sentence, "facts": dict(one.facts)} for one in found
        ]
        say(json.dumps({"verdict": state, "findings": each}, indent=2))
        return
    for one in found:
        say(f"{WORDS[one.state]:<10} {one.sentence}".strip())
    say(ENDS[state])
