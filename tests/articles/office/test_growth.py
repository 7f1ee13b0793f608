"""The time of our code, without pandoc's, grows no faster than a hostile file, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import archive
from archive.articles.office import pandoc, pandoc_article
from tests.articles.office.made import PNG, docx, docx_files, field, odt, p, r, zipped
from tests.growth import MOST, Work, grows

_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="%{n + 1}."/></w:lvl>'
        for n in range(9)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_LISTED = (
    '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="s"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
_ODT_NOTE = (
    "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>n</text:p></text:note-body></text:note>"
)


def _item(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def _merged(n: int) -> str:
    """A table in which each cell goes on with the first one."""
    row = f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('a')}</w:tc></w:tr>"
    first = row.replace("<w:vMerge/>", '<w:vMerge w:val="restart"/>')
    return f"<w:tbl>{first}{row * n}</w:tbl>"


def _with_images(n: int, parts: int) -> bytes:
    """A paragraph with n images, of which the package has some."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    draw = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="A dog"/><a:graphic>'
        '<a:graphicData uri="x/picture"><pic:pic><pic:blipFill><a:blip r:embed="i{0}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    files = docx_files(p("a", *(draw.format(i % parts) for i in range(n))))
    name = "word/_rels/document.xml.rels"
    relations = "".join(
        f'<Relationship Id="i{i}" Type="{kind}" Target="media/{i}.png"/>' for i in range(parts)
    )
    files[name] = files[name].replace("</Relationships>", f"{relations}</Relationships>")
    return zipped(
        files | {f"word/media/{i}.png": PNG + bytes([i % 256, i // 256]) for i in range(parts)}
    )


def _odt_changes(n: int) -> bytes:
    """Insertions in one paragraph, and deletions at points of it."""
    regions = "".join(
        f"<text:changed-region text:id='i{i}'><text:insertion/></text:changed-region>"
        f"<text:changed-region text:id='d{i}'><text:deletion><text:p>x</text:p></text:deletion>"
        "</text:changed-region>"
        for i in range(n)
    )
    words = "".join(
        f"<text:change-start text:change-id='i{i}'/>a<text:change-end text:change-id='i{i}'/>"
        f"<text:change text:change-id='d{i}'/>"
        for i in range(n)
    )
    return odt(f"<text:tracked-changes>{regions}</text:tracked-changes><text:p>{words}</text:p>")


SHAPES: dict[str, Callable[[int], bytes]] = {
    "runs": lambda n: docx(p(*(r("a", "<w:b/>" if i % 2 else "") for i in range(n)))),
    "bookmarks": lambda n: docx(
        p(
            "a",
            *(
                f'<w:bookmarkStart w:id="{i}" w:name="b{i}"/><w:bookmarkEnd w:id="{i}"/>'
                for i in range(n)
            ),
            *(f'<w:hyperlink w:anchor="b{i}">{r("l")}</w:hyperlink>' for i in range(n)),
        )
    ),
    "nested fields": lambda n: docx(
        p(
            *(
                f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X {i}</w:instrText></w:r>'
                for i in range(n)
            ),
            r("a"),
            *('<w:r><w:fldChar w:fldCharType="end"/></w:r>' for _ in range(n)),
        )
    ),
    "links": lambda n: docx(
        p(*(field(f' HYPERLINK "https://example.org/{i}" ', "a") for i in range(n)))
    ),
    "merged cells": lambda n: docx(_merged(n)),
    "nested lists": lambda n: docx(
        *(p("a", properties=_item(i % 9)) for i in range(n)), numbering=_NUMBERING
    ),
    "lists by style": lambda n: docx(
        *(p("a", style="S") for i in range(n)), numbering=_NUMBERING, styles=_LISTED
    ),
    "images": lambda n: _with_images(n, n),
    "one image often": lambda n: _with_images(n, 1),
    "deletions": lambda n: docx(
        p(
            "a",
            *(
                f'<w:del w:id="{i}" w:author="{i}"><w:r><w:delText>d</w:delText></w:r></w:del>'
                for i in range(n)
            ),
        )
    ),
    "text boxes": lambda n: docx(
        p(
            "a",
            *(
                f"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{p('b')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
                for _ in range(n)
            ),
        )
    ),
    "content controls": lambda n: docx(
        p(
            *(
                f'<w:sdt><w:sdtPr><w:tag w:val="{i}"/></w:sdtPr><w:sdtContent>{r("a")}</w:sdtContent></w:sdt>'
                for i in range(n)
            )
        )
    ),
    "styles": lambda n: docx(
        *(p("a", style=f"S{i}") for i in range(n)),
        styles="".join(
            f'<w:style w:type="paragraph" w:styleId="S{i}"><w:name w:val="s {i}"/><w:basedOn w:val="S{i + 1}"/></w:style>'
            for i in range(n)
        ),
    ),
    "blank paragraphs": lambda n: docx(p("a"), *(p("") for _ in range(n)), p("b")),
    "marks in a run": lambda n: docx(
        p("<w:r>" + "<w:bookmarkStart w:id='1' w:name='a'/>" * n + "<w:t>a</w:t></w:r>")
    ),
    "properties of no words": lambda n: docx(
        p("a", *("<w:r><w:rPr><w:b/></w:rPr></w:r>" for _ in range(n)))
    ),
    "elements unknown": lambda n: docx(p("a", *(f'<w:x{i} w:val="1"/>' for i in range(n)))),
    "spans": lambda n: odt(
        "<text:p>" + "<text:span text:style-name='T'>a</text:span>" * n + "</text:p>"
    ),
    "notes of a text": lambda n: odt("<text:p>a" + _ODT_NOTE * n + "</text:p>"),
    "lists of a text": lambda n: odt(
        "<text:list text:style-name='L'>"
        + "<text:list-item><text:p>a</text:p></text:list-item>" * n
        + "</text:list>"
    ),
    "many lists": lambda n: odt(
        "<text:list text:style-name='L'><text:list-item><text:p>a</text:p></text:list-item></text:list>"
        * n
    ),
    "rows that span": lambda n: odt(
        "<table:table>"
        + f"<table:table-row><table:table-cell table:number-rows-spanned='{min(n, 999)}'><text:p>a</text:p></table:table-cell></table:table-row>"
        * n
        + "</table:table>"
    ),
    "images of a text": lambda n: odt(
        "<text:p>a"
        + "<draw:frame><draw:image xlink:href='Pictures/a.png'/></draw:frame>" * n
        + "</text:p>"
    ),
    "images between": lambda n: odt(
        "<text:p>a</text:p>"
        + "<draw:frame><draw:image xlink:href='http://e.org/a.png'/></draw:frame>" * n
    ),
    "changes of a text": _odt_changes,
    "bookmarks of a text": lambda n: odt(
        "<text:p>a"
        + "".join(
            f"<text:bookmark text:name='b{i}'/><text:a xlink:href='#b{i}'>l</text:a>"
            for i in range(n)
        )
        + "</text:p>"
    ),
    "styles of a text": lambda n: odt(
        "".join(
            f"<text:p text:style-name='P{i}'>a<text:span text:style-name='P{i}'>b</text:span></text:p>"
            for i in range(n)
        ),
        styles="".join(
            f"<style:style style:name='P{i}' style:family='paragraph' style:parent-style-name='P{i + 1}'/><style:style style:name='P{i}' style:family='text' style:parent-style-name='P{i + 1}'/>"
            for i in range(n)
        ),
    ),
    "blank paragraphs of a text": lambda n: odt("<text:p>a</text:p>" + "<text:p/>" * n),
    "fields of a text": lambda n: odt(
        "<text:p>a" + "<text:page-number>1</text:page-number>" * n + "</text:p>"
    ),
}


_LARGER = {"changes of a text": 500}
"""Where a small file did not show that time grew with its square."""


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_file(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    trees: dict[int, Any] = {}

    def tree_once(data: bytes, reader: str, kind: str) -> Any:
        if len(data) not in trees:
            trees[len(data)] = pandoc.tree_of(data, reader, kind)
        return trees[len(data)]

    monkeypatch.setattr(pandoc_article, "tree_of", tree_once)

    def make(n: int) -> Work:
        data = SHAPES[shape](n)
        archive.receive(data)
        return lambda: archive.receive(data)

    assert grows(make, _LARGER.get(shape, 120)) < MOST
