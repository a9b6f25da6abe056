"""Which texts there are to translate, and what was translated of each; one row a text and language."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.translation.passages import Passage, aligned, join


class Origin(models.TextChoices):
    """Where the words of a translation come from."""

    PERSON = "person", _("A person")
    MACHINE = "machine", _("A machine, and a person signed for it")
    FILE = "file", _("A file of a translator")


class Text(models.Model):
    """A text that may stand in several languages, without its words: those stay where the app keeps them."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    area = models.ForeignKey("places.Area", null=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)
    length = models.PositiveIntegerField()  # characters of the source
    public = models.BooleanField()  # everybody may read it
    changed_at = models.DateTimeField()

    class Privacy:
        public = ("id", "kind", "key", "field", "language", "area", "digest", "length", "public", "changed_at")
        internal = ()
        personal = ()

    class Meta:
        verbose_name = _("text")
        indexes = (models.Index(fields=["area", "language"], name="text_of_area", condition=Q(public=True)),)
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "key", "field"],
                name="text_once",
                violation_error_message=_("This text is known already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}:{self.field}"


class Translation(models.Model):
    """A text in another language, as it is published: pairs of source and words, and who signed for it."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="translations")
    slot = models.CharField(max_length=142)  # of its text, so that a page asks one table
    language = models.CharField(max_length=12)
    pairs = models.JSONField(default=list)  # [source, words] of each passage
    digest = models.CharField(max_length=32)  # of the whole source that it was made of
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.PERSON)
    credit = models.CharField(max_length=120, blank=True)  # the name that stands under it, where it is wanted
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Privacy:
        public = ("id", "text", "language", "origin", "digest", "published_at")
        internal = ("slot", "signed_by", "pairs")  # the pairs are as public as their text is
        personal = ("made_by", "credit")
        subject = "made_by"

    class Meta:
        verbose_name = _("translation")
        indexes = (
            models.Index(fields=["slot", "language"], name="translation_slot"),
            models.Index(fields=["digest", "language"], name="translation_digest"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["text", "language"],
                name="translation_once",
                violation_error_message=_("This text stands in this language already."),
            ),
            models.CheckConstraint(
                name="translation_by_machine_is_signed",
                condition=~Q(origin=Origin.MACHINE) | Q(signed_by__isnull=False),
                violation_error_message=_("A person signs for what a machine wrote."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.slot} ({self.language})"

    @property
    def words(self) -> str:
        """The whole translation, as it was published."""
        return join([words for _source, words in self.pairs])

    def against(self, source: str) -> list[Passage]:
        """Passage by passage beside the source as it is now."""
        return aligned([(one, words) for one, words in self.pairs], source)


class Mark(models.Model):
    """Up to which act of the ledger the texts were gathered: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    entry = models.BigIntegerField(default=0)

    class Privacy:
        public = ()
        internal = ("id", "entry")
        personal = ()

    def __str__(self) -> str:
        return f"up to {self.entry}"
