"""How blocks are read where other blocks are allowed."""

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
"""Parts of blocks that are reported with their blocks."""

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
ABOUT_THE_FILE = frozenset(
    {"dtd-version", f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"}
)
"""Attributes about the file and not the article, such as its schema."""

DEFAULTS = {
    "position": ("float",),
    "orientation": ("portrait",),
    "name-style": ("western",),
    "colspan": ("1",),
    "rowspan": ("1",),
    "toggle": ("no",),
    "{http://www.w3.org/1999/xlink}type": ("simple",),
}
"""Default values of attributes in the tag suite."""

LAYOUT = frozenset(
    {
        "align", "background", "baseline-shift", "bgcolor", "border", "cellpadding",
        "cellspacing", "char", "charoff", "colnum", "colsep", "colwidth", "frame", "height",
        "orient", "orientation", "pgwide", "position", "rowsep", "rule", "rules", "style",
        "valign", "width",
    }
)  # fmt: skip
"""Attributes for appearance and placement."""

LAYOUT_ELEMENTS = frozenset({"col", "colgroup", "oasis:colspec", "hr"})
"""Elements for appearance and placement."""

STRUCTURE = LAYOUT_ELEMENTS | {"citation-alternatives"}
"""Inline elements that add nothing to their words."""

REFERENCE_TYPES = {
    "ref": ("bibr",),
    **dict.fromkeys(("mixed-citation", "element-citation", "citation"), ("bibr",)),
    **dict.fromkeys(("table-wrap", "table-wrap-group"), ("table",)),
    "fig-group": ("fig",),
    "fn": ("fn", "table-fn"),
    "chem-struct-wrap": ("chem",),
    "disp-formula-group": ("disp-formula",),
}
"""Values of `@ref-type` by the element that it points to; for any other, the element's name."""

NO_NAMES = frozenset({"contrib-group", "xref", "aff", "address", "email", "fn"})
"""Elements in the name of a group that are not words of it."""
