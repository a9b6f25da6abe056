"""Pages of the Progress Chart, and its acts."""

from openbeat.apps.progress.views.acts import act, escalate, open_act, open_escalate, open_resolve, put, resolve
from openbeat.apps.progress.views.own import mine
from openbeat.apps.progress.views.pages import area, detail, index, new, pdf, tried
from openbeat.apps.progress.views.tactics import (
    look,
    new_tactic,
    open_look,
    open_tactic,
    propose,
    say,
    tactic,
    tactic_act,
)

__all__ = [
    "act",
    "area",
    "detail",
    "escalate",
    "index",
    "look",
    "mine",
    "new",
    "new_tactic",
    "open_act",
    "open_escalate",
    "open_look",
    "open_resolve",
    "open_tactic",
    "pdf",
    "propose",
    "put",
    "resolve",
    "say",
    "tactic",
    "tactic_act",
    "tried",
]
