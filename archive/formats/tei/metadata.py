"""What the article is: its `bibl` in the `sourceDesc`, and the `profileDesc`."""

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
    """`<bibl type="article">`: titles, people, where it appeared, identifiers, rights."""
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
    """What the element of every value of the metadata has: its number, and where it was found."""
    return {"xml:id": to.id_for(value), "source": to.origin(value.origin)}


def _read_stated(element: Element, reading: ReadContext) -> Raw:
    """Undo `_stated`: what the value rests on, and where it was found."""
    found = reading.basis(element)
    if (source := take(element, "source")) is not None:
        found = {**found, "origin": reading.origin(source)}
    return found


def _write_publication(to: WriteContext, metadata: Metadata) -> None:
    """Where the article appeared, by whom it was published, and when."""
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
    """`<date type="published" when-custom="2016-04~" …/>`."""
    if isinstance(date, Absence):
        write_absence(to, "date", date, {"type": type})
    elif date is not None:
        to.add("date", {**_stated(to, date), "type": type, **date_attributes(date.date)})


def read_article(bibl: Element, record: Raw, reading: ReadContext) -> None:
    """Undo `write_article`: put the values into the metadata and the rights of a raw record."""
    for child in bibl:
        if child.tag == "availability" and "text" not in record["rights"]:
            record["rights"]["text"] = read_rights(child, "rights.text", reading)
        else:
            _read_value(child, record["metadata"], reading)
    reading.end(bibl)


def _read_value(element: Element, metadata: Raw, reading: ReadContext) -> None:
    """Read one child of the article's `bibl`."""
    publication = metadata["publication"]
    type = element.attrib.get("type")
    match element.tag:
        case "title" if element.attrib.get("level") == "a":
            take(element, "level")
            _put_one_of(metadata, "titles", element, reading, _read_title)
        case "title" if element.attrib.get("level") == "j":
            take(element, "level")
            _put(publication, "container", element, reading, _read_container)
        case "author":
            _put_one_of(metadata, "authors", element, reading, _read_contributor)
        case "editor":
            value = {**_read_contributor(element, reading)}
            metadata.setdefault("contributors", []).append(value)
        case "publisher":
            _put(publication, "publisher", element, reading, _read_publisher)
        case "date" if type in ("published", "updated"):
            take(element, "type")
            _put(publication, type, element, reading, _read_stated_date)
        case "biblScope":
            publication.setdefault("extents", []).append(
                {
                    **_read_stated(element, reading),
                    "unit": take(element, "unit"),
                    "value": reading.line(element),
                }
            )
        case "idno" if type == "URI" and element.attrib.get("subtype") == "address":
            take(element, "type")
            take(element, "subtype")
            _put_one_of(metadata, "addresses", element, reading, _read_address)
        case "idno":
            _put_one_of(metadata, "identifiers", element, reading, _read_identifier)
        case _:
            reading.lost(element)


def _put(values: Raw, name: str, element: Element, reading: ReadContext, read: Read) -> None:
    """Read a value, or the statement that there is none; a second one is lost."""
    if name in values:
        reading.lost(element, "it stands there already")
        return
    values[name] = read_absence(element, reading) or read(element, reading)


def _put_one_of(values: Raw, name: str, element: Element, reading: ReadContext, read: Read) -> None:
    """Read one of several values, or the statement that there is none."""
    known = values.get(name)
    absence = read_absence(element, reading)
    if isinstance(known, str) or (absence is not None and known):
        reading.lost(element, "the record says already whether there is one")
    elif absence is not None:
        values[name] = absence
    else:
        values.setdefault(name, []).append(read(element, reading))


def _read_title(element: Element, reading: ReadContext) -> Raw:
    found = {
        **_read_stated(element, reading),
        "type": take(element, "type"),
        "language": take(element, XML_LANG),
        "text": reading.line(element),
    }
    return present(found)


def _read_container(element: Element, reading: ReadContext) -> Raw:
    found = {
        **_read_stated(element, reading),
        "title": read_own_line(element, reading),
        "type": take(element, "type"),
        "identifiers": read_identifiers(element, reading),
    }
    reading.end_of_text(element)
    return present(found)


