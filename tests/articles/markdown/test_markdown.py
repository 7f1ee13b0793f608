"""A Markdown article becomes blocks and marks, and every loss is reported."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

import archive
from archive.derivations.markdown_text_1 import DERIVATION
from archive.errors import ReadError
from archive.formats.format import ReadResult
from archive.model.blocks import (
    CodeBlock,
    Figure,
    Foreign,
    Formatting,
    Furniture,
    Heading,
    InlineImage,
    Item,
    LineBreak,
    Link,
    List,
    Note,
    NoteCall,
    Paragraph,
    Quotation,
    Section,
    Table,
)
from archive.model.captures import CaptureOrigin, LinesOrigin
from archive.model.document import Document
from tests import strategies
from tests.growth import MOST, grows
from tests.tools.cases import each_case


def received(text: str, **options: Any) -> ReadResult:
    return archive.receive(text.encode(), "markdown", id="d", **options)


def outline(text: str) -> list[str]:
    return [line for section in received(text).document.sections for line in lines(section)]


def lines(section: Section, depth: int = 0) -> Iterator[str]:
    """The blocks in short; those of a section within another after a `>`."""
    for block in section.blocks:
        for line in block_lines(block):
            yield ">" * depth + line
    for inner in section.sections:
        yield from lines(inner, depth + 1)


def block_lines(block: Any) -> Iterator[str]:
    match block:
        case List():
            for item in block.items:
                yield f"{block.style} ({item.marker}){item.text}"
                for inner in item.lists:
                    yield from (f"- {line}" for line in block_lines(inner))
        case Quotation():
            words = " / ".join(p.text for p in block.blocks)
            yield f"quotation {words}" + (f" | {block.credit.text}" if block.credit else "")
        case Table():
            for row in block.rows:
                yield f"{row.role} " + " | ".join(cell.text for cell in row.cells)
        case Figure():
            caption = block.caption.text if block.caption else None
            yield f"figure {block.image.address if block.image else None} {block.description} {caption}"
        case Note():
            yield f"{block.id} " + " / ".join(p.text for p in block.blocks)
        case Heading() | Paragraph() | CodeBlock() | Furniture():
            yield f"{block.type} {block.text}"


@each_case(
    ("text", "expected"),
    [
        ("# Trade\n\nIt fell.", ["heading Trade", "paragraph It fell."]),
        ("# A\n\n# B\n\nC", [">heading A", ">heading B", ">paragraph C"]),
        (
            "A\n\n## B\n\n### C\n\n## D\n",
            ["paragraph A", ">heading B", ">>heading C", ">heading D"],
        ),
        ("Trade\n=====\n\nIt\nfell  \nagain.", ["heading Trade", "paragraph It fell\nagain."]),
        ("## Trade {#trade}\n", [">heading Trade"]),
        ("貿易は\n減った\n(10 %)。", ["paragraph 貿易は減った (10 %)。"]),
        ("1. a\n2. b\n   - c\n", ["numbered (1. )a", "numbered (2. )b", "- bulleted (- )c"]),
        ("3) a\n\n   again\n", ["numbered (3) )a\nagain"]),
        (
            "- a\n\n      run\n- b\n",
            ["bulleted (- )a", "code run", "bulleted (- )b"],
        ),
        ("> a\n>\n> b\n>\n> — C\n", ["quotation a / b | — C"]),
        ("> a\n> - b\n", ["quotation a", "bulleted (- )b"]),
        ("```python\nx  = 1\n\n```\n", ["code x  = 1\n"]),
        ("| a | b |\n|---|---|\n| *c* | d |\n", ["label a | b", "data c | d"]),
        ("![A ship](ship.png)\n", ["figure ship.png A ship None"]),
        ("[![A ship](ship.png)](http://x.org)\n", ["figure ship.png A ship None"]),
        ("a[^1] b\n\n[^1]: See c.\n\n    And d.\n", ["paragraph a b", "note-1 See c. / And d."]),
        ("a\n\n[^x]: Nobody calls this.\n", ["paragraph a", "note-1 Nobody calls this."]),
        ("a^[at once]", ["paragraph a", "note-1 at once"]),
        ("Term\n: said of it\n", ["plain ()Term", "- plain ()said of it"]),
        ("&copy; 2016 &lt;b&gt; \\*", ["paragraph © 2016 <b> *"]),
        (
            "<figure><img src='a.png' alt='A'><figcaption>By <b>C</b></figcaption></figure>\n",
            ["figure a.png A By C"],
        ),
        ("<div>\n\n*a*\n\n</div>\n", ["paragraph a"]),
        ("<p>One  two\nthree</p><p>four</p>\n", ["paragraph One two three", "paragraph four"]),
        ("<h2>A</h2>\nB\n<pre>c  d\n</pre>", [">heading A", ">paragraph B", ">code c  d\n"]),
        ("{% include a.html %}\n\nb", ["paragraph {% include a.html %}", "paragraph b"]),
        ("a\n{: .lead}\n\n{: .wide}\n\nb", ["paragraph a {: .lead}", "paragraph b"]),
    ],
)
def test_markdown_becomes_blocks(text: str, expected: list[str]):
    assert outline(text) == expected


def test_signs_become_marks():
    text = "*a* **b** ~~c~~ `d` [e](http://x.org/e) <sup>f</sup> <span lang=fr>g</span>  \nh"
    [block] = received(text).document.text_blocks()
    assert block.text == "a b c d e f g\nh"
    assert [mark for mark in block.marks if not isinstance(mark, Foreign)] == [
        Formatting(start=0, end=1, type="emphasis"),
        Formatting(start=2, end=3, type="bold"),
        Formatting(start=4, end=5, type="strikethrough"),
        Formatting(start=6, end=7, type="code"),
        Link(start=8, end=9, target="http://x.org/e"),
        Formatting(start=10, end=11, type="superscript"),
        LineBreak(start=13, end=13),
    ]
    assert Foreign(start=12, end=13, language="fr") in block.marks


@each_case(
    "text", ["*a <b>b* c</b>", "<b><i>a</b></i>", "a</b>", "<i>", "**<sup>a**</sup> b", "[*a](b)*"]
)
def test_tags_that_cross_make_marks_that_nest(text: str):
    [block] = received(f"x {text} y").document.text_blocks()
    assert "".join(block.text.split()).strip("x").startswith(("a", "*a", "y", "[*a"))


def test_a_call_leads_to_its_note():
    document = received("a[^n] b\n\n[^n]: c").document
    paragraph, note = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.marks == (NoteCall(start=1, end=1, note=note.id),)


@each_case("end", [" ", "<br>", "  <br> "])
def test_calls_and_images_behind_the_last_word_stay(end: str):
    paragraph, note = received(f"a{end}[^n] ![](b)\n\n[^n]: c").document.text_blocks()
    assert paragraph.text == "a"
    assert paragraph.marks == (
        NoteCall(start=1, end=1, note="note-1"),
        InlineImage(start=1, end=1, target="b"),
    )
    assert note.text == "c"


def test_addresses_stay_as_written():
    [block] = received("[a](/b?c=1#d 'e') [f](<g h>)").document.text_blocks()
    assert [mark.target for mark in block.marks if isinstance(mark, Link)] == ["/b?c=1#d", "g h"]


def test_of_each_block_its_lines_are_the_origin():
    document = received("# A\n\n- b\n  c\n\n> d\n\n| e | f |\n|---|---|\n").document
    assert [
        (block.text, block.origin.first, block.origin.last, block.origin.cell)
        for block in document.text_blocks()
        if isinstance(block.origin, LinesOrigin)
    ] == [("A", 1, 1, None), ("b c", 3, 4, None), ("d", 6, 6, None), ("e", 8, 8, 1), ("f", 8, 8, 2)]
    [capture] = document.captures
    assert capture.media_type == "text/markdown;charset=utf-8"
    assert capture.derivation == "markdown-text-1"


# --- front matter ---

YAML = """---
title: "Trade: a report"
author: [A. Berg, B. Tal]
date: 2016-03-20 10:00:48 -0400
lang: en_GB
tags:
  - trade
  - ferries
