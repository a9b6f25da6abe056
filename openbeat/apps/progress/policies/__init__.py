"""Who may do what to tasks and tactics of the Progress Chart."""

from openbeat.apps.progress.policies.tactics import ANSWER_POLICY, TACTIC_POLICY, may_look
from openbeat.apps.progress.policies.tasks import (
    COMMUNITY,
    POLICE,
    POLICY,
    PROBLEM_POLICY,
    escalate_verdict,
    has_asker,
    resolve_verdict,
    serves,
    side_of,
    speaks_for_community,
)

__all__ = [
    "ANSWER_POLICY",
    "COMMUNITY",
    "POLICE",
    "POLICY",
    "PROBLEM_POLICY",
    "TACTIC_POLICY",
    "escalate_verdict",
    "has_asker",
    "may_look",
    "resolve_verdict",
    "serves",
    "side_of",
    "speaks_for_community",
]
