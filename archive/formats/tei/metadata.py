"""The article's metadata: its `bibl` in the `sourceDesc`, and the `profileDesc`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from archive.formats.tei.anchors_and_basis import (
    absence_pointer,
    absence_words,
    number,
    read_absence,
    write_absence,
)
from archive.formats.tei.context import Raw, ReadContext, WriteContext, present
from archive.formats.tei.names_and_dates import (
    date_attributes,
    read_date,
    read_identifiers,
    read_name,
    read_own_line,
    write_identifiers,
    write_name,
)
from archive.formats.tei.parser import XML_LANG, Element, normalize_space, take, take_reference
from archive.formats.tei.rights import read_rights, write_rights
from archive.formats.tei.xml_output import address, reference
from archive.model.basis import Absence
from archive.model.document import Document
from archive.model.metadata import Contributor, Metadata, Stated, StatedDate

Attributes = dict[str, str | None]
Read = Callable[[Element, ReadContext], Any]

# --- sourceDesc: the article ---


def write_article(to: WriteContext, document: Document) -> None:
    """Write `<bibl type="article">`: titles, people, publication, identifiers, rights."""
    metadata = document.metadata
    to.open("bibl", {"type": "article"})
    if isinstance(metadata.titles, Absence):
        write_absence(to, "title", metadata.titles, {"level": "a"})
    else:
        for title in metadata.titles:
            attributes = {"level": "a", "type": title.type, "xml:lang": title.language}
            to.add("title", {**_stated(to, title), **attributes}, title.text)
    if isinstance(metadata.authors, Absence):
        write_absence(to, "author", metadata.authors, {})
    else:
        for author in metadata.authors:
            role = None if author.role == "author" else author.role
            _write_contributor(to, "author", author, role)
    for contributor in metadata.contributors:
        _write_contributor(to, "editor", contributor, contributor.role)
    _write_publication(to, metadata)
    if isinstance(metadata.identifiers, Absence):
        write_absence(to, "idno", metadata.identifiers, {})
    else:
        for identifier in metadata.identifiers:
            attributes = {**_stated(to, identifier), "type": identifier.scheme}
            to.add("idno", attributes, identifier.value)
    web: Attributes = {"type": "URI", "subtype": "address"}
    if isinstance(metadata.addresses, Absence):
        write_absence(to, "idno", metadata.addresses, web)
    else:
        for stated in metadata.addresses:
            to.add("idno", {**_stated(to, stated), **web}, stated.address)
    if document.rights.text is not None:
        write_rights(to, document.rights.text, "rights.text")
    to.close("bibl")


def _stated(to: WriteContext, value: Stated) -> Attributes:
    """Return the attributes of every metadata value: an id for its basis note, and its origin."""
    return {"xml:id": to.id_for(value), "source": to.origin(value.origin)}


def _read_stated(element: Element, context: ReadContext) -> Raw:
    """Read what `_stated` writes: return the basis and the origin of a value."""
    basis = context.basis(element)
    if (source := take(element, "source")) is not None:
        basis = {**basis, "origin": context.origin(source)}
    return basis


def _write_publication(to: WriteContext, metadata: Metadata) -> None:
    """Write where the article was published, by whom, and when."""
    publication = metadata.publication
    container = publication.container
    if isinstance(container, Absence):
        write_absence(to, "title", container, {"level": "j"})
    elif container is not None:
        attributes = {**_stated(to, container), "level": "j", "type": container.type}
        to.inline("title", attributes)
        to.text(container.title)
        write_identifiers(to, container.identifiers)
        to.close("title")
    publisher = publication.publisher
    if isinstance(publisher, Absence):
        write_absence(to, "publisher", publisher, {})
    elif publisher is not None:
        to.open("publisher", _stated(to, publisher))
        to.add("name", {"ref": reference(publisher.entity)}, publisher.name)
        if publisher.place is not None:
            to.add("placeName", None, publisher.place)
        to.close("publisher")
    _write_date(to, "published", publication.published)
    _write_date(to, "updated", publication.updated)
    for extent in publication.extents:
        to.add("biblScope", {**_stated(to, extent), "unit": extent.unit}, extent.value)


def _write_contributor(
    to: WriteContext, name: str, contributor: Contributor, role: str | None
) -> None:
    ref = reference(contributor.name.entity)
    to.open(name, {**_stated(to, contributor), "role": role, "ref": ref})
    write_name(to, contributor.name)
    write_identifiers(to, contributor.identifiers)
    to.close(name)


def _write_date(to: WriteContext, type: str | None, date: StatedDate | Absence | None) -> None:
    """Write `<date type="published" when-custom="2016-04~" …/>`."""
    if isinstance(date, Absence):
        write_absence(to, "date", date, {"type": type})
    elif date is not None:
        to.add("date", {**_stated(to, date), "type": type, **date_attributes(date.date)})


def read_article(bibl: Element, record: Raw, context: ReadContext) -> None:
    """Undo `write_article`: put the values into the metadata and the rights of a raw record."""
    for child in bibl:
        if child.tag == "availability" and "text" not in record["rights"]:
            record["rights"]["text"] = read_rights(child, "rights.text", context)
        else:
            _read_value(child, record["metadata"], context)
    context.end(bibl)


def _read_value(element: Element, metadata: Raw, context: ReadContext) -> None:
    """Read one child of the article's `bibl`."""
    publication = metadata["publication"]
    type = element.attrib.get("type")
    match element.tag:
        case "title" if element.attrib.get("level") == "a":
            take(element, "level")
            _put_one_of(metadata, "titles", element, context, _read_title)
        case "title" if element.attrib.get("level") == "j":
            take(element, "level")
            _put(publication, "container", element, context, _read_container)
        case "author":
            _put_one_of(metadata, "authors", element, context, _read_contributor)
        case "editor":
            value = {**_read_contributor(element, context)}
            metadata.setdefault("contributors", []).append(value)
        case "publisher":
            _put(publication, "publisher", element, context, _read_publisher)
        case "date" if type in ("published", "updated"):
            take(element, "type")
            _put(publication, type, element, context, _read_stated_date)
        case "biblScope":
            publication.setdefault("extents", []).append(
                {
                    **_read_stated(element, context),
                    "unit": take(element, "unit"),
                    "value": context.line(element),
                }
            )
        case "idno" if type == "URI" and element.attrib.get("subtype") == "address":
            take(element, "type")
            take(element, "subtype")
            _put_one_of(metadata, "addresses", element, context, _read_address)
        case "idno":
            _put_one_of(metadata, "identifiers", element, context, _read_identifier)
        case _:
            context.note_lost(element)


