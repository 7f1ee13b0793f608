"""The front of an article becomes metadata; one of the texts of a file is read."""

from __future__ import annotations

import archive
from tests.articles.jats.received import HEAD, document, losses_of, marks, outline, received
from tests.tools.cases import each_case

# --- the front ---


def test_titles_of_every_kind():
    meta = (
        "<title-group><article-title>Rain<xref ref-type='fn' rid='n'>*</xref></article-title>"
        "<subtitle>A story</subtitle><trans-title-group xml:lang='de'><trans-title>Regen</trans-title>"
        "</trans-title-group><alt-title alt-title-type='running-head'>R</alt-title></title-group>"
    )
    found = document("<p>x</p>", meta=meta)
    titles = found.metadata.titles
    assert isinstance(titles, tuple)
    assert [(one.text, one.type, one.language, one.basis) for one in titles] == [
        ("Rain", "main", None, "printed"),
        ("A story", "sub", None, "printed"),
        ("Regen", "variant", "de", "embedded"),
        ("R", "short", None, "embedded"),
    ]
    assert titles[0].origin.path == (  # type: ignore[union-attr]
        "/article[1]/front[1]/article-meta[1]/title-group[1]/article-title[1]"
    )
    assert [block.text for block in found.text_blocks()] == ["Rain*", "A story", "x"]


def test_contributors_by_what_they_did():
    meta = (
        '<contrib-group><contrib contrib-type="author"><contrib-id contrib-id-type="orcid">'
        "https://orcid.org/0000-0002-1825-0097</contrib-id><name><surname>Carberry</surname>"
        "<given-names>Josiah</given-names><suffix>Jr</suffix></name><role>Psychoceramist</role></contrib>"
        '<contrib contrib-type="author"><collab>The Group</collab></contrib>'
        '<contrib contrib-type="Reviewing Editor"><string-name>Ann Other</string-name></contrib>'
        "</contrib-group><aff>Brown</aff>"
    )
    result = received("<p>x</p>", meta=meta)
    metadata = result.document.metadata
    assert isinstance(metadata.authors, tuple)
    assert [str(author.name) for author in metadata.authors] == ["Josiah Carberry Jr", "The Group"]
    assert metadata.authors[0].identifiers[0].value == "0000-0002-1825-0097"
    [editor] = metadata.contributors
    assert (str(editor.name), editor.role) == ("Ann Other", "reviewing-editor")
    assert losses_of(result) == [
        "<role> in <contrib>: 1, first at line 1",
        "<aff>: 1, first at line 1",
    ]


@each_case(
    ("dates", "published"),
    [
        (('<pub-date pub-type="ppub"><year>2016</year></pub-date><pub-date pub-type="epub"><day>3</day>'
          "<month>4</month><year>2015</year></pub-date>"), "2015-04-03"),
        ("<pub-date><season>Spring</season><year>2016</year></pub-date>", "2016-21"),
        ("<pub-date><month>March</month><year>2016</year></pub-date>", "2016-03"),
        ('<pub-date iso-8601-date="2016-03-20"><year>2016</year></pub-date>', "2016-03-20"),
        ("<pub-date><day>31</day><month>2</month><year>2016</year></pub-date>", "2016-02"),
    ],
)  # fmt: skip
def test_the_date_of_the_electronic_edition_comes_first(dates: str, published: str):
    found = document("<p>x</p>", meta=dates).metadata.publication.published
    assert found.date == published  # type: ignore[union-attr]


def test_an_abstract_is_text_and_metadata():
    meta = (
        "<abstract><title>Summary</title><p>It <italic>rained</italic> "
        "(<xref ref-type='bibr' rid='gone'>1</xref>).</p></abstract>"
        "<abstract abstract-type='teaser'><p>Rain!</p></abstract>"
    )
    found = document("<p>x</p>", meta=meta)
    assert found.metadata.abstract.text == "Summary\n\nIt rained (1)."  # type: ignore[union-attr]
    [section] = found.sections
    assert outline(section) == [
        "section",
        ["section", "Summary", "It rained (1)."],
        ["section", "Rain!"],
        ["section", "x"],
    ]


