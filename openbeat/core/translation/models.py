"""Which texts there are, what was translated of each, which languages areas speak, and who read a catalogue."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.translation.passages import Passage, aligned, split


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
    credit = models.CharField(max_length=120, blank=True)  # under which name whoever made it is thanked
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
            models.Index(fields=["text", "language", "digest"], name="translation_counted"),  # counts read no words
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
    def signer(self) -> str:
        """Under which name somebody signed for a machine; "" where there is none, or they were forgotten."""
        signature: Signature | None = getattr(self, "signature", None)
        return signature.name if signature else ""

    def against(self, source: str) -> list[Passage]:
        """Passage by passage beside the source as it is now.

        Of a text that not everybody may read, what fits it alone: it may be public since a moment, and what was before
        is not.
        """
        stands = None if self.text.public else set(split(source))
        return aligned([(one, words) for one, words in self.pairs if stands is None or one in stands], source)


class Signature(models.Model):
    """The name of whoever signed for what a machine wrote: theirs, and not of whoever asked the machine."""

    translation = models.OneToOneField(Translation, primary_key=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=120, blank=True)

    class Privacy:
        public = ("translation",)
        internal = ()
        personal = ("name",)
        subject = "translation.signed_by"

    def __str__(self) -> str:
        return f"signature of translation {self.translation_id}"


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


class Share(models.Model):
    """How many people of an area speak a language at home, in percent or people, and who says so."""

    area = models.ForeignKey("places.Area", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=12)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    source = models.CharField(_("who says so"), max_length=200)
    source_language = models.CharField(max_length=12, default="en")
    year = models.PositiveSmallIntegerField(_("year"))

    class Privacy:
        public = ("id", "area", "language", "source", "source_language", "year")
        internal = ("percent", "people")  # a small count is not shown
        personal = ()

    class Meta:
        verbose_name = _("share of a language")
        constraints = (
            models.UniqueConstraint(
                fields=["area", "language"],
                name="share_once",
                violation_error_message=_("This area has a figure for this language already."),
            ),
            models.CheckConstraint(
                name="share_is_percent_or_people",
                condition=Q(percent__isnull=True, people__isnull=False)
                | Q(percent__isnull=False, percent__gte=0, percent__lte=100, people__isnull=True),
                violation_error_message=_("Give a percentage from 0 to 100 or a number of people, not both."),
            ),
            models.CheckConstraint(
                name="share_says_who_and_when",
                condition=~Q(source="") & Q(year__gte=1900, year__lte=2200),
                violation_error_message=_("Say where the figure comes from, and of which year it is."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.language} in area {self.area_id}"


class Review(models.Model):
    """A native speaker read the words of this site in a language: who, in which role, when, and what of it."""

    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name or office"), max_length=120)  # as whoever read it wants to be named in public
    role = models.CharField(_("role"), max_length=120)
    what = models.CharField(_("what was read"), max_length=300)
    words_language = models.CharField(max_length=12, default="en")  # of role and what
    rights = models.BooleanField(_("also the texts of rights and consent"))
    digest = models.CharField(max_length=32, blank=True)  # of those texts, as they were read
    read_on = models.DateField(_("read on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = ("id", "language", "name", "role", "what", "words_language", "rights", "read_on", "withdrawn_at")
        internal = ("digest", "recorded_by", "recorded_at")
        personal = ()

    class Meta:
        verbose_name = _("review of a catalogue")
        constraints = (
            models.CheckConstraint(
                name="catalogue_review_says_who",
                condition=~Q(name="") & ~Q(role="") & ~Q(what=""),
                violation_error_message=_("Say who read it, in which role, and what was read."),
            ),
            models.CheckConstraint(
                name="catalogue_review_of_rights",
                condition=Q(rights=False) | ~Q(digest=""),
                violation_error_message=_("Whoever signs the texts of rights signs them as they are."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.language}, read on {self.read_on.isoformat()}"
