"""A new code for a sealed matter, in place of one that was lost or that somebody else has."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.services.filing import Filed
from openbeat.apps.complaints.services.steps import asked
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.receipts import services as receipts
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor


NOT_ALL = _(
    "This complaint has parts, and one code opens them all. You do not read every part: somebody who does makes the "
    "new code, or whoever complained makes it on their page."
)


@transaction.atomic
def new_code(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Filed:
    """Make a new code, by whoever opens the matter and all its parts; it opens them all, and none before it opens one.

    The other readers hear that there is news. Raises Refused; Shut while locked.
    """
    parts = _held(complaint)
    complaint = asked(complaint, Act.ADD_RECEIPT, by=by)
    vault.opened(queries.safe_of(complaint), keys)
    for part in parts:
        _ask(part, keys=keys, by=by)
    code = _receipt(parts, by=by, at=at)
    for part in parts:
        vault.renew_code(queries.safe_of(part), code, keys=keys, by=by, at=at)
        tell_readers(part, by=by, at=at)
    return Filed(complaint, code)


def _held(complaint: Complaint) -> list[Complaint]:
    """All that the same receipt opens and that is not destroyed, locked: none is split while the code is made."""
    found = queries.same_receipt(complaint)
    held = list(found.select_for_update(of=("self",)))
    while found.exclude(pk__in=[part.pk for part in held]).exists():  # split while one was waited for
        held = list(found.select_for_update(of=("self",)))
    return [part for part in held if part.pk == complaint.pk or not queries.safe_of(part).destroyed_at]


def _ask(part: Complaint, *, keys: Keys, by: Actor) -> None:
    """Whether somebody may make a code for this part too, and opens it; raises Refused."""
    try:
        POLICY.require(by, Act.ADD_RECEIPT, part)
        vault.opened(queries.safe_of(part), keys)
    except Refused:
        raise Refused(NOT_ALL) from None


def _receipt(parts: list[Complaint], *, by: Actor, at: datetime) -> str:
    """The receipt is of the first one; what was given for a part is closed."""
    first = queries.first_of(parts[0])
    for part in parts:
        if part.pk != first.pk:
            receipts.close(Ref.of(part), by=by, at=at)
    return receipts.renew(first, token_urlsafe(24), at, by=by)  # of no form: nothing that is sent again gives it
