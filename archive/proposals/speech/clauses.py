"""Finds where the content of reported speech begins after a verb, and where it ends."""

from __future__ import annotations

import re

from archive.text.cues import VERBS, Verb

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WHEN = (
    rf"(?:\s+(?:on\s+)?{WEEKDAY}(?:\s+(?:night|morning|evening|afternoon))?"
    r"|\s+(?:later|earlier|today|yesterday|recently|repeatedly|(?:this|last)\s+(?:week|month|year))"
    r"|\s+(?:in|during|at|via|on|through)\s+(?:an?|the|his|her|its|their)\s+[\w’' -]{3,60}?)?"
)
"""Matches words for when or where somebody speaks, between the verb and the content."""
_OPENS = (
    r"(?:he|she|they|it|I|we|you|there|the|a|an|this|these|those|his|her|their|its|our|my|your"
    r"|some|many|most|no|nobody|nothing|all|every|each|one|if|when|such|both|any|more|people|women"
    r"|men|what|while|because|after|since|despite|under|anyone|\d[\d,.]*"
    rf"|(?!{WEEKDAY}\b)[A-Z“\"‘][\w’'.-]*)(?!\w)"
)
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|do|does|did"
    r"|(?:wo|did|does|do|is|are|was|were|ca)n[’']t)\b"
)
FINITE = re.compile(rf"\b{_FINITE}")

_THAT = re.compile(
    rf"{WHEN}(?:,\s+(?:citing|quoting)\s[^,;]{{3,60}})?,?\s+that\s+"
    r"(?!(?:is|was|are|were|has|had|have|did|does|do|will|would|can|could|may"
    r"|might|should|must|one|day|time|same|way)\b)"
)
_FAR_THAT = re.compile(
    rf"\s+(?:(?:to|at|in|on|during|via|through|before|after|for|with)\b|{WEEKDAY})"
    r"[^,;:.“”\"]{0,80}?\sthat\s+(?!(?:is|was|are|were|has|had)\b)"
)
_LISTENER_THAT = re.compile(r"\s+(?:(?:to|at)\s+)?(?:[\w’'.-]+\s+){1,7}?that\s+")
_SAID = re.compile(rf"{WHEN},?\s+(?={_OPENS})")
_SAID_ANY = re.compile(
    rf"{WHEN}\s+(?!(?:to|so|nothing|something|anything|everything|in|on|at|of|for|with|by|from"
    r"|about|as|and|or|but|out|yes|hello|how|why|whether|what|where|when|who|which|if|that|more"
    rf"|much|farewell|goodbye|{WEEKDAY})\b)(?=\w)"
    rf"(?=(?:[\w’'-]+\s+){{1,12}}?(?:{_FINITE}|\w+ed\b|\w+s\b))"
)
_FINITE_CLAUSE = re.compile(rf"{WHEN},?\s+(?={_OPENS})(?=(?:[\w’'-]+\s+){{1,9}}?{_FINITE})")
_PLAIN_CLAUSE = re.compile(rf"\s+(?={_OPENS})")
_LISTENER_CLAUSE = re.compile(
    r"\s+(?:him|her|them|me|us|you|it|reporters|(?:the|a|his|her)\s+[\w’'-]+"
    rf"|[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){{0,4}}){WHEN}"
    r"\s+(?=(?:he|she|they|it|I|we|you|there|the|this|his|her|their|its)\b)"
)
_NO_CLAUSE = ("show", "tell", "find")
_BARE_AFTER_PLAIN = ("think", "believe", "suppose", "guess", "hope")


def content_start(text: str, verb: re.Match[str], end: int) -> int | None:
    """Return where the content clause of a verb begins; `None` if no clause follows the verb."""
    for pattern in _patterns(VERBS[verb[0]]):
        behind = pattern.match(text, verb.end(), end)
        if behind is not None:
            return behind.end()
    return None


def _patterns(verb: Verb) -> list[re.Pattern[str]]:
    patterns = [_THAT, _LISTENER_THAT if verb.listener else _FAR_THAT]
    if verb.listener:
        patterns.append(_LISTENER_CLAUSE)
    if verb.lemma == "say":
        patterns += [_SAID, _SAID_ANY]
    if not verb.thought and verb.lemma not in _NO_CLAUSE:
        patterns.append(_FINITE_CLAUSE)
    if verb.lemma in _BARE_AFTER_PLAIN:
        patterns.append(_PLAIN_CLAUSE)
    return patterns


_SAYS = (
    "said|says|say|told|tells|argued|argues|added|adds|claimed|claims|warned|noted|insisted"
    "|believes?|suggest(?:ed|s)?|wrote|called|denied|acknowledged|promised|vowed|urged"
)
_REACTS = (
    r",\s+(?:and|but|while|though|although)\s+(?:(?:[\w’'.-]+\s+){0,6}?(?:"
    r"(?:(?:did|does|has|have|had|would|could|will)(?:\s+not|n[’']t)|(?:declin|refus)ed\s+to)"
    r"\s+(?:(?:immediately|yet|directly|publicly)\s+)?(?:(?:comment|respond|repl|elaborat)\w*"
    r"|(?:den|confirm|disput|contradict|refut)\w*\s+(?:it|this|that|them|the\s+report)\b)"
    r"|(?:confirmed|disputed|refuted)\s+(?:it|this|that)\b)"
    r"|it\s+(?:is|was|remains|remained)\s+(?:not\s+(?:\w+ly\s+)?(?:clear|known)|un(?:clear|known))\b)"
)
"""Matches reactions: "and the mayor did not deny it", or the author's "but it is unclear"."""
_ENDS = re.compile(
    r"[;]\s|\.\[\d+\]\s|,?\s+according to\b|\s[—–]\s"
    r"|,?\s+(?:and|but|while|though|although)\s+(?=(?:(?:has|have|had|also|then|later)\s+)*"
    rf"(?:[\w’'-]+\s+){{0,3}}?(?:also\s+)?(?:{_SAYS})\b)"
    r"|,?\s+(?:while|when)\s+\w+ing\b"
    r"|,?\s+but\s+(?=(?:has|have|had|took|made|did|does|also|later|\w+ed)\b)"
    rf"|{_REACTS}"
    r"|,\s+(?:adding|noting|saying|arguing|warning|claiming|citing|calling|according)\b"
)


def until_end(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the content, which ends with the sentence or before closing words."""
    if stop := _ENDS.search(text, start + 1, end):
        end = stop.start()
    return start, bare_end(text, start, end)


def bare_end(text: str, start: int, end: int) -> int:
    """Return the end of words without the punctuation and spaces before it."""
    while end > start and text[end - 1] in ".,;: \n—–":
        end -= 1
    return end


def clause_around(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    """Return the clause around an offset, up to semicolons, dashes, and commas before "and"."""
    low, high = start, end
    for separator in re.finditer(r";\s+|,\s+(?=(?:and|but)\b)|\s[—–]\s", text[start:end]):
        if start + separator.end() <= at:
            low = start + separator.end()
        elif start + separator.start() > at:
            high = start + separator.start()
            break
    return low, bare_end(text, low, high)
