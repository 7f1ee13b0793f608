"""The content that public output withholds, and the notes that replace it."""

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
    """The content of a record that is withheld.

    Withheld words of the article are the text of blocks, the words of anchors, orphans and cues, an
    abstract, and sentences that differ in a newer capture. The record's own words are shown:
    restatements, names, corrections, titles.
    """

    text: str = ""
    """The note that replaces the article's words; empty if they are shown."""
    figures: Mapping[str, str] = field(default_factory=dict)
    """The notes that replace images, by figure id; images that are shown have no note."""
    left_out: tuple[str, ...] = ()
    """Sentences on other content that is left out."""
    accepted_only: bool = False
    """Whether statements that nobody has accepted are left out. If so, the record may have more
    statements than are shown."""
    findings: tuple[Finding, ...] = ()
    """Findings for the person who publishes the output."""

    @property
    def notice(self) -> str:
        """The notice of what is left out, except figures; empty if nothing is left out."""
        return " ".join(filter(None, (self.text, *self.left_out)))

    def hides(self, change: CaptureChange) -> bool:
        """Return whether a change between captures has withheld words of the article."""
        return bool(self.text) and change.what in IN_WORDS_OF_THE_ARTICLE


IN_WORDS_OF_THE_ARTICLE: frozenset[Changed] = frozenset(
    {"abstract", "description", "sentence", "markup"}
)
"""The kinds of change in words of the article; titles, names, dates and licences are not such."""

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
"""The sign that replaces a withheld letter."""

NOTHING = Withheld()
"""The value if nothing is withheld."""


def withheld(document: Document) -> Withheld:
    """Return what is withheld from a record: all words and images that must not be published."""
    figures = (
        (figure.id, _reason_withheld(figure.rights, "The image"))
        for _, figure in document.index.of_type(Figure)
    )
    return Withheld(
        _reason_withheld(document.rights.text, "The text"),
        {id: reason for id, reason in figures if reason},
    )


def unlicensed(document: Document) -> Finding | None:
    """Return a warning if publication of the record's own words is not permitted; else `None`."""
    terms = terms_of(document.rights.record)
    if terms.answer == "permitted":
        return None
    return warning(
        "record-not-licensed",
        "/rights/record",
        f"no licence permits publishing the record's own words: {terms.why}",
        'state the licence of the record: "rights": {"record": {"uri": …}}',
    )


def _reason_withheld(rights: Rights | None, what: str) -> str:
    """Return a sentence on why content is not shown; empty if it may be shown."""
    terms = terms_of(rights)
    return "" if terms.answer == "permitted" else f"{what} is not shown: {terms.why}."
