"""The formats: bytes to documents and back. Each is a module of its own; this is their table.

`archive.catalogue` adds those that are written further down.
"""

from __future__ import annotations

from archive.formats.table import Table

FORMATS = Table(
    {
        "json": "archive.formats.json:JSON",
        "tei": "archive.formats.tei:TEI",
        "tei-inline": "archive.formats.tei:INLINE",
        "text": "archive.formats.text:TEXT",
        "tei-of-others": "archive.formats.tei_of_others:TEI_OF_OTHERS",
        "warc": "archive.formats.warc:WARC",
        "wacz": "archive.formats.warc:WACZ",
        "csl": "archive.formats.csl:CSL",
        "bibtex": "archive.formats.bibtex:BIBTEX",
        "ris": "archive.formats.ris:RIS",
        "web-annotation": "archive.formats.web_annotation:WEB_ANNOTATION",
        "hypothesis": "archive.formats.hypothesis:HYPOTHESIS",
        "recogito": "archive.formats.recogito:RECOGITO",
        "uima": "archive.formats.uima:UIMA",
        "webanno-tsv": "archive.formats.uima:WEBANNO_TSV",
        "brat": "archive.formats.brat:BRAT",
        "sheet": "archive.formats.sheet:SHEET",
        "markdown": "archive.formats.markdown:MARKDOWN",
        "schema-org": "archive.formats.schema_org:SCHEMA_ORG",
        "docx": "archive.formats.office:DOCX",
        "odt": "archive.formats.office:ODT",
        "jats": "archive.formats.jats:JATS",
        "html": "archive.formats.html:HTML",
    }
)
"""Every format that this room reads or writes, by its name: where its value stands."""
