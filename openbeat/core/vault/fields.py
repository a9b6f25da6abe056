"""A field that holds nothing but an age ciphertext."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from openbeat.core.vault import crypt


class Unsealed(ValueError):
    """Raised when somebody tries to keep something in clear where only sealed words may stand. Never says what."""


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Words or bytes sealed to their matter's safe; empty, or an age ciphertext, and the field refuses all else."""

    seals = True  # for the start-up check: it stands below this package

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's signature
        """Refuse to write what is not sealed."""
        refuse_clear(value)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, *_more: Any) -> bytes | None:
        """The same on both databases: bytes."""
        return None if value is None else bytes(value)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Say it in a sentence where a model is checked before it is saved."""
        try:
            refuse_clear(value)
        except Unsealed as problem:
            raise ValidationError(str(problem)) from None
        super().validate(value, model_instance)


def refuse_clear(value: Any) -> None:
    """Raise Unsealed unless the value is empty or an age ciphertext."""
    if value is None:
        return
    if not isinstance(value, bytes | bytearray | memoryview):
        raise Unsealed("only what was sealed may be kept here")
    if (content := bytes(value)) and not crypt.is_sealed(content):
        raise Unsealed("only what was sealed may be kept here")
