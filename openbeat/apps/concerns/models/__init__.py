"""What the app keeps; one module a noun."""

from openbeat.apps.concerns.models.concerns import Answer, Concern, Reopening
from openbeat.apps.concerns.models.drafts import ReplyDraft
from openbeat.apps.concerns.models.further import FurtherWord
from openbeat.apps.concerns.models.priorities import Answering, Candidate, Mood, Seats, Undertaking
from openbeat.apps.concerns.models.rounds import Nominee, Round, Turnout, Voice
from openbeat.apps.concerns.models.steps import MeToo, Question, ReopenRequest, Token, Understanding

__all__ = [
    "Answer",
    "Answering",
    "Candidate",
    "Concern",
    "FurtherWord",
    "MeToo",
    "Mood",
    "Nominee",
    "Question",
    "ReopenRequest",
    "Reopening",
    "ReplyDraft",
    "Round",
    "Seats",
    "Token",
    "Turnout",
    "Understanding",
    "Undertaking",
    "Voice",
]
