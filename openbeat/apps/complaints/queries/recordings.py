"""Recordings that others were asked to keep: for the readers of a matter, for whoever holds one, and as figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.complaints.lifecycle.recordings import WARN_DAYS, State, Tape
from openbeat.apps.complaints.models import Recording
from openbeat.core.hooks.origins import Card
from openbeat.core.people.holder import Holder
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened
    from openbeat.kit.actors import Actor

KIND = Recording._meta.label_lower


def rows(complaint: Complaint) -> QuerySet[Recording]:
    """The recordings of a matter, by number, sealed as they are."""
    return Recording.objects.filter(complaint=complaint).select_related("holder").order_by("number")


def visible_to(actor: Actor) -> QuerySet[Recording]:
    """What somebody was asked to keep, the newest first, signed in or by the link of a request; never the matter."""
    if isinstance(actor, Holder):
        found = Recording.objects.filter(actor.owns(Recording))
    else:
        found = Recording.objects.filter(holder=actor.person) if actor.person else Recording.objects.none()
    return found.order_by("-asked_at", "-pk")


def cards(keys: Sequence[str], actor: Actor) -> Iterator[Card]:
    """A card of each recording that somebody was asked to keep: the way to the page that takes the answer."""
    by_link = isinstance(actor, Holder)
    for row in visible_to(actor).filter(pk__in=[key for key in keys if key.isascii() and key.isdigit()]):
        url = reverse("complaints:keep_recording" if by_link else "complaints:recording", args=[row.pk])
        title = _("A recording that you were asked to keep")
        yield Card(ref=Ref.of(row), title=title, language=get_language() or "en", url=url)


def waiting_for(actor: Actor) -> QuerySet[Recording]:
    """What somebody was asked to keep and has not answered."""
    return visible_to(actor).filter(state=State.ASKED)


def missing(complaint: Complaint) -> list[Tape]:
    """The sorts of recordings that nobody has asked for yet, and of which nobody has said that there is none."""
    there = set(rows(complaint).values_list("tape", flat=True))
    return [tape for tape in Tape if tape not in there]


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """One recording, opened: which one, and what was answered."""

    row: Recording
    what: str
    answer: str


def opened_rows(complaint: Complaint, opened: Opened) -> list[Kept]:
    """The recordings of a matter, opened, with one query. Raises Shut where it is damaged."""
    return [Kept(row, opened.text(row.what).rstrip(), opened.text(row.answer).rstrip()) for row in rows(complaint)]


def to_warn(today: date) -> list[tuple[Recording, int]]:
    """The recordings that are asked for, not yet kept, and overwritten in at most seven days; with how many are left.

    Of these the smallest number of days at which somebody is warned: each is told once.
    """
    last = today + timedelta(days=max(WARN_DAYS))
    found = Recording.objects.filter(state=State.ASKED, overwritten_on__lte=last)
    waits = found.select_related("holder", "complaint").order_by("overwritten_on", "pk")
    return [(row, _step(row, today)) for row in waits]


def _step(row: Recording, today: date) -> int:
    left = (row.overwritten_on - today).days if row.overwritten_on else max(WARN_DAYS)
    return next((days for days in WARN_DAYS if left <= days), max(WARN_DAYS))


def lost_in(complaint: Complaint) -> int:
    """How many recordings of a matter were lost after somebody had been asked to keep them."""
    return Recording.objects.filter(complaint=complaint, state=State.LOST).count()
