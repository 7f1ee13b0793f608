"""A small record, made by hand, of what the records in `documents/` do not hold."""

from __future__ import annotations

from typing import Any

from archive.model.document import Document
from tests.samples import plain_values

TEXTS = {
    "h-1": "The harbour dispute",
    "p-1": "The port, the council said on 3 May 2021, has lost a third of its  traffic. It may yet recover.",
    "p-2": "According to Ana de la Cruz, “the quay was closed” in 2019 and  again in 2020.",
    "q-1": "A harbour is a promise to the sea.",
    "q-2": "And a debt.",
    "credit": "From the Harbour Report, p. 12",
    "i-1": "Close the quay",
    "i-2": "Open the sluice",
    "n-1-p": "See the Harbour Report.",
    "cap": "Boats in the basin, (CC)",
    "c-1": "Year",
    "c-2": "Ships",
    "c-3": "2019",
    "c-4": "1,204",
    "l-1": "O harbour, harbour,",
    "l-2": "where are your ships?",
    "code": "ships = 1204\n  # counted",
    "share": "Share this page",
}
ADDRESS = "https://example.org/harbour"


def harbour() -> Document:
    """Every construct in few words; dates, origins and bases that the kept records lack."""
    return Document.model_validate(
        {
            "id": "harbour",
            "base_iri": "https://example.org/records/harbour#",
            "metadata": _metadata(),
            "rights": {
                "text": {
                    "notice": "© Courier Press",
                    "uri": "http://rightsstatements.org/vocab/InC/1.0/",
                    "holders": ["Courier Press"],
                    "basis": "printed",
                    "certainty": "high",
                },
                "record": {
                    "uri": "https://creativecommons.org/licenses/by-sa/4.0/",
                    "spdx": "CC-BY-SA-4.0",
                    "holders": ["B. Editor"],
                },
            },
            "captures": [
                {
                    "id": "page",
                    "file": "received/page.html",
                    "media_type": "text/html",
                    "size_bytes": 2048,
                    "sha256": "0123456789abcdef" * 4,
                    "address": ADDRESS,
                    "received_at": "2026-11-24T09:00:00Z",
                    "received_by": "tool",
                }
            ],
            "agents": [
                {
                    "id": "ed-1",
                    "name": "B. Editor",
                    "identifiers": [{"scheme": "ORCID", "value": "0000-0002-1825-0097"}],
                },
                {
                    "id": "press",
                    "type": "organisation",
                    "name": "Example Press",
                    "role": "publisher",
                },
                {
                    "id": "tool",
                    "type": "software",
                    "name": "tagger",
                    "role": "tagger",
                    "version": "0.8.3",
                    "address": "https://example.org/tagger",
                },
            ],
            "sections": _sections(),
            "entities": _entities(),
            "works": _works(),
            "sources": [
                {
                    "id": "src-1",
                    "as_named": "the Harbour Report",
                    "named_at": [
                        _at("credit", "the Harbour Report"),
                        _lost("p-1", 10, "the Report of 2018", "The port, ", " said"),
                    ],
                    "agent": "council",
                    "work": "w-1",
                    "basis": "inferred",
                    "reason": "It is the only report of the council.",
                    "rests_on": [_at("credit", "Report")],
                }
            ],
            "claims": _claims(),
            "annotations": _annotations(),
            "assessments": _assessments(),
            "relations": _relations(),
            "revisions": [
                {"id": "rev-1", "at": "2026-11-24T09:00:00Z", "by": "tool", "summary": "Made."},
                {
                    "id": "rev-2",
                    "at": "2026-11-25T10:00:00+01:00",
                    "by": "ed-1",
                    "summary": "Read\nagain.",
                    "parts": ["claim-1", "p-1"],
                },
                {"id": "rev-3"},
                {
                    "id": "rev-4",
                    "at": "2026-11-26T09:00:00Z",
                    "capture": "page",
                    "summary": "Read\nonce more.",
                    "changes": [
                        {"what": "title", "was": "The  port", "became": "The old port"},
                        {"what": "author", "became": "Ida Berg", "kept": True},
                        {"what": "sentence", "was": "Ships came late that day.", "block": "gone-1"},
                    ],
                },
            ],
            "extensions": {"https://example.org/x": {"a": [1, 1.5, "é", None, True], "b": {}}},
        }
    )


