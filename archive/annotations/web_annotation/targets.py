"""Writes and reads anchors and orphans as targets (Web Annotation Data Model, 4).

An anchor has three independent selectors: its position in the plain text of the article, its words,
and its block with the position in it. Viewers know the first two; the last is read back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Literal

from archive.errors import NoSuchOffset
from archive.formats.plain_text import plain_text
from archive.model.anchors import Anchor, Orphan, Stretch
from archive.model.document import CONTEXT, Document
from archive.text.offsets import Offsets

PLAIN_TEXT = "archive-text-1:everything"
"""The plain text that positions refer to. It contains every block, so all anchors are in it."""

Unit = Literal["utf-16", "code-points"]
"""The unit of positions."""

HTML_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
"""The specification for the value of a fragment selector, which is the id of an element (4.2.1)."""


class TargetWriter:
    """Writes the targets of one record."""

    def __init__(self, document: Document, source: str, unit: Unit, *, words: bool) -> None:
        """Keep the record and its IRI, the unit of positions, and whether words may be shown."""
        self._blocks = document.index.blocks
        self._source, self._words = source, words
        plain = plain_text(document, PLAIN_TEXT)
        self._begins = plain.starts
        self.sha256 = hashlib.sha256(plain.text.encode()).hexdigest()
        """The SHA-256 digest of the plain text in UTF-8."""
        self._offsets: Offsets | None = None
        if unit == "utf-16" and plain.offsets.length("utf-16") > len(plain.text):
            self._offsets = plain.offsets

    def target(self, stretch: Stretch) -> dict[str, Any]:
        """Return the `SpecificResource` for an anchor or orphan."""
        if isinstance(stretch, Orphan):
            return self._orphan(stretch)
        begin, start, end = self._positions(stretch)
        selectors: list[dict[str, Any]] = [
            {"type": "TextPositionSelector", "start": start, "end": end}
        ]
        if self._words:
            text = self._blocks[stretch.block].text
            prefix = text[max(0, stretch.start - CONTEXT) : stretch.start]
            suffix = text[stretch.end : stretch.end + CONTEXT]
            selectors.append(_quote_selector(stretch.exact, prefix, suffix))
        within = {"type": "TextPositionSelector", "start": start - begin, "end": end - begin}
        selectors.append(
            {
                "type": "FragmentSelector",
                "conformsTo": HTML_FRAGMENTS,
                "value": stretch.block,
                "refinedBy": within,
            }
        )
        return {"type": "SpecificResource", "source": self._source, "selector": selectors}

    def _positions(self, anchor: Anchor) -> tuple[int, int, int]:
        """Return the start of an anchor's block in the plain text, and its own start and end."""
        begin = self._begins[anchor.block]
        places = (begin, begin + anchor.start, begin + anchor.end)
        if self._offsets is None:
            return places
        first, start, end = (self._offsets.convert(place, to="utf-16") for place in places)
        return first, start, end

    def _orphan(self, orphan: Orphan) -> dict[str, Any]:
        """Return the target of an orphan, without position; its last place is not a selector.

        The text that the offsets of an orphan refer to is not available, so they stay code points.
        """
        last = {"block": orphan.block, "start": orphan.start, "end": orphan.end}
        found: dict[str, Any] = {"type": "SpecificResource", "source": self._source}
        if self._words:
            found["selector"] = [_quote_selector(orphan.exact, orphan.prefix, orphan.suffix)]
        else:
            found["scope"] = (
                self._source
            )  # a specific resource needs at least one such property (4)
        return {**found, "orphan": {**last, "reason": orphan.reason}}


def _quote_selector(exact: str, prefix: str, suffix: str) -> dict[str, Any]:
    found = {"type": "TextQuoteSelector", "exact": exact}
    if prefix:
        found["prefix"] = prefix
    if suffix:
        found["suffix"] = suffix
    return found


class TargetReader:
    """Reads targets that `TargetWriter` wrote as raw anchors and orphans."""

    def __init__(self, document: Document, unit: Unit) -> None:
        """Keep the record with the text, and the unit of positions."""
        self._blocks, self._unit = document.index.blocks, unit
        self._offsets: dict[str, Offsets] = {}

    def read(self, raw: Any) -> Any:
        """Return the raw anchor or orphan of a target.

        Return any other target unchanged; the model then refuses it.
        """
        match raw:
            case {"orphan": dict(last)}:
                return self._orphan(raw, last)
            case {
                "selector": [
                    *selectors,
                    {
                        "type": "FragmentSelector",
                        "value": str(block),
                        "refinedBy": {"start": int(start), "end": int(end)},
                    },
                ]
            }:
                return self._anchor(block, start, end, _first_quote(selectors))
            case _:
                return raw

    def _anchor(self, block: str, start: int, end: int, quote: Mapping[str, Any]) -> dict[str, Any]:
        """Return the raw anchor. The document checks its words and place."""
        if block in self._blocks:
            if self._unit == "utf-16":
                start, end = self._code_points(block, start), self._code_points(block, end)
            text = self._blocks[block].text[max(0, start) : max(0, end)]
            exact = quote.get("exact", text)
        else:
            exact = quote.get("exact", "?")
        place = {"block": block, "start": start, "end": end}
        return {"type": "anchor", **place, "exact": exact}

    def _code_points(self, block: str, offset: int) -> int:
        if block not in self._offsets:
            self._offsets[block] = Offsets(self._blocks[block].text)
        try:
            return self._offsets[block].convert(offset, of="utf-16")
        except NoSuchOffset:
            return offset

    def _orphan(self, raw: Mapping[str, Any], last: Mapping[str, Any]) -> dict[str, Any]:
        quote = _first_quote(raw.get("selector"))
        words = {name: quote[name] for name in ("exact", "prefix", "suffix") if name in quote}
        return {"type": "orphan", **last, **words}


def _first_quote(selectors: Any) -> Mapping[str, Any]:
    """Return the first of several quote selectors, or an empty mapping."""
    for selector in selectors if isinstance(selectors, list) else ():
        if isinstance(selector, dict) and selector.get("type") == "TextQuoteSelector":
            return selector
    return {}
