"""A matter is split in two, or joined to another one: nothing is lost, each receipt works on, it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Casework, Promise, Stage, Words, Written
from openbeat.apps.complaints.lifecycle.clocks import BEGIN_AT, CLOCKS, TERMS
from openbeat.apps.complaints.models import Account, Accused, Allegation, Bar, Complaint, CriminalSide, Turn
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import accused_mark
from openbeat.apps.complaints.policies import mark_of as bar_mark
from openbeat.apps.complaints.queries.accused import staff
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.casework import entry
from openbeat.apps.complaints.services.steps import asked, locked, sealed
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.evidence import services as files
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from openbeat.core.vault.bunch import Keys, Opened
    from openbeat.core.vault.models import Safe
    from openbeat.kit.actors import Actor

SOME = _("Choose some of the points, not all and not none.")
HAS_A_FINDING = _("Something was found on one of these points already: it stays where it is.")
COMPELLED = _("Something was compelled in this matter. It stays in one piece, so that the wall around it stays whole.")
ITSELF = _("A matter is joined to another one.")
JOINED = _("One of the two is joined to another matter already.")
NOT_ALIKE = _("One of the two is for the outside body alone: they cannot be joined.")
NOT_JOINED = _("It is not joined to another matter.")
OLDER = "It was joined with an older matter."
SAME = ("sort", "channel", "outside_only", "outside_works", "language", "filed_at", "acknowledged_at",
        "classified_at", "entered_by", "area", "serious")  # fmt: skip


@transaction.atomic
def split(
    complaint: Complaint, chosen: Collection[int], why: Words, *, keys: Keys, by: Actor, at: datetime
) -> Complaint:
    """Make a second matter of some points: its own safe, the same readers, and the same receipt opens both.

    Messages and files so far are sealed to both. Of what is for the outside body alone its people get a key, but for
    those whom it is about, or from whom it is kept.

    Gives the new one. Raises Refused; Shut while locked.
    """
    complaint = asked(complaint, Act.SPLIT, by=by)
    safe = queries.safe_of(complaint)
    opened = vault.opened(safe, keys)
    moving = _chosen(complaint, chosen)
    new = _second(complaint, by=by, at=at)
    theirs = [reader.person for reader in queries.readers_of(complaint) if reader.still]
    alone = new.outside_only
    without = queries.outside_who_must_not(complaint) if alone else set()
    fresh = vault.make(new, readers=theirs, code="", outside_only=alone, but=without, by=by, at=at)
    vault.open_with_codes_of(fresh, safe, keys=keys, by=by, at=at)
    _copy_account(complaint, new, opened, fresh)
    _copy_wall(complaint, new, opened, fresh)
    _copy_turns(complaint, new, opened, fresh)
    files.keep_too(Ref.of(complaint), fresh, opened, by=by, at=at)
    _move(moving, complaint, new, opened, fresh)
    for one, other in ((complaint, new), (new, complaint)):
        _note(one, why, by=by, at=at)
        ledger.record(Act.SPLIT, one, by=by, at=at, other=other.pk)
    _owe_too(complaint, new, at)
    return new


def _note(complaint: Complaint, why: Words, *, by: Actor, at: datetime) -> None:
    entry(complaint, Written(Casework.NOTE, why.text, why.language), by=by, at=at)


def _chosen(complaint: Complaint, chosen: Collection[int]) -> list[Allegation]:
    """The points that go into a matter of their own. Raises Refused."""
    rows = list(queries.allegation_rows(complaint))
    moving = [row for row in rows if row.pk in set(chosen)]
    if not moving or len(moving) == len(rows):
        raise Refused(SOME)
    if any(row.decided_at or row.findings.exists() for row in moving):
        raise Refused(HAS_A_FINDING)
    if queries.has_compelled(complaint):
        raise Refused(COMPELLED)
    return moving


def _second(complaint: Complaint, *, by: Actor, at: datetime) -> Complaint:
    """The row of the second matter, and from whom it is kept: as the first one."""
    facts = {name: getattr(complaint, name) for name in SAME}
    root = queries.first_of(complaint)
    new = Complaint.objects.create(stage=Stage.CLASSIFIED, split_from=root, **facts)
    bars = {bar.mark: bar for bar in Bar.objects.filter(complaint=complaint).order_by("pk")}
    for key in staff() if bars else ():
        if bar := bars.get(bar_mark(key, complaint.pk)):
            Bar.objects.create(complaint=new, mark=bar_mark(key, new.pk), why=bar.why, by=by.person, since=at)
    return new


def _copy_account(complaint: Complaint, new: Complaint, opened: Opened, fresh: Safe) -> None:
    row = Account.objects.get(complaint=complaint)
    row.pk, row.complaint = None, new
    _reseal(row, opened, fresh)
    row.save(force_insert=True)


def _copy_wall(complaint: Complaint, new: Complaint, opened: Opened, fresh: Safe) -> None:
    """Whoever works on the criminal side of the first works on that of the second, under a mark of its own."""
    rows = {row.mark: row for row in complaint.criminal_side.order_by("pk")}
    for key in staff() if rows else ():
        if row := rows.get(bar_mark(key, complaint.pk)):
            row.pk, row.complaint, row.mark = None, new, bar_mark(key, new.pk)
            _reseal(row, opened, fresh)
            row.save(force_insert=True)


def _copy_turns(complaint: Complaint, new: Complaint, opened: Opened, fresh: Safe) -> None:
    """What was written to and fro before stands in both, each in its own safe."""
    rows = list(Turn.objects.filter(complaint=complaint).order_by("number"))
    for row in rows:
        row.pk, row.complaint = None, new
        _reseal(row, opened, fresh)
    Turn.objects.bulk_create(rows)
    new.turns_taken = complaint.turns_taken
    new.save(update_fields=["turns_taken"])


def _reseal(row: Account | Allegation | CriminalSide | Turn, opened: Opened, fresh: Safe) -> None:
    """Seal every sealed field of a row to another matter."""
    for name in row.Privacy.sealed:
        cipher = getattr(row, name)
        setattr(row, name, sealed(fresh, opened.text(cipher).rstrip()) if cipher else cipher)


def _move(moving: list[Allegation], complaint: Complaint, new: Complaint, opened: Opened, fresh: Safe) -> None:
    accused: dict[int, Accused] = {}
    for number, row in enumerate(moving, 1):
        if row.accused and row.accused_id not in accused:
            who = sealed(fresh, opened.text(row.accused.who))
            accused[row.accused.pk] = _same_officer(row.accused, complaint, new, who)
        row.complaint, row.number = new, number
        row.accused = accused.get(row.accused_id or 0)
        _reseal(row, opened, fresh)
        row.save()


def _same_officer(officer: Accused, complaint: Complaint, new: Complaint, who: bytes) -> Accused:
    """The same officer in the second matter, under a mark of its own."""
    keys = (key for key in staff() if officer.mark and accused_mark(key, complaint.pk) == officer.mark)
    key = next(keys, None)
    return Accused.objects.create(
        complaint=new,
        number=queries.accused_rows(new).count() + 1,
        who=who,
        mark=accused_mark(key, new.pk) if key else "",
        unit=officer.unit,
        person=officer.person if key else None,
        told_at=officer.told_at if key else None,
    )


def _owe_too(complaint: Complaint, new: Complaint, at: datetime) -> None:
    """What is owed about the first is owed about the second, by the same day; and that somebody gets the task."""
    for row in clocking.open_rows(complaint):
        promise = Promise(row.promise)
        if promise in BEGIN_AT[Stage.RECEIVED]:
            debtor = clocking.debtor(new, TERMS[promise].owner)
            loop.owe(promise, new, debtor=debtor, at=row.made_at, due=row.due_at)
    clocking.owe(CLOCKS[Stage.CLASSIFIED], new, at=at)


@transaction.atomic
def join(complaint: Complaint, other: Complaint, why: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Join a matter to another: both receipts show how far the other is, and its earlier dates hold for both.

    Raises Refused; Shut while locked.
    """
    complaint, other = _both(complaint, other, by=by)
    for one in (complaint, other):
        vault.opened(queries.safe_of(one), keys)
    complaint.joined_to = other
    complaint.save(update_fields=["joined_to"])
    _earlier(complaint, other, at)
    clocking.stop(complaint, why="joined", at=at)
    for one, second in ((complaint, other), (other, complaint)):
        _note(one, why, by=by, at=at)
        ledger.record(Act.JOIN, one, by=by, at=at, other=second.pk)
        tell_readers(one, by=by, at=at)
    return complaint


