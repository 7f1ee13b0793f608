"""The time of our code, without pandoc's, grows no faster than the file, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.articles.office.made import docx, field, odt, p, received, table
from tests.growth import MOST, Work, grows


def _comments(n: int) -> bytes:
    """Comments that all are on the same words, from before to after the only paragraph."""
    return docx(
        *(f'<w:commentRangeStart w:id="{i}"/>' for i in range(n)),
        p("x"),
        *(f'<w:commentRangeEnd w:id="{i}"/>' for i in range(n)),
        comments="".join(f'<w:comment w:id="{i}">{p("c")}</w:comment>' for i in range(n)),
    )


def _comments_at_points(n: int) -> bytes:
    one = '<office:annotation office:name="{0}"><text:p>c</text:p></office:annotation>'
    begin = "".join("a" + one.format(i) for i in range(n))
    end = "".join(f'<office:annotation-end office:name="{i}"/>' for i in range(n))
    return odt(f"<text:p>{begin}b{end}</text:p>")


def _notes(n: int) -> bytes:
    calls = (f'<w:r><w:footnoteReference w:id="{i}"/></w:r>' for i in range(n))
    notes = (f'<w:footnote w:id="{i}">{p("n")}</w:footnote>' for i in range(n))
    return docx(p("t", *calls), footnotes="".join(notes))


_END_TAKEN_OUT = '<w:rPr><w:del w:id="3"/></w:rPr>'

SHAPES: dict[str, Callable[[int], bytes]] = {
    "comments": _comments,
    "comments at points": _comments_at_points,
    "notes": _notes,
    "paragraphs": lambda n: docx(*(p("word of many") for _ in range(n))),
    "blocks of a cell": lambda n: docx(table(["".join(p("q") for _ in range(n))])),
    "cells": lambda n: docx(table(*(["a", "b"] for _ in range(n)))),
    "fields": lambda n: docx(p(*(field("X", "a") for _ in range(n)))),
    "additions": lambda n: docx(p(*(f"<w:ins>{field('X', 'a')}</w:ins>" for _ in range(n)))),
    "joined paragraphs": lambda n: docx(*(p("a", properties=_END_TAKEN_OUT) for _ in range(n))),
    "lines of code": lambda n: docx(*(p("a", style="SourceCode") for _ in range(n))),
    "captions": lambda n: docx(*(p("Table 1", style="Caption") for _ in range(n))),
    "blanks": lambda n: odt("<text:p>" + "a<text:s/>" * n + "</text:p>"),
    "frames": lambda n: odt(
        "<text:p>a"
        + "<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame>" * n
        + "</text:p>"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_file(shape: str) -> None:
    def make(n: int) -> Work:
        data = SHAPES[shape](n)
        return lambda: received(data)

    assert grows(make, 250) < MOST
