"""Searches an article for names of people, organisations and works, in any form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple
from weakref import WeakKeyDictionary

from archive.model.annotations import Citation, Mention
from archive.model.document import Document
from archive.model.entities import Entity
from archive.model.index import Index
from archive.model.works import Work
from archive.text.folding import fold, folded_word
from archive.text.proper_names import NameSearch, bare_name, large_words
from archive.validation.article_words import addresses_of_article, texts_of_article

_OTHER_WORDS = {
    "states": "america american americans us",
    "kingdom": "britain british uk english england",
    "spain": "spanish", "france": "french francais francaise", "netherlands": "dutch holland",
    "ireland": "irish",
    "wales": "welsh", "denmark": "danish danes", "poland": "polish poles", "peru": "peruvian",
    "philippines": "filipino filipinos", "myanmar": "burma burmese", "cuba": "cuban",
    "deutschland": "deutsch deutsche deutscher deutschen", "frankreich": "franzosisch",
    "allemagne": "allemand allemands allemande", "alemania": "aleman",
    "espana": "espanol",
}  # fmt: skip
"""Words for a country, or its people, that begin differently from its name."""


class _Word(NamedTuple):
    """A word as it is written: what can be said of it wherever it stands."""

    folded: str
    """The word in lower case without accents."""
    is_small: bool
    """Whether the word may be inside a name, such as an article or preposition."""
    is_capitalized: bool
    """Whether the word begins with a capital letter, or its script has none."""
    is_name: bool
    """Whether the word may be part of a name."""


class _Gap(NamedTuple):
    """What stands before a word."""

    is_first: bool
    """Whether the word begins a sentence."""
    is_apart: bool
    """Whether the sign before the word is never inside a name."""


class _WrittenWords(dict[str, _Word]):
    """The words of a text; each is looked at once, because most occur many times."""

    def __missing__(self, written: str) -> _Word:
        first, is_small = written[0], not large_words(written)
        is_capitalized = first != first.lower() or (first.isalpha() and first == first.upper())
        is_name = is_capitalized and not is_small
        self[written] = _Word(folded_word(written), is_small, is_capitalized, is_name)
        return self[written]


class _Gaps(dict[str, _Gap]):
    """The signs before the words of a text."""

    def __missing__(self, signs: str) -> _Gap:
        is_first = any(sign in '.!?:“"„«\n' for sign in signs)
        self[signs] = _Gap(is_first, is_apart=signs.strip(" -’'\u00a0&") != "")
        return self[signs]


@dataclass(slots=True)
class _Uses:
    """How an article uses a word with a capital letter."""

    is_alone: bool = False
    """Whether the word occurs without another capitalised word next to it."""
    is_last: bool = False
    """Whether the word occurs without a capitalised word after it."""
    only_first: bool = True
    """Whether the word occurs only at the beginning of sentences."""
    beside: set[str] = field(default_factory=set)
    """The capitalised words next to the word."""


_WORD = re.compile(r"\w+")
_WORD_BETWEEN = re.compile(r"(\w+)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
"""Initials with full stops: "U.N."."""
_TWO_CAPITALS = re.compile(r"\b[^\W\d_a-z]\w*[A-Z]\w*")
"""A word that begins with a capital and has another one: "CFR", "NATO"."""
_LONGEST_ACRONYM = 8
"""The maximum number of initials of consecutive names; keeps long lists of names fast."""
_ENDING = 3
"""The maximum number of letters after the common beginning of two forms: "Turkey", "Turkish"."""
_FIRST_BLOCKS = 20
"""The number of blocks from which it is decided whether an article is in Latin script."""


class _Words:
    """The words in the texts of an article, and how it uses those with a capital letter."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.uses: dict[str, _Uses] = defaultdict(_Uses)
        self.acronyms: set[str] = set()
        self.initials: set[str] = set()
        self._written, self._gaps = _WrittenWords(), _Gaps()
        for text in texts:
            self._read(text)
        words = self._written.values()
        self.all = {word.folded for word in words}
        self.uncapitalized = {word.folded for word in words if not word.is_capitalized}
        self.by_beginning: dict[str, set[str]] = defaultdict(set)
        for word in self.all:
            for length in range(max(3, len(word) - _ENDING), len(word) + 1):
                self.by_beginning[word[:length]].add(word)

    def _read(self, text: str) -> None:
        before, *pieces = _WORD_BETWEEN.split(text)
        words = [self._written[word] for word in pieces[::2]]
        gaps = [self._gaps[signs] for signs in (before, *pieces[1::2])]
        gaps[0] = _Gap(True, gaps[0].is_apart)
        initials, last = "", 0
        for at in [at for at, word in enumerate(words) if word.is_name]:
            if initials and not _are_one_name(words, gaps, last, at):
                self._add_initials(initials)
                initials = ""
            initials += words[at].folded[0]
            last = at
            self._add_use(words, gaps, at)
        self._add_initials(initials)
        for dotted in _DOTTED.findall(text):
            self.acronyms.add("".join(_WORD.findall(dotted)).casefold())
        self.acronyms.update(map(str.casefold, _TWO_CAPITALS.findall(text)))

    def _add_initials(self, initials: str) -> None:
        """Add the initials of each sequence of two or more names."""
        for start in range(len(initials) - 1):
            for end in range(start + 2, min(len(initials), start + _LONGEST_ACRONYM) + 1):
                self.initials.add(initials[start:end])

    def _add_use(self, words: Sequence[_Word], gaps: Sequence[_Gap], at: int) -> None:
        uses = self.uses[words[at].folded]
        before, after = _name_before(words, gaps, at), _name_after(words, gaps, at)
        uses.beside.update(filter(None, (before, after)))
        uses.is_alone |= before is None and after is None
        uses.is_last |= after is None
        uses.only_first &= gaps[at].is_first


