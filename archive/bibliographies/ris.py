"""Writes the works of a record as RIS for reference managers, and adds `.ris` files to records.

A line is a tag of two characters, two spaces, a hyphen, a space, and a value; lines end with CR LF.
The text is UTF-8. Tags follow the specification of 2011 (Thomson Reuters); the types are those that
most reference managers use.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from archive.bibliographies.citable_works import Cited, works_of
from archive.bibliographies.cite_extra import extra_cite
from archive.bibliographies.csl_dates import edtf_of_text
from archive.bibliographies.csl_items import CARRIED_CLASSES, CslItem, ParsedItem
from archive.bibliographies.losses import BibliographyLosses
from archive.bibliographies.work_merging import add_items
from archive.english import with_article
from archive.errors import ReadError
from archive.findings import Finding, Location, Severity, short
from archive.formats.field_coverage import FieldCoverage
from archive.formats.format import Format, ReadResult, WriteResult
from archive.model.dates import is_edtf
from archive.model.document import Document
from archive.model.names import Name
from archive.model.works import Work
from archive.text.decoding import decode

_FORMAT_NAME = "RIS"
CARRIED = FieldCoverage(_FORMAT_NAME, CARRIED_CLASSES)

_TYPES: Mapping[str, str] = {
    "article": "JOUR", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "MPCT",
    "chapter": "CHAP", "classic": "CLSWK", "collection": "AGGR", "dataset": "DATA",
    "document": "GEN", "entry": "ENCYC", "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC", "event": "GEN", "figure": "FIGURE", "graphic": "ART",
    "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT", "musical_score": "MUSIC",
    "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT", "performance": "GEN",
    "periodical": "SER", "personal_communication": "PCOMM", "post": "ICOMM",
    "post-weblog": "BLOG", "regulation": "LEGAL", "report": "RPRT", "review": "JOUR",
    "review-book": "JOUR", "software": "COMP", "song": "SOUND", "speech": "GEN",
    "standard": "STAND", "thesis": "THES", "treaty": "LEGAL", "webpage": "ELEC",
}  # fmt: skip
"""The RIS type for each CSL type; several CSL types may share a RIS type."""
_CSL_TYPES: Mapping[str, str] = {
    "ADVS": "motion_picture", "AGGR": "collection", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case",
    "CHAP": "chapter", "CHART": "figure", "CLSWK": "classic", "COMP": "software",
    "CONF": "book", "CPAPER": "paper-conference", "CTLG": "book", "DATA": "dataset",
    "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia", "FIGURE": "figure", "GEN": "document", "GOVDOC": "report",
    "HEAR": "hearing", "ICOMM": "post", "INPR": "article-journal", "JFULL": "periodical",
    "JOUR": "article-journal", "LEGAL": "regulation", "MANSCPT": "manuscript", "MAP": "map",
    "MGZN": "article-magazine", "MPCT": "motion_picture", "MULTI": "webpage",
    "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet",
    "PAT": "patent", "PCOMM": "personal_communication", "RPRT": "report", "SER": "periodical",
    "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "STAT": "legislation",
    "THES": "thesis", "UNPB": "manuscript", "VIDEO": "motion_picture",
}  # fmt: skip
"""The CSL type for each RIS type."""

_NAMES = {"author": "AU", "editor": "A2", "translator": "A4"}
_LINES = {
    "title": "TI", "container_title": "T2", "collection_title": "T3", "publisher": "PB",
    "publisher_place": "CY", "volume": "VL", "issue": "IS", "edition": "ET", "language": "LA",
}  # fmt: skip
"""The tags for fields of a work that have one line; pages are in SP and EP."""
_IDENTIFIERS = {"DOI": "DO", "ISBN": "SN", "ISSN": "SN"}
_FIELDS = {
    "abstract": "AB", "annote": "RN", "call-number": "CN", "genre": "M3", "keyword": "KW",
    "note": "N1", "number": "M1", "number-of-volumes": "NV", "section": "SE", "source": "DB",
    "title-short": "ST",
}  # fmt: skip
"""The tag for each CSL variable in the `fields` of a work."""


# --- out ---


def write(
    document: Document, *, of: Cited = "works", public: bool = False, proposals: bool = False
) -> WriteResult:
    """Return a reference for each work, in UTF-8; the id of the work is in the tag ID.

    Args:
        document: The record.
        of: What to write: the works of the record, the article, or the record itself.
        public: Whether the file is for the public (`archive.public_record`).
        proposals: Whether a public file includes works that only proposals refer to.
    """
    from archive.rights import publication

    shown, withheld = publication(document, public=public, proposals=proposals)
    losses = BibliographyLosses(_FORMAT_NAME, of)
    references = [
        "".join(_reference(work, f"/works/{n}", losses))
        for n, work in enumerate(works_of(shown, of))
    ]
    besides = () if of == "works" else ("works",)
    findings = [
        *withheld.findings,
        *CARRIED.loss_findings(shown, besides=besides),
        *losses.findings(),
    ]
    return WriteResult("\r\n".join(references).encode(), tuple(findings))


def _reference(work: Work, pointer: str, losses: BibliographyLosses) -> Iterator[str]:
    for tag, value in _lines(work, pointer, losses):
        yield f"{tag}  - {value}\r\n"
        if value != value.strip():  # readers strip more than ASCII spaces
            losses.add("the white space around a text", pointer)


def _lines(work: Work, pointer: str, losses: BibliographyLosses) -> Iterator[tuple[str, str]]:
    """Yield the tags of a reference with their values; TY is the first, ER the last."""
    reference_type = _TYPES[work.type]
    yield "TY", reference_type
    if _CSL_TYPES[reference_type] != work.type:
        losses.add(f"that a work is {with_article(work.type)}", f"{pointer}/type")
    yield "ID", work.id
    for field, tag in _NAMES.items():
        for n, name in enumerate(getattr(work, field)):
            written = _name(name)
            yield tag, written
            if _name_in(written) != _parts(name):
                losses.add("how a name is divided into parts", f"{pointer}/{field}/{n}")
    for field, tag in _LINES.items():
        if (value := getattr(work, field)) is not None:
            yield tag, value
    if work.page is not None:
        first, hyphen, last = work.page.partition("-")
        is_range = bool(first and last) and first != last
        yield "SP", first if is_range else work.page
        if hyphen and is_range:
            yield "EP", last
    yield from _dates(work)
    yield from _identifiers(work, pointer, losses)
    if work.address is not None:
        yield "UR", work.address
    yield from _other_variables(work, pointer, losses)
    yield "ER", ""


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    if work.issued is not None:
        year = _year(work.issued)
        if year:
            yield "PY", year
        yield "DA", _date(work.issued)
    if work.accessed is not None:
        yield "Y2", _date(work.accessed)


def _year(edtf: str) -> str:
    """Return the four digits of the year; empty if a date is not in a single year AD."""
    found = re.match(r"(?a)(?!0000)\d{4}(?![\dXSE/.])", edtf)
    return found[0] if found else ""


def _date(edtf: str) -> str:
    """Write a date as `YYYY/MM/DD/other`; `other` is EDTF, empty for a plain day, month or year."""
    form = re.fullmatch(r"(?a)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", edtf)
    if form and _is_month(form[2]):
        return f"{form[1]}/{form[2] or ''}/{form[3] or ''}/"
    return f"{_year(edtf)}///{edtf}"


def _is_month(month: str | None) -> bool:
    return month is None or int(month) <= 12


def _identifiers(work: Work, pointer: str, losses: BibliographyLosses) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for n, one in enumerate(work.identifiers):
        tag = _IDENTIFIERS.get(one.scheme)
        if tag is None or tag in taken:
            losses.add(f"an identifier of the scheme {one.scheme}", f"{pointer}/identifiers/{n}")
        else:
            taken.add(tag)
            yield tag, one.value


def _other_variables(
    work: Work, pointer: str, losses: BibliographyLosses
) -> Iterator[tuple[str, str]]:
    """Yield tags for the CSL variables in the `fields` of a work."""
    taken: set[str] = set()
    for n, one in enumerate(work.fields):
        tag, at = _FIELDS.get(one.name), f"{pointer}/fields/{n}"
        if tag is None or tag in taken:
            losses.add(f"the {one.name.replace('-', ' ')} of a work", at)
            continue
        value = _on_one_line(one.value)
        if value != one.value:
            losses.add("the white space of a text", at)
        if value:
            taken.add(tag)
            yield tag, value


def _on_one_line(text: str) -> str:
    """Put a text on one line, because values in RIS have no line breaks."""
    return " ".join(filter(None, re.split(r"[\x00-\x20]+", text)))


def _name(name: Name) -> str:
    """Write a name as `Family, Given, Suffix`; a literal name is unchanged."""
    if name.literal is not None:
        return name.literal
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    if not name.suffix:
        return f"{family}, {given}" if family and given else family or given
    return f"{family}, {given}, {name.suffix}"


def _name_in(text: str) -> dict[str, str]:
    """Split a name at commas into parts; without a comma it is literal, usually an organisation."""
    family, *rest = (part.strip() for part in text.split(","))
    if not rest or not family or len(rest) > 2:
        return {"literal": text.strip()}
    parts = {"family": family, "given": rest[0], "suffix": rest[1] if len(rest) > 1 else ""}
    return {part: value for part, value in parts.items() if value}


def _parts(name: Name) -> dict[str, str]:
    parts = name.model_dump(mode="json", exclude_none=True, exclude={"entity"})
    return {part.replace("_", "-"): value for part, value in parts.items()}


# --- in ---

_START = re.compile(r"^TY  ?-")
_END = re.compile(r"^ER  ?-")
_TAG = re.compile(r"^[A-Z][A-Z0-9]  -")


def add(data: bytes, *, onto: Document, by: str | None = None, at: str | None = None) -> ReadResult:
    """Return the record with the works of an RIS file added.

    Args:
        data: The file.
        onto: The record.
        by: The name or id of the agent who adds the works; a missing agent is created. New works
            get a revision by this agent.
        at: The time at which the works are added.

    Raises:
        SpeaksForOthers: `by` does not name one agent.
        ReadError: The bytes are not UTF-8, or have no reference.
        MissingExtra: The extra `cite` is not installed.
    """
    text = decode(data)
    with extra_cite("reading RIS"):
        rispy = import_module("rispy")
        config = import_module("rispy.config")
    options: dict[str, Any] = {
        "mapping": {**config.TAG_KEY_MAPPING, "ED": "editors"},
        "list_tags": [*config.LIST_TYPE_TAGS, "ED", "TA"],
        "delimiter_tags_mapping": {},  # a semicolon may be part of an address
        "enforce_list_tags": False,  # a repeated tag is not ignored
    }
    single = frozenset(options["mapping"]) - {*options["list_tags"], "TY"}
    items, findings = [], []
    for line, lines in _references(re.split(r"\r\n|\r|\n", text)):
        is_reference = _START.match(lines[0])
        unfolded = [*_unfolded(lines, single), "ER  - "]
        found = rispy.loads("\n".join(unfolded), **options) if is_reference else []
        if found:
            items.append(_item(found[0], line))
        elif any(one.strip() for one in lines):
            findings.append(_unread_lines(line, lines))
    if not items and text.strip():
        raise ReadError([Finding("not-a-bibliography", "the file has no RIS references")])
    return add_items(items, onto=onto, by=by, at=at, findings=findings)


def _references(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of a reference's first line, and its lines without ER."""
    start, reference = 0, list[str]()
    for number, line in enumerate(lines):
        if _START.match(line) and reference:
            yield start + 1, reference
            reference = []
        if not reference and not line.strip():
            continue
        if not reference:
            start = number
        if not _END.match(line):
            reference.append(line)
        elif reference:
            yield start + 1, reference
            reference = []
    if reference:
        yield start + 1, reference


