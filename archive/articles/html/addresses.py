"""Cleans the addresses in a page, so that a record can hold them."""

from __future__ import annotations

import re

from pydantic import TypeAdapter, ValidationError

from archive.model.identifiers import Address

_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
_LONGEST_ADDRESS = 20_000


def as_address(text: str) -> str | None:
    """Return an address as written, without white space; `None` if a record cannot hold it."""
    text = re.sub("[\t\n\r]+", "", text).strip(" \f")
    text = re.sub(" +", " ", text)
    if not text or len(text) > _LONGEST_ADDRESS:
        return None
    try:
        return str(_ADDRESS.validate_python(text))
    except ValidationError:
        return None
