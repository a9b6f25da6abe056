"""All pages, by the names of their addresses, and who looks at them. A page that is missing here fails a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

if TYPE_CHECKING:
    from tests.browser.things import Things

type Made = Callable[[Things], list[Any]]


def _nothing(_things: Things) -> list[Any]:
    return []


@dataclass(frozen=True)
class Page:
    """An address by its name, who looks at it, and what its address is made of."""

    name: str
    who: str
    made: Made = _nothing
    query: str = ""
    note: str = ""  # tells two of the same name apart
    status: int = 200
    asked: Callable[[Things], str] = lambda _things: ""  # a query that depends on the things

    def __str__(self) -> str:
        return f"{self.name} {self.note} ({self.who})".replace("  ", " ")

    def path(self, things: Things, language: str) -> str:
        """Where it stands, in this language."""
        with translation.override(language):
            return reverse(self.name, args=self.made(things)) + self.query + self.asked(things)


def of(name: str) -> Made:
    """The key of one of the things."""
    return lambda things: [getattr(things, name).pk]


def _slug(things: Things) -> list[Any]:
    return [things.area.slug]


def _act(thing: str, act: str) -> Made:
    return lambda things: [getattr(things, thing).pk, act]


def _door_code(things: Things) -> str:
    return f"?t={things.door_code}"


HOME = [
    Page("home:front", "visitor"),
    Page("home:areas", "visitor"),
    Page("home:area", "visitor", _slug),
    Page("home:area", "visitor", lambda things: [things.empty.slug], note="with nothing in it"),
    Page("home:area", "visitor", lambda things: [things.district.slug], note="of a district"),
    Page("home:desk", "rosa"),
    Page("home:desk", "lee"),
    Page("home:desk", "cora"),
    Page("home:desk", "noor", note="with little on it"),
    Page("home:search", "visitor"),
    Page("home:search", "visitor", query="?words=lamp", note="found"),
    Page("home:search", "visitor", query="?words=zebra", note="found nothing"),
    Page("home:promises", "visitor"),
    Page("home:roles", "visitor"),
    Page("home:paper", "visitor"),
]
CONCERNS = [
    Page("concerns:index", "visitor"),
    Page("concerns:index", "lee", query="?stage=open&sort=due", note="open"),
    Page("concerns:index", "visitor", query="?q=zebra", note="nothing fits"),
    Page("concerns:trends", "visitor"),
    Page("concerns:trends", "visitor", lambda _things: [], "?area=nowhere", note="of no area"),
    Page("concerns:new", "visitor"),
    Page("concerns:new", "rosa"),
    Page("concerns:enter", "lee"),
    Page("concerns:sheets", "lee"),
    Page("concerns:sheets", "noor", note="refused"),
    Page("concerns:enter", "noor", note="refused"),
    Page("concerns:detail", "visitor", of("raised"), note="raised"),
    Page("concerns:detail", "visitor", of("answered"), note="answered"),
    Page("concerns:detail", "visitor", of("pictured"), note="with a photo"),
    Page("concerns:detail", "visitor", of("withheld"), note="withheld"),
    Page("concerns:detail", "visitor", of("sent_back"), note="sent back"),
    Page("concerns:detail", "visitor", of("confirmed"), note="solved, in Spanish"),
    Page("concerns:detail", "rosa", of("answered"), note="answered"),
    Page("concerns:detail", "lee", of("raised"), note="raised"),
    Page("concerns:detail", "lee", of("worked_on"), note="on the chart"),
    Page("concerns:detail", "holder", of("private"), note="private"),
    Page("concerns:answer", "lee", of("taken")),
    Page("concerns:draft", "lee", of("replied")),
    Page("concerns:reopen", "rosa", of("answered")),
    Page("concerns:look", "cora", of("pictured")),
    Page("concerns:chart", "lee", of("taken")),
    Page("concerns:move", "lee", of("taken")),
    Page("concerns:sort", "lee", of("taken")),
    Page("concerns:detail", "visitor", of("not_ours"), note="not ours"),
    Page("concerns:detail", "visitor", of("merged"), note="told before"),
    Page("concerns:detail", "rosa", of("acknowledged"), note="understood?"),
    Page("concerns:acknowledge", "lee", of("raised")),
    Page("concerns:correct", "rosa", of("acknowledged")),
    Page("concerns:correct", "lee", of("acknowledged"), note="taken down"),
    Page("concerns:not_ours", "lee", of("taken")),
    Page("concerns:no_action", "lee", of("taken")),
    Page("concerns:merge", "lee", of("taken")),
    Page("concerns:date", "lee", of("taken")),
    Page("concerns:question", "lee", of("private")),
    Page("concerns:questions", "visitor"),
    Page("concerns:me_too", "visitor", of("raised")),
    Page("concerns:ask", "noor", of("not_ours")),
    Page("concerns:ask", "visitor", of("answered"), note="asked already"),
    Page("concerns:decide", "lee", of("answered")),
]
MODERATION = [
    Page("moderation:index", "visitor"),
    Page("moderation:own", "rosa", lambda things: ["concerns.concern", things.appealed.key]),
    Page("moderation:appeal", "rosa", of("appealed"), note="waits"),
    Page("moderation:appeal", "rosa", of("hidden"), note="to send"),
    Page("moderation:appeals", "ada"),
    Page("moderation:appeals", "cora", note="none"),
    Page("moderation:decide", "ada", of("appeal")),
]
CONDITIONS = [
    Page("meetings:conditions", "visitor", of("coming"), note="to come"),
    Page("meetings:conditions", "lee", of("coming"), note="for who leads"),
    Page("meetings:conditions", "visitor", of("noted"), note="over"),
    Page("meetings:conditions-told", "lee", of("coming")),
    Page("meetings:conditions-counted", "lee", of("coming")),
    Page("meetings:conditions-counted", "noor", of("coming"), note="refused"),
]
PRIORITIES = [
    Page("concerns:priorities", "visitor", _slug),
    Page("concerns:priorities", "lee", _slug),
    Page("concerns:priorities", "visitor", lambda things: [things.empty.slug], note="with nothing in it"),
    Page("concerns:priorities", "visitor", lambda things: [things.district.slug], note="of a district"),
    Page("concerns:propose", "visitor", _slug),
    Page("concerns:propose", "lee", _slug),
    Page("concerns:begin-round", "lee", lambda things: [things.cast.beat.slug]),
    Page("concerns:begin-round", "noor", _slug, note="refused"),
    Page("concerns:seats", "cora", _slug),
    Page("concerns:problem", "visitor", of("priority"), note="a priority"),
    Page("concerns:problem", "lee", of("problem"), note="that can be chosen"),
    Page("concerns:problem-act", "lee", _act("problem", "questions"), note="questions"),
    Page("concerns:problem-act", "lee", _act("priority", "ask"), note="ask"),
    Page("concerns:problem-act", "lee", _act("priority", "set-aside"), note="set aside"),
    Page("concerns:round", "visitor", of("round"), note="open"),
    Page("concerns:round", "lee", of("decided_round"), note="decided"),
    Page("concerns:vote", "visitor", of("round")),
    Page("concerns:round-act", "lee", _act("round", "paper"), note="paper"),
    Page("concerns:round-act", "lee", _act("round", "close"), note="close"),
]
PROGRESS = [
    Page("progress:index", "visitor"),
    Page("progress:index", "lee", query="?state=late", note="late"),
    Page("progress:new", "lee"),
    Page("progress:detail", "visitor", of("late"), note="late"),
    Page("progress:detail", "lee", of("late"), note="late"),
    Page("progress:detail", "carl", of("done"), note="done"),
    Page("progress:act", "lee", _act("late", "slip"), note="slip"),
    Page("progress:act", "lee", _act("late", "complete"), note="complete"),
    Page("progress:act", "lee", _act("late", "step"), note="another step"),
    Page("progress:detail", "visitor", of("silent"), note="not confirmed"),
    Page("progress:escalate", "carl", of("hindrance")),
    Page("progress:tried", "visitor"),
    Page("progress:tried", "visitor", query="?words=zebra", note="found nothing"),
    Page("progress:tactic", "visitor", of("tactic"), note="proposed"),
    Page("progress:tactic", "rosa", of("unwanted"), note="not wanted, used, with words"),
    Page("progress:tactic", "lee", of("tactic"), note="of the police"),
    Page("progress:tactic", "carl", of("unwanted"), note="to look at"),
    Page("progress:propose", "lee", query="?area=millrace&about=progress.task:1"),
    Page("progress:mine", "lee"),
    Page("progress:mine", "carl", note="of a block contact"),
    Page("progress:mine", "noor", note="with nothing on it"),
    Page("progress:area", "visitor", _slug),
    Page("progress:area", "visitor", _slug, query="?view=timeline", note="as a timeline"),
    Page("progress:area", "visitor", lambda things: [things.empty.slug], note="empty"),
]
MEETINGS = [
    Page("meetings:index", "visitor"),
    Page("meetings:index", "lee", query="?when=past", note="over"),
    Page("meetings:new", "lee"),
    Page("meetings:detail", "visitor", of("coming"), note="to come"),
    Page("meetings:detail", "visitor", of("noted"), note="with its note"),
    Page("meetings:detail", "visitor", of("cancelled"), note="cancelled"),
    Page("meetings:detail", "lee", of("over"), note="over"),
    Page("meetings:act", "lee", _act("coming", "change"), note="change"),
    Page("meetings:act", "lee", _act("one_of_many", "change"), note="change one of a series"),
    Page("meetings:month", "visitor"),
    Page("meetings:month", "lee"),
    Page("meetings:mine", "rosa"),
    Page("meetings:rhythm", "visitor"),
    Page("meetings:rhythm", "cora"),
    Page("meetings:series-index", "visitor"),
    Page("meetings:series-new", "lee"),
    Page("meetings:series", "visitor", of("series")),
    Page("meetings:series", "lee", of("series")),
    Page("meetings:series-act", "lee", _act("series", "change"), note="change"),
    Page("meetings:coming", "visitor", of("coming")),
    Page("meetings:my-coming", "rosa", of("said_coming")),
    Page("meetings:my-coming", "noor", of("said_waiting"), note="on the waiting list"),
    Page("meetings:host", "lee", of("coming")),
    Page("meetings:say", "visitor", of("coming")),
    Page("meetings:cannot-come", "visitor", of("coming")),
    Page("meetings:my-words", "rosa", of("said_before")),
    Page("meetings:sign-in", "visitor", of("coming"), note="without the code"),
    Page("meetings:sign-in", "visitor", of("tonight"), note="at the door", asked=_door_code),
    Page("meetings:sign-in-code", "lee", of("coming")),
    Page("meetings:signed-in", "lee", of("tonight")),
    Page("meetings:host", "lee", of("tonight"), note="during the meeting"),
    Page("people:told", "visitor", lambda things: [things.told]),
]
CONTACTS = [
    Page("contacts:cards", "visitor", _slug),
    Page("contacts:cards", "visitor", lambda things: [things.district.slug], note="of a district"),
    Page("contacts:write", "visitor", lambda things: [things.area.slug, "liaison"]),
    Page("contacts:write", "rosa", lambda things: [things.area.slug, "block_contact"], note="to the committee"),
    Page("contacts:enter", "lee", lambda things: [things.area.slug, "liaison"]),
    Page("contacts:inquiry", "lee", of("inquiry"), note="for the officer"),
    Page("contacts:committee", "visitor", _slug),
    Page("contacts:sheet", "carl", lambda things: [things.area.slug, "block_contact"]),
    Page("contacts:sheet", "lee", lambda things: [things.area.slug, "liaison"], note="of the liaison officer"),
    Page("contacts:waiting", "carl", _slug),
    Page("contacts:news", "lee", of("news")),
    Page("contacts:own_card", "imani"),
    Page("contacts:digest", "visitor", _slug),
    Page("contacts:digest", "visitor", _slug, query="?month=2026-05", note="of May"),
    Page("contacts:circulars", "visitor", _slug),
    Page("contacts:new_circular", "carl", _slug),
    Page("contacts:circular", "visitor", of("circular_sent"), note="sent"),
    Page("contacts:circular", "lee", of("circular_waiting"), note="to look at"),
    Page("contacts:circular", "carl", of("circular_returned"), note="given back"),
    Page("contacts:inquiry", "rosa", of("inquiry_answered"), note="answered"),
]
MINUTES = [
    Page("meetings:act", "lee", _act("hours", "publish"), note="publish"),
    Page("meetings:minutes", "visitor", of("over"), note="being written"),
    Page("meetings:minutes", "visitor", of("drafted"), note="open for amendments"),
    Page("meetings:minutes", "visitor", of("differing"), note="with two versions, corrected"),
    Page("meetings:minutes", "lee", of("checked"), note="to approve"),
    Page("meetings:minutes-write", "lee", of("over")),
    Page("meetings:minutes-versions", "visitor", of("differing")),
    Page("meetings:minutes-amend", "visitor", _act("drafted", "sum")),
    Page("meetings:minutes-own", "lee", _act("checked", "sum")),
    Page("meetings:minutes-correct", "lee", _act("noted", "sum")),
    Page("meetings:amendment", "lee", of("amendment"), note="to answer"),
    Page("meetings:letters", "lee", of("noted"), note="none"),
    Page("meetings:webcast", "visitor", of("coming"), note="before consent"),
    Page("meetings:webcast", "lee", of("recorded"), note="the recording"),
    Page("meetings:webcast-change", "lee", of("recorded")),
    Page("meetings:transcript", "visitor", of("recorded")),
    Page("meetings:questions", "visitor", of("running")),
    Page("meetings:questions", "lee", of("running")),
    Page("meetings:question", "lee", of("question")),
    Page("meetings:question", "rosa", of("question"), note="one's own"),
    Page("meetings:listening", "carl", of("listening"), note="the notebook"),
    Page("meetings:listening", "visitor", of("listened"), note="what was released"),
    Page("meetings:listening", "lee", of("listening"), note="refused", status=403),
    Page("meetings:letters", "lee", of("lettered")),
    Page("meetings:amendment", "visitor", of("declined"), note="declined"),
]
PUBLIC_LOG = [
    Page("ledger:verify", "visitor"),
    Page("ledger:counts", "visitor"),
]
DEPARTMENT = [
    Page("department:index", "ada"),
    Page("department:details", "ada"),
    Page("department:holidays", "ada"),
    Page("department:promise", "ada", lambda _things: ["concerns.answer"]),
    Page("department:line", "ada", lambda _things: ["publication"]),
    Page("places:index", "ada"),
    Page("places:import", "ada"),
    Page("places:new", "ada"),
    Page("places:area", "ada", of("area")),
    Page("places:post", "ada", of("post")),
]
ENTRANCE = [
    Page("account_login", "visitor"),
    Page("account_confirm_login_code", "asked for a code"),
    Page("mfa_authenticate", "typed the code"),
    Page("mfa_reauthenticate", "lee, long ago"),
    Page("mfa_reauthenticate_webauthn", "noor, long ago"),
    Page("account_inactive", "visitor"),
    Page("account_signup", "visitor"),
    Page("account_email_verification_sent", "signing up"),
    Page("account_signup_by_passkey", "visitor"),
    Page("mfa_signup_webauthn", "making a passkey"),
    Page("account_logout", "rosa"),
    Page("account_email", "rosa"),
    Page("mfa_index", "rosa"),
    Page("mfa_index", "lee", note="with an app"),
    Page("mfa_activate_totp", "rosa"),
    Page("mfa_deactivate_totp", "lee"),
    Page("mfa_view_recovery_codes", "lee"),
    Page("mfa_generate_recovery_codes", "lee"),
    Page("mfa_list_webauthn", "noor"),
    Page("mfa_add_webauthn", "noor"),
    Page("mfa_edit_webauthn", "noor", of("passkey")),
    Page("mfa_remove_webauthn", "noor", of("passkey")),
]
PEOPLE = [
    Page("people:me", "rosa"),
    Page("people:me", "noor", note="with more"),
    Page("people:me", "lee"),
    Page("people:details", "rosa"),
    Page("vault:key", "lee"),
    Page("vault:key", "ines", note="locked"),
    Page("vault:key", "ines, unlocked", note="unlocked"),
    Page("vault:make", "lee"),
    Page("vault:unlock", "ines"),
    Page("vault:passphrase", "ines"),
    Page("vault:renew", "ines"),
    Page("vault:about", "visitor"),
    Page("ledger:log", "visitor"),
    Page("vault:records", "ada"),
    Page("vault:records", "noor", note="refused", status=403),
    Page("people:add_way", "rosa"),
    Page("people:forget", "rosa"),
    Page("people:enter", "lee"),
    Page("people:tenures", "ada"),
    Page("people:demands", "ada"),
    Page("people:demand", "ada", of("demand")),
    Page("people:demand_counts", "visitor"),
    Page("people:person", "lee", of("entered")),
    Page("receipts:open", "visitor"),
    Page("receipts:matters", "holder"),
    Page("receipts:record", "record"),
    Page("receipts:record_code", "taking over"),
    Page("receipts:link", "visitor", lambda things: [things.link]),
    Page("notices:mine", "rosa"),
    Page("notices:index", "lee"),
    Page("notices:detail", "lee", of("call")),
    Page("notices:stop", "visitor", lambda things: [things.stop]),
    Page("notices:following", "rosa"),
    Page("notices:following", "noor", note="nothing yet"),
    Page("notices:follow", "visitor", query="?what=places.area:2"),
    Page("notices:follow", "noor", query="?what=places.area:2"),
    Page("notices:agree", "visitor", lambda things: [things.agree]),
]
COMPLAINTS = [
    Page("complaints:index", "visitor"),
    Page("complaints:new", "visitor"),
    Page("complaints:whole", "visitor"),
    Page("complaints:start", "visitor"),
    Page("complaints:step", "writer", _act("complaint_written", "where"), note="where"),
    Page("complaints:step", "writer", _act("complaint_written", "who"), note="who"),
    Page("complaints:step", "writer", _act("complaint_written", "files"), note="files"),
    Page("complaints:step", "writer", _act("complaint_written", "reach"), note="reach"),
    Page("complaints:step", "writer", _act("complaint_written", "look"), note="look"),
    Page("complaints:enter", "lee"),
    Page("complaints:enter", "noor", note="refused"),
    Page("complaints:desk", "ines", note="locked"),
    Page("complaints:desk", "ines, unlocked", note="unlocked"),
    Page("complaints:desk", "cora", note="refused", status=403),
    Page("complaints:detail", "ines", of("complaint_in_work"), note="locked"),
    Page("complaints:detail", "ines, unlocked", of("complaint_new"), note="asks why"),
    Page("complaints:detail", "ines, unlocked", of("complaint_in_work"), note="in work"),
    Page("complaints:detail", "omar, unlocked", of("complaint_of_the_chief"), note="for the outside body"),
    Page("complaints:own", "complainant", of("complaint_in_work"), note="in work"),
    Page("complaints:own", "complainant", of("complaint_answered"), note="answered"),
    Page("evidence:add", "complainant", lambda things: ["complaints.complaint", things.complaint_in_work.pk]),
    Page("evidence:add", "ines, unlocked", lambda things: ["complaints.complaint", things.complaint_in_work.pk]),
    Page("complaints:clocks", "ines, unlocked", of("complaint_in_work")),
    Page("complaints:officers", "ines, unlocked", of("complaint_in_work")),
    Page("complaints:statements", "ines, unlocked", of("complaint_in_work")),
    Page("complaints:statement", "ines, unlocked", lambda things: [things.complaint_in_work.pk, 1]),
    Page("complaints:referrals", "ines, unlocked", of("complaint_in_work")),
    Page("complaints:officer_list", "imani"),
    Page("complaints:officer_list", "noor", note="nothing"),
    Page("complaints:officer", "imani, unlocked", of("officer_notice")),
    Page("complaints:praise", "imani, unlocked", of("praise_passed_on")),
    Page("complaints:officers", "ines, unlocked", of("complaint_praise"), note="praise"),
    Page("complaints:switch", "ada"),
    Page("complaints:sheets", "lee", note="of complaints"),
    Page("complaints:aloud", "ada"),
    Page("complaints:pledges", "ada"),
    Page("complaints:interpret", "ines, unlocked", of("complaint_in_work")),
    Page("complaints:sheets", "noor", note="of complaints, refused"),
    Page("complaints:kinds", "visitor"),
    Page("complaints:new_kinds", "ada"),
    Page("complaints:matrix", "visitor"),
    Page("complaints:new_matrix", "dana"),
    Page("complaints:new_rules", "dana"),
    Page("complaints:casework", "sana, unlocked", of("case_checked")),
    Page("complaints:findings", "sana, unlocked", of("case_checked"), note="to be checked"),
    Page("complaints:findings", "dana, unlocked", of("case_decided"), note="decided"),
    Page("complaints:discipline", "dana, unlocked", of("case_decided")),
    Page("complaints:classify", "ines, unlocked", of("complaint_in_work"), note="in work"),
    Page("complaints:classify", "ines, unlocked", of("complaint_acknowledged"), note="not yet"),
    Page("complaints:relations", "imani"),
    Page("complaints:split", "ines, unlocked", of("complaint_in_work")),
    Page("complaints:alike", "ines, unlocked", of("complaint_new")),
    Page("complaints:mediation", "ines, unlocked", of("complaint_in_mediation")),
    Page("complaints:recordings", "ines, unlocked", of("complaint_in_work")),
    Page("complaints:recording", "cora", of("complaint_recording")),
    Page("complaints:keep_recording", "recorder", of("complaint_recording")),
    Page("complaints:assign", "ines, unlocked", of("complaint_in_work")),
    Page("complaints:audits", "omar, unlocked"),
    Page("complaints:audits", "sana, unlocked", note="of the department"),
    Page("complaints:audit", "omar, unlocked", of("audit")),
    Page("complaints:audit", "ines, unlocked", of("audit"), note="a key is asked for"),
    Page("complaints:sign", "imani", of("complaint_given")),
    Page("complaints:accused", "ines, unlocked", of("complaint_acknowledged")),
    Page("home:desk", "ines", note="of who receives complaints"),
    Page("complaints:cases", "visitor"),
    Page("complaints:case", "visitor", lambda things: [things.case.said]),
    Page("complaints:board", "visitor"),
    Page("complaints:board_desk", "bea"),
    Page("complaints:board_desk", "rosa", note="refused", status=403),
    Page("complaints:packet", "bea, unlocked", of("packet")),
    Page("complaints:packet", "bea, unlocked", lambda things: [things.recommendation.packet_id], note="recommended"),
    Page("complaints:board_reply", "okoro", of("recommendation")),
    Page("complaints:packet_making", "ines, unlocked", of("complaint_closed")),
    Page("complaints:packet_text", "ines, unlocked", lambda things: [things.complaint_closed.pk, "account", 0]),
    Page("complaints:packet_pages", "ines, unlocked", lambda things: [things.complaint_closed.pk, things.scan.pk]),
    Page("home:desk", "bea", note="of a member of the review board"),
    Page("complaints:summaries_owed", "ines"),
    Page("complaints:summary", "ines, unlocked", of("complaint_closed")),
    Page("complaints:black_out_summary", "ines, unlocked", lambda things: [things.complaint_closed.pk, "alleged"]),
    Page("receipts:matters", "complainant", note="sealed"),
]
OUTCOMES = [
    Page("complaints:outcomes", "visitor"),
    Page("complaints:publication", "visitor"),
    Page("complaints:how_it_works", "visitor"),
    Page("complaints:rights", "visitor"),
    Page("complaints:reports", "visitor"),
    Page("complaints:report", "visitor", lambda things: [things.report_year]),
    Page("complaints:report_words", "ada", lambda things: [things.report_year]),
    Page("complaints:bodies", "ada"),
    Page("complaints:body", "ada", of("outside_body")),
    Page("complaints:definitions", "ada"),
    Page("complaints:unit_sizes", "ada"),
    Page("complaints:rights_words", "ada"),
    Page("complaints:correction", "ada", of("correction")),
    Page("complaints:publication_edit", "ada"),
    Page("complaints:publication_edit", "lee", note="refused", status=403),
]
LANGUAGES = [
    Page("translation:language", "visitor"),
    Page("translation:index", "visitor"),
    Page("translation:index", "ada", note="for an administrator"),
    Page("translation:area", "visitor", lambda things: [things.cast.beat.slug]),
    Page("translation:area", "visitor", lambda things: [things.district.slug], note="of a district"),
    Page("translation:shares", "ada", lambda things: [things.cast.beat.slug]),
    Page("translation:shares", "noor", lambda things: [things.cast.beat.slug], note="refused", status=403),
    Page("translation:import", "ada"),
    Page("translation:reviews", "ada"),
]
TRANSLATORS = [
    Page("translators:queue", "visitor"),
    Page("translators:queue", "rosa", query="?language=so", note="translator"),
    Page("translators:queue", "noor", note="second look"),
    Page("translators:queue", "lee", note="staff"),
    Page("translators:people", "ada"),
    Page("translators:people", "noor", note="refused", status=403),
    Page("translators:ask", "lee", asked=lambda things: f"?about={things.about}"),
    Page("translators:work", "rosa", of("asked_work"), note="asked for"),
    Page("translators:work", "rosa", of("taken_work"), note="in Arabic"),
    Page("translators:work", "rosa", of("machine_work"), note="by a machine"),
    Page("translators:drafts", "rosa", of("taken_work")),
    Page("translators:work", "noor", of("proposed_work"), note="second look"),
    Page("translators:work", "lee", of("published_work"), note="published"),
]
PAGES = [*HOME, *CONCERNS, *MODERATION, *PROGRESS, *MEETINGS, *MINUTES, *DEPARTMENT, *ENTRANCE, *PEOPLE]
PAGES += CONTACTS
PAGES += PRIORITIES + CONDITIONS + COMPLAINTS + OUTCOMES
PAGES += PUBLIC_LOG
PAGES += LANGUAGES
PAGES += TRANSLATORS

# Addresses that answer to GET and are no pages, and why.
NO_PAGES = {
    "tlog:checkpoint": "for machines",
    "tlog:tile": "for machines",
    "tlog:numbered_checkpoint": "for machines",
    "tlog:numbered_tile": "for machines",
    "jobs:health": "for machines",
    "concerns:paper": "a PDF",
    "contacts:vcard": "a card for address books",
    "contacts:sheet_pdf": "a PDF",
    "contacts:digest_pdf": "a PDF",
    "home:feed": "Atom",
    "meetings:calendar": "a calendar file",
    "meetings:area-calendar": "a calendar file",
    "progress:pdf": "a PDF",
    "meetings:minutes-pdf": "a PDF",
    "meetings:letters-pdf": "a PDF",
    "meetings:captions": "captions",
    "complaints:report_pdf": "a PDF file",
    "complaints:officer_letter": "a PDF file",
    "complaints:notice_letter": "a PDF file",
    "complaints:cleared_letter": "a PDF file",
    "complaints:outcomes_json": "for programs",
    "complaints:outcomes_csv": "a table",
    "complaints:outcomes_codes": "a table",
    "complaints:form": "a PDF",
    "complaints:machine": "the page of the matter, with a draft that a program made in that moment",
    "complaints:case_paper": "a PDF",
    "complaints:case_proof": "a proof file",
    "complaints:file_paper": "a PDF file",
    "complaints:sound": "a recording",
    "evidence:show": "a sealed file",
    "evidence:download": "a sealed file",
    "files:file": "a file",
    "translators:file": "a file",
    "files:image": "a picture",
    "files:thumb": "a picture",
    "meetings:take-up": "leads back to the meeting",
    "meetings:own-calendar": "a calendar file",
    "meetings:poster": "a PDF file",
    "meetings:series-day": "leads back to the series",
    "meetings:series-put-back": "leads back to the series",
    "meetings:note": "leads back to the meeting",
    "meetings:sheet": "a PDF",
    "meetings:host-act": "leads back to the page of the host",
    "progress:resolve": "leads back to the task",
    "progress:say": "leads back to the tactic",
    "progress:tactic_act": "leads back to the tactic",
    "progress:look": "leads back to the tactic",
    "account_request_login_code": "another name of the page to sign in",
    "mfa_login_webauthn": "for the script of the page to sign in",
    "mfa_download_recovery_codes": "a text file",
    "home:demo": "only in the example town: see test_example.py",
    "home:demo-outbox": "only in the example town: see test_example.py",
    "home:demo-letter": "one line of the mailbox, only in the example town",
}


def names_of_pages() -> Iterator[str]:
    """Every named address of ours that answers to GET."""
    for name, pattern in _walk(get_resolver(), ""):
        mode = getattr(pattern.callback, "mode", "")
        of_library = pattern.callback.__module__.startswith("allauth.")
        if mode and (mode != "writes" or of_library):
            yield name


def _walk(resolver: Any, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name}", entry
