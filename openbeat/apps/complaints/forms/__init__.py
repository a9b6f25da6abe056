"""What comes in by forms: checked, and never saved here."""

from openbeat.apps.complaints.forms.filing import (
    ComplaintForm,
    EntryForm,
    ReaderForm,
    SearchForm,
    WhyForm,
    WordsForm,
)

__all__ = ["ComplaintForm", "EntryForm", "ReaderForm", "SearchForm", "WhyForm", "WordsForm"]
