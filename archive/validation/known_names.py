"""The names that an article has, of whom and of what, in whatever form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from archive.model.annotations import Citation, Mention
from archive.text.folding import fold, folded_word
from archive.text.proper_names import NameSearch, bare_name, large_words
from archive.validation.article_words import addresses_of_article, texts_of_article

if TYPE_CHECKING:
    from archive.model.document import Document
    from archive.model.entities import Entity
    from archive.model.names import Name
    from archive.model.works import Work

_OTHER_WORDS = {
    "states": "america american americans us",
    "kingdom": "britain british uk english england",
    "spain": "spanish", "france": "french", "netherlands": "dutch holland", "ireland": "irish",
    "wales": "welsh", "denmark": "danish danes", "poland": "polish poles", "peru": "peruvian",
    "philippines": "filipino filipinos", "myanmar": "burma burmese", "cuba": "cuban",
    "deutschland": "deutsch deutsche deutscher deutschen", "frankreich": "franzosisch",
    "allemagne": "allemand allemands allemande", "france ": "francais", "alemania": "aleman",
    "espana": "espanol",
}  # fmt: skip
"""Words by which a country is named that do not begin as its name does."""


class _Token(NamedTuple):
    word: str
    """The word without capitals and accents."""
    is_large: bool
    """Whether it begins with a capital letter, or its script has none."""
    is_first: bool
    """Whether it begins a sentence."""
    is_apart: bool
    """Whether a sign that ends a name stands before it."""


@dataclass(slots=True)
class _Uses:
    """How a word with a capital letter stands in an article."""

    is_alone: bool = False
    """Whether it once stands beside no other word with a capital letter."""
    is_last: bool = False
    """Whether it once stands before no other one."""
    only_first: bool = True
    """Whether it stands at the beginning of sentences only."""
    beside: set[str] = field(default_factory=set)
    """The words with capital letters that stand beside it."""


_TOKEN = re.compile(r"\w+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.[\s\u00a0]?){2,}")
_LONGEST_ACRONYM = 8
_ENDING = 3
"""So many letters may two forms of one word have behind what they share."""


class KnownNames:
    """The names that stand in an article, in its metadata and in the addresses it links to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._is_german = (document.metadata.language or "").lower().startswith("de")
        self._uses: dict[str, _Uses] = defaultdict(_Uses)
        self._small: set[str] = set()
        self._words: set[str] = set()
        self._acronyms: set[str] = set()
        self._initials: set[str] = set()
        for text in texts_of_article(document):
            self._read(text)
        self._forms: dict[str, set[str]] = defaultdict(set)
        for word in self._words:
            for length in range(max(3, len(word) - _ENDING), len(word) + 1):
                self._forms[word[:length]].add(word)
        self._standing = self._standing_names()
        self._marked = _marked_words(document)
        self._is_latin = _is_latin(" ".join(b.text for b in document.text_blocks()[:20]))

    # --- reading ---

    def _read(self, text: str) -> None:
        tokens = [*_tokens(text)]
        run: list[str] = []
        for at, token in enumerate(tokens):
            self._words.add(token.word)
            is_name = token.is_large and bool(large_words(token.word))
            if token.is_apart or not (is_name or not large_words(token.word)):
                self._end_run(run)
            if not token.is_large:
                self._small.add(token.word)
            if is_name:
                run.append(token.word[0])
                self._use(tokens, at)
        self._end_run(run)
        for found in _DOTTED.findall(text):
            self._acronyms.add("".join(re.findall(r"\w", found)).casefold())
        self._acronyms.update(
            one.casefold() for one in re.findall(r"\b[^\W\d_a-z]\w*[A-Z]\w*", text)
        )

    def _end_run(self, run: list[str]) -> None:
        for start in range(len(run) - 1):
            for end in range(start + 2, min(len(run), start + _LONGEST_ACRONYM) + 1):
                self._initials.add("".join(run[start:end]))
        run.clear()

    def _use(self, tokens: Sequence[_Token], at: int) -> None:
        token, uses = tokens[at], self._uses[tokens[at].word]
        before, after = _neighbour(tokens, at, -1), _neighbour(tokens, at, 1)
        uses.beside.update(filter(None, (before, after)))
        uses.is_alone |= before is None and after is None
        uses.is_last |= after is None
        uses.only_first &= token.is_first

    def _standing_names(self) -> set[str]:
        document = self._document
        wanted = {_plain(n.text) for entity in document.entities for n in entity.names}
        for work in document.works:
            wanted.update(map(_plain, _titles(work)))
            wanted.update(_plain(one.value) for one in work.identifiers)
            wanted.update(filter(None, [_bare_address(work.address)]))
        texts = (*texts_of_article(document), *addresses_of_article(document))
        search = NameSearch(map(bare_name, wanted))
        return search.standing(map(_plain, texts))

    # --- asking ---

    def stands(self, name: str) -> bool:
        """Whether a name stands in the article, whatever its capitals, quotation marks, dashes."""
        plain = bare_name(_plain(name))
        return not plain or plain in self._standing

    def has_entity(self, entity: Entity) -> bool:
        """Whether the article names somebody or something, in any form."""
        if entity.type == "group":
            described = [*(n.text for n in entity.names), entity.description or ""]
            return (
                entity.id in self._marked
                or not any(described)
                or any(self._has_word(w) for text in described for w in large_words(text))
            )
        names = [name.text for name in entity.names]
        if not names or any(map(self.stands, names)) or entity.id in self._marked:
            return True
        if any(_is_latin(name) is not self._is_latin for name in names):
            return True  # it may be written in another script
        is_person = entity.type == "person"
        return any(self._has_part(name, is_person) or self._has_acronym(name) for name in names)

    def _has_word(self, word: str) -> bool:
        word = folded_word(word)
        return word in self._words or (len(word) >= 4 and bool(self._other_forms(word, 4)))

    def _other_forms(self, word: str, shortest: int) -> set[str]:
        """The words of the article that begin like a word, and end otherwise."""
        least = max(shortest, len(word) - _ENDING)
        forms = (self._forms.get(word[:n], set()) for n in range(least, len(word) + 1))
        return set().union(*forms)

    def _has_part(self, name: str, is_person: bool) -> bool:
        """Whether a part of a name stands in the article, and not as a part of another name."""
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
        uses = self._uses.get(word)
        if uses is None:
            return word in self._acronyms
        if uses.only_first and word in self._small and uses.beside.isdisjoint(own):
            return False  # an ordinary word that begins a sentence
        if is_family or self._is_german or not uses.beside.isdisjoint(own):
            return True
        return uses.is_last if is_person else uses.is_alone

    def _has_acronym(self, name: str) -> bool:
        """Whether the article has the initials of a name, or a name with these initials."""
        words = re.findall(r"\w+", name)
        initials = {
            "".join(w[0] for w in large_words(name)),
            "".join(w[0] for w in words).casefold(),
        }
        if any(len(one) > 1 and one in self._acronyms for one in initials):
            return True
        short = re.sub(r"[\W_]", "", name)
        is_acronym = len(words) == 1 or len(words[0]) == 1
        return (
            is_acronym
            and 2 <= len(short) <= _LONGEST_ACRONYM
            and short.casefold() in self._initials
        )

    def has_work(self, work: Work) -> bool:
        """Whether the article names a work: its title, an identifier, an address, who wrote it."""
        titles = [*_titles(work)]
        address = _bare_address(work.address)
        values = (*titles, *(one.value for one in work.identifiers), *filter(None, [address]))
        makers = [*map(_last_word, (*work.author, *work.editor))]
        makers += [words[-1] for one in _makers(work) if (words := large_words(one))]
        if not values and not makers:
            return True
        if any(map(self.stands, values)):
            return True
        if any(self._shares_name(words, work) for words in self._marked.get(work.id, ())):
            return True
        if any(_is_latin(title) is not self._is_latin for title in titles):
            return True
        year = (work.issued or "")[:4]
        words = [one for title in titles for one in large_words(title) if len(one) > 4]
        is_placed = year in self._words or any(self._has_word(word) for word in words)
        return is_placed and any(folded_word(maker) in self._uses for maker in makers)

    def _shares_name(self, words: str, work: Work) -> bool:
        """Whether words of the article that stand for a work have a name or number of it."""
        large = re.findall(r"\w+", words)
        named = {folded_word(one) for one in large if one != one.lower() or one.isdigit()}
        own = " ".join((*_titles(work), *_makers(work), *map(str, work.author), work.issued or ""))
        return not named.isdisjoint(folded_word(word) for word in large_words(own))


