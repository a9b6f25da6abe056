"""What is published about complaints: a signed profile, and figures of some years."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from openbeat.apps.complaints.demo.publishing import a_profile
from openbeat.apps.complaints.lifecycle.publication import Cause
from openbeat.apps.complaints.services import counting
from openbeat.core.people.demo import Cast
from openbeat.kit.clock import now


def fill(cast: Cast, made: SimpleNamespace) -> None:
    """Sign it, and count in the month after what was filed."""
    made.profile = a_profile()
    counting.refresh(Cause.SIGNED, at=now() + timedelta(days=40))
    a_profile(signed=False)