def _are_one_name(words: Sequence[_Word], gaps: Sequence[_Gap], first: int, last: int) -> bool:
    """Whether only small words, and signs that may be inside a name, are between two names."""
    return all(words[at].is_small for at in range(first + 1, last)) and not any(
        gaps[at].is_apart for at in range(first + 1, last + 1)
    )


def _name_before(words: Sequence[_Word], gaps: Sequence[_Gap], at: int) -> str | None:
    """Return the name next to a word. A word that only begins a sentence is no name."""
    if at == 0 or gaps[at].is_apart or gaps[at - 1].is_first or not words[at - 1].is_name:
        return None
    return words[at - 1].folded


def _name_after(words: Sequence[_Word], gaps: Sequence[_Gap], at: int) -> str | None:
    if at + 1 == len(words) or gaps[at + 1].is_apart or not words[at + 1].is_name:
        return None
    return words[at + 1].folded


class KnownNames:
    """The names in an article, in its metadata and in the addresses of its links."""

    def __init__(self, document: Document) -> None:
        self._texts = [*texts_of_article(document)]
        self._is_german = (document.metadata.language or "").lower().startswith("de")
        self._standing = _standing_names(document, self._texts)
        self._marked = _marked_words(document)
        first_blocks = document.text_blocks()[:_FIRST_BLOCKS]
        self._is_latin = _is_latin(" ".join(block.text for block in first_blocks))

    @cached_property
    def _words(self) -> _Words:
        """The words of the article; read for the first name that is not there as it is written."""
        return _Words(self._texts)

    def stands(self, name: str) -> bool:
        """Whether a name is in the article; capitals, quotation marks and dashes are ignored."""
        plain = bare_name(_plain(name))
        return not plain or plain in self._standing

    def has_entity(self, entity: Entity) -> bool:
        """Whether the article names an entity in any form."""
        names = [name.text for name in entity.names]
        if entity.id in self._marked:
            return True
        if entity.type == "group":
            described = " ".join((*names, entity.description or "")).strip(" ")
            return not described or any(map(self._has_word, large_words(described)))
        if not names or any(map(self.stands, names)) or self._is_other_script(names):
            return True
        is_person = entity.type == "person"
        return any(self._has_part(name, is_person) or self._has_acronym(name) for name in names)

    def _is_other_script(self, names: Iterable[str]) -> bool:
        """Whether a name is in another script than the article, so that it cannot be compared."""
        return any(_is_latin(name) is not self._is_latin for name in names)

    def _has_word(self, word: str) -> bool:
        word = folded_word(word)
        return word in self._words.all or (len(word) >= 4 and bool(self._other_forms(word, 4)))

    def _other_forms(self, word: str, shortest: int) -> set[str]:
        """Return the words of the article that differ from a word only in the ending."""
        least = max(shortest, len(word) - _ENDING)
        forms = (self._words.by_beginning.get(word[:n], set()) for n in range(least, len(word) + 1))
        return set().union(*forms)

    def _has_part(self, name: str, is_person: bool) -> bool:
        """Whether the article has a part of a name that is not part of another name there."""
        parts = [folded_word(part) for part in large_words(name)]
        own = set(parts)
        for number, part in enumerate(parts):
            shortest = max(3, len(part) - 1) if is_person else 4
            forms = {part} | self._other_forms(part, shortest)
            forms.update(_OTHER_WORDS.get(part, "").split())
            is_family_name = is_person and number == len(parts) - 1 and len(part) > 1
            if any(self._names(form, own, is_person, is_family_name) for form in forms):
                return True
        return False

    def _names(self, word: str, own: Collection[str], is_person: bool, is_family: bool) -> bool:
        uses = self._words.uses.get(word)
        if uses is None:
            return word in self._words.acronyms
        if uses.only_first and word in self._words.uncapitalized and uses.beside.isdisjoint(own):
            return False  # an ordinary word that begins a sentence
        if is_family or self._is_german or not uses.beside.isdisjoint(own):
            return True
        return uses.is_last if is_person else uses.is_alone

    def _has_acronym(self, name: str) -> bool:
        """Whether the article has the initials of a name, or a name with these initials."""
        words = _WORD.findall(name)
        of_large_words = "".join(word[0] for word in large_words(name))
        of_all_words = "".join(word[0] for word in words).casefold()
        if any(
            len(one) > 1 and one in self._words.acronyms for one in (of_large_words, of_all_words)
        ):
            return True
        letters = re.sub(r"[\W_]", "", name).casefold()
        return (len(words) == 1 or len(words[0]) == 1) and letters in self._words.initials

    def has_work(self, work: Work) -> bool:
        """Whether the article has a title, identifier, address or author of a work."""
        titles = [*_titles(work)]
        values = [*titles, *_identifying_values(work)]
        makers = [*_makers(work)]
        return (
            not (values or makers)
            or any(map(self.stands, values))
            or any(_shares_name(words, work) for words in self._marked.get(work.id, ()))
            or self._is_other_script(titles)
            or (self._has_year_or_word(work, titles) and any(m in self._words.uses for m in makers))
        )

    def _has_year_or_word(self, work: Work, titles: Iterable[str]) -> bool:
        """Whether the article has the year of a work, or a word longer than "with" of its title."""
        words = [word for title in titles for word in large_words(title) if len(word) > 4]
        return (work.issued or "")[:4] in self._words.all or any(map(self._has_word, words))


