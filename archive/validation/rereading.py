"""Reads a capture again, to compare the metadata that its reader finds with those of a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from archive.derivations import format_of
from archive.errors import ArchiveError, MissingExtra, ReadError
from archive.formats import FORMATS
from archive.formats.format import options_of, uncollected
from archive.formats.given import Given
from archive.text.decoding import charset_of
from archive.validation.value_forms import Strings, parts_of

if TYPE_CHECKING:
    from archive.files.interface import Files
    from archive.model.captures import Capture

Reading = Mapping[tuple[str, str], Strings]
"""What a reader finds: the strings of a field of the values in a field of the metadata."""

_MOST_TEXTS = 20
"""Of how many texts in one file the metadata are read."""


def reading_of(capture: Capture, derivation: str, files: Files) -> Reading | MissingExtra | None:
    """Return the metadata and rights that the reader of its kind finds in a capture.

    `None` where none reads it, or it refuses; the error where a library is missing.

    Args:
        capture: The capture.
        derivation: The name of the derivation of its text, which tells its kind.
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
    """Yield the article in a file; of several, each."""
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
    """Yield the values of an article as a reader gives them, with their fields."""
    metadata: Mapping[str, Any] = article.metadata
    fields = {**metadata, **metadata.get("publication", {}), "rights": article.rights}
    for field, content in fields.items():
        values: Sequence[Any] = content if isinstance(content, list | tuple) else [content]
        for value in values:
            if isinstance(value, Mapping):
                yield ("authors" if field == "contributors" else field), value
