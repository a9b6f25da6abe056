"""Rehearsals of the key ceremonies: everything is done, on throwaway keys in a scratch folder; nothing is changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from openbeat.config.commands.asking import REHEARSAL
from openbeat.config.commands.screen import Problem, say
from openbeat.core.vault import crypt, queries
from openbeat.core.vault.services.halves import Both

type Voice = Callable[[str], None]


def say_rehearsed(line: str) -> None:
    """Each line says that it is a rehearsal."""
    say(f"{REHEARSAL}{line}")


def half(voice: Voice, identity: str) -> None:
    """A throwaway half and a throwaway other one open what was wrapped for both; each alone does not."""
    with _scratch() as folder:
        _wrapped(Path(folder), Both(identity, crypt.new_identity()), voice)
    voice("Both halves together opened it, and each alone did not. Nothing was kept: no half was changed.")


def person(voice: Voice, both: Both | None, passphrase: Callable[[], str]) -> None:
    """A throwaway person loses a passphrase and gets a new one."""
    both = _throwaway(both)
    with _scratch() as folder:
        identity = _wrapped(Path(folder), both, voice)
        locked = Path(folder) / "locked"
        chosen = passphrase()
        locked.write_bytes(crypt.lock(identity, chosen))
        again = crypt.unlock(locked.read_bytes(), chosen, crypt.recipient_of(identity))
    if again != identity:
        raise Problem("the passphrase did not open what it locked: tell whoever looks after this software")
    voice("The key was locked under the new passphrase, and that passphrase opened it.")
    voice("Nothing was kept: nobody's passphrase was changed.")


def matter(voice: Voice, both: Both | None) -> None:
    """A throwaway matter without readers is opened and wrapped to a throwaway reader, who reads it."""
    both = _throwaway(both)
    with _scratch() as folder:
        identity = _wrapped(Path(folder), both, voice)
        reader = crypt.new_identity()
        words = crypt.seal(b"sealed words", crypt.recipient_of(identity))
        wrapped = crypt.seal(identity.encode(), crypt.recipient_of(reader))
        read = crypt.unseal(words, crypt.unseal(wrapped, reader).decode())
    if read != b"sealed words":
        raise Problem("the sealed words came out changed: tell whoever looks after this software")
    voice("The new reader read the sealed words.")
    voice("Nothing was kept: nobody reads any matter who did not before.")


def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="openbeat-rehearsal-")


def _throwaway(both: Both | None) -> Both:
    """The halves of a rehearsal: those from its own sheets, or fresh ones; never the real ones."""
    if both is None:
        return Both(crypt.new_identity(), crypt.new_identity())
    real = {half.recipient for half in queries.halves().values()}
    if real & {crypt.recipient_of(both.inside), crypt.recipient_of(both.outside)}:
        raise Problem("this is the real half: put it back into its envelope, and rehearse with throwaway ones")
    return both


def _wrapped(folder: Path, both: Both, voice: Voice) -> str:
    """Wrap a throwaway identity for both halves, see that neither opens it alone, and open it with both."""
    identity, file = crypt.new_identity(), folder / "recovery"
    inner, outer = crypt.recipient_of(both.outside), crypt.recipient_of(both.inside)
    file.write_bytes(crypt.nested(identity.encode(), inner=inner, outer=outer))
    for name, one in (("inside", both.inside), ("outside", both.outside)):
        try:
            crypt.unnested(file.read_bytes(), inner=one, outer=one)
        except crypt.NotOpened:
            voice(f"The {name} half alone opens nothing: right.")
        else:
            raise Problem("both halves are the same: a rehearsal needs two")
    opened = crypt.unnested(file.read_bytes(), inner=both.outside, outer=both.inside).decode()
    voice("Both halves together opened a throwaway key.")
    return opened
