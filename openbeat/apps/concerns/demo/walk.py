"""How a story goes: raised, looked at, taken up, worked on, answered, confirmed or sent back; some of it late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.concerns import services
from openbeat.apps.concerns.demo.folk import Folk, liaison_of
from openbeat.apps.concerns.lifecycle import (
    Arrival,
    Channel,
    Correction,
    Job,
    Look,
    Reply,
    Said,
    Sentence,
    Stage,
)
from openbeat.core.files import services as files
from openbeat.core.files.demo import a_photo
from openbeat.core.hooks import chart
from openbeat.core.hooks.demo import Plan
from openbeat.core.people.facts import Contact
from openbeat.core.people.holder import Holder
from openbeat.core.places import queries as places
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from random import Random

    from openbeat.apps.concerns.demo.story import Story
    from openbeat.apps.concerns.models import Concern
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

SATURDAY = 5
FROM, OPEN_HOURS = 14, 8  # UTC, of a town six hours behind
PHOTOGRAPHED = {"Cars race on Weir Street after ten at night", "Three wrecks on the shore path",
                "The station underpass is dark and wet", "Benches on the meadow burned",
                "Rats in the yard of the closed laundry"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Walk:
    """One story in one beat, from the moment it is raised; each step yields when it happens, then does it."""

    town: Town
    folk: Folk
    story: Story
    area: Area
    raised_at: datetime

    @property
    def rng(self) -> Random:
        """The chance of the town."""
        return self.town.rng

    def steps(self) -> Iterator[datetime]:
        """Go the whole way; whoever drives this stops at the town's now."""
        yield self.raised_at
        concern, resident = self._raise()
        officer = liaison_of(self.folk, self.area)
        at = self.raised_at
        if not self.story.private:
            yield (at := self._work(at, hours=(2, 20), late=0.08))
            concern = services.look(concern, self._look(), by=officer, at=at)
        yield (at := self._work(at, hours=(3, 40), late=0.12))
        concern = services.acknowledge(concern, Sentence(self._understood(), self.story.language), by=officer, at=at)
        if self.rng.random() < 0.4:  # noqa: PLR2004  not everybody replies
            yield (at := at + timedelta(minutes=50))
            concern = services.correct(concern, Correction(right=True), by=resident, at=at)
        if self.story.task and not self.story.back and chart.provided():
            yield (at := self._work(at, hours=(20, 70)))
            self._chart(concern, resident, at)
        elif self.story.answer and (self.rng.random() > 0.05 or self._is_long_ago()):  # noqa: PLR2004  one in twenty
            yield from self._answer(concern, resident, at)

    def _understood(self) -> str:
        return f"{self.story.title} ({self.story.place})" if self.story.place else self.story.title

    def _is_long_ago(self) -> bool:
        """Nobody waits for more than a season, even here."""
        return self.raised_at < self.town.now - timedelta(days=100)

    def _answer(self, concern: Concern, resident: Actor, at: datetime) -> Iterator[datetime]:
        officer = liaison_of(self.folk, self.area)
        yield (at := self._work(at, hours=(24, 160), late=0.1, by=(120, 340)))
        concern = services.answer(concern, Reply(self.story.answer, self.story.language), by=officer, at=at)
        if self.story.back:
            yield (at := at + self._hours(60, 220))
            concern = services.reopen(concern, Reply(self.story.back, self.story.language), by=resident, at=at)
            yield (at := self._work(at, hours=(4, 20)))
            concern = services.look(concern, self._look(), by=officer, at=at)
            yield (at := self._work(at, hours=(80, 300)))
            reply = Reply(self.story.again, self.story.language, concern.answers_given)
            concern = services.answer(concern, reply, by=officer, at=at)
        if self.rng.random() < 0.7:  # noqa: PLR2004  not everybody replies
            yield (at := at + self._hours(6, 200))
            services.confirm(concern, by=resident, at=at)

    def _raise(self) -> tuple[Concern, Actor]:
        story, rng = self.story, self.rng
        said = Said(
            story.title, story.story, story.language, story.category, story.private, story.place, *self._point()
        )
        if story.channel != Channel.WEB:
            contact = Contact("telephone", f"+1 608 555 01{rng.randint(10, 99)}", "")
            arrival = Arrival(Channel(story.channel), contact=contact)
            officer = liaison_of(self.folk, self.area)
            concern = services.enter_concern(said, area=self.area, by=officer, at=self.raised_at, arrival=arrival)
            return concern, Holder(frozenset({Ref.of(concern)}))
        who = rng.choice(self.folk.residents.get(story.language, self.folk.residents["en"]))
        by: Actor = who if rng.random() < 0.75 else VISITOR  # noqa: PLR2004  a quarter keeps a receipt only
        arrival = self._arrival()
        concern = services.raise_concern(said, area=self.area, by=by, at=self.raised_at, arrival=arrival)
        return concern, by if by.person else Holder(frozenset({Ref.of(concern)}))

    def _arrival(self) -> Arrival:
        if self.story.title not in PHOTOGRAPHED:
            return Arrival()
        photo = files.checked(a_photo(size=(960, 720), shade=self.rng.randint(0, 60)))
        return Arrival(photo=photo, photo_words="A street at dusk; a lamp is out.")

    def _point(self) -> tuple[float | None, float | None]:
        longitude, latitude = self.area.longitude, self.area.latitude
        if longitude is None or latitude is None or self.story.private or self.rng.random() < 0.5:  # noqa: PLR2004
            return None, None
        lon = round(longitude + self.rng.uniform(-0.004, 0.004), 5)
        lat = round(latitude + self.rng.uniform(-0.003, 0.003), 5)
        there = places.area_at(lon, lat)
        return (lon, lat) if there and there.pk == self.area.pk else (None, None)

    def _look(self) -> Look:
        return Look(words=self.story.words_withheld, point=self.story.place_withheld)

    def _chart(self, concern: Concern, resident: Actor, at: datetime) -> None:
        due = (at + timedelta(days=self.rng.randint(12, 20) if self.story.slip else self.rng.randint(6, 10))).date()
        officer = liaison_of(self.folk, self.area)
        concern = services.chart(concern, Job(self.story.task, self.story.language, due), by=officer, at=at)
        done = datetime.combine(due, at.timetz()) - self._hours(8, 120)
        slip = None
        if self.story.slip:
            later = due + timedelta(days=14)
            slip = (done, later, self.story.slip)
            done = datetime.combine(later, at.timetz()) + self._hours(-60, 40)
        self.town.plans[Ref.parse(concern.task)] = Plan(
            started_at=at + self._hours(20, 90),
            done_at=max(done, at + timedelta(days=5)),
            words=self.story.answer,
            language=self.story.language,
            slip=slip,
            problem=self.story.problem,
            then=lambda: self._confirm(concern, resident),
        )

    def _confirm(self, concern: Concern, resident: Actor) -> None:
        concern.refresh_from_db()
        at = (concern.answered_at or concern.raised_at) + self._hours(6, 150)
        if concern.stage == Stage.ANSWERED and at <= self.town.now:
            services.confirm(concern, by=resident, at=at)

    def _hours(self, least: int, most: int) -> timedelta:
        return timedelta(minutes=self.rng.randint(least * 60, most * 60))

    def _work(
        self, at: datetime, *, hours: tuple[int, int], late: float = 0.0, by: tuple[int, int] = (50, 110)
    ) -> datetime:
        """When somebody at the department does the next thing: on a working day; now and then late."""
        then = at + self._hours(*hours)
        if self.rng.random() < late:
            then += self._hours(*by)
        then = then.replace(hour=FROM + then.hour % OPEN_HOURS)
        while then.weekday() >= SATURDAY or then <= at:
            then += timedelta(days=1)
        return then
