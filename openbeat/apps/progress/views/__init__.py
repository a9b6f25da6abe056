"""Pages of the Progress Chart, and its acts."""

from openbeat.apps.progress.views.acts import act, escalate, open_act, open_escalate, open_resolve, put, resolve
from openbeat.apps.progress.views.pages import area, detail, index, new, pdf

__all__ = [
    "act",
    "area",
    "detail",
    "escalate",
    "index",
    "new",
    "open_act",
    "open_escalate",
    "open_resolve",
    "pdf",
    "put",
    "resolve",
]
