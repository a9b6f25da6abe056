"""Who works, and which regular work was asked for; the queue itself is django-tasks-db's table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Worker(models.Model):
    """A worker process that says every few seconds that it lives."""

    id = models.CharField(primary_key=True, max_length=64)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "host", "pid", "started_at", "beat_at")
        personal = ()
        sealed = ()

    def __str__(self) -> str:
        return f"worker {self.id}"


class Slot(models.Model):
    """Regular work that was asked for: one row a name and slot, so that several workers ask once."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=100)
    starts_at = models.DateTimeField()

    class Privacy:
        public = ()
        internal = ("id", "name", "starts_at")
        personal = ()
        sealed = ()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "starts_at"],
                name="slot_once",
                violation_error_message=_("This work was asked for already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts_at:%Y-%m-%dT%H:%M}"
