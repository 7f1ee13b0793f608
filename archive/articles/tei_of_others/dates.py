"""Converts dates in TEI attributes to EDTF (TEI P5, att.datable; W3C XML Schema; ISO 8601-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter, ValidationError

from archive.model.dates import Edtf

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

_W3C = re.compile(
    r"(-?\d{4,}(?:-\d\d(?:-\d\d)?)?)(T\d\d:\d\d(?::\d\d)?(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?"
)
_NO_YEAR = re.compile(r"--(\d\d)(?:-(\d\d))?|---(\d\d)")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(T.*)?")
"""Matches a day in the basic format of ISO 8601, which only `@when-iso` allows, not `@when`."""
_ATTRIBUTES = {
    name: (name, f"{name}-iso", f"{name}-custom")
    for name in ("when", "from", "to", "notBefore", "notAfter")
}
"""The attributes that may give a value, in the order in which they are tried."""
_ADAPTER: TypeAdapter[str] = TypeAdapter(Edtf)


def attributes_of(element: Element) -> Mapping[str, str]:
    """Return the attributes of an element by their names."""
    return {str(name): str(value) for name, value in element.items()}


class Date(NamedTuple):
    """A date as EDTF, with the attributes whose whole value it expresses."""

    edtf: str
    taken: frozenset[str] = frozenset()


class _Value(NamedTuple):
    """The value of one attribute, converted to EDTF."""

    attribute: str
    edtf: str
    is_whole: bool
    """Whether the EDTF date expresses the whole value of the attribute."""


def date_of(attributes: Mapping[str, str], words: str = "") -> Date | None:
    """Return the date that attributes give, as EDTF; `None` if they give no date.

    `@from` and `@to` form an interval; `@notBefore` and `@notAfter` are the limits of an unknown
    date. If several are given, the order is: `@when`, interval, limits. If none is given, the words
    are used as the date if they are a year or an ISO 8601 date.

    >>> date_of({"when": "2016-03-20"}).edtf, date_of({"from": "1941", "to": "1945-05"}).edtf
    ('2016-03-20', '1941/1945-05')
    >>> date_of({"notBefore": "0050", "notAfter": "0300"}).edtf, date_of({"when": "--04-15"}).edtf
    ('[0050..0300]', 'XXXX-04-15')
    >>> date_of({"when-iso": "19900501"}).edtf, date_of({"when": "19900501"})
    ('1990-05-01', None)
    >>> date_of({}, "1979").edtf, date_of({}, "last spring")
    ('1979', None)
    """
    if (custom := attributes.get("when-custom")) and (edtf := _checked(custom.strip())):
        return Date(edtf, frozenset(("when-custom",)))
    if (when := _value(attributes, "when")) is not None:
        return _date(when.edtf, when)
    for date in (_interval(attributes), _bounds(attributes)):
        if date is not None:
            return date
    if not any(name.startswith(("when", "from", "to", "not")) for name in attributes):
        edtf = _edtf_of_words(words.strip())
        return None if edtf is None else Date(edtf)
    return None


def _interval(attributes: Mapping[str, str]) -> Date | None:
    """Return the interval from `@from` to `@to`."""
    first, last = _day(attributes, "from"), _day(attributes, "to")
    if first is None and last is None:
        return None
    start, end = first.edtf if first else "", last.edtf if last else ""
    edtf = _checked(f"{start}/{end}") or _checked(f"{start or '..'}/{end or '..'}")
    return None if edtf is None else _date(edtf, first, last)


def _bounds(attributes: Mapping[str, str]) -> Date | None:
    """Return a date of which only limits are known, `@notBefore` and `@notAfter`."""
    first, last = _day(attributes, "notBefore"), _day(attributes, "notAfter")
    if first is None and last is None:
        return None
    start, end = first.edtf if first else "", last.edtf if last else ""
    edtf = start if start == end else _checked(f"[{start}..{end}]")
    return None if edtf is None else _date(edtf, first, last)


def _date(edtf: str, *values: _Value | None) -> Date:
    taken = frozenset(one.attribute for one in values if one is not None and one.is_whole)
    return Date(edtf, taken)


def _value(attributes: Mapping[str, str], name: str) -> _Value | None:
    """Return the first date in an attribute or its forms with `-iso` and `-custom`."""
    for attribute in _ATTRIBUTES[name]:
        if attribute in attributes:
            given, is_iso = attributes[attribute].strip(), attribute.endswith("-iso")
            for edtf, is_whole in _edtf_of(given, is_iso=is_iso):
                return _Value(attribute, edtf, is_whole)
    return None


def _day(attributes: Mapping[str, str], name: str) -> _Value | None:
    """Return a date without its time of day, because EDTF intervals and sets have no times."""
    value = _value(attributes, name)
    if value is None or "T" not in value.edtf:
        return value
    return _Value(value.attribute, value.edtf.partition("T")[0], is_whole=False)


def _edtf_of_words(words: str) -> str | None:
    is_written_as_one = re.fullmatch(r"[12]\d{3}(-\d\d(-\d\d)?)?", words)
    return _checked(words) if is_written_as_one else None


def _edtf_of(text: str, *, is_iso: bool) -> Iterator[tuple[str, bool]]:
    """Yield a date of XML Schema or ISO 8601 as EDTF, and whether EDTF expresses all of it.

    In XML Schema, digits alone are a year of any length. But files use eight digits as a day in the
    basic format of ISO 8601, which `@when` does not allow; there, eight digits are not read.
    """
    edtf, rest = "", ""
    if form := _NO_YEAR.fullmatch(text):
        month, day = form[1] or "XX", form[2] or form[3]
        edtf = f"XXXX-{month}-{day}" if day else f"XXXX-{month}"
    elif basic := _BASIC.fullmatch(text):
        edtf, rest = f"{basic[1]}-{basic[2]}-{basic[3]}" if is_iso else "", basic[4] or ""
    elif form := _W3C.fullmatch(text):
        if form[2] and (instant := _checked(text)):
            edtf = instant
        else:
            edtf = f"Y{form[1]}" if re.match(r"-?\d{5,}", form[1]) else form[1]
            rest = (form[2] or "") + (form[3] or "")
    elif text:
        edtf = text
    if edtf and (found := _checked(edtf)):
        yield found, not rest


@lru_cache(maxsize=4096)
def _checked(text: str) -> str | None:
    """Return the text if it is an EDTF date, otherwise `None`."""
    if len(text) > 100:
        return None
    try:
        return _ADAPTER.validate_python(text)
    except ValidationError:
        return None
