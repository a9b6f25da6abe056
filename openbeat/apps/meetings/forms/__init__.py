"""What is typed in about meetings. Plain forms: they check, and save nothing."""

from openbeat.apps.meetings.forms.coming import ComingChangeForm, ComingForm, HeadsFields, HeardForm, RoomForm
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
    PublishForm,
    WordsForm,
    spoken,
)

__all__ = [
    "LANGUAGE",
    "MOST",
    "PLAN_FIELDS",
    "AddForm",
    "AgreeForm",
    "AnnounceForm",
    "CancelForm",
    "ChangeForm",
    "ComingChangeForm",
    "ComingForm",
    "HeadsFields",
    "HeardForm",
    "HourInput",
    "MeetingForm",
    "NoteForm",
    "PublishForm",
    "RoomForm",
    "WordsForm",
    "spoken",
]
