"""The rule `names`: mentions of known entities and works, and of names whose type is shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.findings import note
from archive.model.document import Document
from archive.model.entities import Entity
from archive.proposals.candidates import Candidate, PartToAdd, Raw, RuleContext, anchor
from archive.proposals.entity_types import OPENERS, TITLED, TITLES, TypedName, names_with_types
from archive.proposals.measured_precision import grounds
from archive.proposals.speech import Stretch
from archive.proposals.tuning import BESIDE_NAME, LONGEST_TITLE, SHORTEST_NAME
from archive.text.proper_names import NameSearch, bare_name


class Referent(NamedTuple):
    """The entity or work that a name refers to."""

    id: str | PartToAdd
    label: str
    type: str
    """The type of the entity, or "work"."""


class NameMatch(NamedTuple):
    """A known name in a block."""

    start: int
    end: int
    referent: Referent
    way: str


@dataclass
class Lexicon:
    """All names known from a record and from other records, each with what it may refer to."""

    names: dict[str, dict[str, Referent]] = field(default_factory=lambda: defaultdict(dict))
    """For each name, its possible referents by a key: label and type."""
    surnames: dict[str, dict[str, Referent]] = field(default_factory=lambda: defaultdict(dict))
    """Last names of people, which count only after the full name."""
    with_stop: set[str] = field(default_factory=set)
    """Names that end with a full stop, without this full stop: "U.S"."""

    def add(self, name: str, key: str, referent: Referent, with_last: bool = True) -> None:
        """Add a name and, if it is a person's, the last name."""
        words = bare_name(name)
        if len(words) >= SHORTEST_NAME and not words.isdigit():
            self.names[words].setdefault(key, referent)
            if name.endswith("."):
                self.with_stop.add(words)
            if referent.type == "person" and with_last:
                parts = words.split()
                if len(parts) > 1 and "," not in words and _is_large(parts[-1]):
                    self.surnames[parts[-1]].setdefault(key, referent)


def lexicon(context: RuleContext) -> Lexicon:
    """Return all names that are known for a record.

    A lower-case name is a description: "its leaders". In another article it may describe somebody
    else, so it is not a known name there.
    """
    names = Lexicon()
    keys: dict[str, str] = {}
    for entity in context.document.entities:
        for key in _keys(entity):
            keys.setdefault(key, entity.id)
        if entity.type == "group" and entity.revision in context.own_revisions:
            continue  # "critics" that a rule found may be other people in the next sentence
        if entity.basis == "external" and entity.revision in context.own_revisions:
            continue  # a copy: its own record decides which of its names are ambiguous
        for name in entity.names:
            names.add(name.text, entity.id, Referent(entity.id, entity.label, entity.type))
    for work in context.document.works:
        for title in filter(None, (work.title, *work.variant_titles)):
            if len(title.split()) > 1 or not title.isascii():
                names.add(title, work.id, Referent(work.id, work.label, "work"))
    for other in context.known:
        for entity in other.entities:
            same = next((keys[key] for key in _keys(entity) if key in keys), None)
            id = same or PartToAdd("entities", _copied(entity, other))
            for name in filter(lambda name: _is_large(name.text), entity.names):
                key = same or f"{entity.type} {entity.label}"
                names.add(name.text, key, Referent(id, entity.label, entity.type))
    return names


def _keys(entity: Entity) -> Iterator[str]:
    """Yield the keys by which two records share an entity: identifiers, or type and name."""
    for identifier in entity.identifiers:
        yield f"{identifier.scheme} {identifier.value}"
    if entity.names:
        yield f"{entity.type} {entity.names[0].text}"


def _copied(entity: Entity, other: Document) -> Raw:
    """Return a raw copy of another record's entity: names, description and identifiers."""
    raw = entity.model_dump(mode="json", exclude_defaults=True, include={
        "type", "names", "description", "identifiers"})  # fmt: skip
    raw["type"] = entity.type
    for name in raw.get("names", ()):
        name.pop("basis", None)
    return {**raw, "basis": "external", "reason": f"Copied from the record {other.id}."}


