"""The registry of all formats, which convert bytes to documents and back.

Formats are imported on first use.

No module of this package imports a format from a package that depends on it. Packages of others can
add formats through the entry-point group `archive.formats`.
"""

from __future__ import annotations

from archive.formats.format import Format
from archive.formats.registry import FormatRegistry

__all__ = ["FORMATS", "Format"]

FORMATS = FormatRegistry(
    {
        "json": "archive.formats.json:JSON",
        "tei": "archive.formats.tei:TEI",
        "tei-inline": "archive.formats.tei:INLINE",
        "text": "archive.view.plain_text:TEXT",
        "tei-of-others": "archive.articles.tei_of_others:TEI_OF_OTHERS",
        "warc": "archive.articles.web_archives:WARC",
        "wacz": "archive.articles.web_archives:WACZ",
        "csl": "archive.bibliographies.csl:CSL",
        "bibtex": "archive.bibliographies.bibtex:BIBTEX",
        "ris": "archive.bibliographies.ris:RIS",
        "web-annotation": "archive.annotations.web_annotation:WEB_ANNOTATION",
        "hypothesis": "archive.annotations.hypothesis:HYPOTHESIS",
        "recogito": "archive.annotations.recogito:RECOGITO",
        "uima": "archive.annotations.uima:UIMA",
        "webanno-tsv": "archive.annotations.uima:WEBANNO_TSV",
        "brat": "archive.annotations.brat:BRAT",
        "sheet": "archive.annotations.sheet:SHEET",
        "markdown": "archive.view.markdown:MARKDOWN",
        "schema-org": "archive.exports.schema_org:SCHEMA_ORG",
        "docx": "archive.articles.office:DOCX",
        "odt": "archive.articles.office:ODT",
        "jats": "archive.articles.jats:JATS",
        "html": "archive.view.html.page:HTML",
        "csv": "archive.tabular.csv:CSV",
        "parquet": "archive.tabular.parquet:PARQUET",
    },
    group="archive.formats",
)
"""All built-in formats. Each is given as the import path of its `Format`."""
