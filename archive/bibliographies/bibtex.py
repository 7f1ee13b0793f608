"""Writes works as BibTeX with the types and fields of biblatex, and adds `.bib` files to records.

Types, fields, names and dates follow the manual of biblatex (3.20, chapters 2 and 3). The older
BibTeX names of types and fields, which other programs write, can be read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from archive.bibliographies.citable_works import Cited, works_of
from archive.bibliographies.cite_extra import extra_cite
from archive.bibliographies.csl_dates import edtf_of_text
from archive.bibliographies.csl_items import CARRIED_CLASSES, CslItem, ParsedItem
from archive.bibliographies.losses import BibliographyLosses
from archive.bibliographies.work_merging import add_items
from archive.derivations.log_suppression import without_logs
from archive.errors import ReadError
from archive.findings import Finding, Location, Severity, short
from archive.formats.field_coverage import FieldCoverage
from archive.formats.format import Format, ReadResult, WriteResult
from archive.model.document import Document
from archive.model.identifiers import as_uri
from archive.model.names import Name
from archive.model.works import Work
from archive.text.decoding import decode
from archive.text.printed_dates.names import english_month

_FORMAT_NAME = "BibTeX"
CARRIED = FieldCoverage(_FORMAT_NAME, CARRIED_CLASSES)

_TYPES: Mapping[str, str] = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "bill": "legislation", "book": "book", "broadcast": "video",
    "chapter": "incollection", "classic": "book", "collection": "collection",
    "dataset": "dataset", "document": "misc", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "event": "misc",
    "figure": "image", "graphic": "image", "hearing": "misc", "interview": "misc",
    "legal_case": "jurisdiction", "legislation": "legislation", "manuscript": "unpublished",
    "map": "misc", "motion_picture": "movie", "musical_score": "music", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "performance": "performance",
    "periodical": "periodical", "personal_communication": "letter", "post": "online",
    "post-weblog": "online", "regulation": "legislation", "report": "report", "review": "review",
    "review-book": "review", "software": "software", "song": "audio", "speech": "misc",
    "standard": "standard", "thesis": "thesis", "treaty": "legal", "webpage": "online",
}  # fmt: skip
"""The entry type for each CSL type; `entrysubtype` distinguishes CSL types that share one."""
_CSL_TYPES: Mapping[str, str] = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book",
    "booklet": "pamphlet", "bookinbook": "chapter", "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset", "electronic": "webpage", "image": "graphic", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case", "legal": "treaty", "legislation": "legislation",
    "letter": "personal_communication", "manual": "book", "mastersthesis": "thesis",
    "misc": "document", "movie": "motion_picture", "music": "musical_score", "mvbook": "book",
    "mvcollection": "book", "mvproceedings": "book", "mvreference": "book", "online": "webpage",
    "patent": "patent", "performance": "performance", "periodical": "periodical",
    "phdthesis": "thesis", "proceedings": "book", "reference": "book", "report": "report",
    "review": "review", "software": "software", "standard": "standard", "suppbook": "chapter",
    "suppcollection": "chapter", "suppperiodical": "article-journal", "techreport": "report",
    "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture", "www": "webpage",
}  # fmt: skip
"""The CSL type for each entry type."""
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""The values of `entrysubtype` that differ from the CSL type, each with its CSL type."""

_PERIODICAL_TYPES = frozenset(("article", "review", "periodical", "suppperiodical"))
_SERIES_TYPES = frozenset(
    {
        *("book", "booklet", "collection", "inbook", "incollection", "inproceedings"),
        *("inreference", "manual", "mvbook", "proceedings", "reference", "suppbook"),
        "suppcollection",
    }
)
"""Types in which the field `number` is a number in a series; in periodicals it is the issue."""
_LEGAL_TYPES = frozenset(("legislation", "jurisdiction", "legal"))

