"""People, how to reach them, what they need, the posts they hold, and demands from outside about them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _

from openbeat.core.people import held, subjects
from openbeat.core.people.roles import Role

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

models.CharField.register_lookup(Length)


def new_salt() -> str:
    """A fresh value on which all sessions of a person depend: another one signs them out everywhere."""
    return get_random_string(22)


class Person(AbstractBaseUser):
    """Whoever takes part; an Actor. No password: people sign in by a code or a passkey."""

    password = None  # type: ignore[assignment]  # takes the inherited column away
    last_login = None  # nobody needs to know it

    email = models.EmailField(_("e-mail address"), null=True, blank=True, unique=True, max_length=254)
    name = models.CharField(_("name or pseudonym"), max_length=100, blank=True)
    name_public = models.CharField(_("name shown in public"), max_length=100, blank=True)  # empty: by role
    language = models.CharField(_("language"), max_length=12, default="en")
    entered_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    session_salt = models.CharField(max_length=32, default=new_salt, editable=False)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = BaseUserManager["Person"]()

    class Privacy:
        public = ("id",)
        internal = ("language", "entered_by", "session_salt", "created_at", "claimed_at", "forgotten_at")
        personal = ("email", "name", "name_public")
        subject = "pk"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="person_forgotten_is_blank",
                condition=Q(forgotten_at__isnull=True) | Q(email__isnull=True, name="", name_public=""),
                violation_error_message=_("A forgotten person keeps no name and no e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    # What Django and allauth ask of a user.

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whoever was forgotten can never be signed in again."""
        return self.forgotten_at is None

    def has_usable_password(self) -> bool:
        return False

    def check_password(self, raw_password: str | None) -> bool:
        return False

    def set_password(self, raw_password: str | None) -> None:
        """Passwords are not kept here."""

    def set_unusable_password(self) -> None:
        """Passwords are not kept here."""

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        salt = "openbeat.core.people.Person.session"
        return salted_hmac(salt, self.session_salt, secret=secret, algorithm="sha256").hexdigest()

    # What kit.actors.Actor promises.

    @property
    def kind(self) -> str:
        return "person"

    @property
    def person(self) -> Person:
        return self

    @property
    def on_behalf(self) -> str:
        return ""

    @cached_property
    def held(self) -> frozenset[tuple[str, int]]:
        """Roles and the areas they hold in, those below a district or the department included: one query."""
        return held.roles_of(self.pk)

    def holds(self, role: str, in_: Area | int | None = None) -> bool:
        """Whether the person has this role, in this area where one is named. Everybody is a resident."""
        if role == Role.RESIDENT:
            return True
        if in_ is None:
            return any(each == role for each, _area in self.held)
        return (str(role), in_ if isinstance(in_, int) else in_.pk) in self.held

    def areas(self, role: str) -> frozenset[int]:
        """The keys of the areas in which the person has this role."""
        return frozenset(area for each, area in self.held if each == role)

    def owns(self, model: type[models.Model]) -> Q:
        """The rows of a model whose subject is this person."""
        return subjects.rows_of(model, self.pk)

    def is_subject_of(self, thing: models.Model) -> bool:
        """Whether a thing's personal fields are about this person."""
        return bool(subjects.subject_key(thing) == self.pk)


