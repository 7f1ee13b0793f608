"""The elements of JATS, grouped by how they are read."""

from __future__ import annotations

APART = frozenset(
    {
        "list", "def-list", "disp-quote", "preformat", "code", "verse-group", "speech",
        "statement", "array", "question", "answer", "explanation",
    }
)  # fmt: skip
"""Blocks which end the paragraph that they are in; after them it goes on as another."""

TRANSPARENT = frozenset(
    {
        "front", "body", "back", "floats-group", "app-group", "table-wrap-group",
        "table-wrap-foot", "block-alternatives", "front-matter", "back-matter", "body-matter",
    }
)  # fmt: skip
"""Elements that only hold blocks."""

OF_TABLES = frozenset(
    {
        "label", "caption", "table", "alternatives", "graphic", "media",
    }
)  # fmt: skip
"""Elements that are read with their table."""

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

OF_ELEMENTS = frozenset(
    {
        "fig", "fig-group", "table-wrap", "table", "verse-group", "ref-list", "alternatives",
        "supplementary-material", "media", "graphic",
    }
)  # fmt: skip
"""Blocks that hold words only within elements."""

METADATA = frozenset(
    {
        "sec-meta", "object-id", "kwd-group", "subj-group", "processing-meta",
    }
)  # fmt: skip
"""Metadata of a part, which are no text of it."""

SECTIONS = frozenset(
    {
        "sec", "abstract", "trans-abstract", "ack", "app", "fn-group", "author-notes",
        "glossary", "notes", "bio", "ref-list", "sig-block",
    }
)  # fmt: skip
"""Elements that make a section."""

FLOATING = frozenset(
    {
        "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "graphic", "media",
        "supplementary-material", "chem-struct-wrap",
    }
)  # fmt: skip
"""Floats, unless their position is fixed (`@position`, of which the default is `float`)."""

ALSO_INLINE = frozenset(
    {
        "p", "title", "label", "attrib", "disp-formula", "disp-formula-group", "list",
        "list-item", "def-list", "def-item", "term", "def", "disp-quote", "verse-group",
        "verse-line", "sec", "preformat", "code", "speech", "speaker", "statement", "caption",
        "subtitle", "array", "tr", "address", "answer", "question", "explanation",
        "block-alternatives", "sig-block", "sig", "date-line",
    }
)  # fmt: skip
"""Blocks which begin a new line where they are within a line."""

REPORTED_BLOCKS = frozenset(
    {
        "list", "def-list", "disp-quote", "verse-group", "sec", "preformat", "code", "speech",
        "statement", "array", "address", "answer", "question", "explanation", "sig-block",
    }
)  # fmt: skip
"""Blocks of which a line keeps the words alone, and which are then reported."""

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
"""Elements that add nothing to their words, or whose data are in the works."""

FIELDS_ONLY = frozenset(
    {
        "name", "string-name", "element-citation", "nlm-citation", "citation", "person-group",
        "date", "date-in-citation", "aff", "addr-line", "institution-wrap", "collab", "product",
        "contrib-group", "contrib", "related-article", "related-object", "conference", "event",
        "name-alternatives", "collab-alternatives", "citation-alternatives", "speaker",
        "string-date",
    }
)  # fmt: skip
"""Elements whose fields may follow each other with nothing between: a blank then separates them."""
