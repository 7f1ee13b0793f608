"""Finds the words of a sheet in the text: exact, or different in quotation marks and the like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from archive.annotations.sheet.grid import Row
from archive.findings import Finding
from archive.text.characters import BLOCK_END
from archive.text.joined_blocks import MOST_PLACES, JoinedBlocks
from archive.text.nearest_words import context_repr, nearest_words_hint, short_repr
from archive.text.normalized import NormalizedText, has_same_words, normalized
from archive.text.occurrences import occurrences
from archive.text.sentences import sentence_around
from archive.text.word_boundaries import is_at_word_boundaries

_PARTED = re.compile(r"(?<=\s)\|(?=\s)")
_ELLIPSIS = re.compile(r"\[ ?(?:\.{3,}|…) ?\]|\( ?(?:\.{3,}|…) ?\)|\.{3,}|…")
_QUOTED = re.compile(r"""^(?:"(.+)"|“(.+)”|„(.+)[“”]|«\s?(.+?)\s?»|'(.+)'|‘(.+)’)$""", re.S)
_MOST_HINTS = 100
"""For how many words that are not in the text the nearest ones are searched."""
_MOST_EXAMPLES = 4
"""How many candidates a finding shows."""


class TextPlace(NamedTuple):
    """A stretch of a block."""

    block: str
    start: int
    end: int


class Occurrences(NamedTuple):
    """The places of words, and whether they are exactly the same there."""

    places: Sequence[TextPlace]
    is_exact: bool = True


class PlaceProblem(NamedTuple):
    """Why words have no place: the code, the message and the hint of a finding."""

    code: str
    message: str
    hint: str | None


class WordPlaces:
    """The places of all words of a sheet, which are searched together in one pass over the text."""

    def __init__(self, blocks: Iterable[tuple[str, str]], cells: Iterable[str]) -> None:
        """Take the texts of the blocks, and every cell with words."""
        self.text = JoinedBlocks(blocks)
        wanted: set[str] = set()
        for cell in cells:
            wanted.update(_search_terms(cell))
        self._exact: dict[str, Sequence[TextPlace]] = {}
        for words, found in self.text.places_of(wanted).items():
            places = (TextPlace(block, start, start + len(words)) for block, start in found)
            self._exact[words] = [place for place in places if self._is_whole(place)]
        self._inexact = self._normalized_places({w for w in wanted if not self._exact[w]})
        self._hints_left = _MOST_HINTS

    def _is_whole(self, place: TextPlace) -> bool:
        return is_at_word_boundaries(self.text.blocks[place.block], place.start, place.end)

    @cached_property
    def _normalized_text(self) -> NormalizedText:
        return NormalizedText(self.text.text)

    def _normalized_places(self, wanted: Collection[str]) -> Mapping[str, Sequence[TextPlace]]:
        if not wanted:
            return {}
        by_form: dict[str, list[str]] = {}
        for words in wanted:
            if BLOCK_END in words:
                continue
            by_form.setdefault(normalized(words).strip(), []).append(words)
        found: dict[str, Sequence[TextPlace]] = {}
        text = self._normalized_text
        for form, starts in occurrences(by_form, text.text, MOST_PLACES).items():
            places = list(
                filter(None, (self._place_in_text(start, start + len(form)) for start in starts))
            )
            for words in by_form[form]:
                found[words] = places
        return found

    def _place_in_text(self, start: int, end: int) -> TextPlace | None:
        stretch = self._normalized_text.stretch(start, end)
        if stretch is None:
            return None
        block, offset = self.text.place_at(stretch[0])
        place = TextPlace(block, offset, offset + stretch[1] - stretch[0])
        return place if self._is_whole(place) else None

    # --- one cell ---

    def words_at(self, place: TextPlace) -> str:
        """Return the words of the text at a place."""
        return self.text.blocks[place.block][place.start : place.end]

    def occurrences_of(self, words: str) -> Occurrences:
        """Return the places of words, exact or different in form only."""
        if exact := self._exact.get(words.strip()):
            return Occurrences(exact)
        return Occurrences(self._inexact.get(words.strip(), ()), is_exact=False)

    def find(
        self,
        cell: str,
        *,
        before: str = "",
        after: str = "",
        near: Sequence[TextPlace] = (),
        stated: str = "",
    ) -> tuple[list[TextPlace], bool] | PlaceProblem:
        """Return the stretches that a cell means, and whether its words are the text's own.

        Args:
            cell: The words.
            before: What stands just before them.
            after: What stands just after them.
            near: The stretches of the claim, near which words of it stand.
            stated: Their places, as the cell `place` of a sheet that archive wrote has them.
        """
        if places_stated := self._stated_places(cell, stated):
            return places_stated, True
        parts = [cell.strip()]
        if not self.occurrences_of(parts[0]).places and len(split := _PARTED.split(parts[0])) > 1:
            parts = [part.strip() for part in split if part.strip()]
        exact = True
        candidates: list[Sequence[TextPlace]] = []
        for n, part in enumerate(parts):
            first, last = n == 0, n == len(parts) - 1
            matches = self._find_part(part)
            if isinstance(matches, PlaceProblem):
                return matches
            places = [
                place
                for place in matches.places
                if (not first or self._follows(place, before))
                and (not last or self._precedes(place, after))
            ]
            if not places:
                return self._not_in_context(part, matches.places, before, after)
            exact &= matches.is_exact
            candidates.append(places)
        found: list[TextPlace] = []
        sure = [one[0] for one in candidates if len(one) == 1]
        for part, here in zip(parts, candidates, strict=True):
            chosen = self._choose(here, near, sure if len(parts) > 1 else ())
            if chosen is None:
                return self._ambiguous(part, here)
            found.append(chosen)
        return found, exact

    def _stated_places(self, cell: str, stated: str) -> list[TextPlace] | None:
        """The places in the cell `place`, if the words stand there."""
        places = parse_places(stated)
        if not places or any(place.block not in self.text.blocks for place in places):
            return None
        words = " | ".join(map(self.words_at, places))
        same = words == cell or (bool(cell.strip()) and has_same_words(words, cell))
        whole = all(
            place.start < place.end <= len(self.text.blocks[place.block]) for place in places
        )
        return places if same and whole else None

    def _find_part(self, part: str) -> Occurrences | PlaceProblem:
        for words in _unquoted_variants(part):
            if (matches := self.occurrences_of(words)).places:
                return Occurrences(matches.places, matches.is_exact and words == part)
        halves = [half.strip() for half in _ELLIPSIS.split(part)]
        if len(halves) == 1 or not all(halves):
            return self._not_found(part)
        if len(halves) > 2:
            hint = "write one, or each stretch by itself with ` | ` between"
            return PlaceProblem(
                "words-not-found", f"{short_repr(part)} leaves out several parts", hint
            )
        return self._between(*halves)

    def _between(self, head: str, tail: str) -> Occurrences | PlaceProblem:
        """The one stretch from the beginning of words to their end."""
        ends: dict[str, list[TextPlace]] = {}
        one, other = self.occurrences_of(head), self.occurrences_of(tail)
        for words, matches in ((head, one), (tail, other)):
            if not matches.places:
                return self._not_found(words)
        for place in other.places:
            ends.setdefault(place.block, []).append(place)
        pairs = [
            TextPlace(start.block, start.start, end.end)
            for start in one.places
            for end in ends.get(start.block, ())
            if end.start >= start.end
        ]
        if not pairs:
            hint = (
                "both stand in one block, the beginning first; parts of several are parted by ` | `"
            )
            message = f"{short_repr(head)} and {short_repr(tail)} make no one stretch"
            return PlaceProblem("words-not-found", message, hint)
        return Occurrences(pairs, one.is_exact and other.is_exact)

    def _choose(
        self, places: Sequence[TextPlace], near: Sequence[TextPlace], others: Sequence[TextPlace]
    ) -> TextPlace | None:
        """The one place that can be meant, if only one can."""
        if len(places) == 1:
            return places[0]
        if others:
            blocks = {place.block for place in others}
            here = [place for place in places if place.block in blocks]
            return here[0] if len(here) == 1 else None
        for fits in (self._is_within, self._is_in_sentence, self._is_in_block):
            here = [place for place in places if any(fits(place, one) for one in near)]
            if here:
                return here[0] if len(here) == 1 else None
        return None

    def _is_within(self, place: TextPlace, one: TextPlace) -> bool:
        return place.block == one.block and one.start <= place.start and place.end <= one.end

    def _is_in_sentence(self, place: TextPlace, one: TextPlace) -> bool:
        if place.block != one.block:
            return False
        start, end = sentence_around(self.text.blocks[one.block], one.start, one.end)
        return start <= place.start and place.end <= end

    def _is_in_block(self, place: TextPlace, one: TextPlace) -> bool:
        return place.block == one.block

    def _follows(self, place: TextPlace, before: str) -> bool:
        text = self.text.blocks[place.block]
        beside = normalized(text[max(0, place.start - 2 * len(before) - 20) : place.start])
        return beside.rstrip().endswith(normalized(before).strip())

    def _precedes(self, place: TextPlace, after: str) -> bool:
        text = self.text.blocks[place.block]
        beside = normalized(text[place.end : place.end + 2 * len(after) + 20])
        return beside.lstrip().startswith(normalized(after).strip())

    # --- problems with places ---

    def _not_found(self, words: str) -> PlaceProblem:
        self._hints_left -= 1
        hint = None
        if within := self.text.places(words)[:1]:
            block, start = within[0]
            context = context_repr(self.text.blocks[block], start, start + len(words))
            hint = f"they stand only within longer words: {block} at {start}: {context}"
        elif self._hints_left >= 0:
            hint = nearest_words_hint(words, self.text)
        return PlaceProblem(
            "words-not-found", f"{short_repr(words)} does not stand in the text", hint
        )

    def _not_in_context(
        self, words: str, places: Sequence[TextPlace], before: str, after: str
    ) -> PlaceProblem:
        context = " and ".join(
            f"{short_repr(beside)} {where} them"
            for where, beside in (("before", before), ("after", after))
            if beside
        )
        message = f"{short_repr(words)} does not stand in the text with {context}"
        return PlaceProblem("words-not-found", message, f"they stand in {self._examples(places)}")

    def _ambiguous(self, words: str, places: Sequence[TextPlace]) -> PlaceProblem:
        more = " or more" if len(places) >= MOST_PLACES else ""
        message = f"{short_repr(words)} stands in {len(places)} places{more}"
        hint = f"say what stands before or after them, or more of them: {self._examples(places)}"
        return PlaceProblem("words-ambiguous", message, hint)

    def _examples(self, places: Sequence[TextPlace]) -> str:
        return "; ".join(
            f"{block} at {start}: {context_repr(self.text.blocks[block], start, end)}"
            for block, start, end in places[:_MOST_EXAMPLES]
        )


def _unquoted_variants(part: str) -> Iterator[str]:
    """The words, then the words without quotation marks that somebody has put around them."""
    yield part
    if quoted := _QUOTED.match(part):
        yield next(filter(None, quoted.groups())).strip()


def _search_terms(cell: str) -> Iterator[str]:
    """All words that must be searched to know what a cell means."""
    whole = cell.strip()
    for part in {whole, *(part.strip() for part in _PARTED.split(whole))}:
        yield from _unquoted_variants(part)
        halves = [half.strip() for half in _ELLIPSIS.split(part)]
        if len(halves) == 2:
            yield from filter(None, halves)


def elided_length(cell: str, words: str) -> int:
    """Return how many characters more words have than the cell that elided some of them.

    >>> (
    ...     elided_length("In the ... years", "In the last years"),
    ...     elided_length("Well ...", "Well ..."),
    ... )
    (1, 0)
    """
    given = cell.strip()
    return max(0, len(words) - len(given)) if given != words and _ELLIPSIS.search(given) else 0


def place_finding(row: Row, column: str, wrong: PlaceProblem) -> Finding:
    """Return the finding for words of a cell that have no place."""
    hint = wrong.hint
    if column in row.numeric:
        reason = "a spreadsheet takes zeros at the beginning and the end of numbers away"
        hint = f"{reason}; {hint}" if hint else reason
    return row.finding(wrong.code, column, wrong.message, hint)


# --- places as a sheet has them ---

_PLACE = re.compile(r"([A-Za-z_][\w-]*):(\d{1,12})-(\d{1,12})")


def format_places(places: Iterable[TextPlace]) -> str:
    """Return places as a sheet has them.

    >>> format_places([TextPlace("p-1", 0, 4), TextPlace("p-2", 7, 9)])
    'p-1:0-4, p-2:7-9'
    """
    return ", ".join(f"{block}:{start}-{end}" for block, start, end in places)


def parse_places(stated: str) -> list[TextPlace]:
    """Undo `format_places`; return none for a text that has another form."""
    found = [_PLACE.fullmatch(one.strip()) for one in stated.split(",")]
    if not all(found):
        return []
    return [TextPlace(one[1], int(one[2]), int(one[3])) for one in found if one]


def split_by_column(cell: str) -> Mapping[str, str]:
    """Return the places of each column in the cell `place`.

    >>> split_by_column("words p-2:10-34; cue p-2:0-9")
    {'words': 'p-2:10-34', 'cue': 'p-2:0-9'}
    """
    parts = (part.strip().partition(" ") for part in cell.split(";"))
    return {name: places for name, blank, places in parts if blank}
