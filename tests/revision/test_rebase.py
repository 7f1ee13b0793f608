"""What becomes of a record when its text changes: a catalogue, case by case, to the code point."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import archive
from archive import (
    Absence,
    Agent,
    Anchor,
    Assessment,
    Attribution,
    BlockOrigin,
    Caption,
    Capture,
    CaptureOrigin,
    Cell,
    Change,
    Claim,
    Comment,
    Correction,
    Document,
    ElementOrigin,
    Figure,
    Formatting,
    Heading,
    Image,
    InvalidDocument,
    Item,
    LineBreak,
    Link,
    List,
    Metadata,
    Note,
    NoteCall,
    NotInDocument,
    Orphan,
    Outcome,
    Paragraph,
    Quotation,
    ReadResult,
    Rebase,
    Relation,
    Revision,
    Rights,
    Row,
    Section,
    Severity,
    Source,
    Table,
    Tag,
    TextOrigin,
    Title,
    Work,
)
from tests import samples

TITLE = "Trade with the islands"
TRADE = "Trade with the islands fell by ten per cent in 2015. The ministry did not say why."
PORT = "According to Ada Lovelace, an economist, the port of Leith will close before the winter."
DOCKERS = "“Nobody asked the dockers,” said Miss Lovelace. Two hundred of them live in the town."
COUNCIL = "The council meets on Friday. It may yet buy the port, if the bank lends the money."
ARTICLE = (TITLE, TRADE, PORT, DOCKERS, COUNCIL)
"""Blocks `title`, `p-1`, `p-2`, `p-3` and `p-4`."""
ADDED = "Nothing of the kind has been seen since the war."
CLOSED = "The port of Leith is closed until further notice."

DELETED = "it was deleted or rewritten"
PARTED = "its words no longer stand together"
UNCLEAR = "nobody can tell "
"""How the reason begins where words are ambiguous."""

AT = "2026-11-27T10:00:00Z"
EDITOR = Agent(id="editor", name="A. N. Editor")
PROGRAM = Agent(id="program", type="software", name="fetcher", version="2")


def article(*texts: str, id: str = "article") -> Document:
    """These texts as they are read from a plain text, parted by empty lines."""
    return received(*texts, id=id).document


def received(*texts: str, id: str = "article", file: str | None = None) -> ReadResult:
    """The same with the file that they were received as."""
    return archive.read(written(*texts), "text", id=id, file=file)


def written(*texts: str) -> bytes:
    return ("\n\n".join(texts) + "\n").encode()


def on(document: Document, *words: str) -> Document:
    """The document with a comment on each of these words: `c-1`, `c-2` ..."""
    return document.add(
        *(
            Comment(id=f"c-{n}", text="Is it?", anchors=(document.anchor(exact),))
            for n, exact in enumerate(words, 1)
        )
    )


def on_each(document: Document, words: str) -> Document:
    """The document with a comment on every place where these words stand."""
    places = [
        document.anchor_at(block.id, found.start(), found.end())
        for block in document.text_blocks()
        for found in re.finditer(re.escape(words), block.text)
    ]
    return document.add(
        *(
            Comment(id=f"c-{n}", text="Is it?", anchors=(place,))
            for n, place in enumerate(places, 1)
        )
    )


def claim(document: Document, words: str, **fields: Any) -> Claim:
    made: dict[str, Any] = {
        "id": "claim-1",
        "anchors": (document.anchor(words),),
        "restatement": "So it is.",
        "kind": "descriptive",
    }
    return Claim(**{**made, **fields})


def checked(made: Rebase) -> Rebase:
    """A rebase whose result is valid, and has at each pointer what the outcomes say."""
    report = archive.validate(made.document)
    assert report.ok, report.errors
    parts = dict(made.document.index.parts)
    for outcome in made.outcomes:
        if not outcome.pointer.startswith("/sections/"):
            assert parts[outcome.pointer] == outcome.new
    return made


def rebased(document: Document, *texts: str, **options: Any) -> Rebase:
    """The document on these texts."""
    return checked(archive.rebase(document, onto=article(*texts), **options))


def only(made: Rebase) -> Outcome:
    """The one outcome of a rebase."""
    [outcome] = made.outcomes
    return outcome


def placed(block: str, start: int, exact: str) -> Anchor:
    return Anchor(block=block, start=start, end=start + len(exact), exact=exact)


def lost(document: Document, anchor: Anchor, reason: str) -> Orphan:
    """What is left of an anchor that has lost its place in a document."""
    text = document.block(anchor.block).text
    own = {name: getattr(anchor, name) for name in Anchor.model_fields if name != "type"}
    prefix, suffix = text[: anchor.start][-20:], text[anchor.end :][:20]
    return Orphan(**own, prefix=prefix, suffix=suffix, reason=reason)


def counted(revision: Revision) -> str:
    """What a revision says of the outcomes, behind the name of the new text."""
    [told] = re.fullmatch(r"Rebased onto [^:]+: (.+)", revision.summary).groups()  # type: ignore[union-attr]
    return told


def without(texts: tuple[str, ...], *gone: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text not in gone)


def ids(document: Document) -> list[str]:
    return [block.id for block in document.text_blocks()]


def kinds(made: Rebase) -> list[str]:
    return [outcome.kind for outcome in made.outcomes]


# --- nothing changes ---


def test_a_record_on_its_own_text_is_the_same_record() -> None:
    document = on(article(*ARTICLE), "ten per cent", "Leith")
    made = checked(archive.rebase(document, onto=article(*ARTICLE)))
    assert made == Rebase(
        document,
        tuple(
            Outcome("unchanged", f"c-{n}", f"/annotations/{n - 1}/anchors/0", anchor, anchor)
            for n, comment in enumerate(document.annotations, 1)
            for anchor in comment.anchors
        ),
    )


def test_the_same_text_received_again_changes_nothing_else_than_when() -> None:
    document = on(article(*ARTICLE), "Leith").add(EDITOR)
    made = rebased(document, *ARTICLE, by="editor", at=AT)
    assert made.document.update(revisions=()) == document
    [revision] = made.document.revisions
    assert revision == Revision(id="rev-1", at=AT, by="editor", summary=revision.summary)
    assert counted(revision) == "1 unchanged"
    assert (made.findings, made.renamed, made.files) == ((), {}, {})


def test_a_record_without_anchors_is_rebased_too() -> None:
    made = rebased(article(*ARTICLE), TITLE, TRADE)
    assert made.outcomes == ()
    assert [block.text for block in made.document.text_blocks()] == [TITLE, TRADE]


# --- a typing error is corrected ---

TYPING_ERROR = (TITLE, TRADE.replace("ten per", "tenn per"), PORT)
CORRECTED = (TITLE, TRADE, PORT)


@pytest.mark.parametrize(
    ("words", "kind", "new"),
    [
        ("The ministry did", "moved", ("p-1", 53, "The ministry did")),
        ("in 2015", "moved", ("p-1", 44, "in 2015")),
        ("per cent", "moved", ("p-1", 35, "per cent")),
        ("fell by", "unchanged", ("p-1", 23, "fell by")),
        ("tenn", "altered", ("p-1", 31, "ten")),
        ("tenn per", "altered", ("p-1", 31, "ten per")),
        ("by tenn", "altered", ("p-1", 28, "by ten")),
        ("by tenn per cent", "altered", ("p-1", 28, "by ten per cent")),
        ("Leith", "unchanged", ("p-2", 53, "Leith")),
    ],
)  # fmt: skip
def test_where_an_anchor_stands_when_a_typing_error_is_corrected(
    words: str, kind: str, new: tuple[str, int, str]
) -> None:
    outcome = only(rebased(on(article(*TYPING_ERROR), words), *CORRECTED))
    assert outcome.kind == kind
    assert outcome.new == placed(*new)


def test_an_altered_anchor_says_what_stood_there_and_what_stands_there() -> None:
    document = on(article(*TYPING_ERROR), "fell by tenn per cent")
    outcome = only(rebased(document, *CORRECTED))
    assert outcome == Outcome(
        kind="altered",
        holder="c-1",
        pointer="/annotations/0/anchors/0",
        old=document.annotations[0].anchors[0],
        new=placed("p-1", 23, "fell by ten per cent"),
        reason='"fell by tenn per cent" is now "fell by ten per cent"',
    )


@pytest.mark.parametrize(
    ("words", "old", "new", "kind", "exact"),
    [
        ("council meets", "council meets", "council always meets", "altered", "council always meets"),
        ("council meets", "council meets", "new council meets again", "moved", "council meets"),
        ("on Friday", "on Friday", "on Monday", "altered", "on Monday"),
        ("meets on Friday", "meets on Friday", "meets Friday", "altered", "meets Friday"),
        ("may yet buy", "may yet buy", "may buy", "altered", "may buy"),
        ("Friday. It may", "Friday. It may", "Friday. It will", "altered", "Friday. It will"),
        ("The council", "The council", "THE COUNCIL", "altered", "THE COUNCIL"),
    ],
)  # fmt: skip
def test_words_put_inside_belong_to_an_anchor_and_words_beside_it_do_not(
    words: str, old: str, new: str, kind: str, exact: str
) -> None:
    made = rebased(on(article(*ARTICLE), words), *ARTICLE[:4], COUNCIL.replace(old, new))
    outcome = only(made)
    assert (outcome.kind, outcome.new.exact) == (kind, exact)
    assert outcome.new == made.document.anchor(exact, near="p-4")


def test_other_quotation_marks_are_other_words_and_its_context_is_not() -> None:
    straight = DOCKERS.replace("“", '"').replace("”", '"')
    document = on(article(*ARTICLE), "“Nobody asked the dockers,”", "asked the dockers")
    quoted, bare = rebased(document, *ARTICLE[:3], straight, COUNCIL).outcomes
    assert (quoted.kind, quoted.new.exact) == ("altered", '"Nobody asked the dockers,"')
    assert bare.kind == "unchanged"
    assert bare.new == placed("p-3", 8, "asked the dockers")


def test_words_at_the_edges_of_a_block_move_with_it_into_a_larger_one() -> None:
    document = on(article(TITLE, PORT, COUNCIL), "The council", "the money.")
    first, last = rebased(document, TITLE, PORT, f"{TRADE} {COUNCIL} {DOCKERS}").outcomes
    assert first.new == placed("p-2", 83, "The council")
    assert last.new == placed("p-2", 155, "the money.")
    assert (first.kind, last.kind) == ("moved", "moved")


def test_an_orphan_takes_its_context_from_the_text_that_its_words_have_left() -> None:
    document = on(article(*ARTICLE), "Leith", "According", "winter.")
    made = rebased(document, *without(ARTICLE, PORT))
    assert [(o.new.prefix, o.new.suffix) for o in made.outcomes] == [  # type: ignore[union-attr]
        ("nomist, the port of ", " will close before t"),
        ("", " to Ada Lovelace, an"),
        ("ll close before the ", ""),
    ]


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


@pytest.mark.parametrize(
    ("words", "new"),
    [
        ("Friday. It may yet buy the port", ("p-4", 0, "It may yet buy the port")),
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
    document = on(article(*ARTICLE), "meets on Friday. It may yet buy")
    first, second = COUNCIL.split(" It ")
    outcome = only(rebased(document, *ARTICLE[:4], first, f"It {second}"))
    assert outcome.kind == "orphaned"
    assert outcome.new == lost(document, document.annotations[0].anchors[0], PARTED)
    assert outcome.reason == f'"meets on Friday. It may yet buy": {PARTED}'


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


# --- structure ---


def structured() -> Document:
    """A record whose structure no program would guess."""
    return Document(
        id="article",
        sections=(
            Section(
                id="s-1",
                blocks=(
                    Heading(id="h-1", text=TITLE),
                    Paragraph(id="p-1", text=TRADE, language="en-GB"),
                    Quotation(
                        id="q-1",
                        blocks=(Paragraph(id="q-2", text=PORT),),
                        credit=Caption(id="q-3", text="Ada Lovelace, in a letter"),
                    ),
                ),
                sections=(
                    Section(
                        id="s-2",
                        blocks=(
                            Heading(id="h-2", text="The dockers speak of their town."),
                            Paragraph(id="p-2", text=DOCKERS),
                            List(
                                id="l-1",
                                style="plain",
                                items=(
                                    Item(id="i-1", text="Ships of the islands came in every week."),
                                    Item(id="i-2", text="Coal was sold on the eastern quay."),
                                ),
                            ),
                            Table(
                                id="t-1",
                                rows=(
                                    Row(
                                        role="label",
                                        cells=(
                                            Cell(id="t-2", role="label", text="Year of the count"),
                                            Cell(id="t-3", role="label", text="Ships that were seen"),
                                        ),
                                    ),
                                ),
                            ),
                            Figure(
                                id="f-1",
                                image=Image(file="figures/port.png", media_type="image/png"),
                                caption=Caption(id="f-2", text="The port at night, by an unknown hand"),
                                description="A port.",
                                rights=Rights(notice="by an unknown hand"),
                            ),
                        ),
                    ),
                    Section(
                        id="s-3", role="notes", blocks=(Paragraph(id="p-3", text=COUNCIL),)
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def test_structure_is_kept_where_the_new_text_has_none() -> None:
    document = structured()
    texts = [block.text for block in document.text_blocks()]
    made = checked(archive.rebase(document, onto=samples.text_only(*texts)))
    assert made.document == document


def test_structure_is_kept_round_a_text_that_is_edited() -> None:
    document = structured()
    edited = [
        (id, block.text.replace("the ", "all the "))
        for id, block in zip(ids(document), document.text_blocks(), strict=True)
    ]
    onto = samples.text_only(*(text for _, text in edited))
    made = checked(archive.rebase(document, onto=onto))
    assert made.document == archive.with_text(document, dict(edited)).document


@pytest.mark.parametrize(
    "guessed",
    [
        Heading(id="x", text=PORT),
        Paragraph(id="x", text=PORT),
        Quotation(id="x", blocks=(Paragraph(id="x-1", text=PORT),)),
        List(id="x", items=(Item(id="x-1", text=PORT),)),
        Figure(id="x", caption=Caption(id="x-1", text=PORT)),
    ],
    ids=lambda block: type(block).__name__,
)
@pytest.mark.parametrize(
    "kept",
    [
        Heading(id="b-1", text=PORT),
        Paragraph(id="b-1", text=PORT),
        Quotation(id="b-2", blocks=(Paragraph(id="b-1", text=PORT),)),
        List(id="b-2", style="numbered", items=(Item(id="b-1", text=PORT),)),
        Figure(id="b-2", caption=Caption(id="b-1", text=PORT), description="A port."),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_block_stays_what_people_made_it_whatever_the_new_record_takes_it_for(
    kept: Any, guessed: Any
) -> None:
    def record(block: Any) -> Document:
        paragraphs = Paragraph(id="p-1", text=TRADE), Paragraph(id="p-2", text=COUNCIL)
        blocks = (paragraphs[0], block, paragraphs[1])
        return Document(id="article", sections=(Section(id="s-1", blocks=blocks),))

    document = on(record(kept), "Leith")
    made = checked(archive.rebase(document, onto=record(guessed)))
    assert made.document == document
    assert made.renamed[made_of(guessed)] == "b-1"


def made_of(block: Any) -> str:
    """The id of the text in a block."""
    return "x" if hasattr(block, "text") else "x-1"


def test_the_marker_of_an_item_is_that_of_the_new_text() -> None:
    lines = ("Ships of the islands came in every week.", "Coal was sold on the quay.")
    old = article(TRADE, "\n".join(f"- {line}" for line in lines), PORT)
    made = rebased(on(old, "Coal"), TRADE, "\n".join(f"* {line}" for line in lines), PORT)
    [listing] = [b for b in made.document.sections[0].blocks if isinstance(b, List)]
    assert [(item.id, item.marker) for item in listing.items] == [
        ("item-1", "* "),
        ("item-2", "* "),
    ]


def test_a_paragraph_that_is_added_stands_in_the_section_of_what_stands_before_it() -> None:
    document = structured()
    texts = [block.text for block in document.text_blocks()]
    onto = samples.text_only(*texts[:-1], ADDED, texts[-1])
    made = checked(archive.rebase(document, onto=onto))
    [first] = made.document.sections
    dockers, notes = first.sections
    assert dockers.blocks[:-1] == document.sections[0].sections[0].blocks
    assert dockers.blocks[-1] == Paragraph(id=made.renamed.get("p-12", "p-12"), text=ADDED)
    assert notes == document.sections[0].sections[1]


def test_a_figure_takes_its_rights_and_their_words_along() -> None:
    document = structured()
    rights = Rights(
        notice="by an unknown hand",
        basis="inferred",
        rests_on=(document.anchor("by an unknown hand"), document.anchor("in 2015")),
    )
    section = document.sections[0].sections[0]
    figure = section.blocks[-1].update(rights=rights)
    document = document.update(
        sections=(
            document.sections[0].update(
                sections=(
                    section.update(blocks=(*section.blocks[:-1], figure)),
                    document.sections[0].sections[1],
                )
            ),
        )
    )
    texts = [block.text for block in document.text_blocks()]
    texts[texts.index(TRADE)] = TRADE.replace("ten", "about ten")
    caption = texts.index("The port at night, by an unknown hand")
    texts[caption] = "The port of Leith at night, by an unknown hand"
    made = checked(archive.rebase(document, onto=samples.text_only(*texts)))
    new = made.document.get("f-1").rights  # type: ignore[attr-defined]
    assert new.rests_on == (
        placed("f-2", 28, "by an unknown hand"),
        placed(
            "p-1",
            50,
            "in 2015",
        ),
    )
    pointer = "/sections/0/sections/0/blocks/4/rights/rests_on/0"
    assert [(o.kind, o.holder) for o in made.outcomes] == [("moved", "f-1"), ("moved", "f-1")]
    assert made.outcomes[0].pointer == pointer


def drawn(*figures: Figure) -> Document:
    blocks = (Paragraph(id="p-1", text=TRADE), *figures, Paragraph(id="p-2", text=PORT))
    return Document(id="article", sections=(Section(id="s-1", blocks=blocks),))


def figure(id: str, file: str, caption: str | None = None) -> Figure:
    printed = Caption(id=f"{id}-c", text=caption) if caption else None
    return Figure(id=id, image=Image(file=file, media_type="image/png"), caption=printed)


def test_a_new_figure_brings_its_file_under_a_name_that_is_free() -> None:
    port = figure("f-1", "figures/port.png", "The port at night, by an unknown hand")
    chart = figure("f-2", "figures/port.png", "A map of the islands, drawn in ink")
    made = checked(archive.rebase(drawn(port), onto=drawn(port, chart)))
    renamed = figure("f-2", "figures/port-2.png", "A map of the islands, drawn in ink")
    assert made.document == drawn(port, renamed)
    assert made.files == {"figures/port-2.png": "figures/port.png"}


def test_a_new_figure_does_not_rest_on_words_of_the_other_record() -> None:
    chart = figure("f-2", "figures/map.png", "A map of the islands, drawn in ink")
    onto = drawn(chart)
    rights = Rights(notice="drawn in ink", rests_on=(onto.anchor("drawn in ink"),))
    made = checked(archive.rebase(drawn(), onto=drawn(chart.update(rights=rights))))
    assert made.document == drawn(chart.update(rights=rights.update(rests_on=())))
    assert made.outcomes == ()


@pytest.mark.parametrize(
    "onto", [(), (figure("f-1", "figures/port.png"),)], ids=["left out", "there"]
)
def test_a_figure_without_words_stays_where_it_was_whether_it_was_received_again_or_not(
    onto: tuple[Figure, ...],
) -> None:
    document = drawn(figure("f-1", "figures/port.png"))
    made = checked(archive.rebase(document, onto=drawn(*onto)))
    assert made.document == document
    assert made.files == {}


REPORT = Work(id="w-1", type="report", title="The Ports of the Islands")


@pytest.mark.parametrize(
    ("own", "source"),
    [
        ((), None),
        ((REPORT,), "w-1"),
        pytest.param((Work(id="w-1", type="book", title="Onions in Butter"),), None),
        pytest.param((Comment(id="w-1", text="Is it?"),), None),
    ],
    ids=["unknown", "the same", "another work", "no work"],
)
def test_a_new_quotation_is_from_no_work_that_only_has_the_same_id(
    own: tuple[Any, ...], source: str | None
) -> None:
    quotation = Quotation(id="q-1", blocks=(Paragraph(id="q-2", text=DOCKERS),), source="w-1")
    blocks = Paragraph(id="p-1", text=TRADE), Paragraph(id="p-2", text=PORT)
    document = Document(id="article", sections=(Section(id="s-1", blocks=blocks),)).add(*own)
    onto = Document(
        id="article",
        sections=(Section(id="s-1", blocks=(*blocks, quotation)),),
        works=(REPORT,),
    )
    made = checked(archive.rebase(document, onto=onto))
    assert made.document.sections[0].blocks == (*blocks, quotation.update(source=source))


# --- copies ---


def test_a_copy_that_stays_among_its_neighbours_is_not_taken_for_the_one_that_was_deleted() -> None:
    document = on_each(article(TITLE, TRADE, CLOSED, PORT, CLOSED, COUNCIL), CLOSED)
    first = rebased(document, TITLE, TRADE, PORT, CLOSED, COUNCIL)
    assert kinds(first) == ["orphaned", "unchanged"]
    assert first.outcomes[0].reason == f'"{CLOSED}": {DELETED}'
    second = rebased(document, TITLE, TRADE, CLOSED, PORT, COUNCIL)
    assert kinds(second) == ["unchanged", "orphaned"]


def test_copies_that_all_stay_keep_their_anchors() -> None:
    document = on_each(article(TITLE, TRADE, CLOSED, PORT, CLOSED, COUNCIL), CLOSED)
    made = rebased(document, TITLE, ADDED, TRADE, CLOSED, PORT, CLOSED, COUNCIL)
    assert [outcome.new for outcome in made.outcomes] == [outcome.old for outcome in made.outcomes]


def test_where_a_copy_has_lost_its_neighbours_every_place_is_named() -> None:
    document = article(TITLE, TRADE, f"{PORT} {CLOSED} {DOCKERS}", f"{COUNCIL} {CLOSED}")
    document = document.add(
        Comment(id="c-1", text="Is it?", anchors=(document.anchor(CLOSED, near="p-2"),))
    )
    around = f"Nobody at all knew. {CLOSED} Miss Lovelace kept silent about it."
    made = rebased(document, TITLE, TRADE, around, COUNCIL)
    why = only(made).new.reason  # type: ignore[union-attr]
    assert why.startswith(UNCLEAR)
    assert only(made) == Outcome(
        kind="ambiguous",
        holder="c-1",
        pointer="/annotations/0/anchors/0",
        old=document.annotations[0].anchors[0],
        new=lost(document, document.annotations[0].anchors[0], why),
        reason=f'"{CLOSED}": {why}',
        candidates=(placed("p-2", 20, CLOSED),),
    )
    assert made.document.annotations[0].anchors == (only(made).new,)


def test_candidates_come_in_the_order_of_the_text() -> None:
    document = article(TITLE, TRADE, f"{PORT} {CLOSED} {DOCKERS}", f"{COUNCIL} {CLOSED}")
    place = document.anchor(CLOSED, near="p-2")
    word = document.anchor_at("p-2", place.start + 12, place.start + 17)
    document = document.add(Comment(id="c-1", text="Is it?", anchors=(word,)))
    around = f"Leith is no town. Nobody in Leith knew. {CLOSED} Miss Lovelace left Leith for good."
    outcome = only(rebased(document, TITLE, TRADE, around, COUNCIL))
    assert (word.exact, outcome.kind) == ("Leith", "ambiguous")
    starts = [found.start() for found in re.finditer("Leith", around)]
    assert [(c.block, c.start) for c in outcome.candidates] == [("p-2", n) for n in starts]
    assert len(starts) == 4


REPEATED = "It is closed to everybody."


@pytest.mark.parametrize(
    ("old", "new", "candidates"),
    [
        (
            (TITLE, TRADE, CLOSED, PORT, CLOSED, COUNCIL),
            (TITLE, TRADE, CLOSED, COUNCIL),
            [("p-2", 0)],
        ),
        (
            (TITLE, f"{REPEATED} {REPEATED} {TRADE}"),
            (TITLE, f"{REPEATED} {TRADE}"),
            [("p-1", 0)],
        ),
        (
            (TITLE, f"{REPEATED} {REPEATED} {REPEATED} {TRADE}"),
            (TITLE, f"{REPEATED} {REPEATED} {TRADE}"),
            [("p-1", 0), ("p-1", 27)],
        ),
    ],
    ids=["paragraphs", "sentences", "three"],
)
def test_where_one_of_equal_copies_is_deleted_and_nothing_tells_which_all_are_ambiguous(
    old: tuple[str, ...], new: tuple[str, ...], candidates: list[tuple[str, int]]
) -> None:
    words = CLOSED if CLOSED in old else REPEATED
    made = rebased(on_each(article(*old), words), *new)
    for outcome in made.outcomes:
        assert outcome.kind == "ambiguous"
        assert [(c.block, c.start) for c in outcome.candidates] == candidates
        assert outcome.reason == f'"{words}": {outcome.new.reason}'  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "new",
    [(TITLE, TRADE, CLOSED, CLOSED, PORT), (TITLE, CLOSED, TRADE, PORT, CLOSED)],
    ids=["beside", "apart"],
)
def test_words_of_which_a_copy_has_come_are_ambiguous_if_nothing_tells(
    new: tuple[str, ...],
) -> None:
    made = rebased(on(article(TITLE, TRADE, CLOSED, PORT), CLOSED), *new)
    outcome = only(made)
    assert outcome.kind == "ambiguous"
    assert [candidate.exact for candidate in outcome.candidates] == [CLOSED, CLOSED]


def test_no_candidate_lies_within_another_word() -> None:
    document = article(TITLE, TRADE, f"{PORT} {CLOSED} {DOCKERS}", f"{COUNCIL} {CLOSED}")
    place = document.anchor(CLOSED, near="p-2")
    word = document.anchor_at("p-2", place.start + 4, place.start + 8)
    document = document.add(Comment(id="c-1", text="Is it?", anchors=(word,)))
    around = f"Nobody at all reported it. {CLOSED} Miss Lovelace has no passport, she says."
    outcome = only(rebased(document, TITLE, TRADE, around, COUNCIL))
    assert (word.exact, outcome.kind) == ("port", "ambiguous")
    assert [(c.block, c.start) for c in outcome.candidates] == [("p-2", 31), ("p-3", 48)]


# --- what is said about the text ---


def test_a_statement_whose_words_have_changed_is_proposed_again_and_says_why() -> None:
    document = article(*TYPING_ERROR).add(EDITOR)
    earlier = Change(status="accepted", revision="rev-1")
    document = document.add(
        claim(document, "fell by tenn per cent", status="accepted", history=(earlier,)),
        Revision(id="rev-1", at="2026-11-24T09:00:00Z", by="editor"),
    )
    made = rebased(document, *CORRECTED, by="editor", at=AT)
    new = placed("p-1", 23, "fell by ten per cent")
    reason = 'the text has changed: "fell by tenn per cent" is now "fell by ten per cent"'
    fallen = Change(status="proposed", revision="rev-2", reason=reason)
    assert made.document.claims == (
        document.claims[0].update(status="proposed", anchors=(new,), history=(earlier, fallen)),
    )
    first, revision = made.document.revisions
    assert first == document.revisions[0]
    assert (revision.id, revision.at, revision.by) == ("rev-2", AT, "editor")
    assert revision.parts == ("claim-1",)
    assert counted(revision) == "1 altered"


def test_where_nobody_says_who_or_when_the_history_goes_on_and_no_revision_is_made() -> None:
    document = on(article(*TYPING_ERROR).add(EDITOR), "tenn")
    made = rebased(document, *CORRECTED)
    [change] = made.document.annotations[0].history
    assert change == Change(status="proposed", reason='the text has changed: "tenn" is now "ten"')
    assert made.document.revisions == ()


@pytest.mark.parametrize("told", [{"by": "editor"}, {"at": AT}, {"by": "editor", "at": AT}])
def test_who_did_it_or_when_is_said_once_in_a_revision(told: dict[str, str]) -> None:
    document = on(article(*TYPING_ERROR).add(EDITOR), "tenn", "by tenn")
    made = rebased(document, *CORRECTED, **told)
    [revision] = made.document.revisions
    summary = "Rebased onto article.txt: 2 altered"
    assert revision == Revision(id="rev-1", summary=summary, parts=("c-1", "c-2"), **told)
    for annotation in made.document.annotations:
        assert [change.revision for change in annotation.history] == ["rev-1"]


@pytest.mark.parametrize(
    ("ids", "made"),
    [
        ((), "rev-1"),
        (("rev-1", "rev-2"), "rev-3"),
        (("rev-7", "rev-2"), "rev-8"),
        (("rev-09",), "rev-10"),
        (("first", "rev-a", "rev-1a", "rev-", "a-rev-3"), "rev-1"),
    ],
)
def test_the_id_of_a_revision_is_numbered_on_and_never_used_again(
    ids: tuple[str, ...], made: str
) -> None:
    revisions = tuple(Revision(id=id) for id in ids)
    document = article(*ARTICLE).update(revisions=revisions)
    assert rebased(document, *ARTICLE, at=AT).document.revisions[-1].id == made


def test_the_id_of_a_revision_is_none_that_a_block_has_or_gets() -> None:
    named = on(article(*ARTICLE), "Leith").add(Comment(id="rev-4", text="Well."))
    assert rebased(named, *ARTICLE, at=AT).document.revisions[0].id == "rev-5"
    new = article(*ARTICLE, ADDED)
    section = new.sections[0]
    blocks = (*section.blocks[:-1], section.blocks[-1].update(id="rev-6"))
    new = new.update(sections=(section.update(blocks=blocks),))
    made = checked(archive.rebase(named, onto=new, at=AT))
    assert ids(made.document)[-1] == "rev-6"
    assert made.document.revisions[0].id == "rev-7"


@pytest.mark.parametrize("status", ["accepted", "rejected", "proposed"])
def test_a_statement_whose_words_have_merely_moved_is_what_it_was(status: str) -> None:
    document = article(*TYPING_ERROR)
    document = document.add(claim(document, "in 2015", status=status))
    made = rebased(document, *CORRECTED, at=AT)
    moved = placed("p-1", 44, "in 2015")
    assert made.document.claims == (document.claims[0].update(anchors=(moved,)),)
    [revision] = made.document.revisions
    assert (revision.at, revision.by, revision.parts) == (AT, None, ())
    assert counted(revision) == "1 moved"


@pytest.mark.parametrize("status", ["accepted", "rejected", "proposed"])
def test_a_statement_whose_words_are_gone_is_proposed_again(status: str) -> None:
    document = article(*ARTICLE)
    document = document.add(claim(document, "Leith", status=status))
    made = rebased(document, *without(ARTICLE, PORT))
    [statement] = made.document.claims
    assert statement.status == "proposed"
    assert [change.reason for change in statement.history] == [
        f'the text has changed: "Leith": {DELETED}'
    ]


def test_every_stretch_of_a_statement_counts_and_its_history_goes_on_once() -> None:
    document = article(*TYPING_ERROR).add(Source(id="src-1", as_named="the ministry"))
    document = document.add(
        claim(
            document,
            "Leith",
            status="accepted",
            condition=(document.anchor("tenn"),),
            attribution=(Attribution(cue=(document.anchor("an economist"),)),),
        ),
        Relation(
            id="r-1",
            subject="claim-1",
            predicate="citesAsEvidence",
            object="src-1",
            status="accepted",
            rests_on=(document.anchor("The ministry"),),
        ),
        Assessment(
            id="a-1", claim="claim-1", verdict="doubt", reasoning="No figures.", status="rejected"
        ),
        Tag(id="t-1", tag="trade", anchors=(document.anchor("islands fell"),), status="accepted"),
    )
    made = rebased(document, TITLE, TRADE, PORT.replace("an economist", "the economist"))
    [statement] = made.document.claims
    assert kinds(made) == ["moved", "altered", "altered", "unchanged", "moved"]
    assert statement.status == "proposed"
    assert [change.reason for change in statement.history] == [
        'the text has changed: "tenn" is now "ten"; "an economist" is now "the economist"'
    ]
    kept = (*made.document.relations, *made.document.assessments, *made.document.annotations)
    assert [part.status for part in kept] == ["accepted", "rejected", "accepted"]
    assert [part.history for part in kept] == [()] * 3


def test_a_statement_about_a_statement_whose_words_have_changed_is_left_alone() -> None:
    document = article(*TYPING_ERROR)
    document = document.add(claim(document, "tenn", status="accepted"))
    document = document.add(Comment(id="c-1", text="Sure?", on="claim-1", status="accepted"))
    made = rebased(document, *CORRECTED)
    assert made.document.claims[0].status == "proposed"
    assert made.document.annotations == document.annotations


def test_words_that_metadata_rest_on_are_carried_too() -> None:
    document = article(*TYPING_ERROR)
    title = Title(text=TITLE, basis="inferred", rests_on=(document.anchor("tenn"),))
    document = document.update(metadata=Metadata(titles=(title,), authors=Absence.NOT_STATED))
    made = rebased(document, *CORRECTED, at=AT)
    outcome = only(made)
    assert (outcome.kind, outcome.holder) == ("altered", "")
    assert outcome.pointer == "/metadata/titles/0/rests_on/0"
    new = placed("p-1", 31, "ten")
    assert made.document.metadata == document.metadata.update(
        titles=(title.update(rests_on=(new,)),)
    )
    assert made.document.revisions[0].parts == ()


def test_older_revisions_stay_and_no_longer_name_what_is_gone() -> None:
    document = on(article(*ARTICLE), "Leith")
    older = Revision(
        id="rev-1", at="2026-11-24T09:00:00Z", summary="Made.", parts=("p-2", "c-1", "p-1")
    )
    made = rebased(document.update(revisions=(older,)), *without(ARTICLE, PORT), at=AT)
    first, second = made.document.revisions
    assert first == older.update(parts=("c-1", "p-1"))
    assert (second.at, second.by, second.parts) == (AT, None, ("c-1",))
    assert counted(second) == "1 orphaned"


def test_an_agent_that_the_record_does_not_have_can_do_nothing() -> None:
    document = on(article(*ARTICLE), "Leith")
    for by in ("editor", "c-1", "p-1"):
        with pytest.raises(NotInDocument) as caught:
            archive.rebase(document, onto=article(*CORRECTED).add(EDITOR), by=by)
        assert caught.value.id == by
        with pytest.raises(NotInDocument) as caught:
            archive.with_text(document, {"p-1": TRADE}, by=by)
        assert caught.value.id == by


# --- orphans ---


def test_an_orphan_comes_back_when_a_later_text_has_its_words_again() -> None:
    document = article(*ARTICLE)
    document = document.add(claim(document, "Leith", status="accepted"))
    gone = rebased(document, *without(ARTICLE, PORT))
    again = rebased(gone.document, TITLE, TRADE, DOCKERS, PORT, COUNCIL)
    back = only(again)
    assert back == Outcome(
        kind="moved",
        holder="claim-1",
        pointer="/claims/0/anchors/0",
        old=only(gone).new,
        new=placed(ids(again.document)[3], 53, "Leith"),
    )
    [before], [after] = gone.document.claims, again.document.claims
    assert after == before.update(anchors=(back.new,))
    assert after.status == "proposed"


def test_an_orphan_stays_one_while_its_words_are_gone() -> None:
    gone = rebased(on(article(*ARTICLE), "Leith"), *without(ARTICLE, PORT))
    again = rebased(gone.document, *without(ARTICLE, PORT, DOCKERS), at=AT)
    orphan = only(gone).new
    assert only(again) == Outcome(
        "orphaned", "c-1", "/annotations/0/anchors/0", orphan, orphan, DELETED
    )
    assert again.document.annotations == gone.document.annotations
    assert again.document.revisions[-1].parts == ()


def test_an_orphan_does_not_settle_on_its_words_in_another_context() -> None:
    gone = rebased(on(article(*ARTICLE), "Leith"), *without(ARTICLE, PORT))
    again = rebased(gone.document, *without(ARTICLE, PORT), CLOSED)
    assert only(again).kind == "orphaned"


def test_an_orphan_does_not_choose_between_two_places() -> None:
    gone = rebased(on(article(*ARTICLE), "Leith"), *without(ARTICLE, PORT))
    again = rebased(gone.document, TITLE, PORT, TRADE, PORT, DOCKERS)
    assert only(again).kind == "orphaned"
    assert only(again).new == only(gone).new


def test_an_orphan_stays_one_on_the_text_on_which_somebody_made_it_one() -> None:
    document = article(*ARTICLE)
    orphan = lost(document, document.anchor("Leith"), "It is another Leith.")
    document = document.add(Comment(id="c-1", text="Is it?", anchors=(orphan,)))
    made = rebased(document, *ARTICLE)
    assert only(made).kind == "orphaned"
    assert made.document == document


# --- captures ---


def test_both_captures_are_kept_and_every_block_names_the_new_one(tmp_path: Path) -> None:
    old, new = received(*TYPING_ERROR), received(*CORRECTED, ADDED)
    document = on(old.document, "tenn")
    made = checked(archive.rebase(document, onto=new.document))
    [first], [second] = old.document.captures, new.document.captures
    assert made.document.captures == (
        first.update(derivation=None),
        second.update(id="capture-2", file="received/article-2.txt"),
    )
    assert made.files == {"received/article-2.txt": "received/article.txt"}
    assert [block.origin for block in made.document.text_blocks()] == [
        block.origin.update(capture="capture-2")  # type: ignore[union-attr]
        for block in new.document.text_blocks()
    ]
    brought = {name: new.files[theirs] for name, theirs in made.files.items()}
    archive.save(made.document, tmp_path / "article", files={**old.files, **brought})
    report = archive.validate(tmp_path / "article")
    assert report.ok, report.errors
    assert {f.code for f in report} <= {f.code for f in archive.validate(made.document)}


def test_a_file_with_a_name_of_its_own_keeps_it() -> None:
    new = received(*CORRECTED, file="received/2026.txt")
    made = checked(archive.rebase(article(*TYPING_ERROR), onto=new.document))
    assert made.files == {"received/2026.txt": "received/2026.txt"}
    assert made.document.captures[1].file == "received/2026.txt"


@pytest.mark.parametrize(
    ("taken", "wanted", "given"),
    [
        ("received/article.txt", "received/article.txt", "received/article-2.txt"),
        ("received/Article.TXT", "received/article.txt", "received/article-2.txt"),
        ("received/article.txt", "received/Article.TXT", "received/Article-2.TXT"),
    ],
)
def test_a_file_name_that_is_taken_is_changed_even_if_only_its_case_differs(
    taken: str, wanted: str, given: str
) -> None:
    old, new = received(*TYPING_ERROR, file=taken), received(*CORRECTED, file=wanted)
    made = checked(archive.rebase(old.document, onto=new.document))
    assert made.files == {given: wanted}


def test_the_same_bytes_are_one_capture() -> None:
    first = received(*TYPING_ERROR, file="received/first.txt").document
    capture = first.captures[0].update(received_at="2026-11-24T09:00:00Z", received_by="editor")
    document = on(first.add(EDITOR).replace(capture), "tenn")
    there = rebased(document, *CORRECTED)
    back = rebased(there.document, *TYPING_ERROR)
    assert [(c.id, c.derivation) for c in back.document.captures] == [
        ("capture", "verbatim-1"),
        ("capture-2", None),
    ]
    assert back.document.captures[0] == capture
    assert back.files == {}
    assert {block.origin.capture for block in back.document.text_blocks() if block.origin} == {
        "capture"
    }
    assert [block.origin for block in back.document.text_blocks()] == [
        block.origin for block in document.text_blocks()
    ]


def test_bytes_of_which_no_block_comes_are_taken_along() -> None:
    page = Capture(
        id="page",
        file="received/page.html",
        media_type="text/html",
        size_bytes=12,
        sha256="0" * 64,
        address="https://example.org/trade",
        received_at=AT,
        received_by="program",
    )
    onto = article(*CORRECTED).add(EDITOR, PROGRAM, page)
    made = checked(archive.rebase(article(*TYPING_ERROR), onto=onto))
    assert [capture.id for capture in made.document.captures] == ["capture", "capture-2", "page"]
    assert made.document.captures[2] == page
    assert made.document.agents == (PROGRAM,)
    assert made.files["received/page.html"] == "received/page.html"


def captured_by(agent: Agent, *texts: str) -> Document:
    document = article(*texts).add(agent)
    return document.replace(document.captures[0].update(received_by=agent.id))


def test_the_agent_who_received_both_is_one() -> None:
    made = checked(
        archive.rebase(captured_by(EDITOR, *TYPING_ERROR), onto=captured_by(EDITOR, *CORRECTED))
    )
    assert made.document.agents == (EDITOR,)
    assert [capture.received_by for capture in made.document.captures] == ["editor", "editor"]


def test_another_agent_of_the_same_id_gets_another() -> None:
    other = EDITOR.update(name="Somebody Else")
    made = checked(
        archive.rebase(captured_by(EDITOR, *TYPING_ERROR), onto=captured_by(other, *CORRECTED))
    )
    assert made.document.agents == (EDITOR, other.update(id="editor-2"))
    assert [capture.received_by for capture in made.document.captures] == ["editor", "editor-2"]


def test_an_agent_whose_id_is_that_of_another_part_gets_another() -> None:
    document = on(article(*TYPING_ERROR), "Leith")
    made = checked(archive.rebase(document, onto=captured_by(EDITOR.update(id="c-1"), *CORRECTED)))
    assert made.document.agents == (EDITOR.update(id="c-1-2"),)
    assert made.document.captures[1].received_by == "c-1-2"


def test_another_agent_who_received_two_captures_comes_once() -> None:
    other = EDITOR.update(name="Somebody Else")
    onto = captured_by(other, *CORRECTED)
    page = onto.captures[0].update(
        id="page", file="received/page.html", sha256="0" * 64, derivation=None
    )
    made = checked(archive.rebase(captured_by(EDITOR, *TYPING_ERROR), onto=onto.add(page)))
    assert made.document.agents == (EDITOR, other.update(id="editor-2"))


def test_a_text_that_nobody_received_has_no_origins() -> None:
    made = checked(archive.rebase(article(*TYPING_ERROR), onto=samples.text_only(*CORRECTED)))
    assert [block.origin for block in made.document.text_blocks()] == [None, None, None]
    assert len(made.document.captures) == 1


# --- marks ---


def marked(document: Document, block: str, *marks: Any) -> Document:
    """The document with these marks on a paragraph of its first section."""
    section = document.sections[0]
    blocks = tuple(b.update(marks=marks) if b.id == block else b for b in section.blocks)
    return document.update(sections=(section.update(blocks=blocks), *document.sections[1:]))


def test_marks_are_carried_to_a_text_that_has_none() -> None:
    document = marked(
        article(*TYPING_ERROR),
        "p-1",
        Formatting(type="italic", start=11, end=22),  # the islands
        Link(start=31, end=44, target="https://example.org/"),  # tenn per cent
        Formatting(type="bold", start=31, end=35),  # tenn
        LineBreak(start=53, end=53),
        Formatting(type="bold", start=58, end=66),  # ministry
    )
    made = rebased(document, *CORRECTED)
    assert made.document.block("p-1").marks == (
        Formatting(type="italic", start=11, end=22),
        Link(start=31, end=43, target="https://example.org/"),
        Formatting(type="bold", start=31, end=34),
        LineBreak(start=52, end=52),
        Formatting(type="bold", start=57, end=65),
    )


def test_marks_of_the_new_text_take_the_place_of_the_old_ones() -> None:
    old = marked(article(*TYPING_ERROR), "p-1", Formatting(type="italic", start=11, end=22))
    mark = Formatting(type="bold", start=0, end=5)
    made = checked(archive.rebase(old, onto=marked(article(*CORRECTED), "p-1", mark)))
    assert made.document.block("p-1").marks == (mark,)


def test_a_mark_on_words_that_are_gone_is_gone() -> None:
    old = marked(
        article(*ARTICLE),
        "p-1",
        Formatting(type="italic", start=11, end=22),
        Formatting(type="bold", start=57, end=65),  # ministry
    )
    made = rebased(old, TITLE, TRADE.split(" The ")[0], *ARTICLE[2:])
    assert made.document.block("p-1").marks == (Formatting(type="italic", start=11, end=22),)


@pytest.mark.parametrize(
    "new",
    [
        (TITLE, *TRADE.split(" The "), *ARTICLE[2:]),
        (TITLE, f"{TRADE} {PORT}", DOCKERS, COUNCIL),
        (TITLE, TRADE.split(" The ")[0], f"{PORT} The {TRADE.split(' The ')[1]}", *ARTICLE[3:]),
    ],
    ids=["split", "joined", "sentence moved"],
)
def test_a_mark_goes_with_its_words_to_another_block(new: tuple[str, ...]) -> None:
    mark = Formatting(type="bold", start=57, end=65)
    made = rebased(marked(article(*ARTICLE), "p-1", mark), *new)
    [block] = [block for block in made.document.text_blocks() if "ministry" in block.text]
    start = block.text.index("ministry")
    assert block.marks == (mark.update(start=start, end=start + len("ministry")),)


def test_the_marks_of_two_paragraphs_stand_in_the_one_that_joins_them() -> None:
    first, second = Formatting(type="bold", start=57, end=65), Link(start=53, end=58)
    document = marked(marked(article(*ARTICLE), "p-1", first), "p-2", second)
    made = rebased(document, TITLE, f"{TRADE} {PORT}", DOCKERS, COUNCIL)
    shift = len(TRADE) + 1
    joined = made.document.text_blocks()[1]
    assert joined.marks == (first, second.update(start=53 + shift, end=58 + shift))


def test_a_mark_across_a_split_is_cut_off_or_lost_but_never_wrong() -> None:
    document = marked(article(*ARTICLE), "p-1", Formatting(type="bold", start=44, end=65))
    first, second = TRADE.split(" The ")  # in 2015. | The ministry
    made = rebased(document, TITLE, first, f"The {second}", *ARTICLE[2:])
    one, other = made.document.text_blocks()[1:3]
    assert {one.text[mark.start : mark.end] for mark in one.marks} <= {"in 2015."}
    assert {other.text[mark.start : mark.end] for mark in other.marks} <= {"The ministry"}


def noted(*texts: str, called: int | None, note: str | None) -> Document:
    """A record of paragraphs, of which the first calls a note at this offset."""
    marks = (NoteCall(start=called, end=called, note="n-1"),) if called is not None else ()
    first, *others = texts
    blocks: list[Any] = [Paragraph(id="p-1", text=first, marks=marks)]
    blocks += [Paragraph(id=f"p-{n}", text=text) for n, text in enumerate(others, 2)]
    sections = [Section(id="s-1", blocks=tuple(blocks))]
    if note is not None:
        text = Paragraph(id="n-2", text=note)
        sections.append(
            Section(id="s-2", role="notes", blocks=(Note(id="n-1", marker="1 ", blocks=(text,)),))
        )
    return Document(id="article", sections=tuple(sections))


SEE = "See the figures of the harbour office for the year."


def test_the_call_of_a_note_is_carried_and_the_note_stays_a_note() -> None:
    document = noted(TRADE, PORT, called=52, note=SEE)
    onto = samples.text_only(TRADE.replace("ten", "almost ten"), PORT, SEE)
    made = checked(archive.rebase(document, onto=onto))
    assert made.document.block("p-1").marks == (NoteCall(start=59, end=59, note="n-1"),)
    assert made.document.sections[1].blocks == (
        Note(id="n-1", blocks=(Paragraph(id="n-2", text=SEE),)),
    )
    assert made.findings == ()


def test_the_call_of_a_note_goes_with_its_sentence() -> None:
    first, second = TRADE.split(" The ")
    document = noted(TRADE, PORT, called=len(TRADE), note=SEE)
    onto = samples.text_only(first, f"The {second}", PORT, SEE)
    made = checked(archive.rebase(document, onto=onto))
    at = len(f"The {second}")
    blocks = made.document.text_blocks()
    assert [block.marks for block in blocks[:2]] == [(), (NoteCall(start=at, end=at, note="n-1"),)]
    assert made.findings == ()


def test_the_call_of_a_note_that_is_gone_is_told() -> None:
    document = noted(TRADE, PORT, called=52, note=SEE)
    made = checked(archive.rebase(document, onto=samples.text_only(TRADE, PORT)))
    assert made.document.block("p-1").marks == ()
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("note-call-lost", Severity.NOTE)
    assert finding.message == "p-1 no longer calls n-1, which is gone"


def test_a_call_of_the_new_text_calls_the_note_under_its_id_in_the_result() -> None:
    document = noted(TRADE, PORT, called=None, note=None).add(
        Comment(id="n-1", text="Mine."), Comment(id="n-2", text="Mine.")
    )
    made = checked(archive.rebase(document, onto=noted(TRADE, PORT, called=52, note=SEE)))
    assert made.document.block("p-1").marks == (NoteCall(start=52, end=52, note="n-1-2"),)
    assert made.document.sections[-1].blocks[-1] == Note(
        id="n-1-2", marker="1 ", blocks=(Paragraph(id="n-2-2", text=SEE),)
    )
    assert (made.renamed["n-1"], made.renamed["n-2"]) == ("n-1-2", "n-2-2")


# --- texts that are no text of the article ---

COOKING = (
    "Onions in butter",
    "Take two onions, slice them thinly, and fry them slowly until they are brown.",
    "Serve with bread and a glass of cider, cold from the cellar.",
)


def test_an_unrelated_article_takes_no_anchor_and_is_an_error() -> None:
    document = on(article(*ARTICLE), "Leith", "ten per cent", "The council meets on Friday.")
    made = checked(archive.rebase(document, onto=article(*COOKING, id="cooking")))
    assert kinds(made) == ["orphaned"] * 3
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("texts-unrelated", Severity.ERROR)
    assert finding.message == "cooking has hardly a sentence in common with article"
    assert [block.text for block in made.document.text_blocks()] == list(COOKING)
    assert not set(ids(made.document)) & set(ids(document))


def test_an_unrelated_article_takes_no_anchor_even_where_it_has_the_same_words() -> None:
    recipe = f"{COOKING[1]} {COOKING[2]} "
    other = article(COOKING[0], f"{recipe * 4}The council meets on Friday. {recipe}")
    made = checked(
        archive.rebase(on(article(*ARTICLE), "The council meets on Friday."), onto=other)
    )
    assert [finding.code for finding in made.findings] == ["texts-unrelated"]
    assert only(made).kind == "orphaned"


def test_a_text_cut_down_to_one_paragraph_is_the_same_article() -> None:
    made = rebased(on(article(*ARTICLE), "Leith"), PORT)
    assert made.findings == ()
    assert only(made).kind == "unchanged"


def test_a_record_on_no_text_at_all_loses_everything() -> None:
    document = on(article(*ARTICLE), "Leith")
    made = checked(archive.rebase(document, onto=Document(id="article")))
    assert only(made).new == lost(document, document.annotations[0].anchors[0], DELETED)
    assert made.document.text_blocks() == ()
    assert made.document.sections == ()


def test_no_text_at_all_has_nothing_in_common_with_an_article() -> None:
    made = archive.rebase(article(*ARTICLE), onto=Document(id="article"))
    assert [finding.code for finding in made.findings] == ["texts-unrelated"]


def test_a_record_without_text_can_be_given_one() -> None:
    made = checked(archive.rebase(Document(id="article"), onto=article(*ARTICLE)))
    assert made.document.sections == article(*ARTICLE).sections
    assert (made.findings, made.renamed) == ((), {})


def test_statements_of_the_new_record_are_left_behind_and_it_is_told() -> None:
    onto = on(article(*CORRECTED), "Leith")
    made = checked(archive.rebase(on(article(*TYPING_ERROR), "tenn"), onto=onto))
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("statements-left-behind", Severity.NOTE)
    assert [comment.id for comment in made.document.annotations] == ["c-1"]
    assert only(made).kind == "altered"


def test_metadata_and_rights_of_the_new_record_are_not_taken() -> None:
    document = article(*TYPING_ERROR)
    titled = Metadata(titles=(Title(text="Another title"),))
    made = checked(
        archive.rebase(document, onto=article(*CORRECTED).update(metadata=titled, language="fr"))
    )
    assert made.document.metadata == document.metadata
    assert made.document.language is None


# --- scripts ---

ARABIC = "قال المجلس إن التجارة مع الجزر انخفضت بنسبة عشرة في المئة. ولم تذكر الوزارة السبب."
CHINESE = "议会说，与各岛的贸易下降了百分之十。部门没有说明原因。港口将在冬天以前关闭。"


def test_text_from_right_to_left_is_counted_in_the_order_of_its_code_points() -> None:
    document = on(article(TITLE, ARABIC.replace("الوزارة", "الوزاره"), PORT), "عشرة", "الوزاره")
    new = ARABIC.replace("المجلس", "المجلس أمس")
    made = rebased(document, TITLE, new, PORT)
    assert kinds(made) == ["moved", "altered"]
    assert [(o.new.start, o.new.exact) for o in made.outcomes] == [(48, "عشرة"), (72, "الوزارة")]
    assert [o.new for o in made.outcomes] == [
        made.document.anchor("عشرة"),
        made.document.anchor("الوزارة"),
    ]


def test_text_without_spaces_is_compared_character_by_character() -> None:
    document = on(article(TITLE, CHINESE, PORT), "百分之十", "没有说明原因", "议会", "冬天")
    new = CHINESE.replace("百分之十", "百分之二十").replace("冬天", "夏天")
    made = rebased(document, TITLE, new, PORT)
    assert kinds(made) == ["altered", "moved", "unchanged", "altered"]
    assert [outcome.new for outcome in made.outcomes] == [
        placed("p-1", 13, "百分之二十"),
        placed("p-1", 21, "没有说明原因"),
        placed("p-1", 0, "议会"),
        placed("p-1", 32, "夏天"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("cafe\u0301", "caf\u00e9"),
        ("school \U0001f469\u200d\U0001f3eb", "school \U0001f469\U0001f3fd\u200d\U0001f3eb"),
    ],
    ids=["decomposed", "composed", "emoji"],
)
def test_a_character_of_several_code_points_is_not_split(old: str, new: str) -> None:
    text = "On Fridays the {} in the town is open until midnight, as everybody knows."
    document = on(article(TITLE, text.format(old), PORT), old, "midnight")
    made = rebased(document, TITLE, text.format(new), PORT)
    assert kinds(made) == ["altered", "moved"]
    assert [outcome.new for outcome in made.outcomes] == [
        made.document.anchor(new),
        made.document.anchor("midnight"),
    ]


# --- the transcription was wrong ---


def mended(document: Document, texts: Mapping[str, str], **options: Any) -> Rebase:
    return checked(archive.with_text(document, texts, **options))


def test_a_mended_text_moves_what_stands_behind_and_touches_no_other_block() -> None:
    document = on(article(*TYPING_ERROR).add(EDITOR), "in 2015", "tenn", "Leith")
    made = mended(document, {"p-1": TRADE}, by="editor", at=AT)
    assert kinds(made) == ["moved", "altered", "unchanged"]
    assert made.outcomes[0].new == placed("p-1", 44, "in 2015")
    assert made.outcomes[1].new == placed("p-1", 31, "ten")
    assert made.outcomes[2].new == made.outcomes[2].old
    assert [b.text for b in made.document.text_blocks()] == list(CORRECTED)
    assert made.document.captures == document.captures
    summary = "Transcription of p-1 mended: 1 unchanged, 1 moved, 1 altered"
    assert made.document.revisions == (
        Revision(id="rev-1", at=AT, by="editor", summary=summary, parts=("c-2",)),
    )
    reason = 'the text has changed: "tenn" is now "ten"'
    assert made.document.annotations[1].history == (
        Change(status="proposed", revision="rev-1", reason=reason),
    )
    assert (made.renamed, made.files) == ({}, {})


@pytest.mark.parametrize(
    "texts", [{}, {"p-1": TRADE}, dict(zip(("p-1", "p-2"), (TRADE, PORT), strict=True))]
)
def test_the_texts_that_stand_there_already_change_nothing(texts: Mapping[str, str]) -> None:
    document = on(article(*ARTICLE), "Leith")
    made = mended(document, texts)
    assert made.document == document
    assert kinds(made) == ["unchanged"]


def test_a_shorter_text_keeps_its_origin() -> None:
    document = article(*TYPING_ERROR)
    origin = document.block("p-1").origin
    assert origin is not None
    made = mended(document, {"p-1": TRADE})
    assert made.document.block("p-1").origin == origin.update(end=origin.end - 1)
    assert made.findings == ()


def test_a_longer_text_keeps_its_origin_as_far_as_there_is_room() -> None:
    document = article(*ARTICLE)
    start = document.block("p-1").origin.start  # type: ignore[union-attr]
    room = document.block("p-2").origin.start - start  # type: ignore[union-attr]
    full = TRADE.ljust(room, ".")
    assert mended(document, {"p-1": full}).document.block("p-1").origin == BlockOrigin(
        capture="capture", start=start, end=start + room
    )
    made = mended(document, {"p-1": f"{full}."})
    assert made.document.block("p-1").origin is None
    [finding] = made.findings
    assert (finding.code, finding.severity) == ("origin-lost", Severity.WARNING)
    assert finding.location.pointer == document.index.pointers["p-1"]
    assert finding.message.startswith("p-1 ")


@pytest.mark.parametrize(
    "origin",
    [
        ElementOrigin(capture="capture", path="/html[1]/body[1]/p[2]"),
        CaptureOrigin(capture="capture"),
    ],
)
def test_a_block_of_which_only_the_element_or_the_capture_is_known_needs_no_room(
    origin: ElementOrigin | CaptureOrigin,
) -> None:
    document = article(*ARTICLE)
    document = with_origin(document, "p-1", origin)
    made = mended(document, {"p-1": f"{TRADE} {ADDED * 9}", "title": TITLE + "s"})
    assert made.document.block("p-1").origin == origin
    assert made.findings == ()
    again = checked(archive.rebase(document, onto=with_origin(document, "p-2", origin)))
    assert again.document.block("p-2").origin == origin


def with_origin(document: Document, id: str, origin: Any) -> Document:
    """The document with another origin of one of its blocks."""
    [section] = document.sections
    blocks = tuple(b.update(origin=origin) if b.id == id else b for b in section.blocks)
    return document.update(sections=(section.update(blocks=blocks),))


def test_a_value_of_the_metadata_keeps_its_place_in_the_capture_that_it_was_found_in() -> None:
    document = article(*TYPING_ERROR)
    title = Title(text=TITLE, origin=TextOrigin(capture="capture", start=0, end=len(TITLE)))
    document = document.update(metadata=Metadata(titles=(title,)))
    made = rebased(document, *CORRECTED)
    assert made.document.metadata == document.metadata
    old, new = made.document.captures
    assert (old.id, old.derivation) == ("capture", "verbatim-1")
    assert new.derivation == "verbatim-1"
    bare = document.update(metadata=Metadata())
    assert rebased(bare, *CORRECTED).document.captures[0].derivation is None


def test_the_last_block_of_a_capture_has_room_to_its_end_and_beyond() -> None:
    document = article(*ARTICLE)
    made = mended(document, {"p-4": f"{COUNCIL} {ADDED}"})
    origin = made.document.block("p-4").origin
    assert origin is not None
    assert origin.end - origin.start == len(COUNCIL) + len(ADDED) + 1
    assert made.findings == ()


def test_a_block_that_was_not_received_needs_no_room() -> None:
    made = mended(samples.text_only(TRADE, PORT), {"p-1": f"{TRADE} {ADDED}"})
    assert made.document.block("p-1").origin is None
    assert made.findings == ()


def test_a_transcription_that_is_mended_agrees_with_its_capture(tmp_path: Path) -> None:
    kept = received(*CORRECTED)
    wrong = archive.with_text(kept.document, {"p-1": TYPING_ERROR[1]}).document
    archive.save(wrong, tmp_path / "article", files=kept.files)
    assert {f.code for f in archive.validate(tmp_path / "article").errors} >= {
        "block-differs-from-capture"
    }
    made = mended(archive.load(tmp_path / "article"), {"p-1": TRADE})
    archive.save(made.document, tmp_path / "article")
    report = archive.validate(tmp_path / "article")
    assert report.ok, report.errors
    assert made.document == kept.document


def corrected(to: str, **fields: Any) -> Document:
    """A record in which somebody has corrected "tenn"."""
    document = article(*TYPING_ERROR)
    made = Correction(
        id="k-1", anchors=(document.anchor("tenn"),), corrected=to, status="accepted", **fields
    )
    return document.add(made)


def on_the_corrected_text(document: Document) -> list[Rebase]:
    return [
        archive.with_text(document, {"p-1": TRADE}),
        archive.rebase(document, onto=article(*CORRECTED)),
    ]


def test_a_correction_that_the_text_has_made_has_lost_what_it_corrected() -> None:
    """On the right words it would correct nothing, which is an error in a record."""
    document = corrected("ten")
    [correction] = document.annotations
    for made in map(checked, on_the_corrected_text(document)):
        outcome = only(made)
        reason = outcome.new.reason  # type: ignore[union-attr]
        assert (outcome.kind, outcome.candidates) == ("orphaned", ())
        assert outcome.new == lost(document, correction.anchors[0], reason)
        assert outcome.reason == f'"tenn": {reason}'
        assert made.document.annotations == (
            correction.update(
                status="proposed",
                anchors=(outcome.new,),
                history=(
                    Change(status="proposed", reason=f"the text has changed: {outcome.reason}"),
                ),
            ),
        )


def test_a_correction_to_something_else_stands_on_the_new_words() -> None:
    document = corrected("eleven")
    for made in map(checked, on_the_corrected_text(document)):
        assert only(made).kind == "altered"
        [after] = made.document.annotations
        assert after.status == "proposed"
        assert after.anchors == (placed("p-1", 31, "ten"),)


def test_a_correction_that_was_made_may_rest_on_other_words() -> None:
    rests_on = article(*TYPING_ERROR).anchor("The ministry")
    document = corrected("ten", rests_on=(rests_on,))
    for made in map(checked, on_the_corrected_text(document)):
        assert kinds(made) == ["orphaned", "moved"]


@pytest.mark.parametrize("first", [True, False])
def test_what_else_stands_on_words_that_were_corrected_stands_on_the_right_ones(
    first: bool,
) -> None:
    words = article(*TYPING_ERROR).anchor("tenn")
    document = corrected("ten", rests_on=(words,))
    remark = Comment(id="c-1", text="Is it?", anchors=(words,))
    notes = (remark, *document.annotations) if first else (*document.annotations, remark)
    for made in map(checked, on_the_corrected_text(document.update(annotations=notes))):
        correction, comment = made.document.get("k-1"), made.document.get("c-1")
        assert isinstance(correction, Correction)
        assert isinstance(comment, Comment)
        assert [type(one) for one in correction.anchors] == [Orphan]
        assert correction.rests_on == comment.anchors == (placed("p-1", 31, "ten"),)


def test_an_orphan_comes_back_when_the_transcription_is_mended() -> None:
    document = on(article(*ARTICLE), "Leith")
    gone = mended(document, {"p-2": ADDED})
    assert only(gone).kind == "orphaned"
    back = mended(gone.document, {"p-2": PORT})
    assert (only(back).kind, only(back).new) == ("moved", only(gone).old)


def test_marks_move_with_the_words_of_a_mended_text() -> None:
    document = marked(
        article(*TYPING_ERROR),
        "p-1",
        Formatting(type="bold", start=31, end=35),  # tenn
        Formatting(type="italic", start=58, end=66),  # ministry
    )
    made = mended(document, {"p-1": TRADE})
    assert made.document.block("p-1").marks == (
        Formatting(type="bold", start=31, end=34),
        Formatting(type="italic", start=57, end=65),
    )


def test_words_that_a_mended_text_does_not_have_are_not_looked_for_in_other_blocks() -> None:
    document = on(article(*ARTICLE), "the town", "Nobody asked the dockers")
    made = mended(
        document, {"p-3": "Two hundred dockers are out of work.", "p-4": f"{COUNCIL} {DOCKERS}"}
    )
    assert kinds(made) == ["orphaned", "orphaned"]


@pytest.mark.parametrize("id", ["nothing", "c-1", "article-part", "capture", "article"])
def test_what_is_no_block_of_text_gets_no_other_text(id: str) -> None:
    document = on(article(*ARTICLE), "Leith")
    with pytest.raises(NotInDocument) as caught:
        archive.with_text(document, {"p-1": TRADE, id: "Text."})
    assert caught.value.id == id


def test_a_text_that_xml_cannot_carry_is_refused_and_nothing_has_changed() -> None:
    document = on(article(*ARTICLE), "Leith")
    before = document.model_dump_json()
    with pytest.raises(InvalidDocument) as caught:
        archive.with_text(document, {"p-1": "a\x01b", "p-2": PORT, "p-3": "\x7f\ufffe"})
    assert [(f.code, f.location.pointer) for f in caught.value.findings] == [
        ("characters-xml-cannot-carry", f"{document.index.pointers[id]}/text")
        for id in ("p-1", "p-3")
    ]
    assert document.model_dump_json() == before


def test_a_rebase_leaves_the_documents_that_it_was_given_as_they_were() -> None:
    document, onto = on(article(*ARTICLE), "Leith"), on(article(TITLE, DOCKERS), "town")
    before = document.model_dump_json(), onto.model_dump_json()
    archive.rebase(document, onto=onto, at=AT)
    archive.with_text(document, {"p-1": "Other."}, at=AT)
    assert (document.model_dump_json(), onto.model_dump_json()) == before


# --- the result itself ---


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
        "counts": {"unchanged": 0, "moved": 1, "altered": 1, "ambiguous": 0, "orphaned": 1},
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
        "findings": [],
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


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("Winterschool", "Summerschools", True),  # 64 of 100 alike
        ("Homeworkers", "Workforce", False),  # 50
    ],
)
def test_a_block_without_a_word_in_common_is_the_heir_in_its_place_if_it_looks_like_it(
    before: str, after: str, same: bool
):
    def article(middle: str, id: str) -> Document:
        texts = ("The first paragraph stays as it was.", middle, "The last one stays as well.")
        blocks = [Paragraph(id=f"{id}-{n}", text=text) for n, text in enumerate(texts)]
        return Document(id="d", sections=[Section(id="s", blocks=blocks)])

    rebased = archive.rebase(article(before, "old"), onto=article(after, "new")).document
    first, second, third = (block.id for block in rebased.text_blocks())
    assert (first, third) == ("old-0", "old-2")
    assert (second == "old-1") is same
