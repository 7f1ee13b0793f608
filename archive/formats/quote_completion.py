"""Completes quotes (words without a place) in a raw record to anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from archive.findings import Finding, error, pointer_step
from archive.text.joined_blocks import JoinedBlocks
from archive.text.word_finder import Unplaced, WordFinder

_TELL_APART = '"block", "prefix" or "suffix"'
"""The fields that a person can add to a quote to choose one of several places."""
_TWIN = "\uffff"
"""A suffix that is added to the id of a block if an earlier block has the same id."""
_LONGEST_FIELD = 100
"""The longest name of a field; values of fields with longer names are not searched for quotes."""


class Completion(NamedTuple):
    """The result for one quote of a raw record."""

    pointer: str
    """The JSON Pointer of the quote."""
    exact: str
    """The words of the quote."""
    places: Sequence[tuple[str, int]]
    """The places of the words: block, and start in code points; at most the first hundred. The
    quote is completed if there is exactly one place."""
    problem: Finding | None
    """The finding if the quote was not completed."""


def complete_quotes(record: dict[str, Any]) -> Sequence[Completion]:
    """Change every quote of a raw record to an anchor, if its words are in exactly one place.

    The record is changed in place. Every other quote becomes an orphan, so that the rest of the
    record can be checked. If its words are in several places, a finding says how to distinguish
    these; if the words are not in the text, it shows the most similar words.

    Returns:
        The result for each quote.
    """
    quotes = list(_quotes("", {key: record[key] for key in record if key != "extensions"}))
    wanted = [quote for pointer, raw in quotes if (quote := _Quote.of(pointer, raw))]
    if not wanted:
        return ()
    finder = WordFinder(JoinedBlocks(texts_of(record)))
    same_id: dict[str | None, list[str]] = defaultdict(list)
    for id in finder.text.blocks:
        same_id[id.rstrip(_TWIN)].append(id)
    blocks = [same_id[quote.block] or [quote.block] if quote.block else [] for quote in wanted]
    by_block: dict[str | None, set[str]] = defaultdict(set)
    for quote, ids in zip(wanted, blocks, strict=True):
        for block in ids or (None,):
            by_block[block].add(quote.words)
    for block, words in by_block.items():
        finder.prepare(words, block)
    return [_complete(quote, ids, finder) for quote, ids in zip(wanted, blocks, strict=True)]


def texts_of(record: dict[str, Any]) -> Mapping[str, str]:
    """Return the text of each block of a raw record by its id, in reading order.

    If a block repeats the id of an earlier one, a character that no id can contain is added.
    """
    texts: dict[str, str] = {}
    for id, text in _texts(record.get("sections")):
        while id in texts:
            id += _TWIN
        texts[id] = text
    return texts


class _Quote(NamedTuple):
    """One quote of a raw record, in valid form."""

    pointer: str
    raw: dict[str, Any]
    block: str | None
    prefix: str
    exact: str
    suffix: str

    @property
    def words(self) -> str:
        """The text to search: the words with the given context."""
        return self.prefix + self.exact + self.suffix

    @classmethod
    def of(cls, pointer: str, raw: dict[str, Any]) -> _Quote | None:
        """Return the quote in a raw value; `None` if it is not valid (the model reports that)."""
        exact, block = raw["exact"], raw.get("block")
        prefix, suffix = raw.get("prefix") or "", raw.get("suffix") or ""
        if raw.get("type", "anchor") != "anchor" or not exact:
            return None
        if not all(isinstance(part, str) for part in (block or "", prefix, suffix)):
            return None
        return cls(pointer, raw, block, prefix, exact, suffix)


def _quotes(pointer: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object that has words but no place, with its pointer."""
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
    """Yield the id and text of every block in raw sections."""
    if isinstance(value, dict):
        id, text = value.get("id"), value.get("text")
        if isinstance(id, str) and isinstance(text, str):
            yield id, text
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _complete(quote: _Quote, blocks: Sequence[str], finder: WordFinder) -> Completion:
    found = finder.find(
        quote.exact,
        blocks=blocks,
        before=quote.prefix,
        after=quote.suffix,
        tell_apart=_TELL_APART,
    )
    problem = None
    if isinstance(found, Unplaced):
        hint = (found.hint or "").replace(_TWIN, "") or None
        problem = error(found.code, quote.pointer, found.message, hint)
        _set_aside(quote.raw)
        stretches = found.places
    else:
        _set(quote.raw, (found.block, found.start))
        stretches = [found]
    places = [(one.block.rstrip(_TWIN), one.start) for one in stretches]
    return Completion(quote.pointer, quote.exact, places, problem)


def _set(quote: dict[str, Any], place: tuple[str, int]) -> None:
    id, start = place[0].rstrip(_TWIN), place[1]
    _place(quote, type="anchor", block=id, start=start, end=start + len(quote["exact"]))


def _set_aside(quote: dict[str, Any]) -> None:
    reason = "its place is not known"
    _place(quote, type="orphan", block="unknown", start=0, end=len(quote["exact"]), reason=reason)


def _place(quote: dict[str, Any], **fields: Any) -> None:
    """Replace the context of a quote with these fields."""
    for field in ("prefix", "suffix"):
        quote.pop(field, None)
    quote.update(fields)
