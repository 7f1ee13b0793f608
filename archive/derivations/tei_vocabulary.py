"""The elements of TEI P5, grouped by how `tei-text-1` and the reader of foreign TEI read them.

The groups are part of the rules of `tei-text-1`, so they do not change.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


XML = "{http://www.w3.org/XML/1998/namespace}"
ID, LANG, SPACE = f"{XML}id", f"{XML}lang", f"{XML}space"

# --- the running text ---

NO_TEXT = frozenset(("rt", "figDesc", "teiHeader"))
"""Elements in `text` that are not running text: how words are read aloud (`rt`), the description of
an image (`figDesc`, except in files of GROBID), metadata (`teiHeader`)."""

DATA_LIKE = _names(
    "persName author editor biblStruct monogr imprint analytic series bibl person personGrp place"
    " org event address affiliation entry entryFree superEntry sense form gramGrp cit"
    " re hom etym listBibl listPerson listPlace listOrg listEvent person placeName orgName name"
    " respStmt relation row"
)
"""Elements whose children are separate values; if nothing is between two, a blank is added."""

TOKENS = frozenset(("w", "pc"))
"""Elements that are tokens: a word or a punctuation mark each."""

VARIANTS = ("choice", "app")
"""Elements whose children are variants; one of them is text."""

# --- blocks ---

BLOCKS = _names(
    "p ab div div0 div1 div2 div3 div4 div5 div6 div7 lg l list table figure egXML eg listBibl"
    " sp castList titlePage opener closer postscript trailer argument epigraph floatingText u"
    " listPerson listPlace listOrg listEvent listApp listWit entry superEntry text body front"
    " back group head biblStruct schemaSpec salute signed dateline byline speaker docTitle"
    " castItem castGroup item row listRelation listNym"
)
"""Elements that are never part of a line: if one is in a paragraph, it splits the paragraph."""

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
"""Elements that are one paragraph, whatever their content."""

PARAGRAPHS = _names(
    "p ab head l trailer salute signed dateline byline speaker stage docAuthor docDate"
)
"""Elements in which a quotation is part of the line."""

APART_IN_FIGURES = ("table", "figure", "egXML")
"""Elements in a figure that come after the words of the figure."""

QUOTATIONS = frozenset(("quote", "q", "cit", "said"))
"""Elements that are a block quotation between blocks, and quoted words in a line."""

NOTES = frozenset(("note", "witDetail"))
"""Elements that are notes; `witDetail` is a note on a witness."""

PUT_OFF = NOTES | {"fw"}
"""Elements that are moved out of the line around them: notes, page furniture."""

# --- white space ---

BREAKS = frozenset(("pb", "cb", "gb", "milestone"))
"""Elements that can be within a word (`@break`)."""

CAESURA = "caesura"
"""A pause in a line of verse; it separates two words."""

HYPHENS = ("-", "\u00ad", "\u2010", "\u00ac", "\u2e17")
"""Hyphens that divide a word at the end of a line."""
