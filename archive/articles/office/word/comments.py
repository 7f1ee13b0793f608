"""Reads the comments of a Word document, and marks the words that they are attached to."""

from __future__ import annotations

from typing import Any

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import MarkedCopy, Stretch
from archive.articles.office.word.elements import W14, W15, words_of
from archive.derivations.word_names import w


class Comments:
    """The comments of a document, by their ids in the file."""

    def __init__(self, root: Element | None, extended: Element | None, marked: MarkedCopy) -> None:
        self._marked = marked
        self._annotations: dict[str, dict[str, Any]] = {}
        self._stretches: dict[str, tuple[str, str]] = {}
        by_paragraph: dict[str, dict[str, Any]] = {}
        for comment in () if root is None else root.findall(w("comment")):
            paragraphs = [*comment.iter(w("p"))]
            text = "\n".join(map(words_of, paragraphs)).strip("\n")
            if not text:
                marked.losses.add("comments without words; left out")
                continue
            raw: dict[str, Any] = {
                "type": "comment",
                "id": f"comment-{len(self._annotations) + 1}",
                "text": text,
                **marked.people.revision(comment.get(w("author")), comment.get(w("date"))),
            }
            self._annotations[comment.get(w("id")) or ""] = raw
            if paragraphs:  # a reply refers to the last paragraph of the comment it answers
                by_paragraph[paragraphs[-1].get(f"{W14}paraId") or ""] = raw
        for one in () if extended is None else extended:
            raw_or_none = by_paragraph.get(one.get(f"{W15}paraId") or "")
            parent = by_paragraph.get(one.get(f"{W15}paraIdParent") or "-")
            if raw_or_none is not None and parent is not None:
                raw_or_none["on"] = parent["id"]
            if one.get(f"{W15}done") in ("1", "true"):
                marked.losses.add("comments marked as done; the mark is not kept")

    def ends(self, id: str) -> tuple[str, str] | None:
        """Return the signs for the start and end of the words that a comment is attached to."""
        if id not in self._annotations:
            return None
        if id not in self._stretches:
            stretch = Stretch("annotation", [self._annotations[id]])
            self._stretches[id] = self._marked.stretch(stretch)
        return self._stretches[id]

    def add_unplaced(self) -> None:
        """Keep comments that are not attached to words as annotations of the whole article."""
        for id, raw in self._annotations.items():
            if id not in self._stretches:
                what = "comments not attached to words; kept without a place in the text"
                self._marked.losses.add(what, example=raw["text"])
                self._marked.unplaced.append(raw)
