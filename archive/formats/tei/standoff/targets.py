"""Reads and writes the stretches of an annotation: places in `@target`, words in notes."""

from __future__ import annotations

from collections.abc import Iterable

from archive.english import counted
from archive.formats.tei.anchors_and_basis import (
    Place,
    read_orphan_words,
    read_place,
    read_places,
    write_orphan_words,
    write_place,
    write_places,
)
from archive.formats.tei.context import Raw, ReadContext, short_quoted
from archive.formats.tei.parser import Element, take
from archive.formats.tei.xml_output import XmlOutput
from archive.model.anchors import Anchor, Stretch


def target_of(anchors: Iterable[Stretch], otherwise: str) -> str:
    """Return a pointer to all anchors, or, if there are none, to the id `otherwise`."""
    places = [anchor for anchor in anchors if isinstance(anchor, Anchor)]
    return write_places(places) if places else f"#{otherwise}"


def write_stretches(to: XmlOutput, stretches: Iterable[Stretch]) -> None:
    """Write `<note type="exact">…</note>` for each anchor, `<note type="lost">` for each orphan."""
    for stretch in stretches:
        if isinstance(stretch, Anchor):
            to.keep("note", stretch.exact, {"type": "exact"})
        else:
            to.inline("note", {"type": "lost", "target": write_place(stretch)})
            write_orphan_words(to, stretch)
            to.raw("</note>\n")


class StretchReader:
    """Reads the stretches of an annotation: places from `@target`, words from notes."""

    def __init__(self, annotation: Element, context: ReadContext) -> None:
        self._annotation, self._context = annotation, context
        self._target = take(annotation, "target") or ""
        self._places: list[Place] | None = read_places(self._target)
        self.stretches: list[Raw] = []
        self.placed = 0
        """How many notes have the words of a place."""

    def read(self, note: Element, type: str | None) -> bool:
        """Return whether a note has the words of a stretch; if so, read it."""
        if note.tag != "note" or type not in ("exact", "lost"):
            return False
        if type == "lost":
            pointer = take(note, "target") or ""
            place = read_place(pointer)
            if place is None:
                message = f"{short_quoted(pointer)} does not point to characters in a block"
                self._context.unreadable(note, "pointer-not-readable", message)
            self.stretches.append(
                read_orphan_words(note, place or ("unknown", 0, 0), self._context)
            )
            return True
        places = self._places or ()
        block, start, end = places[self.placed] if self.placed < len(places) else ("unknown", 0, 0)
        self.placed += 1
        self.stretches.append(
            {
                "type": "anchor",
                "block": block,
                "start": start,
                "end": end,
                "exact": self._context.kept(note),
            }
        )
        return True

    def end(self) -> str | None:
        """Report places without words and words without a place.

        Return the id to which `@target` points, if it does not point to stretches.
        """
        count = len(self._places or ())
        if self._places is None and (self.placed or "(" in self._target or " " in self._target):
            value = short_quoted(self._target)
            message = f"@target={value} does not point to characters in blocks"
            self._context.unreadable(self._annotation, "pointer-not-readable", message, _POINTERS)
        elif count != self.placed:
            self._context.unreadable(
                self._annotation,
                "pointer-not-readable",
                f"@target points to {counted(count, 'ranges')}, "
                f"but notes have the words of {self.placed}",
                'write a note of type "exact" with the words of each range',
            )
        return self._target.removeprefix("#") if self._places is None else None


_POINTERS = (
    "write #string-range(block,start,length) for one, "
    "#range(string-index(block,start),string-index(block,end),…) for several"
)


def end_of_target(
    stretch_reader: StretchReader, otherwise: str | None, annotation: Element, context: ReadContext
) -> None:
    """Report a `@target` without a place that does not point to the id `otherwise`."""
    pointed = stretch_reader.end()
    if pointed is not None and pointed != otherwise and not stretch_reader.placed:
        context.differs(annotation, f'@target is "#{pointed}"', f"#{otherwise}", "/@target")
