"""Words that a statement stood on before are kept in its history, and restored if they return."""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive import Anchor, Claim, Document, Orphan, Rebase, Relation, Revision, Source
from archive.model import Attribution, Change, Comment
from tests.conftest import fewer
from tests.revision.rebase.article import (
    ARTICLE,
    AT,
    COUNCIL,
    DOCKERS,
    EDITOR,
    PORT,
    TITLE,
    TRADE,
    UNCLEAR,
    article,
    claim,
    only,
    placed,
    rebased,
    stood,
    without,
)
from tests.tools.cases import each_case

FIVE = tuple(text.replace("ten per cent", "five per cent") for text in ARTICLE)
"""The article with another number, in place."""
SILENT = tuple(text.replace(TRADE, "The ministry said nothing of any trade.") for text in ARTICLE)
"""The article in which the number is gone, and its sentence with it."""
WORDS = "fell by ten per cent in 2015"


def through(document: Document, *texts: tuple[str, ...]) -> Rebase:
    """The last rebase of a document onto these texts, one after the other."""
    made = rebased(document, *texts[0], by="editor", at=AT)
    for text in texts[1:]:
        made = rebased(made.document, *text, by="editor", at=AT)
    return made


def stands(document: Document, *anchors: Any) -> list[tuple[str, int, str]]:
    """Where anchors stand, in which text: a paragraph that returns may have another id."""
    return [(document.block(one.block).text, one.start, one.exact) for one in anchors]


def claimed(words: str = WORDS, status: Any = "accepted") -> Document:
    document = article(*ARTICLE).add(EDITOR)
    return document.add(claim(document, words, status=status))


def test_the_words_that_a_statement_stood_on_are_kept_with_what_stood_beside_them() -> None:
    document = claimed()
    made = through(document, FIVE)
    [change] = made.document.claims[0].history
    assert change.former == (stood(document, "claim-1", "fell by five per cent in 2015"),)
    assert change.former[0].status == "accepted"
    gone = through(document, SILENT)
    [change] = gone.document.claims[0].history
    assert change.former == (stood(document, "claim-1", None),)


def test_words_that_merely_moved_are_not_kept() -> None:
    made = through(claimed(), (TITLE, DOCKERS, TRADE, PORT, COUNCIL))
    assert made.document.claims[0].history == ()


@each_case(
    "texts",
    [(FIVE, ARTICLE), (FIVE, SILENT, ARTICLE), (FIVE, SILENT, FIVE, SILENT, SILENT, ARTICLE)],
    ids=["altered", "altered and lost", "again and again"],
)
def test_words_that_return_are_found_as_those_words(texts: tuple[tuple[str, ...], ...]) -> None:
    document = claimed()
    [words] = document.claims[0].anchors
    made = through(document, *texts)
    outcome, [now] = only(made), made.document.claims
    assert stands(made.document, *now.anchors) == stands(document, words)
    assert (outcome.kind, (outcome.new,)) == ("altered", now.anchors)
    assert outcome.reason == (
        f'"fell by five per cent in 2015" is now "{WORDS}", on which it was accepted until rev-1'
    )


def test_that_they_are_the_accepted_words_is_said_and_a_person_decides() -> None:
    made = through(claimed(), FIVE, ARTICLE)
    [now] = made.document.claims
    assert now.status == "proposed"
    assert now.history[-1].reason == f"the text has changed: {only(made).reason}"
    assert [former.status for change in now.history for former in change.former] == [
        "accepted",
        "proposed",
    ]


def test_words_on_which_nobody_had_decided_are_not_called_accepted() -> None:
    made = through(claimed(status="proposed"), FIVE, ARTICLE)
    assert only(made).reason.endswith(f'is now "{WORDS}", which it had until rev-1')


def test_where_nobody_says_who_or_when_no_revision_is_named() -> None:
    back = rebased(rebased(claimed(), *FIVE).document, *ARTICLE)
    assert only(back).reason.endswith(", on which it was accepted")


def test_a_part_that_was_left_is_whole_again() -> None:
    """An anchor that a deletion at its edge made shorter is as long as it was."""
    short = tuple(text.replace("the port of Leith", "Leith") for text in ARTICLE)
    document = claimed("the port of Leith will close")
    there = through(document, short)
    assert only(there).new.exact == "Leith will close"
    back = through(document, short, ARTICLE)
    assert back.document.claims[0].anchors == document.claims[0].anchors


