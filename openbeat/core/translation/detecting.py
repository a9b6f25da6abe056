"""Which language a text is in, as far as one can tell: offered to people, never imposed on them.

Burmese, Arabic and Chinese show in their letters. For the rest there is py3langid, which is loaded when it is asked for
the first time (decision 30 says what that costs).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MOST = 2000  # characters are enough
LEAST = {"latin": 12, "arabic": 8, "han": 4, "burmese": 4}  # letters without which one cannot tell
CLEAR = 0.75  # of the letters are of one script
SURE = 0.55  # of py3langid, of which it gives all languages together 1
ALIKE = {  # what is close enough to be taken for one of ours: (the likeness of both counts)
    "ar": ("ar", "ary", "arz"),
    "zh-hans": ("zh", "wuu", "yue"),
    "ht": ("ht", "gcf", "gcr"),
    "es": ("es", "ext"),
    "en": ("en", "pcm"),
    "vi": ("vi",),
    "so": ("so",),
    "my": ("my",),
}
NO_WORDS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|%\(\w+\)\w|\{\w*\}")
_SCRIPTS = {"LATIN": "latin", "ARABIC": "arabic", "CJK": "han", "MYANMAR": "burmese"}


def guess(text: str) -> str:
    """The code of the language a text is in, of those in which people may write to us; "" where one cannot be sure."""
    words = NO_WORDS.sub(" ", text[:MOST])
    letters = Counter(filter(None, (_script(sign) for sign in words)))
    script, count = max(letters.items(), key=lambda pair: pair[1], default=("", 0))
    if count < LEAST.get(script, MOST) or count < CLEAR * letters.total():
        return ""
    code, likely = max(_likely(words).items(), key=lambda pair: pair[1])
    return code if likely >= SURE else ""


def other_than(said: str, text: str) -> str:
    """The language that a text looks like, where it is another one than was said of it; "" where there is no doubt."""
    found = guess(text)
    return "" if found == said else found


def _script(sign: str) -> str:
    if not sign.isalpha() and unicodedata.category(sign) not in {"Mn", "Mc"}:
        return ""
    return _SCRIPTS.get(unicodedata.name(sign, "").partition(" ")[0], "other")


def _likely(words: str) -> dict[str, float]:
    found = dict(_identifier().rank(words))
    return {code: sum(found.get(name, 0.0) for name in names) for code, names in ALIKE.items()}


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid import langid  # noqa: PLC0415  numpy and 90 MB, which most processes never need

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
