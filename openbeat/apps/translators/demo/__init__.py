"""Example translations, made through the app's own services."""

from openbeat.apps.translators.demo.makers import NOON, WORDS, a_translator, a_work, written

__all__ = ["NOON", "WORDS", "a_translator", "a_work", "written"]
