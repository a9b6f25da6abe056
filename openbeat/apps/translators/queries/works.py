"""Which texts wait to be translated, who sees them, and how one stands to whoever looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from openbeat.apps.translators.figures.drafts import unpack
from openbeat.apps.translators.lifecycle import OPEN, Sight, Stage
from openbeat.apps.translators.models import Draft, Work
from openbeat.apps.translators.policies import answers_for, is_staff, may_ask
from openbeat.apps.translators.queries.people import tongues_of
from openbeat.apps.translators.queries.writers import only_kept, wrote
from openbeat.core.hooks import texts
from openbeat.core.people.roles import Role
from openbeat.core.translation import queries as translations
from openbeat.core.translation.models import Text
from openbeat.core.translation.passages import join

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor

KIND = "translators.work"
FINISHED = (Stage.PUBLISHED, Stage.WITHDRAWN)
A_LINE = 90  # signs of the source
DRAFTS = 50  # shown


def all_works() -> QuerySet[Work]:
    """All works whose text is still there, urgent ones first, then by date; for services and lists."""
    found = Work.objects.filter(text__isnull=False).select_related("text", "area", "taken_by", "asked_by")
    return found.defer("area__boundary").order_by("-urgent", "due_at", "pk")


def by_key(key: int) -> Work | None:
    """One work, if its text is still there."""
    return all_works().filter(pk=key).first()


def into(text: Text, language: str) -> Work | None:
    """The open work that puts a text into a language."""
    return all_works().filter(text=text, language=language, stage__in=OPEN).first()


def source_of(work: Work) -> Source | None:
    """The words of its text as they stand; None where they are gone."""
    return translations.source(work.text) if work.text else None


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was saved: its words, when, and whether whoever looks saved it."""

    version: int
    saved_at: datetime
    own: bool
    words: str


def drafts_of(work: Work, actor: Actor) -> list[Kept]:
    """The latest drafts of a work, newest first."""
    rows = Draft.objects.filter(work=work).order_by("-version")[:DRAFTS]
    own = actor.person.pk if actor.person else 0
    return [
        Kept(row.version, row.saved_at, row.saved_by_id == own, join([one.words for one in unpack(row.pieces)]))
        for row in rows
    ]


def sight(work: Work, source: Source, actor: Actor) -> Sight:
    """The work as this actor stands to it."""
    takes_part = work.stage in OPEN and actor.person is not None
    return Sight(
        stage=work.stage,
        reads=reads(source, actor) and not lags(work, source),
        speaks=takes_part and work.language in tongues_of(actor),
        took=actor.is_subject_of(work),
        wrote=work.stage == Stage.PROPOSED and wrote(work, source, actor),
        asked=actor.person is not None and work.asked_by == actor.person,
        here=answers_for(actor, source.area),  # as it stands: a concern may have moved since it was asked for
    )


def reads(source: Source, actor: Actor) -> bool:
    """Whether an actor may read a text where it stands."""
    return source.public or source.ref in texts.visible([source.ref], actor)


def lags(work: Work, source: Source) -> bool:
    """Whether a text became public a moment ago: what was written before is about to go, and nobody sees it now."""
    return source.public and work.text is not None and not work.text.public


def is_newest(work: Work) -> bool:
    """Whether what is published of its text in its language came out of this work."""
    later = Work.objects.filter(text=work.text, language=work.language, stage=Stage.PUBLISHED)
    return not later.filter(published_at__gt=work.published_at).exists()


@dataclass(frozen=True, slots=True)
class Line:
    """A work in a list: what it is of, in its own words and language."""

    work: Work
    title: str  # empty where not everybody may read it: the page that opens it records that
    language: str  # of the source
    label: Any  # what kind of text it is
    url: str  # where it is read


def lines(works: Iterable[Work], actor: Actor) -> list[Line]:
    """The works that this actor may see, each with the beginning of its source; a constant number of queries a kind."""
    rows = [work for work in works if work.text]
    sources = translations.sources(work.text for work in rows if work.text)
    hidden = {source.ref for source in sources.values() if not source.public}
    seen = texts.visible(hidden, actor) if hidden else set()
    takes_part = sees_all(actor)
    found = []
    for work in rows:
        source = sources.get(str(work.text))
        own = actor.is_subject_of(work) or (actor.person is not None and work.asked_by == actor.person)
        if source and not lags(work, source) and (source.ref in seen or (source.public and (takes_part or own))):
            found.append(line_of(work, source))
    return found


