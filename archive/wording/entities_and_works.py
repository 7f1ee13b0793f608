"""Describes entities, works, sources and evidence."""

from __future__ import annotations

from archive.english import quoted
from archive.model.document import Document
from archive.model.names import Identifier
from archive.model.works import Evidence, Source, Withdrawal, Work


def identifier(value: Identifier) -> str:
    """Return an identifier with its scheme: `DOI 10.1000/182`."""
    return f"{value.scheme} {value.value}"


def label(id: str, document: Document) -> str:
    """Return the name of an entity, work or source."""
    name: str = document.get(id).label  # type: ignore[attr-defined]
    return name


def disambiguated_label(id: str, document: Document) -> str:
    """Return the unambiguous label of a part: `China (place): the People's Republic`."""
    part = document.get(id)
    if isinstance(part, Work):
        return f"{work(id, document)} ({part.type})"
    entity = document.entity(id)
    more = f": {entity.description}" if entity.names and entity.description else ""
    numbers = "".join(f", {identifier(number)}" for number in entity.identifiers)
    return f"{entity.label} ({entity.type}{numbers}){more}"


def source(value: Source, document: Document) -> str:
    """Return the article's name for a source, then the agent and the work behind the source."""
    behind = []
    if value.agent:
        behind.append(document.entity(value.agent).label)
    if value.work:
        behind.append(work(value.work, document))
    known = "; ".join(behind) or "nobody has found out who or what that is"
    return f"{quoted(value.as_named)}: {known}"


def work(id: str, document: Document) -> str:
    """Return a work: authors, title, date, address or identifier, and withdrawal."""
    cited = document.work(id)
    parts = [", ".join(map(str, cited.author)), cited.label, cited.issued or ""]
    parts.append(cited.address or "".join(identifier(i) for i in cited.identifiers[:1]))
    return ", ".join(filter(None, parts)) + _withdrawal(cited.withdrawn)


def _withdrawal(withdrawal: Withdrawal | None) -> str:
    if withdrawal is None:
        return ""
    when = f" {withdrawal.date}" if withdrawal.date else ""
    return f" (withdrawn{when}{f': {withdrawal.reason}' if withdrawal.reason else ''})"


def evidence(value: Evidence, document: Document) -> str:
    """Return a work with a place in it, and the words at that place."""
    where = f", {value.locator.unit} {value.locator.value}" if value.locator else ""
    words = f": {quoted(value.quoted)}" if value.quoted else ""
    return f"{work(value.work, document)}{where}{words}"
