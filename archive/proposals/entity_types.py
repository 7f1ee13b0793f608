"""Finds whether English words name a person or an organisation, by titles, job titles and bodies.

The form of a name is no evidence: "Jane Doe" and "Goldman Sachs" are both two capitalised words.
The evidence is a title or a job title beside a name, or a word for an organisation in the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from archive.proposals.tuning import BESIDE_ORGANISATION
from archive.text.cues import words
from archive.text.printed_dates.names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS

TITLES = words(
    """
    Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Sen Senator Rep Representative Congressman
    Congresswoman Gov Governor President Chancellor Mayor Judge Gen Col Capt Lt Sgt Rev Reverend
    Pope Secretary Minister Ambassador Commissioner Speaker
    """
)
"""Words with a capital letter before the name of a person: "Dr Jane Smith". "General" and "Justice"
are left out, because of General Electric and the Justice Department."""

OFFICES = words(
    """
    spokesman spokeswoman spokesperson mayor director president chairman chairwoman chair chief
    executive manager adviser advisor strategist secretary minister ambassador senator governor
    congressman congresswoman lawmaker representative judge lawyer attorney prosecutor
    professor lecturer fellow researcher scientist analyst economist historian sociologist
    psychologist pollster doctor physician surgeon author writer journalist reporter columnist
    editor commentator activist advocate candidate officer leader founder co-founder owner partner
    consultant expert specialist engineer teacher student coach pastor priest bishop rabbi imam
    actor actress singer farmer veteran chancellor commissioner commander operative fundraiser
    donor volunteer resident voter
    """
)
"""Words for what a person is, before the name ("spokesman John Doe") or after it ("Jane Doe, a
judge"). "Publisher", "carrier" and "retailer" are left out, because companies can be these too."""

BODIES = words(
    """
    Council Ministry Department Bank Agency Commission Committee University Institute Institution
    Association Party Company Corporation Corp Inc Ltd LLC Foundation Center Centre Organization
    Organisation Union Authority Bureau Federation Society Fund Nations Assembly Administration
    Coalition League Alliance College Academy Parliament Congress Senate Court Office Board Police
    Service Services Centers Times Post Journal Herald Tribune Press Church Hospital Museum
    Chamber Forum Observatory Headquarters Treasury Secretariat Tribunal Cabinet Taskforce
    """
)
"""Words that show that a name is an organisation's: "the World Bank", "Bureau of Statistics".
"Project", "Street" and "House" are left out: other names have them too (Manhattan Project)."""

_ALSO_SURNAMES = words(
    "Church Post Bank Court Press Bishop Fund Herald Journal Police Times Service"
)
"""After a first name and without "the", such a word may be a surname: "Charlotte Church"."""
_THINGS = words(
    "School County Street Hotel House Theatre Theater Island City Group Airport Prize Act"
)
"""Words for things that are named after people: "Judge Business School" is not a person."""
_INNER = words("of on for in to at against de du")
"""What may follow the word for an organisation in its name: "Council on Foreign Relations"."""
_SMALL = _INNER | words("and the la des with &")

_CAPITAL = r"(?:[A-Z][\w’'-]*\w|[A-Z]\.|[A-Z])"
_PARTICLE = r"(?:de|da|van|von|der|den|bin|al|el|la|le|di|du|dos|ter)"
_NAME = rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}\s+)*{_CAPITAL}){{0,3}}(?:,?\s(?:Jr|Sr|II|III)\b\.?)?"
_TITLE = rf"(?:(?:{'|'.join(sorted(TITLES))})\b\.?)"
_OFFICE = rf"(?:(?i:{'|'.join(sorted(OFFICES, key=len, reverse=True))})\b)"
_WHEN = r"(?:\s+(?:on|in|at|during)(?:\s+(?!\w+ed\b)[\w’'.-]+){1,5})"
_LONG_OFFICE = (
    r"Secretary\s+of\s+State|(?i:chief)\s+of\s+(?i:staff)"
    r"|(?:Attorney|Secretary|Solicitor|Surgeon|Director|Inspector|Major)[\s-]General"
)
_BEFORE = re.compile(
    rf"(?P<lead>(?P<first>.*?)\b(?P<evidence>{_LONG_OFFICE}|{_TITLE}|{_OFFICE})),?\s+"
    rf"(?P<name>{_NAME}){_WHEN}?"
)
"""Matches a title or a job title and the name after it, at the end of the words."""
_BEHIND = re.compile(rf"(?P<name>(?:{_TITLE}\s+)?{_NAME}),\s+(?:(?P<age>\d\d)\b|(?P<what>[^,;]+))")
"""Matches a name, and after a comma the person's age or job title."""
_HEAD_ENDS = re.compile(
    r"\s+(?:of|at|in|for|with|who|whose|from|to|and|on|under|based|working)\b.*"
)
"""Matches what may follow a job title: "director of the institute"."""
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,6}|[A-Z]{2,6}")
_ARTICLE = re.compile(r"(?P<the>[Tt]he\s+)?(?:\d+-[a-z]+\s+)?")
"""Matches what may come before a name: "the 15-member UN Security Council"."""


