"""How a concern appears in a list, as one actor may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.translation import get_language

from openbeat.apps.concerns.lifecycle import REOPENED, STATIONS, Act, Category, Stage
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.policies import POLICY
from openbeat.core.hooks import texts
from openbeat.core.places import queries as places
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor
    from openbeat.kit.stages import Station


def placed(concern: Concern) -> Concern:
    """Give the concern its area out of the tree that the process keeps: a join would make an Area for every row."""
    if area := places.area(concern.area_id):
        concern.area = area
    return concern


class Shown(NamedTuple):
    """All that a line of a list says: by these values it is drawn once and kept, whoever looks."""

    key: int
    area: str
    kind: Category
    words: str  # empty where the title is not shown to whoever looks
    written_in: str
    station: Station
    stage: Stage
    again: bool
    me_toos: int
    own: bool
    named: bool
    private: bool
    looked_at: bool
    late: bool
    raised_at: datetime
    due_at: datetime | None
    answered_at: datetime | None

    @property
    def url(self) -> str:
        """Where the page of it is."""
        return reverse("concerns:detail", args=[self.key])

    @property
    def followed(self) -> str:
        """By what it is followed, as an address says it."""
        return f"{Concern._meta.label_lower}:{self.key}"

    @property
    def standing(self) -> str:
        """Where it stands, in a word."""
        return str(REOPENED if self.again else self.stage.label)

    @property
    def category(self) -> str:
        """What it is about."""
        return str(self.kind.label)

    @property
    def title(self) -> str:
        """The words a list shows."""
        return self.words or self.category

    @property
    def language(self) -> str:
        """The language of the title."""
        return self.written_in or get_language() or "en"

    @property
    def slot(self) -> str:
        """By what the title is found in other languages, where it is shown."""
        return texts.slot_of(Ref(Concern._meta.label_lower, str(self.key)), "title") if self.words else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One concern in a list, as one actor may see it: its title, or what it is about where the title is not shown."""

    concern: Concern
    named: bool
    own: bool
    late: bool
    station: Station

    @property
    def title(self) -> str:
        """The words a list shows."""
        return self.concern.title if self.named else str(self.concern.get_category_display())

    @property
    def language(self) -> str:
        """The language of the title."""
        return self.concern.language if self.named else get_language() or "en"

    @property
    def slot(self) -> str:
        """By what the title is found in other languages, where it is shown."""
        return self.shown.slot

    @property
    def shown(self) -> Shown:
        """What a list says of it, and nothing that it does not say."""
        concern = self.concern
        return Shown(
            key=concern.pk,
            area=concern.area.name,
            kind=Category(concern.category),
            words=concern.title if self.named else "",
            written_in=concern.language if self.named else "",
            station=self.station,
            stage=Stage(concern.stage),
            again=concern.reopened_at is not None,
            me_toos=concern.me_toos,
            own=self.own,
            named=self.named,
            private=concern.private,
            looked_at=concern.looked_at is not None,
            late=self.late,
            raised_at=concern.raised_at,
            due_at=concern.due_at,
            answered_at=concern.answered_at,
        )


def lines(rows: Iterable[Concern], actor: Actor, at: datetime) -> list[Line]:
    """How these concerns appear to this actor in a list; asks no database."""
    return [_line(placed(concern), actor, at) for concern in rows]


def _line(concern: Concern, actor: Actor, at: datetime) -> Line:
    named = bool(POLICY.verdict(actor, Act.NAME, concern)) and bool(concern.title)
    late = concern.due_at is not None and concern.due_at < at
    return Line(concern, named, actor.is_subject_of(concern), late, STATIONS[Stage(concern.stage)])
