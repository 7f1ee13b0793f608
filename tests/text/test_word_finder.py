"""Words that come without a place are found, or get the same answer from whatever door."""

from __future__ import annotations

import json

import pytest

import archive
from archive.annotations.external.anchoring import anchor_annotations
from archive.annotations.external.data_model import AnnotationFile, ExternalAnnotation, Target
from archive.findings import Finding
from archive.reviews.mending import Mending
from archive.text.joined_blocks import JoinedBlocks
from archive.text.word_finder import TextPlace, Unplaced, WordFinder
from tests import samples

TEXT = ("The ferry is late. It is always late in autumn.", "“So late”, she said. Later it rains.")
TWICE = "'late' occurs in 3 places"
"""What is said of words that stand there several times."""


def of_python(words: str, prefix: str) -> tuple[str, str]:
    with pytest.raises(archive.errors.WordsNotFound) as caught:
        samples.text_only(*TEXT).anchor(words, prefix=prefix)
    message, _, hint = str(caught.value).partition(" (")
    return message, hint.removesuffix(")")


def of_quote(words: str, prefix: str) -> tuple[str, str]:
    raw = json.loads(archive.write(samples.text_only(*TEXT), "json").data)
    quote = {"exact": words, "prefix": prefix}
    raw["annotations"] = [{"type": "comment", "id": "c", "text": "x", "anchors": [quote]}]
    with pytest.raises(archive.errors.InvalidDocument) as caught:
        archive.read(json.dumps(raw).encode(), "json")
    [finding] = caught.value.findings
    return finding.message, finding.hint or ""


def of_sheet(words: str, prefix: str) -> tuple[str, str]:
    row = {"words": words, "restatement": "x", "kind": "descriptive", "before": prefix}
    with pytest.raises(archive.errors.ReadError) as caught:
        archive.add(samples.text_only(*TEXT), json.dumps(row).encode(), "sheet")
    [finding] = caught.value.findings
    return finding.message.partition(": ")[2], finding.hint or ""


def of_review(words: str, prefix: str) -> tuple[str, str]:
    quote = archive.Quote(exact=words, prefix=prefix)
    finding = Mending(samples.text_only(*TEXT)).anchor(quote, None)
    assert isinstance(finding, Finding)
    return finding.message, finding.hint or ""


def of_annotation(words: str, prefix: str) -> tuple[str, str]:
    one = ExternalAnnotation(targets=(Target(exact=words, prefix=prefix),))
    file = AnnotationFile(scheme="x", annotations=[one])
    [found] = anchor_annotations(file, samples.text_only(*TEXT))
    return found.problem, found.hint or ""


DOORS = (of_python, of_quote, of_sheet, of_review, of_annotation)
"""How words come in, each with the message and hint that they get."""


def test_words_get_the_same_answer_from_every_door() -> None:
    for door in DOORS:
        message, hint = door("late", "")
        assert message == TWICE, door
        assert "p-1 at 13: 'The ferry is late. It is always late …'; p-1 at 32: " in hint, door
        message, hint = door("fery is late", "")
        assert message == "'fery is late' does not occur in the text", door
        assert hint.startswith("did you mean p-1 at 4: "), door
        message, hint = door("late", "never ")
        if door is not of_annotation:  # there the nearest context decides
            assert message == "'late' does not occur in the text with 'never ' before it", door
            assert hint.startswith("it occurs in p-1 at 13: "), door


def finder(**options: bool) -> WordFinder:
    blocks = {f"p-{n}": text for n, text in enumerate(TEXT, 1)}
    return WordFinder(JoinedBlocks(blocks), **options)


def test_a_block_a_context_or_a_stretch_tells_which_of_several_places_is_meant() -> None:
    assert finder().find("late", blocks=("p-2",)) == TextPlace("p-2", 4, 8)
    assert finder().find("late", before="always ") == TextPlace("p-1", 32, 36)
    assert finder().find("late", after=". ") == TextPlace("p-1", 13, 17)
    near = TextPlace("p-1", 37, 39)
    assert finder().find("late", blocks=("p-1",), near=near) == TextPlace("p-1", 32, 36)


def test_words_are_found_in_another_form_only_where_that_is_asked_for() -> None:
    assert isinstance(finder().find('"So late"'), Unplaced)
    assert finder(in_any_form=True).find('"So late"') == TextPlace("p-2", 0, 9)
    in_form = finder(in_any_form=True).find("late", before='"So ')
    assert in_form == TextPlace("p-2", 4, 8)


def test_parts_of_words_are_found_only_where_words_must_stand_exactly() -> None:
    assert finder().find("erry") == TextPlace("p-1", 5, 9)
    found = finder(in_any_form=True).find("erry")
    assert isinstance(found, Unplaced)
    assert (found.hint or "").startswith("it occurs only within longer words: p-1 at 5: ")


def test_an_unknown_block_is_named_in_the_answer() -> None:
    found = finder().find("late", blocks=("p-9",))
    assert isinstance(found, Unplaced)
    assert found.message == "'late' does not occur in p-9, which is not a block with text"