def test_rights_have_notice_licence_and_holder():
    meta = (
        "<permissions><copyright-statement>© 2016 A. Person</copyright-statement><copyright-holder>"
        "A. Person</copyright-holder><license><license-p>Under <ext-link"
        ' xlink:href="http://creativecommons.org/licenses/by-nc/3.0/">this</ext-link>.</license-p>'
        "</license></permissions>"
    )
    rights = document("<p>x</p>", meta=meta).rights.text
    assert rights is not None
    assert (rights.spdx, rights.holders) == ("CC-BY-NC-3.0", ("A. Person",))
    assert rights.notice == "© 2016 A. Person\nUnder this."


def test_what_is_reviewed_is_a_work_and_printed():
    meta = '<product product-type="book"><source>A Book</source><year>1999</year></product>'
    found = document("<p>x</p>", meta=meta)
    [work] = found.works
    assert (work.type, work.title, work.issued) == ("book", "A Book", "1999")
    assert found.text_blocks()[0].text == "A Book 1999"


def test_a_related_article_is_a_work():
    meta = (
        '<related-article related-article-type="corrected-article" ext-link-type="doi" id="ra1"'
        ' xlink:href="10.7554/eLife.00007"/>'
    )
    [work] = document("<p>x</p>", meta=meta).works
    assert (work.id, work.identifiers[0].value) == ("ra1", "10.7554/eLife.00007")
    assert [(field.name, field.value) for field in work.fields] == [("genre", "corrected-article")]


def test_what_the_front_says_besides_is_reported():
    meta = "<history><date date-type='received'><year>2015</year></date></history><counts/><custom-meta-group/>"
    assert losses_of(received("<p>x</p>", meta=meta)) == [
        "<history>: 1 (<date> 1, @date-type 1, <year> 1), first at line 1",
        "<counts>: 1, first at line 1",
        "<custom-meta-group>: 1, first at line 1",
    ]


# --- several texts ---

SEVERAL = (
    f"{HEAD}<front><journal-meta><journal-title>J</journal-title></journal-meta><article-meta>"
    "<title-group><article-title>One</article-title></title-group><volume>7</volume></article-meta>"
    "</front><body><p>A<xref ref-type='bibr' rid='r1'>1</xref></p></body><back><ref-list><ref id='r1'>"
    "<mixed-citation>C</mixed-citation></ref></ref-list></back><sub-article article-type='translation'"
    " xml:lang='de'><front-stub><title-group><article-title>Eins</article-title></title-group>"
    "</front-stub><body><p>B<xref ref-type='bibr' rid='r1'>1</xref></p></body></sub-article></article>"
).encode()


def test_of_several_texts_the_article_is_read_and_the_others_are_reported():
    result = archive.receive(SEVERAL, format="jats")
    assert [block.text for block in result.document.text_blocks()] == ["One", "A1", "C"]
    assert losses_of(result) == [
        'the file has 2 texts; text 1 was read: 1 (en): "One"; 2 (translation, de): "Eins"'
    ]


def test_another_text_is_taken_with_what_the_article_says_of_both():
    found = archive.receive(SEVERAL, format="jats", text=2).document
    assert [block.text for block in found.text_blocks()] == ["Eins", "B1"]
    assert (found.metadata.title, found.metadata.language) == ("Eins", "de")
    publication = found.metadata.publication
    assert publication.container.title == "J"  # type: ignore[union-attr]
    assert publication.extents[0].value == "7"
    [citation] = found.annotations
    assert citation.cites == found.works[0].id == "r1"  # type: ignore[union-attr]


# --- files ---


def test_a_licence_that_is_not_known_is_reported():
    meta = (
        '<permissions><license xlink:href="https://example.org/terms"><license-p>Our terms.</license-p>'
        "</license></permissions>"
    )
    result = received("<p>x</p>", meta=meta)
    rights = result.document.rights.text
    assert rights is not None
    assert (rights.notice, rights.uri) == ("Our terms.", None)
    assert losses_of(result)[0].startswith("address of an unknown licence (https://example.org")


def test_elements_in_a_namespace_of_whoever_delivers_them_are_those_of_jats():
    data = (
        b'<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/"><front/><body>'
        b"<p>a <italic>b</italic></p></body></article>"
    )
    result = archive.receive(data)
    assert marks(result.document) == [("italic", "b", None)]
    assert result.document.text_blocks()[0].origin.path == "/article[1]/body[1]/p[1]"  # type: ignore[union-attr]


