"""The forms with which somebody blacks out: each choice is added to the plan, and the last button makes the result."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from openbeat.core.redaction import pages as paper
from openbeat.core.redaction import plans, texts
from openbeat.core.redaction.pages import Box, Choices
from openbeat.core.redaction.reasons import Reason
from openbeat.core.redaction.texts import LONGEST_NOTE, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import QueryDict

    from openbeat.core.redaction.pages import Page
    from openbeat.core.redaction.texts import Sentence

LONGEST = 100_000
LONGEST_PLACE = 10
DONE = "done"  # what the last button says


class RedactionForm(forms.Form):
    """What both have: the plan so far, words to find everywhere, the reason, what is taken back, what may stand."""

    plan = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST)
    passages = forms.CharField(
        label=_("Words to black out wherever they stand"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("One name or number in each line. It is found in capitals, with other accents, and spread out."),
    )
    reason = forms.ChoiceField(label=_("Why is it blacked out?"), choices=Reason.choices, required=False)
    note = forms.CharField(
        label=_("In a few words, where none of these reasons fits"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    do = forms.CharField(required=False, widget=forms.HiddenInput)

    data: QueryDict

    def clean_reason(self) -> Reason:
        """The reason, of which the first one is meant where none was chosen."""
        return Reason(self.cleaned_data["reason"] or Reason.PERSON)

    def clean(self) -> dict[str, Any]:
        """Words are needed where the reason says nothing."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if facts.get("reason") == Reason.OTHER and not facts.get("note") and self._adds():
            raise ValidationError(_("Say in a few words why, where none of the reasons fits."))
        return facts

    def _adds(self) -> bool:
        return bool(self.cleaned_data.get("passages") or self._list("choose"))

    @property
    def finishes(self) -> bool:
        """Whether the last button was pressed."""
        return self.data.get("do") == DONE

    @property
    def allowed(self) -> list[str]:
        """Words that may stand although they are blacked out elsewhere."""
        return self._list("allow")

    def _list(self, name: str) -> list[str]:
        return self.data.getlist(name) if self.is_bound else []

    def _kept(self, count: int) -> Iterator[int]:
        back = set(self._list("back"))
        return (place for place in range(count) if str(place) not in back)

    @property
    def _why(self) -> tuple[Reason, str]:
        return self.cleaned_data["reason"], self.cleaned_data["note"]

    def _lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["passages"].splitlines() if line.strip()]


def _is_place(text: str) -> bool:
    """Whether it is a number that a place can have: thousands of figures are none."""
    return text.isdecimal() and len(text) < LONGEST_PLACE


