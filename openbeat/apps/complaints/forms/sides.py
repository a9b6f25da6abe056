"""Forms about clocks, harm, the officer's side, and what goes to others: they check, and save nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.forms.filing import LONGEST, WordsForm
from openbeat.apps.complaints.lifecycle import Words
from openbeat.apps.complaints.lifecycle.clocks import PAUSING, Paused, Reason
from openbeat.apps.complaints.lifecycle.retaliation import Reply
from openbeat.apps.complaints.lifecycle.sides import Given, Heard, NotYet, Outgoing, Paper, Since, To
from openbeat.core.people.forms import AccountField
from openbeat.core.translation.forms import language_field
from openbeat.core.web.forms import DayField
from openbeat.kit.refs import Ref, row_number

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Accused, Complaint

PRESSED = _("Somebody put pressure on me so that I withdraw it.")


class OneForm(forms.Form):
    """A form on the page of a matter; it knows which one, for its choices."""

    prefix: str = ""

    def __init__(self, complaint: Complaint, data: Any = None, **more: Any) -> None:
        more.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(data, **more)
        self.complaint = complaint
        self.choose()

    def choose(self) -> None:
        """Fill in what can be chosen in this matter."""


class MoreWordsForm(OneForm, WordsForm):
    """Words in a matter."""


class HarmForm(MoreWordsForm):
    """How somebody is harmed for having complained."""


class HarmReadForm(MoreWordsForm):
    """That it was read."""


class FewWordsForm(OneForm):
    """Words that may be left out."""

    text = forms.CharField(
        label=_("Your words"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = language_field()


class PressedForm(FewWordsForm):
    """Whether somebody pressed whoever complained into withdrawing it: a tick is enough."""

    pressed = forms.BooleanField(label=_("Somebody put pressure on me"), required=False)
    field_order = ("pressed",)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["language"].required = False
        self.fields["text"].label = _("Did anybody put pressure on you? Who, and how? You can leave it empty.")

    def said(self) -> Words | None:
        """What somebody did; None where nobody pressed them."""
        kept = self.cleaned_data
        language = kept["language"] or self.complaint.language
        with translation.override(language if language in dict(settings.LANGUAGES) else None):
            words = kept["text"].strip() or (str(PRESSED) if kept["pressed"] else "")
        return Words(words, language) if words else None


class PauseForm(FewWordsForm):
    """Why every clock stands still."""

    reason = forms.ChoiceField(
        label=_("Why does the clock stand still?"), choices=[(each, each.label) for each in PAUSING]
    )
    field_order = ("reason",)

    def paused(self) -> Paused:
        """What was chosen and written."""
        kept = self.cleaned_data
        return Paused(Reason(kept["reason"]), kept["text"], kept["language"])


class ShiftForm(OneForm):
    """A new day for the answer."""

    due = DayField(label=_("The answer comes by"))
    reason = forms.ChoiceField(label=_("Why is it later?"), choices=Reason.choices)


class LimitForm(OneForm):
    """The state's limit, where the rule does not fit."""

    ends_on = DayField(label=_("Last day for discipline"))
    since = forms.ChoiceField(label=_("Why is that the day?"), choices=Since.choices)


class ReplyForm(FewWordsForm):
    """What whoever complained answers to the question after harm."""

    harmed = forms.ChoiceField(
        label=_("Does anybody harm you because you complained?"),
        choices=[("no", _("No")), ("yes", _("Yes. It is taken down as an allegation of its own."))],
        widget=forms.RadioSelect,
    )
    field_order = ("harmed",)

    def reply(self) -> Reply:
        """What was answered."""
        kept = self.cleaned_data
        return Reply(kept["harmed"] == "yes", kept["text"], kept["language"])


class PressForm(OneForm):
    """A button, and nothing to fill in."""


class OfOneForm(OneForm):
    """About one officer of the matter, by number."""

    number = forms.ChoiceField(label=_("Which officer?"))
    field_order: tuple[str, ...] = ("number", "email")

    def choose(self) -> None:
        """The officers of this matter."""
        rows = queries.accused_rows(self.complaint)
        known = [(str(each.number), _("Officer %(number)s") % {"number": each.number}) for each in rows]
        self.fields["number"].choices = known  # type: ignore[attr-defined]
        number = row_number(self.data.get("number", ""))
        self.of: Accused | None = queries.officer(self.complaint, number) if number is not None else None

    def clean(self) -> dict[str, Any]:
        """The officer must be one of this matter."""
        if self.of is None:
            raise ValidationError(_("There is no such officer in this matter."))
        return self.cleaned_data


