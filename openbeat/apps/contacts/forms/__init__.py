"""What comes in by forms: checked, and never saved here."""

from openbeat.apps.contacts.forms.cards import CardForm
from openbeat.apps.contacts.forms.circulars import ReturnForm, TextForm
from openbeat.apps.contacts.forms.committee import NewsForm, SheetForm
from openbeat.apps.contacts.forms.inquiries import (
    AnswerForm,
    EntryForm,
    FollowUpForm,
    InquiryForm,
    SendBackForm,
    SignedInForm,
)

__all__ = [
    "AnswerForm",
    "CardForm",
    "EntryForm",
    "FollowUpForm",
    "InquiryForm",
    "NewsForm",
    "ReturnForm",
    "SendBackForm",
    "SheetForm",
    "SignedInForm",
    "TextForm",
]
