"""Quotes in a record written by hand: words without a place, completed to anchors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.findings import Finding, error
from archive.model.document import CONTEXT


def complete_quotes(record: dict[str, Any]) -> list[Finding] | None:
    """Complete every quote of a raw record in place to an anchor, where it stands in one place.

    Returns:
        A finding for each quote that stands nowhere, or in several places; `None` if the record
        holds no quote at all.
    """
    quotes = list(_quotes("", {key: record[key] for key in record if key != "extensions"}))
    if not quotes:
        return None
    texts = dict(_texts(record.get("sections")))
    return [finding for at, quote in quotes if (finding := _complete(at, quote, texts))]


def _quotes(pointer: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object that has words but no place."""
    if isinstance(value, dict):
        if isinstance(value.get("exact"), str) and not {"start", "end"} & value.keys():
            yield pointer, value
        else:
            for key, inner in value.items():
                yield from _quotes(f"{pointer}/{key}", inner)
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


def _complete(pointer: str, quote: dict[str, Any], texts: dict[str, str]) -> Finding | None:
    known = quote.keys() <= {"type", "exact", "prefix", "suffix", "block"}
    if not known or quote.get("type", "anchor") != "anchor":
        return None  # the model says what is wrong with it
    exact, block = quote["exact"], quote.get("block")
    prefix, suffix = quote.get("prefix") or "", quote.get("suffix") or ""
    if not exact or not isinstance(prefix, str) or not isinstance(suffix, str):
        return None
    places = [
        (id, start + len(prefix))
        for id, text in texts.items()
        if block in (None, id)
        for start in _occurrences(prefix + exact + suffix, text)
    ]
    if not places:
        where = f"in {block}" if block else "in the text"
        return error("words-not-found", pointer, f"{exact!r} does not stand {where}")
    if len(places) > 1:
        shown = ", ".join(f"{id} at {start}" for id, start in places[:8])
        return error(
            "words-ambiguous",
            pointer,
            f"{exact!r} stands in {len(places)} places: {shown}",
            'add "block", "prefix" or "suffix" until one is meant',
        )
    (id, start), end = places[0], places[0][1] + len(exact)
    quote.update(
        type="anchor",
        block=id,
        start=start,
        end=end,
        prefix=texts[id][max(0, start - CONTEXT) : start],
        suffix=texts[id][end : end + CONTEXT],
    )
    return None


def _occurrences(needle: str, text: str) -> Iterator[int]:
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)
