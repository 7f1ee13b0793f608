"""Input made to harm: work stays near linear in it, and what is wrong is told in a sentence."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from contextlib import suppress
from time import process_time
from typing import Any

import pytest

import archive
from tests.samples import text_only

Work = Callable[[], object]

MOST = 24
"""How many times the work for n may be done for 8n: n log n takes about 10, n * n takes 64."""


def grows(make: Callable[[int], Work], n: int) -> float:
    """How much longer work for 8n takes than work for n: the least of a few measurements."""

    def least(work: Work, times: int) -> float:
        taken = []
        for _ in range(times):
            gc.collect()
            began = process_time()
            work()
            taken.append(process_time() - began)
        return min(taken)

    short = least(make(n), 3)
    return least(make(8 * n), 2) / short


def record(**fields: Any) -> dict[str, Any]:
    return {"schema_version": "1.0", "id": "a", **fields}


def paragraphs(*texts: str) -> list[dict[str, Any]]:
    blocks = [
        {"type": "paragraph", "id": f"p-{n}", "text": text} for n, text in enumerate(texts, 1)
    ]
    return [{"id": "s", "blocks": blocks}]


def claim(number: int, *anchors: Any, **fields: Any) -> dict[str, Any]:
    said = {"restatement": f"Claim {number}.", "kind": "descriptive"}
    return {"id": f"c-{number}", "anchors": list(anchors), **said, **fields}


def reading(raw: dict[str, Any] | bytes) -> Work:
    """Reading a record, whatever comes of it."""
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()

    def work() -> None:
        with suppress(archive.ArchiveError):
            archive.read(data)

    return work


def reading_text(text: str) -> Work:
    def work() -> None:
        with suppress(archive.ArchiveError):
            archive.read(text.encode(), "text", id="a")

    return work


# --- work that could grow faster than the input ---


def a_line_of_blanks(n: int) -> Work:
    return reading_text(f"Title\n\n{' ' * n}\n\nText.\n")


def characters_that_xml_cannot_carry(n: int) -> Work:
    return reading_text("a line\x01\n" * n)


def unknown_fields(n: int) -> Work:
    return reading(record(claims=[claim(i, unheard=1) for i in range(n)]))


def items_under_a_long_name(n: int) -> Work:
    return reading(record(**{"x" * n: [0] * n}))


@pytest.mark.parametrize(
    ("make", "n"),
    [
        (a_line_of_blanks, 1000),
        (characters_that_xml_cannot_carry, 3000),
        (unknown_fields, 150),
        (items_under_a_long_name, 1000),
    ],
)
def test_work_grows_like_the_input(make: Callable[[int], Work], n: int) -> None:
    assert grows(make, n) < MOST
