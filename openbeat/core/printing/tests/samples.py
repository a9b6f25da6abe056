"""What a page of each kind may show, in each language: our own words."""

from __future__ import annotations

from typing import Any

from openbeat.core.printing.passages import Passage

SAID = {
    "en": "The street light near the school has been out since May.",
    "es": "La farola cerca de la escuela no funciona desde mayo.",
    "ar": "مصباح الشارع قرب المدرسة معطل منذ شهر مايو.",
    "my": "ကျောင်းအနီးက လမ်းမီးက မေလကတည်းက ပျက်နေတယ်။",
    "zh-hans": "学校附近的路灯从五月起就不亮了。",
    "vi": "Đèn đường gần trường học bị hỏng từ tháng Năm, ngõ rất tối và nguy hiểm.",
    "ht": "Limyè lari ki toupre lekòl la pa mache depi mwa me, e sa fè moun pè.",
    "so": "Nalka waddada ee dugsiga u dhow wuu bakhtiyay tan iyo bishii Maajo.",
}
CODE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1H0z"/></svg>'
DIGEST = "0123456789abcdef" * 4


def data(template: str, language: str) -> dict[str, Any]:
    """A page that says the sentence of this language wherever somebody's words can stand."""
    said = Passage(SAID.get(language, SAID["en"]), language)
    return {"house": "Alder Falls", "printed": "2026", **PAGES[template](said)}


def _minutes(said: Passage) -> dict[str, Any]:
    sides = [{"label": "A", "words": said}, {"label": "B", "words": said}]
    return {
        "facts": [{"label": "1", "lines": [said, "18:30"]}],
        "apart": [said.text],
        "passages": [
            {"level": 2, "title": said, "kicker": said, "words": said, "sides": []},
            {"level": 3, "title": said, "kicker": "", "words": "", "sides": sides},
        ],
        "corrections": [{"day": "2026", "reason": said}],
    }


def _meeting(said: Passage) -> dict[str, Any]:
    empty = {"cancelled": True, "helps": [said.text], "access": said, "reason": said, "address": ""}
    return {"day": "24", "hours": "18:30", "title": said, "place": said, **empty}


PAGES: dict[str, Any] = {
    "chart": lambda said: {
        "tasks": [{"task": said, "responsible": [said.text], "timetable": "24", "problems": [said], "tactics": [said]}],
        "blank": 1,
    },
    "complaint": lambda said: {"about": said, "address": "town.example", "codes": ["", "K4M7 9PQR"]},
    "concern": lambda said: {"about": said, "address": "town.example", "codes": ["", "K4M7 9PQR"]},
    "receipt": lambda said: {
        "code": "K4M7 9PQR", "address": "town.example", "about": said, "received": "24", "due": "25",
        "responsible": said.text, "steps": [said, said],
    },
    "signin": lambda said: {"about": said, "when": "18:30", "place": said, "rows": 20},
    "poster": lambda said: {
        "month": "11", "lead": said.text, "meetings": [_meeting(said)], "address": "https://town.example/",
        "code": CODE,
    },
    "minutes": lambda said: {"minutes": _minutes(said)},
    "digest": lambda said: {
        "parts": [{"heading": said, "sentences": [said, said], "items": [said]}],
        "code": CODE, "address": "https://town.example/", "labels": {"code": said.text, "scan": said.text},
    },
    "handover": lambda said: {
        "about": said, "parts": [{"title": said, "words": said}], "owes": [{"title": said, "kind": "1", "due": "24"}],
        "waits": [], "labels": dict.fromkeys(("nothing", "none_open", "owes", "waits", "by_hand"), said.text),
    },
    "custody": lambda said: {
        "about": [said], "files": [{"number": "1", "name": said, "role": said, "media_type": "image/png", "size": "9",
                                    "arrived": "2026", "sha256": DIGEST}],
        "acts": [{"at": "2026", "file": "1", "words": said, "who": said}],
        "labels": dict.fromkeys(("files", "acts", "when", "file", "act", "who", "check", "check_words"), said.text),
    },
    "case": lambda said: {"alleged": said, "done": said, "points": [said.text], "facts": [said.text]},
    "redacted": lambda said: {"pages": [{"picture": CODE, "number": "1", "words": said}]},
    "officer": lambda said: {"name": said.text, "lines": [said], "parts": [{"title": said, "lines": [said]}]},
    "key": lambda said: {
        "lines": [said], "rows": ["ABCD EFGH"], "qr": CODE, "parts": [{"title": said, "lines": [said]}],
        "signed": [said], "rehearsal": True,
    },
}  # fmt: skip
# Of the page's own words, those that such a page surely shows.
OWN = {
    "chart": ("responsible", "timetable", "completed", "problems", "tactics", "source", "by_hand"),
    "complaint": ("danger", "nothing_else", "what_help", "unseen", "pass_on", "safely", "paper", "office", "keep"),
    "concern": ("danger", "what", "where_help", "private", "reach", "safe", "next", "office", "keep"),
    "receipt": ("danger", "code", "keep", "about", "received", "due", "responsible", "next"),
    "signin": ("no-name", "kept", "name", "first", "language"),
    "poster": ("cancelled", "come", "bring", "more"),
    "minutes": ("corrections", "differ"),
    "key": ("rehearsal", "key", "signed"),
    "redacted": ("how",),
    "case": ("alleged", "done", "found"),
}


def letter(language: str) -> dict[str, Any]:
    """What a letter shows."""
    said = Passage(SAID.get(language, SAID["en"]), language)
    shown = {"town_note": "", "heading": said.text, "words": [said, said.text], "minutes": _minutes(said)}
    return {"house": "Alder Falls", **shown}
