"""The page of a work: its source and its words side by side, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.utils.translation import ngettext

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import MACHINE, Place, beside, left_over, origin_of
from openbeat.apps.translators.forms import CreditForm, DraftForm, FileForm, ReasonForm, SignForm
from openbeat.apps.translators.lifecycle import Act
from openbeat.apps.translators.services.machines import works_on_it
from openbeat.apps.translators.services.reading import opened
from openbeat.apps.translators.views.marking import Passage, passage
from openbeat.core.translation import machine
from openbeat.core.translation.passages import join
from openbeat.core.web.addresses import tag_of
from openbeat.core.web.http import Request, page
from openbeat.kit import sms
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page
    from django.forms import BoundField
    from django.http import HttpResponse

    from openbeat.apps.translators.views.finding import Found
    from openbeat.kit.policy import Verdict

PER_PAGE = 200  # passages


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of the page: its source, marked; its words, or the fields for them; and what clashes with these."""

    number: int
    place: Place
    source: Passage
    fields: tuple[BoundField, ...] = ()
    clash: str = ""


def listed_of(request: Request, places: Sequence[Place]) -> Page[Place]:
    """The passages of a long text, a part on each page."""
    return Paginator(places, PER_PAGE).get_page(request.GET.get("page"))


def part_of(listed: Page[Place]) -> range:
    """Which passages stand on this page."""
    return range(max(listed.start_index() - 1, 0), listed.end_index())


def page_query(part: range) -> str:
    """How the address of this page ends."""
    return f"?page={part.start // PER_PAGE + 1}" if part.start else ""


def work_page(request: Request, found: Found, status: int = 200, **given: Any) -> HttpResponse:
    """The page as this actor sees it; `given` are forms that were filled in, and what to say about them."""
    work, doors, pieces = found.work, found.doors(request), queries.draft_of(found.work)
    stands = beside(pieces, found.source.words)
    places = given.pop("places", stands)
    listed = listed_of(request, places)
    part = part_of(listed)
    form = given.pop("form", None)
    if form is None and doors[Act.SAVE]:
        form = DraftForm(places, part, (work.language, work.version))
    context = {
        "found": found,
        "line": queries.line_of(work, found.source),
        "doors": doors,
        "rows": _rows(found, places, part, form, given.pop("clashes", {})),
        "listed": listed,
        "page_of": page_query(part),
        "gone": left_over(pieces, stands),
        "begins_anew": work.anew_at == work.version > 1 and not any(piece.words for piece in pieces),
        "origin": origin_of(stands),
        "size": sms.length(join([place.words for place in stands])) if found.source.sms else None,
        "hidden": [form["version"], form["shown"]] if form else [],
        "form": form,
        "why_not": "",
        "source_tag": tag_of(found.source.language),
        "into_tag": tag_of(work.language),
    }
    context |= _forms(request, found, doors, by_machine=origin_of(stands) == MACHINE)
    return page(request, "translators/work.html", status=status, **(context | given))


def say_left_out(request: Request, count: int) -> None:
    """Say of how many passages the words were left out, if of any."""
    if count:
        said = ngettext(
            "%(n)s passage does not stand in the text any more. Its words were left out.",
            "%(n)s passages do not stand in the text any more. Their words were left out.",
            count,
        )
        messages.warning(request, said % {"n": count})


def again(request: Request, found: Found, status: int, **given: Any) -> HttpResponse:
    """The page as the answer to a form that was refused: that its words are read is on record, as always."""
    opened(found.source, by=request.actor, at=now())
    return work_page(request, found, status, **given)


def _forms(request: Request, found: Found, doors: dict[str, Verdict], *, by_machine: bool) -> dict[str, Any]:
    """The forms as they begin."""
    name = _public_name(request)
    return {
        "credit_form": CreditForm(initial={"name": name}),
        "reason_form": ReasonForm(),
        "file_form": FileForm(),
        "machine": _machine(found) if doors[Act.ASK_MACHINE] else None,
        "drafting": works_on_it(found.work, now()),
        "sign_form": SignForm(initial={"version": found.work.version, "name": name}, machine=by_machine),
    }


def _machine(found: Found) -> Verdict:
    """Whether a machine may be asked, or why not."""
    return machine.may(found.source.language, found.work.language, queries.secrecy_of(found.source))


def _public_name(request: Request) -> str:
    return request.actor.person.name_public if request.actor.person else ""


def _rows(
    found: Found, places: Sequence[Place], part: range, form: DraftForm | None, clashes: dict[int, str]
) -> list[Row]:
    source, into = found.source.language, found.work.language
    return [
        Row(
            number + 1,
            places[number],
            passage(places[number], source, into),
            tuple(form.fields_of(number)) if form else (),
            clashes.get(number, ""),
        )
        for number in part
    ]
