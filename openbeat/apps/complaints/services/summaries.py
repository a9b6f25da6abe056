"""The summary of a closed case: written by one, sealed; released by another, and then everybody's; corrected openly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.lifecycle.publication import From
from openbeat.apps.complaints.lifecycle.summaries import Owed, Telling
from openbeat.apps.complaints.models import Profile, Reception, Summary, SummaryDraft, SummaryVersion
from openbeat.apps.complaints.policies.summaries import SUMMARY_POLICY as POLICY
from openbeat.apps.complaints.queries import recordings, summaries
from openbeat.apps.complaints.services.clocking import debtor
from openbeat.apps.complaints.services.steps import locked, sealed
from openbeat.core.department import queries as department
from openbeat.core.jobs import services as jobs
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.redaction import texts
from openbeat.core.search import services as search
from openbeat.core.search.services import Doc
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle.summaries import Told
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

NOT_SIGNED = _("Nothing is published yet: the chief and the city's lawyer have not signed what is.")
NOTHING_WRITTEN = _("Nobody has written a summary yet.")
NOT_WHOLE = _("A summary says what somebody said happened, and what was done.")
SAYS_WHY = _("A correction says why.")
NAMES = _("These words name an officer as this case does: %(names)s. Black them out first.")
REOPENED = "reopened"
A_BATCH = 100  # summaries that are put into the search at once; who withdraws the profile waits for no more


def owe(complaint: Complaint, *, at: datetime) -> None:
    """Everybody is owed the summary of a case that was closed just now, unless it was published once it was decided."""
    summary, decided = summaries.summary_of(complaint), complaint.decided_at
    early = summary is not None and summary.from_stage == From.DECIDED
    if summary and early and decided and summaries.versions_of(summary)[0].released_at >= decided:
        return
    loop.owe(Owed.SUMMARY, complaint, debtor=debtor(complaint), at=at)


def no_longer_owed(complaint: Complaint, *, at: datetime) -> None:
    """It is open again: what was owed is owed when it is closed anew."""
    loop.release(Owed.SUMMARY, complaint, why=REOPENED, at=at)


@transaction.atomic
def draft_summary(complaint: Complaint, told: Told, *, keys: Keys, by: Actor, at: datetime) -> SummaryDraft:
    """Keep what a summary will say, sealed to its case; a correction says why. Raises Refused; Shut while locked."""
    complaint = summaries.measured(locked(complaint))
    POLICY.require(by, Telling.DRAFT, complaint)
    safe = queries.safe_of(complaint)
    vault.opened(safe, keys)
    summary, _new = Summary.objects.get_or_create(complaint=complaint)
    if summary.version and not told.reason:
        raise Refused(SAYS_WHY)
    kept = {"words": sealed(safe, summaries.packed(told)), "by": by.person, "at": at}
    draft, _made = SummaryDraft.objects.update_or_create(summary=summary, defaults=kept)
    ledger.record(Telling.DRAFT, complaint, by=by, at=at)
    return draft


@transaction.atomic
def release_summary(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Summary:
    """Let everybody read what another person wrote, under a number of its own. Raises Refused; Shut while locked."""
    complaint = summaries.measured(locked(complaint))
    summary = summaries.summary_of(complaint)
    if summary is None or not hasattr(summary, "draft"):
        raise Refused(NOTHING_WRITTEN)
    POLICY.require(by, Telling.RELEASE, complaint)
    if not summaries.publishes().signed:
        raise Refused(NOT_SIGNED)
    opened = vault.opened(queries.safe_of(complaint), keys)
    told = summaries.draft_told(summary.draft, opened)
    names = [] if summaries.publishes().officers_named else summaries.names_in(complaint, opened)
    _require_whole(told, names)
    return _released(summary, told, by=by, at=at)


def _require_whole(told: Told, names: Iterable[str]) -> None:
    if not (told.alleged.strip() and told.done.strip()):
        raise Refused(NOT_WHOLE)
    if left := texts.standing(f"{told.alleged}\n{told.done}\n{told.reason}", names):
        raise Refused(NAMES % {"names": ", ".join(left)})


def _released(summary: Summary, told: Told, *, by: Actor, at: datetime) -> Summary:
    written_by, complaint = summary.draft.by, summary.complaint
    if not summary.version:
        summary.year = at.astimezone(department.zone()).year
        summary.number = _next_number(summary.year)
        summary.released_at = at
    summary.version += 1
    summary.may_name = summaries.publishes().officers_named
    words: dict[str, Any] = {"alleged": told.alleged, "done": told.done, "language": told.language}
    summary.from_stage = From.CLOSED if complaint.stage == Stage.CLOSED else From.DECIDED
    words |= {"lost": recordings.lost_in(complaint)}  # counted, and not what somebody says
    for name, value in {**words, "facts": summaries.facts_of(complaint)}.items():
        setattr(summary, name, value)
    summary.save()
    assert by.person is not None  # noqa: S101  only a person is a reader
    SummaryVersion.objects.create(
        summary=summary, version=summary.version, **words, facts=summary.facts, may_name=summary.may_name,
        reason=told.reason if summary.version > 1 else "", written_by=written_by, released_by=by.person, released_at=at,
    )  # fmt: skip
    SummaryDraft.objects.filter(summary=summary).delete()
    act = Telling.RELEASE if summary.version == 1 else Telling.CORRECT
    ledger.record(act, summary, by=by, at=at, number=summary.said, version=summary.version)
    loop.keep(Owed.SUMMARY, complaint, at=at)
    _put(summary)
    return summary


def _next_number(year: int) -> int:
    """One more than the last of the year; nobody else gives a number until this transaction ends."""
    Reception.objects.select_for_update().order_by("pk").first()
    last = Summary.objects.filter(year=year).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def ask_to_find_again() -> None:
    """Under another profile: what nobody may read any more is found no more from now on; the worker adds the rest."""
    shown = {str(pk) for pk in summaries.published().values_list("pk", flat=True)}
    search.drop_all(summaries.SUMMARY, but=shown)
    jobs.later("complaints.find_summaries")


def find_again() -> None:
    """Let the search find what everybody may read under the profile that holds, and nothing else. Bears twice."""
    released = list(Summary.objects.filter(released_at__isnull=False).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(released), A_BATCH):
        _find(released[start : start + A_BATCH])


@transaction.atomic
def _find(keys: list[int]) -> None:
    # Nobody withdraws it meanwhile.
    list(Profile.objects.select_for_update().filter(in_force_at__isnull=False, ended_at=None).order_by("pk"))
    shown = {summary.pk: summary for summary in summaries.published().filter(pk__in=keys)}
    search.drop(*(Ref(summaries.SUMMARY, str(pk)) for pk in keys if pk not in shown))
    for summary in shown.values():
        _put(summary)


def _put(summary: Summary) -> None:
    body = f"{summary.alleged}\n\n{summary.done}"
    at = summary.released_at
    if at:
        words = texts.TOKEN.sub(" ", body)
        doc = Doc(summary.said, words, summary.language, summary.get_absolute_url(), None, at)
        search.put(Ref.of(summary), doc)
