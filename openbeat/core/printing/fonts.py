"""The fonts of a page: ours come with the program; rare Chinese characters come from the system, if it can."""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from openbeat.core.printing import coverage

if TYPE_CHECKING:
    import typst

OURS = Path(__file__).parent / "fonts"
HAN_NAMES = ("NotoSansCJK-*", "NotoSansCJKsc-*", "NotoSansSC-*", "SourceHanSans*", "wqy-microhei*", "PingFang*")
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts")
NOTHING_TO_DRAW = {"Cf", "Cc", "Zl", "Zp"}
KEPT = set("\n\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")  # joiners and marks of direction shape the words
VARIATIONS = range(0xFE00, 0xFE10)
UNKNOWN = "\ufffd"
FIRST_HAN = "\u2e80"
LOOK_ALIKE = {"⟦": "[", "⟧": "]", "→": "-", "✓": "√", "✔": "√"}


@cache
def files() -> tuple[Path, ...]:
    """The font files that come with the program."""
    return tuple(sorted(OURS.glob("*.ttf")))


@cache
def han_files() -> tuple[Path, ...]:
    """The first Chinese font that this system has, regular and bold; nothing where it has none."""
    for name in HAN_NAMES:
        if found := [path for path in _in_system(f"{name}.*") if "Regular" in path.name or "Bold" in path.name]:
            return tuple(sorted(found, key=lambda path: "Bold" in path.name))
    return ()


def _in_system(pattern: str) -> list[Path]:
    own = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "fonts"
    folders = (folder for folder in (own, *map(Path, FOLDERS)) if folder.is_dir())
    return sorted(path for folder in folders for path in folder.rglob(pattern))


@cache
def book(*, rare: bool) -> typst.Fonts:
    """The fonts as the typesetter wants them, opened once in a process; the rare characters take a second more."""
    import typst  # noqa: PLC0415  some megabytes that few requests need

    folders = [str(OURS), *({str(path.parent) for path in han_files()} if rare else ())]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def families(*, rare: bool) -> tuple[str, ...]:
    """Names of the families at hand, in the order in which a page tries them."""
    own = sorted(book(rare=False).families(), key=lambda name: (name != "Noto Sans", name))
    more = [name for name in book(rare=True).families() if name not in own and "Mono" not in name] if rare else []
    return (*own, *sorted(more, key=lambda name: (not name.endswith(" SC"), "Serif" in name, name)))


@cache
def _covered(*, rare: bool) -> tuple[coverage.Coverage, ...]:
    return tuple(coverage.of(path) for path in (han_files()[:1] if rare else files()))


def is_rare(character: str) -> bool:
    """Is this a character that none of our fonts draws, but the system's Chinese font does?"""
    if character < FIRST_HAN or any(character in covered for covered in _covered(rare=False)):
        return False
    return any(character in covered for covered in _covered(rare=True))


def printable(text: str) -> str:
    """The text as it can be printed: a character that no font draws becomes a visible mark, never an empty box."""
    return "".join(_shown(character) for character in unicodedata.normalize("NFC", text))


def _shown(character: str) -> str:
    if "\x20" <= character <= "\x7e" or character in KEPT:
        return character
    if unicodedata.category(character) in NOTHING_TO_DRAW or ord(character) in VARIATIONS:
        return " " if character == "\t" else ""
    if any(character in covered for covered in _covered(rare=False)) or is_rare(character):
        return character
    return LOOK_ALIKE.get(character, UNKNOWN)
