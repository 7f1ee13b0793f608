"""How a record and its article are cited; unknown values are named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import archive
from archive.model.document import Document
from archive.model.statements import Agent
from tests import samples
from tests.strategies import documents
from tests.tools.cases import each_case


def test_a_record_is_cited_by_makers_title_revision_and_address() -> None:
    record = samples.assessed().update(base_iri="https://example.org/small")
    assert str(archive.citation(record)) == (
        "A. N. Editor. Record of “Trade”. Record small, revision rev-2, 2026-11-25. "
        "https://example.org/small. "
        "Rights in the record: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)."
    )


def test_a_name_keeps_its_small_letter() -> None:
    record = samples.minimal().update(agents=(Agent(id="a", name="bell hooks"),))
    assert archive.citation(record).text.startswith("bell hooks. ")


def test_what_nobody_knows_of_a_record_is_reported() -> None:
    assert archive.citation(samples.minimal()).text == (
        f"Makers of the record not stated. Record {samples.minimal().id}. Revision not stated, "
        "date not stated. Address not stated. Rights in the record: not stated."
    )


@pytest.mark.parametrize(
    ("metadata", "text"),
    [
        ({}, "Author not recorded. Title not recorded. Date not recorded."),
        (
            {"authors": "not-stated", "publication": {"published": "none"}},
            "Author not stated. Title not recorded. No date.",
        ),
        (
            {
                "titles": [
                    {"text": "Who Trades?"},
                    {"text": "A reply", "type": "sub"},
                    {"text": "Other", "type": "variant"},
                ],
                "authors": [
                    {
                        "name": {
                            "given": "Vincent",
                            "non_dropping_particle": "van",
                            "family": "Gogh",
                        }
                    },
                    {"name": {"literal": "B"}},
                    {"name": {"literal": "C"}},
                ],
                "publication": {
                    "container": {"title": "The Journal", "type": "journal"},
                    "publisher": {"name": "Press", "place": "London"},
                    "published": {"date": "2016~"},
                    "extents": [{"unit": "volume", "value": "2"}, {"unit": "page", "value": "3-4"}],
                },
                "identifiers": [{"scheme": "DOI", "value": "10.1000/182"}],
                "addresses": [{"address": "https://example.org"}],
            },
            "Vincent van Gogh, B and C. “Who Trades? A reply”. The Journal, volume 2, page 3-4, Press, London. 2016~. https://doi.org/10.1000/182.",
        ),
    ],
)
def test_an_article_is_cited_by_what_it_states(metadata: dict[str, Any], text: str) -> None:
    document = Document.model_validate({"id": "a", "metadata": metadata})
    assert archive.citation(document, "article").text == f"{text} Rights in the text: not stated."


@pytest.mark.slow
@pytest.mark.parametrize("of", ["record", "article"])
@given(document=documents())
def test_both_are_items_of_csl(
    of: Any, document: archive.Document, shared: Callable[[str], Path]
) -> None:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    schema = json.loads(shared("conformance/csl/csl-data.json").read_text())
    csl = dict(archive.citation(document, of).csl)
    assert jsonschema_rs.validator_for(schema).is_valid([csl])
    [item] = json.loads(archive.write(document, "csl", of=of).data)
    assert item == csl


@given(document=documents())
def test_the_sentences_say_who_made_the_record_and_which_it_is(document: archive.Document) -> None:
    text = archive.citation(document).text
    assert document.id in text
    assert all(agent.name in text for agent in document.agents if agent.type != "software")


@each_case("format", ["csl", "bibtex", "ris"])
def test_the_article_and_the_record_are_written_in_every_form(format: str) -> None:
    document = samples.assessed()
    article = archive.write(document, format, of="article")
    record = archive.write(document, format, of="record")
    assert b"Trade" in article.data
    assert "Record of “Trade”" in record.data.decode()
    places = [found.location.pointer for found in record.findings]
    assert "/works" in places
    assert not [place for place in places if place and place.startswith("/works/")]
