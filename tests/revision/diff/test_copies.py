"""Sentences that were edited in place, whose old wording is new elsewhere."""

from __future__ import annotations

import archive
from tests.revision.rebase.article import COUNCIL, PORT, TITLE, TRADE, article, on, rebased
from tests.tools.cases import each_case

LATER = PORT.replace("winter", "summer")


@each_case(
    "texts",
    [
        (f"{LATER} {COUNCIL} Previously: {PORT}",),
        (f"{LATER} Previously: {PORT} {COUNCIL}",),
        (f"Previously: {PORT} {LATER} {COUNCIL}",),
        (f"{LATER} “{PORT}” {COUNCIL}",),
        (f"{LATER} {COUNCIL}", PORT),
        (f"Previously: {PORT}", f"{LATER} {COUNCIL}"),
    ],
)
def test_a_diff_shows_what_was_edited_wherever_its_old_wording_has_come(
    texts: tuple[str, ...],
) -> None:
    document = on(article(TITLE, TRADE, f"{PORT} {COUNCIL}"), "before the winter")
    now = rebased(document, TITLE, TRADE, *texts).document
    (corrected,) = archive.diff(document, now).of("text-corrected")
    changed = [one for one in corrected.passages if one.old]  # with what was put right beside it
    assert [one.old.rstrip(". ") for one in changed] == ["winter"]
    assert changed[0].new.startswith("summer")
