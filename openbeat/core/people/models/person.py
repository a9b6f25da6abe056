"""A person: whoever takes part, signed in or entered by staff."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _

from openbeat.core.people import held, subjects
from openbeat.core.people.roles import Role

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


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
    badge = models.CharField(_("badge number"), max_length=20, blank=True)  # of whoever holds a post of staff
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
        personal = ("email", "name", "name_public", "badge")
        subject = "pk"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="person_forgotten_is_blank",
                condition=Q(forgotten_at__isnull=True) | Q(email__isnull=True, name="", name_public="", badge=""),
                violation_error_message=_("A forgotten person keeps no name and no e-mail address."),
            ),
            models.UniqueConstraint(
                name="person_badge_once",
                fields=["badge"],
                condition=~Q(badge=""),
                violation_error_message=_("Somebody else has this badge number already."),
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
