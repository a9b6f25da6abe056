"""Texts that may stand in several languages: apps say which of their words these are, and who may read them."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from openbeat.kit.actors import Actor
from openbeat.kit.refs import Ref, row_number

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Source:
    """One text as it stands now: of which thing and field, its words and their language, where it is read.

    `public` says whether everybody may read it; a text without words is no text. `title` is what a list calls it. `sms`
    says that it goes out as one text message, so that a translation may be no longer than that.
    """

    ref: Ref
    field: str
    words: str
    language: str
    url: str
    title: str = ""
    area: int | None = None
    public: bool = True
    sms: bool = False

    @property
    def slot(self) -> str:
        """What it is found by: the thing and the field."""
        return slot_of(self.ref, self.field)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text that a message or a page of paper quotes, and what they are found by where that is known."""

    words: str
    language: str
    slot: str = ""

    @classmethod
    def of(cls, thing: Any, field: str) -> Self:
        """The field of a thing, in the language that stands beside it."""
        language = getattr(thing, f"{field}_language", "") or getattr(thing, "language", "")
        slot = slot_of(Ref.of(thing), field) if getattr(thing, "pk", None) else ""
        return cls(str(getattr(thing, field) or ""), language, slot)


@dataclass(frozen=True, slots=True)
class Part:
    """A passage in another language; `newer` is its source where that has changed since, or has no words yet."""

    words: str
    newer: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it stands in another language, and whose work that is."""

    language: str
    parts: tuple[Part, ...]
    credit: str = ""
    by_machine: bool = False

    @property
    def words(self) -> str:
        """The translation, whole."""
        return "\n\n".join(part.words for part in self.parts if part.words)

    @property
    def whole(self) -> bool:
        """Nothing of it is older than its source."""
        return not any(part.newer for part in self.parts)


type Readings = Mapping[Quote, Reading]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an app offers for one kind of its things.

    `fields` are the names of the fields that hold texts, each with what people call it. `read(keys)` gives the texts of
    these things as they stand, public or not, with a constant number of queries. `visible(keys, actor)` gives the keys
    of those of which this actor may read every word, public or not; that a reading has to be recorded is the page's to
    see to. `within` says which other kinds' acts change texts of this kind: by the name of the kind, a function from
    its keys to keys of this kind. `find_anew(keys)` lets what is found by these words be found by them in every
    language that they stand in now.
    """

    kind: str
    label: Any
    fields: Mapping[str, Any]
    read: Callable[[Sequence[str]], Iterable[Source]]
    visible: Callable[[Sequence[str], Actor], Iterable[str]]
    within: Mapping[str, Callable[[Sequence[str]], Iterable[str]]] = dataclasses.field(default_factory=dict)
    find_anew: Callable[[Sequence[str]], None] | None = None

    def names(self, field: str) -> list[str]:
        """What people call the thing and this field of it; one name where both have the same."""
        return list(dict.fromkeys(str(name) for name in (self.label, self.fields.get(field, "")) if name))


@dataclass(frozen=True, slots=True)
class About:
    """What several texts of one thing share: where they are read, what a list calls them, and of which area."""

    url: str
    title: str = ""
    area: int | None = None


@dataclass(frozen=True, slots=True)
class Keeper:
    """What an app does with words that it keeps beside texts, as drafts; the keys are those of `translation.Text`.

    `forget(keys)` is asked where the words of these texts are gone: nothing is kept of them. `begin_anew(keys, at)`
    where everybody may read them from now on, who could not before: of what was written until now, that alone is for
    everybody which belongs to passages that stand in them still.
    Both happen in the same transaction, before the text goes or is public.
    """

    forget: Callable[[Collection[int]], None]
    begin_anew: Callable[[Collection[int], datetime], None]


_OFFERED: dict[str, Kind] = {}
_KEEPERS: dict[str, Keeper] = {}
_SEALED: set[str] = set()
_QUOTES: list[Callable[[Collection[Quote], str], Readings]] = []


