"""One HTML file to keep: a proof file that checks itself wherever it is opened, without a network and without us."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext

from openbeat.core.ledger import registry
from openbeat.kit.findings import SENTENCES, Code, State

HERE = Path(__file__).parent
SCRIPT = HERE / "static" / "ledger" / "verify.js"
STYLE = HERE / "static" / "ledger" / "kept.css"
NOT_IN_A_BROWSER = {Code.KNOWN_SAME, Code.KNOWN_DIFFERS, Code.KNOWN_APART, Code.PLACES, Code.NO_PLACES, Code.CODE_ONLY,
                    Code.GAP_IN_LOG, Code.KEY_UNKNOWN, Code.LOG_SIGNED, Code.WITNESSED, Code.NOT_WITNESSED,
                    Code.KEPT_UNREAD, Code.KEPT_OTHER}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the script says when it finds this, in the language of the page."""

    code: Code
    state: State
    words: str


def sentences() -> list[Sentence]:
    """Every sentence that the script may need."""
    return [
        Sentence(code, state, gettext(words))
        for code, (state, words) in SENTENCES.items()
        if code not in NOT_IN_A_BROWSER
    ]


def as_json(file: dict[str, Any], _kind: str = "") -> str:
    """The proof file as it is kept, the same for all kinds of matters."""
    return json.dumps(file, ensure_ascii=False, indent=1) + "\n"


def as_html(file: dict[str, Any], kind: str = "") -> str:
    """The same in a page that checks itself; its own policy lets it run that script alone, and ask nobody.

    With the kind of the matter its acts have the names that the app gave them.
    """
    script, style = SCRIPT.read_text(encoding="utf-8"), STYLE.read_text(encoding="utf-8")
    data = as_json(file).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    acts = [act | {"minute": _minute(act["at"]), "label": registry.label(kind, act["act"])} for act in file["acts"]]
    said = {"origin": file["origin"], "made": _minute(file["made_at"]), "key": file["key"]}
    context = {"said": _marked(said), "acts": acts, "sentences": sentences()}
    page = render_to_string("ledger/kept.html", context | {"script_hash": _hash(script), "style_hash": _hash(style)})
    return _with(page, {"data": data, "script": script, "style": style})


def _marked(said: dict[str, str]) -> dict[str, str]:
    """Each marked, so that the script writes over it what it checked."""
    return {name: format_html('<span data-said="{}">{}</span>', name, words) for name, words in said.items()}


def _minute(at: str) -> str:
    return f"{at[:16].replace('T', ' ')} UTC"


def _with(page: str, parts: dict[str, str]) -> str:
    """Put in what must stay letter by letter as it is: a policy names its hash."""
    return re.sub(r"<!--(data|script|style)-->", lambda found: parts[found[1]], page)


def _hash(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()
