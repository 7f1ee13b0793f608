"""Finds the words of a sheet in the text, exactly or with differences only in form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.annotations.sheet.grid import Row
from archive.findings import Finding
from archive.text.joined_blocks import JoinedBlocks
from archive.text.nearest_words import short_repr
from archive.text.normalized import has_same_words
from archive.text.sentences import sentence_around
from archive.text.word_finder import Occurrences, TextPlace, Unplaced, WordFinder

_PARTED = re.compile(r"(?<=\s)\|(?=\s)")
_ELLIPSIS = re.compile(r"\[ ?(?:\.{3,}|…) ?\]|\( ?(?:\.{3,}|…) ?\)|\.{3,}|…")
_QUOTED = re.compile(r"""^(?:"(.+)"|“(.+)”|„(.+)[“”]|«\s?(.+?)\s?»|'(.+)'|‘(.+)’)$""", re.S)
_TELL_APART = '"before" or "after"'
"""The columns that can show which of several places the words of a claim have."""


class WordPlaces:
    """Finds all words of a sheet in one pass over the text."""

    def __init__(self, text: JoinedBlocks, cells: Iterable[str]) -> None:
        """Search the text for all words of these cells."""
        self.text = text
        self._finder = WordFinder(self.text, in_any_form=True)
        self._finder.prepare(words for cell in cells for words in _search_terms(cell))

    # --- one cell ---

    def words_at(self, place: TextPlace) -> str:
        """Return the words in the text at a place."""
        return self.text.blocks[place.block][place.start : place.end]

    def occurrences_of(self, words: str) -> Occurrences:
        """Return the places of words: exact matches, or matches that differ only in form."""
        return self._finder.occurrences_of(words.strip())

    def find(
        self,
        cell: str,
        *,
        before: str = "",
        after: str = "",
        near: Sequence[TextPlace] | None = None,
        stated: str = "",
    ) -> tuple[list[TextPlace], bool] | Unplaced:
        """Return the places of the words of a cell, and whether they match exactly.

        Args:
            cell: The words.
            before: The text just before the words.
            after: The text just after the words.
            near: The places of the claim, near which its other words are searched; `None` if these
                are the words of the claim itself.
            stated: The places of the words, as in the cell `place` of a sheet that archive wrote.
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
            if isinstance(matches, Unplaced):
                return matches
            places = [
                place
                for place in matches.places
                if (not first or self._finder.follows(place, before))
                and (not last or self._finder.precedes(place, after))
            ]
            if not places:
                before, after = before if first else "", after if last else ""
                return self._finder.missing(part, before=before, after=after, alone=matches.places)
            exact &= matches.is_exact
            candidates.append(places)
        found: list[TextPlace] = []
        sure = [one[0] for one in candidates if len(one) == 1]
        for part, here in zip(parts, candidates, strict=True):
            chosen = self._choose(here, near or (), sure if len(parts) > 1 else ())
            if chosen is None:
                ways = _TELL_APART if near is None else ""
                return self._finder.ambiguous(part, here, ways)
            found.append(chosen)
        return found, exact

    def _stated_places(self, cell: str, stated: str) -> list[TextPlace] | None:
        """Return the places in the cell `place`, if the text has the words of the cell there."""
        places = parse_places(stated)
        if not places or any(place.block not in self.text.blocks for place in places):
            return None
        words = " | ".join(map(self.words_at, places))
        same = words == cell or (bool(cell.strip()) and has_same_words(words, cell))
        whole = all(
            place.start < place.end <= len(self.text.blocks[place.block]) for place in places
        )
        return places if same and whole else None

    def _find_part(self, part: str) -> Occurrences | Unplaced:
        for words in _unquoted_variants(part):
            if (matches := self.occurrences_of(words)).places:
                return Occurrences(matches.places, matches.is_exact and words == part)
        halves = [half.strip() for half in _ELLIPSIS.split(part)]
        if len(halves) == 1 or not all(halves):
            return self._finder.missing(part)
        if len(halves) > 2:
            hint = "write one ..., or separate several stretches by ` | `"
            return _not_found(f"{short_repr(part)} has ... in several places", hint)
        return self._between(*halves)

    def _between(self, head: str, tail: str) -> Occurrences | Unplaced:
        """Return all stretches of the text that begin with `head` and end with `tail`."""
        ends: dict[str, list[TextPlace]] = {}
        one, other = self.occurrences_of(head), self.occurrences_of(tail)
        for words, matches in ((head, one), (tail, other)):
            if not matches.places:
                return self._finder.missing(words)
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
                "both must be in one block, the beginning first; separate stretches of several "
                "blocks by ` | `"
            )
            message = f"no stretch begins with {short_repr(head)} and ends with {short_repr(tail)}"
            return _not_found(message, hint)
        return Occurrences(pairs, one.is_exact and other.is_exact)

    def _choose(
        self, places: Sequence[TextPlace], near: Sequence[TextPlace], others: Sequence[TextPlace]
    ) -> TextPlace | None:
        """Return the only place that can be meant, if there is just one."""
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


