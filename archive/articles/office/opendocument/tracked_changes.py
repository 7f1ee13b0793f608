"""Accepts the tracked changes of an OpenDocument text (ODF 1.3 part 3, 5.5)."""

from __future__ import annotations

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import MarkedCopy, Stretch
from archive.articles.office.opendocument.elements import take_out, words_of
from archive.articles.office.opendocument.range_ends import insert_range_ends
from archive.derivations.opendocument_names import text

_INSERTION, _DELETION = text("insertion"), text("deletion")


def accept_changes(root: Element, marked: MarkedCopy) -> None:
    """Mark inserted words as additions, and remove and report deletions."""
    kinds: dict[str, str] = {}
    for region in list(root.iter(text("changed-region"))):
        change = region[0] if len(region) else None
        if change is None:
            continue
        kinds[region.get(text("id")) or ""] = str(change.tag)
        if change.tag == _DELETION:
            words = words_of(change)
            marked.losses.add(
                "deletions (tracked changes); accepted, so not in the text", example=words
            )
        elif change.tag == text("format-change"):
            marked.losses.add("formatting changes (tracked changes); accepted")
    for whole in list(root.iter(text("tracked-changes"))):
        take_out(whole)
    places = {one.get(text("change-id")): one for one in root.iter(text("change-end"))}
    starts: dict[Element, str] = {}
    ends: dict[Element, str] = {}
    for start in root.iter(text("change-start")):
        id = start.get(text("change-id")) or ""
        if kinds.get(id) == _INSERTION and id in places:
            what = "additions (tracked changes); marked in the text without author and time"
            marked.losses.add(what)
            starts[start], ends[places[id]] = marked.stretch(Stretch("addition"))
    insert_range_ends(root, starts, ends)
    for name in ("change-start", "change-end", "change"):
        for one in list(root.iter(text(name))):
            take_out(one)
