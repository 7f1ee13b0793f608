"""The elements of JATS, grouped by what their text is and how the text is built.

The rules of `jats-text-1` use these groups; once it is released, they never change.
"""

from __future__ import annotations

APART = frozenset(
    {
        "list", "def-list", "disp-quote", "preformat", "code", "verse-group", "speech",
        "statement", "array", "question", "answer", "explanation",
    }
)  # fmt: skip
"""Blocks that interrupt the paragraph around them; it continues as another paragraph."""

TRANSPARENT = frozenset(
    {
        "front", "body", "back", "floats-group", "app-group", "table-wrap-group",
        "table-wrap-foot", "block-alternatives", "front-matter", "back-matter", "body-matter",
    }
)  # fmt: skip
"""Elements that only group blocks."""

SECTIONS = frozenset(
    {
        "sec", "abstract", "trans-abstract", "ack", "app", "fn-group", "author-notes",
        "glossary", "notes", "bio", "ref-list", "sig-block",
    }
)  # fmt: skip
"""Elements that are sections."""

FLOATING = frozenset(
    {
        "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "graphic", "media",
        "supplementary-material", "chem-struct-wrap",
    }
)  # fmt: skip
"""Floats, unless `@position` says that they are fixed; its default is `float`."""

ALSO_INLINE = frozenset(
    {
        "p", "title", "label", "attrib", "disp-formula", "disp-formula-group", "list",
        "list-item", "def-list", "def-item", "term", "def", "disp-quote", "verse-group",
        "verse-line", "sec", "preformat", "code", "speech", "speaker", "statement", "caption",
        "subtitle", "array", "tr", "address", "answer", "question", "explanation",
        "block-alternatives", "sig-block", "sig", "date-line",
    }
)  # fmt: skip
"""Blocks that begin a new line even within a line."""

WORDS_ONLY = frozenset(
    {
        "ref", "mixed-citation", "element-citation", "citation", "nlm-citation", "name",
        "surname", "given-names", "string-name", "suffix", "prefix", "person-group", "collab",
        "article-title", "source", "year", "month", "day", "season", "volume", "issue", "fpage",
        "lpage", "elocation-id", "page-range", "publisher-name", "publisher-loc", "edition",
        "series", "pub-id", "isbn", "issn", "chapter-title", "part-title", "data-title",
        "trans-title", "trans-source", "comment", "annotation", "conf-name", "conf-loc",
        "conf-date", "conf-sponsor", "institution", "etal", "date-in-citation", "string-date",
        "date", "size", "version", "patent", "std", "gov", "note", "object-id", "product",
        "volume-series", "issue-title", "issue-part", "role", "issue-id", "volume-id",
        "access-date", "time-stamp", "elocation", "supplement", "x", "corresp",
        "institution-wrap", "institution-id", "country", "addr-line", "city", "state", "fax",
        "phone", "alternatives", "citation-alternatives", "name-alternatives", "degrees",
        "on-behalf-of", "aff", "td", "th", "tbody", "thead", "tfoot", "table", "colgroup",
        "col", "roman", "chem-struct", "related-article", "related-object", "postal-code",
        "inline-formula", "conference", "anonymous",
    }
)  # fmt: skip
"""Elements that add nothing to their words, or whose data are in the works of a record."""

FIELDS_ONLY = frozenset(
    {
        "name", "string-name", "element-citation", "nlm-citation", "citation", "person-group",
        "date", "date-in-citation", "aff", "addr-line", "institution-wrap", "collab", "product",
        "contrib-group", "contrib", "related-article", "related-object", "conference", "event",
        "name-alternatives", "collab-alternatives", "citation-alternatives", "speaker",
        "string-date",
    }
)  # fmt: skip
"""Elements whose fields may be adjacent with nothing in between; a blank then separates them."""

LEFT_OUT = frozenset(
    {
        # descriptions of an image or object, printed in its place or nowhere
        "alt-text", "long-desc",
        # index entries, which are printed elsewhere
        "index-term", "index-term-range-end",
        # rights in a part of the text: values of a record
        "permissions",
        # metadata of a part of the text
        "sec-meta", "kwd-group", "subj-group", "processing-meta",
        # a formula in another notation, for programs
        "mml:annotation", "mml:annotation-xml",
    }
)  # fmt: skip
"""Elements that are not prose, with all their content."""

NO_BLOCKS = LEFT_OUT | {"object-id"}
"""Elements that are not prose between blocks; in a line, `object-id` is prose."""

IMAGES_IN_LINES = frozenset(("inline-graphic", "inline-media", "private-char"))
"""Images within a line; their content is a description."""

CONTAINERS = (SECTIONS - {"ref-list"}) | TRANSPARENT | {"boxed-text", "statement", "caption"}
"""Elements that contain blocks, each of which is independent."""

FIGURES = frozenset(("fig", "fig-group", "graphic", "media", "supplementary-material"))
"""Figures and similar elements."""

FLOATS = FIGURES | {"table-wrap"}
"""Elements with their own caption, which is a line."""

OF_CAPTIONS = frozenset(("label", "caption", "p", "attrib", "xref", "email", "ext-link", "uri"))
"""Children of a figure that are printed with it, as its caption."""

BLOCKS = CONTAINERS | FLOATS | {"alternatives", "ref-list", "verse-group"}
"""Elements whose content is blocks, unless they are in a line."""

LINES = (WORDS_ONLY - {"alternatives"}) | IMAGES_IN_LINES | {
    "title", "subtitle", "label", "attrib", "sig", "date-line", "disp-formula", "chem-struct-wrap",
    "list", "list-item", "def-list", "def-item", "term", "def", "term-head", "def-head",
    "disp-quote", "preformat", "code", "verse-line", "fn", "tr", "italic", "bold", "sup", "sub",
    "sc", "monospace", "underline", "strike", "tex-math", "mml:math", "xref", "ext-link", "uri",
    "email", "self-uri", "inline-supplementary-material", "named-content", "break", "hr",
}  # fmt: skip
"""Elements whose content is a line."""

PARTED = ALSO_INLINE | {"td", "th", "break", "hr"}
"""Elements that have a blank before and after them."""

VERBATIM = frozenset(("preformat", "code"))
"""Elements in which every space counts, if they contain words."""
