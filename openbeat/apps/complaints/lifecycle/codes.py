"""The codes of findings, standards and discipline, as the field uses them; each department may word them anew."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(models.TextChoices):
    """A finding: what the evidence shows about one allegation and one officer."""

    SUSTAINED = "sustained", pgettext_lazy("finding", "sustained")
    NOT_SUSTAINED = "not_sustained", pgettext_lazy("finding", "not sustained")
    EXONERATED = "exonerated", pgettext_lazy("finding", "exonerated")
    UNFOUNDED = "unfounded", pgettext_lazy("finding", "unfounded")
    POLICY_MATTER = "policy_matter", pgettext_lazy("finding", "policy matter")
    OTHER_VIOLATION = "other_violation", pgettext_lazy("finding", "other violation found")


MEANS = {
    Outcome.SUSTAINED: _("The evidence shows that it happened, and that it was against the rules or the law."),
    Outcome.NOT_SUSTAINED: _("The evidence shows neither that it happened nor that it did not."),
    Outcome.EXONERATED: _("It happened, and it was lawful and within the rules."),
    Outcome.UNFOUNDED: _("It did not happen, or this officer had no part in it."),
    Outcome.POLICY_MATTER: _("The officer followed a rule, and the rule itself must be looked at again."),
    Outcome.OTHER_VIOLATION: _("Something else that is against the rules came to light."),
}
DEFINITIONS = 1  # the version of these words; a department's own versions come after it


class Without(models.TextChoices):
    """Why an allegation ends without a finding."""

    WITHDRAWN = "withdrawn", _("withdrawn by whoever complained")
    UNAVAILABLE = "unavailable", _("whoever complained cannot be reached")
    DECLINED = "declined", _("whoever complained does not want to go on")
    NOT_IDENTIFIED = "not_identified", _("the officer could not be found out")
    LITIGATION = "litigation", _("a court has it")
    OFFICER_LEFT = "officer_left", _("the officer has left the department")
    MEDIATED = "mediated", _("both sides talked, and that settled it")
    CLARIFIED = "clarified", _("it was explained, and that settled it")
    REFERRED = "referred", _("somebody else looks into it")


class Standard(models.TextChoices):
    """How strong the evidence must be."""

    PREPONDERANCE = "preponderance", _("more likely than not")
    CLEAR = "clear_and_convincing", _("clear and convincing")
    SUBSTANTIAL = "substantial", _("substantial evidence")


class Say(models.TextChoices):
    """Who says what the finding is, in the order of the work; the last one holds."""

    RECOMMENDED = "recommended", _("recommended by who investigated")
    SUPERVISOR = "supervisor", _("checked by a supervisor")
    OVERSIGHT = "oversight", _("said by the outside body")
    DECIDED = "decided", _("decided")


class Measure(models.TextChoices):
    """What follows for an officer, from the lightest to the gravest."""

    NONE = "none", _("nothing")
    TRAINING = "training", _("training")
    COUNSELLING = "counselling", _("a talk on record")
    REPRIMAND = "reprimand", _("a written reprimand")
    SUSPENSION = "suspension", _("suspension, in days")
    DEMOTION = "demotion", _("a lower rank")
    DISMISSAL = "dismissal", _("dismissal")


class Disciplined(models.TextChoices):
    """How far discipline has come; each is kept beside the ones before it."""

    RECOMMENDED = "recommended", _("recommended")
    DECIDED = "decided", _("decided")
    IMPOSED = "imposed", _("imposed")
    APPEALED = "appealed", _("appealed against")
    FINAL = "final", _("after the appeal")


class Beside(models.TextChoices):
    """Where a measure stands beside the department's published matrix."""

    WITHIN = "within", _("within the matrix")
    BELOW = "below", _("below the matrix")
    ABOVE = "above", _("above the matrix")
    NO_MATRIX = "no_matrix", _("no matrix is published")


class Casework(models.TextChoices):
    """What stands in the file of a case besides what whoever complained wrote."""

    PLAN = "plan", _("Plan of the investigation")
    INTERVIEW = "interview", _("Interview")
    CONTACT = "contact", _("Contact with somebody")
    EVIDENCE = "evidence", _("About evidence")
    NOTE = "note", _("Note")
    REPORT = "report", _("Report of the investigation")