def test_articles_in_a_set_are_texts_of_a_file():
    one = "<article><front/><body><p>{}</p></body></article>"
    data = f"<pmc-articleset>{one.format('a')}{one.format('b')}</pmc-articleset>".encode()
    for number, text in ((1, "a"), (2, "b")):
        [block] = archive.receive(data, text=number).document.text_blocks()
        assert block.text == text


def test_comments_are_reported():
    data = b'<article dtd-version="1.3"><front/><body><p>a<!-- b -->c</p></body></article>'
    result = archive.receive(data)
    assert [block.text for block in result.document.text_blocks()] == ["ac"]
    assert losses_of(result) == ["comments: 1, first at line 1"]


def test_volume_issue_pages_and_numbers_are_extents():
    meta = (
        "<volume>7</volume><issue>2</issue><fpage>11</fpage><lpage>19</lpage>"
        "<elocation-id>e5</elocation-id>"
    )
    found = document("<p>x</p>", meta=meta).metadata.publication.extents
    assert [(extent.unit, extent.value) for extent in found] == [
        ("volume", "7"),
        ("issue", "2"),
        ("page", "11-19"),
        ("number", "e5"),
    ]
    [pages] = document(
        "<p>x</p>", meta="<fpage>3</fpage><lpage>3</lpage>"
    ).metadata.publication.extents
    assert pages.value == "3"
    meta = "<fpage>11</fpage><lpage>19</lpage><page-range>11-15, 19</page-range>"
    [pages] = document("<p>x</p>", meta=meta).metadata.publication.extents
    assert pages.value == "11-15, 19"


def test_identifiers_addresses_and_subjects():
    meta = (
        '<article-id pub-id-type="pmid">18405359</article-id><article-id pub-id-type="pmc">2329613'
        '</article-id><article-id pub-id-type="doi">doi:10.1186/x</article-id><article-id'
        ' pub-id-type="pmid">not a number</article-id><article-categories><subj-group><subject>Article'
        "</subject></subj-group></article-categories><self-uri"
        ' xlink:href="https://example.org/x"/><self-uri xlink:href="x.pdf"/><kwd-group'
        ' vocab-identifier="https://example.org/terms"><title>Keywords</title><kwd>rain</kwd></kwd-group>'
    )
    result = received("<p>x</p>", meta=meta)
    metadata = result.document.metadata
    assert [(one.scheme, one.value) for one in metadata.identifiers] == [  # type: ignore[union-attr]
        ("PMID", "18405359"),
        ("PMCID", "PMC2329613"),
        ("DOI", "10.1186/x"),
    ]
    assert [one.address for one in metadata.addresses] == ["https://example.org/x"]  # type: ignore[union-attr]
    assert [(one.term, one.scheme) for one in metadata.keywords] == [  # type: ignore[union-attr]
        ("rain", "https://example.org/terms"),
        ("Article", None),
    ]
    assert losses_of(result) == [
        "<article-id>: 1 (@pub-id-type 1), first at line 1",
        "<self-uri>: 1 (@xlink:href 1), first at line 1",
        "<title> in <kwd-group>: 1, first at line 1",
    ]


def test_a_date_of_correction_is_when_it_was_last_changed():
    meta = (
        '<history><date date-type="corrected"><day>2</day><month>Oct</month><year>2017</year></date>'
        "</history>"
    )
    found = document("<p>x</p>", meta=meta).metadata.publication.updated
    assert found.date == "2017-10-02"  # type: ignore[union-attr]


def test_notes_about_the_authors_stand_at_the_end():
    meta = (
        '<author-notes><corresp id="c1"><label>*</label>To <email>a@example.org</email></corresp>'
        "<fn><p>No interests.</p></fn></author-notes>"
    )
    [section] = document("<p>x</p>", meta=meta).sections
    assert outline(section) == ["section", "x", ["notes", "* To a@example.org", "No interests."]]


def test_a_group_is_an_author_without_those_who_are_in_it():
    meta = (
        '<contrib-group><contrib contrib-type="author"><collab>The Group<contrib-group><contrib>'
        "<name><surname>Member</surname></name></contrib></contrib-group></collab></contrib>"
        "</contrib-group>"
    )
    result = received("<p>x</p>", meta=meta)
    assert [str(one.name) for one in result.document.metadata.authors] == ["The Group"]  # type: ignore[union-attr]
    assert losses_of(result) == [
        "<contrib-group> in <collab>: 1 (<contrib> 1, <name> 1, <surname> 1), first at line 1"
    ]
