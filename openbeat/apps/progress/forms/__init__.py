"""What is typed in on the chart. Plain forms: they check, and save nothing."""

from openbeat.apps.progress.forms.filters import FilterForm, TriedForm
from openbeat.apps.progress.forms.learning import AssessForm, CompleteForm, StepForm
from openbeat.apps.progress.forms.notes import AskForm, EscalateForm, NoteForm, ResolveForm
from openbeat.apps.progress.forms.tactics import ExplainForm, LookForm, ProposeForm, SayForm, SpeakForm, UseForm
from openbeat.apps.progress.forms.tasks import HandOverForm, PutForm, ReopenForm, RewordForm, SlipForm
from openbeat.apps.progress.forms.words import StartForm

__all__ = [
    "AskForm",
    "AssessForm",
    "CompleteForm",
    "EscalateForm",
    "ExplainForm",
    "FilterForm",
    "HandOverForm",
    "LookForm",
    "NoteForm",
    "ProposeForm",
    "PutForm",
    "ReopenForm",
    "ResolveForm",
    "RewordForm",
    "SayForm",
    "SlipForm",
    "SpeakForm",
    "StartForm",
    "StepForm",
    "TriedForm",
    "UseForm",
]
