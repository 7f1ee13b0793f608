"""What says nothing in an OpenDocument file."""

from tests.articles.deletions.says_nothing import Nothing

_OF_THE_FILE = (
    "generator", "editing-cycles", "editing-duration", "document-statistic", "auto-reload",
)  # fmt: skip
_OF_LINKS = ("type", "show", "actuate")
_DEFAULTS = frozenset((("note-class", "footnote"), ("c", "1"), ("outline-level", "1")))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


NOTHING: tuple[Nothing, ...] = (
    Nothing(
        "what a program notes of its work on the file",
        lambda place: (
            place.part == "meta.xml"
            and (_local(place.name) in _OF_THE_FILE or _local(place.parent) in _OF_THE_FILE)
        ),
    ),
    Nothing(
        "a number by which a program knows a saving of the file",
        lambda place: _local(place.attribute) in ("rsid", "paragraph-rsid"),
    ),
    Nothing(
        "an empty property",
        lambda place: place.part == "meta.xml" and place.operation == "remove" and not place.value,
    ),
    Nothing(
        "the element around all properties",
        lambda place: place.operation == "unwrap" and _local(place.name) == "meta",
    ),
    Nothing(
        "programs, of which there are none",
        lambda place: place.operation == "remove" and _local(place.name) in ("scripts", "forms"),
    ),
    Nothing(
        "what each link has, as the standard fixes it",
        lambda place: (
            place.attribute.startswith("{http://www.w3.org/1999/xlink}")
            and _local(place.attribute) in _OF_LINKS
        ),
    ),
    Nothing(
        "where a page ended when a program showed the text last",
        lambda place: (
            _local(place.name) == "soft-page-break"
            or _local(place.attribute) == "use-soft-page-breaks"
        ),
    ),
    Nothing(
        "the value that holds where none stands",
        lambda place: (_local(place.attribute), place.value) in _DEFAULTS,
    ),
)
