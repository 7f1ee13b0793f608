"""The terms of stated rights: what the rights permit, and under which conditions.

Only permissions from a licence or rights statement count. Uses that the law permits without a
licence, such as quotation, depend on the country and the purpose, and are not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from archive.english import quoted
from archive.findings import short
from archive.model.basis import BASES, Absence, Judged
from archive.model.licences import (
    Licence,
    elements,
    expression,
    licence_problem,
    recognise,
    recognise_printed,
    recognise_term,
    restrictiveness,
    stated,
)
from archive.model.rights import Rights

Answer = Literal["permitted", "not determined", "prohibited"]
"""The answers to whether a use is permitted."""

ANSWERS: tuple[Answer, ...] = ("permitted", "not determined", "prohibited")
"""The answers, from the freest to the strictest."""

ConditionKind = Literal[
    "non-commercial",
    "no-derivatives",
    "share-alike",
    "attribution",
    "changes",
    "notice",
    "terms",
    "own-words",
    "other-layers",
]
"""The kinds of condition, the most restrictive first. They follow ccREL if ccREL has a term:
CommercialUse, DerivativeWorks, ShareAlike, Attribution, Notice."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one layer: whether its use is permitted, why, and under which conditions."""

    answer: Answer
    why: str
    """The reason, as one sentence without its full stop."""
    licences: tuple[Licence, ...] = ()
    """The licences whose terms apply; several apply at the same time."""
    kinds: frozenset[ConditionKind] = frozenset()
    """The kinds of condition of all these licences."""

    @property
    def strictness(self) -> tuple[int, int]:
        """A sort key that is higher if less is permitted or more is required."""
        strictest = max(map(restrictiveness, self.licences), default=0)
        return ANSWERS.index(self.answer), strictest


def terms_of(rights: Rights | None) -> Terms:
    """Return the terms of a layer with these rights."""
    if rights is None:
        return Terms("not determined", "nobody has stated its licence")
    recorded, printed = _licence_stated(rights), _terms_printed(rights)
    if recorded and printed and rights.reason is None and not _same(recorded, printed):
        # A recorded licence replaces the printed one only with a reason; otherwise both apply.
        terms = both_terms(recorded, printed)
        return replace(terms, why=f"the printed and the recorded rights differ: {terms.why}")
    terms = recorded or printed or _unnamed(rights)
    if terms.answer == "permitted" and (doubt := _doubt(rights)):
        return replace(terms, answer="not determined", why=f"{terms.why}, but {doubt}")
    return terms


def grounds(rights: Rights | None) -> str:
    """Return sentences with the notice as printed and the basis of the rights."""
    if rights is None:
        return ""
    sentences = []
    if isinstance(rights.notice, Absence):
        sentences.append("No notice is printed.")
    elif rights.notice is not None:
        sentences.append(f"Notice: {quoted(' '.join(rights.notice.split()))}.")
    sentences.append(f"Basis: {BASES[rights.basis] if rights.basis else 'not given'}.")
    return " ".join(sentences)


def both_terms(one: Terms, other: Terms) -> Terms:
    """Return the terms if both terms apply: what both permit, under the conditions of both."""
    if one.answer != other.answer:
        return max(one, other, key=lambda terms: ANSWERS.index(terms.answer))
    if {*other.licences} <= {*one.licences} and one.licences:
        return one
    return Terms(
        one.answer,
        f"{one.why}, and {other.why}",
        tuple(dict.fromkeys((*one.licences, *other.licences))),
        one.kinds | other.kinds,
    )


def either_terms(one: Terms, other: Terms) -> Terms:
    """Return the freer terms, because one of the two may be chosen."""
    return min(one, other, key=lambda terms: terms.strictness)


# --- stated rights ---


