"""What browsers have unlocked: rows that open nothing by themselves, and that go when nobody is there any more."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.vault.models import Unlocked

if TYPE_CHECKING:
    from openbeat.core.people.models import Person

IDLE = timedelta(minutes=15)
OFTEN = timedelta(minutes=1)  # no oftener is it written down that somebody is still there


@transaction.atomic
def keep(browser: str, cipher: str, *, person: Person | None = None, ref: str = "", at: datetime) -> Unlocked:
    """Keep an encrypted identity for this browser, in place of the one it had for the same key."""
    Unlocked.objects.filter(browser=browser, person=person, ref=ref).delete()
    return Unlocked.objects.create(browser=browser, person=person, ref=ref, cipher=cipher, seen_at=at)


def seen(browser: str, *, at: datetime) -> list[Unlocked]:
    """What this browser has unlocked and not left idle; from now on the quarter of an hour begins anew."""
    rows = [row for row in Unlocked.objects.filter(browser=browser).order_by("pk") if _is_fresh(row.seen_at, at)]
    if any(row.seen_at < at - OFTEN for row in rows):
        Unlocked.objects.filter(pk__in=[row.pk for row in rows]).update(seen_at=at)
    return rows


def _is_fresh(seen_at: datetime, at: datetime) -> bool:
    return at - IDLE < seen_at < at + OFTEN  # a clock that was set back must not keep it open for longer


def waiting(browser: str, *, at: datetime) -> bool:
    """Whether something is unlocked in this browser, and only its cookie did not come along."""
    return Unlocked.objects.filter(browser=browser, seen_at__gt=at - IDLE, seen_at__lt=at + OFTEN).exists()


def forget(browser: str, *, receipts_only: bool = False) -> int:
    """Forget what this browser has unlocked; gives how much that was."""
    rows = Unlocked.objects.filter(browser=browser)
    return (rows.exclude(ref="") if receipts_only else rows).delete()[0]


def forget_in(browser: str, person: Person) -> int:
    """Forget this person's key in this browser."""
    return Unlocked.objects.filter(browser=browser, person=person).delete()[0]


def forget_person(person: Person, *, but: str = "") -> int:
    """Forget this person's key in every browser but one; gives in how many it was."""
    return Unlocked.objects.filter(person=person).exclude(browser=but).delete()[0]


def forget_idle(*, at: datetime) -> int:
    """Forget what nobody has used for a quarter of an hour; gives how much that was."""
    return Unlocked.objects.exclude(seen_at__gt=at - IDLE, seen_at__lt=at + OFTEN).delete()[0]
