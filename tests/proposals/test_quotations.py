"""Words in quotation marks: of all scripts, nested, over paragraphs; and words only set off."""

from __future__ import annotations

import pytest

import archive
from archive.proposals.speech.quotation_marks import quotations_in
from tests.proposals.articles import article, proposed
from tests.tools.cases import each_case


def tagged(*paragraphs: str, language: str | None = "en") -> list[str]:
    """The words that get a tag, those of several stretches parted by a stroke."""
    found = proposed(article(*paragraphs, language=language), "quotations").proposed
    return [
        " | ".join(anchor.exact for anchor in one.anchors)
        for one in found
        if isinstance(one, archive.model.Tag) and one.tag == "quotation"
    ]


@each_case(
    "text",
    [
        "“{}”", '"{}"', "‘{}’", "„{}“", "„{}”", "«{}»", "»{}«", "‹{}›", "”{}”", "''{}''", "``{}''",
    ],
)  # fmt: skip
def test_every_kind_of_mark_holds_a_quotation(text: str) -> None:
    words = "das Schiff ist noch gestern gesunken"
    assert tagged(f"Es hieß {text.format(words)} und mehr.", language="de") == [words]


@each_case("text", ["「{}」", "『{}』", "“{}”"])
def test_scripts_without_blanks_are_quoted_too(text: str) -> None:
    assert tagged(f"彼は{text.format('私は明日の朝に行く')}と言った。", language="ja") == [
        "私は明日の朝に行く"
    ]


def test_what_is_quoted_within_is_part_of_it() -> None:
    assert tagged("She was told “he said ‘never again’ to us all” and left.") == [
        "he said ‘never again’ to us all"
    ]


def test_a_quotation_goes_on_over_paragraphs_that_open_it_again() -> None:
    assert tagged("“The first of all.", "“The second of all.”") == [
        "The first of all. | The second of all."
    ]
    assert tagged("“The first of all.", "The second of all.") == []


@each_case(
    "text",
    [
        "The “experts” left.",
        "The “so-called experts” left.",
        "He wrote “Of Studies” then.",
        "She read “The Uses of Argument” then.",
        "The boys’ and the girls’ rooms are full.",
        "Rock ’n’ roll of the ’60s is back.",
        "It is 5' 11\" tall and 3' wide.",
        "An empty “” pair.",
        'The picture "images/ships/the-ship-sank.png" is there.',
        "“It never ends.",
        "ends here.” he said",
    ],
)
def test_what_is_set_off_is_no_quotation(text: str) -> None:
    assert tagged(text) == []


@pytest.mark.parametrize("marks", ["''{}''", "``{}''"])
def test_an_apostrophe_ends_no_quotation_that_two_of_them_close(marks: str) -> None:
    words = "we don't think 'the boys' room' isn't full"
    assert tagged(f"They read {marks.format(words)} there.") == [words]


def test_an_apostrophe_ends_no_quotation_in_single_marks() -> None:
    assert tagged("We read ‘I don’t think the boys’ room is full’ there.") == [
        "I don’t think the boys’ room is full"
    ]


def test_a_question_claims_nothing() -> None:
    (tag,) = proposed(article("“Will the ship ever leave?” asked the boy."), "quotations").proposed
    assert isinstance(tag, archive.model.Tag)
    assert "“asked the boy”" in (tag.reason or "")


def test_a_quotation_within_a_reported_claim_is_not_proposed_twice() -> None:
    document = article("The mayor said that he would “never ever leave the city” again.")
    found = proposed(document).proposed
    assert [type(one).__name__ for one in found] == ["Claim"]


def test_pieces_hold_the_words_between_the_marks() -> None:
    block = article("A ``so it is'' b “c d”").text_blocks()[0]
    assert [quoted.words for quoted in quotations_in([block])] == ["so it is", "c d"]


def test_titles_in_a_list_of_references_are_not_quotations() -> None:
    title = "Peroni. “The Uses of Old Ontologies.” Journal 17."
    blocks = [{"type": "paragraph", "id": "ref", "text": title}]
    document = article("He wrote “The Uses of Old Ontologies.” once.")
    raw = document.model_dump(mode="json")
    raw["sections"].append({"id": "refs", "role": "references", "blocks": blocks})
    document = archive.Document.model_validate(raw)
    found = proposed(document, "quotations").proposed
    assert [one.anchors[0].block for one in found] == ["p-1"]
