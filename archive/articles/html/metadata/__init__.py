"""Reads the metadata that a web page gives of its article.

A page gives them in many places; `vocabulary` maps their keys. A field that several places give is
taken from the first of these, since each is written with more care than the next:

1. `citation_*` of Highwire: for indexes of science, an element for each author; and `link`.
2. JSON-LD: the schema.org node about this article, found by its address or title.
3. Dublin Core, PRISM: the vocabularies of libraries.
4. Microdata, microformats, RDFa, links with a relation: markup of the text itself.
5. Open Graph: titles and descriptions for shared links.
6. Metadata for counting readers.
7. `author`, `description`, `keywords` of HTML, which often describe the site.
8. The schema.org node about the page; then `twitter:*`.
9. Printed lines without markup: a byline, a date after the title.
10. trafilatura, which guesses. A value that it alone gives is `inferred`, and has no origin.

Exceptions: the title is the heading that agrees with one of these values; the language is that of
the root (HTML, 3.2.6.1); a source that names all the authors of the first and more comes before it;
of dates that agree the most exact is taken. A value is `printed` if it is in the text of its
element. For authors and dates such an element is searched for even if metadata gave them first; if
it is found, it is their origin. All else is `embedded`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from archive.articles.html.metadata.extracted_values import DISAGREE, NOT_READ, PageMetadata

__all__ = ["CODES", "PageMetadata", "read_metadata"]

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from archive.articles.content import Given

CODES: Mapping[str, str] = {
    NOT_READ: """Metadata of a web page cannot be read.

        JSON-LD is not valid JSON, a date does not exist or is ambiguous, or the check digit of an
        identifier is wrong. The value is left out. Look at the place in the capture, and add the
        right value to the record.""",
    DISAGREE: """Two places of a web page contradict each other about the article.

        The message says which value was taken; of two licences, neither is. Check both.""",
}
"""What each code means that only the metadata of a web page cause."""


def read_metadata(
    tree: LexborHTMLParser, path: Callable[[LexborNode], str], given: Given, trafilatura: Any | None
) -> PageMetadata:
    """Return the metadata that a page gives of its article.

    Args:
        tree: The page.
        path: Returns the path of an element, as an origin has it.
        given: What was received; its capture is the origin's.
        trafilatura: The guesses of trafilatura: `title`, `author`, `date`, `sitename`; `None` if it
            found nothing. They are used for fields that the page does not give elsewhere.
    """
    from archive.articles.html.metadata.extraction import MetadataExtraction

    return MetadataExtraction(tree, path, given, trafilatura).result()
