"""The makers of the tests are those of the shipped example town."""

from openbeat.apps.concerns.demo import NOON, a_concern

__all__ = ["NOON", "a_concern"]
