"""What the police did, and what residents say of the time since the last meeting: on the site, by hand, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import ConditionAct, Crime, Feeling, Felt
from openbeat.apps.meetings.models import Deed, KindVerdict, Verdict, VerdictCount
from openbeat.apps.meetings.policies import CONDITIONS_POLICY, may_feel
from openbeat.apps.meetings.services.held import held
from openbeat.core.ledger import services as ledger
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.lifecycle import Verdicts, Words
    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor


@transaction.atomic
def tell(meeting: Meeting, crime: str, words: Words, *, by: Actor, at: datetime) -> Deed:
    """Tell what the police did about one kind, or ("") about all, since the last meeting; again, it is put right."""
    meeting = held(meeting)
    CONDITIONS_POLICY.require(by, ConditionAct.TELL, meeting)
    facts = {"words": words.text, "language": words.language, "at": at}
    deed, new = Deed.objects.get_or_create(meeting=meeting, crime=crime, defaults=facts)
    if not new:
        deed.words, deed.language, deed.at = words.text, words.language, at
        deed.version += 1
        deed.save(update_fields=["words", "language", "at", "version"])
    ledger.record(ConditionAct.TELL, deed, by=by, at=at, meeting=meeting.pk, crime=crime, first=new)
    return deed


@transaction.atomic
def feel(meeting: Meeting, felt: str | Feeling, *, device: str, by: Actor, at: datetime) -> Verdict:
    """Say whether it is better, the same or worse: once for an account or a browser, which may change it.

    What is said of single kinds of crime comes with it, and is changed with it.
    """
    feeling = felt if isinstance(felt, Feeling) else Feeling(felt)
    meeting = held(meeting)
    if not (verdict := may_feel(by, meeting, at)):
        raise Refused(verdict.reason)
    who = queries.whose_verdict(meeting, by, device)
    if not who:
        raise Refused(_("Your browser keeps no mark of this page. Say it in the meeting, or sign in."))
    said, new = Verdict.objects.get_or_create(
        meeting=meeting, who=who, defaults={"felt": Felt(feeling.whole), "at": at}
    )
    if not new:
        said.felt, said.at = Felt(feeling.whole), at
        said.save(update_fields=["felt", "at"])
    else:
        ledger.record(ConditionAct.FEEL, meeting, by=VISITOR, at=at)  # that somebody did, never who
    said.kinds.exclude(crime__in=feeling.kinds).delete()
    for crime, word in feeling.kinds.items():
        KindVerdict.objects.update_or_create(verdict=said, crime=Crime(crime), defaults={"felt": Felt(word)})
    return said


@transaction.atomic
def count(meeting: Meeting, found: Verdicts, *, by: Actor, at: datetime) -> VerdictCount:
    """Write down how many in the meeting said what; entered again, the earlier count is replaced."""
    meeting = held(meeting)
    CONDITIONS_POLICY.require(by, ConditionAct.COUNT, meeting)
    facts = {**found.counts, "entered_by": by.person, "at": at}
    row, _new = VerdictCount.objects.update_or_create(meeting=meeting, channel=found.channel, defaults=facts)
    ledger.record(ConditionAct.COUNT, row, by=by, at=at, meeting=meeting.pk, channel=found.channel, **found.counts)
    return row
