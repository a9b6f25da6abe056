"""Makers for the tests of complaints, and the way in which a test's browser unlocks a key."""

from __future__ import annotations

import re
from typing import Any

from cryptography.fernet import Fernet
from django.test import Client

from openbeat.apps.complaints.demo import NOON as NOON
from openbeat.apps.complaints.demo import SAID as SAID
from openbeat.apps.complaints.demo import Office as Office
from openbeat.apps.complaints.demo import a_complaint as a_complaint
from openbeat.apps.complaints.demo import a_worker as a_worker
from openbeat.apps.complaints.demo import an_allegation as an_allegation
from openbeat.apps.complaints.demo import an_office as an_office
from openbeat.apps.complaints.demo import cleared_up as cleared_up
from openbeat.apps.complaints.demo import holder_of as holder_of
from openbeat.apps.complaints.demo.publishing import a_profile as a_profile
from openbeat.apps.complaints.models import Complaint
from openbeat.core.people.models import Person
from openbeat.core.vault import http
from openbeat.core.vault.services import unlocking
from openbeat.kit.clock import now

CODE = re.compile(r'class="code"[^>]*>\s*([0-9A-Z ]+?)\s*<')


def unlocked(client: Client, office: Office, person: Person) -> None:
    """Sign in, and have this person's key unlocked as the page with the passphrase leaves it."""
    client.force_login(person)
    secret, session = Fernet.generate_key(), client.session
    browser = session[http.SESSION] = "a test's browser"
    session.save()
    [identity] = office.keys(person).identities.values()
    cipher = Fernet(secret).encrypt(identity.encode()).decode()
    unlocking.keep(browser, cipher, person=person, ref="", at=now())
    client.cookies[http.COOKIE] = secret.decode()


def a_form(client: Client, url: str = "/complaints/new/whole/", **changes: Any) -> dict[str, Any]:
    """What a browser sends from this form."""
    started = re.search(r'name="started" value="([^"]+)"', client.get(url).text)
    assert started
    said = {"words": SAID.words, "language": "en", "happened_when": "", "happened_where": "", "about": ""}
    return {"started": started[1], "website": "", **said, "outside": "no", "contact": "yes", **changes}


def code_on(page: str) -> str:
    """The code on a page that shows a receipt."""
    found = CODE.search(page)
    assert found
    return found[1]


def opened_as(client: Client, complaint: Complaint, why: str = "work") -> str:
    """The page of a matter for a handler whose key is unlocked, after they said why."""
    client.post(f"/complaints/{complaint.pk}/why/", {"why": why})
    return client.get(f"/complaints/{complaint.pk}/").text
