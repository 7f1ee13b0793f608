"""The history of a page by its captures."""

from __future__ import annotations

from archive.model.document import Document
from archive.model.revisions import CaptureChange, Changed, Revision
from archive.wording.capture_history import (
    Step,
    capture_history,
    entry,
    label,
    not_shown,
    place,
    since,
    step,
    without_headline,
)
from tests import samples


def changed(
    what: Changed,
    was: str | None,
    became: str | None,
    block: str | None = None,
    *,
    kept: bool = False,
) -> CaptureChange:
    return CaptureChange(what=what, was=was, became=became, block=block, kept=kept)


def page(*received: str | None, changes: tuple[tuple[CaptureChange, ...], ...]) -> Document:
    """A record whose captures after the first were received then, each with what it changed."""
    document = samples.small()
    [first] = document.captures
    captures = [first.update(received_at="2026-03-01T09:00:00Z")]
    for number, at in enumerate(received, 2):
        file = f"received/small-{number}.txt"
        captures.append(first.update(id=f"capture-{number}", file=file, received_at=at))
    revisions = [
        Revision(id=f"rev-{capture.id}", capture=capture.id, changes=made)
        for capture, made in zip(captures[1:], changes, strict=True)
    ]
    return document.update(captures=tuple(captures), revisions=(*document.revisions, *revisions))


DAYS = ("2026-03-02T08:00:00Z", "2026-03-04T08:00:00Z", "2026-03-06T08:00:00Z")


def steps_of(document: Document) -> list[tuple[str, list[Step]]]:
    return [(of.what, list(of.steps)) for of in capture_history(document).values]


def test_a_value_that_comes_back_is_told_as_the_same() -> None:
    document = page(
        *DAYS[:2],
        changes=((changed("title", "A", "B"),), (changed("title", "B", "A"),)),
    )
    assert steps_of(document) == [
        (
            "title",
            [
                Step("2026-03-01", "A"),
                Step("2026-03-02", "B"),
                Step("2026-03-04", "A", is_again=True),
            ],
        )
    ]


def test_two_authors_have_a_row_each_and_one_who_goes_and_comes_has_one() -> None:
    document = page(
        *DAYS,
        changes=(
            (changed("author", "Wright", "Smith"), changed("author", "Jones", None)),
            (changed("author", None, "Berg"), changed("author", "Smith", "Wright")),
            (changed("author", "Berg", None), changed("author", None, "Jones")),
        ),
    )
    assert [[one.value for one in steps] for _, steps in steps_of(document)] == [
        ["Wright", "Smith", "Wright"],
        ["Jones", None, "Berg", None, "Jones"],
    ]


def test_what_begins_with_another_value_than_the_last_one_begins_a_row() -> None:
    document = page(
        *DAYS[:2], changes=((changed("rights", "A", "B"),), (changed("rights", "C", "D"),))
    )
    assert [[one.value for one in steps] for _, steps in steps_of(document)] == [
        ["A", "B"],
        ["C", "D"],
    ]


def test_a_value_that_never_changed_has_no_row_and_a_page_that_never_did_no_history() -> None:
    document = page(DAYS[0], changes=((changed("updated", None, "2026-03-02"),),))
    assert [what for what, _ in steps_of(document)] == ["updated"]
    assert not capture_history(samples.small())
    assert not capture_history(page(DAYS[0], changes=((),)))


def test_sentences_stand_by_their_capture_in_the_order_of_the_text() -> None:
    came = changed("sentence", None, "Correction: it rose.", "p-9")
    went = changed("sentence", "Correction: it rose.", None, "p-9")
    other = changed("link", "https://a.example/", "https://b.example/", "p-1")
    document = page(*DAYS[:2], changes=((changed("title", "A", "B"), other, came), (went,)))
    first, second = capture_history(document).entries
    assert (entry(first), first.changes) == (
        "2026-03-02, capture-2 (title: above)",
        (other, came),
    )
    assert (entry(second), second.changes) == ("2026-03-04, capture-3", (went,))
    assert [place(one, document) for one in (other, came, went)] == [
        "link target changed in p-1",
        "sentence added in p-9 (now gone)",
        "sentence removed from p-9 (now gone)",
    ]


def test_a_headline_is_told_once_whether_its_block_is_another_or_not() -> None:
    title = changed("title", "A falls", "B rises")
    went, came = (
        changed("sentence", *words, "p-1") for words in (("A falls", None), (None, "B rises"))
    )
    whole = changed("sentence", "A falls", "B rises", "title")
    assert without_headline([title, went, came]) == [title]
    assert without_headline([title, whole, went]) == [title, went]
    assert without_headline([title, went, went]) == [title, went]
    assert without_headline([whole, came]) == [whole, came]
    assert without_headline([changed("title", None, None), went]) == [
        changed("title", None, None),
        went,
    ]
    document = page(DAYS[0], changes=((title, went, came),))
    assert [one.changes for one in capture_history(document).entries] == [()]


def test_captures_of_one_day_are_told_apart_by_the_hour_and_without_a_day_by_the_id() -> None:
    title = changed("genre", "news", "opinion")
    again = changed("genre", "opinion", "news")
    document = page(
        "2026-03-02T08:00:00Z", "2026-03-02T18:00:00Z", None, changes=((title,), (again,), (title,))
    )
    loose = Revision(id="rev-loose", changes=(again,))
    document = document.update(revisions=(*document.revisions, loose))
    assert [entry(one) for one in capture_history(document).entries] == [
        "2026-03-02T08:00:00Z, capture-2",
        "2026-03-02T18:00:00Z, capture-3",
        "capture-4",
        "rev-loose",
    ]


def test_a_kept_value_says_what_the_page_has() -> None:
    document = page(DAYS[0], changes=((changed("author", "A", "B", kept=True),),))
    [(_, [first, last])] = steps_of(document)
    assert f"{since(first)}: {step(first)}" == "from 2026-03-01: A"
    assert f"{since(last)}: {step(last)}" == (
        "from 2026-03-02: the page has B; the record keeps the value that somebody entered"
    )
    assert step(Step("2026-03-02", None)) == "the page states none"
    assert place(changed("genre", "a", "b", kept=True), document) == (
        "genre changed; the record keeps the value that somebody entered"
    )


def test_a_change_without_words_is_no_value() -> None:
    document = page(DAYS[0], changes=((changed("title", None, None),),))
    history = capture_history(document)
    assert not history.values
    assert [place(one, document) for one in history.entries[0].changes] == ["title changed"]


def test_labels_and_amounts() -> None:
    assert label("container") == "appeared in"
    hidden = [changed("sentence", "a", None), changed("abstract", "a", "b")]
    assert not_shown([*hidden, hidden[0]]) == "2 sentences, 1 abstract (not shown)"
    assert not_shown(()) == ""
