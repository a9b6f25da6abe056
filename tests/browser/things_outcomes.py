"""What is published about complaints: a signed profile, and figures of some years."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from openbeat.apps.complaints.demo.publishing import a_body, a_profile
from openbeat.apps.complaints.lifecycle.publication import Cause
from openbeat.apps.complaints.models import Correction
from openbeat.apps.complaints.queries import publication
from openbeat.apps.complaints.services import counting
from openbeat.core.people.demo import Cast
from openbeat.kit.clock import now


def fill(cast: Cast, made: SimpleNamespace) -> None:
    """Sign it, and count in the month after what was filed."""
    a_profile()
    made.outside_body = a_body()
    figures = counting.refresh(Cause.SIGNED, at=now() + timedelta(days=40))
    assert figures is not None
    [made.report_year, *_others] = publication.years()
    made.correction = Correction.objects.create(
        figures=figures, measure="received", year=2024, was=411, now=412, cause=Cause.NIGHTLY, at=now()
    )
    a_profile(signed=False)
