"""What somebody wrote in a letter, without what it quotes and without the signature; nothing that is cut is kept."""

from __future__ import annotations

import re

SIGNATURE = re.compile(r"^(--|\u2014|\u2013\u2013|__+)\s*$")
SENT_FROM = re.compile(
    r"^(sent from my |sent via |get outlook for |enviado desde |enviado con |obtener outlook|أرسلت من |أُرسلت من |"
    r"مرسل من |từ iphone|gửi từ |发自我的|從我的|voye depi )",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"^[-_*\s]*(original message|original appointment|forwarded message|mensaje original|mensaje reenviado|"
    r"الرسالة الأصلية|رسالة أصلية|原始邮件|tin nhắn gốc|thư gốc)[-_*\s:]*$",
    re.IGNORECASE,
)
# "On Monday, Ana wrote:" in the languages of this program; it may run over two or three lines.
WROTE = re.compile(
    r"^(on\b.{0,400}\bwrote|el\b.{0,400}\bescribió|le\b.{0,400}\ba écrit|في\b.{0,400}\bكتب.{0,100}|"
    r"vào\b.{0,400}\bviết|.{0,300}于.{0,300}写道|.{0,300}写道|.{0,300}\bekri)\s*[:\uff1a]\s*$",
    re.IGNORECASE | re.DOTALL,
)
HEADER = re.compile(r"^\*?(from|de|من|发件人|từ)\s*:\s?\*?.*(@|<).*$", re.IGNORECASE)
AFTER_HEADER = re.compile(
    r"^\*?(sent|date|to|subject|enviado|fecha|para|asunto|تاريخ|إلى|الموضوع|发送时间|收件人|主题|đã gửi|đến)\s*:",
    re.IGNORECASE,
)
PREFIX = re.compile(
    r"^\s*((re|fw|fwd|rv|aw|sv|tr|رد|إعادة توجيه|回复|转发|答复|trả lời)\s*(\[\d+\])?\s*[:\uff1a]\s*)+", re.IGNORECASE
)
LONGEST_WROTE = 3  # lines


def written(text: str) -> str:
    """The words of the sender: what stands above the first quotation or signature, without quoted lines between.

    Where all of it is quoted or signature, nothing is left. Never longer than the text, and cutting twice cuts nothing
    more.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept: list[str] = []
    for index, line in enumerate(lines):
        if _ends(lines, index):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _ends(lines: list[str], index: int) -> bool:
    line = lines[index].strip()
    if not line:
        return False
    if SIGNATURE.match(line) or ORIGINAL.match(line) or _is_sent_from(lines, index):
        return True
    if HEADER.match(line) and any(AFTER_HEADER.match(each.strip()) for each in lines[index + 1 : index + 4]):
        return True
    return any(_is_wrote(lines[index : index + count]) for count in range(1, LONGEST_WROTE + 1))


def _is_wrote(lines: list[str]) -> bool:
    """A line that begins a quotation: it names a day or an address. Several are one only with nothing empty between."""
    whole = " ".join(line.strip() for line in lines)
    named = "@" in whole or any(sign.isdigit() for sign in whole)
    return named and all(line.strip() for line in lines) and bool(WROTE.match(whole))


def _is_sent_from(lines: list[str], index: int) -> bool:
    """The line that a telephone adds: the last thing that was written, or with an empty line before it."""
    before = lines[index - 1].strip() if index else ""
    return bool(SENT_FROM.match(lines[index].strip())) and not before


def subject(text: str) -> str:
    """The subject without Re: and Fwd:, in one line."""
    return PREFIX.sub("", " ".join(text.split())).strip()