def _read_contributor(element: Element, reading: ReadContext) -> Raw:
    default = "author" if element.tag == "author" else None
    name, others = read_name(element, reading)
    found = {
        **_read_stated(element, reading),
        "name": name,
        "role": take(element, "role") or default,
        "identifiers": read_identifiers(others, reading),
    }
    reading.end(element)
    return present(found)


def _read_publisher(element: Element, reading: ReadContext) -> Raw:
    found = _read_stated(element, reading)
    for child in element:
        if child.tag == "name" and "name" not in found:
            found["entity"] = take_reference(child, "ref")
            found["name"] = reading.line(child)
        elif child.tag == "placeName" and "place" not in found:
            found["place"] = reading.line(child)
        else:
            reading.lost(child)
    reading.end(element)
    return present(found)


def _read_stated_date(element: Element, reading: ReadContext) -> Raw:
    found = {**_read_stated(element, reading), "date": read_date(element, reading)}
    reading.all_lost(element)
    return present(found)


def _read_address(element: Element, reading: ReadContext) -> Raw:
    return {**_read_stated(element, reading), "address": reading.line(element)}


def _read_identifier(element: Element, reading: ReadContext) -> Raw:
    found = {
        **_read_stated(element, reading),
        "scheme": take(element, "type"),
        "value": reading.line(element),
    }
    return present(found)


# --- profileDesc: when it was written, languages, abstract, keywords, genre ---


def write_profile(to: WriteContext, metadata: Metadata) -> None:
    """`<profileDesc>`: `creation`, `langUsage`, `abstract`, `textClass`, those there are."""
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
    """`<textClass>`: a `keywords` for each keyword, and a `classCode` for the genre."""
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


def read_profile(profile: Element, metadata: Raw, reading: ReadContext) -> None:
    """Undo `write_profile`: put the values into the metadata."""
    publication = metadata["publication"]
    for element in profile:
        match element.tag:
            case "creation":
                for date in element:
                    if date.tag == "date":
                        _put(publication, "written", date, reading, _read_stated_date)
                    else:
                        reading.lost(date)
                reading.end(element)
            case "langUsage":
                _put(metadata, "languages", element, reading, _read_languages)
            case "abstract":
                _put(metadata, "abstract", element, reading, _read_abstract)
            case "textClass":
                _read_text_class(element, metadata, reading)
            case _:
                reading.lost(element)
    reading.end(profile)


def _read_languages(usage: Element, reading: ReadContext) -> list[Raw]:
    found = []
    for language in usage:
        if language.tag != "language":
            reading.lost(language)
            continue
        stated = {
            **_read_stated(language, reading),
            "tag": take(language, "ident"),
            "usage": number(take(language, "usage")),
        }
        reading.all_lost(language)
        found.append(present(stated))
    if not found:
        reading.empty(usage)
    reading.end(usage)
    return found


def _read_abstract(element: Element, reading: ReadContext) -> Raw:
    found = {**_read_stated(element, reading), "language": take(element, XML_LANG)}
    for child in element:
        if child.tag == "p" and "text" not in found:
            found["text"] = reading.kept(child)
        else:
            reading.lost(child)
    reading.end(element)
    return present(found)


def _read_text_class(text_class: Element, metadata: Raw, reading: ReadContext) -> None:
    for element in text_class:
        match element.tag:
            case "keywords":
                _put_one_of(metadata, "keywords", element, reading, _read_keyword)
            case "classCode":
                if element.attrib.get("ana") is not None:
                    reading.expect(element, "scheme", "https://schema.org/")
                _put(metadata, "genre", element, reading, _read_genre)
            case _:
                reading.lost(element)
    reading.end(text_class)


def _read_keyword(element: Element, reading: ReadContext) -> Raw:
    found: Raw = {"scheme": reading.address(element, "scheme")}
    for child in element:
        if child.tag == "term" and "term" not in found:
            found |= _read_stated(child, reading)
            found["uri"] = reading.address(child, "ref")
            found["term"] = reading.line(child)
        else:
            reading.lost(child)
    reading.end(element)
    return present(found)


def _read_genre(element: Element, reading: ReadContext) -> Raw:
    found = {
        **_read_stated(element, reading),
        "scheme": reading.address(element, "scheme"),
        "term": normalize_space(reading.kept(element)),
    }
    return present(found)
