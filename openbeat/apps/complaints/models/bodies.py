"""The bodies outside the police, and the department's own words: of findings, of rights, of the annual report."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Outcome
from openbeat.apps.complaints.lifecycle.publication import Author, BodyKind, When


class Body(models.Model):
    """A body outside the police that oversees them: what it may do, and how to reach it."""

    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(max_length=12, default="en")
    kind = models.CharField(_("what it mainly does"), max_length=14, choices=BodyKind)
    powers = models.JSONField(_("what it may do"), default=list, blank=True)
    about = models.TextField(_("how it works"), max_length=2000, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    web = models.URLField(_("web page"), blank=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = ("id", "name", "language", "kind", "powers", "about", "telephone", "email", "address", "web", "since",
                  "ended_at")  # fmt: skip
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("body outside the police")
        verbose_name_plural = _("bodies outside the police")
        constraints = (
            models.CheckConstraint(
                name="complaint_body_has_a_name",
                condition=~Q(name="") & Q(kind__in=BodyKind.values),
                violation_error_message=_("A body has a name, and says what it mainly does."),
            ),
            models.CheckConstraint(
                name="complaint_body_can_be_reached",
                condition=~Q(telephone="", email="", address="", web=""),
                violation_error_message=_("Say how people can reach it."),
            ),
            models.CheckConstraint(
                name="complaint_body_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since")),
                violation_error_message=_("It ends after it began."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Definition(models.Model):
    """What a finding means here, from a version of the definitions on. Never changed: findings were made under it."""

    version = models.PositiveIntegerField(_("version"))
    finding = models.CharField(_("finding"), max_length=16, choices=Outcome)
    words = models.CharField(_("what it means"), max_length=500)
    language = models.CharField(max_length=12, default="en")
    since = models.DateTimeField()
    decided_by = models.CharField(_("decided by"), max_length=120)  # an office, never a person

    class Privacy:
        public = ("id", "version", "finding", "words", "language", "since", "decided_by")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("definition of a finding")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "finding"],
                name="complaint_definition_once",
                violation_error_message=_("This version says already what this finding means."),
            ),
            models.CheckConstraint(
                name="complaint_definition_is_whole",
                condition=~Q(words="") & ~Q(decided_by="") & Q(finding__in=Outcome.values, version__gt=1),
                violation_error_message=_("A definition says what a finding means, and who decided it."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding}, version {self.version}"


class RightsText(models.Model):
    """What a person's rights are in one of five moments, in a version; who wrote it, and when a lawyer checked it."""

    when = models.CharField(_("when"), max_length=10, choices=When)
    version = models.PositiveIntegerField(_("version"))
    words = models.TextField(_("words"), max_length=4000)
    language = models.CharField(max_length=12, default="en")
    written_by = models.CharField(_("written by"), max_length=120)  # an office
    made_at = models.DateTimeField()
    checked_by = models.CharField(_("the lawyer who checked it"), max_length=120, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Privacy:
        public = ("id", "when", "version", "words", "language", "written_by", "made_at", "checked_by", "checked_on")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("text about rights")
        constraints = (
            models.UniqueConstraint(
                fields=["when", "version"],
                name="complaint_rights_once",
                violation_error_message=_("Somebody else has written a newer version meanwhile."),
            ),
            models.CheckConstraint(
                name="complaint_rights_say_who",
                condition=~Q(words="") & ~Q(written_by="") & Q(when__in=When.values),
                violation_error_message=_("A text about rights says who wrote it."),
            ),
            models.CheckConstraint(
                name="complaint_rights_checked_when",
                condition=Q(checked_by="", checked_on=None) | ~Q(checked_by="") & Q(checked_on__isnull=False),
                violation_error_message=_("Whoever checked it did so on a day."),
            ),
        )

    def __str__(self) -> str:
        return f"rights, {self.when}, version {self.version}"


class ReportWords(models.Model):
    """The chief's own words, or the board's, in the annual report of a year. The newest of each hold."""

    year = models.PositiveSmallIntegerField(_("year"))
    author = models.CharField(_("whose words"), max_length=6, choices=Author)
    words = models.TextField(_("words"), max_length=6000)
    language = models.CharField(max_length=12, default="en")
    made_at = models.DateTimeField()

    class Privacy:
        public = ("id", "year", "author", "words", "language", "made_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("words in a report")
        constraints = (
            models.CheckConstraint(
                name="complaint_report_has_words",
                condition=~Q(words="") & Q(author__in=Author.values, year__gte=1990),
                violation_error_message=_("Words in a report are somebody's, and of a year."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.author} in the report of {self.year}"
