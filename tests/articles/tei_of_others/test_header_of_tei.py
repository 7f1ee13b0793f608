"""Each element of the header becomes metadata with its basis and origin."""

from __future__ import annotations

from archive.io import receive
from archive.model.metadata import Metadata
from tests.articles.tei_of_others.samples import document_of, losses_of, tei
from tests.tools.cases import each_case

FILE = """<fileDesc><titleStmt><title level="a" type="main" xml:lang="en">Frenemies</title>
<title type="sub">Two neighbours</title><title level="j">A Journal</title>
<author><persName><forename>Ada</forename> <nameLink>van</nameLink> <surname>Lee</surname></persName>
<idno type="ORCID">0000-0002-1825-0097</idno></author><author/><author>Council</author>
<editor role="translator">T. Ed</editor><respStmt><resp>Encoded by</resp><name>E. Coder</name>
<name>F. Coder</name></respStmt></titleStmt><editionStmt><edition>2nd</edition></editionStmt>
<publicationStmt><publisher>House</publisher><pubPlace>Bonn</pubPlace><date when="2016-03-20"/>
<idno type="DOI">10.1000/182</idno><idno type="URI">https://example.org/a</idno><availability>
<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability>
</publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc></fileDesc>
<profileDesc><creation><date when="2016-03-01"/></creation>
<langUsage><language ident="en" usage="97">English</language><language ident="ko">K</language>
</langUsage><abstract xml:lang="en"><p>One.</p><p>Two.</p></abstract><textClass>
<keywords scheme="https://example.org/k"><term ref="https://example.org/k/1">nuclear</term>
</keywords></textClass></profileDesc>"""


ON_TITLE = "@level: 1 (on <title> 1), first at line 1"
ON_IDNO = "@type: 1 (on <idno> 1), first at line 8"
"""The attributes in that header which are in no record."""


def metadata_of(header: str, body: str = "<p>a</p>", **parts: str) -> Metadata:
    return document_of(body, header=header, **parts).metadata


def test_each_value_of_the_header_has_its_field() -> None:
    found = metadata_of(FILE)
    assert isinstance(found.titles, tuple)
    assert [(t.text, t.type, t.language) for t in found.titles] == [
        ("Frenemies", "main", "en"),
        ("Two neighbours", "sub", None),
    ]
    assert isinstance(found.authors, tuple)
    assert [str(author.name) for author in found.authors] == ["Ada van Lee", "Council"]
    assert [one.value for one in found.authors[0].identifiers] == ["0000-0002-1825-0097"]
    assert [(str(one.name), one.role) for one in found.contributors] == [
        ("T. Ed", "translator"),
        ("E. Coder", "encoded-by"),
        ("F. Coder", "encoded-by"),
    ]
    publication = found.publication.model_dump(exclude_defaults=True)
    assert publication["container"]["title"] == "A Journal"
    assert publication["container"]["type"] == "journal"
    assert (publication["publisher"]["name"], publication["publisher"]["place"]) == (
        "House",
        "Bonn",
    )
    assert publication["published"]["date"] == "2016-03-20"
    assert publication["written"]["date"] == "2016-03-01"
    assert [(one["unit"], one["value"]) for one in publication["extents"]] == [("edition", "2nd")]
    assert isinstance(found.languages, tuple)
    assert [(one.tag, one.usage) for one in found.languages] == [("en", 97), ("ko", None)]
    raw = found.model_dump(exclude_defaults=True)
    assert [(one["scheme"], one["value"]) for one in raw["identifiers"]] == [("DOI", "10.1000/182")]
    assert [one["address"] for one in raw["addresses"]] == ["https://example.org/a"]
    assert (raw["abstract"]["text"], raw["abstract"]["language"]) == ("One.\n\nTwo.", "en")
    assert [(k["term"], k["scheme"], k["uri"]) for k in raw["keywords"]] == [
        ("nuclear", "https://example.org/k", "https://example.org/k/1")
    ]
    assert losses_of("<p>a</p>", header=FILE) == [
        ON_TITLE,
        "elements that only contain others: 3 (<persName> 1, <author> 1, <sourceDesc> 1), first at line 3",
        ON_IDNO,
        "<sourceDesc/p> with its content: 1, first at line 10",
    ]


