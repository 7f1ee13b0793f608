"""Where words could stand after the text has changed: no word is cut that was not cut before."""

from __future__ import annotations

import archive
from archive.model.annotations import Comment
from tests.samples import text_only
from tests.tools.cases import each_case


@each_case(
    ("words", "longer"),
    [("port", "report"), ("15", "2015"), ("15", "3.15"), ("भाषा", "भाषाएँ"), ("שלום", "לשלום"), ("한국", "한국어")],
)  # fmt: skip
def test_no_candidate_lies_within_a_longer_word(words: str, longer: str) -> None:
    before = "The ministry itself has said nothing at all about it since the spring."
    copied = f"All of us had {words} in mind when we wrote to the ministry."
    after = "Dockers went home early on Friday, as they often do in winter."
    council = "The council met behind closed doors and published nothing."
    old = text_only(f"{before} {copied} {after}", f"{council} {copied}")
    start = old.block("p-1").text.index(words)
    anchor = old.anchor_at("p-1", start, start + len(words))
    old = old.add(Comment(id="c-1", text="Is it?", anchors=(anchor,)))
    text = f"Who thinks of {longer} here? {copied} Some would rather talk of {longer} again."
    [outcome] = archive.rebase(old, onto=text_only(text, council)).outcomes
    assert outcome.kind == "orphaned"
    place = text.index(copied) + copied.index(words)
    assert [(c.block, c.start) for c in outcome.candidates] == [("p-1", place)]