class TextForm(RedactionForm):
    """Blacks out passages of one text, by its sentences and words, or by typing what is to go."""

    def __init__(self, text: str, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.text = text

    def clean_plan(self) -> list[Span]:
        """The plan so far. Raises ValidationError where it is not ours."""
        try:
            return plans.read(self.cleaned_data["plan"])
        except ValueError as fault:
            raise ValidationError(_("This page was changed on its way. Open it again.")) from fault

    @cached_property
    def spans(self) -> list[Span]:
        """The whole plan: what was chosen before without what was taken back, and what was chosen now."""
        if not self.is_bound or not self.is_valid():
            return []
        before: list[Span] = self.cleaned_data["plan"]
        found = [before[place] for place in self._kept(len(before))]
        found += [span for line in self._lines() for span in texts.everywhere(self.text, line, *self._why)]
        found += self._chosen()
        return texts.settled(self.text, found)

    def _chosen(self) -> Iterator[Span]:
        for value in self._list("choose"):
            start, _dash, end = value.partition("-")
            if _is_place(start) and _is_place(end):
                yield Span(int(start), int(end), *self._why)

    @property
    def written(self) -> str:
        """The plan, to travel on."""
        return plans.written(self.spans)

    @property
    def sentences(self) -> list[Sentence]:
        """What can be chosen."""
        return texts.sentences(self.text)

    @property
    def gone(self) -> list[tuple[int, str, Any]]:
        """What the plan takes: its number, the words, and why."""
        return [(n, self.text[span.start : span.end], span.reason.label) for n, span in enumerate(self.spans)]

    @property
    def preview(self) -> str:
        """The text as it would be now, whatever still stands elsewhere."""
        return texts.black_out(self.text, self.spans, _anything(self.text, self.spans))

    def result(self) -> str:
        """The text with the plan carried out. Raises StillThere."""
        return texts.black_out(self.text, self.spans, self.allowed)


def _anything(text: str, spans: Sequence[Span]) -> list[str]:
    taken = [text[span.start : span.end] for span in spans]
    return texts.standing(text, taken)


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """One page as the form shows it: its picture, the boxes on it so far, and what was decided about its words."""

    place: int
    page: Page
    boxes: list[tuple[int, Box]]
    typed: str
    layer: bool

    @property
    def number(self) -> int:
        """As a person counts."""
        return self.place + 1

    @property
    def picture(self) -> str:
        """The picture as an address that holds it: it stands nowhere on the server."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.page.picture).decode()}"

    @property
    def rectangles(self) -> list[dict[str, float]]:
        """The boxes in pixels of the picture."""
        wide, high = self.page.width, self.page.height
        return [
            {
                "x": round(box.left * wide),
                "y": round(box.top * high),
                "width": round((box.right - box.left) * wide),
                "height": round((box.bottom - box.top) * high),
            }
            for _number, box in self.boxes
        ]

    @property
    def words(self) -> list[tuple[int, str]]:
        """The words that a person sees on it, each with its place."""
        return [(n, word.text) for n, word in enumerate(self.page.words) if word.drawn]

    @property
    def unseen(self) -> list[tuple[int, str]]:
        """The words in the file that nobody sees on the page, as in a scan."""
        return [(n, word.text) for n, word in enumerate(self.page.words) if not word.drawn]


PERCENT: dict[str, Any] = {"min_value": 0, "max_value": 100, "required": False}


class PagesForm(RedactionForm):
    """Blacks out places on pages: by words, by typing what is to go, or by a box in hundredths of the page."""

    page = forms.IntegerField(label=_("Page"), min_value=1, required=False)
    left = forms.FloatField(label=_("From the left, in percent"), **PERCENT)
    right = forms.FloatField(label=_("To, from the left, in percent"), **PERCENT)
    top = forms.FloatField(label=_("From the top, in percent"), **PERCENT)
    bottom = forms.FloatField(label=_("To, from the top, in percent"), **PERCENT)
    corners = ("left", "top", "right", "bottom")

    def __init__(self, pages: Sequence[Page], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.pages = pages

    def clean_plan(self) -> list[Box]:
        """The plan so far. Raises ValidationError where it is not ours."""
        try:
            return plans.read_boxes(self.cleaned_data["plan"])
        except ValueError as fault:
            raise ValidationError(_("This page was changed on its way. Open it again.")) from fault

    def clean(self) -> dict[str, Any]:
        """A box has its page and four edges in order, or none of them."""
        facts = super().clean()
        edges = [facts.get(name) for name in self.corners]
        if facts.get("page") is None or all(edge is None for edge in edges):
            return facts
        if any(edge is None for edge in edges) or edges[0] >= edges[2] or edges[1] >= edges[3]:  # type: ignore[operator]
            raise ValidationError(_("A box has a left, right, upper and lower edge, in this order."))
        return facts

    def _adds(self) -> bool:
        return super()._adds() or self.cleaned_data.get("left") is not None

    @cached_property
    def boxes(self) -> list[Box]:
        """The whole plan: what was chosen before without what was taken back, and what was chosen now."""
        if not self.is_bound or not self.is_valid():
            return []
        before: list[Box] = self.cleaned_data["plan"]
        found = [before[place] for place in self._kept(len(before))]
        found += [box for line in self._lines() for box in paper.find(self.pages, line, *self._why)]
        return [*found, *self._chosen(), *self._drawn()]

    def _chosen(self) -> Iterator[Box]:
        for value in self._list("choose"):
            page, _dash, word = value.partition("-")
            if _is_place(page) and _is_place(word) and int(page) < len(self.pages):
                words = self.pages[int(page)].words
                if int(word) < len(words):
                    yield paper.over(int(page), words[int(word)], *self._why)

    def _drawn(self) -> Iterator[Box]:
        edges = [self.cleaned_data.get(name) for name in self.corners]
        page = self.cleaned_data.get("page")
        if page and page <= len(self.pages) and None not in edges:
            left, top, right, bottom = (float(edge or 0) / 100 for edge in edges)
            yield Box(page - 1, left, top, right, bottom, *self._why)

    @property
    def written(self) -> str:
        """The plan, to travel on."""
        return plans.written_boxes(self.boxes)

    @property
    def choices(self) -> Choices:
        """What is decided beside the boxes."""
        layers = frozenset(int(page) for page in self._list("layer") if _is_place(page))
        typed = {n: words for n in range(len(self.pages)) if (words := self._typed(n))}
        return Choices(layers, frozenset(self.allowed), typed)

    def _typed(self, page: int) -> str:
        return self.data.get(f"typed-{page}", "").strip()[:LONGEST] if self.is_bound else ""

    @property
    def sheets(self) -> list[Sheet]:
        """The pages as the form shows them."""
        boxes = list(enumerate(self.boxes))
        return [Sheet(n, page, [one for one in boxes if one[1].page == n], self._typed(n), n in self.choices.layers)
                for n, page in enumerate(self.pages)]  # fmt: skip
