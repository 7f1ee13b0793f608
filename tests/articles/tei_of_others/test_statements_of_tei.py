"""Names, dates, corrections and citations in the text, and the entities and works of a file."""

from __future__ import annotations

import re
from typing import Any

from archive.model.annotations import Annotation, Citation, Correction, DateMention, Mention
from archive.model.entities import Entity
from tests.articles.tei_of_others.samples import HEADER, document_of, losses_of, received
from tests.tools.cases import each_case

PEOPLE = f"""{HEADER}<profileDesc><particDesc><listPerson>
<person xml:id="kim"><persName>Kim</persName><persName type="abbr" xml:lang="ko-Latn">K.</persName>
<note>A leader.</note><idno type="VIAF">64168</idno>
<idno>https://www.wikidata.org/entity/Q456</idno></person>
<personGrp xml:id="choir"><name>Choir</name></personGrp></listPerson></particDesc></profileDesc>"""


def annotations_in(body: str, **parts: str) -> list[Annotation]:
    return [*document_of(body, **parts).annotations]


def entities_in(body: str, **parts: str) -> list[Entity]:
    return [*document_of(body, **parts).entities]


def mentions_in(body: str, **parts: str) -> list[tuple[str, str]]:
    """The words of each mention, and the entity that they name."""
    mentions = [one for one in annotations_in(body, **parts) if isinstance(one, Mention)]
    return [(one.anchors[0].exact, one.refers_to) for one in mentions]


def test_a_name_with_a_pointer_names_a_member_of_a_list() -> None:
    body = "<p><persName ref='#kim' xml:id='m1' cert='low'>Kim Jong-un</persName> spoke.</p>"
    (mention,) = annotations_in(body, header=PEOPLE)
    assert isinstance(mention, Mention)
    assert (mention.id, mention.refers_to, mention.certainty) == ("m1", "kim", "low")
    assert (mention.status, mention.basis) == ("accepted", "embedded")
    kim = entities_in(body, header=PEOPLE)[0]
    assert [(name.text, name.type, name.language) for name in kim.names] == [
        ("Kim", "main", None),
        ("K.", "abbreviation", "ko-Latn"),
    ]
    assert kim.description == "A leader."
    assert [(one.scheme, one.value) for one in kim.identifiers] == [
        ("VIAF", "64168"),
        ("Wikidata", "Q456"),
    ]


@each_case(
    ("name", "kind", "identifier"),
    [
        ("<persName ref='https://d-nb.info/gnd/118560751'>X</persName>", "person", ("GND", "118560751")),
        ("<placeName ref='http://sws.geonames.org/2525448'>X</placeName>", "place",
         ("GeoNames", "2525448")),
        ("<orgName key='org 12'>X</orgName>", "organisation", ("key", "org_12")),
        ("<name type='person' ref='people.xml#x'>X</name>", "person", ("key", "people.xml#x")),
        ("<rs type='place' ref='wd:Q64'>X</rs>", "place", ("Wikidata", "Q64")),
        ("<country ref='https://example.org/x'>X</country>", "place",
         ("URI", "https://example.org/x")),
    ],
)  # fmt: skip
def test_a_pointer_to_something_outside_the_file_is_an_identifier(
    name: str, kind: str, identifier: tuple[str, str]
) -> None:
    prefixes = (
        "<encodingDesc><listPrefixDef><prefixDef ident='wd' matchPattern='(Q.*)' "
        "replacementPattern='https://www.wikidata.org/entity/$1'/></listPrefixDef></encodingDesc>"
    )
    body = f"<p>{name} and {name}</p>"
    (entity,) = entities_in(body, header=HEADER + prefixes)
    assert entity.type == kind
    assert [(one.scheme, one.value) for one in entity.identifiers] == [identifier]
    assert len(mentions_in(body, header=HEADER + prefixes)) == 2


def test_names_without_a_pointer_are_one_entity_if_their_words_are_the_same() -> None:
    result = received(
        "<p><persName>A  B</persName>, <persName>A B</persName>, <orgName>A B</orgName></p>"
    )
    first, second = result.document.entities
    assert (first.type, first.basis, second.type) == ("person", "inferred", "organisation")
    assert first.names[0].text == "A B"
    assert first.names[0].basis == "printed"
    assert first.reason
    (note,) = [one for one in result.findings if one.code == "names-not-identified"]
    assert "names without @ref or @key: 3;" in note.message
    assert "2 entities" in note.message


