"""What was said of each allegation, by whom; and how the case goes on from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.casework import AgainForm, CaseWordsForm, EndForm, FindingForm
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import is_theirs
from openbeat.apps.complaints.queries.elsewhere import compelled_texts
from openbeat.apps.complaints.services.interpreting import NOT_SENT
from openbeat.apps.complaints.views.caseforms import Forms, Paper, acting
from openbeat.apps.complaints.views.casework import begun, opened_page
from openbeat.apps.complaints.views.finding import found, is_locked, opens_sealed, unlock_url
from openbeat.core.web.http import Request, page, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Allegation, Complaint
    from openbeat.apps.complaints.queries import Judged

# What leads on without words, in the order of the page: the service, the button, what is said afterwards.
MOVES: dict[Act, tuple[Callable[..., Any], Any, Any]] = {
    Act.RECOMMEND: (
        services.hand_in,
        gettext_lazy("Give it to those who lead the investigators"),
        gettext_lazy("It goes to those who lead the investigators."),
    ),
    Act.TO_OVERSIGHT: (
        services.pass_on,
        gettext_lazy("I checked it: give it to the outside body"),
        gettext_lazy("It goes to the outside body."),
    ),
    Act.TO_DECISION: (
        services.pass_on,
        gettext_lazy("I checked it: give it to whoever decides"),
        gettext_lazy("It goes to whoever decides."),
    ),
    Act.OVERSEE: (
        services.oversee,
        gettext_lazy("We have read it: give it to whoever decides"),
        gettext_lazy("It goes to whoever decides."),
    ),
    Act.DECIDE: (
        services.decide,
        gettext_lazy("Decide the case"),
        gettext_lazy("It is decided. Whoever complained gets the answer next."),
    ),
}
# The same within the outside body, where it looks into the matter: there is nobody else who leads or checks.
CHECKED_BY_THEM = (
    gettext_lazy("Give it to somebody else of the outside body, who checks it"),
    gettext_lazy("It goes to somebody else of the outside body."),
)
DECIDED_BY_THEM = (
    gettext_lazy("I checked it: somebody else of the outside body decides"),
    gettext_lazy("It goes to somebody else of the outside body, who decides."),
)
FINDINGS = "complaints:findings"


@opens_sealed
def findings(request: Request, complaint: Complaint) -> HttpResponse:
    """Each allegation with all that was said of it."""
    return _page(request, complaint, {}, 200)


def _page(request: Request, complaint: Complaint, forms: Forms, status: int) -> HttpResponse:
    opened, context = opened_page(request, complaint)
    judged = queries.judged_of(complaint, opened)
    context["standard"] = queries.rules_now().standard
    context["compelled"] = compelled_texts(complaint) if context["doors"][Act.FIND] else []
    context |= {
        "points": [(each, _forms_of(each, context, forms)) for each in judged],
        "moves": [(act.value, _says(complaint, act)[0]) for act in queries.ways_on(complaint, context["doors"], MOVES)],
        "back_form": forms.get("back") or CaseWordsForm(initial=begun("back", context), number=900),
        "end_form": forms.get("end") or EndForm(initial=begun("end", context), number=901),
        "again_form": forms.get("again") or AgainForm(initial=begun("again", context)),
        "form": next(iter(forms.values()), None),
    }
    return page(request, "complaints/findings.html", status=status, **context)


def _says(complaint: Complaint, act: Act) -> tuple[Any, Any]:
    """What stands on the button of an act, and what is said afterwards."""
    if act == Act.RECOMMEND and is_theirs(complaint):
        return CHECKED_BY_THEM
    if act == Act.TO_DECISION and complaint.outside_only:
        return DECIDED_BY_THEM
    return MOVES[act][1:]


def _forms_of(judged: Judged, context: dict[str, Any], forms: Forms) -> dict[str, Any]:
    """The forms of one allegation, each with what somebody began to type."""
    number = judged.row.number
    last = judged.said[-1] if judged.said else None
    first = {"finding": last.finding if last else "", "standard": context["standard"]}
    told = {"text": judged.told, **({"language": judged.row.told_language} if judged.told else {})}
    made: dict[str, Any] = {
        "finding": (FindingForm, {**first, "seen": len(judged.said)}),
        "endpoint": (EndForm, {}),
        "told": (CaseWordsForm, told),
    }
    found: dict[str, Any] = {
        name: forms.get(f"{name}:{number}")
        or form(number=number, initial=begun(f"{name}:{number}", context, **initial))
        for name, (form, initial) in made.items()
    }
    found["finding"].offer(context["compelled"])
    return found


def point_of(complaint: Complaint, number: int) -> Allegation:
    """The allegation of this number; to anybody who made it up there is nothing here."""
    row = queries.allegations(complaint).filter(number=number).first()
    if row is None:
        raise Http404
    return row


def _found(request: Request, complaint: Complaint, form: FindingForm, number: int) -> str:
    services.find(point_of(complaint, number), form.judgement(), **acting(request))
    return _("It stands beside what the others said. Nobody can change it.")


def _ended(request: Request, complaint: Complaint, form: EndForm, number: int) -> str:
    services.end_point(point_of(complaint, number), form.without(), form.said(), **acting(request))
    return _("It ends without a finding. The reason stands in the file.")


def _explained(request: Request, complaint: Complaint, form: CaseWordsForm, number: int) -> str:
    point, words = point_of(complaint, number), form.said()
    if words.language != complaint.language:
        by, at = request.actor, now()
        services.wait_for_language(complaint, Act.EXPLAIN_POINT, words, by=by, at=at, number=number)
        return str(NOT_SENT)
    services.explain(point, words, **acting(request))
    return _("Whoever complained reads these reasons with the answer.")


def _sent_back(request: Request, complaint: Complaint, form: CaseWordsForm, _number: int) -> str:
    services.send_back(complaint, form.said(), **acting(request))
    return _("It goes back, with what you wrote.")


def _ended_all(request: Request, complaint: Complaint, form: EndForm, _number: int) -> str:
    services.end_without(complaint, form.without(), form.said(), **acting(request))
    return _("It ended without a finding. Whoever complained gets the answer next.")


def _opened_again(request: Request, complaint: Complaint, form: AgainForm, _number: int) -> str:
    services.reopen_case(complaint, form.again(), form.said(), **acting(request))
    if form.said().language != complaint.language:
        return _("It is open again. What you wrote waits until it stands in the language of whoever complained.")
    return _("It is open again. Whoever complained reads why.")


find = Paper("finding", FindingForm, _found, _page, FINDINGS).view()
end_point = Paper("endpoint", EndForm, _ended, _page, FINDINGS).view()
explain = Paper("told", CaseWordsForm, _explained, _page, FINDINGS).view()
send_back = Paper("back", CaseWordsForm, _sent_back, _page, FINDINGS).view()
end = Paper("end", EndForm, _ended_all, _page, FINDINGS).view()
again = Paper("again", AgainForm, _opened_again, _page, FINDINGS).view()


@writes
def move(request: Request, pk: int, act: str) -> HttpResponse:
    """Give the case to whoever has it next."""
    complaint = found(request, pk)
    if act not in {each.value for each in MOVES}:
        raise Http404
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    serve = MOVES[Act(act)][0]
    serve(complaint, **acting(request))
    messages.success(request, str(_says(complaint, Act(act))[1]))
    return redirect(FINDINGS, pk)