def line_of(work: Work, source: Source) -> Line:
    """How a work stands in a list: what kind of text it is, and the beginning of its source."""
    kind = texts.of(source.ref.kind)
    label = ": ".join(kind.names(source.field)) if kind else ""
    words = " ".join(source.words.split()) if source.public else ""
    short = words if len(words) <= A_LINE else f"{words[: A_LINE - 1].rstrip()}…"
    return Line(work, short, source.language, label, source.url)


def sees_all(actor: Actor) -> bool:
    """Whether an actor sees what is public of the queue: translators, staff, and whoever asks."""
    return actor.holds(Role.TRANSLATOR) or is_staff(actor) or may_ask(actor)


def queue(languages: Collection[str]) -> QuerySet[Work]:
    """What nobody has taken yet, into these languages: urgent first, then by date."""
    return all_works().filter(stage=Stage.ASKED, language__in=languages)


def mine(actor: Actor) -> QuerySet[Work]:
    """What somebody has taken, also while it is read again; by date."""
    return all_works().filter(actor.owns(Work), stage__in=(Stage.TAKEN, Stage.PROPOSED))


def second_look(actor: Actor, languages: Collection[str]) -> QuerySet[Work]:
    """What waits for this actor's second look: into its languages, and none of it written by itself; by date."""
    found = all_works().filter(stage=Stage.PROPOSED, language__in=languages)
    if actor.person is None:
        return found.none()
    own = Draft.objects.filter(saved_by=actor.person).order_by("pk").values("work")
    return found.exclude(taken_by=actor.person).exclude(pk__in=own)


def looks(actor: Actor, languages: Collection[str]) -> list[Line]:
    """What waits for this actor's second look, without the updates of its own words in which nobody changed one."""
    found = lines(second_look(actor, languages), actor)
    updates = [line.work for line in found if line.work.is_update]
    own = only_kept(updates, translations.sources(work.text for work in updates if work.text), actor)
    return [line for line in found if line.work.pk not in own]


def own_asked(actor: Actor) -> QuerySet[Work]:
    """What somebody asked for and is under way; by date."""
    if actor.person is None:
        return all_works().none()
    return all_works().filter(asked_by=actor.person, stage__in=OPEN)


def lines_of(sources: Mapping[str, Source], actor: Actor) -> tuple[list[Line], list[Line]]:
    """Of these texts, which the actor may read: what is under way, and what stands that it may take down; one query."""
    any_of = Q(pk__in=[])
    for ref in {source.ref for source in sources.values()}:
        any_of |= Q(text__kind=ref.kind, text__key=ref.key)
    found = all_works().filter(any_of, stage__in=(*OPEN, Stage.PUBLISHED))
    rows = [(work, source) for work in found if (source := sources.get(str(work.text))) and not lags(work, source)]
    open_ = [line_of(work, source) for work, source in rows if work.stage in OPEN]
    stands = {(work.text, work.language): (work, source) for work, source in sorted(rows, key=_published)}
    of_area = [(work, source) for work, source in stands.values() if answers_for(actor, source.area)]
    return open_, [line_of(work, source) for work, source in of_area if work.published_at]


def _published(row: tuple[Work, Source]) -> float:
    """When it was published; what was not comes first."""
    return row[0].published_at.timestamp() if row[0].published_at else 0.0


def counts() -> list[tuple[str, int, int]]:
    """For each language: how many public texts wait to be translated, and to be read again. For everybody to see."""
    open_ = Work.objects.filter(text__public=True).values("language").order_by("language")
    rows = open_.annotate(
        asked=Count("pk", filter=Q(stage=Stage.ASKED)), again=Count("pk", filter=Q(stage=Stage.PROPOSED))
    )
    return [(row["language"], row["asked"], row["again"]) for row in rows if row["asked"] or row["again"]]
