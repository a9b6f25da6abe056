"""The forms of complaints: they check, and save nothing."""

from openbeat.apps.complaints.forms.classifying import AccusedForm, KindsForm, PointsForm
from openbeat.apps.complaints.forms.filing import (
    LONGEST,
    ComplaintForm,
    EntryForm,
    ReaderForm,
    SearchForm,
    WhyForm,
    WordsForm,
)

__all__ = [
    "LONGEST",
    "AccusedForm",
    "ComplaintForm",
    "EntryForm",
    "KindsForm",
    "PointsForm",
    "ReaderForm",
    "SearchForm",
    "WhyForm",
    "WordsForm",
]
