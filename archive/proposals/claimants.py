"""`Claimants` finds the entity and the source that the words for a claimant refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from archive.english import counted
from archive.findings import Finding, note
from archive.model.blocks import TextBlock
from archive.model.relations import ToSource
from archive.proposals.candidates import Candidate, PartToAdd, Raw, RuleContext, anchor
from archive.proposals.entity_types import (
    TypedName,
    offices_in,
    type_from_elsewhere,
    typed_name_in,
    typed_names_in,
)
from archive.proposals.mentions import NameMatch, Referent, lexicon, names_in, new_entity
from archive.proposals.speech import AttributedSpeech, Stretch
from archive.proposals.speech.article_speech import ArticleSpeech, speech_in
from archive.proposals.speech.clauses import FINITE
from archive.text.cues import GROUPS, PEOPLE, VERBS
from archive.text.proper_names import bare_name

_SPEAKERS = ("person", "organisation", "group")
_OF_ANOTHER = re.compile(r"\b(?:of|for|from|at|in|with|to|by)\b|,")
"""Matches words after which a name is not the claimant's: "a spokesman for the ministry"."""
_VERB = re.compile(rf"{FINITE.pattern}|\b[a-z]+ed\b")
"""Matches a verb, which shows that words are a clause: "his campaign sued the DNC"."""
_REST = re.compile(
    r"\W*|\s*[,(].*|(?:,?\s+and\s+(?:the\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)+\W*"
    r"|\s+(?:on|in|at|during|of|from|for)(?:\s+(?!\w+ed\b)[\w’'.-]+){1,6}\W*",
    re.DOTALL,
)
"""Matches what may follow the name of a claimant. "A State Department official" is not the State
Department, and "Obama's adviser" is not Obama."""
_GROUP = re.compile(
    r"(?:(?:some|many|most|several|other)\s+)?"
    rf"(?P<name>(?!(?:the|these|those)\b)(?:[\w-]+\s+){{0,2}}(?:{'|'.join(sorted(PEOPLE))}))",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*,\s+|,?\s+and\s+(?:the\s+)?")
_PROPER = ("republicans", "democrats")
_APPOSITION = re.compile(r"\s*,.*")
"""Matches an apposition after a name: "Jane Doe, a judge,"."""
_ARTICLE = re.compile(r"[Tt]he\s+")
_NO_NAMES = GROUPS | {"estimates"}
"""Words with a capital letter that are no names: they begin a sentence."""
_NAME = re.compile(
    r"(?!(?:He|She|They|I|We|It|You|The|A|An)\b)[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]+){0,3}"
)


class Claimants:
    """Finds the claimants of an article: known entities, and new ones whose type the words show."""

    def __init__(self, context: RuleContext) -> None:
        # ambiguous names are reported once, by the rule that proposes mentions
        unreported = RuleContext(context.document, context.known)
        self._groups = {
            name.text.casefold(): entity.id
            for entity in context.document.entities
            if entity.type == "group"
            for name in entity.names
        }
        self._sources: dict[str, str | PartToAdd] = {
            repr(source.agent): source.id
            for source in reversed(context.document.sources)
            if source.agent is not None
        }
        self._offices = offices_in(block.text for block in context.blocks)
        self._lexicon = lexicon(unreported)
        self._new: dict[str, tuple[str, str, PartToAdd]] = {}
        self._named = dict(names_in(unreported, self._lexicon))
        self._add_new(speech_in(context))
        if self._new:
            self._named = dict(names_in(unreported, self._lexicon))

    def _add_new(self, article_speech: ArticleSpeech) -> None:
        """Add claimants to the known names if the record lacks their names and the type is shown.

        Full names come first: "Mr. Doe" becomes a person only if no Jane Doe is known.
        """
        new: dict[str, tuple[TypedName, Stretch]] = {}
        first: dict[str, int] = {}
        cited = (speech.citing for speech in article_speech.reported if speech.citing)
        for speech in (*article_speech.quoted, *article_speech.reported, *cited):
            if speech.claimant is None or self._known_name(speech) is not None:
                continue
            block, start, _ = speech.claimant
            for typed_name in self._typed_names(speech):
                place = block, start + typed_name.start, start + typed_name.end
                name = " ".join(block.text[place[1] : place[2]].split())
                new.setdefault(name, (typed_name, place))
                first.setdefault(name, start + typed_name.first)
        for name in sorted(new, key=lambda name: new[name][0].is_title):
            typed_name, place = new[name]
            last = name.split()[-1]
            if bare_name(name) in self._lexicon.names or (
                typed_name.is_title and self._is_surname(last)
            ):
                continue
            entity = new_entity(name, typed_name, place, f"named {typed_name.type}")
            self._new[repr(entity)] = name, typed_name.type, entity
            self._sources[repr(entity)] = _source(entity, place[0], first[name], place[2])
            self._lexicon.add(
                name, f"{typed_name.type} {name}", Referent(entity, name, typed_name.type)
            )

    def _is_surname(self, name: str) -> bool:
        return name in self._lexicon.surnames or name in self._lexicon.names

    def _typed_names(self, speech: AttributedSpeech) -> Iterator[TypedName]:
        """Yield the names whose type is shown by the words for a claimant, or elsewhere."""
        if speech.claimant is None:
            return
        block, start, end = speech.claimant
        words = block.text[start:end]
        if both := typed_names_in(words):
            yield from both
            return
        name = name_of(speech)
        at = words.find(name) if name else -1
        if name and at >= 0 and (typed_name := type_from_elsewhere(name, self._offices)):
            yield typed_name._replace(start=at, end=at + len(name))

    def of(self, speech: AttributedSpeech) -> str | PartToAdd | None:
        """Return the claimant of some speech; `None` if none is known and no word shows a type."""
        if speech.claimant is None:
            return None
        if known := self._known_name(speech):
            return known.referent.id
        block, start, end = speech.claimant
        group = _GROUP.fullmatch(" ".join(block.text[start:end].split()))
        return self._group(group["name"]) if group else None

    def _known_name(self, speech: AttributedSpeech) -> NameMatch | None:
        """Return the known name in the words for a claimant, if it refers to the claimant."""
        if speech.claimant is None:
            return None
        block, start, end = speech.claimant
        typed_name = typed_name_in(block.text[start:end])
        for one in self._names_within(block.id, start, end):
            before, behind = block.text[start : one.start], block.text[one.end : end]
            if _OF_ANOTHER.search(before) or _VERB.search(before) or not _REST.fullmatch(behind):
                continue
            if typed_name is None or _is_whole(one, typed_name, start):
                return one
        return None

    def source(self, speech: AttributedSpeech) -> tuple[str | PartToAdd, ToSource] | None:
        """Return the source of some speech, and the predicate of the relation from the claim to it.

        Unnamed people are not a source, nor is a claimant whose thoughts are reported.
        """
        known = self._known_name(speech)
        predicate = _predicate(speech)
        if speech.claimant is None or known is None or predicate is None:
            return None
        if known.referent.type == "group":
            return None
        key = repr(known.referent.id)
        if key not in self._sources:
            block, start, _ = speech.claimant
            self._sources[key] = _source(known.referent.id, block, start, known.end)
        return self._sources[key], predicate

    def new_entities_for(
        self, candidates: Iterable[Candidate]
    ) -> Iterator[tuple[str, str, PartToAdd]]:
        """Yield the entities that these candidates add to the record: name, type and entity."""
        used = {
            repr(step.get("claimant"))
            for candidate in candidates
            for step in candidate.raw.get("attribution", ())
        }
        yield from (new for key, new in self._new.items() if key in used)

    def also_named(self, speech: AttributedSpeech) -> Sequence[str]:
        """Return the names of further claimants, as a step of attribution has only one."""
        if speech.claimant is None:
            return ()
        block, start, end = speech.claimant
        labels, last = list[str](), None
        for one in self._names_within(block.id, start, end):
            if last is not None and not _AND.fullmatch(block.text, last, one.start):
                break
            if last is None and _OF_ANOTHER.search(block.text, start, one.start):
                continue
            labels.append(one.referent.label)
            last = one.end
        return labels[1:]

    def _names_within(self, block: str, start: int, end: int) -> Iterator[NameMatch]:
        named: Sequence[NameMatch] = self._named.get(block, ())
        first = bisect_left(named, start, key=lambda other: other.start)
        for one in map(named.__getitem__, range(first, len(named))):
            if one.start >= end:
                break
            if one.end <= end and one.referent.type in _SPEAKERS:
                yield one

    def _group(self, name: str) -> str | PartToAdd:
        """Return a group of people without individual names: the record's, or a new one."""
        if name.casefold() in self._groups:
            return self._groups[name.casefold()]
        if name.casefold() in PEOPLE and name.casefold() not in _PROPER:
            name = name.lower()  # the capital letter begins the sentence
        return PartToAdd(
            "entities", {"type": "group", "names": [{"text": name, "basis": "printed"}]}
        )


def _is_whole(one: NameMatch, typed_name: TypedName, start: int) -> bool:
    """Return whether a known name is the whole name in the words: "UN" is not "UN Council"."""
    first, last = start + typed_name.start, start + typed_name.end
    is_first = one.start <= first or typed_name.type == "person"
    return is_first and one.start < last <= one.end


def _source(agent: str | PartToAdd, block: TextBlock, start: int, end: int) -> PartToAdd:
    """Return the source for an agent, with the name in the text, without "the" or "a"."""
    if article := _ARTICLE.match(block.text, start, end):
        start = article.end()
    raw: Raw = {
        "as_named": " ".join(block.text[start:end].split()),
        "named_at": [anchor(block, start, end)],
        "agent": agent,
        "basis": "printed",
    }
    return PartToAdd("sources", raw)


def _predicate(speech: AttributedSpeech) -> ToSource | None:
    """Return the predicate from a claim to its claimant as a source (docs/reference/terms.md)."""
    if speech.way == "according to":
        return "citesAsAuthority"
    verb = VERBS.get(speech.verb)
    return None if verb is not None and verb.thought else "obtainsSupportFrom"


def claimants_of(context: RuleContext) -> Claimants:
    """Return the claimants of a record; several rules share the result."""
    if "claimants" not in context.shared:
        context.shared["claimants"] = Claimants(context)
    claimants = context.shared["claimants"]
    assert isinstance(claimants, Claimants)
    return claimants


def name_of(speech: AttributedSpeech) -> str | None:
    """Return the words for a claimant, if they are a name."""
    if speech.claimant is None:
        return None
    block, start, end = speech.claimant
    words = " ".join(block.text[start:end].split())
    words = _APPOSITION.sub("", words)
    office = words.removeprefix("The ").removeprefix("the ")
    if office != words and " " in office:
        words = office
    return words if _NAME.fullmatch(words) and words.lower() not in _NO_NAMES else None


def unknown_claimants(candidates: Iterable[Candidate], context: RuleContext) -> Iterator[Finding]:
    """Yield a note for each name of a claimant that is not an entity of the record."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for candidate in candidates:
        if candidate.unknown_claimant is not None:
            blocks[candidate.unknown_claimant].append(candidate.raw["anchors"][0]["block"])
    for name, places in blocks.items():
        yield note(
            "claimant-not-known",
            context.pointers[places[0]],
            f"“{name}” makes {counted(len(places), 'claims')}, first in {places[0]}, but no entity "
            "of the record has this name, and no word shows whether it is a person or an "
            "organisation: no claimant is proposed",
            "correct it in archive review: m, claimant, organisation: NAME (or person: or group:)",
        )
