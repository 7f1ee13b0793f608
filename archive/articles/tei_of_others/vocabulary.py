"""The elements and attributes of TEI P5, grouped by how the text is read.

An element in none of these is read as well: its words are text, and the element is reported.
"""

from __future__ import annotations

from collections.abc import Mapping

from archive.derivations.tei_vocabulary import ID, LANG
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
"""Elements that are formatting of their words."""

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
"""Formatting by the words of `@rend`; names with a number sign are those of `@rendition`."""

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
"""Elements in which a name or date is part of a work, and no mention."""

ENTITIES: Mapping[str, str] = {
    "person": "person",
    "personGrp": "group",
    "org": "organisation",
    "place": "place",
    "event": "event",
}
"""The members of lists that are entities, with their type."""

# --- losses ---

KEPT = (
    _names(
        "TEI text body front back group p ab head l lg list item table row cell figure graphic"
        " note ref hi emph foreign lb q quote said cit listBibl bibl biblStruct biblFull"
        " date persName orgName placeName geogName country settlement region name rs w pc c"
        " choice person org place event listPerson listOrg listPlace listEvent sp speaker"
        " stage titlePage docTitle titlePart docAuthor docDate byline dateline opener closer salute"
        " signed trailer code gi att val tag ident kw eg egXML del add subst formula figDesc u seg"
        " s figure desc postscript epigraph argument castList castItem fw"
    )
    | DIVISIONS
)
"""Elements that the record represents; all others are reported."""

OF_WORKS = _names(
    "title author editor date publisher pubPlace edition biblScope idno persName orgName name"
    " forename surname nameLink genName analytic monogr imprint series ref ptr textLang"
    " titleStmt publicationStmt fileDesc msIdentifier msContents msItem extent"
)
"""Elements from which a work is read."""
ATTRIBUTES_OF_WORKS = frozenset(("type", "level", "unit", "when", "from", "to", "target", "role"))

FORMAL = frozenset(
    (
        "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
        "{http://www.w3.org/XML/1998/namespace}space",
        "{http://www.w3.org/XML/1998/namespace}base",
        "version",
        "TEIform",
    )
)
"""Attributes that add nothing to the text: those of XML itself, and of TEI about itself."""

DEFAULTS = frozenset(
    (
        ("part", "N"),
        ("org", "uniform"),
        ("sample", "complete"),
        ("full", "yes"),
        ("instant", "false"),
        ("default", "false"),
        ("anchored", "true"),
    )
)
"""Attributes with the default values that schemas insert."""

_EVERYWHERE = frozenset((ID, LANG, *FORMAL))
_DATES = frozenset(
    ("when", "from", "to", "notBefore", "notAfter", "when-iso", "when-custom", "cert")
)
_NAMES = frozenset(("ref", "key", "corresp", "sameAs", "type", "cert"))
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(DIVISIONS, frozenset(("type",))),
    **dict.fromkeys((*NAMING,), _NAMES),
    "date": _DATES,
    "hi": frozenset(("rend", "rendition")),
    "ref": frozenset(("target", "type")),
    "graphic": frozenset(("url", "mimeType")),
    "cell": frozenset(("role", "cols", "rows")),
    "row": frozenset(("role",)),
    "note": frozenset(("place", "n", "target")),
    "list": frozenset(("rend", "type")),
    "figure": frozenset(("type",)),
    "titlePart": frozenset(("type",)),
    "sp": frozenset(("who",)),
    "lb": frozenset(("break",)),
    "pb": frozenset(("break",)),
    "cb": frozenset(("break",)),
    "w": frozenset(("join",)),
    "pc": frozenset(("join",)),
    "bibl": frozenset(("type",)),
    "biblStruct": frozenset(("type",)),
}


def kept_attributes(name: str) -> frozenset[str]:
    """Return the attributes of an element that the record represents."""
    return _EVERYWHERE | _ATTRIBUTES.get(name, frozenset())
