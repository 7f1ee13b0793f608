"""Reads a capture again, to compare its metadata with the metadata of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archive.cycle_collector import uncollected
from archive.derivations import format_of
from archive.errors import ArchiveError, MissingExtra, ReadError
from archive.files.interface import Files
from archive.formats import FORMATS
from archive.formats.format import options_of
from archive.formats.given import Given
from archive.model.captures import Capture
from archive.text.decoding import charset_of
from archive.validation.value_forms import Strings, parts_of

Reading = Mapping[tuple[str, str], Strings]
"""The strings that a reader found, by field of the metadata and field of the value."""

_MOST_TEXTS = 20
"""The maximum number of texts in one file whose metadata are read."""


def reading_of(capture: Capture, derivation: str, files: Files) -> Reading | MissingExtra | None:
    """Return the metadata and rights that the reader for a file finds in a capture.

    Return `None` if no reader accepts the file, and the error if a library is missing.

    Args:
        capture: The capture.
        derivation: The name of the derivation of its text, which determines the reader.
        files: The files of the record.
    """
    name = format_of(derivation)
    format = None if name is None else FORMATS.get(name)
    if format is None or format.receive is None:
        return None
    given = Given(
        data=files.read(capture.file) or b"",
        id="again",
        file=capture.file,
        media_type=capture.media_type,
        fields={} if capture.address is None else {"address": capture.address},
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    try:
        with uncollected():
            for article in _articles(format.receive, given):
                for field, value in _values(article):
                    for part in parts_of(field, value):
                        found[field, part.field].append(part.text)
    except MissingExtra as missing:
        return missing
    except ArchiveError:
        return None
    return {key: Strings(texts) for key, texts in found.items()}


def _articles(receive: Any, given: Given) -> Iterator[Any]:
    """Yield each article in a file."""
    options = options_of(receive)
    charset = charset_of(given.media_type or "")
    encoding = {"encoding": charset} if charset and "encoding" in options else {}
    try:
        yield receive(given, **encoding)
        return
    except ReadError as problem:
        if "text" not in options or problem.findings[0].code != "several-texts":
            raise
    for number in range(1, _MOST_TEXTS + 1):
        try:
            yield receive(given, text=number)
        except ReadError:
            return


def _values(article: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the metadata values that a reader returned for an article, with their fields."""
    metadata: Mapping[str, Any] = article.metadata
    fields = {**metadata, **metadata.get("publication", {}), "rights": article.rights}
    for field, content in fields.items():
        values: Sequence[Any] = content if isinstance(content, list | tuple) else [content]
        for value in values:
            if isinstance(value, Mapping):
                yield ("authors" if field == "contributors" else field), value
