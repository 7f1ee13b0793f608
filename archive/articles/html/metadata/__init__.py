"""Reads the metadata of the article in a web page.

Metadata is in many places of a page; `vocabulary` maps its keys to fields. If several places give
the same field, the first place in this list is used, because it is usually the most careful:

1. `citation_*` of Highwire, for scientific indexes, with an element for each author; and `link`.
2. JSON-LD: the schema.org node about this article, found by its address or title.
3. Dublin Core and PRISM: the vocabularies of libraries.
4. Microdata, microformats, RDFa, links with a relation: markup of the text itself.
5. Open Graph: titles and descriptions for shared links.
6. Metadata for analytics (Parse.ly, Sailthru).
7. `author`, `description`, `keywords` of HTML, which often describe the site.
8. The schema.org node about the page; then `twitter:*`.
9. Printed lines without markup: a byline, a date after the title.
10. Guesses of trafilatura. Such a value has the basis `inferred`, and no origin.

Exceptions: the title is the heading that agrees with one of these values; the language is that of
the root element (HTML, 3.2.6.1); a place with all authors of the first place and others goes before
it; among dates that agree, the most exact is used. The basis is `printed` if the value is in the
text of the element, and otherwise `embedded`. For authors and dates, an element with the printed
value is searched for, and becomes the origin.
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

        A date does not exist or is ambiguous, the check digit of an identifier is wrong, or the
        JSON-LD of the page is not valid JSON. The value is left out. Look at the place in the
        capture, and add the right value to the record.""",
    DISAGREE: """Two places of a web page contradict each other about the article.

        The message has both values and states which one is in the record. If there are two
        licences, neither is. Check which value is right.""",
}
"""The meaning of each code that only the metadata of a web page causes."""


def read_metadata(
    tree: LexborHTMLParser, path: Callable[[LexborNode], str], given: Given, trafilatura: Any | None
) -> PageMetadata:
    """Return the metadata of the article in a page.

    Args:
        tree: The page.
        path: A function that returns the path of an element, for origins.
        given: The received file; origins refer to its capture.
        trafilatura: The guesses of trafilatura: `title`, `author`, `date`, `sitename`; `None` if
            there are none. A guess is used only for a field without any other value.
    """
    from archive.articles.html.metadata.extraction import MetadataExtraction

    return MetadataExtraction(tree, path, given, trafilatura).result()
