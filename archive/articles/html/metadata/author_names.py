"""Parses author names: splits a string with several names, and rejects text that is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archive.articles.html.metadata.extracted_values import clean_line, comparison_key

_BY = re.compile(r"(?i:(?:(?:written|reported|posted|story|text)\s+)?by|von|par|por|di|door)[:\s]+")
_BY_WITHOUT_SPACE = re.compile(r"^By(?=[A-Z][a-z]+ [A-Z])")
"""A name in an element of its own, after "By" without a space: "ByJane Doe"."""
_PARTS = re.compile(
    r"\s*,\s*(?:(?:and|und|et|y|e|en|og|och)\s+|&\s*)?|\s+(?:and|und|et|y|e|en|og|och|with)\s+"
    r"|\s*&\s*|\s*[、，]\s*"
)
_AND = re.compile(r"\s(?:and|und|et|y|e|en|og|och)\s|&")
_OF_ORGANISATIONS = re.compile(
    r"\b(?:of|for|the|department|ministry|office|university|institute|institut|center|centre"
    r"|council|committee|commission|association|society|agency|group|inc|ltd|llc|gmbh|foundation"
    r"|press|news|team|staff|board|bureau|desk|company|network|project|museum|library|bank|union)\b",
    re.IGNORECASE,
)
_AGENCIES = frozenset(
    ("reuters", "ap", "afp", "dpa", "epa", "bloomberg", "associatedpress", "agencies")
)
_ROLES = re.compile(
    r"(?:(?:senior|chief|deputy|political|foreign|staff|special|guest|managing|contributing)\s+)*"
    r"(?:editor(?:-in-chief)?|writer|reporter|correspondent|columnist|author|contributor"
    r"|redakteur(?:in)?|journalist)",
    re.IGNORECASE,
)
_ENDS_IN_A_ROLE = re.compile(
    r"\s*\b(?:redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|correspondent|기자)$",
    re.IGNORECASE,
)
_ROLE_ALONE = re.compile(
    r"(?:[\w-]+\s+){0,3}(?:editor|writer|reporter|correspondent|columnist|redaktion|ceo|producer"
    r"|staff|contributor|redakteur(?:in)?)s?",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(r"\s*,\s*[A-Z]{2,6}$|(?<=\w)\([^()]*\)$")
"""Text that may follow a name: the initials of an agency, or a place in brackets."""
_NO_NAMES = re.compile(
    r"(?:autor(?:/?in)?|admin|administrator|webmaster|root|user|editor|author|staff|unknown|anonymous|none|null"
    r"|undefined|n/?a|by|default|guest|test|wordpress|super ?user|site ?admin)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|Ph\.?D|M\.?D|M\.?A|MSc|Esq|QC|OBE|CBE)\.?", re.IGNORECASE)
_WITHOUT_SPACES = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af・·]{2,8}")
"""An East Asian name, which is one word."""
_LONGEST = 200
_MOST_WORDS = 6
_ORCID = re.compile(r"orcid\.org/((?:\d{4}-){3}\d{3}[\dX])(?![\dX])")
_OTHER_IDS = (
    ("ISNI", re.compile(r"isni\.org/(?:isni/)?(\d{15}[\dX])(?![\dX])")),
    ("Wikidata", re.compile(r"wikidata\.org/(?:wiki|entity)/(Q[1-9]\d*)(?!\d)")),
    ("VIAF", re.compile(r"viaf\.org/viaf/([1-9]\d*)(?!\d)")),
    ("ROR", re.compile(r"ror\.org/(0[a-z0-9]{8})(?![a-z0-9])")),
)


def names_in(text: str, *, may_be_inverted: bool = False) -> Iterator[dict[str, Any]]:
    """Yield each name in a string as a raw `Name`.

    A string is split at "and" and commas only if each piece is a news agency or a name of two words
    or more; "Department of Health and Human Services" is not split. A name is split into its parts
    only if the family name is before a comma.

    Args:
        text: The string, on one line.
        may_be_inverted: Whether the family name may be first, as in "Doe, Jane".

    >>> list(names_in("By Jane Doe, John Smith and Reuters"))
    [{'literal': 'Jane Doe'}, {'literal': 'John Smith'}, {'literal': 'Reuters'}]
    >>> list(names_in("Doe, Jane", may_be_inverted=True)), list(names_in("Marks and Spencer"))
    ([{'family': 'Doe', 'given': 'Jane'}], [{'literal': 'Marks and Spencer'}])
    """
    text = _BY.sub("", text, count=1) if _BY.match(text) else _BY_WITHOUT_SPACE.sub("", text)
    text = text if _SUFFIX.search(text[-6:]) else _AFFILIATION.sub("", text)
    text = _ENDS_IN_A_ROLE.sub("", text)
    for piece in filter(None, map(str.strip, re.split(r"\s*;\s*|\s+\|\s+", text))):
        yield from _one_or_several(piece, may_be_inverted)


def _one_or_several(text: str, may_be_inverted: bool) -> Iterator[dict[str, Any]]:
    pieces = [piece for piece in _PARTS.split(text) if piece]
    if len(pieces) > 1:
        named = [piece for piece in pieces if not _ROLES.fullmatch(piece)]
        are_several = all(map(_is_a_whole_name, named))
        if are_several and named:
            yield from ({"literal": piece} for piece in named)
            return
        if may_be_inverted and len(pieces) == 2 and not _AND.search(text) and "," in text:
            family, given = pieces
            if not _SUFFIX.fullmatch(given) and not _OF_ORGANISATIONS.search(text):
                yield {"family": family, "given": given}
                return
    yield {"literal": text}


def _is_a_whole_name(text: str) -> bool:
    words = text.split()
    if comparison_key(text) in _AGENCIES or _WITHOUT_SPACES.fullmatch(text):
        return True
    return (
        1 < len(words) <= _MOST_WORDS
        and not _OF_ORGANISATIONS.search(text)
        and not re.search(r"[\d@/]", text)
        and not text[:1].islower()
    )


def starts_with_by(text: str) -> bool:
    """Whether a text begins with "by", or such a word of another language."""
    return _BY.match(text) is not None


def is_no_name(text: str) -> bool:
    """Whether a text that is given as a name is not a name: an address, "admin", a handle.

    >>> [is_no_name(text) for text in ("admin", "https://example.org/jane", "@jane", "Jane")]
    [True, True, True, False]
    """
    return (
        not comparison_key(text)
        or len(text) > _LONGEST
        or re.search(r"://|@|^www\.", text) is not None
        or _NO_NAMES.fullmatch(text) is not None
        or re.search(r"[^\W\d_]", text) is None
        or _ROLE_ALONE.fullmatch(text) is not None
    )


def is_person(text: str) -> bool:
    """Whether a text looks like the name of one person: two to four words, each with a capital."""
    words = text.split()
    capitals = all(word[:1].isupper() for word in words)
    return 1 < len(words) <= 4 and capitals and _is_a_whole_name(text)


def display_name(name: dict[str, Any]) -> str:
    """Return a raw name as text, the given name first."""
    return str(name.get("literal") or f"{name.get('given', '')} {name.get('family', '')}").strip()


def identifiers_in(text: str) -> list[dict[str, str]]:
    """Return the identifier of a person or organisation in an address, such as an ORCID.

    >>> identifiers_in("https://orcid.org/0000-0002-1825-0097")
    [{'scheme': 'ORCID', 'value': '0000-0002-1825-0097'}]
    """
    text = clean_line(text)[:_LONGEST]
    if found := _ORCID.search(text):
        return [{"scheme": "ORCID", "value": found[1]}]
    return [
        {"scheme": scheme, "value": found[1]}
        for scheme, form in _OTHER_IDS
        if (found := form.search(text))
    ]
