"""Who wants to be told of what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.kit.refs import Ref


class Follow(models.Model):
    """Somebody is told when there is something new about a thing: a concern, an area, a category in an area."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "made_at")
        personal = ("person", "kind", "key")
        subject = "person"
        forgotten = "delete"

    class Meta:
        indexes = (models.Index(fields=["kind", "key", "person"], name="follow_of_thing"),)
        constraints = (
            models.UniqueConstraint(
                fields=["person", "kind", "key"],
                name="follow_once",
                violation_error_message=_("You follow this already."),
            ),
            models.CheckConstraint(
                name="follow_has_a_thing",
                condition=~Q(kind="") & ~Q(key=""),
                violation_error_message=_("Say what you want to follow."),
            ),
        )

    def __str__(self) -> str:
        return f"follow {self.pk}"

    @property
    def what(self) -> Ref:
        """The thing that is followed."""
        return Ref(self.kind, self.key)
