"""Of what a page says about itself in several places, what the record holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from archive.errors import InvalidPart
from archive.findings import Finding, note, short, warning
from archive.formats.html.metadata.dates import agree, day, edtf, is_more_exact, says
from archive.formats.html.metadata.left import Left
from archive.formats.html.metadata.names import is_no_name, names_in, said
from archive.formats.html.metadata.page import Page
from archive.formats.html.metadata.printed import Line
from archive.formats.html.metadata.values import (
    DISAGREE,
    NOT_READ,
    Field,
    Source,
    Value,
    key,
    language_tag,
)
from archive.model.base import Model
from archive.model.identifiers import check_identifier

Raw = dict[str, Any]

_SEPARATOR = re.compile(r"\s+(?:[-–—|·•»«]|::|\|\|)\s+|\s*\|\s*")
_MOST = 200
"""How many values of one field a record gets."""


class Choice:
    """What is said of each field, the most trusted source first, and what was noticed."""

    def __init__(self, page: Page, values: Iterable[Value], left: Left) -> None:
        self.page, self.left = page, left
        self.findings: list[Finding] = []
        self._by_field: dict[Field, list[Value]] = {}
        for value in sorted(values, key=lambda value: value.source):
            self._by_field.setdefault(value.field, []).append(value)

    def of(self, field: Field) -> list[Value]:
        """Return what is said of a field."""
        return self._by_field.get(field, [])

    def raw(self, value: Value, **fields: Any) -> Raw:
        """Return a value with its basis and origin."""
        basis = "printed" if value.is_printed else "embedded"
        return self.stated(fields, basis, self.page.origin(value.node))

    def stated(self, fields: Raw, basis: str, origin: Raw | None) -> Raw:
        """Return fields with a basis, and an origin if there is one."""
        return {**fields, "basis": basis, **({"origin": origin} if origin else {})}

    def checked(self, kind: type[Model], raw: Raw | None, value: Value) -> Raw | None:
        """Return what the model takes; what it does not is left out, and told."""
        if raw is None:
            return None
        try:
            kind.model_validate(raw)
        except InvalidPart as problem:
            first = problem.findings[0].message if problem.findings else str(problem)
            self.not_read(value, first)
            return None
        return raw

    def not_read(self, value: Value, why: str) -> None:
        """Tell that what a value says cannot be read."""
        message = f"{value.label} {short(value.text)} is left out: {why}"
        self.findings.append(warning(NOT_READ, self.page.path(value.node), message))

    def disagrees(self, taken: str, value: Value) -> None:
        """Tell that another place says something else than what was taken."""
        message = f"{value.label} says {short(value.text)}; {short(taken)} was taken"
        self.findings.append(note(DISAGREE, self.page.path(value.node), message))


# --- titles ---


def titles(choice: Choice, headings: Sequence[Line], title: Line | None) -> list[Raw]:
    """Return the titles, the main one first: as it is printed, where a heading agrees."""
    site = next((key(value.text) for value in choice.of("container")), "")
    embedded = [(value, without_site(value.text, site)) for value in choice.of("title")]
    found: list[Raw] = []
    seen: set[str] = set()

    def add(text: str, type: str, value: Value | None, line: Line | None = None) -> None:
        kind = key(text) or text
        if kind in seen or not text:
            return
        seen.add(kind)
        if line is not None:
            origin = choice.page.origin(line.node)
            found.append(choice.stated({"text": text, "type": type}, "printed", origin))
        elif value is not None:
            found.append(choice.raw(value, text=text, type=type))

    if title is not None:
        add(title.words, "main", None, title)
    for value, text in embedded:
        if not _is_within(text, seen):
            add(text, "variant" if found else "main", value)
    for value in choice.of("page-title"):
        text = without_site(value.text, site)
        if not _is_within(text, seen):
            add(text, "variant" if found else "main", value)
    if not found and len(headings) == 1:
        add(headings[0].words, "main", None, headings[0])
    for value in choice.of("subtitle"):
        printed = next((one for one in headings if key(one.words) == key(value.text)), None)
        add(printed.words if printed else value.text, "sub", value, printed)
    return found[:_MOST]


def _is_within(text: str, titles: set[str]) -> bool:
    """Whether a text is a title with something round it: the name of the site, of a section."""
    parts = [text, *_SEPARATOR.split(text)]
    return any(key(part) in titles for part in parts) or any(
        key(text).startswith(one) or key(text).endswith(one) for one in titles if len(one) > 3
    )


def title_heading(choice: Choice, headings: Sequence[Line]) -> Line | None:
    """Return the heading that is the title: what the metadata call it, or the only one there is.

    In this order: a heading that says what a title of the metadata says; one that is a part of the
    `title` of the page; one that is in it, or in which a title of the metadata is; the only `h1`.
    Within each, those of the article come before others, the highest before lower ones.
    """
    site = next((key(value.text) for value in choice.of("container")), "")
    ordered = sorted(
        headings, key=lambda one: (not choice.page.around(one.node).article, one.node.tag != "h1")
    )
    whole = [value.text for value in (*choice.of("title"), *choice.of("page-title"))]
    named = [key(value.text) for value in choice.of("title")]
    named += [key(without_site(text, site)) for text in whole]
    for one in ordered:
        if key(one.words) and key(one.words) in named:
            return one
    first = [one for one in ordered if one.node.tag != "h3" and key(one.words)]
    parts = [key(part) for text in whole for part in _SEPARATOR.split(text)]
    for one in first:
        if key(one.words) in parts and key(one.words) != site:
            return one
    within = [
        one
        for one in first
        if key(one.words) != site
        and any(key(one.words) in text or (text and text in key(one.words)) for text in named)
    ]
    if within:
        return max(within, key=lambda one: len(key(one.words)))
    highest = [one for one in ordered if one.node.tag == "h1"]
    is_of_article = len(highest) == 1 and (
        not choice.page.around(highest[0].node).header
        or choice.page.around(highest[0].node).article
        or not choice.of("title")
    )
    return highest[0] if is_of_article and key(highest[0].words) != site else None


def without_site(text: str, site: str) -> str:
    """Return a title without the name of the site before or after it.

    >>> without_site("Harbour | The Paper", key("The Paper"))
    'Harbour'
    """
    parts = [*_SEPARATOR.finditer(text)]
    if not parts or not site:
        return text
    first, last = parts[0], parts[-1]
    after, before = key(text[last.end() :]), key(text[: first.start()])
    if after and (site in after or after in site):
        return text[: last.start()]
    return text[first.end() :] if before == site else text


def site_in_title(choice: Choice, title: str) -> Value | None:
    """Return the name of the site that the `title` of a page has after that of the article."""
    for value in choice.of("page-title"):
        parts = [*_SEPARATOR.finditer(value.text)]
        if parts and key(value.text[: parts[-1].start()]).startswith(key(title)):
            name = value.text[parts[-1].end() :]
            if key(name):
                return Value("container", name, Source.PLAIN, "title", value.node)
    return None


# --- people ---


def authors(choice: Choice, lines: Sequence[Line], site: str) -> list[Raw]:
    """Return the authors, in the order of the first source that names any.

    A source that names all of them and more comes before it. Names that are printed in an element of
    their own, or in a byline, have that as origin.
    """
    from archive.model.metadata import Contributor

    by_source: dict[Source, dict[str, tuple[Raw, Value]]] = {}
    for value in choice.of("author")[:_MOST]:
        for raw in _names(choice, value, site):
            by_source.setdefault(value.source, {}).setdefault(key(said(raw["name"])), (raw, value))
    taken: dict[str, tuple[Raw, Value]] = {}
    for people in by_source.values():
        if not taken or (people.keys() > taken.keys()):
            taken = people
    printed: dict[str, Value] = {}
    for people in by_source.values():
        for name, (_, value) in people.items():
            if value.is_printed:
                printed.setdefault(name, value)
    found: list[Raw] = []
    for name, (raw, value) in taken.items():
        at = printed.get(name)
        node = at.node if at is not None else _line_with(lines, said(raw["name"]))
        if node is not None:
            raw = choice.stated(raw, "printed", choice.page.origin(node))
        else:
            raw = choice.raw(value, **raw)
        if ids := _identifiers_of(by_source.values(), name):
            raw["identifiers"] = ids
        if checked := choice.checked(Contributor, raw, value):
            found.append(checked)
    for people in by_source.values():
        for name, (raw, value) in people.items():
            if name not in taken and not any(name in one or one in name for one in taken):
                choice.disagrees(", ".join(said(one["name"]) for one, _ in taken.values()), value)
    return found


def _names(choice: Choice, value: Value, site: str) -> Iterator[Raw]:
    """The names in a value; what is none is left out, and told."""
    more = value.more
    if "name" in more:
        names = [more["name"]]
    elif more.get("is_organisation"):
        names = [{"literal": value.text}]
    else:
        may = value.source in (Source.HIGHWIRE, Source.DUBLIN_CORE)
        names = [*names_in(value.text, may_be_inverted=may)]
    for name in names:
        text = said(name)
        is_site = key(text) == site and not value.is_printed and not more.get("is_organisation")
        if is_no_name(text) or is_site:
            choice.left.add(f"{value.label}: {text[:40]}", value.node)
            continue
        raw: Raw = {"name": name}
        if more.get("identifiers") and len(names) == 1:
            raw["identifiers"] = more["identifiers"]
        yield raw


def _identifiers_of(sources: Iterable[dict[str, tuple[Raw, Value]]], name: str) -> list[Raw]:
    """The identifiers that any source gives somebody; only those that can be right."""
    found = [
        one
        for people in sources
        if name in people
        for one in people[name][0].get("identifiers", ())
        if check_identifier(one["scheme"], one["value"]) is None
    ]
    return list({(one["scheme"], one["value"]): one for one in found}.values())


def _line_with(lines: Sequence[Line], name: str) -> Any:
    """The element of a byline in which a name stands."""
    wanted = name.casefold()
    return next((one.node for one in lines if wanted in one.words.casefold()), None)


def contributors(choice: Choice) -> list[Raw]:
    """Return editors, translators and others, as the first source of each role names them."""
    from archive.model.metadata import Contributor

    found: list[Raw] = []
    seen: set[tuple[str, str]] = set()
    for value in choice.of("contributor")[:_MOST]:
        role = value.more.get("role", "contributor")
        for raw in _names(choice, value, ""):
            if (role, key(said(raw["name"]))) in seen:
                continue
            seen.add((role, key(said(raw["name"]))))
            made = choice.checked(Contributor, choice.raw(value, **raw, role=role), value)
            if made:
                found.append(made)
    return found


# --- dates ---


def date(choice: Choice, field: Field, dated: Sequence[Line], *, updated: bool) -> Raw | None:
    """Return a date: that of the first source, unless a later one says the day more exactly.

    Where an element prints that day, the day is what was printed, and has its origin there; the time
    of day, if metadata have one, is told in the reason.
    """
    from archive.model.metadata import StatedDate

    best: tuple[str, Value] | None = None
    for value in choice.of(field)[:_MOST]:
        read = edtf(value.text)
        if read is None:
            choice.not_read(value, "it is no date that can be read in one way, or none at all")
        elif best is None or (agree(best[0], read) and is_more_exact(read, best[0])):
            best = read, value
        elif not agree(best[0], read) and value.source is not Source.PRINTED:
            choice.disagrees(best[0], value)
    if best is None:
        return None
    text, value = best
    lines = [one for one in dated if one.is_updated == updated and len(day(text)) == 10]
    at = next((one for one in lines if says(one.words, text)), None)
    if at is not None:
        raw = choice.stated({"date": day(text)}, "printed", choice.page.origin(at.node))
        if "T" in text:
            raw["reason"] = f"The day is printed; the metadata of the page say {text}."
    else:
        raw = choice.raw(value, date=text)
    return choice.checked(StatedDate, raw, value)


# --- languages, identifiers, addresses ---


def languages(choice: Choice) -> list[Raw]:
    """Return the language of the article. What differs only in its country is the same."""
    taken: tuple[str, Value] | None = None
    for value in choice.of("language")[:_MOST]:
        tag = language_tag(value.text)
        if tag is None:
            choice.not_read(value, "it is no language tag")
        elif taken is None or (
            tag.startswith(f"{taken[0]}-") and taken[1].source is not Source.HIGHWIRE
        ):
            taken = tag, value
        elif tag.split("-")[0] != taken[0].split("-")[0]:
            choice.disagrees(taken[0], value)
    return [choice.raw(taken[1], tag=taken[0])] if taken else []


_DOI = re.compile(r"(?:^|doi\.org/|doi:\s*)(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE)
_PREFIXED = (
    ("DOI", _DOI),
    ("PMID", re.compile(r"(?:pmid:\s*|ncbi\.nlm\.nih\.gov/(?:pubmed/)?)(\d{1,9})/?$", re.I)),
    ("arXiv", re.compile(r"(?:arxiv:|arxiv\.org/abs/)(\S+)$", re.IGNORECASE)),
    ("Handle", re.compile(r"hdl\.handle\.net/(\S+)$", re.IGNORECASE)),
    ("URN", re.compile(r"^(urn:\S+)$", re.IGNORECASE)),
)
_BY_LABEL = {"citation_pmid": "PMID", "citation_arxiv_id": "arXiv", "citation_doi": "DOI"}


def identifiers(choice: Choice) -> list[Raw]:
    """Return identifiers in schemes that are known, each once."""
    from archive.model.metadata import StatedIdentifier

    found: dict[tuple[str, str], Raw] = {}
    for value in choice.of("identifier")[:_MOST]:
        scheme = _BY_LABEL.get(value.label.lower())
        form = next(((s, m[1]) for s, p in _PREFIXED if (m := p.search(value.text))), None)
        if form is None and scheme is not None:
            form = scheme, value.text
        if form is None:
            choice.left.add(value.label, value.node)
        elif problem := check_identifier(*form):
            choice.not_read(value, problem)
        else:
            raw = choice.raw(value, scheme=form[0], value=form[1])
            if form not in found and choice.checked(StatedIdentifier, raw, value):
                found[form] = raw
    return [*found.values()]


def addresses(choice: Choice) -> list[Raw]:
    """Return the addresses of the article, each once, as they are written."""
    from archive.model.metadata import StatedAddress

    found: dict[str, Raw] = {}
    for value in choice.of("address")[:_MOST]:
        if value.text not in found and (raw := choice.raw(value, address=value.text)):
            if choice.checked(StatedAddress, raw, value):
                found[value.text] = raw
    return [*found.values()]


# --- where it appeared, what it is about ---


def container(choice: Choice) -> Raw | None:
    """Return the journal, newspaper or site."""
    from archive.model.metadata import Container

    for value in choice.of("container"):
        is_journal = "journal_title" in value.label or value.label.lower().startswith("prism")
        type = "journal" if is_journal else value.more.get("type", "website")
        raw = choice.raw(value, title=value.text, type=type)
        numbers = [("ISSN", one) for one in choice.of("issn")]
        numbers += [("ISBN", one) for one in choice.of("isbn")]
        ids: dict[str, Raw] = {}
        for scheme, one in numbers[:_MOST]:
            if problem := check_identifier(scheme, one.text):
                choice.not_read(one, problem)
            else:
                ids[one.text] = {"scheme": scheme, "value": one.text}
        if ids:
            raw["identifiers"] = [*ids.values()]
        if choice.checked(Container, raw, value):
            return raw
    return None


def publisher(choice: Choice) -> Raw | None:
    """Return the publisher. An address in its place is none."""
    for value in choice.of("publisher"):
        if not is_no_name(value.text):
            return choice.raw(value, name=value.text)
        choice.left.add(value.label, value.node)
    return None


def extents(choice: Choice) -> list[Raw]:
    """Return volume, issue, pages and section."""
    found: list[Raw] = []
    first, last = choice.of("first-page"), choice.of("last-page")
    pages = choice.of("page")
    units: tuple[tuple[str, Field], ...] = (("volume", "volume"), ("issue", "issue"))
    for unit, field in units:
        for value in choice.of(field)[:1]:
            found.append({"unit": unit, "value": value.text})
    if pages or first:
        text = pages[0].text if pages else first[0].text
        if not pages and last and last[0].text != first[0].text:
            text = f"{text}-{last[0].text}"
        found.append({"unit": "page", "value": text})
    for value in choice.of("section")[:1]:
        found.append({"unit": "section", "value": value.text})
    return found


def abstract(choice: Choice, title: str) -> Raw | None:
    """Return the description. One that only repeats the title is none."""
    for value in choice.of("abstract"):
        is_title = key(title) and key(value.text).startswith(key(title))
        if key(value.text) and not (is_title and len(value.text) < len(title) + 60):
            return choice.raw(value, text=value.text)
    return None


def keywords(choice: Choice) -> list[Raw]:
    """Return the keywords of all sources, each once; a list in a string is cut at its commas."""
    found: dict[str, Raw] = {}
    for value in (*choice.of("keyword"), *choice.of("keywords")):
        is_one = value.field == "keyword" or value.more.get("is_one")
        separator = ";" if ";" in value.text else ","
        for text in [value.text] if is_one else value.text.split(separator):
            term = text.strip(" ")
            if key(term) and key(term) not in found and len(found) < _MOST:
                found[key(term)] = choice.raw(value, term=term)
    return [*found.values()]


def genre(choice: Choice) -> Raw | None:
    """Return what kind of text it is, in the word of schema.org."""
    for value in choice.of("genre"):
        return choice.raw(value, term=value.text)
    return None
