"""The makers of the tests are those of the shipped example town."""

from openbeat.apps.concerns.demo import HOUR, NOON, a_concern, a_problem, a_round, taken_up
from openbeat.apps.concerns.demo.makers import ANSWER as ANSWER_WORDS
from openbeat.apps.concerns.demo.makers import CHAIRED, SENTENCES, answers_in

__all__ = [
    "ANSWER_WORDS",
    "CHAIRED",
    "HOUR",
    "NOON",
    "SENTENCES",
    "a_concern",
    "a_problem",
    "a_round",
    "answers_in",
    "taken_up",
]
