"""Converts works to CSL items, and CSL items to the fields of works (CSL 1.0.2, CSL-JSON)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from archive.bibliographies.csl_dates import date_of_edtf, edtf_of_date
from archive.english import listed
from archive.errors import InvalidPart
from archive.findings import NOT_KEPT, Finding, Location, Severity, short
from archive.formats.field_coverage import EVERY_FIELD
from archive.model.base import Model
from archive.model.document import Document
from archive.model.identifiers import check_identifier
from archive.model.names import Identifier, Name
from archive.model.works import CslField, CslVariable, Work, WorkType
from archive.text.characters import NOT_XML

CslItem = dict[str, Any]
"""One item of CSL-JSON."""

LINE_VARIABLES: Mapping[str, str] = {
    "title": "title",
    "container_title": "container-title",
    "collection_title": "collection-title",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "edition": "edition",
    "language": "language",
    "address": "URL",
}
"""The CSL variable for each field of a work that has one line of text."""
NAME_VARIABLES = ("author", "editor", "translator")
DATE_VARIABLES = ("issued", "accessed")
SCHEMES = ("DOI", "ISBN", "ISSN", "PMID", "PMCID")
"""The schemes of identifiers that have a CSL variable, which has the name of the scheme."""
READ_SCHEMES = (*SCHEMES, "arXiv", "Handle")
"""These schemes, and two that other formats have; their readers use them as variables too."""
_ONLY_ONE = frozenset(("DOI", "PMID", "PMCID"))

_SCHEMA_NAMES: Mapping[str, str] = {
    "part-number": "part",
    "printing-number": "printing",
    "supplement-number": "supplement",
}
"""Variables of CSL 1.0.2 that have an older name in the schema of CSL-JSON."""
_VARIABLES: Mapping[str, str] = {
    **{name: name for name in get_args(CslVariable)},
    **{old: name for name, old in _SCHEMA_NAMES.items()},
    "event": "event-title",
}
"""The variables that a work stores in `fields`, by each name that they may have in items."""
_SHORT_TITLES = ("title-short", "shortTitle")
_TYPES = frozenset[str](get_args(WorkType))
_NAME_PARTS = ("family", "given", "dropping_particle", "non_dropping_particle", "suffix")

CUSTOM = "annotated-archive"
"""The key in an item's `custom` for exact values that CSL variables cannot express."""
_EXACT_FIELDS = ("variant_titles", "identifiers", "fields", *DATE_VARIABLES)
"""The fields of a work that may be under this key."""

CARRIED_CLASSES: Mapping[type[Model], Any] = {
    Document: {"works"},
    Work: {
        "id", "type", *LINE_VARIABLES, *NAME_VARIABLES, "issued", "accessed", "identifiers",
        "fields",
    },
    Name: {"family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal"},
    Identifier: EVERY_FIELD,
    CslField: EVERY_FIELD,
}  # fmt: skip
"""The fields that every bibliography format can write; CSL-JSON can also write variant titles."""


# --- out ---


def item_of_work(work: Work) -> CslItem:
    """Convert a work to a CSL item.

    Values that no CSL variable can express (other titles, identifiers of other schemes, an exact
    date) are put into `custom`, but only if they cannot be restored from the variables.
    """
    item: CslItem = {"id": work.id, "type": work.type}
    for name, variable in LINE_VARIABLES.items():
        if (value := getattr(work, name)) is not None:
            item[variable] = value
    for name in NAME_VARIABLES:
        if names := getattr(work, name):
            item[name] = [_item_of_name(one) for one in names]
    for name in _EXACT_FIELDS:
        item |= _as_variables(name, getattr(work, name))
    rest = {
        name.replace("_", "-"): _raw_value(getattr(work, name))
        for name in _EXACT_FIELDS
        if _value_of_variables(name, item) != _raw_value(getattr(work, name))
    }
    if rest:
        item["custom"] = {CUSTOM: rest}
    return item


def _item_of_name(name: Name) -> dict[str, str]:
    if name.literal is not None:
        return {"literal": name.literal}
    parts = ((part, getattr(name, part)) for part in _NAME_PARTS)
    return {part.replace("_", "-"): value for part, value in parts if value is not None}


