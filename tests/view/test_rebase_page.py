"""The page of a rebase."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.model.anchors import Anchor
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.revision.rebase import Rebase
from archive.view.rebase_page import outcomes_page
from archive.view.terminal import width_of
from archive.wording.outcomes import reopened_statements
from tests import samples
from tests.revision.rebase.article import (
    ARABIC,
    ARTICLE,
    CLOSED,
    COOKING,
    COUNCIL,
    DOCKERS,
    EDITOR,
    PORT,
    TITLE,
    TRADE,
    article,
    claim,
    on,
    rebased,
)
from tests.tools.cases import each_case
from tests.view.articles import carried


@each_case(
    ("name", "options"),
    [
        ("outcomes-80", {}),
        ("outcomes-all-80", {"everything": True}),
        ("outcomes-all-40", {"everything": True, "width": 40}),
        ("outcomes-styled", {"styled": True}),
    ],
)
def test_a_page_of_outcomes_is_as_agreed(
    name: str, options: dict[str, Any], golden: Callable[[str, str], None]
) -> None:
    golden(f"show/{name}.txt", outcomes_page(carried(), **options))


def test_a_rebase_of_nothing_says_so() -> None:
    assert outcomes_page(Rebase(samples.minimal(), (), samples.minimal())) == "0 anchors\n"


def test_a_value_that_came_or_went_says_so_and_a_headline_is_no_sentence_besides() -> None:
    changes = (
        CaptureChange(what="title", was="Trade", became="Trade falls"),
        CaptureChange(what="author", was="A. Wright"),
        CaptureChange(what="published", became="2026-03-02"),
        CaptureChange(what="sentence", was="Trade", block="title"),
        CaptureChange(what="sentence", became="Trade falls", block="title-2"),
    )
    small = samples.small()
    assert outcomes_page(Rebase(small, (), small, capture="cap-1", changes=changes)) == (
        "Headline: “Trade” is now “Trade falls”.\n"
        "Byline: “A. Wright” is gone.\n"
        "Date: “2026-03-02” was added, there was none.\n"
        "No other word of the article changed.\n"
    )


def test_where_nothing_needs_a_decision_the_page_is_two_lines() -> None:
    quiet = [o for o in carried().outcomes if o.kind in ("unchanged", "moved", "restyled")]
    result = replace(carried(), outcomes=tuple(o for o in quiet if isinstance(o.old, Anchor)))
    assert outcomes_page(result) == (
        "4 anchors: 1 unchanged, 2 moved, 1 restyled\nThere is nothing to decide.\n"
    )
    first = replace(result, outcomes=quiet[:1])
    assert outcomes_page(first, everything=True).count("\n") > 2


def test_words_that_were_lost_and_are_back_are_listed_unasked() -> None:
    back = tuple(o for o in carried().outcomes if o.holder == "m-6")
    assert outcomes_page(replace(carried(), outcomes=back)) == (
        "1 anchor: 1 moved\n"
        "To check: 1 part, because of 1 change in the text.\n"
        "\n"
        "p-2: {+The port was closed for weeks.+}\n"
        "  m-6  “The port was closed for weeks.” It was gone. – restored comment,\n"
        "    proposed as before\n"
    )


def test_styles_change_nothing_but_the_styles_of_outcomes() -> None:
    for everything in (False, True):
        styled = outcomes_page(carried(), styled=True, everything=everything)
        plain = outcomes_page(carried(), everything=everything)
        assert re.sub("\x1b\\[[0-9;]*m", "", styled) == plain


def test_each_line_has_the_styles_of_its_own_words() -> None:
    shown = outcomes_page(carried(), styled=True, width=40).splitlines()
    told = [line for line in shown if "Trade with China fell." in line]
    assert told == ["  \x1b[36mfirst\x1b[0m  \x1b[1mTrade with China fell.\x1b[0m –"]
    for line in shown:
        assert re.findall("\x1b\\[[0-9]+m", line)[1::2] == ["\x1b[0m"] * (line.count("\x1b") // 2)


@each_case("width", [40, 60, 100])
def test_no_line_of_outcomes_is_wider_than_the_screen(width: int) -> None:
    shown = outcomes_page(carried(words="w" * 200), width=width, everything=True)
    assert [line for line in shown.splitlines() if width_of(line) > width] == []


def test_words_of_outcomes_cannot_steer_the_terminal() -> None:
    evil = "a\x9b31mred\u202etxet\x7f\x85 b"
    shown = outcomes_page(carried(words=evil, reason=f"{evil}\n\x85"), width=200)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    safely = "a<U+009B>31mred<U+202E>txet<U+007F><U+0085> b"
    assert f"{{+{safely}+}}" in shown
    assert f": {safely} <U+0085>" in shown


# --- a real article ---


@pytest.fixture(scope="module")
def frenemies(root: Path) -> Document:
    return archive.load(root / "documents" / "frenemies")


def onto(document: Document, *changes: tuple[str, str]) -> archive.Rebase:
    """The record on its text with some words exchanged."""
    texts = {block.id: block.text for block in document.text_blocks()}
    for old, new in changes:
        (id,) = (id for id, text in texts.items() if text.count(old) == 1)
        texts[id] = texts[id].replace(old, new)
    return archive.with_text(document, texts)


TYPING_ERRORS = (
    ("missile off of it’s east coast", "missile off of its east coast"),
    ("North Korea ramp-up development", "North Korea ramp up development"),
    ("China has has been", "China has been"),
    ("the Council of Foreign Relations", "the Council on Foreign Relations"),
    ("between the two countries do not show", "between the two countries does not show"),
    ("the collapse of the North Korea’s regime", "the collapse of North Korea’s regime"),
)


def test_a_hundred_claims_on_an_article_with_mended_errors_fit_three_screens(
    frenemies: Document,
) -> None:
    claims = frenemies.claims[:100]
    ids = {claim.id for claim in claims} | {source.id for source in frenemies.sources}
    relations = tuple(r for r in frenemies.relations if {r.subject, r.object} <= ids)
    revisions = tuple(revision.update(parts=()) for revision in frenemies.revisions)
    some = frenemies.update(
        claims=claims, relations=relations, annotations=(), assessments=(), revisions=revisions
    )
    page = outcomes_page(onto(some, *TYPING_ERRORS))
    assert page.count("\n") <= 3 * 24
    assert " ".join(page.split()).count("– altered claim, was accepted") == 10


def test_a_whole_record_that_needs_no_decision_fits_one_screen(frenemies: Document) -> None:
    curly = archive.with_text(
        frenemies, {b.id: b.text.replace("’", "'") for b in frenemies.text_blocks()}
    )
    assert outcomes_page(curly).count("\n") == 2
    assert len(outcomes_page(curly, everything=True).splitlines()) > 100


@pytest.mark.slow
@each_case("width", [40, 80, 200])
def test_every_restatement_that_has_to_be_judged_is_on_the_page(
    width: int, frenemies: Document
) -> None:
    result = onto(frenemies, *TYPING_ERRORS)
    page = outcomes_page(result, width=width)
    assert [line for line in page.splitlines() if width_of(line) > width] == []
    told = " ".join(page.split())
    for id in reopened_statements(result):
        assert id in told
        if id.startswith("claim-"):
            assert " ".join(result.document.claim(id).restatement.split()) in told


def test_the_words_of_a_change_are_marked_without_colour(frenemies: Document) -> None:
    page = outcomes_page(onto(frenemies, ("more than 70%", "more than 65%")))
    assert page == (
        "769 anchors: 767 unchanged, 2 altered\n"
        "To check: 5 statements, because of 1 change in the text.\n"
        "\n"
        "p-5: According to the Council of Foreign Relations, China accounts for more\n"
        "  than [-70-]{+65+}% of North Korea’s trade volume and serves as its main source\n"
        "  of food, arms and…\n"
        "  claim-seventy-percent-of-trade  China accounts for more than 70% of North\n"
        "    Korea’s trade volume. – altered claim, was accepted (depending on it: 3\n"
        "    relations, verdict supported)\n"
        "  claim-main-source-of-food  China is North Korea’s main source of food. –\n"
        "    altered claim, was accepted (depending on it: 3 relations)\n"
        "    the text between its parts was 'accounts for more than 70% of North\n"
        "      Korea’s trade volume and' and is now 'accounts for more than 65% of North\n"
        "      Korea’s trade volume and'\n"
        "  claim-main-source-of-arms  China is North Korea’s main source of arms. –\n"
        "    altered claim, was accepted (depending on it: 2 relations, doubt, verdict\n"
        "    mixed)\n"
        "    the text between its parts was 'accounts for more than 70% of North\n"
        "      Korea’s trade volume and', 'food,' and is now 'accounts for more than 65%\n"
        "      of North Korea’s trade volume and', 'food,'\n"
        "  claim-main-source-of-energy  China is North Korea’s main source of energy. –\n"
        "    altered claim, was accepted (depending on it: 3 relations)\n"
        "    the text between its parts was 'accounts for more than 70% of North\n"
        "      Korea’s trade volume and', 'food, arms and' and is now 'accounts for more\n"
        "      than 65% of North Korea’s trade volume and', 'food, arms and'\n"
        "  seventy-percent-of-trade-supports-largest-trading-partner  [80?] China\n"
        "    accounts for more than 70% of North Korea’s trade volume. supports [77]\n"
        "    China has been North Korea’s largest trading partner since the Korean War. –\n"
        "    altered relation, proposed as before\n"
        "\n"
        "Once the record is written, `archive review` asks about these 5 statements.\n"
    )


def test_a_paragraph_from_right_to_left_is_shown_as_any_other() -> None:
    document = on(article(ARABIC), "بنسبة عشرة في المئة")
    page = outcomes_page(rebased(document, ARABIC.replace("عشرة", "تسعة")))
    assert "[-عشرة-]{+تسعة+}" in page


def test_beside_a_paragraph_that_is_gone_stands_what_is_in_its_place() -> None:
    document = on(article(*ARTICLE), "Two hundred of them")
    page = outcomes_page(rebased(document, TITLE, TRADE, PORT, CLOSED, COUNCIL))
    assert page.splitlines()[6:] == [
        "p-3, which is gone: [-“Nobody asked the dockers,” said Miss Lovelace. Two",
        "  hundred of them live in the town.-]",
        "p-3-2, now in its place: {+The port of Leith is closed until further notice.+}",
        "  c-1  Is it? – orphaned comment, proposed as before",
        "",
        "Once the record is written, `archive review` asks about this statement.",
    ]


def test_a_sentence_that_was_split_is_shown_as_one_change() -> None:
    document = on(article(*ARTICLE), "the port of Leith will close before the winter")
    split = PORT.replace("close before", "close. It will do so before")
    page = outcomes_page(rebased(document, TITLE, TRADE, split, DOCKERS, COUNCIL))
    assert (
        "p-2: According to Ada Lovelace, an economist, the port of Leith will close{+.\n"
        "  It will do so+} before the winter.\n"
    ) in page


def test_a_claim_of_which_a_part_still_stands_says_which() -> None:
    document = article(*ARTICLE)
    document = document.add(claim(document, "the port of Leith will close before the winter"))
    now = PORT.replace("before the winter", "for ever and a day")
    page = outcomes_page(rebased(document, TITLE, TRADE, now, DOCKERS, COUNCIL))
    assert "    its words are now “the port of Leith will close for ever and”\n" in page


def test_words_that_return_are_reported_with_how_a_statement_stood_on_them() -> None:
    document = article(*ARTICLE).add(EDITOR)
    accepted = claim(document, "fell by ten per cent").update(status="accepted")
    document = on(document.add(accepted), "ten per cent")
    nine = TRADE.replace("ten", "nine")
    for texts in ((TITLE, nine), (TITLE,)):
        made = rebased(document, *texts, PORT, DOCKERS, COUNCIL, by="editor")
        document = made.document
        back = outcomes_page(rebased(document, *ARTICLE))
        how = "altered" if len(texts) == 2 else "restored"
        lines = back.splitlines()
        first = f"  claim-1  So it is. – {how} claim, proposed as before"
        start = lines.index(first)
        assert lines[start : start + 6] == [
            first,
            "    is anchored to “fell by ten per cent” again, on which it was accepted",
            "      until rev-1",
            f"  c-1  “ten per cent” Is it? – {how} comment, proposed as before",
            "    is anchored to “ten per cent” again, which it had until rev-1",
            "",
        ]
        assert lines[-1] == (
            "Once the record is written, `archive review` asks about these 2 statements."
        )


def test_a_rejected_statement_whose_words_return_was_rejected() -> None:
    document = article(*ARTICLE)
    document = document.add(claim(document, "fell by ten per cent").update(status="accepted"))
    for texts in ((TITLE, TRADE.replace("ten", "nine")), (TITLE,)):
        document = rebased(document, *texts, PORT, DOCKERS, COUNCIL).document
    was = document.claim("claim-1")
    no = archive.model.Change(status="rejected", reason="It is gone.")
    document = document.replace(was.update(status="rejected", history=(*was.history, no)))
    made = rebased(document, *ARTICLE)
    assert "  claim-1  So it is. – restored claim, was rejected\n" in outcomes_page(made)
    assert reopened_statements(made) == ["claim-1"]
    assert made.document.claim("claim-1").status == "proposed"


def test_where_the_old_wording_has_come_stands_at_the_change() -> None:
    document = on(article(*ARTICLE), "before the winter")
    texts = (TITLE, TRADE, PORT.replace("winter", "summer"), DOCKERS, COUNCIL)
    page = outcomes_page(rebased(document, *texts, f"Previously published: {PORT}"))
    assert page.splitlines()[6:10] == [
        "p-2: According to Ada Lovelace, an economist, the port of Leith will close",
        "  before the [-winter-]{+summer+}.",
        "  (the old wording is now also in p-5)",
        "  c-1  “before the summer” Is it? – altered comment, proposed as before",
    ]


def test_places_that_are_equally_good_are_told_apart_from_one_that_is_perhaps_a_copy() -> None:
    twice = "It has has been read."
    lost = outcomes_page(rebased(on(article(TITLE, twice), "has has"), TITLE, "It has been read."))
    assert "orphaned comment" in lost
    assert "\n    perhaps p-1 at 3: It [has] been read.\n" in lost
    document = on(article(*ARTICLE), "before the winter")
    texts = (f"{PORT} {PORT.replace('winter', 'summer')}", DOCKERS, COUNCIL)
    page = outcomes_page(rebased(document, TITLE, TRADE, *texts))
    assert "ambiguous comment" in page
    assert page.count("\n    or p-2 at ") == 2


def test_a_change_that_nobody_sees_is_told_in_numbers() -> None:
    document = on(article(TITLE, "The word नमस्ते is read so."), "नमस्ते")
    page = outcomes_page(rebased(document, TITLE, "The word नमस्\u200cते is read so."))
    assert "  (nothing became U+200C)\n" in page


def test_a_text_of_another_article_is_only_counted() -> None:
    document = on(article(*ARTICLE), "ten per cent")
    result = archive.rebase(document, onto=article(*COOKING))
    assert outcomes_page(result) == (
        "1 anchor: 1 orphaned\nThere is nothing to decide: the two texts are not the same article.\n"
    )
