"""What is sealed about a person: their own export names it without opening it, and forgetting takes it away."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from openbeat.core.people import records
from openbeat.core.vault import crypt
from openbeat.core.vault.fields import SealedField
from tests.cast import Cast


@pytest.fixture
def note(db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A model whose rows are about somebody, with sealed words, for a moment."""
    with isolate_apps("openbeat.core.people"):

        class Note(models.Model):
            who = models.IntegerField()
            words = SealedField(default=b"")
            more = SealedField(null=True)

            class Privacy:
                public = ("id",)
                internal = ("who",)
                sealed = ("words", "more")
                subject = "who"

            class Meta:
                app_label = "people"

            def __str__(self) -> str:
                return f"note {self.pk}"

    Note.__module__ = "openbeat.core.people.models"
    with connection.cursor() as cursor:
        cursor.execute(*connection.schema_editor().table_sql(Note))
    monkeypatch.setattr(apps, "get_models", lambda: [Note])
    return Note


def test_the_export_names_what_is_sealed_and_does_not_open_it(cast: Cast, note: Any) -> None:
    cipher = crypt.seal(b"words", crypt.recipient_of(crypt.new_identity()))
    note.objects.create(who=cast.rosa.pk, words=cipher, more=cipher)

    (row,) = [row for row in records.about(cast.rosa) if row["kind"] == "people.note"]
    assert (row["words"], row["more"]) == ("sealed", "sealed")


def test_forgetting_takes_away_what_is_sealed_too(cast: Cast, note: Any) -> None:
    cipher = crypt.seal(b"words", crypt.recipient_of(crypt.new_identity()))
    mine, other = (note.objects.create(who=who.pk, words=cipher, more=cipher) for who in (cast.rosa, cast.noor))

    records.blank(cast.rosa)

    mine.refresh_from_db()
    other.refresh_from_db()
    assert (bytes(mine.words), mine.more) == (b"", None)
    assert (bytes(other.words), bytes(other.more)) == (cipher, cipher)
    assert records.unblankable(note) == []
