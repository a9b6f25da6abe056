"""What complaints offer to the rest of the house: a role, a desk, promises, what a receipt opens. Never a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import demo, queries, services
from openbeat.apps.complaints.lifecycle import Act, Stage, Why
from openbeat.apps.complaints.lifecycle.clocks import Clock
from openbeat.apps.complaints.lifecycle.retaliation import Harm
from openbeat.apps.complaints.lifecycle.sides import TOLD as SIDES_TOLD
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import DECIDER, INTAKE, INTERPRETER, INVESTIGATOR, KIND, SUPERVISOR
from openbeat.apps.complaints.policies.audits import works_on_complaints
from openbeat.apps.complaints.queries import interpreting, recordings
from openbeat.apps.complaints.queries.who import TOLD
from openbeat.apps.complaints.views import finding
from openbeat.core.evidence import listing
from openbeat.core.evidence import registry as evidence
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import menu, origins, panels, roles, soundness, texts
from openbeat.core.hooks.menu import Item
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.hooks.roles import RoleInfo
from openbeat.core.ledger.registry import accountable
from openbeat.core.vault import barred, records
from openbeat.core.vault.policies import ACCOUNTABLE
from openbeat.core.vault.records import RecordKind
from openbeat.kit.clock import now
from openbeat.kit.refs import row_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

FEW = 10
STEPS_ON_RECORD = (
    Act.ACKNOWLEDGE,
    Act.CLASSIFY,
    Act.OFFER_MEDIATION,
    Act.END_MEDIATION,
    Act.MEDIATED,
    Act.BEGIN,
    Act.RECOMMEND,
    Act.SEND_BACK,
    Act.TO_OVERSIGHT,
    Act.TO_DECISION,
    Act.OVERSEE,
    Act.UNHEARD,
    Act.DECIDE,
    Act.END_WITHOUT,
    Act.ANSWER,
    Act.CLOSE,
    Act.REOPEN,
    Act.REOPEN_CASE,
    Act.APPEAL,
)  # fmt: skip
RECEPTION = "complaints.reception"


def desk_panel(request: Request, _thing: Any) -> str:
    """For those who receive complaints, what they have not read; and the ways to what others do about complaints."""
    actor = request.actor
    if actor.person is None:
        return ""
    doors = {"enters": Act.ENTER, "receives": Act.LIST, "switches": Act.SWITCH_ON}
    context: dict[str, Any] = {name: bool(POLICY.verdict(actor, act, None)) for name, act in doors.items()}
    context["audits"] = bool(works_on_complaints(actor, None))
    context["interprets"] = interpreting.interpreted_by(actor.person)[:FEW]
    if not any(context.values()):
        return ""
    newest = queries.visible_to(actor)[: FEW * 3] if context["receives"] else []
    context["lines"] = [line for line in queries.lines(newest, now()) if line.news][:FEW]
    return render_to_string("complaints/panels/desk.html", context, request=request)


def reads_files(actor: Actor, key: str) -> bool:
    """Whether somebody reads the matter, or has its receipt."""
    complaint = _visible(actor, key)
    return complaint is not None and bool(POLICY.verdict(actor, Act.READ if actor.person else Act.READ_OWN, complaint))


def adds_files(actor: Actor, key: str) -> bool:
    """The same: whoever reads a matter may add to it."""
    complaint = _visible(actor, key)
    return complaint is not None and bool(POLICY.verdict(actor, Act.ADD_FILES, complaint))


def page_of(key: str, actor: Actor) -> str:
    """The page of the matter, for a reader or for whoever has the receipt."""
    if not actor.person and (complaint := _visible(actor, key)) and complaint.stage == Stage.WRITING:
        return reverse("complaints:step", args=[key, "files"])
    return reverse("complaints:detail" if actor.person else "complaints:own", args=[key])


def files_added(key: str, *, by: Actor, at: datetime) -> None:
    """Tell the readers."""
    if complaint := _visible(by, key):
        services.files_added(complaint, by=by, at=at)


def file_refused(key: str, *, by: Actor, at: datetime) -> None:
    """A try to look at a file is a try to open the matter."""
    if (number := row_number(key)) is not None:
        services.attempted(number, by=by, at=at)


def _visible(actor: Actor, key: str) -> Complaint | None:
    number = row_number(key)
    return None if number is None else queries.visible_to(actor).filter(pk=number).first()


def are_complaints_taken() -> Iterable[tuple[str, str]]:
    """One line for `openbeat check`: whether complaints are taken here, and what is missing."""
    with translation.override("en"):
        missing = " ".join(str(sentence) for sentence in queries.missing())
    if queries.reception() is None:
        yield "look", f"not switched on: /complaints/switch/. {missing}".strip()
    elif missing:
        yield "FAIL", f"switched on, but none can be taken: {missing}"
    else:
        yield "ok", "taken on this site, sealed"


barred.guard(KIND, queries.barred_by_key)
soundness.offer("complaints", are_complaints_taken)
accountable(
    KIND,
    {
        Act.FILE: ("channel",),
        Act.ENTER: ("channel",),
        Act.SEND: ("channel",),
        **dict.fromkeys(STEPS_ON_RECORD, ("stage",)),
        **dict.fromkeys((Act.ADD_WORDS, Act.ADD_FILES, Act.WRITE, Act.BAR, Act.LIFT_BAR, Act.TURN_OUTSIDE), ()),
        **dict.fromkeys((Act.WITHDRAW, Act.SAY_AGAIN, Act.GO_ON, Act.ROUTE), ()),
        **dict.fromkeys((Act.ASSIGN, Act.TAKE_AWAY, Act.SIGN, Act.RECUSE, Act.ASK_RECORDING), ()),
        **dict.fromkeys((Act.SPLIT, Act.JOIN, Act.PART), ()),
        **dict.fromkeys((Clock.PAUSE, Clock.LOOK_AGAIN, Clock.RESUME, Clock.SHIFT, Clock.TELL_DELAY), ("reason",)),
        **dict.fromkeys((*Harm, *SIDES_TOLD), ()),
        **ACCOUNTABLE,
    },
    sealed=True,
    labels={str(act): words for act, words in TOLD.items()},
)
accountable(RECEPTION, dict.fromkeys((Act.SWITCH_ON, Act.SWITCH_OFF), ()))
accountable("complaints.kindlist", {Act.SET_KINDS: ("version",)}, labels={str(Act.SET_KINDS): _("A new list of kinds")})
texts.offer(
    texts.Kind(
        "complaints.allegationkind",
        _("Kind of misconduct"),
        {"name": _("name"), "definition": _("what it means")},
        queries.kind_texts,
        queries.kind_texts_seen,
    )
)
texts.offer(
    texts.Kind(
        "complaints.kindlist",
        _("List of kinds of misconduct"),
        {"why": _("why")},
        queries.kind_list_texts,
        queries.kind_texts_seen,
    )
)
roles.offer(
    RoleInfo(
        INTAKE,
        _("Receives complaints"),
        _("Reads complaints with a key of their own, and owes an acknowledgement and an answer by a date."),
        staff=True,
    )
)
roles.offer(
    RoleInfo(
        INVESTIGATOR,
        _("Investigates complaints"),
        _("Works on the complaints that are given to them, reads those with a key of their own, and nothing else."),
        staff=True,
    )
)
roles.offer(
    RoleInfo(
        SUPERVISOR,
        _("Leads those who investigate complaints"),
        _("Gives cases to people who have no part in them, and checks what they found before it goes on."),
        staff=True,
    )
)
roles.offer(
    RoleInfo(
        DECIDER,
        _("Decides about complaints"),
        _("Says what the finding is and what follows for the officer, with reasons, after others have checked it."),
        staff=True,
    )
)
roles.offer(
    RoleInfo(
        INTERPRETER,
        _("Interprets complaints"),
        _("Puts messages into the language of whoever complained, under a signed pledge, where they are let in."),
        second_factor=True,
    )
)
records.offer(
    RecordKind(
        recordings.KIND,
        _("Request to keep a recording"),
        (),
        120,
        _("As long as the complaint that it belongs to."),
    )
)
records.offer(
    RecordKind(
        KIND,
        _("Complaint"),
        (),
        120,
        _("Ten years, until the department decides. Courts and auditors may ask for it for so long."),
    )
)
origins.offer(Origin(KIND, queries.cards))
origins.offer(Origin(recordings.KIND, recordings.cards))
panels.offer("desk", Panel("complaints", 15, desk_panel))
for place in ("complaint", "complaint-own", "complaint-written"):
    panels.offer(place, Panel("files", 10, listing.part))
evidence.offer(
    KIND,
    evidence.Door(
        reads=reads_files,
        adds=adds_files,
        page=page_of,
        why=finding.why_given,
        reasons=dict(Why.choices),
        added=files_added,
        refused=file_refused,
    ),
)
texts.never("complaints")  # sealed words are never looked up
menu.offer(Item(_("Complaints"), "complaints:index", 25))
demos.offer("complaints", 70, demo.make)
