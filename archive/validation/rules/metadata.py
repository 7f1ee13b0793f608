"""Rules on metadata, dates and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.findings import Finding, note, pointer_step, short, warning
from archive.model.base import Model
from archive.model.blocks import Image, InlineImage, Link
from archive.model.dates import Day, edtf_bounds, instant_order
from archive.model.identifiers import address_problem
from archive.model.metadata import Genre, Keyword, StatedDate, StatedLanguage
from archive.model.rights import Rights

if TYPE_CHECKING:
    from archive.model.document import Document


def metadata_left_out(document: Document) -> Iterator[Finding]:
    """The title, author, date or language of the article is missing.

    A missing field means that nobody has looked for the value. Add the value; or write "not-stated"
    if the article does not state it, or "none" if there is none.
    """
    metadata, publication = document.metadata, document.metadata.publication
    looked_for = {
        "titles": metadata.titles,
        "authors": metadata.authors,
        "languages": metadata.languages,
        "publication/published": publication.published or publication.written,
    }
    left_out = [name for name, value in looked_for.items() if value in ((), None)]
    if left_out and document.sections:
        yield note(
            "metadata-left-out",
            "/metadata",
            f"nobody has looked for: {', '.join(left_out)}",
            'if the article does not state it, write "not-stated"',
        )


_SAYS_NOTHING = re.compile(
    r"not[ _-]?(?:stated|given|printed|known|available|named)|none|n/?a|nil|null|unknown"
    r"|no (?:notice|author|title|licen[cs]e|copyright)(?: (?:stated|given|printed))?|[?–—-]+",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Return whether words such as "not stated" mean that there is no value.

    >>> says_nothing("N/A"), says_nothing("No rights reserved")
    (True, False)
    """
    return _SAYS_NOTHING.fullmatch(text.strip("()[]. ")) is not None


def absence_in_words(document: Document) -> Iterator[Finding]:
    """A notice, title or author is given as words such as "not stated", as if they were printed.

    Programs would treat these words as a printed notice or a name. Write `"not-stated"` in place of
    the notice, the titles or the authors, or `"none"` if the article says that there is none. If
    the title of an article really is "Unknown", give it the basis `printed`.
    """
    for pointer, value, field in _stated_in_words(document):
        if says_nothing(value):
            yield warning(
                "absence-in-words",
                pointer,
                f"{short(value)} is given as if it were printed",
                f'if nothing is printed, set {field} to "not-stated"',
            )


def _stated_in_words(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield values in words that may mean an absence: pointer, words, and field in the record."""
    titles, authors = document.metadata.titles, document.metadata.authors
    for number, title in enumerate(titles if isinstance(titles, tuple) else ()):
        if not title.rests_on and title.basis != "printed":
            yield f"/metadata/titles/{number}/text", title.text, '"titles"'
    for number, author in enumerate(authors if isinstance(authors, tuple) else ()):
        if author.name.literal and not author.rests_on and author.basis != "printed":
            at = f"/metadata/authors/{number}/name/literal"
            yield at, author.name.literal, '"authors"'
    for pointer, rights in document.index.of_type(Rights):
        if isinstance(rights.notice, str) and not rights.rests_on:
            yield f"{pointer}/notice", rights.notice, '"notice"'


def language_written_out(document: Document) -> Iterator[Finding]:
    """The name of a language, "English", is given in place of its tag, `en`.

    The name has the form of a tag, but language tags have at most three letters. Programs do not
    recognise the name, and cannot hyphenate, sort or find the text.
    """
    for pointer, part in document.index.parts:
        field = "tag" if isinstance(part, StatedLanguage) else "language"
        value = part.__dict__.get(field)
        if value is not None and re.match("[A-Za-z]{4,8}(?:-|$)", value):
            yield warning(
                "language-written-out",
                f"{pointer}/{field}",
                f"{short(value)} is the name of a language, not its tag",
                "write the tag (BCP 47), such as en for English or de for German",
            )


def dates_out_of_order(document: Document) -> Iterator[Finding]:
    """Dates contradict each other: published before written, or received before published.

    Only certain contradictions are reported: one date is wholly before the other. A capture from
    before the page changed its date is not compared with the new date.
    """
    publication = document.metadata.publication
    stages = [
        (f"/metadata/publication/{name}", name, edtf_bounds(stated.date), stated.date)
        for name in ("written", "published", "updated")
        if isinstance(stated := getattr(publication, name), StatedDate)
    ]
    for earlier, later in pairwise(stages):
        if _before(later[2].latest, earlier[2].earliest):
            message = f"{later[1]} {later[3]}, but {earlier[1]} {earlier[3]}"
            yield warning("dates-out-of-order", f"{later[0]}/date", message)
    redated = {
        revision.capture
        for revision in document.revisions
        for change in revision.changes
        if stages and change.what == stages[-1][1]
    }
    numbered = list(enumerate(document.captures))
    first = max((number for number, capture in numbered if capture.id in redated), default=0)
    for number, capture in numbered[first:]:
        for _, name, bounds, date in stages[-1:] if capture.received_at else ():
            if _before(_day(capture.received_at or ""), bounds.earliest):
                message = f"{capture.id} was received at {capture.received_at}, but {name} {date}"
                yield warning("dates-out-of-order", f"/captures/{number}/received_at", message)
    for number, work in enumerate(document.works):
        if work.issued and work.accessed:
            issued, accessed = edtf_bounds(work.issued), edtf_bounds(work.accessed)
            if _before(accessed.latest, issued.earliest):
                message = f"{work.id} was accessed {work.accessed}, but issued {work.issued}"
                yield warning("dates-out-of-order", f"/works/{number}/accessed", message)


def _before(one: Day | None, other: Day | None) -> bool:
    return one is not None and other is not None and one < other


def _day(instant: str) -> Day:
    """Return the day before that of an instant: in some time zones, it was still that day."""
    moment = instant_order(instant)
    return moment.year, moment.month, moment.day


def address_not_valid(document: Document) -> Iterator[Finding]:
    """An address is not a valid URI or IRI.

    The address is kept as written, but cannot be opened. A link in the text is kept as received,
    and may be relative; problems of links are only notes.
    """
    for pointer, part in document.index.parts:
        for field in _address_fields(type(part)):
            value = part.__dict__[field]
            if value is None or not (problem := address_problem(value)):
                continue
            if not isinstance(part, Link | InlineImage | Image):
                yield warning("address-not-valid", f"{pointer}/{field}", problem)
            elif re.match("[A-Za-z][A-Za-z0-9+.-]*:", value):
                yield note("address-not-valid", f"{pointer}/{field}", problem)
    for key in document.extensions:
        if problem := address_problem(key):
            at = f"/extensions/{pointer_step(key)}"
            yield warning("address-not-valid", at, problem)


@cache
def _address_fields(cls: type[Model]) -> tuple[str, ...]:
    """Return the fields of a class that contain an address."""
    names = ["address", "uri", "base_iri"]
    if cls in (Keyword, Genre):
        names.append("scheme")
    if cls in (Link, InlineImage):
        names.append("target")
    return tuple(name for name in names if name in cls.model_fields)
