"""A program on this machine drafts what whoever complained wrote: for the page that asked, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.services.steps import asked
from openbeat.core.ledger import services as ledger
from openbeat.core.translation import machine
from openbeat.core.translation.machine import NoDraft, Secrecy
from openbeat.core.translation.passages import split
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from openbeat.apps.complaints.models import Complaint
    from openbeat.apps.complaints.queries import Said, Told
    from openbeat.core.translation.machine import Drafted as Passage
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor


@dataclass(frozen=True, slots=True, repr=False)
class Drafted:
    """What one text became: what the page calls it, in which language, its passages; or why there are none."""

    label: Any
    language: str
    passages: tuple[Passage, ...] = ()
    why: str = ""


def may_draft(said: Said, turns: Sequence[Told], language: str) -> Verdict:
    """Whether a program here may and can draft what is in another language than this, or why not."""
    verdict = Verdict(allowed=False, reason=_("There is nothing here in another language."))
    for _label, _words, foreign in _foreign(said, turns, language):
        if verdict := machine.may(foreign, language, Secrecy.SEALED):
            break
    return verdict


@transaction.atomic
def ask_machine(complaint: Complaint, language: str, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Put on record that a program here will be given the words of this matter.

    Raises Refused, also where no program may or can draft them; Shut while locked.
    """
    complaint = asked(complaint, Act.ASK_MACHINE, by=by)
    opened = vault.opened(queries.safe_of(complaint), keys)
    said, turns = queries.account_of(complaint, opened), queries.turns_of(complaint, opened)
    if not (verdict := may_draft(said, turns, language)):
        raise Refused(verdict.reason)
    ledger.record(Act.ASK_MACHINE, complaint, by=by, at=at, language=language)
    return complaint


def drafted(said: Said, turns: Sequence[Told], language: str) -> list[Drafted]:
    """What whoever complained wrote in another language, drafted in this one. It takes up to some seconds."""
    return [_one(*text, language, said.about) for text in _foreign(said, turns, language)]


def _one(label: Any, words: str, foreign: str, language: str, about: str) -> Drafted:
    keep = [about] if about else []
    try:
        draft = machine.draft(split(words), foreign, language, secrecy=Secrecy.SEALED, keep=keep)
    except NoDraft as problem:
        return Drafted(label, language, why=str(problem))
    return Drafted(label, language, draft.passages)


def _foreign(said: Said, turns: Sequence[Told], language: str) -> Iterator[tuple[Any, str, str]]:
    """What whoever complained wrote that is not in this language: what it is called, its words, their language."""
    texts: list[tuple[Any, str, str]] = [(_("What happened"), said.words, said.language)]
    texts += [(turn.kind.label, turn.words, turn.language) for turn in turns if not turn.ours]
    return (text for text in texts if text[1].strip() and text[2] != language)