def _tokens(text: str) -> Iterator[_Token]:
    reached = 0
    is_first = True
    for match in _TOKEN.finditer(text):
        gap = text[reached : match.start()]
        is_first = reached == 0 or any(sign in '.!?:“"„«\n' for sign in gap)
        is_apart = gap.strip(" -’'\u00a0&") != ""
        first = match[0][0]
        is_large = first != first.lower() or (first.isalpha() and first.upper() == first.lower())
        yield _Token(folded_word(match[0]), is_large, is_first, is_apart)
        reached = match.end()


def _neighbour(tokens: Sequence[_Token], at: int, step: int) -> str | None:
    """The word with a capital letter beside one, unless it only begins a sentence."""
    other = at + step
    if not 0 <= other < len(tokens) or tokens[max(at, other)].is_apart:
        return None
    token = tokens[other]
    is_name = token.is_large and bool(large_words(token.word))
    return token.word if is_name and not (step < 0 and token.is_first) else None


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _bare_address(address: str | None) -> str:
    """An address without what may be written in two ways."""
    bare = re.sub(r"^https?://(?:www\.)?", "", address or "", flags=re.IGNORECASE)
    return _plain(bare.rstrip("/"))


def _titles(work: Work) -> Iterator[str]:
    """The titles of a work, and their beginnings before a subtitle."""
    for title in filter(None, (work.title, *work.variant_titles)):
        yield title
        short = re.split(r"\s*[:–—]\s+", title)[0]
        if short != title and len(short.split()) > 1:
            yield short


def _makers(work: Work) -> Iterator[str]:
    yield from filter(None, (work.publisher, work.container_title))


def _last_word(name: Name) -> str:
    words = large_words(name.family or name.literal or name.given or "")
    return words[-1] if words else ""


def _marked_words(document: Document) -> dict[str, list[str]]:
    """The words that are marked as names, by the id of what they name.

    "The chancellor" is no name: who it is, is known from elsewhere. Of somebody who has none, such
    as a group, any words count.
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
    return any(w != w.lower() and large_words(w) for w in _TOKEN.findall(words)) or (
        words.upper() == words.lower()
    )


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in letters) * 2 >= len(letters)
