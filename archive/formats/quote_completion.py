"""Completes quotes, words without a place, in a raw record to anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from archive.findings import Finding, error, pointer_step
from archive.text.joined_blocks import MOST_PLACES, JoinedBlocks
from archive.text.nearest_words import context_repr, nearest_words_hint, short_repr

_SHOWN = 8
"""How many candidates a finding shows."""
_MOST_GUESSES = 20
"""For how many quotes of a record that stand nowhere the nearest words are looked for."""
_MOST_ALONE = 3
"""How many places of words a hint shows whose context stands nowhere."""
_TWIN = "\uffff"
"""What is added to the id of a block that an earlier one has."""
_LONGEST_FIELD = 100
"""No field of the record has a longer name, so that nothing under such a name is a quote."""


class Completion(NamedTuple):
    """What became of one quote of a raw record."""

    pointer: str
    """The JSON Pointer of the quote."""
    exact: str
    """Its words."""
    places: Sequence[tuple[str, int]]
    """Where they stand: block and start, in code points; it is completed if there is one. Of more
    than a hundred the first hundred."""
    problem: Finding | None
    """Why it was not completed."""


def complete_quotes(record: dict[str, Any]) -> Sequence[Completion]:
    """Complete every quote of a raw record in place to an anchor, where it stands in one place.

    A quote that cannot be completed is set aside as an orphan, so that the rest of the record can
    be checked. Its finding says what to do: where its words stand several times, what
    distinguishes the places; where they stand nowhere, which words come nearest.

    Returns:
        What became of each quote.
    """
    quotes = list(_quotes("", {key: record[key] for key in record if key != "extensions"}))
    wanted = [quote for pointer, raw in quotes if (quote := _Quote.of(pointer, raw))]
    if not wanted:
        return ()
    text = JoinedBlocks(texts_of(record))
    places = _places(wanted, text)
    completions = []
    guesses = _MOST_GUESSES
    for quote in wanted:
        quote_places = places[quote.block, quote.words]
        guesses -= not quote_places
        completions.append(_complete(quote, quote_places, text, guess=guesses >= 0))
    return completions


def texts_of(record: dict[str, Any]) -> Mapping[str, str]:
    """Return the text of each block of a raw record by its id, in reading order.

    Where a block has the id of an earlier one, its own ends with a sign that no id can have.
    """
    texts: dict[str, str] = {}
    for id, text in _texts(record.get("sections")):
        while id in texts:
            id += _TWIN
        texts[id] = text
    return texts


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
        """The quote of a raw value; `None` if the model will report what is wrong with it."""
        exact, block = raw["exact"], raw.get("block")
        prefix, suffix = raw.get("prefix") or "", raw.get("suffix") or ""
        if raw.get("type", "anchor") != "anchor" or not exact:
            return None
        if not all(isinstance(part, str) for part in (block or "", prefix, suffix)):
            return None
        return cls(pointer, raw, block, prefix, exact, suffix)


def _places(
    quotes: list[_Quote], text: JoinedBlocks
) -> Mapping[tuple[str | None, str], Sequence[tuple[str, int]]]:
    """Where the words of each quote stand in its block, or in the whole text if it names none."""
    wanted: dict[str | None, set[str]] = defaultdict(set)
    for quote in quotes:
        wanted[quote.block].add(quote.words)
    places_by_words: dict[tuple[str | None, str], Sequence[tuple[str, int]]] = {
        (block, words): places
        for block, all_words in wanted.items()
        for words, places in text.places_of(all_words, block).items()
    }
    for twin in (id for id in text.blocks if id.endswith(_TWIN)):
        block = twin.rstrip(_TWIN)
        for words, places in text.places_of(wanted.get(block, set()), twin).items():
            places_by_words[block, words] = [*places_by_words[block, words], *places]
    return places_by_words


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


def _complete(
    quote: _Quote, block_places: Sequence[tuple[str, int]], text: JoinedBlocks, *, guess: bool
) -> Completion:
    places = [(id, start + len(quote.prefix)) for id, start in block_places]
    if not places:
        problem: Finding | None = _not_found(quote, text, guess=guess)
    else:
        problem = _in_several_places(quote, places, text) if len(places) > 1 else None
    if problem:
        _set_aside(quote.raw)
    else:
        _set(quote.raw, places[0])
    places = [(id.rstrip(_TWIN), start) for id, start in places]
    return Completion(quote.pointer, quote.exact, places, problem)


def _in_several_places(
    quote: _Quote, places: Sequence[tuple[str, int]], text: JoinedBlocks
) -> Finding:
    exact = quote.exact
    or_more = " or more" if len(places) == MOST_PLACES else ""
    listed = ", ".join(f"{id.rstrip(_TWIN)} at {start}" for id, start in places[:_SHOWN])
    seen = (
        f"{id.rstrip(_TWIN)} at {start}: {context_repr(text.blocks[id], start, start + len(exact))}"
        for id, start in places[:_SHOWN]
    )
    return error(
        "words-ambiguous",
        quote.pointer,
        f"{short_repr(exact)} stands in {len(places)} places{or_more}: {listed}",
        f'add "block", "prefix" or "suffix" until one is meant: {"; ".join(seen)}',
    )


def _not_found(quote: _Quote, text: JoinedBlocks, *, guess: bool) -> Finding:
    exact, block = quote.exact, quote.block
    if block is not None and block not in text.blocks:
        where = f"in {block}, which is no block with text"
    else:
        where = f"in {block}" if block else "in the text"
    context = quote.words != exact and _stands_somewhere(exact, block, text)
    message = f"{short_repr(exact)} does not stand {where}"
    if context:
        beside = " and ".join(
            f'"{name}" {short_repr(words)}'
            for name, words in (("prefix", quote.prefix), ("suffix", quote.suffix))
            if words
        )
        message = f"{short_repr(exact)} does not stand {where} with the {beside} beside it"
    hint = (_near_matches(quote, text) or "").replace(_TWIN, "") if guess else None
    return error("words-not-found", quote.pointer, message, hint or None)


def _stands_somewhere(exact: str, block: str | None, text: JoinedBlocks) -> bool:
    return bool(text.places_of({exact}, block)[exact])


def _near_matches(quote: _Quote, text: JoinedBlocks) -> str | None:
    """Where the words were perhaps meant to stand: alone, in another block, or almost."""
    exact = quote.exact
    if places := text.places(exact)[:_MOST_ALONE]:
        seen = (
            f"{id} at {start}: {context_repr(text.blocks[id], start, start + len(exact))}"
            for id, start in places
        )
        return f"the words alone stand in {'; '.join(seen)}"
    return nearest_words_hint(exact, text, quote.block)


def _set(quote: dict[str, Any], place: tuple[str, int]) -> None:
    id, start = place[0].rstrip(_TWIN), place[1]
    _place(quote, type="anchor", block=id, start=start, end=start + len(quote["exact"]))


def _set_aside(quote: dict[str, Any]) -> None:
    reason = "its place is not known"
    _place(quote, type="orphan", block="unknown", start=0, end=len(quote["exact"]), reason=reason)


def _place(quote: dict[str, Any], **fields: Any) -> None:
    """Give a quote these fields in place of the context by which it was looked for."""
    for field in ("prefix", "suffix"):
        quote.pop(field, None)
    quote.update(fields)
