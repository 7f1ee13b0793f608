"""How the reader takes blocks where others than these are allowed."""

from __future__ import annotations

PLAIN = frozenset(
    {
        "p", "title", "subtitle", "label", "attrib",
    }
)  # fmt: skip
"""Blocks whose words become a paragraph, without loss, where only paragraphs are allowed."""

AS_LINES = frozenset(
    {
        "disp-formula", "alternatives", "product", "preformat", "code",
    }
)  # fmt: skip
"""Blocks that become one paragraph each, without loss, where only paragraphs are allowed."""

PART_OF = {
    **dict.fromkeys(("def-item", "term", "def"), "def-list"),
    **dict.fromkeys(("tbody", "thead", "tfoot", "tr", "td", "th"), "table"),
    "list-item": "list",
    "speaker": "speech",
    "verse-line": "verse-group",
}
"""Parts of blocks that are reported with these."""

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
ABOUT_THE_FILE = frozenset(
    {"dtd-version", f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"}
)
"""Attributes about the file and not the article: by which schema it is checked."""

DEFAULTS = {
    "position": ("float",),
    "orientation": ("portrait",),
    "name-style": ("western",),
    "colspan": ("1",),
    "rowspan": ("1",),
    "toggle": ("no",),
    "{http://www.w3.org/1999/xlink}type": ("simple",),
}
"""Values that the tag suite gives attributes that are not there."""

LAYOUT = frozenset(
    {
        "align", "background", "baseline-shift", "bgcolor", "border", "cellpadding",
        "cellspacing", "char", "charoff", "colnum", "colsep", "colwidth", "frame", "height",
        "orient", "orientation", "pgwide", "position", "rowsep", "rule", "rules", "style",
        "valign", "width",
    }
)  # fmt: skip
"""Attributes that say how something looks or where it is set."""

LAYOUT_ELEMENTS = frozenset({"col", "colgroup", "oasis:colspec", "hr"})
"""Elements that only do so."""

STRUCTURE = LAYOUT_ELEMENTS | {"citation-alternatives"}
"""Elements in a line that say nothing of the words in them."""

REFERENCE_TYPES = {
    "ref": ("bibr",),
    **dict.fromkeys(("mixed-citation", "element-citation", "citation"), ("bibr",)),
    **dict.fromkeys(("table-wrap", "table-wrap-group"), ("table",)),
    "fig-group": ("fig",),
    "fn": ("fn", "table-fn"),
    "chem-struct-wrap": ("chem",),
    "disp-formula-group": ("disp-formula",),
}
"""Values of `@ref-type` by the element that it points to; of any other it is the name."""

NO_NAMES = frozenset({"contrib-group", "xref", "aff", "address", "email", "fn"})
"""Elements in the name of a group that are no words of it."""
