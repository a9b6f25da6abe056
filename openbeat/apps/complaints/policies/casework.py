"""Who may do what at each step of a case: it belongs to one post at a time, and nobody checks their own work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import CAN_BE_PUNISHED, CHECKED, DONE, SAYS, Act, Say, Stage
from openbeat.apps.complaints.policies.posts import DECIDER, OVERSIGHT, SUPERVISOR
from openbeat.kit.policy import ALLOWED, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor
    from openbeat.kit.policy import Verdict

GOES_ON = frozenset({Stage.IN_WORK, *CHECKED})
HAS_DECISIONS = frozenset({Stage.DECIDED, *DONE})


@rule(_("Only the person to whom this case was given may do this."))
def investigates(actor: Actor, complaint: Complaint) -> bool:
    return actor.person is not None and actor.person.pk == complaint.investigator_id


@rule(_("Only those who lead the investigators may do this; of what the outside body looks into, its people."))
def supervises(actor: Actor, complaint: Complaint) -> bool:
    return actor.holds(OVERSIGHT if is_theirs(complaint) else SUPERVISOR)


def is_theirs(complaint: Complaint) -> bool:
    """Whether the outside body looks into it, with people of its own: the department does not steer it."""
    return complaint.outside_only or complaint.outside_works


@rule(_("The outside body looks into this matter. Only its people may do this."))
def is_for_them_to_steer(actor: Actor, complaint: Complaint) -> bool:
    return not is_theirs(complaint) or actor.holds(OVERSIGHT)


@rule(_("Only the outside body may do this."))
def is_outside(actor: Actor, _complaint: Any) -> bool:
    return actor.holds(OVERSIGHT)


def may_take_out(actor: Actor, person: Person) -> Verdict:
    """Whether somebody may take this reader's key away: that of the outside body's people it takes away itself."""
    return is_outside(actor, None) if person.holds(OVERSIGHT) else ALLOWED


@rule(_("Only those who decide about complaints may do this; of what is sealed to the outside body, its people."))
def decides(actor: Actor, complaint: Complaint) -> bool:
    return actor.holds(OVERSIGHT if complaint.outside_only else DECIDER)


HAS = {
    Stage.IN_WORK: investigates,
    Stage.SUPERVISOR: supervises,
    Stage.OVERSIGHT: is_outside,
    Stage.DECISION: decides,
}


@rule(_("Only whoever has the case at this step may do this."))
def has_it_now(actor: Actor, complaint: Complaint) -> bool:
    has = HAS.get(Stage(complaint.stage))
    return has is not None and bool(has(actor, complaint))


@rule(_("You worked on this case at another step. Somebody else must look at it now."))
def looks_with_other_eyes(actor: Actor, complaint: Complaint) -> bool:
    return actor.person is not None and actor.person.pk not in _hands(complaint)


def _hands(complaint: Complaint) -> set[int]:
    """Who investigated, checked or decided it at a step that is not the one where it stands."""
    say = SAYS.get(Stage(complaint.stage))
    known: dict[str, set[int]] = complaint.__dict__.setdefault("_hands", {})
    if complaint.stage not in known:
        said = complaint.allegations.exclude(findings__say=None).order_by()
        pairs: set[tuple[str, int | None]] = {*said.values_list("findings__say", "findings__by")}
        pairs |= {(Say.RECOMMENDED.value, complaint.investigator_id), (Say.SUPERVISOR.value, complaint.checked_by_id)}
        known[complaint.stage] = {by for step, by in pairs if by and step != say}
    return known[complaint.stage]


@rule(_("It is not being worked on now."))
def is_worked_on(_actor: Any, complaint: Complaint) -> bool:
    return complaint.stage in GOES_ON


@rule(_("Nothing is decided yet."))
def has_decisions(_actor: Any, complaint: Complaint) -> bool:
    return complaint.stage in HAS_DECISIONS


@rule(_("Discipline follows only where a violation was found."))
def found_a_violation(_actor: Any, complaint: Complaint) -> bool:
    known: dict[str, bool] = complaint.__dict__
    if "_violation" not in known:
        known["_violation"] = complaint.allegations.filter(finding__in=list(CAN_BE_PUNISHED)).exists()
    return known["_violation"]


@rule(_("Before it is closed it must be decided what follows for the officer, or why nothing does."))
def owes_no_discipline(_actor: Any, complaint: Complaint) -> bool:
    return complaint.discipline_owed == 0


@rule(_("Each allegation must be decided before whoever complained gets the answer."))
def is_settled(_actor: Any, complaint: Complaint) -> bool:
    if complaint.stage != Stage.IN_WORK:
        return True
    known: dict[str, bool] = complaint.__dict__
    if "_settled" not in known:
        known["_settled"] = not complaint.allegations.filter(finding="", without="").exists()
    return known["_settled"]


@rule(_("Write the reasons of each finding for whoever complained first: they read them with the answer."))
def says_why(_actor: Any, complaint: Complaint) -> bool:
    known: dict[str, bool] = complaint.__dict__
    if "_says_why" not in known:
        waits = complaint.waiting.filter(act=Act.EXPLAIN_POINT, sent_at=None, number=OuterRef("number"))
        missing = Q(told=b"") | Exists(waits)  # what waits for its language was written after what they would read
        known["_says_why"] = not complaint.allegations.exclude(finding="").filter(missing).exists()
    return known["_says_why"]


@rule(_("Nobody has checked this case. Say that it is not over: then it is opened again."))
def was_checked(_actor: Any, complaint: Complaint) -> bool:
    return complaint.checked_by_id is not None


@rule(_("It was not answered together with another one."))
def was_answered_with_another(_actor: Any, complaint: Complaint) -> bool:
    """Holds for a complaint that was joined to another one, which is answered."""
    return complaint.joined_to is not None and complaint.joined_to.stage in DONE


@rule(_("Nobody has checked the case that it was joined to. Say that it is not over: then it is opened again."))
def was_checked_with_another(_actor: Any, complaint: Complaint) -> bool:
    return complaint.joined_to is not None and complaint.joined_to.checked_by_id is not None


@rule(_("Only those who lead the investigators, who decide, or the outside body may do this."))
def may_end_it(actor: Actor, complaint: Complaint) -> bool:
    return bool(supervises(actor, complaint) or decides(actor, complaint) or is_outside(actor, complaint))


@rule(_("Only those who decide about complaints, or the outside body, may do this."))
def may_reopen_it(actor: Actor, complaint: Complaint) -> bool:
    return bool(decides(actor, complaint) or is_outside(actor, complaint))
