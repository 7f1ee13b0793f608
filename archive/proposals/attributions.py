"""The rules `attributions` and `quotations`: claims that are attributed to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from archive.proposals.candidates import Candidate, Raw, RuleContext, anchor, anchors, is_language
from archive.proposals.claimants import Claimants, claimants_of, name_of
from archive.proposals.measured_precision import PLAINLY_DESCRIPTIVE
from archive.proposals.speech import AttributedSpeech, Stretch
from archive.proposals.speech.article_speech import speech_in
from archive.proposals.speech.clauses import FINITE
from archive.proposals.tuning import LEAST_CLAIMED, LEAST_OF_CONDITION, SHOWN_DEICTIC
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
    NO_NEGATION,
    VERBS,
)
from archive.text.sentences import sentence_starts


def attributions(context: RuleContext) -> Iterator[Candidate]:
    """Propose a claim for reported speech in English that is attributed to somebody."""
    claimants = claimants_of(context)
    for speech in speech_in(context).reported:
        yield _claim(speech, claimants)


def quotations(context: RuleContext) -> Iterator[Candidate]:
    """Propose a claim for words in quotation marks that are attributed to somebody.

    If nobody is named, or the words claim nothing, propose a tag "quotation". In a list of works
    that the article cites, words in quotation marks are titles.
    """
    claimants = claimants_of(context)
    for speech in speech_in(context).quoted:
        in_english = is_language(context.language_of(speech.content[0][0]), "en")
        if speech.cue and in_english and _claims_something(speech):
            yield _claim(speech, claimants)
        else:
            yield _tag(speech)


def _claims_something(speech: AttributedSpeech) -> bool:
    words = _words(speech.content)
    return len(words.split()) >= LEAST_CLAIMED and not words.rstrip("”’\"' ").endswith("?")


def _tag(speech: AttributedSpeech) -> Candidate:
    raw: Raw = {"type": "tag", "anchors": anchors(speech.content), "tag": "quotation"}
    why = "words in quotation marks"
    if speech.cue:
        why += f", with “{_words(speech.cue)}”; these words claim nothing, or are not in English"
    return Candidate(speech.way, why, raw)


def _claim(speech: AttributedSpeech, claimants: Claimants) -> Candidate:
    words = _words(speech.content)
    condition = _condition(speech)
    own = _own_words(speech, condition)
    kind = next((name for name, pattern in KINDS if pattern.search(own)), None)
    claimant = claimants.of(speech)
    is_negated = NEGATIONS.search(NO_NEGATION.sub("", _main_clause(own))) is not None
    restatement, deictic = _restated(speech, words)
    raw: Raw = {
        "anchors": anchors(speech.content),
        "restatement": restatement,
        "kind": kind or "descriptive",
        "commitment": _commitment(speech, own),
        "negated": is_negated != (speech.verb in DENIALS),
        "attribution": [_step(one, claimants) for one in (speech, speech.citing) if one],
        **({"condition": [anchor(*condition)]} if condition else {}),
    }
    why = f"“{_words(speech.cue)}”"
    if kind is None:
        why += "; no word shows the kind"
    if deictic:
        listed = ", ".join(f"“{word}”" for word in deictic[:SHOWN_DEICTIC])
        why += (
            f"; the restatement cannot be understood alone: {listed} refers to something outside it"
        )
    if also := claimants.also_named(speech):
        why += f"; also attributed to {' and '.join(also)}, but a step has only one claimant"
    unknown_claimant = name_of(speech) if claimant is None else None
    source, predicate = claimants.source(speech) or (None, "")
    share = PLAINLY_DESCRIPTIVE if kind is None else 1.0
    return Candidate(speech.way, why, raw, unknown_claimant, source, predicate, share)


def _step(speech: AttributedSpeech, claimants: Claimants) -> Raw:
    """Return a step of attribution, with the claimant if known or if the words show the type."""
    claimant = claimants.of(speech)
    step: Raw = {"manner": speech.manner, "cue": anchors(speech.cue)}
    return step if claimant is None else {**step, "claimant": claimant}


def _words(stretches: Sequence[Stretch]) -> str:
    """Return the words of stretches, with single spaces."""
    return " ".join(" ".join(block.text[low:high].split()) for block, low, high in stretches)


_HEDGING_WAYS = ("adverb", "passive", "impersonal")
_HEARSAY = re.compile("rumou?r|speculation|allegation|fear|suggestion")


def _commitment(speech: AttributedSpeech, words: str) -> str:
    words = _OF_ANOTHER.sub("", words)
    hedging = speech.way in _HEDGING_WAYS or speech.verb in HEDGING_VERBS
    if hedging or _HEARSAY.search(speech.verb) or HEDGES.search(words):
        return "hedged"
    return "boosted" if speech.verb in BOOSTING_VERBS or BOOSTS.search(words) else "asserted"


_OF_ANOTHER = re.compile(
    r"[,;]\s+(?:and|but|while|whereas|though|although)\s+"
    r"(?!(?:it|they|he|she|also|then|later|now|still|so|perhaps|[a-z]+ly)\b)"
    rf"(?:[\w’'.-]+\s+){{1,8}}?{FINITE.pattern}[^.;!?]*"
)
"""A further clause with a subject of its own, which decides only its own commitment."""


def _main_clause(words: str) -> str:
    """Return the first sentence up to its comma, with the rest of the clause if the verb is there.

    >>> _main_clause("the span, which was not mended, will fall, and nobody knows")
    'the span will fall'
    >>> _main_clause("in May, the span will open")
    'the span will open'
    """
    sentence = words[: next(islice(sentence_starts(words), 1, None), None)]
    first, *rest = re.split(r"[,;]\s+", sentence)
    rest = [one for one in rest if not _FURTHER.match(one)]
    has_verb = FINITE.search(first)
    if _SUBORDINATE.match(first) or (_LEADS_IN.match(first) and not has_verb):
        return next(filter(FINITE.search, rest), first)
    goes_on = None if has_verb else next(filter(FINITE.match, rest), None)
    return f"{first} {goes_on}" if goes_on else first


_FURTHER = re.compile(r"(?:and|but|or|who|which|whose|where)\b")
_SUBORDINATE = re.compile(
    r"(?:when|while|because|although|though|once|until|no matter|what|who|where)(?:ever)?\b",
    re.IGNORECASE,
)
"""Matches the start of a clause before the main one: "while it is old, the bridge will stay"."""
_LEADS_IN = re.compile(
    r"(?:in|on|at|by|for|with|without|after|before|during|since|under|despite|this|last|next"
    r"|however|meanwhile|today|yesterday|\w+ly)\b",
    re.IGNORECASE,
)
"""Matches the start of words before the subject: "in May, the bridge will open"."""


def _condition(speech: AttributedSpeech) -> Stretch | None:
    """Return the words of an "if" clause in the content, up to its comma or its end."""
    for block, low, high in speech.content:
        match = CONDITION.search(block.text, low, high)
        if match is None:
            continue
        before = block.text[low : match.start()].rstrip()
        if before and NO_CONDITION.match(block.text, match.start()):
            continue
        comma = block.text.find(",", match.end(), high)
        goes_on = comma < 0 or _GOES_ON.match(block.text, comma)
        last = high if comma < 0 else comma
        if not before and goes_on and (result := _result(block.text, match.end(), last)):
            return block, match.start(), result
        if comma >= 0 and (not before or before.endswith(",")):
            return block, match.start(), comma
        is_inverted = not before and match[0].lower() == "only if"
        inverted = _INVERTED.search(block.text, match.end(), high) if is_inverted else None
        return block, match.start(), inverted.start() if inverted else high
    return None


_GOES_ON = re.compile(r",\s+(?:and|but|or)\b")
_RESULT = re.compile(
    r"\s(?=(?:the|a|an|this|these|those|his|her|its|their|our|your|he|she|it|they|we|you|I"
    r"|there|nobody|nothing|everybody|everything|no)\s"
    r"(?:[\w’'-]+\s+){0,3}?(?:will|would|can|could|shall|should|may|might|must)\b)"
)
"""Matches what follows a condition without a comma: "if it rains the work will stop"."""
_PART_OF_CONDITION = re.compile(
    r"\b(?:who|whom|whose|which|that|and|or|but|than|as|of|in|on|at|by|for|with|to|from|after"
    r"|before|under|over|about|between)$"
)


def _result(text: str, start: int, end: int) -> int | None:
    """Return where the claim begins after a condition without a comma; `None` if this is uncertain.

    It is uncertain after a relative clause, and after a verb of saying: this may be what is said.
    """
    for match in _RESULT.finditer(text, start, end):
        before = text[start : match.start()]
        tokens = before.split()
        if len(tokens) < LEAST_OF_CONDITION or _PART_OF_CONDITION.search(before):
            continue
        if {"who", "which", "that"}.intersection(tokens) or tokens[-1] in VERBS:
            return None
        return match.start()
    return None


_INVERTED = re.compile(r"\s(?:will|would|can|could|shall|should|may|might|do|does|did)\s")
"""Matches the verb of a claim after such a condition: "only if it rains will they come"."""


def _own_words(speech: AttributedSpeech, condition: Stretch | None) -> str:
    """Return the words of a claim without its condition and without words that do not matter."""
    parts: list[Stretch] = []
    for block, low, high in speech.content:
        if condition and condition[0] is block and low <= condition[1] < high:
            parts += [(block, low, condition[1]), (block, condition[2], high)]
        else:
            parts.append((block, low, high))
    return BESIDE_CLAIM.sub("", _joined(parts)).strip(" ,;")


def _restated(speech: AttributedSpeech, words: str) -> tuple[str, Sequence[str]]:
    """Return the words as a sentence, and those among them that refer to something outside.

    If the words cannot be understood alone, the claimant is put before them, because a rule can
    make no other honest sentence.
    """
    deictic = sorted({match[0] for match in DEICTIC.finditer(words)})
    plain = _joined(speech.content, edges=" ,;:—–")
    if not deictic and speech.way != "passive" and speech.verb not in DENIALS:
        return _sentence(plain), ()
    if speech.manner == "quoted":
        claimant = _words([speech.claimant]) if speech.claimant else ""
        if "," in claimant:
            claimant = f"{claimant.rstrip(',')},"
        return _sentence(f"{claimant} {_alone(speech.verb)}: “{plain}”"), deictic
    block = speech.content[0][0]
    spans = [(low, high) for _, low, high in (*speech.content, *speech.cue)]
    low, high = min(low for low, _ in spans), max(high for _, high in spans)
    return _sentence(_words([(block, low, high)])), deictic


_NEEDS_LISTENER = ("tell", "assure", "inform", "remind")


def _alone(verb: str) -> str:
    """Return a verb that needs no addressee, for use before words in quotation marks.

    >>> _alone("told"), _alone("tells"), _alone("warned")
    ('said', 'says', 'warned')
    """
    if verb not in VERBS or VERBS[verb].lemma not in _NEEDS_LISTENER:
        return verb
    return "says" if verb.endswith("s") else "said"


def _joined(stretches: Sequence[Stretch], *, edges: str = " ") -> str:
    """Join stretches, each without the punctuation at its start and end.

    If a sentence ends between two stretches, the full stop is kept: “So,” he said. “It is.”
    """
    words = ""
    for (block, _, last), (after, low, high) in pairwise((stretches[0], *stretches)):
        if block is after and last <= low and _STOP.search(block.text, last, low):
            words = words.rstrip(" ,;:—–")
            words += "." if words[-1:].isalnum() else ""
        words += f" {_words([(after, low, high)]).strip(edges)}"
    return words.strip()


_STOP = re.compile(r"[.!?]\W*$")


def _sentence(words: str) -> str:
    words = words.strip()
    words = words[:1].upper() + words[1:]
    return words if re.search(r"[.!?][”’\"']*$", words) else f"{words}."