class TypedName(NamedTuple):
    """A name in some words, and the type of entity that these words show."""

    type: Literal["person", "organisation"]
    start: int
    """The offset of the name in the words."""
    end: int
    why: str
    """The evidence: the words that show the type."""
    is_title: bool = False
    """Whether the name is a title and a last name: "Mr. Kim"."""
    first: int = 0
    """The offset of the words about this name, if the words name two people."""


def typed_name_in(text: str) -> TypedName | None:
    """Return the name in the words for a claimant and the type that they show, if they show one.

    >>> typed_name_in("the Council on Foreign Relations").type
    'organisation'
    >>> found = typed_name_in("UN Secretary General Ban Ki-moon")
    >>> found.type, "UN Secretary General Ban Ki-moon"[found.start : found.end]
    ('person', 'Ban Ki-moon')
    >>> (
    ...     typed_name_in("Jane Doe"),
    ...     typed_name_in("State Department officials"),
    ...     typed_name_in("the Council"),
    ... )
    (None, None, None)
    """
    text = text.rstrip(" ,")
    return _organisation(text) or _person(text)


def typed_names_in(text: str) -> Sequence[TypedName]:
    """Return the name with its type in some words, or both names of two people joined by "and".

    >>> [found.type for found in typed_names_in("President Obama and President Xi Jinping")]
    ['person', 'person']
    """
    if one := typed_name_in(text):
        return [one]
    first, joined, second = text.partition(" and ")
    both = [typed_name_in(first), typed_name_in(second)]
    if not joined or both[0] is None or both[1] is None:
        return []
    if {both[0].type, both[1].type} != {"person"}:
        return []
    at = len(first) + len(joined)
    second_of = both[1]._replace(start=both[1].start + at, end=both[1].end + at, first=at)
    return [both[0], second_of]


def _person(text: str) -> TypedName | None:
    if match := _BEFORE.fullmatch(text):
        evidence, name = match["evidence"], match["name"]
        if _OF_ANOTHER.search(match["first"]) or not _may_be_of_a_person(name):
            return None
        alone = " " not in name and evidence.rstrip(".") in TITLES
        start = match.start("evidence" if alone else "name")  # "Mr. Kim" is not each Kim
        why = f"“{evidence}” is before the name"
        return TypedName("person", start, match.end("name"), why, is_title=alone)
    match = _BEHIND.match(text)
    if match is None or not _may_be_of_a_person(match["name"]):
        return None
    evidence = match["age"] or _HEAD_ENDS.sub("", match["what"]).split()[-1]
    if not match["age"] and not _IS_OFFICE.fullmatch(evidence):
        return None
    return TypedName("person", 0, match.end("name"), f"“{evidence}” is after the name")


_OF_ANOTHER = re.compile(
    r"\b(?:and|or|of|for|from|at|in|with|to|by|than|against|about|who|which|that|was|were|is)\b|[,;]\s"
)
"""Matches words after which a title is not the claimant's: "a friend of President Obama"."""
_IS_OFFICE = re.compile(_OFFICE)


def _may_be_of_a_person(name: str) -> bool:
    """Return whether a name is not an organisation's, and not just the start of a sentence."""
    tokens = name.split()
    no_last = (BODIES - _ALSO_SURNAMES) | _THINGS
    is_owner = tokens[-1].endswith(("’s", "'s"))
    return tokens[-1] not in no_last and tokens[0] not in _NOT_FIRST and not is_owner


