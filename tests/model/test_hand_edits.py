"""Texts of blocks that were edited by hand, and anchors that are wrong all by themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest

import archive
from archive.errors import InvalidDocument
from archive.findings import Finding
from tests.conftest import ROOT
from tests.tools.cases import each_case

FRENEMIES = ROOT / "documents" / "frenemies" / "document.json"
TEXT = "The ferry was late again. Nobody said why, and nobody asked. It sails at noon."
WORDS = ("The ferry was late again", "Nobody said why", "nobody asked", "It sails at noon")


def record(text: str, *words: str, origin: bool = False, was: str = TEXT) -> dict[str, Any]:
    """A record of one block and a tag on each of these words, at their place in another text."""
    block: dict[str, Any] = {"type": "paragraph", "id": "p-1", "text": text}
    captures = []
    if origin:
        block["origin"] = {"type": "text", "capture": "cap", "start": 0, "end": len(was)}
        capture = {"id": "cap", "file": "received/a.txt", "media_type": "text/plain"}
        captures = [{**capture, "size_bytes": 0, "sha256": "0" * 64, "derivation": "verbatim-1"}]
    return {
        "schema_version": "1.0",
        "id": "r",
        "captures": captures,
        "sections": [{"id": "s-1", "blocks": [block]}],
        "annotations": [
            {"id": f"t-{n}", "type": "tag", "tag": "x", "anchors": [place(exact, was)]}
            for n, exact in enumerate(words)
        ],
    }


def place(exact: str, text: str) -> dict[str, Any]:
    start = text.index(exact)
    return {
        "type": "anchor",
        "block": "p-1",
        "start": start,
        "end": start + len(exact),
        "exact": exact,
    }


def found(raw: dict[str, Any]) -> list[Finding]:
    with pytest.raises(InvalidDocument) as caught:
        archive.read(json.dumps(raw).encode())
    return list(caught.value.findings)


def codes(raw: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.location.pointer) for finding in found(raw)]


EDITED = [("block-edited", "/sections/0/blocks/0/text")]


@each_case(
    ("old", "new", "words", "said"),
    [
        ("late again", "late once again", WORDS, "4 anchors: '…ry was late again. Nobody said…' became '…ry was late once again. Nobody…'"),
        ("said", "knew", (*WORDS[:2], "said why"), "2 anchors: '…ain. Nobody said why, and nobo…' became '…ain. Nobody knew why, and nobo…'"),
        (" again", "", WORDS, "4 anchors: '…rry was late again. Nobody sai…' became '…rry was late. Nobody said why,…'"),
        ("why, and", "why; and", (*WORDS, "why, and", "said why, and nobody"), "2 anchors: '…ody said why, and nobody asked…' became '…ody said why; and nobody asked…'"),
    ],
)  # fmt: skip
def test_a_block_that_was_edited_is_reported_once_with_all_its_anchors(
    old: str, new: str, words: tuple[str, ...], said: str
):
    for origin in (True, False):
        [finding] = found(record(TEXT.replace(old, new, 1), *words, origin=origin))
        assert (finding.code, finding.location.pointer) == EDITED[0]
        assert finding.message.startswith(f"p-1 no longer has the words of {said} (t-")
        assert finding.hint is not None
        assert ("archive rebase RECORD --text p-1" in finding.hint) is not origin


def test_a_text_of_another_length_than_was_received_was_edited_where_all_anchors_moved_alike():
    raw = record(TEXT.replace("The ferry", "A ferry"), *WORDS[1:], origin=True)
    [finding] = found(raw)
    assert finding.message == (
        "p-1 no longer has the words of 3 anchors: 2 fewer code points before 26 (t-0, t-1, t-2)"
    )
    del raw["sections"][0]["blocks"][0]["origin"]
    assert {code for code, _ in codes(raw)} == {"anchor-words-differ", "anchor-out-of-range"}


def test_one_that_moved_before_others_that_did_not_is_alone_in_being_wrong():
    raw = record(TEXT, *WORDS)
    raw["annotations"][0]["anchors"][0] |= {"start": 2, "end": 26}
    assert codes(raw) == [("anchor-words-differ", "/annotations/0/anchors/0")]


@each_case("origin", [True, False])
@each_case("number", range(4))
@each_case("change", [{"start": 1}, {"end": 1}, {"start": -1, "end": -1}, {}])
def test_a_single_anchor_that_is_wrong_is_reported_as_itself(
    number: int, change: dict[str, int], origin: bool
):
    raw = record(f" {TEXT} ", *WORDS, origin=origin, was=f" {TEXT} ")
    anchor = raw["annotations"][number]["anchors"][0]
    for side, by in change.items():
        anchor[side] += by
    if not change:
        anchor["exact"] = anchor["exact"].replace("o", "0").replace("a", "ä")
    assert codes(raw) == [("anchor-words-differ", f"/annotations/{number}/anchors/0")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-8"])
def test_offsets_in_other_units_are_reported_as_such_and_are_no_edit(encoding: str):
    text = f"It rained. 😀 {TEXT}"
    raw = record(text, "It rained", *WORDS, was=text)
    for annotation in raw["annotations"]:
        anchor = annotation["anchors"][0]
        for side in ("start", "end"):
            units = len(text[: anchor[side]].encode(encoding))
            anchor[side] = units // 2 if encoding == "utf-16-le" else units
    findings = found(raw)
    assert {finding.code for finding in findings} <= {"anchor-words-differ", "anchor-out-of-range"}
    assert len(findings) == 4
    unit = "units of UTF-16" if encoding == "utf-16-le" else "bytes of UTF-8"
    for finding in findings:
        assert finding.hint is not None
        assert finding.hint.endswith(f"; offsets count code points, and these are {unit}")


def test_words_that_another_anchor_has_rightly_were_not_edited():
    wrong = [place(words, TEXT) for words in ("ferry was late", "was late again")]
    raw = record(TEXT, "late")
    for number, anchor in enumerate(wrong, 1):
        anchor["exact"] = anchor["exact"].replace("late", "lame")
        tag = {"id": f"t-{number}", "type": "tag", "tag": "x", "anchors": [anchor]}
        raw["annotations"].append(tag)
    told = [("anchor-words-differ", f"/annotations/{n}/anchors/0") for n in (1, 2)]
    assert codes(raw) == told
    del raw["annotations"][0]
    assert codes(raw) == EDITED


def test_an_edit_does_not_take_a_wrong_anchor_along():
    raw = record(TEXT.replace("late again", "late once again"), *WORDS)
    raw["annotations"].append(
        {
            "id": "bad",
            "type": "tag",
            "tag": "x",
            "anchors": [place("sails", TEXT) | {"exact": "flies"}],
        }
    )
    assert codes(raw) == [*EDITED, ("anchor-words-differ", "/annotations/4/anchors/0")]


def test_two_edits_of_a_received_text_are_reported_together():
    text = TEXT.replace("late", "very late").replace("asked", "ever asked")
    assert codes(record(text, *WORDS, origin=True)) == EDITED


def test_marks_past_the_end_of_an_edited_block_and_its_length_are_not_reported_again():
    raw = record(TEXT.replace("again", ""), *WORDS, origin=True)
    raw["sections"][0]["blocks"][0]["marks"] = [
        {"type": "bold", "start": len(TEXT) - 3, "end": len(TEXT)}
    ]
    assert codes(raw) == EDITED


@pytest.mark.slow
@pytest.mark.parametrize("at", range(50, 1100, 131))
@pytest.mark.parametrize("new", ["xyz", ""])
def test_every_anchor_of_a_long_article_is_accounted_for_when_a_block_is_edited(at: int, new: str):
    raw = json.loads(FRENEMIES.read_text("utf-8"))
    block = raw["sections"][0]["blocks"][6]
    block["text"] = block["text"][:at] + new + block["text"][at + 2 :]
    assert [code for code, _ in codes(raw)] == ["block-edited"]


# --- two blocks with one id: nobody edited anything ---

OTHER = "A bus runs instead. The mayor calls that a success, and the bus is late as well."


def twins(*anchors: dict[str, Any]) -> dict[str, Any]:
    """A record of two blocks that were given one id, and a tag on each of these anchors."""
    raw = record(TEXT)
    raw["sections"][0]["blocks"].append({"type": "paragraph", "id": "p-1", "text": OTHER})
    raw["annotations"] = [
        {"id": f"t-{n}", "type": "tag", "tag": "x", "anchors": [anchor]}
        for n, anchor in enumerate(anchors)
    ]
    return raw


TWICE = ("duplicate-id", "/sections/0/blocks/1/id")


def test_anchors_in_two_blocks_with_one_id_are_true_of_one_of_them():
    of_both = [place(words, TEXT) for words in WORDS]
    of_both += [place(words, OTHER) for words in ("A bus runs", "calls that a success", "late as")]
    assert codes(twins(*of_both)) == [TWICE]


def test_words_without_a_place_stand_in_either_of_two_blocks_with_one_id():
    quotes = [{"exact": "It sails at noon"}, {"exact": "A bus runs"}]
    assert codes(twins(*quotes, *({**quote, "block": "p-1"} for quote in quotes))) == [TWICE]


def test_an_anchor_that_agrees_with_neither_is_reported_where_its_words_stand():
    wrong = [
        {**place(words, OTHER), "start": 0, "end": len(words)} for words in ("The mayor", "late")
    ]
    twice, *rest = found(twins(*wrong))
    assert twice.code == "duplicate-id"
    assert [(f.code, f.hint) for f in rest] == [
        ("anchor-words-differ", "these words occur in the other p-1 at 20"),
        ("anchor-words-differ", "these words occur in p-1 at 14, the other p-1 at 67"),
    ]


def test_words_in_both_of_two_blocks_with_one_id_are_not_chosen_for_anybody():
    twice, ambiguous, nowhere = found(twins({"exact": "late"}, {"exact": "A bas runs instead"}))
    assert twice.code == "duplicate-id"
    assert ambiguous.message == "'late' occurs in 2 places"
    assert "p-1 at 14: " in (ambiguous.hint or "")
    assert "p-1 at 67: " in (ambiguous.hint or "")
    assert str(nowhere.hint).startswith("did you mean p-1 at 0: 'A bus runs instead.")
