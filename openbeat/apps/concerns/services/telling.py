"""Whoever leaves an e-mail address is asked once, by a message to it, whether it is theirs: only then it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from openbeat.core.hooks import post
from openbeat.core.hooks.post import Letter
from openbeat.core.people import contact as contacts
from openbeat.core.people import queries as people
from openbeat.core.people import services as person_services

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.people.models import Person

SALT = "openbeat.concerns.told"
GOOD_FOR = 30 * 24 * 3600  # seconds
KIND = "concerns.confirm_address"


def ask(person: Person, email: str) -> None:
    """Send the question to the address, unless it was answered before. The message says nothing of what was raised."""
    if any(way.value == email and way.confirmed_at for way in people.ways_of(person)):
        return
    language = person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        link = settings.OPENBEAT_ADDRESS + reverse("concerns:told", args=[token(person, email)])
        body = _(
            "Somebody, most likely you, asked to be told at this address when there is an answer.\n\n"
            "Open this page and press the button to agree. "
            "If it was not you, do nothing: we will not write again.\n\n%s"
        )
        post.send(Letter(KIND, email, _("Shall we write to you here?"), body % link, language))


def token(person: Person, email: str) -> str:
    """What the link carries; good for a month, for this person and address."""
    return signing.dumps([person.pk, email], salt=SALT, compress=True)


def agree(text: str, *, at: datetime) -> bool:
    """The address is theirs: from now on it is used. False for a link that is not ours, or too old."""
    try:
        key, email = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError):
        return False
    person = people.person(key)
    known = person and any(way.kind == contacts.EMAIL and way.value == email for way in people.ways_of(person))
    if not (person and known and person.forgotten_at is None):
        return False
    person_services.confirm_email(person, email, at=at)
    return True
