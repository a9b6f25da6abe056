"""Fields for files that were sealed while they arrived, and the form that adds them to a matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from openbeat.core.evidence.arriving import MOST_FILES, Arrived, SealedUpload

ACCEPT = "image/*,video/*,audio/*,application/pdf,text/plain"


class FilesInput(forms.FileInput):
    """Several files at once, by the browser's own button."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All files that were sent under this name."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class SealedFilesField(forms.Field):
    """Gives a list of `Arrived`; a file that is unfit is an error beside the field. The view is `takes_files`."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("Pictures, videos, sound or papers"))
        kwargs.setdefault("help_text", self._help())
        super().__init__(**kwargs)

    def _help(self) -> Any:
        return format_lazy(
            _("Up to {most} in all. Each file is sealed while it arrives, and kept as you sent it."),
            most=lazy(filesizeformat, str)(settings.OPENBEAT_EVIDENCE_BYTES),
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let a telephone offer its camera."""
        return {**super().widget_attrs(widget), "accept": ACCEPT, "multiple": True}

    def clean(self, value: Any) -> list[Arrived]:
        """What arrived; raises ValidationError with the sentence for what did not."""
        uploads: Sequence[Any] = [each for each in value or () if each]
        if self.required and not uploads:
            raise ValidationError(_("Choose a file first."), code="required")
        faults = []
        for upload in uploads[: MOST_FILES + 1]:  # of many too many, one says so
            if not isinstance(upload, SealedUpload):  # it would lie on the disk in clear
                raise TypeError("a form with sealed files belongs to a view that takes_files")
            if upload.arrival.unfit:
                faults.append(f"\u2068{upload.name}\u2069: {upload.arrival.unfit.sentence}")
        if faults:
            raise ValidationError(faults, code="unfit")
        return [upload.arrival.arrived for upload in uploads if upload.arrival.arrived]


CHOOSE_AGAIN = _("Choose your files once more: a page cannot keep them.")


class WithFiles(forms.Form):
    """A form with `sent`: where anything in it is wrong, it says that the files must be chosen once more."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Whatever is wrong, the page that says so comes back without the files."""
        super().add_error(field, error)
        if self.files and not self.has_error("sent", "again"):
            super().add_error("sent", ValidationError(CHOOSE_AGAIN, code="again"))


class AddForm(WithFiles):
    """Files for a matter that is there already; a reader may say that they are redacted copies."""

    sent = SealedFilesField(required=True)
    parent = forms.TypedChoiceField(
        label=_("What is it?"), coerce=int, empty_value=None, required=False, choices=[("", _("A file of its own"))]
    )

    def __init__(self, *args: Any, originals: Sequence[tuple[int, int]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not originals:
            del self.fields["parent"]
            return
        copies = [(pk, _("A redacted copy of file %(number)s") % {"number": number}) for pk, number in originals]
        self.fields["parent"].choices = [("", _("A file of its own")), *copies]  # type: ignore[attr-defined]
