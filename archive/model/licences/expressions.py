"""SPDX licence expressions (SPDX 2.3, Annex D).

`MIT OR CC-BY-4.0` offers a choice, `MIT AND CC-BY-4.0` requires both, `WITH` adds an exception that
permits more, `+` allows later versions. AND binds more tightly than OR.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

Operator = Literal["AND", "OR"]
_T = TypeVar("_T")

_Bracket = Literal["(", ")"]

_WORD = r"[A-Za-z0-9.:+-]+"
_LEXEME = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<operator>AND|and|OR|or)(?=[\s()])"
    rf"|(?P<id>{_WORD})(?:\s+(?:WITH|with)\s+(?P<exception>{_WORD}))?)"
)
_WORDS = ("AND", "OR", "WITH")
"""Words that are not ids."""
_BINDS: dict[Operator | _Bracket, int] = {"(": 0, "OR": 1, "AND": 2}


class Term(NamedTuple):
    """One licence of an expression."""

    text: str
    """The term as written, with its exception."""
    id: str
    """The SPDX id, or a reference to a licence that is not in the SPDX list
    (`LicenseRef-house`)."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Licences and operators in postfix order: each operator follows its two operands."""

    items: tuple[Term | Operator, ...]

    @property
    def terms(self) -> Iterator[Term]:
        """The licences in the expression, in the order of the text."""
        return (item for item in self.items if isinstance(item, Term))

    def combined(
        self,
        of: Callable[[Term], _T],
        both: Callable[[_T, _T], _T],
        either: Callable[[_T, _T], _T],
    ) -> _T:
        """Compute a value for the expression from values for its licences.

        Args:
            of: A function that returns the value of a licence.
            both: A function that returns the value if both operands apply.
            either: A function that returns the value if one of two operands may be chosen.
        """
        operands: list[_T] = []
        for item in self.items:
            if isinstance(item, Term):
                operands.append(of(item))
            else:
                last = operands.pop()
                operands[-1] = (both if item == "AND" else either)(operands[-1], last)
        return operands[0]


def parsed(text: str) -> Expression | None:
    """Return the expression in a text, or `None` if there is none; its ids may be unknown.

    >>> [
    ...     item if isinstance(item, str) else item.id
    ...     for item in parsed("MIT OR (ISC AND Zlib)").items
    ... ]
    ['MIT', 'ISC', 'Zlib', 'AND', 'OR']
    """
    items: list[Term | Operator] = []
    waiting: list[Operator | _Bracket] = []  # operators whose second operand is still to come
    wants_term = True
    for lexeme in _lexemes(text):
        if lexeme is None or wants_term != (isinstance(lexeme, Term) or lexeme == "("):
            return None
        if isinstance(lexeme, Term):
            items.append(lexeme)
            wants_term = False
        elif lexeme == "(":
            waiting.append(lexeme)
        else:
            binds = 1 if lexeme == ")" else _BINDS[lexeme]
            while waiting and _BINDS[waiting[-1]] >= binds:
                items.append(_operator(waiting.pop()))
            if lexeme != ")":
                waiting.append(lexeme)
                wants_term = True
            elif not waiting:
                return None
            else:
                waiting.pop()
    if wants_term or "(" in waiting:
        return None
    return Expression((*items, *map(_operator, reversed(waiting))))


def _operator(waiting: Operator | _Bracket) -> Operator:
    return "AND" if waiting == "AND" else "OR"


def _lexemes(text: str) -> Iterator[Term | Operator | _Bracket | None]:
    """Yield the tokens of a text; at an unknown token, yield `None` and stop."""
    reached, end = 0, len(text.rstrip())
    while reached < end:
        match = _LEXEME.match(text, reached)
        if match is None:
            yield None
            return
        reached = match.end()
        if match["bracket"]:
            yield "(" if match["bracket"] == "(" else ")"
        elif match["operator"]:
            yield "AND" if match["operator"].upper() == "AND" else "OR"
        elif {(match["id"] or "").upper(), (match["exception"] or "").upper()} & {*_WORDS}:
            yield None
            return
        else:
            yield Term(" ".join(match[0].split()), match["id"])
