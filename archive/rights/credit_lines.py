"""Credit lines to print with a use: title, author, source, licence (TASL)."""

from __future__ import annotations

from collections.abc import Sequence

from archive.english import quoted
from archive.model.basis import Absence
from archive.model.blocks import Figure
from archive.model.document import Document
from archive.model.licences import Licence
from archive.model.rights import Rights


def of_text(document: Document, licences: Sequence[Licence]) -> str:
    """Return the credit line for words of the article; it names details that are not known."""
    authors = document.metadata.authors
    match authors:
        case Absence.NONE:
            by = "it has no author"
        case Absence.NOT_STATED:
            by = "it does not name its author"
        case ():
            by = "its author is not recorded"
        case _:
            by = _by([str(author.name) for author in authors])
    holders = _holders_of_rights(document.rights.text)
    return _line(_title(document), by, "" if holders in by else holders, _place(document), licences)


def of_figure(document: Document, figure: Figure, licences: Sequence[Licence]) -> str:
    """Return the credit line for a figure; only the rights of the figure record its maker."""
    holders = _holders_of_rights(figure.rights)
    address = figure.image.address if figure.image else None
    return _line(
        f"Figure in {_title(document)}",
        "" if holders else "its maker is not recorded",
        holders,
        address or _place(document),
        licences,
    )


def of_record(document: Document, licences: Sequence[Licence]) -> str:
    """Return the credit line for the record's own words."""
    makers = [agent.name for agent in document.agents if not agent.is_program]
    by = _by(makers) if makers else "its makers are not recorded"
    held = _holders_of_rights(document.rights.record)
    place = document.base_iri or f"record {document.id}, without an address"
    return _line(f"Record of {_title(document)}", by, "" if held in by else held, place, licences)


def _line(title: str, by: str, holders: str, place: str, licences: Sequence[Licence]) -> str:
    """`“Title” by Author; rights held by Holder; source; CC BY 4.0, address`."""
    named = (", ".join(filter(None, (licence.name, licence.uri))) for licence in licences)
    if by.startswith("by "):
        title, by = f"{title} {by}", ""
    return "; ".join(
        filter(None, (title, by, f"rights held {holders}" if holders else "", place, *named))
    )


def _by(names: Sequence[str]) -> str:
    return f"by {', '.join(names)}"


def _title(document: Document) -> str:
    title = document.metadata.title
    return quoted(title) if title else f"an article without a title ({document.id})"


def _holders_of_rights(rights: Rights | None) -> str:
    return _by(rights.holders) if rights and rights.holders else ""


def _place(document: Document) -> str:
    """Return the container, date and address of the article."""
    publication, addresses = document.metadata.publication, document.metadata.addresses
    container, published = publication.container, publication.published
    parts = (
        container.title if container and not isinstance(container, Absence) else "",
        published.date if published and not isinstance(published, Absence) else "",
        addresses[0].address if isinstance(addresses, tuple) and addresses else "",
    )
    return ", ".join(filter(None, parts)) or "its source is not recorded"
