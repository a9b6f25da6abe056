"""A sealed field holds nothing in clear, whichever way it is written; and a model says what is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from openbeat.core.vault import crypt
from openbeat.core.vault.fields import SealedField, Unsealed
from openbeat.core.web import checks

WORDS = b"Officer Miller took my phone."


@contextmanager
def a_table(**privacy: Any) -> Iterator[Any]:
    """A model with a sealed field, for a moment."""
    with isolate_apps("openbeat.core.vault"):

        class Note(models.Model):
            words = SealedField(blank=True, default=b"")

            class Privacy:
                public = ("id",)
                sealed = ("words",)

            class Meta:
                app_label = "vault"

            def __str__(self) -> str:
                return f"note {self.pk}"

        Note.__module__ = "openbeat.core.vault.models"
        Note.Privacy.public = privacy.get("public", ("id",))
        Note.Privacy.sealed = privacy.get("sealed", ("words",))
        yield Note


def test_only_what_is_sealed_is_written_whichever_way(db: None) -> None:
    with a_table() as note:
        with connection.cursor() as cursor:  # the editor itself cannot be used in the transaction of a test
            cursor.execute(*connection.schema_editor().table_sql(note))
        row = note.objects.create(words=crypt.seal(WORDS, crypt.recipient_of(crypt.new_identity())))
        ways: list[Any] = [
            lambda: note.objects.create(words=WORDS),
            lambda: note.objects.bulk_create([note(words=WORDS)]),
            lambda: note.objects.filter(pk=row.pk).update(words=WORDS),
            lambda: note.objects.create(words=WORDS.decode()),
            lambda: note.objects.create(words=crypt.HEAD + WORDS),
        ]
        for way in ways:
            with pytest.raises(Unsealed) as refused, transaction.atomic():
                way()
            assert "Miller" not in str(refused.value)
        with pytest.raises(ValidationError, match="only what was sealed"):
            note(words=WORDS).full_clean()
        note.objects.create(words=b"")
        assert [bytes(each.words)[:21] for each in note.objects.order_by("pk")] == [crypt.HEAD[:21], b""]
        assert isinstance(note.objects.get(pk=row.pk).words, bytes)


@pytest.mark.parametrize(
    ("privacy", "problem"),
    [
        ({"sealed": ()}, "vault.Note.words: say so in Privacy.sealed"),
        ({"sealed": ("words", "id"), "public": ()}, "vault.Note.id: make it a SealedField"),
    ],
)
def test_the_program_does_not_start_where_one_is_said_and_the_other_is_not(
    monkeypatch: pytest.MonkeyPatch, privacy: dict[str, Any], problem: str
) -> None:
    with a_table(**privacy) as note:
        monkeypatch.setattr(apps, "get_models", lambda: [note])
        assert [found.msg for found in checks.what_is_sealed_is_sealed(None)] == [problem]


def test_the_program_starts_where_both_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_table() as note:
        monkeypatch.setattr(apps, "get_models", lambda: [note])
        assert checks.what_is_sealed_is_sealed(None) == []
