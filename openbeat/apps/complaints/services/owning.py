"""What whoever complained does with the code of the receipt: add words, and say that it is not over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Kind, Stage
from openbeat.apps.complaints.services.moving import anew
from openbeat.apps.complaints.services.steps import asked, has_news, has_said, turn
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.holder import Holder
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor


@transaction.atomic
def add_words(complaint: Complaint, words: Words, *, keys: Keys = NO_KEYS, by: Holder, at: datetime) -> Complaint:
    """Seal more words to the matter; its readers hear that there is news. Raises Refused.

    That needs no key; where the keys open it, words that were pressed twice are kept once.
    """
    complaint = asked(complaint, Act.ADD_WORDS, by=by)
    safe = queries.safe_of(complaint)
    opened = vault.opened_of([safe], keys).get(safe.ref)
    if opened and has_said(complaint, Kind.MORE, words, opened, by=by, at=at):
        return complaint
    turn(complaint, Kind.MORE, words, by=by, at=at)
    has_news(complaint, at)
    ledger.record(Act.ADD_WORDS, complaint, by=by, at=at)
    tell_readers(complaint, by=by, at=at)
    return complaint


@transaction.atomic
def reopen(complaint: Complaint, words: Words, *, by: Holder, at: datetime) -> Complaint:
    """Say why the answer is not right or not enough: it is in work again, and an answer is owed. Raises Refused."""
    complaint = asked(complaint, Act.REOPEN, by=by)
    turn(complaint, Kind.REOPENED, words, by=by, at=at)
    return anew(complaint, Act.REOPEN, by=by, at=at)


@transaction.atomic
def files_added(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Files were sealed to the matter: its readers hear that there is news. Raises Refused."""
    complaint = asked(complaint, Act.ADD_FILES, by=by)
    if complaint.stage == Stage.WRITING:
        return  # nobody has it yet
    if by.person is None:
        has_news(complaint, at)
    ledger.record(Act.ADD_FILES, complaint, by=by, at=at)
    tell_readers(complaint, by=by, at=at)
