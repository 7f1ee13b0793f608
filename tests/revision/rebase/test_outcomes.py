"""The result itself: outcomes by kind, and all of it as JSON."""

from __future__ import annotations

import json

import archive
from archive.model import Comment
from tests.revision.rebase.article import (
    ADDED,
    ARABIC,
    COOKING,
    DELETED,
    EDITOR,
    PORT,
    TITLE,
    TRADE,
    TYPING_ERROR,
    article,
    claim,
    kinds,
    on,
    rebased,
)


def test_outcomes_are_asked_for_by_their_kinds() -> None:
    document = on(article(*TYPING_ERROR), "in 2015", "tenn", "islands fell", "Leith", "economist")
    made = rebased(document, TITLE, TRADE)
    assert kinds(made) == ["moved", "altered", "unchanged", "orphaned", "orphaned"]
    assert made.of("altered") == made.outcomes[1:2]
    assert made.of("orphaned", "moved") == (made.outcomes[0], *made.outcomes[3:])
    assert made.of("ambiguous") == made.of() == ()


def test_a_rebase_as_json_tells_everything() -> None:
    document = article(TITLE, TRADE.replace("ten", "tenn"), PORT).add(EDITOR)
    document = document.add(claim(document, "tenn"))
    document = document.add(
        Comment(
            id="c-1", text="Is it?", anchors=(document.anchor("in 2015"), document.anchor("Leith"))
        ),
    )
    made = rebased(document, TITLE, TRADE, ADDED)
    told = made.to_json()
    assert told.endswith("}\n")
    assert json.loads(told) == {
        "document": "article",
        "counts": {
            "unchanged": 0,
            "moved": 1,
            "restyled": 0,
            "altered": 1,
            "ambiguous": 0,
            "orphaned": 1,
        },
        "outcomes": [
            {
                "kind": "altered",
                "holder": "claim-1",
                "pointer": "/claims/0/anchors/0",
                "reason": '"tenn" is now "ten"',
                "old": {
                    "type": "anchor",
                    "block": "p-1",
                    "start": 31,
                    "end": 35,
                    "exact": "tenn",
                },
                "new": {
                    "type": "anchor",
                    "block": "p-1",
                    "start": 31,
                    "end": 34,
                    "exact": "ten",
                },
                "candidates": [],
            },
            {
                "kind": "moved",
                "holder": "c-1",
                "pointer": "/annotations/0/anchors/0",
                "reason": "",
                "old": {
                    "type": "anchor",
                    "block": "p-1",
                    "start": 45,
                    "end": 52,
                    "exact": "in 2015",
                },
                "new": {
                    "type": "anchor",
                    "block": "p-1",
                    "start": 44,
                    "end": 51,
                    "exact": "in 2015",
                },
                "candidates": [],
            },
            {
                "kind": "orphaned",
                "holder": "c-1",
                "pointer": "/annotations/0/anchors/1",
                "reason": f'"Leith": {DELETED}',
                "old": {
                    "type": "anchor",
                    "block": "p-2",
                    "start": 53,
                    "end": 58,
                    "exact": "Leith",
                },
                "new": {
                    "type": "orphan",
                    "block": "p-2",
                    "start": 53,
                    "end": 58,
                    "exact": "Leith",
                    "prefix": "nomist, the port of ",
                    "suffix": " will close before t",
                    "reason": DELETED,
                },
                "candidates": [],
            },
        ],
        "findings": [
            {
                "code": "sentences-came",
                "severity": "note",
                "message": (f'1 sentence is only in the new text, in p-2-2: "{ADDED}"'),
                "hint": (
                    "read what was added: it may change the meaning of the text beside it; archive diff shows "
                    "it"
                ),
            },
            {
                "code": "sentences-went",
                "severity": "note",
                "message": (
                    "1 sentence is only in the old text, in p-2: "
                    '"According to Ada Lovelace, a … ill close before the winter."'
                ),
                "hint": (
                    "read what was removed: it may change the meaning of the text beside it; archive diff shows "
                    "it"
                ),
            },
        ],
        "changes": [
            {
                "what": "sentence",
                "was": "Trade with the islands fell by tenn per cent in 2015.",
                "became": "Trade with the islands fell by ten per cent in 2015.",
                "block": "p-1",
                "kept": False,
            },
            {"what": "sentence", "was": PORT, "became": None, "block": "p-2", "kept": False},
            {"what": "sentence", "was": None, "became": ADDED, "block": "p-2-2", "kept": False},
        ],
        "furniture": [],
        "renamed": {"p-2": "p-2-2", "capture": "capture-2"},
        "files": {"received/article-2.txt": "received/article.txt"},
    }


def test_a_rebase_as_json_tells_findings_candidates_and_scripts() -> None:
    document = on(article(TITLE, ARABIC, PORT), "عشرة")
    made = archive.rebase(document, onto=article(*COOKING, id="cooking"))
    told = made.to_json()
    assert "عشرة" in told
    assert json.loads(told)["findings"] == [
        {
            "code": "texts-unrelated",
            "severity": "error",
            "message": "cooking has hardly a sentence in common with article",
            "hint": "rebase onto the same article",
        }
    ]
