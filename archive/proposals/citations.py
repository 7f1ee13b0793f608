"""The rule `citations`: works that the text cites by an identifier or a web address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model.blocks import Link, TextBlock
from archive.model.identifiers.addresses import address_problem
from archive.model.identifiers.schemes import check_identifier
from archive.proposals.candidates import Candidate, PartToAdd, Raw, RuleContext, anchor
from archive.proposals.tuning import SHORTEST_ADDRESS

_CITED = re.compile(
    r"(?:(?i:https?://(?:dx\.)?doi\.org/|doi:\s?))?"
    r"(?<![\w.])(?P<DOI>10\.\d{4,9}(?:\.\d+)*/[^\s\"“”<>]+)"
    r"|(?i:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s?)"
    r"(?P<arXiv>(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)"
    r"|\b(?i:ISBN)(?:-1[03])?:?\s?"
    r"(?P<ISBN>(?:97[89][\s-]?)?\d(?:[\s-]?\d){8}[\s-]?[\dXx])\b"
    r"|(?P<address>(?i:https?://)[^\s\"“”<>«»]+)"
)
_TYPES = {"DOI": "document", "arXiv": "article", "ISBN": "book"}
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
"""Matches invisible characters, which may be in a printed address but not in the address itself."""


def citations(context: RuleContext) -> Iterator[Candidate]:
    """Propose a citation for each DOI, ISBN, arXiv number or web address.

    A new work has only the identifier, because its title is unknown. Words that link to a DOI or to
    arXiv are citations too.
    """
    known = _known_works(context)
    for block in context.blocks:
        printed: set[tuple[int, int]] = set()
        for match in _CITED.finditer(block.text):
            scheme, value = _value(match)
            cited = _work(scheme, value, known)
            if cited is not None:
                end = match.start(scheme) + len(_trimmed(match[scheme]))
                printed.add((match.start(), end))
                why = f"the text has {'its address' if scheme == 'address' else f'the {scheme}'}"
                yield _citation(block, match.start(), end, cited, scheme, why, "printed")
        for mark in block.marks:
            if not isinstance(mark, Link) or (mark.start, mark.end) in printed:
                continue
            target = _CITED.fullmatch(mark.target or "")
            if target is None or not block.text[mark.start : mark.end].strip():
                continue
            scheme, value = _value(target)
            cited = None if scheme == "address" else _work(scheme, value, known)
            if cited is not None:
                why = f"the words are a link to the {scheme}"
                yield _citation(block, mark.start, mark.end, cited, scheme, why, "embedded")


def _known_works(context: RuleContext) -> dict[str, str]:
    """Return the ids of the record's works by their identifiers and addresses."""
    known: dict[str, str] = {}
    for work in context.document.works:
        for identifier in work.identifiers:
            known.setdefault(_key(identifier.scheme, identifier.value), work.id)
        if work.address:
            known.setdefault(_key("address", work.address), work.id)
            if match := _CITED.fullmatch(work.address):
                known.setdefault(_key(*_value(match)), work.id)
    return known


def _citation(
    block: TextBlock, start: int, end: int, cited: str | PartToAdd, way: str, why: str, basis: str
) -> Candidate:
    anchors = [anchor(block, start, end)]
    raw: Raw = {"type": "citation", "anchors": anchors, "cites": cited, "basis": basis}
    return Candidate(way, why, raw)


def _value(match: re.Match[str]) -> tuple[str, str]:
    """Return the scheme and the identifier of a match; the scheme of an address is "address"."""
    scheme = match.lastgroup or "address"
    value = _UNSEEN.sub("", _trimmed(match[scheme]))
    return scheme, re.sub(r"\s", "-", value).upper() if scheme == "ISBN" else value


def _key(scheme: str, value: str) -> str:
    """Return the form of an identifier that is the same however the identifier is written."""
    if scheme == "address":
        return re.sub(r"^https?://(?:www\.)?", "", value).rstrip("/")
    return f"{scheme} {value.replace('-', '').lower()}"


def _trimmed(value: str) -> str:
    """Return an identifier or address without the punctuation of the sentence around it."""
    while True:
        shorter = value.rstrip(".,;:!?'’”\"…*_")
        for opening, closing in ("()", "[]", "{}"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == value:
            return value
        value = shorter


def _work(scheme: str, value: str, known: dict[str, str]) -> str | PartToAdd | None:
    """Return the id of the cited work, or a new work; `None` if the value is not an identifier."""
    key = _key(scheme, value)
    if key in known:
        return known[key]
    if scheme == "address":
        if len(value) < SHORTEST_ADDRESS or address_problem(value) is not None:
            return None
        return PartToAdd("works", {"type": "webpage", "address": value, "basis": "printed"})
    if check_identifier(scheme, value) is not None:
        return None
    identifiers = [{"scheme": scheme, "value": value}]
    return PartToAdd(
        "works", {"type": _TYPES[scheme], "basis": "printed", "identifiers": identifiers}
    )
