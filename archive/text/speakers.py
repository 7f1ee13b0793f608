"""Decides whether the English words of a cue name or describe the speaker.

Only this module decides that words name nobody. If it is not sure, the words name somebody: to hide
a speaker that the text names is worse than to show useless words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.english import quoted
from archive.text.cues import GROUPS, VERBS, words

NOBODY = "nobody named"
"""The label for a speaker that the text does not name, on every page and in every table."""

_NAMED_TOGETHER = words("police republicans democrats")
"""Words for groups that count as named, although they name no person."""
_UNNAMED = (GROUPS - _NAMED_TOGETHER) | words("somebody someone everybody everyone anybody nobody")
_ONE_OF_THEM = words("a an one another")
_TOLD_BEFORE = words("the these those both his her its their i he she we they you it who")
"""Words that refer to somebody mentioned earlier, perhaps by name."""
_MOST_WORDS = 6
"""The most words of an unnamed speaker; more words describe somebody."""
_HEARSAY = words(
    """
    rumor rumors rumour rumours allegation allegations report reports speculation belief beliefs
    fear fears talk hearsay
    """
)
"""Nouns for hearsay, which has no speaker."""
_SAID = _HEARSAY | words(
    """
    claim claims assertion assertions suggestion suggestions accusation accusations charge charges
    argument arguments statement statements warning warnings opinion opinions view views promise
    demand contention
    """
)
"""`_HEARSAY`, and nouns for statements with a speaker, who is named before or elsewhere."""
_WHOSE = words("his her its their my our your")
_ADVERBS = words(
    """
    reportedly allegedly supposedly purportedly ostensibly apparently rumoredly alleged supposed
    purported reputed so-called rumored rumoured
    """
)
_LEADS_TO_HEARSAY = words(
    """
    the a an some many most several other these those such more few with amid there is are was were
    """
)

_BE = r"(?:is|are|was|were|be|been|being|has been|have been|had been)"
_PARTICIPLE = r"(?:said|thought|known|held|understood|seen|felt|found|\w+ed)"
_IMPERSONAL = re.compile(
    rf"(?:(?:it|what|there|which|that|as)\s+)?{_BE}\s+(?:(?:\w+ly|now|also|often|sometimes)\s+)*"
    rf"{_PARTICIPLE}(?:\s+(?:that|to|to be|as))?"
)
"""Impersonal phrases: "it is widely believed that", "is said to", "what was perceived to be"."""
_TOKEN = re.compile(r"\w(?:[\w’'.-]*\w)?")
_OWNER = re.compile(
    rf"(?P<who>.+?)(?:[’']s|(?<=s)[’'])\s+(?:[a-z-]+\s+){{0,2}}(?:{'|'.join(sorted(_SAID))})\b"
)
"""Matches the owner of a statement: "Mr. Trump's suggestion that"."""
_ACCORDING = re.compile(r"\baccording to\s+", re.IGNORECASE)
_EDGES = ' \t\n,;:.!?—–-“”"‘()'
_BEFORE = words("by to as and but also that then while with from for")
"""Words that may come before a speaker and are not part of the name."""
_BEHIND = words(
    """
    that has have had is are was were will would also then later to who which himself herself
    itself themselves been do does did may might must can could should now still once again often
    never always and
    """
)
"""Words that may come between a speaker and the verb."""


def speaker(cue: Sequence[str]) -> str:
    """Return the words of a cue that name or describe the speaker; empty if they name nobody.

    "It is believed that", "reportedly", "rumors that" and unspecified people ("many experts") name
    nobody. A pronoun names somebody. If no speaker is recognised, the whole cue is returned: for
    example for a verb alone, or for a language other than English.

    >>> speaker(["According to the Council on Foreign Relations"])
    'the Council on Foreign Relations'
    >>> speaker(["said Jane Doe"]), speaker(["he", "saying"]), speaker(["noting that"])
    ('Jane Doe', 'he', 'noting that')
    >>> (
    ...     speaker(["many experts believe that"]),
    ...     speaker(["It is said that"]),
    ...     speaker(["reportedly"]),
    ... )
    ('', '', '')

    Args:
        cue: The words of each part of the cue.
    """
    text = " ".join(" ".join(cue).split()).strip(_EDGES)
    if not text or _is_impersonal(text):
        return ""
    name = _around_verb(text)
    return "" if name and names_nobody(name) else name or text


def speaker_label(cue: Sequence[str]) -> str:
    """Return the label for a speaker who is only known from the words of a cue.

    >>> speaker_label(["said the ministry"]), speaker_label(["reportedly"])
    ('“the ministry”', 'nobody named')
    """
    name = speaker(cue)
    return quoted_speaker(name) if name else NOBODY


_LONGEST = 100
"""The most code points of a speaker that are shown: a cue may be a whole paragraph."""


def quoted_speaker(words: str) -> str:
    """Return the words for a speaker in quotation marks; long words are shortened.

    >>> quoted_speaker("the Council"), len(quoted_speaker("very " * 100))
    ('“the Council”', 102)
    """
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]}…"
    return quoted(words)


def names_nobody(name: str) -> bool:
    """Whether words for people identify nobody: "experts", "some prominent critics".

    If only the first word has a capital letter, the last word decides.

    >>> (
    ...     names_nobody("many legal experts"),
    ...     names_nobody("an official"),
    ...     names_nobody("the official"),
    ... )
    (True, True, False)
    >>> names_nobody("State Department officials"), names_nobody("Many"), names_nobody("police")
    (False, True, False)
    """
    tokens = _TOKEN.findall(name)
    if not tokens or name.strip(_EDGES) != name or any(t != t.lower() for t in tokens[1:]):
        return False
    if re.search(r"[^\w\s’'.-]", name):
        return False  # words after a comma may describe the people
    first, last = tokens[0].lower(), tokens[-1].lower()
    if first in _TOLD_BEFORE or len(tokens) > _MOST_WORDS:
        return False
    return last in _UNNAMED or (first in _ONE_OF_THEM and f"{last}s" in _UNNAMED)


def _is_impersonal(text: str) -> bool:
    """Whether a whole cue is impersonal, or names nothing but hearsay."""
    lower = text.lower()
    if _IMPERSONAL.fullmatch(lower):
        return True
    tokens = lower.split()
    start, end = 0, len(tokens)
    while start < end and tokens[start] in _LEADS_TO_HEARSAY:
        start += 1
    while start < end and tokens[end - 1] in ("that", "of"):
        end -= 1
    return end - start == 1 and tokens[start] in _HEARSAY | _ADVERBS


def _around_verb(text: str) -> str:
    """Return the words after "according to", else those before the first verb, else after it."""
    if match := _ACCORDING.search(text):
        return text[match.end() :].strip(_EDGES)
    if match := _OWNER.match(text):
        return match["who"].strip(_EDGES)
    for verb in _TOKEN.finditer(text):
        if verb[0] not in VERBS and verb[0].lower() not in _ONLY_THERE:
            continue
        before = _without_leading_words(text[: verb.start()])
        if before.lower() == "it" and (by := _BY.match(text, verb.end())):
            return _without_leading_words(text[by.end() :])
        if before.lower() in _WHOSE:
            return _without_leading_words(text)
        if before:
            behind = text[verb.end() :]
            is_open = names_nobody(before) and re.search(r",\s+(?:the\s+)?[^\W\d_a-z]", behind)
            return text if is_open else before
        return _without_leading_words(text[verb.end() :])
    return _without_leading_words(text)


_BY = re.compile(r"\s+by\s+")
"""Matches "by", which introduces the speaker after a passive: "it is reported by the BBC that"."""
_ONLY_THERE = words("said says")
"""Verbs that also count with a capital letter, that is, at the beginning of a sentence."""


def _without_leading_words(text: str) -> str:
    """Return the words without those that only connect them to the rest of the sentence."""
    tokens = [token for token in text.split() if token.strip(_EDGES)]
    start, end = 0, len(tokens)
    while start < end and tokens[start].strip(_EDGES).lower() in _BEFORE:
        start += 1
    while start < end and _leads_on(tokens[end - 1].strip(_EDGES)):
        end -= 1
    return " ".join(tokens[start:end]).strip(_EDGES)


def _leads_on(word: str) -> bool:
    return word.lower() in _BEHIND or re.fullmatch(r"[a-z]{3,}ly", word) is not None
