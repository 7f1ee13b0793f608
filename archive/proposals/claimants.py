"""Claimants: who in the record is meant by the words that name who says something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from archive.english import counted
from archive.findings import Finding, note
from archive.proposals.base import Candidate, New, Reading
from archive.proposals.names import Named, lexicon, names_in
from archive.proposals.voices import Voice
from archive.text.cues import GROUPS, PEOPLE

_SPEAKERS = ("person", "organisation", "group")
_OF_ANOTHER = re.compile(r"\b(?:of|for|from|at|in|with|to|by)\b|,")
"""A name behind these is not who speaks: "a spokesman for the ministry"."""
_GROUP = re.compile(
    r"(?:(?:the|some|many|most|several|other|these|those)\s+)?"
    rf"(?P<name>(?:[\w-]+\s+){{0,2}}(?:{'|'.join(sorted(PEOPLE))}))",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*,\s+|,?\s+and\s+(?:the\s+)?")
_PROPER = ("republicans", "democrats")
_APPOSITION = re.compile(r"\s*,.*")
"""What stands behind a name: "Jane Doe, a judge,"."""
_NO_NAMES = GROUPS | {"estimates"}
"""Words that are large only where a sentence begins."""
_NAME = re.compile(
    r"(?!(?:He|She|They|I|We|It|You|The|A|An)\b)[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]+){0,3}"
)


class Claimants:
    """Who says something, among those whom the record knows."""

    def __init__(self, reading: Reading) -> None:
        silent = Reading(reading.document, reading.known)  # names that are ambiguous are told once
        self._named = dict(names_in(silent, lexicon(silent)))
        self._groups = {
            name.text.casefold(): entity.id
            for entity in reading.document.entities
            if entity.type == "group"
            for name in entity.names
        }

    def of(self, voice: Voice) -> str | New | None:
        """Return the claimant of a voice: somebody known, or a group; None where nobody is."""
        if voice.claimant is None:
            return None
        block, start, end = voice.claimant
        for one in self._names_within(block.id, start, end):
            if not _OF_ANOTHER.search(block.text, start, one.start):
                return one.known.id
        group = _GROUP.fullmatch(" ".join(block.text[start:end].split()))
        return self._group(group["name"]) if group else None

    def also_named(self, voice: Voice) -> Sequence[str]:
        """Return who else of those whom the record knows says it: a step has one claimant."""
        if voice.claimant is None:
            return ()
        block, start, end = voice.claimant
        found, last = list[str](), None
        for one in self._names_within(block.id, start, end):
            if last is not None and not _AND.fullmatch(block.text, last, one.start):
                break
            if last is None and _OF_ANOTHER.search(block.text, start, one.start):
                continue
            found.append(one.known.label)
            last = one.end
        return found[1:]

    def _names_within(self, block: str, start: int, end: int) -> Iterator[Named]:
        named: Sequence[Named] = self._named.get(block, ())
        first = bisect_left(named, start, key=lambda other: other.start)
        for one in map(named.__getitem__, range(first, len(named))):
            if one.start >= end:
                break
            if one.end <= end and one.known.type in _SPEAKERS:
                yield one

    def _group(self, name: str) -> str | New:
        """People who are not named one by one; the record may have them."""
        if name.casefold() in self._groups:
            return self._groups[name.casefold()]
        if name.casefold() in PEOPLE and name.casefold() not in _PROPER:
            name = name.lower()  # the large letter is that of the sentence
        return New("entities", {"type": "group", "names": [{"text": name, "basis": "printed"}]})


def claimants_of(reading: Reading) -> Claimants:
    """Return the claimants of a record, which several rules look for."""
    if "claimants" not in reading.shared:
        reading.shared["claimants"] = Claimants(reading)
    found = reading.shared["claimants"]
    assert isinstance(found, Claimants)
    return found


def name_of(voice: Voice) -> str | None:
    """Return the words that name who speaks, if they are a name."""
    if voice.claimant is None:
        return None
    block, start, end = voice.claimant
    words = " ".join(block.text[start:end].split())
    words = _APPOSITION.sub("", words)
    office = words.removeprefix("The ").removeprefix("the ")
    if office != words and " " in office:
        words = office
    return words if _NAME.fullmatch(words) and words.lower() not in _NO_NAMES else None


def nobody_known(found: Iterable[Candidate], reading: Reading) -> Iterator[Finding]:
    """Tell who makes claims and is nobody in the record; each name once."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for candidate in found:
        if candidate.nobody is not None:
            blocks[candidate.nobody].append(candidate.raw["anchors"][0]["block"])
    for name, places in blocks.items():
        yield note(
            "claimant-not-known",
            reading.pointers[places[0]],
            f"“{name}” makes {counted(len(places), 'claims')}, first in {places[0]}, and no entity "
            "of the record has this name: no claimant is proposed",
            "add the entity, and name it in the attributions",
        )
