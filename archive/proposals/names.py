"""Names that the record, or another one, knows already: where else they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.findings import note
from archive.model.document import Document
from archive.model.entities import Entity
from archive.proposals.base import Candidate, New, Raw, Reading, anchor
from archive.text.names import Names, core


class Known(NamedTuple):
    """Whom or what a name names."""

    id: str | New
    label: str
    type: str
    """The type of the entity, or "work"."""


class Named(NamedTuple):
    """A name in a block."""

    start: int
    end: int
    known: Known
    way: str


@dataclass
class Lexicon:
    """All names of a record and of others that are known, each with whom it names."""

    names: dict[str, dict[str, Known]] = field(default_factory=lambda: defaultdict(dict))
    """For each name what it may name, by the label and type of that."""
    surnames: dict[str, dict[str, Known]] = field(default_factory=lambda: defaultdict(dict))
    """Last words of names of people: they count behind the full name."""
    with_stop: set[str] = field(default_factory=set)
    """Names that end with a full stop, without it: "U.S"."""

    def add(self, name: str, key: str, known: Known) -> None:
        """Note a name."""
        words = core(name)
        if len(words) >= _SHORTEST and not words.isdigit():
            self.names[words].setdefault(key, known)
            if name.endswith("."):
                self.with_stop.add(words)
            if known.type == "person":
                parts = words.split()
                if len(parts) > 1 and "," not in words and _is_large(parts[-1]):
                    self.surnames[parts[-1]].setdefault(key, known)


_SHORTEST = 2


def lexicon(reading: Reading) -> Lexicon:
    """Return all names that are known for a record.

    A name in small letters describes somebody or something: "its leaders". In another article it
    describes others, and is no name there.
    """
    found = Lexicon()
    keys: dict[str, str] = {}
    for entity in reading.document.entities:
        for key in _keys(entity):
            keys.setdefault(key, entity.id)
        if entity.type == "group" and entity.revision in reading.own_revisions:
            continue  # "critics" whom a rule has found are others in the next sentence
        if entity.basis == "external" and entity.revision in reading.own_revisions:
            continue  # taken over: of whose names are those of two, its own record tells
        for name in entity.names:
            found.add(name.text, entity.id, Known(entity.id, entity.label, entity.type))
    for work in reading.document.works:
        for title in filter(None, (work.title, *work.variant_titles)):
            if len(title.split()) > 1 or not title.isascii():
                found.add(title, work.id, Known(work.id, work.label, "work"))
    for other in reading.known:
        for entity in other.entities:
            same = next((keys[key] for key in _keys(entity) if key in keys), None)
            id = same or New("entities", _copied(entity, other))
            for name in filter(lambda name: _is_large(name.text), entity.names):
                key = same or f"{entity.type} {entity.label}"
                found.add(name.text, key, Known(id, entity.label, entity.type))
    return found


def _keys(entity: Entity) -> Iterator[str]:
    """What two records know the same entity by: an identifier, or type and main name."""
    for identifier in entity.identifiers:
        yield f"{identifier.scheme} {identifier.value}"
    if entity.names:
        yield f"{entity.type} {entity.names[0].text}"


def _copied(entity: Entity, other: Document) -> Raw:
    """An entity of another record, as it is taken over: names, description, identifiers."""
    raw = entity.model_dump(mode="json", exclude_defaults=True, include={
        "type", "names", "description", "identifiers"})  # fmt: skip
    raw["type"] = entity.type
    for name in raw.get("names", ()):
        name.pop("basis", None)
    return {**raw, "basis": "external", "reason": f"Taken over from the record {other.id}."}


def names_in(reading: Reading, known: Lexicon) -> Iterator[tuple[str, Sequence[Named]]]:
    """Yield the names in each block, in order, by the block's id.

    Those that may name several are told, where nobody has said yet whom they name.

    A last name alone counts where the full name has stood before, or a title stands before it.
    """
    everything = Names((*known.names, *known.surnames))
    met: set[str] = set()
    ambiguous: dict[str, tuple[str, int]] = {}
    for block in reading.blocks:
        found = []
        end_of_last = 0
        for start, end in everything.find(block.text):
            words = block.text[start:end]
            if start < end_of_last or _is_within_word(block.text, start, end):
                continue
            whole = known.names.get(words, {})
            if whole:
                candidates, way = whole, _way(words)
            else:
                last_names = known.surnames[words]
                titled = _TITLE.search(block.text, max(0, start - _LONGEST_TITLE), start)
                candidates = {k: v for k, v in last_names.items() if k in met or titled}
                way = "last name"
                if not candidates or _is_other_name(block.text, start, end, bool(titled)):
                    continue
            if not (words[0].islower() and len(words.split()) > 1):
                end_of_last = end  # what is described in small letters may hold names
            if len(candidates) > 1:
                if not reading.taken.holds("mention", [anchor(block, start, end)]):
                    ambiguous.setdefault(words, (block.id, start))
                continue
            ((key, one),) = candidates.items()
            met.add(key)
            end += words in known.with_stop and block.text.startswith(".", end)
            found.append(Named(start, end, one, way))
        yield block.id, found
    for words, (id, start) in ambiguous.items():
        either = {**known.names.get(words, {}), **known.surnames.get(words, {})}
        told = " or ".join(
            sorted(
                k.id if isinstance(k.id, str) else f"the {k.type} {k.label} of another record"
                for k in either.values()
            )
        )
        reading.findings.append(
            note(
                "name-ambiguous",
                reading.pointers[id],
                f"“{words}”, first in {id} at {start}, may name {told}: no mention is proposed",
                "make the mentions by hand",
            )
        )


_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|President|Senator|Sen|Governor|Gov|General|Gen|Judge"
    r"|Justice|Professor|Prof|Chancellor|Minister|Secretary|King|Queen|Captain|Colonel)\.?\s+$"
)
_LONGEST_TITLE = 12


def _way(words: str) -> str:
    """The way of a whole name; those in small letters are words of the language too."""
    return "name" if _is_large(words) else "name in small letters"


def _is_large(words: str) -> bool:
    """Whether a name has a large letter, or is of a script that has none."""
    return any(c.isupper() or (c.isalpha() and not c.islower()) for c in words)


def _is_within_word(text: str, start: int, end: int) -> bool:
    """Whether letters go on beside a name: "Kim" in "Kim-Lee"; a possessive is none."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return bool(re.fullmatch(r"\w-", before)) or bool(
        re.fullmatch(r"-[^\W_]", after) and after[1].isupper()
    )


