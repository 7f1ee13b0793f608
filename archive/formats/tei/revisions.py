"""The `revisionDesc`: who changed the record, when, and what newer captures changed."""

from __future__ import annotations

from archive.formats.tei.anchors_and_basis import categories, is_yes
from archive.formats.tei.context import Raw, ReadContext, present
from archive.formats.tei.parser import Element, take, take_reference
from archive.formats.tei.xml_output import XmlOutput, pointers, reference
from archive.model.document import Document
from archive.model.revisions import CaptureChange, Revision


def write_revisions(to: XmlOutput, document: Document) -> None:
    """Write `<revisionDesc><change xml:id="…" when="…" who="#…">…</change></revisionDesc>`.

    The newest comes first, as TEI recommends (P5, 2.6).
    """
    with to.holding("revisionDesc"):
        for revision in reversed(document.revisions):
            _write_revision(to, revision)


def read_revisions(description: Element, revisions: list[Raw], context: ReadContext) -> None:
    """Undo `write_revisions`."""
    changes = context.children(description, "change")
    newest_first = [_read_revision(change, context) for change in changes]
    revisions.extend(reversed(newest_first))


def _write_revision(to: XmlOutput, revision: Revision) -> None:
    """Write `<change xml:id="…" source="#capture">summary</change>`.

    If there is a list of changes, the summary has an element of its own, so that white space of the
    layout is not read as text: `<change><desc>summary</desc><list
    type="changes"><item/>…</list></change>`.
    """
    attributes = {
        "xml:id": revision.id,
        "when": revision.at,
        "who": reference(revision.by),
        "target": " ".join(f"#{id}" for id in revision.parts) or None,
        "source": reference(revision.capture),
    }
    if not revision.changes:
        to.keep("change", revision.summary or "", attributes)
        return
    to.open("change", attributes)
    if revision.summary is not None:
        to.keep("desc", revision.summary)
    to.open("list", {"type": "changes"})
    for change in revision.changes:
        _write_capture_change(to, change)
    to.close("list")
    to.close("change")


def _read_revision(change: Element, context: ReadContext) -> Raw:
    parts = (take(change, "target") or "").split()
    raw: Raw = {
        "id": context.id(change),
        "at": take(change, "when"),
        "by": take_reference(change, "who"),
        "parts": [pointer.removeprefix("#") for pointer in parts],
        "capture": take_reference(change, "source"),
    }
    if not len(change):
        raw["summary"] = context.kept(change) or None
        return present(raw)
    has_list = any(child.tag == "list" for child in change)
    for child in change:
        match child.tag, child.attrib.get("type"):
            case "desc", None if "summary" not in raw and has_list:
                raw["summary"] = context.kept(child)
            case "list", "changes" if "changes" not in raw:
                take(child, "type")
                raw["changes"] = _read_capture_changes(child, context)
            case _:
                context.note_lost(child)
    context.end(change)
    return present(raw)


def _write_capture_change(to: XmlOutput, change: CaptureChange) -> None:
    """Write `<item ana="#changed.sentence" n="block"><del>old</del><add>new</add></item>`.

    The id of the block is in `@n`, not in a pointer, because the block may no longer exist.
    """
    ana = pointers(changed=change.what, kept="yes" if change.kept else None)
    to.inline("item", {"ana": ana, "n": change.block})
    if change.was is not None:
        to.keep("del", change.was, end="")
    if change.became is not None:
        to.keep("add", change.became, end="")
    to.close("item")


def _read_capture_changes(listing: Element, context: ReadContext) -> list[Raw]:
    """Undo `_write_capture_change` for each item of a list."""
    items = context.children(listing, "item")
    changes = [_read_capture_change(item, context) for item in items]
    if not changes:
        context.empty(listing)
    return changes


def _read_capture_change(item: Element, context: ReadContext) -> Raw:
    words = categories(item, context, "changed", "kept")
    raw: Raw = {
        "what": words.get("changed"),
        "block": take(item, "n"),
        "kept": is_yes("kept", words.get("kept"), item, context),
    }
    for child in item:
        field = _FIELDS.get(child.tag)
        if field is None or field in raw:
            context.note_lost(child)
        else:
            raw[field] = context.kept(child)
    context.end(item)
    return present(raw)


_FIELDS = {"del": "was", "add": "became"}
