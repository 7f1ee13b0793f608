"""The time line of what claims speak of."""

from __future__ import annotations

import re

import lxml.html
from hypothesis import given

from archive.model.claims import ClaimTime
from archive.model.document import Document
from archive.view.claim_glyphs import GLYPHS, glyph_of
from archive.view.html.timeline import STYLE, timeline
from tests import samples
from tests.strategies import documents
from tests.tools.cases import each_case
from tests.view.html.hostile import assert_harmless, hostile


def of(*dates: str) -> Document:
    """A record whose claims speak of these times."""
    document = samples.small()
    (claim,) = document.claims
    claims = tuple(
        claim.update(id=f"c-{n}", time=ClaimTime(date=date)) for n, date in enumerate(dates)
    )
    return document.update(claims=claims, relations=())


def rows(document: Document) -> list[str]:
    """Each row as the year, what of it, and how many marks; a rule as `...`."""
    told: list[str] = []
    markup = timeline(document)
    for cell in lxml.html.fragment_fromstring(markup) if markup else ():
        match cell.get("class"):
            case "gap":
                told.append("...")
            case "year":
                told.append(cell.text or "")
            case "when":
                told[-1] = " ".join(filter(None, (told[-1], cell.text)))
            case "marks":
                told[-1] += f": {len(cell)}"
    return told


@each_case(
    ("dates", "told"),
    [
        (["2016"], ["2016 year: 1"]),
        (["2016~", "2016?", "2016"], ["2016 year: 3"]),
        (["2016-03", "2016-03-20", "2016-03-01/2016-03-09"], ["2016 Mar: 3"]),
        (["2016-03-31/2016-04-01"], ["2016 Mar–Apr: 1"]),
        (["2016-12-30/2017-01-02"], ["2016 Dec–Jan 2017: 1"]),
        (["2016-21", "2016-24"], ["2016 Mar–May: 1", "Dec–Feb 2017: 1"]),
        (["195X"], ["1950–1959: 1"]),
        (["19XX"], ["1900–1999: 1"]),
        (["1953-07-27/..", "1953/.."], ["1953 and after: 1", "Jul and after: 1"]),
        (["/2013", "../2016-03"], ["2013 up to then: 1", "...", "2016 up to Mar: 1"]),
        (["[2015-07,2015-08]", "{2015..2016}"], ["2015–2016: 1", "2015 Jul–Aug: 1"]),
        (["-0043-03-15", "0000", "0001"], ["44 BC Mar: 1", "...", "1 BC year: 1", "1 year: 1"]),
        (["Y-17E7"], ["170,000,001 BC year: 1"]),
        (["1996/2010", "2009", "2013"], ["1996–2010: 1", "2009 year: 1", "...", "2013 year: 1"]),
        (["2013", "2015"], ["2013 year: 1", "...", "2015 year: 1"]),
        (["2016", "2015"], ["2015 year: 1", "2016 year: 1"]),
        ([], []),
    ],
)  # fmt: skip
def test_a_row_is_as_long_as_what_its_claims_speak_of(dates: list[str], told: list[str]) -> None:
    document = of(*dates) if dates else samples.small()
    assert rows(document) == told


@given(document=documents())
def test_every_claim_with_a_time_that_is_not_rejected_is_one_mark(document: Document) -> None:
    timed = [claim for claim in document.claims if claim.time and claim.status != "rejected"]
    markup = timeline(document)
    assert bool(markup) == bool(timed)
    if not markup:
        return
    assert_harmless(markup)
    links = list(lxml.html.fragment_fromstring(markup).iter("a"))
    assert sorted(link.get("href") for link in links) == sorted(f"#{claim.id}" for claim in timed)
    for link in links:
        claim = document.claim(link.get("href")[1:])
        (use,) = link.iter("use")
        assert use.get("href") == f"#g-{glyph_of(claim, document)}"
        assert ("proposed" in link.get("class")) == (claim.status == "proposed")
        assert link.get("tabindex") == "-1"


def test_of_very_many_times_a_row_stands_for_a_longer_one() -> None:
    told = rows(of(*(f"{year:04}-03" for year in range(1000, 2000, 3))))
    assert told[0] == "1000–1099: 34"
    assert len(told) == 10
    told = rows(
        of(*(f"Y{10**n}" for n in range(4, 17)), *(f"{year}" for year in range(1000, 1100)))
    )
    assert len(told) <= 60


def test_it_is_hidden_from_screen_readers() -> None:
    assert lxml.html.fragment_fromstring(timeline(of("2016"))).get("aria-hidden") == "true"


def test_hostile_words_are_not_in_it() -> None:
    assert_harmless(timeline(hostile()))


def test_every_sign_has_a_colour_of_the_page() -> None:
    for name in GLYPHS:
        assert f".timeline .{name}{{color:var(--{name})" in STYLE
    assert not re.search(r"#[0-9a-f]{3}|rgb|url\(", STYLE)
