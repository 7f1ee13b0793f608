"""The vocabulary of rights: Creative Commons, rightsstatements.org, licences with an SPDX id."""

from __future__ import annotations

import re
from typing import get_args

from archive.model.licences import creative_commons, spdx, statements
from archive.model.licences.base import Licence, Openness
from archive.model.licences.folding import folded

__all__ = ["Licence", "Openness", "near_miss", "recognise", "recognise_printed", "restrictiveness"]


def restrictiveness(licence: Licence) -> int:
    """Return a number that is higher the more a licence forbids or demands.

    Openness decides; between Creative Commons licences equally open, how many conditions they make.

    >>> names = "CC BY-SA 4.0", "CC BY-NC 4.0", "CC0 1.0"
    >>> max((recognise(name) for name in names), key=restrictiveness).name
    'CC BY-NC 4.0'
    """
    conditions = creative_commons.conditions(licence)
    return 10 * get_args(Openness).index(licence.openness) + conditions


def recognise(text: str) -> Licence | None:
    """Return the licence that a text names; None if it names none, or says more than its name.

    Read are: addresses at Creative Commons, rightsstatements.org and the SPDX list, in any of their
    forms; short and long names of Creative Commons licences with the version; names of rights
    statements; SPDX ids; and "All rights reserved", which is the statement In Copyright. A licence
    ported to a jurisdiction is another licence than the one it was made from.

    >>> recognise("http://www.creativecommons.org/licenses/by/2.0/deed.de").uri
    'https://creativecommons.org/licenses/by/2.0/'
    >>> recognise("Creative Commons Attribution 4.0 International").spdx
    'CC-BY-4.0'
    >>> recognise("(CC)") is None
    True
    """
    address = re.fullmatch(_ADDRESS, text.strip())
    if address is None:
        return _named(text.strip())
    path = re.sub("//?$", "", address["path"].lower())
    match address["site"].lower():
        case "creativecommons.org":
            return creative_commons.at_address(path)
        case "rightsstatements.org":
            return statements.at_address(path)
        case _:
            id = spdx.at_address(path)
            licence = _named(id) if id else None
            return licence if licence and (licence.spdx or "").lower() == id else None


def recognise_printed(text: str) -> Licence | None:
    """Return the licence that a printed notice names: as `recognise`, but names stay names.

    Some SPDX ids are also those of companies and things, whose name alone is no licence.

    >>> recognise_printed("MIT").spdx, recognise_printed("Intel"), recognise("Intel").spdx
    ('MIT', None, 'Intel')
    """
    licence = recognise(text)
    id = licence.spdx if licence else None
    return None if id and text.strip().lower() == id.lower() and spdx.may_be_a_name(id) else licence


def near_miss(text: str) -> str | None:
    """Say what a text lacks that looks like a licence; None if it is one, or looks like none.

    >>> near_miss("Photo: A. Person (CC)")
    '"CC" names Creative Commons but none of its licences; write which, such as CC BY 4.0'
    >>> near_miss("CC BY-SA")
    '"CC BY-SA" has no version; write which, such as CC BY-SA 4.0'
    """
    text = text.strip()
    if recognise(text):
        return None
    if problem := creative_commons.near_miss(text) or spdx.near_miss(text):
        return problem
    return _VAGUE.get(folded(text))


_ADDRESS = (
    r"(?i)(?:(?:https?:)?//)?(?:www\.)?(?P<site>creativecommons\.org|rightsstatements\.org|spdx\.org)"
    r"/(?P<path>[^?#\s]*)(?:[?#]\S*)?"
)

_VAGUE = {
    "public domain": (
        '"public domain" says not why; write CC0 1.0 if the holder gave it away, Public Domain '
        "Mark 1.0 if no rights are left"
    ),
    "some rights reserved": '"some rights reserved" says not which; write the licence',
}


def _named(text: str) -> Licence | None:
    if licence := spdx.named(text):
        return licence
    if _SAYS_MORE.search(text):
        return None
    name = folded(text)
    return creative_commons.named(name) or statements.named(name)


_SAYS_MORE = re.compile(r"\?|(?![©®])[^\W_a-zA-Z0-9]|[\u2190-\u2bff\U0001f000-\U0001faff]")
"""Letters of other alphabets, signs and doubts, which `folded` would drop: more than a name."""
