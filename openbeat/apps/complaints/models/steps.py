"""What a row of a complaint must say as the case goes on from one to the next: the database holds it too."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import CHECKED, Heard, Stage

AS_A_CASE = (
    models.CheckConstraint(
        name="complaint_checked_has_findings",
        condition=~Q(stage__in=sorted(CHECKED))
        | (Q(investigator__isnull=False) | Q(outside_only=True))
        & Q(allegations_taken__gt=0, findings_taken=F("allegations_taken")),
        violation_error_message=_("What is checked was investigated by somebody, and each allegation has an end."),
    ),
    models.CheckConstraint(
        name="complaint_goes_on_once_checked",
        condition=~Q(stage__in=[Stage.OVERSIGHT, Stage.DECISION]) | Q(checked_by__isnull=False),
        violation_error_message=_("What goes on to others was checked by a supervisor."),
    ),
    models.CheckConstraint(
        name="complaint_with_the_body_since",
        condition=~Q(stage=Stage.OVERSIGHT) | Q(oversight_at__isnull=False),
        violation_error_message=_("What is with the outside body is there since a day."),
    ),
    models.CheckConstraint(
        name="complaint_decided_by_somebody",
        condition=~Q(stage=Stage.DECIDED)
        | ~Q(without="")
        | Q(decided_by__isnull=False, allegations_taken__gt=0, decisions_taken=F("allegations_taken")),
        violation_error_message=_("What is decided was decided by somebody, allegation by allegation."),
    ),
    models.CheckConstraint(
        name="complaint_nobody_checks_own_work",
        condition=~Q(checked_by=F("investigator")) & ~Q(decided_by=F("investigator")) & ~Q(decided_by=F("checked_by")),
        violation_error_message=_("Nobody checks their own work."),
    ),
    models.CheckConstraint(
        name="complaint_closed_with_discipline",
        condition=~Q(stage=Stage.CLOSED) | Q(discipline_owed=0),
        violation_error_message=_("Before it is closed it is decided what follows for the officer."),
    ),
    models.CheckConstraint(
        name="complaint_overseen_known",
        condition=Q(overseen__in=["", *Heard.values]),
        violation_error_message=_("The outside body says one of the things that there are."),
    ),
)
