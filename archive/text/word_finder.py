"""Finds the place of words in the texts of blocks, or returns why there is no single place.

It is used for words that are given without a place: in a sheet, a quote written by hand, a review,
or a call in Python. `annotations/external` finds the words of other tools without regard to blanks.
Words of an older text are located by likeness (`text/locate`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from archive.text.characters import BLOCK_END
from archive.text.joined_blocks import MOST_PLACES, JoinedBlocks
from archive.text.nearest_words import context_repr, nearest_words_hint, short_repr
from archive.text.normalized import NormalizedText, normalized
from archive.text.occurrences import occurrences
from archive.text.word_boundaries import is_at_word_boundaries

_MOST_HINTS = 100
"""The most missing words for which similar words are searched."""
MOST_EXAMPLES = 4
"""The most places of words that a hint shows."""


class TextPlace(NamedTuple):
    """A stretch of a block."""

    block: str
    start: int
    end: int


class Occurrences(NamedTuple):
    """The places of words, and whether the words are exactly the same there."""

    places: Sequence[TextPlace]
    is_exact: bool = True


@dataclass(frozen=True)
class Unplaced:
    """Words without a single place: they do not occur, or occur in several places."""

    code: Literal["words-not-found", "words-ambiguous"]
    """The code of the finding about the words."""
    message: str
    """What is wrong, as the message of a finding."""
    places: Sequence[TextPlace] = ()
    """The places, if there are several."""
    make_hint: Callable[[], str | None] = field(default=lambda: None, repr=False)

    @cached_property
    def hint(self) -> str | None:
        """What to do. It shows the places or the most similar words, searched on demand."""
        return self.make_hint()


class WordFinder:
    """Finds words in the texts of blocks.

    >>> blocks = {"p-1": "It is late. It’s autumn.", "p-2": "Late again, and late at night."}
    >>> finder = WordFinder(JoinedBlocks(blocks))
    >>> finder.find("autumn")
    TextPlace(block='p-1', start=17, end=23)
    >>> finder.find("late", after=" at")
    TextPlace(block='p-2', start=16, end=20)
    >>> found = finder.find("late", tell_apart="block or prefix")
    >>> found.message
    "'late' occurs in 2 places"
    >>> found.hint.partition(":")[0]
    'give more words, or block or prefix, until only one place fits'
    >>> finder.find("in winter").message
    "'in winter' does not occur in the text"
    >>> finder = WordFinder(JoinedBlocks(blocks), in_any_form=True)
    >>> finder.find("It's autumn")
    TextPlace(block='p-1', start=12, end=23)
    """

    def __init__(
        self, text: JoinedBlocks, *, in_any_form: bool = False, most: int = MOST_PLACES
    ) -> None:
        """Prepare the search.

        Args:
            text: The texts.
            in_any_form: Whether words that do not occur exactly may differ in quotation marks,
                dashes and blanks (`normalized`). Then only whole words match.
            most: The most places of the same words that are searched.
        """
        self.text = text
        self._in_any_form, self._most = in_any_form, most
        self._prepared: dict[tuple[str | None, str], Occurrences] = {}
        self._hints_left = _MOST_HINTS

    # --- searching ---

    def prepare(self, wanted: Iterable[str], block: str | None = None) -> None:
        """Search many words at once, in one pass over a block or over the whole text."""
        all_words = set(wanted)
        exact: dict[str, list[TextPlace]] = {}
        for words, starts in self.text.places_of(all_words, block, self._most).items():
            places = (TextPlace(id, start, start + len(words)) for id, start in starts)
            exact[words] = [one for one in places if not self._in_any_form or self._is_whole(one)]
        self._prepared |= {(block, words): Occurrences(places) for words, places in exact.items()}
        if self._in_any_form:
            inexact = self._normalized_places([words for words in exact if not exact[words]])
            self._prepared |= {
                (block, words): Occurrences(places, is_exact=False)
                for words, places in inexact.items()
            }

    def _is_whole(self, place: TextPlace) -> bool:
        return is_at_word_boundaries(self.text.blocks[place.block], place.start, place.end)

    @cached_property
    def _normalized_text(self) -> NormalizedText:
        return NormalizedText(self.text.text)

    def _normalized_places(self, wanted: Sequence[str]) -> Mapping[str, Sequence[TextPlace]]:
        """Return the places of words that do not occur exactly."""
        by_form: dict[str, list[str]] = {}
        for words in wanted:
            if BLOCK_END not in words:
                by_form.setdefault(normalized(words).strip(), []).append(words)
        if not by_form:
            return {}
        found: dict[str, Sequence[TextPlace]] = {}
        text = self._normalized_text
        for form, starts in occurrences(by_form, text.text, self._most).items():
            places = (self._place_in_text(start, start + len(form)) for start in starts)
            whole = [place for place in places if place is not None]
            found |= dict.fromkeys(by_form[form], whole)
        return found

    def _place_in_text(self, start: int, end: int) -> TextPlace | None:
        stretch = self._normalized_text.stretch(start, end)
        if stretch is None:
            return None
        block, offset = self.text.place_at(stretch[0])
        place = TextPlace(block, offset, offset + stretch[1] - stretch[0])
        return place if self._is_whole(place) else None

    def occurrences_of(self, words: str, block: str | None = None) -> Occurrences:
        """Return the places of words in a block, or in the whole text."""
        if (block, words) not in self._prepared:
            self.prepare((words,), block)
        return self._prepared[block, words]

    # --- one place ---

    def find(
        self,
        words: str,
        *,
        blocks: Sequence[str] = (),
        before: str = "",
        after: str = "",
        near: TextPlace | None = None,
        tell_apart: str = "",
    ) -> TextPlace | Unplaced:
        """Return the only place of words, or the reason why there is no single place.

        Args:
            words: The words.
            blocks: The ids of the blocks that contain the words, if known.
            before: The text just before the words.
            after: The text just after the words.
            near: A stretch of the text; of several places, the nearest to it is chosen.
            tell_apart: What the user can give besides words, if there are several places.
        """
        places = [
            place
            for block in blocks or (None,)
            for place in self._places_in_context(words, block, before, after)
        ]
        if near is not None and len(places) > 1:
            places = _nearest(places, near)
        if not places:
            return self.missing(words, blocks=blocks, before=before, after=after)
        return places[0] if len(places) == 1 else self.ambiguous(words, places, tell_apart)

    def _places_in_context(
        self, words: str, block: str | None, before: str, after: str
    ) -> Iterator[TextPlace]:
        """Yield the places of words that have the text `before` and `after` beside them."""
        if self._in_any_form:
            for place in self.occurrences_of(words, block).places:
                if self.follows(place, before) and self.precedes(place, after):
                    yield place
            return
        for id, start, end in self.occurrences_of(before + words + after, block).places:
            yield TextPlace(id, start + len(before), end - len(after))

    def follows(self, place: TextPlace, before: str) -> bool:
        """Return whether words are just before a place, in any typographic form."""
        text = self.text.blocks[place.block]
        beside = normalized(text[max(0, place.start - 2 * len(before) - 20) : place.start])
        return beside.rstrip().endswith(normalized(before).strip())

    def precedes(self, place: TextPlace, after: str) -> bool:
        """Return whether words are just after a place, in any typographic form."""
        text = self.text.blocks[place.block]
        beside = normalized(text[place.end : place.end + 2 * len(after) + 20])
        return beside.lstrip().startswith(normalized(after).strip())

    # --- answers ---

    def missing(
        self,
        words: str,
        *,
        blocks: Sequence[str] = (),
        before: str = "",
        after: str = "",
        alone: Sequence[TextPlace] = (),
        within: Sequence[TextPlace] = (),
    ) -> Unplaced:
        """Return the result for words that do not occur, or not in this context.

        Args:
            words: The words.
            blocks: The ids of the blocks in which they were searched, if not in all.
            before: The text that should be just before the words.
            after: The text that should be just after the words.
            alone: The places of the words without that context, if known.
            within: The places of the words within longer words, if known.
        """
        where = "in the text"
        if blocks:
            unknown = "" if blocks[0] in self.text.blocks else ", which is not a block with text"
            where = f"in {blocks[0]}{unknown}"
        message = f"{short_repr(words)} does not occur {where}"
        context = " and ".join(
            f"{short_repr(beside)} {side} it"
            for side, beside in (("before", before), ("after", after))
            if beside
        )
        self._hints_left -= 1
        if self._hints_left < 0:
            return Unplaced("words-not-found", message)
        places = alone or (() if within else self.occurrences_of(words).places)
        if context and any(not blocks or one.block in blocks for one in places):
            message += f" with {context}"

        def hint() -> str | None:
            if places:
                return f"it occurs in {self._examples(places)}"
            parts = within or [
                TextPlace(block, at, at + len(words)) for block, at in self.text.places(words)
            ]
            if parts:
                return f"it occurs only within longer words: {self._examples(parts)}"
            return nearest_words_hint(words, self.text, blocks[0] if blocks else None)

        return Unplaced("words-not-found", message, (), hint)

    def ambiguous(
        self,
        words: str,
        places: Sequence[TextPlace],
        tell_apart: str | None = "",
        *,
        count: int = 0,
        is_all: bool | None = None,
    ) -> Unplaced:
        """Return the result for words that occur in several places.

        Args:
            words: The words.
            places: The places of the words.
            tell_apart: What can be given besides words; `None` if nothing can be given.
            count: The number of places, if there are more than in `places`.
            is_all: Whether `count` includes all places; by default, if it is less than `most`.
        """
        count = count or len(places)
        is_all = count < self._most if is_all is None else is_all
        message = f"{short_repr(words)} occurs in {count} places{'' if is_all else ' or more'}"
        ways = f", or {tell_apart}," if tell_apart else ""
        way = f"give more words{ways} until only one place fits"
        if tell_apart is None:
            way = "nothing shows which place is meant"
        return Unplaced(
            "words-ambiguous", message, places, lambda: f"{way}: {self._examples(places, count)}"
        )

    def _examples(self, places: Sequence[TextPlace], count: int = 0) -> str:
        """Return the first of several places with the words around them, for a hint."""
        shown = [
            f"{block} at {start}: {context_repr(self.text.blocks[block], start, end)}"
            for block, start, end in places[:MOST_EXAMPLES]
        ]
        rest = max(count, len(places)) - len(shown)
        return "; ".join([*shown, f"and {rest} more"] if rest else shown)


def _nearest(places: Sequence[TextPlace], near: TextPlace) -> list[TextPlace]:
    """Return the places nearest to a stretch, in code points; several if the distance is equal."""

    def gap(place: TextPlace) -> int:
        return max(place.start - near.end, near.start - place.end, 0)

    least = min(map(gap, places))
    return [place for place in places if gap(place) == least]
