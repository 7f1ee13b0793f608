"""Runs of eight words are found however they are written."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.shared_runs import WORDS_IN_A_RUN, SharedRuns
from tests.tools.cases import each_case

TEXT = "The minister of trade said in May that no ferry would leave the Älv before noon."
WORDS = TEXT.rstrip(".").split()


@pytest.mark.parametrize(
    "written",
    [
        " ".join,
        "-".join,
        "_".join,
        "".join,
        lambda words: " ".join(words).upper(),
        lambda words: "c-" + "-".join(words).lower(),
        lambda words: "https://example.org/" + quote("_".join(words)),
        lambda words: "He wrote: “" + ", ".join(words) + "”!",
        lambda words: "\n".join(f"<b>{word}</b>".replace("b>", "") for word in words),
        lambda words: " ".join(words).replace("Ä", "A\u0308"),
        lambda words: "\u200b".join(words),
    ],
)
@each_case("start", range(len(WORDS) - WORDS_IN_A_RUN + 1))
def test_eight_words_are_found_however_they_are_written(written, start: int) -> None:  # type: ignore[no-untyped-def]
    runs = SharedRuns([TEXT])
    assert runs.shares(written(WORDS[start : start + WORDS_IN_A_RUN]))
    assert not runs.shares(written(WORDS[start : start + WORDS_IN_A_RUN - 1]))


@each_case(
    ("value", "shared"),
    [
        (f"He said: “{TEXT}”", "The minister of trade said in May that"),
        (
            "Then, said in MAY that\nno ferry – would leave; late.",
            "said in MAY that\nno ferry – would leave",
        ),
        (
            "no-ferry-would-leave-the-a\u0308lv-before-noon",
            "no-ferry-would-leave-the-a\u0308lv-before-noon",
        ),
        (
            f"https://e.org/{quote('No ferry would leave the Älv before noon')}/2",
            "No ferry would leave the Älv before noon",
        ),
        ("No ferry leaves before noon.", None),
        ("", None),
    ],
)
def test_the_first_shared_run_is_returned_as_it_is_written(value: str, shared: str | None) -> None:
    assert SharedRuns([TEXT]).shared(value) == shared


@pytest.mark.parametrize("text", ["部长五月说没有渡轮会在中午之前离开", "รัฐมนตรีกล่าวว่าไม่มีเรือ"])
def test_a_letter_counts_as_a_word_where_words_are_not_parted(text: str) -> None:
    runs = SharedRuns([text])
    assert runs.shares(f"他{text[3:13]}了")
    assert not runs.shares(text[3:6])


def test_a_run_may_begin_in_one_text_and_end_in_the_next() -> None:
    runs = SharedRuns(["one two three four five", "six seven eight nine"])
    assert runs.shares("four five six seven eight nine two three") is False
    assert runs.shares("two three four five six seven eight nine")


def test_texts_of_fewer_words_have_no_runs() -> None:
    assert not SharedRuns(["one two three four five six seven"]).shares(TEXT)
    assert not SharedRuns([]).shares(TEXT)


@given(st.lists(st.text(max_size=30), max_size=6), st.data())
def test_a_value_shares_runs_with_texts_that_hold_it(texts: list[str], data: st.DataObject) -> None:
    """By a comparison that knows nothing of the index: words as Python's `isalnum` parts them."""
    words = "".join(c if c.isalnum() and c.isascii() else " " for c in " ".join(texts)).split()
    if len(words) < WORDS_IN_A_RUN:
        return
    start = data.draw(st.integers(0, len(words) - WORDS_IN_A_RUN))
    run = words[start : start + WORDS_IN_A_RUN]
    assert SharedRuns([" ".join(words)]).shares(
        data.draw(st.sampled_from([" ", "-", ""])).join(run)
    )


@each_case("sign", ["'", "’", "-", "."])
def test_a_sign_between_letters_parts_words_whatever_the_language(sign: str) -> None:
    text = f"Ål qu{sign}il va b c d e"
    assert SharedRuns([text]).shares(text)
    assert SharedRuns([text.replace("Å", "A")]).shares(text.replace("Å", "A"))


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org/ministern-foer-handel-sade-i-maj-att-ingen-faerja",
        "F%C3%B6r handel sade i maj att ingen f%E4rja skulle g%E5",
        "f%25C3%25B6r-handel-sade-i-maj-att-ingen-f%25C3%25A4rja",
        "för&#32;handel&#32;sade&nbsp;i maj att ingen färja",
        "fo\u00adr handel sade i maj att ingen färja skulle",
    ],
)
def test_encodings_of_others_are_read(value: str) -> None:
    text = "Ministern för handel sade i maj att ingen färja skulle gå."
    assert SharedRuns([text]).shares(value)


@each_case(
    ("reason", "is_quotation"),
    [
        ("It says “no ferry would leave”.", True),
        ("It says ”no ferry would leave” here.", True),
        ("It says 'no ferry would leave'.", True),
        ("It says ‚no ferry would leave‘.", True),
        ("It says ‹no ferry would leave›.", True),
        ("It says 『no ferry would leave』.", True),
        ("It says “[n]o ferry would … before noon”.", True),
        ("It says “the Älv before noon [sic]”.", True),
        ("It says “no ferry”.", False),
        ("It says “a ferry will come”.", False),
        ("It isn't so that no ferry would leave, and that's it.", False),
        ("“This” says that no ferry would leave “then”.", False),
    ],
)
def test_quotations_are_found_in_any_marks(reason: str, is_quotation: bool) -> None:
    assert SharedRuns([TEXT]).quotes(reason) is is_quotation
