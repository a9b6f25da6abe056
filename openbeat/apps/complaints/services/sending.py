"""What somebody wrote is handed over: sealed to its readers, with dates owed, and kept from whom it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.figures.alike import kernel
from openbeat.apps.complaints.lifecycle import Stage, packed
from openbeat.apps.complaints.queries.naming import accuses_the_top
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.barring import put_bar
from openbeat.apps.complaints.services.steps import sealed
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import services as vault
from openbeat.core.vault import vouching

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Act, Said
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.core.vault.models import Safe
    from openbeat.kit.actors import Actor

COLUMNS = ("words", "happened_when", "happened_where", "about", "contact", "speaks_as", "place", "officers",
           "witnesses", "hopes", "unseen", "reach")  # fmt: skip


def account_columns(safe: Safe, said: Said) -> dict[str, bytes]:
    """All that somebody says, each part sealed by itself."""
    return {name: sealed(safe, packed(getattr(said, name))) for name in COLUMNS}


def fingerprint(words: str) -> str:
    """What identical letters of one campaign share: keyed, so that nobody without the key tests a guess; "" for few."""
    text = kernel(words)
    return vouching.mark("complaints alike", text) if text else ""


def hand_over(complaint: Complaint, said: Said, act: Act, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Seal a complaint that is locked to those who handle it, but for whom it is kept from, and owe what is promised.

    It goes to the outside body alone where they ask for it, where they accuse somebody at the top by name or badge
    number, and where nobody of the office is left. Raises Refused; Shut while locked.
    """
    named = queries.to_be_barred(said)
    for person, why in named:
        put_bar(complaint, person, why, by=by, at=at)
    alone = said.outside_only or accuses_the_top(named)
    outside_only, readers = queries.who_reads(complaint, outside_only=alone)
    complaint.stage, complaint.filed_at, complaint.outside_only = Stage.RECEIVED, at, outside_only
    complaint.alike = fingerprint(said.words)
    complaint.save(update_fields=["stage", "filed_at", "outside_only", "alike"])
    vault.entrust(queries.safe_of(complaint), readers, outside_only=outside_only, keys=keys, by=by, at=at)
    ledger.record(act, complaint, by=by, at=at, channel=str(complaint.channel), outside_only=outside_only)
    clocking.arrived(complaint, at=at)
    tell_readers(complaint, by=by, at=at)
    return complaint
