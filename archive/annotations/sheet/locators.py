"""Parses the place in a work that somebody has typed into a cell."""

from __future__ import annotations

from collections.abc import Mapping

from archive.annotations.sheet.name_resolution import Raw

_UNITS: Mapping[str, str] = {
    **{unit: unit for unit in (
        "page", "paragraph", "section", "chapter", "article", "table", "figure", "note", "line",
        "verse", "volume", "timestamp", "column", "folio",
    )},
    "p.": "page", "pp.": "page", "pages": "page", "ch.": "chapter", "sec.": "section",
    "§": "section",
    "art.": "article", "fig.": "figure", "vol.": "volume", "para.": "paragraph", "fol.": "folio",
}  # fmt: skip


def locator_of(cell: str) -> Raw:
    """Return the raw locator for a cell.

    >>> locator_of("section 3.1"), locator_of("12-14")
    ({'unit': 'section', 'value': '3.1'}, {'unit': 'page', 'value': '12-14'})
    """
    word, blank, rest = cell.partition(" ")
    unit = _UNITS.get(word.lower()) if blank else None
    return {"unit": unit or "page", "value": rest if unit else cell}
