"""Where things go: each row of the table shows JSON that, pasted, makes a record that loads."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

import archive
from archive.model import belongs
from archive.model.base import Model, every_model
from archive.model.belongs import PLAIN, ROWS, SYNONYMS, Row, filled
from archive.model.document import Document
from archive.model.shape import tags

WORDS = [{"block": "p-1", "exact": "the Council"}]
CLASSES = {cls.__name__: cls for cls in (Document, *every_model())}

RECORD: dict[str, Any] = {
    "schema_version": "1.0",
    "id": "r",
    "metadata": {
        "titles": [{"text": "Trade"}],
        "authors": [{"name": {"literal": "J. Doe"}}],
        "publication": {
            "published": {"date": "2016"},
            "container": {"title": "The Paper"},
            "publisher": {"name": "X"},
        },
        "languages": [{"tag": "en"}],
        "addresses": [{"address": "https://example.org/"}],
        "identifiers": [{"scheme": "DOI", "value": "10.1000/182"}],
        "keywords": [{"term": "trade"}],
        "abstract": {"text": "Trade."},
        "genre": {"term": "Article"},
    },
    "rights": {"text": {"notice": "(c)"}, "record": {}},
    "captures": [
        {
            "id": "cap-1",
            "file": "received/a.txt",
            "media_type": "text/plain",
            "size_bytes": 0,
            "sha256": "0" * 64,
        }
    ],
    "agents": [{"id": "me", "name": "A. Reader"}],
    "sections": [
        {
            "id": "s-1",
            "blocks": [
                {"id": "p-1", "type": "paragraph", "text": "Trade fell, the Council said."},
                {"id": "fig", "type": "figure", "image": {"address": "https://example.org/i"}},
            ],
        }
    ],
    "entities": [
        {"id": "org-x", "type": "organisation", "names": [{"text": "the Council"}]},
        {"id": "ev-x", "type": "event", "date": "2016"},
        {"id": "pl-x", "type": "place"},
    ],
    "works": [
        {
            "id": "w-x",
            "type": "report",
            "author": [{"literal": "J. Doe"}],
            "copies": [{"id": "copy-1", "address": "https://example.org/"}],
            "withdrawn": {"reason": "why"},
            "fields": [{"name": "note", "value": "x"}],
            "identifiers": [{"scheme": "DOI", "value": "10.1000/182"}],
        }
    ],
    "sources": [{"id": "src-x", "as_named": "the Council"}],
    "claims": [
        {
            "id": "c-1",
            "anchors": [{"exact": "Trade fell"}],
            "restatement": "Trade fell.",
            "kind": "descriptive",
            "attribution": [{"claimant": "org-x"}],
            "time": {"date": "2016"},
        },
        {
            "id": "c-2",
            "anchors": [{"exact": "Trade fell"}],
            "restatement": "Trade did fall.",
            "kind": "descriptive",
        },
    ],
    "annotations": [
        {"id": "m-1", "type": "mention", "refers_to": "org-x", "anchors": WORDS},
        {"id": "d-1", "type": "date", "date": "2016", "anchors": WORDS},
        {"id": "cor-1", "type": "correction", "corrected": "x", "anchors": WORDS},
        {"id": "cit-1", "type": "citation", "cites": "w-x", "anchors": WORDS},
        {"id": "tag-1", "type": "tag", "tag": "x", "anchors": WORDS},
        {"id": "com-1", "type": "comment", "text": "x"},
    ],
    "assessments": [
        {"id": "as-1", "claim": "c-1", "verdict": "doubt", "reasoning": "x"},
        {
            "id": "as-2",
            "claim": "c-1",
            "verdict": "doubt",
            "reasoning": "x",
            "rating": {"scale": "1 to 5", "value": "3"},
            "evidence": [{"work": "w-x", "locator": {"value": "3"}}],
        },
    ],
    "relations": [
        {"id": "rel-1", "subject": "c-1", "predicate": "citesAsEvidence", "object": "src-x"}
    ],
    "revisions": [{"id": "rev-1", "by": "me"}],
}
"""A record with an object of nearly every class, and the ids that the examples name."""

FOUND_AT: dict[str, str] = {
    "Document": "",
    "Metadata": "metadata",
    "Publication": "metadata publication",
    "Contributor": "metadata authors 0",
    "Name": "metadata authors 0 name",
    "Title": "metadata titles 0",
    "StatedDate": "metadata publication published",
    "StatedLanguage": "metadata languages 0",
    "StatedAddress": "metadata addresses 0",
    "StatedIdentifier": "metadata identifiers 0",
    "Container": "metadata publication container",
    "Publisher": "metadata publication publisher",
    "Keyword": "metadata keywords 0",
    "Abstract": "metadata abstract",
    "Genre": "metadata genre",
    "RightsLayers": "rights",
    "Rights": "rights text",
    "Claim": "claims 0",
    "Attribution": "claims 0 attribution 0",
    "ClaimTime": "claims 0 time",
    "Statement": "annotations 5",
    "Relation": "relations 0",
    "Assessment": "assessments 1",
    "Rating": "assessments 1 rating",
    "Evidence": "assessments 1 evidence 0",
    "Locator": "assessments 1 evidence 0 locator",
    "Mention": "annotations 0",
    "_OnWords": "annotations 0",
    "DateMention": "annotations 1",
    "Correction": "annotations 2",
    "Citation": "annotations 3",
    "Tag": "annotations 4",
    "Comment": "annotations 5",
    "Source": "sources 0",
    "Work": "works 0",
    "ArchivedCopy": "works 0 copies 0",
    "Withdrawal": "works 0 withdrawn",
    "CslField": "works 0 fields 0",
    "_Entity": "entities 0",
    "Event": "entities 1",
    "EntityName": "entities 0 names 0",
    "Identifier": "works 0 identifiers 0",
    "Section": "sections 0",
    "TextBlock": "sections 0 blocks 0",
    "Paragraph": "sections 0 blocks 0",
    "Image": "sections 0 blocks 1 image",
    "Agent": "agents 0",
    "Revision": "revisions 0",
    "Capture": "captures 0",
}
SPECIAL_IDS = {
    ("Evidence", "work"): "w-x",
    ("Assessment", "evidence"): "w-x",
    ("Citation", "cites"): "w-x",
    ("Source", "work"): "w-x",
    ("Assessment", "claim"): "c-2",
    ("Relation", "subject"): "c-2",
    ("Relation", "object"): "src-x",
    ("Claim", "block"): "p-1",
    ("Comment", "on"): "c-1",
    ("Event", "place"): "pl-x",
    ("Revision", "by"): "me",
    ("Capture", "received_by"): "me",
}
"""What somebody who writes an id there has in mind."""


def loads(record: dict[str, Any]) -> None:
    archive.format(json.dumps(record).encode())


def paste(holder: dict[str, Any], members: dict[str, Any]) -> None:
    """Put members into an object as a person would: items after those that are there."""
    for name, value in members.items():
        if isinstance(value, list) and isinstance(holder.get(name), list) and name != "names":
            holder[name] += value
        elif isinstance(value, dict) and isinstance(holder.get(name), dict):
            holder[name] = {**holder[name], **value}
        else:
            holder[name] = value


def at(record: Any, place: str) -> Any:
    for step in place.split():
        record = record[int(step) if step.isdecimal() else step]
    return record


def test_the_record_that_things_are_pasted_into_loads():
    loads(RECORD)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.cls}-{row.names.split()[0]}")
def test_what_a_row_shows_can_be_pasted_and_loads(row: Row):
    record = deepcopy(RECORD)
    place = "claims 0 anchors 0" if row.cls == "Anchor" else FOUND_AT[row.cls]
    owner = at(record, place)
    typed = typed_id(row)
    members = json.loads("{" + filled(row.fragment, typed, owner.get("id")) + "}")
    if row.cls == "Anchor":
        owner |= {"type": "anchor", "block": "p-1", "start": 0, "end": 11, "exact": "Trade fell,"}
        if "exact" in members:
            owner |= {"start": 12, "end": 23}
    if row.cls == "Name":
        owner.clear()
    if row.cls == "Contributor" and "name" in members:
        del owner["name"]
    if row.cls == "Identifier" and "scheme" in members:
        del owner["scheme"]
    paste(at(record, FOUND_AT[row.into]) if row.into else owner, members)
    loads(record)


def typed_id(row: Row) -> str | None:
    """An id that somebody would write there, where it is not that of an organisation."""
    if row.cls == "Claim" and "object" in row.fragment:
        return "src-x" if "cites" in row.fragment else "c-2"
    if row.cls == "Source" and "subject" in row.fragment:
        return "c-1"
    if row.cls == "Revision" and "parts" in row.fragment:
        return "c-1"
    if row.cls == "TextBlock":
        return "Trade fell, the Council said."
    first = row.fragment.split('"')[1]
    if row.cls == "Claim" and "$id" in row.fragment and "block" in row.fragment:
        return "p-1"
    return SPECIAL_IDS.get((row.cls, first))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.cls}-{row.names.split()[0]}")
def test_a_name_in_the_table_is_no_field_of_its_class(row: Row):
    fields = CLASSES[row.cls].model_fields
    assert not {name for name in row.names.split() if name in fields} - {"type"}
    assert row.said[-1] not in ".:"


def test_no_name_stands_twice_for_a_class():
    names = [(row.cls, belongs._key(name)) for row in ROWS for name in row.names.split()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", PLAIN)
def test_an_object_instead_of_a_plain_string_can_be_pasted_and_loads(name: str):
    record = deepcopy(RECORD)
    if name == "Anchor":
        record["claims"][0]["anchors"] = [json.loads(filled(PLAIN[name]))]
        return loads(record)
    holder, _, last = FOUND_AT[name].rpartition(" ")
    value = json.loads(filled(PLAIN[name], "w-x" if name == "Evidence" else None))
    if name == "Paragraph":
        record["sections"][0]["blocks"].append(value)
    else:
        at(record, holder)[int(last) if last.isdecimal() else last] = value
    return loads(record)


def test_each_word_with_synonyms_is_one_that_some_field_allows():
    allowed: dict[str, set[str]] = {field: set() for field in SYNONYMS}
    for cls in every_model(Model):
        for field in SYNONYMS:
            if field in cls.model_fields:
                text = str(cls.model_fields[field].annotation)
                allowed[field] |= {word for word in SYNONYMS[field] if f"'{word}'" in text}
        allowed["type"] |= {*tags(cls)} & {*SYNONYMS["type"]}
    assert {field: set(words) for field, words in SYNONYMS.items()} == allowed
