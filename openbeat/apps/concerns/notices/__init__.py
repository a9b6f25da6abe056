"""The messages about a concern: neutral words, and never what somebody wrote."""

from openbeat.apps.concerns.notices.concerns import ANSWERED, MOVED, REOPENED, TAKEN_UP, TO, WITHHELD

__all__ = ["ANSWERED", "MOVED", "REOPENED", "TAKEN_UP", "TO", "WITHHELD"]
