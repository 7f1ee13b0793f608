"""Attributes and elements that say nothing that a record could hold, each with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from tests.articles.deletions.deletions import Place


class Nothing(NamedTuple):
    """A kind of deletion that changes nothing for anybody."""

    reason: str
    """Why it says nothing."""
    holds: Callable[[Place], bool]
    """Whether a deletion is of this kind."""


FORMATS: Mapping[str, str] = {
    "tei-of-others": "of_tei",
    "jats": "of_jats",
    "docx": "of_word",
    "odt": "of_opendocument",
    "html": "of_html",
}
"""The module that lists what says nothing, by format."""


def reason(place: Place, format: str) -> str | None:
    """Return why what stands at a place says nothing; `None` if it says something."""
    module: Any = import_module(f"tests.articles.deletions.{FORMATS[format]}")
    listed: tuple[Nothing, ...] = module.NOTHING
    return next((one.reason for one in listed if one.holds(place)), None)