def test_a_statement_that_was_accepted_on_other_words_since_is_proposed_on_the_first() -> None:
    document = claimed()
    there = through(document, FIVE).document
    accepted = Change(status="accepted", revision="rev-2", reason="Read again.")
    one = there.claims[0]
    there = there.add(Revision(id="rev-2", at=AT, by="editor")).replace(
        one.update(status="accepted", history=(*one.history, accepted))
    )
    back = rebased(there, *ARTICLE, by="editor", at=AT)
    [now] = back.document.claims
    assert (now.status, now.anchors) == ("proposed", document.claims[0].anchors)
    assert [former.status for former in now.history[-1].former] == ["accepted"]


def test_words_that_somebody_else_has_chosen_since_go_with_the_text() -> None:
    """The history goes back only to where a person gave the statement other words."""
    there = through(claimed(), FIVE).document
    chosen = there.replace(there.claims[0].update(anchors=(there.anchor("five per cent"),)))
    back = rebased(chosen, *ARTICLE)
    assert only(back).new.exact == "ten per cent"
    assert "on which" not in only(back).reason


def test_a_copy_elsewhere_is_not_taken_for_words_that_are_gone() -> None:
    copy = f"{COUNCIL} In all, trade {WORDS}."
    made = through(claimed(), FIVE, SILENT, (*SILENT[:4], copy))
    assert only(made).kind == "orphaned"


@pytest.mark.parametrize("status", ["proposed", "accepted"])
def test_words_that_stand_there_still_are_left_for_none_that_return_elsewhere(status: Any) -> None:
    first = stood(claimed(), "claim-1", "asked the dockers")
    document = article(*SILENT).add(EDITOR)
    history = (Change(status="proposed", former=(first,)), Change(status=status))
    document = document.add(claim(document, "asked the dockers", history=history, status=status))
    assert only(rebased(document, *ARTICLE)).new.exact == "asked the dockers"


def test_a_copy_that_stood_elsewhere_all_along_is_never_taken() -> None:
    """Not for words that stand with a change, nor for words that are gone."""
    said = "It stands in the Journal of Harbours 17 (2012)."
    misprint = said.replace("Harbours", "Harbors")
    at = said.index("Harbours")
    document = article(TITLE, said, *ARTICLE[1:], said).add(EDITOR)
    words = document.anchor_at("p-1", at, at + len("Harbours 17"))
    document = document.add(Comment(id="c-1", text="Is it?", anchors=(words,)))
    misprinted = (TITLE, misprint, *ARTICLE[1:], said)
    onward = only(through(document, misprinted, (TITLE, f"We read. {misprint}", *misprinted[2:])))
    assert (onward.kind, onward.new) == ("moved", placed("p-1", at + 9, "Harbors 17"))
    without_it = (TITLE, *ARTICLE[1:], said)
    gone = through(document, misprinted, without_it, (*without_it, TITLE))
    assert isinstance(only(gone).new, Orphan)


@pytest.mark.parametrize("first", [False, True])
def test_a_notice_that_tells_the_first_words_is_not_where_they_stand(first: bool) -> None:
    notice = f"Previously published: {TRADE}"
    texts = (TITLE, notice, *FIVE[1:]) if first else (*FIVE, notice)
    assert only(through(claimed(), FIVE, texts)).new.exact == "fell by five per cent in 2015"
    changed = tuple(text.replace("five per cent", "nine per cent") for text in FIVE)
    now = only(through(claimed(), FIVE, (*changed, notice))).new
    assert now.exact == "fell by nine per cent in 2015"


def test_words_are_known_in_the_form_in_which_they_return() -> None:
    """Their quotation marks were others in the text in which they were lost."""
    styled = tuple(text.replace("“", "«").replace("”", "»") for text in ARTICLE)
    shorter = tuple(text.replace("«Nobody asked", "«Nobody yet asked") for text in styled)
    shorter = tuple(text.replace("said Miss Lovelace", "says Lovelace") for text in shorter)
    document = claimed("the dockers,” said Miss Lovelace")
    made = through(document, styled, shorter, ARTICLE)
    assert only(made).new == document.claims[0].anchors[0]
    other = tuple(text.replace("“Nobody asked", "“Nobody at all asked") for text in ARTICLE)
    beside = through(document, styled, without(styled, styled[3]), other)
    assert only(beside).new.exact == "the dockers,” said Miss Lovelace"


