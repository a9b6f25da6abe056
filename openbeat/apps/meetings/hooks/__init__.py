"""What meetings offer to other apps."""

from openbeat.apps.meetings.hooks import accountable as accountable
from openbeat.apps.meetings.hooks import attendance as attendance
from openbeat.apps.meetings.hooks import beforehand as beforehand
from openbeat.apps.meetings.hooks import coming as coming
from openbeat.apps.meetings.hooks import conditions as conditions
from openbeat.apps.meetings.hooks import digest as digest
from openbeat.apps.meetings.hooks import interpreters as interpreters
from openbeat.apps.meetings.hooks import keys as keys
from openbeat.apps.meetings.hooks import meetings as meetings
from openbeat.apps.meetings.hooks import minutes as minutes
from openbeat.apps.meetings.hooks import rhythm as rhythm
from openbeat.apps.meetings.hooks import texts as texts
from openbeat.apps.meetings.hooks import webcast as webcast
