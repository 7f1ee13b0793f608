"""Reads a web page: makes the blocks of its article and its furniture from the bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from archive.articles import content
from archive.articles.html.addresses import as_address
from archive.articles.html.article_region import ArticleRegion, region_of
from archive.articles.html.block_walk import BlockWalk
from archive.articles.html.charset import charset
from archive.articles.html.containers_alike import containers_alike
from archive.articles.html.element_kinds import HEADINGS
from archive.articles.html.furniture import FurnitureDetector, asks_consent
from archive.articles.html.images import PageImages
from archive.articles.html.line_scores import LineScores
from archive.articles.html.losses import PageLosses
from archive.articles.html.marks import Marks, language_of
from archive.articles.html.markup_losses import MarkupLosses
from archive.articles.html.metadata import read_metadata
from archive.articles.html.notes import Notes
from archive.articles.html.page_context import PageContext, holders_of
from archive.articles.html.page_prose import PageProse
from archive.articles.html.prose_container import container_of_lines
from archive.articles.html.prose_left_out import findings_on_prose
from archive.articles.html.trafilatura_adapter import Trafilatura
from archive.articles.html.trafilatura_limits import excess_for_trafilatura
from archive.articles.html.tuning import (
    DOUBTFUL_LINKS,
    FEW_WORDS,
    FEWEST_TEASERS,
    LOOKED_AT,
    SHORT_ARTICLE,
)
from archive.derivations.html_text_1 import DERIVATION, Element, Page
from archive.derivations.mhtml import Resources, is_mhtml, root_part
from archive.english import counted
from archive.errors import ReadError
from archive.findings import Finding, note, short, warning
from archive.text.decoding import decode_as_browsers_do

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from archive.articles.content import Given

_HEADER_AT_MOST = 4096
"""How many bytes are checked for the header of an MHTML file; `file_kinds` checks as many."""


def read_article(given: Given, encoding: str | None) -> content.Article:
    """Return the article of a web page."""
    is_message = is_mhtml(given.media_type or "") or _is_message(given.data)
    images = PageImages(None)
    if is_message:
        part = root_part(given.data)
        images = PageImages(Resources(given.data, part.address))
        data, sent_as = part.data, f"text/html;charset={part.charset}" if part.charset else None
        if (address := as_address(part.address)) and not given.fields.get("address"):
            given = replace(given, fields={**given.fields, "address": address})
    else:
        data, sent_as = given.data, given.media_type
    known = charset(data, encoding=encoding, sent_as=sent_as)
    kind = "multipart/related" if is_message else "text/html"
    media_type = f"{kind};charset={known.name}"
    page = DERIVATION.derive(given.data, media_type)
    markup = decode_as_browsers_do(data, known.name)
    excess = excess_for_trafilatura(page, markup)
    trafilatura = Trafilatura(markup, given.fields.get("address"), asks=not excess)
    losses = PageLosses()
    context, is_doubtful = _page_context(page, given.capture, trafilatura, losses, images)
    pieces = sorted(BlockWalk(context).pieces(page.root), key=lambda piece: piece.start)
    blocks = [piece.block for piece in pieces]
    blocks = [*images.in_figures(blocks)]
    words = _check(page, blocks)
    about = read_metadata(page.tree, _path(page), given, trafilatura)
    metadata = dict(about.metadata)
    if is_message and not metadata.get("addresses") and given.fields.get("address"):
        stated = {"address": given.fields["address"], "basis": "embedded"}
        metadata["addresses"] = [stated]
    stretches = (
        (one.start, one.end) for one in pieces if not isinstance(one.block, content.Furniture)
    )
    left_out = MarkupLosses(context, stretches, about.sources)
    findings = [*known.findings, *about.findings, *left_out.findings()]
    findings += findings_on_prose(page, pieces, context.prose)
    if excess:
        message = f"the page has more {excess} than trafilatura can process, so it was not used"
        hint = "check the record: without trafilatura, the article is less certain to be complete"
        findings.append(note("trafilatura-not-asked", "", message, hint))
    if words < SHORT_ARTICLE:
        size = counted(words, "words")
        message = f"the article has {size}; perhaps it is an error page, a paywall, or incomplete"
        hint = "check the record; for an error or a paywall, save the page from a browser"
        findings.append(warning("article-doubtful", "", message, hint))
    elif is_doubtful and not excess:
        message = "it is not clear which words of the page are the article"
        hint = "check the record; if the page is a list of links, save the article itself"
        findings.append(warning("article-doubtful", "", message, hint))
    return content.Article(
        blocks, media_type, page, metadata=metadata, rights=about.rights, findings=findings
    )


def _is_message(data: bytes) -> bool:
    """Whether a file is MHTML, because it begins with a header such as that of an e-mail."""
    head = data[:_HEADER_AT_MOST].lstrip().lower()
    return not head.startswith(b"<") and b"multipart/related" in head


def _page_context(
    page: Page, capture: str, trafilatura: Trafilatura, losses: PageLosses, images: PageImages
) -> tuple[PageContext, bool]:
    """Return the context of a page, and whether it is doubtful which words are the article."""
    scores = LineScores(page, trafilatura.text)
    prose = PageProse(page, scores)
    furniture = FurnitureDetector(page, scores, prose)
    notices = [(one.start, one.end) for one in furniture.consent_notices()]
    scores.set_shares(notices, 0.0)
    is_doubtful = not scores.total
    if is_doubtful:
        scores.score_by_links()
        scores.set_shares(notices, 0.0)
        if (container := container_of_lines(page, scores)) is not None:
            around = (0, container.start), (container.end, len(page.text))
            scores.set_shares((one for one in around if one[0] < one[1]), 0.0)
    region = region_of(page, scores, furniture, trafilatura)
    containers = containers_alike(page, scores, prose, furniture, region)
    if containers.alike:
        parts = [prose.paragraphs.in_stretch(one.start, one.end) for one in containers.alike]
        scores.set_shares(chain.from_iterable(parts), 1.0)
        furniture = FurnitureDetector(page, scores, prose)  # anew, because it caches by score
        region = region_of(page, scores, furniture, trafilatura, containers.alike)
        region = region.without(containers.others)
    is_doubtful |= (
        scores.share_linked(region.content_root.start, region.content_root.end) > DOUBTFUL_LINKS
    )
    is_doubtful |= _has_teasers(page, region)
    notes = Notes(page, region)
    region = region.with_notes(list(notes.bodies))
    notes.keep_within(region)
    holders, pictured = holders_of(page)
    language = language_of(page.root) or ""
    context = PageContext(
        *(page, capture, scores, prose, furniture, region, notes, losses),
        *(Marks(notes.calls, losses, images), language, holders, pictured),
    )
    return context, is_doubtful


def _has_teasers(page: Page, region: ArticleRegion) -> bool:
    """Whether the page is a list of articles, each with a link in its heading."""
    count = 0
    for element in page.elements:
        if element.name == "article" and region.overlaps(element.start, element.end):
            inner = islice(element.within(), LOOKED_AT)
            headings = [one for one in inner if one.name in HEADINGS]
            count += any(
                inside.name == "a" and inside.end > inside.start
                for heading in headings
                for inside in islice(heading.within(), LOOKED_AT)
            )
    return count >= FEWEST_TEASERS


def _check(page: Page, blocks: Sequence[content.Block]) -> int:
    """Return the number of words; in a short text, each wide East Asian letter is one more.

    Raises:
        ReadError: The page has no text or no article, or only asks for consent or scripts.
    """
    if not page.text.strip():
        names = {element.name for element in page.elements}
        frames = "frameset" in names or "iframe" in names
        hint = (
            "the text is in frames: save the page that is shown in the frame"
            if frames
            else "save the page again, from a browser"
        )
        raise ReadError([Finding("no-text", "the page holds no text", hint)])
    text = "\n".join(_words_of(blocks))
    words = len(text.split())
    if words < FEW_WORDS and not text.strip():
        message = f"the page has text but no article; its text begins {short(page.text)}"
        raise ReadError([Finding("no-article", message, "save the page of the article")])
    if words < 8 * FEW_WORDS and asks_consent(text):
        message = f"the page only asks for consent: {short(' '.join(text.split()))}"
        hint = "save the page from a browser after the article is shown"
        raise ReadError([Finding("no-article", message, hint)])
    if words < 2 * FEW_WORDS and "javascript" in text.lower():
        message = f"the page only says that it needs scripts: {short(' '.join(text.split()))}"
        hint = "save the page from a browser after the article is shown"
        raise ReadError([Finding("no-article", message, hint)])
    if words >= SHORT_ARTICLE:
        return words  # enough, whatever its letters are
    return words + sum(east_asian_width(letter) in "WF" for letter in text)


def _words_of(blocks: Sequence[content.Block]) -> Iterator[str]:
    """Yield the texts of all blocks that are not furniture."""
    for block in blocks:
        match block:
            case content.Title() | content.Paragraph() | content.Code():
                yield block.words.text
            case content.Heading():
                yield block.words.text if block.words else ""
            case content.Quotation() | content.Note():
                yield from (words.text for words in block.paragraphs)
            case content.List():
                yield from (item.words.text for item in block.items)
            case content.Table():
                yield from (cell.words.text for row in block.rows for cell in row.cells)
            case content.Verse():
                yield from (line.text for line in block.lines)
            case content.Figure():
                yield from (words.text for words in block.captions)
            case _:
                pass


def _path(page: Page) -> Any:
    """Return a function that returns the path of a node of the tree."""
    by_node: dict[int, Element] = {}

    def path(node: LexborNode) -> str:
        if not by_node:
            by_node.update((element.node.mem_id, element) for element in page.elements)
        return by_node[node.mem_id].path

    return path
