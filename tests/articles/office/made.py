"""Builds Word and OpenDocument files from a few parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import archive
from archive.formats.format import ReadResult
from tests.articles.office.tied import check_ties

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"' + "".join(
    f' xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
        ("w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
    )
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_STYLES = {
    "Heading1": "heading 1", "Heading2": "heading 2", "Title": "Title", "Subtitle": "Subtitle",
    "Author": "Author", "Date": "Date", "Abstract": "Abstract", "Quote": "Quote",
    "Caption": "caption", "SourceCode": "Source Code", "TableCaption": "Table Caption",
}  # fmt: skip


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10"
"""How an image begins; nobody looks further."""


def zipped(files: Mapping[str, str | bytes], *, deflated: bool = True) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED if deflated else 0) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return packed.getvalue()


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a text that is no XML is a run of it."""
    if style:
        properties = f'<w:pStyle w:val="{style}"/>{properties}'
    made = "".join(one if one.startswith("<") else r(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, *result: str) -> str:
    made = "".join(one if one.startswith("<") else r(one) for one in result)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{made}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: list[str], header: bool = False) -> str:
    made = ""
    for n, row in enumerate(rows):
        of_row = "<w:trPr><w:tblHeader/></w:trPr>" if header and not n else ""
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        made += f"<w:tr>{of_row}{cells}</w:tr>"
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def docx(*blocks: str, styles: str = "", core: str = "", **parts: str) -> bytes:
    """A Word document of blocks. `parts` are others by their kinds: footnotes, comments, header."""
    return zipped(docx_files(*blocks, styles=styles, core=core, **parts))


def docx_files(*blocks: str, styles: str = "", core: str = "", **parts: str) -> dict[str, Any]:
    styles += "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in _STYLES.items()
    )
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
             "header": "hdr", "footer": "ftr", "numbering": "numbering"}  # fmt: skip
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>'
        for kind in (*parts, "styles")
    )
    files: dict[str, Any] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{''.join(blocks)}</w:body>"
        "</w:document>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{styles}</w:styles>",
    }
    for kind, inner in parts.items():
        root = roots[kind]
        files[f"word/{kind}.xml"] = f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>"
    if core:
        files["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return files


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = "".join(
    f' xmlns:{prefix}="{_OASIS}:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("draw", "drawing"), ("meta", "meta"), ("manifest", "manifest")),
    )
)
_ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt(*blocks: str, styles: str = "", meta: str = "", pages: str = "", **files: str) -> bytes:
    """An OpenDocument text of blocks."""
    return zipped(odt_files(*blocks, styles=styles, meta=meta, pages=pages) | files)


def odt_files(*blocks: str, styles: str = "", meta: str = "", pages: str = "") -> dict[str, Any]:
    return {
        "mimetype": ODT_TYPE,
        "content.xml": f"<office:document-content{_ODF}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{''.join(blocks)}</office:text>"
        "</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles{_ODF}><office:master-styles>{pages}"
        "</office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta{_ODF}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": f"<manifest:manifest{_ODF}/>",
    }


def received(data: bytes, **options: Any) -> ReadResult:
    """The record of a file, which is held to the text that is derived from the file."""
    result = archive.receive(data, **options)
    check_ties(result)
    return result


def texts(data: bytes) -> list[str]:
    """The texts of all blocks in the result."""
    return [block.text for block in received(data).document.text_blocks()]


def losses_of(result: ReadResult) -> list[str]:
    """The messages of the losses, without what is merely not held of elements and looks."""
    return [one for one in _messages(result) if not _UNREAD.search(one)]


def unread_of(result: ReadResult) -> list[str]:
    """The messages of what is merely not held of elements and looks."""
    return [one for one in _messages(result) if _UNREAD.search(one)]


_UNREAD = re.compile(r"^(?:parts of )?<|^(?:settings|uses) of ")


def _messages(result: ReadResult) -> list[str]:
    assert {found.code for found in result.findings} <= {"not-kept"}
    return [found.message for found in result.findings]
