"""Where sentences begin and end, judged by Unicode's own test; and what differs on purpose."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

from archive.text.sentences import ends_like_a_sentence, sentence_starts
from tests.text.unicode_data import cases
from tests.tools.cases import each_case


def sentences(text: str) -> list[str]:
    starts = [*sentence_starts(text), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


UNSEEN = "[\u0300\u0308\u00ad\u2060]*"
LINE_END = re.compile(rf"(?:\r\n|[\r\n\x85]){UNSEEN}$")
NO_BLANK = re.compile(rf"[.!?]{UNSEEN}(?:[)\"'’]{UNSEEN})*$")


def test_sentences_are_those_of_unicode_but_for_what_is_said(unicode_data: Path) -> None:
    differing: Counter[str] = Counter()
    all_cases = list(cases(unicode_data, "Sentence"))
    for text, breaks in all_cases:
        ours = {*sentence_starts(text), len(text)}
        at_lines = {n for n in ours ^ set(breaks) if LINE_END.search(text[:n])}
        elsewhere = (ours ^ set(breaks)) - at_lines
        for n in elsewhere:
            assert n not in ours, f"{text!a} at {n}"
            assert NO_BLANK.search(text[:n]), f"{text!a} at {n}"
        if at_lines or elsewhere:
            differing["no blank" if elsewhere else "line end"] += 1
    assert len(all_cases) > 400
    assert differing.total() < 0.3 * len(all_cases)
    assert differing.keys() == {"line end", "no blank"}


def test_the_end_of_a_block_ends_a_sentence_as_a_line_end_does_for_unicode(
    unicode_data: Path,
) -> None:
    compared = 0
    for text, breaks in cases(unicode_data, "Sentence"):
        if not set(text) & {"\r", "\n"} or re.search(f"\r\n|\x85|[\r\n]{UNSEEN[:-1]}", text):
            continue  # what nobody sees belongs to a line end; to the end of a block it does not
        if any(NO_BLANK.search(text[:n]) for n in breaks[1:-1]):
            continue
        compared += 1
        blocks = text.replace("\r", "\0").replace("\n", "\0")
        assert [*sentence_starts(blocks), len(text)] == breaks, f"{text!a}"
    assert compared > 40


@each_case(
    "text",
    [
        "He said “Why?” and left. |“Then I,” she said, “will.” |Ok!",
        "Wait… what? |No… |Then.",
        "Mr. Park of the U.S. Senate left. |He did.",
        "One line\nand another.\nA third.".replace(".\n", ".\n|"),
        "See www.example.com/?Q=1. |It was so.[1] So it is.",
        "It fell. |10 ships sank. |It cost 3. million.",
        "Fig.3 is 3.5 km (approx. half) long. |(So they say.) |End.",
        "上がった。」|減った。|「はい！」|と。",
        "यह सही है। |वह गया॥ |क्यों? |हाँ.",
        "هل جاء؟ |نعم۔ |لا.",
        "One.\0|two\0|Three. |Four",
        "",
        "...",
    ],
)
def test_where_sentences_end(text: str) -> None:
    assert sentences(text.replace("|", "")) == text.split("|")


@each_case(
    ("line", "ends"),
    [("It is late.", True), ("“Late!”", True), ("as follows: ", True), ("「そう。」", True), ("Ferries", False),
     ("Why now", False), ("U.S. trade", False), ("", False), ("1.", True)],
)  # fmt: skip
def test_no_heading_ends_like_a_sentence(line: str, ends: bool) -> None:
    assert ends_like_a_sentence(line) is ends