def _both(complaint: Complaint, other: Complaint, *, by: Actor) -> tuple[Complaint, Complaint]:
    """Both, locked in the order of their numbers, and asked about; raises Refused."""
    if complaint.pk == other.pk:
        raise Refused(ITSELF)
    held = {one.pk: locked(one) for one in sorted((complaint, other), key=lambda one: one.pk)}
    complaint, other = held[complaint.pk], held[other.pk]
    for one in (complaint, other):
        POLICY.require(by, Act.JOIN, one)
        if one.joined_to_id:
            raise Refused(JOINED)
    if complaint.joined.exists():
        raise Refused(JOINED)
    if complaint.outside_only != other.outside_only:
        raise Refused(NOT_ALIKE)
    return complaint, other


def _earlier(complaint: Complaint, other: Complaint, at: datetime) -> None:
    theirs = {row.promise: row for row in clocking.open_rows(other)}
    for row in clocking.open_rows(complaint):
        same = theirs.get(row.promise)
        if same and same.made_at < row.due_at < same.due_at:
            loop.shift(row.promise, other, due=row.due_at, why=loop.Reason(OLDER, "en"), at=at)


@transaction.atomic
def part(complaint: Complaint, why: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Undo a joining: the matter goes on by itself from where it was. Raises Refused; Shut while locked."""
    complaint = asked(complaint, Act.PART, by=by)
    vault.opened(queries.safe_of(complaint), keys)
    other = complaint.joined_to
    if other is None:
        raise Refused(NOT_JOINED)
    complaint.joined_to = None
    complaint.save(update_fields=["joined_to"])
    stage = Stage(complaint.stage)
    clocking.owe((*CLOCKS.get(stage, ()), Promise.ANSWER), complaint, at=at)
    _note(complaint, why, by=by, at=at)
    for one, second in ((complaint, other), (other, complaint)):
        ledger.record(Act.PART, one, by=by, at=at, other=second.pk)
    return complaint
