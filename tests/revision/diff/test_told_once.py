"""A statement that a new text has made a proposal again is reported once, with its words."""

from __future__ import annotations

import archive
from archive import Document, diff
from archive.model import Change
from archive.view.diff_page import changes_page
from tests.samples import from_text

OLD = "The bridge will cost 40 million crowns, the council says. It will open in May, at noon."


def record(*words: str, status: str = "accepted", text: str = OLD) -> Document:
    document = from_text(text, id="x")
    return document.add(
        archive.Agent(id="editor", name="A. N. Editor"),
        archive.Revision(id="rev-1", by="editor"),
        archive.Claim(
            id="c", anchors=tuple(document.anchor(one) for one in words), restatement="It is.",
            kind="descriptive", status=status, revision="rev-1",
        ),
    )  # fmt: skip


def claims(old: Document, new: str) -> str:
    """What the page says of the claims after a rebase."""
    rebased = archive.rebase(old, onto=from_text(new, id="x")).document
    page = changes_page(diff(old, rebased), width=120)
    return page.partition("Claims\n")[2].partition("\n\n")[0]


def test_the_sentence_says_both_and_the_words_that_differ_are_shown() -> None:
    assert claims(record("will cost 40 million crowns"), OLD.replace("40", "90")) == (
        "  c is proposed again, was accepted: other words, in p-1\n"
        "    - will cost 40 million crowns\n"
        "    + will cost 90 million crowns"
    )


def test_of_long_words_those_are_shown_that_differ() -> None:
    assert claims(record(OLD), OLD.replace("40", "90")) == (
        "  c is proposed again, was accepted: other words, in p-1\n"
        "    - The bridge will cost 40 million crowns, the council…\n"
        "    + The bridge will cost 90 million crowns, the council…"
    )


def test_several_stretches_stand_below_it() -> None:
    old = record("will cost 40 million", "open in May")
    assert claims(old, OLD.replace("40", "90").replace("May", "June")) == (
        "  c is proposed again, was accepted:\n"
        "    other words, in p-1\n"
        "      - will cost 40 million\n"
        "      + will cost 90 million\n"
        "    other words, in p-1\n"
        "      - open in May\n"
        "      + open in June"
    )


def test_words_that_are_gone_are_reported_with_it() -> None:
    new = OLD.replace(" It will open in May, at noon.", "")
    assert claims(record("open in May"), new) == (
        '  c is proposed again, was accepted: "open in May" no longer has a place: it was deleted or '
        "rewritten"
    )


def test_a_proposal_that_stays_one_is_reported_with_its_words_alone() -> None:
    said = claims(record("40 million", status="proposed"), OLD.replace("40", "90"))
    assert said == (
        "  c is proposed as before: other words, in p-1\n    - 40 million\n    + 90 million"
    )


def test_a_reason_of_somebody_is_kept_beside_the_words() -> None:
    old = record("40 million")
    new = record("90 million", text=OLD.replace("40", "90"))
    fallen = Change(status="proposed", reason="The figure is doubtful.")
    new = new.replace(new.claim("c").update(status="proposed", history=(fallen,)))
    page = changes_page(diff(old, new), width=120)
    assert (
        "  c is proposed again, was accepted: The figure is doubtful.\n"
        "    other words, in p-1\n      - 40 million\n      + 90 million\n"
    ) in page


def test_what_is_in_place_is_shown_in_its_block_and_a_copy_of_it_is_new() -> None:
    """Given that the block whose words were edited keeps its id."""
    sentence = "According to the council, the bridge will cost 40 million crowns."
    old = from_text(f"The bridge\n\n{sentence} It will open in May.", id="x")
    heading, body = (block.id for block in old.text_blocks())
    now = sentence.replace("40", "90")
    new = from_text(
        f"The bridge\n\n{now} It will open in May.\n\nPreviously published: {sentence}", id="x"
    )
    ids = [block.id for block in new.text_blocks()]
    assert ids[:2] == [heading, body]
    page = changes_page(diff(old, new), width=120)
    text = page.partition("Text\n")[2].partition("\n\n")[0]
    assert text == (
        f"  {body} has other words\n"
        "    - …the bridge will cost 40 million crowns. It will open…\n"
        "    + …the bridge will cost 90 million crowns. It will open…\n"
        f"  {ids[2]} added to {new.sections[0].id}\n"
        f"    + Previously published: {sentence}"
    )
