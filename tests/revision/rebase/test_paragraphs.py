"""What becomes of a record when paragraphs move, come, go, are split and joined."""

from __future__ import annotations

import pytest

import archive
from archive import Document, Orphan, Outcome
from archive.model import Comment, Paragraph, Section
from tests.revision.rebase.article import (
    ADDED,
    ARTICLE,
    CLOSED,
    COUNCIL,
    DELETED,
    DOCKERS,
    PARTED,
    PORT,
    TITLE,
    TRADE,
    article,
    ids,
    kinds,
    lost,
    on,
    only,
    placed,
    rebased,
    without,
)
from tests.tools.cases import each_case

# --- paragraphs ---


def test_a_paragraph_that_moves_takes_its_id_and_its_anchors_along() -> None:
    document = on(article(*ARTICLE), "buy the port", "Leith")
    made = rebased(document, TITLE, COUNCIL, TRADE, PORT, DOCKERS)
    assert ids(made.document) == ["title", "p-4", "p-1", "p-2", "p-3"]
    assert kinds(made) == ["unchanged", "unchanged"]
    assert [outcome.new for outcome in made.outcomes] == [
        placed("p-4", 40, "buy the port"),
        placed("p-2", 53, "Leith"),
    ]


def test_a_paragraph_can_move_and_be_edited_at_once() -> None:
    document = on(article(*ARTICLE), "Leith", "before the winter", "economist")
    edited = PORT.replace("the winter", "next winter").replace("Ada ", "")
    made = rebased(document, TITLE, TRADE, DOCKERS, COUNCIL, edited)
    assert ids(made.document) == ["title", "p-1", "p-3", "p-4", "p-2"]
    assert kinds(made) == ["moved", "altered", "moved"]
    assert [outcome.new for outcome in made.outcomes] == [
        placed("p-2", 49, "Leith"),
        placed("p-2", 66, "before next winter"),
        placed("p-2", 26, "economist"),
    ]


def test_a_paragraph_split_in_two_keeps_its_id_where_most_of_it_is() -> None:
    document = on(article(*ARTICLE), "council meets", "buy the port")
    first, second = COUNCIL.split(" It ")
    made = rebased(document, *ARTICLE[:4], first, f"It {second}")
    assert ids(made.document) == ["title", "p-1", "p-2", "p-3", "p-4-2", "p-4"]
    assert kinds(made) == ["moved", "moved"]
    assert [outcome.new for outcome in made.outcomes] == [
        placed("p-4-2", 4, "council meets"),
        placed("p-4", 11, "buy the port"),
    ]


def test_the_other_half_of_a_split_paragraph_gets_a_fresh_id() -> None:
    document = on(article(*ARTICLE), "fell by", "ministry")
    first, second = TRADE.split(" The ")
    made = rebased(document, TITLE, first, f"The {second}", *ARTICLE[2:])
    assert ids(made.document) == ["title", "p-1", "p-2-2", "p-2", "p-3", "p-4"]
    assert kinds(made) == ["unchanged", "moved"]
    assert made.outcomes[1].new == placed("p-2-2", 4, "ministry")


@each_case(
    ("words", "new"),
    [
        ("Friday. It may yet buy the port", ("p-4", 0, "It may yet buy the port")),
        ("meets on Friday. It may yet buy", ("p-4-2", 12, "meets on Friday.")),
        ("The council meets on Friday. It may", ("p-4-2", 0, "The council meets on Friday.")),
    ],
)  # fmt: skip
def test_of_an_anchor_across_a_split_the_larger_part_stands_for_it(
    words: str, new: tuple[str, int, str]
) -> None:
    first, second = COUNCIL.split(" It ")
    outcome = only(rebased(on(article(*ARTICLE), words), *ARTICLE[:4], first, f"It {second}"))
    assert outcome.kind == "altered"
    assert outcome.new == placed(*new)


