"""What a public form withholds, and the note that takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from archive.findings import Finding, warning
from archive.model.anchors import Anchor, Orphan
from archive.model.base import Model
from archive.model.blocks import Figure, Item, Note, TextBlock
from archive.model.document import Document
from archive.model.metadata import Abstract
from archive.model.revisions import CaptureChange, Changed
from archive.model.rights import Rights
from archive.model.statements import Former
from archive.rights.terms import terms_of


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is withheld of a record.

    Of the text the words of the article are withheld: the text of its blocks, the words of anchors,
    orphans and cues, an abstract, the sentences that a newer capture changed. What the record has
    in words of its own is shown: restatements, names, corrections, titles.
    """

    text: str = ""
    """The note in the place of the article's words; empty if they are shown."""
    figures: Mapping[str, str] = field(default_factory=dict)
    """The note in the place of an image, by the id of its figure; those shown are missing."""
    left_out: tuple[str, ...] = ()
    """What else is left out, in sentences."""
    accepted_only: bool = False
    """Whether what nobody has accepted is left out: then what is not shown may be recorded."""
    findings: tuple[Finding, ...] = ()
    """What whoever publishes it should know."""

    @property
    def notice(self) -> str:
        """What a form says of all that it leaves out, figures aside; empty if that is nothing."""
        return " ".join(filter(None, (self.text, *self.left_out)))

    def hides(self, change: CaptureChange) -> bool:
        """Whether what a capture changed are words of the article that are withheld."""
        return bool(self.text) and change.what in IN_WORDS_OF_THE_ARTICLE


IN_WORDS_OF_THE_ARTICLE: frozenset[Changed] = frozenset(
    {"abstract", "description", "sentence", "markup"}
)
"""What is said in words of the article: not a title, a name, a date, a licence or an address."""

_FIELDS_OF_WORDS: Mapping[type[Model], tuple[str, ...]] = {
    Item: ("text", "marker"),
    TextBlock: ("text",),
    Note: ("marker",),
    Anchor: ("exact",),
    Orphan: ("exact", "prefix", "suffix"),
    Former: ("exact", "prefix", "suffix", "became"),
    Abstract: ("text",),
}


@cache
def fields_of_words(cls: type[Model]) -> tuple[str, ...]:
    """Return the fields of a class that always hold words of the article."""
    return next((names for base, names in _FIELDS_OF_WORDS.items() if issubclass(cls, base)), ())


MASK = "█"
"""In the place of a letter that is withheld."""

NOTHING = Withheld()
"""Nothing is withheld."""


def withheld(document: Document) -> Withheld:
    """Return what is withheld of a record: all that `permissions` does not permit to publish."""
    figures = (
        (figure.id, _reason_withheld(figure.rights, "The image"))
        for _, figure in document.index.of_type(Figure)
    )
    return Withheld(
        _reason_withheld(document.rights.text, "The text"),
        {id: reason for id, reason in figures if reason},
    )


def unlicensed(document: Document) -> Finding | None:
    """Warn that a record is to be public, and nobody has permitted it; `None` if somebody has."""
    terms = terms_of(document.rights.record)
    if terms.answer == "permitted":
        return None
    return warning(
        "record-not-licensed",
        "/rights/record",
        f"what the record says in words of its own is to be public: {terms.why}",
        'say under which terms it stands: "rights": {"record": {"uri": …}}',
    )


def _reason_withheld(rights: Rights | None, what: str) -> str:
    """Why something is not shown; empty if it may be."""
    terms = terms_of(rights)
    return "" if terms.answer == "permitted" else f"{what} is not shown: {terms.why}."
