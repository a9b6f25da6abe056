"""In which language a concern seems to be written, for staff who may put right what the form says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.concerns.lifecycle import Act
from openbeat.apps.concerns.policies import reads_the_area
from openbeat.core.ledger import queries as ledger
from openbeat.core.translation import detecting
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern
    from openbeat.kit.actors import Actor


def looks_like(concern: Concern, actor: Actor) -> str:
    """The language that its words look like, where it is another one than is said and no staff have said which.

    "" for whoever may not put it right. It costs a query only where there is something to offer.
    """
    if not reads_the_area(actor, concern):
        return ""
    found = detecting.other_than(concern.language, f"{concern.title}\n{concern.story}")
    if found and ledger.of(Ref.of(concern)).filter(act=Act.SAY_LANGUAGE).exists():
        return ""
    return found
