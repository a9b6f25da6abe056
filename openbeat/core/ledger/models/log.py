"""The public log: matters with their secrets, leaves, tiles, signed checkpoints, and witnesses who sign too."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.ledger.models.entries import Entry


class Matter(models.Model):
    """A thing whose acts stand in the log, and the secret by which its owner finds them there."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    secret = models.BinaryField(max_length=32)  # from the code of its first receipt, else random

    class Privacy:
        public = ()
        internal = ("id", "kind", "key", "secret")
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="ledger_matter_thing",
                violation_error_message=_("A thing is one matter."),
            ),
        )

    def __str__(self) -> str:
        return f"matter {self.pk}: {self.kind}"


class Leaf(models.Model):
    """A leaf of the tree. One without an entry fills up a batch, or is the first of a log that follows another."""

    sequence = models.BigIntegerField(unique=True)  # its index in the tree, from 0
    data = models.BinaryField()  # 48 bytes: place and commitment
    entry = models.OneToOneField(Entry, null=True, on_delete=models.PROTECT, related_name="leaf")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="leaves", db_index=False)
    number = models.PositiveIntegerField(null=True)  # of the act in its matter, from 1
    facts = models.JSONField(default=dict)  # the public ones, as they were committed to
    filling = models.BinaryField(max_length=16, null=True)  # by which the data comes out of a key; empty: of a lost one

    class Privacy:
        public = ("sequence", "data")
        internal = ("id", "entry", "matter", "number", "facts", "filling")
        personal = ()

    class Meta:
        indexes = (models.Index(fields=["id"], condition=Q(filling__isnull=False), name="ledger_leaf_filling"),)
        constraints = (
            models.UniqueConstraint(
                fields=["matter", "number"],
                name="ledger_leaf_number",
                violation_error_message=_("Each number of a matter is given once."),
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=True, matter__isnull=True, number__isnull=True)
                | Q(entry__isnull=False, matter__isnull=False, number__isnull=False, filling__isnull=True),
                name="ledger_leaf_whole",
                violation_error_message=_(
                    "A leaf of an act has the act, its matter and its number, and fills nothing."
                ),
            ),
            models.CheckConstraint(
                condition=Q(sequence__gte=0),
                name="ledger_leaf_sequence",
                violation_error_message=_("Leaves are counted from nought."),
            ),
        )

    def __str__(self) -> str:
        return f"leaf {self.sequence}"


class Tile(models.Model):
    """Up to 256 hashes of the tree, one after the other; made of the leaves, and can be made anew."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Privacy:
        public = ("level", "index", "hashes")
        internal = ("id",)
        personal = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["level", "index"],
                name="ledger_tile_place",
                violation_error_message=_("A place in the tree has one tile."),
            ),
        )

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Checkpoint(models.Model):
    """The head of the tree, signed. It is shown once its file is on the disk, and never taken back."""

    origin = models.CharField(max_length=200)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    key = models.CharField(max_length=300)  # that checks the signature
    note = models.TextField()
    made_at = models.DateTimeField()
    slot = models.DateTimeField(null=True)  # the fixed time whose batch of sealed acts it brought
    published_at = models.DateTimeField(null=True)
    seal = models.BinaryField(max_length=64)  # over the row and the one before it: queries.seals

    class Privacy:
        public = ("origin", "size", "root", "key", "note", "made_at", "published_at")
        internal = ("id", "slot", "seal")
        personal = ()

    class Meta:
        indexes = (models.Index(fields=["id"], condition=Q(slot__isnull=False), name="ledger_checkpoint_slot"),)
        constraints = (
            models.UniqueConstraint(
                fields=["origin", "size"],
                name="ledger_checkpoint_once",
                violation_error_message=_("A log has one checkpoint of each size."),
            ),
        )

    def __str__(self) -> str:
        return f"checkpoint {self.size} of {self.origin}"


class Witness(models.Model):
    """Somebody outside who follows the log and signs what they saw; their signatures are shown."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=300, unique=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("name", "key", "added_at", "ended_at")
        internal = ("id",)
        personal = ()

    def __str__(self) -> str:
        return self.name


class Cosignature(models.Model):
    """What a witness signed: one line below a checkpoint; the newest one counts."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures", db_index=False)
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="cosignatures", db_index=False)
    line = models.CharField(max_length=400)
    seen_at = models.DateTimeField()  # as the witness says
    received_at = models.DateTimeField()

    class Privacy:
        public = ("checkpoint", "witness", "line", "seen_at", "received_at")
        internal = ("id",)
        personal = ()

    class Meta:
        indexes = (models.Index(fields=["witness", "-checkpoint"], name="ledger_cosignature_newest"),)
        constraints = (
            models.UniqueConstraint(
                fields=["checkpoint", "witness"],
                name="ledger_cosignature_once",
                violation_error_message=_("A witness signs a checkpoint once; the newest signature counts."),
            ),
        )

    def __str__(self) -> str:
        return f"co-signature {self.pk}"