def _unfolded(lines: Sequence[str], single: Container[str]) -> Sequence[str]:
    """Join the lines of each value into one line, if the value belongs to a `single` tag.

    rispy cannot read a value of several lines if its tag occurs twice.
    """
    unfolded: list[str] = []
    tag = ""
    for line in lines:
        if _TAG.match(line):
            tag = line[:2]
            unfolded.append(line)
        elif tag in single:
            unfolded[-1] = f"{unfolded[-1]} {line.strip()}"
        else:
            unfolded.append(line)
    return unfolded


def _unread_lines(line: int, lines: Sequence[str]) -> Finding:
    message = f"these lines do not belong to a reference: {short(lines[0])}"
    hint = "a reference begins with TY and ends with ER"
    return Finding("item-not-read", message, hint, Severity.WARNING, Location(line=line))


def _item(found: dict[str, Any], line: int) -> ParsedItem:
    """Convert a reference, whose tags have the names that rispy gives them, to a CSL item."""
    csl: CslItem = {}

    def set_variable(variable: str, *names: str) -> None:
        values = [one for name in names for one in _non_empty(found.pop(name, None))]
        if variable in _JOINERS and values:
            csl[variable] = _JOINERS[variable].join(values)
        elif values:
            csl[variable] = values[0]
            if others := [one for one in values[1:] if one != values[0]]:
                csl[f"a second {variable}"] = others

    kind = next(iter(_non_empty(found.pop("type_of_reference", None))), "")
    csl["type"] = _CSL_TYPES.get(kind, kind or None)
    alike = frozenset(type for type, other in _TYPES.items() if other == kind)
    set_variable("id", "id", "label")
    for variable, names in _AUTHORS.items():
        if several := [name for key in names for name in _non_empty(found.pop(key, None))]:
            csl[variable] = list(map(_name_in, several))
    _set_dates(found, csl)
    _set_pages_and_identifiers(found, csl)
    for variable, names in _RISPY_NAMES.items():
        set_variable(variable, *names)
    unknown = found.pop("unknown_tag", {})
    csl |= {name: value for name, value in found.items() if value}
    csl |= {f"the tag {tag}": values for tag, values in unknown.items() if any(values)}
    return ParsedItem(csl, Location(line=line), alike=alike)


