"""Where an administrator enters how many officers a unit has, so that rates can be told by officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from openbeat.apps.complaints.forms.publication import UnitForm
from openbeat.apps.complaints.lifecycle.publication import PublicationAct as Act
from openbeat.apps.complaints.policies import PUBLICATION_POLICY as POLICY
from openbeat.apps.complaints.queries import units
from openbeat.apps.complaints.services import explaining
from openbeat.apps.complaints.views.words import done, form_page, saved
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse


@reads
def show(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.SIZE_UNIT, None)
    return _page(request, UnitForm(units=units.chosen_from()))


def _page(request: Request, form: UnitForm, status: int = 200) -> HttpResponse:
    lead = _("With it, the figures tell how often an allegation comes for each 100 officers of a unit.")
    nothing = "" if form.fields["unit"].choices else _("No allegation names a unit yet.")  # type: ignore[attr-defined]
    return form_page(request, _("How many officers a unit has"), lead, form, status, nothing=nothing)


@writes
def take(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.SIZE_UNIT, None)
    form = UnitForm(request.POST, units=units.chosen_from())
    if done(form, lambda: explaining.size_unit(form.size(), by=request.actor, at=now())):
        return saved(request, "complaints:unit_sizes")
    return _page(request, form, 422)


unit_sizes = shows_and_takes(show, take)
