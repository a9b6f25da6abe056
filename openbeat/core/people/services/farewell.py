"""What a person may ask of us at any time: all that we keep about them, and that we forget them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from openbeat.core.hooks import forgetting
from openbeat.core.ledger import services as ledger
from openbeat.core.people import queries, records
from openbeat.core.people.models import Person, Tenure, new_salt
from openbeat.core.people.policies import POLICY, Act
from openbeat.core.people.services.asking import drop_questions
from openbeat.core.vault import keeping
from openbeat.kit.actors import Actor
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref


@transaction.atomic
def forget(person: Person, *, by: Actor, at: datetime) -> Person:
    """Blank what is personal about somebody everywhere; what was done stays on record, by a person without a name.

    Raises Refused while the person holds a post, and while a hold, an open request or a period protects any of it.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    POLICY.require(by, Act.FORGET, person)
    if why := keeping.why_kept(records.refs_about(person), at=at):
        raise Refused(why)
    drop_questions(person)
    blanked = records.blank(person)
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.email, person.name, person.name_public, person.badge = None, "", "", ""
    person.forgotten_at, person.session_salt = at, new_salt()
    person.save(update_fields=["email", "name", "name_public", "badge", "forgotten_at", "session_salt"])
    forgetting.forget(person, blanked, at=at)
    ledger.record(Act.FORGET, person, by=by, at=at, things=len(blanked))
    return person


@transaction.atomic
def export(person: Person, *, by: Actor, at: datetime) -> dict[str, Any]:
    """All that is kept about a person, as plain data: their own words, and what was done with them. Raises Refused."""
    POLICY.require(by, Act.EXPORT, person)
    ledger.record(Act.EXPORT, person, by=by, at=at)
    return {
        "made_at": at.isoformat(),
        "person": Ref.of(person).key,
        "things": records.about(person),
        "posts": _posts(person),
        "sign_in": _sign_in(person),
        "acts": [
            {"at": entry.at.isoformat(), "act": entry.act, "thing": f"{entry.kind}:{entry.key}"}
            for entry in queries.acts_about(person)
        ],
    }


def _posts(person: Person) -> list[dict[str, str]]:
    held = Tenure.objects.filter(person=person).select_related("post").order_by("since")
    return [
        {"role": each.post.role, "since": each.since.isoformat(), "until": each.until.isoformat() if each.until else ""}
        for each in held
    ]


def _sign_in(person: Person) -> list[dict[str, str]]:
    found = Authenticator.objects.filter(user=person).order_by("pk")
    return [{"kind": each.type, "since": each.created_at.isoformat()} for each in found]
