"""What a file says about itself, and what the article says by its styles, as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from archive.findings import Finding, short, warning
from archive.formats.format import NOT_KEPT
from archive.model.base import Line
from archive.model.identifiers import Language

_LINE = TypeAdapter[str](Line)
_LANGUAGE = TypeAdapter[str](Language)
Properties = Mapping[str, Sequence[str]]
"""What the file says: title, creator, subject, keywords, description, language, each once or more,
and whatever else under the name that the file has for it."""


def metadata_of(
    properties: Properties, printed: Sequence[tuple[str, str]], capture: str
) -> tuple[dict[str, Any], list[Finding]]:
    """Return metadata, raw as in JSON, and what found no place in it.

    What stands in the article comes before what the file says. When a file was made or saved, and
    by whom last, is nothing that the article says of itself.
    """
    origin = {"type": "capture", "capture": capture}

    def value(basis: str, **fields: Any) -> dict[str, Any]:
        return {**fields, "basis": basis, "origin": origin}

    left: dict[str, str] = {}
    metadata: dict[str, Any] = {}
    titles = [
        value("printed", text=text, **({"type": "sub"} if role == "subtitle" else {}))
        for role, words in printed
        if role in ("title", "subtitle") and (text := _line(words))
    ]
    titles.sort(key=lambda one: "type" in one)  # the main one stands first
    for text in filter(None, map(_line, properties.get("title", ()))):
        if any(text == one["text"] for one in titles):
            continue
        kind = {"type": "variant"} if titles else {}
        titles.append(value("embedded", text=text, **kind))
    authors = [
        value("printed", name={"literal": name})
        for role, words in printed
        if role == "author" and (name := _line(words))
    ]
    creators = [
        name
        for text in properties.get("creator", ())
        for part in text.split(";")
        if (name := _line(part))
    ]
    if authors:
        known = " ".join(one["name"]["literal"] for one in authors)
        if others := [name for name in creators if name not in known]:
            left["creator"] = "; ".join(others)
    else:
        authors = [value("embedded", name={"literal": name}) for name in creators]
    keywords = [
        value("embedded", term=term)
        for text in properties.get("keywords", ())
        for part in re.split("[,;،、]", text)
        if (term := _line(part))
    ]
    languages = []
    for text in map(str.strip, properties.get("language", ())):
        if _is_valid(_LANGUAGE, text):
            languages.append(value("embedded", tag=text))
        elif text:
            left["language"] = text
    abstract = "\n".join(words for role, words in printed if role == "abstract").strip()
    if abstract:
        metadata["abstract"] = value("printed", text=abstract)
    for name, found in (
        *(("titles", titles), ("authors", authors), ("keywords", keywords)),
        ("languages", languages),
    ):
        if found:
            metadata[name] = found
    used = ("title", "creator", "keywords", "language")
    left |= {
        name: " ".join(" ".join(texts).split())
        for name, texts in properties.items()
        if name not in used and "".join(texts).strip()
    }
    return metadata, [*_property_losses(left)]


def _property_losses(left: Mapping[str, str]) -> Iterator[Finding]:
    if left:
        told = ", ".join(f"{name} {short(text)}" for name, text in left.items())
        message = f"the file says of itself what the record has no place for: {told}"
        yield warning(NOT_KEPT, "", message)


def _line(text: str) -> str | None:
    line = " ".join(text.split())
    return line if _is_valid(_LINE, line) else None


def _is_valid(type: TypeAdapter[str], text: str) -> bool:
    try:
        type.validate_python(text)
    except ValidationError:
        return False
    return True
