"""Who asks for a translation, who takes it, and who signs: never whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.translators.lifecycle import WORKS, Act
from openbeat.core.hooks import roles
from openbeat.core.people.roles import COMMITTEE, Role
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.translators.lifecycle import Sight
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


def is_staff(actor: Actor) -> bool:
    """Whether the actor holds a post in the department."""
    return any(info.staff and actor.holds(info.name) for info in roles.offered())


def role_of(actor: Actor, area: Area | int | None = None) -> str:
    """In which role somebody asks: as staff, else as one of a committee (of this area); "" for everybody else."""
    found = [info.name for info in roles.offered() if info.staff and actor.holds(info.name, area)]
    found += [role for role in COMMITTEE if actor.holds(role, area)]
    return str(found[0]) if found else ""


def answers_for(actor: Actor, area: int | None) -> bool:
    """Whether what is said here is the actor's business: staff or committee of the area; an administrator of none."""
    return bool(role_of(actor, area)) if area else actor.holds(Role.ADMINISTRATOR)


def may_ask(actor: Actor) -> bool:
    """Whether the actor may ask for translations of what it may read."""
    return bool(role_of(actor))


@rule(_("Only staff and the committee of an area ask for translations."))
def asks(actor: Actor, _thing: Any) -> bool:
    """Holds for whoever asks for translations, and for the software itself."""
    return may_ask(actor) or actor.kind == "program"


@rule(_("You may not read the text itself, so you cannot work on its translation."))
def reads_it(actor: Actor, sight: Sight) -> bool:
    """Holds for whoever may read the source where it stands."""
    return sight.reads or actor.kind == "program"


@rule(_("Only somebody who was admitted as translator into this language may do this."))
def speaks_it(_actor: Actor, sight: Sight) -> bool:
    """Holds for an admitted translator into the language of the work."""
    return sight.speaks


@rule(_("Only whoever has taken it may do this."))
def took_it(_actor: Actor, sight: Sight) -> bool:
    """Holds for whoever translates it now."""
    return sight.took


@rule(_("Somebody else reads again what you translated yourself."))
def did_not_write_it(_actor: Actor, sight: Sight) -> bool:
    """Holds for whoever wrote no draft of it."""
    return not sight.wrote


@rule(_("Only whoever has taken it may do this."))
def is_clock(actor: Actor, _sight: Sight) -> bool:
    """Holds for the software itself, where a translator is here no more."""
    return actor.kind == "program"


@rule(_("Only whoever asked for it may do this."))
def asked_for_it(_actor: Actor, sight: Sight) -> bool:
    """Holds for whoever asked."""
    return sight.asked


@rule(_("Only staff and the committee of its area may do this; where it has no area, an administrator."))
def is_of_its_area(_actor: Actor, sight: Sight) -> bool:
    """Holds for whoever holds a post of staff or of the committee where the text belongs."""
    return sight.here


WORK_POLICY = Policy(
    {
        Act.ASK: asks & reads_it,
        Act.TAKE: speaks_it & reads_it & WORKS.permits(Act.TAKE),
        Act.HAND_BACK: (took_it | is_clock) & WORKS.permits(Act.HAND_BACK),
        Act.SAVE: took_it & speaks_it & reads_it & WORKS.permits(Act.SAVE),
        Act.ASK_MACHINE: took_it & speaks_it & reads_it & WORKS.permits(Act.SAVE),
        Act.PROPOSE: took_it & speaks_it & reads_it & WORKS.permits(Act.PROPOSE),
        Act.RETURN: speaks_it & reads_it & did_not_write_it & WORKS.permits(Act.RETURN),
        Act.SIGN: speaks_it & reads_it & did_not_write_it & WORKS.permits(Act.SIGN),
        Act.WITHDRAW: (asked_for_it | (is_of_its_area & reads_it)) & WORKS.permits(Act.WITHDRAW),
        Act.TAKE_DOWN: is_of_its_area & reads_it & WORKS.permits(Act.TAKE_DOWN),
        Act.READ: reads_it,
    }
)
