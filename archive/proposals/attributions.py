"""Claims that are passed on on somebody's word: reported, or in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.model.blocks import Heading, TextBlock
from archive.proposals.base import (
    Candidate,
    New,
    Raw,
    Reading,
    anchor,
    anchors,
    is_language,
    sentences,
)
from archive.proposals.measured import PLAINLY_DESCRIPTIVE
from archive.proposals.names import Named, lexicon, names_in
from archive.proposals.voices import Voice
from archive.proposals.voices.beside import attributed
from archive.proposals.voices.cues import (
    BOOSTING_VERBS,
    BOOSTS,
    CONDITION,
    DEICTIC,
    GROUPS,
    HEDGES,
    HEDGING_VERBS,
    KINDS,
    NEGATIONS,
)
from archive.proposals.voices.marks import quoted_in
from archive.proposals.voices.reported import reported


def attributions(reading: Reading) -> Iterator[Candidate]:
    """Propose a claim for what is reported on somebody's word, in English."""
    claimants = _Claimants(reading)
    quoted: dict[str, list[tuple[int, int]]] = {}
    for one in quoted_in(reading.blocks):
        for piece in one.pieces:
            quoted.setdefault(piece.block.id, []).append((piece.start, piece.end))
    for block in reading.in_english():
        if isinstance(block, Heading):
            continue
        own = quoted.get(block.id, [])
        at = 0
        for sentence in sentences(block):
            while at < len(own) and own[at][1] <= sentence.start:
                at += 1
            here = []
            for span in own[at:]:
                if span[0] >= sentence.end:
                    break
                here.append(span)
            if any(low <= sentence.start and sentence.end <= high for low, high in here):
                continue
            for voice in reported(sentence, here):
                yield _claim(voice, claimants)


def quotations(reading: Reading) -> Iterator[Candidate]:
    """Propose a claim for words in quotation marks that somebody is said to say.

    Where nobody is named, and where they claim nothing, it is a tag "quotation".
    """
    claimants = _Claimants(reading)
    blocks = [block for block in reading.blocks if not isinstance(block, Heading)]
    for voice in attributed(list(quoted_in(blocks))):
        if (
            voice.cue
            and _claims_something(voice)
            and is_language(reading.language_of(voice.content[0][0]), "en")
        ):
            yield _claim(voice, claimants)
        else:
            yield _tag(voice)


def _claims_something(voice: Voice) -> bool:
    words = _words(voice.content)
    return len(words.split()) >= _LEAST_WORDS and not words.rstrip("”’\"' ").endswith("?")


_LEAST_WORDS = 4
"""Fewer words claim nothing that could be understood."""


def _tag(voice: Voice) -> Candidate:
    raw: Raw = {
        "type": "tag",
        "anchors": anchors(voice.content),
        "tag": "quotation",
    }
    if not voice.cue:
        return Candidate(
            "quotation", "words in quotation marks; who says them stands not beside them", raw
        )
    cue = " … ".join(_flat(block.text[low:high]) for block, low, high in voice.cue)
    return Candidate(voice.way, f"words in quotation marks, with “{cue}”; they claim nothing", raw)


def _claim(voice: Voice, claimants: _Claimants) -> Candidate:
    words = _words(voice.content)
    kind = next((name for name, told in KINDS if told.search(words)), None)
    condition = _condition(voice)
    step: Raw = {"manner": voice.manner, "cue": anchors(voice.cue)}
    if (claimant := claimants.of(voice)) is not None:
        step["claimant"] = claimant
    restatement, alone = _restated(voice, words)
    raw: Raw = {
        "anchors": anchors(voice.content),
        "restatement": restatement,
        "kind": kind or "descriptive",
        "commitment": _commitment(voice, words),
        "negated": (NEGATIONS.search(re.split(r",\s|;\s", words)[0]) is not None)
        != (voice.verb in _DENIALS),
        "attribution": [step],
        **({"condition": [condition]} if condition else {}),
    }
    why = f"“{_flat(_words(voice.cue))}”"
    if kind is None:
        why += "; no word tells the kind"
    if not alone:
        pointing = sorted({found[0].lower() for found in DEICTIC.finditer(words)} - {"i"})
        held = ", ".join(f"“{word}”" for word in pointing[:4]) or "“I”"
        why += (
            f"; the restatement cannot be understood alone: {held} points at something outside it"
        )
    return Candidate(voice.way, why, raw, PLAINLY_DESCRIPTIVE if kind is None else 1.0)


