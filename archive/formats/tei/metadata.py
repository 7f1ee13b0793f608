"""What the article is: its `bibl` in the `sourceDesc`, and the `profileDesc`."""

from __future__ import annotations

from archive.formats.tei.attestation import Raw, absent, read_absence
from archive.formats.tei.context import Reading, Writing
from archive.formats.tei.names import (
    date_attributes,
    read_identifiers,
    read_name,
    write_identifiers,
    write_name,
)
from archive.formats.tei.rights import write_rights
from archive.formats.tei.xml import (
    XML_LANG,
    Element,
    add,
    add_holder,
    add_kept,
    address,
    address_of,
    child,
    children,
    kept_text,
    line_text,
    name_of,
    number,
    own_line,
    reference,
    target_of,
)
from archive.model.attestation import Absence
from archive.model.document import Document
from archive.model.metadata import Contributor, Metadata, StatedDate

# --- sourceDesc: the article ---


def write_article(source_desc: Element, document: Document, writing: Writing) -> None:
    """`<bibl type="article">`: titles, people, where it appeared, identifiers, rights."""
    metadata, publication = document.metadata, document.metadata.publication
    bibl = add_holder(source_desc, "bibl", {"type": "article"})
    if isinstance(metadata.titles, Absence):
        add(bibl, "title", {"level": "a", **absent(metadata.titles)})
    else:
        for title in metadata.titles:
            id = writing.id_for(title)
            attributes = {"level": "a", "type": title.type, "xml:lang": title.language}
            add(bibl, "title", {"xml:id": id, **attributes}, title.text)
    if isinstance(metadata.authors, Absence):
        add(bibl, "author", absent(metadata.authors))
    else:
        for author in metadata.authors:
            role = None if author.role == "author" else author.role
            _write_contributor(bibl, "author", author, role, writing)
    for contributor in metadata.contributors:
        _write_contributor(bibl, "editor", contributor, contributor.role, writing)
    container = publication.container
    if isinstance(container, Absence):
        add(bibl, "title", {"level": "j", **absent(container)})
    elif container is not None:
        attributes = {"xml:id": writing.id_for(container), "level": "j", "type": container.type}
        write_identifiers(add(bibl, "title", attributes, container.title), container.identifiers)
    publisher = publication.publisher
    if isinstance(publisher, Absence):
        add(bibl, "publisher", absent(publisher))
    elif publisher is not None:
        element = add(bibl, "publisher", {"xml:id": writing.id_for(publisher)})
        add(element, "name", {"ref": reference(publisher.entity)}, publisher.name)
        if publisher.place is not None:
            add(element, "placeName", None, publisher.place)
    _write_date(bibl, "published", publication.published, writing)
    _write_date(bibl, "updated", publication.updated, writing)
    for extent in publication.extents:
        attributes = {"xml:id": writing.id_for(extent), "unit": extent.unit}
        add(bibl, "biblScope", attributes, extent.value)
    if isinstance(metadata.identifiers, Absence):
        add(bibl, "idno", absent(metadata.identifiers))
    else:
        for identifier in metadata.identifiers:
            attributes = {"xml:id": writing.id_for(identifier), "type": identifier.scheme}
            add(bibl, "idno", attributes, identifier.value)
    web = {"type": "URI", "subtype": "address"}
    if isinstance(metadata.addresses, Absence):
        add(bibl, "idno", {**web, **absent(metadata.addresses)})
    else:
        for stated in metadata.addresses:
            add(bibl, "idno", {"xml:id": writing.id_for(stated), **web}, stated.address)
    if document.rights.text is not None:
        write_rights(bibl, document.rights.text, "rights.text", writing)


def _write_contributor(
    bibl: Element, name: str, contributor: Contributor, role: str | None, writing: Writing
) -> None:
    attributes = {
        "xml:id": writing.id_for(contributor),
        "role": role,
        "ref": reference(contributor.name.entity),
    }
    element = add(bibl, name, attributes)
    write_name(element, contributor.name)
    write_identifiers(element, contributor.identifiers)


def _write_date(
    parent: Element, type: str | None, date: StatedDate | Absence | None, writing: Writing
) -> None:
    """`<date type="published" when-custom="2016-04~" …/>`."""
    if isinstance(date, Absence):
        add(parent, "date", {"type": type, **absent(date)})
    elif date is not None:
        id = writing.id_for(date)
        add(parent, "date", {"xml:id": id, "type": type, **date_attributes(date.date)})


def read_article(bibl: Element, metadata: Raw, reading: Reading) -> None:
    """Undo `write_article`: put the values into the metadata."""
    publication = metadata["publication"]
    for element in bibl:
        absence, basis = read_absence(element), reading.basis(element)
        match name_of(element):
            case "title" if element.get("level") == "a":
                title = {
                    **basis,
                    "text": line_text(element),
                    "type": element.get("type"),
                    "language": element.get(XML_LANG),
                }
                _put(metadata, "titles", absence, title)
            case "title":
                publication["container"] = absence or {
                    **basis,
                    "title": own_line(element),
                    "type": element.get("type"),
                    "identifiers": read_identifiers(element),
                }
            case "author":
                role = element.get("role", "author")
                _put(metadata, "authors", absence, _read_contributor(element, role, basis))
            case "editor":
                contributor = _read_contributor(element, element.get("role"), basis)
                _put(metadata, "contributors", absence, contributor)
            case "publisher":
                publication["publisher"] = absence or _read_publisher(element, basis)
            case "date" if element.get("type") in ("published", "updated"):
                publication[element.get("type")] = absence or _read_date(element, basis)
            case "biblScope":
                extent = {**basis, "unit": element.get("unit"), "value": line_text(element)}
                _put(publication, "extents", absence, extent)
            case "idno" if element.get("subtype") == "address":
                _put(metadata, "addresses", absence, {**basis, "address": line_text(element)})
            case "idno":
                identifier = {"scheme": element.get("type"), "value": line_text(element)}
                _put(metadata, "identifiers", absence, {**basis, **identifier})


