"""The diagram of claims, claimants and sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given

from archive.model.claims import Attribution, Claim, ClaimTime
from archive.model.document import Document
from archive.model.entities import EntityName, Group, Organisation
from archive.model.relations import Relation
from archive.model.works import Source
from archive.view.claim_glyphs import GLYPHS, gravest_assessment
from archive.view.html.attribution_diagram import STYLE, attribution_diagram
from archive.view.html.timeline import timeline
from archive.wording.voices import voice_of
from tests import samples
from tests.growth import MOST, Work, grows
from tests.strategies import documents
from tests.view.articles import rich
from tests.view.html.hostile import assert_harmless, hostile


def drawn(document: Document) -> ElementTree.Element:
    return ElementTree.fromstring(attribution_diagram(document))


def bars(svg: ElementTree.Element) -> list[tuple[str, set[str]]]:
    """The claims to which bars are links, with the classes of the bars."""
    return [
        (link.get("href", ""), set(shape.get("class", "").split()))
        for link in svg.iter("a")
        for shape in link.iter("rect")
    ]


@given(document=documents())
def test_every_claim_that_is_not_rejected_is_a_bar(document: Document) -> None:
    standing = [claim for claim in document.claims if claim.status != "rejected"]
    if not standing:
        assert attribution_diagram(document) == ""
        return
    svg = drawn(document)
    assert_harmless(attribution_diagram(document))
    assert {id for id, _ in bars(svg)} == {f"#{claim.id}" for claim in standing}
    for id, classes in bars(svg):
        claim = document.claim(id[1:])
        proposed = {"proposed"} if claim.status == "proposed" else set()
        assert classes == {"bar", voice_of(claim, document).kind, *proposed}
    signs = [use.get("href") for use in svg.iter("use")]
    found = [gravest_assessment(claim, document) for claim in standing]
    assert sorted(signs) == sorted(
        f"#g-{one.verdict}" for one in found if one and one.verdict != "supported"
    )


@pytest.mark.slow
@given(document=documents())
def test_lines_lead_to_whoever_speaks_and_to_each_source(document: Document) -> None:
    if not attribution_diagram(document):
        return
    svg = drawn(document)
    standing = [claim for claim in document.claims if claim.status != "rejected"]
    voices = {voice_of(claim, document) for claim in standing}
    named = {voice.entity for voice in voices if voice.kind == "named"}
    ids = {claim.id for claim in standing}
    sources = {
        relation.object
        for relation in document.relations
        if relation.subject in ids
        and relation.status != "rejected"
        and isinstance(document.get(relation.object), Source)
    }
    labels = [
        (link.get("class"), link.get("href", "")[1:])
        for link in svg.iter("a")
        if link.find("text") is not None
    ]
    assert {id for kind, id in labels if kind == "named"} == named
    assert {id for kind, id in labels if kind == "source"} == sources
    nobody = any(voice.kind == "nobody" for voice in voices)
    assert ("nobody" in dict(labels)) == nobody
    lines = [path.get("class", "").split()[1] for path in svg.iter("path")]
    assert sorted(lines) == sorted(kind or "" for kind, _ in labels)


def test_nothing_in_it_is_reached_by_keyboard_or_read_aloud() -> None:
    svg = drawn(rich())
    assert svg.get("aria-hidden") == "true"
    assert {link.get("tabindex") for link in svg.iter("a")} == {"-1"}


def test_bars_stand_in_the_order_of_the_text_and_apart() -> None:
    svg = drawn(many(40))
    tops = [float(rect.get("y", "")) for rect in svg.iter("rect")]
    assert tops == sorted(tops)
    assert all(b - a >= 4.9 for a, b in pairwise(tops))


def many(count: int, *, voices: int = 0) -> Document:
    """A record of so many claims, on the word of so many."""
    document = samples.small()
    (claim,) = document.claims
    own = tuple(
        claim.update(
            id=f"c-{n}",
            time=ClaimTime(date=f"{1000 + n % 1000}-03"),
            attribution=(Attribution(claimant=f"o-{n % voices}"),) if voices else (),
        )
        for n in range(count)
    )
    speakers = tuple(
        Organisation(id=f"o-{n}", names=(EntityName(text=f"Speaker {n}"),)) for n in range(voices)
    )
    return document.update(claims=own, relations=(), entities=(*document.entities, *speakers))


@pytest.mark.slow
@pytest.mark.parametrize("count", [1000, 5000])
def test_of_very_many_claims_neighbours_share_a_bar_and_the_picture_stays_of_a_size(
    count: int,
) -> None:
    markup = attribution_diagram(many(count))
    svg = ElementTree.fromstring(markup)
    assert 300 < len(bars(svg)) <= 600
    assert float(svg.get("viewBox", "").split()[3]) < 1500
    assert len(markup) < 100_000


def test_of_very_many_speakers_those_with_most_claims_are_named() -> None:
    svg = drawn(many(500, voices=100))
    labels = [text.text or "" for text in svg.iter("text")]
    assert len(labels) == 49
    assert labels.count("52 others") == 1
    tops = sorted(float(text.get("y", "")) for text in svg.iter("text"))
    assert all(b - a >= 12.9 for a, b in pairwise(tops))


@pytest.mark.slow
@pytest.mark.parametrize("draw", [attribution_diagram, timeline, Document._repr_html_])
def test_what_is_drawn_takes_no_longer_than_there_are_claims(
    draw: Callable[[Document], str],
) -> None:
    def make(n: int) -> Work:
        document = many(n, voices=n // 2)
        document.index  # noqa: B018
        return lambda: draw(document)

    assert grows(make, 200) < MOST


def test_a_long_name_is_cut_between_graphemes_and_one_of_wide_characters_sooner() -> None:
    document = samples.small()
    for name, shown in (
        ("An Organisation for the Study of Names", "An Organisation for the S…"),
        ("中" * 40, "中" * 12 + "…"),
        ("e\u0301" * 40, "e\u0301" * 25 + "…"),
    ):
        council = document.entity("council").update(names=(EntityName(text=name),))
        svg = drawn(document.replace(council))
        assert shown in [text.text for text in svg.iter("text")]


def test_those_without_a_name_stand_there_by_what_they_are() -> None:
    document = samples.small()
    (claim,) = document.claims
    some = Group(id="some", names=(EntityName(text="critics"),))
    step = claim.update(attribution=(Attribution(claimant="some"),))
    unsaid = claim.update(id="claim-2", attribution=(Attribution(),))
    relation = Relation(id="rel-2", subject="claim-2", predicate="disputes", object="src-council")
    svg = drawn(document.add(some).replace(step).add(unsaid, relation))
    assert labels(svg) == ["nobody named (critics)", "nobody named", "the Council"]
    lines = [(path.get("class"), path.get("d", "").count("M")) for path in svg.iter("path")]
    assert lines == [("line nobody", 1), ("line nobody", 1), ("line source", 2)]


def test_whoever_is_not_identified_stands_there_in_the_words_of_the_article() -> None:
    document = samples.small()
    (claim,) = document.claims
    block = document.block("p-1")

    def by(id: str, words: str) -> Claim:
        start = block.text.index(words)
        cue = document.anchor_at(block.id, start, start + len(words))
        return claim.update(id=id, attribution=(Attribution(cue=(cue,)),))

    words = ("the Council", "trade", "trade")
    claims = [by(f"c-{n}", cue) for n, cue in enumerate(words)]
    document = document.update(claims=claims, relations=())
    assert labels(drawn(document)) == ["“the Council”", "“trade”"]
    hidden = ElementTree.fromstring(attribution_diagram(document, withheld=True))
    assert labels(hidden) == ["somebody unidentified"]
    assert [path.get("d", "").count("M") for path in hidden.iter("path")] == [3]


def labels(svg: ElementTree.Element) -> list[str | None]:
    return [text.text for text in svg.iter("text")]


def test_a_source_that_was_rejected_for_a_claim_has_no_line_to_it() -> None:
    document = samples.small()
    (relation,) = document.relations
    svg = drawn(document.replace(relation.update(status="rejected")))
    assert [text.text for text in svg.iter("text")] == ["Council"]


@pytest.mark.slow
def test_hostile_names_stay_names() -> None:
    assert_harmless(attribution_diagram(hostile()))
    ElementTree.fromstring(attribution_diagram(hostile()))


def test_every_sign_has_a_colour_of_the_page() -> None:
    for name in GLYPHS:
        assert f".picture .{name}{{color:var(--{name})" in STYLE
    assert not re.search(r"#[0-9a-f]{3}|rgb|url\(", STYLE)
