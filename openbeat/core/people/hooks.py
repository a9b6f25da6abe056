"""What people offer to the house: the roles, a card of a record, and the way to one's own page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import menu, origins, panels, roles, soundness
from openbeat.core.ledger.registry import accountable
from openbeat.core.people import queries
from openbeat.core.people.policies import DEMANDS, POLICY, POSTS, Act
from openbeat.core.people.roles import ROLES
from openbeat.core.vault import outside
from openbeat.core.vault import records as kept
from openbeat.core.web import furniture
from openbeat.kit.actors import Actor
from openbeat.kit.refs import Ref


def is_it_outside() -> Iterable[tuple[str, str]]:
    """What `openbeat check` asks: nobody of the outside body holds a post in the department."""
    if count := len(queries.both_sides()):
        yield "FAIL", f"{count} people hold the role of oversight and a post in the department: end one of the two"
    else:
        yield "ok", "nobody of the outside body holds a post in the department"


def are_posts_on_record() -> Iterable[tuple[str, str]]:
    """What `openbeat check` asks: whoever holds a post was given it by an act."""
    if count := len(queries.given_by_no_act()):
        yield "FAIL", f"{count} people hold a post that no act on record gave them: see /people/tenures/"
    else:
        yield "ok", "whoever holds a post was given it by an act on record"


for info in ROLES:
    roles.offer(info)
outside.provide(queries.outside_body)
accountable(
    "people.tenure",
    {Act.APPOINT_OVERSIGHT: ("role",), Act.DISMISS_OVERSIGHT: ("role",)},
    labels={
        Act.APPOINT_OVERSIGHT: _("Somebody joined the outside body"),
        Act.DISMISS_OVERSIGHT: _("Somebody left the outside body"),
    },
)
soundness.offer("outside", is_it_outside)
soundness.offer("posts", are_posts_on_record)
kept.offer(
    kept.RecordKind(
        "people.person", _("Person"), (), 0,
        _("No law says for how long. What they did stays on record, by a person without a name."),
        part=_("what they gave about themselves"), sealed=False,
    )
)  # fmt: skip


def cards(keys: Sequence[str], actor: Actor) -> Iterable[origins.Card]:
    """A record that staff entered, for whoever holds its receipt; and a person's page, for staff."""
    for person in queries.visible_to(actor).filter(pk__in=keys):
        holder = actor.kind == "holder"
        yield origins.Card(
            Ref.of(person),
            title=str(_("What we wrote down about you")) if holder else str(_("A person's page")),
            language="",
            url=reverse("receipts:record") if holder else person.get_absolute_url(),
            kind_label=_("Record"),
            own=actor.is_subject_of(person),
            next_step=_("You can take it over with an e-mail address.") if holder and not person.email else "",
        )


origins.offer(origins.Origin("people.person", cards=cards))


def own_page(request: Any, _thing: Any) -> str:
    """On the desk: the way to what is kept about oneself, and for staff to what they do about people."""
    actor = request.actor
    if actor.person is None:
        return ""
    doors = {
        "enter": POLICY.verdict(actor, Act.ENTER, None),
        "posts": POSTS.verdict(actor, Act.DISMISS, None),
        "demands": DEMANDS.verdict(actor, Act.READ_DEMANDS, None),
    }
    return render_to_string("people/desk.html", {"doors": doors}, request)


furniture.offer_link(furniture.Link(_("Demands for what people gave here"), "people:demand_counts"))
panels.offer("desk", panels.Panel("people", 900, own_page))
menu.offer(
    menu.Item(
        _("Who holds which post"), "people:tenures", 800, lambda actor: bool(POSTS.verdict(actor, Act.DISMISS, None))
    )
)
