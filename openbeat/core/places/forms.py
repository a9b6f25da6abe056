"""Forms for areas and posts: they check what is typed; services decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.core.department import tongues
from openbeat.core.hooks import roles
from openbeat.core.places import queries
from openbeat.core.places.facts import Facts, Reach
from openbeat.core.places.models import Kind, PreferredWay

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from openbeat.core.places.models import Area, Post

MOST_BYTES = 2 * 1024 * 1024  # larger ones go by the command line, which holds nobody up
KINDS = [(kind.value, kind.label) for kind in Kind if kind is not Kind.DEPARTMENT]


def parents() -> list[tuple[str, str]]:
    """The department and its districts, to choose in which of them an area lies."""
    found = queries.areas(Kind.DEPARTMENT, Kind.DISTRICT)
    return [(str(area.pk), f"{area.get_kind_display()}: {area.name}") for area in found]


class AreaForm(forms.Form):
    """What is said about an area."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=80)
    name_language = forms.ChoiceField(label=_("Language of the name"), choices=tongues.of_pages)
    number = forms.CharField(label=pgettext_lazy("of an area", "Number"), max_length=20, required=False)
    population = forms.IntegerField(
        label=_("How many people live here"), min_value=0, max_value=100_000_000, required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken here"), choices=tongues.spoken, widget=forms.CheckboxSelectMultiple, required=False
    )
    about = forms.CharField(
        label=_("About this area"), max_length=2000, required=False, widget=forms.Textarea({"rows": 5}),
        help_text=_("Two or three plain sentences. Everybody can read this."),
    )  # fmt: skip
    about_language = forms.ChoiceField(label=_("Language of this text"), choices=tongues.of_pages)

    @staticmethod
    def first(area: Area) -> dict[str, Any]:
        """What stands now, to begin with."""
        return {name: getattr(area, name) for name in (*Facts.__dataclass_fields__, "version")}

    def facts(self) -> Facts:
        """What was typed about the area itself."""
        return Facts(**{name: self.cleaned_data[name] for name in Facts.__dataclass_fields__})


class NewAreaForm(AreaForm):
    """An area that is not here yet."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    parent = forms.ChoiceField(label=_("Lies in"), choices=parents, required=False)
    field_order = ("kind", "parent")


class PostForm(forms.Form):
    """How a post is reached."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    telephone = forms.CharField(
        label=_("Telephone of the post"), help_text=_("Not a person's own number."), max_length=40, required=False
    )
    email = forms.EmailField(label=_("E-mail of the post"), help_text=_("Not a person's own address."), required=False)
    hours = forms.CharField(
        label=pgettext_lazy("of a post", "Hours"),
        help_text=_("For instance: Tuesdays 16:00 to 19:00 at the library."),
        max_length=300,
        required=False,
    )
    hours_language = forms.ChoiceField(label=_("Language in which you wrote the hours"), choices=tongues.of_pages)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken by whoever holds the post"), choices=tongues.spoken,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    preferred = forms.ChoiceField(
        label=_("Best way to reach this post"),
        choices=[("", _("No way is better")), *PreferredWay.choices],
        required=False,
    )

    @staticmethod
    def first(post: Post) -> dict[str, Any]:
        """What stands now, to begin with."""
        return {name: getattr(post, name) for name in (*Reach.__dataclass_fields__, "version")}

    def reach(self) -> Reach:
        """What was typed, without the version."""
        return Reach(**{name: self.cleaned_data[name] for name in Reach.__dataclass_fields__})


class NewPostForm(forms.Form):
    """A post that an area does not have yet."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: [(role.name, role.label) for role in roles.offered()])


class ImportForm(forms.Form):
    """A file of boundaries."""

    file = forms.FileField(
        label=_("GeoJSON file"),
        help_text=_(
            "At most 2 MB, in degrees of longitude and latitude (WGS84). For larger files, use: openbeat import areas"
        ),
    )
    kind = forms.ChoiceField(label=_("What it holds"), choices=KINDS, initial=Kind.BEAT)
    name_field = forms.CharField(
        label=_("Field with the name"),
        help_text=_("The property of each area that holds its name or number."),
        max_length=80,
    )

    def clean_file(self) -> bytes:
        """The bytes of a file that is small enough."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Simplify the boundaries, or use the command line."))
        content: bytes = upload.read()
        return content
