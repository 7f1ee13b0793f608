"""Quotes in a record written by hand: words without a place, completed to anchors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from archive.findings import Finding, error, pointer_step
from archive.model.document import CONTEXT

_PARTING = "\0"
"""Stands between two blocks where they are searched as one text: no text can hold it."""
_SHOWN = 8
"""How many candidates a finding shows."""


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
    """Where they stand: block and start, in code points; it is completed if there is one."""
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
    text = BlocksAsOne(record)
    completions = (_complete(pointer, quote, text) for pointer, quote in quotes)
    return [completion for completion in completions if completion]


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
        self._found: dict[str, list[tuple[str, int]]] = {}

    def place(self, offset: int) -> tuple[str, int]:
        """Return the block in which an offset of the whole text lies, and the offset in it."""
        number = bisect_right(self._starts, offset, hi=len(self._ids)) - 1
        return self._ids[number], offset - self._starts[number]

    def places(self, words: str) -> list[tuple[str, int]]:
        """Return where words stand: block and start, in code points."""
        if words not in self._found:
            starts = () if _PARTING in words else _occurrences(words, self.text)
            self._found[words] = [self.place(start) for start in starts]
        return self._found[words]


def _quotes(pointer: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object that has words but no place."""
    if isinstance(value, dict):
        if isinstance(value.get("exact"), str) and not {"start", "end"} & value.keys():
            yield pointer, value
        else:
            for key, inner in value.items():
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


def _complete(pointer: str, quote: dict[str, Any], text: BlocksAsOne) -> Completion | None:
    known = quote.keys() <= {"type", "exact", "prefix", "suffix", "block"}
    if not known or quote.get("type", "anchor") != "anchor":
        return None  # the model says what is wrong with it
    exact, block = quote["exact"], quote.get("block")
    prefix, suffix = quote.get("prefix") or "", quote.get("suffix") or ""
    if not exact or not isinstance(prefix, str) or not isinstance(suffix, str):
        return None
    places = [
        (id, start + len(prefix))
        for id, start in text.places(prefix + exact + suffix)
        if block in (None, id)
    ]
    problem = _problem(pointer, exact, block, places, text)
    if problem:
        _set_aside(quote)
    else:
        _set(quote, places[0])
    return Completion(pointer, exact, prefix, suffix, places, problem)


def _problem(
    pointer: str, exact: str, block: Any, places: list[tuple[str, int]], text: BlocksAsOne
) -> Finding | None:
    if not places:
        where = f"in {block}" if block else "in the text"
        return error("words-not-found", pointer, f"{exact!r} does not stand {where}")
    if len(places) == 1:
        return None
    shown = ", ".join(f"{id} at {start}" for id, start in places[:_SHOWN])
    seen = (
        f"{id} at {start}: {in_context(text.blocks[id], start, start + len(exact))}"
        for id, start in places[:_SHOWN]
    )
    return error(
        "words-ambiguous",
        pointer,
        f"{exact!r} stands in {len(places)} places: {shown}",
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


def _occurrences(needle: str, text: str) -> Iterator[int]:
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)