def _put(values: Raw, name: str, element: Element, context: ReadContext, read: Read) -> None:
    """Read a value, or that there is none; report a second value as lost."""
    if name in values:
        context.note_lost(element, "only one is allowed")
        return
    values[name] = read_absence(element, context) or read(element, context)


def _put_one_of(values: Raw, name: str, element: Element, context: ReadContext, read: Read) -> None:
    """Read one of several values, or that there is none."""
    known = values.get(name)
    absence = read_absence(element, context)
    if isinstance(known, str) or (absence is not None and known):
        context.note_lost(element, "another element says that there is none, or one")
    elif absence is not None:
        values[name] = absence
    else:
        values.setdefault(name, []).append(read(element, context))


def _read_title(element: Element, context: ReadContext) -> Raw:
    raw = {
        **_read_stated(element, context),
        "type": take(element, "type"),
        "language": take(element, XML_LANG),
        "text": context.line(element),
    }
    return present(raw)


def _read_container(element: Element, context: ReadContext) -> Raw:
    raw = {
        **_read_stated(element, context),
        "title": read_own_line(element, context),
        "type": take(element, "type"),
        "identifiers": read_identifiers(element, context),
    }
    context.end_of_text(element)
    return present(raw)


def _read_contributor(element: Element, context: ReadContext) -> Raw:
    default = "author" if element.tag == "author" else None
    name, others = read_name(element, context)
    raw = {
        **_read_stated(element, context),
        "name": name,
        "role": take(element, "role") or default,
        "identifiers": read_identifiers(others, context),
    }
    context.end(element)
    return present(raw)


def _read_publisher(element: Element, context: ReadContext) -> Raw:
    raw = _read_stated(element, context)
    for child in element:
        if child.tag == "name" and "name" not in raw:
            raw["entity"] = take_reference(child, "ref")
            raw["name"] = context.line(child)
        elif child.tag == "placeName" and "place" not in raw:
            raw["place"] = context.line(child)
        else:
            context.note_lost(child)
    context.end(element)
    return present(raw)


def _read_stated_date(element: Element, context: ReadContext) -> Raw:
    raw = {**_read_stated(element, context), "date": read_date(element, context)}
    context.note_all_lost(element)
    return present(raw)


def _read_address(element: Element, context: ReadContext) -> Raw:
    return {**_read_stated(element, context), "address": context.line(element)}


def _read_identifier(element: Element, context: ReadContext) -> Raw:
    raw = {
        **_read_stated(element, context),
        "scheme": take(element, "type"),
        "value": context.line(element),
    }
    return present(raw)


