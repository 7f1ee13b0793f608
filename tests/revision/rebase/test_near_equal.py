"""Texts of near-equal blocks: rows, paragraphs of a law, items in another order."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

import archive
from tests.samples import from_text
from tests.tools.cases import each_case

_COUNCILS, _SUMS = ("Ash", "Elm", "Oak"), (40, 50, 60, 70)
_WORKS = ("bridge", "road", "well")
_NOUNS = ("bridge", "ferry", "harbour", "mayor", "winter", "ice", "grain", "toll", "road", "mill")


def _row(year: int, random: Random) -> str:
    council, amount, work = map(random.choice, (_COUNCILS, _SUMS, _WORKS))
    return f"The council of {council} paid {amount} crowns for the {work} in {year}."


def _article(n: int, random: Random) -> str:
    who, where = random.choice(("甲方", "乙方", "承租人")), random.choice(("法院", "委员会"))
    return (
        f"第{n}条 {who}应当在十日内通知{where}。逾期通知的，无效。{who}应当在三十日内通知{where}。"
    )


def _marked(blocks: list[str]) -> archive.Document:
    """A record with an anchor on every beginning, half and end of every block."""
    document = from_text("\n\n".join(blocks), id="x", plain=True)
    return document.add(
        *(
            archive.model.Comment(
                id=f"{block.id}-{start}-{end}",
                text="It is so.",
                anchors=(
                    archive.Anchor(
                        block=block.id, start=start, end=end, exact=block.text[start:end]
                    ),
                ),
            )
            for block in document.text_blocks()
            for size in (len(block.text), len(block.text) // 2, 12)
            for start, end in {(0, size), (len(block.text) - size, len(block.text))}
        )
    )


@pytest.mark.slow
@each_case("kind", [_row, _article])
@each_case("seed", range(20))
def test_near_equal_blocks_in_another_order_keep_their_anchors_and_ids(
    kind: Callable[[int, Random], str], seed: int
) -> None:
    random = Random(seed)
    blocks = [kind(n, random) for n in range(1, 31)]
    mixed = list(blocks)
    for n in (3, 8, 9, 20):
        mixed[n], mixed[n + 1] = mixed[n + 1], mixed[n]
    mixed.insert(random.randrange(len(mixed)), mixed.pop(random.randrange(len(mixed))))
    old = _marked(blocks)
    rebased = archive.rebase(old, onto=from_text("\n\n".join(mixed), id="x", plain=True))
    assert {block.id: block.text for block in rebased.document.text_blocks()} == {
        block.id: block.text for block in old.text_blocks()
    }
    assert [outcome.kind for outcome in rebased.outcomes if outcome.new != outcome.old] == []


@each_case("further", [2, 3, 6])
def test_an_old_paragraph_that_comes_further_on_takes_nobodys_place(further: int) -> None:
    random = Random(further)
    blocks = [
        " ".join(" ".join(random.sample(_NOUNS, 9)).capitalize() + "." for _ in range(5))
        for _ in range(12)
    ]
    sentence = blocks[3].split(". ")[2]
    edited = blocks[3].replace(sentence, sentence.replace(sentence.split()[4], "lighthouse"))
    new = [*blocks[:3], edited, *blocks[4 : 4 + further], blocks[3], *blocks[4 + further :]]
    old = from_text("\n\n".join(blocks), id="x", plain=True)
    old = old.add(archive.model.Comment(id="c", text="So it is.", anchors=(old.anchor(sentence),)))
    rebased = archive.rebase(old, onto=from_text("\n\n".join(new), id="x", plain=True))
    [outcome] = rebased.outcomes
    assert (outcome.kind, outcome.new.block) == ("altered", outcome.old.block)
    assert "lighthouse" in outcome.new.exact


def test_a_soft_hyphen_that_comes_into_a_word_parts_nothing() -> None:
    old = from_text("The sentence has a word of many letters in it.", id="x")
    old = old.add(
        archive.model.Comment(id="c", text="So it is.", anchors=(old.anchor("sentence"),))
    )
    new = from_text("The sen\u00adtence has a word of many letters in it.", id="x")
    [outcome] = archive.rebase(old, onto=new).outcomes
    assert (outcome.kind, outcome.new.exact) == ("restyled", "sen\u00adtence")
