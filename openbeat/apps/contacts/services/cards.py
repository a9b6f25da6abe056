"""Put up a patrol card, change it, take it back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.cards import CardAct
from openbeat.apps.contacts.models import PatrolCard
from openbeat.apps.contacts.policies import CARD_POLICY as POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.contacts.lifecycle.cards import CardWords
    from openbeat.core.people.models import Person

PARTS = ("name", "languages", "sentence")


@transaction.atomic
def agree(words: CardWords, *, by: Person, at: datetime) -> PatrolCard:
    """Let everybody read exactly this, from now on: the ledger keeps which parts were agreed to, and when."""
    POLICY.require(by, CardAct.AGREE, None)
    facts = {**asdict(words), "agreed_at": at}
    card, _new = PatrolCard.objects.update_or_create(person=by, defaults=facts)
    parts = [part for part in PARTS if facts[part]]
    ledger.record(CardAct.AGREE, card, by=by, at=at, parts=parts)
    return card


@transaction.atomic
def take_back(*, by: Person, at: datetime) -> None:
    """Take the card back: nobody reads it from this moment on. Raises Refused where there is none."""
    card = queries.own_card(by)
    POLICY.require(by, CardAct.TAKE_BACK, card)
    if card:
        ref = Ref.of(card)
        card.delete()
        ledger.record(CardAct.TAKE_BACK, ref, by=by, at=at)
