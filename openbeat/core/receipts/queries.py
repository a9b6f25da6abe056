"""Read receipts."""

from __future__ import annotations

from django.db.models import QuerySet

from openbeat.core.receipts.models import Blank, Receipt
from openbeat.kit.refs import Ref


def of(ref: Ref) -> QuerySet[Receipt]:
    """The receipts that were issued for a thing, oldest first."""
    return Receipt.objects.filter(kind=ref.kind, key=ref.key).order_by("pk")


def has_receipt(ref: Ref) -> bool:
    """Whether somebody may come back to this thing with a code."""
    return of(ref).filter(closed_at=None).exists()


def blank(code_hmac: str) -> Blank | None:
    """The code on a blank form that is kept under this HMAC."""
    return Blank.objects.filter(code_hmac=code_hmac).first()
