"""Tactics: the police propose one, use it or give it up; one that is not wanted needs a published reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import TACTIC, Promise, Proposal, TacticAct, TacticStage, Words
from openbeat.apps.progress.models import Tactic
from openbeat.apps.progress.policies import TACTIC_POLICY
from openbeat.apps.progress.services import letters
from openbeat.core.department import services as department
from openbeat.core.hooks import origins
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor

NEEDS_REASON = _("Residents do not want this tactic. Whoever uses it all the same says why, for everybody to read.")


@transaction.atomic
def propose(proposal: Proposal, *, by: Actor, at: datetime) -> Tactic:
    """Propose a tactic for something that everybody may see; raises Refused."""
    TACTIC_POLICY.require(by, TacticAct.PROPOSE, proposal.area)
    if proposal.about not in origins.cards([proposal.about], VISITOR):
        raise Refused(_("A tactic is proposed only for what everybody may see."))
    tactic = Tactic.objects.create(
        area=proposal.area, about_kind=proposal.about.kind, about_key=proposal.about.key, field=proposal.field,
        words=proposal.words.text, language=proposal.words.language, agency=proposal.agency,
        proposed_at=at, proposed_by=by.person,
    )  # fmt: skip
    ledger.record(TacticAct.PROPOSE, tactic, by=by, at=at, field=str(proposal.field), about=str(proposal.about))
    return tactic


@transaction.atomic
def use(tactic: Tactic, *, why: Words | None, version: int, by: Actor, at: datetime) -> Tactic:
    """Say that the tactic is in use. Raises Refused where it is not wanted and no reason is given, or Conflict."""
    tactic = lock(tactic, TacticAct.USE, by, version)
    if tactic.is_unwanted and not (why and why.text):
        raise Refused(NEEDS_REASON)
    tactic.used_at, tactic.given_up_at = at, None
    tactic.used_wanted, tactic.used_unwanted, tactic.used_official = tactic.wanted, tactic.unwanted, tactic.official
    tactic.reason, tactic.reason_language = (why.text, why.language) if why and why.text else ("", "")
    _save(tactic, TacticAct.USE, "used_at", "given_up_at", "used_wanted", "used_unwanted", "used_official", *REASON)
    ledger.record(TacticAct.USE, tactic, by=by, at=at, wanted=tactic.wanted, unwanted=tactic.unwanted)
    return tactic


@transaction.atomic
def explain(tactic: Tactic, *, why: Words, by: Actor, at: datetime) -> Tactic:
    """Publish why a tactic is used though it is not wanted: what was owed is kept."""
    tactic = lock(tactic, TacticAct.EXPLAIN, by)
    tactic.reason, tactic.reason_language = why.text, why.language
    _save(tactic, TacticAct.EXPLAIN, *REASON)
    loop.keep(Promise.REASON, tactic, at=at)
    ledger.record(TacticAct.EXPLAIN, tactic, by=by, at=at, language=why.language)
    return tactic


@transaction.atomic
def give_up(tactic: Tactic, *, by: Actor, at: datetime) -> Tactic:
    """Say that the tactic is not used, or not any more: nothing is owed about it then."""
    tactic = lock(tactic, TacticAct.GIVE_UP, by)
    tactic.given_up_at = at
    _save(tactic, TacticAct.GIVE_UP, "given_up_at")
    loop.keep(Promise.REASON, tactic, at=at)
    ledger.record(TacticAct.GIVE_UP, tactic, by=by, at=at)
    return tactic


REASON = ("reason", "reason_language")


def lock(tactic: Tactic, act: TacticAct, by: Actor, version: int | None = None) -> Tactic:
    """The tactic as it stands, held until the act is done; raises Refused, or Conflict for an older version."""
    tactic = hold(tactic)
    TACTIC_POLICY.require(by, act, tactic)
    if version is not None and version != tactic.version:
        raise Conflict("", tactic.version)
    return tactic


def hold(tactic: Tactic) -> Tactic:
    """The tactic as it stands, held until the act is done."""
    found = Tactic.objects.select_for_update(of=("self",)).select_related("area").defer("area__boundary")
    return found.get(pk=tactic.pk)


def settle(tactic: Tactic, *, at: datetime) -> None:
    """After an answer: where the tactic in use is not wanted by now, a reason is owed; else it is owed no longer."""
    if not tactic.owes_reason:
        loop.release(Promise.REASON, tactic, why="wanted again", at=at)
        return
    post = places.post(tactic.area, Role.LIAISON)
    due = department.due(Promise.REASON, at)
    row = loop.owe(Promise.REASON, tactic, debtor=Debtor(tactic.area, post), at=at, due=due)
    if row.made_at == at:
        letters.reason_owed(tactic, post, due, at=at)


def _save(tactic: Tactic, act: TacticAct, *names: str) -> None:
    tactic.version += 1
    if act in TACTIC.moves:
        tactic.stage = TacticStage(TACTIC.after(act))
    tactic.save(update_fields=["version", "stage", *names])
