"""What says nothing in TEI."""

from tests.articles.deletions.deletions import Place
from tests.articles.deletions.says_nothing import Nothing

_XML = "{http://www.w3.org/XML/1998/namespace}"
_DEFAULTS = {
    "part": "N",
    "org": "uniform",
    "sample": "complete",
    "full": "yes",
    "instant": "false",
    "default": "false",
    "anchored": "true",
    "role": "data",
    "cols": "1",
    "rows": "1",
}
_OF_PARAGRAPHS = ("note", "quote", "q", "said", "abstract", "availability", "licence", "license")
_OF_TITLES = ("main", "full")
_FOOT = ("foot", "bottom", "footnote", "below", "foot-note")


def _is_about_the_file(place: Place) -> bool:
    of_root = place.name in ("TEI", "teiCorpus") and place.attribute == "version"
    return of_root or place.attribute in (
        "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
        "TEIform",
    )


def _is_a_paragraph_of_what_has_some(place: Place) -> bool:
    return (place.operation, place.name) == ("unwrap", "p") and place.parent in _OF_PARAGRAPHS


NOTHING: tuple[Nothing, ...] = (
    Nothing(
        "TEI, or its schema, gives the attribute this value where none stands",
        lambda place: _DEFAULTS.get(place.attribute) == place.value,
    ),
    Nothing("it is about the file: its schema, its version of TEI", _is_about_the_file),
    Nothing(
        "the language is that of what is around it",
        lambda place: place.attribute == f"{_XML}lang" and place.value == place.language,
    ),
    Nothing(
        "it says what white space is text, and there is none",
        lambda place: place.attribute == f"{_XML}space",
    ),
    Nothing(
        "it joins two words between which nothing stands",
        lambda place: place.attribute in ("join", "break"),
    ),
    Nothing(
        "what stands in a text beside front and back, which are reported, is its body",
        lambda place: (place.operation, place.name) == ("unwrap", "body"),
    ),
    Nothing(
        "the words of a note, a quotation, an abstract or a notice are paragraphs without it too",
        _is_a_paragraph_of_what_has_some,
    ),
    Nothing(
        "a title without a type is the main one",
        lambda place: (
            (place.name, place.attribute) == ("title", "type") and place.value in _OF_TITLES
        ),
    ),
    Nothing(
        "a note without a place is a footnote",
        lambda place: place.attribute == "place" and place.value.lower() in _FOOT,
    ),
    Nothing(
        "an editor without a role is one",
        lambda place: (place.name, place.attribute, place.value) == ("editor", "role", "editor"),
    ),
    Nothing(
        "a heading without words",
        lambda place: (place.operation, place.name, place.words) == ("remove", "head", ""),
    ),
    Nothing(
        "the words of a date are the same date",
        lambda place: place.name == "date" and place.value == place.words,
    ),
)
