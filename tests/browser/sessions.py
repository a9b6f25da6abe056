"""Who looks: the cast as they are after signing in, somebody with a receipt, somebody half-way through signing in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from secrets import token_hex
from typing import TYPE_CHECKING

from django.test import Client

from openbeat.core.notices import queries as messages
from openbeat.core.people import queries as people
from openbeat.core.receipts import services as receipts
from openbeat.core.vault.demo import PASSPHRASE
from openbeat.core.web.forms import _start
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from tests.browser.things import Things

METHODS = "account_authentication_methods"  # the account library's note of how and when somebody signed in


def signed_in(who: str) -> Client:
    """A session of one of the cast, a moment after the second factor."""
    return _session(who, time.time())


def long_ago(who: str) -> Client:
    """A session that is open since this morning: what matters asks for a second factor again."""
    return _session(who, time.time() - 8 * 3600)


def _session(who: str, at: float) -> Client:
    client = Client()
    person = people.by_email(f"{who}@example.org")
    assert person is not None
    client.force_login(person)
    session = client.session
    session[METHODS] = [{"method": "mfa", "at": at, "reauthenticated": True}]
    session[f"{METHODS}_user"] = str(person.pk)
    session.save()
    return client


def code_for(email: str) -> str:
    """The newest code that went to this address, as it stands in the outbox."""
    bodies = messages.outbox().filter(address=email).order_by("-pk").values_list("body", flat=True)
    return next(found.group() for body in bodies if (found := re.search(r"\b\d{6}\b", body)))


def _holder(things: Things) -> Client:
    return _with_code(things.code)


def _with_record(things: Things) -> Client:
    return _with_code(things.record_code)


def _taking_over(things: Things) -> Client:
    client = _with_record(things)
    client.post("/receipt/record/", {"email": "sal@example.org"})
    return client


def _with_code(code: str) -> Client:
    client = Client()
    client.post("/receipt/", {"code": code})
    return client


def _asked_for_code(_things: Things) -> Client:
    client = Client()
    client.post("/sign-in/", {"login": "lee@example.org"})
    return client


def _typed_code(things: Things) -> Client:
    client = _asked_for_code(things)
    client.post("/sign-in/code/", {"code": code_for("lee@example.org")})
    return client


def _signing_up(_things: Things) -> Client:
    return _sign_up("/sign-up/", "sal@example.org")


def _making_passkey(_things: Things) -> Client:
    email = f"new-{token_hex(4)}@example.org"  # an address that was confirmed signs up no more
    client = _sign_up("/sign-up/passkey/", email)
    client.post("/sign-up/code/", {"code": code_for(email)})
    return client


def _sign_up(path: str, email: str) -> Client:
    client = Client()
    client.post(path, {"email": email, "name": "Sal", "started": _start(), "website": ""})
    return client


def _complainant(things: Things) -> Client:
    client = _with_code(things.complaint_answered_code)
    client.post("/receipt/", {"code": things.complaint_code})
    return client


def _typed_passphrase(who: str) -> Client:
    client = signed_in(who)
    client.post("/me/key/unlock/", {"passphrase": PASSPHRASE})
    return client


def _by_link(things: Things) -> Client:
    """Whoever holds a recording, by the link of the request, which works once."""
    client = Client()
    client.post(f"/receipt/link/{receipts.link(things.complaint_recording, at=now())}/")
    return client


def _unlocked(who: str, things: Things) -> Client:
    """A handler who has typed the passphrase, and said why, of one matter, it is opened."""
    client = signed_in(who)
    client.post("/me/key/unlock/", {"passphrase": PASSPHRASE})
    opened = {"ines": [things.complaint_in_work, things.complaint_praise], "omar": [things.complaint_of_the_chief]}
    for each in (*opened.get(who, [things.case_checked, things.case_decided]), things.complaint_closed):
        client.post(f"/complaints/{each.pk}/why/", {"why": "work"})
    return client


SPECIAL: dict[str, Callable[[Things], Client]] = {
    "visitor": lambda _things: Client(),
    "holder": _holder,
    "record": _with_record,
    "taking over": _taking_over,
    "asked for a code": _asked_for_code,
    "typed the code": _typed_code,
    "signing up": _signing_up,
    "making a passkey": _making_passkey,
    "complainant": _complainant,
    "recorder": _by_link,
    "writer": lambda things: _with_code(things.complaint_written_code),
    "ines, unlocked": lambda things: _unlocked("ines", things),
    "bea, unlocked": lambda _things: _typed_passphrase("bea"),
    "imani, unlocked": lambda _things: _typed_passphrase("imani"),
    "omar, unlocked": lambda things: _unlocked("omar", things),
    "sana, unlocked": lambda things: _unlocked("sana", things),
    "dana, unlocked": lambda things: _unlocked("dana", things),
    "lee, long ago": lambda _things: long_ago("lee"),
    "noor, long ago": lambda _things: long_ago("noor"),
}


def session_of(who: str, things: Things) -> Client:
    """The cookies of whoever looks."""
    return SPECIAL[who](things) if who in SPECIAL else signed_in(who)
