"""The bare text of a record, and what two records say alike."""

from __future__ import annotations

from typing import Any

from archive.model.document import Document

_NOT_CARRIED = {"history", "identifiers", "revision"}


def bare(document: Document) -> Document:
    """The text of a record, and nothing else: its blocks with their ids."""
    blocks = [{"type": "paragraph", "id": b.id, "text": b.text} for b in document.text_blocks()]
    section = {"id": "the-text-alone", "blocks": blocks}
    return Document.model_validate({"id": document.id, "sections": [section] if blocks else []})


def said(document: Document) -> dict[str, dict[str, Any]]:
    """What each statement and source says, by whom and when, by its id."""
    return {
        part.id: part.model_dump(mode="json", exclude=_NOT_CARRIED) | made(part, document)
        for name in ("claims", "relations", "assessments", "sources")
        for part in getattr(document, name)
    }


def undecided(said: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The same without where it stands: words in pieces are proposed wherever they are added."""
    return {id: {name: one[name] for name in one if name != "status"} for id, one in said.items()}


def made(part: Any, document: Document) -> dict[str, Any]:
    """The name of who made something, and when."""
    revision = document.index.by_id.get(part.revision or "")
    by = getattr(revision, "by", None)
    agent = document.index.by_id.get(by or "")
    return {"made by": getattr(agent, "name", None), "made at": getattr(revision, "at", None)}


def carried(document: Document) -> dict[str, dict[str, Any]]:
    """The same without what a sheet leaves out: lost words, and texts of blanks."""
    found = said(document)
    gone = {one.id for one in document.claims if has_lost(found[one.id]["anchors"])}
    gone |= {one.id for one in document.assessments if not one.reasoning.strip(_BLANK)}
    gone |= {one.id for one in document.assessments if one.claim in gone}
    gone |= {one.id for one in document.relations if {one.subject, one.object} & gone}
    for one in found.values():
        if one.get("supersedes") in gone:
            one["supersedes"] = None
    return {id: _carried(one) for id, one in found.items() if id not in gone}


_BLANK = " \t\r\n"


def has_lost(value: Any) -> bool:
    """Whether words of a list of stretches have lost their place."""
    return isinstance(value, list) and any(
        isinstance(one, dict) and one.get("type") == "orphan" for one in value
    )


def _carried(value: Any) -> Any:
    if has_lost(value):
        return []
    if isinstance(value, dict):
        return {
            name: None if name == "quoted" and not (one or "").strip(_BLANK) else _carried(one)
            for name, one in value.items()
        }
    return [_carried(one) for one in value] if isinstance(value, list) else value
