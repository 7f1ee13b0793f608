"""The elements and attributes of TEI P5, grouped by how the text is read.

An element in none of these groups is also read: its words are text, and the element is reported.
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
"""Formatting by the words of `@rend`; names with a number sign come from `@rendition`."""

# --- names ---

KINDS: Mapping[str, str] = {
    "persName": "person",
    "orgName": "organisation",
    **dict.fromkeys(
        ("placeName", "geogName", "country", "settlement", "region", "bloc", "district"), "place"
    ),
    "eventName": "event",
}
"""The entity type that each element names."""

KINDS_BY_TYPE: Mapping[str, str] = {
    **dict.fromkeys(("person", "pers", "per", "persName", "people"), "person"),
    **dict.fromkeys(
        ("org", "organisation", "organization", "orgName", "institution"), "organisation"
    ),
    **dict.fromkeys(("place", "loc", "location", "placeName", "geog", "city", "country"), "place"),
    "event": "event",
    **dict.fromkeys(("group", "personGrp"), "group"),
}
"""The entity type that `name` and `rs` name, by their `@type`."""

NAMING = frozenset((*KINDS, "name", "rs"))
IN_BIBLIOGRAPHY = frozenset(("bibl", "biblStruct", "biblFull", "msDesc"))
"""Elements in which a name or date is part of a work, and not a mention."""

ENTITIES: Mapping[str, str] = {
    "person": "person",
    "personGrp": "group",
    "org": "organisation",
    "place": "place",
    "event": "event",
}
"""The members of lists that are entities, with their type."""

# --- losses ---

KEPT_AS_BLOCKS = (
    _names(
        "body p ab head l lg list table figure note fw quote q said cit eg egXML titlePart listBibl"
    )
    | DIVISIONS
    | frozenset((*IN_BIBLIOGRAPHY, *ENTITIES))
)
"""Blocks that the record represents, or whose reader reports that it does not."""

MIXED = PARAGRAPHS | _names(
    "u seg note witDetail opener closer q quote said cit item cell docImprint imprimatur"
)
"""Elements in which words may be beside blocks (TEI P5, their content)."""

NOT_COUNTED = frozenset(
    (
        ID,
        "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
        "{http://www.w3.org/XML/1998/namespace}space",
        "TEIform",
    )
)
"""Attributes that are not counted where they occur: ids, which are counted together at the end, and
attributes without a meaning for the text: of XML itself, and of TEI about itself."""

NOT_COUNTED_IN_TEXT = NOT_COUNTED | {LANG}
"""The same within a text, where the language of each element is applied, or else counted."""

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
"""Attributes with the default values that schemas insert."""
