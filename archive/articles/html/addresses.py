"""Removes line ends and extra blanks from addresses in a page, so that they are valid."""

from __future__ import annotations

import re

from pydantic import TypeAdapter, ValidationError

from archive.model.identifiers import Address

_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
_LONGEST_ADDRESS = 20_000


def as_address(text: str) -> str | None:
    """Return an address without extra white space; `None` if it is not valid in a record."""
    text = re.sub("[\t\n\r]+", "", text).strip(" \f")
    text = re.sub(" +", " ", text)
    if not text or len(text) > _LONGEST_ADDRESS:
        return None
    try:
        return str(_ADDRESS.validate_python(text))
    except ValidationError:
        return None