def _put(values: Raw, name: str, absence: str | None, value: Raw) -> None:
    """Add one of several values, or say that there is none."""
    if absence is not None:
        values[name] = absence
    else:
        values.setdefault(name, []).append(value)


def _read_contributor(element: Element, role: str | None, basis: Raw) -> Raw:
    return {
        **basis,
        "name": read_name(element),
        "role": role,
        "identifiers": read_identifiers(element),
    }


def _read_publisher(element: Element, basis: Raw) -> Raw:
    name = child(element, "name")
    return {
        **basis,
        "name": line_text(name),
        "place": line_text(child(element, "placeName")),
        "entity": None if name is None else target_of(name, "ref"),
    }


def _read_date(element: Element, basis: Raw) -> Raw:
    return {**basis, "date": element.get("when-custom")}


# --- profileDesc: when it was written, languages, abstract, keywords, genre ---


def write_profile(header: Element, metadata: Metadata, writing: Writing) -> None:
    """`<profileDesc>`: `creation`, `langUsage`, `abstract`, `textClass`, those there are."""
    profile = add_holder(header, "profileDesc")
    if metadata.publication.written is not None:
        _write_date(add(profile, "creation"), None, metadata.publication.written, writing)
    if isinstance(metadata.languages, Absence):
        add(add(profile, "langUsage", absent(metadata.languages)), "p")
    elif metadata.languages:
        usage = add(profile, "langUsage")
        for language in metadata.languages:
            share = None if language.usage is None else str(language.usage)
            attributes = {"xml:id": writing.id_for(language), "ident": language.tag}
            add(usage, "language", {**attributes, "usage": share})
    abstract = metadata.abstract
    if isinstance(abstract, Absence):
        add(add(profile, "abstract", absent(abstract)), "p")
    elif abstract is not None:
        attributes = {"xml:id": writing.id_for(abstract), "xml:lang": abstract.language}
        add_kept(add(profile, "abstract", attributes), "p", abstract.text)
    _write_text_class(profile, metadata, writing)
    if not len(profile):
        header.remove(profile)


def _write_text_class(profile: Element, metadata: Metadata, writing: Writing) -> None:
    """`<textClass>`: a `keywords` for each keyword, and a `classCode` for the genre."""
    text_class = add_holder(profile, "textClass")
    if isinstance(metadata.keywords, Absence):
        add(add(text_class, "keywords", absent(metadata.keywords)), "term")
    else:
        for keyword in metadata.keywords:
            keywords = add(text_class, "keywords", address("scheme", keyword.scheme))
            attributes = {"xml:id": writing.id_for(keyword), **address("ref", keyword.uri)}
            add(keywords, "term", attributes, keyword.term)
    genre = metadata.genre
    if isinstance(genre, Absence):
        add(text_class, "classCode", {"scheme": "https://schema.org/", **absent(genre)})
    elif genre is not None:
        attributes = {"xml:id": writing.id_for(genre), **address("scheme", genre.scheme)}
        add(text_class, "classCode", attributes, genre.term)
    if not len(text_class):
        profile.remove(text_class)


def read_profile(header: Element, metadata: Raw, reading: Reading) -> None:
    """Undo `write_profile`: put the values into the metadata."""
    for profile in children(header, "profileDesc"):
        for element in profile:
            absence, basis = read_absence(element), reading.basis(element)
            match name_of(element):
                case "creation":
                    for date in children(element, "date"):
                        written = read_absence(date) or _read_date(date, reading.basis(date))
                        metadata["publication"]["written"] = written
                case "langUsage":
                    metadata["languages"] = absence or [
                        {
                            **reading.basis(language),
                            "tag": language.get("ident"),
                            "usage": number(language.get("usage")),
                        }
                        for language in children(element, "language")
                    ]
                case "abstract":
                    p = child(element, "p")
                    metadata["abstract"] = absence or {
                        **basis,
                        "text": None if p is None else kept_text(p),
                        "language": element.get(XML_LANG),
                    }
                case "textClass":
                    _read_text_class(element, metadata, reading)


def _read_text_class(text_class: Element, metadata: Raw, reading: Reading) -> None:
    for element in text_class:
        absence = read_absence(element)
        match name_of(element):
            case "keywords":
                term = child(element, "term")
                keyword = (
                    {}
                    if term is None
                    else {
                        **reading.basis(term),
                        "term": line_text(term),
                        "uri": address_of(term, "ref"),
                        "scheme": address_of(element, "scheme"),
                    }
                )
                _put(metadata, "keywords", absence, keyword)
            case "classCode":
                metadata["genre"] = absence or {
                    **reading.basis(element),
                    "term": line_text(element),
                    "scheme": address_of(element, "scheme"),
                }
