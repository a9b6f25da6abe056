"""A switch for days of attack (OPENBEAT_PROOF_OF_WORK=1): the sender's browser does a little work. No third party."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

LONGEST = timedelta(days=1)
MOST = 60_000  # hashes: about a second on an old phone


def _key() -> str:
    return salted_hmac("openbeat.proof", "key", algorithm="sha256").hexdigest()


def challenge() -> str:
    """A fresh piece of work as JSON: find the number that, put behind the salt, has this SHA-256."""
    from altcha.v1 import ChallengeOptions, create_challenge  # noqa: PLC0415  some megabytes that few requests need

    expires = timezone.now() + LONGEST
    made = create_challenge(ChallengeOptions(hmac_key=_key(), max_number=MOST, expires=expires))
    facts = {"algorithm": made.algorithm, "challenge": made.challenge, "salt": made.salt, "signature": made.signature}
    return json.dumps({**facts, "most": MOST})


def holds(solution: str, form: str) -> bool:
    """Whether the work was done, and done for this form: a solution serves one form, however often it is sent."""
    from altcha.v1 import verify_solution  # noqa: PLC0415  some megabytes that few requests need

    try:
        done, _why = verify_solution(solution, _key(), check_expires=True)
    except (ValueError, TypeError, KeyError):
        return False
    name = "proof:" + salted_hmac("openbeat.proof", solution, algorithm="sha256").hexdigest()
    return bool(done) and (cache.add(name, form, LONGEST.total_seconds()) or cache.get(name) == form)


class Proof(forms.HiddenInput):
    """A hidden field that a small module fills while the person writes; without scripts a sentence says what to do."""

    template_name = "web/forms/proof.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each rendering a piece of work of its own."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["challenge"] = challenge()
        return context


def wanted() -> bool:
    """Whether the switch is on."""
    return bool(settings.OPENBEAT_PROOF_OF_WORK)
