"""The text of a received web page is derived from it again, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html

import archive
from archive.files.fixity import fixity_of
from archive.model.blocks import Furniture, TextBlock
from tests.articles.html.expected import PAGES
from tests.articles.html.received import received

NAMES = sorted(path.parent.name for path in PAGES.glob("*/expected.md"))
REAL = (
    "aozora-shift-jis", "cc-participe-gsoc-pt", "cc-quantifying-berkeley", "clinicaltrials",
    "distill-misread-tsne", "gutenberg-civil-disobedience", "libwww-cache-1995",
    "libwww-collaborators-unlabelled", "libwww-guide-1994", "libwww-overview-latin1",
    "rust-book-ja-foreword", "w3c-language-zh-hans", "w3c-text-size-ar", "whitehouse-blog",
    "whitehouse-speech", "wikipedia-regression-testing",
)  # fmt: skip


@pytest.fixture(params=[*NAMES, *REAL])
def page(request: pytest.FixtureRequest) -> bytes:
    if request.param in NAMES:
        return (PAGES / request.param / "page.html").read_bytes()
    shared = request.getfixturevalue("shared")
    path: Path = shared("ingest/html") / f"{request.param}.html"
    return path.read_bytes()


@pytest.mark.slow
def test_a_page_is_derived_again_and_every_word_of_it_stands_in_the_record(
    page: bytes, tmp_path: Path
):
    result = received(page)
    archive.save(result.document, tmp_path / "page", files=result.files)
    assert [f for f in archive.validate(tmp_path / "page") if f.severity.value == "error"] == []
    for format in ("json", "tei"):
        data = archive.write(result.document, format).data
        assert archive.read(data).document == result.document


def visible_words(page: bytes, charset: str) -> str:
    """The words of a page as lxml reads it, scripts aside."""
    tree = html.document_fromstring(page.decode(charset, "replace").replace("<?xml", "<?"))
    etree.strip_elements(tree, "script", "style", "head", "iframe", "svg", with_tail=False)
    return str(tree.text_content())


def changed(page: bytes, charset: str, block: TextBlock) -> bytes | None:
    """The page with another letter in one of the words of a block, which stands nowhere else."""
    for word in re.findall(r"\w{3,}", block.text):
        sought = word.encode(charset, "replace")
        if page.count(sought) == 1:
            other = page.replace(sought, (word[:-1] + "x").encode(charset, "replace"))
            # In the text the word may stand with entities, and so only in an attribute.
            if visible_words(other, charset) != visible_words(page, charset):
                return other
    return None


_OF_VALUES = "value-differs-from-capture"
"""A title or author that is printed in the block has changed with it."""


@pytest.mark.slow
def test_one_changed_character_of_the_article_in_the_page_is_reported(page: bytes, tmp_path: Path):
    """Although the record says of the changed page that it is what was received."""
    result = received(page)
    document = result.document
    [capture] = document.captures
    charset = capture.media_type.partition("charset=")[2]
    tried = 0
    for block in document.text_blocks():
        other = None if isinstance(block, Furniture) else changed(page, charset, block)
        if other is None or tried == 5:
            continue
        tried += 1
        captures = [capture.update(**fixity_of(other)._asdict())]
        place = tmp_path / block.id / "page"
        archive.save(document.update(captures=captures), place, files={capture.file: other})
        [finding] = [one for one in archive.validate(place).errors if one.code != _OF_VALUES]
        assert finding.code == "block-differs-from-capture"
        assert f"{block.id} has" in finding.message
    assert tried
