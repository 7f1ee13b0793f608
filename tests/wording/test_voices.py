"""On whose word a claim stands."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis.strategies import booleans

import archive
from archive.model.blocks import TextBlock
from archive.model.claims import Attribution
from archive.model.document import Document
from archive.model.entities import EntityName, Group
from archive.rights import Withheld, publication
from archive.text.speakers import NOBODY, speaker
from archive.view.html.page.claim_entries import ClaimEntries
from archive.view.html.page.claim_filters import facets
from archive.view.numbered_claims import NumberedClaims
from archive.view.show import claim_page, claims_table
from archive.view.show import page as page_of
from archive.wording.claims import claimant, no_source, who_says, without_source
from archive.wording.voices import Voice, voice_in, voice_of
from tests import samples
from tests.conftest import fewer
from tests.strategies import documents
from tests.tools.cases import each_case
from tests.view.html.page.reading import Page


@each_case(
    ("claimants", "voice"),
    [
        ((), Voice("author")),
        (("council",), Voice("named", "council")),
        (("council", "some"), Voice("nobody", "some")),
        (("some", "council"), Voice("named", "council")),
        (("council", None), Voice("named", "council")),
        ((None, None), Voice("nobody")),
    ],
)
def test_a_claim_stands_on_the_word_of_the_innermost_claimant_that_is_known(
    claimants: tuple[str | None, ...], voice: Voice
) -> None:
    document = samples.small().add(Group(id="some", description="Those who say so."))
    chain = tuple(Attribution(claimant=claimant) for claimant in claimants)
    claim = document.claims[0].update(attribution=chain)
    assert voice_of(claim, document.replace(claim)) == voice


def test_words_decide_where_the_record_names_no_claimant() -> None:
    document = samples.small().add(Group(id="experts", names=(EntityName(text="experts"),)))
    block = next(iter(document.text_blocks()))
    words = block.text.split()[0]
    step = Attribution(cue=(document.anchor_at(block.id, 0, len(words)),))
    assert voice_in(step, document) == Voice("unidentified", None, speaker([words]))
    assert claimant(step, document) == f"“{words}”"
    assert voice_in(Attribution(), document) == Voice("nobody")
    group = Attribution(claimant="experts")
    assert voice_in(group, document) == Voice("nobody", "experts")
    assert claimant(group, document) == f"{NOBODY} (experts)"


def of_nobody() -> Document:
    """A record of which claims are said by experts, by critics and by nobody at all, in a block."""
    document = samples.small()
    (claim,) = document.claims
    groups = (
        Group(id="experts", names=(EntityName(text="experts"),)),
        Group(id="critics", names=(EntityName(text="critics"),)),
    )
    said = {"experts": "experts", "critics": "critics", "nobody": None}
    claims = (
        claim.update(id=f"by-{id}", attribution=(Attribution(claimant=who),))
        for id, who in said.items()
    )
    return document.update(claims=(), relations=()).add(*groups, *claims)


@each_case(
    ("id", "called"),
    [
        ("by-experts", f"{NOBODY} (experts)"),
        ("by-critics", f"{NOBODY} (critics)"),
        ("by-nobody", NOBODY),
    ],
)
def test_people_who_are_not_named_are_called_the_same_everywhere(id: str, called: str) -> None:
    document = of_nobody()
    claim = document.claim(id)
    capital = called[0].upper() + called[1:]
    assert voice_of(claim, document).label(document) == called
    assert who_says(claim, document).startswith(f"{called} (reported")
    assert re.search(rf"  1 +{re.escape(called)}\n", claim_page(document, id, width=120))
    assert any(called in line.split("  ") for line in claims_table(document, width=200).split("\n"))
    page = Page(document)
    assert [row[3].text for row in page.root.iter("tr") if row.get("data-n")].count(called) == 1
    card = page.by_id[id]
    assert [
        "".join(who.itertext()) for step in card.iter("li") if (who := step.find("b")) is not None
    ] == ["The author", capital]
    notes = [
        "".join(note.itertext()) for note in page.root.iter("li") if note.get("class") == "voice"
    ]
    assert (
        sum(re.fullmatch(rf"\W*{re.escape(capital)}\s*", note) is not None for note in notes) == 1
    )
    assert len(notes) == 3


@each_case(
    ("chain", "told"),
    [
        ((), "none recorded"),
        ((Attribution(),), "none recorded"),
        ((Attribution(claimant="council"),), "Council, not recorded as a source"),
        ((None,), "“the Council”, not recorded as a source"),
    ],
)
def test_that_a_claim_has_no_source_is_stated_of_the_record_and_not_of_the_article(
    chain: tuple[Attribution | None, ...], told: str
) -> None:
    document = samples.small().update(relations=())
    (claim,) = document.claims
    block = document.block("p-1")
    start = block.text.index("the Council")
    cue = Attribution(cue=(document.anchor_at("p-1", start, start + len("the Council")),))
    document = document.replace(claim.update(attribution=tuple(step or cue for step in chain)))
    (claim,) = document.claims
    assert without_source(claim, document) == told
    assert f"    source       {told}\n" in page_of(document, width=120)
    assert f"Sources it names\n\n  {told}\n" in claim_page(document, claim.id, width=120)
    page = Page(document)
    titles = {h4.text: h4.getnext() for h4 in page.by_id[claim.id].iter("h4")}
    assert "".join(titles["Source"].itertext()) == told
    assert no_source() in claims_table(document, width=200).splitlines()[2]
    [row] = [row for row in page.root.iter("tr") if row.get("data-n")]
    assert row[4].text == no_source()
    hidden = without_source(claim, document, Withheld("The text is not shown."))
    assert ("“" in hidden, "somebody unidentified, not" in hidden) == (False, "“" in told)


@fewer(4)
@given(documents())
def test_page_show_and_tables_say_of_the_same_claims_that_they_have_no_source(
    document: Document,
) -> None:
    entries = ClaimEntries(document, Withheld())
    sources = next(facet for facet in facets(entries) if facet.name == "source").rows
    tables = archive.tables(document)
    to_sources = [row for row in tables.relations if row.object_source]
    related = {row.subject for row in to_sources if row.status != "rejected"}
    shown = {claim.id for claim in document.claims if claim.status != "rejected"}
    told = [row.number for row in sources if row.name == no_source()]
    assert told == ([len(shown - related)] if shown & related and shown - related else [])
    assert {row.id for row in tables.claims if row.source_names} == related
    without = {claim.id for claim in document.claims} - {row.subject for row in to_sources}
    claims = NumberedClaims(document)
    for claim in document.claims:
        rows = [told for label, told in claims.rows(claim) if label == "source"]
        assert ([without_source(claim, document)] == rows) == (claim.id in without)


@fewer(4)
@given(documents(), booleans())
def test_a_row_of_a_claim_reads_as_its_page_does(document: Document, public: bool) -> None:
    options = {"public": public, "proposals": True}
    entries = ClaimEntries(*publication(document, **options))
    rows = {row.id: row for row in archive.tables(document, **options).claims}
    page = Page(document, **options)
    told = {row[1][0].get("href")[1:]: row for row in page.root.iter("tr") if row.get("data-n")}
    for entry in entries.all:
        row, cells = rows[entry.claim.id], told.get(entry.claim.id)
        assert str(row.number) == entry.number.rstrip("?!")
        assert row.voice_name == entries.name(entry.voice)
        assert cells is not None
        assert cells[0].text == entry.number
        names = [entries.document.source(id).label for id in entry.sources]
        assert row.source_names == ("; ".join(names) or None)
        assert (cells[4].text == no_source(entries.withheld)) == (row.source_names is None)


def test_a_table_of_claims_is_read_without_another(tmp_path: Path) -> None:
    document = samples.small()
    block = document.sections[0].blocks[0]
    assert isinstance(block, TextBlock)
    before = document.claims[0].update(
        id="before",
        anchors=(document.anchor_at(block.id, 0, 5),),
        attribution=(Attribution(claimant=None),),
        status="proposed",
    )
    archive.tables(document.add(before)).write(tmp_path / "tables")
    with (tmp_path / "tables" / "claims.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["number"], row["voice_name"], row["source_names"]) for row in rows] == [
        ("2", "Council", "the Council"),
        ("1", "nobody named", ""),
    ]


@fewer(4)
@given(documents())
def test_whoever_the_words_or_the_record_name_is_nowhere_nobody(document: Document) -> None:
    for claim in document.claims:
        for step in claim.attribution:
            named = step.claimant and document.entity(step.claimant).names
            words = speaker([stretch.exact for stretch in step.cue])
            is_nobody = voice_in(step, document).kind == "nobody"
            assert claimant(step, document).startswith(NOBODY) == is_nobody
            if not step.claimant:
                assert is_nobody == (not words)
                assert words[:30] in claimant(step, document)
            elif document.entity(step.claimant).type != "group":
                assert not is_nobody
                assert (voice_in(step, document).kind == "named") == bool(named)
        said = [voice_in(step, document).kind for step in claim.attribution]
        told = who_says(claim, document)
        assert told.count(NOBODY) >= said.count("nobody")


@fewer(4)
@given(documents())
def test_page_and_tables_count_the_same_claims_for_each_voice(document: Document) -> None:
    entries = ClaimEntries(document, Withheld())
    rows = {row.id: row for row in archive.tables(document).claims}
    assert len(entries.all) == len(rows)
    counted: Counter[str] = Counter()
    for entry in entries.all:
        row = rows[entry.claim.id]
        assert entry.voice == (row.voice, row.voice_entity, row.voice_words or "")
        if entry.claim.status != "rejected":
            counted[entry.who] += 1
    who = next(facet for facet in facets(entries) if facet.name == "who")
    assert {row.value: row.number for row in who.rows} == counted
    told = Counter(
        (row.voice, row.voice != "nobody" and row.voice_entity, (row.voice_words or "").casefold())
        for row in rows.values()
        if row.status != "rejected"
    )
    assert sorted(told.values()) == sorted(row.number for row in who.rows)
    kinds = Counter(row.voice for row in rows.values() if row.status != "rejected")
    assert counted["nobody"] == kinds["nobody"]
    assert [row.name for row in who.rows].count(NOBODY) == (1 if kinds["nobody"] else 0)
