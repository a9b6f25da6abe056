"""What each of those who work on a case says the finding is, allegation by allegation; and an end without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import SAYS, Act, Casework, Judgement, Outcome, Say, Stage, Standard, Written
from openbeat.apps.complaints.lifecycle.mediating import How
from openbeat.apps.complaints.models import Allegation, Finding, Mediation, Waiting
from openbeat.apps.complaints.services.casework import entry
from openbeat.apps.complaints.services.elsewhere import name_sources
from openbeat.apps.complaints.services.forms import forget_form
from openbeat.apps.complaints.services.steps import THEIR_LANGUAGE, opened_for, sealed
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Without, Words
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

MEANWHILE = _("Somebody else has said something about this allegation meanwhile. Read it first; your words are here.")
SAY_WHY = _("Say why: a finding needs its reasons, and so does a finding that differs from one before it.")
NO_SUCH_POINT = _("There is no such allegation in this matter.")


@transaction.atomic
def find(point: Allegation, judgement: Judgement, *, keys: Keys, by: Actor, at: datetime) -> Finding:
    """Say what the finding is at the step where the case stands; where it is to be decided, this is the decision.

    Raises Refused, also where no reasons are given for one that departs from another, or for a source of another
    matter; Shut while locked.
    """
    complaint, _opened = opened_for(point.complaint, Act.FIND, keys=keys, by=by)
    point, before = fresh(point, judgement.seen)
    say = SAYS[Stage(complaint.stage)]
    departs = any(each.finding != judgement.finding for each in queries.opinions(before, but=say))
    if not judgement.reasons.strip() and (departs or say == Say.RECOMMENDED):
        raise Refused(SAY_WHY)
    row = _keep(point, say, judgement, departs=departs, by=by, at=at)
    name_sources(complaint, row, judgement.sources, by=by, at=at)
    if say == Say.DECIDED:
        _decide(point, row)
    elif say == Say.RECOMMENDED and point.without:
        _end(point, "", None)
    ledger.record(Act.FIND, complaint, by=by, at=at, allegation=point.number, say=str(say))
    forget_form(complaint, f"finding:{point.number}", by=by)
    return row


def agree(point: Allegation, say: Say, *, by: Actor, at: datetime) -> Finding:
    """Put on record that somebody says the same as those before them; the matter is locked and was asked about."""
    said = queries.opinions(queries.said_of(point), but=say)[-1]
    judgement = Judgement(Outcome(said.finding), Standard(said.standard), "", said.language)
    row = _keep(point, say, judgement, departs=False, by=by, at=at)
    if say == Say.DECIDED:
        _decide(point, row)
    return row


def _keep(point: Allegation, say: Say, judgement: Judgement, *, departs: bool, by: Actor, at: datetime) -> Finding:
    reasons = judgement.reasons.strip()
    return Finding.objects.create(
        allegation=point,
        say=say,
        finding=judgement.finding,
        standard=judgement.standard,
        definitions=queries.definitions_now(),
        reasons=sealed(queries.safe_of(point.complaint), reasons) if reasons else b"",
        language=judgement.language,
        departs=departs,
        by=by.person,
        at=at,
    )


def _decide(point: Allegation, said: Finding) -> None:
    point.finding, point.standard, point.definitions = said.finding, said.standard, said.definitions
    point.without, point.decided_at = "", said.at
    point.save(update_fields=["finding", "standard", "definitions", "without", "decided_at"])


@transaction.atomic
def end_point(point: Allegation, code: Without, why: Words, *, keys: Keys, by: Actor, at: datetime) -> Allegation:
    """End one allegation without a finding, with a reason that stands in the file. Raises Refused; Shut."""
    complaint, _opened = opened_for(point.complaint, Act.END_POINT, keys=keys, by=by)
    point, _before = fresh(point)
    queries.refuse_end(complaint, code)
    _end(point, code, at)
    note = Written(Casework.NOTE, why.text, why.language, {"allegation": str(point.number), "without": str(code)})
    entry(complaint, note, by=by, at=at)
    ledger.record(Act.END_POINT, complaint, by=by, at=at, allegation=point.number, without=str(code))
    forget_form(complaint, f"finding:{point.number}", by=by)
    return point


def _end(point: Allegation, code: str, at: datetime | None) -> None:
    point.without, point.decided_at = code, at
    point.finding, point.standard, point.definitions = "", "", None
    point.save(update_fields=["finding", "standard", "definitions", "without", "decided_at"])


def end_all(complaint: Complaint, code: str, at: datetime) -> None:
    """End without a finding whatever has no end in a matter that is locked and was asked about; a mediation too."""
    Mediation.objects.filter(complaint=complaint, ended_at=None).update(ended_at=at, ended_how=How.CALLED_OFF)
    for point in queries.allegations(complaint):
        if not queries.is_decided(point, queries.said_of(point)):
            _end(point, code, at)


def open_again(complaint: Complaint) -> None:
    """What ended with the whole matter is open again; the matter is locked and was asked about."""
    for point in queries.allegations(complaint).filter(without=complaint.without).exclude(without=""):
        _end(point, "", None)


@transaction.atomic
def explain(point: Allegation, words: Words, *, keys: Keys, by: Actor, at: datetime) -> Allegation:
    """Write the reasons for whoever complained, in their language; they read them with the answer.

    Older ones of this point that wait for their language wait no more. Raises Refused; Shut while locked.
    """
    complaint, _opened = opened_for(point.complaint, Act.EXPLAIN_POINT, keys=keys, by=by)
    point, _before = fresh(point)
    if words.language != complaint.language:
        raise Refused(THEIR_LANGUAGE)
    older = Waiting.objects.filter(complaint=complaint, act=Act.EXPLAIN_POINT, number=point.number, sent_at=None)
    older.update(sent_at=at, translated_by=by.person)
    point.told, point.told_language = sealed(queries.safe_of(complaint), words.text), words.language
    point.save(update_fields=["told", "told_language"])
    ledger.record(Act.EXPLAIN_POINT, complaint, by=by, at=at, allegation=point.number)
    forget_form(complaint, f"told:{point.number}", by=by)
    return point


def fresh(point: Allegation, seen: int | None = None) -> tuple[Allegation, list[Finding]]:
    """An allegation as it stands now, and what was said of it; the matter is locked.

    Raises Refused where it is gone, or more was said than somebody had seen.
    """
    found = Allegation.objects.select_related("complaint", "accused").filter(pk=point.pk).first()
    if found is None:
        raise Refused(NO_SUCH_POINT)
    before = queries.said_of(found)
    if seen is not None and len(before) != seen:
        raise Refused(MEANWHILE)
    return found, before
