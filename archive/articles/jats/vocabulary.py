"""The elements of JATS, by how they are read."""

from __future__ import annotations

APART = frozenset(
    {
        "list", "def-list", "disp-quote", "preformat", "code", "verse-group", "speech",
        "statement", "array", "question", "answer", "explanation",
    }
)  # fmt: skip
"""Blocks which end a paragraph that they stand in; after them it goes on as another."""

TRANSPARENT = frozenset(
    {
        "front", "body", "back", "floats-group", "app-group", "table-wrap-group",
        "table-wrap-foot", "block-alternatives", "front-matter", "back-matter", "body-matter",
    }
)  # fmt: skip
"""What only holds blocks."""

OF_TABLES = frozenset(
    {
        "label", "caption", "table", "alternatives", "graphic", "media",
    }
)  # fmt: skip
"""What of a table is read with it."""

PLAIN = frozenset(
    {
        "p", "title", "subtitle", "label", "attrib",
    }
)  # fmt: skip
"""Blocks of which nothing is lost where only paragraphs can stand."""

AS_LINES = frozenset(
    {
        "disp-formula", "alternatives", "product", "preformat", "code",
    }
)  # fmt: skip
"""Blocks that a paragraph can stand for."""

OF_ELEMENTS = frozenset(
    {
        "fig", "fig-group", "table-wrap", "table", "verse-group", "ref-list", "alternatives",
        "supplementary-material", "media", "graphic",
    }
)  # fmt: skip
"""Blocks in which words stand only within elements."""

METADATA = frozenset(
    {
        "sec-meta", "object-id", "kwd-group", "subj-group", "processing-meta",
    }
)  # fmt: skip
"""What says something about a part and is no text of it."""

SECTIONS = frozenset(
    {
        "sec", "abstract", "trans-abstract", "ack", "app", "fn-group", "author-notes",
        "glossary", "notes", "bio", "ref-list", "sig-block",
    }
)  # fmt: skip
"""What makes a section."""

FLOATING = frozenset(
    {
        "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "graphic", "media",
        "supplementary-material", "chem-struct-wrap",
    }
)  # fmt: skip
"""What stands beside the text, unless it says that its place is fixed (`@position`, of which the
default is `float`)."""

ALSO_INLINE = frozenset(
    {
        "p", "title", "label", "attrib", "disp-formula", "disp-formula-group", "list",
        "list-item", "def-list", "def-item", "term", "def", "disp-quote", "verse-group",
        "verse-line", "sec", "preformat", "code", "speech", "speaker", "statement", "caption",
        "subtitle", "array", "tr", "address", "answer", "question", "explanation",
        "block-alternatives", "sig-block", "sig", "date-line",
    }
)  # fmt: skip
"""Blocks which begin a new line where they stand in one."""

REPORTED_BLOCKS = frozenset(
    {
        "list", "def-list", "disp-quote", "verse-group", "sec", "preformat", "code", "speech",
        "statement", "array", "address", "answer", "question", "explanation", "sig-block",
    }
)  # fmt: skip
"""Of these a line keeps the words alone."""

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
"""What says no more than its words do; or more of it stands in the works."""

FIELDS_ONLY = frozenset(
    {
        "name", "string-name", "element-citation", "nlm-citation", "citation", "person-group",
        "date", "date-in-citation", "aff", "addr-line", "institution-wrap", "collab", "product",
        "contrib-group", "contrib", "related-article", "related-object", "conference", "event",
        "name-alternatives", "collab-alternatives", "citation-alternatives", "speaker",
        "string-date",
    }
)  # fmt: skip
"""What may hold fields with nothing between them: a blank parts them then."""
