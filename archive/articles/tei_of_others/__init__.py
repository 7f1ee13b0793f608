"""Reads foreign TEI: receives TEI P5 of any project as an article, and never writes it."""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.formats.format import Format


def receive(given: Given, *, text: int | None = None) -> Article:
    """Return the article in a TEI file that archive did not write.

    No character of the running text is lost; only a run of white space becomes one blank. The
    running text is all text in `text`, except `rt`, `figDesc`, and all variants of a `choice` or
    `app` but one. The origin of a text is its element in the file, or a range of characters in an
    element (`tei-text-1`). All else that is not in the record is reported: one finding for each
    name of an element or attribute.

    Args:
        given: The file.
        text: The number of the text to read, from 1; required if the file has several texts. The
            other texts are omitted.

    Raises:
        ReadError: The file is not well-formed, not TEI P5, or already a record; or it has no text,
            or several and no number is given.
    """
    from archive.articles.tei_of_others import reader

    return reader.read_article(given, text)


_CODES = {
    "is-a-record": """The TEI file is a record that archive wrote, not an article to receive.

        Use it as it is: `archive show FILE`, `archive write FILE --to json`. If the file is the
        inline form of a record (`tei-inline`), use the record: the inline form has less data.""",
    "names-not-identified": """Names in a TEI file are not identified.

        A name without `@ref` or `@key` does not say which person, place or other entity it means.
        Names of one kind with equal words are read as one entity with the basis `inferred`. Check
        these entities, and merge or split them.""",
    "not-tei-p5": """The XML file is not a whole TEI P5 file.

        A TEI P5 file has the root `TEI` or `teiCorpus`, in TEI's namespace. The root of TEI P4 is
        `TEI.2`; a part of a file, such as one chapter, has no header.""",
    "several-texts": """The TEI file has several texts; a record can have only one.

        The file is a corpus, a collection (`group`) or a text with its translation. The message
        lists the texts: choose one with `--text N`, and make a record for each text.""",
    "tei-without-namespace": """The root of the TEI file is in no namespace.

        It was read as TEI P5, but other programs will not recognise it. Add the namespace.""",
    "tei-without-text": """The TEI file has no words in a `text`.

        The file has only a header, pictures with zones (`facsimile`) or a transcript of pages
        (`sourceDoc`), or it includes other files, which are not opened.""",
}
"""Explanations of the finding codes that only this format uses."""

TEI_OF_OTHERS = Format(
    name="tei-of-others",
    media_type="application/tei+xml",
    receive=receive,
    layers=(),
    codes=_CODES,
)