def _standing_names(document: Document, texts: Iterable[str]) -> set[str]:
    """Return the names, titles, identifiers and addresses of the record that the article has."""
    names = [name.text for entity in document.entities for name in entity.names]
    for work in document.works:
        names += (*_titles(work), *_identifying_values(work))
    texts = chain(texts, addresses_of_article(document))
    return NameSearch(map(_plain, names)).standing(map(_plain, texts))


_OF_INDEX: WeakKeyDictionary[Index, KnownNames] = WeakKeyDictionary()


def known_names(document: Document) -> KnownNames:
    """Return the names in the article of a document; read once for all rules."""
    if document.index not in _OF_INDEX:
        _OF_INDEX[document.index] = KnownNames(document)
    return _OF_INDEX[document.index]


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _identifying_values(work: Work) -> Iterator[str]:
    """Yield the identifiers of a work, and its address without parts that may vary."""
    yield from (identifier.value for identifier in work.identifiers)
    address = re.sub(r"^https?://(?:www\.)?", "", work.address or "", flags=re.IGNORECASE)
    yield from filter(None, [address.rstrip("/")])


def _titles(work: Work) -> Iterator[str]:
    """Yield the titles of a work, and their beginnings before a subtitle."""
    for title in filter(None, (work.title, *work.variant_titles)):
        yield title
        short = re.split(r"\s*[:–—]\s+", title)[0]
        if short != title and len(short.split()) > 1:
            yield short


def _makers(work: Work) -> Iterator[str]:
    """Yield the last word of each name of an author, editor, publisher or container."""
    for name in (*work.author, *work.editor):
        yield _last_word(name.family or name.literal or name.given)
    yield from filter(None, map(_last_word, (work.publisher, work.container_title)))


def _last_word(name: str | None) -> str:
    return folded_word(["", *large_words(name or "")][-1])


def _shares_name(words: str, work: Work) -> bool:
    """Whether words that refer to a work contain one of its names or numbers."""
    named = {folded_word(w) for w in _WORD.findall(words) if w != w.lower() or w.isdigit()}
    parts = (work.publisher, work.container_title, work.issued, *map(str, work.author))
    own = " ".join((*_titles(work), *filter(None, parts)))
    return not named.isdisjoint(map(folded_word, large_words(own)))


def _marked_words(document: Document) -> dict[str, list[str]]:
    """Return the words that are marked as names, by the id of the entity or work.

    "The chancellor" does not count, because it is not a name. For an entity without a name, such as
    a group, all words count.
    """
    groups = {entity.id for entity in document.entities if entity.type == "group"}
    marked: dict[str, list[str]] = defaultdict(list)
    for annotation in document.annotations:
        if isinstance(annotation, Mention | Citation) and annotation.status != "rejected":
            id = annotation.refers_to if isinstance(annotation, Mention) else annotation.cites
            words = " ".join(stretch.exact for stretch in annotation.anchors)
            if id in groups or annotation.reason or _is_name(words):
                marked[id].append(words)
    for source in document.sources:
        words = " ".join((source.as_named, *(stretch.exact for stretch in source.named_at)))
        if source.work is not None:
            marked[source.work].append(words)
        if source.agent is not None and (source.agent in groups or source.reason):
            marked[source.agent].append(words)
    return marked


def _is_name(words: str) -> bool:
    return any(w != w.lower() and large_words(w) for w in _WORD.findall(words)) or (
        words.upper() == words.lower()
    )


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in letters) * 2 >= len(letters)
