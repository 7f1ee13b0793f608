"""A page as the text that was received, and as the sections of a document."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from random import Random
from typing import Any, NamedTuple

from archive.text.graphemes import splits_grapheme
from tests.tools.edited.pages import Leaf, Node, Page, Part
from tests.tools.edited.trace import Source


class Received(NamedTuple):
    """A page as the text that was received."""

    text: str
    trace: list[Source]
    lead: str
    origins: list[tuple[int, int, str]]
    """Of each leaf: start, end, and the blank after it."""


def received_as(page: Page, random: Random) -> Received:
    lead = random.choice(("", "", "", "\n", " \n\n"))
    parts, trace = [lead], [None for _ in lead]
    origins: list[tuple[int, int, str]] = []
    at = len(lead)
    for _, node in page.nodes():
        for n, leaf in enumerate(node.leaves):
            marker = leaf.marker
            text, traced = leaf.rendered()
            separator = random.choice(("\n\n", "\n\n", "\n\n", "\n\n\n", " \n\n"))
            if n + 1 < len(node.leaves) and node.kind in ("list", "verse", "table"):
                separator = "\t" if node.kind == "table" and random.random() < 0.3 else "\n"
                separator = "\n\n" if node.kind != "list" and random.random() < 0.5 else separator
            parts += (marker, text, separator)
            trace += [None] * len(marker)
            trace += traced
            trace += [None] * len(separator)
            start = at + len(marker)
            at = start + len(text) + len(separator)
            origins.append((start, start + len(text), separator))
    return Received("".join(parts), trace, lead, origins)


_FORMATS = ("italic", "bold", "emphasis", "quotation")


def _marks(random: Random, text: str, note: str | None) -> list[dict[str, Any]]:
    """Marks on whole characters, one after the other, one with another inside."""
    found: list[dict[str, Any]] = []
    length = len(text)
    if random.random() < 0.35:
        cuts = sorted(random.randrange(length + 1) for _ in range(2))
        start, end = (n if not splits_grapheme(text, n) else 0 for n in cuts)
        if start < end:
            found.append({"type": random.choice(_FORMATS), "start": start, "end": end})
            if random.random() < 0.3:
                found.append({"type": "link", "start": start, "end": end})
    if note is not None:
        found.append({"type": "note-call", "note": note, "start": length, "end": length})
    return found


def sections_of(
    page: Page,
    received: Received,
    capture: str | None,
    new_id: Callable[[str, Leaf | None], str],
    random: Random,
) -> list[dict[str, Any]]:
    """The sections of a page, with an origin in this capture for each block of text.

    Args:
        page: The page.
        received: The page as received.
        capture: The id of the capture; `None` leaves origins out.
        new_id: Gives the id for a part of this kind; a leaf is given along.
        random: What marks are drawn from.
    """
    origins = iter(received.origins)
    nodes = page.nodes()
    note_ids = {id(node): new_id("note", None) for _, node in nodes if node.kind == "note"}
    calls = list(note_ids.values())
    called: list[str | None] = [None] * sum(len(node.leaves) for _, node in nodes)
    for note in calls:
        called[random.randrange(len(called))] = note
    calling = iter(called)

    def leaf(leaf: Leaf, kind: str, **more: Any) -> dict[str, Any]:
        start, end, separator = next(origins)
        text = received.text[start:end]
        made: dict[str, Any] = {"id": new_id(kind, leaf), "text": text, **more}
        made["marks"] = _marks(random, text, next(calling))
        if capture is not None:
            made["origin"] = {
                "type": "text",
                "capture": capture,
                "start": start,
                "end": end,
                "separator": separator,
            }
        return made

    def block(node: Node) -> dict[str, Any]:
        kind, leaves = node.kind, node.leaves
        if kind in ("paragraph", "heading", "code", "furniture"):
            return {"type": kind, **leaf(leaves[0], kind)}
        if kind == "note":
            made = [leaf(one, "paragraph", type="paragraph") for one in leaves]
            marker = leaves[0].marker
            return {"type": kind, "id": note_ids[id(node)], "marker": marker, "blocks": made}
        found: dict[str, Any] = {"type": kind, "id": new_id(kind, None)}
        if kind == "list":
            found["items"] = [leaf(one, "item", marker=one.marker) for one in leaves]
        elif kind == "quotation":
            own = leaves[:-1] if node.has_extra else leaves
            found["blocks"] = [leaf(one, "paragraph", type="paragraph") for one in own]
            found["credit"] = leaf(leaves[-1], "caption") if node.has_extra else None
        elif kind == "table":
            found["caption"] = leaf(leaves[0], "caption") if node.has_extra else None
            cells = [leaf(one, "cell") for one in leaves[node.has_extra :]]
            rows = range(0, len(cells), node.columns)
            found["rows"] = [{"cells": cells[n : n + node.columns]} for n in rows]
        elif kind == "figure":
            found["image"] = {"address": "https://example.org/image.png"}
            found["caption"] = leaf(leaves[0], "caption")
        else:
            found["lines"] = [leaf(one, "line") for one in leaves]
        return found

    def section(part: Part) -> dict[str, Any]:
        return {
            "id": new_id("section", None),
            "role": part.role,
            "blocks": [block(node) for node in part.nodes],
            "sections": [section(inner) for inner in part.parts],
        }

    return [section(part) for part in page.parts]


def capture_of(id: str, file: str, received: Received, data: bytes) -> dict[str, Any]:
    return {
        "id": id,
        "file": file,
        "media_type": "text/plain;charset=utf-8",
        "size_bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "derivation": "verbatim-1",
        "lead": received.lead,
        "address": "https://example.org/article",
    }
