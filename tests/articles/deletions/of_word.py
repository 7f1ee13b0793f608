"""What says nothing in a Word file."""

from tests.articles.deletions.deletions import Place
from tests.articles.deletions.says_nothing import Nothing

_OF_PROGRAMS = ("rsid", "paraId", "textId", "noSpellErr", "anchorId", "editId")
_CHECKED = ("proofErr", "lastRenderedPageBreak")

_TOGGLES = ("b", "i", "strike", "dstrike", "smallCaps", "tblHeader", "vanish")
_DEFAULTS = frozenset(
    (
        *(("vMerge", "continue"), ("vMerge", "restart"), ("gridSpan", "1"), ("br", "textWrapping")),
        *((name, on) for name in _TOGGLES for on in ("1", "true", "on")),
    )
)


def _attribute(place: Place) -> str:
    return place.attribute.rpartition("}")[2]


NOTHING: tuple[Nothing, ...] = (
    Nothing(
        "a number by which a program knows a saving of the file",
        lambda place: _attribute(place).startswith(_OF_PROGRAMS),
    ),
    Nothing(
        "spaces are kept whether it stands there or not: no blank is dropped",
        lambda place: _attribute(place) == "space",
    ),
    Nothing(
        "what a program noted when it last checked or showed the text",
        lambda place: place.name in _CHECKED,
    ),
    Nothing(
        "the styles that a program offers, in the list that it shows",
        lambda place: "latentStyles" in (place.name, place.parent),
    ),
    Nothing(
        "the type of a date in the properties, which the standard fixes",
        lambda place: place.part == "docProps/core.xml" and _attribute(place) == "type",
    ),
    Nothing(
        "an empty property",
        lambda place: (
            place.part == "docProps/core.xml" and place.operation == "remove" and not place.value
        ),
    ),
    Nothing(
        "a run or paragraph around one stretch of words, or a row around one cell: the same without",
        lambda place: place.operation == "unwrap" and place.name in ("r", "p", "tr"),
    ),
    Nothing(
        "a run without anything in it",
        lambda place: place.operation == "remove" and place.name == "r",
    ),
    Nothing(
        "a restart of a list where it begins: it would begin there anyway",
        lambda place: "lvlOverride" in (place.name, place.parent),
    ),
    Nothing(
        "the value that holds where none stands",
        lambda place: place.operation == "attribute" and (place.name, place.value) in _DEFAULTS,
    ),
)
"""Property elements and their attributes are all counted, so none of them is here."""
