"""Quotes in a record written by hand: words without a place, completed to anchors."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Set
from itertools import accumulate
from typing import Any, NamedTuple

from archive.findings import Finding, error, pointer_step
from archive.model.document import CONTEXT
from archive.text.occurrences import occurrences

_PARTING = "\0"
"""Stands between two blocks where they are searched as one text: no text can hold it."""
_SHOWN = 8
"""How many candidates a finding shows."""
_MOST_PLACES = 100
"""How many places of the same words are counted."""
_LONGEST_FIELD = 100
"""No field of the record has a longer name, so that nothing under such a name is a quote."""


class Completion(NamedTuple):
    """What became of one quote of a raw record."""

    pointer: str
    """The JSON Pointer of the quote."""
    exact: str
    """Its words."""
    prefix: str
    """What was written to stand before them."""
    suffix: str
    """What was written to stand after them."""
    places: list[tuple[str, int]]
    """Where they stand: block and start, in code points; it is completed if there is one. Of more
    than a hundred the first hundred."""
    problem: Finding | None
    """Why it was not completed."""


def complete_quotes(record: dict[str, Any]) -> list[Completion] | None:
    """Complete every quote of a raw record in place to an anchor, where it stands in one place.

    A quote that cannot be completed is set aside as an orphan, so that the rest of the record can
    be checked.

    Returns:
        What became of each quote; `None` if the record holds none at all.
    """
    quotes = list(_quotes("", {key: record[key] for key in record if key != "extensions"}))
    if not quotes:
        return None
    wanted = [_Quote.of(pointer, raw) for pointer, raw in quotes]
    text = BlocksAsOne(record)
    places = _places([quote for quote in wanted if quote], text)
    return [_complete(quote, places[quote.block, quote.words], text) for quote in wanted if quote]


class _Quote(NamedTuple):
    """One quote of a raw record, whose form is right."""

    pointer: str
    raw: dict[str, Any]
    block: str | None
    prefix: str
    exact: str
    suffix: str

    @property
    def words(self) -> str:
        """What is looked for: the words with what was written to stand beside them."""
        return self.prefix + self.exact + self.suffix

    @classmethod
    def of(cls, pointer: str, raw: dict[str, Any]) -> _Quote | None:
        """The quote of a raw value; `None` if the model will say what is wrong with it."""
        if not raw.keys() <= {"type", "exact", "prefix", "suffix", "block"}:
            return None
        exact, block = raw["exact"], raw.get("block")
        prefix, suffix = raw.get("prefix") or "", raw.get("suffix") or ""
        if raw.get("type", "anchor") != "anchor" or not exact:
            return None
        if not all(isinstance(part, str) for part in (block or "", prefix, suffix)):
            return None
        return cls(pointer, raw, block, prefix, exact, suffix)


def _places(
    quotes: list[_Quote], text: BlocksAsOne
) -> dict[tuple[str | None, str], list[tuple[str, int]]]:
    """Where the words of each quote stand in its block, or in the whole text if it names none."""
    wanted: dict[str | None, set[str]] = defaultdict(set)
    for quote in quotes:
        wanted[quote.block].add(quote.words)
    return {
        (block, words): places
        for block, all_words in wanted.items()
        for words, places in text.places_of(all_words, block).items()
    }


class BlocksAsOne:
    """The text of all blocks of a raw record as one, so that words are looked for only once."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.blocks = dict(_texts(record.get("sections")))
        """The text of each block by its id, in reading order."""
        self.text = _PARTING.join(self.blocks.values())
        """All of them, parted by a character that no text can hold."""
        self._ids = list(self.blocks)
        lengths = (len(text) + len(_PARTING) for text in self.blocks.values())
        self._starts = [0, *accumulate(lengths)]

    def place(self, offset: int) -> tuple[str, int]:
        """Return the block in which an offset of the whole text lies, and the offset in it."""
        number = bisect_right(self._starts, offset, hi=len(self._ids)) - 1
        return self._ids[number], offset - self._starts[number]

    def places(self, words: str) -> list[tuple[str, int]]:
        """Return where words stand: block and start, in code points; a hundred places at most."""
        return self.places_of({words}, None)[words]

    def places_of(self, all_words: Set[str], block: str | None) -> dict[str, list[tuple[str, int]]]:
        """Return where each of these words stand, in one block or in all of them."""
        text = self.text if block is None else self.blocks.get(block, "")
        sought = [words for words in all_words if _PARTING not in words]
        found: dict[str, list[tuple[str, int]]] = {words: [] for words in all_words}
        for words, starts in occurrences(sought, text, _MOST_PLACES).items():
            found[words] = [
                self.place(start) if block is None else (block, start) for start in starts
            ]
        return found


