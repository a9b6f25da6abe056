"""Example translations, made through the app's own services."""

from openbeat.apps.translators.demo.makers import NOON, WORDS, a_translator, a_work, written
from openbeat.apps.translators.demo.town import MYA, make

__all__ = ["MYA", "NOON", "WORDS", "a_translator", "a_work", "make", "written"]
