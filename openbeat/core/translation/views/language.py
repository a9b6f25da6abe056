"""The page on which a language is chosen and remembered."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache

from openbeat.core.translation import languages, ways
from openbeat.core.translation.forms import LanguageForm
from openbeat.core.web import wished
from openbeat.core.web.http import Request, open_to_all, page, reads, shows_and_takes, writes


@reads
def show(request: Request) -> HttpResponse:
    """Every language, each by its own name."""
    came_from = ways.back(request, request.headers.get("Referer", ""))
    return _page(request, LanguageForm(initial={"next": came_from}))


@writes
def take(request: Request) -> HttpResponse:
    """Remember the choice, or forget it, and lead back to the page that somebody came from."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    code, where = form.cleaned_data["language"], ways.back(request, form.cleaned_data["next"])
    response = HttpResponseRedirect(ways.in_language(where, code) if code else where)
    if code:
        ways.remember(response, code, for_long=True)
    else:
        ways.forget(response)
    return response


def _page(request: Request, form: LanguageForm, status: int = 200) -> HttpResponse:
    spoken = [languages.KNOWN[code] for code in wished.offered() if code in languages.KNOWN]
    remembered = wished.remembered(request.META.get("HTTP_COOKIE", ""))
    return page(request, "translation/language.html", status=status, form=form, spoken=spoken, remembered=remembered)


language = open_to_all(never_cache(shows_and_takes(show, take)))
