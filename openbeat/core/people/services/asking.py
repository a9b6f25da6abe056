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
from openbeat.core.people import contact, queries
from openbeat.core.people.services.entry import confirm_email

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.people.models import Person

SALT = "openbeat.people.told"
GOOD_FOR = 30 * 24 * 3600  # seconds
KIND = "people.confirm_address"


def ask_address(person: Person, email: str) -> None:
    """Ask at the address, unless it was answered before. The message says nothing of what they told us."""
    if any(way.value == email and way.confirmed_at for way in queries.ways_of(person)):
        return
    language = person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        link = address_link(person, email)
        body = _(
            "Somebody, most likely you, asked to be told at this address what becomes of something.\n\n"
            "Open this page and press the button to agree. "
            "If it was not you, do nothing: we will not write again.\n\n%s"
        )
        post.send(Letter(KIND, email, _("Shall we write to you here?"), body % link, language))


def address_link(person: Person, email: str) -> str:
    """Where the person agrees, in the language that is active."""
    return settings.OPENBEAT_ADDRESS + reverse("people:told", args=[address_token(person, email)])


def address_token(person: Person, email: str) -> str:
    """What the link carries; good for a month, for this person and address."""
    return signing.dumps([person.pk, email], salt=SALT, compress=True)


def agree_address(token: str, *, at: datetime) -> bool:
    """The address is theirs: from now on it is used. False for a link that is not ours, or too old."""
    try:
        key, email = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError):
        return False
    person = queries.person(key)
    known = person and any(way.kind == contact.EMAIL and way.value == email for way in queries.ways_of(person))
    if not (person and known and person.forgotten_at is None):
        return False
    confirm_email(person, email, at=at)
    return True
