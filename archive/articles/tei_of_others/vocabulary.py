"""The elements and attributes of TEI P5, grouped by how they are read.

The words of an element in none of these groups are read too, and the element is reported.
"""

from __future__ import annotations

from collections.abc import Mapping

from archive.derivations.tei_vocabulary import ID, LANG, PARAGRAPHS
from archive.model.blocks import FormattingType


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- divisions ---

DIVISIONS = frozenset(("div", *(f"div{number}" for number in range(8))))

ROLES: Mapping[str, str] = {
    **dict.fromkeys(("notes", "note", "footnotes", "endnotes", "annotations"), "notes"),
    **dict.fromkeys(
        ("references", "bibliography", "bibliogr", "bibl", "listBibl", "works-cited"), "references"
    ),
    **dict.fromkeys(("appendix", "annex"), "appendix"),
}
"""The role of a section, by the `@type` of its `div`."""

# --- marks ---

MARKS: Mapping[str, FormattingType] = {
    "emph": "emphasis",
    "del": "deletion",
    "add": "addition",
    "q": "quotation",
    "quote": "quotation",
    "said": "quotation",
    **dict.fromkeys(("code", "gi", "att", "val", "tag", "ident", "kw"), "code"),
}
"""Elements that format their words."""

RENDITIONS: Mapping[str, FormattingType] = {
    **dict.fromkeys(("italic", "italics", "i", "it", "ital", "#i", "kursiv"), "italic"),
    **dict.fromkeys(("bold", "b", "bo", "#b", "strong"), "bold"),
    **dict.fromkeys(("underline", "underlined", "u", "#u"), "underline"),
    **dict.fromkeys(("strikethrough", "strike", "strikeout", "line-through"), "strikethrough"),
    **dict.fromkeys(("sup", "superscript", "super", "#sup", "#super"), "superscript"),
    **dict.fromkeys(("sub", "subscript", "#sub"), "subscript"),
    **dict.fromkeys(("small-caps", "smallcaps", "sc", "#sc", "smcap", "smallCaps"), "small-caps"),
    **dict.fromkeys(("monospace", "typewriter", "tt", "#tt", "mono"), "monospace"),
}
"""The formatting for each word of `@rend`, and for each pointer (`#...`) of `@rendition`."""

# --- names ---

KINDS: Mapping[str, str] = {
    "persName": "person",
    "orgName": "organisation",
    **dict.fromkeys(
        ("placeName", "geogName", "country", "settlement", "region", "bloc", "district"), "place"
    ),
    "eventName": "event",
}
"""The entity type for each element that names an entity."""

KINDS_BY_TYPE: Mapping[str, str] = {
    **dict.fromkeys(("person", "pers", "per", "persName", "people"), "person"),
    **dict.fromkeys(
        ("org", "organisation", "organization", "orgName", "institution"), "organisation"
    ),
    **dict.fromkeys(("place", "loc", "location", "placeName", "geog", "city", "country"), "place"),
    "event": "event",
    **dict.fromkeys(("group", "personGrp"), "group"),
}
"""The entity type for each `@type` of a `name` or `rs`."""

NAMING = frozenset((*KINDS, "name", "rs"))
IN_BIBLIOGRAPHY = frozenset(("bibl", "biblStruct", "biblFull", "msDesc"))
"""Elements in which a name or date is a part of a work, not a mention."""

ENTITIES: Mapping[str, str] = {
    "person": "person",
    "personGrp": "group",
    "org": "organisation",
    "place": "place",
    "event": "event",
}
"""List members that become entities, with the entity type."""

# --- losses ---

KEPT_AS_BLOCKS = (
    _names(
        "body p ab head l lg list table figure note fw quote q said cit eg egXML titlePart listBibl"
    )
    | DIVISIONS
    | frozenset((*IN_BIBLIOGRAPHY, *ENTITIES))
)
"""Block elements that the record can hold, or whose handler reports that it cannot."""

MIXED = PARAGRAPHS | _names(
    "u seg note witDetail opener closer q quote said cit item cell docImprint imprimatur"
)
"""Elements in which TEI P5 allows words beside blocks."""

NOT_COUNTED = frozenset(
    (
        ID,
        "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
        "{http://www.w3.org/XML/1998/namespace}space",
        "TEIform",
    )
)
"""Attributes that are not counted at their element: ids, which are counted at the end, and
attributes about the XML or TEI of the file, which have no meaning for the text."""

NOT_COUNTED_IN_TEXT = NOT_COUNTED | {LANG}
"""The same in a text, where `@xml:lang` is read, or counted by `InlineWalk.enter`."""

DEFAULTS: Mapping[str, str] = {
    "part": "N",
    "org": "uniform",
    "sample": "complete",
    "full": "yes",
    "instant": "false",
    "default": "false",
    "anchored": "true",
    "role": "data",
    "cols": "1",
    "rows": "1",
}
"""Attributes with their default values, which schemas insert."""
