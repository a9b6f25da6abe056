"""Who may set periods, hold records and destroy them by hand. Who reads a matter is for its own app to say."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.kit.policy import Policy, rule, signed_in

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor

ADMINISTRATOR = "administrator"  # people.roles names it; this package stands below


class Act(StrEnum):
    """What is done to safes, keys and records; the ledger keeps these words."""

    MAKE_SAFE = "make_safe"
    ADD_READER = "add_reader"
    REMOVE_READER = "remove_reader"
    ADD_RECEIPT = "add_receipt"
    CLOSE_MATTER = "close_matter"
    USE_RECOVERY = "use_recovery"
    MEND_RECOVERY = "mend_recovery"
    DESTROY = "destroy"
    MAKE_KEY = "make_key"
    ROTATE_KEY = "rotate_key"
    CHANGE_PASSPHRASE = "change_passphrase"  # noqa: S105  a word for the ledger
    NEW_HALF = "new_half"
    SET_SERIES = "set_series"
    HOLD = "hold"
    LIFT_HOLD = "lift_hold"


# What of these is accountable, with the facts that enter the public log: an app adds them to those of its own kind.
ACCOUNTABLE: dict[str, tuple[str, ...]] = {
    Act.ADD_READER: ("sort",),
    Act.REMOVE_READER: ("sort",),
    Act.ADD_RECEIPT: (),
    Act.USE_RECOVERY: ("what",),
    Act.HOLD: ("sort",),
    Act.LIFT_HOLD: ("sort",),
    Act.DESTROY: ("rule", "gone_on"),
}


# The same of a kind that is not sealed, where its acts stand in the public log.
HOLDS: dict[str, tuple[str, ...]] = {Act.HOLD: ("sort",), Act.LIFT_HOLD: ("sort",)}


@rule(_("Only an administrator of the department may do this."))
def administers(actor: Actor, _thing: Any) -> bool:
    """Holds the post of administrator."""
    return actor.holds(ADMINISTRATOR)


RECORDS_POLICY = Policy(dict.fromkeys((Act.SET_SERIES, Act.HOLD, Act.LIFT_HOLD, Act.DESTROY), administers))
KEYS_POLICY = Policy(dict.fromkeys((Act.MAKE_KEY, Act.ROTATE_KEY, Act.CHANGE_PASSPHRASE), signed_in))
