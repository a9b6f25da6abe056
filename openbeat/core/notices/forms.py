"""What a person says of a message, and the form to follow something without an account."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.lifecycle import Act
from openbeat.core.web.forms import OpenForm
from openbeat.core.web.rights import beside

DECISIONS = (Act.TOLD, Act.POSTED, Act.NO_ANSWER, Act.WRONG, Act.CONFIRM, Act.RESEND, Act.GIVE_UP)


class DecisionForm(forms.Form):
    """One button: which decision it stands for."""

    act = forms.ChoiceField(choices=[(act.value, act.value) for act in DECISIONS])

    def decision(self) -> Act:
        """The act that was chosen."""
        return Act(self.cleaned_data["act"])


class FollowForm(OpenForm):
    """For whoever has no account: an address, asked before it is used."""

    what = forms.CharField(widget=forms.HiddenInput, max_length=101)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=beside(
            _(
                "We send one message there. You follow once you press the button in it. If nobody does, we forget the "
                "address after a week."
            )
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
