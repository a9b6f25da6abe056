"""One row for each file that belongs to a thing; the bytes lie in the folder of the installation (see store.py)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.kit.refs import Ref


class File(models.Model):
    """A photo, made anew without its hidden data, or a paper. Shown to the public only once it was released."""

    kind = models.CharField(max_length=60)  # of the thing it belongs to
    key = models.CharField(max_length=40)
    name = models.CharField(_("name of the file"), max_length=120)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    thumb_width = models.PositiveIntegerField(null=True)
    thumb_height = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64)  # of what is kept
    arrived_sha256 = models.CharField(max_length=64)  # of what the person sent
    token = models.CharField(max_length=32, unique=True)  # where it lies; random, so that it cannot be guessed
    alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    alt_language = models.CharField(max_length=12, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)  # until then only whoever sent it and whoever looks it through see it

    class Privacy:
        public = (
            "id",
            "kind",
            "key",
            "media_type",
            "size",
            "width",
            "height",
            "thumb_width",
            "thumb_height",
            "released_at",
        )
        internal = ("sha256", "arrived_sha256", "token", "uploaded_at")
        personal = ("name", "alt", "alt_language", "uploaded_by")
        subject = "uploaded_by"
        forgotten = "delete"

    class Meta:
        indexes = (models.Index(fields=["kind", "key"], name="file_of_thing"),)
        constraints = (
            models.CheckConstraint(
                name="file_is_not_empty",
                condition=Q(size__gt=0),
                violation_error_message=_("A file has something in it."),
            ),
            models.CheckConstraint(
                name="file_picture_has_a_size",
                condition=~Q(media_type__startswith="image/")
                | Q(width__gt=0, height__gt=0, thumb_width__gt=0, thumb_height__gt=0),
                violation_error_message=_("A picture has a width and a height."),
            ),
            models.CheckConstraint(
                name="file_alt_has_a_language",
                condition=Q(alt="") | ~Q(alt_language=""),
                violation_error_message=_("Words have a language."),
            ),
        )

    def __str__(self) -> str:
        return f"file {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("files:file", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """The thing it belongs to."""
        return Ref(self.kind, self.key)

    @property
    def is_picture(self) -> bool:
        """A picture is shown on the page; all else is downloaded."""
        return self.media_type.startswith("image/")

    @property
    def image_url(self) -> str:
        """Where the picture is, to be shown on a page."""
        return reverse("files:image", args=[self.pk])

    @property
    def thumb_url(self) -> str:
        """Where the small picture is."""
        return reverse("files:thumb", args=[self.pk])
