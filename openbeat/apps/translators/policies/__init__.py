"""Who may ask, translate, read again, and say who translates."""

from openbeat.apps.translators.policies.people import TONGUE_POLICY
from openbeat.apps.translators.policies.works import WORK_POLICY, answers_for, asks, is_staff, may_ask, role_of

__all__ = ["TONGUE_POLICY", "WORK_POLICY", "answers_for", "asks", "is_staff", "may_ask", "role_of"]
