"""One row for each sealed file; name, type, size, fingerprint and the key that opens it are sealed to the matter."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.core.vault.fields import SealedField
from openbeat.kit.refs import Ref


class Role(models.TextChoices):
    """What a sealed file is to its matter."""

    ORIGINAL = "original", _("original, as it was sent")
    VIEW = "view", _("copy to look at")
    REDACTED = "redacted", _("redacted copy")


class SealedFile(models.Model):
    """A file of a matter. The bytes lie in the folder of the installation, sealed; see store.py."""

    kind = models.CharField(max_length=60)  # of the matter
    key = models.CharField(max_length=40)
    safe = models.ForeignKey("vault.Safe", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role, default=Role.ORIGINAL)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="copies")
    token = models.CharField(max_length=32, unique=True)  # where it lies
    size = models.BigIntegerField()  # of the sealed bytes, as anybody with the disk sees it
    sha256 = models.CharField(max_length=64)  # of the sealed bytes
    meta = SealedField()  # JSON: name, media_type, size, sha256 of the original; identity, which opens the bytes
    made_by_kind = models.CharField(max_length=12)  # as in the ledger: person, holder, visitor, program
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)  # the bytes are gone; the row says that there were some

    class Privacy:
        public = ()
        internal = ("id", "kind", "key", "safe", "role", "parent", "token", "size", "sha256", "made_by_kind", "made_by",
                     "made_at", "destroyed_at")  # fmt: skip
        personal = ()
        sealed = ("meta",)

    class Meta:
        verbose_name = _("sealed file")
        verbose_name_plural = _("sealed files")
        indexes = [models.Index(fields=["kind", "key"], name="sealed_file_of_matter")]
        constraints = [
            models.CheckConstraint(
                name="sealed_file_is_not_empty",
                condition=Q(size__gt=0),
                violation_error_message=_("A file has something in it."),
            ),
            models.CheckConstraint(
                name="sealed_file_known_role",
                condition=Q(role__in=Role.values),
                violation_error_message=_("A sealed file is an original, a copy to look at, or a redacted copy."),
            ),
            models.CheckConstraint(
                name="sealed_file_copy_names_parent",
                condition=Q(role=Role.ORIGINAL, parent__isnull=True)
                | (~Q(role=Role.ORIGINAL) & Q(parent__isnull=False)),
                violation_error_message=_("Each copy names the original that it was made of."),
            ),
            models.UniqueConstraint(
                name="sealed_file_one_view_copy",
                fields=["parent"],
                condition=Q(role=Role.VIEW),
                violation_error_message=_("There is one copy to look at."),
            ),
        ]

    def __str__(self) -> str:
        return f"sealed file {self.pk}"

    @property
    def ref(self) -> Ref:
        """The matter that it belongs to."""
        return Ref(self.kind, self.key)
