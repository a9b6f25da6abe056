"""`openbeat export evidence`: the files of a matter in clear, with fingerprints and chain of custody, for a court."""

from __future__ import annotations

import argparse
import getpass
import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from openbeat.config.commands import scratch
from openbeat.config.commands.screen import Problem, say
from openbeat.core.department import queries as department
from openbeat.core.evidence import custody, queries, registry, services
from openbeat.core.evidence.custody import Piece
from openbeat.core.evidence.models import Role
from openbeat.core.people import queries as people
from openbeat.core.vault import crypt
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.services import keys
from openbeat.kit import durable
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys

SUMS = "SHA256SUMS"


def run(options: argparse.Namespace) -> int:
    """Export what one person reads; that it leaves is on record before the first byte does."""
    matter, target = _matter(options.ref), Path(options.to).resolve()
    if target.exists():
        raise Problem(f"{target} exists already; name a folder that does not")
    _require_why(matter, options.why)
    person = people.by_email(options.person)
    if person is None:
        raise Problem(f"nobody here has the address {options.person}")
    pieces = _pieces(matter, _keys(person, options.key_file, options.passphrase_file))
    at = now()
    services.export([piece.file for piece in pieces], matter, why=options.why, by=person, at=at)
    _write_all(target, pieces, matter, who=person.name, at=at)
    say(f"{len(pieces)} files are in {target}, in clear. Check them: cd {target} && sha256sum -c {SUMS}")
    return 0


def _require_why(matter: Ref, why: str) -> None:
    """One of the reasons that the app of this matter knows, as on its pages."""
    reasons = registry.reasons(matter.kind)
    if reasons and why not in reasons:
        known = "; ".join(f"{code} ({words})" for code, words in reasons.items())
        raise Problem(f"say why these files leave the house, with --why CODE: {known}")


def _matter(text: str) -> Ref:
    try:
        return Ref.parse(text)
    except ValueError as fault:
        raise Problem(f"{text} is no matter; write it as complaints.complaint:7") from fault


def _keys(person: Person, key_file: str | None, passphrase_file: str | None) -> Keys:
    """The person's key, unlocked by the passphrase that they type; it is kept nowhere."""
    key = vaults.key_of(person)
    if key is None:
        raise Problem("this person has no key, so they read nothing that is sealed")
    asked = "The passphrase of this person's key: "
    phrase = Path(passphrase_file).read_text(encoding="utf-8").strip() if passphrase_file else getpass.getpass(asked)
    if not key_file:
        return vault.Keys.of(keys.unlocked(key, phrase))
    try:
        return vault.Keys.of(crypt.unlock(Path(key_file).read_bytes(), keys.plain(phrase), key.recipient))
    except crypt.NotOpened as fault:
        raise Problem("this passphrase does not open this file, or it is the key of somebody else") from fault


def _pieces(matter: Ref, keys: Keys) -> list[Piece]:
    """All files of the matter but copies to look at, each with what is sealed about it; raises Shut."""
    safe = vaults.safe_of(matter)
    if safe is None:
        raise Problem(f"{matter} has no sealed files")
    opened = vault.opened(safe, keys)
    files = [file for file in queries.of(matter) if file.role != Role.VIEW and file.destroyed_at is None]
    if not files:
        raise Problem(f"{matter} has no sealed files")
    return [Piece(number, file, queries.meta(file, opened)) for number, file in enumerate(files, 1)]


def _write_all(target: Path, pieces: Sequence[Piece], matter: Ref, *, who: str, at: datetime) -> None:
    """All of it under its name, or nothing."""
    unfinished = target.with_name(f".{target.name}.exporting-{token_hex(4)}")
    with scratch.noted(unfinished):
        unfinished.mkdir(parents=True, mode=0o700)
        for piece in pieces:
            _write_original(unfinished / piece.name, piece)
        sums = "".join(f"{piece.meta.sha256}  {piece.name}\n" for piece in pieces)
        durable.write_new(unfinished / SUMS, sums.encode(), durable.SHARED)
        durable.write_new(unfinished / "custody.csv", custody.as_csv(pieces).encode(), durable.SHARED)
        language = department.department().language
        durable.write_new(
            unfinished / "custody.pdf",
            custody.as_pdf(pieces, matter, who=who, at=at, language=language),
            durable.SHARED,
        )
        unfinished.rename(target)
        durable.keep_names(target.parent)


def _write_original(path: Path, piece: Piece) -> None:
    digest = hashlib.sha256()
    with path.open("xb") as out:
        for part in services.content(piece.file, piece.meta):
            digest.update(part)
            out.write(part)
        durable.settle(out)
    if digest.hexdigest() != piece.meta.sha256:
        raise Problem(f"file {piece.number} is not as it arrived; nothing was exported")
