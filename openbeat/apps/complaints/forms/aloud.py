"""A recording of the questions: which step, in which language, and a file that is sound by what is in it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from openbeat.core.evidence.kinds import HEAD, kind_of
from openbeat.core.files import store
from openbeat.core.files.checking import Checked, Unfit
from openbeat.core.translation.forms import language_field

NO_SOUND = _("This is no sound that browsers play, by what is in it. Save it as MP3 or M4A, and send that.")


class SoundField(forms.FileField):
    """Gives a `Checked`, whole on the disk; what is no sound, or too large, is an error beside the field."""

    widget = forms.FileInput(attrs={"accept": "audio/*"})

    def clean(self, data: Any, initial: Any = None) -> Checked:
        """Look at what it is, whatever its name says."""
        upload, most = super().clean(data, initial), settings.OPENBEAT_PHOTO_BYTES
        if getattr(upload, "too_large", False) or upload.size > most:
            raise ValidationError(_("This file is larger than %(most)s. Send a smaller one."), params={
                "most": filesizeformat(most)
            })  # fmt: skip
        content = upload.read()
        try:
            kind = kind_of(content[:HEAD])
        except Unfit as fault:
            raise ValidationError(NO_SOUND) from fault
        if not (kind.media_type.startswith("audio/") and kind.shown):
            raise ValidationError(NO_SOUND)
        mark = sha256(content).hexdigest()
        return Checked(store.write(content), f"questions{kind.ending}", kind.media_type, len(content), mark, mark)


class AloudForm(forms.Form):
    """One recording."""

    step = forms.ChoiceField(label=_("Which step?"))
    language = language_field(_("Language that is spoken"))
    sound = SoundField(
        label=_("The recording"),
        help_text=_("Read the heading and each question as they stand on the page. MP3 or M4A."),
    )

    def __init__(self, steps: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = list(steps.items())  # type: ignore[attr-defined]
