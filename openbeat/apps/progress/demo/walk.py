"""How a task goes: put on the chart, begun, hindered, moved, done, confirmed or opened again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.progress import queries
from openbeat.apps.progress.demo.proposed import Proposed
from openbeat.apps.progress.lifecycle import SILENCE, Appeal, Result, Words
from openbeat.apps.progress.models import Problem, Task
from openbeat.apps.progress.services import learning, problems, silence, tasks
from openbeat.core.hooks.chart import Wanted
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR, program

if TYPE_CHECKING:
    from openbeat.apps.progress.demo.facts import Story
    from openbeat.core.hooks.demo import Plan, Town
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor
    from openbeat.kit.refs import Ref

SATURDAY = 5


def whoever(area: Area, role: str, at: datetime) -> Actor:
    """Who holds a post in the town, or the town itself where it is vacant."""
    holders = people.holders(places.post(area, role), at)
    return holders[0] if holders else program("example town", role)


@dataclass(frozen=True, slots=True)
class Planned:
    """A task that another app's maker put on the chart, and what it said becomes of it."""

    town: Town
    ref: Ref
    plan: Plan

    def steps(self) -> Iterator[datetime]:
        """Go the whole way; whoever drives this stops at the town's now."""
        plan = self.plan
        yield (at := plan.started_at)
        task = queries.visible_to(VISITOR).get(pk=self.ref.key)
        officer = whoever(task.area, Role.LIAISON, at)
        task = tasks.start(task, by=officer, at=at)
        problem = None
        if plan.problem:
            yield (at := at + (plan.done_at - at) / 4)
            words = Words(plan.problem, plan.language)
            problem = problems.note(task, words=words, remover="", by=officer, at=at)
        if plan.slip:
            when, to, why = plan.slip
            yield (at := max(at, when))
            task = _slipped(task, to, Words(why, plan.language), officer, at)
        yield (at := max(at, plan.done_at))
        self._finish(task, problem, officer, at)
        yield (at := at + SILENCE)
        if queries.is_silent(task):
            silence.lapse(task, at=at)

    def _finish(self, task: Task, problem: Problem | None, officer: Actor, at: datetime) -> None:
        said = Words(self.plan.words, self.plan.language)
        if problem:
            problems.resolve(problem, words=said, by=officer, at=at)
        tasks.complete(task, outcome=said, version=task.version, by=officer, at=at)
        if self.plan.then:
            self.plan.then()


@dataclass(frozen=True, slots=True)
class Agreed:
    """A task that a beat agreed on at its meeting."""

    town: Town
    story: Story
    area: Area
    put_at: datetime

    def steps(self) -> Iterator[datetime]:
        """Go the whole way; whoever drives this stops at the town's now."""
        story, at = self.story, self._workday(self.put_at)
        yield at
        officer = whoever(self.area, Role.LIAISON, at)
        task = tasks.put(self._wanted(at), by=officer, at=at)
        for idea in story.ideas:
            yield from Proposed(idea, task, officer, self._contact(at)).steps(at + self._days(1, 3))
        if story.question:
            yield (at := at + self._days(2, 6))
            question = problems.ask(task, words=self._words(story.question), by=self._contact(at), at=at)
            if story.reply:
                yield (at := self._workday(at + self._days(1, 8)))
                problems.resolve(question, words=self._words(story.reply), by=officer, at=at)
        if story.later:
            return
        yield (at := self._workday(at + self._days(2, 7)))
        task = tasks.start(task, by=officer, at=at)
        for name, found in story.steps[1:]:
            yield (at := self._workday(at + self._days(2, 5)))
            task = learning.step(task, to=name, found=self._words(found), by=officer, at=at)
        yield from self._hindered(task, officer, at)

    def _hindered(self, task: Task, officer: Actor, at: datetime) -> Iterator[datetime]:
        story, problem = self.story, None
        if story.problem:
            yield (at := self._workday(at + self._days(3, 9)))
            remover = story.remover
            words, kind = self._words(story.problem), story.obstacle
            problem = problems.note(task, words=words, remover=remover, by=officer, at=at, obstacle=kind)
            if story.escalated:
                yield (at := self._workday(at + self._days(2, 6)))
                outside = "" if story.escalated == "commander" else story.escalated
                problems.escalate(problem, Appeal(self._words(story.asked), outside), by=officer, at=at)
        if story.slip:
            yield (at := self._workday(at + self._days(3, 6)))
            to = max(task.due_on, queries.today(at)) + self._days(12, 20)
            to = queries.today(self.town.now) - self._days(3, 12) if story.late else to
            if to > queries.today(at):
                task = _slipped(task, to, self._words(story.slip), officer, at)
        if problem and story.removed:
            yield (at := self._workday(at + self._days(3, 8)))
            problems.resolve(problem, words=self._words(story.removed), by=officer, at=at)
        if story.done:
            yield from self._done(task, officer, at)

    def _done(self, task: Task, officer: Actor, at: datetime) -> Iterator[datetime]:
        story = self.story
        yield (at := self._workday(max(at + self._days(1, 3), queries.end_of(task.due_on) - self._days(-2, 8))))
        said, version = self._words(story.done), task.version
        task = tasks.complete(task, outcome=said, version=version, by=officer, at=at, result=self._result())
        if story.silent:
            yield (at := at + SILENCE)
            silence.lapse(task, at=at)
            return
        if story.back:
            yield (at := at + self._days(12, 20))
            task = tasks.reopen(task, why=self._words(story.back), by=self._contact(at), at=at)
            yield (at := self._workday(at + self._days(14, 34)))
            task = tasks.complete(task, outcome=self._words(story.again), version=task.version, by=officer, at=at)
        yield (at := at + self._days(3, 14))
        tasks.confirm(task, by=self._contact(at), at=at)

    def _result(self) -> Result | None:
        story = self.story
        return Result(self._words(story.done), story.field, story.worked, story.why) if story.worked else None

    def _wanted(self, at: datetime) -> Wanted:
        today = queries.today(at)
        due = today + self._days(18, 30)
        if not self.story.done:
            now = queries.today(self.town.now)
            due = now - self._days(2, 25) if self.story.late else now + self._days(6, 25)
        title, language = self.story.title, self.story.language
        begins = due - timedelta(days=5) if self.story.later else None
        contact = self.story.contact
        return Wanted(title, language, self.area, max(due, today), contact=contact, starts_on=begins)

    def _words(self, text: str) -> Words:
        return Words(text, self.story.language)

    def _contact(self, at: datetime) -> Actor:
        return whoever(self.area, self.story.contact, at)

    def _days(self, least: int, most: int) -> timedelta:
        return timedelta(days=self.town.rng.randint(least, most), minutes=self.town.rng.randint(0, 200))

    def _workday(self, at: datetime) -> datetime:
        while at.weekday() >= SATURDAY:
            at += timedelta(days=1)
        return at


def _slipped(task: Task, to: date, why: Words, officer: Actor, at: datetime) -> Task:
    return tasks.slip(task, to=to, why=why, version=task.version, by=officer, at=at)