def test_words_that_were_a_block_are_not_taken_from_another() -> None:
    """The title stands at the beginning of a paragraph as well."""
    document = article(*ARTICLE).add(EDITOR)
    title = document.anchor_at("title", 0, len(TITLE))
    document = document.add(claim(document, "Leith", anchors=(title,), status="accepted"))
    other = ("News of the harbour", "Nothing was said of trade.", *ARTICLE[2:])
    gone = through(document, ("Trade without the islands", *other[1:]), other)
    back = rebased(gone.document, "News of the harbour", TRADE, *ARTICLE[2:])
    assert isinstance(only(back).new, Orphan)
    assert only(rebased(gone.document, *ARTICLE)).new == title


def test_of_two_places_that_one_is_meant_where_the_words_stood_near_an_edge_as_before() -> None:
    notice = "Leith is closed."
    document = article(*ARTICLE, notice).add(EDITOR)
    document = document.add(claim(document, "closed", status="accepted"))
    gone = through(document, ARTICLE)
    back = rebased(gone.document, *ARTICLE, "The port of Leith is closed. So it is.", notice)
    now = only(back).new
    assert back.document.block(now.block).text == notice


def test_words_that_stand_in_the_very_place_are_known_whatever_stands_beside_them() -> None:
    document = claimed("ten per cent")
    other = TRADE.replace("fell by ten per cent in 2015", "dropped by ten per cent during 2015")
    made = through(document, FIVE, (TITLE, other, *ARTICLE[2:]))
    assert only(made).reason == (
        '"five per cent" is now "ten per cent", on which it was accepted until rev-1'
    )


@pytest.mark.parametrize("texts", [(FIVE, ARTICLE), (FIVE, SILENT, ARTICLE)])
def test_every_stretch_of_a_statement_is_known_again(texts: tuple[tuple[str, ...], ...]) -> None:
    document = article(*ARTICLE).add(EDITOR)
    source = Source(id="source-1", as_named="the ministry")
    one = claim(
        document,
        "Trade with the islands fell",
        anchors=(document.anchor("fell by ten"), document.anchor("per cent in 2015")),
        condition=(document.anchor("if the bank lends"),),
        attribution=(
            Attribution(cue=(document.anchor("by ten per cent"),)),
            Attribution(cue=(document.anchor("According to Ada"), document.anchor("ten per"))),
        ),
        status="accepted",
    )
    relation = Relation(
        id="r-1",
        subject="claim-1",
        predicate="citesAsEvidence",
        object="source-1",
        rests_on=(document.anchor("islands fell by ten"),),
    )
    document = document.add(source, one, relation)
    made = through(document, *texts)
    [now], [then] = made.document.claims, document.claims

    def all_of(one: Any, record: Document) -> list[tuple[str, int, str]]:
        cues = [anchor for step in one.attribution for anchor in step.cue]
        rests_on = record.relations[0].rests_on
        return stands(record, *one.anchors, *one.condition, *cues, *rests_on)

    assert all_of(now, made.document) == all_of(then, document)
    stretches = {f.stretch for change in now.history for f in change.former}
    assert stretches >= {"/anchors/0", "/attribution/0/cue/0", "/attribution/1/cue/1"}


def test_a_copy_that_came_since_does_not_take_the_place_of_words_that_return() -> None:
    """Words of which there were copies are kept with more of what stood beside them."""
    pull = "fell by ten per cent in 2015. The ministry did not say why."
    texts = (TITLE, TRADE, PORT, f"Prices, too, {pull}")
    document = article(*texts).add(EDITOR)
    document = document.add(
        Comment(id="c-1", text="Is it?", anchors=(document.anchor_at("p-1", 53, 82),))
    )
    there = through(document, (TITLE, "Nothing was said of any trade.", PORT, texts[3]))
    assert isinstance(there.document.annotations[0].anchors[0], Orphan)
    [former] = there.document.annotations[0].history[0].former
    assert former.prefix == TRADE[:53]
    back = rebased(there.document, *texts)
    assert only(back).new == placed("p-1", 53, TRADE[53:82]) or only(back).kind == "orphaned"


