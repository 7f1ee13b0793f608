"""Licences and rights statements: Creative Commons, rightsstatements.org, SPDX."""

from __future__ import annotations

import re
from typing import get_args

from archive.model.licences import creative_commons, rights_statements, spdx
from archive.model.licences.creative_commons import elements
from archive.model.licences.expressions import Expression, Term, parsed
from archive.model.licences.licence import Licence, Openness
from archive.model.licences.name_folding import folded

__all__ = [
    "Expression",
    "Licence",
    "Openness",
    "Term",
    "elements",
    "expression",
    "licence_problem",
    "recognise",
    "recognise_page",
    "recognise_printed",
    "recognise_term",
    "restrictiveness",
    "stated",
]


def restrictiveness(licence: Licence) -> int:
    """Return a number that is higher for a more restrictive licence.

    Licences are ordered by openness; Creative Commons licences of the same openness are ordered by
    their number of conditions.

    >>> names = "CC BY-SA 4.0", "CC BY-NC 4.0", "CC0 1.0"
    >>> max((recognise(name) for name in names), key=restrictiveness).name
    'CC BY-NC 4.0'
    """
    conditions = creative_commons.conditions(licence)
    return 10 * get_args(Openness).index(licence.openness) + conditions


def recognise(text: str) -> Licence | None:
    """Return the licence that a text names; `None` if the text is not just a name of a licence.

    The function recognises: addresses at Creative Commons, rightsstatements.org and the SPDX list,
    in any form; short and long names of Creative Commons licences with a version; names of rights
    statements; SPDX ids; names and addresses in the SPDX list that belong to only one licence; and
    "All rights reserved", which means the statement In Copyright. A licence that was ported to a
    jurisdiction is a different licence from its original. An SPDX expression of known licences also
    counts as a licence; it has no address, and its openness is computed from its terms.

    >>> recognise("http://www.creativecommons.org/licenses/by/2.0/deed.de").uri
    'https://creativecommons.org/licenses/by/2.0/'
    >>> recognise("Creative Commons Attribution 4.0 International").spdx
    'CC-BY-4.0'
    >>> recognise("(CC)") is None
    True
    >>> recognise("Open Government Licence v3.0").spdx
    'OGL-UK-3.0'
    >>> recognise("https://www.gnu.org/licenses/gpl-3.0-standalone.html") is None
    True
    >>> recognise("CC-BY-4.0 AND CC-BY-NC-4.0").openness
    'non-commercial'
    """
    text = text.strip()
    if re.fullmatch(_ADDRESS, text):
        return recognise_page(text)
    return _named(text) or _joined(text) or _listed(text)


def recognise_page(text: str) -> Licence | None:
    """Return the licence at an address of Creative Commons, rightsstatements.org or the SPDX list.

    >>> recognise_page("http://creativecommons.org/licenses/by/2.0/deed.de").spdx
    'CC-BY-2.0'
    >>> recognise_page("https://opensource.org/licenses/MIT") is None
    True
    """
    address = re.fullmatch(_ADDRESS, text.strip())
    if address is None:
        return None
    path = re.sub("//?$", "", address["path"].lower())
    match address["site"].lower():
        case "creativecommons.org":
            # Creative Commons once hosted licences of others; MIT has kept its own name.
            return _named("MIT") if path == "licenses/mit" else creative_commons.at_address(path)
        case "rightsstatements.org":
            return rights_statements.at_address(path)
        case _:
            id = spdx.at_address(path)
            licence = _named(id) if id else None
            return licence if licence and (licence.spdx or "").lower() == id else None


def _listed(text: str) -> Licence | None:
    """Return the licence with this name in the SPDX list, or the only licence with this address."""
    ids = spdx.with_address(text)
    id = ids[0] if len(ids) == 1 else spdx.called(text)
    return _named(id) if id else None


