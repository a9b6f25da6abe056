"""A vCard (RFC 6350, version 3.0 of RFC 2426 for old telephones) of an office, never of a person."""

from __future__ import annotations

LONGEST = 75  # octets in a line, RFC 2426 section 2.6
OPTIONAL = {
    "telephone": "TEL;TYPE=WORK,VOICE:{}",
    "email": "EMAIL;TYPE=INTERNET:{}",
    "url": "URL:{}",
    "note": "NOTE:{}",
}


def vcard(facts: dict[str, str]) -> str:
    """The card of an office: `name`, `house`, `role`, `area`; `telephone`, `email`, `url`, `note` where there is."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{escaped(facts['name'])};;;;",
        f"FN:{escaped(facts['name'])}",
        f"ORG:{escaped(facts['house'])};{escaped(facts['area'])}",
        f"TITLE:{escaped(facts['role'])}",
    ]
    lines += [shape.format(escaped(facts[name])) for name, shape in OPTIONAL.items() if facts.get(name)]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def escaped(text: str) -> str:
    """The text with what has a meaning in a card marked as meant literally."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of them cut inside a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece])