def test_few_words_that_were_a_whole_block_are_known_as_one() -> None:
    texts = (*ARTICLE, "Yes.")
    document = article(*texts).add(EDITOR)
    document = document.add(claim(document, "Yes", status="accepted"))
    gone = through(document, ARTICLE)
    assert isinstance(gone.document.claims[0].anchors[0], Orphan)
    again = (*ARTICLE[:2], "Yes.", *ARTICLE[2:])
    assert only(rebased(gone.document, *again)).kind == "moved"
    other = (*ARTICLE[:4], f"{COUNCIL} Yes.")
    assert only(rebased(gone.document, *other)).kind == "orphaned"
    twice = ("Yes.", *ARTICLE, "Yes.")
    back = only(rebased(gone.document, *twice))
    assert (back.kind, back.reason) == ("orphaned", f"{UNCLEAR}which of several copies is meant")


def test_words_return_in_another_form() -> None:
    plain = tuple(re.sub("[“”]", '"', text) for text in ARTICLE)
    document = claimed("“Nobody asked the dockers,” said Miss Lovelace")
    made = through(document, without(ARTICLE, DOCKERS), plain)
    assert only(made).new.exact == '"Nobody asked the dockers," said Miss Lovelace'


def test_words_that_stand_in_the_very_place_are_known_in_another_form() -> None:
    """Of what stood beside them nothing is there."""
    document = claimed("“Nobody asked the dockers,”")
    five = tuple(text.replace("Nobody asked the", "Nobody asked five") for text in ARTICLE)
    plain = DOCKERS.replace("”", '"').replace("“", '"').replace("said Miss", "says Miss")
    made = through(document, five, (*ARTICLE[:3], f"So: {plain}", COUNCIL))
    assert only(made).reason.endswith("on which it was accepted until rev-1")
    assert only(made).new.exact == '"Nobody asked the dockers,"'


def test_a_part_that_was_left_is_whole_again_in_another_form() -> None:
    short = tuple(text.replace("“Nobody asked ", "") for text in ARTICLE)
    plain = tuple(re.sub("[“”]", '"', text).replace("said Miss", "says Miss") for text in ARTICLE)
    made = through(claimed("“Nobody asked the dockers,”"), short, plain)
    assert only(made).new.exact == '"Nobody asked the dockers,"'


def test_a_blank_beside_words_of_a_script_without_blanks_is_none() -> None:
    """Lines are broken elsewhere in the text in which the words return."""
    said = "议会说，与各岛的贸易下降了百分之十。\n部门没有说明原因。港口将在冬天以前关闭。"
    text = (TITLE, said, *ARTICLE[2:])
    document = article(*text).add(EDITOR)
    document = document.add(claim(document, "部门没有说明原因", status="accepted"))
    lost = (TITLE, said.replace("部门没有说明原因", "无人知晓"), *ARTICLE[2:])
    back = through(
        document, lost, without(lost, lost[1]), (TITLE, said.replace("\n", ""), *text[2:])
    )
    assert only(back).new.exact == "部门没有说明原因"


@pytest.mark.parametrize("format", ["json", "tei"])
def test_both_exact_formats_keep_them(format: str) -> None:
    document = through(claimed(), FIVE, SILENT).document
    data = archive.write(document, format).data
    assert archive.read(data).document == document
    back = rebased(archive.read(data).document, *ARTICLE)
    assert only(back).new.exact == WORDS


def test_a_record_of_which_the_history_keeps_no_words_goes_on_as_before() -> None:
    document = through(claimed(), FIVE).document
    [one] = document.claims
    bare = tuple(change.update(former=()) for change in one.history)
    back = rebased(document.replace(one.update(history=bare)), *ARTICLE)
    assert only(back).new.exact == WORDS  # by the alignment alone
    assert "on which" not in only(back).reason


# --- chains that are drawn ---

PARTS = tuple(
    sentence for text in ARTICLE[1:] for sentence in re.findall(r"\S.*?[.”](?= |$)", text)
)
INSTEAD = ("harbour", "never", "forty", "a small", "which nobody saw,")