def test_a_name_within_a_name_is_part_of_it_unless_it_has_a_pointer() -> None:
    body = (
        "<p><placeName>Wien, <country>A</country></placeName> "
        "<orgName>City of <placeName ref='#x'>Bonn</placeName></orgName></p>"
    )
    assert [words for words, _ in mentions_in(body)] == ["Wien, A", "City of Bonn", "Bonn"]
    assert "<country> within another name: 1, first at line 1" in losses_of(body)


@each_case(
    "body",
    [
        "<p><name>Rover</name></p>",
        "<p><rs type='work' ref='#w'>the play</rs></p>",
        "<p><rs type='person'>the king</rs></p>",
        "<p>a<persName ref='#kim'/></p>",
    ],
)
def test_a_name_whose_kind_is_not_known_is_left_and_reported(body: str) -> None:
    assert mentions_in(body, header=PEOPLE) == []
    assert [
        one
        for one in losses_of(body, header=PEOPLE)
        if "<name>" in one or "<rs>" in one or "persName" in one
    ]


def test_names_in_a_bibliography_are_those_of_works() -> None:
    document = document_of(
        "<listBibl><bibl><author><persName>A</persName></author></bibl></listBibl>"
    )
    assert (document.entities, document.annotations) == ((), ())
    assert document.works[0].author[0].literal == "A"


def test_who_speaks_is_a_mention_in_the_words_that_name_the_speaker() -> None:
    body = "<sp who='#kim #choir'><speaker>Both.</speaker><p>a</p></sp>"
    assert mentions_in(body, header=PEOPLE) == [("Both.", "kim"), ("Both.", "choir")]
    nobody = losses_of("<sp who='#kim'><p>a</p></sp>", header=PEOPLE)
    assert any(one.startswith("@who: 1 (on <sp> 1)") for one in nobody)


@each_case(
    ("attributes", "date"),
    [
        ("when='2016-03-20'", "2016-03-20"),
        ("when='2016-03-20T10:00:00Z'", "2016-03-20T10:00:00Z"),
        ("when='--04-15'", "XXXX-04-15"),
        ("when='-0458'", "-0458"),
        ("from='1941' to='1945'", "1941/1945"),
        ("from='1941'", "1941/"),
        ("notBefore='1531-08-01' notAfter='1531-08-01'", "1531-08-01"),
        ("notBefore='0050' notAfter='0300'", "[0050..0300]"),
        ("notAfter='0300'", "[..0300]"),
        ("when-custom='2016-04~' datingMethod='#edtf'", "2016-04~"),
        ("when-iso='2016-03-01/2016-03-10'", "2016-03-01/2016-03-10"),
        ("when-iso='19900501'", "1990-05-01"),
        ("from-iso='19900501' to-iso='19900503'", "1990-05-01/1990-05-03"),
        ("when='20160'", "Y20160"),
    ],
)
def test_a_date_is_given_in_edtf(attributes: str, date: str) -> None:
    (mention,) = annotations_in(f"<p>on <date {attributes}>that day</date></p>")
    assert isinstance(mention, DateMention)
    assert (mention.date, mention.anchors[0].exact) == (date, "that day")


@each_case(
    ("date", "attributes"),
    [
        ("<date>last spring</date>", []),
        ("<date when='soon'>soon</date>", ["when"]),
        ("<date when='2016-13'>x</date>", ["when"]),
        ("<date when='19900501'>x</date>", ["when"]),
        ("<date when='19901301' cert='low'>x</date>", ["when", "cert"]),
        ("<date calendar='#julian'>x</date>", ["calendar"]),
    ],
)
def test_a_date_without_a_value_is_reported_and_not_guessed(
    date: str, attributes: list[str]
) -> None:
    assert annotations_in(f"<p>{date}</p>") == []
    assert losses_of(f"<p>{date}</p>") == [
        "<date>: 1, first at line 1",
        *(f"@{one}: 1 (on <date> 1), first at line 1" for one in attributes),
    ]


