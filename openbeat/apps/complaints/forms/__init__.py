"""The forms of complaints: they check, and save nothing."""

from openbeat.apps.complaints.forms.barring import BarForm
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
from openbeat.apps.complaints.forms.interpreting import InterpreterForm, PledgeForm, TranslatedForm
from openbeat.apps.complaints.forms.officers import OfficerForms, officers_before, officers_said
from openbeat.apps.complaints.forms.paper import SheetsForm
from openbeat.apps.complaints.forms.steps import (
    FORMS,
    FirstForm,
    StepForm,
)

__all__ = [
    "FORMS",
    "LONGEST",
    "AccusedForm",
    "BarForm",
    "ComplaintForm",
    "EntryForm",
    "FirstForm",
    "InterpreterForm",
    "KindsForm",
    "OfficerForms",
    "PledgeForm",
    "PointsForm",
    "ReaderForm",
    "SearchForm",
    "SheetsForm",
    "StepForm",
    "TranslatedForm",
    "WhyForm",
    "WordsForm",
    "officers_before",
    "officers_said",
]
