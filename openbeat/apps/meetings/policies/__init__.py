"""Who may do what about a meeting: whoever leads it, of the police or of the community."""

from openbeat.apps.meetings.policies.attendance import ATTENDANCE_POLICY, may_attend, may_sign_in
from openbeat.apps.meetings.policies.beforehand import BEFOREHAND_POLICY, HOST_POLICY, may_say, may_set_up
from openbeat.apps.meetings.policies.coming import COMING_POLICY, may_come, require_coming
from openbeat.apps.meetings.policies.conditions import (
    CONDITIONS_POLICY,
    may_feel,
)
from openbeat.apps.meetings.policies.hosting import may_host
from openbeat.apps.meetings.policies.imports import IMPORT_POLICY, imports
from openbeat.apps.meetings.policies.keys import KEY_POLICY, is_a_person
from openbeat.apps.meetings.policies.listening import LISTENING_POLICY, may_release
from openbeat.apps.meetings.policies.meetings import (
    BEFORE,
    LEADERS,
    POLICE,
    POLICY,
    SHORT_NOTE,
    TOO_EARLY,
    TOO_LATE,
    doors,
    has_agenda,
    has_minutes,
    is_police,
    is_rule,
    leads,
    verdict,
)
from openbeat.apps.meetings.policies.minutes import (
    MINUTES_POLICY,
    SIDES,
    minutes_doors,
    minutes_verdict,
    reads_addresses,
    side_of,
)
from openbeat.apps.meetings.policies.rhythm import RHYTHM_POLICY, answers_for
from openbeat.apps.meetings.policies.series import SERIES_POLICY, series_doors
from openbeat.apps.meetings.policies.webcast import QUESTIONS_POLICY, WEBCAST_POLICY, may_ask

__all__ = [
    "ATTENDANCE_POLICY",
    "BEFORE",
    "BEFOREHAND_POLICY",
    "COMING_POLICY",
    "CONDITIONS_POLICY",
    "HOST_POLICY",
    "IMPORT_POLICY",
    "KEY_POLICY",
    "LEADERS",
    "LISTENING_POLICY",
    "MINUTES_POLICY",
    "POLICE",
    "POLICY",
    "QUESTIONS_POLICY",
    "RHYTHM_POLICY",
    "SERIES_POLICY",
    "SHORT_NOTE",
    "SIDES",
    "TOO_EARLY",
    "TOO_LATE",
    "WEBCAST_POLICY",
    "answers_for",
    "doors",
    "has_agenda",
    "has_minutes",
    "imports",
    "is_a_person",
    "is_police",
    "is_rule",
    "leads",
    "may_ask",
    "may_attend",
    "may_come",
    "may_feel",
    "may_host",
    "may_release",
    "may_say",
    "may_set_up",
    "may_sign_in",
    "minutes_doors",
    "minutes_verdict",
    "reads_addresses",
    "require_coming",
    "series_doors",
    "side_of",
    "verdict",
]
