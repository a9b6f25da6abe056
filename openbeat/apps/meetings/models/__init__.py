"""What the app keeps; one module a noun."""

from openbeat.apps.meetings.models.attendance import SignedIn
from openbeat.apps.meetings.models.beforehand import Absence, Contribution
from openbeat.apps.meetings.models.coming import Coming
from openbeat.apps.meetings.models.conditions import (
    Deed,
    Incident,
    KindVerdict,
    Load,
    Verdict,
    VerdictCount,
)
from openbeat.apps.meetings.models.hosting import Attending, Reminder
from openbeat.apps.meetings.models.imports import ImportedRow
from openbeat.apps.meetings.models.keys import CalendarKey
from openbeat.apps.meetings.models.listening import ReleasedLine
from openbeat.apps.meetings.models.meetings import AgendaItem, Meeting, new_uid
from openbeat.apps.meetings.models.minutes import Amendment, Approval, Minutes, MinutesVersion, OwnVersion
from openbeat.apps.meetings.models.rhythm import Rhythm
from openbeat.apps.meetings.models.series import Series, SeriesException
from openbeat.apps.meetings.models.webcast import Question, Webcast

__all__ = [
    "Absence",
    "AgendaItem",
    "Amendment",
    "Approval",
    "Attending",
    "CalendarKey",
    "Coming",
    "Contribution",
    "Deed",
    "ImportedRow",
    "Incident",
    "KindVerdict",
    "Load",
    "Meeting",
    "Minutes",
    "MinutesVersion",
    "OwnVersion",
    "Question",
    "ReleasedLine",
    "Reminder",
    "Rhythm",
    "Series",
    "SeriesException",
    "SignedIn",
    "Verdict",
    "VerdictCount",
    "Webcast",
    "new_uid",
]