def _words(pieces: Sequence[tuple[TextBlock, int, int]]) -> str:
    return " ".join(block.text[low:high] for block, low, high in pieces)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _commitment(voice: Voice, words: str) -> str:
    if (
        voice.way in ("adverb", "passive", "impersonal")
        or voice.verb in HEDGING_VERBS
        or HEDGES.search(words)
    ):
        return "hedged"
    return "boosted" if voice.verb in BOOSTING_VERBS or BOOSTS.search(words) else "asserted"


def _condition(voice: Voice) -> Raw | None:
    """The words of an "if" within what is said, up to the comma that ends them."""
    for block, low, high in voice.content:
        if found := CONDITION.search(block.text, low, high):
            comma = block.text.find(",", found.end(), high)
            end = comma if comma >= 0 and found.start() < low + 3 else high
            return anchor(block, found.start(), end)
    return None


def _restated(voice: Voice, words: str) -> tuple[str, bool]:
    """The words as a sentence, and whether it can be understood alone.

    Words that point at something outside them get whoever says them in front.
    """
    pieces = [_flat(block.text[low:high]).strip(" ,;:—–") for block, low, high in voice.content]
    plain = " ".join(filter(None, pieces))
    alone = DEICTIC.search(words) is None and voice.way != "passive" and voice.verb not in _DENIALS
    if voice.manner == "quoted":
        claimant = _flat(_words([voice.claimant])) if voice.claimant else ""
        if alone and claimant:
            return _sentence(plain), True
        if claimant:
            return _sentence(f"{claimant} {voice.verb}: “{plain}”"), False
        return _sentence(plain), alone
    if alone:
        return _sentence(plain), True
    block = voice.content[0][0]
    spans = [(low, high) for _, low, high in (*voice.content, *voice.cue)]
    low, high = min(low for low, _ in spans), max(high for _, high in spans)
    return _sentence(_flat(block.text[low:high])), DEICTIC.search(words) is None


_DENIALS = ("deny", "denied", "doubt", "doubted")
"""What is said with these is that it is not so."""


def _sentence(words: str) -> str:
    words = words.strip()
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", ".”", "!”", "?”")) else f"{words}."


class _Claimants:
    """Who is meant by the words that name who says something."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._named: dict[str, Sequence[Named]] = {}
        self._unknown: set[str] = set()
        silent = Reading(reading.document, reading.known)
        silent.__dict__["language"] = reading.language
        self._named.update(names_in(silent, lexicon(silent)))
        self._groups = {
            name.text.casefold(): entity.id
            for entity in reading.document.entities
            if entity.type == "group"
            for name in entity.names
        }

    def of(self, voice: Voice) -> str | New | None:
        """The claimant of a voice: somebody known, or a group; None where words tell no more."""
        if voice.claimant is None:
            return None
        block, start, end = voice.claimant
        words = _flat(block.text[start:end])
        for one in self._named.get(block.id, ()):
            if start <= one.start and one.end <= end and one.known.type in _SPEAKERS:
                before = block.text[start : one.start]
                if not re.search(r"\b(?:of|for|from|at|in|with|to|by)\b|,", before):
                    return one.known.id
        if group := _GROUP.fullmatch(words):
            name = words if group["more"] else group["noun"]
            if name.casefold() in self._groups:
                return self._groups[name.casefold()]
            return New("entities", {"type": "group", "names": [{"text": name, "basis": "printed"}]})
        if words[:1].isupper() and words.lower() not in _PRONOUNS and words not in self._unknown:
            self._unknown.add(words)
        return None


_SPEAKERS = ("person", "organisation", "group")
_PRONOUNS = frozenset(["he", "she", "they", "i", "we", "it", "you"])
_NO_PEOPLE = {
    "studies",
    "reports",
    "polls",
    "rumors",
    "rumours",
    "some",
    "many",
    "most",
    "few",
    "others",
}
_GROUP = re.compile(
    r"(?:(?:the|some|many|most|several|other|these|those)\s+)?"
    rf"(?P<more>(?:[\w-]+\s+){{0,2}})(?P<noun>{'|'.join(sorted(GROUPS - _NO_PEOPLE))})",
    re.IGNORECASE,
)
