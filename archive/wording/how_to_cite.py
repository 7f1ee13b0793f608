"""`citation` returns how to cite an article or its record, and names missing values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from archive.bibliographies.citable_works import article_as_work, record_as_work, title_of
from archive.bibliographies.csl_items import item_of_work
from archive.errors import require
from archive.model.basis import Absence
from archive.model.document import Document
from archive.model.licences import recognise
from archive.model.rights import Rights
from archive.model.works import Work
from archive.reprs import OneLineRepr, ReprItems


@dataclass(frozen=True, slots=True, repr=False)
class HowToCite(OneLineRepr):
    """The citation of an article, or of its record."""

    text: str
    """The citation in plain sentences, unescaped."""
    csl: Mapping[str, Any]
    """The citation, as an item of CSL-JSON."""

    def __str__(self) -> str:
        """Return the sentences."""
        return self.text

    def _repr_items(self) -> ReprItems:
        yield None, self.text


def citation(document: Document, of: Literal["record", "article"] = "record") -> HowToCite:
    """Return how to cite a record, or the article of the record.

    This needs no extra. `archive.bibliography` makes a bibliography in the style of a journal.

    Args:
        document: The record.
        of: Whether to cite the record or the article.
    """
    require(document, Document, "citation takes a Document")
    if of not in ("record", "article"):
        raise ValueError(f'cite the "record" or the "article", not {of!r}')
    if of == "article":
        work = article_as_work(document)
        return HowToCite(" ".join(_article(document, work)), item_of_work(work))
    work = record_as_work(document)
    return HowToCite(" ".join(_record(document, work)), item_of_work(work))


def _article(document: Document, work: Work) -> Iterator[str]:
    metadata = document.metadata
    yield _sentence(_people(work) or _unknown(metadata.authors, "author"))
    yield f"“{work.title}”." if work.title else _sentence(_unknown(metadata.titles, "title"))
    place = ", ".join(filter(None, (work.publisher, work.publisher_place)))
    extents = [f"{one.unit} {one.value}" for one in metadata.publication.extents]
    if where := ", ".join(filter(None, (work.container_title, *extents, place))):
        yield _sentence(where)
    yield _sentence(work.issued or _unknown(metadata.publication.published, "date"))
    if where := _address(work):
        yield f"{where}."
    yield _sentence(f"Rights in the text: {_rights(document.rights.text)}")


def _record(document: Document, work: Work) -> Iterator[str]:
    yield _sentence(_people(work) or "Makers of the record not stated")
    yield f"{work.title}."
    version = next((one.value for one in work.fields), None)
    parts = [
        f"record {document.id}" if title_of(document.metadata) else "",
        f"revision {version}" if version else "revision not stated",
        work.issued or "date not stated",
    ]
    yield _sentence(_with_capital(", ".join(filter(None, parts))))
    yield f"{work.address}." if work.address else "Address not stated."
    yield _sentence(f"Rights in the record: {_rights(document.rights.record)}")


def _people(work: Work) -> str:
    *others, last = (str(name) for name in work.author) if work.author else ("",)
    return f"{', '.join(others)} and {last}" if others else last


def _unknown(value: Any, what: str) -> str:
    """Return the words for a missing value: not stated, no value, or not recorded."""
    if value is Absence.NONE:
        return f"No {what}"
    stated = "stated" if value is Absence.NOT_STATED else "recorded"
    return _with_capital(f"{what} not {stated}")


def _sentence(text: str) -> str:
    """Return a text with a full stop."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _with_capital(words: str) -> str:
    """Capitalize the library's own words at the start of a sentence; names are not changed."""
    return words[:1].upper() + words[1:]


def _address(work: Work) -> str:
    doi = next((one.value for one in work.identifiers if one.scheme == "DOI"), None)
    return f"https://doi.org/{doi}" if doi else work.address or ""


def _rights(rights: Rights | None) -> str:
    licence = recognise(rights.uri) if rights and rights.uri else None
    if licence:
        return f"{licence.name} ({licence.uri})"
    return rights.uri if rights and rights.uri else "not stated"