_FIELDS: Mapping[str, str] = {
    "abstract": "abstract", "annote": "annotation", "chapter-number": "chapter",
    "event-place": "venue", "event-title": "eventtitle", "genre": "type", "keyword": "keywords",
    "note": "note", "number-of-pages": "pagetotal", "number-of-volumes": "volumes",
    "original-publisher": "origpublisher", "original-publisher-place": "origlocation",
    "original-title": "origtitle", "part-number": "part", "status": "pubstate",
    "version": "version",
}  # fmt: skip
"""The biblatex field for each CSL variable, in entries of any type."""
_LISTS = frozenset(
    {
        *("publisher", "institution", "organization", "school", "location", "address"),
        *("origpublisher", "origlocation", "language"),
    }
)
"""Fields that biblatex splits into a list at the word "and"."""
_TITLES = frozenset(("title", "booktitle", "series"))
"""Fields in which a style may change capitals."""
_EPRINTS = {"arXiv": "arxiv", "PMID": "pubmed", "Handle": "hdl"}
"""The schemes of identifiers that the field `eprint` may have, with the `eprinttype` of each."""
_NAMES = ("author", "editor", "translator")
_PREFIX = ("dropping_particle", "non_dropping_particle")


# --- out ---


def write(
    document: Document, *, of: Cited = "works", public: bool = False, proposals: bool = False
) -> WriteResult:
    """Return an entry for each work, in UTF-8; the id of the work is the key of the entry.

    Args:
        document: The record.
        of: What to write: the works of the record, the article, or the record itself.
        public: Whether the file is for the public (`archive.public_record`).
        proposals: Whether a public file includes works that only proposals refer to.
    """
    from archive.rights import publication

    shown, withheld = publication(document, public=public, proposals=proposals)
    losses = BibliographyLosses(_FORMAT_NAME, of)
    entries = [
        "".join(_entry(work, f"/works/{n}", losses)) for n, work in enumerate(works_of(shown, of))
    ]
    besides = () if of == "works" else ("works",)
    findings = [
        *withheld.findings,
        *CARRIED.loss_findings(shown, besides=besides),
        *losses.findings(),
    ]
    return WriteResult("\n".join(entries).encode(), tuple(findings))


def _entry(work: Work, pointer: str, losses: BibliographyLosses) -> Iterator[str]:
    entry_type = _TYPES[work.type]
    yield f"@{entry_type}{{{work.id},\n"
    for name, value in _fields(work, entry_type, pointer, losses):
        yield f"  {name} = {{{value}}},\n"
    yield "}\n"


def _fields(
    work: Work, entry_type: str, pointer: str, losses: BibliographyLosses
) -> Iterator[tuple[str, str]]:
    """Yield the names and escaped values of the fields of an entry, in the usual order."""
    if _CSL_TYPES[entry_type] != work.type:
        yield "entrysubtype", next((s for s, t in _SUBTYPES.items() if t == work.type), work.type)
    names = {name: getattr(work, name) for name in _NAMES}
    use_prefix = _use_prefix([one for several in names.values() for one in several])
    for name, several in names.items():
        if several:
            written = (
                _name(one, use_prefix, f"{pointer}/{name}/{n}", losses)
                for n, one in enumerate(several)
            )
            yield name, " and ".join(written)
    if use_prefix:
        yield "options", "useprefix=true"
    is_site = entry_type == "online"
    container = "journaltitle" if is_site or entry_type in _PERIODICAL_TYPES else "booktitle"
    issue = "number" if entry_type in _PERIODICAL_TYPES else "issue"
    lines = (
        ("title", work.title),
        (container, work.container_title),
        ("series", work.collection_title),
        ("volume", work.volume),
        (issue, work.issue),
        ("pages", work.page),
        ("edition", work.edition),
        (_publisher(entry_type), work.publisher),
        ("location", work.publisher_place),
        ("language", work.language),
    )
    for field, value in lines:
        if value is not None:
            yield field, _escaped_in(field, value)
    for field, date in (("date", work.issued), ("urldate", work.accessed)):
        if date is not None:
            yield (
                (field, date) if _is_biblatex_date(date) else (f"{field[:-4]}year", _escaped(date))
            )
    yield from _identifiers(work, pointer, losses)
    yield from _other_variables(work, entry_type, pointer, losses)


def _publisher(entry_type: str) -> str:
    """Return the name of the field for the publisher in an entry of this type."""
    if entry_type in ("report", "thesis"):
        return "institution"
    return "organization" if entry_type == "online" else "publisher"