def recognise_printed(text: str) -> Licence | None:
    """Return the licence that a printed notice names; stricter than `recognise`.

    Some SPDX ids are also names of companies or things, which alone are not a licence. A lower-case
    "and" is an ordinary word, not an operator.

    >>> recognise_printed("MIT").spdx, recognise_printed("Intel"), recognise("Intel").spdx
    ('MIT', None, 'Intel')
    >>> recognise_printed("Intel and Xerox"), recognise_printed("MIT OR CC-BY-4.0").openness
    (None, 'open')
    """
    licence = recognise(text)
    id = licence.spdx if licence else None
    if licence is None or id is None or " ".join(text.split()).lower() != id.lower():
        return licence
    joined = expression(text)
    ids = [term.id for term in joined.terms] if joined else [id]
    is_prose = joined is not None and re.search(r"\b(?:and|or|with)\b", text) is not None
    known = [spdx.listed(one) or one for one in ids]
    return None if is_prose or any(map(spdx.may_be_a_name, known)) else licence


def expression(text: str) -> Expression | None:
    """Return a text as an SPDX expression if it combines licences or adds an exception.

    The ids in the expression may be unknown; `recognise_term` returns the licence of each id.
    """
    if len(text.split(maxsplit=1)) == 1 and not text.strip().endswith("+"):
        return None
    parsed_expression = parsed(text)
    return (
        parsed_expression
        if parsed_expression and any(_is_spdx(term.id) for term in parsed_expression.terms)
        else None
    )


def stated(uri: str | None, spdx: str | None) -> str:
    """Return the address, SPDX id or SPDX expression that states the licence; else empty.

    An expression has precedence over the address of one of its licences.
    """
    return spdx if spdx and (uri is None or expression(spdx)) else uri or ""


def recognise_term(term: Term) -> Licence | None:
    """Return the licence of a term in an expression; `+` and exceptions are ignored."""
    return _named(term.id) or (_named(term.id[:-1]) if term.id.endswith("+") else None)


def licence_problem(text: str) -> str | None:
    """Return what is wrong with a text that resembles the name of a licence; else `None`.

    >>> licence_problem("Photo: A. Person (CC)")
    '"CC" names Creative Commons but none of its licences; write which, such as CC BY 4.0'
    >>> licence_problem("CC BY-SA")
    '"CC BY-SA" has no version; write which, such as CC BY-SA 4.0'
    """
    text = text.strip()
    if recognise(text):
        return None
    if problem := creative_commons.name_problem(text) or spdx.spdx_id_problem(text):
        return problem
    return _VAGUE.get(folded(text))


_ADDRESS = (
    r"(?i)(?:(?:https?:)?//)?(?:www\.)?(?P<site>creativecommons\.org|rightsstatements\.org|spdx\.org)"
    r"/(?P<path>[^?#\s]*)(?:[?#]\S*)?"
)

_VAGUE = {
    "public domain": (
        '"public domain" does not say why; write CC0 1.0 if the holder gave it away, Public Domain '
        "Mark 1.0 if no rights are left"
    ),
    "some rights reserved": '"some rights reserved" does not say which; write the licence',
}


def _named(text: str) -> Licence | None:
    if licence := spdx.named(text):
        return licence
    if _SAYS_MORE.search(text) or text.count("(") != text.count(")"):
        return None
    name = folded(text)
    return creative_commons.named(name) or rights_statements.named(name)


def _is_spdx(id: str) -> bool:
    """Return whether an id is a known SPDX id, or a reference to a licence outside the list."""
    return bool(
        re.match("(?:DocumentRef-.+:)?LicenseRef-", id) or spdx.listed(id.removesuffix("+"))
    )


def _joined(text: str) -> Licence | None:
    """Return the value that represents an SPDX expression of known licences; else `None`."""
    parsed_expression = expression(text)
    known = [recognise_term(term) for term in parsed_expression.terms] if parsed_expression else []
    if parsed_expression is None or None in known:
        return None
    order: tuple[Openness, ...] = get_args(Openness)
    openness: Openness = parsed_expression.combined(
        lambda term: _openness(recognise_term(term)),
        lambda one, other: max(one, other, key=order.index),
        lambda one, other: min(one, other, key=order.index),
    )
    written = " ".join(text.split())
    return Licence("", written, written, openness)


def _openness(licence: Licence | None) -> Openness:
    return licence.openness if licence else "unknown"


_SAYS_MORE = re.compile(r"\?|(?![©®])[^\W_a-zA-Z0-9]|[\u2190-\u2bff\U0001f000-\U0001faff]")
"""Letters of other alphabets, signs and question marks. `folded` would remove them, but a text with
them is more than the name of a licence."""