class AnyEmailForm(forms.Form):
    """Somebody who has an account here, on a page that is no matter's."""

    email = AccountField(label=_("E-mail address of their account"))


class EmailForm(OneForm, AnyEmailForm):
    """The same on the page of a matter."""


class TellForm(OfOneForm, EmailForm, WordsForm):
    """What an officer is told."""


class PraiseForm(EmailForm, WordsForm):
    """The words of praise as an officer reads them, without who said them."""

    field_order = ("email",)


class NotYetForm(OfOneForm):
    """Why an officer is not told yet."""

    why = forms.ChoiceField(label=_("Why not yet?"), choices=NotYet.choices)
    until = DayField(label=_("Look at it again on"))


class OutcomeForm(OfOneForm, WordsForm):
    """What was decided about an officer, and why, written for them."""


class LetReadForm(OfOneForm):
    """An officer who was told on paper has a key now."""


class OfficerForm(WordsForm):
    """What an officer writes."""

    sort = forms.ChoiceField(label=_("What is it?"), choices=Paper.choices)
    field_order = ("sort",)


class FromPaperForm(OfOneForm, WordsForm):
    """What an officer wrote on paper, and when it came."""

    sort = forms.ChoiceField(label=_("What is it?"), choices=Paper.choices)
    came_on = DayField(label=_("The day on which it came"))
    field_order = ("number", "sort", "came_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("The words")


class StatementForm(MoreWordsForm):
    """What an officer or a witness said."""

    given = forms.ChoiceField(label=_("How was it given?"), choices=Given.choices, widget=forms.RadioSelect)
    whose = forms.ChoiceField(label=_("Whose is it?"))
    field_order = ("given", "whose")

    def choose(self) -> None:
        """The officers of the matter, or a witness."""
        officers = [
            (str(each.pk), _("Officer %(number)s") % {"number": each.number})
            for each in queries.accused_rows(self.complaint)
        ]
        self.fields["whose"].choices = [("", _("A witness")), *officers]  # type: ignore[attr-defined]
        self.fields["whose"].required = False

    def heard(self) -> Heard:
        """What was taken down."""
        kept = self.cleaned_data
        whose = int(kept["whose"]) if kept["whose"] else None
        return Heard(Given(kept["given"]), kept["text"], kept["language"], whose)


class SourceForm(OneForm):
    """One text was made from another."""

    made = forms.ChoiceField(label=_("This text"))
    source = forms.ChoiceField(label=_("was made from"))

    def choose(self) -> None:
        """The texts of the matter."""
        known = [(str(ref), label) for ref, label in queries.texts_of(self.complaint)]
        for name in ("made", "source"):
            self.fields[name].choices = [("", _("Choose a text")), *known]  # type: ignore[attr-defined]


class ReferForm(MoreWordsForm):
    """What is sent to somebody else."""

    to = forms.ChoiceField(label=_("To whom?"), choices=To.choices)
    whom = forms.CharField(label=_("Which office, and who there?"), max_length=300)
    criminal = forms.BooleanField(label=_("It is a criminal matter"), required=False)
    reply_due = DayField(label=_("They are to reply by"), required=False)
    items = forms.MultipleChoiceField(label=_("What was sent"), required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ("to", "whom", "criminal", "reply_due", "items")

    def choose(self) -> None:
        """What may be sent: nothing that was compelled, or comes from it."""
        refused = queries.derived(self.complaint)
        known = [(str(ref), label) for ref, label in queries.texts_of(self.complaint) if ref not in refused]
        self.fields["items"].choices = known  # type: ignore[attr-defined]

    def out(self) -> Outgoing:
        """What was written and chosen."""
        kept = self.cleaned_data
        return Outgoing(
            To(kept["to"]), kept["whom"], kept["text"], kept["language"], kept["reply_due"], kept["criminal"]
        )

    def refs(self) -> list[Ref]:
        """The texts and files."""
        return [Ref.parse(each) for each in self.cleaned_data["items"]]


class StatementReaderForm(OneForm):
    """One more of the readers of the matter."""

    person = forms.TypedChoiceField(label=_("Who else may read it?"), coerce=int)

    def choose(self) -> None:
        """Those who read the matter."""
        readers = [
            (reader.person.pk, reader.person.name) for reader in queries.readers_of(self.complaint) if reader.still
        ]
        self.fields["person"].choices = [("", _("Choose somebody")), *readers]  # type: ignore[attr-defined]


class ReferralReplyForm(MoreWordsForm):
    """What came back from somebody else."""
