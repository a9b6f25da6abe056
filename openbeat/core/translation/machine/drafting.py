"""Ask a machine for a draft: what must not change is put away first, and each passage that comes back is looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from openbeat.core.translation import detecting
from openbeat.core.translation.machine import names, rules
from openbeat.core.translation.machine.engines import NoDraft
from openbeat.core.translation.machine.protecting import Lost, Masked, masked
from openbeat.core.translation.machine.rules import Secrecy
from openbeat.core.translation.passages import can_be_kept
from openbeat.kit.policy import ALLOWED, Verdict

if TYPE_CHECKING:
    from openbeat.core.translation.machine.engines import Engine

MOST_PASSAGES, MOST_SIGNS = 500, 200_000
WORDS = 3  # from so many on, an answer that is the same as the question is no translation


@dataclass(frozen=True, slots=True)
class Drafted:
    """One passage: its draft; or none, and the sentence that says why the machine's answer was refused."""

    source: str
    words: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a machine made of a text, passage by passage, and which one. Its origin is Origin.MACHINE, always."""

    engine: str
    passages: tuple[Drafted, ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each passage with its draft, as a translation keeps them; "" where there is none."""
        return [(one.source, one.words) for one in self.passages]


def may(source: str, target: str, secrecy: Secrecy = Secrecy.PUBLIC) -> Verdict:
    """Whether a machine may and can draft between two languages, or why not. No server is asked for it."""
    try:
        _engine(source, target, secrecy)
    except NoDraft as problem:
        return Verdict(allowed=False, reason=str(problem))
    return ALLOWED


def draft(
    passages: Sequence[str],
    source: str,
    target: str,
    *,
    secrecy: Secrecy = Secrecy.PUBLIC,
    keep: Collection[str] = (),
) -> Draft:
    """A draft of the passages by the first engine that may be asked and has the pair; raises NoDraft.

    `secrecy` says who may read the text: what is not public (`Source.public` is False) never goes to a server, and what
    is sealed goes to a program here only where the department decided so. `keep` are more names that come through
    unchanged, as that of the person who wrote. It takes seconds: call it in a job, outside a transaction.
    """
    if len(passages) > MOST_PASSAGES or sum(map(len, passages)) > MOST_SIGNS:
        raise NoDraft(_("The text is too long for a machine."))
    engine = _engine(source, target, secrecy)
    known = names.kept(keep)
    put_away = [masked(passage, known) for passage in passages]
    asked = [one.words for one in put_away if not one.says_nothing]
    answers = iter(engine.translate(asked, source, target) if asked else ())
    drafted = [
        Drafted(passage, passage) if one.says_nothing else _judged(number, passage, one, next(answers), target)
        for number, (passage, one) in enumerate(zip(passages, put_away, strict=True), start=1)
    ]
    return Draft(engine.name, tuple(drafted))


def _engine(source: str, target: str, secrecy: Secrecy) -> Engine:
    for engine in rules.engines(secrecy):
        if source != target and engine.does(source, target):
            return engine
    raise NoDraft(_("No translation program here knows these two languages."))


def _judged(number: int, passage: str, away: Masked, answer: str, target: str) -> Drafted:
    """The draft of a passage, with its protected things put back; or why it is refused, without a word of it."""
    try:
        words = away.restored(answer.strip())
    except Lost:
        return Drafted(
            passage, why=_("The machine lost or changed something in passage %(number)s.") % {"number": number}
        )
    if not words or not can_be_kept(words):
        return Drafted(passage, why=_("The machine gave no words."))
    if len(words.split()) >= WORDS and words.casefold() == passage.strip().casefold():
        return Drafted(passage, why=_("The machine did not translate this."))
    if detecting.guess(words) not in {target, ""}:
        return Drafted(passage, why=_("The machine answered in another language."))
    return Drafted(passage, words)
