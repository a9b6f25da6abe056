"""Who holds a post. When the holder changes, the post and its history stay."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from openbeat.core.ledger import services as ledger
from openbeat.core.people.facts import Newcomer, Terms
from openbeat.core.people.models import Person, Tenure
from openbeat.core.people.policies import POSTS, Act
from openbeat.core.people.roles import COMMITTEE, Role, is_staff
from openbeat.core.people.services.entry import register
from openbeat.core.places import services as places
from openbeat.core.places.models import Area, Post
from openbeat.kit.actors import Actor, program
from openbeat.kit.policy import Refused

OPEN_ENDED = Terms()


@transaction.atomic
def appoint(person: Person, post: Post, *, by: Actor, at: datetime, terms: Terms = OPEN_ENDED) -> Tenure:
    """Let a person hold a post from now on; who holds it already goes on holding it. Raises Refused."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    act = Act.APPOINT_OVERSIGHT if post.role == Role.OVERSIGHT else Act.APPOINT
    POSTS.require(by, act, person)
    if person.forgotten_at or not person.email:
        raise Refused(_("Only somebody who has an account can hold a post."))
    held = [each.post for each in _current(person, at)]
    if post in held:
        raise Refused(_("This person holds this post already."))
    _keep_apart({each.role for each in held}, post)
    if terms.deputy and post.role not in COMMITTEE:
        raise Refused(_("Only a post of the committee has deputies of its own. Others have a post for the deputy."))
    tenure = Tenure.objects.create(
        person=person, post=post, since=at, term_until=_fits(terms.until, at), deputy=terms.deputy
    )
    facts = {"deputy": True} if terms.deputy else {}
    ledger.record(act, tenure, by=by, at=at, role=post.role, area=post.area_id, **facts)
    return tenure


def _current(person: Person, at: datetime) -> list[Tenure]:
    held = Tenure.objects.filter(Q(until=None) | Q(until__gt=at), person=person)
    return list(held.select_related("post").order_by("pk"))


def _keep_apart(roles: set[str], post: Post) -> None:
    """Who oversees the department and who works in it are never the same person."""
    if post.role == Role.OVERSIGHT and any(is_staff(role) for role in roles):
        raise Refused(
            _("This person holds a post in the department. The outside body is not the police: end it first.")
        )
    if is_staff(post.role) and Role.OVERSIGHT in roles:
        raise Refused(_("This person belongs to the outside body, which oversees the department. End that first."))


def _fits(day: date | None, at: datetime) -> date | None:
    if day and day <= at.date():
        raise Refused(_("A term ends on a day that is still to come."))
    return day


@transaction.atomic
def set_term(tenure: Tenure, *, until: date | None, by: Actor, at: datetime) -> Tenure:
    """Say until which day a term is planned, or that it is open; the holding goes on. Raises Refused."""
    tenure = Tenure.objects.select_for_update(of=("self",)).select_related("post").get(pk=tenure.pk)
    POSTS.require(by, Act.SET_TERM, tenure)
    if tenure.until:
        raise Refused(_("This has ended already."))
    tenure.term_until = _fits(until, at)
    tenure.save(update_fields=["term_until"])
    day = until.isoformat() if until else ""
    ledger.record(Act.SET_TERM, tenure, by=by, at=at, role=tenure.post.role, area=tenure.post.area_id, term=day)
    return tenure


@transaction.atomic
def give_badge(person: Person, badge: str, *, by: Actor, at: datetime) -> Person:
    """Say which badge number somebody of the department wears; an empty one takes it away. Raises Refused.

    Residents often know an officer by this number alone: it is how what they say finds whom they mean.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    POSTS.require(by, Act.GIVE_BADGE, person)
    badge = " ".join(badge.split())
    if badge and Person.objects.filter(badge__iexact=badge).exclude(pk=person.pk).exists():
        raise Refused(_("Somebody else has this badge number already."))
    person.badge = badge
    person.save(update_fields=["badge"])
    ledger.record(Act.GIVE_BADGE, person, by=by, at=at)
    return person


@transaction.atomic
def dismiss(tenure: Tenure, *, by: Actor, at: datetime) -> Tenure:
    """End the holding of a post; the post stays, and so does who held it. Raises Refused."""
    tenure = Tenure.objects.select_for_update().select_related("post").get(pk=tenure.pk)
    act = Act.DISMISS_OVERSIGHT if tenure.post.role == Role.OVERSIGHT else Act.DISMISS
    POSTS.require(by, act, tenure)
    if tenure.until:
        raise Refused(_("This has ended already."))
    if tenure.post.role == Role.ADMINISTRATOR and not _another(tenure):
        raise Refused(_("This is the last administrator. Appoint another one first."))
    tenure.until = at
    tenure.save(update_fields=["until"])
    if not any(is_staff(each.post.role) for each in _current(tenure.person, at)):
        Person.objects.filter(pk=tenure.person_id).update(badge="")  # the next one may wear it
    ledger.record(act, tenure, by=by, at=at, role=tenure.post.role, area=tenure.post.area_id)
    return tenure


def _another(tenure: Tenure) -> bool:
    others = Tenure.objects.filter(post__role=Role.ADMINISTRATOR, until=None).exclude(pk=tenure.pk)
    return others.exists()


@transaction.atomic
def first_administrator(newcomer: Newcomer, area: Area, *, at: datetime) -> Person:
    """Make somebody administrator from the command line (`openbeat createadmin`); `area` is the whole department."""
    person = Person.objects.filter(email=newcomer.email.strip().lower()).first()
    person = person or register(newcomer, at=at, confirmed=True)
    post = places.post(area, Role.ADMINISTRATOR)
    if not Tenure.objects.filter(person=person, post=post, until=None).exists():
        appoint(person, post, by=program("createadmin", Role.ADMINISTRATOR), at=at)
    return person
