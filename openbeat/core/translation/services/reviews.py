"""Record that a native speaker read a catalogue, or take that back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.ledger import services as ledger
from openbeat.core.translation import rights
from openbeat.core.translation.models import Review
from openbeat.core.translation.policies import COVERAGE_POLICY, CoverageAct
from openbeat.kit import memory

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.translation.facts import Read
    from openbeat.kit.actors import Actor


@transaction.atomic
def record_review(read: Read, *, by: Actor, at: datetime) -> Review:
    """Say who read the words of this site in a language; the texts of rights are signed as they stand now."""
    COVERAGE_POLICY.require(by, CoverageAct.RECORD_REVIEW, None)
    digest = rights.digest(read.language) if read.rights else ""
    review = Review(**asdict(read), digest=digest, recorded_by=by.person, recorded_at=at)
    review.full_clean()
    review.save()
    ledger.record(CoverageAct.RECORD_REVIEW, review, by=by, at=at, language=read.language, rights=read.rights)
    return _changed(review)


@transaction.atomic
def withdraw_review(review: Review, *, by: Actor, at: datetime) -> Review:
    """Take a review back: the language counts as not yet read, unless somebody else read it."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    COVERAGE_POLICY.require(by, CoverageAct.WITHDRAW_REVIEW, review)
    review.withdrawn_at = at
    review.save(update_fields=["withdrawn_at"])
    ledger.record(CoverageAct.WITHDRAW_REVIEW, review, by=by, at=at, language=review.language)
    return _changed(review)


def _changed(review: Review) -> Review:
    memory.forget_all()
    transaction.on_commit(memory.forget_all)
    return review
