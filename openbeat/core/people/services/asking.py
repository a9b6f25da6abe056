"""Whoever leaves an e-mail address is asked once, by a message to it, whether it is theirs: only then it is used.

The link carries a word that was drawn for it and says nothing; what it stands for is a row that is kept until then.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.core.hooks import post
from openbeat.core.hooks.post import Letter
from openbeat.core.people import contact, queries
from openbeat.core.people.facts import Contact, Details, Question, Reach
from openbeat.core.people.models import AddressQuestion
from openbeat.core.people.roles import WRITERS, Role
from openbeat.core.people.services.entry import confirm_email, enter_for_somebody
from openbeat.core.web.rights import beside
from openbeat.kit.actors import program

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

KIND = "people.confirm_address"
SALT = "openbeat.people.question"
CLERK = program("people.contact", Role.LIAISON)  # people may leave their own number
PRESSED_TWICE = timedelta(minutes=10)


@transaction.atomic
def take_contact(left: Contact, language: str, *, by: Actor, at: datetime) -> Person:
    """Whoever leaves a way to be told, entered once; an e-mail address is asked, and used once it says yes."""
    reach = Reach(left.kind, left.value, neutral=left.neutral, preferred=True)
    clerk = by if any(by.holds(role) for role in WRITERS) else CLERK
    person, _new = enter_for_somebody(Details(left.name, language), reach, by=clerk, at=at)
    if left.kind == contact.EMAIL:
        ask_address(person, left.value, at=at)
    return person


@transaction.atomic
def ask_address(person: Person, email: str, *, at: datetime) -> None:
    """Ask at the address, unless it was answered before. The message says nothing of what they told us."""
    question = _of(person, email)
    if any(way.value == question.email and way.confirmed_at for way in queries.ways_of(person)):
        return
    ask(question, at=at)


@transaction.atomic
def ask(question: Question, *, at: datetime) -> None:
    """Send the question to the address; the message says nothing of what it is about."""
    with translation.override(question.language):
        body = beside(
            gettext_lazy(
                "Somebody, most likely you, asked to be told at this address what becomes of something.\n\n"
                "Open this page and press the button to agree. "
                "If it was not you, do nothing: we will not write again.\n\n%s"
            ),
            below=True,
        )
        subject = _("Shall we write to you here?")
        words = str(body).replace("%s", _link(question, at=at))
        post.send(Letter(KIND, question.email, subject, words, question.language, guessed=question.guessed))


def address_link(person: Person, email: str, *, at: datetime) -> str:
    """Where the person agrees, in the language that is active."""
    return _link(_of(person, email), at=at)


def _of(person: Person, email: str) -> Question:
    known = person.language in dict(settings.LANGUAGES)
    language = person.language if known else settings.LANGUAGE_CODE
    return Question(contact.tidy(contact.EMAIL, email), language, person, guessed=not known)


def _link(question: Question, *, at: datetime) -> str:
    return settings.OPENBEAT_ADDRESS + reverse(question.page, args=[question_token(question, at=at)])


def question_token(question: Question, *, at: datetime) -> str:
    """What the link carries: good once, until it expires. Only its HMAC is kept."""
    token, (kind, key) = token_urlsafe(24), question.what or ("", "")
    AddressQuestion.objects.create(
        token_hmac=_kept(token),
        address=question.email,
        person=question.person,
        kind=kind,
        key=key,
        language=question.language,
        made_at=at,
        expires_at=at + question.good_for,
    )
    return token


def _kept(token: str) -> str:
    whole = token.encode("utf-8", "replace").decode()
    return salted_hmac(SALT, whole, algorithm="sha256").hexdigest()


def asked(token: str, *, at: datetime) -> AddressQuestion | None:
    """What the link stands for, to show it; None where it is not ours, or too old, or was used a while ago."""
    return queries.question(_kept(token), at, used_after=at - PRESSED_TWICE).first()


def locked_question(token: str, *, at: datetime) -> AddressQuestion | None:
    """The same, for whoever answers it now; one at a time."""
    found = queries.question(_kept(token), at, used_after=at - PRESSED_TWICE)
    return found.select_for_update(of=("self",)).first()


def use_question(row: AddressQuestion, person: Person, *, at: datetime) -> None:
    """It was answered by this person: the link is used up, and the address is kept with the person alone."""
    row.person, row.address, row.used_at = person, "", at
    row.save(update_fields=["person", "address", "used_at"])


@transaction.atomic
def agree_address(token: str, *, at: datetime) -> bool:
    """The address is theirs: from now on it is used. False for a link that is not ours, or no longer good."""
    row = locked_question(token, at=at)
    person = row.person if row and not row.kind else None
    if row is None or person is None or person.forgotten_at:
        return False
    if row.used_at:
        return True
    if all(way.kind != contact.EMAIL or way.value != row.address for way in queries.ways_of(person)):
        return False
    confirm_email(person, row.address, at=at)
    use_question(row, person, at=at)
    return True


def forget_questions(*, at: datetime) -> int:
    """Take out what nobody answered in time, and with it the address; gives how many."""
    gone, _each = AddressQuestion.objects.filter(expires_at__lte=at).delete()
    return gone


def drop_questions(person: Person) -> None:
    """Whoever is forgotten leaves no address that waits to be answered, whether or not it was theirs by then."""
    ways = queries.ways_of(person).filter(kind=contact.EMAIL).values("value")
    theirs = Q(person=person) | Q(address__in=ways)
    AddressQuestion.objects.filter(theirs | Q(address=person.email or "nobody")).delete()
