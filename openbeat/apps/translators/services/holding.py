"""How an act on a work begins and ends: held in the database, asked of the policy, written into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from openbeat.apps.translators import queries
from openbeat.apps.translators.lifecycle import WORKS, Act
from openbeat.apps.translators.policies import WORK_POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.translators.models import Work
    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor


def held(work: Work, act: Act, by: Actor) -> tuple[Work, Source]:
    """The work as it stands now, held until the transaction ends, and its source; raises Refused."""
    found = queries.all_works().select_for_update(of=("self",)).filter(pk=work.pk).first()
    source = queries.source_of(found) if found else None
    if found is None or source is None:
        raise Refused(_("The text is not there any more, so nothing is to be translated."))
    WORK_POLICY.require(by, act, queries.sight(found, source, by))
    return found, source


def move(work: Work, act: Act, *, by: Actor, at: datetime, **changes: Any) -> Work:
    """Put the work where this act leads, and write it down."""
    work.stage = WORKS.after(act)
    for name, value in changes.items():
        setattr(work, name, value)
    work.save(update_fields=["stage", *changes])
    ledger.record(act, work, by=by, at=at, area=work.area_id, language=work.language)
    return work
