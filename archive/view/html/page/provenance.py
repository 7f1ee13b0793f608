"""The provenance of the record on the page: captures, revisions and agents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import assert_never

from archive.english import counted
from archive.model.blocks import TextBlock
from archive.model.captures import (
    BlockOrigin,
    Capture,
    CaptureOrigin,
    ElementOrigin,
    LinesOrigin,
    Origin,
    OriginOfBlock,
    TextOrigin,
)
from archive.model.revisions import Revision
from archive.view.html.markup import Markup, element, joined
from archive.view.html.page.value_markup import (
    MarkupRows,
    ValueMarkup,
    address,
    fields,
    items,
    maker,
)
from archive.wording import metadata_and_rights


def provenance(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the captures, the revisions, the agents, and the fields of the record itself."""
    document = markup.document
    captures = [element("div", fields(_capture(markup, c)), id=c.id) for c in document.captures]
    nothing = element("p", "Nothing: the record has no received file.")
    loose = metadata_and_rights.loose_text(document) if captures else ""
    said = element("p", loose) if loose else None
    yield element("div", element("h3", "What was received"), captures or nothing, said)
    if document.revisions:
        rows = [element("div", fields(_revision(markup, r)), id=r.id) for r in document.revisions]
        yield element("div", element("h3", "What changed"), rows)
    if document.agents:
        who = (joined(element("b", a.name), ", ", maker(a)) for a in document.agents)
        rows = [element("li", row, id=a.id) for row, a in zip(who, document.agents, strict=True)]
        yield element("div", element("h3", "Who made this record"), element("ul", rows))
    rows_: MarkupRows = (
        ("Record", document.id),
        ("Schema", document.schema_version),
        ("Language", document.language),
        ("Published under", address(document.base_iri)),
        *(
            (
                "Others’ fields",
                joined(address(iri), element("pre", element("code", _json(value)), tabindex="0")),
            )
            for iri, value in document.extensions.items()
        ),
    )
    yield element("div", element("h3", "The record"), fields(rows_))


def _capture(markup: ValueMarkup, capture: Capture) -> MarkupRows:
    document = markup.document
    blocks = [b for b in document.text_blocks() if b.origin and b.origin.capture == capture.id]
    places = items((_place_of_block(markup, b) for b in blocks), class_="mentions")
    summary = f"{len(blocks)} of {len(document.text_blocks())}"
    yield "File", element("code", capture.file)
    yield "Size", f"{counted(capture.size_bytes, 'bytes')} of {capture.media_type}"
    yield "SHA-256", element("code", capture.sha256, class_="digest")
    yield "From", address(capture.address)
    yield "Received", capture.received_at
    yield "By", markup.agent(capture.received_by) if capture.received_by else None
    if (container := capture.taken_from) is not None:
        size_and_type = f", {counted(container.size_bytes, 'bytes')} of {container.media_type}"
        yield "Taken from", joined(element("code", container.file), size_and_type)
        yield "SHA-256 of that file", element("code", container.sha256, class_="digest")
        yield "Record in it", element("code", container.record_id) if container.record_id else None
        yield "Payload digest", element("code", container.digest) if container.digest else None
    if (memento := capture.memento) is not None:
        yield "Memento", address(memento.address)
        yield "Received from the memento", memento.received_at
    yield "Derivation", capture.derivation
    yield "Text", metadata_and_rights.tie(capture, document) or None
    if capture.omitted:
        rows = (
            joined(origin_place(one.origin), ": ", one.reason, " (", markup.agent(one.by), ")")
            for one in capture.omitted
        )
        yield "Left out on purpose", element("ul", (element("li", row) for row in rows))
    yield "Before the first block", _json(capture.lead) if capture.lead else None
    yield "Blocks of the text", element("details", element("summary", summary), places)


def _revision(markup: ValueMarkup, revision: Revision) -> MarkupRows:
    document = markup.document
    changed = [
        statement
        for statement in document.index.statements
        if any(change.revision == revision.id for change in statement.history)
    ]
    yield "Revision", revision.id
    yield "When", revision.at or "not recorded"
    yield "By", markup.agent(revision.by)
    yield "Summary", revision.summary
    if revision.capture is not None:
        yield "Newer capture", element("a", revision.capture, href=f"#{revision.capture}")
    if revision.changes:
        amount = f"{counted(len(revision.changes), 'changes')} of the page"
        yield "Changes in it", element("a", amount, href="#:history")
    if changed:
        summary = element("summary", counted(len(changed), "statements"))
        links = items((element("a", s.id, href=f"#{s.id}") for s in changed), class_="mentions")
        yield "Changed", element("details", summary, links)
    changed_ids = {statement.id for statement in changed}
    if others := [id for id in revision.parts if id not in changed_ids]:
        summary = element("summary", counted(len(others), "parts"))
        links = items((_part(markup, id) for id in others), class_="mentions")
        yield "Other parts", element("details", summary, links)


def _part(markup: ValueMarkup, id: str) -> Markup:
    """Return a link to a part; the record itself has no place on the page, and gets no link."""
    return markup.part_link(id, id) if id != markup.document.id else element("code", id)


def _place_of_block(markup: ValueMarkup, block: TextBlock) -> Markup:
    """Return a link to a block, with its place in the capture."""
    link = markup.part_link(block.id, block.id)
    return joined(link, " ", origin_place(block.origin) if block.origin else None)


def origin_place(origin: Origin | OriginOfBlock) -> str:
    """Return a place in a capture; an unusual separator from the next block follows."""
    match origin:
        case BlockOrigin():
            plain = BlockOrigin.model_fields["separator"].default
            after = "" if origin.separator == plain else f", then {_json(origin.separator)}"
            return f"{origin.start}–{origin.end}{after}"
        case TextOrigin():
            return f"{origin.start}–{origin.end} of {origin.capture}"
        case ElementOrigin():
            stretch = "" if origin.start is None else f", {origin.start}–{origin.end}"
            return f"{origin.path}{stretch} of {origin.capture}"
        case LinesOrigin():
            lines = f"line {origin.first}"
            if origin.last != origin.first:
                lines = f"lines {origin.first}–{origin.last}"
            cell = "" if origin.cell is None else f", cell {origin.cell}"
            stretch = "" if origin.start is None else f", {origin.start}–{origin.end}"
            return f"{lines}{cell}{stretch} of {origin.capture}"
        case CaptureOrigin():
            return f"{origin.capture} as a whole"
    assert_never(origin)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
