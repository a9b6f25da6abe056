"""Write a draft, and say that it is ready. Nothing that was saved is overwritten: each draft is a row of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import (
    FILE,
    MACHINE,
    Joined,
    Piece,
    Written,
    beside,
    joined,
    left_out,
    pack,
    placed,
    standing,
)
from openbeat.apps.translators.lifecycle import Act
from openbeat.apps.translators.models import Draft, Effort
from openbeat.apps.translators.services.holding import held, move
from openbeat.core.jobs import services as jobs
from openbeat.core.ledger import services as ledger
from openbeat.core.translation import exchange
from openbeat.core.translation.passages import join, tidy
from openbeat.kit import sms
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.translators.figures.drafts import Place
    from openbeat.apps.translators.lifecycle import Credit
    from openbeat.apps.translators.models import Work
    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor

TELL_WAITS = "translators.tell_waits"


class Clash(Conflict):
    """Raised where two people wrote other words for the same passage; `places` are these, with what stands there."""

    def __init__(self, places: dict[int, str], work: Work) -> None:
        super().__init__(join(list(places.values())), work.version)
        self.places, self.left_out = places, work.left_out


@transaction.atomic
def write(work: Work, written: Written, *, by: Actor, at: datetime) -> Work:
    """Keep what was written beside what was saved meanwhile. Raises Refused, or Clash: then nothing is changed.

    `left_out` of the work says how many passages of a form from before the text was public stand in it no more.
    """
    work, source = held(work, Act.SAVE, by)
    if written.version < work.anew_at:
        work.left_out = left_out(written, source.words)
        written = standing(written, source.words)
    found = _together(work, written)
    return _keep(work, found.pieces, by=by, at=at)


@transaction.atomic
def put(work: Work, pieces: Sequence[Piece], *, by: Actor, at: datetime) -> Work:
    """Put what a machine wrote where nothing stands yet; what a person wrote stays. Raises Refused."""
    work, source = held(work, Act.SAVE, by)
    stands = queries.draft_of(work)
    places = beside(stands, source.words)
    brought = beside(pieces, source.words)
    changes = {
        number: new.piece
        for number, (place, new) in enumerate(zip(places, brought, strict=True))
        if new.piece and new.is_right and not place.words
    }
    return _keep(work, placed(stands, places, changes), by=by, at=at)


@transaction.atomic
def take_in(work: Work, data: bytes, *, by: Actor, at: datetime) -> Work:
    """Take the words of a translator's file: where they differ, they stand now; the draft before stays as it was.

    Of a text that became public, only passages that stand in it are taken; `left_out` of the work counts the others.
    Raises Refused, or exchange.Unreadable, and then nothing of the file is taken.
    """
    work, source = held(work, Act.SAVE, by)
    stands = queries.draft_of(work)
    places = beside(stands, source.words)
    changes: dict[int, Piece] = {}
    stands_now = {place.source for place in places}
    for came in exchange.read(data, queries.parcel(work, source)):
        place, words = places[came.number - 1], tidy(came.words)
        if work.anew_at and tidy(came.source) not in stands_now:
            work.left_out += bool(words)
            continue
        if (came.source, words) != (place.piece.source if place.piece else "", place.words):
            origin = place.piece.origin if place.piece and place.words == words else FILE
            kept = MACHINE if place.piece and place.words and place.piece.origin == MACHINE else origin
            changes[came.number - 1] = Piece(tidy(came.source), words, kept)
    return _keep(work, placed(stands, places, changes), by=by, at=at)


@transaction.atomic
def restore(work: Work, version: int, *, by: Actor, at: datetime) -> Work:
    """Let an earlier draft stand again, as a new one: what stood meanwhile is kept too. Raises Refused."""
    work, _source = held(work, Act.SAVE, by)
    if not (pieces := queries.draft_of(work, version)):
        raise Refused(_("There is no such draft."))
    return _keep(work, pieces, by=by, at=at)


@transaction.atomic
def propose(work: Work, version: int, credit: Credit, *, by: Actor, at: datetime) -> Work:
    """Say that the draft of this version is ready for a second look, how long it took, and whom to thank.

    Raises Refused where a passage has no words or older ones, a message is too long, or another draft was saved.
    """
    work, source = held(work, Act.PROPOSE, by)
    if version != work.version:
        raise Refused(_("Another draft was saved meanwhile. Read it first."))
    require_whole(work, source)
    if credit.minutes and by.person:
        Effort.objects.create(work=work, person=by.person, minutes=credit.minutes, at=at)
    why = {"returned_why": "", "returned_why_language": ""}
    work = move(work, Act.PROPOSE, by=by, at=at, credit=credit.name, proposed_at=at, **why)
    jobs.later(TELL_WAITS, work.pk)
    return work


def require_whole(work: Work, source: Source) -> list[Place]:
    """The passages with their words; raises Refused where one is missing or old, or where all are too long."""
    places = beside(queries.draft_of(work), source.words)
    if any(not place.words for place in places):
        raise Refused(_("Some passages have no words yet."))
    if any(not place.is_right for place in places):
        raise Refused(_("The source of some passages has changed. Say for each whether its words still fit."))
    size = sms.length(join([place.words for place in places]))
    if source.sms and not size.fits:
        raise Refused(
            _("This goes out as a text message of at most %(most)s signs, and has %(used)s.")
            % {"most": size.most, "used": size.used}
        )
    return places


def _together(work: Work, written: Written) -> Joined:
    theirs = queries.draft_of(work)
    base = theirs if written.version == work.version else queries.draft_of(work, written.version)
    found = joined(base, theirs, written)
    if found.clashes:
        raise Clash(found.clashes, work)
    return found


def _keep(work: Work, pieces: Sequence[Piece], *, by: Actor, at: datetime) -> Work:
    """A draft more; the same words again are no new one."""
    if list(pieces) == queries.draft_of(work):
        return work
    work.version += 1
    facts: dict[str, Any] = {"text": work.text, "version": work.version, "pieces": pack(pieces)}
    Draft.objects.create(work=work, saved_by=by.person, saved_at=at, **facts)
    work.save(update_fields=["version"])
    ledger.record(Act.SAVE, work, by=by, at=at, area=work.area_id, version=work.version)
    return work
