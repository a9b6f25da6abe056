"""The administrator's page about who read the words of this site in each language."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.translation.forms import ReviewForm
from openbeat.core.translation.policies import COVERAGE_POLICY, CoverageAct
from openbeat.core.translation.queries import reviews as queries
from openbeat.core.translation.services import reviews as services
from openbeat.core.web.http import Request, page, reads, shows_and_takes, writes
from openbeat.kit.clock import now


@reads
def _show(request: Request) -> HttpResponse:
    COVERAGE_POLICY.require(request.actor, CoverageAct.RECORD_REVIEW, None)
    return _page(request, ReviewForm())


@writes
def _record(request: Request) -> HttpResponse:
    COVERAGE_POLICY.require(request.actor, CoverageAct.RECORD_REVIEW, None)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    services.record_review(form.read(get_language() or "en"), by=request.actor, at=now())
    messages.success(request, _("Saved."))
    return redirect("translation:reviews")


reviews = shows_and_takes(_show, _record)


@writes
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a review back."""
    COVERAGE_POLICY.require(request.actor, CoverageAct.RECORD_REVIEW, None)
    found = queries.review(pk)
    if found is None:
        raise Http404
    services.withdraw_review(found, by=request.actor, at=now())
    return redirect("translation:reviews")


def _page(request: Request, form: ReviewForm, status: int = 200) -> HttpResponse:
    return page(request, "translation/reviews.html", status=status, form=form, reviews=queries.standing())
