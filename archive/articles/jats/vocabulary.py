"""Names of elements and attributes of JATS, grouped by how they are read or reported."""

from __future__ import annotations

PLAIN = frozenset(
    {
        "p", "title", "subtitle", "label", "attrib",
    }
)  # fmt: skip
"""Blocks that become one paragraph where only paragraphs are allowed; no loss is reported."""

AS_LINES = frozenset(
    {
        "disp-formula", "alternatives", "product", "preformat", "code",
    }
)  # fmt: skip
"""Blocks that are read as a line, and become one paragraph, where only paragraphs are allowed."""

PART_OF = {
    **dict.fromkeys(("def-item", "term", "def"), "def-list"),
    **dict.fromkeys(("tbody", "thead", "tfoot", "tr", "td", "th"), "table"),
    "list-item": "list",
    "speaker": "speech",
    "verse-line": "verse-group",
}
"""Elements that are parts of a block, with the name of the block under which they are reported."""

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
ABOUT_THE_FILE = frozenset(
    {"dtd-version", f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"}
)
"""Attributes about the file, such as its schema, and not about the article."""

DEFAULTS = {
    "position": ("float",),
    "orientation": ("portrait",),
    "name-style": ("western",),
    "colspan": ("1",),
    "rowspan": ("1",),
    "toggle": ("no",),
    "{http://www.w3.org/1999/xlink}type": ("simple",),
}
"""Attributes with their default values in the tag suite."""

LAYOUT = frozenset(
    {
        "align", "background", "baseline-shift", "bgcolor", "border", "cellpadding",
        "cellspacing", "char", "charoff", "colnum", "colsep", "colwidth", "frame", "height",
        "orient", "orientation", "pgwide", "position", "rowsep", "rule", "rules", "style",
        "valign", "width",
    }
)  # fmt: skip
"""Attributes that set only appearance and placement."""

LAYOUT_ELEMENTS = frozenset({"col", "colgroup", "oasis:colspec", "hr"})
"""Elements that set only appearance and placement."""

STRUCTURE = LAYOUT_ELEMENTS | {"citation-alternatives"}
"""Inline elements whose loss is not reported, because they add nothing to their words."""

REFERENCE_TYPES = {
    "ref": ("bibr",),
    **dict.fromkeys(("mixed-citation", "element-citation", "citation"), ("bibr",)),
    **dict.fromkeys(("table-wrap", "table-wrap-group"), ("table",)),
    "fig-group": ("fig",),
    "fn": ("fn", "table-fn"),
    "chem-struct-wrap": ("chem",),
    "disp-formula-group": ("disp-formula",),
}
"""The values of `@ref-type`, by the target's element name; for others, the name is the value."""

NO_NAMES = frozenset({"contrib-group", "xref", "aff", "address", "email", "fn"})
"""Elements in the name of a group whose words do not belong to the name."""