@each_case(
    ("attributes", "date", "left"),
    [
        ("when='2016-03-20T10:00:00.5Z'", "2016-03-20", ["when"]),
        ("when='2016-03-20T10:00'", "2016-03-20", ["when"]),
        ("when='2016-03-20+01:00'", "2016-03-20", ["when"]),
        ("when-iso='20160320T1000'", "2016-03-20", ["when-iso"]),
        ("from='2016-03-20T10:00:00Z' to='2016-03-21'", "2016-03-20/2016-03-21", ["from"]),
        ("from='1990' notAfter='1995'", "1990/", ["notAfter"]),
        ("when='2016' from='2015'", "2016", ["from"]),
        ("when='2016' when-iso='2016-01'", "2016", ["when-iso"]),
        ("from='soon' to='1990'", "/1990", ["from"]),
        ("when-custom='2016~' datingMethod='#edtf'", "2016~", ["datingMethod"]),
        ("when='2016' cert='low' precision='high' calendar='#julian'", "2016", ["precision", "calendar"]),
        ("when='2016' cert='sure'", "2016", ["cert"]),
    ],
)  # fmt: skip
def test_what_a_date_of_the_record_does_not_say_is_reported(
    attributes: str, date: str, left: list[str]
) -> None:
    body = f"<p>on <date {attributes}>that day</date></p>"
    (mention,) = annotations_in(body)
    assert isinstance(mention, DateMention)
    assert mention.date == date
    assert losses_of(body) == [f"@{one}: 1 (on <date> 1), first at line 1" for one in left]


@each_case(
    "words",
    [
        "<rs type='work' ref='#b1'>the book</rs>",
        "<rs ref='#b1'>the book</rs>",
        "<title ref='#b1'>the book</title>",
        "<name type='work' ref='#b1' cert='high'>the book</name>",
    ],
)
def test_words_that_point_to_a_work_in_the_file_cite_it(words: str) -> None:
    body = f"<p>See {words}.</p>{BIBLIOGRAPHY}"
    (citation,) = [one for one in annotations_in(body) if isinstance(one, Citation)]
    assert (citation.anchors[0].exact, citation.cites) == ("the book", "b1")
    assert (citation.status, citation.basis) == ("accepted", "embedded")
    assert not [one for one in losses_of(body) if "@ref" in one or one[1:5] in ("rs>:", "name")]


def test_a_work_of_the_header_is_cited_from_the_text() -> None:
    source = "<sourceDesc><bibl xml:id='w'><title>W</title></bibl></sourceDesc></fileDesc>"
    header = HEADER.replace("</fileDesc>", source)
    taxonomy = "<encodingDesc><classDecl><taxonomy><bibl xml:id='x'>X</bibl></taxonomy></classDecl></encodingDesc>"
    body = "<p><title ref='#w'>W</title>, <rs ref='#x'>x</rs></p>"
    found = annotations_in(body, header=header + taxonomy)
    assert [one.cites for one in found if isinstance(one, Citation)] == ["w", "x"]


@each_case(
    ("part", "losses"),
    [
        ("<birth when='1990'>b</birth>", ["<birth> 1", "@when 1 (on <birth> 1)"]),
        ("<idno type='VIAF'>64168</idno>", []),
        ("<persName type='full'>Kim</persName>", ["@type 1 (on <persName> 1)"]),
        ("<note>a</note>", []),
    ],
)
def test_a_part_of_a_list_in_the_text_is_counted_if_no_entity_has_it(
    part: str, losses: list[str]
) -> None:
    body = f"<listPerson><person xml:id='p'>{part}</person></listPerson>"
    found = [re.sub(r"elements in works [^(]* \((.*)\), .*", r"\1", one) for one in losses_of(body)]
    found = [re.sub(r": (\d+)( \(.*\))?,.*", r" \1\2", one) for one in found]
    assert sorted(found) == sorted(["<listPerson> 1", *losses])


def test_a_correction_stands_over_the_text_as_the_source_has_it() -> None:
    (correction,) = annotations_in(
        "<p>Has <choice><sic>has  has</sic><corr>has</corr></choice></p>"
    )
    assert isinstance(correction, Correction)
    assert (correction.anchors[0].exact, correction.corrected) == ("has has", "has")


@each_case(
    ("choice", "left"),
    [
        ("<choice><sic/><corr>a</corr></choice>", "<sic> without words"),
        ("<choice><sic>a</sic><corr>a</corr></choice>", "<corr> with its content"),
        ("<choice><orig>a</orig><reg>b</reg></choice>", "<reg> with its content"),
        ("<choice><abbr>a</abbr><expan>b</expan></choice>", "<expan> with its content"),
        ("<sic>a</sic>", "<sic>"),
    ],
)
def test_other_variants_are_reported(choice: str, left: str) -> None:
    (loss,) = losses_of(f"<p>x {choice}</p>")
    assert loss.partition(";")[0] == f"{left}: 1, first at line 1"