def _licence_stated(rights: Rights) -> Terms | None:
    """Return the terms of the address or the SPDX identifier; `None` if there is neither.

    If address and identifier name two licences that no expression combines, both licences apply.
    """
    text = stated(rights.uri, rights.spdx)
    if not text:
        return None
    terms = _named(text)
    if rights.spdx and rights.uri == text and not _same(terms, other := _named(rights.spdx)):
        return both_terms(terms, other)
    return terms


def _named(text: str) -> Terms:
    if joined := expression(text):
        chosen = joined.combined(
            lambda term: _of_licence_or_unknown(recognise_term(term), term.id),
            both_terms,
            either_terms,
        )
        return replace(chosen, why=f"according to {' '.join(text.split())}, {chosen.why}")
    return _of_licence_or_unknown(recognise(text), text)


def _of_licence_or_unknown(licence: Licence | None, text: str) -> Terms:
    if licence is None:
        return Terms("not determined", f"{short(text)} is not a known licence")
    return terms_of_licence(licence)


def _terms_printed(rights: Rights) -> Terms | None:
    """Return the terms of a notice that is only a licence's name, or reserves all rights."""
    if not isinstance(rights.notice, str):
        return None
    if recognise_printed(rights.notice):
        return _named(rights.notice)
    if _RESERVED.search(rights.notice) and not _LICENSED.search(rights.notice):
        return Terms("prohibited", "the notice reserves all rights")
    return None


_RESERVED = re.compile(
    r"\ball\s+rights\s+(?:are\s+)?reserved|\balle\s+rechte\s+vorbehalten|\btous\s+droits\s+réservés"
    r"|\btodos\s+los\s+derechos\s+reservados|\btutti\s+i\s+diritti\s+(?:sono\s+)?riservati"
    r"|\btodos\s+os\s+direitos\s+reservados|\balle\s+rechten\s+voorbehouden",
    re.IGNORECASE,
)
_LICENSED = re.compile(r"licen[cs]|lizenz|licenc|\bcc\b|creative\s+commons", re.IGNORECASE)
"""Words for permissions that a notice may grant although it reserves all rights."""


def _same(one: Terms, other: Terms) -> bool:
    return (one.answer, one.licences) == (other.answer, other.licences)


def _unnamed(rights: Rights) -> Terms:
    """Return the terms if no licence is named."""
    if not isinstance(rights.notice, str):
        return Terms("not determined", "nobody has stated its licence")
    problem, _, _ = (licence_problem(rights.notice) or "").partition(
        "; "
    )  # only editors need the hint
    return Terms("not determined", problem or "the notice names no licence, and none is recorded")


def _doubt(judged: Rights) -> str:
    """Return why a recorded licence is not reliable; empty if it is."""
    if judged.basis == "conjecture":
        return "the licence is somebody's guess"
    return "the person who recorded the licence is not sure of it" if _is_unsure(judged) else ""


def _is_unsure(judged: Judged) -> bool:
    certainty = judged.certainty
    return certainty == "low" or (isinstance(certainty, float) and certainty < _HALF)


_HALF = 0.5


# --- terms of licences ---


def terms_of_licence(licence: Licence) -> Terms:
    """Return the terms of a licence, a dedication or a rights statement.

    >>> found = terms_of_licence(recognise("CC BY-NC-ND 4.0"))
    >>> found.answer, sorted(found.kinds)
    ('permitted', ['attribution', 'no-derivatives', 'non-commercial', 'notice'])
    """
    name = licence.name
    path = licence.uri.removeprefix("https://creativecommons.org/")
    for beginning, (answer, why, conditions) in _KNOWN_TERMS.items():
        if path.startswith(beginning):
            return Terms(answer, why.format(name=name), (licence,), frozenset(conditions))
    match licence.openness:
        case "restricted":
            return Terms("prohibited", f"{name} does not permit it", (licence,))
        case "unknown":
            return Terms(
                "not determined", f"{name} does not say whether it is permitted", (licence,)
            )
        case "public-domain":
            return Terms("permitted", f"{name} permits it", (licence,))
        case _:
            kinds = _of_creative_commons(licence) or _of_others(licence)
            return Terms("permitted", f"{name} permits it", (licence,), kinds)


