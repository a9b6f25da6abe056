"""A field for one photo: what it gives is checked, on the disk, and ready to be kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from openbeat.core.files.checking import PDF, PICTURES, Checked, Unfit, checked


class PhotoField(forms.FileField):
    """Gives a `Checked`, or None when no photo was sent; an unfit one is an error beside the field, the words stay."""

    widget = forms.FileInput

    def __init__(self, *, pdf: bool = False, **kwargs: Any) -> None:
        self.pdf = pdf
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("A photo"))
        kwargs.setdefault("help_text", self._help())
        super().__init__(**kwargs)

    def _help(self) -> Any:
        return format_lazy(
            _("Up to {most}. Where and when it was taken is removed. Please show no faces, homes or number plates."),
            most=lazy(filesizeformat, str)(settings.OPENBEAT_PHOTO_BYTES),  # in the words of the page
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let a telephone offer its camera and its pictures."""
        kinds = [*PICTURES, PDF] if self.pdf else PICTURES
        return {**super().widget_attrs(widget), "accept": ",".join(kinds)}

    def clean(self, data: Any, initial: Any = None) -> Checked | None:
        """Check what was sent; the sentence of Unfit becomes the error."""
        if data is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return checked(data, pdf=self.pdf)
        except Unfit as fault:
            raise ValidationError(fault.sentence, code="unfit") from fault