def _at(block: str, words: str) -> dict[str, Any]:
    start = TEXTS[block].index(words)
    place = {"block": block, "start": start, "end": start + len(words)}
    return {"type": "anchor", **place, "exact": words}


def _lost(block: str, start: int, words: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {
        "type": "orphan",
        "block": block,
        "start": start,
        "end": start + len(words),
        "exact": words,
        "prefix": prefix,
        "suffix": suffix,
        "reason": "The words were cut.",
    }


def _metadata() -> dict[str, Any]:
    return {
        "titles": [
            {"text": "The harbour dispute", "language": "en", "basis": "printed"},
            {"text": "What was said", "type": "sub"},
            {"text": "Harbour", "type": "short", "basis": "conjecture", "certainty": "low"},
        ],
        "authors": [
            {
                "name": {
                    "given": "Ana",
                    "dropping_particle": "de",
                    "non_dropping_particle": "la",
                    "family": "Cruz",
                    "suffix": "Jr.",
                    "entity": "ana",
                },
                "identifiers": [{"scheme": "ORCID", "value": "0000-0002-1825-0097"}],
                "basis": "printed",
            },
            {"name": {"literal": "Harbour Desk"}},
        ],
        "contributors": [{"name": {"given": "Jo", "family": "Lee"}, "role": "translator"}],
        "publication": {
            "container": {
                "title": "Example Courier",
                "type": "newspaper",
                "identifiers": [{"scheme": "ISSN", "value": "0317-8471"}],
            },
            "publisher": {"name": "Courier Press", "place": "Utrecht", "entity": "council"},
            "published": {
                "date": "2021-05-04",
                "basis": "inferred",
                "reason": "The day after.",
                "rests_on": [_at("p-1", "3 May 2021")],
                "origin": {
                    "type": "element",
                    "capture": "page",
                    "path": "/html[1]/body[1]/time[1]",
                },
            },
            "updated": "not-stated",
            "written": {"date": "2021-05-03?", "certainty": "medium"},
            "extents": [{"unit": "page", "value": "3–4"}, {"unit": "volume", "value": "7"}],
        },
        "languages": [{"tag": "en", "usage": 97}, {"tag": "es"}],
        "identifiers": [{"scheme": "DOI", "value": "10.1000/182", "basis": "printed"}],
        "addresses": [{"address": ADDRESS, "origin": {"type": "capture", "capture": "page"}}],
        "abstract": {"text": "Two  towns and a quay.\nNo end.", "language": "en"},
        "keywords": [
            {"term": "harbours", "uri": "https://example.org/h"},
            {"term": "law", "scheme": "https://example.org/kw", "basis": "external"},
        ],
        "genre": {"term": "Report"},
        "remark": "Received without\n  its pictures.",
    }


def _sections() -> list[dict[str, Any]]:
    def text(id: str, type: str | None = "paragraph", **fields: Any) -> dict[str, Any]:
        typed = {"type": type} if type else {}
        return {"id": id, "text": TEXTS[id], **typed, **fields}

    path = {"type": "element", "capture": "page", "path": "/html[1]/body[1]/p[1]"}
    return [
        {
            "id": "s-1",
            "blocks": [
                text("h-1", "heading", marks=[_mark("h-1", "harbour", "italic")]),
                text(
                    "p-1",
                    origin=path,
                    marks=[
                        _mark("p-1", "the council", "link", target="https://example.org/c"),
                        _mark("p-1", "a third", "emphasis"),
                        _mark("p-1", "third", "bold"),
                        {"type": "note-call", "start": 75, "end": 75, "note": "n-1"},
                    ],
                ),
                text("p-2", marks=[_mark("p-2", "Ana de la Cruz", "foreign", language="es")]),
                {
                    "type": "quotation",
                    "id": "quo",
                    "blocks": [text("q-1"), text("q-2")],
                    "credit": text("credit", None),
                    "source": "src-1",
                },
                {
                    "type": "list",
                    "id": "list",
                    "style": "numbered",
                    "items": [
                        text("i-1", None, marker="a) "),
                        text("i-2", None, marker="b) ", marks=[_mark("i-2", "Open", "addition")]),
                    ],
                },
                {
                    "type": "table",
                    "id": "tab",
                    "rows": [
                        {"role": "label", "cells": [text("c-1", None), text("c-2", None)]},
                        {"cells": [text("c-3", None, role="label"), text("c-4", None)]},
                    ],
                },
                {
                    "type": "figure",
                    "id": "fig",
                    "image": {
                        "file": "images/boats.jpg",
                        "address": "https://example.org/boats.jpg",
                        "media_type": "image/jpeg",
                        "width_pixels": 640,
                        "height_pixels": 480,
                    },
                    "caption": text("cap", None),
                    "description": "Three boats.",
                    "rights": {"notice": "(CC)", "reason": "No variant is named."},
                },
                {
                    "type": "note",
                    "id": "n-1",
                    "marker": "1 ",
                    "blocks": [text("n-1-p")],
                },
                {
                    "type": "verse",
                    "id": "verse",
                    "lines": [text("l-1", None), text("l-2", None)],
                },
            ],
            "sections": [{"id": "s-2", "blocks": [text("code", "code")]}],
        },
        {
            "id": "s-3",
            "role": "furniture",
            "blocks": [text("share", "furniture", role="share-bar")],
        },
    ]


def _mark(block: str, words: str, type: str, **fields: Any) -> dict[str, Any]:
    start = TEXTS[block].index(words)
    return {"type": type, "start": start, "end": start + len(words), **fields}


def _entities() -> list[dict[str, Any]]:
    return [
        {
            "type": "person",
            "id": "ana",
            "names": [
                {"text": "Ana de la Cruz", "basis": "printed", "language": "es"},
                {"text": "A. Cruz", "type": "variant"},
            ],
            "description": "A pilot.",
            "identifiers": [{"scheme": "VIAF", "value": "12345"}],
            "revision": "rev-1",
            "basis": "printed",
            "certainty": 0.9,
            "rests_on": [_at("p-2", "Ana de la Cruz")],
        },
        {"type": "organisation", "id": "council", "names": [{"text": "the council"}]},
        {"type": "group", "id": "pilots", "description": "“pilots”,\nunnamed"},
        {"type": "place", "id": "quay", "names": [{"text": "the quay", "language": "en"}]},
        {
            "type": "event",
            "id": "closure",
            "names": [{"text": "the closure"}],
            "date": "2019/2020",
            "place": "quay",
        },
        {"type": "event", "id": "vote", "names": [{"text": "the vote"}], "date": "2021-05~"},
        {"type": "event", "id": "storm", "names": [{"text": "the storm"}], "date": "201X"},
    ]


def _works() -> list[dict[str, Any]]:
    return [
        {
            "id": "w-1",
            "type": "report",
            "title": "Harbour Report",
            "variant_titles": ["The Report"],
            "author": [
                {"given": "Jo", "family": "Lee"},
                {"literal": "Council", "entity": "council"},
            ],
            "editor": [{"literal": "B. Editor"}],
            "container_title": "Papers",
            "publisher": "Council",
            "publisher_place": "Utrecht",
            "issued": "2018",
            "accessed": "2026-11-24",
            "volume": "2",
            "page": "1–40",
            "language": "en",
            "identifiers": [{"scheme": "ISBN", "value": "9780306406157"}],
            "address": "https://example.org/report",
            "fields": [{"name": "note", "value": "Out of print."}],
            "copies": [
                {
                    "id": "copy-1",
                    "address": "https://web.example.org/report",
                    "file": "received/page.html",
                    "media_type": "text/html",
                    "archived_at": "2026-11-24T09:00:00Z",
                    "sha256": "0123456789abcdef" * 4,
                    "capture": "page",
                    "state": "verified",
                }
            ],
            "withdrawn": {"date": "2022-01", "reason": "The counts were wrong."},
            "revision": "rev-1",
            "basis": "external",
            "reason": "Looked up.",
        },
        {"id": "w-2", "type": "webpage"},
    ]


def _claims() -> list[dict[str, Any]]:
    claims: list[dict[str, Any]] = [
        {
            "id": "claim-1",
            "anchors": [_at("p-1", "has lost a third of its  traffic")],
            "restatement": "The port has lost a third of its traffic.",
            "public_restatement": "A third of what passed through the port goes elsewhere now.",
            "kind": "descriptive",
            "attribution": [{"claimant": "council", "cue": [_at("p-1", "the council said")]}],
            "stance": "neutral",
            "about": ["quay", "w-1"],
            "time": {
                "date": "2021-05-03",
                "basis": "inferred",
                "reason": "It is the day of the saying.",
                "rests_on": [_at("p-1", "3 May 2021")],
                "certainty": "medium",
            },
            "checkable": True,
            "status": "accepted",
            "revision": "rev-1",
            "history": [{"status": "accepted", "revision": "rev-2", "reason": "Read."}],
            "certainty": "high",
            "reason": "Plain words.",
            "identifiers": [
                {"scheme": "Hypothesis", "value": "zAqQmvKpEeuTkRfSXQ"},
                {"scheme": "ARK", "value": "ark:/12345/x54xz321"},
            ],
        },
        {
            "id": "claim-2",
            "anchors": [_at("p-1", "It may yet recover"), _at("l-2", "ships")],
            "restatement": "The port may recover.",
            "kind": "predictive",
            "commitment": "hedged",
            "condition": [_at("i-1", "Close the quay")],
        },
        {
            "id": "claim-3",
            "anchors": [_at("p-2", "the quay was closed"), _lost("p-2", 3, "for good", "closed ")],
            "restatement": "The quay was not open in 2019.",
            "kind": "descriptive",
            "negated": True,
            "attribution": [{"claimant": "ana", "manner": "quoted"}, {}],
            "checkable": False,
            "status": "rejected",
        },
    ]
    claims[0] |= plain_values(*claims)
    return claims


def _annotations() -> list[dict[str, Any]]:
    return [
        {
            "type": "mention",
            "id": "m-1",
            "anchors": [_at("p-1", "the council")],
            "refers_to": "council",
            "basis": "inferred",
            "rests_on": [_at("p-1", "said")],
            "reason": "It speaks.",
            "revision": "rev-1",
            "identifiers": [{"scheme": "brat", "value": "harbour.ann#T1"}],
        },
        {
            "type": "mention",
            "id": "m-2",
            "anchors": [_at("p-2", "the quay")],
            "refers_to": "quay",
            "certainty": 0.5,
        },
        {"type": "date", "id": "d-1", "anchors": [_at("p-1", "3 May 2021")], "date": "2021-05-03"},
        {"type": "date", "id": "d-2", "anchors": [_at("p-2", "in 2019")], "date": "2019~"},
        {
            "type": "correction",
            "id": "cor-1",
            "anchors": [_at("p-1", "its  traffic")],
            "corrected": "its traffic",
        },
        {
            "type": "citation",
            "id": "cit-1",
            "anchors": [_at("n-1-p", "the Harbour Report")],
            "cites": "w-1",
            "locator": {"unit": "page", "value": "12"},
        },
        {
            "type": "tag",
            "id": "tag-1",
            "anchors": [_at("q-1", "promise")],
            "tag": "metaphor",
            "uri": "https://example.org/metaphor",
        },
        {
            "type": "comment",
            "id": "com-1",
            "text": "Is this\nso?",
            "on": "claim-1",
            "anchors": [_at("p-1", "third")],
        },
        {"type": "comment", "id": "com-2", "text": "On the whole."},
    ]


def _assessments() -> list[dict[str, Any]]:
    evidence = {
        "work": "w-1",
        "locator": {"unit": "page", "value": "12"},
        "quoted": "a  loss of 33 per cent",
    }
    return [
        {
            "id": "as-1",
            "claim": "claim-1",
            "verdict": "doubt",
            "reasoning": "A third of what?",
            "status": "proposed",
        },
        {
            "id": "as-2",
            "claim": "claim-1",
            "verdict": "supported",
            "rating": {"scale": "one to five", "value": "5"},
            "reasoning": "The report says so.",
            "evidence": [evidence],
            "supersedes": "as-1",
            "status": "accepted",
            "history": [{"status": "modified"}, {"status": "accepted", "revision": "rev-2"}],
            "identifiers": [{"scheme": "URI", "value": "https://example.org/reviews/7"}],
        },
    ]


def _relations() -> list[dict[str, Any]]:
    return [
        {
            "id": "rel-1",
            "subject": "claim-1",
            "predicate": "citesAsEvidence",
            "object": "src-1",
            "evidence": {"work": "w-1", "locator": {"unit": "page", "value": "12"}},
            "basis": "inferred",
            "reason": "It is near.",
            "rests_on": [_at("n-1-p", "See")],
            "history": [{"status": "modified", "revision": "rev-2", "reason": "Direction."}],
            "identifiers": [{"scheme": "brat", "value": "harbour.ann#R1"}],
            "certainty": "low",
        },
        {"id": "rel-2", "subject": "claim-2", "predicate": "qualifies", "object": "claim-1"},
    ]
