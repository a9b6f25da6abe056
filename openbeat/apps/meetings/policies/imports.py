"""Who may take meetings from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import ImportAct
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor


@rule(_("Only whoever runs this installation imports meetings, on the command line."))
def imports(actor: Actor, _thing: Any) -> bool:
    """Holds for a file that somebody loads on the command line."""
    return actor.kind == "import" and actor.holds(Role.ADMINISTRATOR)


IMPORT_POLICY = Policy({ImportAct.TAKE: imports})
