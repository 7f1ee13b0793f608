"""What becomes of words within their block, to the code point, in every script."""

from __future__ import annotations

import archive
from archive import Outcome, Rebase, Revision
from tests.revision.rebase.article import (
    ARABIC,
    ARTICLE,
    AT,
    CHINESE,
    CORRECTED,
    COUNCIL,
    DOCKERS,
    EDITOR,
    PORT,
    TITLE,
    TRADE,
    TYPING_ERROR,
    article,
    checked,
    counted,
    kinds,
    on,
    only,
    placed,
    rebased,
    without,
)
from tests.tools.cases import each_case

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
        document,
        capture="capture",
    )


def test_the_same_text_received_again_changes_nothing_else_than_when() -> None:
    document = on(article(*ARTICLE), "Leith").add(EDITOR)
    made = rebased(document, *ARTICLE, by="editor", at=AT)
    assert made.document.update(revisions=()) == document
    [revision] = made.document.revisions
    assert revision == Revision(
        id="rev-1", at=AT, by="editor", summary=revision.summary, capture="capture"
    )
    assert counted(revision) == "1 unchanged"
    assert (made.findings, made.renamed, made.files) == ((), {}, {})


def test_a_record_without_anchors_is_rebased_too() -> None:
    made = rebased(article(*ARTICLE), TITLE, TRADE)
    assert made.outcomes == ()
    assert [block.text for block in made.document.text_blocks()] == [TITLE, TRADE]


# --- a typing error is corrected ---


@each_case(
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


@each_case(
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


def test_other_quotation_marks_are_another_form_of_the_words_and_none_round_them() -> None:
    straight = DOCKERS.replace("“", '"').replace("”", '"')
    document = on(article(*ARTICLE), "“Nobody asked the dockers,”", "asked the dockers")
    quoted, bare = rebased(document, *ARTICLE[:3], straight, COUNCIL).outcomes
    assert (quoted.kind, quoted.new.exact) == ("restyled", '"Nobody asked the dockers,"')
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


# --- scripts ---


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


@each_case(
    ("old", "new", "kind"),
    [
        ("caf\u00e9", "cafe\u0301", "restyled"),
        ("cafe\u0301", "caf\u00e9", "restyled"),
        (
            "school \U0001f469\u200d\U0001f3eb",
            "school \U0001f469\U0001f3fd\u200d\U0001f3eb",
            "altered",
        ),
    ],
    ids=["decomposed", "composed", "emoji"],
)
def test_a_character_of_several_code_points_is_not_split(old: str, new: str, kind: str) -> None:
    text = "On Fridays the {} in the town is open until midnight, as everybody knows."
    document = on(article(TITLE, text.format(old), PORT), old, "midnight")
    made = rebased(document, TITLE, text.format(new), PORT)
    assert kinds(made) == [kind, "moved"]
    assert [outcome.new for outcome in made.outcomes] == [
        made.document.anchor(new),
        made.document.anchor("midnight"),
    ]