def _identifiers(work: Work, pointer: str, losses: BibliographyLosses) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for n, one in enumerate(work.identifiers):
        field = "eprint" if one.scheme in _EPRINTS else one.scheme.lower()
        has_place = one.scheme in ("DOI", "ISBN", "ISSN") or field == "eprint"
        if not has_place or field in taken or re.search(r"[\\{}]", one.value):
            losses.add(f"an identifier of the scheme {one.scheme}", f"{pointer}/identifiers/{n}")
            continue
        taken.add(field)
        yield field, one.value
        if field == "eprint":
            yield "eprinttype", _EPRINTS[one.scheme]
    if work.address is not None:
        address = work.address
        if re.search(r"[\\{}]", address):
            losses.add("an address as written", f"{pointer}/address")
            address = as_uri(address)
        yield "url", address


def _other_variables(
    work: Work, entry_type: str, pointer: str, losses: BibliographyLosses
) -> Iterator[tuple[str, str]]:
    """Yield fields for the CSL variables in the `fields` of a work."""
    taken: set[str] = set()
    for n, one in enumerate(work.fields):
        field, at = _field_for(one.name, entry_type), f"{pointer}/fields/{n}"
        if field is None or field in taken:
            losses.add(f"the {one.name.replace('-', ' ')} of a work of its type", at)
            continue
        value = _on_one_line(one.value)
        if value != one.value:
            losses.add("the white space of a text", at)
        if value:
            taken.add(field)
            yield field, _escaped_in(field, value)


def _field_for(variable: str, entry_type: str) -> str | None:
    """Return the field for a CSL variable in an entry of this type; `None` if there is none."""
    if variable == "number":
        if entry_type in _PERIODICAL_TYPES:
            return "eid"
        return None if entry_type in _SERIES_TYPES else "number"
    if variable == "collection-number":
        return "number" if entry_type in _SERIES_TYPES else None
    if variable == "authority":
        return "institution" if entry_type in _LEGAL_TYPES else None
    return _FIELDS.get(variable)


def _on_one_line(text: str) -> str:
    """Put a text on one line: like biber, replace all white space with single spaces."""
    return " ".join(filter(None, re.split(r"[\x00-\x20]+", text)))


# --- escaping ---

_ESCAPES: Mapping[str, str] = {
    **{character: f"\\{character}" for character in "&%$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
}
"""The escapes of LaTeX's special characters. Braces have names, because BibTeX counts `\\{`."""
_ESCAPED = re.compile(r"[&%$#_\\{}~^`]|-(?=-)|'(?=')")


def _escaped(text: str) -> str:
    """Escape a text for LaTeX, so that two hyphens or apostrophes do not become one character."""
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], f"{found[0]}{{}}"), text)


def _escaped_in(field: str, text: str) -> str:
    """Escape a text for a field; put it in braces if it must not be split or changed.

    Lists are split at "and"; styles change titles to lower case, including names in the titles.
    """
    escaped = _escaped(text)
    is_split = field in _LISTS and re.search(r"(?i)(^|\s)(and|others)(\s|$)", text)
    return f"{{{escaped}}}" if is_split or field in _TITLES else escaped


def _unescaped(latex: str) -> str:
    """Return the text that LaTeX code prints."""
    latex = latex.replace("~", " ")
    if not re.search(r"[\\{}$`%&#]|--|''", latex):
        return latex
    latex = re.sub(r"(?<!\\)[%&#]", r"\\\g<0>", latex)
    if len(re.findall(r"(?<!\\)\$", latex)) % 2:
        latex = re.sub(r"(?<!\\)\$", r"\\$", latex)
    text: str = _latex_decoder().latex_to_text(latex)
    return text


@cache
def _latex_decoder() -> Any:
    with extra_cite("reading BibTeX"):
        latex = import_module("pylatexenc.latex2text")
    known = latex.get_default_latex_context_db()
    signs = {
        **{name[1:-2]: sign for sign, name in _ESCAPES.items() if name.endswith("{}")},
        "url": "%s",
    }
    macros = [latex.MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items()]
    known.add_context_category(__name__, prepend=True, macros=macros)
    return latex.LatexNodes2Text(latex_context=known, math_mode="verbatim")


# --- names ---


def _use_prefix(names: Sequence[Name]) -> bool:
    """Whether `useprefix` of an entry is true: name particles belong to the family name."""
    return any(name.non_dropping_particle for name in names) and not any(
        name.dropping_particle for name in names
    )


