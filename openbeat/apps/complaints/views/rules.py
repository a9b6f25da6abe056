"""By which rules cases are decided, for everybody; and where those who decide make them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.rules import MatrixForm, RulesForm
from openbeat.apps.complaints.lifecycle import Act, Standard
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

MATRIX, RULES = "complaints/new_matrix.html", "complaints/new_rules.html"


@open_to_all
@reads
def matrix(request: Request) -> HttpResponse:
    """The matrix and the standard of evidence that hold, with each version before."""
    context: dict[str, Any] = {
        "published": queries.matrix(),
        "kinds": {kind.code: kind for kind in queries.kinds()},
        "rules": queries.rules_now(),
        "matrices": queries.matrices(),
        "versions": queries.rules_before(),
        "door": POLICY.verdict(request.actor, Act.SET_MATRIX, None),
    }
    return page(request, "complaints_public/matrix.html", **context)


def _matrix_form(data: Any = None) -> MatrixForm:
    published = queries.matrix()
    classes, version = (published.classes, published.row.version) if published else ([], 0)
    return MatrixForm(classes, queries.kinds(), data, initial={"seen": version})


def _rules_form(data: Any = None) -> RulesForm:
    rules = queries.rules_now()
    return RulesForm(data, initial={"standard": rules.standard, "days": rules.days, "seen": rules.version})


def _set_matrix(request: Request, form: MatrixForm) -> str:
    services.set_matrix(form.offences(), form.version(), by=request.actor, at=now())
    return _("The new matrix holds from now on. What was decided before stands beside its own.")


def _set_rules(request: Request, form: RulesForm) -> str:
    kept = form.cleaned_data
    services.set_rules(Standard(kept["standard"]), kept["days"], form.version(), by=request.actor, at=now())
    return _("The new rules hold from now on. What was found before keeps its own.")


def _anew(template: str, act: Act, make: Callable[..., Any], do: Callable[[Request, Any], str]) -> Any:
    @reads
    def show(request: Request) -> HttpResponse:
        POLICY.require(request.actor, act, None)
        return page(request, template, form=make())

    @writes
    def take(request: Request) -> HttpResponse:
        POLICY.require(request.actor, act, None)
        form = make(request.POST)
        if not form.is_valid():
            return page(request, template, status=422, form=form)
        try:
            done = do(request, form)
        except Refused as refused:  # rolled back
            form.add_error(None, str(refused))
            return page(request, template, status=403, form=form)
        messages.success(request, done)
        return redirect("complaints:matrix")

    return shows_and_takes(show, take)


new_matrix = _anew(MATRIX, Act.SET_MATRIX, _matrix_form, _set_matrix)
new_rules = _anew(RULES, Act.SET_RULES, _rules_form, _set_rules)
