"""`odt-text-1`: what it gives is fixed for good, for every OpenDocument text; pandoc is not asked."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from archive.derivations.odt_text_1 import DERIVATION
from archive.derivations.paragraph_text import ParagraphText
from archive.errors import ReadError
from archive.model.captures import ElementOrigin
from tests.articles.office.made import odt, odt_files, zipped
from tests.tools.cases import each_case


def text_of(data: bytes) -> ParagraphText:
    return DERIVATION.derive(data, "")


def origin(path: str, start: int | None = None, end: int | None = None) -> ElementOrigin:
    return ElementOrigin(capture="c", path=path, start=start, end=end)


def p(*inner: str) -> str:
    return f"<text:p>{''.join(inner)}</text:p>"


def note(*blocks: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{''.join(blocks)}</text:note-body></text:note>"
    )


def box(*blocks: str) -> str:
    return f"<draw:frame><draw:text-box>{''.join(blocks)}</draw:text-box></draw:frame>"


def items(*texts: str) -> str:
    made = (f"<text:list-item>{text}</text:list-item>" for text in texts)
    return f"<text:list>{''.join(made)}</text:list>"


def table(*rows: list[str]) -> str:
    made = ""
    for row in rows:
        cells = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row)
        made += f"<table:table-row>{cells}</table:table-row>"
    return f"<table:table>{made}</table:table>"


CASES: list[tuple[str, str]] = [
    (p("a") + "<text:h>b</text:h>", "a\nb"),
    (p("a") + p() + p("b"), "a\n\nb"),
    # white space
    (p(" a \t\r\n b "), "a b"),
    (p("a <text:span> b</text:span> c"), "a b c"),
    (p("a<text:span> </text:span>b<text:span>c </text:span>"), "a bc"),
    (p("<text:s/>a<text:s text:c='3'/>b <text:s text:c='x'/>"), " a   b  "),
    (p("a<text:s text:c='0'/><text:s text:c='-2'/>b"), "a b"),
    (p("a<text:tab/>b<text:line-break/> c"), "a\tb\n c"),
    (p("a\u00a0\u00a0 b\u3000"), "a\u00a0\u00a0 b\u3000"),
    (p("a<text:soft-page-break/>b"), "ab"),
    # what else is in a paragraph
    (p("<text:a>a</text:a><text:page-number>3</text:page-number><x xmlns='y'>b</x>"), "a3b"),
    (p("<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>ji</text:ruby-text></text:ruby>"),
     "字"),
    (p("a<office:annotation>" + p("b") + "</office:annotation>c<text:script>d</text:script>"), "ac"),
    (p("a<draw:object>" + p("b") + "</draw:object><draw:line>c" + p("d") + "</draw:line>"), "a\nd"),
    (p("a", p("b"), "c") + p("d"), "ac\nb\nd"),
    (p("a", box(p("b"), items(p("c")), p("d", box(p("e")))), "f") + p("g"), "af\nb\nc\nd\ne\ng"),
    (p("<text:bookmark/>a<text:alphabetical-index-mark text:string-value='b'/>"), "a"),
    # tracked changes
    ("<text:tracked-changes><text:changed-region><text:deletion>" + p("a") + "</text:deletion>"
     "</text:changed-region></text:tracked-changes>" + p("b<text:change/><text:change-start/>c"
     "<text:change-end/>"), "bc"),
    # blocks
    (items(p("a") + items(p("b"), ""), items(p("c"))) + p("d"), "a\nb\nc\nd"),
    (table([p("a"), ""], [p() + p("b") + table([p("c")]), items(p("d"))]), "a\n\n\nb\nc\nd"),
    ("<table:table><table:table-row><table:table-cell>" + p("a") + "</table:table-cell>"
     "<table:covered-table-cell/><table:covered-table-cell>" + p("b") + "</table:covered-table-cell>"
     "</table:table-row></table:table>", "a\nb"),
    ("<text:section><text:section-source>" + p("x") + "</text:section-source>" + p("a")
     + "</text:section>", "a"),
    ("<text:table-of-content><text:table-of-content-source>" + p("x") + "</text:table-of-content-source>"
     "<text:index-body><text:index-title>" + p("a") + "</text:index-title>" + p("b")
     + "</text:index-body></text:table-of-content>", "a\nb"),
    ("<office:forms>" + p("x") + "</office:forms>" + box(p("a")) + "loose" + p("b"), "a\nb"),
    ("<text:numbered-paragraph>" + p("a") + "</text:numbered-paragraph>", "a"),
    # notes
    (p("a ", note(p("F"), p("G")), note(p("E"), kind="endnote"), " b") + p("c"), "a b\nF\nG\nc\nE"),
    (p("a", note(p("F")), box(p("b"))) + p("c"), "a\nF\nb\nc"),
    (items(p("a", note(p("F"))), p("b")) + p("c"), "a\nb\nF\nc"),
    (table([p("a", note(p("F", note(p("G"))))), p("b")]) + p("c"), "a\nb\nF\nG\nc"),
]  # fmt: skip


@each_case(("blocks", "text"), CASES)
def test_a_text_gives_what_it_gave_when_the_derivation_was_released(blocks: str, text: str) -> None:
    assert text_of(odt(blocks)).text == text


PAGES = (
    "<style:master-page><style:header><text:p>Head</text:p></style:header><style:header-left>"
    "<text:p>Left <text:page-number>1</text:page-number></text:p><text:p>Head</text:p>"
    f"</style:header-left><style:footer><text:p>Foot{note(p('n'))}</text:p></style:footer>"
    "</style:master-page><style:master-page><style:header><text:p> Head </text:p></style:header>"
    "</style:master-page>"
)


def test_headers_stand_before_the_text_and_footers_after_it_each_wording_once() -> None:
    text = text_of(odt(p("a"), pages=PAGES))
    assert text.text == "Head\nLeft 1\na\nFoot"
    page = "/document-styles[1]/master-styles[1]/master-page[1]"
    assert text.words(origin(f"{page}/header-left[1]/p[1]")) == "Left 1"
    assert text.words(origin(f"{page}/header-left[1]/p[2]")) == "", "its wording came before"
    assert text.words(origin(f"{page}/footer[1]")) == "Foot"


def test_an_origin_is_an_element_or_a_stretch_of_its_text() -> None:
    text = text_of(
        odt(p("One <text:span> two </text:span> three", note(p("F"))), table([p("a") + p("b"), ""]))
    )
    assert text.text == "One two three\nF\na\nb\n"
    body = "/document-content[1]/body[1]/text[1]"
    assert text.words(origin(f"{body}/p[1]")) == "One two three"
    assert text.words(origin(f"{body}/p[1]/span[1]")) == "two"
    assert text.words(origin(f"{body}/p[1]", 4, 7)) == "two"
    assert text.words(origin(f"{body}/p[1]/note[1]")) == "F"
    cells = [f"{body}/table[1]/table-row[1]/table-cell[{n}]" for n in (1, 2)]
    assert [text.words(origin(path)) for path in cells] == ["a\nb", ""]
    places = [text.place(origin(path)) for path in cells]
    assert places == sorted(set(places))
    assert text.words(origin("/document-content[1]")) == text.text
    assert not text.has(origin(f"{body}/p[2]"))


def test_spaces_without_number_or_end_are_limited() -> None:
    for count in ("99999", "9" * 5000):
        text = text_of(odt(p(f'a<text:s text:c="{count}"/>b'))).text
        assert text == f"a{' ' * 10_000}b"


@each_case(
    "data",
    [
        b"",
        zipped({"content.xml": "<a/>"}),
        zipped(odt_files(p("a")) | {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    ],
    ids=["nothing", "another zip file", "a spreadsheet"],  # the bytes have the time in them
)
def test_what_is_no_opendocument_text_has_no_text(data: bytes) -> None:
    with pytest.raises(ReadError):
        text_of(data)


def test_without_styles_there_are_no_headers() -> None:
    files = odt_files(p("a"), pages=PAGES)
    del files["styles.xml"]
    assert text_of(zipped(files)).text == "a"


# --- digests ---


def test_the_text_of_all_cases_is_that_of_the_release() -> None:
    """It would change with lxml, or with us: then records of before no longer hold."""
    texts = [text_of(odt(blocks, pages=PAGES)).text for blocks, _ in CASES]
    digest = sha256("\0".join(texts).encode()).hexdigest()
    assert digest == "a09180f68dd8a3e0e91db9a679f0590064633a4a1a87f3a75158ee3a4bd9cb33"


def test_the_text_of_real_files_is_that_of_the_release(shared: Callable[[str], Path]) -> None:
    digests = sha256()
    for file in sorted(shared("ingest/odt").glob("*.odt")):
        text = text_of(file.read_bytes())
        digests.update(text.text.encode() + b"\0")
        for element in text.lines:
            digests.update(f"{element.path} {element.start} {element.end}\n".encode())
    assert digests.hexdigest() == "d3beb37cb38130686a634a0d5dd2b6fa50878da3afbd00fc0c9e93d72fb72db1"