def _name(name: Name, use_prefix: bool, pointer: str, losses: BibliographyLosses) -> str:
    """Write a name with commas, or with named parts if BibTeX would split it differently.

    The named parts are those of biblatex (3.20, section 3.4).
    """
    if name.literal is not None:
        return f"{{{_escaped(name.literal)}}}"
    if name.dropping_particle and name.non_dropping_particle:
        losses.add("which of two particles of a name is dropped", pointer)
    prefix = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    parts = {
        "family": name.family or "",
        "given": name.given or "",
        "prefix": prefix,
        "suffix": name.suffix or "",
    }
    if (parted := _separated_by_commas(parts)) and bool(name.non_dropping_particle) == (
        use_prefix and bool(prefix)
    ):
        return parted
    named = [f"{part}={{{_escaped(value)}}}" for part, value in parts.items() if value]
    if prefix:
        named.append(f"useprefix={'true' if name.non_dropping_particle else 'false'}")
    return ", ".join(named)


_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]*|&")


def _separated_by_commas(parts: Mapping[str, str]) -> str | None:
    """Return `prefix Family, Suffix, Given`; `None` if BibTeX would read other parts from it."""
    words = {part: value.split(" ") for part, value in parts.items() if value}
    plain = all(_NAME_WORD.fullmatch(word) for several in words.values() for word in several)
    if not plain or "family" not in words or (len(words) > 1 and "given" not in words):
        return None
    lower = [word[0].islower() for word in words.get("prefix", ())]
    if (lower and not lower[-1]) or any(word[0].islower() for word in words["family"]):
        return None
    if len(words) == 1 and len(words["family"]) > 1:
        return None
    if any(word.lower() in ("and", "others") for several in words.values() for word in several):
        return None
    family = " ".join(filter(None, (parts["prefix"], parts["family"])))
    return ", ".join(map(_escaped, filter(None, (family, parts["suffix"], parts["given"]))))


def _names_in(value: str, use_prefix: bool) -> list[dict[str, str]]:
    """Return the names in a field as CSL names."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return [
        name
        for one in split_multiple_persons_names(_on_one_line(value))
        if one.lower() != "others" and (name := _name_in(one, use_prefix))
    ]


def _name_in(text: str, use_prefix: bool) -> dict[str, str]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if _is_group(text):
        return {"literal": _unescaped(text[1:-1])}
    if re.match(r'"?\s*(family|given|prefix|suffix)(-i)?\s*=', text):
        return _named_parts(text, use_prefix)
    found = parse_single_name_into_parts(text, strict=False)
    parts = {
        "family": " ".join(found.last),
        "given": " ".join(found.first),
        _particle(use_prefix): " ".join(found.von),
        "suffix": " ".join(found.jr),
    }
    return {part: _unescaped(value) for part, value in parts.items() if value}


def _named_parts(text: str, use_prefix: bool) -> dict[str, str]:
    parts: dict[str, str] = {}
    for pair in _split_at_commas(text.strip('"')):
        part, _, value = pair.partition("=")
        parts[part.strip()] = _unescaped(value.strip().strip('"'))
    use_prefix = parts.get("useprefix", str(use_prefix).lower()) == "true"
    if "prefix" in parts:
        parts[_particle(use_prefix)] = parts.pop("prefix")
    return parts


def _particle(use_prefix: bool) -> str:
    return "non-dropping-particle" if use_prefix else "dropping-particle"


def _split_at_commas(text: str) -> list[str]:
    """Split a text at its commas, except at commas inside braces."""
    depth, start, found = 0, 0, []
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if character == "," and depth == 0:
            found.append(text[start:place])
            start = place + 1
    return [*found, text[start:]]


def _is_group(text: str) -> bool:
    """Whether one pair of braces contains the whole text."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return place == len(text) - 1
    return False


# --- dates ---

_DAY = (
    r"(?:-?\d{4}|\d{3}X|\d\dXX|\d{4}-XX|\d{4}-XX-XX|\d{4}-\d\d-XX"
    r"|-?\d{4}-(?:0[1-9]|1[0-2]|2[1-4])|-?\d{4}-\d\d-\d\d|Y-?\d{5,18})[?~%]?"
)
_BIBLATEX_DATE = re.compile(
    rf"(?a)(?:{_DAY}|{_DAY}/(?:{_DAY}|\.\.)?|(?:\.\.)?/{_DAY}|\d{{4}}-\d\d-\d\dT[\d:]+(?:Z|[+-][\d:]+)?)"
)


