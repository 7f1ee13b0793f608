"""Words of a sheet to stretches of the text: exact, or different in form only, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from archive.annotations.sheet.grid import Row
from archive.annotations.sheet.word_boundaries import is_whole
from archive.findings import Finding
from archive.text.characters import BLOCK_END
from archive.text.joined_blocks import MOST_PLACES, Joined
from archive.text.nearest_words import in_context, near_miss, shown
from archive.text.normalized import Formless, formless, has_same_words
from archive.text.occurrences import occurrences
from archive.text.sentences import sentence_around

_PARTED = re.compile(r"(?<=\s)\|(?=\s)")
_ELLIPSIS = re.compile(r"\[ ?(?:\.{3,}|…) ?\]|\( ?(?:\.{3,}|…) ?\)|\.{3,}|…")
_QUOTED = re.compile(r"""^(?:"(.+)"|“(.+)”|„(.+)[“”]|«\s?(.+?)\s?»|'(.+)'|‘(.+)’)$""", re.S)
_MOST_GUESSES = 100
"""For how many words that stand nowhere the nearest ones are looked for."""
_SHOWN = 4
"""How many candidates a finding shows."""


class Place(NamedTuple):
    """A stretch of a block."""

    block: str
    start: int
    end: int


class Stood(NamedTuple):
    """Where words stand, and whether they are drawn otherwise there."""

    places: Sequence[Place]
    is_exact: bool = True


class Wrong(NamedTuple):
    """Why words have no place: the code, the message and the hint of a finding."""

    code: str
    message: str
    hint: str | None


class Places:
    """Where all words of a sheet stand; they are looked for together, in one pass over the text."""

    def __init__(self, blocks: Iterable[tuple[str, str]], cells: Iterable[str]) -> None:
        """Take the texts of the blocks, and every cell with words."""
        self.text = Joined(blocks)
        wanted: set[str] = set()
        for cell in cells:
            wanted.update(_pieces(cell))
        self._exact: dict[str, Sequence[Place]] = {}
        for words, found in self.text.places_of(wanted).items():
            places = (Place(block, start, start + len(words)) for block, start in found)
            self._exact[words] = [place for place in places if self._is_whole(place)]
        self._inexact = self._formless_places({w for w in wanted if not self._exact[w]})
        self._guesses = _MOST_GUESSES

    def _is_whole(self, place: Place) -> bool:
        return is_whole(self.text.blocks[place.block], place.start, place.end)

    @cached_property
    def _formless(self) -> Formless:
        return Formless(self.text.text)

    def _formless_places(self, wanted: Collection[str]) -> Mapping[str, Sequence[Place]]:
        if not wanted:
            return {}
        by_form: dict[str, list[str]] = {}
        for words in wanted:
            if BLOCK_END in words:
                continue
            by_form.setdefault(formless(words).strip(), []).append(words)
        found: dict[str, Sequence[Place]] = {}
        text = self._formless
        for form, starts in occurrences(by_form, text.text, MOST_PLACES).items():
            places = list(filter(None, (self._back(start, start + len(form)) for start in starts)))
            for words in by_form[form]:
                found[words] = places
        return found

    def _back(self, start: int, end: int) -> Place | None:
        stretch = self._formless.stretch(start, end)
        if stretch is None:
            return None
        block, offset = self.text.place_at(stretch[0])
        place = Place(block, offset, offset + stretch[1] - stretch[0])
        return place if self._is_whole(place) else None

    # --- one cell ---

    def words_at(self, place: Place) -> str:
        """Return the words of the text at a place."""
        return self.text.blocks[place.block][place.start : place.end]

    def stands(self, words: str) -> Stood:
        """Return where words stand as they are, or different in form only."""
        if exact := self._exact.get(words.strip()):
            return Stood(exact)
        return Stood(self._inexact.get(words.strip(), ()), is_exact=False)

    def of(
        self,
        cell: str,
        *,
        before: str = "",
        after: str = "",
        near: Sequence[Place] = (),
        told: str = "",
    ) -> tuple[list[Place], bool] | Wrong:
        """Return the stretches that a cell means, and whether its words are the text's own.

        Args:
            cell: The words.
            before: What stands just before them.
            after: What stands just after them.
            near: The stretches of the claim, near which words of it stand.
            told: Where they stand, as a sheet that archive wrote says it.
        """
        if placed := self._told(cell, told):
            return placed, True
        parts = [cell.strip()]
        if not self.stands(parts[0]).places and len(split := _PARTED.split(parts[0])) > 1:
            parts = [part.strip() for part in split if part.strip()]
        exact = True
        candidates: list[Sequence[Place]] = []
        for n, part in enumerate(parts):
            first, last = n == 0, n == len(parts) - 1
            stood = self._of_part(part)
            if isinstance(stood, Wrong):
                return stood
            places = [
                place
                for place in stood.places
                if (not first or self._follows(place, before))
                and (not last or self._precedes(place, after))
            ]
            if not places:
                return self._beside(part, stood.places, before, after)
            exact &= stood.is_exact
            candidates.append(places)
        found: list[Place] = []
        sure = [one[0] for one in candidates if len(one) == 1]
        for part, here in zip(parts, candidates, strict=True):
            chosen = self._chosen(here, near, sure if len(parts) > 1 else ())
            if chosen is None:
                return self._ambiguous(part, here)
            found.append(chosen)
        return found, exact

    def _told(self, cell: str, told: str) -> list[Place] | None:
        """The places that a sheet of ours names, where the words stand there."""
        places = places_told(told)
        if not places or any(place.block not in self.text.blocks for place in places):
            return None
        words = " | ".join(map(self.words_at, places))
        same = words == cell or (bool(cell.strip()) and has_same_words(words, cell))
        whole = all(
            place.start < place.end <= len(self.text.blocks[place.block]) for place in places
        )
        return places if same and whole else None

    def _of_part(self, part: str) -> Stood | Wrong:
        for words in _as_typed(part):
            if (stood := self.stands(words)).places:
                return Stood(stood.places, stood.is_exact and words == part)
        halves = [half.strip() for half in _ELLIPSIS.split(part)]
        if len(halves) == 1 or not all(halves):
            return self._nowhere(part)
        if len(halves) > 2:
            hint = "write one, or each stretch by itself with ` | ` between"
            return Wrong("words-not-found", f"{shown(part)} leaves out several parts", hint)
        return self._between(*halves)

    def _between(self, head: str, tail: str) -> Stood | Wrong:
        """The one stretch from the beginning of words to their end."""
        ends: dict[str, list[Place]] = {}
        one, other = self.stands(head), self.stands(tail)
        for words, stood in ((head, one), (tail, other)):
            if not stood.places:
                return self._nowhere(words)
        for place in other.places:
            ends.setdefault(place.block, []).append(place)
        pairs = [
            Place(start.block, start.start, end.end)
            for start in one.places
            for end in ends.get(start.block, ())
            if end.start >= start.end
        ]
        if not pairs:
            hint = (
                "both stand in one block, the beginning first; parts of several are parted by ` | `"
            )
            said = f"{shown(head)} and {shown(tail)} make no one stretch"
            return Wrong("words-not-found", said, hint)
        return Stood(pairs, one.is_exact and other.is_exact)

    def _chosen(
        self, places: Sequence[Place], near: Sequence[Place], others: Sequence[Place]
    ) -> Place | None:
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

    def _is_within(self, place: Place, one: Place) -> bool:
        return place.block == one.block and one.start <= place.start and place.end <= one.end

    def _is_in_sentence(self, place: Place, one: Place) -> bool:
        if place.block != one.block:
            return False
        start, end = sentence_around(self.text.blocks[one.block], one.start, one.end)
        return start <= place.start and place.end <= end

    def _is_in_block(self, place: Place, one: Place) -> bool:
        return place.block == one.block

    def _follows(self, place: Place, before: str) -> bool:
        text = self.text.blocks[place.block]
        beside = formless(text[max(0, place.start - 2 * len(before) - 20) : place.start])
        return beside.rstrip().endswith(formless(before).strip())

    def _precedes(self, place: Place, after: str) -> bool:
        text = self.text.blocks[place.block]
        beside = formless(text[place.end : place.end + 2 * len(after) + 20])
        return beside.lstrip().startswith(formless(after).strip())

    # --- what is said where words have no place ---

    def _nowhere(self, words: str) -> Wrong:
        self._guesses -= 1
        hint = None
        if within := self.text.places(words)[:1]:
            block, start = within[0]
            seen = in_context(self.text.blocks[block], start, start + len(words))
            hint = f"they stand only within longer words: {block} at {start}: {seen}"
        elif self._guesses >= 0:
            hint = near_miss(words, self.text)
        return Wrong("words-not-found", f"{shown(words)} does not stand in the text", hint)

    def _beside(self, words: str, places: Sequence[Place], before: str, after: str) -> Wrong:
        said = " and ".join(
            f"{shown(beside)} {where} them"
            for where, beside in (("before", before), ("after", after))
            if beside
        )
        message = f"{shown(words)} does not stand in the text with {said}"
        return Wrong("words-not-found", message, f"they stand in {self._seen(places)}")

    def _ambiguous(self, words: str, places: Sequence[Place]) -> Wrong:
        more = " or more" if len(places) >= MOST_PLACES else ""
        message = f"{shown(words)} stands in {len(places)} places{more}"
        hint = f"say what stands before or after them, or more of them: {self._seen(places)}"
        return Wrong("words-ambiguous", message, hint)

    def _seen(self, places: Sequence[Place]) -> str:
        return "; ".join(
            f"{block} at {start}: {in_context(self.text.blocks[block], start, end)}"
            for block, start, end in places[:_SHOWN]
        )


def _as_typed(part: str) -> Iterator[str]:
    """Words as they are, then without quotation marks that somebody put round them."""
    yield part
    if quoted := _QUOTED.match(part):
        yield next(filter(None, quoted.groups())).strip()


def _pieces(cell: str) -> Iterator[str]:
    """All words that have to be looked for to know what a cell means."""
    whole = cell.strip()
    for part in {whole, *(part.strip() for part in _PARTED.split(whole))}:
        yield from _as_typed(part)
        halves = [half.strip() for half in _ELLIPSIS.split(part)]
        if len(halves) == 2:
            yield from filter(None, halves)


def fills(cell: str, words: str) -> int:
    """Return how many characters words have more than the cell that left out some between.

    >>> fills("In the ... years", "In the last years"), fills("Well ...", "Well ...")
    (1, 0)
    """
    given = cell.strip()
    return max(0, len(words) - len(given)) if given != words and _ELLIPSIS.search(given) else 0


def tell(row: Row, column: str, wrong: Wrong) -> Finding:
    """Return the finding for words of a cell that have no place."""
    hint = wrong.hint
    if column in row.numeric:
        said = "a spreadsheet takes zeros at the beginning and the end of numbers away"
        hint = f"{said}; {hint}" if hint else said
    return row.finding(wrong.code, column, wrong.message, hint)


# --- places as a sheet says them ---

_TOLD = re.compile(r"([A-Za-z_][\w-]*):(\d{1,12})-(\d{1,12})")


def told(places: Iterable[Place]) -> str:
    """Return places as a sheet says them.

    >>> told([Place("p-1", 0, 4), Place("p-2", 7, 9)])
    'p-1:0-4, p-2:7-9'
    """
    return ", ".join(f"{block}:{start}-{end}" for block, start, end in places)


def places_told(told: str) -> list[Place]:
    """Undo `told`; of what has another form, nothing."""
    found = [_TOLD.fullmatch(one.strip()) for one in told.split(",")]
    if not all(found):
        return []
    return [Place(one[1], int(one[2]), int(one[3])) for one in found if one]


def by_column(cell: str) -> Mapping[str, str]:
    """Return what the cell `place` says of each column.

    >>> by_column("words p-2:10-34; cue p-2:0-9")
    {'words': 'p-2:10-34', 'cue': 'p-2:0-9'}
    """
    parts = (part.strip().partition(" ") for part in cell.split(";"))
    return {name: places for name, blank, places in parts if blank}
