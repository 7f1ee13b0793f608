"""Returns as works all that can be cited: a record's works, its article, the record itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeVar

from archive.model.basis import Absence
from archive.model.document import Document
from archive.model.metadata import Contributor, Metadata, Title
from archive.model.names import Identifier, Name
from archive.model.works import CslField, Work, WorkType

Cited = Literal["works", "article", "record"]
"""What is cited: the works of a record, its article, or the record itself."""

_T = TypeVar("_T")

_TYPE_OF_CONTAINER: dict[str, WorkType] = {
    "journal": "article-journal",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "blog": "post-weblog",
    "website": "webpage",
    "book": "chapter",
}
"""The CSL type of an article, by the type of the article's container."""
_FIELD_OF_EXTENT = {"volume": "volume", "issue": "issue", "page": "page", "edition": "edition"}
_VARIABLE_OF_EXTENT = {"section": "section", "number": "number"}
"""Extents that go into the `fields` of a work; those above have a field of their own."""
_SENTENCE_ENDS = ("?", "!", ":", "…")


def works_of(document: Document, of: Cited) -> Sequence[Work]:
    """Return the works of a record; or its article as a work, or the record as a work."""
    if of == "works":
        return document.works
    return (article_as_work(document) if of == "article" else record_as_work(document),)


def article_as_work(document: Document) -> Work:
    """Return the article as a work, with the values that its metadata has."""
    metadata, publication = document.metadata, document.metadata.publication
    container = _stated(publication.container)
    publisher = _stated(publication.publisher)
    published = _stated(publication.published)
    addresses = _stated_several(metadata.addresses)
    captures = [one for one in document.captures if one.address and one.received_at]
    kind: WorkType = "webpage" if addresses else "document"
    if container:
        kind = _TYPE_OF_CONTAINER.get(container.type, "document")
    fields: dict[str, Any] = {
        _FIELD_OF_EXTENT[extent.unit]: extent.value
        for extent in reversed(publication.extents)
        if extent.unit in _FIELD_OF_EXTENT
    }
    return Work(
        id=document.id,
        type=kind,
        title=title_of(metadata),
        author=_stated_names(_stated_several(metadata.authors)),
        editor=_stated_names(one for one in metadata.contributors if one.role == "editor"),
        translator=_stated_names(one for one in metadata.contributors if one.role == "translator"),
        container_title=container.title if container else None,
        publisher=publisher.name if publisher else None,
        publisher_place=publisher.place if publisher else None,
        issued=published.date if published else None,
        accessed=(captures[0].received_at or "")[:10] if captures else None,
        language=metadata.language,
        identifiers=tuple(
            Identifier(scheme=one.scheme, value=one.value)
            for one in (
                *_stated_several(metadata.identifiers),
                *(container.identifiers if container else ()),
            )
        ),
        address=addresses[0].address if addresses else None,
        fields=tuple(
            CslField(name=_VARIABLE_OF_EXTENT[one.unit], value=one.value)  # type: ignore[arg-type]
            for one in publication.extents
            if one.unit in _VARIABLE_OF_EXTENT
        ),
        **fields,
    )


def record_as_work(document: Document) -> Work:
    """Return the record as a work: a data set by the people and organisations that made it.

    The version of the work is the record's last revision, the date is the day of that revision, and
    the address is the record's `base_iri`.
    """
    title = title_of(document.metadata)
    last = document.revisions[-1] if document.revisions else None
    return Work(
        id=f"{document.id}-record",
        type="dataset",
        title=f"Record of “{title}”" if title else f"Record {document.id}",
        author=tuple(Name(literal=agent.name) for agent in document.agents if not agent.is_program),
        issued=last.at[:10] if last and last.at else None,
        language=document.language,
        address=document.base_iri,
        fields=(CslField(name="version", value=last.id),) if last else (),
    )


def title_of(metadata: Metadata) -> str | None:
    """Return the main title of an article, with its subtitles after a colon."""
    titles = _stated_several(metadata.titles)
    if not titles:
        return None
    main = next((one for one in titles if one.type == "main"), titles[0])
    return "".join(_with_subtitles(main, titles))


def _with_subtitles(main: Title, titles: Sequence[Title]) -> Iterator[str]:
    yield main.text
    before = main.text
    for title in titles:
        if title.type == "sub" and title is not main:
            yield f"{' ' if before.endswith(_SENTENCE_ENDS) else ': '}{title.text}"
            before = title.text


def _stated(value: _T | Absence | None) -> _T | None:
    return None if isinstance(value, Absence) else value


def _stated_several(value: tuple[_T, ...] | Absence) -> tuple[_T, ...]:
    return () if isinstance(value, Absence) else value


def _stated_names(contributors: Any) -> tuple[Name, ...]:
    made: Sequence[Contributor] = tuple(contributors)
    return tuple(one.name for one in made)
