"""Where things go: each row of the table shows JSON that, pasted, says what was typed, or is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_args

import pytest

import archive
from archive.model import unknown_fields
from archive.model.anchors import Anchor
from archive.model.base import Model, every_model
from archive.model.document import Document
from archive.model.introspection import collection_fields, type_tags
from archive.model.pydantic_errors.hints import _LABEL_FIELDS
from archive.model.unknown_fields import PLAIN, ROWS, SYNONYMS, Row
from archive.model.unknown_fields.json_fragments import _TYPES, Typed, as_json
from tests.tools.cases import each_case

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
TYPED: tuple[Any, ...] = (
    *(
        "org-x",
        "10.1000/182",
        "Trade fell, the Council said.",
        "2016-03-20",
        "2016-03-20T09:30:00Z",
    ),
    *("https://example.org/article", "CC-BY-4.0", "text/plain", "received/a.txt", "0" * 64),
    *("normative", "neutral", "hedged", "reported", "doubt", "citesAsEvidence", "accepted", "main"),
    *(
        "report",
        "webpage",
        "organisation",
        "person",
        "page",
        "DOI",
        "en",
        "editor",
        "variant",
        "notes",
    ),
    *(True, 0.7, 3, 0),
)
"""What somebody types; of these the first that fits is tried."""
TYPED_THERE = {
    ("Claim", "object"): "src-x",
    ("Claim", "block"): "p-1",
    ("Claim", "anchors"): "the Council",
    ("Source", "subject"): "c-1",
    ("Revision", "parts"): "c-1",
    ("Evidence", "work"): "w-x",
    ("Assessment", "evidence"): "w-x",
    ("Assessment", "claim"): "c-2",
    ("Assessment", "supersedes"): "as-1",
    ("Citation", "cites"): "w-x",
    ("Source", "work"): "w-x",
    ("Relation", "subject"): "c-2",
    ("Relation", "object"): "src-x",
    ("Comment", "on"): "c-1",
    ("Event", "place"): "pl-x",
    ("Revision", "by"): "me",
    ("Capture", "received_by"): "me",
    ("Anchor", "exact"): "the Council",
    ("Anchor", "start"): 0,
    ("Identifier", "scheme"): "DOI",
    ("Identifier", "value"): "10.1000/182",
    ("_Entity", "type"): "organisation",
}
"""What somebody types where it has to name something of the record, by class and field."""
TYPED_AS = {"orcid": "0000-0002-1825-0097", "qid": "Q42", "wikidata": "Q42", "viaf": "75121530"}
"""What somebody types under a name that says of what kind it is."""
OPEN: dict[str, Any] = {
    "claim": "c-1",
    "subject": "c-1",
    "object": "src-x",
    "predicate": "citesAsEvidence",
    "verdict": "doubt",
    "reasoning": "x",
    "exact": "the Council",
    "work": "w-x",
    "refers_to": "org-x",
    "revision": "rev-1",
    "summary": "x",
    "role": "editor",
    "name": "X",
    "scheme": "DOI",
    "spdx": "CC0-1.0",
    "schema_version": "1.0",
    "id": "w-y",
    "unit": "page",
    "media_type": "application/warc",
    "size_bytes": 0,
    "sha256": "0" * 64,
    "date": "2015/2016",
    "end": 11,
}
"""What somebody writes where a hint leaves it open, by the field."""


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


def written(shown: str, cls: str) -> dict[str, Any]:
    """The members that a hint shows, with what it leaves open written in."""
    kind = "organisation" if '"entities"' in shown or cls == "_Entity" else "report"

    def write(match: re.Match[str]) -> str:
        return f'"{match[1]}": {json.dumps({**OPEN, "type": kind}[match[1]])}'

    return json.loads("{" + re.sub(r'"(\w+)": \.\.\.', write, shown.replace("[...]", "[]")) + "}")


def shown_for(row: Row, name: str, value: Any, owner: Any, record: Any = None) -> str:
    """What a hint shows after its words, without what it says of the form."""
    found = unknown_fields.hint_for(name, value, (CLASSES[row.cls],), owner, record)
    assert found
    return re.sub(", with (a date|date, time) .*", "", found[0][found[0].index('"') :])


@pytest.mark.slow
@each_case("row", ROWS, ids=lambda row: f"{row.cls}-{row.names.split()[0]}")
def test_what_a_row_shows_can_be_pasted_and_loads(row: Row):
    record = deepcopy(RECORD)
    place = "claims 0 anchors 0" if row.cls == "Anchor" else FOUND_AT[row.cls]
    owner = at(record, place)
    members = written(as_json(typed_in(row).into(row.fragment))[1:-1], row.cls)
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


def typed_in(row: Row) -> Typed:
    """What somebody types who means what the row is about, if there is anything that fits."""
    field = row.fragment.split('"')[3 if row.into and "relations" in row.fragment else 1]
    name = row.names.split()[0]
    if row.cls == "Claim" and '"object": $id' in row.fragment:
        field = "object"
    if row.cls == "Claim" and '"block"' in row.fragment:
        field = "block"
    own: tuple[Any, ...] = (TYPED_AS[name],) if name in TYPED_AS else ()
    if (row.cls, field) == ("Claim", "object") and not re.search(
        "cites|predicate.: [.]", row.fragment
    ):
        own = ("c-2",)
    elif '"identifiers"' in row.fragment:
        own += ("10.1000/182",)
    elif '"exact": $words' in row.fragment:
        own = ("the Council",)
    elif row.cls == "TextBlock":
        own = ("Trade fell, the Council said.",)
    own += (TYPED_THERE[row.cls, field],) if (row.cls, field) in TYPED_THERE else ()
    owner = at(RECORD, FOUND_AT[row.cls]) if row.cls != "Anchor" else {}
    tries = [Typed(value, owner.get("id"), name) for value in (*own, *TYPED)]
    return next((typed for typed in tries if typed.fits(row.fragment)), tries[0])


ANY = (
    *("Council", "c-1", "Ask the Council", "x" * 75, "x" * 5000, "", " ", "two\nlines", "2016"),
    *("14 October 2024", "https://example.org/a", "CC-BY-4.0", "study", "fact", "en", "...", "$id"),
    *(True, False, 0, 3, 0.7, -1.5, 10**40, None),
    *({}, {"name": "CC BY"}, {"id": "x"}, [], ["one"], ["one", "two"], [{"exact": "x"}], [[]]),
)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


@pytest.mark.slow
@each_case("row", ROWS, ids=lambda row: f"{row.cls}-{row.names.split()[0]}")
def test_what_is_pasted_says_what_was_typed_or_is_no_json(row: Row):
    """Nobody else's words, days or ids get into a record by a hint."""
    for name in row.names.split():
        for value in ANY:
            shown = shown_for(row, name, value, {})
            try:
                said = json.loads(f"{{{shown}}}")
            except ValueError:
                assert "..." in shown
                continue
            one = value[0] if isinstance(value, list) and len(value) == 1 else value
            assert one in (*leaves(said), True) or str(one) in leaves(said), (name, value, shown)


