"""Areas on the ground, what else stands on the map, and posts: offices in areas, whoever holds them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import roles


class Kind(models.TextChoices):
    """Department over districts over beats; a neighbourhood lies across beats."""

    DEPARTMENT = "department", _("Department")
    DISTRICT = "district", _("District")
    BEAT = "beat", _("Beat")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")


class Area(models.Model):
    """A piece of the town that somebody answers for."""

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    code = models.CharField(max_length=80)  # what the source calls it: a second import finds it by this
    number = models.CharField(_("number"), max_length=20, blank=True)
    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_language = models.CharField(max_length=12, default="en")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    boundary = models.JSONField(null=True, blank=True)  # GeoJSON geometry, checked by figures.validity
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)  # a point well inside
    latitude = models.FloatField(null=True, blank=True)
    square_km = models.FloatField(null=True, blank=True)
    population = models.PositiveIntegerField(_("people who live here"), null=True, blank=True)
    languages = models.JSONField(_("languages spoken here"), default=list, blank=True)
    about = models.TextField(_("about this area"), max_length=2000, blank=True)
    about_language = models.CharField(max_length=12, default="en")
    drawn_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = (
            *("id", "kind", "code", "number", "slug", "name", "name_language", "parent", "population", "languages"),
            *("boundary", "west", "south", "east", "north", "longitude", "latitude", "square_km"),
            *("about", "about_language", "drawn_at", "closed_at"),
        )
        internal = ("version",)
        personal = ()

    class Meta:
        verbose_name = _("area")
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "code"],
                name="area_once",
                violation_error_message=_("There is an area of this kind and name already."),
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="department"),
                name="area_one_root",
                violation_error_message=_("There is one department only."),
            ),
            models.CheckConstraint(
                name="area_has_a_name",
                condition=~Q(name="") & ~Q(code=""),
                violation_error_message=_("An area needs a name."),
            ),
            models.CheckConstraint(
                name="area_has_its_place",
                condition=Q(kind="department", parent=None) | (~Q(kind="department") & Q(parent__isnull=False)),
                violation_error_message=_("Every area but the department lies in another one."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("home:area", args=[self.slug])

    @property
    def label(self) -> str:
        """Its kind and number, such as “Beat 5”; of a neighbourhood, the kind alone."""
        return f"{self.get_kind_display()} {self.number}".strip()


class Overlap(models.Model):
    """How much of a neighbourhood lies in a beat."""

    neighbourhood = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="parts")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="neighbourhoods")
    share = models.FloatField()  # of the neighbourhood's ground, 0 to 1

    class Privacy:
        public = ("id", "neighbourhood", "area", "share")
        internal = ()
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["neighbourhood", "area"], name="overlap_once"),
            models.CheckConstraint(name="overlap_is_a_share", condition=Q(share__gt=0, share__lte=1)),
        )

    def __str__(self) -> str:
        return f"{self.share:.0%} of area {self.neighbourhood_id} in area {self.area_id}"


class Landmark(models.Model):
    """What else stands on the map: water, parks, railways, streets, and places that people know."""

    class Kind(models.TextChoices):
        """From the ground up, in the order in which they are drawn."""

        WATER = "water", _("Water")
        GREEN = "green", _("Park")
        RAIL = "rail", _("Railway")
        ROAD = "road", _("Main street")
        STREET = "street", _("Street")
        PLACE = "place", _("Place")

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=12, default="en")
    sort = models.CharField(max_length=20, blank=True)  # of a place: library, school, hall …
    geometry = models.JSONField()

    class Privacy:
        public = ("id", "kind", "name", "language", "sort", "geometry")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("landmark")
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="landmark_once",
                violation_error_message=_("There is a landmark of this kind and name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class PreferredWay(models.TextChoices):
    """How whoever holds a post prefers to be reached."""

    TELEPHONE = "telephone", _("by telephone")
    EMAIL = "email", _("by e-mail")
    HERE = "here", _("by a message on this site")
    IN_PERSON = "in_person", _("in person, in the hours named here")


class Post(models.Model):
    """An office in an area: how to reach it, in which hours and languages. Who holds it is a Tenure, in people."""

    role = models.CharField(_("role"), max_length=40)  # no choices: apps offer roles
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="posts")
    email = models.EmailField(_("e-mail of the post"), blank=True)
    telephone = models.CharField(_("telephone of the post"), max_length=40, blank=True)
    hours = models.CharField(_("hours"), max_length=300, blank=True)
    hours_language = models.CharField(max_length=12, default="en")
    languages = models.JSONField(_("languages"), default=list, blank=True)
    preferred = models.CharField(_("preferred way"), max_length=12, choices=PreferredWay, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        public = ("id", "role", "area", "email", "telephone", "hours", "hours_language", "languages", "preferred")
        internal = ("version",)
        personal = ()

    class Meta:
        verbose_name = _("post")
        constraints = (
            models.UniqueConstraint(
                fields=["role", "area"],
                name="post_once",
                violation_error_message=_("This area has this post already."),
            ),
            models.CheckConstraint(
                name="post_has_a_role", condition=~Q(role=""), violation_error_message=_("A post has a role.")
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} of area {self.area_id}"

    def get_absolute_url(self) -> str:
        return reverse("places:post", args=[self.pk])

    @property
    def label(self) -> Any:
        """What people call the role of this post."""
        return roles.label(self.role)
