"""What says nothing in HTML: the lists of the reader itself, and a few values.

An id to which something points, a link that is no style sheet and the like are counted by the
reader, so their deletion is noticed; only those that say nothing come to be looked up here.
"""

from collections.abc import Callable

from archive.articles.presentational import (
    ATTRIBUTES,
    ELEMENTS,
    Presentational,
)
from tests.articles.deletions.deletions import Place
from tests.articles.deletions.says_nothing import Nothing


def _attribute(kind: Presentational) -> Callable[[Place], bool]:
    return lambda place: (
        place.attribute in kind.names or place.attribute.startswith(kind.prefixes or ("\0",))
    )


def _element(kind: Presentational) -> Callable[[Place], bool]:
    return lambda place: not place.attribute and place.name in kind.names


def _is_of_encoding(place: Place) -> bool:
    return place.name == "meta" and (
        place.attribute == "charset"
        or place.value.lower() == "content-type"
        or "charset=" in place.value
        or place.value.lower().startswith("text/html")
        or not place.attribute
    )


NOTHING: tuple[Nothing, ...] = (
    *(Nothing(kind.reason, _attribute(kind)) for kind in ATTRIBUTES),
    *(Nothing(kind.reason, _element(kind)) for kind in ELEMENTS),
    Nothing(
        "nothing points to it: the reader counts one to which something does",
        lambda place: place.attribute == "id" or (place.name == "a" and place.attribute == "name"),
    ),
    Nothing(
        "a link of looks: the reader counts all others",
        lambda place: place.name == "link",
    ),
    Nothing(
        "of a script, which is not run: the reader counts data",
        lambda place: place.name in ("script", "style"),
    ),
    Nothing(
        "the language is that of the words around, or said twice",
        lambda place: place.attribute in ("lang", "xml:lang"),
    ),
    Nothing(
        "it says what the article is, which the record holds: the reader counts one round a part",
        lambda place: place.name in ("article", "main") and not place.attribute,
    ),
    Nothing(
        "an empty description or value",
        lambda place: place.attribute in ("alt", "title", "content") and not place.value.strip(),
    ),
    Nothing(
        "a form within another, which parsers of HTML leave out: the reader counts all others",
        lambda place: place.name == "form",
    ),
    Nothing(
        "an explanation without words",
        lambda place: (place.operation, place.name, place.words) == ("remove", "dd", ""),
    ),
    Nothing(
        "the few words in a figure are its caption without it",
        lambda place: place.name == "figcaption" and not place.attribute,
    ),
    Nothing(
        "what is in `pre` is program text in the record without it",
        lambda place: (place.parent, place.name, place.attribute) == ("pre", "code", ""),
    ),
    Nothing("the cells of its rows are headings all the same", lambda place: place.name == "thead"),
    Nothing(
        "the default of the standard",
        lambda place: place.attribute in ("colspan", "rowspan") and place.value.strip() == "1",
    ),
    Nothing(
        "the encoding, without which the bytes are decoded in the same way",
        _is_of_encoding,
    ),
)
