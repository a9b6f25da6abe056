"""Whether complaints are taken on this site, and what is missing where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.models import Reception
from openbeat.apps.complaints.queries.who import first_readers
from openbeat.core.vault import services as vault

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NOBODY_RECEIVES = _(
    "Nobody who receives complaints has a key. Give somebody this post; then they make their key on their own page."
)


NOT_TAKEN = _("Complaints cannot be taken on this site at the moment. The page says how else to complain.")


def reception() -> Reception | None:
    """The time in which complaints are taken now; None where they are not."""
    return Reception.objects.filter(until=None).order_by("pk").first()


def missing() -> list[StrPromise | str]:
    """What must be there before complaints can be taken, each a sentence; empty when all is."""
    found: list[StrPromise | str] = list(vault.ready())
    return found if first_readers(outside_only=False) else [*found, NOBODY_RECEIVES]


def are_taken() -> bool:
    """Whether somebody can complain on this site now: it is switched on, and nothing is missing."""
    return reception() is not None and not missing()
