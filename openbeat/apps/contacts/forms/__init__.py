"""What comes in by forms: checked, and never saved here."""

from openbeat.apps.contacts.forms.inquiries import (
    AnswerForm,
    EntryForm,
    FollowUpForm,
    InquiryForm,
    SendBackForm,
    SignedInForm,
)

__all__ = ["AnswerForm", "EntryForm", "FollowUpForm", "InquiryForm", "SendBackForm", "SignedInForm"]
