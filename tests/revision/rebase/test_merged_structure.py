"""The structure that people gave the old text is kept round the words of the new one."""

from __future__ import annotations

from typing import Any

import pytest

import archive
from archive import Document, Work
from archive.model import (
    Caption,
    Cell,
    Comment,
    Figure,
    Heading,
    Image,
    Item,
    List,
    Paragraph,
    Quotation,
    Rights,
    Row,
    Section,
    Table,
)
from tests import samples
from tests.revision.rebase.article import (
    ADDED,
    COUNCIL,
    DOCKERS,
    PORT,
    TITLE,
    TRADE,
    article,
    checked,
    ids,
    on,
    placed,
    rebased,
)
from tests.tools.cases import each_case


def structured() -> Document:
    """A record whose structure no program would guess."""
    return Document(
        id="article",
        sections=(
            Section(
                id="s-1",
                blocks=(
                    Heading(id="h-1", text=TITLE),
                    Paragraph(id="p-1", text=TRADE, language="en-GB"),
                    Quotation(
                        id="q-1",
                        blocks=(Paragraph(id="q-2", text=PORT),),
                        credit=Caption(id="q-3", text="Ada Lovelace, in a letter"),
                    ),
                ),
                sections=(
                    Section(
                        id="s-2",
                        blocks=(
                            Heading(id="h-2", text="The dockers speak of their town."),
                            Paragraph(id="p-2", text=DOCKERS),
                            List(
                                id="l-1",
                                style="plain",
                                items=(
                                    Item(id="i-1", text="Ships of the islands came in every week."),
                                    Item(id="i-2", text="Coal was sold on the eastern quay."),
                                ),
                            ),
                            Table(
                                id="t-1",
                                rows=(
                                    Row(
                                        role="label",
                                        cells=(
                                            Cell(id="t-2", role="label", text="Year of the count"),
                                            Cell(id="t-3", role="label", text="Ships that were seen"),
                                        ),
                                    ),
                                ),
                            ),
                            Figure(
                                id="f-1",
                                image=Image(file="figures/port.png", media_type="image/png"),
                                caption=Caption(id="f-2", text="The port at night, by an unknown hand"),
                                description="A port.",
                                rights=Rights(notice="by an unknown hand"),
                            ),
                        ),
                    ),
                    Section(
                        id="s-3", role="notes", blocks=(Paragraph(id="p-3", text=COUNCIL),)
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def test_structure_is_kept_where_the_new_text_has_none() -> None:
    document = structured()
    texts = [block.text for block in document.text_blocks()]
    made = checked(archive.rebase(document, onto=samples.text_only(*texts)))
    assert made.document == document


def test_structure_is_kept_round_a_text_that_is_edited() -> None:
    document = structured()
    edited = [
        (id, block.text.replace("the ", "all the "))
        for id, block in zip(ids(document), document.text_blocks(), strict=True)
    ]
    onto = samples.text_only(*(text for _, text in edited))
    made = checked(archive.rebase(document, onto=onto))
    assert made.document == archive.with_text(document, dict(edited)).document


@each_case(
    "guessed",
    [
        Heading(id="x", text=PORT),
        Paragraph(id="x", text=PORT),
        Quotation(id="x", blocks=(Paragraph(id="x-1", text=PORT),)),
        List(id="x", items=(Item(id="x-1", text=PORT),)),
        Figure(id="x", caption=Caption(id="x-1", text=PORT)),
    ],
    ids=lambda block: type(block).__name__,
)
@each_case(
    "kept",
    [
        Heading(id="b-1", text=PORT),
        Paragraph(id="b-1", text=PORT),
        Quotation(id="b-2", blocks=(Paragraph(id="b-1", text=PORT),)),
        List(id="b-2", style="numbered", items=(Item(id="b-1", text=PORT),)),
        Figure(id="b-2", caption=Caption(id="b-1", text=PORT), description="A port."),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_block_stays_what_people_made_it_whatever_the_new_record_takes_it_for(
    kept: Any, guessed: Any
) -> None:
    def record(block: Any) -> Document:
        paragraphs = Paragraph(id="p-1", text=TRADE), Paragraph(id="p-2", text=COUNCIL)
        blocks = (paragraphs[0], block, paragraphs[1])
        return Document(id="article", sections=(Section(id="s-1", blocks=blocks),))

    document = on(record(kept), "Leith")
    made = checked(archive.rebase(document, onto=record(guessed)))
    assert made.document == document
    assert made.renamed[made_of(guessed)] == "b-1"


def made_of(block: Any) -> str:
    """The id of the text in a block."""
    return "x" if hasattr(block, "text") else "x-1"


def test_the_marker_of_an_item_is_that_of_the_new_text() -> None:
    lines = ("Ships of the islands came in every week.", "Coal was sold on the quay.")
    old = article(TRADE, "\n".join(f"- {line}" for line in lines), PORT)
    made = rebased(on(old, "Coal"), TRADE, "\n".join(f"* {line}" for line in lines), PORT)
    [listing] = [b for b in made.document.sections[0].blocks if isinstance(b, List)]
    assert [(item.id, item.marker) for item in listing.items] == [
        ("item-1", "* "),
        ("item-2", "* "),
    ]


def test_a_paragraph_that_is_added_stands_in_the_section_of_what_stands_before_it() -> None:
    document = structured()
    texts = [block.text for block in document.text_blocks()]
    onto = samples.text_only(*texts[:-1], ADDED, texts[-1])
    made = checked(archive.rebase(document, onto=onto))
    [first] = made.document.sections
    dockers, notes = first.sections
    assert dockers.blocks[:-1] == document.sections[0].sections[0].blocks
    assert dockers.blocks[-1] == Paragraph(id=made.renamed.get("p-12", "p-12"), text=ADDED)
    assert notes == document.sections[0].sections[1]


def test_a_figure_takes_its_rights_and_their_words_along() -> None:
    document = structured()
    rights = Rights(
        notice="by an unknown hand",
        basis="inferred",
        rests_on=(document.anchor("by an unknown hand"), document.anchor("in 2015")),
    )
    section = document.sections[0].sections[0]
    figure = section.blocks[-1].update(rights=rights)
    document = document.update(
        sections=(
            document.sections[0].update(
                sections=(
                    section.update(blocks=(*section.blocks[:-1], figure)),
                    document.sections[0].sections[1],
                )
            ),
        )
    )
    texts = [block.text for block in document.text_blocks()]
    texts[texts.index(TRADE)] = TRADE.replace("ten", "about ten")
    caption = texts.index("The port at night, by an unknown hand")
    texts[caption] = "The port of Leith at night, by an unknown hand"
    made = checked(archive.rebase(document, onto=samples.text_only(*texts)))
    new = made.document.get("f-1").rights  # type: ignore[attr-defined]
    assert new.rests_on == (
        placed("f-2", 28, "by an unknown hand"),
        placed(
            "p-1",
            50,
            "in 2015",
        ),
    )
    pointer = "/sections/0/sections/0/blocks/4/rights/rests_on/0"
    assert [(o.kind, o.holder) for o in made.outcomes] == [("moved", "f-1"), ("moved", "f-1")]
    assert made.outcomes[0].pointer == pointer


def drawn(*figures: Figure) -> Document:
    blocks = (Paragraph(id="p-1", text=TRADE), *figures, Paragraph(id="p-2", text=PORT))
    return Document(id="article", sections=(Section(id="s-1", blocks=blocks),))


def figure(id: str, file: str, caption: str | None = None) -> Figure:
    printed = Caption(id=f"{id}-c", text=caption) if caption else None
    return Figure(id=id, image=Image(file=file, media_type="image/png"), caption=printed)


def test_a_new_figure_brings_its_file_under_a_name_that_is_free() -> None:
    port = figure("f-1", "figures/port.png", "The port at night, by an unknown hand")
    chart = figure("f-2", "figures/port.png", "A map of the islands, drawn in ink")
    made = checked(archive.rebase(drawn(port), onto=drawn(port, chart)))
    renamed = figure("f-2", "figures/port-2.png", "A map of the islands, drawn in ink")
    assert made.document == drawn(port, renamed)
    assert made.files == {"figures/port-2.png": "figures/port.png"}


def test_an_image_that_new_figures_share_comes_once() -> None:
    port = figure("f-1", "figures/map.png", "The port at night, by an unknown hand")
    map_, detail = (
        figure("f-2", "figures/map.png", "A map of the islands, drawn in ink"),
        figure("f-3", "figures/map.png", "Leith on the same sheet, twice as large"),
    )
    made = checked(archive.rebase(drawn(port), onto=drawn(port, map_, detail)))
    assert made.files == {"figures/map-2.png": "figures/map.png"}
    files = [image.file for _, image in made.document.index.of_type(Image)]
    assert files == ["figures/map.png", "figures/map-2.png", "figures/map-2.png"]


def test_a_new_figure_does_not_rest_on_words_of_the_other_record() -> None:
    chart = figure("f-2", "figures/map.png", "A map of the islands, drawn in ink")
    onto = drawn(chart)
    rights = Rights(notice="drawn in ink", rests_on=(onto.anchor("drawn in ink"),))
    made = checked(archive.rebase(drawn(), onto=drawn(chart.update(rights=rights))))
    assert made.document == drawn(chart.update(rights=rights.update(rests_on=())))
    assert made.outcomes == ()


@pytest.mark.parametrize(
    "onto", [(), (figure("f-1", "figures/port.png"),)], ids=["left out", "there"]
)
def test_a_figure_without_words_stays_where_it_was_whether_it_was_received_again_or_not(
    onto: tuple[Figure, ...],
) -> None:
    document = drawn(figure("f-1", "figures/port.png"))
    made = checked(archive.rebase(document, onto=drawn(*onto)))
    assert made.document == document
    assert made.files == {}


REPORT = Work(id="w-1", type="report", title="The Ports of the Islands")


@each_case(
    ("own", "source"),
    [
        ((), None),
        ((REPORT,), "w-1"),
        pytest.param((Work(id="w-1", type="book", title="Onions in Butter"),), None),
        pytest.param((Comment(id="w-1", text="Is it?"),), None),
    ],
    ids=["unknown", "the same", "another work", "no work"],
)
def test_a_new_quotation_is_from_no_work_that_only_has_the_same_id(
    own: tuple[Any, ...], source: str | None
) -> None:
    quotation = Quotation(id="q-1", blocks=(Paragraph(id="q-2", text=DOCKERS),), source="w-1")
    blocks = Paragraph(id="p-1", text=TRADE), Paragraph(id="p-2", text=PORT)
    document = Document(id="article", sections=(Section(id="s-1", blocks=blocks),)).add(*own)
    onto = Document(
        id="article",
        sections=(Section(id="s-1", blocks=(*blocks, quotation)),),
        works=(REPORT,),
    )
    made = checked(archive.rebase(document, onto=onto))
    assert made.document.sections[0].blocks == (*blocks, quotation.update(source=source))


PAGE = """<!doctype html><html lang="en"><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Ferry is late</h1><h2>What happened</h2><h3>On Friday</h3>
<p>The ferry from the island came an hour late, and nobody was hurt in the storm.</p>
<ul><li>The first ferry left at noon<ul><li>with forty people</li><li>and ten cars</li></ul></li>
<li>The second one did not leave</li></ul>
<figure><img src="pier.jpg" alt="The pier"></figure>
<h2>What comes next</h2><p>The company will pay back all tickets in the coming days.</p></article>
<footer>© Harbour Press, all about ferries</footer></html>"""


def received(html: str) -> Document:
    return archive.receive(html.encode(), id="ferry", file="page.html").document


def rebased_page(old: str, new: str) -> archive.Rebase:
    document = received(old)
    return archive.rebase(document, onto=received(new), read_again=document)


def test_a_page_that_is_received_again_has_the_same_structure_to_the_last_id() -> None:
    made = rebased_page(PAGE, PAGE.replace("Home</a>", "Start</a>"))
    names = [part.id for _, part in made.document.index.parts if hasattr(part, "id")]
    before = [part.id for _, part in made.before.index.parts if hasattr(part, "id")]
    assert [id for id in names if not id.startswith("capture")] == [
        id for id in before if not id.startswith("capture")
    ]
    assert made.changes == ()
    assert [one.was for one in made.furniture] == ["Home News"]


def test_what_nobody_has_touched_is_what_the_new_page_has_it_for() -> None:
    """A paragraph that was a heading, a caption that is one now, a section more."""
    new = PAGE.replace("<h3>On Friday</h3>", "<p>On Friday</p>").replace(
        'alt="The pier">', 'alt="The pier"><figcaption>The pier on Friday</figcaption>'
    )
    made = rebased_page(PAGE, new)
    fresh = received(new)
    shape = [(type(block).__name__, block.text) for block in made.document.text_blocks()]
    assert shape == [(type(block).__name__, block.text) for block in fresh.text_blocks()]
    assert [section.role for section in made.document.sections] == [
        section.role for section in fresh.sections
    ]
    [figure] = (part for _, part in made.document.index.of_type(Figure))
    assert (figure.id, figure.caption and figure.caption.text) == ("figure-1", "The pier on Friday")


def test_furniture_stays_furniture_where_somebody_has_arranged_the_article() -> None:
    document = received(PAGE)
    before, article_, after = document.sections
    arranged = document.update(sections=(before, article_.update(role="appendix"), after))
    new = PAGE.replace("Home</a>", "Home</a> <a href='/x'>Extra</a>").replace(
        "<footer>", "<aside class='share'>Share this with your friends</aside><footer>"
    ).replace("<nav>", "<div class='cookies'>We use cookies on this page.</div><nav>")  # fmt: skip
    made = archive.rebase(arranged, onto=received(new), read_again=document)
    for section in made.document.sections:
        kinds = {isinstance(block, archive.model.Furniture) for block in section.blocks}
        assert kinds <= {section.role == "furniture"}
    assert {section.role for section in made.document.sections} == {"furniture", "appendix"}
    assert made.changes == ()


@each_case(
    ("new", "changes"),
    [
        ('src="quay.jpg" alt="The pier"', [("image", "pier.jpg", "quay.jpg")]),
        ('src="pier.jpg" alt="A pier"', [("description", "The pier", "A pier")]),
        ('src="pier.jpg"', [("description", "The pier", None)]),
    ],
)
def test_an_image_that_was_exchanged_is_the_records(
    new: str, changes: list[tuple[str, str | None, str | None]]
) -> None:
    made = rebased_page(PAGE, PAGE.replace('src="pier.jpg" alt="The pier"', new))
    assert [(one.what, one.was, one.became) for one in made.changes] == changes
    [figure] = (part for _, part in made.document.index.of_type(Figure))
    [fresh] = (
        part
        for _, part in received(PAGE.replace('src="pier.jpg" alt="The pier"', new)).index.of_type(
            Figure
        )
    )
    assert figure == fresh


def test_an_image_that_is_gone_is_gone() -> None:
    made = rebased_page(PAGE, PAGE.replace('<img src="pier.jpg" alt="The pier">', ""))
    assert list(made.document.index.of_type(Figure)) == []
    assert [(one.what, one.was) for one in made.changes] == [
        ("image", "pier.jpg"), ("description", "The pier"),
    ]  # fmt: skip


def test_a_description_that_somebody_gave_stays_with_the_image() -> None:
    document = received(PAGE)
    raw = document.model_dump_json().replace("The pier", "A pier in a storm")
    described = Document.model_validate_json(raw)
    made = archive.rebase(
        described, onto=received(PAGE.replace("pier.jpg", "quay.jpg")), read_again=document
    )
    [now] = (part for _, part in made.document.index.of_type(Figure))
    assert (now.description, now.image and now.image.address) == ("A pier in a storm", "quay.jpg")
