"""Reads TEI of others: TEI P5 of any project, received as an article; it is never written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles.content import Given
from archive.formats.format import Format

if TYPE_CHECKING:
    from archive.articles.content import Article


def receive(given: Given, *, text: int | None = None) -> Article:
    """Return the article in a TEI file that archive did not write.

    No character of the running text is lost: that is all text in `text`, but for readings that a
    `choice` or `app` has beside the one that is read, `rt` and `figDesc`. A run of white space is
    one blank. The origin of a text is its element in the file, or a stretch of one (`tei-text-1`).
    What else the file says, and a record does not, is told: one finding for each name of an element
    or attribute.

    Args:
        given: The file.
        text: Which of several texts is read, from 1; needed where there are several. The others
            are omitted.

    Raises:
        ReadError: It is not well-formed, no TEI P5, a record already, holds no text, or several.
    """
    from archive.articles.tei_of_others import reader

    return reader.read_article(given, text)


_CODES = {
    "is-a-record": """The TEI file is a record that archive wrote, and no article to receive.

        It is used as it is: `archive show FILE`, `archive write FILE --to json`. Its inline form
        (`tei-inline`) is made from a record and holds less: use that record.""",
    "names-not-identified": """Names in a TEI file say nothing of who or what they name.

        A name without `@ref` or `@key` says that the words are a name. Names of a kind that have
        the same words are taken for one entity, whose basis is inferred. Merge those that are one,
        and part those that are not.""",
    "not-tei-p5": """The XML file is not TEI P5 as a whole.

        Its root is `TEI` or `teiCorpus`, in TEI's namespace. TEI P4 has `TEI.2`; a part of a file,
        such as one chapter, has no header.""",
    "several-texts": """The TEI file holds several texts, and a record is of one.

        A corpus, a collection (`group`), a text with its translation. The message lists them:
        take one with `--text N`, each into a record of its own.""",
    "tei-without-namespace": """The root of the TEI file is in no namespace.

        It was read as TEI P5 all the same. Other programs will not take it for TEI.""",
    "tei-without-text": """The TEI file holds no words in a `text`.

        It is a header alone, pictures with zones (`facsimile`), a transcript of pages
        (`sourceDoc`), or it includes other files, which are not opened.""",
}
"""What each code means that the reader of foreign TEI alone gives."""

TEI_OF_OTHERS = Format(
    name="tei-of-others",
    media_type="application/tei+xml",
    receive=receive,
    layers=(),
    codes=_CODES,
)
