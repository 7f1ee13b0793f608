"""The captures of two records in one."""

from __future__ import annotations

from archive.derivations import derivation_of
from archive.model.captures import Capture, CaptureOrigin, ElementOrigin, Origin, TextOrigin
from archive.model.document import Document
from archive.model.statements import Agent
from archive.model.walk import with_fields
from archive.revision.rebase.names import Names


def captures_of(
    document: Document, onto: Document, names: Names
) -> tuple[tuple[Capture, ...], tuple[Agent, ...], dict[str, str]]:
    """Return the captures and agents of both documents, and the new ids of captures of `onto`."""
    by_digest = {(capture.sha256, capture.size_bytes): capture for capture in document.captures}
    still_derived = _of_values(document)
    captures = {
        capture.id: with_fields(
            capture, derivation=capture.derivation if capture.id in still_derived else None, lead=""
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


def _of_values(document: Document) -> set[str]:
    """The captures from which words of values are derived, be they in the metadata or elsewhere."""
    derivations = {capture.id: derivation_of(capture) for capture in document.captures}
    of_blocks = {f"{pointer}/origin" for pointer, _ in document.index.text_blocks}
    of_type = document.index.of_type
    origins: tuple[tuple[str, Origin], ...] = (
        *of_type(TextOrigin), *of_type(ElementOrigin), *of_type(CaptureOrigin)
    )  # fmt: skip
    return {
        origin.capture
        for pointer, origin in origins
        if pointer not in of_blocks
        and (derivation := derivations[origin.capture]) is not None
        and derivation.tells(origin)
    }
