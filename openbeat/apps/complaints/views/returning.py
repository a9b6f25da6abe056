"""Words that could not be taken and whose page cannot be shown now: they come back in their form, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from openbeat.core.web.http import Request, page

if TYPE_CHECKING:
    from django.forms import Form

    from openbeat.apps.complaints.forms import WordsForm


@dataclass(frozen=True, slots=True)
class Way:
    """What can be done with the words: where the form goes, its button, and a page that helps, for another tab."""

    action: str
    button: Any
    act: str = ""
    helps: str = ""
    label: Any = ""
    danger: bool = False


def words_back(request: Request, form: WordsForm, why: Any, status: int, way: Way) -> HttpResponse | None:
    """Give what was typed back in a form that sends it once more; it is kept nowhere. None where nothing was typed."""
    if not form.data.get("text", "").strip():
        return None
    return page(request, "complaints/words.html", status=status, form=form, why=why, way=way)


def form_back(request: Request, form: Form, why: Any, opens: str) -> HttpResponse:
    """Give a whole form back on a page of its own, to be sent to the same address; `opens` is for another tab."""
    form.is_valid()
    return page(request, "complaints/kept.html", status=403, form=form, why=why, opens=opens)
