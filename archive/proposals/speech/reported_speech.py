"""`reported_in` finds reported speech without quotation marks in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.model.blocks import TextBlock
from archive.proposals.candidates import Sentence
from archive.proposals.entity_types import typed_names_in
from archive.proposals.speech import AttributedSpeech, Stretch
from archive.proposals.speech.clauses import (
    FINITE,
    WHEN,
    bare_end,
    clause_around,
    content_start,
    until_end,
)
from archive.proposals.speech.subjects import Span, first_subject, subject_after, subject_before
from archive.proposals.tuning import (
    LEAST_CONTENT,
    LONGEST_OWNER,
    LONGEST_QUOTED,
    LONGEST_SENTENCE,
    LONGEST_TAIL,
)
from archive.text.cues import BY_THINGS, GROUPS, NOUNS_TOO, THINGS, VERBS


class _SpeechMatch(NamedTuple):
    """Reported speech in a sentence, as offsets in the block."""

    way: str
    content: tuple[Span, ...]
    cue: Span
    claimant: Span | None
    verb: str
    citing: tuple[Span, Span] | None = None
    """If the claimant cites somebody: the words for this, and who it is."""


def reported_in(sentence: Sentence, quoted: Sequence[Span]) -> Iterator[AttributedSpeech]:
    """Yield the reported speech of a sentence.

    Args:
        sentence: The sentence.
        quoted: The ranges of words in quotation marks. Reported speech inside them is part of the
            quotation.
    """
    if sentence.end - sentence.start > LONGEST_SENTENCE:
        return
    block, cues = sentence.block, list[Span]()
    for speech in _speech_matches(sentence, quoted):
        speech = _with_cited(block.text, sentence.end, speech)
        start, end = speech.cue
        if any(start < other_end and other_start < end for other_start, other_end in cues):
            continue
        cues.append(speech.cue)
        content = tuple((block, low, _content_end(high, quoted)) for low, high in speech.content)
        citing = None
        if speech.citing is not None:
            inner, who = speech.citing
            citing = AttributedSpeech(
                "citing", content, ((block, *inner),), (block, *who), verb="cite"
            )
        yield AttributedSpeech(
            speech.way,
            content,
            _cue(block, speech),
            None if speech.claimant is None else (block, *speech.claimant),
            verb=speech.verb,
            citing=citing,
        )


_CITING = re.compile(r",\s+(?P<cue>(?:citing|quoting)\s+(?P<who>[^,;:—–]+?))(?=[,;]|\.?$)")


def _with_cited(text: str, end: int, speech: _SpeechMatch) -> _SpeechMatch:
    """Return speech with the person or organisation whom the claimant cites, if there is one.

    The words "citing ..." come after the name, the cue or the content. "Citing high costs" gives
    only a reason, and "citing officials" names nobody, so both are left out.
    """
    if speech.claimant is None:
        return speech
    (start, last), (low, high) = speech.claimant, speech.cue
    within = _CITING.search(text, low, high)
    behind = (_CITING.match(text, at, end) for at in (high, speech.content[-1][1]))
    cited = within or next(filter(None, behind), None)
    if cited is None or not typed_names_in(cited["who"]):
        return speech
    comma = _COMMA.match(text, cited.end(), end)
    goes_on = comma.end() if comma else cited.end()
    if within is None:
        content = tuple(
            (goes_on if a <= cited.start("cue") < b else a, b) for a, b in speech.content
        )
        speech = speech._replace(content=content)
    elif cited.start() >= last:
        speech = speech._replace(cue=(low, cited.start()))
    elif last < high:  # the phrase is between the name and the verb
        speech = speech._replace(claimant=(start, cited.start()), cue=(goes_on, high))
    return speech._replace(citing=(cited.span("cue"), cited.span("who")))


def _content_end(end: int, quoted: Sequence[Span]) -> int:
    """Return the end of the content, or of the quotation that this end is in."""
    for low, high in quoted:
        if low < end < high and high - low < LONGEST_QUOTED:
            return high
    return end


def _cue(block: TextBlock, speech: _SpeechMatch) -> tuple[Stretch, ...]:
    """Return the words of the cue, with the words for the claimant first if these are separate."""
    if speech.claimant is not None and speech.claimant[1] <= speech.cue[0]:
        return (block, *speech.claimant), (block, *speech.cue)
    return ((block, *speech.cue),)


def _speech_matches(sentence: Sentence, quoted: Sequence[Span]) -> Iterator[_SpeechMatch]:
    text, start, end = sentence.block.text, sentence.start, sentence.end

    def outside(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for match in pattern.finditer(text, start, end):
            if not any(low <= match.start() < high for low, high in quoted):
                yield match

    for match in outside(_ACCORDING):
        if speech := _according(text, start, end, match):
            yield speech
    for match in outside(_IMPERSONAL):
        cue = (match.start(), bare_end(text, match.start(), match.end()))
        content = until_end(text, match.end(), end)
        if match["who"] and match["verb"] in VERBS:
            who = (match.start("who"), bare_end(text, *match.span("who")))
            yield _SpeechMatch("saying that", (content,), cue, who, VERBS[match["verb"]].lemma)
        else:
            yield _SpeechMatch("impersonal", (content,), cue, None, match["verb"])
    for match in outside(_PASSIVE):
        if speech := _passive(text, start, end, match):
            yield speech
    for match in outside(_VERB):
        speech = _by_verb(text, start, end, match)
        if speech is None or _is_denied(text, speech, match.end()):
            continue
        before = text[start : speech.cue[0]]
        if _IF.search(before) or _by_author(text, speech):
            continue
        if text[end - 1] == "?" and _ASKED.match(text, start, match.start()):
            continue
        if not _follows_quotation(text, speech, quoted):
            yield speech
    for match in outside(_NOUN):
        low, high = until_end(text, match.end(), end)
        if _BESIDE_THE_POINT.fullmatch(text[start : match.start()]):
            high = bare_end(text, low, text.find(",", low, high) % (high + 1))
        owner = _OWNER.search(text, max(start, match.start() - LONGEST_OWNER), match.start())
        cue = (owner.start() if owner else match.start("noun"), match.end("noun"))
        claimant = owner.span("who" if owner["who"] else "pronoun") if owner else None
        yield _SpeechMatch("noun", ((low, high),), cue, claimant, match["noun"].lower())
    for match in outside(_ADVERB):
        if speech := _adverb(text, start, end, match):
            yield speech


def _is_enough(text: str, pieces: Sequence[Span]) -> bool:
    return sum(len(text[low:high].split()) for low, high in pieces) >= LEAST_CONTENT


_ACCORDING = re.compile(
    r"\b[Aa]ccording to\s+(?!(?:whether|how|what|which|their|its|(?:the\s+)?(?:[\w’'-]+\s+)?"
    r"(?:criteria|methods?|protocols?|guidelines|instructions|procedures?|manufacturer|rules?"
    r"|recommendations))\b)"
)
"""Excludes words for how something was done: "according to the protocol"."""
_BEHIND_CLAIMANT = re.compile(
    rf",\s+(?!(?:(?:who|which)\s[^,]{{3,60}}|(?:a|an|the)\s(?:(?!{FINITE.pattern})[^,]){{3,60}}),"
    rf"(?!(?:[^,]{{3,80}},)?\s+(?:{FINITE.pattern}"
    r"|[a-z]+ed\s+(?:on|in|at|to|by|from|for|with|after|as|the|an?|his|her|its|their)\b)))"
)
"""Matches the comma after a claimant: "according to Jane Doe, a judge, it rains"."""
_ASIDE = re.compile(
    r",\s+(?=(?:citing|quoting|speaking|writing|talking|referring"
    r"|(?:published|released|issued|conducted|commissioned|obtained|seen|cited|quoted|compiled)"
    r"\s+(?:by|in|on|at|last|this|earlier))\s)"
)
"""Matches words between a claimant and the content: "citing the ministry", "published in May"."""
_TITLES = "".join(
    rf"(?<!\b{title})" for title in ("Sen", "Rep", "Gov", "Gen", "Mr", "Mrs", "Ms", "Dr")
)
_CLAIMANT_ENDS = re.compile(rf"{_TITLES}(?<!\b[A-Z])\.\s|[;,]\s|\s[—–]\s")
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose)$")
_THAT = re.compile(r"\b(?P<verb>\w+)\s+that$")
"""Matches "reported that" in: reported that, according to the crew, it fell."""
_BEHIND_ASIDE = re.compile(r"\s*,\s+(?:who(?:se)?\b[^,]{3,80},\s+)?")
_COMMA = re.compile(r"\s*,\s+")
_CLAUSE_BEGINS = re.compile(r"[;:]\s|\bbecause,?\s|,\s(?:and|but|while|that)\s")


def _according(text: str, start: int, end: int, match: re.Match[str]) -> _SpeechMatch | None:
    """Match "According to the ministry, it fell" or "it fell, according to the ministry"."""
    name, claimant = "according to", match.end()
    if match[0].startswith("A"):
        comma = _BEHIND_CLAIMANT.search(text, claimant, end)
        aside = _ASIDE.match(text, comma.start(), end) if comma else None
        begins = _BEHIND_CLAIMANT.search(text, aside.end(), end) if aside else comma
        if comma is None or begins is None:
            return None
        last = comma.start()
        content = until_end(text, begins.end(), end)
        return _SpeechMatch(name, (content,), (match.start(), last), (claimant, last), name)
    stop = _CLAIMANT_ENDS.search(text, claimant, end)
    last = stop.start() if stop else bare_end(text, claimant, end)
    low, high = start, match.start()
    for cut in _CLAUSE_BEGINS.finditer(text, start, high):
        low = cut.end()
    while high > low and text[high - 1] in ", \n—–(":
        high -= 1
    if relative := _RELATIVE.search(text, low, high):
        rest = _COMMA.match(text, last, end)
        if rest is None:
            return None
        pieces = (relative.span(), until_end(text, rest.end(), end))
        if not _is_enough(text, pieces):
            return None
        return _SpeechMatch(name, pieces, (match.start(), last), (claimant, last), name)
    content = (low, high)
    if that := _THAT.search(text, low, high):
        rest = _BEHIND_ASIDE.match(text, last, end)
        if rest is None or that["verb"] not in VERBS:
            return None
        content = until_end(text, rest.end(), end)
    if last <= claimant or not _is_enough(text, [content]):
        return None
    return _SpeechMatch(name, (content,), (match.start(), last), (claimant, last), name)


_BEEN = r"(?:is|was|has been|had been)\s+(?:\w+ly\s+|now\s+|also\s+|sometimes\s+|often\s+)?"
_IMPERSONAL = re.compile(
    rf"\b[Ii]t\s+{_BEEN}"
    r"(?P<verb>believed|thought|said|reported|alleged|rumou?red|argued|claimed|assumed|estimated"
    r"|feared|hoped|suggested|held)\s+(?:by\s+(?P<who>(?:[\w.’'-]+\s+){1,8}?))?that\s+"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|has been|have been|had been)\s+(?:\w+ly\s+|now\s+|also\s+)?"
    r"(?P<verb>believed|thought|said|reported|alleged|rumou?red|considered|assumed|understood"
    r"|estimated|presumed|claimed|known)\s+to\s+(?P<rest>\w+)"
)


def _passive(text: str, start: int, end: int, match: re.Match[str]) -> _SpeechMatch | None:
    """Match a passive verb: the ship "is believed to" have sunk."""
    subject = subject_before(text, start, match.start())
    if subject is None or text[slice(*subject)].lower() in ("it", "who"):
        return None
    at = match.start("rest")
    content = (subject, until_end(text, at, end))
    return _SpeechMatch("passive", content, (match.start(), at - 1), None, match["verb"])


_ADVERB = re.compile(r"\b(?P<verb>[Rr]eportedly|[Aa]llegedly|[Ss]upposedly|[Pp]urportedly)\b,?")


def _adverb(text: str, start: int, end: int, match: re.Match[str]) -> _SpeechMatch | None:
    """Match a clause with "reportedly"; this word is not part of the content."""
    low, high = clause_around(text, start, end, match.start())
    pieces = tuple(
        (a, b)
        for a, b in ((low, match.start()), (match.end(), high))
        if a < b and text[a:b].strip()
    )
    if not _is_enough(text, pieces):
        return None
    return _SpeechMatch("adverb", pieces, match.span("verb"), None, match["verb"].lower())


_NOUN = re.compile(
    r"\b(?P<noun>(?:[Tt]he\s+)?(?:claims?|beliefs?|views?|rumou?rs?|allegations?|assertions?"
    r"|arguments?|reports?|suggestions?|warnings?|statements?|speculation|fears?|opinions?"
    r"|contention|accusations?|charges?)\s+that)\s+"
)
_OWNER = re.compile(
    r"(?:(?P<who>(?:(?:[Tt]he|[A-Z][\w.’'-]*)\s+){0,4}(?!(?:to|yester)day|week|month|year)\w[\w-]*)"
    r"(?:[’']s|(?<=s)[’'])|(?P<pronoun>\b(?:[Hh]is|[Hh]er|[Tt]heir)))\s+(?:[a-z-]+\s+){0,2}$"
)
"""Matches a possessive before a noun of saying: "Mr. Trump's suggestion that"."""
_BESIDE_THE_POINT = re.compile(r"(?:With|Amid|Amidst|Despite|Given|After|Following|Because of)\s+")
"""Matches how a sentence begins if a comma ends the content: "With rumors that it rains, we
left"."""
_VERB = re.compile(rf"\b(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})\b")
_DENIED = re.compile(
    r"\b(?:not|never|none|nobody|no|cannot|without|neither|if|let (?:us|me)|one would)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Matches words that deny that somebody says so: "never said that", "let us suppose that"."""


def _is_denied(text: str, speech: _SpeechMatch, end: int) -> bool:
    """Return whether words deny that somebody says so. Words in a relative clause do not."""
    subject = _RELATIVE_CLAUSE.sub(" ", text[speech.cue[0] : end])
    return _DENIED.search(subject) is not None


_RELATIVE_CLAUSE = re.compile(r",\s+who(?:m|se)?\s[^,]*,")
_IF = re.compile(r"\b(?:if|unless|whether)\s+$", re.IGNORECASE)
"""Matches words that leave open whether somebody says so."""

_ASKED = re.compile(
    r"(?:\w+\s+){0,2}?(?:do|does|did|has|have|had|will|would|can|could|should|may|might)\s",
    re.IGNORECASE,
)
"""Matches a question whether somebody says so: "Did he say that it rained?"."""


def _by_author(text: str, speech: _SpeechMatch) -> bool:
    """Whether the author speaks, or speaks to the reader: "we found that", "you would think"."""
    if speech.claimant is None:
        return False
    return re.match(r"(?:I|we|you)\b", text[slice(*speech.claimant)], re.IGNORECASE) is not None


def _by_verb(text: str, start: int, end: int, match: re.Match[str]) -> _SpeechMatch | None:
    """Match a verb of saying with the clause after it or around it."""
    verb = VERBS[match[0]]
    if inverted := _inverted(text, start, end, match):
        return inverted
    subject = subject_before(text, start, match.start())
    behind = content_start(text, match, end)
    with_that = behind is not None and text[match.end() : behind].rstrip().endswith("that")
    if match[0] in NOUNS_TOO and not (with_that or _is_plainly_verb(text, match, subject)):
        return None
    is_of_things = subject is None or THINGS.search(text[slice(*subject)])
    if verb.lemma in BY_THINGS and is_of_things:
        return None
    if behind is not None:
        content = until_end(text, behind, end)
        joined = _joined(text, start, match) if subject is None else None
        if _NO_CLAUSE.fullmatch(text, *content) and not with_that:
            return None
        if _is_enough(text, [content]) and subject is not None:
            way = (
                f"{'thinking' if verb.thought else 'saying'} {'that' if with_that else 'a clause'}"
            )
            cue = (subject[0], max(match.end(), bare_end(text, match.end(), behind)))
            return _SpeechMatch(way, (content,), cue, subject, verb.lemma)
        if _is_enough(text, [content]) and joined is not None:
            claimant = first_subject(text, start, match.start())
            return _SpeechMatch(joined, (content,), match.span(), claimant, verb.lemma)
    if verb.thought and verb.lemma not in ("think", "believe", "suppose"):
        return None
    return _between_commas(text, start, end, match, subject)


def _is_plainly_verb(text: str, match: re.Match[str], subject: Span | None) -> bool:
    """Return whether "claims" without "that" is a verb: "Greenpeace claims the storm was worse"."""
    if subject is None or match[0] not in ("claim", "claims"):
        return False
    words = re.sub(r"^[Tt]he\s", "", text[slice(*subject)]).split()
    if match[0] == "claim":
        return words[-1].lower() in GROUPS or re.search(r"[^’']s$", words[-1]) is not None
    return words[-1].lower() in ("he", "she") or all(word[0].isupper() for word in words)


_NO_CLAUSE = re.compile(r"(?:the|a|an|his|her|their|its|this)\s+[\w’'-]+", re.IGNORECASE)
"""Matches an object that is not a clause: told him "the truth"."""


def _joined(text: str, start: int, match: re.Match[str]) -> str | None:
    """Return the way for a verb without a subject of its own: ", saying that", "and said"."""
    before = text[start : match.start()].rstrip()
    if match[0].endswith("ing"):
        return "saying, as a participle" if before.endswith((",", "statement", "letter")) else None
    return "and said" if _AND.search(before[-40:]) else None


_AND = re.compile(r"\b(?:and|but)(?:\s+(?:also|then|later|has|have|had))*$")


def _inverted(text: str, start: int, end: int, match: re.Match[str]) -> _SpeechMatch | None:
    """Match a verb before its subject: the ship sank, "said the ministry"."""
    if match[0] not in ("said", "says") or not text[start : match.start()].rstrip().endswith(","):
        return None
    rest = text[match.end() : end]
    subject = subject_after(text, match.end() + 1, end)
    if subject is None or len(rest.split()) > LONGEST_TAIL or FINITE.search(rest):
        return None
    low = max(start, text.rfind(";", start, match.start()) + 1)
    content = (low, bare_end(text, low, match.start()))
    is_last = text[subject[1] : end].strip()[:1] in ("", ".", ",")
    if not is_last or len(text[slice(*content)].split()) <= LEAST_CONTENT:
        return None
    cue = (match.start(), subject[1])
    return _SpeechMatch("said between commas", (content,), cue, subject, "say")


_COMMA_BEFORE = re.compile(r",\s*$")
_NOTHING_BEHIND = re.compile(rf"{WHEN}\s*(?=[,.;]|$)")


def _between_commas(
    text: str, start: int, end: int, match: re.Match[str], subject: Span | None
) -> _SpeechMatch | None:
    """Match words between commas: the ship, "officials said", sank."""
    if subject is None:
        return None
    after = _NOTHING_BEHIND.match(text, match.end(), end)
    before = _COMMA_BEFORE.search(text[start : subject[0]])
    if before is None or after is None:
        return None
    low = max(start, text.rfind(";", start, subject[0]) + 1)
    pieces = [(low, start + before.start())]
    if text[after.end() : after.end() + 1] == ",":
        rest = after.end() + 1
        while rest < end and text[rest].isspace():
            rest += 1
        pieces.append(until_end(text, rest, end))
    pieces = [(a, b) for a, b in pieces if text[a:b].strip()]
    if not _is_enough(text, pieces):
        return None
    cue = (subject[0], match.end())
    return _SpeechMatch("said between commas", tuple(pieces), cue, subject, VERBS[match[0]].lemma)


def _follows_quotation(text: str, speech: _SpeechMatch, quoted: Sequence[Span]) -> bool:
    """Return whether the content is just the quotation before it: “so,” he said in May."""
    if speech.way.endswith("that") or speech.claimant is None:
        return False
    first = min(speech.cue[0], speech.claimant[0])
    return any(high <= first and not text[high:first].strip(" ,\n\t—–-") for _, high in quoted)
