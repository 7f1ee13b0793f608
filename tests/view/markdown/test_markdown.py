"""Markdown is read back, by a parser of somebody else, as the words of the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.model import blocks as b
from archive.model.document import Document
from archive.model.identifiers import as_uri
from archive.rights import publication
from archive.view.html.markup import href
from archive.view.markdown.blocks import note_labels
from archive.view.text_form_coverage import text_form_coverage
from archive.wording import metadata_and_rights
from tests import strategies
from tests.carried_words import carried_words, plain
from tests.markdown import held_in, texts

pytestmark = pytest.mark.judged


def written(document: Document, **options: object) -> str:
    options = {"claims": "none", "head": False, "furniture": True, **options}
    return archive.write(document, "markdown", **options).data.decode()


def expected(document: Document) -> tuple[list[str], list[str]]:
    """The texts that Markdown has: of the page in its order, and of the notes that are called."""
    labels = note_labels(document)
    body, notes = [], []
    for block in _blocks(document.sections):
        is_called = isinstance(block, b.Note) and block.id in labels
        (notes if is_called else body).extend(_texts(block, labels))
    return list(filter(None, body)), list(filter(None, notes))


def _blocks(sections: tuple[b.Section, ...]) -> Iterator[b.Block]:
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.sections)


def _texts(block: b.Block, labels: Collection[str]) -> Iterator[str]:
    match block:
        case b.Verse():
            yield "".join(line.text for line in block.lines)
        case b.Quotation():
            yield from (paragraph.text for paragraph in block.blocks)
            yield block.credit.text if block.credit else ""
        case b.List():
            yield from _items(block)
        case b.Table():
            yield from (cell.text for row in block.rows for cell in row.cells)
            yield block.caption.text if block.caption else ""
        case b.Figure():
            target = block.image and (block.image.address or block.image.file)
            if not (target and href(target)):
                yield block.description or ""
            yield block.caption.text if block.caption else ""
            if block.rights:
                yield f"Rights in the image: {metadata_and_rights.rights(block.rights)}"
        case b.Note():
            words = [p.text for p in block.blocks if p.text or _shows_marks(p, labels)]
            if block.id not in labels:
                words[:1] = [" ".join(filter(None, (block.marker, *words[:1])))]
            yield from words
        case b.CodeBlock():
            text = f"{block.text}\n".replace("\r\n", "\n").replace("\r", "\n")
            yield text.removesuffix("\n")
        case _:
            yield block.text


def _shows_marks(paragraph: b.Paragraph, labels: Collection[str]) -> bool:
    """Whether something stands in Markdown for a paragraph without words."""
    return any(
        href(mark.target) is not None
        if isinstance(mark, b.InlineImage)
        else isinstance(mark, b.NoteCall) and mark.note in labels
        for mark in paragraph.marks
    )


def _items(listing: b.List) -> Iterator[str]:
    for item in listing.items:
        yield item.text
        for inner in item.lists:
            yield from _items(inner)


def read_back(document: Document, **options: object) -> list[str]:
    """The texts that the judge reads, those that hold words.

    White space around a text is left out, which the judge trims as Python does, U+0085 too.
    """
    read = (text.removeprefix("Note: ").strip() for text in texts(written(document, **options)))
    return [text for text in read if text]


def assert_reads_back(document: Document) -> None:
    read = read_back(document)
    body, notes = ([text.strip() for text in found] for found in expected(document))
    body, notes = ([text for text in found if text] for found in (body, notes))
    for one, other in zip(read, body, strict=False):
        assert one == other
    # The judge has notes in the order of their calls.
    assert sorted(read[len(body) :]) == sorted(notes)
    with_claims = read_back(document, claims="notes")
    assert with_claims[: len(body)] == body


@given(strategies.documents())
def test_what_is_read_back_is_the_text_of_the_blocks(document: Document) -> None:
    assert_reads_back(document)


OPTIONS = [
    {"claims": claims, "head": head, "furniture": True, "public": public}
    for claims in ("notes", "none", "alone")
    for head in (True, False)
    for public in (False, True)
]


@given(strategies.documents(), st.sampled_from(OPTIONS))
def test_what_it_says_that_it_carries_stands_in_it(
    document: Document, options: dict[str, Any]
) -> None:
    options = {**options, "proposals": True}
    written = archive.write(document, "markdown", **options)
    held = plain(held_in(written.data.decode()))
    said = " ".join(finding.message for finding in written.findings)
    document, hidden = publication(document, public=options["public"], proposals=True)
    form = text_form_coverage(
        "Markdown",
        about=options["head"],
        text=options["claims"] != "alone" and not hidden.text,
        layout=True,
        claims=options["claims"] != "none",
        words=not hidden.text,
    )
    for field, words in carried_words(form, document):
        if field in LINKS:
            assert as_uri(href(words) or "") in held or "of some" in said, field
        else:
            assert plain(words) in held, field


LINKS = ("Link.target", "InlineImage.target", "Image.address")
