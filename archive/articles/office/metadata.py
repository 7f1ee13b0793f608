"""Builds metadata from the properties of a file, and from paragraphs such as titles or authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from archive.findings import NOT_KEPT, Finding, short, warning
from archive.model.base import Line
from archive.model.identifiers import Language

_LINE = TypeAdapter[str](Line)
_LANGUAGE = TypeAdapter[str](Language)
Properties = Mapping[str, Sequence[str]]
"""The properties of a file, each with one or more values: title, creator, subject, keywords,
description, language, and all others under their names in the file."""


def metadata_of(
    properties: Properties, printed: Sequence[tuple[str, str]], capture: str
) -> tuple[dict[str, Any], list[Finding]]:
    """Return the metadata as raw JSON data, and findings on properties that are left out.

    Values printed in the text come before properties. The times at which the file was created and
    saved, and who saved it last, are not metadata of the article.
    """
    origin = {"type": "capture", "capture": capture}

    def value(basis: str, **fields: Any) -> dict[str, Any]:
        return {**fields, "basis": basis, "origin": origin}

    losses: dict[str, str] = {}
    metadata: dict[str, Any] = {}
    titles = [
        value("printed", text=text, **({"type": "sub"} if role == "subtitle" else {}))
        for role, words in printed
        if role in ("title", "subtitle") and (text := _line(words))
    ]
    titles.sort(key=lambda one: "type" in one)  # the main one comes first
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
            losses["creator"] = "; ".join(others)
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
            losses["language"] = text
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
    losses |= {
        name: " ".join(" ".join(texts).split())
        for name, texts in properties.items()
        if name not in used and "".join(texts).strip()
    }
    return metadata, [*_property_losses(losses)]


def _property_losses(losses: Mapping[str, str]) -> Iterator[Finding]:
    if losses:
        shown = ", ".join(f"{name} {short(text)}" for name, text in losses.items())
        message = f"properties of the file that a record cannot hold: {shown}"
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
