"""What translators and those who ask fill in."""

from openbeat.apps.translators.forms.asking import ALL, AskForm, TongueForm
from openbeat.apps.translators.forms.works import CreditForm, DraftForm, ReasonForm, SignForm

__all__ = ["ALL", "AskForm", "CreditForm", "DraftForm", "ReasonForm", "SignForm", "TongueForm"]
