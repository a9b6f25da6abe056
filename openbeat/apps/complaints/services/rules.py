"""A new version of the rules for cases, and of the matrix of discipline: dated, with a reason; nothing is changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, weight
from openbeat.apps.complaints.models import CaseRules, Matrix, MatrixClass, MatrixSpan
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django.db.models import Model

    from openbeat.apps.complaints.lifecycle import Offence, Standard, Version
    from openbeat.kit.actors import Actor

CHANGED = _("Somebody else has made a newer version meanwhile. Look at it first.")
NO_CLASS = _("A matrix has at least one class with a row.")
TURNED_AROUND = _("In class %(letter)s the least is graver than the most.")
TWICE = _("Class %(letter)s stands there twice, or one of its rows does.")


@contextmanager
def first_of_two(model: type[Model], version: int) -> Iterator[None]:
    """Around keeping a version under the next number: who comes second is told so. Raises Refused.

    Any other promise of the database that breaks there is raised as it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        if not model._default_manager.filter(version=version).exists():
            raise
        raise Refused(CHANGED) from None


@transaction.atomic
def set_rules(standard: Standard, days: int, version: Version, *, by: Actor, at: datetime) -> CaseRules:
    """Say by which standard of evidence findings are made from now on, and how many days the outside body has.

    Raises Refused.
    """
    POLICY.require(by, Act.SET_RULES, None)
    now = queries.rules_now().version
    if version.seen is not None and version.seen != now:
        raise Refused(CHANGED)
    words = {"why": version.why, "language": version.language, "decided_by": version.decided_by}
    with first_of_two(CaseRules, now + 1):
        row = CaseRules.objects.create(version=now + 1, standard=standard, days=days, since=at, **words)
    ledger.record(Act.SET_RULES, row, by=by, at=at, version=row.version)
    return row


@transaction.atomic
def set_matrix(offences: Sequence[Offence], version: Version, *, by: Actor, at: datetime) -> Matrix:
    """Publish a new version of the matrix, against which discipline is set from now on. Raises Refused."""
    POLICY.require(by, Act.SET_MATRIX, None)
    now = next((row.version for row in queries.matrices()), 0)
    if version.seen is not None and version.seen != now:
        raise Refused(CHANGED)
    _in_order(offences)
    words = {"why": version.why, "language": version.language, "decided_by": version.decided_by}
    with first_of_two(Matrix, now + 1):
        row = Matrix.objects.create(version=now + 1, since=at, **words)
    for offence in offences:
        _keep(row, offence, version.language)
    ledger.record(Act.SET_MATRIX, row, by=by, at=at, version=row.version)
    return row


def _in_order(offences: Sequence[Offence]) -> None:
    """Raise Refused where a class stands there twice, or a row goes from grave to light."""
    if not any(offence.spans for offence in offences):
        raise Refused(NO_CLASS)
    letters = [offence.letter for offence in offences]
    for offence in offences:
        priors = [span.prior for span in offence.spans]
        if letters.count(offence.letter) > 1 or len(set(priors)) < len(priors):
            raise Refused(TWICE % {"letter": offence.letter})
        if any(weight(span.least, span.least_days) > weight(span.most, span.most_days) for span in offence.spans):
            raise Refused(TURNED_AROUND % {"letter": offence.letter})


def _keep(matrix: Matrix, offence: Offence, language: str) -> None:
    kinds = {"letter": offence.letter, "words": offence.words, "kinds": list(offence.kinds)}
    row = MatrixClass.objects.create(matrix=matrix, language=language, **kinds)
    for span in offence.spans:
        MatrixSpan.objects.create(
            offence=row,
            prior=span.prior,
            least=span.least,
            least_days=span.least_days,
            most=span.most,
            most_days=span.most_days,
        )
