"""A maker of an audit: a body that audits, a sample of what was closed, a key that was asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle.audits import AuditWhy, Window
from openbeat.apps.complaints.lifecycle.publication import BodyFacts
from openbeat.apps.complaints.services import auditing, explaining
from openbeat.core.people.demo import BUILDER

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.demo import Office
    from openbeat.apps.complaints.models import Audit


def an_auditing_body(at: datetime) -> None:
    """A body outside the police that audits."""
    facts = BodyFacts("Inspector General", "en", "audit", ["files"], telephone="555 0117")
    explaining.name_body(facts, by=BUILDER, at=at)


def an_audit(office: Office, at: datetime, *, days: int = 365, size: int = 5) -> Audit:
    """Omar draws of what was closed in so many days, and asks for the first key."""
    until = (at - timedelta(days=1)).date()
    audit = auditing.draw_sample(Window(until - timedelta(days=days), until, size), by=office.omar, at=at)
    auditing.ask_for_key(audit, audit.sample.order_by("place")[0].complaint_id, AuditWhy.FAIR, by=office.omar, at=at)
    return audit
