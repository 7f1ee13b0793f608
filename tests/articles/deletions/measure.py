"""Tries the deletions of files, and gathers those that no reader reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.articles.deletions.accounts import account
from tests.articles.deletions.deletions import Document, Place, sampled
from tests.articles.deletions.says_nothing import reason

SUFFIXES = {
    ".docx": "docx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".nxml": "jats",
    ".tei": "tei-of-others",
    ".odd": "tei-of-others",
}
PARTS = {
    "docx": (
        "word/document.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/comments.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "docProps/core.xml",
    ),
    "odt": ("content.xml", "styles.xml", "meta.xml"),
}
"""The parts of a packed file that say something of the article."""


@dataclass
class Outcome:
    """What became of the deletions of one file."""

    file: str
    tried: int = 0
    noticed: int = 0
    nothing: int = 0
    """Silent deletions of what says nothing."""
    silent: list[Place] = field(default_factory=list)


def format_of(path: Path) -> str:
    """Return the format of a file, by its name and, of XML, its root."""
    known = SUFFIXES.get(path.suffix)
    if known:
        return known
    head = path.read_bytes()[:4000]
    return "jats" if b"<article" in head else "tei-of-others"


def measured(path: Path, each: int, seed: int = 0, most: int | None = None) -> Outcome:
    """Try deletions of a file; none of one that the reader refuses.

    Args:
        path: The file.
        each: How many deletions of each kind are tried.
        seed: Decides which.
        most: How many are tried at most.
    """
    format = format_of(path)
    outcome, random = Outcome(path.name), Random(f"{path.name} {seed}")
    document = Document(path.read_bytes(), PARTS.get(format, ()), is_html=format == "html")
    whole = document.whole
    before = [(one, account(whole, format, one)) for one in options_for(whole, format)]
    if all(made[0] == "refused" for _, made in before):
        return outcome  # nothing of it is in a record
    places = sampled([*document.places()], each, random)
    if most is not None and len(places) > most:
        places = random.sample(places, most)
    for place in places:
        outcome.tried += 1
        data = document.without(place)
        if any(account(data, format, options) != made for options, made in before):
            outcome.noticed += 1
        elif reason(place, format) is not None:
            outcome.nothing += 1
        else:
            outcome.silent.append(place)
    return outcome


def options_for(data: bytes, format: str) -> list[dict[str, int]]:
    """Return what a reader must be told to receive a file: which of several texts, each in turn.

    What is deleted of one text of several is missed by whoever reads that text.
    """
    if format == "jats":
        texts = len(_TEXTS.findall(data))
        return [{}, *({"text": number} for number in range(2, texts + 1))]
    if format != "tei-of-others":
        return [{}]
    refused, *findings = account(data, format, {})
    several = refused == "refused" and any(code == "several-texts" for code, _ in findings)
    return [{"text": 1} if several else {}]


_TEXTS = re.compile(rb"<(?:article|sub-article|response)[\s>]")


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield files, and those in folders, in the order of their names."""
    for path in paths:
        if path.is_dir():
            inner = (*SUFFIXES, ".xml")
            yield from (one for one in sorted(path.rglob("*")) if one.suffix in inner)
        else:
            yield path
