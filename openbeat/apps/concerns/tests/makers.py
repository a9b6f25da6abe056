"""The makers of the tests are those of the shipped example town."""

from openbeat.apps.concerns.demo import NOON, a_concern, a_problem, a_round
from openbeat.apps.concerns.demo.makers import CHAIRED, SENTENCES, answers_in

__all__ = ["CHAIRED", "NOON", "SENTENCES", "a_concern", "a_problem", "a_round", "answers_in"]
