"""`openbeat createadmin`."""

from __future__ import annotations

import argparse

from django.core.validators import validate_email
from django.db import transaction

from openbeat.config.commands.screen import say
from openbeat.core.people.facts import Newcomer
from openbeat.core.people.roles import Role
from openbeat.core.people.services.posts import first_administrator
from openbeat.core.places.services.areas import root
from openbeat.kit.actors import program
from openbeat.kit.clock import now


def run(options: argparse.Namespace) -> int:
    """Make somebody administrator of the whole department; who is one already stays one."""
    email = options.email.strip().lower()
    validate_email(email)
    with transaction.atomic():
        whole = root(by=program("createadmin", Role.ADMINISTRATOR), at=now())
        first_administrator(Newcomer(email=email), whole, at=now())
    say(f"{email} is an administrator now: sign in with that address, then set up a second factor.")
    return 0
