"""One row for every act of every app."""

from secrets import token_bytes

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def fresh_salt() -> bytes:
    """Sixteen random bytes, so that an entry's hash in a public log gives nothing away."""
    return token_bytes(16)


class Entry(models.Model):
    """An act: who did what to which thing, when. Triggers of the database refuse any change or removal."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=12)  # person, holder, program, import, visitor
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.CharField(max_length=60, blank=True)
    act = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)  # stages, dates, reason codes, counts: never a person's words
    salt = models.BinaryField(max_length=16, default=fresh_salt)
    log = models.PositiveSmallIntegerField(null=True)  # registry.Log: how it enters the public log; null: it does not
    sequence = models.BigIntegerField(null=True)  # its place in the public log, given later and outside the transaction

    class Privacy:
        public = ()
        internal = ("id", "at", "actor", "by", "on_behalf", "act", "kind", "key", "facts", "salt", "log", "sequence")
        personal = ()

    class Meta:
        indexes = (
            models.Index(fields=["kind", "key", "id"], name="ledger_entry_thing"),
            models.Index(  # those that wait, in their order
                fields=["log", "id"],
                condition=Q(log__isnull=False, sequence__isnull=True),
                name="ledger_entry_waits",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["sequence"],
                condition=Q(sequence__isnull=False),
                name="ledger_entry_sequence",
                violation_error_message=_("Each place in the log is given once."),
            ),
        )

    def __str__(self) -> str:
        return f"entry {self.pk}: {self.act} {self.kind}:{self.key}"
