"""Text on a terminal: its width, where it breaks, what of it is shown."""

from __future__ import annotations

from archive.control_characters import safe
from archive.view.terminal import Layout, width_of, wrap
from tests.tools.cases import each_case
from tests.view.articles import (
    LINE_1,
    LINE_2,
)


@each_case(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("中国", 4),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("\U0001f469\U0001f3fd\u200d\U0001f3eb", 2),
        ("\x1b[1mabc\x1b[0m", 3),
        ("ｆｕｌｌ", 8),
    ],
)
def test_the_width_of_a_text(text: str, width: int) -> None:
    assert width_of(text) == width


@each_case(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", "three"]),
        ("one  two", ["one  two"]),
        ("a longwordthatdoesnotfit b", ["a", "longwordt", "hatdoesno", "tfit b"]),
        ("中国中国中国", ["中国中国", "中国"]),
        ("e\u0301" * 12, ["e\u0301" * 9, "e\u0301" * 3]),
        ("in 中国 fell", ["in 中国 ", "fell"]),
    ],
)
def test_where_a_line_breaks(text: str, lines: list[str]) -> None:
    assert [line.rstrip() for line in wrap(text, 9)] == [line.rstrip() for line in lines]


def test_no_word_is_lost_by_breaking_lines() -> None:
    text = f"{LINE_1} {LINE_2}".replace("\n", " ")
    for width in range(4, 60):
        assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")
        assert all(width_of(line) <= width for line in wrap(text, width))


def test_safe_text_keeps_every_script() -> None:
    assert safe("信 إسناد ἀρχεῖον 👩🏽‍🏫") == "信 إسناد ἀρχεῖον 👩🏽‍🏫"
    assert safe("a\tb\r\nc") == "a b  c"


def test_a_label_too_long_for_its_column_stands_above() -> None:
    assert Layout(80).item("a long label", "text", 12) == ["a long label", "  text"]
    assert Layout(30).item("label", "text", 12) == ["label", "  text"]