def _is_biblatex_date(date: str) -> bool:
    """Whether biblatex can read a date: EDTF of levels 0 and 1 (3.20, section 2.3.8)."""
    return _BIBLATEX_DATE.fullmatch(date) is not None


def _date_in(fields: Mapping[str, str], prefix: str = "") -> str | None:
    """Return `date`, or `year`, `month` and `day`, as EDTF; unchanged if it is not a date."""
    if date := fields.get(f"{prefix}date"):
        return edtf_of_text(date) or edtf_of_text(_unescaped(date)) or date
    if f"{prefix}year" not in fields:
        return None
    year = _unescaped(fields[f"{prefix}year"])
    month = _unescaped(fields.get(f"{prefix}month", "")).strip().lower()
    number = month.zfill(2) if month.isdecimal() else ""
    if named := english_month(month):
        number = f"{named:02}"
    day = fields.get(f"{prefix}day", "").strip().zfill(2)
    for text in (f"{year}-{number}-{day}", f"{year}-{number}", year):
        if (found := edtf_of_text(text)) is not None:
            return found
    return year


# --- in ---


def add(data: bytes, *, onto: Document, by: str | None = None, at: str | None = None) -> ReadResult:
    """Return the record with the works of a `.bib` file (biblatex or BibTeX) added.

    Args:
        data: The file.
        onto: The record.
        by: The name or id of the agent who adds the works; a missing agent is created. New works
            get a revision by this agent.
        at: The time at which the works are added.

    Raises:
        SpeaksForOthers: `by` does not name one agent.
        ReadError: The bytes are not UTF-8, or have no entry.
        MissingExtra: The extra `cite` is not installed.
    """
    text = decode(data)
    with extra_cite("reading BibTeX"):
        parser = import_module("bibtexparser")
    with without_logs("bibtexparser"):
        library = parser.parse_string(text.replace("\r\n", "\n"))
    findings = [_failed_entry(block) for block in library.failed_blocks]
    if not library.entries and not findings:
        if text.strip():
            raise ReadError([Finding("not-a-bibliography", "the file has no BibTeX entries")])
        return ReadResult(onto)
    strings = {name: str(one.value) for name, one in library.strings_dict.items()}
    items = []
    with without_logs("pylatexenc"):
        for entry in library.entries:
            try:
                items.append(_item(entry, strings))
            except RecursionError:
                findings.append(_too_deep(entry))
    return add_items(items, onto=onto, by=by, at=at, findings=findings)


def _too_deep(entry: Any) -> Finding:
    message = f'"{entry.key}" was not read: its braces or commands are nested too deeply'
    at = Location(line=(entry.start_line or 0) + 1)
    return Finding("item-not-read", message, None, Severity.WARNING, at)


def _failed_entry(block: Any) -> Finding:
    reason = getattr(block.error, "abort_reason", str(block.error))
    message = f"an entry was not read: {_on_one_line(reason)}"
    at = Location(line=(block.start_line or 0) + 1)
    hint = f"the entry begins with {short(_on_one_line(block.raw or ''))}"
    return Finding("item-not-read", message, hint, Severity.WARNING, at)


def _item(entry: Any, strings: Mapping[str, str]) -> ParsedItem:
    """Convert an entry to a CSL item."""
    fields = {field.key.lower(): _joined_value(field, strings) for field in entry.fields}
    entry_type = entry.entry_type.lower()
    csl: CslItem = {"id": entry.key, "type": _type(entry_type, fields.pop("entrysubtype", ""))}
    use_prefix = "useprefix=true" in fields.pop("options", "").replace(" ", "")
    for name in _NAMES:
        if name in fields:
            if re.search(r"(?i)\sand\s+others\s*$", fields[name]):
                csl[f'"and others" at the end of {name}'] = True
            csl[name] = _names_in(fields.pop(name), use_prefix)
    for variable, prefix in (("issued", ""), ("accessed", "url")):
        if date := _date_in(fields, prefix):
            csl[variable] = date
        for part in ("date", "year", "month", "day"):
            fields.pop(f"{prefix}{part}", None)
    _set_eprint(fields, csl)
    for field in ("doi", "isbn", "issn", "url"):
        if field in fields:
            csl[field.upper()] = re.sub(
                r"\\([_%&#$~{}])(\{\})?", r"\1", _on_one_line(fields.pop(field))
            )
    if "subtitle" in fields and "title" in fields:
        fields["title"] += f": {fields.pop('subtitle')}"
    for variable, names in _variables(entry_type):
        found = next((name for name in names if name in fields), None)
        if found is not None:
            csl[variable] = _value(found, fields.pop(found))
    csl |= {name: value for name, value in fields.items() if name not in _IGNORED}
    return ParsedItem(csl, Location(line=(entry.start_line or 0) + 1))


