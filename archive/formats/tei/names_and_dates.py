"""Names, identifiers and dates in TEI, wherever they occur."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pydantic_core import PydanticCustomError

from archive.formats.tei.context import Raw, ReadContext
from archive.formats.tei.parser import (
    BLANKS,
    Element,
    normalize_space,
    own_text,
    take,
    take_reference,
)
from archive.formats.tei.xml_output import XmlOutput, reference
from archive.model.dates import edtf_bounds, w3c_date
from archive.model.names import Identifier, Name

_PARTS = (
    ("given", "forename", None),
    ("dropping_particle", "nameLink", "dropping"),
    ("non_dropping_particle", "nameLink", "non-dropping"),
    ("family", "surname", None),
    ("suffix", "genName", None),
)
_FIELDS = {(element, type): field for field, element, type in _PARTS}
CALENDAR = "#edtf.calendar"
"""The pointer in `@datingMethod` to the notation of `@when-custom`, which is EDTF."""

_QUALIFIERS = re.compile("[?~%]")
_DERIVED = ("when", "from", "to", "notBefore", "notAfter", "precision")


# --- names ---


def write_name(to: XmlOutput, name: Name) -> None:
    """Write `<persName><forename>…</forename>…</persName>`; `<name>` if literal."""
    if name.literal is not None:
        to.add("name", None, name.literal)
        return
    to.open("persName")
    for field, element, type in _PARTS:
        part = getattr(name, field)
        if part is not None:
            to.add(element, {"type": type}, part)
    to.close("persName")


def read_name(holder: Element, context: ReadContext) -> tuple[Raw, list[Element]]:
    """Undo `write_name`: return the name in an element, and the other children."""
    raw: Raw = {}
    if (entity := take_reference(holder, "ref")) is not None:
        raw["entity"] = entity
    others: list[Element] = []
    for child in holder:
        if child.tag == "name" and not raw.keys() - {"entity"}:
            raw["literal"] = context.line(child)
        elif child.tag == "persName" and not raw.keys() - {"entity"}:
            _read_parts(child, raw, context)
        else:
            others.append(child)
    return raw, others


def _read_parts(pers_name: Element, raw: Raw, context: ReadContext) -> None:
    for part in pers_name:
        field = _FIELDS.get((part.tag, part.attrib.get("type")))
        if field is None or field in raw:
            context.note_lost(part)
        else:
            take(part, "type")
            raw[field] = context.line(part)
    context.end(pers_name)


def write_names(to: XmlOutput, element: str, names: Iterable[Name], role: str | None) -> None:
    """Write `<author ref="#entity"><persName>…</persName></author>` for each."""
    for name in names:
        to.open(element, {"role": role, "ref": reference(name.entity)})
        write_name(to, name)
        to.close(element)


def read_only_name(holder: Element, context: ReadContext) -> Raw:
    """Undo `write_names` for one name."""
    raw, others = read_name(holder, context)
    for other in others:
        context.note_lost(other)
    context.end(holder)
    return raw


# --- identifiers and addresses ---


def write_identifiers(to: XmlOutput, identifiers: Iterable[Identifier], *, end: str = "\n") -> None:
    """Write `<idno type="DOI">10.…</idno>` for each."""
    for identifier in identifiers:
        to.keep("idno", identifier.value, {"type": identifier.scheme}, end)


def read_identifier(idno: Element, context: ReadContext) -> Raw:
    """Undo `write_identifiers` for one identifier."""
    return {"scheme": take(idno, "type"), "value": context.line(idno)}


def read_identifiers(children: Iterable[Element], context: ReadContext) -> list[Raw]:
    """Undo `write_identifiers` for children; report any other element."""
    identifiers = []
    for child in children:
        if child.tag == "idno":
            identifiers.append(read_identifier(child, context))
        else:
            context.note_lost(child)
    return identifiers


def write_address(to: XmlOutput, written: str | None) -> None:
    """Write `<idno type="URI" subtype="address">…</idno>`; mistakes in the address stay."""
    if written is not None:
        to.add("idno", {"type": "URI", "subtype": "address"}, written)


def is_address(idno: Element) -> bool:
    """Return whether an `idno` is an address; mark its `@subtype` as read."""
    if idno.attrib.get("subtype") != "address" or idno.attrib.get("type") != "URI":
        return False
    take(idno, "subtype")
    take(idno, "type")
    return True


# --- dates ---


def date_attributes(date: str, *, on_event: bool = False) -> dict[str, str | None]:
    """Return `@when-custom` with a date in EDTF, and W3C attributes for other programs."""
    return {
        "when-custom": date,
        "datingMethod": CALENDAR,
        **w3c_attributes(date, on_event=on_event),
    }


@lru_cache(maxsize=1024)
def w3c_attributes(date: str, *, on_event: bool = False) -> Mapping[str, str]:
    """Return the W3C attributes that express a date in EDTF (TEI P5, att.datable.w3c).

    These are `@from` and `@to` for an interval; `@when` for a date, with `@precision` if it is
    approximate and `@cert` if it is uncertain (both are left out for an `event`); `@notBefore` and
    `@notAfter` for any other date.

    >>> w3c_attributes("2016-04~")
    {'when': '2016-04', 'precision': 'low'}
    >>> w3c_attributes("2015/..")
    {'from': '2015'}
    >>> w3c_attributes("156X")
    {'notBefore': '1560-01-01', 'notAfter': '1569-12-31'}
    """
    if (when := w3c_date(date)) is not None:
        return {"when": when}
    plain = _QUALIFIERS.sub("", date)
    qualifiers: dict[str, str] = {}
    if "~" in date or "%" in date:
        qualifiers["precision"] = "low"
    if "?" in date or "%" in date:
        qualifiers["cert"] = "low"
    if qualifiers and on_event:
        return {}
    if (when := _plain(plain)) is not None:
        return {"when": when, **qualifiers}
    first, slash, last = plain.partition("/")
    if slash and all(end in ("", "..") or _plain(end) for end in (first, last)):
        ends = {"from": _plain(first), "to": _plain(last)}
        return {name: end for name, end in ends.items() if end} | qualifiers
    earliest, latest = edtf_bounds(date)
    bounds = {"notBefore": _day(earliest), "notAfter": _day(latest)}
    return {name: day for name, day in bounds.items() if day}


def _plain(date: str) -> str | None:
    """Return a date if W3C XML Schema can express it; `None` for an open end."""
    try:
        return w3c_date(date)
    except PydanticCustomError:
        return None


def _day(day: tuple[int, int, int] | None) -> str | None:
    if day is None or not 1 <= day[0] <= 9999:
        return None
    return "{:04}-{:02}-{:02}".format(*day)


def read_date(element: Element, context: ReadContext, *, on_event: bool = False) -> str | None:
    """Undo `date_attributes`; report W3C attributes that differ.

    If a person wrote only W3C attributes, return the EDTF date that has these attributes.
    """
    date = take(element, "when-custom")
    attributes = element.attrib
    derived = {name: attributes.pop(name) for name in _DERIVED if name in attributes}
    if not on_event and (cert := take(element, "cert")) is not None:
        derived["cert"] = cert
    if date is None:
        date = _from_w3c(derived)
        if date is None and derived:
            said = " ".join(f'{name}="{value}"' for name, value in derived.items())
            context.unreadable(
                element,
                "not-kept",
                f"{said} without @when-custom cannot be read as a date",
                "write the date in EDTF as @when-custom",
            )
        context.expect(element, "datingMethod", None if date is None else CALENDAR)
        return date
    context.expect(element, "datingMethod", CALENDAR)
    try:
        expected = w3c_attributes(date, on_event=on_event)
    except PydanticCustomError:
        return date  # the model reports what is wrong with it
    for name, value in derived.items():
        if expected.get(name) != value:
            context.differs(
                element, f'@{name} is "{value}"', _expected(expected, name, date), f"/@{name}"
            )
    return date


def _expected(expected: Mapping[str, str], name: str, date: str) -> str:
    return expected.get(name, f"{date}, which has no @{name}")


def _from_w3c(derived: dict[str, str]) -> str | None:
    match derived:
        case {"when": when, **rest} if not rest:
            return when
        case {"from": first, "to": last, **rest} if not rest:
            return f"{first}/{last}"
        case {"from": first, **rest} if not rest:
            return f"{first}/.."
        case {"to": last, **rest} if not rest:
            return f"../{last}"
    return None


def read_instant(date: Element, context: ReadContext) -> str | None:
    """Return the `@when` of a `date`."""
    when = take(date, "when")
    if when is None:
        context.missing(date, "when")
    context.note_all_lost(date)
    return when


def read_own_line(element: Element, context: ReadContext) -> str:
    """Return the text directly in an element: before the children, or after one of them."""
    texts = (element.text or "", *(child.tail or "" for child in element))
    if sum(bool(text.strip(BLANKS)) for text in texts) > 1:
        message = "there is text before and after a child element, but only one is allowed"
        context.unreadable(element, "not-kept", message, "put all of the text before or after it")
    return normalize_space(own_text(element))
