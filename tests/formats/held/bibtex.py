"""What BibTeX holds, as bibtexparser reads it."""

from __future__ import annotations

from collections.abc import Iterator

from archive.bibliographies.bibtex import _TYPES, _type, _unescaped
from archive.formats.format import WriteResult
from tests.conftest import import_or_skip

NAME = "bibtex"


def held(written: WriteResult) -> str:
    """Keys, types and all values, without LaTeX."""
    return "\n".join(_parts(written.data.decode()))


def _parts(text: str) -> Iterator[str]:
    library = import_or_skip("bibtexparser").parse_string(text)
    assert library.failed_blocks == []
    for entry in library.entries:
        yield entry.key
        fields = {field.key: field.value for field in entry.fields}
        kind = _type(entry.entry_type, fields.get("entrysubtype", ""))
        assert kind in _TYPES
        yield kind
        for value in fields.values():
            yield value  # dates, addresses and identifiers are verbatim
            yield _unescaped(value)
        yield from {"arxiv": ("arXiv",), "pubmed": ("PMID",), "hdl": ("Handle",)}.get(
            fields.get("eprinttype", ""), ()
        )
        yield from (name.upper() for name in ("doi", "isbn", "issn") if name in fields)
        yield from _variables(fields)


def _variables(fields: dict[str, str]) -> Iterator[str]:
    from archive.bibliographies.bibtex import _FIELDS

    yield from (name for name, field in _FIELDS.items() if field in fields)
    others = {"number": "number collection-number", "eid": "number", "institution": "authority"}
    yield from (names for field, names in others.items() if field in fields)