# --- profileDesc: when it was written, languages, abstract, keywords, genre ---


def write_profile(to: WriteContext, metadata: Metadata) -> None:
    """Write `<profileDesc>` with those of its elements that have content."""
    with to.holding("profileDesc"):
        if metadata.publication.written is not None:
            to.open("creation")
            _write_date(to, None, metadata.publication.written)
            to.close("creation")
        if isinstance(metadata.languages, Absence):
            _write_absence_within(to, "langUsage", "p", metadata.languages)
        else:
            with to.holding("langUsage"):
                for language in metadata.languages:
                    share = None if language.usage is None else str(language.usage)
                    attributes = {**_stated(to, language), "ident": language.tag, "usage": share}
                    to.add("language", attributes)
        abstract = metadata.abstract
        if isinstance(abstract, Absence):
            _write_absence_within(to, "abstract", "p", abstract)
        elif abstract is not None:
            to.open("abstract", {**_stated(to, abstract), "xml:lang": abstract.language})
            to.keep("p", abstract.text)
            to.close("abstract")
        _write_text_class(to, metadata)


def _write_absence_within(to: WriteContext, name: str, inner: str, absence: Absence) -> None:
    to.open(name, absence_pointer(absence))
    to.add(inner, None, absence_words(absence))
    to.close(name)


def _write_text_class(to: WriteContext, metadata: Metadata) -> None:
    """Write `<textClass>`: a `keywords` for each keyword, and a `classCode` for the genre."""
    with to.holding("textClass"):
        if isinstance(metadata.keywords, Absence):
            _write_absence_within(to, "keywords", "term", metadata.keywords)
        else:
            for keyword in metadata.keywords:
                to.open("keywords", address("scheme", keyword.scheme))
                to.add(
                    "term", {**_stated(to, keyword), **address("ref", keyword.uri)}, keyword.term
                )
                to.close("keywords")
        genre = metadata.genre
        if isinstance(genre, Absence):
            write_absence(to, "classCode", genre, {"scheme": "https://schema.org/"})
        elif genre is not None:
            to.add(
                "classCode", {**_stated(to, genre), **address("scheme", genre.scheme)}, genre.term
            )


def read_profile(profile: Element, metadata: Raw, context: ReadContext) -> None:
    """Undo `write_profile`: put the values into the metadata."""
    publication = metadata["publication"]
    for element in profile:
        match element.tag:
            case "creation":
                for date in context.children(element, "date"):
                    _put(publication, "written", date, context, _read_stated_date)
            case "langUsage":
                _put(metadata, "languages", element, context, _read_languages)
            case "abstract":
                _put(metadata, "abstract", element, context, _read_abstract)
            case "textClass":
                _read_text_class(element, metadata, context)
            case _:
                context.note_lost(element)
    context.end(profile)


def _read_languages(usage: Element, context: ReadContext) -> list[Raw]:
    languages = []
    for language in context.children(usage, "language"):
        stated = {
            **_read_stated(language, context),
            "tag": take(language, "ident"),
            "usage": number(take(language, "usage")),
        }
        context.note_all_lost(language)
        languages.append(present(stated))
    if not languages:
        context.empty(usage)
    return languages


def _read_abstract(element: Element, context: ReadContext) -> Raw:
    raw = {**_read_stated(element, context), "language": take(element, XML_LANG)}
    for paragraph in context.children(element, "p", only_first=True):
        raw["text"] = context.kept(paragraph)
    return present(raw)


def _read_text_class(text_class: Element, metadata: Raw, context: ReadContext) -> None:
    for element in text_class:
        match element.tag:
            case "keywords":
                _put_one_of(metadata, "keywords", element, context, _read_keyword)
            case "classCode":
                if element.attrib.get("ana") is not None:
                    context.expect(element, "scheme", "https://schema.org/")
                _put(metadata, "genre", element, context, _read_genre)
            case _:
                context.note_lost(element)
    context.end(text_class)


def _read_keyword(element: Element, context: ReadContext) -> Raw:
    raw: Raw = {"scheme": context.address(element, "scheme")}
    for term in context.children(element, "term", only_first=True):
        raw |= _read_stated(term, context)
        raw["uri"] = context.address(term, "ref")
        raw["term"] = context.line(term)
    return present(raw)


def _read_genre(element: Element, context: ReadContext) -> Raw:
    raw = {
        **_read_stated(element, context),
        "scheme": context.address(element, "scheme"),
        "term": normalize_space(context.kept(element)),
    }
    return present(raw)
