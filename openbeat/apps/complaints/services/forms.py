"""Drafts of the forms of a case, sealed from the first save: one for each person, matter and form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.models import Draft
from openbeat.apps.complaints.services.steps import asked, sealed
from openbeat.core.ledger import services as ledger

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.kit.actors import Actor


@transaction.atomic
def save_form(complaint: Complaint, form: str, typed: Mapping[str, str], *, by: Actor, at: datetime) -> Draft:
    """Keep what somebody typed into a form, sealed; their key may be locked meanwhile. Raises Refused."""
    complaint = asked(complaint, Act.DRAFT, by=by)
    kept = {
        "words": sealed(queries.safe_of(complaint), json.dumps(dict(typed))),
        "language": typed.get("language", "")[:12] or complaint.language,
        "saved_at": at,
    }
    draft, _new = Draft.objects.update_or_create(complaint=complaint, person=by.person, form=form, defaults=kept)
    ledger.record(Act.DRAFT, complaint, by=by, at=at)
    return draft


def forget_form(complaint: Complaint, form: str, *, by: Actor) -> None:
    """Throw a draft away: what it held was sent."""
    Draft.objects.filter(complaint=complaint, person=by.person, form=form).delete()
