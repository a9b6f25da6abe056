"""What comes in by forms: checked, and never saved here."""

from openbeat.apps.concerns.forms.raising import ConcernForm, EntryForm, SignedInForm
from openbeat.apps.concerns.forms.steps import (
    AnswerForm,
    ChartForm,
    FilterForm,
    LookForm,
    MoveForm,
    ReopenForm,
    SortForm,
    asked,
)

__all__ = [
    "AnswerForm",
    "ChartForm",
    "ConcernForm",
    "EntryForm",
    "FilterForm",
    "LookForm",
    "MoveForm",
    "ReopenForm",
    "SignedInForm",
    "SortForm",
    "asked",
]
