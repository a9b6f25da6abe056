"""What translators and those who ask fill in."""

from openbeat.apps.translators.forms.asking import ALL, AskForm, TongueForm
from openbeat.apps.translators.forms.works import CreditForm, DraftForm, FileForm, ReasonForm, SignForm

__all__ = ["ALL", "AskForm", "CreditForm", "DraftForm", "FileForm", "ReasonForm", "SignForm", "TongueForm"]
