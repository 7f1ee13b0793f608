"""What a finding is about is found in a TEI file, whichever part of the record that is."""

from __future__ import annotations

from typing import Any

from archive.findings import Finding, Location
from archive.formats import tei
from archive.formats.tei.finding_locations import TeiLocations, ids_of
from archive.formats.tei.lxml_tree import XML_ID, Element, parse_tree
from archive.model.document import SCHEMA_VERSION, Document
from archive.model.introspection import fields_with_models
from archive.model.metadata import Metadata, Publication
from tests.tools.cases import each_case

TEI = {"tei": "http://www.tei-c.org/ns/1.0"}

METADATA: dict[str, Any] = {
    "titles": [{"text": "Trade"}, {"text": "In Figures", "type": "sub"}],
    "authors": [{"name": {"literal": "J. Doe"}}, {"name": {"literal": "A. Roe"}}],
    "contributors": [
        {"name": {"literal": "E. Ditor"}, "role": "editor"},
        {"name": {"literal": "T. Ranslator"}, "role": "translator"},
    ],
    "publication": {
        "container": {"title": "The Paper"},
        "publisher": {"name": "The House"},
        "published": {"date": "2016-01-01"},
        "updated": {"date": "2016-02-02"},
        "written": {"date": "2015-03-03"},
        "extents": [{"unit": "volume", "value": "12"}, {"unit": "page", "value": "3-4"}],
    },
    "languages": [{"tag": "en-GB"}, {"tag": "zh-Hant"}],
    "identifiers": [
        {"scheme": "DOI", "value": "10.1000/182"},
        {"scheme": "ISSN", "value": "0317-8471"},
    ],
    "addresses": [{"address": "https://example.org/a"}, {"address": "https://example.org/b"}],
    "abstract": {"text": "It fell."},
    "keywords": [{"term": "economy"}, {"term": "China", "scheme": "https://example.org/terms"}],
    "genre": {"term": "Report"},
}
"""A value in each field, and two in each that holds several: no two say the same."""


def told_by(value: dict[str, Any]) -> str:
    """What a value says that no other does."""
    inmost = value.get("name", value)
    fields = inmost if isinstance(inmost, dict) else value
    names = ("text", "literal", "title", "name", "date", "value", "tag", "address", "term")
    return next(str(fields[name]) for name in names if name in fields)


def values() -> list[tuple[str, str]]:
    """The pointer of each value, with what it says."""
    found = []
    for at, fields in (
        ("/metadata", {k: v for k, v in METADATA.items() if k != "publication"}),
        ("/metadata/publication", METADATA["publication"]),
    ):
        for name, value in fields.items():
            several = value if isinstance(value, list) else None
            found += [
                (f"{at}/{name}" if several is None else f"{at}/{name}/{n}", told_by(one))
                for n, one in enumerate(several or [value])
            ]
    return found


def place_of(pointer: str, record: dict[str, Any]) -> Element:
    """The element at which a finding on this part is shown."""
    document = Document.model_validate(record)
    data = tei.write(document).data
    root = parse_tree(data)
    locations = TeiLocations(data, root, dict(ids_of(document.model_dump(mode="json"))))
    found = locations.of_part(Finding("x", "x", location=Location(pointer=pointer)))
    (element,) = root.xpath(str(found.location.pointer), namespaces=TEI)
    return element


def said_in(element: Element) -> str:
    """The words of an element, and what its attributes say."""
    inside = element.iter()
    return " ".join(
        [*map(str, element.itertext()), *(str(v) for e in inside for v in e.attrib.values())]
    )


def test_the_values_are_all_that_metadata_can_hold() -> None:
    assert set(fields_with_models(Metadata)) == set(METADATA)
    assert set(fields_with_models(Publication)) == set(METADATA["publication"])
    said = [told for _, told in values()]
    assert len(set(said)) == len(said)


@each_case(("pointer", "says"), values())
def test_a_value_of_the_metadata_is_placed_at_the_element_that_says_it(
    pointer: str, says: str
) -> None:
    element = place_of(pointer, {"id": "r", "schema_version": SCHEMA_VERSION, "metadata": METADATA})
    assert says in said_in(element)
    others = [told for at, told in values() if at != pointer]
    assert [told for told in others if told in said_in(element)] == []


def test_a_revision_is_placed_at_its_change_which_stands_in_the_other_order() -> None:
    record = {
        "schema_version": SCHEMA_VERSION,
        "id": "r",
        "revisions": [{"id": "rev-1"}, {"id": "rev-2"}],
    }
    for n, id in enumerate(("rev-1", "rev-2")):
        assert place_of(f"/revisions/{n}", record).get(XML_ID) == id
