"""Drafts by a machine: asked for with a button, made in a job, and never published before a person signs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import MACHINE, Piece
from openbeat.apps.translators.lifecycle import Act
from openbeat.apps.translators.services import drafts
from openbeat.apps.translators.services.holding import held
from openbeat.core.jobs import services as jobs
from openbeat.core.ledger import services as ledger
from openbeat.core.people import queries as people
from openbeat.core.translation import machine
from openbeat.core.translation.machine import NoDraft
from openbeat.core.translation.passages import split
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.translators.models import Work
    from openbeat.core.hooks.texts import Source
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

DRAFT = "translators.machine"
PATIENCE = timedelta(minutes=15)  # then it may be asked anew
MOST = 300  # signs of the sentence that says why not


@transaction.atomic
def ask_machine(work: Work, *, by: Actor, at: datetime) -> Work:
    """Let a machine draft what has no words yet; pressed twice, it is asked once. Raises Refused, and says why."""
    work, source = held(work, Act.ASK_MACHINE, by)
    if works_on_it(work, at):
        return work
    if not (verdict := machine.may(source.language, work.language, queries.secrecy_of(source))):
        raise Refused(verdict.reason)
    _note(work, at, "")
    ledger.record(Act.ASK_MACHINE, work, by=by, at=at, area=work.area_id, language=work.language)
    jobs.later(DRAFT, work.pk, by.person.pk if by.person else 0)
    return work


def works_on_it(work: Work, at: datetime) -> bool:
    """Whether a machine was asked and has not answered yet."""
    return work.machine_asked_at is not None and at < work.machine_asked_at + PATIENCE


def draft(key: int, person_key: int, *, at: datetime) -> None:
    """Ask the machine, outside any transaction, and put its words in; what became of it stands on the work's page."""
    work, person = queries.by_key(key), people.person(person_key)
    source = queries.source_of(work) if work else None
    if work is None or source is None or person is None or work.machine_asked_at is None:
        return
    with translation.override(person.language):
        pieces, why = _asked(work, source)
    with transaction.atomic():
        try:
            if pieces:
                work = drafts.put(work, pieces, by=person, at=at)
        except Refused as problem:  # handed back, or withdrawn meanwhile
            why = str(problem)
        _note(work, None, why)


def _asked(work: Work, source: Source) -> tuple[list[Piece], str]:
    try:
        found = machine.draft(
            split(source.words), source.language, work.language, secrecy=queries.secrecy_of(source), keep=_names(work)
        )
    except NoDraft as problem:
        return [], str(problem)
    pieces = [Piece(one.source, one.words, MACHINE) for one in found.passages if one.words]
    return pieces, " ".join(dict.fromkeys(one.why for one in found.passages if one.why))


def _names(work: Work) -> list[str]:
    asked: Person | None = work.asked_by
    return [asked.name] if asked and asked.name else []


def _note(work: Work, asked_at: datetime | None, why: str) -> None:
    work.machine_asked_at, work.machine_why = asked_at, why[:MOST]
    work.save(update_fields=["machine_asked_at", "machine_why"])
