"""`openbeat audit`: recounts everything from the ledger and the log, and names every difference."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from openbeat.config.commands.remote import progress
from openbeat.config.commands.screen import Problem, say
from openbeat.core.ledger.queries.audit import Audit, Kind
from openbeat.kit.clock import now

LATE = {Kind.ACT_LATE, Kind.BATCH_LATE}
SHOWN = 1000  # on the screen; a log with more differences is not read line by line any more


def run(options: argparse.Namespace) -> int:
    """Say what differs; 0 only when all holds."""
    audit = Audit(_moment(options.at), progress)
    first, late = [], 0
    for found in audit.differences():
        late += options.stands_still and found.kind in LATE
        if audit.found <= SHOWN:
            first.append(found)
            if not options.json:
                say(f"{found.kind}: {found.row}: {found.words}")
    if options.json:
        each = [{"kind": one.kind, "row": one.row, "words": one.words} for one in first]
        say(json.dumps(_figures(audit) | {"differences": each}, indent=2))
        return 1 if audit.found > late else 0
    if audit.found > SHOWN:
        say(f"... and {audit.found - SHOWN} more")
    say(_sentence(audit))
    if late and audit.found == late:
        say("The worker was behind then. That is no fault of a backup: what waits gets its place when one runs again.")
    return 1 if audit.found > late else 0


def _moment(text: str) -> datetime:
    """Which moment is meant; what waits is late or not as of then. A time without a zone is in UTC."""
    try:
        at = datetime.fromisoformat(text) if text else now()
    except ValueError as fault:
        raise Problem(f"{text} is no moment: write it as 2026-05-04T12:00:00+00:00") from fault
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _figures(audit: Audit) -> dict[str, object]:
    waiting = audit.waiting
    since = waiting.since.isoformat() if waiting.since else None
    waits = {"acts": waiting.count, "since": since, "late": waiting.late}
    figures = {"holds": not audit.found, "lines": audit.lines, "summaries": audit.summaries, "waiting": waits}
    return {**figures, "found": audit.found}


def _sentence(audit: Audit) -> str:
    waiting = audit.waiting
    waits = f"{waiting.count} acts wait" + (f" since {waiting.since:%Y-%m-%d %H:%M} UTC" if waiting.since else "")
    end = "All holds." if not audit.found else f"{audit.found} differences."
    return f"{audit.lines} lines, {audit.summaries} signed summaries; {waits}. {end}"