def _joined_value(field: Any, strings: Mapping[str, str]) -> str:
    """Return the value of a field; parts joined with `#` become one text: `acm # " Press"`."""
    value = str(field.value)
    if field.enclosing != "no-enclosing" or "#" not in value:
        return value
    parts = [part.strip() for part in re.findall(r'"[^"]*"|\{[^{}]*\}|[^#"{}]+', value)]
    return "".join(
        part[1:-1] if part[0] in '"{' else strings.get(part.lower(), part) for part in parts if part
    )


_IGNORED = frozenset(("langid", "file", "timestamp", "date-added", "date-modified", "owner"))
"""Fields for programs, which have no data about a work."""


def _type(entry_type: str, subtype: str) -> str:
    subtype = _SUBTYPES.get(subtype, subtype)
    if subtype in _TYPES:
        return subtype
    return _CSL_TYPES.get(entry_type, entry_type)


def _set_eprint(fields: dict[str, str], csl: CslItem) -> None:
    kind = fields.get("eprinttype", fields.get("archiveprefix", "")).lower()
    scheme = next((scheme for scheme, name in _EPRINTS.items() if name == kind), None)
    if scheme is None or "eprint" not in fields:
        return
    for name in ("eprinttype", "archiveprefix", "eprintclass", "primaryclass"):
        fields.pop(name, None)
    value = fields.pop("eprint").strip()
    csl[scheme] = value if scheme != "arXiv" else re.sub(r"(?i)^arxiv:", "", value)


def _variables(entry_type: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each CSL variable with the fields that may have its value, the preferred first."""
    in_periodical, in_series = entry_type in _PERIODICAL_TYPES, entry_type in _SERIES_TYPES
    yield "title", ("title",)
    yield "title-short", ("shorttitle",)
    yield "container-title", ("journaltitle", "journal", "booktitle", "maintitle")
    yield "collection-title", ("series",)
    yield "volume", ("volume",)
    yield "issue", ("number", "issue") if in_periodical else ("issue",)
    if in_periodical:
        yield "number", ("eid",)
    else:
        yield "collection-number" if in_series else "number", ("number",)
    yield "page", ("pages",)
    yield "edition", ("edition",)
    if entry_type in _LEGAL_TYPES:
        yield "authority", ("institution",)
    yield "publisher", ("publisher", "institution", "organization", "school", "howpublished")
    yield "publisher-place", ("location", "address")
    yield "language", ("language", "langid")
    for variable, field in _FIELDS.items():
        yield variable, (field, "annote") if field == "annotation" else (field,)


def _value(field: str, latex: str) -> str:
    """Return a field as text: the parts of a list joined, a page range with one hyphen."""
    latex = _on_one_line(latex)
    if field in _LISTS:
        from bibtexparser.middlewares.names import split_multiple_persons_names

        return "; ".join(map(_unescaped, split_multiple_persons_names(latex)))
    if field == "pages":
        latex = re.sub(r"-{2,3}", "-", latex)
    return _unescaped(latex)


_FIRST_ENTRY = re.compile(rb"^\s*@[A-Za-z]+\s*[{(]", re.MULTILINE)


def _can_add(data: bytes) -> bool:
    """Whether bytes have an entry, with or without comments before it."""
    return _FIRST_ENTRY.search(data) is not None


BIBTEX = Format(
    name="bibtex",
    media_type="application/x-bibtex",
    suffixes=(".bib",),
    write=write,
    add=add,
    can_add=_can_add,
    layers=(),
)
