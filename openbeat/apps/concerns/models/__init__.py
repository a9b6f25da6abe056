"""What the app keeps; one module a noun."""

from openbeat.apps.concerns.models.concerns import Answer, Concern, Reopening
from openbeat.apps.concerns.models.further import FurtherWord
from openbeat.apps.concerns.models.priorities import Answering, Candidate, Mood, Seats, Undertaking
from openbeat.apps.concerns.models.rounds import Nominee, Round, Turnout, Voice

__all__ = [
    "Answer",
    "Answering",
    "Candidate",
    "Concern",
    "FurtherWord",
    "Mood",
    "Nominee",
    "Reopening",
    "Round",
    "Seats",
    "Turnout",
    "Undertaking",
    "Voice",
]
