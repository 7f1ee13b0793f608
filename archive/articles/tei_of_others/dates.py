"""Converts dates in TEI attributes to EDTF (TEI P5, att.datable; W3C XML Schema; ISO 8601-2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from archive.model.dates import Edtf

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

_W3C = re.compile(
    r"(-?\d{4,}(?:-\d\d(?:-\d\d)?)?)(T\d\d:\d\d(?::\d\d)?(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?"
)
_NO_YEAR = re.compile(r"--(\d\d)(?:-(\d\d))?|---(\d\d)")
_ADAPTER: TypeAdapter[str] = TypeAdapter(Edtf)


def attributes_of(element: Element) -> Mapping[str, str]:
    """The attributes of an element by their names."""
    return {str(name): str(value) for name, value in element.items()}


def date_of(attributes: Mapping[str, str], words: str = "") -> str | None:
    """Return the date of an element as EDTF; `None` where its attributes give none.

    An interval is `@from` and `@to`; `@notBefore` and `@notAfter` bound an unknown date. Without
    attributes the words are the date, if they are a year or in ISO 8601.

    >>> date_of({"when": "2016-03-20"}), date_of({"from": "1941", "to": "1945-05"})
    ('2016-03-20', '1941/1945-05')
    >>> date_of({"notBefore": "0050", "notAfter": "0300"}), date_of({"when": "--04-15"})
    ('[0050..0300]', 'XXXX-04-15')
    >>> date_of({}, "1979"), date_of({}, "last spring")
    ('1979', None)
    """

    def value(name: str) -> str | None:
        for suffix in ("", "-iso", "-custom"):
            if (given := attributes.get(name + suffix)) is not None:
                return _edtf_of_w3c(given.strip())
        return None

    if (custom := attributes.get("when-custom")) and (edtf := _checked(custom.strip())):
        return edtf
    if when := value("when"):
        return when
    first, last = value("from"), value("to")
    if first or last:
        return _checked(f"{first or ''}/{last or ''}") or _checked(
            f"{first or '..'}/{last or '..'}"
        )
    first, last = value("notBefore"), value("notAfter")
    if first or last:
        return first if first == last else _checked(f"[{first or ''}..{last or ''}]")
    if not any(name.startswith(("when", "from", "to", "not")) for name in attributes):
        return _edtf_of_words(words.strip())
    return None


def _edtf_of_words(words: str) -> str | None:
    is_written_as_one = re.fullmatch(r"[12]\d{3}(-\d\d(-\d\d)?)?", words)
    return _checked(words) if is_written_as_one else None


def _edtf_of_w3c(text: str) -> str | None:
    """A date of XML Schema as EDTF; a time of day is left out."""
    if form := _NO_YEAR.fullmatch(text):
        month, day = form[1] or "XX", form[2] or form[3]
        return _checked(f"XXXX-{month}-{day}") if day else _checked(f"XXXX-{month}")
    if form := _W3C.fullmatch(text):
        year = form[1]
        longer = re.match(r"-?\d{5,}", year)
        return _checked(f"Y{year}") if longer else _checked(year)
    return _checked(text)


@lru_cache(maxsize=4096)
def _checked(text: str) -> str | None:
    """The text, if it is EDTF."""
    if len(text) > 100:
        return None
    try:
        return _ADAPTER.validate_python(text)
    except ValidationError:
        return None
