"""Forms of one's own key, which keep nothing of what is typed; and of how long records are kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from openbeat.core.vault import queries, records
from openbeat.core.vault.facts import Period, Reason
from openbeat.core.vault.models import HoldSort
from openbeat.core.vault.phrases import SHORTEST
from openbeat.kit.refs import Ref

LONGEST = 400


def _field(label: Any, complete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": complete, "spellcheck": "false", "autocapitalize": "none"})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **more)


def _phrase(label: Any) -> forms.CharField:
    words = _("Take the one above, or one of your own.")
    short = ngettext_lazy(
        "This is too short. It needs %(limit_value)d sign.",
        "This is too short. It needs %(limit_value)d signs.",
        SHORTEST,
    )
    more = {"error_messages": {"min_length": short}}
    return _field(label, "new-password", min_length=SHORTEST, help_text=words, **more)


class UnlockForm(forms.Form):
    """The passphrase, and where to go then."""

    proof = "passphrase"  # the field that a wrong passphrase stands beside

    passphrase = _field(_("Passphrase"), "current-password")
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class NewPhraseForm(forms.Form):
    """A passphrase, typed twice: what is written down wrongly shows now, not in a month."""

    passphrase = _phrase(_("Passphrase"))
    again = _field(_("The same once more, from your note"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        found = super().clean() or {}
        if found.get("passphrase") and found.get("again") and found["passphrase"] != found["again"]:
            self.add_error("again", _("These two are not the same. Look at your note, and type both again."))
        return found


class ChangePhraseForm(NewPhraseForm):
    """The passphrase of today, and the next one twice."""

    proof = "old"

    old = _field(_("The passphrase of today"), "current-password")
    passphrase = _phrase(_("The new passphrase"))
    field_order = ("old", "passphrase", "again")


def _kinds() -> list[tuple[str, Any]]:
    return [(each.kind, each.label) for each in records.offered()]


def _sealed() -> list[tuple[str, Any]]:
    return [(each.kind, each.label) for each in records.offered() if each.sealed]


def _outcomes() -> list[tuple[str, Any]]:
    """Each kind of record, whole and by outcome, as one list."""
    found: list[tuple[str, Any]] = []
    for each in filter(lambda each: each.settable, records.offered()):
        if not each.outcomes:
            found.append((f"{each.kind}|", each.label))
            continue
        for code, label in (*each.outcomes, ("", queries.REST)):
            found.append((f"{each.kind}|{code}", format_lazy("{kind}: {rest}", kind=each.label, rest=label)))
    return found


def _languages() -> list[tuple[str, Any]]:
    return [(code, name) for code, name in settings.LANGUAGES if code != "qps"]


class SeriesForm(forms.Form):
    """For how long one kind of record is kept."""

    series = forms.ChoiceField(label=_("Kind of record"), choices=_outcomes)
    months = forms.IntegerField(label=_("Months after closing"), min_value=1, max_value=1200)
    law = forms.CharField(
        label=_("Under which law or schedule"), help_text=_("Everybody can read this."), max_length=300
    )
    language = forms.ChoiceField(label=_("Language of these words"), choices=_languages)

    def period(self) -> Period:
        """What was typed."""
        kind, _sep, outcome = self.cleaned_data["series"].partition("|")
        return Period(kind, outcome, *(self.cleaned_data[name] for name in ("months", "law", "language")))


class _RecordForm(forms.Form):
    """Which record: its kind and its number."""

    kind = forms.ChoiceField(label=_("Kind of record"), choices=_kinds)
    number = forms.IntegerField(label=_("Its number"), min_value=1)

    def ref(self) -> Ref:
        """The record."""
        return Ref(self.cleaned_data["kind"], str(self.cleaned_data["number"]))


class HoldForm(_RecordForm):
    """A hold or an open request on a record."""

    sort = forms.ChoiceField(label=_("What holds it"), choices=HoldSort.choices)
    words = forms.CharField(
        label=_("Why"), help_text=_("A court and a file number. Nothing of what the record says."), max_length=300
    )
    language = forms.ChoiceField(label=_("Language of these words"), choices=_languages)

    def clean(self) -> dict[str, Any]:
        """A hold on a number that was typed wrongly would protect nothing."""
        found = super().clean() or {}
        if found.get("kind") and found.get("number") and not queries.is_there(self.ref()):
            self.add_error("number", _("There is no record of this kind with this number."))
        return found

    def reason(self) -> Reason:
        """What was typed."""
        facts = self.cleaned_data
        return Reason(HoldSort(facts["sort"]), facts["words"], facts["language"])


REASONS = (
    ("court", _("A court ordered it")),
    ("asked_by_subject", _("The person it is about asked for it")),
    ("by_hand", _("The period is over; not left to the rule")),
)


class DestroyForm(_RecordForm):
    """Destroy one matter by hand."""

    kind = forms.ChoiceField(label=_("Kind of record"), choices=_sealed)
    reason = forms.ChoiceField(label=_("Why"), choices=REASONS)
    sure = forms.BooleanField(label=_("I know that it cannot be undone"))
