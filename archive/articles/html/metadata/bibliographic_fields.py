"""Chooses bibliographic fields: dates, language, identifiers, container, publisher, keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from archive.articles.html.metadata.author_names import is_no_name
from archive.articles.html.metadata.dates import agree, day, edtf, is_more_exact, prints_date
from archive.articles.html.metadata.extracted_values import (
    Field,
    MetadataSource,
    MetadataValue,
    comparison_key,
    language_tag,
)
from archive.articles.html.metadata.field_candidates import MOST, FieldCandidates, Raw
from archive.articles.html.metadata.visible_metadata import PrintedLine
from archive.model.identifiers import address_problem, check_identifier
from archive.model.metadata import Container, StatedAddress, StatedDate, StatedIdentifier

# --- dates ---


def date(
    candidates: FieldCandidates, field: Field, dated: Sequence[PrintedLine], *, updated: bool
) -> Raw | None:
    """Return the date from the first source, or a more exact date that agrees with it.

    If the same day is printed in an element, that element is the origin and the value is the day;
    the time of day in the metadata, if any, is then in the reason.
    """
    best: tuple[str, MetadataValue] | None = None
    for value in candidates.of(field)[:MOST]:
        read = edtf(value.text)
        if read is None:
            candidates.add_unreadable(value, "it is not a date, or is ambiguous")
        elif best is None or (agree(best[0], read) and is_more_exact(read, best[0])):
            best = read, value
        elif not agree(best[0], read) and value.source is not MetadataSource.PRINTED:
            candidates.add_disagreement(best[0], value)
    if best is None:
        return None
    text, value = best
    lines = [one for one in dated if one.is_updated == updated and len(day(text)) == 10]
    saying = (one for one in lines if prints_date(one.words, text))
    at = min(saying, key=lambda one: len(one.words), default=None)
    if at is not None:
        raw = candidates.stated({"date": day(text)}, "printed", candidates.page.origin(at.node))
        if "T" in text:
            raw["reason"] = f"The day is printed; the metadata of the page say {text}."
    else:
        raw = candidates.raw(value, date=text)
    return candidates.checked(StatedDate, raw, value)


# --- languages, identifiers, addresses ---


def languages(candidates: FieldCandidates) -> list[Raw]:
    """Return the language of the article; a later source may only add the country to its tag."""
    taken: tuple[str, MetadataValue] | None = None
    for value in candidates.of("language")[:MOST]:
        tag = language_tag(value.text)
        if tag is None:
            candidates.add_unreadable(value, "it is not a language tag")
        elif taken is None or (
            tag.startswith(f"{taken[0]}-") and taken[1].source is not MetadataSource.HIGHWIRE
        ):
            taken = tag, value
        elif tag.split("-")[0] != taken[0].split("-")[0]:
            candidates.add_disagreement(taken[0], value)
    return [candidates.raw(taken[1], tag=taken[0])] if taken else []


_DOI = re.compile(r"(?:^|doi\.org/|doi:\s*)(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE)
_PREFIXED = (
    ("DOI", _DOI),
    ("PMID", re.compile(r"(?:pmid:\s*|ncbi\.nlm\.nih\.gov/(?:pubmed/)?)(\d{1,9})/?$", re.I)),
    ("arXiv", re.compile(r"(?:arxiv:|arxiv\.org/abs/)(\S+)$", re.IGNORECASE)),
    ("Handle", re.compile(r"hdl\.handle\.net/(\S+)$", re.IGNORECASE)),
    ("URN", re.compile(r"^(urn:\S+)$", re.IGNORECASE)),
)
_BY_LABEL = {"citation_pmid": "PMID", "citation_arxiv_id": "arXiv", "citation_doi": "DOI"}


def identifiers(candidates: FieldCandidates) -> list[Raw]:
    """Return the identifiers with a known scheme, each once."""
    found: dict[tuple[str, str], Raw] = {}
    for value in candidates.of("identifier")[:MOST]:
        scheme = _BY_LABEL.get(value.label.lower())
        form = next(((s, m[1]) for s, p in _PREFIXED if (m := p.search(value.text))), None)
        if form is None and scheme is not None:
            form = scheme, value.text
        if form is None:
            candidates.losses.add(value.label, value.node)
            candidates.account_for(value)
        elif problem := check_identifier(*form):
            candidates.add_unreadable(value, problem)
        elif form not in found:
            raw = candidates.raw(value, scheme=form[0], value=form[1])
            if candidates.checked(StatedIdentifier, raw, value):
                found[form] = raw
    return [*found.values()]


def addresses(candidates: FieldCandidates, received_from: object) -> list[Raw]:
    """Return the addresses of the article as written, each once.

    A relative address is resolved against the address from which the page was received, if that is
    known (RFC 3986, section 5.2).
    """
    found: dict[str, Raw] = {}
    for value in candidates.of("address")[:MOST]:
        address = value.text
        is_relative = "/" in address and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
        if is_relative and isinstance(received_from, str):
            address = urljoin(received_from, address)
        if problem := address_problem(address):
            candidates.add_unreadable(value, problem)
        elif address not in found:
            raw = candidates.raw(value, address=address)
            if candidates.checked(StatedAddress, raw, value):
                found[address] = raw
    return [*found.values()]


# --- where it appeared, what it is about ---


def container(candidates: FieldCandidates) -> Raw | None:
    """Return the journal, newspaper or site in which the article appeared."""
    for value in candidates.of("container"):
        is_journal = "journal_title" in value.label or value.label.lower().startswith("prism")
        type = "journal" if is_journal else value.more.get("type", "website")
        raw = candidates.raw(value, title=value.text, type=type)
        numbers = [("ISSN", one) for one in candidates.of("issn")]
        numbers += [("ISBN", one) for one in candidates.of("isbn")]
        ids: dict[str, Raw] = {}
        for scheme, one in numbers[:MOST]:
            if problem := check_identifier(scheme, one.text):
                candidates.add_unreadable(one, problem)
            else:
                ids[one.text] = {"scheme": scheme, "value": one.text}
                candidates.account_for(one)
        if ids:
            raw["identifiers"] = [*ids.values()]
        if candidates.checked(Container, raw, value):
            return raw
    return None


def publisher(candidates: FieldCandidates) -> Raw | None:
    """Return the publisher; a value that is not a name, such as an address, is skipped."""
    for value in candidates.of("publisher"):
        if not is_no_name(value.text):
            return candidates.raw(value, name=value.text)
        candidates.losses.add(value.label, value.node)
        candidates.account_for(value)
    return None


def extents(candidates: FieldCandidates) -> list[Raw]:
    """Return volume, issue, pages and section."""
    found: list[Raw] = []
    first, last = candidates.of("first-page"), candidates.of("last-page")
    pages = candidates.of("page")
    units: tuple[tuple[str, Field], ...] = (("volume", "volume"), ("issue", "issue"))
    for unit, field in units:
        for value in candidates.of(field)[:1]:
            found.append(candidates.raw(value, unit=unit, value=value.text))
    if pages or first:
        text = pages[0].text if pages else first[0].text
        if not pages and last and last[0].text != first[0].text:
            text = f"{text}-{last[0].text}"
            candidates.account_for(last[0])
        found.append(candidates.raw((pages or first)[0], unit="page", value=text))
    for value in candidates.of("section")[:1]:
        found.append(candidates.raw(value, unit="section", value=value.text))
    return found


def abstract(candidates: FieldCandidates, title: str) -> Raw | None:
    """Return the description; a description that only repeats the title is skipped."""
    for value in candidates.of("abstract"):
        is_title = comparison_key(title) and comparison_key(value.text).startswith(
            comparison_key(title)
        )
        if comparison_key(value.text) and not (is_title and len(value.text) < len(title) + 60):
            return candidates.raw(value, text=value.text)
    return None


def keywords(candidates: FieldCandidates) -> list[Raw]:
    """Return the keywords of all sources, each once.

    A string with a list is split at commas or semicolons; a string with a single keyword is split
    only at commas that no space follows.
    """
    found: dict[str, Raw] = {}
    for value in (*candidates.of("keyword"), *candidates.of("keywords")):
        is_one = value.field == "keyword" or value.more.get("is_one")
        separator = r",(?=\S)" if is_one else ";" if ";" in value.text else ","
        for text in re.split(separator, value.text):
            term = text.strip(" ")
            if comparison_key(term) and comparison_key(term) not in found and len(found) < MOST:
                found[comparison_key(term)] = candidates.raw(value, term=term)
    return [*found.values()]


def genre(candidates: FieldCandidates) -> Raw | None:
    """Return the type of the text, as a type of schema.org."""
    for value in candidates.of("genre"):
        return candidates.raw(value, term=value.text)
    return None