def _as_variables(name: str, value: Any) -> CslItem:
    """Return the CSL variables for a field of a work that is one of `_EXACT_FIELDS`."""
    if name in DATE_VARIABLES:
        return {name: date_of_edtf(value)} if value else {}
    if name == "identifiers":
        return dict(_written_identifiers(value))
    if name == "fields":
        first: CslItem = {}
        for one in value:
            first.setdefault(_SCHEMA_NAMES.get(one.name, one.name), one.value)
        return first
    return {}


def _written_identifiers(identifiers: Sequence[Identifier]) -> Iterator[tuple[str, str]]:
    for scheme in SCHEMES:
        if values := [one.value for one in identifiers if one.scheme == scheme]:
            yield scheme, values[0] if scheme in _ONLY_ONE else " ".join(values)


def _raw_value(value: Any) -> Any:
    """Return a value of a work as raw JSON data."""
    if isinstance(value, tuple):
        return [one.model_dump(mode="json") if isinstance(one, Model) else one for one in value]
    return value


def _value_of_variables(name: str, item: Mapping[str, Any]) -> Any:
    """Return a field of `_EXACT_FIELDS` as raw data, from the variables of an item alone."""
    if name in DATE_VARIABLES:
        return edtf_of_date(item[name]) if name in item else None
    if name == "identifiers":
        return [one for scheme in SCHEMES for one in _identifiers(scheme, item.get(scheme, ""))]
    if name == "fields":
        return [
            {"name": _VARIABLES[key], "value": value}
            for key, value in item.items()
            if key in _VARIABLES
        ]
    return []


# --- in ---


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """A CSL item that was read, with its location in the file and the findings about it."""

    csl: Mapping[str, Any]
    """The CSL variables of the item."""
    location: Location = field(default_factory=Location)
    """The line or pointer of the item."""
    findings: list[Finding] = field(default_factory=list)
    """The findings about the item."""
    alike: frozenset[str] = frozenset()
    """The CSL types that the format of the file does not distinguish from the type of the item."""

    @property
    def name(self) -> str:
        """The name of the item in messages: its key, its title, or words that it has neither."""
        for key in ("id", "title"):
            if (value := self.csl.get(key)) and isinstance(value, str | int):
                return short(str(value).strip())
        return "an item without a key"

    def add_finding(self, code: str, message: str, hint: str | None = None, at: str = "") -> None:
        """Add a finding whose message begins with the name of the item."""
        pointer = f"{self.location.pointer}/{at}" if self.location.pointer and at else None
        finding = Finding(code, f"{self.name}: {message}", hint, Severity.WARNING, self.location)
        self.findings.append(finding.at(pointer=pointer))


def raw_work_of_item(item: ParsedItem) -> dict[str, Any]:
    """Return the fields of the work that an item describes; report invalid values.

    The id of the work is the key of the item if the key is a valid id; otherwise there is no id.
    """
    csl = dict(item.csl)
    raw: dict[str, Any] = {"type": _csl_type(item, csl.pop("type", None))}
    key = csl.pop("id", None)
    if isinstance(key, str) and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]{0,199}", key):
        raw["id"] = key
    for name, variable in LINE_VARIABLES.items():
        if (value := _text_on_one_line(item, variable, csl.pop(variable, None))) is not None:
            raw[name] = value
    if "language" in raw:
        _set_language(item, raw)
    for name in NAME_VARIABLES:
        if names := _names(item, name, csl.pop(name, None)):
            raw[name] = names
    exact = _custom_fields(item, csl.pop("custom", None))
    for name in DATE_VARIABLES:
        if (date := csl.get(name)) is not None and (read := edtf_of_date(date)):
            raw[name] = read
        elif date not in (None, "", {}):
            message = f"{name} is not a date: {_short_value(date)}"
            item.add_finding(NOT_KEPT, message, _DATE_HINT, name)
    raw["identifiers"] = [
        one for scheme in READ_SCHEMES for one in _identifiers(scheme, csl.get(scheme) or "", item)
    ]
    raw["variant_titles"] = _short_titles(item, csl, raw.get("title"))
    raw["fields"] = [
        {"name": _VARIABLES[key], "value": value}
        for key in csl
        if key in _VARIABLES and (value := _text(item, key, csl[key]))
    ]
    for name, value in exact.items():
        _restore_exact(name, value, raw, csl)
    known = {*DATE_VARIABLES, *READ_SCHEMES, *_SHORT_TITLES, *_VARIABLES}
    if unread := [key for key, value in csl.items() if key not in known and _has_value(value)]:
        item.add_finding(NOT_KEPT, f"a work has no field for {listed(unread)}")
    return {name: value for name, value in raw.items() if value}


