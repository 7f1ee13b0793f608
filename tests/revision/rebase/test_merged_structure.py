"""The structure that people gave the old text is kept round the words of the new one."""

from __future__ import annotations

from typing import Any

import pytest

import archive
from archive import (
    Caption,
    Cell,
    Comment,
    Document,
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
    Work,
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


@pytest.mark.parametrize(
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
@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
