"""What a person says of a message."""

from __future__ import annotations

from django import forms

from openbeat.core.notices.lifecycle import Act

DECISIONS = (Act.TOLD, Act.POSTED, Act.NO_ANSWER, Act.WRONG, Act.CONFIRM, Act.RESEND, Act.GIVE_UP)


class DecisionForm(forms.Form):
    """One button: which decision it stands for."""

    act = forms.ChoiceField(choices=[(act.value, act.value) for act in DECISIONS])

    def decision(self) -> Act:
        """The act that was chosen."""
        return Act(self.cleaned_data["act"])