def edited(random: Random, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts with words and sentences taken out, put in or exchanged."""
    found = []
    for text in texts:
        words = text.split(" ")
        for _ in range(random.choice((0, 0, 1, 2))):
            at = random.randrange(len(words))
            match random.choice(("out", "in", "for")):
                case "out" if len(words) > 3:
                    del words[at]
                case "in":
                    words.insert(at, random.choice(INSTEAD))
                case _:
                    words[at] = random.choice(INSTEAD)
        found.append(" ".join(words))
    if random.random() < 0.3 and len(found) > 3:
        del found[random.randrange(1, len(found))]
    if random.random() < 0.2:
        at = random.randrange(1, len(found))
        found[at:at] = [found.pop(at)][::-1]
    return tuple(found)


def quoted(random: Random, document: Document) -> Document:
    """The document with claims on words of each block, whole ones, that stand there only."""
    made: list[Claim] = []
    for block in document.text_blocks():
        words = [found.span() for found in re.finditer(r"\S+", block.text)]
        for _ in range(2):
            (start, _), (_, end) = sorted(random.sample(words, 2))
            anchor = document.anchor_at(block.id, start, end)
            if sum(text.count(anchor.exact) for text in ARTICLE) == 1:
                id = f"claim-{len(made)}"
                made.append(claim(document, "Leith", id=id, anchors=(anchor,), status="accepted"))
    return document.add(*made)


@pytest.mark.slow
@fewer(2)
@given(st.integers(0, 2**24), st.integers(1, 4))
def test_whatever_happens_between_words_that_return_are_those_words(seed: int, steps: int) -> None:
    """Each anchor stands where it stood, on all of its words or a part; or nowhere."""
    random = Random(seed)
    document = quoted(random, article(*ARTICLE))
    texts: list[tuple[str, ...]] = [ARTICLE]
    made = document
    for _ in range(steps):
        texts.append(edited(random, random.choice(texts)))
        made = rebased(made, *texts[-1]).document
    back = rebased(made, *ARTICLE)
    order, now = ([b.id for b in one.text_blocks()] for one in (document, back.document))
    for one in document.claims:
        [was], [found] = one.anchors, back.document.claim(one.id).anchors
        if isinstance(found, Anchor) and isinstance(was, Anchor):
            assert now.index(found.block) == order.index(was.block)
            assert was.start <= found.start < found.end <= was.end


@pytest.mark.slow
def test_nearly_all_words_that_return_are_found_at_both_ends() -> None:
    back: Counter[str] = Counter()
    for seed in range(120):
        random = Random(seed)
        document = made = quoted(random, article(*ARTICLE))
        for _ in range(1 + seed % 3):
            made = rebased(made, *edited(random, ARTICLE)).document
        made = rebased(made, *ARTICLE).document
        for one in document.claims:
            [was], [found] = one.anchors, made.claim(one.id).anchors
            same = isinstance(found, Anchor) and (found.exact, found.start) == (
                was.exact,
                was.start,
            )
            back["found" if same else "part"] += 1
    assert back.total() > 800
    assert back["found"] >= 0.99 * back.total(), back


def test_words_return_between_their_neighbours_and_not_beside_one_of_them() -> None:
    """Two words that were lost stand in another sentence, behind the same words."""
    first = "The minister of trade said on Friday that steel prices would fall next year."
    document = article(TITLE, first, PORT, DOCKERS, COUNCIL).add(EDITOR)
    document = document.add(claim(document, "steel prices", status="accepted"))
    gone = through(document, (TITLE, PORT, DOCKERS, COUNCIL))
    other = "Nobody knows who said on Friday that steel prices are no matter of the ministry."
    assert isinstance(
        only(rebased(gone.document, TITLE, PORT, other, DOCKERS, COUNCIL)).new, Orphan
    )
    back = rebased(gone.document, TITLE, PORT, first, DOCKERS, COUNCIL)
    assert only(back).new.exact == "steel prices"


def test_words_that_nothing_told_from_a_copy_never_return_onto_the_copy() -> None:
    twice = (TITLE, DOCKERS, TRADE, DOCKERS, COUNCIL)
    document = article(*twice).add(EDITOR)
    first = document.anchor_at("p-1", 0, len(DOCKERS))
    document = document.add(claim(document, COUNCIL, anchors=(first,), status="accepted"))
    gone = through(document, (TITLE, TRADE, COUNCIL))
    lost = gone.document.claims[0].anchors[0]
    assert isinstance(lost, Orphan)
    assert lost.reason.endswith(
        "the same words occurred there twice, and nothing distinguished them"
    )
    for texts in ((TITLE, TRADE, DOCKERS, COUNCIL), twice):
        assert isinstance(only(rebased(gone.document, *texts)).new, Orphan)
