"""Praise is passed on to the officer, where whoever gave it said so: the words, and never who said them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle.sides import Side
from openbeat.apps.complaints.models import PassedOn
from openbeat.apps.complaints.notices import OFFICER_NEWS
from openbeat.apps.complaints.policies import SIDES_POLICY as POLICY
from openbeat.apps.complaints.policies import is_barred
from openbeat.apps.complaints.queries import praising
from openbeat.apps.complaints.services.steps import locked, sealed, somebody
from openbeat.apps.complaints.services.telling import DESK
from openbeat.core.ledger import services as ledger
from openbeat.core.notices import services as notices
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

NO_CONSENT = _("Whoever gave this praise did not say that their words may be passed on.")
KEPT_FROM_THEM = _("Whoever gave this praise does not want this person to see it.")
NO_KEY = _("This officer has no key yet. They make one under their account; then it can be passed on.")
HAVE_IT = _("This officer has these words already.")


@transaction.atomic
def pass_praise_on(
    complaint: Complaint, person: Person, words: Words, *, keys: Keys, by: Actor, at: datetime
) -> PassedOn:
    """Let an officer read praise in a safe of their own, as a reader of it wrote it down for them, without who said it.

    Raises Refused, also where whoever gave it did not agree or keeps it from them; Shut while locked.
    """
    complaint = locked(complaint)
    POLICY.require(by, Side.PASS_ON, complaint)
    opened = vault.opened(queries.safe_of(complaint), keys)
    if not queries.account_of(complaint, opened).reach.pass_on:
        raise Refused(NO_CONSENT)
    if is_barred(person, complaint):
        raise Refused(KEPT_FROM_THEM)
    if vaults.key_of(person) is None:
        raise Refused(NO_KEY)
    if praising.passed_on_from(complaint).filter(person=person).exists():
        raise Refused(HAVE_IT)
    row = _sealed_to(complaint, person, words, by=by, at=at)
    ledger.record(Side.PASS_ON, complaint, by=by, at=at)
    notices.tell(OFFICER_NEWS, person, about=None, at=at, link=DESK)
    return row


def _sealed_to(complaint: Complaint, person: Person, words: Words, *, by: Actor, at: datetime) -> PassedOn:
    facts = {"complaint": complaint, "person": person, "language": words.language, "by": somebody(by), "at": at}
    row = PassedOn.objects.create(**facts)
    safe = vault.make(row, readers=[person], code="", outside_only=False, by=by, at=at)
    row.words = sealed(safe, words.text)
    row.save(update_fields=["words"])
    return row
