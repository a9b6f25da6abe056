"""The cast of the tests is the cast of the shipped example town."""

from openbeat.core.people.demo import Cast, a_cast

__all__ = ["Cast", "a_cast"]