def names_in(
    context: RuleContext, known_names: Lexicon
) -> Iterator[tuple[str, Sequence[NameMatch]]]:
    """Yield the id of each block, and the known names in the block in their order.

    If a name has several possible referents, and no mention decides, there is a finding.

    A last name alone counts if the full name, or a title, comes before it.
    """
    search = NameSearch((*known_names.names, *known_names.surnames))
    met: set[str] = set()
    ambiguous: dict[str, tuple[str, int]] = {}
    for block in context.blocks:
        matches = []
        end_of_last = 0
        for start, end in search.find(block.text):
            words = block.text[start:end]
            if start < end_of_last or _is_within_word(block.text, start, end):
                continue
            whole = known_names.names.get(words, {})
            if whole:
                candidates, way = whole, _way_of(words)
            else:
                last_names = known_names.surnames[words]
                titled = _TITLE.search(block.text, max(0, start - LONGEST_TITLE), start)
                candidates = {k: v for k, v in last_names.items() if k in met or titled}
                way = "last name"
                if not candidates or _is_other_name(block.text, start, end, bool(titled)):
                    continue
            if not (words[0].islower() and len(words.split()) > 1):
                end_of_last = end  # a lower-case description may contain other names
            if len(candidates) > 1:
                if not context.existing.holds("mention", [anchor(block, start, end)]):
                    ambiguous.setdefault(words, (block.id, start))
                continue
            ((key, one),) = candidates.items()
            met.add(key)
            end += words in known_names.with_stop and block.text.startswith(".", end)
            matches.append(NameMatch(start, end, one, way))
        yield block.id, matches
    for words, (id, start) in ambiguous.items():
        either = {**known_names.names.get(words, {}), **known_names.surnames.get(words, {})}
        choices = " or ".join(
            sorted(
                k.id if isinstance(k.id, str) else f"the {k.type} {k.label} of another record"
                for k in either.values()
            )
        )
        context.findings.append(
            note(
                "name-ambiguous",
                context.pointers[id],
                f"“{words}”, first in {id} at {start}, may be {choices}: no mention is proposed",
                "add the mentions by hand",
            )
        )


_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|President|Senator|Sen|Governor|Gov|General|Gen|Judge"
    r"|Justice|Professor|Prof|Chancellor|Minister|Secretary|King|Queen|Captain|Colonel)\.?\s+$"
)
_TWO_LARGE = re.compile(r"\b(?P<first>[A-Z][\w’'-]*)\.?\s+(?=(?P<second>[A-Z][\w’'-]*))")
_POSSESSIVE = re.compile(r"[’']s?$")
_HERS = frozenset(["Mrs", "Ms", "Miss"])
_WITH_TITLE = re.compile(rf"(?:{'|'.join(sorted(TITLES))})\b\.?\s\S+$")


def _way_of(words: str) -> str:
    """Return the way of a whole name. Lower-case names are also ordinary words."""
    return "name" if _is_large(words) else "name in small letters"


def _is_large(words: str) -> bool:
    """Return whether a name has a capital letter, or is in a script without capital letters."""
    return any(c.isupper() or (c.isalpha() and not c.islower()) for c in words)


