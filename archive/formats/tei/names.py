"""Names, identifiers and dates, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

from archive.formats.tei.attestation import Raw
from archive.formats.tei.xml import (
    Element,
    add,
    child,
    children,
    line_text,
    name_of,
    reference,
    target_of,
)
from archive.model.dates import edtf_bounds, w3c_date
from archive.model.names import Identifier, Name

_PARTS = (
    ("given", "forename", None),
    ("dropping_particle", "nameLink", "dropping"),
    ("non_dropping_particle", "nameLink", "non-dropping"),
    ("family", "surname", None),
    ("suffix", "genName", None),
)
CALENDAR = "#edtf.calendar"
"""The category that says in which calendar and notation `@when-custom` is."""


def write_name(parent: Element, name: Name) -> None:
    """`<persName><forename>…</forename><surname>…</surname></persName>`; literal: `<name>`."""
    if name.literal is not None:
        add(parent, "name", None, name.literal)
        return
    pers_name = add(parent, "persName")
    for field, element, type in _PARTS:
        part = getattr(name, field)
        if part is not None:
            add(pers_name, element, {"type": type}, part)


def read_name(holder: Element) -> Raw:
    """Undo `write_name`, from the element that holds the name and points at its entity."""
    found: Raw = {"entity": target_of(holder, "ref")}
    for name in holder:
        match name_of(name):
            case "name":
                found["literal"] = line_text(name)
            case "persName":
                for field, element, type in _PARTS:
                    found[field] = line_text(child(name, element, type))
    return found


def write_names(parent: Element, element: str, names: Iterable[Name], role: str | None) -> None:
    """`<author ref="#entity"><persName>…</persName></author>` for each."""
    for name in names:
        write_name(add(parent, element, {"role": role, "ref": reference(name.entity)}), name)


def write_identifiers(parent: Element, identifiers: Iterable[Identifier]) -> None:
    """`<idno type="DOI">10.…</idno>` for each."""
    for identifier in identifiers:
        add(parent, "idno", {"type": identifier.scheme}, identifier.value)


def read_identifiers(parent: Element) -> list[Raw]:
    """Undo `write_identifiers`."""
    return [
        {"scheme": idno.get("type"), "value": line_text(idno)}
        for idno in children(parent, "idno")
        if idno.get("subtype") is None
    ]


def write_address(parent: Element, written: str | None) -> None:
    """`<idno type="URI" subtype="address">…</idno>`: as written, mistakes included."""
    if written is not None:
        add(parent, "idno", {"type": "URI", "subtype": "address"}, written)


def read_address(parent: Element) -> str | None:
    """Undo `write_address`."""
    for idno in children(parent, "idno", "URI"):
        if idno.get("subtype") == "address":
            return line_text(idno)
    return None


def date_attributes(date: str) -> dict[str, str | None]:
    """`@when-custom` for a date in EDTF, with W3C attributes made from it for other tools."""
    return {"when-custom": date, "datingMethod": CALENDAR, **w3c_attributes(date)}


def w3c_attributes(date: str) -> dict[str, str | None]:
    """`@when`, or `@notBefore` and `@notAfter`, as far as W3C XML Schema can hold the date."""
    if (when := w3c_date(date)) is not None:
        return {"when": when}
    earliest, latest = edtf_bounds(date)
    return {"notBefore": _day(earliest), "notAfter": _day(latest)}


def _day(day: tuple[int, int, int] | None) -> str | None:
    if day is None or not 1 <= day[0] <= 9999:
        return None
    return "{:04}-{:02}-{:02}".format(*day)