_NOT_FIRST = words("The A An He She They In On At But And")


def _organisation(text: str) -> TypedName | None:
    before = _ARTICLE.match(text)
    article = before is not None and before["the"]
    start = before.end() if before else 0
    name = _APPOSITION.sub("", text[start:]).rstrip(" ,")
    tokens = name.split()
    if article and _ACRONYM.fullmatch(name):
        return TypedName("organisation", start, start + len(name), "an abbreviation after “the”")
    if len(tokens) < 2 or not all(_is_large(token) or token in _SMALL for token in tokens):
        return None
    if not _is_large(tokens[0]) or not _is_large(tokens[-1]):
        return None
    bare = [token.strip(".,") for token in tokens]
    evidence = _body(bare)
    if evidence is None or _TWO.search(name) or _INNER.intersection(bare[: bare.index(evidence)]):
        return None  # "Jane Doe of the Council" is not a council
    if not article and len(tokens) == 2 and evidence in _ALSO_SURNAMES:
        return None
    return TypedName("organisation", start, start + len(name), f"“{evidence}” in the name")


def _body(tokens: list[str]) -> str | None:
    """Return the word for an organisation that ends a name, or that a lower-case word follows."""
    first = next(
        (one for one, after in pairwise(tokens) if one in BODIES and after in _INNER), None
    )
    is_last = tokens[-1] in BODIES or tokens[-2:] == ["White", "House"]
    return first or (tokens[-1] if is_last else None)


_TWO = re.compile(rf"\b(?:{'|'.join(sorted(BODIES))})\s+and\b|\band\s+the\b")
"""Matches words between two organisations: "the State Department and the Treasury"."""
_APPOSITION = re.compile(r",\s+(?:an?|the|which|whose|where)\s.*")


def _is_large(token: str) -> bool:
    return token[0].isupper()


def names_with_types(text: str) -> Iterator[TypedName]:
    """Yield the names in running text whose type the words show, people first.

    The rules are stricter than for claimants: an abbreviation may be a state ("the UK"), a word
    after a job title may be a thing ("voter ID"), a name with "Center" at its end may be a place.

    >>> text = "UN Secretary General Ban Ki-moon met the 15-member UN Security Council."
    >>> [text[one.start : one.end] for one in names_with_types(text)]
    ['Ban Ki-moon', 'UN Security Council']
    """
    yield from _people_in(text)
    for phrase in _PHRASE.finditer(text):
        start, end = phrase.span()
        if when := _ON_A_DAY.search(text, start, end):
            end = when.start()
        for owner in _OWNER_BEFORE.finditer(text, start, end):
            start = owner.end()
        if _GOES_ON.match(text, end) or _BEGINS_BEFORE.search(
            text, max(0, start - BESIDE_ORGANISATION), start
        ):
            continue
        typed_name = _organisation(text[start:end])
        if typed_name is None or _PLACE_TOO.search(text, start, end):
            continue
        name = text[start + typed_name.start : end].split()
        if len(name) > 1 and _is_name(name) and not TITLED.intersection(name):
            yield typed_name._replace(start=start + typed_name.start, end=start + typed_name.end)


def _is_name(tokens: Sequence[str]) -> bool:
    """Return whether capitalised words are a name, not a headline or two words without a space."""
    return not any(
        token in OPENERS or _RUN_TOGETHER.search(token) or _OWNER.search(token) for token in tokens
    )


def _people_in(text: str) -> Iterator[TypedName]:
    for beside in _BESIDE_NAME.finditer(text):
        evidence, start, end = beside["evidence"], *_bare_name(text, *beside.span("name"))
        name = text[start:end]
        if not name or not _may_be_of_a_person(name) or not _is_name(name.split()):
            continue
        if name.isupper() or _NAME_GOES_ON.match(text, end):
            continue
        alone = " " not in name
        if alone and (start > beside.start("name") or evidence.rstrip(".") not in TITLES):
            continue
        start = beside.start("evidence") if alone else start
        yield TypedName("person", start, end, f"“{evidence}” is before the name", is_title=alone)


