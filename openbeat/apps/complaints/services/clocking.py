"""The promises of a complaint begin and end with its stages, by one table: no act has to remember them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import DONE, Act, Promise, Sort, Stage
from openbeat.apps.complaints.lifecycle.clocks import (
    AT_FIRST,
    BEGIN_AT,
    CLOCKS,
    FOR_EVERY_SORT,
    KEPT_BY,
    NEVER_PAUSED,
    RETALIATION,
    TERMS,
    Owner,
)
from openbeat.apps.complaints.lifecycle.summaries import Owed
from openbeat.apps.complaints.models import CasePause
from openbeat.apps.complaints.policies import DECIDER, INTAKE, OVERSIGHT, SUPERVISOR
from openbeat.core.department import services as department
from openbeat.core.loop import queries as owed
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.people import queries as people
from openbeat.core.places import queries as areas
from openbeat.core.places import services as places
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.loop.models import Obligation
    from openbeat.core.places.models import Area, Post

POSTS = {Owner.SUPERVISOR: SUPERVISOR, Owner.OVERSIGHT: OVERSIGHT, Owner.DECIDER: DECIDER}
STANDS_STILL = "The reason stands in the matter."  # the row of the loop is read by more people than the matter


def arrived(complaint: Complaint, *, at: datetime) -> None:
    """Owe what is owed from the first day on, for a complaint that was made just now."""
    owed_now = AT_FIRST if complaint.sort == Sort.COMPLAINT else [one for one in AT_FIRST if one in FOR_EVERY_SORT]
    loop.owe_new(owed_now, complaint, debtor=debtor(complaint), at=at)


def moved(complaint: Complaint, act: Act, was: str, *, at: datetime) -> None:
    """Keep what was owed until this act, and owe what is owed from its new stage on; the complaint is locked."""
    stage = Stage(complaint.stage)
    if was == Stage.MEDIATION and paused(complaint) is None:  # the others stood still while both sides were asked
        _run_on(complaint, at=at)
    if act == Act.UNHEARD:  # it went on because its days were over: nobody kept anything
        release(CLOCKS[Stage(was)], complaint, why="unheard", at=at)
    _keep(CLOCKS.get(Stage(was), ()), complaint, at=at)
    kept_by(act, complaint, at=at)
    if stage in DONE:
        _over(complaint, at=at)
        return
    owe((*CLOCKS.get(stage, ()), *BEGIN_AT.get(stage, ())), complaint, at=at)
    if act == Act.CLASSIFY and complaint.allegations.filter(retaliation=True).exists():
        owe(RETALIATION, complaint, at=at)
    accused_known(complaint, at=at)


def accused_known(complaint: Complaint, *, at: datetime) -> None:
    """While it is in work, an officer of whom it is known who they are is to be told: it is owed from then on."""
    if complaint.stage == Stage.IN_WORK and complaint.accused.filter(told_at=None).exclude(mark="").exists():
        owe((Promise.TELL_OFFICER,), complaint, at=at)


def accused_added(complaint: Complaint, *, at: datetime) -> None:
    """Of an officer who came just now nobody said why they are not told yet: no later date of another one is theirs."""
    due = department.due(Promise.TELL_OFFICER, at)
    if any(row.promise == Promise.TELL_OFFICER and row.due_at > due for row in open_rows(complaint)):
        release((Promise.TELL_OFFICER,), complaint, why="another", at=at)
        owe((Promise.TELL_OFFICER,), complaint, at=at)
    accused_known(complaint, at=at)


def routed(complaint: Complaint, *, at: datetime) -> None:
    """It is of another sort now: owe what is owed of a complaint from here on, or let go what is owed of that alone."""
    if complaint.sort == Sort.COMPLAINT:
        owe((*CLOCKS.get(Stage(complaint.stage), ()), Promise.PRESERVE), complaint, at=at)
    else:
        rows = [Promise(row.promise) for row in open_rows(complaint)]
        release([promise for promise in rows if promise not in FOR_EVERY_SORT], complaint, why="routed", at=at)


def owe(promises: Iterable[Promise], complaint: Complaint, *, at: datetime) -> None:
    """Owe these from now on, each by whoever owes it; while the clock stands still it stands still for them too."""
    known = {row.promise for row in open_rows(complaint)}
    still = paused(complaint) is not None
    for promise in promises:
        if promise in known or (complaint.sort != Sort.COMPLAINT and promise not in FOR_EVERY_SORT):
            continue
        loop.owe(promise, complaint, debtor=debtor(complaint, TERMS[promise].owner), at=at)
        if still and promise not in NEVER_PAUSED:
            loop.pause(promise, complaint, reason=STANDS_STILL, language="en", at=at)


def kept_by(act: Act, complaint: Complaint, *, at: datetime) -> None:
    """Keep what this act keeps, whether it moves the complaint or not."""
    _keep(KEPT_BY.get(act, ()), complaint, at=at)


def contacted(complaint: Complaint, *, at: datetime) -> None:
    """Somebody spoke with whoever complained, or wrote to them: on the telephone, in person, by letter, here."""
    kept_by(Act.WRITE, complaint, at=at)


def release(promises: Iterable[Promise], complaint: Complaint, *, why: str, at: datetime) -> None:
    """Nobody waits for these any longer, for a reason code; what is not owed stays as it is."""
    for promise in promises:
        loop.release(promise, complaint, why=why, at=at)


def stop(complaint: Complaint, *, why: str, at: datetime) -> None:
    """Nothing is owed about it any longer: it was joined to another matter, or is no complaint after all."""
    end_pause(complaint, at=at)
    loop.release(Owed.SUMMARY, complaint, why=why, at=at)
    release([Promise(row.promise) for row in open_rows(complaint)], complaint, why=why, at=at)


def handed_over(complaint: Complaint) -> None:
    """Somebody else investigates: what the one before owed is owed by them from now on; the dates stay."""
    for row in open_rows(complaint):
        terms = TERMS.get(Promise(row.promise))
        if terms and terms.owner is Owner.INVESTIGATOR:
            loop.hand_over(row.promise, complaint, debtor=debtor(complaint, Owner.INVESTIGATOR))


def open_rows(complaint: Complaint) -> list[Obligation]:
    """What is owed about it now by the table; what is owed once it is closed has a clock of its own."""
    ref = Ref.of(complaint)
    return list(owed.open_rows().filter(kind=ref.kind, key=ref.key, promise__in=list(Promise)))


def paused(complaint: Complaint) -> CasePause | None:
    """The pause that stands now."""
    return CasePause.objects.filter(complaint=complaint, until=None).order_by("pk").first()


def end_pause(complaint: Complaint, *, at: datetime, by: int | None = None) -> None:
    """Let every clock of it run again; where none stands still nothing happens."""
    if CasePause.objects.filter(complaint=complaint, until=None).update(until=at, ended_by=by):
        _run_on(complaint, at=at)
        loop.keep(Promise.LOOK_AGAIN, complaint, at=at)


def _run_on(complaint: Complaint, *, at: datetime) -> None:
    """Let what stands still run again; while both sides are asked whether they want to talk, that alone."""
    for row in open_rows(complaint):
        if row.paused_at is not None and (complaint.stage != Stage.MEDIATION or row.promise == Promise.MEDIATION):
            loop.resume(row.promise, complaint, at=at)


def debtor(complaint: Complaint, owner: Owner = Owner.INTAKE) -> Debtor:
    """Who owes it: the one who investigates; else a post, and where nobody holds that, the office that receives.

    What is for the outside body alone, the outside body owes.
    """
    whole = areas.root()
    if owner is Owner.INVESTIGATOR and complaint.investigator_id:
        return Debtor(whole, person=complaint.investigator)
    return Debtor(whole, _post(whole, complaint, owner) if whole else None)


def _post(whole: Area, complaint: Complaint, owner: Owner) -> Post:
    if complaint.outside_only or (complaint.outside_works and owner is Owner.SUPERVISOR):
        return places.post(whole, OVERSIGHT)
    wanted = areas.post(whole, POSTS[owner]) if owner in POSTS else None
    return wanted if wanted and people.holders(wanted) else places.post(whole, INTAKE)


def _keep(promises: Iterable[Promise], complaint: Complaint, *, at: datetime) -> None:
    for promise in promises:
        loop.keep(promise, complaint, at=at)


def _over(complaint: Complaint, *, at: datetime) -> None:
    """It was answered: no clock of it runs or stands still any more."""
    end_pause(complaint, at=at)
    over = [Promise(row.promise) for row in open_rows(complaint) if row.promise != Promise.TELL_OFFICER]
    release(over, complaint, why="answered", at=at)
