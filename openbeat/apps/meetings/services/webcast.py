"""Say where a meeting is watched; publish its recording, with captions and transcript, or not at all."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from openbeat.apps.meetings.lifecycle import WebcastAct
from openbeat.apps.meetings.models import Meeting, Webcast
from openbeat.apps.meetings.policies import WEBCAST_POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.lifecycle import Broadcast
    from openbeat.kit.actors import Actor


@transaction.atomic
def set_webcast(meeting: Meeting, facts: Broadcast, *, version: int, by: Actor, at: datetime) -> Webcast:
    """Say where it is watched, and what the recording has; raises Conflict, and Refused where a published one lacks."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("area").get(pk=meeting.pk)
    WEBCAST_POLICY.require(by, WebcastAct.SET, meeting)
    found = Webcast.objects.filter(meeting=meeting).first() or Webcast(meeting=meeting, version=0)
    if version != found.version:
        raise Conflict(in_words(found), found.version)
    for name, value in asdict(facts).items():
        setattr(found, name, value)
    if found.published_at and not _is_for_all(found):
        raise Refused(LACKS)
    found.changed_at, found.version = at, found.version + 1
    found.save()
    ledger.record(WebcastAct.SET, found, by=by, at=at, meeting=meeting.pk)
    return found


@transaction.atomic
def publish(webcast: Webcast, *, by: Actor, at: datetime) -> Webcast:
    """Publish the recording; raises Refused without captions and transcript."""
    webcast = _locked(webcast, WebcastAct.PUBLISH, by)
    if not _is_for_all(webcast):
        raise Refused(LACKS)
    return _put(webcast, at, WebcastAct.PUBLISH, by=by, at=at)


@transaction.atomic
def withdraw(webcast: Webcast, *, by: Actor, at: datetime) -> Webcast:
    """Take the recording back; its captions and transcript stay for whoever leads."""
    return _put(_locked(webcast, WebcastAct.WITHDRAW, by), None, WebcastAct.WITHDRAW, by=by, at=at)


LACKS = _("A recording is published with captions and a transcript, so that everybody can follow it. One is missing.")


def _is_for_all(webcast: Webcast) -> bool:
    return bool(webcast.recording and webcast.captions and webcast.transcript)


def in_words(webcast: Webcast | Broadcast) -> str:
    """What is said of a webcast, to compare two versions: of the captions only how many lines there are."""
    lines = len(webcast.captions.splitlines())
    captions = ngettext("Captions: %(n)d line", "Captions: %(n)d lines", lines) % {"n": lines} if lines else ""
    told = (webcast.stream, webcast.recording, captions, webcast.transcript)
    return "\n".join(part for part in told if part)


def _put(webcast: Webcast, published_at: datetime | None, act: WebcastAct, *, by: Actor, at: datetime) -> Webcast:
    webcast.published_at, webcast.changed_at, webcast.version = published_at, at, webcast.version + 1
    webcast.save(update_fields=["published_at", "changed_at", "version"])
    ledger.record(act, webcast, by=by, at=at, meeting=webcast.meeting_id)
    return webcast


def _locked(webcast: Webcast, act: WebcastAct, by: Actor) -> Webcast:
    rows = Webcast.objects.select_for_update(of=("self",)).select_related("meeting", "meeting__area")
    webcast = rows.get(pk=webcast.pk)
    WEBCAST_POLICY.require(by, act, webcast.meeting)
    return webcast
