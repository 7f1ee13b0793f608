"""`as_version` gives a document the ids of another document of the same article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.cycle_collector import uncollected
from archive.errors import require
from archive.model.base import Model
from archive.model.document import Document
from archive.model.introspection import reference_fields
from archive.model.walk import mapped, unchecked_copy
from archive.revision.rebase import rebase
from archive.revision.rebase.revision_entry import ids_in, without_parts


def as_version(document: Document, *, of: Document) -> Document:
    r"""Return a document with the ids of another document of the same article.

    Two texts that were received separately have unrelated ids, so that a `diff` would report
    everything as new. The document gets the id of the other one. Blocks that correspond, as matched
    by `rebase`, get the ids and the structure of the other document. Words, metadata, captures and
    statements stay those of the document. A work or source that the text refers to is kept only if
    the other document has the same one.

    Args:
        document: The document.
        of: The document whose ids are used.

    >>> import archive
    >>> def text(data, id):
    ...     return archive.read(data, "text", id=id).document
    >>> old = text(b"News\n\nThe ferry is late.\n\nIt comes at noon.", "old")
    >>> new = text(b"The ferry is late.\n\nIt comes at two.", "new")
    >>> changes = archive.diff(old, as_version(new, of=old))
    >>> [change.message for change in changes.of("text") if not change.quiet]
    ['title removed from article: News', 'p-2 has other words']
    """
    for one in (document, of):
        require(one, Document, "as_version takes two documents")
    with uncollected():
        rebased = rebase(of, onto=document)
        ids, merged = rebased.renamed, rebased.document
        now = [
            mapped(section, lambda part: _with_new_ids(part, ids)) for section in document.sections
        ]
        removed = ids_in(now) - ids_in(merged.sections)
        fields = {
            name: mapped(getattr(document, name), lambda part: _with_new_ids(part, ids))
            for name in Document.model_fields
        }
        own = {ids.get(capture.id, capture.id) for capture in document.captures}
        captures = tuple(capture for capture in merged.captures if capture.id in own)
        agents = {agent.id: agent for agent in document.agents}
        receivers = {capture.received_by for capture in captures}
        added = {agent.id: agent for agent in merged.agents if agent.id in receivers}
        agents = {**agents, **{id: agent for id, agent in added.items() if id not in agents}}
        return Document(
            **{
                **fields,
                "id": of.id,
                "sections": merged.sections,
                "captures": captures,
                "agents": tuple(agents.values()),
                "revisions": tuple(without_parts(fields["revisions"], removed)),
            }
        )


def _with_new_ids(part: Model, ids: Mapping[str, str]) -> Model:
    """Return a part with a new id, and with new ids in its references to other parts."""
    fields: dict[str, Any] = {}
    for name, _ in reference_fields(type(part)):
        named = part.__dict__[name]
        if isinstance(named, str) and named in ids:
            fields[name] = ids[named]
        elif isinstance(named, tuple) and any(id in ids for id in named):
            fields[name] = tuple(ids.get(id, id) for id in named)
    if "id" in part.__dict__ and part.__dict__["id"] in ids:
        fields["id"] = ids[part.__dict__["id"]]
    return unchecked_copy(part, **fields) if fields else part