_DATE_HINT = "write a year, month and day in figures, or EDTF"


def _has_value(value: Any) -> bool:
    return value not in (None, "", [], {})


def _csl_type(item: ParsedItem, value: Any) -> str:
    if isinstance(value, str) and value in _TYPES:
        return value
    if value is not None:
        item.add_finding(
            NOT_KEPT, f"CSL has no type {_short_value(value)}; read as a document", at="type"
        )
    return "document"


def _short_value(value: Any) -> str:
    return short(value if isinstance(value, str) else repr(value))


def _text_on_one_line(item: ParsedItem, variable: str, value: Any) -> str | None:
    """Return a value as text on one line; `None` if it is empty."""
    text = _text(item, variable, value)
    return " ".join(filter(None, re.split(r"[\t\n\r ]+", text))) or None


def _text(item: ParsedItem, variable: str, value: Any) -> str:
    """Return a value as text, with its line breaks."""
    return _without_forbidden_characters(_string(item, variable, value), item, variable)


def _string(item: ParsedItem, variable: str, value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    item.add_finding(NOT_KEPT, f"{variable} is not a text: {_short_value(value)}", at=variable)
    return ""


def _without_forbidden_characters(text: str, item: ParsedItem, variable: str) -> str:
    """Remove the characters that XML cannot carry from a text, and report this."""
    kept = re.sub(f"[{NOT_XML}]", "", text)
    if len(kept) < len(text):
        item.add_finding(NOT_KEPT, f"{variable} has characters that XML cannot carry", at=variable)
    return kept


def _set_language(item: ParsedItem, raw: dict[str, Any]) -> None:
    """Replace the name of a language with a language tag; report a language without one."""
    language: str = raw.pop("language")
    tag = _LANGUAGES.get(language.lower(), language)
    for one in (tag, tag.replace("_", "-")):
        if _is_legal("language", one):
            raw["language"] = one
            return
    item.add_finding(NOT_KEPT, f"{short(language)} is not a language tag", at="language")


_LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
    "ukenglish": "en-GB", "german": "de", "ngerman": "de", "austrian": "de-AT", "french": "fr",
    "spanish": "es", "portuguese": "pt", "portuges": "pt", "brazilian": "pt-BR", "brazil": "pt-BR",
    "italian": "it", "dutch": "nl", "latin": "la", "russian": "ru", "ukrainian": "uk",
    "polish": "pl", "czech": "cs", "swedish": "sv", "danish": "da", "norwegian": "no",
    "norsk": "nb", "nynorsk": "nn", "finnish": "fi", "greek": "el", "turkish": "tr",
    "arabic": "ar", "hebrew": "he", "chinese": "zh", "japanese": "ja", "korean": "ko",
    "hungarian": "hu", "catalan": "ca", "romanian": "ro",
}  # fmt: skip
"""The language tags for names of languages in babel, biblatex and common use."""


def _names(item: ParsedItem, variable: str, value: Any) -> list[dict[str, str]]:
    if value in (None, ""):
        return []
    given = value if isinstance(value, list) else [value]
    return [name for one in given if (name := _name(item, variable, one))]


def _name(item: ParsedItem, variable: str, value: Any) -> dict[str, str] | None:
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, dict):
        item.add_finding(NOT_KEPT, f"{variable} is not a name: {_short_value(value)}", at=variable)
        return None
    parts = {
        part: text
        for part in _NAME_PARTS
        if (text := _text_on_one_line(item, variable, value.get(part.replace("_", "-"))))
        is not None
    }
    if "family" in parts or "given" in parts:
        return parts
    literal = _text_on_one_line(item, variable, value.get("literal"))
    whole = literal or " ".join(parts.values())
    if not whole:
        item.add_finding(NOT_KEPT, f"{variable} has a name without words", at=variable)
    return {"literal": whole} if whole else None