description: What fell.
license: CC BY 4.0
canonical_url: https://example.org/trade
doi: https://doi.org/10.1000/182
layout: post
---
It fell.
"""
TOML = '+++\ntitle = "Trade"\nauthors = ["A. Berg"]\ndate = 2016-03-20\n+++\n\nIt fell.\n'
JSON = '{\n  "title": "Trade",\n  "author": {"name": "A. Berg"}\n}\n\nIt fell.\n'


def test_front_matter_becomes_metadata():
    result = received(YAML)
    metadata = result.document.metadata
    assert (metadata.title, metadata.language) == ("Trade: a report", "en-GB")
    assert [str(author.name) for author in metadata.authors] == ["A. Berg", "B. Tal"]
    assert metadata.publication.published.date == "2016-03-20"
    assert [keyword.term for keyword in metadata.keywords] == ["trade", "ferries"]
    assert metadata.abstract.text == "What fell."
    assert [address.address for address in metadata.addresses] == ["https://example.org/trade"]
    assert [(i.scheme, i.value) for i in metadata.identifiers] == [("DOI", "10.1000/182")]
    assert result.document.rights.text.spdx == "CC-BY-4.0"
    assert {title.basis for title in metadata.titles} == {"embedded"}
    assert metadata.titles[0].origin == CaptureOrigin(capture="capture")
    [finding] = result.findings
    assert (finding.message, finding.location.line) == (
        'a record has no field for 2 values of the front matter: "date (time of day)", "layout"',
        4,
    )
    assert [block.text for block in result.document.text_blocks()] == ["It fell."]


@pytest.mark.parametrize("text", [TOML, JSON])
def test_front_matter_may_be_toml_or_json(text: str):
    document = received(text).document
    assert document.metadata.title == "Trade"
    assert [str(author.name) for author in document.metadata.authors] == ["A. Berg"]
    assert [block.text for block in document.text_blocks()] == ["It fell."]


@each_case(
    "held",
    ["a: [", "a: &x [1]\nb: *x", "- a\n- b", "a: !!python/object:os.system x", "[" * 5000],
)
def test_front_matter_that_cannot_be_read_stops_nothing(held: str):
    result = received(f"---\n{held}\n---\n\nIt fell.\n")
    assert [finding.code for finding in result.findings] == ["front-matter-not-read"]
    assert [block.text for block in result.document.text_blocks()] == ["It fell."]


def test_front_matter_that_is_not_closed_is_reported():
    result = received("---\ntitle: A\n\nIt fell.\n")
    assert [finding.code for finding in result.findings] == ["front-matter-not-read", "not-kept"]


def test_authors_may_have_an_orcid_and_what_else_is_said_of_them_is_reported():
    text = "---\nauthor:\n- {name: A, orcid: 'https://orcid.org/0000-0002-1825-0097', email: x}\n- B\n---\n\na"
    result = received(text)
    assert [
        (str(author.name), [one.value for one in author.identifiers])
        for author in result.document.metadata.authors
    ] == [("A", ["0000-0002-1825-0097"]), ("B", [])]
    assert [f.message for f in result.findings] == [
        'a record has no field for 1 value of the front matter: "author/email"'
    ]


def test_values_that_are_none_are_reported():
    result = received("---\ndate: 2016-13-45\nlang: English, mostly\n---\n\na")
    assert [finding.code for finding in result.findings] == ["not-kept", "not-kept"]


def test_a_rule_at_the_beginning_is_no_front_matter():
    assert outline("---\n\nIt fell.\n") == ["paragraph It fell."]


# --- what has no place ---


def test_what_has_no_place_is_counted_with_its_first_line():
    text = "a\n\n***\n\n<aside>b</aside>\n\n![c](d 'e')\n\n***\n\nf <!-- g -->\n"
    assert [(f.message, f.location.line) for f in received(text).findings] == [
        ("horizontal rules: 2, first at line 3", 3),
        ("<aside>: 1, first at line 5; its words are kept", 5),
        ("titles of images: 1, first at line 7", 7),
        ("comments: 1, first at line 11", 11),
    ]


def test_cells_beyond_the_columns_of_a_table_are_reported():
    result = received("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 | 2 | |\n| 1 \\| 2 | 3 |\n")
    assert [(f.message, f.location.line) for f in result.findings] == [
        ("cells beyond the columns of a table: 1, first at line 3", 3)
    ]


def test_signs_of_a_template_stay_and_are_reported():
    result = received("a {% b %}\n\n[c]({{ d }})")
    assert [(f.code, f.severity.value) for f in result.findings] == [("template-tags", "note")]


def test_a_file_without_text_is_refused():
    for text in ("", "\n\n", "---\ntitle: a\n---\n", "[a]: b\n"):
        with pytest.raises(ReadError, match="no text"):
            received(text)


# --- encodings ---


def test_another_encoding_is_named():
    result = archive.receive("# Café".encode("latin-1"), "markdown", encoding="latin1")
    assert result.document.text_blocks()[0].text == "Café"
    assert result.document.captures[0].media_type == "text/markdown;charset=windows-1252"
    with pytest.raises(ReadError, match="not valid UTF-8"):
        archive.receive("# Café".encode("latin-1"), "markdown")


def test_characters_that_xml_cannot_carry_are_refused_with_their_lines():
    with pytest.raises(ReadError) as caught:
        received("a\n\nb \x0b\n")
    assert [(f.code, f.location.line) for f in caught.value.findings] == [
        ("characters-xml-cannot-carry", 3)
    ]


# --- nothing is lost ---


def words_shown(text: str) -> str:
    """The words that markdown-it shows, without blanks."""
    # By itself it drops what is nested more than 20 deep.
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    shown = parser.use(footnote_plugin).use(deflist_plugin).render(text)
    tree = html.fromstring(f"<div>{shown}</div>")
    for element in tree.xpath(
        '//script|//style|//comment()|//a[@class="footnote-backref"]|//sup[@class="footnote-ref"]'
    ):
        element.drop_tree()
    return "".join("".join(tree.itertext()).split())


def words_kept(document: Document) -> str:
    return "".join("".join(block.text for block in document.text_blocks()).split())


_PIECES = st.sampled_from(
    (
        *(
            "a",
            "b c",
            " ",
            "  ",
            "\n",
            "\n\n",
            "  \n",
            "# ",
            "## ",
            "- ",
            "1. ",
            "> ",
            "    ",
            "\t",
        ),
        *(
            "*",
            "**",
            "`",
            "```\n",
            "~~",
            "[",
            "](x)",
            "[^1]",
            "\n[^1]: ",
            "![",
            "| a | b |\n|--|--|\n",
        ),
        *(
            "<b>",
            "</b>",
            "<br>",
            "<div>",
            "</div>",
            "&amp;",
            "\\",
            "---\n",
            "<!-- x -->",
            "x\n: y\n",
        ),
    )
)


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_whatever_is_written_no_word_is_lost(text: str):
    text = f"w {text} w"
    body = DERIVATION.of_text(text).body
    result = received(text)
    shown, kept = words_shown(body), words_kept(result.document)
    assert not Counter(shown) - Counter(kept), (kept, shown)
    if "\n[^1]: " not in text:  # markdown-it drops a note that nothing calls
        assert Counter(kept) == Counter(shown), (kept, shown)
    for format in ("json", "tei"):
        assert archive.read(archive.write(result.document, format).data).document == result.document


@given(st.text(string.printable + "é貿\u200f", max_size=80))
def test_any_text_is_read_or_refused(text: str):
    with suppress(ReadError):
        received(text)


@given(strategies.documents())
def test_what_we_write_in_markdown_comes_back_with_all_its_words(document: Document):
    written = archive.write(document, "markdown", claims="none", head=False, furniture=True).data
    words = words_shown(written.decode())
    with suppress(ReadError):
        assert words_kept(archive.receive(written, "markdown", id="d").document) == words


# --- real files ---

REAL = (
    "18f-github-terminal-guide", "18f-technical-debt", "cisa-ed-20-02", "digitalgov-tokens-2",
    "letsencrypt-ct-log-growth", "opensource-guide-finding-users-fa", "opensource-guide-starting-ja",
    "react-error-boundaries-ar", "rust-at-one-year", "rust-i128-layout", "rust-keyword-generics",
)  # fmt: skip


@pytest.fixture(params=REAL)
def real(request: pytest.FixtureRequest, shared: Callable[[str], Path]) -> Path:
    return shared("ingest/markdown") / f"{request.param}.md"


@pytest.mark.slow
def test_no_word_of_a_real_file_is_lost(real: Path):
    text = real.read_text("utf-8")
    body = DERIVATION.of_text(text).body
    result = archive.receive(real)
    taken_off = sum(f.message.startswith("attributes of") for f in result.findings)
    shown, kept = words_shown(body), words_kept(result.document)
    assert taken_off or kept == shown
    assert archive.validate(result.document).ok


@pytest.mark.slow
def test_what_is_in_a_real_file_is_in_its_record(real: Path):
    """As markdown-it counts it."""
    text = real.read_text("utf-8")
    body = DERIVATION.of_text(text).body
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    counts = Counter(token.type for token in parser.use(footnote_plugin).parse(body))
    document = archive.receive(real).document
    of_type = document.index.of_type
    tags = body.count("<h")
    assert counts["heading_open"] <= len([*of_type(Heading)]) <= counts["heading_open"] + tags
    assert len([*of_type(Item)]) >= counts["list_item_open"]
    assert len([*of_type(CodeBlock)]) >= counts["fence"] + counts["code_block"]
    assert len([*of_type(Table)]) == counts["table_open"]
    assert len([*of_type(Note)]) == counts["footnote_open"]
    assert document.metadata.title


# --- hostile files ---


@each_case("piece", ["> ", "- ", "* > ", "1. "])
def test_what_is_nested_too_deeply_is_refused(piece: str):
    assert received(piece * 30 + "a").document.text_blocks()
    with pytest.raises(ReadError, match="are nested more than"):
        received(piece * 400 + "a")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "a\n\n",
        "*a _b ",
        "[a](b) ",
        "- a\n",
        "<b>a ",
        "[^1]\n\n[^1]: a\n\n",
        "{% a %} ",
        "> a\n\n",
        "\\*",
        "a\nb ",
    ],
)
def test_time_grows_with_the_file(piece: str):
    def make(n: int) -> Any:
        data = (piece * n).encode()
        return lambda: archive.receive(data, "markdown", id="d", received_at="2016-03-20T09:30:00Z")

    assert grows(make, 100) <= MOST


def test_characters_that_xml_cannot_carry_are_counted_in_time_that_grows_with_the_file():
    def make(n: int) -> Any:
        data = ("a\x0b\n" * n).encode()

        def refused() -> None:
            with suppress(ReadError):
                archive.receive(data, "markdown", id="d")

        return refused

    assert grows(make, 1000) <= MOST
