"""Dates: those that are printed, in several languages, and those that follow from the writing."""

from __future__ import annotations

from collections.abc import Iterator

from archive.findings import note
from archive.model.anchors import Anchor
from archive.proposals.base import Candidate, Raw, Reading, anchor
from archive.proposals.dates.calendar import written_on
from archive.proposals.dates.grammar import dates_in
from archive.proposals.dates.readers import PRINTED, Ambiguous


def dates(reading: Reading) -> Iterator[Candidate]:
    """Propose a date wherever words name one, by themselves or counted from the writing."""
    stated = reading.written
    written = written_on(stated.date) if stated else None
    counted = f"counted from the time of writing, {stated.date}" if stated else ""
    rests_on = [
        one.model_dump(mode="json")
        for one in (stated.rests_on if stated else ())
        if isinstance(one, Anchor)
    ]
    for block in reading.blocks:
        found = sorted(dates_in(block.text, reading.language_of(block), written))
        for start, end, dated in found:
            if isinstance(dated, Ambiguous):
                reading.findings.append(
                    note(
                        "date-ambiguous",
                        reading.pointers[block.id],
                        f"“{block.text[start:end]}” in {block.id} at {start} may be "
                        f"{dated.readings[0]} or {dated.readings[1]}: nothing is proposed",
                        "say of which country the article’s English is (`en-GB`, `en-US`)",
                    )
                )
                continue
            raw: Raw = {"type": "date", "anchors": [anchor(block, start, end)], "date": dated.edtf}
            if dated.way in PRINTED:
                yield Candidate(dated.way, "the words name it", {**raw, "basis": "printed"})
            else:
                raw |= {"basis": "inferred", "rests_on": rests_on}
                yield Candidate(dated.way, counted, raw)
