"""Reads foreign TEI: TEI P5 of any project is received as an article; it is never written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles.content import Given
from archive.formats.format import Format

if TYPE_CHECKING:
    from archive.articles.content import Article


def receive(given: Given, *, text: int | None = None) -> Article:
    """Return the article in a TEI file that archive did not write.

    No character of the running text is lost. The running text is all text in `text`, except the
    other readings of a `choice` or `app`, `rt` and `figDesc`. A run of white space is one blank.
    The origin of a text is its element in the file, or a stretch of one (`tei-text-1`). What else
    is in the file and not in the record is reported: one finding for each name of an element or
    attribute.

    Args:
        given: The file.
        text: Which of several texts is read, from 1; required if there are several. The others are
            omitted.

    Raises:
        ReadError: The file is not well-formed, not TEI P5, a record already, without text, or with
            several texts.
    """
    from archive.articles.tei_of_others import reader

    return reader.read_article(given, text)


_CODES = {
    "is-a-record": """The TEI file is a record that archive wrote, not an article to receive.

        Use it as it is: `archive show FILE`, `archive write FILE --to json`. Its inline form
        (`tei-inline`) is made from a record and holds less: use that record.""",
    "names-not-identified": """Names in a TEI file are not identified.

        A name without `@ref` or `@key` does not say who or what it names. Names of one kind with
        equal words are read as one entity, whose basis is inferred. Check these entities, and merge
        or split them.""",
    "not-tei-p5": """The XML file is not a whole TEI P5 file.

        A TEI P5 file has the root `TEI` or `teiCorpus`, in TEI's namespace. The root of TEI P4 is
        `TEI.2`; a part of a file, such as one chapter, has no header.""",
    "several-texts": """The TEI file holds several texts; a record holds one.

        It is a corpus, a collection (`group`), or a text with its translation. The message lists
        the texts: choose one with `--text N`, and make one record for each.""",
    "tei-without-namespace": """The root of the TEI file is in no namespace.

        It was read as TEI P5 anyway. Other programs will not recognise it as TEI.""",
    "tei-without-text": """The TEI file has no words in a `text`.

        It is only a header, pictures with zones (`facsimile`) or a transcript of pages
        (`sourceDoc`), or it includes other files, which are not opened.""",
}
"""What each code means that only the reader of foreign TEI causes."""

TEI_OF_OTHERS = Format(
    name="tei-of-others",
    media_type="application/tei+xml",
    receive=receive,
    layers=(),
    codes=_CODES,
)
