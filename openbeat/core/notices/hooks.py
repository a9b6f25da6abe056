"""What messages offer to the house: sending codes, a part of the desk, and forgetting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import forgetting, menu, panels, post
from openbeat.core.notices import channels, keys, queries, services
from openbeat.core.notices.lifecycle import Act, Channel
from openbeat.core.notices.mail import Mail
from openbeat.core.notices.policies import POLICY
from openbeat.core.vault import records, telling
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.kit.refs import Ref

NEWEST = 3


def send_letter(letter: post.Letter) -> None:
    """Send an urgent message."""
    services.post(letter, at=now())


def key_changed(person: Person, at: datetime) -> None:
    """Tell whose key was made or changed, and where to look."""
    services.tell(keys.CHANGED, person, about=None, at=at, link="/me/key/")


def drop(person: Person, things: Sequence[Ref], at: datetime) -> None:
    """Keep no copies about somebody who is forgotten."""
    services.forget(person, things, at=at)


def on_the_desk(request: Any, _thing: Any) -> str:
    """The newest messages to me, and for staff how many wait for a person."""
    actor = request.actor
    if actor.person is None:
        return ""
    sees = bool(POLICY.verdict(actor, Act.SEE, None))
    waiting = queries.waiting(actor).count() if sees else 0
    newest = list(queries.mine(actor)[:NEWEST])
    return render_to_string("notices/desk.html", {"newest": newest, "waiting": waiting}, request)


channels.register(Channel.EMAIL, Mail())
post.provide(send_letter)
telling.provide(key_changed)
forgetting.offer("notices", drop)
records.offer(
    records.RecordKind(
        services.MESSAGE, _("Message"), (), 0,
        _("They are needed until it has arrived. That it was sent stays."),
        part=_("its words"), sealed=False, days=services.WORDS_KEPT.days,
    )
)  # fmt: skip
panels.offer("desk", panels.Panel("notices", 800, on_the_desk))
menu.offer(
    menu.Item(_("Messages to see to"), "notices:index", 790, lambda actor: bool(POLICY.verdict(actor, Act.SEE, None)))
)
