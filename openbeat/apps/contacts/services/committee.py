"""Write the hand-over sheet of a post; ask for news, give it, and close what is settled."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.committee import NewsAct, NewsPromise, Over, SheetAct
from openbeat.apps.contacts.models import HandOver, NewsRequest
from openbeat.apps.contacts.notices import NEWS_ASKED, NEWS_GIVEN
from openbeat.apps.contacts.policies import NEWS_POLICY, SHEET_POLICY
from openbeat.apps.contacts.policies.committee import committee_role
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.notices import services as notices
from openbeat.kit.actors import program
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.contacts.lifecycle.committee import Sheet
    from openbeat.apps.contacts.lifecycle.inquiries import Words
    from openbeat.core.loop.models import Obligation
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor

AT_ONCE = 500
CLOCK = program("contacts.settle")


@transaction.atomic
def write_sheet(post: Post, sheet: Sheet, *, by: Actor, at: datetime) -> HandOver:
    """Keep a new version of the hand-over sheet; earlier ones stay.

    Raises Refused; and Conflict with what stands where somebody else wrote meanwhile.
    """
    SHEET_POLICY.require(by, SheetAct.WRITE, post)
    before = queries.newest_sheet(post, lock=True)
    number = before.number if before else 0
    if sheet.version != number:
        raise Conflict(before.agreements if before else "", number)
    facts = {name: value for name, value in asdict(sheet).items() if name != "version"}
    made = HandOver.objects.create(post=post, number=number + 1, written_by=by.person, written_at=at, **facts)
    ledger.record(SheetAct.WRITE, made, by=by, at=at, role=post.role, area=post.area_id)
    return made


@transaction.atomic
def ask_for_news(row: Obligation, *, by: Actor, at: datetime) -> NewsRequest:
    """Ask the post that owes something how far it is: once a day, and it owes one line. Raises Refused."""
    NEWS_POLICY.require(by, NewsAct.ASK, row)
    if not queries.is_public(row):
        raise Refused(_("The committee asks for news of what everybody can see."))
    before = NewsRequest.objects.select_for_update(of=("self",)).filter(obligation=row, over=Over.NO).first()
    if before and queries.asked_today(before, at):
        raise Refused(_("Your committee has asked for this today. You can ask again tomorrow."))
    asked = _asked_again(before, by=by, at=at) if before else _asked(row, by=by, at=at)
    ledger.record(NewsAct.ASK, asked, by=by, at=at, role=asked.role, area=row.area_id)
    if row.owner:
        for person in queries.told_of(row.owner, at):
            notices.tell(NEWS_ASKED, person, about=asked, at=at, area=asked.area.name)
    return asked


def _asked(row: Obligation, *, by: Actor, at: datetime) -> NewsRequest:
    assert row.area is not None  # noqa: S101  the policy: without an area nobody is on its committee
    role = committee_role(by, row.area_id)
    made = NewsRequest.objects.create(obligation=row, area=row.area, role=role, asked_by=by.person, asked_at=at)
    loop.owe(NewsPromise.NEWS, made, debtor=Debtor(row.area, row.owner), at=at)
    return made


def _asked_again(request: NewsRequest, *, by: Actor, at: datetime) -> NewsRequest:
    request.asked_by, request.role, request.asked_at = by.person, committee_role(by, request.area_id), at
    request.times += 1
    request.save(update_fields=["asked_by", "role", "asked_at", "times"])
    return request


@transaction.atomic
def give_news(request: NewsRequest, words: Words, *, by: Actor, at: datetime) -> NewsRequest:
    """Say in one line how far it is; whoever asked is told. What is owed stays owed. Raises Refused."""
    request = queries.requests().select_for_update(of=("self",)).get(pk=request.pk)
    NEWS_POLICY.require(by, NewsAct.ANSWER, request)
    request.answer, request.answer_language = words.text, words.language
    request.over, request.ended_at, request.answered_by = Over.ANSWERED, at, by.person
    request.save(update_fields=["answer", "answer_language", "over", "ended_at", "answered_by"])
    ledger.record(NewsAct.ANSWER, request, by=by, at=at, area=request.area_id)
    loop.keep(NewsPromise.NEWS, request, at=at)
    notices.tell(NEWS_GIVEN, request.asked_by, about=request, at=at, area=request.area.name)
    return request


@transaction.atomic
def settle_requests(*, at: datetime) -> int:
    """Close the requests about what was answered meanwhile: nobody owes a line about it. It may run twice."""
    settled = list(queries.settled_requests().select_for_update(of=("self",))[:AT_ONCE])
    for request in settled:
        request.over, request.ended_at = Over.SETTLED, at
        request.save(update_fields=["over", "ended_at"])
        ledger.record(NewsAct.SETTLE, request, by=CLOCK, at=at)
        loop.release(NewsPromise.NEWS, request, why="settled", at=at)
    return len(settled)
