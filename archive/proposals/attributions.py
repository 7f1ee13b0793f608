"""Claims that are passed on on somebody's word: reported, or in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.proposals.base import (
    Candidate,
    Raw,
    Reading,
    anchor,
    anchors,
    is_language,
)
from archive.proposals.claimants import Claimants, claimants_of, name_of
from archive.proposals.heard import heard_in
from archive.proposals.measured import PLAINLY_DESCRIPTIVE
from archive.proposals.voices import Stretch, Voice
from archive.text.cues import (
    BESIDE_CLAIM,
    BOOSTING_VERBS,
    BOOSTS,
    CONDITION,
    DEICTIC,
    DENIALS,
    HEDGES,
    HEDGING_VERBS,
    KINDS,
    NEGATIONS,
    NO_CONDITION,
)


def attributions(reading: Reading) -> Iterator[Candidate]:
    """Propose a claim for what is reported on somebody's word, in English."""
    claimants = claimants_of(reading)
    for voice in heard_in(reading).reported:
        yield _claim(voice, claimants)


def quotations(reading: Reading) -> Iterator[Candidate]:
    """Propose a claim for words in quotation marks that somebody is said to say.

    Where nobody is named, and where they claim nothing, it is a tag "quotation". In a list of what
    the article cites they are titles.
    """
    claimants = claimants_of(reading)
    for voice in heard_in(reading).quoted:
        in_english = is_language(reading.language_of(voice.content[0][0]), "en")
        if voice.cue and in_english and _claims_something(voice):
            yield _claim(voice, claimants)
        else:
            yield _tag(voice)


_LEAST_WORDS = 4
"""Fewer words claim nothing that could be understood."""


def _claims_something(voice: Voice) -> bool:
    words = _words(voice.content)
    return len(words.split()) >= _LEAST_WORDS and not words.rstrip("”’\"' ").endswith("?")


def _tag(voice: Voice) -> Candidate:
    raw: Raw = {"type": "tag", "anchors": anchors(voice.content), "tag": "quotation"}
    why = "words in quotation marks"
    if voice.cue:
        why += f", with “{_words(voice.cue)}”; they claim nothing, or not in English"
    return Candidate(voice.way, why, raw)


def _claim(voice: Voice, claimants: Claimants) -> Candidate:
    words = _words(voice.content)
    condition = _condition(voice)
    own = _own_words(voice, condition)
    kind = next((name for name, told in KINDS if told.search(own)), None)
    claimant = claimants.of(voice)
    step: Raw = {"manner": voice.manner, "cue": anchors(voice.cue)}
    if claimant is not None:
        step["claimant"] = claimant
    main_clause = re.split(r"[,;]\s", own)[0]
    is_negated = NEGATIONS.search(main_clause) is not None
    restatement, pointing = _restated(voice, words)
    raw: Raw = {
        "anchors": anchors(voice.content),
        "restatement": restatement,
        "kind": kind or "descriptive",
        "commitment": _commitment(voice, own),
        "negated": is_negated != (voice.verb in DENIALS),
        "attribution": [step],
        **({"condition": [anchor(*condition)]} if condition else {}),
    }
    why = f"“{_words(voice.cue)}”"
    if kind is None:
        why += "; no word tells the kind"
    if pointing:
        held = ", ".join(f"“{word}”" for word in pointing[:_SHOWN])
        why += (
            f"; the restatement cannot be understood alone, {held} points at something outside it"
        )
    if also := claimants.also_named(voice):
        why += f"; {' and '.join(also)} said to say so too, and a claim has one claimant at a time"
    nobody = name_of(voice) if claimant is None else None
    source, predicate = claimants.source(voice) or (None, "")
    share = PLAINLY_DESCRIPTIVE if kind is None else 1.0
    return Candidate(voice.way, why, raw, nobody, source, predicate, share)


_SHOWN = 4


def _words(stretches: Sequence[Stretch]) -> str:
    """The words of stretches, with single blanks."""
    return " ".join(" ".join(block.text[low:high].split()) for block, low, high in stretches)


_HEDGING_WAYS = ("adverb", "passive", "impersonal")
_HEARSAY = re.compile("rumou?r|speculation|allegation|fear|suggestion")


def _commitment(voice: Voice, words: str) -> str:
    hedging = voice.way in _HEDGING_WAYS or voice.verb in HEDGING_VERBS
    if hedging or _HEARSAY.search(voice.verb) or HEDGES.search(words):
        return "hedged"
    return "boosted" if voice.verb in BOOSTING_VERBS or BOOSTS.search(words) else "asserted"


def _condition(voice: Voice) -> Stretch | None:
    """The words of an "if" within what is said: to the comma that ends them, or to the end."""
    for block, low, high in voice.content:
        found = CONDITION.search(block.text, low, high)
        if found is None:
            continue
        before = block.text[low : found.start()].rstrip()
        if before and NO_CONDITION.match(block.text, found.start()):
            continue
        comma = block.text.find(",", found.end(), high)
        if comma >= 0 and (not before or before.endswith(",")):
            return block, found.start(), comma
        inverted = _INVERTED.search(block.text, found.end(), high) if not before else None
        return block, found.start(), inverted.start() if inverted else high
    return None


_INVERTED = re.compile(r"\s(?:will|would|can|could|shall|should|may|might|do|does|did)\s")
"""What opens the claim behind its condition without a comma: "only if it rains will they come"."""


def _own_words(voice: Voice, condition: Stretch | None) -> str:
    """The words of a claim without those of its condition, and of what leaves it as it is."""
    parts: list[Stretch] = []
    for block, low, high in voice.content:
        if condition and condition[0] is block and low <= condition[1] < high:
            parts += [(block, low, condition[1]), (block, condition[2], high)]
        else:
            parts.append((block, low, high))
    return BESIDE_CLAIM.sub("", _words(parts)).strip(" ,;")


def _restated(voice: Voice, words: str) -> tuple[str, Sequence[str]]:
    """The words as a sentence; and those in it that point at something outside, if any do.

    Words that cannot stand alone get whoever says them in front: no other sentence is honest that
    is made by rule.
    """
    pointing = sorted({found[0] for found in DEICTIC.finditer(words)})
    pieces = [_words([stretch]).strip(" ,;:—–") for stretch in voice.content]
    plain = " ".join(filter(None, pieces))
    if not pointing and voice.way != "passive" and voice.verb not in DENIALS:
        return _sentence(plain), ()
    if voice.manner == "quoted":
        claimant = _words([voice.claimant]) if voice.claimant else ""
        return _sentence(f"{claimant} {voice.verb}: “{plain}”"), pointing
    block = voice.content[0][0]
    spans = [(low, high) for _, low, high in (*voice.content, *voice.cue)]
    low, high = min(low for low, _ in spans), max(high for _, high in spans)
    return _sentence(_words([(block, low, high)])), pointing


def _sentence(words: str) -> str:
    words = words.strip()
    words = words[:1].upper() + words[1:]
    return words if re.search(r"[.!?][”’\"']*$", words) else f"{words}."
