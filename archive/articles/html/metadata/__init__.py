"""Reads the metadata that a web page gives of its article.

A page gives them in many places; `vocabulary` maps their keys. A field that several places give is
taken from the first of these, since each is written with more care than the next:

1. `citation_*` of Highwire: for indexes of science, an element for each author; and `link`.
2. JSON-LD: the node of schema.org that is about this article, found by its address or title.
3. Dublin Core, PRISM: the words of libraries.
4. Microdata, microformats, RDFa, links with a relation: the text itself, with its meaning.
5. Open Graph: titles and descriptions for shared links.
6. What is written for the counting of readers.
7. `author`, `description`, `keywords` of HTML, which are often the site's.
8. The node of schema.org that is about the page; then `twitter:*`.
9. What is printed and only looks like it: a byline, a date after the title.
10. trafilatura, which guesses. What it alone gives is `inferred`, and has no origin.

Exceptions: a title is the heading that agrees with one of them; the language is that of the root
(HTML, 3.2.6.1); a source that names more authors than the first, all of those among them, comes
before it; of dates that agree the more exact is taken. A value is `printed` where it stands in the
text of its element: for authors and dates that element is looked for, and if it is found, it is
their origin, though metadata gave them first. All else is `embedded`.
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
    NOT_READ: """Metadata of a web page are in a form that cannot be read.

        JSON-LD that is no JSON, a date that never was or that could be read in two ways, an
        identifier whose check digit is wrong. The value is left out. Look at the place in the
        capture, and write what is meant.""",
    DISAGREE: """Two places of a web page say different things about the article.

        The message says which was taken; of two licences none is. Look at both.""",
}
"""What each code means that the metadata of a web page alone give."""


def read_metadata(
    tree: LexborHTMLParser, path: Callable[[LexborNode], str], given: Given, trafilatura: Any | None
) -> PageMetadata:
    """Return the metadata that a page gives of the article on it.

    Args:
        tree: The page.
        path: Returns the path of an element, as an origin has it.
        given: What was received; its capture is the origin's.
        trafilatura: The guesses of trafilatura: `title`, `author`, `date`, `sitename`; `None` if it
            found nothing. They are used for fields that the page gives nowhere else.
    """
    from archive.articles.html.metadata.extraction import MetadataExtraction

    return MetadataExtraction(tree, path, given, trafilatura).result()
