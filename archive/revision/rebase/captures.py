"""The captures of two records in one."""

from __future__ import annotations

from archive.model.captures import BlockOrigin, Capture, TextOrigin
from archive.model.document import Document
from archive.model.statements import Agent
from archive.model.walk import with_fields
from archive.revision.rebase.names import Names


def captures_of(
    document: Document, onto: Document, names: Names
) -> tuple[tuple[Capture, ...], tuple[Agent, ...], dict[str, str]]:
    """Return the captures and agents of both documents, and the new ids of captures of `onto`."""
    by_digest = {(capture.sha256, capture.size_bytes): capture for capture in document.captures}
    of_values = {
        origin.capture
        for _, origin in document.index.of_type(TextOrigin)
        if not isinstance(origin, BlockOrigin)
    }
    captures = {
        capture.id: with_fields(
            capture, derivation=capture.derivation if capture.id in of_values else None, lead=""
        )
        for capture in document.captures
    }
    agents, theirs = ({agent.id: agent for agent in one.agents} for one in (document, onto))
    received: dict[str, str] = {}
    brought: dict[str, str] = {}
    for capture in onto.captures:
        known = by_digest.get((capture.sha256, capture.size_bytes))
        if known is not None:
            derivation = capture.derivation or captures[known.id].derivation
            derived = {"derivation": derivation, "lead": capture.lead}
            captures[known.id] = with_fields(known, **derived)
            received[capture.id] = known.id
            continue
        by = capture.received_by
        if by is not None:
            if by not in brought:
                agent = theirs[by]
                brought[by] = by if agents.get(by) == agent else names.id(by)
                agents.setdefault(brought[by], with_fields(agent, id=brought[by]))
            by = brought[by]
        id = names.id(capture.id)
        file = names.file(capture.file)
        captures[id] = with_fields(capture, id=id, file=file, received_by=by)
        received[capture.id] = id
    return tuple(captures.values()), tuple(agents.values()), received
