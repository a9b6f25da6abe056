"""What whoever leads a meeting sets up for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.forms.meetings import WordsForm
from openbeat.apps.meetings.lifecycle import REMINDERS

if TYPE_CHECKING:
    from openbeat.core.places.models import Post

MOMENTS = dict(zip(REMINDERS, (_("A week before"), _("Three days before"), _("A day before"), _("Three hours before")),
                   strict=True))  # fmt: skip


class ExpectForm(forms.Form):
    """An officer who is expected."""

    who = forms.ChoiceField(label=_("Which officer is expected?"))
    name = forms.CharField(
        label=_("Name in public"),
        max_length=80,
        required=False,
        help_text=_("Only as that officer wants to be known. Without it the post stands there."),
    )

    def __init__(self, *args: Any, posts: list[tuple[Post, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post, _label in posts}
        known: list[tuple[str, Any]] = [(str(post.pk), label) for post, label in posts]
        self.fields["who"].choices = [*known, ("", _("Another officer"))]  # type: ignore[attr-defined]
        self.fields["who"].required = False

    @property
    def post(self) -> Post | None:
        """The post behind the choice, if it is one."""
        return self.posts.get(self.cleaned_data["who"])


class RemindForm(WordsForm):
    """A reminder."""

    hours = forms.TypedChoiceField(label=_("When?"), choices=list(MOMENTS.items()), coerce=int, initial=24)
    words = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    wanted = _("What will you report back to people?")
    hint = _("For example: what became of the three dark corners. It goes to everybody who said that they come.")
    field_order = ("hours", "words", "language")
