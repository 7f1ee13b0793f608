"""Bad input gives one clear error, or is read; nothing is opened, and time is linear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import archive
from archive.articles.content import Given
from archive.articles.jats import receive
from archive.errors import ReadError
from tests.growth import MOST, grows
from tests.tools.cases import each_case

ARTICLE = "<article><front/><body>{}</body></article>"


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        archive.receive(data, format="jats")
    [finding] = caught.value.findings
    return str(finding)


def test_a_doctype_that_names_a_dtd_is_read_over():
    data = (
        b'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "/dev/zero">'
        + ARTICLE.format("<p>a</p>").encode()
    )
    result = archive.receive(data, format="jats")
    assert [block.text for block in result.document.text_blocks()] == ["a"]
    assert [finding.code for finding in result.findings] == ["doctype-read-over"]


@each_case(
    "declares",
    [
        '[<!ENTITY a "b">]',
        '[<!ENTITY a SYSTEM "file:///etc/passwd">]',
        '"x" [<!ENTITY % a SYSTEM "file:///dev/zero"> %a;]',
        '[<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]',
    ],
)
def test_a_doctype_that_declares_something_is_refused(declares: str):
    public = 'PUBLIC "p" ' if declares.startswith('"') else ""
    data = f"<!DOCTYPE article {public}{declares}>{ARTICLE.format('<p>&a;</p>')}"
    assert "error[doctype-refused]" in refusal(data.encode())


def test_an_entity_that_only_a_dtd_knows_is_refused_with_what_to_do():
    data = '<!DOCTYPE article PUBLIC "p" "s">' + ARTICLE.format("<p>a&nbsp;b</p>")
    found = refusal(data.encode())
    assert "Entity 'nbsp' not defined" in found
    assert "replace the entity by the character" in found


@each_case(
    ("data", "expected"),
    [
        (b"", "not-well-formed"),
        (ARTICLE.format("<p>a</p>").encode()[:-12], "not-well-formed"),
        (ARTICLE.format("<p>a\u00e9</p>").encode("latin-1"), "not-utf-8"),
        (ARTICLE.format("<p>a&#1;</p>").encode(), "not-well-formed"),
        (ARTICLE.format("<b>" * 100 + "a" + "</b>" * 100).encode(), "elements are nested more than 100 deep"),
        (b"<html><body><p>a</p></body></html>", 'the root is "html"'),
        (b"<article><title>DocBook</title><para>a</para></article>", "no-text"),
        (ARTICLE.format("<p> </p>").encode(), "no-text"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(data: bytes, expected: str):
    assert expected in refusal(data)


def test_a_text_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ReadError, match="has no text 2; its texts are 1"):
        archive.receive(ARTICLE.format("<p>a</p>").encode(), format="jats", text=2)


@each_case("encoding", ["utf-16", "iso-8859-1", "utf-8"])
def test_every_encoding_that_the_file_names_is_read(encoding: str):
    data = f'<?xml version="1.0" encoding="{encoding}"?>{ARTICLE.format("<p>é</p>")}'.encode(
        encoding
    )
    [block] = archive.receive(data, format="jats").document.text_blocks()
    assert block.text == "é"


@each_case(
    "one",
    [
        "boxed-text><p",
        "fig><caption><p",
        "disp-quote><p",
        "list><list-item",
        "sec",
        "fn><p",
        "p><fn",
    ],
)
def test_what_nests_deeply_is_read(one: str):
    names = one.split("><")
    times = 94 // len(names)
    close = "".join(f"</{name}>" for name in reversed(names))
    body = f"<{one}>" * times + "word" + close * times
    document = archive.receive(ARTICLE.format(f"<p>{body}</p>").encode(), format="jats").document
    assert "word" in [block.text for block in document.text_blocks()]
    assert archive.validate(document).ok


@pytest.mark.slow
def test_short_words_cannot_make_citations_without_end():
    references = "".join(
        f'<ref id="r{n}"><mixed-citation>c</mixed-citation></ref>' for n in range(90)
    )
    calls = '<xref rid="r0">0</xref>-<xref rid="r89">89</xref> ' * 150
    data = f"<article><front/><body><p>{calls}</p></body><back><ref-list>{references}</ref-list></back></article>"
    result = archive.receive(data.encode(), format="jats")
    inferred = [
        one for one in result.document.annotations if getattr(one, "basis", "") == "inferred"
    ]
    assert len(inferred) == 10_000
    assert any("beyond the first 10000: 3200" in finding.message for finding in result.findings)


@pytest.mark.slow
@pytest.mark.parametrize(
    "one",
    [
        "<p>a <italic>b</italic> <xref ref-type='bibr' rid='r'>c</xref></p>",
        "<sec><title>a</title><p>b</p></sec>",
        "<p>a<fn><p>b</p></fn></p>",
        "<fig><caption><p>a</p></caption></fig>",
        "<list><list-item><p>a</p></list-item></list>",
        "<table-wrap><table><tr><td>a</td></tr></table></table-wrap>",
        "<ref-list><ref><mixed-citation><source>a</source></mixed-citation></ref></ref-list>",
    ],
)
def test_time_grows_with_the_number_of_blocks(one: str):
    def work(n: int):
        data = ARTICLE.format(one * n).encode()
        given = Given(data=data, id="a", file="received/a.xml")
        return lambda: receive(given)

    assert grows(work, 60) < MOST


def many(one: str, n: int) -> str:
    """Something n times, each with its number in the place of `#`."""
    return "".join(one.replace("#", str(number)) for number in range(n))


Shape = Callable[[int], tuple[str, str, str]]
"""Metadata, body and back of an article of a size."""

SHAPES: dict[str, Shape] = {
    "calls of one reference of many works": lambda n: (
        "",
        many("<p>a<xref rid='r'>1</xref></p>", n),
        f"<ref-list><ref id='r'>{many('<mixed-citation>c</mixed-citation>', n)}</ref></ref-list>",
    ),
    "ids in a call": lambda n: (
        "",
        f"<p><xref rid='{many('r# ', n)}'>1</xref></p>",
        "<ref-list>" + many("<ref id='r#'><product>c</product></ref>", n) + "</ref-list>",
    ),
    "calls without words": lambda n: (
        "",
        "<p>" + many("<xref rid='r'/>", n) + "a</p>",
        "<ref-list><ref id='r'><product>c</product></ref></ref-list>",
    ),
    "fields of a reference": lambda n: (
        "",
        "",
        "<ref-list><ref><element-citation>"
        + many("<name><surname>A</surname></name><isbn>#</isbn><year>2001</year>", n)
        + "</element-citation></ref></ref-list>",
    ),
    "numbers of the article": lambda n: (
        many("<article-id pub-id-type='x'>#</article-id>", n), "", "",
    ),
    "years of copyright": lambda n: (
        "<permissions>"
        + many("<copyright-statement>a #</copyright-statement>", n)
        + many("<copyright-year>b#</copyright-year>", n)
        + "</permissions>",
        "",
        "",
    ),
    "licences": lambda n: (
        "<permissions>"
        + many("<license><uri>https://creativecommons.org/licenses/by/#.0/</uri></license>", n)
        + "</permissions>",
        "",
        "",
    ),
    "contributors": lambda n: (
        "<contrib-group>"
        + many("<contrib><collab>a<xref/></collab><xref rid='a'/></contrib>", n)
        + "</contrib-group>"
        + many("<aff id='a'><city>b</city></aff>", n),
        "",
        "",
    ),
    "keywords": lambda n: (
        "<kwd-group>"
        + many("<nested-kwd><kwd>a<sub>b</sub></kwd></nested-kwd>", n)
        + "</kwd-group>",
        "",
        "",
    ),
    "notes that nothing calls": lambda n: (
        "",
        "",
        "<fn-group>" + many("<fn id='f'><label>1</label><p>a</p></fn>", n) + "</fn-group>",
    ),
    "cells with spans": lambda n: (
        "",
        "<table><tr>" + many("<td colspan='1000' rowspan='65534'>a</td>", n) + "</tr></table>",
        "",
    ),
    "sections within one": lambda n: ("", many("<sec><sec><p>a</p></sec>b</sec>", n), ""),
    "forms of one thing": lambda n: (
        "",
        "<p><alternatives>" + many("<tex-math>a</tex-math><x>b</x>", n) + "</alternatives></p>",
        "",
    ),
    "formulas": lambda n: (
        "", "<p>" + many("<inline-formula><math>a</math></inline-formula>", n) + "</p>", "",
    ),
    "equal ids": lambda n: ("", many("<p id='a'>a</p>", n), ""),
    "faulty siblings": lambda n: (
        many("<weird>a</weird>b", n), many("<weird>a</weird>b<zzz/>", n), "",
    ),
    "attributes of one element": lambda n: ("", "<p " + many("a#='' ", 20 * n) + ">a</p>", ""),
    "names of elements": lambda n: ("", many("<w# a#=''>a</w#>", n), ""),
    "marks without words": lambda n: ("", "<p>" + many("<bold/><break/>", n) + "a</p>", ""),
    "titles of a section": lambda n: (
        "", "<sec>" + many("<label>a</label><title>b</title>", n) + "</sec>", "",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_size_of_a_hostile_file(shape: str):
    def work(n: int):
        meta, body, back = SHAPES[shape](n)
        data = (
            f"<article><front><article-meta>{meta}</article-meta></front>"
            f"<body><p>a</p>{body}</body><back>{back}</back></article>"
        ).encode()
        given = Given(data=data, id="a", file="received/a.xml")
        return lambda: receive(given)

    assert grows(work, 120) < MOST


def test_time_grows_with_the_length_of_a_paragraph():
    def work(n: int):
        words = "a <bold>b</bold> <weird>c</weird><fig/><break/>" * n
        given = Given(
            data=ARTICLE.format(f"<p>{words}</p>").encode(), id="a", file="received/a.xml"
        )
        return lambda: receive(given)

    assert grows(work, 60) < MOST