class Way(models.Model):
    """One way to reach a person: with when it is safe, and whether the words must give nothing away."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        TELEPHONE = "telephone", _("Telephone")
        POST = "post", _("Letter")
        OTHER = "other", _("Another way")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ways")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    value = models.CharField(_("number or address"), max_length=400)
    preferred = models.BooleanField(_("preferred"), default=False)
    safe_from = models.TimeField(_("safe from"), null=True, blank=True)
    safe_until = models.TimeField(_("safe until"), null=True, blank=True)
    neutral = models.BooleanField(_("neutral words only"), default=False)
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = ()
        internal = ("id", "person", "kind", "preferred", "neutral", "added_at", "confirmed_at", "stopped_at")
        personal = ("value", "safe_from", "safe_until")
        subject = "person"
        forgotten = "delete"

    class Meta:
        verbose_name = _("way to reach somebody")
        verbose_name_plural = _("ways to reach somebody")
        ordering = ["person", "-preferred", "pk"]
        indexes = [models.Index(fields=["kind", "value"], name="way_kind_value")]
        constraints = [
            models.UniqueConstraint(
                name="way_once",
                fields=["person", "kind", "value"],
                violation_error_message=_("This way to reach you is in the list already."),
            ),
            models.UniqueConstraint(
                name="way_one_preferred",
                fields=["person"],
                condition=Q(preferred=True),
                violation_error_message=_("One way only can be the preferred one."),
            ),
            models.CheckConstraint(
                name="way_safe_hours_both",
                condition=Q(safe_from__isnull=True, safe_until__isnull=True)
                | Q(safe_from__isnull=False, safe_until__isnull=False),
                violation_error_message=_("Give both hours: safe from, and safe until."),
            ),
            models.CheckConstraint(
                name="way_stopped_is_not_preferred",
                condition=Q(stopped_at__isnull=True) | Q(preferred=False),
                violation_error_message=_("A way that was stopped cannot be the preferred one."),
            ),
        ]

    def __str__(self) -> str:
        return f"way {self.pk}"


class Need(models.Model):
    """Something without which a person could not take part."""

    class Kind(models.TextChoices):
        INTERPRETER = "interpreter", _("An interpreter for my language")
        SIGN = "sign", _("A sign language interpreter")
        LARGE_PRINT = "large_print", _("Large print")
        EASY_WORDS = "easy_words", _("Easy words")
        BY_VOICE = "by_voice", _("Told by voice, because I do not read well or at all")
        STEP_FREE = "step_free", _("A way in without steps")
        HEARING_LOOP = "hearing_loop", _("A hearing loop or written words while people speak")
        CHILD_CARE = "child_care", _("Somebody to look after children")
        OTHER = "other", _("Something else")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(_("need"), max_length=20, choices=Kind)
    detail = models.CharField(_("in your words"), max_length=300, blank=True)  # in the person's language

    class Privacy:
        public = ()
        internal = ("id", "person")
        personal = ("kind", "detail")
        subject = "person"
        forgotten = "delete"

    class Meta:
        verbose_name = _("access need")
        verbose_name_plural = _("access needs")
        ordering = ["person", "kind"]
        constraints = [models.UniqueConstraint(name="need_once", fields=["person", "kind"])]

    def __str__(self) -> str:
        return f"need {self.pk}"


class Tenure(models.Model):
    """Who holds a post, since when and until when. The post and its history stay when the holder changes."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey("places.Post", on_delete=models.PROTECT, related_name="tenures")
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Privacy:
        public = ("id", "post", "since", "until")
        internal = ("person",)
        personal = ()
        subject = "person"

    class Meta:
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="tenure_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("A tenure cannot end before it began."),
            ),
            models.UniqueConstraint(
                name="tenure_open_once",
                fields=["person", "post"],
                condition=Q(until__isnull=True),
                violation_error_message=_("This person holds this post already."),
            ),
        ]

    def __str__(self) -> str:
        return f"tenure {self.pk}"


class Demand(models.Model):
    """A demand from outside for what people gave: a warrant, a subpoena, a detainer. It counts in public."""

    class Kind(models.TextChoices):
        WARRANT = "warrant", _("Warrant")
        SUBPOENA = "subpoena", _("Subpoena")
        COURT_ORDER = "court_order", _("Court order")
        DETAINER = "detainer", _("Detainer or immigration request")
        INFORMAL = "informal", _("Request without an order")
        OTHER = "other", _("Another demand")

    class Outcome(models.TextChoices):
        OPEN = "open", _("Open")
        REFUSED = "refused", _("Refused")
        NARROWED = "narrowed", _("Met in part")
        MET = "met", _("Met in full")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    kind = models.CharField(_("kind of demand"), max_length=12, choices=Kind)
    authority = models.CharField(_("who demands it"), max_length=200)
    asks = models.TextField(_("what is demanded"), max_length=4000)
    language = models.CharField(max_length=12)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.OPEN)
    reason = models.TextField(_("why"), max_length=4000, blank=True)
    received_at = models.DateTimeField(_("received"))
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        public = ("id", "kind", "outcome", "received_at", "answered_at")
        internal = ("authority", "asks", "language", "reason", "recorded_by")
        personal = ()

    class Meta:
        verbose_name = _("demand from outside")
        verbose_name_plural = _("demands from outside")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="demand_answered_says_why",
                condition=Q(outcome="open", answered_at__isnull=True)
                | (~Q(outcome="open") & Q(answered_at__isnull=False) & ~Q(reason="")),
                violation_error_message=_("A demand that was answered says when and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"demand {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("people:demand", args=[self.pk])