def test_an_anchor_across_a_split_without_a_larger_part_has_lost_its_place() -> None:
    document = on(article(*ARTICLE), "on Friday. It may yet")
    first, second = COUNCIL.split(" It ")
    outcome = only(rebased(document, *ARTICLE[:4], first, f"It {second}"))
    assert outcome.kind == "orphaned"
    assert outcome.new == lost(document, document.annotations[0].anchors[0], PARTED)
    assert outcome.reason == f'"on Friday. It may yet": {PARTED}'


def test_two_paragraphs_joined_are_one_under_the_id_of_the_larger() -> None:
    document = on(article(*ARTICLE), "the winter", "Nobody asked")
    made = rebased(document, TITLE, TRADE, f"{PORT} {DOCKERS}", COUNCIL)
    assert ids(made.document) == ["title", "p-1", "p-2", "p-4"]
    assert kinds(made) == ["unchanged", "moved"]
    assert [outcome.new for outcome in made.outcomes] == [
        placed("p-2", 77, "the winter"),
        placed("p-2", 90, "Nobody asked"),
    ]


def test_a_small_paragraph_joined_to_a_large_one_takes_its_id() -> None:
    document = on(article(TITLE, CLOSED, f"{PORT} {DOCKERS}"), "notice", "economist")
    made = rebased(document, TITLE, f"{CLOSED} {PORT} {DOCKERS}")
    assert ids(made.document) == ["title", "p-2"]
    assert kinds(made) == ["moved", "moved"]
    assert [outcome.new.start for outcome in made.outcomes] == [42, 80]


def test_an_anchor_across_two_sentences_stays_whole_when_paragraphs_are_joined() -> None:
    document = on(article(*ARTICLE), "Miss Lovelace. Two hundred")
    outcome = only(rebased(document, TITLE, TRADE, f"{PORT} {DOCKERS}", COUNCIL))
    assert outcome.kind == "moved"
    assert outcome.new == placed("p-2", 122, "Miss Lovelace. Two hundred")


def test_words_of_a_deleted_paragraph_are_orphans_with_their_last_place() -> None:
    document = on(article(*ARTICLE), "Leith", "dockers")
    made = rebased(document, *without(ARTICLE, PORT))
    gone, kept = made.outcomes
    assert ids(made.document) == ["title", "p-1", "p-3", "p-4"]
    assert gone == Outcome(
        kind="orphaned",
        holder="c-1",
        pointer="/annotations/0/anchors/0",
        old=placed("p-2", 53, "Leith"),
        new=Orphan(
            block="p-2",
            start=53,
            end=58,
            exact="Leith",
            prefix="nomist, the port of ",
            suffix=" will close before t",
            reason=DELETED,
        ),
        reason=f'"Leith": {DELETED}',
    )
    assert (kept.kind, kept.new) == ("unchanged", kept.old)


def test_words_of_a_deleted_sentence_are_orphans_and_its_neighbours_stay() -> None:
    document = on(article(*ARTICLE), "ministry", "in 2015.")
    made = rebased(document, TITLE, TRADE.split(" The ")[0], *ARTICLE[2:])
    assert kinds(made) == ["orphaned", "unchanged"]
    assert made.outcomes[1].new == placed("p-1", 44, "in 2015.")


def test_a_paragraph_that_is_added_gets_a_fresh_id_and_the_others_keep_theirs() -> None:
    document = on(article(*ARTICLE), "Leith", "dockers")
    made = rebased(document, TITLE, ADDED, *ARTICLE[1:])
    assert ids(made.document) == ["title", "p-1-2", "p-1", "p-2", "p-3", "p-4"]
    assert [outcome.new for outcome in made.outcomes] == [o.old for o in made.outcomes]
    assert made.renamed == {
        "p-1": "p-1-2",
        "p-2": "p-1",
        "p-3": "p-2",
        "p-4": "p-3",
        "p-5": "p-4",
        "capture": "capture-2",
    }


