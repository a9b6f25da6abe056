"""A reply to a message about a concern: words of whoever raised it, or the answer of whoever owns it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import CLOSED, Act, Channel, Reply
from openbeat.apps.concerns.models import ReplyDraft
from openbeat.apps.concerns.policies import owns_the_area
from openbeat.apps.concerns.services.answering import answer
from openbeat.apps.concerns.services.mail import LONGEST, add_by_mail
from openbeat.apps.concerns.services.owning import started
from openbeat.apps.concerns.services.steps import locked, recorded
from openbeat.core.hooks.inbox import Done
from openbeat.core.notices import services as telling
from openbeat.core.people import contact as contacts
from openbeat.core.people import queries as people
from openbeat.core.translation import languages
from openbeat.core.vault import keeping
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from openbeat.apps.concerns.models import Concern
    from openbeat.core.hooks.inbox import Letter, Told
    from openbeat.core.people.models import Person

GOOD_FOR = timedelta(days=60)
ASKS = frozenset({notices.NEW_FOR_YOU.name})  # it says that a reply to it is the answer; no other message does

ELSEWHERE = _("it came from an address that we do not know as yours.")
NOT_PROVEN = _("our mail server could not make sure that it came from you.")
TOO_OLD = _("the message it replies to is more than sixty days old.")
NO_WORDS = _("there were no words of yours in it.")
TOO_LONG = _("an answer has at most 5,000 signs.")
NO_DRAFT = _("No reply of yours waits here any more.")
ANSWERED = _("it has an answer already; that can be put right on its page only.")


@transaction.atomic
def take_reply(told: Told, letter: Letter, *, answers: bool, at: datetime) -> Done:
    """Take a reply from whoever the message told, from an address of theirs; what is not taken, they are told why."""
    concern = queries.by_number(told.ref.key)
    if concern is None:
        return Done("nobody")
    if why := _not_believed(told, letter, at) or _without_words(letter):
        return _not_taken(told, concern, why, letter, at=at)
    try:
        with transaction.atomic():
            if owns_the_area(told.person, concern) and not told.person.is_subject_of(concern):
                answers_it = told.kind in ASKS
                return (_answer if answers_it else _kept)(told, concern, letter, at=at)
            return add_by_mail(concern, letter, by=told.person, answers=answers, at=at)
    except Refused as refused:
        return _not_taken(told, concern, str(refused), letter, at=at)


def _not_believed(told: Told, letter: Letter, at: datetime) -> StrPromise | str:
    ways = people.ways_of(told.person)
    theirs = {way.value for way in ways if way.kind == contacts.EMAIL and way.confirmed_at} | {told.address.lower()}
    if letter.sender not in theirs:
        return ELSEWHERE
    if letter.proven is False:
        return NOT_PROVEN
    return TOO_OLD if at - told.at > GOOD_FOR else ""


def _without_words(letter: Letter) -> StrPromise | str:
    return "" if letter.text else NO_WORDS


def _answer(told: Told, concern: Concern, letter: Letter, *, at: datetime) -> Done:
    by = told.person
    concern = _published(concern, letter.text, _language(letter, by), by=by, at=at)
    telling.tell(notices.REPLY_PUBLISHED, by, about=concern, at=at, once=f"mail|{letter.once}", area=concern.area.name)
    return Done("answered", Ref.of(concern))


def _published(concern: Concern, text: str, language: str, *, by: Person, at: datetime) -> Concern:
    if len(text) > LONGEST:
        raise Refused(TOO_LONG)
    if concern.stage in CLOSED:
        raise Refused(ANSWERED)
    started(str(concern.pk), by=by, at=at)  # a letter needs no sentence before it: it is the answer
    recorded(Act.BY_MAIL, concern, by=by, at=at, channel=str(Channel.EMAIL))
    return answer(concern, Reply(text, language, concern.answers_given), by=by, at=at)


def _language(letter: Letter, by: Person) -> str:
    return letter.language if letter.language in languages.WRITTEN else by.language


def _kept(told: Told, concern: Concern, letter: Letter, *, at: datetime) -> Done:
    """Nothing was asked, so nothing is published: the words wait for a press of whoever wrote them."""
    by, concern = told.person, locked(concern)
    if concern.stage in CLOSED:
        raise Refused(ANSWERED)
    before = queries.draft_of(concern, by)
    text = f"{before.text}\n\n{letter.text}" if before else letter.text
    if len(text) > LONGEST:
        raise Refused(TOO_LONG)
    facts = {"text": text, "language": _language(letter, by), "at": at}
    ReplyDraft.objects.update_or_create(concern=concern, written_by=by, defaults=facts)
    recorded(Act.DRAFT, concern, by=by, at=at, channel=str(Channel.EMAIL))
    telling.tell(
        notices.REPLY_KEPT, by, about=concern, at=at, once=f"mail|{letter.once}", area=concern.area.name,
        link=reverse("concerns:draft", args=[concern.pk]),
    )  # fmt: skip
    return Done("kept", Ref.of(concern))


@transaction.atomic
def publish_draft(concern: Concern, *, by: Person, at: datetime) -> Concern:
    """Whoever wrote a reply that was kept says that it is the answer. Raises Refused."""
    concern = locked(concern)
    if not (owns := owns_the_area(by, concern)):
        raise Refused(owns.reason)
    draft = queries.draft_of(concern, by)
    if draft is None:
        raise Refused(NO_DRAFT)
    concern = _published(concern, draft.text, draft.language, by=by, at=at)
    draft.delete()
    return concern


@transaction.atomic
def drop_draft(concern: Concern, *, by: Person, at: datetime) -> None:
    """Whoever wrote a reply that was kept throws it away. Raises Refused."""
    concern = locked(concern)
    draft = queries.draft_of(concern, by)
    if draft is None:
        raise Refused(NO_DRAFT)
    draft.delete()
    recorded(Act.DROP_DRAFT, concern, by=by, at=at)


def forget_drafts(*, at: datetime) -> int:
    """Throw away what nobody wanted within sixty days; gives how many."""
    old = ReplyDraft.objects.filter(at__lte=at - GOOD_FOR)
    gone, _each = old.exclude(concern__in=keeping.held_keys(queries.KIND)).delete()
    return gone


def _not_taken(told: Told, concern: Concern, why: StrPromise | str, letter: Letter, *, at: datetime) -> Done:
    telling.tell(
        notices.REPLY_NOT_TAKEN, told.person, about=concern, at=at, once=f"mail|{letter.once}",
        area=concern.area.name, why=why,
    )  # fmt: skip
    return Done("returned", Ref.of(concern))