def test_each_value_says_that_it_is_embedded_and_where() -> None:
    found = metadata_of(FILE)
    assert isinstance(found.titles, tuple)
    title = found.titles[0]
    assert title.basis == "embedded"
    path = "/TEI[1]/teiHeader[1]/fileDesc[1]/titleStmt[1]/title[1]"
    assert getattr(title.origin, "path", None) == path


def test_what_the_text_has_too_is_printed_and_found_there() -> None:
    body = (
        "<div><head>FRENEMIES</head><byline>by Ada van Lee</byline>"
        "<dateline><date when='2016-03-20'>20 March</date></dateline><p>a</p></div>"
    )
    found = metadata_of(FILE, body)
    assert isinstance(found.titles, tuple)
    assert isinstance(found.authors, tuple)
    bases = [found.titles[0].basis, found.titles[1].basis, found.authors[0].basis]
    assert bases == ["printed", "embedded", "printed"]
    assert str(getattr(found.titles[0].origin, "path", None)).endswith("/div[1]/head[1]")
    published = found.publication.model_dump()["published"]
    assert published["basis"] == "printed"


@each_case(
    ("opening", "basis"),
    [
        ("<opener><salute>Dear Adam van Leeuwen,</salute></opener>", "embedded"),
        ("<opener><salute>Dear Ada van Lee,</salute></opener>", "embedded"),
        ("<p>Ada van Lee was born in 1960.</p>", "embedded"),
        ("<p>By Ada van Lee</p>", "printed"),
        ("<docAuthor>Dr Ada van Lee</docAuthor>", "printed"),
        ("<opener><salute>Dear Ada van Lee,</salute></opener><byline>Ada van Lee</byline>", "printed"),
    ],
)  # fmt: skip
def test_an_author_is_printed_where_words_say_who_wrote_the_text(opening: str, basis: str) -> None:
    found = metadata_of(FILE, f"<div>{opening}<p>a</p></div>")
    assert isinstance(found.authors, tuple)
    assert found.authors[0].basis == basis
    if basis == "printed":
        path = str(getattr(found.authors[0].origin, "path", None))
        assert path.endswith(("/p[1]", "/docAuthor[1]", "/byline[1]"))


