"""What an officer who works an area lets everybody read, for as long as the officer agrees."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PatrolCard(models.Model):
    """A name or call name, languages, and a sentence of an officer's own. Taken back, the row is gone at once."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    languages = models.JSONField(default=list, blank=True)
    sentence = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12)  # of the sentence
    agreed_at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "person", "language", "agreed_at")
        personal = ("name", "languages", "sentence")
        subject = "person"
        forgotten = "delete"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="contacts_card_says_something",
                condition=~Q(name="") | ~Q(sentence=""),
                violation_error_message=_("A card says a name or a sentence."),
            ),
        )

    def __str__(self) -> str:
        return f"patrol card {self.pk}"
