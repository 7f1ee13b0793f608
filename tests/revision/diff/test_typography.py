"""Texts of which only the form differs, and those that have other words as well."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

import archive
from archive import Anchor, Document, diff
from archive.revision.diff.changed_passages import edits_of_words, passages
from archive.revision.diff.typography import forms
from archive.text.alignment.alignment import edits
from archive.text.normalized import has_same_words, normalized
from archive.view.diff_page import changes_page
from tests.revision.diff.records import block, raw
from tests.samples import from_text, text_only
from tests.tools.cases import each_case

FORMED = "“So  late”, he\nsaid — it’s naïve…"
PLAIN = '"So late", he said - it\'s nai\u0308ve...'


def shown(old: str, new: str) -> list[tuple[str, str]]:
    found = passages(old, new, edits_of_words(old, new, edits(old, new)))
    return [(passage.old, passage.new) for passage in found]


def test_a_text_in_another_form_is_one_line_and_each_place_is_there_if_it_is_asked_for() -> None:
    blocks = [f"{FORMED} {n}" for n in range(84)]
    found = diff(text_only(*blocks), text_only(*(f"{PLAIN} {n}" for n in range(84))))
    assert {change.kind for change in found.changes} == {"text-restyled"}
    assert changes_page(found, width=200) == (
        "text: no word of the article changed; 1 difference (text 1)\n\nText\n"
        "  84 blocks have the same words in another form (line ends, quotation marks, dashes, dots, "
        "letter composition)\n"
    )
    everything = changes_page(found, everything=True)
    assert everything.count("has the same words in another form") == 84
    assert str(found) == (
        "no word of the article changed\n84 blocks have the same words in another form"
    )


@each_case(
    ("old", "new", "expected"),
    [
        ("a\nb c", "a b\nc", ["line ends"]),
        ("a\nb c", "a b c", ["line ends"]),
        ("a\nb c", "a  b c", ["line ends", "spaces"]),
        ("a\n\nb", "a b", ["line ends", "spaces"]),
        ("‘a’", "'a'", ["quotation marks"]),
        ("a – b", "a -- b", ["dashes"]),
        ("a…", "a...", ["dots"]),
        ("a\u00adb", "ab", ["invisible characters"]),
        ("é", "e\u0301", ["letter composition"]),
        ("a ", "a", ["spaces"]),
    ],
)
def test_what_of_the_form_is_another_is_reported(old: str, new: str, expected: list[str]) -> None:
    assert has_same_words(old, new)
    (change,) = diff(text_only(old), text_only(new)).changes
    assert forms(change.passages) == expected


@each_case(
    ("old", "new"), [("a b", "ab"), ("A", "a"), ("a - b", "a b"), ("résumé", "resume"), ("1", "2")]
)
def test_other_words_are_no_other_form(old: str, new: str) -> None:
    assert not has_same_words(old, new)
    (change,) = diff(text_only(old), text_only(new)).of("text")
    assert change.kind == "text-corrected"


def test_beside_other_words_nothing_is_said_of_form() -> None:
    old = f"{FORMED} It will cost 40 million. {FORMED}"
    new = f"{PLAIN} It will cost 90 million. {PLAIN}"
    assert shown(old, new) == [("40", "90")]
    page = changes_page(diff(text_only(old), text_only(new)))
    assert page.endswith(
        "  p-1 has other words\n"
        "    - …It will cost 40 million.…\n    + …It will cost 90 million.…\n"
    )


@each_case(
    ("old", "new", "expected"),
    [
        ("it’s late", "it's early", [("late", "early")]),
        ("“No” he said", '"No", he said', [("", ",")]),
        ("nai\u0308ve man", "naïve woman", [("man", "woman")]),
        ("wait… now", "wait... later", [("now", "later")]),
        ("…", "..", [("…", "..")]),
        ("a\u200b b", "a c", [("b", "c")]),
        ("", "“a”", [("", "“a”")]),
    ],
)
def test_the_words_that_are_others_are_reported_in_the_form_that_they_have(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert shown(old, new) == expected


SIGNS = st.text(st.sampled_from("ab  \n“”\"’'–-.…é\u0301e\u00ad字甲"), max_size=80)


PAIRS = [
    ("a", "a"),
    ("b", "b"),
    (" ", " "),
    ("字", "字"),
    (" ", "\n"),
    ("“", '"'),
    ("é", "e\u0301"),
]
PAIRS += [
    ("字", "甲"),
    ("a", "b"),
    ("", "a"),
    (" ", ""),
    ("…", "..."),
    ("’", "'"),
    ("a", "a\u00ad"),
]
VERSIONS = st.lists(st.sampled_from(PAIRS), max_size=60).map(
    lambda pairs: ("".join(old for old, _ in pairs), "".join(new for _, new in pairs))
)
"""Two texts that differ in form and in words, here and there."""


@given(st.one_of(st.tuples(SIGNS, SIGNS), VERSIONS))
def test_passages_lie_in_both_texts_in_order_and_hold_what_is_other_than_form(
    versions: tuple[str, str],
) -> None:
    old, new = versions
    at = new_at = 0
    found = list(passages(old, new, edits_of_words(old, new, edits(old, new))))
    for passage in found:
        at = old.index(passage.before + passage.old + passage.after, at)
        new_at = new.index(passage.before + passage.new + passage.after, new_at)
        at, new_at = at + len(passage.before), new_at + len(passage.before)
    assert bool(found) == (old != new)


@given(SIGNS)
def test_a_text_and_the_same_without_form_have_the_same_words(text: str) -> None:
    assert has_same_words(text, normalized(text))


# --- anchors ---


def standing(text: str, words: str, nth: int = 0) -> Document:
    """A record of one block with a claim on the words, at their nth place."""
    document = text_only(text)
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    anchor = Anchor(block="p-1", start=start, end=start + len(words), exact=words)
    return document.add(
        archive.Claim(id="c", anchors=(anchor,), restatement="It is.", kind="descriptive")
    )


@each_case(
    ("old", "new", "kind"),
    [
        (standing("He said “no”. So.", "“no”"), standing('He said "no". So.', '"no"'), "anchor-restyled"),
        (standing("Yes. “no”, so.", "“no”"), standing('Well, yes. "no", so.', '"no"'), "anchor-restyled"),
        (standing("“no” and “no”", "“no”"), standing('"no" and "no"', '"no"', 1), "anchor-relocated"),
        (standing("“no” and “no”", "“no”", 1), standing('"no" and "no"', '"no"', 1), "anchor-restyled"),
        (standing("He said “no”.", "“no”"), standing("He said “No”.", "“No”"), "anchor-altered"),
    ],
)  # fmt: skip
def test_an_anchor_on_the_same_words_in_another_form_is_restyled_where_it_stood(
    old: Document, new: Document, kind: str
) -> None:
    (change,) = diff(old, new).of("claims")
    assert change.kind == kind


def test_marks_on_words_that_have_another_form_moved_with_the_text() -> None:
    def marked(text: str, words: str) -> Document:
        document = text_only(text)
        start = text.index(words)
        mark = {"type": "italic", "start": start, "end": start + len(words)}
        return raw(lambda tree: block(tree, "p-1").update(marks=[mark]))(document)

    found = diff(
        marked("He said “no”  to it.", "“no”  to"), marked('He said "no" to it.', '"no" to')
    )
    assert [change.kind for change in found.changes] == ["text-restyled", "formatting-moved"]


@each_case(
    "form",
    [
        lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda text: text.replace("he ", "he\n"),
        lambda text: text.replace("late”, he", "late”,  he"),
    ],
)
def test_after_a_rebase_onto_another_form_nothing_is_to_be_looked_at(
    form: Callable[[str], str],
) -> None:
    old = from_text("“So it’s late”, he said. It will cost 40 million.", id="x")
    old = old.add(
        archive.Claim(
            id="c", anchors=(old.anchor("it’s late”, he"),), restatement="It is.",
            kind="descriptive", status="accepted",
        )
    )  # fmt: skip
    onto = from_text(form(old.text_blocks()[0].text), id="x")
    new = archive.rebase(old, onto=onto).document
    found = diff(old, new)
    assert all(change.quiet for change in (*found.of("text"), *found.of("claims")))
    assert found.apply(old) == new