def _is_within_word(text: str, start: int, end: int) -> bool:
    """Return whether a name is part of a word: "Kim" in "Kim-Lee", but not in "Kim's"."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return bool(re.fullmatch(r"\w-", before)) or bool(
        re.fullmatch(r"-[^\W_]", after) and after[1].isupper()
    )


def _is_other_name(text: str, start: int, end: int, titled: bool) -> bool:
    """Return whether a last name is part of another name: "Michelle Obama", "Obama Street"."""
    if re.match(r"\s+[A-Z][a-z]+", text[end : end + BESIDE_NAME]):
        return True
    before = re.search(r"\b([A-Z][\w’'-]+)\s+$", text[max(0, start - BESIDE_NAME) : start])
    if before is None or titled or before[1] in _OPENERS:
        return False
    return not text[max(0, start - BESIDE_NAME) : start][: before.start()].rstrip().endswith(_STOPS)


_STOPS = (".", "!", "?", ":", ";", "”")
_WORDS_THAT_OPEN = """
The But And As When While If In On For That With President After Before
"""
_OPENERS = frozenset(_WORDS_THAT_OPEN.split())


def new_entity(name: str, typed_name: TypedName, place: Stretch, way: str) -> PartToAdd:
    """Return a new entity with this name, and with the words that show the type as evidence."""
    raw: Raw = {
        "type": typed_name.type,
        "names": [{"text": name, "basis": "printed"}],
        "basis": "inferred",
        "rests_on": [anchor(*place)],
        **grounds(way, typed_name.why),
    }
    return PartToAdd("entities", raw)


def _add_named(known_names: Lexicon, context: RuleContext) -> None:
    """Add the unknown names of the text whose type the words show, in English.

    Full names come first: "Mr. Doe" becomes a person only if no Jane Doe is known. A last name
    alone counts for a new person only if no other Doe is named.
    """
    typed_names: dict[str, tuple[TypedName, Stretch]] = {}
    before = defaultdict[str, set[str]](set)
    for block in context.in_english():
        if block.id in context.references:
            continue
        for typed_name in names_with_types(block.text):
            name = " ".join(block.text[typed_name.start : typed_name.end].split())
            typed_names.setdefault(name, (typed_name, (block, typed_name.start, typed_name.end)))
        for pair in _TWO_LARGE.finditer(block.text):
            before[_POSSESSIVE.sub("", pair["second"])].add(pair["first"])
    people = [name for name, ones in known_names.names.items() if _is_person(ones)]
    titled = {name.split()[-1] for name in people if _WITH_TITLE.match(name)}
    lasts = {name.split()[-1] for name in people}
    for name in sorted(typed_names, key=lambda name: typed_names[name][0].is_title):
        typed_name, place = typed_names[name]
        last, first = name.split()[-1], name.split()[:-1]
        is_one_of_known = typed_name.type == "person" and last in (
            lasts if typed_name.is_title else titled
        )
        if bare_name(name) in known_names.names or is_one_of_known:
            continue
        if typed_name.type == "person":
            lasts.add(last)
        others = before[last] - TITLED - _OPENERS - OPENERS - set(first)
        is_of_two = (
            last in known_names.surnames
            or bool(others)
            or ("Mr" in before[last] and not _HERS.isdisjoint(before[last]))
        )
        one = new_entity(name, typed_name, place, f"{typed_name.type} in the text")
        known_names.add(
            name, f"{typed_name.type} {name}", Referent(one, name, typed_name.type), not is_of_two
        )


def _is_person(ones: Mapping[str, Referent]) -> bool:
    return any(one.type == "person" for one in ones.values())


def names(context: RuleContext) -> Iterator[Candidate]:
    """Propose a mention for each name that is known, or whose type the words show."""
    known_names = lexicon(context)
    for name, type, new in context.new_entities:
        known_names.add(name, f"{type} {name}", Referent(new, name, type))
    _add_named(known_names, context)
    blocks = {block.id: block for block in context.blocks}
    for id, matches in names_in(context, known_names):
        for one in matches:
            block = blocks[id]
            raw: Raw = {
                "type": "mention",
                "anchors": [anchor(block, one.start, one.end)],
                "refers_to": one.referent.id,
                "basis": "inferred",
            }
            why = f"{one.referent.label} has this name in the record"
            if (
                isinstance(one.referent.id, PartToAdd)
                and one.referent.id.raw["basis"] == "external"
            ):
                why = f"{one.referent.label} has this name in another record"
            if one.way == "last name":
                why = f"the last name of {one.referent.label}, who is in the record"
            yield Candidate(one.way, why, raw)