_KnownTerms = tuple[Answer, str, tuple[ConditionKind, ...]]
_STATEMENTS = "http://rightsstatements.org/vocab/"
_KNOWN_TERMS: Mapping[str, _KnownTerms] = {
    "publicdomain/mark/": ("permitted", "{name}: it is free of known copyright", ()),
    "licenses/sampling/": (
        "prohibited",
        "{name} permits using and changing parts, but not sharing the whole",
        (),
    ),
    "licenses/sampling+/": ("permitted", "{name} permits it", ("non-commercial", "attribution")),
    "licenses/nc-sampling+/": ("permitted", "{name} permits it", ("non-commercial", "attribution")),
    "licenses/devnations/": (
        "prohibited",
        "{name} permits it only in developing nations, but public output can be seen elsewhere",
        (),
    ),
    f"{_STATEMENTS}InC-EDU/": (
        "not determined",
        "{name} permits it only for education, and you have to judge whether this is education",
        (),
    ),
    f"{_STATEMENTS}InC-NC/": ("permitted", "{name} permits it", ("non-commercial",)),
    f"{_STATEMENTS}InC": (
        "prohibited",
        "{name}, so only the holder of the rights may permit it",
        (),
    ),
    f"{_STATEMENTS}NoC-NC/": ("permitted", "{name} permits it", ("non-commercial",)),
    f"{_STATEMENTS}NoC-CR/": (
        "not determined",
        "{name}: a contract restricts it, and the record does not have the contract",
        (),
    ),
    f"{_STATEMENTS}NoC-OKLR/": (
        "not determined",
        "{name}: laws other than copyright restrict it, and the record does not say which",
        (),
    ),
    f"{_STATEMENTS}NoC-US/": (
        "not determined",
        "{name}: it is free in that country; for other countries, this is not determined",
        (),
    ),
    f"{_STATEMENTS}NKC/": (
        "not determined",
        "{name}: it is believed to be free, but this is not certain",
        (),
    ),
}
"""Terms that do not follow from openness, by the beginning of an address. Under a Sampling Plus
licence, whole copies may be shared only for non-commercial purposes (ccREL: Sharing)."""


def _of_creative_commons(licence: Licence) -> frozenset[ConditionKind]:
    letters = elements(licence)
    kinds: set[ConditionKind] = set()
    for element in letters:
        kinds.update(_OF_ELEMENTS[element])
    if "nd" in letters:
        kinds.discard("changes")
    return frozenset(kinds)


_OF_ELEMENTS: Mapping[str, tuple[ConditionKind, ...]] = {
    "by": ("attribution", "changes", "notice"),
    "nc": ("non-commercial", "notice"),
    "nd": ("no-derivatives", "notice"),
    "sa": ("share-alike", "notice"),
}

_SHARE_ALIKE = (
    *("AGPL-", "CDLA-Sharing-", "CECILL-2", "CPAL-", "EUPL-", "GFDL-", "GPL-", "LAL-", "LGPL-"),
    *("LiLiQ-R", "MPL-", "MS-RL", "ODbL-", "OFL-", "OSL-", "Sleepycat"),
)
"""Beginnings of the SPDX ids of copyleft licences, which also apply to derived works."""
_WITHOUT_CONDITIONS = ("0BSD", "MIT-0", "BlueOak-1.0.0")


def _of_others(licence: Licence) -> frozenset[ConditionKind]:
    id = licence.spdx or licence.name
    if id in _WITHOUT_CONDITIONS:
        return frozenset()
    kinds: set[ConditionKind] = {"attribution", "notice", "terms"}
    if licence.openness == "non-commercial":
        kinds.add("non-commercial")
    if id.startswith((*_SHARE_ALIKE, "CC-GNU")):
        kinds.add("share-alike")
    return frozenset(kinds)
