"""Whoever has no account follows by an e-mail address that is asked first; until then nothing is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from openbeat.core.hooks.post import Letter
from openbeat.core.notices.services.following import follow
from openbeat.core.notices.services.telling import post
from openbeat.core.people import contact
from openbeat.core.people import queries as people
from openbeat.core.people import services as person_services
from openbeat.core.people.roles import Role
from openbeat.core.people.services import Details, Reach
from openbeat.kit.actors import program
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.notices.models import Follow, Message
    from openbeat.core.people.models import Person

SALT = "openbeat.notices.following"
GOOD_FOR = 7 * 24 * 3600  # seconds
KIND = "notices.confirm_following"
BY = program("notices.following", Role.LIAISON)  # people may leave their own address


def ask(email: str, what: Ref, *, language: str, at: datetime) -> Message:
    """Ask at this address whether it wants to follow; the message says nothing of what it is."""
    with translation.override(language):
        link = settings.OPENBEAT_ADDRESS + reverse("notices:agree", args=[token(email, what, language)])
        body = _(
            "Somebody, most likely you, asked to be told at this address when there is something new.\n\n"
            "Open this page and press the button to agree. "
            "If it was not you, do nothing: we keep nothing, and do not write again.\n\n%s"
        )
        letter = Letter(
            KIND, contact.tidy(contact.EMAIL, email), _("Shall we write to you here?"), body % link, language
        )
        return post(letter, at=at)


def token(email: str, what: Ref, language: str) -> str:
    """What the link carries; good for a week."""
    return signing.dumps([email, str(what), language], salt=SALT, compress=True)


def asked(text: str) -> tuple[str, Ref, str] | None:
    """The address, the thing and the language in a link; None where it is not ours, or too old."""
    try:
        email, what, language = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
        return str(email), Ref.parse(what), str(language)
    except (signing.BadSignature, ValueError, TypeError):
        return None


@transaction.atomic
def agree(text: str, *, at: datetime) -> Follow | None:
    """Whoever reads that address follows it from now on. None for a link that is no good. Raises Refused."""
    found = asked(text)
    if found is None:
        return None
    email, what, language = found
    return follow(_person(email, language, at), what, at=at)


def _person(email: str, language: str, at: datetime) -> Person:
    if account := people.by_email(email):
        return account
    reach = Reach(contact.EMAIL, email)
    person, _new = person_services.enter_for_somebody(Details("", language), reach, by=BY, at=at)
    person_services.confirm_email(person, email, at=at)
    for way in people.ways_of(person):
        if way.value == contact.tidy(contact.EMAIL, email) and way.stopped_at:
            person_services.prefer_way(way, by=person, at=at)  # they stopped it once, and ask again now
    return person
