"""Which words of tasks and tactics may stand in several languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress import models
from openbeat.apps.progress.queries import texts
from openbeat.apps.progress.services import finding
from openbeat.core.hooks.texts import Kind, offer

if TYPE_CHECKING:
    from django.db.models import Model

WORDS, WHY, DONE = _("Words"), _("Why"), _("What was done")


def _kind(model: type[Model]) -> str:
    return model._meta.label_lower


TASK, PROBLEM, TACTIC = _kind(models.Task), _kind(models.Problem), _kind(models.Tactic)

offer(
    Kind(
        TASK,
        _("Task"),
        {"title": _("What will be done?"), "outcome": DONE},
        texts.task_texts,
        texts.for_all,
        find_anew=finding.find_anew,
    )
)
offer(
    Kind(
        _kind(models.Slip), _("Another date"), {"reason": WHY}, texts.slip_texts, texts.for_all, {TASK: texts.slips_of}
    )
)
offer(
    Kind(
        _kind(models.Reopening),
        _("Open again: it was not solved"),
        {"outcome": DONE, "reason": WHY},
        texts.reopening_texts,
        texts.for_all,
        {TASK: texts.reopenings_of},
    )
)
offer(
    Kind(
        _kind(models.SaraStep),
        _("Problem solving"),
        {"found": _("What was found, in a sentence?")},
        texts.step_texts,
        texts.for_all,
        {TASK: texts.steps_of},
    )
)
offer(
    Kind(
        _kind(models.Tried),
        _("What was tried"),
        {"words": WORDS, "why": WHY},
        texts.tried_texts,
        texts.for_all,
        {TASK: texts.tried_on},
        finding.find_tried_anew,
    )
)
offer(
    Kind(
        PROBLEM,
        _("Problem"),
        {"words": WORDS, "remover": _("Who can remove it?"), "resolution": _("What became of it")},
        texts.problem_texts,
        texts.for_all,
        {TASK: texts.problems_of},
    )
)
offer(
    Kind(
        _kind(models.Escalation),
        _("Escalate it"),
        {"words": _("What do you ask for?"), "outside": _("Which office outside?")},
        texts.escalation_texts,
        texts.for_all,
        {PROBLEM: texts.escalations_of, TASK: texts.escalations_on},
    )
)
offer(
    Kind(
        TACTIC,
        _("Proposed tactic"),
        {
            "words": WORDS,
            "agency": _("With which agency?"),
            "official_why": _("Why, and where was it said?"),
            "reason": _("Why is it used?"),
        },
        texts.tactic_texts,
        texts.for_all,
    )
)
offer(
    Kind(
        _kind(models.TacticAnswer),
        _("Answer to a tactic"),
        {"words": WORDS},
        texts.say_texts,
        texts.says_seen,
        {TACTIC: texts.says_to},
    )
)
