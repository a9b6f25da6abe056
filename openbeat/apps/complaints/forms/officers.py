"""Whom it is about: several officers, each as far as they are known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.forms.steps import LONG
from openbeat.apps.complaints.forms.where import QUIET, SHORT
from openbeat.apps.complaints.lifecycle import Officer, Said

MOST_OFFICERS = 12


class OfficerForm(forms.Form):
    """One whom it is about."""

    name = forms.CharField(label=_("Name"), max_length=SHORT, required=False, widget=forms.TextInput(attrs=QUIET))
    badge = forms.CharField(
        label=_("Badge number, or the number of the car"),
        max_length=SHORT,
        required=False,
        widget=forms.TextInput(attrs=QUIET),
    )
    looks = forms.CharField(
        label=_("What did they look like? What did they do?"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **QUIET}),
    )


OfficerForms = formset_factory(OfficerForm, extra=1, max_num=MOST_OFFICERS, absolute_max=MOST_OFFICERS)


def officers_said(formset: Any) -> tuple[Officer, ...]:
    """Those of whom something was written."""
    kept = (form.cleaned_data for form in formset.forms)
    return tuple(
        Officer(one["name"], one["badge"], one["looks"]) for one in kept if one and any(one[key] for key in one)
    )


def officers_before(said: Said) -> list[dict[str, str]]:
    """The officers that were named before."""
    return [{"name": one.name, "badge": one.badge, "looks": one.looks} for one in said.officers]
