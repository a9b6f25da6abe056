"""Fills a fresh installation for the bench: the example town, 10,000 concerns more, and somebody signed in.

Prints one line of JSON: the sessions of a resident who reads and of one who raises, the keys of pages.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openbeat.config.settings")
django.setup()

from cryptography.fernet import Fernet  # noqa: E402
from django.conf import settings  # noqa: E402  settings come first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from bench import busy  # noqa: E402
from openbeat.apps.complaints.demo import INES  # noqa: E402
from openbeat.apps.complaints.models import Complaint  # noqa: E402
from openbeat.apps.concerns.models import Concern  # noqa: E402
from openbeat.apps.home.services import town  # noqa: E402
from openbeat.core.people.models import Person  # noqa: E402
from openbeat.core.places import queries as places  # noqa: E402
from openbeat.core.vault import http as vault  # noqa: E402
from openbeat.core.vault import queries as keys  # noqa: E402
from openbeat.core.vault.demo import PASSPHRASE  # noqa: E402
from openbeat.core.vault.services import unlocking  # noqa: E402
from openbeat.core.vault.services.keys import unlocked  # noqa: E402
from openbeat.kit.clock import now  # noqa: E402

MANY = 10_000
FOUND = 302


def session(person: Person) -> str:
    """Sign somebody in, as the real sign-in does at its end."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store["account_authentication_methods"] = [{"method": "code", "at": now().timestamp()}]
    store.create()
    return str(store.session_key)


@transaction.atomic
def many(count: int) -> None:
    """Add concerns that were raised, looked at and wait for an answer; in bulk, since only reading is measured."""
    at, beats = now(), places.areas("beat")
    Concern.objects.bulk_create(
        [
            Concern(
                area=beats[number % len(beats)],
                category="lighting",
                language="en",
                title=f"Street light {number} is out",
                story="It has been dark at the corner since May. People cross the road there.",
                raised_at=at - timedelta(minutes=number),
                looked_at=at,
                due_at=at + timedelta(days=10),
            )
            for number in range(count)
        ],
        batch_size=500,
    )


def handler() -> dict[str, object]:
    """Somebody who handles a sealed matter: signed in, their key unlocked, the reason given."""
    ines, secret = Person.objects.get(email=INES.email), Fernet.generate_key()
    client = Client(HTTP_HOST="localhost")
    client.force_login(ines)
    kept = client.session
    kept[vault.SESSION] = browser = "the bench"
    kept.save()
    cipher = Fernet(secret).encrypt(unlocked(keys.key_of(ines), PASSPHRASE).encode()).decode()
    unlocking.keep(browser, cipher, person=ines, ref="", at=now())
    client.cookies[vault.COOKIE] = secret.decode()
    matter = Complaint.objects.filter(outside_only=False).order_by("pk").first()
    if matter is None or client.post(f"/complaints/{matter.pk}/why/", {"why": "work"}).status_code != FOUND:
        raise SystemExit("the sealed matter of the example town does not open")
    return {"handler": client.cookies["sessionid"].value, "vault": secret.decode(), "matter": matter.pk}


def main() -> None:
    """Build, fill, sign in, print."""
    town.build("small", at=now())
    many(MANY)
    busiest = places.areas("beat")[-1]
    busy.fill(busiest, now())
    resident, raiser = Person.objects.filter(tenures=None, email__isnull=False).order_by("pk")[:2]
    concern = (
        Concern.objects.filter(private=False, looked_at__isnull=False, answers_given__gt=0).order_by("-pk").first()
    )
    if concern is None:
        raise SystemExit("the example town has nothing to read")
    facts = {"session": session(resident), "raiser": session(raiser), "person": resident.pk}
    facts |= {"concern": concern.pk, "area": concern.area.slug, "busy": busiest.slug}
    json.dump(facts | handler(), sys.stdout)


if __name__ == "__main__":
    main()
