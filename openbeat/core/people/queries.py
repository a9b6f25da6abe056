"""Read about people. There is no search for a person: staff find one by the exact number or address they were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, F, Q, QuerySet

from openbeat.core.hooks import roles
from openbeat.core.ledger import queries as entries
from openbeat.core.ledger.models import Entry
from openbeat.core.people.models import AddressQuestion, Demand, Need, Person, Tenure, Way
from openbeat.core.people.policies import Act
from openbeat.core.people.roles import WRITERS, Role
from openbeat.core.places import queries as places
from openbeat.core.places.models import Post
from openbeat.kit.actors import Actor
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


def visible_to(actor: Actor) -> QuerySet[Person]:
    """One's own record; for staff who write down what residents say, any record that they were led to."""
    everybody = Person.objects.filter(forgotten_at=None).select_related("entered_by").order_by("pk")
    if any(actor.holds(role) for role in WRITERS):
        return everybody
    return everybody.filter(actor.owns(Person))


def person(key: int) -> Person | None:
    """The person with this key, if any."""
    return Person.objects.filter(pk=key).first()


def by_email(email: str) -> Person | None:
    """The account with exactly this e-mail address."""
    return Person.objects.filter(email=email.strip().lower()).first()


def holders(post: Post, at: datetime | None = None) -> list[Person]:
    """Who holds a post at a moment, who has held it longest first; several may, and a vacant post has none."""
    held = _current(at or now()).filter(post=post).select_related("person").order_by("since", "pk")
    return [tenure.person for tenure in held]


def names_in_office(at: datetime | None = None) -> set[str]:
    """What those who hold a post now are called, in private and in public; for what must not be changed in a text."""
    held = _current(at or now()).order_by("pk").values_list("person__name", "person__name_public")
    return {name for pair in held for name in pair if name}


def holders_of(posts: list[int], at: datetime | None = None) -> dict[int, list[Person]]:
    """Who holds each of these posts (by key), with one query."""
    found: dict[int, list[Person]] = {key: [] for key in posts}
    for tenure in _current(at or now()).filter(post__in=posts).select_related("person").order_by("since", "pk"):
        found[tenure.post_id].append(tenure.person)
    return found


def tenures_by_post(posts: list[int], at: datetime | None = None, *, ended: bool = False) -> dict[int, list[Tenure]]:
    """Who holds each of these posts (by key), holders before deputies; or, newest first, who held it. One query."""
    moment = at or now()
    found: dict[int, list[Tenure]] = {key: [] for key in posts}
    rows = Tenure.objects.filter(until__lte=moment).order_by("-until", "-pk") if ended else _current(moment)
    rows = rows if ended else rows.order_by("deputy", "since", "pk")
    for tenure in rows.filter(post__in=posts).select_related("person"):
        found[tenure.post_id].append(tenure)
    return found


def officers_in(area: Area, at: datetime | None = None) -> list[int]:
    """The keys of those who hold a post as officer in the area or in what it lies in; for cards, never for a list."""
    lineage = [each.pk for each in places.lineage(area)]
    rows = _current(at or now()).filter(post__role=Role.OFFICER, post__area__in=lineage)
    return list(rows.order_by("person").values_list("person", flat=True).distinct())


def who_hold(role: Role, at: datetime | None = None) -> list[int]:
    """The keys of those who hold a role anywhere; for what a role must be able to open, never for a list of people."""
    rows = _current(at or now()).filter(post__role=role).order_by("person")
    return list(rows.values_list("person", flat=True).distinct())


def outside_body(at: datetime | None = None) -> list[int]:
    """The keys of those who belong to the outside body: who hold its role, and no post in the department."""
    found = who_hold(Role.OVERSIGHT, at)
    staff = staff_among(found, at)
    return [key for key in found if key not in staff]


def both_sides(at: datetime | None = None) -> list[int]:
    """Who holds the role of the outside body and a post in the department: nobody may, and SQL could do it."""
    return sorted(staff_among(who_hold(Role.OVERSIGHT, at), at))


def given_by_no_act(at: datetime | None = None) -> list[int]:
    """The keys of tenures that run and that no act on record began: somebody put them there by SQL."""
    kind, began = Tenure._meta.label_lower, (Act.APPOINT, Act.APPOINT_OVERSIGHT)
    known = set(Entry.objects.filter(kind=kind, act__in=began).order_by().values_list("key", flat=True))
    return [key for key in _current(at or now()).order_by("pk").values_list("pk", flat=True) if str(key) not in known]


def staff_among(keys: list[int], at: datetime | None) -> set[int]:
    """Those of these people (by key) who hold a post of the department at a moment."""
    staff = [info.name for info in roles.offered() if info.staff]
    rows = _current(at or now()).filter(person__in=keys, post__role__in=staff).order_by()
    return set(rows.values_list("person", flat=True))


def _current(at: datetime) -> QuerySet[Tenure]:
    return Tenure.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def tenures_of(subject: Person) -> QuerySet[Tenure]:
    """The posts a person holds or held, newest first."""
    return (
        Tenure.objects.filter(person=subject)
        .select_related("post", "post__area")
        .defer("post__area__boundary")
        .order_by("-since", "-pk")
    )


