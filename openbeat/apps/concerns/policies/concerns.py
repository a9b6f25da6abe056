"""Who may do what about a concern. Read it aloud to a police chief and to a resident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import CLOSED, LIFECYCLE, OPEN, Act, Stage
from openbeat.core.people.roles import WRITERS, Role
from openbeat.kit.policy import Policy, anyone, rule, signed_in

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern, FurtherWord, Reopening, ReopenRequest
    from openbeat.kit.actors import Actor

OWNERS = (Role.LIAISON, Role.DEPUTY)
READERS = (*OWNERS, Role.COMMANDER)


@rule(_("Only the person who raised this may do this."))
def raised_it(actor: Actor, concern: Concern) -> bool:
    return actor.is_subject_of(concern)


@rule(_("You cannot answer a concern you raised yourself."))
def did_not_raise_it(actor: Actor, concern: Concern) -> bool:
    return not actor.is_subject_of(concern)


@rule(_("You cannot release or withhold what you wrote yourself."))
def did_not_write_it(actor: Actor, concern: Concern) -> bool:
    return not actor.is_subject_of(concern)


@rule(_("Only the liaison officer of this area may do this."))
def owns_the_area(actor: Actor, concern: Concern) -> bool:
    return any(actor.holds(role, in_=concern.area_id) for role in OWNERS)


@rule(_("Only the liaison officer of this area or their commander may do this."))
def reads_the_area(actor: Actor, concern: Concern) -> bool:
    return any(actor.holds(role, in_=concern.area_id) for role in READERS)


@rule(_("Only staff who write down what residents say may do this."))
def writes_down(actor: Actor, _thing: Any) -> bool:
    return any(actor.holds(role) for role in WRITERS)


@rule(_("Only staff, or whoever leads the meetings of this area, may write down what was said there."))
def chairs_the_area(actor: Actor, thing: Any) -> bool:
    """Leads the meetings of an area, or of the area of a concern; of any, where none is named."""
    return actor.holds(Role.CHAIR, in_=getattr(thing, "area_id", thing))


@rule(_("A private concern is not shown to the public."))
def is_public(_actor: Actor, concern: Concern) -> bool:
    return not concern.private


@rule(_("Everybody can read it already."))
def is_private(_actor: Actor, concern: Concern) -> bool:
    return concern.private


@rule(_("It belongs to somebody already."))
def is_unclaimed(_actor: Actor, concern: Concern) -> bool:
    return concern.raised_by_id is None


@rule(_("Somebody looks at new words, photos and points within one working day, before all can see them."))
def was_looked_at(_actor: Actor, concern: Concern) -> bool:
    return concern.looked_at is not None and not concern.private


@rule(_("The words are not shown."))
def words_are_not_withheld(_actor: Actor, concern: Concern) -> bool:
    return not concern.words_withheld


@rule(_("The photo is not shown."))
def photo_is_not_withheld(_actor: Actor, concern: Concern) -> bool:
    return not concern.photo_withheld


@rule(_("The exact point is not shown."))
def point_is_not_withheld(_actor: Actor, concern: Concern) -> bool:
    return not concern.point_withheld


@rule(_("It is closed. Open it again first."))
def is_open(_actor: Actor, concern: Concern) -> bool:
    return concern.stage in OPEN


@rule(_("It is open."))
def is_closed(_actor: Actor, concern: Concern) -> bool:
    return concern.stage in CLOSED


@rule(_("Nobody has written yet what we understood."))
def was_acknowledged(_actor: Actor, concern: Concern) -> bool:
    return concern.acknowledged_at is not None


@rule(_("First say in one sentence what you understood."))
def was_understood_first(_actor: Actor, concern: Concern) -> bool:
    return concern.acknowledged_at is not None or concern.taken_up_at is not None


@rule(_("You raised it: your voice counts already, and you can open it again yourself."))
def is_not_theirs(actor: Actor, concern: Concern) -> bool:
    return not actor.is_subject_of(concern)


@rule(_("It goes on with another one: say it there."))
def goes_on_by_itself(_actor: Actor, concern: Concern) -> bool:
    return concern.stage != Stage.DUPLICATE


# Asked from right to left in an "or": the last part's reason is the one that a stranger hears.
words_are_out = was_looked_at & words_are_not_withheld
insider = raised_it | reads_the_area

POLICY = Policy(
    {
        Act.RAISE: anyone,
        Act.ENTER: writes_down,
        Act.ENTER_AT_MEETING: writes_down | chairs_the_area,
        Act.ACKNOWLEDGE: owns_the_area & did_not_raise_it & LIFECYCLE.permits(Act.ACKNOWLEDGE),
        Act.RESTATE: owns_the_area & did_not_raise_it & is_open & was_acknowledged,
        Act.CORRECT: (raised_it | reads_the_area) & is_open & was_acknowledged,
        Act.TAKE_UP: owns_the_area & LIFECYCLE.permits(Act.TAKE_UP) & was_understood_first,
        Act.CHART: owns_the_area & LIFECYCLE.permits(Act.CHART) & was_understood_first,
        Act.ANSWER: owns_the_area & did_not_raise_it & LIFECYCLE.permits(Act.ANSWER),
        Act.AMEND: owns_the_area & did_not_raise_it & LIFECYCLE.permits(Act.AMEND),
        Act.NOT_OURS: owns_the_area & did_not_raise_it & LIFECYCLE.permits(Act.NOT_OURS),
        Act.NO_ACTION: owns_the_area & did_not_raise_it & LIFECYCLE.permits(Act.NO_ACTION),
        Act.MERGE: owns_the_area & did_not_raise_it & LIFECYCLE.permits(Act.MERGE),
        Act.SHIFT: owns_the_area & did_not_raise_it & is_open,
        Act.ME_TOO: is_public & is_not_theirs & goes_on_by_itself,
        Act.UNSAY: is_public,
        Act.ASK_TO_REOPEN: is_public & is_not_theirs & is_closed,
        Act.DECIDE: reads_the_area & did_not_raise_it,
        Act.PUBLISH: reads_the_area & did_not_raise_it & is_private,
        Act.CONFIRM: raised_it & LIFECYCLE.permits(Act.CONFIRM),
        Act.REOPEN: (raised_it | owns_the_area) & LIFECYCLE.permits(Act.REOPEN),
        Act.LOOK: reads_the_area & is_public & did_not_write_it,
        Act.MOVE: reads_the_area & LIFECYCLE.permits(Act.MOVE),
        Act.SORT: reads_the_area,
        Act.SAY_LANGUAGE: reads_the_area,
        Act.CLAIM: signed_in & is_unclaimed,
        Act.ADD_WORDS: raised_it,
        Act.OPEN_UP: raised_it & is_private,
        Act.READ: insider | words_are_out,
        # A list shows a title where anybody may read it, to whoever wrote it, and to who has to look at it. What is
        # private or withheld is read on its own page only, where the reading is recorded.
        Act.NAME: raised_it | (reads_the_area & is_public & words_are_not_withheld) | words_are_out,
        Act.SEE_PHOTO: insider | (was_looked_at & photo_is_not_withheld),
        Act.SEE_POINT: insider | (was_looked_at & point_is_not_withheld),
    }
)


def role_of(actor: Actor, concern: Concern) -> str:
    """In which role somebody acts on a concern: what a page says in place of a name."""
    if actor.is_subject_of(concern):
        return "raised_by"
    held = (role for role in READERS if actor.holds(role, in_=concern.area_id))
    elsewhere = (role for role in (*WRITERS, Role.CHAIR) if actor.holds(role))
    return str(next(held, None) or next(elsewhere, None) or (Role.RESIDENT if actor.person else actor.kind))


def is_recorded(actor: Actor, concern: Concern) -> bool:
    """Whether reading it is an act on record: what is private or withheld, read by anybody but who wrote it."""
    kept_back = concern.words_withheld or concern.photo_withheld or concern.point_withheld
    return bool((concern.private or kept_back) and reads_the_area(actor, concern) and not raised_it(actor, concern))


def reads_wish(actor: Actor, wish: ReopenRequest, concern: Concern) -> bool:
    """Whether this actor reads why somebody asks to open it again: all after the decision, before it who decides."""
    out = wish.decided_at is not None and not wish.withheld
    return out or bool(reads_the_area(actor, concern))


def later_words_are_shown(row: FurtherWord | Reopening) -> bool:
    """Whether what was written later is read with the concern: somebody has looked at it, and it is not withheld."""
    return row.looked_at is not None and not row.withheld


def is_open_reading(actor: Actor, concern: Concern) -> bool:
    """Whether nothing is on the page that has to be recorded."""
    return not is_recorded(actor, concern)