BIBLIOGRAPHY = """<div type="references"><listBibl>
<biblStruct xml:id="b0" type="journal"><analytic><title level="a">A study</title>
<author><persName><forename>Ada</forename><forename>B.</forename><surname>Lee</surname></persName>
</author><idno type="DOI">https://doi.org/10.1000/182</idno></analytic><monogr>
<title level="j">Journal</title><imprint><publisher>House</publisher><pubPlace>Bonn</pubPlace>
<biblScope unit="volume">6</biblScope><biblScope unit="page" from="9" to="12"/>
<date when="2014-08-21"/></imprint></monogr></biblStruct>
<bibl xml:id="b1"><author>Doe, J.</author>, <title level="m">A book</title>,
<date>1987</date>. <ptr target="https://example.org/book"/></bibl></listBibl></div>"""


def test_members_of_a_bibliography_are_works_and_printed_lines() -> None:
    document = document_of(f"<p>a</p>{BIBLIOGRAPHY}")
    article, book = document.works
    assert (article.id, article.type, article.title) == ("b0", "article-journal", "A study")
    assert (article.author[0].given, article.author[0].family) == ("Ada B.", "Lee")
    assert (article.container_title, article.volume, article.page) == ("Journal", "6", "9-12")
    assert (article.publisher, article.publisher_place) == ("House", "Bonn")
    assert article.issued == "2014-08-21"
    assert [(one.scheme, one.value) for one in article.identifiers] == [("DOI", "10.1000/182")]
    assert (book.id, book.type, book.title, book.issued) == ("b1", "book", "A book", "1987")
    assert book.author[0].literal == "Doe, J."
    assert book.address == "https://example.org/book"
    texts = [block.text for block in document.text_blocks()]
    assert texts[1] == "A study Ada B. Lee https://doi.org/10.1000/182 Journal House Bonn 6"
    assert texts[2] == "Doe, J., A book, 1987."


def test_a_reference_to_a_work_cites_it() -> None:
    body = f"<p>See <ref target='#b0 #b1'>[1, 2]</ref> and <ref target='#d'>below</ref>.</p>{BIBLIOGRAPHY}"
    citations = [one for one in annotations_in(body) if isinstance(one, Citation)]
    assert [(one.anchors[0].exact, one.cites) for one in citations] == [
        ("[1, 2]", "b0"),
        ("[1, 2]", "b1"),
    ]


def test_a_reference_without_a_target_is_reported() -> None:
    assert losses_of("<p>See <ref type='bibr'>[9]</ref>.</p>") == [
        "@type: 1 (on <ref> 1), first at line 1",
        "<ref> without a target: 1, first at line 1",
    ]


def test_ids_that_no_record_can_have_are_changed_and_reported() -> None:
    header = PEOPLE.replace('"kim"', '"メロス"')
    result = received("<p xml:id='p.1'><persName ref='#メロス'>K.</persName></p>", header=header)
    assert result.document.entities[0].id.startswith("id-")
    assert (
        result.document.annotations[0].model_dump()["refers_to"] == result.document.entities[0].id
    )
    messages = [one.message for one in result.findings]
    assert any("of entities and works could not be kept" in message for message in messages)
    assert any('"p.1" is p_1' in message for message in messages)


def test_lists_beside_the_text_are_read_and_the_rest_is_reported() -> None:
    beside = (
        "<standOff><listPlace><place xml:id='bonn'><placeName>Bonn</placeName></place></listPlace>"
        "<listBibl><bibl xml:id='w'><title>W</title></bibl></listBibl><interp xml:id='i'>x</interp>"
        "</standOff><facsimile><graphic url='a.png'/></facsimile>"
    )
    body = "<p><placeName ref='#bonn'>Bonn</placeName> <ref target='#w'>W</ref></p>"
    document: Any = document_of(body, beside=beside)
    assert [one.id for one in (*document.entities, *document.works)] == ["bonn", "w"]
    assert len(document.annotations) == 2
    assert losses_of(body, beside=beside) == [
        "elements that only contain others: 2 (<listPlace> 1, <listBibl> 1), first at line 1",
        "<standOff/interp> with its content: 1, first at line 1",
        "<facsimile/graphic> with its content: 1 (attributes 1), first at line 1",
        "@xml:id: 1 (on <interp> 1), first at line 1",
    ]


def test_a_description_within_another_is_no_work_of_its_own() -> None:
    body = (
        "<listBibl><bibl xml:id='a'><title>A</title> in <bibl xml:id='b'><title>B</title></bibl>"
        "<idno type='doi'>doi:10.1000/182</idno></bibl></listBibl>"
    )
    (work,) = document_of(body).works
    assert (work.id, work.title) == ("a", "A")
    assert [(one.scheme, one.value) for one in work.identifiers] == [("DOI", "10.1000/182")]
