"""The text of a letter, whatever a mail program made of it: a broken character set costs letters, never the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Any, cast

UNREADABLE = (ValueError, LookupError, AttributeError, KeyError, IndexError, TypeError, RecursionError)
LONGEST_PAGE = 500_000  # signs of HTML; what stands further down nobody reads
BREAKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr"}
UNSEEN = {"script", "style", "head", "title", "template"}
QUOTED = {"blockquote"}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
SCRIPTS = (("ar", "\u0600", "\u06ff"), ("my", "\u1000", "\u109f"), ("zh-hans", "\u4e00", "\u9fff"))


def message_of(raw: bytes) -> EmailMessage:
    """The letter, parsed; what cannot be parsed is a letter all the same, if need be its head alone."""
    try:
        return BytesParser(policy=policy.default).parsebytes(raw)
    except RecursionError:  # parts in parts in parts, or a head of comments in comments: no mail program does that
        plain: Any = BytesParser(policy=policy.compat32).parsebytes(raw, headersonly=True)
        return cast("EmailMessage", plain)


def head(message: EmailMessage, name: str) -> str:
    """One head of the letter in one line; empty where it is missing or cannot be read."""
    try:
        return clean(" ".join(str(message.get(name, "")).split()))
    except UNREADABLE:
        return clean(" ".join(str(_raw_head(message, name)).split()))


def _raw_head(message: EmailMessage, name: str) -> str:
    found = (value for each, value in message.raw_items() if each.lower() == name.lower())
    return str(next(found, "")).encode("utf-8", "replace").decode("utf-8", "replace")


def sender_of(message: EmailMessage) -> tuple[str, str]:
    """Name and address of whoever wrote it."""
    name, address = parseaddr(head(message, "From"))
    return clean(name)[:100], address.strip().lower()


def body_of(message: EmailMessage) -> str:
    """The words: plain text where there is some, else what an HTML part says without its marks."""
    plain = [part for part in parts_of(message) if _is_text(part, "text/plain")]
    text = "\n\n".join(_decoded(part) for part in plain).strip()
    if text:
        return clean(text)
    marked = [part for part in parts_of(message) if _is_text(part, "text/html")]
    return clean("\n\n".join(unmarked(_decoded(part)) for part in marked).strip())


def parts_of(message: Any) -> Iterator[Any]:
    """The parts of the letter; a letter that is enclosed whole is one part, and not looked into."""
    if not message.is_multipart() or message.get_content_maintype() == "message":
        yield message
        return
    for part in message.get_payload():
        yield from parts_of(part)


def _is_text(part: Any, kind: str) -> bool:
    return bool(part.get_content_type() == kind) and not is_enclosure(part)


def is_enclosure(part: Any) -> bool:
    """Whether a part is a file rather than words."""
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except UNREADABLE:
        return True


def bytes_of(part: Any) -> bytes:
    """The bytes of a part, as far as they can be decoded."""
    try:
        found = part.get_payload(decode=True)
    except UNREADABLE:
        found = None
    return found if isinstance(found, bytes) else b""


def _decoded(part: Any) -> str:
    raw = bytes_of(part)
    for charset in (str(part.get_content_charset("") or ""), "utf-8"):
        try:
            return raw.decode(charset)
        except UNREADABLE:
            continue
    if part.get_content_charset("") in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return raw.decode("utf-8", "replace")
    return raw.decode("windows-1252", "replace")


def clean(text: str) -> str:
    """Without what no page and no feed can hold."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return CONTROL.sub("", whole.replace("\u00a0", " "))


def language_of(message: EmailMessage, text: str) -> str:
    """What the letter says of its language, else what its script gives away; empty where neither does."""
    named = head(message, "Content-Language").split(",")[0].strip().lower()
    if named:
        return named
    return next((code for code, low, high in SCRIPTS if sum(low <= sign <= high for sign in text) > 3), "")  # noqa: PLR2004


@dataclass
class _Words(HTMLParser):
    parts: list[str] = field(default_factory=list)
    hidden: int = 0
    quoted: int = 0

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in UNSEEN
        self.quoted += tag in QUOTED
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in UNSEEN))
        self.quoted = max(0, self.quoted - (tag in QUOTED))
        if tag in BREAKS - {"br", "hr"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden and not self.quoted:
            self.parts.append(re.sub(r"\s+", " ", data))


def unmarked(html: str) -> str:
    """What a person reads on an HTML page; what stands in a quotation is left out."""
    reader = _Words()
    reader.feed(_closed(html[:LONGEST_PAGE]))
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _closed(html: str) -> str:
    """The same without comments and with marks that end: over others the library takes minutes, for a few kilobytes."""
    kept, at = [], 0
    while (begins := html.find("<!--", at)) >= 0:
        kept.append(html[at:begins])
        ends = html.find("-->", begins)
        at = ends + 3 if ends >= 0 else len(html)
    first, *pieces = "".join([*kept, html[at:]]).split("<")
    return first + "".join(map(_mark, pieces))


def _mark(piece: str) -> str:
    if ">" not in piece:
        return f"&lt;{piece}"
    return piece.partition(">")[2] if piece[:1] in {"!", "?"} else f"<{piece}"
