"""How a view finds a work, its source, and how whoever looks stands to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from openbeat.apps.translators import queries
from openbeat.apps.translators.policies import WORK_POLICY
from openbeat.apps.translators.services.forgetting import settle
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.translators.lifecycle import Sight
    from openbeat.apps.translators.models import Work
    from openbeat.core.hooks.texts import Source
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor
    from openbeat.kit.policy import Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """A work, its source as it stands, and how the actor stands to it."""

    work: Work
    source: Source
    sight: Sight

    def doors(self, request: Request) -> dict[str, Verdict]:
        """What may be done now."""
        return WORK_POLICY.doors(request.actor, self.sight)


def is_public(_actor: Actor, found: Found) -> bool:
    """Whether everybody may read the text: then nobody has to be on record for it."""
    return found.source.public


def find(request: Request, pk: int) -> Found:
    """The work with this key, where the actor may see it; else 404."""
    work = queries.by_key(pk)
    if work and request.method == "POST":
        settle(work, at=now())
        work = queries.by_key(pk)
    source = queries.source_of(work) if work else None
    if work is None or source is None:
        raise Http404
    sight = queries.sight(work, source, request.actor)
    takes_part = sight.took or sight.asked or queries.sees_all(request.actor)
    if not (sight.reads and (takes_part or not source.public)):
        raise Http404
    return Found(work, source, sight)
