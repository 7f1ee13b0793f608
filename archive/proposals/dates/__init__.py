"""The rule `dates`: printed dates in several languages, and dates counted from the writing time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archive.english import counted
from archive.findings import note
from archive.model.anchors import Anchor
from archive.proposals.candidates import Candidate, Raw, RuleContext, anchor
from archive.proposals.dates.date_arithmetic import WritingTime, writing_time
from archive.proposals.dates.date_patterns import dates_in
from archive.proposals.dates.edtf import PRINTED, AmbiguousDate, MatchedDate


def dates(context: RuleContext) -> Iterator[Candidate]:
    """Propose a date for words that are a date, or that are counted from the time of writing."""
    stated = context.written
    written = writing_time(stated.date) if stated else None
    from_writing = f"counted from the time of writing, {stated.date}" if stated else ""
    rests_on = [
        one.model_dump(mode="json")
        for one in (stated.rests_on if stated else ())
        if isinstance(one, Anchor)
    ]
    uncounted: list[tuple[str, str]] = []
    for block in context.blocks:
        language = context.language_of(block)
        matches = sorted(dates_in(block.text, language, written))
        if written is None or written.precision != "day":
            places = {(start, end) for start, end, _ in matches}
            uncounted += [
                (block.id, block.text[start:end])
                for start, end, dated in dates_in(block.text, language, _ANY_DAY)
                if isinstance(dated, MatchedDate) and (start, end) not in places
            ]
        for start, end, dated in matches:
            if isinstance(dated, AmbiguousDate):
                context.findings.append(
                    note(
                        "date-ambiguous",
                        context.pointers[block.id],
                        f"“{block.text[start:end]}” in {block.id} at {start} may be "
                        f"{dated.readings[0]} or {dated.readings[1]}: nothing is proposed",
                        "set the language of the article to `en-GB` or `en-US`",
                    )
                )
                continue
            raw: Raw = {"type": "date", "anchors": [anchor(block, start, end)], "date": dated.edtf}
            if dated.way in PRINTED:
                yield Candidate(dated.way, "the words are a date", {**raw, "basis": "printed"})
            else:
                raw |= {"basis": "inferred", "rests_on": rests_on}
                yield Candidate(dated.way, from_writing, raw)
    if uncounted:
        id, words = uncounted[0]
        what = f"states only to the {written.precision}" if written else "does not state"
        context.findings.append(
            note(
                "date-not-counted",
                context.pointers[id],
                f"{counted(len(uncounted), 'dates')} such as “{words}” in {id} would be counted "
                f"from the time of writing, which the record {what}",
                "add the date of publication to the metadata",
            )
        )


_ANY_DAY = WritingTime(date(2000, 6, 15), "day")
"""Some day, used to find the dates that could be counted if the day of writing were known."""