@each_case("name", PLAIN)
def test_an_object_that_is_shown_says_what_was_typed_or_is_no_json(name: str):
    for value in ANY:
        shown = unknown_fields.object_of(value, CLASSES[name])
        assert shown
        try:
            said = json.loads(shown)
        except ValueError:
            assert "..." in shown
            continue
        one = value[0] if isinstance(value, list) and len(value) == 1 else value
        assert one in leaves(said) or str(one) in leaves(said), (value, shown)


def test_what_is_there_already_is_not_to_be_written_a_second_time():
    title = {"titles": [{"text": "Trade"}]}

    def hint(name: str, value: Any, record: dict[str, Any]) -> str:
        found = unknown_fields.hint_for(name, value, (Document,), record, record)
        assert found
        return found[0]

    lead = "facts about the article go in "
    assert hint("title", "A", {}) == f'{lead}"metadata": {{"titles": [{{"text": "A"}}]}}'
    assert hint("title", "A", {"metadata": {}}) == (
        f'{lead}"metadata": add "titles": [{{"text": "A"}}]'
    )
    assert hint("title", "A", {"metadata": title}) == (
        f'{lead}"metadata", "titles": add {{"text": "A"}}'
    )
    published = {"metadata": {"publication": {"published": {"date": "2016"}}}}
    assert hint("date", "2017", published) == (
        f'{lead}"metadata", "publication", "published", "date", which already exists'
    )


