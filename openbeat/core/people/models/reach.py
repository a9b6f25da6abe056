"""How to reach a person, and what they need to take part."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.people.models.person import Person


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