def _not_found(message: str, hint: str) -> Unplaced:
    return Unplaced("words-not-found", message, (), lambda: hint)


def _unquoted_variants(part: str) -> Iterator[str]:
    """Yield the words, then the words without the quotation marks around them."""
    yield part
    if quoted := _QUOTED.match(part):
        yield next(filter(None, quoted.groups())).strip()


def _search_terms(cell: str) -> Iterator[str]:
    """Yield all words that must be searched for a cell."""
    whole = cell.strip()
    for part in {whole, *(part.strip() for part in _PARTED.split(whole))}:
        yield from _unquoted_variants(part)
        halves = [half.strip() for half in _ELLIPSIS.split(part)]
        if len(halves) == 2:
            yield from filter(None, halves)


def elided_length(cell: str, words: str) -> int:
    """Return how many characters longer words are than the cell that has only a part of them.

    >>> (
    ...     elided_length("In the ... years", "In the last years"),
    ...     elided_length("Well ...", "Well ..."),
    ... )
    (1, 0)
    """
    given = cell.strip()
    return max(0, len(words) - len(given)) if given != words and _ELLIPSIS.search(given) else 0


def place_finding(row: Row, column: str, wrong: Unplaced) -> Finding:
    """Return the finding that the words of a cell have no place in the text."""
    hint = wrong.hint
    if column in row.numeric:
        reason = "a spreadsheet removes zeros at the beginning and end of numbers"
        hint = f"{reason}; {hint}" if hint else reason
    return row.finding(wrong.code, column, wrong.message, hint)


# --- places in the form of a sheet ---

_PLACE = re.compile(r"([A-Za-z_][\w-]*):(\d{1,12})-(\d{1,12})")


def format_places(places: Iterable[TextPlace]) -> str:
    """Return places as a sheet has them.

    >>> format_places([TextPlace("p-1", 0, 4), TextPlace("p-2", 7, 9)])
    'p-1:0-4, p-2:7-9'
    """
    return ", ".join(f"{block}:{start}-{end}" for block, start, end in places)


def parse_places(stated: str) -> list[TextPlace]:
    """Undo `format_places`; return an empty list if the text has another form."""
    found = [_PLACE.fullmatch(one.strip()) for one in stated.split(",")]
    if not all(found):
        return []
    return [TextPlace(one[1], int(one[2]), int(one[3])) for one in found if one]


def split_by_column(cell: str) -> Mapping[str, str]:
    """Return the places that the cell `place` has for each column.

    >>> split_by_column("words p-2:10-34; cue p-2:0-9")
    {'words': 'p-2:10-34', 'cue': 'p-2:0-9'}
    """
    parts = (part.strip().partition(" ") for part in cell.split(";"))
    return {name: places for name, blank, places in parts if blank}