def _bare_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the name alone: no job title before it, no day and no "'s" after it."""
    first = start
    for token in re.finditer(r"\S+", text[start:end]):
        word = token[0].rstrip(".")
        if word in TITLES or word.lower() in OFFICES:
            first = min(start + token.end() + 1, end)
        elif first < start + token.start() and _DAY.fullmatch(word):
            return first, start + token.start() - 1
        elif owner := _OWNER.search(token[0]):
            return first, start + token.start() + owner.start()
    return first, end


def offices_in(texts: Iterable[str]) -> Mapping[str, str]:
    """Return the names that follow a title or a job title, each with this title.

    A last name alone counts: "Mr. Doe" shows that Jane Doe is a person.
    """
    names: dict[str, str] = {}
    for text in texts:
        for beside in _BESIDE_NAME.finditer(text):
            tokens = beside["name"].split()
            for n in range(min(2, len(tokens)), len(tokens) + 1):
                names.setdefault(" ".join(tokens[:n]), beside["evidence"])
    return names


def type_from_elsewhere(name: str, offices: Mapping[str, str]) -> TypedName | None:
    """Return the name with the type that words elsewhere in the text show: "mayor Jane Doe".

    This is only for names of several words, because another person may have the same last name.

    >>> type_from_elsewhere("Jane Doe", offices_in(["Ms. Doe is a judge."])).type
    'person'
    """
    evidence = offices.get(name) or offices.get(name.split()[-1]) if " " in name else None
    if evidence is None or not _may_be_of_a_person(name):
        return None
    return TypedName("person", 0, len(name), f"“{evidence}” is before the name elsewhere")


_BESIDE_NAME = re.compile(rf"\b(?P<evidence>{_LONG_OFFICE}|{_TITLE}|{_OFFICE})\s+(?P<name>{_NAME})")
_DAYS = (
    "|".join((*ENGLISH_WEEKDAYS, *(one for one in ENGLISH_MONTHS if one != "May")))
    + r"|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b"
)
"""The days and months, without those that are other words too: May, Mar, Apr, Jun, Jul."""
_DAY = re.compile(_DAYS)
_LARGE = rf"(?:(?:[A-Z]\.){{2,}}|(?!The\b){_CAPITAL})"
_PHRASE = re.compile(
    rf"\b(?:[Tt]he\s)?(?:\d+-[a-z]+\s)?{_LARGE}(?:\s(?:(?:of|on|for)\s(?:the\s)?)?{_LARGE})+"
)
_GOES_ON = re.compile(r"\s(?:and|&)\s(?:the\s)?[A-Z]")
"""Matches words that show that a name goes on: "Department of Health" "and Human Services"."""
_BEGINS_BEFORE = re.compile(r"[A-Z]\w*,?\s(?:and|&)\s$")
"""Matches words that show that a name began earlier: "Ways and" "Means Committee"."""
_PLACE_TOO = re.compile(
    r"\b(?:Centers?|Centre|Office|Headquarters|Hospital|Museum|\w+\sWhite\sHouse)$"
)
_OWNER = re.compile(r"[’']s?$")
_ON_A_DAY = re.compile(rf"\son\s(?:the\s)?(?:{_DAYS}).*")
_RUN_TOGETHER = re.compile(r"^(?!Ma?c|De|Di|La|Le|Van|O[’'])[^-]*[a-z][A-Z]|-(?:led|held)$")
"""Matches a word that is not part of a name: "KellyRep", "Republican-held"."""
_NAME_GOES_ON = re.compile(r"[\]-]|\.?[A-Z]|\s(?:al|el|ul)-")
"""Matches what continues a name: "Bashar al-Assad", "George H.W. Bush"."""
TITLED = TITLES | {office.capitalize() for office in OFFICES}
_OWNER_BEFORE = re.compile(r"[’']s?\s")
OPENERS = _NOT_FIRST | words(
    """
    When While If As With From By For After Before Since Under Both Like Unlike Even Or So To Of
    This That These Those His Her Their Its Our My No Not Is Are Was Has Who Just Meanwhile
    Although Though Because Despite During Through Until Against Between Within Without Among Over
    About Where What Why How Some Many Most All Each Every Any We You I It There Here Also Yet
    Still However Then Later Now Today Yesterday Take Top Best Inside
    """
)
"""Words that begin a sentence or a headline with a capital letter, but are no names."""