def of_thing(thing: Model, names: Iterable[str], about: About, *, public: bool = True) -> Iterator[Source]:
    """The texts in these fields of a thing, each in the language that stands beside it."""
    for name in names:
        words, language = str(getattr(thing, name) or ""), language_of(thing, name)
        if words.strip() and language:
            yield Source(Ref.of(thing), name, words, language, about.url, about.title, about.area, public)


def language_of(thing: Any, name: str) -> str:
    """The language of a field: `<field>_language` beside it, else the thing's `language`."""
    found = (_value(thing, f"{name}_language"), _value(thing, "language"))
    return next((str(code) for code in found if code), "")


def _value(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


def numbers(keys: Iterable[str]) -> list[int]:
    """Those of these keys that a row can have."""
    return [number for key in keys if (number := row_number(key)) is not None]


def offer(kind: Kind) -> None:
    """Offer one kind of things with texts; a second offer of the same kind replaces the first."""
    _OFFERED[kind.kind] = kind


def keep(name: str, keeper: Keeper) -> None:
    """Say that words are kept beside texts, and who drops them; said again, it takes the place of the first."""
    _KEEPERS[name] = keeper


def forget(keys: Collection[int]) -> None:
    """Let nobody keep any words of these texts: they are gone."""
    for keeper in _KEEPERS.values():
        keeper.forget(keys)


def begin_anew(keys: Collection[int], at: datetime) -> None:
    """Let nobody keep what was written of passages that these texts say no more: from now on they are public."""
    for keeper in _KEEPERS.values():
        keeper.begin_anew(keys, at)


def never(folder: str) -> None:
    """Say that templates of this folder show sealed words: nobody looks for translations of these."""
    _SEALED.add(folder)


def is_sealed(template: str) -> bool:
    """Whether a template shows sealed words."""
    return template.partition("/")[0] in _SEALED


def of(kind: str) -> Kind | None:
    """What was offered for this kind, if its app is installed."""
    return _OFFERED.get(kind)


def kinds() -> list[Kind]:
    """All kinds, by name."""
    return [_OFFERED[name] for name in sorted(_OFFERED)]


def slot_of(ref: Ref, field: str) -> str:
    """What a text is found by: the thing and the field."""
    return f"{ref}:{field}"


def read(refs: Iterable[Ref]) -> dict[str, Source]:
    """The texts of these things as they stand, by slot."""
    found = (source for kind, keys in _by_kind(refs) for source in kind.read(keys))
    return {source.slot: source for source in found if source.words.strip()}


def find_anew(ref: Ref) -> None:
    """Let what is found by the words of this thing be found in every language that they stand in now."""
    kind = _OFFERED.get(ref.kind)
    if kind and kind.find_anew:
        kind.find_anew([ref.key])


def visible(refs: Iterable[Ref], actor: Actor) -> set[Ref]:
    """Those of the things whose words this actor may read."""
    return {Ref(kind.kind, str(key)) for kind, keys in _by_kind(refs) for key in kind.visible(keys, actor)}


def touched(refs: Iterable[Ref]) -> set[Ref]:
    """The things whose texts may have changed by acts on these."""
    keys: dict[str, list[str]] = defaultdict(list)
    for ref in refs:
        keys[ref.kind].append(ref.key)
    own = {Ref(kind, key) for kind in keys if kind in _OFFERED for key in keys[kind]}
    hanging = (
        Ref(kind.kind, str(key))
        for kind in kinds()
        for other, find in kind.within.items()
        if other in keys
        for key in find(keys[other])
    )
    return own.union(hanging)


def _by_kind(refs: Iterable[Ref]) -> list[tuple[Kind, list[str]]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for ref in dict.fromkeys(refs):
        keys[ref.kind].append(ref.key)
    return [(_OFFERED[kind], keys[kind]) for kind in keys if kind in _OFFERED]


def provide_quotes(read_in: Callable[[Collection[Quote], str], Readings]) -> None:
    """Say who finds what is published of quoted texts in another language."""
    _QUOTES[:] = [read_in]


def in_language(quotes: Collection[Quote], language: str) -> Readings:
    """What is published of these in a language, found at once; nothing where nobody translates."""
    return _QUOTES[0](quotes, language) if _QUOTES and quotes else {}
