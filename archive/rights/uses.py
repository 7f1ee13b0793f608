"""The permitted uses of an article and its record, each with its reason and its conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from archive.english import listed, quoted
from archive.errors import require
from archive.model.blocks import Figure
from archive.model.document import Document
from archive.model.licences import Licence
from archive.model.rights import Rights
from archive.reprs import OneLineRepr, ReprItems
from archive.rights import credit_lines
from archive.rights.terms import ANSWERS, Answer, ConditionKind, Terms, grounds, terms_of

Use = Literal["publish the text", "quote", "describe", "publish the record", "publish the figure"]
"""A use of an article, a record or a figure."""


@dataclass(frozen=True, slots=True, repr=False)
class Condition(OneLineRepr):
    """A condition of a permission: something to do, or not to do."""

    kind: ConditionKind
    """The kind of condition."""
    text: str
    """The condition in a sentence; for an attribution, the line to print."""


@dataclass(frozen=True, slots=True, repr=False)
class Permission(OneLineRepr):
    """Whether one use is permitted by the stated rights."""

    use: Use
    """The use."""
    answer: Answer
    """The answer: permitted under the conditions, prohibited, or not determined. Exceptions in the
    law are not judged: a use that is prohibited or not determined here may still be lawful."""
    reason: str
    """The reason: the layer, its licence or statement, the notice as printed, and the basis."""
    conditions: tuple[Condition, ...] = ()
    """The conditions, the strictest kind first; empty unless the use is permitted."""
    figure: str | None = None
    """The id of the figure, if the use is of a figure."""
    licence: str | None = None
    """The address of the licence or statement that decides; spaces separate several addresses."""

    @property
    def attribution(self) -> str | None:
        """The line to print with the use, if one is required."""
        return next((c.text for c in self.conditions if c.kind == "attribution"), None)


@dataclass(frozen=True, slots=True, repr=False)
class Permissions(OneLineRepr):
    """The permitted uses of an article and its record; iteration starts with the most restrictive.

    The answers follow from the stated rights and are not legal advice.
    """

    text: Permission
    """Whether the text of the article may be published."""
    quoting: Permission
    """Whether the text may be quoted. The answer follows the licence of the text; whoever quotes
    must judge whether the law permits the quotation without a licence."""
    describing: Permission
    """Whether the article and its claims may be described in other words."""
    record: Permission
    """Whether the record's own words may be published and reused."""
    figures: Mapping[str, Permission] = field(default_factory=lambda: MappingProxyType({}))
    """Whether each figure may be published, by the figure's id."""

    def __iter__(self) -> Iterator[Permission]:
        """Yield the permissions, the most restrictive first."""
        uses = (self.text, self.quoting, self.describing, self.record, *self.figures.values())
        return iter(sorted(uses, key=lambda p: (-ANSWERS.index(p.answer), -len(p.conditions))))

    def __reduce__(self) -> tuple[Callable[..., Permissions], tuple[object, ...]]:
        """Pickle and copy plain values, since a view of a mapping cannot be pickled."""
        four = (self.text, self.quoting, self.describing, self.record)
        return _permissions, (*four, dict(self.figures))

    def _repr_items(self) -> ReprItems:
        """Yield the answer for each use."""
        for name in ("text", "quoting", "describing", "record"):
            yield name, getattr(self, name).answer
        if self.figures:
            yield "figures", {id: figure.answer for id, figure in self.figures.items()}


def permissions(document: Document) -> Permissions:
    """Return the permitted uses of an article and its record, according to the stated rights.

    >>> from archive.model.rights import RightsLayers
    >>> rights = RightsLayers(text=Rights(uri="https://creativecommons.org/licenses/by-nd/4.0/"))
    >>> found = permissions(Document(id="tides", rights=rights))
    >>> found.text.answer, found.record.answer
    ('permitted', 'not determined')
    >>> [condition.kind for condition in found.text.conditions]
    ['no-derivatives', 'attribution']
    """
    require(document, Document, "permissions takes a Document")
    terms = terms_of(document.rights.text)
    figures = {figure.id: _figure(document, figure) for _, figure in document.index.of_type(Figure)}
    return _permissions(
        _text(document, terms),
        _quoting(document, terms),
        _describing(terms),
        _record(document, terms, figures.values()),
        figures,
    )


def _permissions(
    text: Permission,
    quoting: Permission,
    describing: Permission,
    record: Permission,
    figures: dict[str, Permission],
) -> Permissions:
    return Permissions(text, quoting, describing, record, MappingProxyType(figures))


# --- each use ---


def _text(document: Document, terms: Terms) -> Permission:
    rights = document.rights.text
    return Permission(
        "publish the text",
        terms.answer,
        _reason("The text of the article", terms, rights),
        _conditions(terms, rights, credit_lines.of_text(document, terms.licences)),
        licence=_address(terms),
    )