def tenures(*, ended: bool = False) -> QuerySet[Tenure]:
    """Who holds which post now; or who held which. For those who appoint."""
    found = Tenure.objects.select_related("person", "post", "post__area").defer("post__area__boundary")
    if ended:
        return found.exclude(until=None).order_by("-until", "-pk")
    return found.filter(until=None).order_by("post__area__name", "post__role", "since", "pk")


def who_holds_a_post() -> QuerySet[Person]:
    """Whoever holds a post now, of whatever sort. For those who appoint."""
    return Person.objects.filter(pk__in=_current(now()).order_by().values("person")).order_by("pk")


def history(post: Post) -> QuerySet[Tenure]:
    """Who held a post, newest first: it stays when the holder changes."""
    return Tenure.objects.filter(post=post).select_related("person").order_by("-since", "-pk")


def role_words(subject: Person) -> list[str]:
    """What the person is, in words: the labels of the roles they hold."""
    return [str(info.label) for info in roles.offered() if any(info.name == role for role, _area in subject.held)]


def staff(at: datetime | None = None) -> list[Person]:
    """Everybody who holds a post of staff now, each once, by name."""
    named = [info.name for info in roles.offered() if info.staff]
    held = _current(at or now()).filter(post__role__in=named).select_related("person").order_by("person__name", "pk")
    return list({tenure.person_id: tenure.person for tenure in held}.values())


def is_staff(actor: Actor) -> bool:
    """Whether the actor holds a role that needs a second factor."""
    return any(actor.holds(info.name) for info in roles.offered() if info.staff or info.second_factor)


def has_second_factor(subject: Person) -> bool:
    """Whether the person has set up an authenticator app or a passkey."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=subject.pk, type__in=kinds).exists())


def passkeys(subject: Person) -> int:
    """How many passkeys the person has."""
    return int(Authenticator.objects.filter(user=subject.pk, type=Authenticator.Type.WEBAUTHN).count())


def ways_of(subject: Person) -> QuerySet[Way]:
    """How to reach the person, the preferred way first, stopped ones last."""
    return Way.objects.filter(person=subject).order_by(F("stopped_at").asc(nulls_first=True), "-preferred", "pk")


def way_of(actor: Actor, key: int) -> QuerySet[Way]:
    """One way, if it is the actor's own or of somebody whom the actor looks after."""
    unclaimed = Q(person__email=None) if any(actor.holds(role) for role in WRITERS) else Q(pk__in=[])
    return Way.objects.filter(actor.owns(Way) | unclaimed, pk=key).select_related("person")


def question(token_hmac: str, at: datetime, *, used_after: datetime) -> QuerySet[AddressQuestion]:
    """What a link asked, while it is good or where it was used after this moment."""
    good = Q(used_at=None) | Q(used_at__gt=used_after)
    return AddressQuestion.objects.filter(good, token_hmac=token_hmac, expires_at__gt=at).order_by("pk")


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody read a person's page: when, and in which role; by name only where they chose one."""

    at: datetime
    name: str
    roles: list[str]


def readings(subject: Person) -> list[Reading]:
    """Who opened this person's page, newest first; their own look is left out."""
    found = entries.readings(Ref.of(subject).kind, [str(subject.pk)])
    return [_reading(entry) for entry in found.exclude(by=subject.pk)[:100]]


def _reading(entry: Entry) -> Reading:
    return Reading(entry.at, entry.by.name_public if entry.by else "", role_words(entry.by) if entry.by else [])


def acts_about(subject: Person) -> list[Entry]:
    """What this person did, and what was done to their record, oldest first."""
    ref = Ref.of(subject)
    return list(Entry.objects.filter(Q(by=subject.pk) | Q(kind=ref.kind, key=ref.key)).order_by("pk"))


def demands() -> QuerySet[Demand]:
    """The demands from outside, newest first. For those who answer them."""
    return Demand.objects.select_related("recorded_by").order_by("-received_at", "-pk")


def demand_counts() -> list[dict[str, Any]]:
    """How many demands of each kind came in and what became of them: for everybody."""
    rows = Demand.objects.order_by("kind", "outcome").values("kind", "outcome").annotate(count=Count("pk"))
    return [dict(row) for row in rows]


def contacts_of(area: Area) -> list[tuple[Post, list[Person]]]:
    """The posts of an area and of what it lies in, with its holders now; no residents, volunteers or deputies."""
    lineage = [each.pk for each in places.lineage(area)]
    posts = Post.objects.filter(area__in=lineage).exclude(role__in=(Role.RESIDENT, Role.VOLUNTEER))
    order = {info.name: number for number, info in enumerate(roles.offered())}
    found = sorted(
        posts.select_related("area").defer("area__boundary").order_by("pk"),
        key=lambda post: (lineage.index(post.area_id), order.get(post.role, len(order))),
    )
    held = tenures_by_post([post.pk for post in found])
    return [(post, [each.person for each in held[post.pk] if not each.deputy]) for post in found]


def who_need(kind: str, keys: list[int]) -> frozenset[int]:
    """Which of these people have this access need, by key."""
    return frozenset(Need.objects.filter(kind=kind, person__in=keys).order_by().values_list("person", flat=True))
