"""Who may do what with a sealed file: whoever reads its matter reads it; whoever may add to the matter adds one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.core.evidence import registry
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor
    from openbeat.kit.refs import Ref


class Act(StrEnum):
    """What is done with a sealed file; written into the ledger under these names."""

    ARRIVE = "file_arrived"
    COPY = "file_copied"
    EXPORT = "file_exported"
    DESTROY = "file_destroyed"
    # A door that is seen through; each reading is on record as "open".
    READ = "file_read"


@rule(_("Only those to whom this matter is sealed may do this."))
def reads_the_matter(actor: Actor, matter: Ref) -> bool:
    door = registry.of(matter.kind)
    return bool(door and door.reads(actor, matter.key))


@rule(_("Only whoever has the receipt of this matter, or reads it, may add a file."))
def adds_to_the_matter(actor: Actor, matter: Ref) -> bool:
    door = registry.of(matter.kind)
    return bool(door and door.adds(actor, matter.key))


EVIDENCE_POLICY = Policy(
    {
        Act.ARRIVE: adds_to_the_matter,
        Act.COPY: reads_the_matter,
        Act.READ: reads_the_matter,
        Act.EXPORT: reads_the_matter,
    }
)