def _identifiers(scheme: str, value: Any, item: ParsedItem | None = None) -> list[dict[str, str]]:
    """Return the identifiers in a variable, without prefixes; report those that are wrong."""
    text = value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    found = []
    for one in _split_identifiers(scheme, text):
        problem = None if re.search(rf"[\x00-\x20{NOT_XML}]", one) is None else "it has a space"
        if problem := problem or check_identifier(scheme, one):
            if item is not None:
                item.add_finding(NOT_KEPT, f"its {scheme} is left out: {problem}", at=scheme)
        elif (identifier := {"scheme": scheme, "value": one}) not in found:
            found.append(identifier)
    return found


def _split_identifiers(scheme: str, text: str) -> list[str]:
    """Split a text into identifiers, and return these in their normal form."""
    text = text.strip()
    if scheme == "DOI":
        text = re.sub(r"(?i)^(https?://(dx\.|www\.)?doi\.org/|doi:?\s*)", "", text)
    elif scheme == "ISSN":
        if issns := re.findall(r"(?a)\b(\d{4})[-‐‑–]?(\d{3}[\dXx])\b", text):
            return [f"{first}-{second.upper()}" for first, second in issns]
    elif scheme == "ISBN":
        text = re.sub(r"(?i)\bisbn(-1[03])?:?", " ", text).strip().replace("x", "X")
        whole = re.sub(r"[ ‐‑–]", "-", text)
        if check_identifier("ISBN", whole) is None:
            return [whole]
        return [one for one in re.split(r"[\s,;]+|\([^)]*\)", text) if one]
    return [text] if text else []


def _short_titles(item: ParsedItem, csl: Mapping[str, Any], title: str | None) -> list[str]:
    titles = (_text_on_one_line(item, name, csl.get(name)) for name in _SHORT_TITLES)
    return [one for one in dict.fromkeys(titles) if one and one != title]


def _custom_fields(item: ParsedItem, value: Any) -> dict[str, Any]:
    """Return the exact values that `item_of_work` wrote in `custom`; report other data there."""
    custom = dict(value) if isinstance(value, dict) else {}
    rest = custom.pop(CUSTOM, {})
    names = {name.replace("_", "-"): name for name in _EXACT_FIELDS}
    own = rest if isinstance(rest, dict) else {}
    legal = {names[key]: one for key, one in own.items() if _is_exact(names.get(key, ""), one)}
    is_other = not isinstance(value, dict) and _has_value(value)
    if custom or is_other or rest != own or len(legal) < len(own):
        item.add_finding(NOT_KEPT, "a work has no field for the data in custom", at="custom")
    return legal


def _is_exact(name: str, value: Any) -> bool:
    return name in _EXACT_FIELDS and _is_legal(name, value)


def _restore_exact(name: str, value: Any, raw: dict[str, Any], csl: Mapping[str, Any]) -> None:
    """Restore the exact value of a field, unless the variables were changed after writing."""
    work = Work.model_validate({**_MINIMAL_WORK, name: value})
    now = {key: csl[key] for key in csl if key in _variables_of(name)}
    if _as_variables(name, getattr(work, name)) == now:
        raw[name] = [*value, *raw[name]] if name == "variant_titles" else value
    elif name == "identifiers":
        raw[name] += [one for one in value if one["scheme"] not in SCHEMES]


_MINIMAL_WORK = {"id": "a", "type": "document"}


def _is_legal(name: str, value: Any) -> bool:
    """Whether a work can have this value in this field."""
    try:
        work = Work.model_validate({**_MINIMAL_WORK, name: value})
    except InvalidPart:
        return False
    problems = (check_identifier(one.scheme, one.value) for one in work.identifiers)
    return not any(problems)


def _variables_of(name: str) -> frozenset[str]:
    if name == "identifiers":
        return frozenset(SCHEMES)
    if name == "fields":
        return frozenset(_VARIABLES)
    return frozenset((name,))
