"""Runs of furniture around an article, and the line that a page shows for each."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given

import archive
from archive.model.blocks import Block, Furniture, Heading, Paragraph, Section, TextBlock
from archive.model.document import Document
from archive.model.walk import walk
from archive.view.furniture_runs import furniture_runs
from archive.view.show import page
from tests import samples
from tests.records import surrounded
from tests.strategies import documents

LINES = [
    "Page before the article: 3 blocks, 17 words, 1 claim",
    "Not part of the article: 1 block, 6 words, 1 claim",
    "Page after the article: 3 blocks, 15 words, 1 claim",
]


def of(*sections: Section) -> Document:
    return samples.minimal().update(sections=sections)


def section(*blocks: Block, role: str = "section", **fields: object) -> Section:
    id = f"s-{blocks[0].id}"
    return Section.model_validate({"id": id, "role": role, "blocks": blocks, **fields})


def ad(id: str, text: str = "Read more") -> Furniture:
    return Furniture(id=id, text=text)


def words(id: str, text: str = "It is so.") -> Paragraph:
    return Paragraph(id=id, text=text)


def test_runs_go_over_the_ends_of_sections() -> None:
    runs = furniture_runs(surrounded())
    assert [run.title for run in runs] == LINES
    assert [[block.id for block in run.blocks] for run in runs] == [
        ["menu", "banner-title", "cookies"],
        ["advertisement"],
        ["share", "comment", "footer"],
    ]
    assert [id for id, _ in runs[2].groups] == [None, "around-after"]


def test_all_that_a_section_of_furniture_holds_is_furniture() -> None:
    inner = section(words("p-2"), Heading(id="h-2", text="Menu"))
    (run,) = furniture_runs(
        of(section(words("p-1")), section(ad("f-1"), role="furniture", sections=(inner,)))
    )
    assert run.title == "Page after the article: 3 blocks, 6 words"
    assert [id for id, _ in run.groups] == ["s-f-1", "s-p-2"]


def test_where_there_is_nothing_else_nothing_folds() -> None:
    assert furniture_runs(of(section(ad("f-1")), section(words("p-1"), role="furniture"))) == ()
    assert furniture_runs(of(section(words("p-1")))) == ()
    assert furniture_runs(of()) == ()
    assert "Read more" in page(of(section(ad("f-1"))))


def test_words_of_scripts_without_spaces_are_counted() -> None:
    (run,) = furniture_runs(of(section(ad("f-1", "続きを読む"), words("p-1"))))
    assert run.title == "Page before the article: 1 block, 5 words"


@given(document=documents())
def test_each_block_of_furniture_is_in_one_run_and_no_other_block_is(document: Document) -> None:
    runs = furniture_runs(document)
    held = [id for run in runs for block in run.blocks for id in ids(block)]
    assert sorted(held) == (sorted(document.index.furniture) if runs else [])


def ids(block: Block) -> list[str]:
    return [part.id for _, part in walk(block) if isinstance(part, TextBlock)]


# --- the pages ---


@pytest.mark.parametrize("width", [60, 120])
def test_a_terminal_says_how_much_there_is_and_how_to_see_it(width: int) -> None:
    shown = page(surrounded(), width=width)
    for line in LINES:
        assert f"[{line}; --furniture shows it]" in " ".join(shown.split())
    assert "Sign in" not in shown
    assert "Sign in" in page(surrounded(), width=width, furniture=True)
    assert "shows it" not in page(surrounded(), width=width, furniture=True)


def test_in_html_each_line_opens_without_a_script() -> None:
    fragment = archive.show(surrounded(), format="html")
    folds = lxml.html.fromstring(fragment).xpath("//details[not(@open)]")
    assert [fold.find("summary").text for fold in folds] == LINES
    assert "Sign in" in folds[0].text_content()
    assert "<details" not in archive.show(surrounded(), format="html", furniture=True)
