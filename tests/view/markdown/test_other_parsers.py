"""Programs that make pages of Markdown show the words of any record, and make nothing else of them.

pandoc, marked and markdown-it read what GitHub reads, and more: bare addresses are links to them,
and HTML is HTML.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.model import blocks as b
from archive.model.document import Document
from tests import strategies
from tests.conftest import fewer, import_or_skip, node_module
from tests.markdown import texts
from tests.records.hostile import HARM, hostile, hostile_documents
from tests.samples import from_text

pytestmark = pytest.mark.judged

Renderer = Callable[[Sequence[str]], list[str]]
"""Returns the HTML that a program makes of each of some pages of Markdown."""

PANDOC = ("gfm", "markdown+autolink_bare_uris-smart-implicit_figures")
"""Forms of Markdown as pandoc reads them; `smart` changes quotation marks as a typographer does."""

ELEMENTS = frozenset({
    "a", "blockquote", "br", "code", "col", "colgroup", "div", "em", "embed", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "img", "li", "ol", "p", "pre", "section", "strong", "sup", "table", "tbody", "td", "th", "thead",
    "tr", "ul",
})  # fmt: skip
"""What blocks, marks and notes become."""

ATTRIBUTES = frozenset({
    "alt", "aria-hidden", "class", "href", "id", "role", "src", "start", "style", "type",
})  # fmt: skip

SHOWN = """(html) => {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    const all = [...body.querySelectorAll("*")];
    const base = "https://base.example/a";
    const protocol = (e, name) => URL.parse(e.getAttribute(name), base)?.protocol ?? "leads nowhere";
    const links = all.filter((e) => e.hasAttribute("href"));
    const images = all.filter((e) => e.hasAttribute("src"));
    const found = {
        elements: all.map((e) => e.localName),
        attributes: all.flatMap((e) => e.getAttributeNames()),
        protocols: [...links.map((e) => protocol(e, "href")), ...images.map((e) => protocol(e, "src"))],
    };
    for (const e of body.querySelectorAll("sup, .footnote-backref, .footnote-back")) e.remove();
    return {...found, text: body.textContent};
}"""
"""What a browser has of a page, without the numbers of notes and the ways back from them."""


@pytest.fixture(scope="module")
def browser_page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    page = context.new_page()
    for program in (
        node_module("marked") / "lib" / "marked.umd.js",
        node_module("markdown-it") / "dist" / "browser" / "markdown-it.umd.min.js",
        node_module("markdown-it-footnote") / "dist" / "markdown-it-footnote.min.js",
    ):
        page.add_script_tag(path=program)
    page.evaluate(
        "globalThis.markdownIt = markdownit({html: true, linkify: true}).use(markdownitFootnote)"
    )
    yield page
    context.close()


@pytest.fixture(scope="module", params=("marked", "markdown-it", *PANDOC))
def rendered(request: pytest.FixtureRequest, browser_page: Any) -> Renderer:
    name = request.param
    match name:
        case "marked":
            return lambda texts: list(
                browser_page.evaluate("(texts) => texts.map((text) => marked.parse(text))", texts)
            )
        case "markdown-it":
            return lambda texts: list(
                browser_page.evaluate("(ts) => ts.map((text) => markdownIt.render(text))", texts)
            )
    return lambda texts: by_pandoc(texts, name)


MANY_PAGES = Path(__file__).with_name("many_pages.lua")


def by_pandoc(texts: Sequence[str], form: str) -> list[str]:
    """The pages as `pandoc --from FORM --to html --wrap=preserve` makes them, by one process."""
    # What pandoc's command does before it reads: it expands tabs, and knows one end of lines.
    read = [text.replace("\r\n", "\n").expandtabs(4) for text in texts]
    run = subprocess.run(
        [import_or_skip("pypandoc").get_pandoc_path(), "lua", str(MANY_PAGES)],
        input=json.dumps({"form": form, "texts": read}),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    made: list[str] = json.loads(run.stdout)
    assert len(made) == len(texts)
    return made


def unmeant(shown: dict[str, Any]) -> set[str]:
    """What stands in a page beside words: elements, attributes and links that nobody wrote."""
    protocols = {"https:", "http:", "mailto:", "leads nowhere"}
    return {
        *(set(shown["elements"]) - ELEMENTS),
        *(set(shown["attributes"]) - ATTRIBUTES),
        *(set(shown["protocols"]) - protocols),
    }


def characters(text: str) -> str:
    """The characters of a text as pandoc composes them, without white space."""
    return "".join(normalize("NFC", text).split())


def assert_shows_the_words(written: Sequence[str], browser_page: Any, rendered: Renderer) -> None:
    pages = browser_page.evaluate(f"(pages) => pages.map({SHOWN})", rendered(written))
    for text, shown in zip(written, pages, strict=True):
        assert unmeant(shown) == set(), text
        if "[^" not in text:  # marked knows no notes, pandoc none in others
            assert characters(shown["text"]) == characters("".join(texts(text)))


@fewer(3)
@given(hostile_documents() | strategies.documents(), st.sampled_from(("notes", "none", "alone")))
def test_a_page_of_any_record_has_its_words_and_nothing_else(
    browser_page: Any, rendered: Renderer, document: Document, claims: str
) -> None:
    written = archive.write(document, "markdown", claims=claims, furniture=True).data.decode()
    assert_shows_the_words([written], browser_page, rendered)


FRAGMENTS = [
    *HARM,
    "see www.evil<script>alert(1)</script>",
    "https://a.example/\\<script>alert(1)</script>",
    "https://a.example/\u00a0<b>",
    "i. not a list",
    "Table: no caption",
    ": no definition\n~ nor this",
    "% no title\n% no author",
    "10:30, a:b, :100:",
]


@cache
def pages_of_fragments() -> list[str]:
    """A page each, at the beginning of which pandoc looks for a title, and before some words."""
    return [
        archive.write(
            Document(id="a", sections=(b.Section(id="s-1", blocks=(block,)),)),
            "markdown",
            head=False,
        ).data.decode()
        for text in FRAGMENTS
        for block in (
            b.Paragraph(id="p-1", text=text),
            b.Paragraph(id="p-1", text=f"{text} {{=html}}{{.a}}"),
            b.Paragraph(
                id="p-1",
                text=f"{text}{{=html}}",
                marks=(b.Formatting(type="code", start=0, end=len(text)),),
            ),
            b.Heading(id="p-1", text=f"{text}{{#a}}"),
            b.Figure(id="p-1", description=text, image=b.Image(address="https://a.example/a.png")),
            b.Table(id="p-1", rows=(b.Row(cells=(b.Cell(id="c-1", text=text),)),)),
        )
    ]


def test_what_each_program_reads_as_more_than_words(browser_page: Any, rendered: Renderer) -> None:
    assert_shows_the_words(pages_of_fragments(), browser_page, rendered)


@pytest.mark.parametrize("form", PANDOC)
def test_pandoc_makes_of_many_pages_what_its_command_makes_of_each(form: str) -> None:
    program = import_or_skip("pypandoc").get_pandoc_path()
    command = [program, "--from", form, "--to", "html", "--wrap=preserve", "--no-highlight"]
    one_in_forty = [
        *pages_of_fragments()[::40],
        "% A title\n\n\ta\n\n1.\tb\r\nc\n\n```py\nx\ty\n```\n",
    ]
    alone = [
        subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
        for text in one_in_forty
    ]
    assert by_pandoc(one_in_forty, form) == [page.removesuffix("\n") for page in alone]


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("https://example.org/a_b/?c=1.", "https://example.org/a_b/?c=1"),
        ("www.example.org/a", "http://www.example.org/a"),
        ("https://example.org/a_", None),
        ("https://example.org/a?b=1&copy=2", None),
        ("https://example.org/a\u00a0", None),
        ("ftp://example.org/", None),
        ("mailto:a@example.org", None),
    ],
)
def test_a_bare_address_is_a_link_where_no_sign_of_it_is_escaped(
    browser_page: Any, words: str, link: str | None
) -> None:
    document = from_text(words, id="a")
    written = archive.write(document, "markdown", head=False).data.decode()
    html = browser_page.evaluate("(text) => marked.parse(text)", written)
    assert html.count("<a ") == (link is not None)
    assert (f'href="{link}"' in html) is (link is not None)


@pytest.mark.parametrize("words", ["javascript:alert(1)\nb", "javascript:alert(1)\u2003b", "a 'b"])
def test_a_note_is_no_target_for_who_knows_no_notes(browser_page: Any, words: str) -> None:
    call = b.NoteCall(start=1, end=1, note="n-1")
    note = b.Note(id="n-1", blocks=(b.Paragraph(id="p-2", text=words),))
    blocks = (b.Paragraph(id="p-1", text="a", marks=(call,)), note)
    document = Document(id="a", sections=(b.Section(id="s-1", blocks=blocks),))
    written = archive.write(document, "markdown", head=False).data.decode()
    html = browser_page.evaluate("(text) => marked.parse(text)", written)
    assert "<a " not in html
    assert "b" in html


def test_notes_that_call_each_other_are_read_by_all(rendered: Renderer) -> None:
    def paragraph(id: str, *notes: str) -> b.Paragraph:
        calls = tuple(b.NoteCall(start=1, end=1, note=note) for note in notes)
        return b.Paragraph(id=id, text="a", marks=calls)

    first = b.Note(id="n-1", blocks=(paragraph("p-2", "n-1", "n-2"),))
    second = b.Note(id="n-2", blocks=(paragraph("p-3", "n-1"),))
    blocks = (paragraph("p-1", "n-1", "n-2"), first, second)
    document = Document(id="a", sections=(b.Section(id="s-1", blocks=blocks),))
    written = archive.write(document, "markdown", head=False)
    assert any("some note calls: 2" in found.message for found in written.findings)
    assert rendered([written.data.decode()])[0]


def test_nothing_runs_when_a_page_is_opened(
    chromium: Any, browser_page: Any, rendered: Renderer
) -> None:
    [html] = rendered([archive.write(hostile(), "markdown", furniture=True).data.decode()])
    assert unmeant(browser_page.evaluate(SHOWN, html)) == set()
    context = chromium.new_context(offline=True)
    page = context.new_page()
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.set_content(f'<!doctype html><meta charset="utf-8"><title>A</title>{html}')
    page.wait_for_timeout(100)
    context.close()
    assert happened == []
