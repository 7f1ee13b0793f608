"""The record in terms of schema.org: real terms on the types that have them, and nothing invented."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import archive
from archive.exports import schema_org
from archive.model.assessments import Assessment, Rating
from archive.model.document import Document
from archive.model.identifiers import as_uri
from archive.rights import publication
from tests import samples, strategies
from tests.carried_words import carried_words
from tests.conftest import import_or_skip
from tests.formats.held.schema_org import held

pytestmark = pytest.mark.judged

_THING = {"name", "alternateName", "description", "identifier", "image", "sameAs", "url"}
_WORK = _THING | {
    *("about", "abstract", "alternativeHeadline", "archivedAt", "author", "citation"),
    *("contributor", "copyrightHolder", "copyrightNotice", "creativeWorkStatus", "dateCreated"),
    *("dateModified", "datePublished", "editor", "encodingFormat", "genre", "headline"),
    *("inLanguage", "isPartOf", "keywords", "license", "mentions", "publisher", "text"),
    *("translator", "version"),
}
_WORKS = {"CreativeWork", "Quotation", *schema_org.CONTAINERS.values(), *schema_org.WORKS.values()}
PROPERTIES = {
    **dict.fromkeys(_WORKS, _WORK),
    **dict.fromkeys(schema_org.ARTICLES, _WORK | {"articleSection", "pagination"}),
    "Claim": _WORK | {"appearance", "claimInterpreter"},
    "ClaimReview": _WORK | {"claimReviewed", "itemReviewed", "reviewBody", "reviewRating"},
    "ImageObject": _WORK | {"caption", "contentUrl", "height", "width"},
    "PublicationIssue": _WORK | {"issueNumber"},
    "PublicationVolume": _WORK | {"volumeNumber"},
    "SoftwareApplication": _WORK | {"softwareVersion"},
    "DefinedTerm": _THING | {"inDefinedTermSet"},
    "Event": _THING | {"location", "startDate"},
    "Organization": _THING | {"location"},
    "Person": _THING | {"familyName", "givenName", "honorificSuffix"},
    "Place": _THING,
    "PropertyValue": _THING | {"propertyID", "value"},
    "QuantitativeValue": _THING | {"unitText", "value"},
    "Rating": _THING | {"bestRating", "ratingValue", "worstRating"},
    "Role": _THING | {"contributor", "roleName"},
    "Thing": _THING,
    "": _THING,
}
"""The properties of each type that are used, from the pages of schema.org, version 29."""


def graph(document: Document, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(archive.write(document, "schema-org", **options).data)[
        "@graph"
    ]
    return found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from nodes(inner)


def of_type(document: Document, type: str) -> list[dict[str, Any]]:
    return [node for node in graph(document) if node["@type"] == type]


def verdicts() -> Document:
    """`assessed()` with a verdict that is accepted, one that is not, and a doubt."""
    document = samples.assessed()
    (found,) = document.assessments
    rating = Rating(scale="Desk", value="Mostly true")
    return document.update(
        base_iri="https://example.org/small",
        assessments=(
            found.update(status="accepted", rating=rating),
            found.update(id="a-2", verdict="contradicted", status="proposed"),
            Assessment(
                id="a-3", claim="claim-1", verdict="doubt", reasoning="Why?", status="accepted"
            ),
        ),
    )


@pytest.mark.parametrize("name", ["small", "verdicts"])
def test_it_expands_offline_to_these_triples(
    name: str, golden: Callable[[str, bytes | str], None]
) -> None:
    document = samples.small() if name == "small" else verdicts()
    data = json.loads(archive.write(document, "schema-org").data)
    jsonld = import_or_skip("pyld").jsonld

    def refuse(address: str, options: object) -> None:
        pytest.fail(f"it fetches {address}")

    options = {
        "base": "https://example.org/base",
        "format": "application/n-quads",
        "documentLoader": refuse,
    }
    golden(f"schema-org/{name}.nq", jsonld.normalize(data, options))


@given(strategies.documents())
def test_every_property_is_one_of_its_type(document: Document) -> None:
    for node in nodes(graph(document)):
        names = {name for name in node if not name.startswith("@")}
        assert names <= PROPERTIES[node.get("@type", "")], node


@given(strategies.documents())
def test_what_it_says_that_it_carries_stands_in_it(document: Document) -> None:
    for public in (False, True):
        written = archive.write(document, "schema-org", public=public)
        found = held(written)
        said = " ".join(finding.message for finding in written.findings)
        shown, hidden = publication(document, public=public)
        carried = schema_org._carried(words=not hidden.text)
        for field, words in carried_words(carried, shown):
            if words in found or as_uri(words) in found or field in ELSEWHERE:
                continue
            if words.startswith("javascript:"):
                assert re.search(rf"the {field.partition('.')[2]} of .* if it would run code", said)
            elif field.endswith((".date", ".issued")):
                assert "dates" in said
            elif field == "Extent.value":
                assert "of an article" in said
            elif field.partition(".")[0] in ("Claim", "Assessment", "Rating", "Evidence"):
                assert "nobody has accepted" in said or "doubts" in said
            else:
                raise AssertionError((field, words))


ELSEWHERE = {
    *("Contributor.role", "Document.base_iri", "Name.family", "Name.given", "Name.suffix"),
    *("Name.dropping_particle", "Name.non_dropping_particle"),
}
"""Parts of names stand in the whole name, most roles are properties, the base is in all ids."""


def test_a_doubt_is_no_review_and_a_proposal_is_none() -> None:
    (review,) = of_type(verdicts(), "ClaimReview")
    assert review["@id"] == review["url"] == "https://example.org/small#a-1"
    assert review["reviewRating"] == [
        {
            "@type": "Rating",
            "ratingValue": 3,
            "worstRating": 1,
            "bestRating": 3,
            "alternateName": "supported",
        },
        {"@type": "Rating", "name": "Desk", "alternateName": "Mostly true"},
    ]
    assert review["author"] == {"@id": "https://example.org/small#editor"}
    assert review["datePublished"] == "2026-11-25T09:05:00Z"
    said = [finding.message for finding in archive.write(verdicts(), "schema-org").findings]
    assert "schema.org does not carry doubts, which are not reviews: 1" in said
    assert any("verdicts that nobody has accepted" in message for message in said)


def test_a_review_that_found_no_evidence_says_where_it_was_sought() -> None:
    verdict = verdicts().assessments[0]
    searched = "Neither the board nor the town archive has the minutes."
    found = verdict.update(verdict="unverifiable", evidence=(), reasoning=searched, rating=None)
    (review,) = of_type(verdicts().replace(found), "ClaimReview")
    assert review["reviewBody"] == searched
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "unverifiable"}
    assert "citation" not in review


def test_nobody_is_called_unknown() -> None:
    (article,) = of_type(samples.small(), "Article")
    assert "author" not in article
    said = [finding.message for finding in archive.write(samples.small(), "schema-org").findings]
    assert any("not stated" in message for message in said)


def test_a_claim_is_that_of_who_makes_it() -> None:
    (claim,) = of_type(samples.small(), "Claim")
    assert claim["author"] == {"@id": "#council"}
    assert claim["appearance"] == {"@id": "#record.article"}


def test_it_can_stand_in_a_page() -> None:
    document = samples.small()
    hostile = document.claims[0].update(restatement="</script><!-- <script>alert(1)")
    data = archive.write(document.replace(hostile), "schema-org").data
    assert b"<" not in data
    assert of_type(document.replace(hostile), "Claim")[0]["text"] == hostile.restatement


@pytest.mark.parametrize("name", ["claims-and-sources", "frenemies"])
def test_the_real_records_are_read_by_a_processor_of_others(root: Path, name: str) -> None:
    document = archive.load(root / "documents" / name)
    accepted = {claim.restatement for claim in document.claims if claim.status == "accepted"}
    assert accepted <= held(archive.write(document, "schema-org"))
    reviews = of_type(document, "ClaimReview")
    assert all(review["reviewRating"] for review in reviews)
    assert bool(reviews) is (name == "claims-and-sources")
