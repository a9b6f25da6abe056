"""Write down what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Entry
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime
    from enum import StrEnum

    from django.db.models import Model

    from openbeat.kit.actors import Actor


class Private(Exception):
    """Raised when somebody tries to write a personal or sealed value into the ledger."""


def record(act: StrEnum, thing: Model | Ref, *, by: Actor, at: datetime, **facts: Any) -> Entry:
    """Record an act in the caller's transaction; raises Private for a fact that its model calls personal or sealed.

    An accountable act is marked for the public log, which takes it later.
    """
    if not isinstance(thing, Ref):
        _refuse_private(thing, facts)
        thing = Ref.of(thing)
    return Entry.objects.create(
        at=at,
        actor=by.kind,
        by=by.person,
        on_behalf=by.on_behalf,
        act=act.value,
        kind=thing.kind,
        key=thing.key,
        facts=facts,
        log=registry.how(thing.kind, act.value),
    )


def _refuse_private(thing: Model, facts: dict[str, Any]) -> None:
    privacy: Any = getattr(thing, "Privacy", None)
    hidden = {*getattr(privacy, "personal", ()), *getattr(privacy, "sealed", ())}
    if broken := hidden & facts.keys():
        raise Private(f"{thing._meta.label}: {sorted(broken)}")
