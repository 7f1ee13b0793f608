"""`text_form_coverage` returns the fields that text formats carry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from archive.formats.field_coverage import FieldCoverage
from archive.model.anchors import Anchor, Orphan
from archive.model.assessments import Assessment, Rating
from archive.model.base import Model
from archive.model.blocks import (
    Figure,
    Formatting,
    Image,
    InlineImage,
    Item,
    LineBreak,
    Link,
    List,
    Note,
    NoteCall,
    Quotation,
    Row,
    Section,
    Table,
    TextBlock,
    Verse,
)
from archive.model.claims import Attribution, Claim, ClaimTime
from archive.model.document import Document
from archive.model.metadata import (
    Abstract,
    Container,
    Contributor,
    Extent,
    Genre,
    Keyword,
    Metadata,
    Publication,
    Publisher,
    StatedAddress,
    StatedDate,
    StatedIdentifier,
    StatedLanguage,
    Title,
)
from archive.model.names import Identifier, Name
from archive.model.relations import Relation
from archive.model.rights import Rights, RightsLayers
from archive.model.works import Evidence, Locator, Source

FieldNames = Mapping[type[Model], Collection[str]]

_GROUNDS = ("basis", "certainty", "reason")

_ABOUT: FieldNames = {
    Document: ("id", "base_iri", "metadata", "rights"),
    Metadata: ("titles", "authors", "contributors", "publication", "languages", "identifiers",
               "addresses", "abstract", "keywords", "genre", "remark"),
    Publication: ("container", "publisher", "published", "updated", "written", "extents"),
    Title: ("text", *_GROUNDS),
    Contributor: ("name", "identifiers", *_GROUNDS),
    Name: ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal"),
    Identifier: ("scheme", "value"),
    StatedIdentifier: _GROUNDS,
    Container: ("title", "type", *_GROUNDS),
    Publisher: ("name", "place", *_GROUNDS),
    StatedDate: ("date", *_GROUNDS),
    Extent: ("unit", "value", *_GROUNDS),
    StatedLanguage: ("tag", *_GROUNDS),
    StatedAddress: ("address", *_GROUNDS),
    Abstract: ("text", *_GROUNDS),
    Keyword: ("term", *_GROUNDS),
    Genre: ("term", *_GROUNDS),
    RightsLayers: ("text", "record"),
    Rights: ("notice", "uri", "holders", *_GROUNDS),
}  # fmt: skip
"""The fields of the metadata and rights of an article."""

_TEXT: FieldNames = {
    Document: ("sections",),
    Section: ("blocks", "sections"),
    TextBlock: ("text",),
    Verse: ("lines",),
    Quotation: ("blocks", "credit"),
    Item: ("lists",),
    List: ("items",),
    Table: ("caption", "rows"),
    Row: ("cells",),
    Figure: ("caption",),
    Note: ("blocks",),
}
"""The fields with the text of blocks."""

_LAYOUT: FieldNames = {
    TextBlock: ("marks",),
    Formatting: ("start", "end", "type"),
    Link: ("start", "end", "target"),
    NoteCall: ("start", "end"),
    LineBreak: ("start", "end"),
    InlineImage: ("start", "end", "target"),
    Figure: ("image", "description", "rights"),
    Image: ("address",),
    Rights: ("notice", "uri", "holders", *_GROUNDS),
}
"""The further fields that Markdown shows; its writer reports what it cannot show of them."""

_CLAIMS: FieldNames = {
    Document: ("claims", "sources", "assessments", "relations"),
    Claim: ("id", "restatement", "kind", "commitment", "negated", "checkable", "status", "anchors",
            "attribution", "condition", "stance", "time", "certainty", "reason"),
    Attribution: ("manner", "cue"),
    ClaimTime: ("date", *_GROUNDS),
    Anchor: ("exact",),
    Orphan: ("exact",),
    Relation: ("subject", "predicate", "evidence", "status"),
    Evidence: ("quoted", "locator"),
    Locator: ("unit", "value"),
    Assessment: ("claim", "verdict", "rating", "reasoning", "evidence", "status", "certainty",
                 "reason"),
    Rating: ("scale", "value"),
    Source: ("as_named", *_GROUNDS),
}  # fmt: skip
"""Fields of claims and of statements about them."""

_WORDS = (Anchor, Orphan)
"""The classes of parts with words of the article."""


@cache
def text_form_coverage(
    form: str, *, about: bool, text: bool, layout: bool, claims: bool, words: bool
) -> FieldCoverage:
    """Return the fields that a text format carries.

    Args:
        form: The name of the format in messages.
        about: Whether the output has the metadata of the article.
        text: Whether the output has the text.
        layout: Whether this text has marks and images.
        claims: Whether the output has the claims.
        words: Whether the output has words of the article outside its text: in claims, abstracts.
    """
    parts = ((about, _ABOUT), (text, _TEXT), (text and layout, _LAYOUT), (claims, _CLAIMS))
    fields_carried: dict[type[Model], set[str]] = {Document: set()}
    for is_shown, fields in parts:
        for cls, names in fields.items() if is_shown else ():
            fields_carried.setdefault(cls, set()).update(names)
    if not words:
        for cls in _WORDS:
            fields_carried.pop(cls, None)
        fields_carried.get(Abstract, set()).discard("text")
    return FieldCoverage(form, fields_carried)
