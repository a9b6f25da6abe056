"""How a problem is worked on: the four steps of SARA, in any order that the facts ask for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.apps.progress.lifecycle.tasks import Words


class Sara(TextChoices):
    """Where the work on the problem stands: scanning, analysis, response, assessment (Eck and Spelman, 1987)."""

    SCANNING = "scanning", pgettext_lazy("step of problem solving", "scanning")
    ANALYSIS = "analysis", pgettext_lazy("step of problem solving", "analysis")
    RESPONSE = "response", pgettext_lazy("step of problem solving", "response")
    ASSESSMENT = "assessment", pgettext_lazy("step of problem solving", "assessment")


MEANS = {
    Sara.SCANNING: _("What happens, to whom, how often?"),
    Sara.ANALYSIS: _("Why does it happen here?"),
    Sara.RESPONSE: _("What is being done about the cause?"),
    Sara.ASSESSMENT: _("Did it work?"),
}


class Field(TextChoices):
    """What kind of work it is: by this it is found across beats, and by this a tactic is named."""

    PATROL = "patrol", _("Patrol")
    STOPS = "stops", _("Stops and checks")
    TALKS = "talks", _("Talks and visits")
    LIGHTS = "lights", _("Light, repairs, changes to the place")
    AGENCY = "agency", _("Another agency")
    OTHER = "other", _("Something else")


class Worked(TextChoices):
    """Whether what was tried worked."""

    YES = "yes", pgettext_lazy("did it work?", "Yes")
    IN_PART = "in_part", pgettext_lazy("did it work?", "In part")
    NO = "no", pgettext_lazy("did it work?", "No")
    EARLY = "early", pgettext_lazy("did it work?", "Too early to say")


@dataclass(frozen=True, slots=True)
class Result:
    """What was tried, which kind of work that was, whether it worked, and why."""

    words: Words
    field: str
    worked: str
    why: str = ""  # in the language of the words