_AUTHORS: Mapping[str, Sequence[str]] = {
    "author": ("first_authors", "authors"),
    "editor": ("editors", "secondary_authors"),
    "translator": ("subsidiary_authors", "translated_author"),
}
_RISPY_NAMES: Mapping[str, Sequence[str]] = {
    "title": ("title", "primary_title"),
    "title-short": ("short_title",),
    "container-title": (
        *("secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        "alternate_title1",
    ),
    "collection-title": ("tertiary_title",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "volume": ("volume",),
    "issue": ("number",),
    "edition": ("edition",),
    "language": ("language",),
    "URL": ("urls",),
    "abstract": ("abstract", "notes_abstract"),
    "annote": ("research_notes",),
    "call-number": ("call_number",),
    "genre": ("type_of_work",),
    "keyword": ("keywords",),
    "note": ("notes",),
    "number": ("note",),
    "number-of-volumes": ("number_of_volumes",),
    "section": ("section",),
    "source": ("name_of_database",),
}
"""For each CSL variable, rispy's names for the tags with its value; the first match is used."""


_JOINERS = {"keyword": "; ", "note": "\n\n"}
"""The separators for variables in which several values are joined into one text."""


def _non_empty(value: Any) -> list[str]:
    """Return the values of a tag that are not empty."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if one]


def _set_dates(found: dict[str, Any], csl: CslItem) -> None:
    for variable, names in _DATES.items():
        texts = [text for name in names for text in _non_empty(found.pop(name, None))]
        if texts:
            csl[variable] = next(filter(None, map(_date_in, texts)), texts[0])
        for text in texts:
            other = text.split("/", 3)[3:]
            if other and other[0].strip() and not is_edtf(other[0].strip()):
                csl[f"{short(other[0].strip())} in a date"] = text


_DATES: Mapping[str, Sequence[str]] = {
    "issued": ("date", "publication_year", "year"),
    "accessed": ("access_date",),
}


def _date_in(text: str) -> str | None:
    """Convert `YYYY/MM/DD/other`, or any date in figures, to EDTF."""
    *numbers, other = [part.strip() for part in [*text.split("/", 3), "", "", ""][:4]]
    if other and is_edtf(other):
        return other
    while numbers and not numbers[-1]:
        numbers.pop()
    return edtf_of_text("-".join(numbers)) or edtf_of_text(text)


def _set_pages_and_identifiers(found: dict[str, Any], csl: CslItem) -> None:
    """Move the pages and identifiers from a reference to an item."""
    pages = [
        one for name in ("start_page", "end_page") for one in _non_empty(found.pop(name, None))
    ]
    if pages:
        csl["page"] = "-".join(dict.fromkeys(pages))
    if dois := _non_empty(found.pop("doi", None)):
        csl["DOI"] = dois[0]
        if len(dois) > 1:
            csl["a second DOI"] = dois[1:]
    for number in _non_empty(found.pop("issn", None)):
        is_issn = re.fullmatch(r"(?a)\W*\d{4}-?\d{3}[\dXx]\W*(\(.*\))?", number)
        scheme = "ISSN" if is_issn else "ISBN"
        csl[scheme] = f"{csl[scheme]} {number}" if scheme in csl else number


_FIRST_REFERENCE = re.compile(rb"^(?:\xef\xbb\xbf)?TY  - ", re.MULTILINE)


def _can_add(data: bytes) -> bool:
    """Whether bytes have a reference, with or without other lines before it."""
    return _FIRST_REFERENCE.search(data) is not None


RIS = Format(
    name="ris",
    media_type="application/x-research-info-systems",
    suffixes=(".ris",),
    write=write,
    add=add,
    can_add=_can_add,
    layers=(),
)
