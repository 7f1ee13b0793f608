"""Bad input gives one clear error, or is read; nothing is opened, and time is linear."""

from __future__ import annotations

import pytest

import archive
from archive.articles.content import Given
from archive.articles.jats import receive
from archive.errors import ReadError
from tests.growth import MOST, grows

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


@pytest.mark.parametrize(
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
    assert "write out the character" in found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "not-well-formed"),
        (ARTICLE.format("<p>a</p>").encode()[:-12], "not-well-formed"),
        (ARTICLE.format("<p>a\u00e9</p>").encode("latin-1"), "not-utf-8"),
        (ARTICLE.format("<p>a&#1;</p>").encode(), "not-well-formed"),
        (ARTICLE.format("<b>" * 100 + "a" + "</b>" * 100).encode(), "elements nest more than 100 deep"),
        (b"<html><body><p>a</p></body></html>", 'the root is "html"'),
        (b"<article><title>DocBook</title><para>a</para></article>", "no-text"),
        (ARTICLE.format("<p> </p>").encode(), "no-text"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(data: bytes, expected: str):
    assert expected in refusal(data)


def test_a_text_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ReadError, match="has no text 2; it holds 1: 1"):
        archive.receive(ARTICLE.format("<p>a</p>").encode(), format="jats", text=2)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8"])
def test_every_encoding_that_the_file_names_is_read(encoding: str):
    data = f'<?xml version="1.0" encoding="{encoding}"?>{ARTICLE.format("<p>é</p>")}'.encode(
        encoding
    )
    [block] = archive.receive(data, format="jats").document.text_blocks()
    assert block.text == "é"


@pytest.mark.parametrize(
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
    assert any(
        "between the ends of a range: 3200" in finding.message for finding in result.findings
    )


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


def test_time_grows_with_the_length_of_a_paragraph():
    def work(n: int):
        words = "a <bold>b</bold> <weird>c</weird><fig/><break/>" * n
        given = Given(
            data=ARTICLE.format(f"<p>{words}</p>").encode(), id="a", file="received/a.xml"
        )
        return lambda: receive(given)

    assert grows(work, 60) < MOST
