"""What comes in by forms: checked, and never saved here."""

from openbeat.apps.concerns.forms.priorities import (
    AdmitForm,
    AsideForm,
    FeelingForm,
    JudgeForm,
    LearntForm,
    NominateForm,
    NothingForm,
    ProblemTaskForm,
    ProposeForm,
    SeatsForm,
    WhyForm,
)
from openbeat.apps.concerns.forms.raising import ConcernForm, EntryForm, SignedInForm
from openbeat.apps.concerns.forms.rounds import BallotForm, BeginForm, CountForm, DecideForm
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
    "AdmitForm",
    "AnswerForm",
    "AsideForm",
    "BallotForm",
    "BeginForm",
    "ChartForm",
    "ConcernForm",
    "CountForm",
    "DecideForm",
    "EntryForm",
    "FeelingForm",
    "FilterForm",
    "JudgeForm",
    "LearntForm",
    "LookForm",
    "MoveForm",
    "NominateForm",
    "NothingForm",
    "ProblemTaskForm",
    "ProposeForm",
    "ReopenForm",
    "SeatsForm",
    "SignedInForm",
    "SortForm",
    "WhyForm",
    "asked",
]
