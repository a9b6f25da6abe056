"""What is accountable about publication, which of its words may stand in several languages, and a line for `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import models
from openbeat.apps.complaints.demo import publishing
from openbeat.apps.complaints.lifecycle.publication import PublicationAct as Act
from openbeat.apps.complaints.queries import publication, texts
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import soundness
from openbeat.core.hooks.texts import Kind, offer
from openbeat.core.ledger.registry import accountable

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = _("Words")


def what_is_published() -> Iterator[tuple[str, str]]:
    """One line for `openbeat check`: whether a publication profile holds, and as of when the figures are."""
    held, figures = publication.in_force(), publication.figures()
    if held is None:
        yield (
            "look",
            "no publication profile is signed, so nothing about complaints is published: /complaints/publication/",
        )
    elif figures is None:
        yield "look", "a profile is signed, and nothing was counted yet: openbeat publication refresh"
    else:
        yield "ok", f"version {held.version} of the profile holds; figures as of {figures.as_of or 'no day'}"


soundness.offer("publication", what_is_published)
demos.offer("publication", 75, publishing.make)
accountable(
    models.Profile._meta.label_lower,
    {Act.DRAFT: ("version",), Act.SIGN: ("version", "side"), Act.WITHDRAW: ("version",)},
)
for model, fields in (
    (models.Profile, {"law": _("under which law")}),
    (models.Correction, {"why": _("why")}),
    (models.Body, {"name": _("name"), "about": _("how it works")}),
    (models.Definition, {"words": WORDS}),
    (models.RightsText, {"words": WORDS}),
    (models.ReportWords, {"words": WORDS}),
):
    label = model._meta.label_lower
    offer(Kind(label, capfirst(model._meta.verbose_name), fields, texts.READ[label], texts.for_all))
