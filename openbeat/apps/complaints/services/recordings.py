"""Ask somebody by name to keep a recording, and note what became of it; a recording lost after that stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Act, Promise
from openbeat.apps.complaints.lifecycle.recordings import State
from openbeat.apps.complaints.models import Recording
from openbeat.apps.complaints.notices import KEEP_RECORDING, OVERWRITTEN, STILL_KEEP
from openbeat.apps.complaints.policies import LEADS, RECORDINGS_POLICY, is_barred
from openbeat.apps.complaints.queries import recordings as queries
from openbeat.apps.complaints.queries.accused import is_accused
from openbeat.apps.complaints.queries.reading import safe_of
from openbeat.apps.complaints.queries.who import readers_of, with_key
from openbeat.apps.complaints.services.steps import asked as asked_policy
from openbeat.apps.complaints.services.steps import locked, sealed
from openbeat.apps.complaints.services.telling import DESK, tell_readers
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.notices import services as notices
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle.recordings import Answered, Asked, Tape
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

NOT_THEM = _("This person cannot be asked: the matter is kept from them. Ask somebody else who holds the recording.")
NO_KEY = _("This person has not made a key yet, so nothing can be sealed to them. They make one on their own page.")
SAID = _("Say how it stands: kept, lost, or that there is none.")
GONE_ALREADY = _("It was lost. That stays.")
WAS_KEPT = _("You said that it is kept. If it is gone now, say that it was lost.")


@transaction.atomic
def ask_to_keep(complaint: Complaint, asked: Asked, *, keys: Keys, by: Actor, at: datetime) -> Recording:
    """Ask somebody by name to keep a recording: they read which one, and nothing of the matter.

    Raises Refused; Shut while locked.
    """
    complaint = asked_policy(complaint, Act.ASK_RECORDING, by=by)
    safe = safe_of(complaint)
    vault.opened(safe, keys)
    _can_be_asked(complaint, asked.holder)
    row = Recording.objects.create(
        complaint=complaint,
        number=queries.rows(complaint).count() + 1,
        tape=asked.tape,
        state=State.ASKED,
        holder=asked.holder,
        what=sealed(safe, asked.what),
        language=asked.language,
        asked_by=by.person,
        asked_at=at,
        overwritten_on=asked.overwritten_on,
    )
    theirs = vault.make(row, readers=[asked.holder], code="", outside_only=False, by=by, at=at)
    row.request = sealed(theirs, asked.what)
    row.save(update_fields=["request"])
    ledger.record(Act.ASK_RECORDING, complaint, by=by, at=at, number=row.number)
    notices.tell(KEEP_RECORDING, asked.holder, about=row, at=at, link=_page(row))
    _keep_promise(complaint, at)
    return row


def _page(row: Recording) -> str:
    """Where whoever holds it reads which one it is, and answers, signed in; the address tells nothing of it."""
    return f"/asked/{row.pk}/"


def _can_be_asked(complaint: Complaint, holder: Person) -> None:
    """Raises Refused for whom the matter is about or kept from, and for who has no key."""
    if is_accused(complaint, holder) or is_barred(holder, complaint):
        raise Refused(NOT_THEM)
    if not with_key([holder]):
        raise Refused(NO_KEY)


@transaction.atomic
def there_is_none(complaint: Complaint, tape: Tape, *, by: Actor, at: datetime) -> Recording:
    """Note that there is no recording of this sort. Raises Refused."""
    complaint = asked_policy(complaint, Act.ASK_RECORDING, by=by)
    row = Recording.objects.create(
        complaint=complaint,
        number=queries.rows(complaint).count() + 1,
        tape=tape,
        state=State.NONE,
        language=complaint.language,
        asked_by=by.person,
        asked_at=at,
        answered_at=at,
    )
    ledger.record(Act.ASK_RECORDING, complaint, by=by, at=at, number=row.number)
    _keep_promise(complaint, at)
    return row


def _keep_promise(complaint: Complaint, at: datetime) -> None:
    if not queries.missing(complaint):
        loop.keep(Promise.PRESERVE, complaint, at=at)


@transaction.atomic
def answer_recording(recording: Recording, said: Answered, *, by: Actor, at: datetime) -> Recording:
    """Say, by whoever holds it, how a recording stands; the words are sealed to the matter, and need no key.

    They are signed in, or came by the link of the request, which works once.

    What was kept can still be lost; what was lost stays lost. Raises Refused.
    """
    complaint = locked(recording.complaint)
    row = Recording.objects.select_for_update(of=("self",)).get(pk=recording.pk)
    RECORDINGS_POLICY.require(by, Act.ANSWER_RECORDING, row)
    if said.state == State.ASKED:
        raise Refused(SAID)
    if row.state == State.LOST:
        raise Refused(GONE_ALREADY)
    if row.state == State.KEPT and said.state == State.NONE:  # else nobody would count that it was lost
        raise Refused(WAS_KEPT)
    row.state, row.answered_at = said.state, at
    row.lost_at = at if said.state == State.LOST else None
    row.overwritten_on = said.overwritten_on or row.overwritten_on
    row.answer = sealed(safe_of(complaint), said.words)
    row.save(update_fields=["state", "answered_at", "lost_at", "overwritten_on", "answer"])
    ledger.record(Act.ANSWER_RECORDING, complaint, by=by, at=at, state=str(said.state))
    tell_readers(complaint, by=by, at=at)
    return row


def warn_overwritten(*, at: datetime) -> int:
    """Warn whoever holds a recording, and those who lead, before it is overwritten: once at 7, 3 and 1 days.

    Gives how many wait.
    """
    found = queries.to_warn(at.astimezone(department.zone()).date())
    for row, days in found:
        once = f"{row.pk}|{days}"
        notices.tell(STILL_KEEP, row.holder, about=row, at=at, once=f"{STILL_KEEP.name}|{once}", link=_page(row))
        for reader in readers_of(row.complaint):
            if any(reader.person.holds(role) for role in LEADS):
                told = f"{OVERWRITTEN.name}|{once}|{reader.person.pk}"
                notices.tell(OVERWRITTEN, reader.person, about=None, at=at, once=told, link=DESK)
    return len(found)