def _is_other_name(text: str, start: int, end: int, titled: bool) -> bool:
    """Whether a last name is part of another name: "Michelle Obama", "Obama Street"."""
    if re.match(r"\s+[A-Z][a-z]+", text[end : end + _NEAR]):
        return True
    before = re.search(r"\b([A-Z][\w’'-]+)\s+$", text[max(0, start - _NEAR) : start])
    if before is None or titled or before[1] in _OPENERS:
        return False
    return not text[max(0, start - _NEAR) : start][: before.start()].rstrip().endswith(_STOPS)


_NEAR = 30
_STOPS = (".", "!", "?", ":", ";", "”")
_WORDS_THAT_OPEN = """
The But And As When While If In On For That With President After Before
"""
_OPENERS = frozenset(_WORDS_THAT_OPEN.split())


def names(reading: Reading) -> Iterator[Candidate]:
    """Propose a mention wherever a name stands that is known already."""
    known = lexicon(reading)
    for name, type, new in reading.made:
        known.add(name, f"{type} {name}", Known(new, name, type))
    blocks = {block.id: block for block in reading.blocks}
    for id, found in names_in(reading, known):
        for one in found:
            block = blocks[id]
            raw: Raw = {
                "type": "mention",
                "anchors": [anchor(block, one.start, one.end)],
                "refers_to": one.known.id,
                "basis": "inferred",
            }
            why = f"the record knows {one.known.label} by this name"
            if isinstance(one.known.id, New) and one.known.id.raw["basis"] == "external":
                why = f"another record knows {one.known.label} by this name"
            if one.way == "last name":
                why = f"the last name of {one.known.label}, whom the record knows"
            yield Candidate(one.way, why, raw)