def test_a_name_in_the_table_is_no_field_of_its_class():
    for row in ROWS:
        fields = CLASSES[row.cls].model_fields
        assert not {name for name in row.names.split() if name in fields} - {"type"}, row
        assert row.place[-1] not in ".:", row


def test_a_name_that_stands_in_several_rows_ends_in_one_that_takes_most():
    """The rows are tried in their order: the last of them is for what fits in none."""
    for rows in unknown_fields._rows().values():
        for row in rows[:-1]:
            assert re.search(r"\$(url|spdx|hedged)", row.fragment), row


@each_case("name", PLAIN)
def test_an_object_instead_of_a_plain_string_can_be_pasted_and_loads(name: str):
    record = deepcopy(RECORD)
    if name == "Anchor":
        record["claims"][0]["anchors"] = [
            json.loads(unknown_fields.object_of("Trade fell", Anchor) or "")
        ]
        return loads(record)
    holder, _, last = FOUND_AT[name].rpartition(" ")
    typed = {"Evidence": "w-x", "Attribution": "org-x"}.get(name, "2016")
    typed = {"StatedLanguage": "en", "StatedAddress": "a:b", "Image": "a:b"}.get(name, typed)
    typed = "10.1000/182" if name.endswith("Identifier") else typed
    value = written(f'"value": {unknown_fields.object_of(typed, CLASSES[name])}', name)["value"]
    if name == "Paragraph":
        record["sections"][0]["blocks"].append(value)
    else:
        at(record, holder)[int(last) if last.isdecimal() else last] = value
    return loads(record)


def test_what_stands_for_a_type_of_entity_is_every_type_of_entity():
    types = [tag for cls in collection_fields(Document)["entities"] for tag in type_tags(cls)]
    assert list(get_args(_TYPES["$etype"])) == types


def test_a_part_is_called_by_fields_that_it_has():
    for collection, fields in _LABEL_FIELDS.items():
        for cls in collection_fields(Document)[collection]:
            assert set(fields) <= cls.model_fields.keys()
    with_labels = (
        n for n, held in collection_fields(Document).items() if hasattr(held[0], "label")
    )
    assert set(with_labels) <= _LABEL_FIELDS.keys()


def test_each_word_with_synonyms_is_one_that_some_field_allows():
    allowed: dict[str, set[str]] = {field: set() for field in SYNONYMS}
    for cls in every_model(Model):
        for field in SYNONYMS:
            if field in cls.model_fields:
                text = str(cls.model_fields[field].annotation)
                allowed[field] |= {word for word in SYNONYMS[field] if f"'{word}'" in text}
        allowed["type"] |= {*type_tags(cls)} & {*SYNONYMS["type"]}
    assert {field: set(words) for field, words in SYNONYMS.items()} == allowed


@pytest.mark.parametrize(
    ("id", "subject"),
    [
        ('"id": "c-rose", ', '"c-rose"'),
        ("", "..."),  # its id is another once the source has left the claim
    ],
)
def test_an_id_that_a_claim_will_not_keep_is_not_shown(id: str, subject: str):
    text = json.dumps(
        {k: v for k, v in RECORD.items() if k in ("schema_version", "id", "sections")}
    )
    claim = (
        f'{{{id}"anchors": [{{"exact": "the Council"}}], "restatement": "Trade rose.", '
        '"kind": "causal", "source": "src-x"}'
    )
    with pytest.raises(archive.errors.InvalidDocument) as caught:
        archive.read(f'{text[:-1]}, "claims": [{claim}]}}'.encode())
    [hint] = [f.hint for f in caught.value.findings if f.location.pointer == "/claims/0/source"]
    assert f'"relations": [{{"subject": {subject}, ' in hint
