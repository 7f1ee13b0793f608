"""Programs that show TEI to readers show the inline form as an article with its names and claims.

What the TEI Stylesheets made of it is kept in tests/data/shown: they are in no registry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree, html

import archive
from archive.model.blocks import Note
from archive.model.document import Document
from archive.model.rights import Rights, RightsLayers
from tests import samples
from tests.conftest import ROOT, node_module
from tests.formats.harbour import harbour
from tests.show_to_readers import HOW, SHOWN, digest, kept_digest, source

TEI = "{http://www.tei-c.org/ns/1.0}"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

IN_CETEICEAN = """
xml => {
  const reader = new CETEI();
  document.getElementById("tei").replaceChildren();
  reader.makeHTML5(xml, shown => document.getElementById("tei").append(shown));
  const pieces = [...document.querySelectorAll("tei-text [corresp]")].map(element => [
    element.dataset.origname,
    ...["type", "ref", "ana", "corresp"].map(name => element.getAttribute(name)),
    element.innerText,
  ]);
  return {
    text: document.getElementById("tei").innerText,
    pieces: pieces,
    standOff: document.querySelectorAll("tei-standoff").length,
    header: document.querySelector("tei-teiheader").innerText,
  };
}
"""
"""What a reader sees in CETEIcean, and what stands in the page."""


@pytest.fixture
def reader(chromium: Any) -> Iterator[Any]:
    """A page with CETEIcean and the style sheet that comes with it; it asks nothing of the network."""
    ceteicean = node_module("CETEIcean")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.set_content("<!DOCTYPE html><title>A reader</title><div id=tei></div>")
    page.add_style_tag(path=ceteicean / "test" / "CETEIcean.css")
    page.add_script_tag(path=ceteicean / "dist" / "CETEI.js")
    yield page
    context.close()


def bare(text: str) -> str:
    """A text without what a layout may change: white space."""
    return "".join(text.split())


def text_of(data: bytes) -> etree._Element:
    [text] = etree.fromstring(data).iterfind(f"{TEI}text")
    return text


def words_of(document: Document) -> list[str]:
    return [bare(block.text) for block in document.text_blocks()]


def right_to_left() -> Document:
    text = "قال المجلس إن التجارة انخفضت بنسبة 10٪ في عام 2015."
    return samples.text_only(text, "وقد تعود.")


ARTICLES = {
    "frenemies": lambda: archive.load(ROOT / "documents" / "frenemies"),
    "claims-and-sources": lambda: archive.load(ROOT / "documents" / "claims-and-sources"),
    "assessed": samples.assessed,
    "right-to-left": right_to_left,
}


@pytest.mark.judged
@pytest.mark.parametrize("name", ["frenemies", "assessed", "right-to-left"])
def test_ceteicean_shows_the_text_in_order_and_nothing_else(reader: Any, name: str) -> None:
    data = archive.write(ARTICLES[name](), "tei-inline").data
    shown = reader.evaluate(IN_CETEICEAN, data.decode())
    assert bare(shown["text"]) == bare("".join(text_of(data).itertext()))


@pytest.mark.judged
@pytest.mark.parametrize("name", ARTICLES)
def test_ceteicean_shows_every_block_in_order_and_nothing_of_the_header(
    reader: Any, name: str
) -> None:
    """It moves end notes to the end of the page."""
    document = ARTICLES[name]()
    data = archive.write(document, "tei-inline").data
    shown = reader.evaluate(IN_CETEICEAN, data.decode())
    reached, visible, moved = 0, bare(shown["text"]), end_notes(document)
    for words in words_of(document):
        if words not in moved:
            reached = visible.index(words, reached) + len(words)
        assert words in visible
    [header] = etree.fromstring(data).iterfind(f"{TEI}teiHeader")
    there = bare("".join(text_of(data).itertext()))
    told = {bare(text) for text in header.itertext() if len(bare(text)) > 8} - {there}
    assert len(told) > 3
    assert not [text for text in told if text not in there and text in visible]
    assert bare(shown["header"]) == ""
    assert shown["standOff"] == 0


def end_notes(document: Document) -> set[str]:
    notes = (note for _, note in document.index.of_type(Note) if note.place == "end")
    return {bare(block.text) for note in notes for block in note.blocks}


@pytest.mark.judged
@pytest.mark.parametrize("name", ARTICLES)
def test_ceteicean_shows_names_and_claims_as_elements_and_none_that_was_rejected(
    reader: Any, name: str
) -> None:
    document = ARTICLES[name]()
    data = archive.write(document, "tei-inline").data
    shown = reader.evaluate(IN_CETEICEAN, data.decode())["pieces"]
    expected = {
        (
            etree.QName(element).localname,
            *(element.get(attribute) for attribute in ("type", "ref", "ana", "corresp")),
            bare("".join(element.itertext())),
        )
        for element in text_of(data).iterfind(".//*[@corresp]")
    }
    # What it hides and shows elsewhere has no words here.
    found = {(*piece[:-1], bare(piece[-1])) for piece in map(tuple, shown) if piece[-1]}
    assert found == expected
    rejected = {f"#{claim.id}" for claim in document.claims if claim.status == "rejected"}
    assert not rejected & {piece[4] for piece in shown}


@pytest.mark.judged
def test_ceteicean_shows_all_words_of_every_kind_of_block(reader: Any) -> None:
    document = harbour()
    data = archive.write(document, "tei-inline").data
    visible = bare(reader.evaluate(IN_CETEICEAN, data.decode())["text"])
    assert all(words in visible for words in words_of(document))  # end notes stand at the end


@pytest.mark.judged
def test_ceteicean_shows_everybody_the_claims_and_why_there_is_no_text(reader: Any) -> None:
    document = samples.assessed().update(
        rights=RightsLayers(text=Rights(uri="http://rightsstatements.org/vocab/InC/1.0/"))
    )
    data = archive.write(document, "tei-inline", public=True).data
    visible = reader.evaluate(IN_CETEICEAN, data.decode())["text"]
    assert "The text is not shown: In Copyright" in visible
    shown = archive.public_record(document)
    assert shown.claims
    assert all(claim.restatement in visible for claim in shown.claims)
    restated = bare("".join(claim.restatement for claim in document.claims))
    blocks = [words for words in words_of(document) if words not in restated]
    assert blocks
    assert not [words for words in blocks if words in bare(visible)]


# --- the TEI Stylesheets ---


def test_the_page_of_the_stylesheets_was_made_of_what_is_written_now() -> None:
    assert kept_digest() == digest(), HOW


def test_the_stylesheets_show_every_block_by_its_id() -> None:
    page = html.parse(SHOWN).getroot()
    for block in harbour().text_blocks():
        if block.id == "cap":  # the caption of the figure, after a number of theirs
            [shown] = page.iter("figcaption")
        else:
            shown = page.get_element_by_id(block.id)
        words = shown.text_content().translate({ord("⟨"): None, ord("⟩"): None})  # around an `add`
        assert bare(block.text) in bare(words)


def test_the_stylesheets_show_names_and_claims_as_elements() -> None:
    page = html.parse(SHOWN).getroot()
    found = {
        span.get("id"): (span.get("class"), bare(span.text_content()))
        for span in page.iter("span")
        if ".inline." in span.get("id", "")
    }
    assert found == {
        element.get(XML_ID): (
            element.get("type") or etree.QName(element).localname,
            bare("".join(element.itertext())),
        )
        for element in text_of(source()).iter(f"{TEI}*")
        if ".inline." in element.get(XML_ID, "")
    }
    assert len(found) == 5


def test_the_stylesheets_show_nothing_of_the_lists_and_the_statements_beside_the_text() -> None:
    page = bare(html.parse(SHOWN).getroot().find("body").text_content())
    [header] = etree.fromstring(source()).iterfind(f"{TEI}teiHeader")
    names = {bare(name) for name in header.xpath("t:fileDesc/t:titleStmt//text()", namespaces=NS)}
    there = bare("".join(text_of(source()).itertext()))
    told = {bare(text) for text in header.xpath("t:fileDesc/t:sourceDesc//text()", namespaces=NS)}
    told = {text for text in told - names if len(text) > 4 and text not in there}
    assert len(told) > 10
    assert not [text for text in told if text in page]
    assert not [claim for claim in harbour().claims if bare(claim.restatement) in page]