def _quotes(pointer: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object that has words but no place."""
    if isinstance(value, dict):
        if isinstance(value.get("exact"), str) and not {"start", "end"} & value.keys():
            yield pointer, value
        else:
            for key, inner in value.items():
                if len(key) <= _LONGEST_FIELD:
                    yield from _quotes(f"{pointer}/{pointer_step(key)}", inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _quotes(f"{pointer}/{position}", inner)


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """The text of every block of raw sections by its id."""
    if isinstance(value, dict):
        id, text = value.get("id"), value.get("text")
        if isinstance(id, str) and isinstance(text, str):
            yield id, text
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _complete(quote: _Quote, found: list[tuple[str, int]], text: BlocksAsOne) -> Completion:
    places = [(id, start + len(quote.prefix)) for id, start in found]
    problem = _problem(quote.pointer, quote.exact, quote.block, places, text)
    if problem:
        _set_aside(quote.raw)
    else:
        _set(quote.raw, places[0])
    return Completion(quote.pointer, quote.exact, quote.prefix, quote.suffix, places, problem)


def _problem(
    pointer: str, exact: str, block: str | None, places: list[tuple[str, int]], text: BlocksAsOne
) -> Finding | None:
    if not places:
        where = f"in {block}" if block else "in the text"
        return error("words-not-found", pointer, f"{exact!r} does not stand {where}")
    if len(places) == 1:
        return None
    or_more = " or more" if len(places) == _MOST_PLACES else ""
    shown = ", ".join(f"{id} at {start}" for id, start in places[:_SHOWN])
    seen = (
        f"{id} at {start}: {in_context(text.blocks[id], start, start + len(exact))}"
        for id, start in places[:_SHOWN]
    )
    return error(
        "words-ambiguous",
        pointer,
        f"{exact!r} stands in {len(places)} places{or_more}: {shown}",
        f'add "block", "prefix" or "suffix" until one is meant: {"; ".join(seen)}',
    )


def in_context(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with a few words round it, as a message shows it.

    >>> in_context("The ferry is late again. It is always late in autumn.", 13, 17)
    "'The ferry is late again. It is always …'"
    """
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    if first:
        blank = text.find(" ", first - 1, start)
        first = blank + 1 if blank >= 0 else start
    if last < len(text):
        blank = text.rfind(" ", end, last + 1)
        last = blank if blank >= 0 else end
    shown = text[first:last]
    if end - start > 3 * CONTEXT:
        beginning, ending = text[first : start + CONTEXT], text[end - CONTEXT : last]
        shown = f"{beginning.rstrip()} … {ending.lstrip()}"
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return repr(f"{before}{shown}{after}")


def _set(quote: dict[str, Any], place: tuple[str, int]) -> None:
    id, start = place
    _place(quote, type="anchor", block=id, start=start, end=start + len(quote["exact"]))


def _set_aside(quote: dict[str, Any]) -> None:
    reason = "its place is not known"
    _place(quote, type="orphan", block="unknown", start=0, end=len(quote["exact"]), reason=reason)


def _place(quote: dict[str, Any], **fields: Any) -> None:
    """Give a quote these fields in place of the context by which it was looked for."""
    for field in ("prefix", "suffix"):
        quote.pop(field, None)
    quote.update(fields)
