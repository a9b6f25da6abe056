"""What the department recorded of its questions, for whoever cannot read them: one for each step and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.core.files import queries as files
from openbeat.core.files.models import File
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import QuerySet

KIND = "complaints.aloud"


def ref_of(step: str, language: str) -> Ref:
    """The recording of this step in this language, whether there is one or not."""
    return Ref(KIND, f"{language}/{step}")


def recording(step: str, language: str) -> File | None:
    """The recording of a step in a language, if there is one."""
    return next(iter(files.of(ref_of(step, language))), None)


def recordings() -> QuerySet[File]:
    """All recordings, by language and step."""
    return File.objects.filter(kind=KIND).order_by("key")
