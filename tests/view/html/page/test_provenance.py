"""Places of blocks in captures, as the page shows them."""

from __future__ import annotations

from archive.model.captures import (
    BlockOrigin,
    CaptureOrigin,
    ElementOrigin,
    Origin,
    OriginOfBlock,
    TextOrigin,
)
from archive.view.html.page.provenance import origin_place
from tests.tools.cases import each_case


@each_case(
    ("origin", "told"),
    [
        (BlockOrigin(capture="c", start=0, end=9), "0–9"),
        (BlockOrigin(capture="c", start=0, end=9, separator="\n"), '0–9, then "\\n"'),
        (TextOrigin(capture="c", start=0, end=9), "0–9 of c"),
        (ElementOrigin(capture="c", path="/a[1]/*[2]"), "/a[1]/*[2] of c"),
        (ElementOrigin(capture="c", path="/a[1]", start=0, end=0), "/a[1], 0–0 of c"),
        (CaptureOrigin(capture="c"), "c as a whole"),
    ],
)
def test_a_place_says_all_that_an_origin_does(origin: Origin | OriginOfBlock, told: str) -> None:
    assert origin_place(origin) == told
