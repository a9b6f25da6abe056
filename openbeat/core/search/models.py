"""One row for each public thing and language; nothing is in here that a visitor may not see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Found(models.Model):
    """A copy of public words, to be found. `index.py` keeps the databases' own search tables in step by triggers."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    title = models.TextField()
    body = models.TextField(blank=True)
    url = models.CharField(max_length=500)  # without the language of the page
    area = models.ForeignKey("places.Area", null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    title_tokens = models.TextField(blank=True)
    body_tokens = models.TextField(blank=True)

    class Privacy:
        public = ("id", "kind", "key", "language", "title", "body", "url", "area", "at", "title_tokens", "body_tokens")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "key", "language"],
                name="search_found_once",
                violation_error_message=_("This thing can be found in this language already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.language})"
