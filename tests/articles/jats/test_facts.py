"""Elements of real articles, counted by XPath, are in their records."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.model.identifiers import id_from
from tests.articles.jats.running import root_of

FILES = (
    "biorxiv-497502.xml",
    "bmc-oral-health-8-11.nxml",
    "elife-00240-insight.xml",
    "elife-00270-editorial.xml",
    "elife-06003.xml",
    "elife-07586-correction.xml",
    "f1000-7-1655.xml",
    "plos-pbio-1001044-book-review.xml",
    "plos-pmed-0020124.xml",
    "scielo-book-review-reports.xml",
    "scielo-editorial-translations.xml",
)
OWN = "not(ancestor::sub-article)"
META = "/article/front/article-meta"
TEXT = f"{OWN} and (ancestor::body or ancestor::back or ancestor::abstract or ancestor::trans-abstract or ancestor::author-notes)"


class Both:
    """A file as a tree, and the record of it."""

    def __init__(self, path: Path) -> None:
        self.root = root_of(path.read_bytes())
        self.result = archive.receive(path)
        self.document = self.result.document
        self.marks = [mark for block in self.document.text_blocks() for mark in block.marks]

    def count(self, xpath: str) -> int:
        return int(self.root.xpath(f"count({xpath})"))

    def texts(self, xpath: str) -> list[str]:
        return [" ".join("".join(one.itertext()).split()) for one in self.root.xpath(xpath)]

    def blocks(self, *types: str) -> list[Any]:
        return [part for _, part in self.document.index.named if getattr(part, "type", "") in types]

    def annotations(self, type: str) -> list[Any]:
        return [one for one in self.document.annotations if one.type == type]


@pytest.fixture(params=FILES, scope="module")
def both(request: pytest.FixtureRequest, shared: Callable[[str], Path]) -> Both:
    return Both(shared(f"ingest/jats/{request.param}"))


@pytest.mark.slow
def test_titles_are_those_of_the_file(both: Both) -> None:
    titles = both.document.metadata.titles
    assert isinstance(titles, tuple)
    assert titles[0].text == both.texts(f"{META}/title-group/article-title")[0]
    assert titles[0].basis == "printed"
    assert len(titles) == both.count(
        f"{META}/title-group/article-title | {META}/title-group/subtitle"
        f" | {META}/title-group//trans-title | {META}/title-group/alt-title"
    )


def test_authors_and_others_are_those_of_the_file(both: Both) -> None:
    metadata = both.document.metadata
    contributors = f"{META}/contrib-group/contrib"
    is_author = "[@contrib-type = 'author' or (not(@contrib-type) and not(../@content-type))]"
    assert isinstance(metadata.authors, tuple)
    assert [author.name.family for author in metadata.authors] == [
        *both.texts(f"{contributors}{is_author}/name/surname")
    ]
    assert len(metadata.contributors) == both.count(f"{contributors}/name") - len(metadata.authors)
    identifiers = [one for author in metadata.authors for one in author.identifiers]
    assert len([one for one in identifiers if one.scheme == "ORCID"]) == both.count(
        f"{contributors}{is_author}/*[self::contrib-id or self::uri]"
        "[@contrib-id-type = 'orcid' or @content-type = 'orcid']"
    )


def test_what_was_published_where_is_that_of_the_file(both: Both) -> None:
    metadata, publication = both.document.metadata, both.document.metadata.publication
    assert publication.container.title == both.texts("//journal-meta//journal-title")[0]  # type: ignore[union-attr]
    assert publication.publisher.name == both.texts("//journal-meta//publisher-name")[0]  # type: ignore[union-attr]
    numbers = [one.value for one in publication.container.identifiers if one.scheme == "ISSN"]  # type: ignore[union-attr]
    assert numbers == list(dict.fromkeys(both.texts("//journal-meta/issn")))
    years = both.texts(f"{META}/pub-date/year")
    assert publication.published.date[:4] in years  # type: ignore[union-attr]
    extents = {extent.unit: extent.value for extent in publication.extents}
    for unit, name in (("volume", "volume"), ("issue", "issue"), ("number", "elocation-id")):
        assert extents.get(unit) == next(iter(both.texts(f"{META}/{name}")), None)
    [doi] = [one.value for one in metadata.identifiers if one.scheme == "DOI"]  # type: ignore[union-attr]
    assert doi == both.texts(f"{META}/article-id[@pub-id-type = 'doi']")[0]
    assert [keyword.term for keyword in metadata.keywords] == both.texts(  # type: ignore[union-attr]
        f"{META}/kwd-group/kwd"
    ) + both.texts(f"{META}/article-categories//subject")
    assert metadata.genre.term == both.root.get("article-type")  # type: ignore[union-attr]


def test_the_licence_is_that_of_the_file(both: Both) -> None:
    rights = both.document.rights.text
    [licence] = both.root.xpath(f"{META}/permissions/license")
    address = licence.get("{http://www.w3.org/1999/xlink}href")
    if address:
        assert rights is not None
        assert rights.uri is not None
        assert re.sub("^https?://|/$", "", rights.uri) == re.sub("^https?://|/$", "", address)
    assert list(rights.holders) == both.texts(f"{META}/permissions/copyright-holder")  # type: ignore[union-attr]


def test_headings_are_the_titles_of_the_file(both: Both) -> None:
    holds = "self::sec or self::ack or self::ref-list or self::fn-group or self::abstract"
    more = "self::glossary or self::app or self::notes or self::boxed-text"
    titled = "(title | label | caption[parent::boxed-text]/title)[normalize-space()]"
    headings = both.count(f"//*[{holds} or {more}][{titled}][{OWN}]")
    assert len(both.blocks("heading")) == headings + 1


def test_blocks_are_as_many_as_in_the_file(both: Both) -> None:
    assert len(both.blocks("table")) == both.count(f"//table[{OWN}]")
    assert len(both.blocks("quotation")) == both.count(f"//disp-quote[{OWN}]")
    images = f"//fig[{OWN}] | //table-wrap[{OWN}][not(table)]"
    loose = f"//p/graphic[{OWN}] | //p/alternatives[graphic][{OWN}]"
    assert len(both.blocks("figure")) == both.count(f"{images} | {loose}")
    lists = both.count(f"//list[{OWN}] | //def-list[{OWN}] | //ref-list[{OWN}]")
    assert len(both.blocks("list")) == lists
    cells = [cell for table in both.blocks("table") for row in table.rows for cell in row.cells]
    assert len(cells) == both.count(f"//td[{OWN}] | //th[{OWN}]")


def test_references_are_works_and_calls_of_them_citations(both: Both) -> None:
    described = (
        "*[self::mixed-citation or self::element-citation or self::citation or self::nlm-citation]"
    )
    twice = f"//ref[{OWN}][mixed-citation][element-citation]"
    works = both.count(f"//ref[{OWN}]/{described}") - both.count(twice)
    related = both.count(f"{META}/related-article | {META}/product")
    assert len(both.document.works) == works + related
    assert len(both.annotations("mention")) == works + both.count(f"{META}/product")
    ids = {id_from(id): id for id in both.root.xpath(f"//ref[{OWN}]/@id")}
    cited = [
        id
        for call in both.root.xpath(f"//xref[@ref-type = 'bibr'][{TEXT}]")
        for id in call.get("rid").split()
    ]
    embedded = [one for one in both.annotations("citation") if one.basis == "embedded"]
    assert sorted(ids[one.cites] for one in embedded) == sorted(cited)


def test_every_work_has_the_fields_of_its_reference(both: Both) -> None:
    works = {work.id: work for work in both.document.works}
    for reference in both.root.xpath(f"//ref[{OWN}]"):
        work = works[id_from(reference.get("id"))]
        for name, field in (("volume", "volume"), ("publisher-name", "publisher")):
            values = [" ".join("".join(one.itertext()).split()) for one in reference.iter(name)]
            assert getattr(work, field) == next(iter(values), None), (work.id, name)
        for year in reference.iter("year"):
            found = re.search(r"\d{4}", "".join(year.itertext()))
            assert found is None or (work.issued or "").startswith(found[0]), work.id
        dois = reference.xpath(".//pub-id[@pub-id-type = 'doi']/text()")
        assert {one.strip() for one in dois} <= {one.value for one in work.identifiers}, work.id
        assert work.title, work.id


def test_ids_are_kept(both: Both) -> None:
    ids = {getattr(part, "id", None) for _, part in both.document.index.named}
    kept = "self::sec or self::fig or self::table-wrap or self::ref or self::p or self::fn or self::list"
    boxes = "not(ancestor::boxed-text and self::sec)"
    for id in both.root.xpath(f"//*[{kept}][{boxes}][{OWN}][not(ancestor::front)]/@id"):
        assert id_from(id) in ids, id


def test_words_come_from_the_element_that_their_origin_names(both: Both) -> None:
    for block in both.document.text_blocks():
        assert block.origin.type == "element"  # type: ignore[union-attr]
        found = both.root.xpath(block.origin.path)  # type: ignore[union-attr]
        assert len(found) == 1
        inside = "".join("".join(found[0].itertext()).split())
        for piece in re.split(r"\s+", block.text):
            assert piece in inside, (block.origin, piece)


def test_formatting_is_as_often_there_as_in_the_file(both: Both) -> None:
    for name, type in (("italic", "italic"), ("sup", "superscript"), ("sub", "subscript")):
        xpath = (
            f"//{name}[{TEXT} or ancestor::article-title[parent::title-group] or ancestor::product]"
            f"[{OWN}][normalize-space()][not(ancestor::label[parent::fn or parent::ref])]"
            "[not(ancestor::element-citation[../mixed-citation])]"
        )
        assert len([mark for mark in both.marks if mark.type == type]) == both.count(xpath), name


@pytest.mark.slow
def test_a_record_of_it_is_sound(both: Both) -> None:
    report = archive.validate(both.document)
    assert report.ok, [str(finding) for finding in report.errors]


@pytest.mark.slow
def test_a_record_of_it_is_the_same_after_json_and_tei(both: Both) -> None:
    for format in ("json", "tei"):
        data = archive.write(both.document, format).data
        assert archive.read(data, format).document == both.document
