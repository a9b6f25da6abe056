"""What every answer must stand, whatever was asked: no fault of ours, nothing revealed, the person's language."""

from __future__ import annotations

import re

from tests.faults.visitor import Answer

REVEALING = re.compile(
    r"Traceback|Exception\b|/site-packages/|\.py\b|DoesNotExist|[Dd]jango|DEBUG|[Ss]qlite|psycopg|SELECT .* FROM"
)
SPANISH = {
    400: "No pudimos leer eso",
    403: "Este formulario llegó demasiado tarde",
    404: "Aquí no hay nada",
    405: "Esta página solo se abre desde su formulario",
    413: "Eso es demasiado grande",
}


def reveals_nothing(answer: Answer, what: str) -> None:
    """No page that tells of a fault may tell how the program is made."""
    assert answer.status < 500, what
    if answer.headers.get("content-type", "").startswith("text/html") and answer.status >= 400:
        found = REVEALING.search(answer.text.replace("openbeat.js", ""))
        assert not found, (what, found)


def in_spanish(answer: Answer, what: str) -> None:
    """It speaks the language of the address."""
    reveals_nothing(answer, what)
    assert '<html lang="es"' in answer.text, what
    assert SPANISH[answer.status] in answer.text, what


def asking(path: str, **headers: str) -> bytes:
    """The bytes of a request, whatever stands in its headers."""
    lines = {"Host": "127.0.0.1", "Connection": "close", **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"GET {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1")