def test_rights_are_those_of_the_first_licence_that_is_known() -> None:
    rights = document_of("<p>a</p>", header=FILE).rights.text
    assert rights is not None
    assert (rights.notice, rights.uri) == (
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert (rights.spdx, rights.basis) == ("CC-BY-4.0", "embedded")


GROBID = """<fileDesc><titleStmt><title level="a" type="main">A study</title></titleStmt>
<publicationStmt><publisher>House</publisher><availability status="unknown"><licence/></availability>
<date type="published" when="2016-03-08">2016</date></publicationStmt><sourceDesc><biblStruct>
<analytic><author><persName><forename type="first">Ada</forename><surname>Lee</surname></persName>
<affiliation key="aff0"><orgName type="institution">University</orgName></affiliation>
<idno type="ORCID">0000-0002-1825-0097</idno></author><title level="a" type="main">A study</title>
</analytic><monogr><title level="j" type="main">Journal</title><title level="j" type="abbrev">J</title>
<idno type="eISSN">1743-0003</idno><imprint><publisher>House</publisher>
<biblScope unit="volume">13</biblScope><biblScope unit="page" from="1" to="9"/>
<date type="published" when="2016-03-08"/></imprint></monogr><idno type="DOI">10.1186/s12984</idno>
</biblStruct></sourceDesc></fileDesc>
<encodingDesc><appInfo><application version="0.6.1" ident="GROBID"/></appInfo></encodingDesc>"""


def test_a_file_of_grobid_has_its_article_in_the_source_description() -> None:
    document = document_of("<p>a</p>", header=GROBID)
    raw = document.metadata.model_dump(exclude_defaults=True)
    assert [one["text"] for one in raw["titles"]] == ["A study"]
    assert raw["authors"][0]["name"] == {"family": "Lee", "given": "Ada"}
    assert raw["authors"][0]["identifiers"][0]["value"] == "0000-0002-1825-0097"
    publication = raw["publication"]
    assert publication["container"]["title"] == "Journal"
    assert publication["container"]["identifiers"] == ({"scheme": "ISSN", "value": "1743-0003"},)
    assert publication["published"]["date"] == "2016-03-08"
    assert [(one["unit"], one["value"]) for one in publication["extents"]] == [
        ("volume", "13"),
        ("page", "1-9"),
    ]
    assert raw["identifiers"][0]["value"] == "10.1186/s12984"
    assert document.works == ()
    loss = "<affiliation/orgName> with its content: 1 (attributes 1), first at line 5"
    repeated = "values that the record has from another place in the file: 3, first at line 6"
    assert {loss, repeated} <= {*losses_of("<p>a</p>", header=GROBID)}


def test_the_caption_of_a_figure_of_grobid_is_text_and_its_table_a_table() -> None:
    body = (
        "<figure xml:id='f0'><head>Fig. 1</head><label>1</label><figDesc>The hand.</figDesc></figure>"
        "<figure type='table' xml:id='t0'><head>Table 1</head><label>1</label>"
        "<table><row><cell>a</cell></row></table></figure>"
    )
    texts = [block.text for block in document_of(body, header=GROBID).text_blocks()]
    assert texts == ["Fig. 1 The hand.", "Table 1", "a"]
    assert {"f0", "t0"} <= set(document_of(body, header=GROBID).index.by_id)


def test_several_names_in_one_author_are_several_authors_if_they_are_no_forms_of_one() -> None:
    two = "<author><persName>Ada Lee</persName><persName{}>Bo Ek</persName></author>"
    for attribute, names in (("", ["Ada Lee", "Bo Ek"]), (" xml:lang='sv'", ["Ada Lee"])):
        header = FILE.replace("<author/>", two.format(attribute))
        authors = metadata_of(header).authors
        assert isinstance(authors, tuple)
        assert [str(author.name) for author in authors[1:-1]] == names
        assert bool(attribute) == any(
            "Bo" in one or ("persName" in one and "with its content" in one)
            for one in losses_of("<p>a</p>", header=header)
        )


def test_an_abstract_and_a_notice_have_all_words_of_their_elements() -> None:
    header = FILE.replace("<p>One.</p>", "<p>One.</p><list><item>1a</item><item>1b</item></list>")
    header = header.replace("CC BY 4.0<", "<p>CC BY 4.0</p><p>Enjoy.</p><")
    raw = document_of("<p>a</p>", header=header)
    assert raw.metadata.model_dump()["abstract"]["text"] == "One.\n\n1a\n\n1b\n\nTwo."
    assert raw.rights.text is not None
    assert raw.rights.text.notice == "CC BY 4.0\nEnjoy."


@each_case(
    ("old", "new", "loss"),
    [
        ("Encoded by", "編輯", "<resp> with its content: 1"),
        ("</author><author/>", " (ed.)</author><author/>", "words in <author> that are not in the record"),
        ("<title type=\"sub\">", "<title type='sub' ref='x'>", "@ref: 1 (on <title> 1)"),
        ("<title type=\"sub\">", "<title type='sub'><hi>T</hi>", "elements in values of the header"),
        ("<language ident=\"ko\">", "<language ident='ko' n='1'>", "@n: 1 (on <language> 1)"),
        ("</fileDesc>", "</fileDesc><encodingDesc xml:id='e'><p n='1'>a</p></encodingDesc>",
         "@xml:id: 1 (on <encodingDesc> 1)"),
    ],
)  # fmt: skip
def test_what_a_value_of_the_header_does_not_have_is_reported(
    old: str, new: str, loss: str
) -> None:
    before, after = (
        losses_of("<p>a</p>", header=header) for header in (FILE, FILE.replace(old, new))
    )
    assert not [one for one in before if loss in one]
    assert [one for one in after if loss in one]


def test_what_stands_in_other_texts_is_counted() -> None:
    other = "<text n='2'><body><p n='1'>b</p></body></text>"
    data = tei("<p>a</p>", beside=other)
    (loss,) = [
        one.message for one in receive(data, text=2).findings if "other texts" in one.message
    ]
    assert loss.startswith(
        "elements around the text that was read, and in other texts: 3 (attributes 2)"
    )


def test_sources_of_an_edition_are_works() -> None:
    header = FILE.replace(
        "<p>Born digital.</p>",
        "<bibl type='book'><title>Old print</title><date when='1841'/></bibl>"
        "<msDesc><msIdentifier><repository>Library</repository><idno>MS 1</idno></msIdentifier>"
        "<physDesc><p>Paper.</p></physDesc></msDesc>",
    )
    document = document_of("<p>a</p>", header=header)
    print_, manuscript = document.works
    assert (print_.type, print_.title, print_.issued) == ("book", "Old print", "1841")
    assert (print_.basis, manuscript.type) == ("embedded", "manuscript")
    assert [field.value for field in manuscript.fields] == ["Library MS 1"]
    assert losses_of("<p>a</p>", header=header) == [
        ON_TITLE,
        "elements that only contain others: 3 (<persName> 1, <author> 1, <physDesc> 1), first at line 3",
        ON_IDNO,
        (
            "elements in values of the header: 3 (<msIdentifier> 1, <repository> 1, "
            "<msIdentifier/idno> 1), first at line 10; their words are kept"
        ),
        "<physDesc/p> with its content: 1, first at line 10",
    ]


def test_the_language_of_the_text_comes_first() -> None:
    found = metadata_of(FILE, attributes=" xml:lang='ko'")
    assert isinstance(found.languages, tuple)
    assert [one.tag for one in found.languages] == ["ko", "en"]


@each_case(
    "header",
    [
        "",
        "<fileDesc/>",
        "<fileDesc><titleStmt><title/></titleStmt></fileDesc>",
        "<fileDesc><titleStmt><title xml:lang='bad tag!'>T</title></titleStmt></fileDesc>",
        "<fileDesc><publicationStmt><date when='never'/><idno>a b</idno></publicationStmt></fileDesc>",
        "<profileDesc><langUsage><language ident='franglais und so'/></langUsage></profileDesc>",
    ],
)
def test_a_header_that_says_nothing_sound_is_read_all_the_same(header: str) -> None:
    assert document_of("<p>a</p>", header=header).text_blocks()


def test_a_source_with_the_title_of_the_file_is_the_article_and_another_is_not() -> None:
    source = (
        "<biblStruct><analytic><title>{}</title></analytic><monogr><title level='j'>Journal</title>"
        "<imprint><date when='1999'/></imprint></monogr></biblStruct>"
    )
    same = FILE.replace("<p>Born digital.</p>", source.format("Frenemies"))
    other = FILE.replace("<p>Born digital.</p>", source.format("Another"))
    of_grobid = GROBID.replace(
        '<title level="a" type="main">A study</title>\n</analytic>', "</analytic>"
    )
    assert (
        len(document_of("<p>a</p>", header=same).works),
        len(document_of("<p>a</p>", header=other).works),
    ) == (0, 1)
    assert document_of("<p>a</p>", header=of_grobid).works == ()
    published = [
        metadata_of(header).publication.model_dump()["published"] for header in (same, other)
    ]
    assert [date["date"] for date in published] == ["1999", "2016-03-20"]


def test_a_loss_in_a_header_is_reported_with_all_that_stands_in_it() -> None:
    header = FILE.replace(
        "<p>Born digital.</p>", "<p>Made of <name>A</name> on <date>x</date>.</p>"
    )
    assert losses_of("<p>a</p>", header=header) == [
        ON_TITLE,
        "elements that only contain others: 3 (<persName> 1, <author> 1, <sourceDesc> 1), first at line 3",
        ON_IDNO,
        "<sourceDesc/p> with its content: 1 (elements 2), first at line 10",
    ]
