"""What says nothing in JATS."""

import re
from collections.abc import Collection

from tests.articles.deletions.deletions import Place
from tests.articles.deletions.says_nothing import Nothing

XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

DEFAULTS = {
    ("position", "float"),
    ("orientation", "portrait"),
    ("name-style", "western"),
    ("toggle", "no"),
    ("colspan", "1"),
    ("rowspan", "1"),
    (f"{XLINK}type", "simple"),
}
"""Attributes with the value that they have where they are not written."""


_ONLY_HOLD = ("alternatives", "app-group", "citation-alternatives", "journal-title-group", "tbody")
"""Elements that hold what may stand there without them as well."""


def attribute(place: Place, name: str, elements: Collection[str] = ()) -> bool:
    """Whether an attribute was deleted, of one of these elements."""
    return place.attribute == name and (not elements or place.name in elements)


def unwrapped(place: Place, *names: str) -> bool:
    """Whether an element was deleted, and its content was not."""
    return place.operation == "unwrap" and place.name in names


NOTHING: tuple[Nothing, ...] = (
    Nothing(
        "the value that the tag suite gives the attribute where it is not written",
        lambda place: (place.attribute, place.value) in DEFAULTS,
    ),
    Nothing(
        "the language around, by any name: another one is kept, or reported",
        lambda place: attribute(place, f"{XML}lang"),
    ),
    Nothing(
        "what the element is that it points to: any other value is reported",
        lambda place: attribute(place, "ref-type", ("xref",)),
    ),
    Nothing(
        "what the address itself shows: any other value is reported",
        lambda place: attribute(place, "ext-link-type") and place.value.lower() in ("uri", "doi"),
    ),
    Nothing(
        "the same address as the words",
        lambda place: attribute(place, f"{XLINK}href", ("email", "uri", "self-uri")),
    ),
    Nothing(
        "the same address as the words, from which the licence is known too",
        lambda place: (
            attribute(place, f"{XLINK}href", ("ext-link",)) and place.value == place.words
        ),
    ),
    Nothing(
        "an id as a part gets by itself if it has none",
        lambda place: (
            attribute(place, "id") and re.fullmatch(r"[a-z]+-[0-9]+", place.value) is not None
        ),
    ),
    Nothing(
        "the date that year, month and day say: another one is reported",
        lambda place: attribute(place, "iso-8601-date"),
    ),
    Nothing(
        "the year in the copyright statement: another one is reported",
        lambda place: place.operation == "remove" and place.name == "copyright-year",
    ),
    Nothing(
        "the first page once more",
        lambda place: place.operation == "remove" and place.name == "lpage",
    ),
    Nothing(
        "holds what may stand there without it as well, at least in the tag sets of the NLM",
        lambda place: unwrapped(place, *_ONLY_HOLD),
    ),
    Nothing(
        "an empty part of the article",
        lambda place: (
            place.operation == "remove"
            and place.name in ("body", "back", "floats-group")
            and not place.value
        ),
    ),
    Nothing(
        "what has neither label nor caption nor id is a figure or table without it as well",
        lambda place: unwrapped(place, "fig", "table-wrap"),
    ),
)
