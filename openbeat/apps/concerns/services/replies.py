"""A reply to a message about a concern: words of whoever raised it, or the answer of whoever owns it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import CLOSED, Act, Channel, Reply
from openbeat.apps.concerns.policies import owns_the_area
from openbeat.apps.concerns.services.answering import answer
from openbeat.apps.concerns.services.mail import LONGEST, add_by_mail
from openbeat.apps.concerns.services.owning import started
from openbeat.apps.concerns.services.steps import recorded
from openbeat.core.hooks.inbox import Done
from openbeat.core.notices import services as telling
from openbeat.core.people import contact as contacts
from openbeat.core.people import queries as people
from openbeat.core.translation import languages
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from openbeat.apps.concerns.models import Concern
    from openbeat.core.hooks.inbox import Letter, Told

GOOD_FOR = timedelta(days=60)

ELSEWHERE = _("it came from an address that we do not know as yours.")
NOT_PROVEN = _("our mail server could not make sure that it came from you.")
TOO_OLD = _("the message it replies to is more than sixty days old.")
NO_WORDS = _("there were no words of yours in it.")
TOO_LONG = _("an answer has at most 5,000 signs.")
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
                return _answer(told, concern, letter, at=at)
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
    if len(letter.text) > LONGEST:
        raise Refused(TOO_LONG)
    if concern.stage in CLOSED:
        raise Refused(ANSWERED)
    started(str(concern.pk), by=by, at=at)  # a letter needs no sentence before it: it is the answer
    language = letter.language if letter.language in languages.WRITTEN else by.language
    recorded(Act.BY_MAIL, concern, by=by, at=at, channel=str(Channel.EMAIL))
    concern = answer(concern, Reply(letter.text, language, concern.answers_given), by=by, at=at)
    telling.tell(notices.REPLY_PUBLISHED, by, about=concern, at=at, once=f"mail|{letter.once}", area=concern.area.name)
    return Done("answered", Ref.of(concern))


def _not_taken(told: Told, concern: Concern, why: StrPromise | str, letter: Letter, *, at: datetime) -> Done:
    telling.tell(
        notices.REPLY_NOT_TAKEN, told.person, about=concern, at=at, once=f"mail|{letter.once}",
        area=concern.area.name, why=why,
    )  # fmt: skip
    return Done("returned", Ref.of(concern))
