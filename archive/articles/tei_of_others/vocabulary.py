"""The elements and attributes of TEI P5, grouped by how the text is read.

An element in none of these is read as well: its words are text, and the element is reported.
"""

from __future__ import annotations

from collections.abc import Mapping

from archive.model.blocks import FormattingType


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- the running text ---

READINGS: Mapping[str, str] = {"corr": "sic", "reg": "orig", "expan": "abbr"}
"""Children of a `choice` that are no text, and those that are. Without them, the first child is."""

NO_TEXT = frozenset(("rt", "figDesc", "teiHeader"))
"""Elements in `text` that are no running text: how words are read aloud (`rt`), the description of
an image (`figDesc`, but for files of GROBID)."""

DATA_LIKE = _names(
    "persName author editor biblStruct monogr imprint analytic series bibl person personGrp place"
    " org event address affiliation entry entryFree superEntry sense form gramGrp cit"
    " re hom etym listBibl listPerson listPlace listOrg listEvent person placeName orgName name"
    " respStmt relation"
)
"""Elements whose children are values side by side, which a blank separates if nothing else does."""

TOKENS = frozenset(("w", "pc"))
"""Tokens: words and punctuation marks with an element each."""

# --- what is a block ---

BLOCKS = _names(
    "p ab div div0 div1 div2 div3 div4 div5 div6 div7 lg l list table figure egXML eg listBibl"
    " sp castList titlePage opener closer postscript trailer argument epigraph floatingText u"
    " listPerson listPlace listOrg listEvent listApp listWit entry superEntry text body front"
    " back group head biblStruct schemaSpec salute signed dateline byline speaker docTitle"
    " castItem castGroup item row listRelation listNym"
)
"""Elements that are never part of a line of text: one in a paragraph splits it."""

WITHIN_LINES = _names(
    "w pc c s hi emph foreign lb pb cb gb milestone anchor g choice ref ptr seg del add subst"
    " persName orgName placeName geogName name rs date time term gloss title num measure ex"
    " supplied unclear gap space code abbr expan sic corr orig reg app index said soCalled"
    " mentioned fw distinct surplus handShift delSpan addSpan link span interp when timeline"
)
"""Elements that are part of a line of text everywhere."""

LEAVES = _names(
    "bibl biblStruct biblFull msDesc person personGrp place org event relation entry entryFree"
    " castItem nym witness"
)
"""Elements that are one paragraph, whatever they hold."""

PARAGRAPHS = _names(
    "p ab head l trailer salute signed dateline byline speaker stage docAuthor docDate"
)
"""Elements in which a quotation is part of a line."""

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

XML = "{http://www.w3.org/XML/1998/namespace}"
ID, LANG, SPACE = f"{XML}id", f"{XML}lang", f"{XML}space"

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
