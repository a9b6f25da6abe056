"""The questions of the steps, recorded by a person who speaks the language: put there, made anew, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.complaints.lifecycle.publication import PublicationAct as Act
from openbeat.apps.complaints.policies import PUBLICATION_POLICY as POLICY
from openbeat.apps.complaints.queries import aloud
from openbeat.core.files import services as files
from openbeat.core.ledger import services as ledger

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.files.checking import Checked
    from openbeat.core.files.models import File
    from openbeat.kit.actors import Actor


@transaction.atomic
def record(step: str, language: str, sound: Checked, *, by: Actor, at: datetime) -> File:
    """Let everybody hear the questions of a step in a language; what was there goes. Raises Refused."""
    POLICY.require(by, Act.RECORD, None)
    ref = aloud.ref_of(step, language)
    files.drop(ref)
    row = files.keep(sound, of=ref, by=by, at=at)
    files.release(ref, at=at)
    ledger.record(Act.RECORD, ref, by=by, at=at)
    return row


@transaction.atomic
def take_away(step: str, language: str, *, by: Actor, at: datetime) -> None:
    """The recording goes; the browser's own voice reads again. Raises Refused."""
    POLICY.require(by, Act.RECORD, None)
    ref = aloud.ref_of(step, language)
    files.drop(ref)
    ledger.record(Act.RECORD, ref, by=by, at=at, gone=True)
