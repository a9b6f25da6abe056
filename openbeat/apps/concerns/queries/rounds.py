"""Rounds of dots: what is on them, what each channel gave, and the ranking that comes of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

from openbeat.apps.concerns.figures import merging
from openbeat.apps.concerns.figures.merging import Place, Tally
from openbeat.apps.concerns.lifecycle import COUNTED_BY_HAND, Ballot, RoundStage
from openbeat.apps.concerns.models import Candidate, Nominee, Round, Turnout, Voice
from openbeat.apps.concerns.queries.priorities import free_seats
from openbeat.core.hooks import origins
from openbeat.core.hooks.news import News
from openbeat.core.places import queries as places
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.hooks.origins import Card
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

ROUND_KIND, VOICE_KIND = "concerns.round", "concerns.voice"


def rounds() -> QuerySet[Round]:
    """All rounds, the newest first: each is public from the moment on in which it was begun."""
    return Round.objects.select_related("area").defer("area__boundary").order_by("-opens_at", "-pk")


def undecided_round(area: Area) -> Round | None:
    """The round of an area that is not decided yet, if there is one."""
    return rounds().filter(area=area).exclude(stage=RoundStage.PUBLISHED).first()


def past_rounds(area: Area, count: int) -> list[Round]:
    """The rounds of an area that were decided, the newest first."""
    return list(rounds().filter(area=area, stage=RoundStage.PUBLISHED)[:count])


def rounds_to_call(at: datetime) -> list[Round]:
    """The rounds in which dots can be given, and of which nobody was told yet."""
    return list(rounds().filter(stage=RoundStage.OPEN, called_at=None, opens_at__lte=at, closes_at__gt=at))


def decided_in(area: Area, since: datetime, until: datetime) -> list[Round]:
    """The rounds of an area that were decided in a span, the newest first."""
    found = rounds().filter(area=area, stage=RoundStage.PUBLISHED)
    return list(found.filter(published_at__gte=since, published_at__lt=until))


def chosen_in(decided: Iterable[Round]) -> list[Candidate]:
    """What was chosen in these rounds, by place."""
    rows = Nominee.objects.filter(round__in=list(decided), chosen=True).select_related("candidate")
    return [nominee.candidate for nominee in rows.order_by("-round__opens_at", "place", "pk")]


def rounds_for(meeting: Ref) -> list[Round]:
    """The rounds that are decided in a meeting."""
    return list(rounds().filter(meeting=str(meeting)))


def meeting_card(round_: Round) -> Card | None:
    """The meeting that a round is decided in, as everybody sees it."""
    if not round_.meeting:
        return None
    ref = Ref.parse(round_.meeting)
    return origins.cards([ref], VISITOR).get(ref)


def nominees(round_: Round) -> list[Nominee]:
    """The problems on a round with their problem, by place once it is decided, else in the order of age."""
    rows = Nominee.objects.filter(round=round_).select_related("candidate", "candidate__area")
    return list(rows.defer("candidate__area__boundary").order_by("place", "candidate__proposed_at", "pk"))


def rounds_of(problem: Candidate) -> list[Nominee]:
    """Where a problem came in each round that was decided, the newest first."""
    rows = Nominee.objects.filter(candidate=problem, round__stage=RoundStage.PUBLISHED).select_related("round")
    return list(rows.order_by("-round__opens_at", "-pk"))


def nominated(round_: Round) -> set[int]:
    """The keys of the problems on a round."""
    return set(Nominee.objects.filter(round=round_).order_by("pk").values_list("candidate", flat=True))


def tallies(round_: Round) -> list[Tally]:
    """What each channel gave, in the order of the channels; on the site each voice is one person."""
    voices = list(Voice.objects.filter(round=round_).order_by("pk").values_list("dots", flat=True))
    dots = Counter(key for chosen in voices for key in chosen)
    counted = {row.channel: row for row in Turnout.objects.filter(round=round_).order_by("pk")}
    by_hand = [_counted(channel, counted.get(channel)) for channel in COUNTED_BY_HAND]
    return [Tally(Ballot.WEB, len(voices), dots), *by_hand]


def _counted(channel: Ballot, row: Turnout | None) -> Tally:
    dots = {int(key): number for key, number in row.dots.items()} if row else {}
    return Tally(channel, row.people if row else 0, dots)


def turnout(round_: Round, channel: str) -> Turnout | None:
    """What was counted of one channel."""
    return Turnout.objects.filter(round=round_, channel=channel).first()


def ranking(round_: Round) -> list[Place]:
    """The published method on what is here now: first place first."""
    waiting = {nominee.candidate_id: nominee.candidate.proposed_at for nominee in nominees(round_)}
    return merging.merged(tallies(round_), waiting)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result: the problem, its place, and the dots of each channel in order."""

    problem: Candidate
    place: Place
    chosen: bool
    first: bool  # among the first, as many as there were free seats

    @property
    def dots(self) -> list[tuple[Ballot, int]]:
        """The dots by channel, in the order of the channels."""
        return [(channel, self.place.by_channel.get(channel, 0)) for channel in Ballot]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a round, and how: the ranking, people and dots of each channel, how many seats were free."""

    rows: list[Row]
    channels: list[tuple[Ballot, int, int]]  # channel, people, dots
    free: int

    @property
    def people(self) -> int:
        """How many gave dots, all channels together."""
        return sum(people for _channel, people, _dots in self.channels)

    @property
    def dots(self) -> int:
        """All dots."""
        return sum(dots for _channel, _people, dots in self.channels)

    @property
    def largest(self) -> int:
        """The dots of the first place, for bars; at least one."""
        return max([row.place.dots for row in self.rows] or [0]) or 1


def result(round_: Round) -> Result:
    """The result as it stands now; of a decided round, as it was decided."""
    found = nominees(round_)
    by_key = {nominee.candidate_id: nominee for nominee in found}
    heard = tallies(round_)
    order = merging.merged(heard, {one.candidate_id: one.candidate.proposed_at for one in found})
    decided = round_.stage == RoundStage.PUBLISHED
    free = sum(nominee.chosen for nominee in found) if decided else free_seats(round_.area)
    rows = [
        Row(by_key[place.key].candidate, place, by_key[place.key].chosen, first=place.number <= free) for place in order
    ]
    return Result(rows, [(Ballot(one.channel), one.people, one.total) for one in heard], free)


# Whose voice it is


def voice_digest(round_: Round, whose: str) -> str:
    """What a voice is known by while the round is not decided: nobody can read from it whose it is."""
    return salted_hmac("openbeat.concerns.voice", f"{round_.pk}:{whose}", algorithm="sha256").hexdigest()


def voice_of(round_: Round, actor: Actor) -> Voice | None:
    """The dots that this actor has given, known by the account, or by a receipt that this browser holds."""
    rows = Voice.objects.filter(round=round_)
    if actor.person:
        return rows.filter(who=voice_digest(round_, f"person:{actor.person.pk}")).first()
    return rows.filter(actor.owns(Voice)).order_by("-pk").first()


def voices_by_key(keys: Iterable[str], actor: Actor) -> list[Voice]:
    """These voices, if they are this actor's by receipt."""
    rows = Voice.objects.filter(actor.owns(Voice), pk__in=[key for key in keys if key.isdigit()])
    return list(rows.select_related("round", "round__area").defer("round__area__boundary").order_by("pk"))


def decided_lately(area: Area | None, count: int) -> list[News]:
    """Which rounds were decided lately, for feeds and the front page, with what was chosen; two queries."""
    rows = rounds().filter(stage=RoundStage.PUBLISHED).order_by("-published_at", "-pk")
    found = list((rows.filter(area__in=places.below(area)) if area else rows)[:count])
    chosen: dict[int, list[Candidate]] = {}
    for row in Nominee.objects.filter(round__in=found, chosen=True).select_related("candidate").order_by("place", "pk"):
        chosen.setdefault(row.round_id, []).append(row.candidate)
    return [_news(round_, chosen[round_.pk]) for round_ in found if chosen.get(round_.pk)]


def _news(round_: Round, chosen: list[Candidate]) -> News:
    return News(
        uid=f"{ROUND_KIND}:{round_.pk}",
        title=chosen[0].title,
        language=chosen[0].language,
        text=", ".join(one.title for one in chosen),
        url=round_.get_absolute_url(),
        at=round_.published_at or round_.begun_at,
        area=round_.area.name,
    )
