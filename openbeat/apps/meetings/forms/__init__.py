"""What is typed in about meetings. Plain forms: they check, and save nothing."""

from openbeat.apps.meetings.forms.attendance import SheetForm, SignInForm
from openbeat.apps.meetings.forms.beforehand import AcceptForm, DeclineForm, SayForm, ShowForm, SuitForm, WithholdForm
from openbeat.apps.meetings.forms.coming import ComingChangeForm, ComingForm, HeadsFields, HeardForm, RoomForm
from openbeat.apps.meetings.forms.conditions import (
    FeelForm,
    TellForm,
    VerdictsForm,
)
from openbeat.apps.meetings.forms.hosting import MOMENTS, ExpectForm, RemindForm
from openbeat.apps.meetings.forms.listening import ReleaseForm
from openbeat.apps.meetings.forms.meetings import (
    LANGUAGE,
    MOST,
    PLAN_FIELDS,
    AddForm,
    AgreeForm,
    AnnounceForm,
    CancelForm,
    ChangeForm,
    HourInput,
    MeetingForm,
    NoteForm,
    PlaceForm,
    PublishForm,
    WordsForm,
    scope_field,
)
from openbeat.apps.meetings.forms.minutes import (
    AmendmentForm,
    AnswerForm,
    ApproveForm,
    CorrectForm,
    OwnForm,
    PassageForm,
)
from openbeat.apps.meetings.forms.rhythm import RhythmForm
from openbeat.apps.meetings.forms.series import BeginForm, ChangeSeriesForm, EndForm, LeaveOutForm, SeriesForm
from openbeat.apps.meetings.forms.webcast import QuestionAnswerForm, QuestionForm, UnshownForm, WebcastForm

__all__ = [
    "LANGUAGE",
    "MOMENTS",
    "MOST",
    "PLAN_FIELDS",
    "AcceptForm",
    "AddForm",
    "AgreeForm",
    "AmendmentForm",
    "AnnounceForm",
    "AnswerForm",
    "ApproveForm",
    "BeginForm",
    "CancelForm",
    "ChangeForm",
    "ChangeSeriesForm",
    "ComingChangeForm",
    "ComingForm",
    "CorrectForm",
    "DeclineForm",
    "EndForm",
    "ExpectForm",
    "FeelForm",
    "HeadsFields",
    "HeardForm",
    "HourInput",
    "LeaveOutForm",
    "MeetingForm",
    "NoteForm",
    "OwnForm",
    "PassageForm",
    "PlaceForm",
    "PublishForm",
    "QuestionAnswerForm",
    "QuestionForm",
    "ReleaseForm",
    "RemindForm",
    "RhythmForm",
    "RoomForm",
    "SayForm",
    "SeriesForm",
    "SheetForm",
    "ShowForm",
    "SignInForm",
    "SuitForm",
    "TellForm",
    "UnshownForm",
    "VerdictsForm",
    "WebcastForm",
    "WithholdForm",
    "WordsForm",
    "scope_field",
]
