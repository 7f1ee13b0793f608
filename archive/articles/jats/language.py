"""Reads the languages of elements."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic_core import ValidationError

from archive.derivations.jats_tree import LANG
from archive.model.identifiers import Language

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)


@lru_cache(maxsize=1024)
def language_from(tag: str | None) -> str | None:
    """Return a text if it is a BCP 47 language tag, otherwise `None`."""
    if not tag or len(tag) > 100:
        return None
    try:
        return _LANGUAGE.validate_python(tag.strip())
    except ValidationError:
        return None


def language_of(element: Element) -> str | None:
    """Return the language of an element, from the nearest `@xml:lang`."""
    here: Element | None = element
    while here is not None:
        if (tag := here.get(LANG)) is not None:
            return language_from(tag)
        here = here.getparent()
    return None