def test_a_sentence_can_move_to_another_paragraph() -> None:
    sentence = "Two hundred of them live in the town."
    document = on(article(*ARTICLE), sentence, "live in the town", "Miss Lovelace")
    made = rebased(
        document, TITLE, f"{TRADE} {sentence}", PORT, DOCKERS.removesuffix(f" {sentence}"), COUNCIL
    )
    assert kinds(made) == ["moved", "moved", "unchanged"]
    assert [outcome.new for outcome in made.outcomes] == [
        placed("p-1", 83, "Two hundred of them live in the town."),
        placed("p-1", 103, "live in the town"),
        placed("p-3", 33, "Miss Lovelace"),
    ]


def test_everything_at_once() -> None:
    document = on(article(*ARTICLE), "islands fell", "Leith", "dockers", "the bank")
    first, second = COUNCIL.split(" It ")
    made = rebased(
        document,
        "Trade with the islands falls",
        f"It {second}",
        ADDED,
        first,
        f"{TRADE.replace('ten', 'almost ten')} {DOCKERS}",
    )
    assert kinds(made) == ["moved", "orphaned", "moved", "moved"]
    assert ids(made.document) == ["title", "p-4", "p-2-2", "p-3-2", "p-3"]
    assert [(o.new.block, o.new.start) for o in made.outcomes if o.kind == "moved"] == [
        *(("p-3", 15), ("p-3", 108), ("p-4", 28)),
    ]


# --- ids ---


def test_no_fresh_id_is_one_that_the_record_has() -> None:
    document = on(article(*ARTICLE), "Leith")
    taken = ("p-5", "p-5-2", "capture-2")
    document = document.add(*(Comment(id=id, text="Mine.") for id in taken))
    made = rebased(document, *ARTICLE, ADDED)
    assert ids(made.document) == ["title", "p-1", "p-2", "p-3", "p-4", "p-5-3"]
    assert [capture.id for capture in made.document.captures] == ["capture", "capture-3"]
    assert made.renamed == {"p-5": "p-5-3", "capture": "capture-3"}


def test_an_id_that_was_given_up_is_not_given_again() -> None:
    document = on(article(*ARTICLE), "council")
    made = rebased(document, *ARTICLE[:4], ADDED)
    assert ids(made.document) == ["title", "p-1", "p-2", "p-3", "p-4-2"]
    assert made.outcomes[0].new.block == "p-4"


def test_an_id_of_the_new_text_that_nobody_has_stays_as_it_is() -> None:
    made = rebased(article(*ARTICLE), *ARTICLE, ADDED)
    assert ids(made.document) == ["title", "p-1", "p-2", "p-3", "p-4", "p-5"]
    assert made.renamed == {"capture": "capture-2"}


def test_a_block_of_which_every_word_is_another_keeps_its_id_if_it_looks_like_it() -> None:
    made = rebased(
        article(TITLE, TRADE, "Leeth, Skotland", PORT), TITLE, TRADE, "Leith, Scotland", PORT
    )
    assert ids(made.document) == ids(article(TITLE, TRADE, "Leeth, Skotland", PORT))


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("Winterschool", "Summerschools", True),  # 64 of 100 alike
        ("Homeworkers", "Workforce", False),  # 50
    ],
)
def test_a_block_without_a_word_in_common_is_matched_in_its_place_if_it_looks_like_it(
    before: str, after: str, same: bool
):
    def of(middle: str, id: str) -> Document:
        texts = ("The first paragraph stays as it was.", middle, "The last one stays as well.")
        blocks = [Paragraph(id=f"{id}-{n}", text=text) for n, text in enumerate(texts)]
        return Document(id="d", sections=[Section(id="s", blocks=blocks)])

    new = archive.rebase(of(before, "old"), onto=of(after, "new")).document
    first, second, third = (block.id for block in new.text_blocks())
    assert (first, third) == ("old-0", "old-2")
    assert (second == "old-1") is same
