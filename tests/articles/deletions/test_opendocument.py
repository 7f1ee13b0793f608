"""A sample of deletions in OpenDocument texts: none is silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.articles.deletions.measure import measured
from tests.articles.office.made import PNG, odt_files, zipped
from tests.conftest import MANY, import_or_skip

SHARED = (
    "change-tracked", "document-tables-images", "footnotes", "image-caption", "relaxng-patterns",
)  # fmt: skip
_FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
_SVG = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
_STYLES = (
    f'<style:style style:name="T1" style:family="text"><style:text-properties {_FO} '
    'fo:font-weight="bold" fo:color="#ff0000" fo:language="de" fo:country="DE"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Poem">'
    f'<style:paragraph-properties {_FO} fo:margin-left="1cm" style:writing-mode="rl-tb"/>'
    '</style:style><style:style style:name="P2" style:family="paragraph" '
    'style:parent-style-name="Quotations"/><text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" text:style-name="N" style:num-suffix=")" '
    'style:num-format="a" text:start-value="3"/></text:list-style>'
)
_BLOCKS = (
    '<text:sequence-decls><text:sequence-decl text:name="Table"/></text:sequence-decls>'
    '<text:h text:outline-level="1" text:style-name="Heading_20_1">One</text:h>'
    '<text:p text:style-name="P1">a<text:s text:c="2"/><text:span text:style-name="T1">b<text:tab/>'
    '</text:span><text:note text:note-class="endnote" text:id="n1"><text:note-citation>1'
    "</text:note-citation><text:note-body><text:p>N</text:p></text:note-body></text:note>"
    '<office:annotation office:name="c"><dc:creator>A</dc:creator><dc:date>2016</dc:date>'
    '<text:p>C</text:p></office:annotation>d<office:annotation-end office:name="c"/>'
    '<text:bookmark text:name="m"/><text:bookmark text:name="unused"/>'
    '<text:sequence text:name="Table" text:formula="ooow:Table+1">1</text:sequence></text:p>'
    '<text:list text:style-name="L1"><text:list-item><text:p>i</text:p></text:list-item>'
    "<text:list-item><text:p>j</text:p></text:list-item></text:list>"
    '<table:table table:name="T"><table:table-column/><table:table-row><table:table-cell '
    'office:value-type="float" office:value="1.50"><text:p>1.5</text:p></table:table-cell>'
    '</table:table-row></table:table><text:section text:name="S" text:display="none">'
    '<text:p text:style-name="P2"><text:a xlink:href="#m">l</text:a></text:p></text:section>'
    f'<text:p {_SVG}><draw:frame draw:name="F" svg:width="3cm"><draw:image '
    'xlink:href="Pictures/a.png"/><svg:desc>A dog</svg:desc></draw:frame></text:p>'
)


@pytest.fixture(autouse=True)
def pandoc() -> None:
    """Skip where pandoc is not."""
    import_or_skip("pypandoc")


def made() -> bytes:
    """A text with a bit of all."""
    meta = (
        "<dc:title>T</dc:title><meta:initial-creator>A</meta:initial-creator>"
        '<meta:user-defined meta:name="Status">draft</meta:user-defined>'
    )
    files = odt_files(_BLOCKS, styles=_STYLES, meta=meta)
    return zipped(files | {"Pictures/a.png": PNG})


@pytest.mark.slow
def test_no_deletion_in_a_made_text_is_silent(tmp_path: Path) -> None:
    file = tmp_path / "made.odt"
    file.write_bytes(made())
    assert measured(file, each=1, most=12).silent == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_no_deletion_in_a_real_text_is_silent(shared: Callable[[str], Path], name: str) -> None:
    assert measured(shared(f"ingest/odt/{name}.odt"), each=2, most=12 if MANY else 5).silent == []