def _quoting(document: Document, terms: Terms) -> Permission:
    whole = _text(document, terms)
    if terms.answer == "permitted":
        reason = f"The terms of the whole apply to a part. {whole.reason}"
        return Permission("quote", terms.answer, reason, whole.conditions, licence=whole.licence)
    reason = (
        f"No licence permits it. {whole.reason} The law may still permit it, for example as a "
        "quotation; that depends on country, length and purpose, and is not judged here."
    )
    return Permission("quote", "not determined", reason, licence=whole.licence)


_BEYOND_COPYRIGHT = tuple(
    f"http://rightsstatements.org/vocab/{code}/1.0/" for code in ("NoC-CR", "NoC-OKLR")
)
_DESCRIBING = (
    "Copyright protects words, not what the words say (TRIPS Agreement, Article 9(2)). Titles, "
    "names, dates, and claims restated in other words need no licence of the text."
)


def _describing(terms: Terms) -> Permission:
    """Return whether describing is permitted: copyright allows it, but a contract may forbid it."""
    address = _address(terms)
    if address in _BEYOND_COPYRIGHT:
        reason = (
            f"The text of the article: {terms.why}. That may restrict the use of its content too."
        )
        return Permission("describe", "not determined", reason, licence=address)
    may_change = terms.answer == "permitted" and "no-derivatives" not in terms.kinds
    own_words = Condition(
        "own-words",
        "Use your own words: a translation, an abridgement, or a restatement that follows the "
        "article's words closely may be an adaptation, and adaptations are not permitted.",
    )
    return Permission(
        "describe", "permitted", _DESCRIBING, () if may_change else (own_words,), licence=address
    )


def _record(document: Document, text: Terms, figures: Iterable[Permission]) -> Permission:
    rights = document.rights.record
    terms = terms_of(rights)
    conditions = _conditions(terms, rights, credit_lines.of_record(document, terms.licences))
    if terms.answer == "permitted" and (others := _other_layers(document, text, figures)):
        conditions = (*conditions, Condition("other-layers", others))
    return Permission(
        "publish the record",
        terms.answer,
        _reason("The record's own words", terms, rights),
        conditions,
        licence=_address(terms),
    )


def _other_layers(document: Document, text: Terms, figures: Iterable[Permission]) -> str:
    """Return the condition for the words and images of the article in a record."""
    closed = ["the words of the article"] if text.answer != "permitted" else []
    closed += [f"the image in {f.figure}" for f in figures if f.answer != "permitted"]
    if closed:
        return f"Leave out {listed(closed)}: public output leaves them out."
    if document.index.blocks or document.metadata.abstract:
        return "The record has words of the article: the conditions of the text apply to them."
    return ""


def _figure(document: Document, figure: Figure) -> Permission:
    terms = terms_of(figure.rights)
    reason = _reason(f"The figure {figure.id}", terms, figure.rights)
    if figure.rights is None:
        reason += " The licence of the text does not automatically cover the figure."
    return Permission(
        "publish the figure",
        terms.answer,
        reason,
        _conditions(terms, figure.rights, credit_lines.of_figure(document, figure, terms.licences)),
        figure.id,
        _address(terms),
    )


# --- shared by all uses ---


def _reason(layer: str, terms: Terms, rights: Rights | None) -> str:
    return " ".join(filter(None, (f"{layer}: {terms.why}.", grounds(rights))))


def _address(terms: Terms) -> str | None:
    return " ".join(licence.uri for licence in terms.licences) or None


def _conditions(terms: Terms, rights: Rights | None, line: str) -> tuple[Condition, ...]:
    """Return the conditions that terms require, in the order of `ConditionKind`."""
    if terms.answer != "permitted":
        return ()
    conditions = []
    for kind in get_args(ConditionKind):
        if kind in terms.kinds and (text := _condition_text(kind, terms.licences, rights, line)):
            conditions.append(Condition(kind, text))
    return tuple(conditions)


def _condition_text(
    kind: ConditionKind, licences: Sequence[Licence], rights: Rights | None, line: str
) -> str:
    """Return the sentence for a kind of condition; empty if that kind requires nothing here."""
    names = " and ".join(licence.name for licence in licences)
    match kind:
        case "non-commercial":
            return "Do not use it for commercial advantage or payment."
        case "no-derivatives":
            return (
                "Share it only unchanged: a translation, an abridgement, or any other changed "
                "version must not be shared."
            )
        case "share-alike":
            return f"Share changed versions only under {names}, or under a compatible licence."
        case "attribution":
            return line
        case "changes":
            return "Say what you have changed."
        case "notice":
            notice = rights.notice if rights else None
            return f"Keep the notice: {_one_line(notice)}" if isinstance(notice, str) else ""
        case "terms":
            addresses = " and ".join(licence.uri for licence in licences)
            return f"Read and follow the licence, whose terms are not listed here: {addresses}"
        case _:
            return ""


def _one_line(text: str) -> str:
    return quoted(" ".join(text.split()))
