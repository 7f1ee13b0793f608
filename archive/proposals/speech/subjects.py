"""Finds the subject of a verb of speech: the words for the speaker, before or after the verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.proposals.entity_types import OFFICES
from archive.proposals.tuning import FARTHEST_SUBJECT, LONGEST_SUBJECT
from archive.text.cues import GROUPS, words

Span = tuple[int, int]
_Token = tuple[str, int, int]

_TOKEN = re.compile(r"\w(?:[\w’'.-]*\w)?|[^\w\s]")
_PRONOUNS = words("he she they i we it you who one everyone everybody somebody someone")
_DETERMINERS = words(
    """
    the a an his her their its my our your this that these those some many one another several
    most other both all few each every two three no neither any such
    """
)
_PREPOSITIONS = words(
    """
    in on at after before during for by from with of to into over under about against between
    through without within among until since despite like near as per
    """
)
_CLAUSES = words(
    """
    but that which because while when where if though although whether than so or yet as since
    what how why nor then
    """
)
_LIGHT = words(
    """
    has had have also then once later would will could can did does do never always often first
    again himself herself themselves itself both all may might must should just still even ever
    long now further soon already
    """
)
"""Words that may be between a subject and the verb."""
_NO_SUBJECT = words(
    """
    to be been being is was are were am not and or of in on at by for with from as than the a an
    his her their its my our your which that get got having
    """
)
"""Words with which a subject does not end."""
_STOPS = words(
    """
    with in to as at on when after before while and but who looking turning from by for into
    again quickly slowly softly gravely over until because if upon without through that about
    during under like then very rather still here there now laughing smiling yesterday today
    sitting shaking rising coming going last once afterwards aloud almost monday tuesday wednesday
    thursday friday saturday sunday
    """
)
"""Words before which a subject after the verb ends."""
_ADJECTIVES = words("old young little poor dear good former another")
_SHORT = re.compile(
    r"(?:[A-Z]\.)*[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Jr|Sr|Prof|Col|Rev|Capt|Hon"
)
"""Matches abbreviations whose full stop does not end a sentence."""


def subject_before(text: str, limit: int, verb: int) -> Span | None:
    """Return start and end of the subject directly before a verb; `None` if there is none.

    Args:
        text: The text.
        limit: The offset at which the sentence or clause starts.
        verb: The offset at which the verb starts.

    >>> text = "On Monday the minister, a former judge, has said"
    >>> text[slice(*subject_before(text, 0, 44))]
    'the minister, a former judge,'
    """
    limit = max(limit, verb - FARTHEST_SUBJECT)
    tokens = [(m[0], limit + m.start(), limit + m.end()) for m in _TOKEN.finditer(text[limit:verb])]
    while tokens and (
        tokens[-1][0].lower() in _LIGHT or re.fullmatch(r"[a-z]{3,}ly", tokens[-1][0])
    ):
        tokens.pop()
    if tokens and tokens[-1][0] == "who":
        tokens.pop()
        if tokens and tokens[-1][0] == ",":
            tokens.pop()
    if not tokens:
        return None
    if tokens[-1][0] == ",":
        return _with_apposition(tokens)
    if tokens[-1][0].lower() in _NO_SUBJECT or not tokens[-1][0][0].isalnum():
        return None
    return _noun(tokens[_first_of_noun(tokens, len(tokens) - 1) :])


def _first_of_noun(tokens: Sequence[_Token], last: int) -> int:
    """Return the index of the first token in the noun phrase whose last token is given."""
    first = last
    while first > 0 and not _separates(tokens, first - 1):
        first -= 1
    return first


def _separates(tokens: Sequence[_Token], at: int) -> bool:
    """Return whether a token before a subject separates the subject from earlier words."""
    word = tokens[at][0]
    if not word[0].isalnum():
        is_short = word == "." and at > 0 and _SHORT.fullmatch(tokens[at - 1][0])
        return not is_short and word not in "&%$#’'"
    if word.lower() == "and":
        before, after = tokens[at - 1][0] if at else "", tokens[at + 1][0]
        are_names = before[:1].isupper() and after[:1].isupper()
        return not are_names and after not in GROUPS and before not in GROUPS
    return word.lower() in _CLAUSES


def _with_apposition(tokens: Sequence[_Token]) -> Span | None:
    """Return the subject of "Jane Doe, a judge, said", from the name to the comma."""
    commas = [n for n, token in enumerate(tokens) if token[0] == ","]
    if len(commas) < 2 or commas[-2] == 0 or not tokens[commas[-2] - 1][0][0].isalnum():
        return None
    if tokens[-2][0].lower() in _NO_SUBJECT:
        return None
    noun = _noun(tokens[_first_of_noun(tokens, commas[-2] - 1) : commas[-2]])
    return None if noun is None else (noun[0], tokens[-1][2])


def _noun(tokens: Sequence[_Token]) -> Span | None:
    """Return the range of a noun phrase, without words for time or place before it."""
    tokens = list(tokens)
    while tokens and tokens[0][0].lower() in ("and", "still", "however", "meanwhile"):
        tokens.pop(0)
    if tokens and tokens[0][0].lower() in _PREPOSITIONS:
        starts = [n for n in range(2, len(tokens)) if _begins_anew(tokens, n)]
        if not starts:
            return None
        tokens = tokens[starts[-1] :]
    if not tokens or len(tokens) > LONGEST_SUBJECT:
        return None
    first, last = tokens[0][0], tokens[-1][0]
    plural = last.lower() in GROUPS or last.endswith(("s", "men", "people"))
    if not (_may_begin(first) or first[0].isdigit() or plural):
        return None
    return tokens[0][1], tokens[-1][2]


def _begins_anew(tokens: Sequence[_Token], at: int) -> bool:
    """Return whether a noun phrase may begin at this token, after words for time or place."""
    word, before = tokens[at][0], tokens[at - 1][0]
    goes_on = before.lower() in _PREPOSITIONS or before.lower() in _DETERMINERS
    is_one_name = word[0].isupper() and before[0].isupper() and before.lower() not in _STOPS
    return _may_begin(word) and not goes_on and not is_one_name


def _may_begin(word: str) -> bool:
    lower = word.lower()
    return word[0].isupper() or lower in _PRONOUNS or lower in _DETERMINERS or lower in GROUPS


def subject_after(text: str, start: int, limit: int) -> Span | None:
    """Return start and end of the subject after a verb, as in "said the minister".

    >>> text = "said the old man with a smile."
    >>> text[slice(*subject_after(text, 5, 30))]
    'the old man'
    """
    limit = min(limit, start + FARTHEST_SUBJECT)
    tokens = [
        (m[0], start + m.start(), start + m.end()) for m in _TOKEN.finditer(text[start:limit])
    ]
    last = 0
    for number, (word, *_) in enumerate(tokens):
        lower = word.lower()
        if not word[0].isalnum():
            if word == "." and number and _SHORT.fullmatch(tokens[number - 1][0]):
                continue
            break
        if number and lower == "of" and number < 8:
            continue
        if lower in _STOPS or re.fullmatch(r"[a-z]{3,}(?:ly|ing)", word):
            break
        last = number + 1
        if last > 8 or (number == 0 and lower in _PRONOUNS):
            break
    if not last:
        return None
    first = tokens[0][0].lower()
    if first in ("that", "it", "this", "no", "all", "you"):
        return None
    is_office = first in OFFICES and tokens[last - 1][0][0].isupper()
    may_begin = _may_begin(tokens[0][0]) or first in _ADJECTIVES or is_office
    if not (may_begin or tokens[last - 1][0] in GROUPS):
        return None
    end = tokens[last - 1][2]
    office = _OFFICE_BEHIND.match(text, end, limit) if tokens[last - 1][0][0].isupper() else None
    if office and not _ABBREVIATED.search(office[0]):
        end = office.end()
    return tokens[0][1], end


_ABBREVIATED = re.compile(r"\b[A-Z][a-z]?$")
"""Matches an abbreviation after whose full stop a name may go on: "the U.S. Chamber"."""
_OFFICE_BEHIND = re.compile(
    r",\s+(?!(?:\w+ing|and|or|but|after|before|as|when|while|in|on|at|by|with|for|to|who|not)\b)"
    r"(?:(?:the|an?|his|her|its|their)\s+)?(?:[\w’'-]+\s+){0,3}?"
    rf"(?:{'|'.join(sorted(OFFICES, key=len, reverse=True))})"
    r"(?:\s+(?:of|at|for|in|with)(?:\s+[\w’'-]+){1,6})?(?=\s*(?:[,.;]|$))"
)
"""Matches a job title after a name: "said Ingrid Solberg, the chief engineer"."""
_FIRST = re.compile(
    r"(?:He|She|They|We|I)\b"
    r"|(?:[A-Z][\w’'.-]*\s+){1,6}[A-Z][\w’'-]*"
    r"|[A-Z][a-z’'-]{2,}(?=,|\s+(?:\w+ed|\w+s|had|told|said|went|took|made|came|also|later)\b)"
    r"|(?:The|A|An)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+"
    r"(?=,|\s+(?:who|of|for|has|is|was|also|said|told|called|in|on)\b)"
)
_OPENERS = words(
    """
    In On At After Before During For By From With But And If When While As Of To Since Also There
    Often Further However Thus Therefore Moreover Missing These This Those Our
    """
)


def first_subject(text: str, start: int, end: int) -> Span | None:
    """Return start and end of the subject with which a sentence begins: a pronoun or a name."""
    match = _FIRST.match(text, start, end)
    if match is None or match[0].split()[0] in _OPENERS:
        return None
    return match.span()
