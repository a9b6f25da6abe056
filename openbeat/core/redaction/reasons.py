"""Why something is blacked out: a table of codes, each with the words that stand in the place of what is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Reason(models.TextChoices):
    """The codes; kept in texts that were published: never rename one."""

    PERSON = "person", pgettext_lazy("why it is blacked out", "name of a person")
    OFFICER = "officer", pgettext_lazy("why it is blacked out", "name of an officer")
    CONTACT = "contact", pgettext_lazy("why it is blacked out", "telephone, mail or another way to reach somebody")
    ADDRESS = "address", pgettext_lazy("why it is blacked out", "an address or a place where somebody lives")
    HEALTH = "health", pgettext_lazy("why it is blacked out", "somebody's health")
    MINOR = "minor", pgettext_lazy("why it is blacked out", "who a child or young person is")
    ONGOING = "ongoing", pgettext_lazy("why it is blacked out", "a matter that is still looked into")
    PRIVILEGED = "privileged", pgettext_lazy("why it is blacked out", "advice of a lawyer, or a statement under duty")
    OTHER = "other", pgettext_lazy("why it is blacked out", "another reason")


HELP: dict[Reason, StrPromise] = {
    Reason.PERSON: _("Whoever complained, witnesses, neighbors, relatives."),
    Reason.OFFICER: _("Also a badge number, and whatever only one officer can be."),
    Reason.MINOR: _("Also a school, a class, or a family's name."),
    Reason.PRIVILEGED: _("What was said to a lawyer, and what an officer was ordered to say."),
    Reason.OTHER: _("Say in a few words what it is, and give nothing away."),
}


def words(code: str) -> Any:
    """What stands in the place of what is gone, in the language of whoever reads; raises ValueError for no code."""
    return Reason(code).label
