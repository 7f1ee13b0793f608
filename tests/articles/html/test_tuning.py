"""The cases of the tuned numbers that no other test fixes."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from archive.articles import content
from archive.articles.html.article_region import ArticleRegion, region_of
from archive.articles.html.block_walk import BlockWalk
from archive.articles.html.containers_alike import containers_alike
from archive.articles.html.furniture import FurnitureDetector
from archive.articles.html.images import PageImages
from archive.articles.html.line_scores import LineScores
from archive.articles.html.losses import PageLosses
from archive.articles.html.marks import Marks
from archive.articles.html.notes import Notes
from archive.articles.html.page_context import PageContext, holders_of
from archive.articles.html.page_prose import PageProse
from archive.articles.html.prose_container import container_of_lines
from archive.articles.html.related_articles import end_before_related, is_related_heading
from archive.articles.html.trafilatura_adapter import Trafilatura
from archive.derivations.html_text_1 import DERIVATION, Element, Page
from archive.errors import ReadError
from tests.articles.html.received import received
from tests.tools.cases import each_case

pytest.importorskip("selectolax")
pytest.importorskip("trafilatura")

PROSE = (
    "The boat came back to the quay at night without a crew and with a lamp on its side, and "
    "the master of the harbour went down to it, and read the name of a town."
)
"""A paragraph of running prose."""


def known(length: int) -> str:
    """Return a word of this length that trafilatura finds as a line."""
    return "k" * length


def line(length: int) -> str:
    """Return a word of this length that trafilatura does not find."""
    return "u" * length


FOUND = "\n".join([*(known(length) for length in range(10, 2001, 10)), PROSE])


class Seen(NamedTuple):
    """A page with the words that trafilatura finds in it."""

    page: Page
    scores: LineScores
    prose: PageProse
    furniture: FurnitureDetector

    def first(self, name: str) -> Element:
        return next(one for one in self.page.elements if one.name == name)

    def role(self, name: str) -> str | None:
        return self.furniture.role(self.first(name))

    def region(self) -> ArticleRegion:
        return region_of(self.page, self.scores, self.furniture, Trafilatura("", None, asks=False))

    def end_before_related(self) -> int:
        return end_before_related(self.page, self.scores, 0, len(self.page.text))

    def blocks(self) -> list[content.Block]:
        region = self.region()
        notes, losses = Notes(self.page, region), PageLosses()
        marks = Marks(notes.calls, losses, PageImages(None))
        context = PageContext(
            *(self.page, "x", self.scores, self.prose, self.furniture, region, notes, losses),
            *(marks, "", *holders_of(self.page)),
        )
        return [piece.block for piece in BlockWalk(context).pieces(self.page.root)]

    def kinds(self) -> list[str]:
        return [type(block).__name__ for block in self.blocks()]


def seen(body: str, found: str = FOUND) -> Seen:
    page = DERIVATION.derive(f"<!doctype html>{body}".encode(), "text/html;charset=utf-8")
    scores = LineScores(page, found)
    prose = PageProse(page, scores)
    return Seen(page, scores, prose, FurnitureDetector(page, scores, prose))


def link(length: int) -> str:
    return f"<a href=/x>{line(length)}</a>"


# --- work ---


@each_case(("before", "is_one"), [(250, True), (350, False)])
def test_a_heading_is_among_the_first_elements(before: int, is_one: bool) -> None:
    page = seen(f"<div>{'<i></i>' * before}<h2>{line(9)}</h2></div><p>{PROSE}")
    assert page.furniture.is_lone_heading(page.first("div")) is is_one


@each_case(("count", "is_compared"), [(270, True), (330, False)])
def test_some_quotations_of_a_page_are_compared(count: int, is_compared: bool) -> None:
    page = seen(f"<blockquote>{line(20)}</blockquote>" * count)
    roles = [page.furniture.role(one) for one in page.page.elements if one.name == "blockquote"]
    assert (roles[-1] == "pull-quote") is is_compared


@each_case(("around", "is_heading"), [(16, True), (25, False)])
def test_the_size_of_letters_is_that_of_a_near_element(around: int, is_heading: bool) -> None:
    large = f"<p style='font-weight: bold; font-size: 14px'>{known(20)}</p>"
    boxes = f"<div style='font-size: 12px'>{'<div>' * around}{large}{'</div>' * around}</div>"
    assert ("Heading" in seen(f"{boxes}<p>{PROSE}").kinds()) is is_heading


# --- the lines that trafilatura finds ---


@each_case(("length", "is_of_article"), [(100, True), (70, False)])
def test_a_line_is_long_if_trafilatura_finds_nothing(length: int, is_of_article: bool) -> None:
    scores = seen(f"<p>{line(length)}").scores
    scores.score_by_links()
    assert bool(scores.total) is is_of_article


WORDS = "a boat came to an old quay by late night"
SIX, FOUR = "a boat came to an old", "a boat came to"


@each_case(("found", "is_taken"), [(SIX, True), (FOUR, False)])
def test_half_of_a_line_makes_it_one_of_the_article(found: str, is_taken: bool) -> None:
    assert bool(seen(f"<p>{WORDS}", found).scores.last) is is_taken


def alike(body: str, found: str = FOUND) -> bool:
    """Return whether the second `div` is like the first one, which is the article."""
    page = seen(body, found)
    first = page.first("div")
    region = ArticleRegion(page.page.root, None, ((first.start, first.end),), (0, 0))
    return bool(containers_alike(page.page, page.scores, page.prose, page.furniture, region).alike)


@each_case(("share", "is_alike"), [(0.6, True), (0.42, False)])
def test_half_of_a_paragraph_makes_it_one_of_the_article(share: float, is_alike: bool) -> None:
    words = PROSE.split()
    found = " ".join(words[: round(share * len(words))])
    assert alike(f"<div><p>{PROSE}</div><div><p>{PROSE.upper()[4:]}</div>", found) is is_alike


@each_case(("found", "is_quotation"), [(SIX, True), (FOUR, False)])
def test_half_of_a_sentence_makes_it_one_of_the_article(found: str, is_quotation: bool) -> None:
    page = seen(f"<p>{WORDS}.</p><blockquote><p>{PROSE}</blockquote>", f"{FOUND}\n{found}")
    assert ("Quotation" in page.kinds()) is is_quotation


@each_case(("taken", "role"), [(1, "links"), (2, None)])
def test_a_list_of_links_has_little_of_the_article(taken: int, role: str | None) -> None:
    items = [known(50)] * taken + [line(50)] * (5 - taken)
    assert seen("<ul>" + "".join(f"<li><a href=/>{one}</a>" for one in items)).role("ul") == role


def two(length: int) -> str:
    return f"<p>{known(length // 2)}</p>" * 2


def in_boxes(*inner: str) -> str:
    return "".join(f"<div><div>{one}</div></div>" for one in inner)


@each_case(("length", "name"), [(600, "aside"), (400, "section")])
def test_an_element_with_half_of_the_lines_may_hold_the_article(length: int, name: str) -> None:
    rest = (1000 - length) // 2
    others = [f"<section>{two(rest)}</section>"] * 2
    page = seen(in_boxes(*others, f"<aside>{two(length)}</aside>"))
    container = container_of_lines(page.page, page.scores)
    assert container is not None
    assert container.name == name


@each_case(("lengths", "name"), [((300, 300, 300), "body"), ((900, 300), "div")])
def test_a_paragraph_counts_half_for_the_second_element_around(
    lengths: tuple[int, ...], name: str
) -> None:
    page = seen("".join(f"<div>{two(length)}</div>" for length in lengths))
    container = container_of_lines(page.page, page.scores)
    assert container is not None
    assert container.name == name


# --- where the article begins and ends ---


@each_case(("others", "name"), [(50, "section"), (200, "body")])
def test_the_main_element_has_nearly_all_words(others: int, name: str) -> None:
    page = seen(f"<section><p>{known(900)}</section><div>{known(others)}</div>")
    assert page.region().content_root.name == name


@each_case(("length", "is_title"), [(250, True), (400, False)])
def test_a_long_text_is_no_title(length: int, is_title: bool) -> None:
    page = seen(f"<h1>{line(length)}</h1><p>{known(900)}")
    assert (page.region().title is not None) is is_title


@each_case(("length", "is_title"), [(13, True), (8, False)])
def test_a_short_text_is_no_title(length: int, is_title: bool) -> None:
    page = seen(f"<title>{line(length)}</title><p>{line(length)}</p><p>{known(900)}")
    assert (page.region().title is not None) is is_title


@each_case(("length", "is_title"), [(15_000, True), (25_000, False)])
def test_a_title_is_not_far_before_the_article(length: int, is_title: bool) -> None:
    page = seen(f"<h1>{line(20)}</h1><div>{line(length)}</div><main>{two(900)}</main>")
    assert (page.region().title is not None) is is_title


@each_case(("length", "is_near"), [(2000, True), (3000, False)])
def test_the_title_is_near_the_first_line(length: int, is_near: bool) -> None:
    page = seen(f"<main><h1>{line(20)}</h1><div>{line(length)}</div><p>{known(90)}</p>{known(90)}")
    assert (page.region().stretches[0][1] > 1000) is is_near


def test_the_first_paragraph_is_longer_than_the_lines_of_the_head() -> None:
    region = seen(f"<h1>{line(20)}</h1><p>{known(130)}<p>{known(200)}").region()
    assert region.head[1] > 130


@each_case(("length", "are_of_article"), [(400, True), (600, False)])
def test_notes_are_close_together(length: int, are_of_article: bool) -> None:
    page = seen(f"<p>{known(90)}</p><b>n</b><div>{line(length)}</div><i>n</i>")
    region = ArticleRegion(page.page.root, None, ((0, 90),), (0, 0))
    whole = region.with_notes([page.first("b"), page.first("i")])
    assert (len(whole.stretches) > 1) is are_of_article


@each_case(("length", "is_whole"), [(15_000, True), (25_000, False)])
def test_a_long_list_may_be_partly_in_the_article(length: int, is_whole: bool) -> None:
    page = seen(f"<p>{known(900)}</p><ul><li>{known(90)}<li>{line(length)}</ul>")
    assert (page.region().stretches[-1][1] > length) is is_whole


@each_case(("length", "is_last"), [(70, True), (50, False)])
def test_a_last_paragraph_is_not_short(length: int, is_last: bool) -> None:
    page = seen(f"<article><p>{known(900)}</p><p>{line(length)}</p></article>")
    assert (page.region().stretches[-1][1] > 900) is is_last


# --- containers of the same kind ---

OTHER = (
    "Eleven men were said to have gone with her in spring, but none of them wrote home "
    "again, so their wives asked every captain who came from there what he had heard."
)


@each_case(("linked", "is_alike"), [(0.22, True), (0.4, False)])
def test_a_container_of_the_article_has_few_links(linked: float, is_alike: bool) -> None:
    length = round(len(OTHER) * linked / (1 - linked))
    body = f"<p>{line(1)}</p><p><a href=#x>{line(length)}</a></p><p>{OTHER}"
    assert alike(f"<div><p>{PROSE}</div><div>{body}</div>") is is_alike


@each_case(("share", "is_alike"), [(0.6, True), (0.4, False)])
def test_a_container_of_the_article_is_prose(share: float, is_alike: bool) -> None:
    length = round(len(OTHER) * (1 - share) / share)
    assert alike(f"<div><p>{PROSE}</div><div><p>{line(length)}<p>{OTHER}</div>") is is_alike


@each_case(("share", "is_alike"), [(0.4, True), (0.2, False)])
def test_containers_of_the_article_have_much_of_it(share: float, is_alike: bool) -> None:
    rest = round(len(PROSE) * (1 - share) / share / 10) * 10
    body = f"<div><p>{PROSE}</div><div><p>{OTHER}</div><section>{known(rest)}</section>"
    assert alike(body) is is_alike


@each_case(("length", "is_alike"), [(100, True), (60, False)])
def test_a_long_text_is_no_author(length: int, is_alike: bool) -> None:
    body = f"<p class=author>{line(length)}</p><p>{OTHER}"
    assert alike(f"<div><p>{PROSE}</div><div>{body}</div>") is is_alike


# --- furniture ---


@each_case(("others", "role"), [(350, "navigation"), (180, None)])
def test_an_element_with_much_of_the_article_is_no_furniture(others: int, role: str | None) -> None:
    assert seen(f"<nav>{known(150)}</nav><p>{known(others)}").role("nav") == role


@each_case(("length", "role"), [(20, "related"), (8, None)])
def test_a_line_that_names_other_articles_has_links(length: int, role: str | None) -> None:
    page = seen(f"<p>Lire aussi {line(5)} {link(length)}</p><p>{known(90)}")
    assert page.furniture.role_of_words(0, page.first("p").end) == role


@each_case(("linked", "role"), [(30, None), (60, "navigation")])
def test_prose_has_few_links(linked: int, role: str | None) -> None:
    body = f"{known(200)}<br><a href=/x>{known(linked)}</a>"
    assert seen(f"<nav>{body}</nav><p>{known(900)}").role("nav") == role


@each_case(("length", "role"), [(40, "links"), (55, None)])
def test_a_list_of_links_is_mostly_links(length: int, role: str | None) -> None:
    page = seen(f"<ul><li>{line(length)}{f'<li>{link(50)}' * 3}</ul><p>{known(90)}")
    assert page.role("ul") == role


@each_case(("count", "role"), [(3, "links"), (2, None)])
def test_a_list_of_links_has_some_links(count: int, role: str | None) -> None:
    assert seen(f"<ul>{f'<li>{link(50)}' * count}</ul><p>{known(90)}").role("ul") == role


@each_case(("length", "role"), [(90, "links"), (110, None)])
def test_a_link_in_the_article_is_long(length: int, role: str | None) -> None:
    links = f"<p>{link(length)}" * 3
    page = seen(f"<p>{known(90)}</p><div class=x>{links}</div><p>{known(90)}</p>")
    assert page.role("div") == role


@each_case(("length", "role"), [(180, "related"), (220, None)])
def test_a_long_text_is_no_phrase_of_furniture(length: int, role: str | None) -> None:
    page = seen(f"<p>Lire aussi {link(length - 11)}</p><p>{known(90)}")
    assert page.furniture.role_of_words(0, page.first("p").end) == role


@each_case(("count", "role"), [(2, "comment-form"), (1, None)])
def test_a_discussion_has_some_comments(count: int, role: str | None) -> None:
    comments = f"<div class=comment><p>{PROSE}</div>" * count
    page = seen(f"<p>{known(900)}</p><section class=comments>{comments}</section><p>{known(900)}")
    assert page.role("section") == role


@each_case(("length", "is_one"), [(50, True), (70, False)])
def test_a_heading_of_related_articles_is_short(length: int, is_one: bool) -> None:
    assert is_related_heading("You may also like ".ljust(length, "n")) is is_one


def ends(before: str, after: str, box: str = "div") -> bool:
    """Return whether the article ends before the heading "Related stories"."""
    page = seen(f"<{box}>{before}<h3>Related stories</h3>{after}</{box}>")
    return page.end_before_related() <= page.page.text.index("Related")


@each_case(("count", "is_end"), [(2, True), (1, False)])
def test_some_links_are_after_a_heading_of_related_articles(count: int, is_end: bool) -> None:
    assert ends(f"<h4>{known(900)}</h4>", f"<h4>{link(50)}</h4>" * count) is is_end


@each_case(("linked", "is_end"), [(400, True), (220, False)])
def test_related_articles_are_links(linked: int, is_end: bool) -> None:
    after = f"<h4>{link(linked // 2)}</h4><h4>{link(linked // 2)}</h4><h4>{line(1000 - linked)}"
    assert ends(f"<h4>{known(900)}</h4>", after) is is_end


@each_case(("length", "is_end"), [(50, True), (70, False)])
def test_a_short_paragraph_does_not_continue_the_article(length: int, is_end: bool) -> None:
    after = f"<h4>{link(50)}</h4><h4>{link(50)}</h4><p>{line(length)}</p>"
    assert ends(f"<p>{known(900)}</p>", after) is is_end


@each_case(("length", "is_end"), [(600, True), (900, False)])
def test_a_teaser_is_short(length: int, is_end: bool) -> None:
    after = f"<h4>{link(10)}</h4><h4>{link(10)}</h4><h4>{line(length)}</h4>"
    assert ends(f"<h4>{known(900)}</h4>", after) is is_end


@each_case(("length", "is_end"), [(150, True), (100, False)])
def test_much_of_the_article_is_before_related_ones(length: int, is_end: bool) -> None:
    after = f"<h4>{link(50)}</h4><h4>{link(50)}</h4><h4>{known(500 - length)}</h4>"
    assert ends(f"<h4>{known(length)}</h4>", after) is is_end


@each_case(("length", "role"), [(350, "pull-quote"), (450, None), (15, "pull-quote"), (10, None)])
def test_a_pull_quote_is_neither_long_nor_short(length: int, role: str | None) -> None:
    page = seen(f"<blockquote>{line(length)}</blockquote><p>{line(length)}")
    assert page.role("blockquote") == role


@each_case(
    ("length", "others", "role"),
    [(220, 10, None), (180, 10, "navigation"), (300, 50, None), (300, 100, "navigation")],
)
def test_a_long_text_is_of_the_article_if_nearly_all_is(
    length: int, others: int, role: str | None
) -> None:
    known_lines = "<br>".join([known(length), line(others)])
    assert seen(f"<nav>{known_lines}</nav><p>{known(900)}").role("nav") == role


# --- what a block is ---


@each_case(("length", "kind"), [(600, "Figure"), (800, "Paragraph")])
def test_a_long_text_is_no_caption(length: int, kind: str) -> None:
    page = seen(f"<p>{known(90)}</p><p class=caption>{line(length)}</p><p>{known(90)}</p>")
    assert page.kinds()[1] == kind


@each_case(("length", "kind"), [(90, "Furniture"), (120, "Paragraph")])
def test_a_long_line_of_the_head_is_no_furniture(length: int, kind: str) -> None:
    page = seen(f"<h1>{line(20)}</h1><p>{line(length)}</p><p>{known(900)}</p>")
    assert page.kinds()[1] == kind


@each_case(("length", "kind"), [(1200, "Furniture"), (1800, "Paragraph")])
def test_a_long_text_is_no_box(length: int, kind: str) -> None:
    box = f"<div class=x><p>{link(9)} {line(length)}</p></div>"
    assert seen(f"<p>{known(900)}</p>{box}<p>{known(900)}</p>").kinds()[1] == kind


@each_case(("length", "kind"), [(70, "Paragraph"), (40, "Furniture")])
def test_some_of_the_article_follows_a_box_of_prose(length: int, kind: str) -> None:
    box = f"<div class=x><p>{link(9)} {OTHER}</p></div>"
    page = seen(f"<p>{known(1000 - length)}</p>{box}<p>{known(length)}</p>")
    assert page.kinds()[1] == kind


@each_case(("length", "is_quotation"), [(600, False), (400, True)])
def test_half_of_the_article_may_be_indented(length: int, is_quotation: bool) -> None:
    quotation = f"<blockquote><h2>x</h2><p>{known(length)}</p></blockquote>"
    kinds = seen(f"<p>{known(1000 - length)}</p>{quotation}").kinds()
    assert ("Quotation" in kinds) is is_quotation


@each_case(("count", "is_quotation"), [(15, True), (25, False)])
def test_the_end_of_a_sentence_is_near_the_end_of_its_line(count: int, is_quotation: bool) -> None:
    page = seen(f"<p>{known(90)}.{')' * count}</p><blockquote><p>{PROSE}</p></blockquote>")
    assert ("Quotation" in page.kinds()) is is_quotation


def styled(size: int, length: int = 20) -> content.Block:
    style = f"<p style='font-weight: bold; font-size: {size}px'>{known(length)}</p>"
    around = f"<div style='font-size: 40px'>{style}</div>"
    return seen(f"<p>{known(900)}</p>{around}<p>{known(900)}</p>").blocks()[1]


@each_case(("size", "level"), [(26, 2), (22, 3), (18, 3), (14, None)])
def test_large_letters_are_a_heading(size: int, level: int | None) -> None:
    assert getattr(styled(size), "level", None) == level


@each_case(("length", "is_heading"), [(110, True), (130, False)])
def test_a_long_line_is_no_heading(length: int, is_heading: bool) -> None:
    assert isinstance(styled(20, length), content.Heading) is is_heading


@each_case(("blanks", "is_furniture"), [(80, False), (120, True)])
def test_an_element_is_near_the_sentence_before_it(blanks: int, is_furniture: bool) -> None:
    text = f"The boat{'&nbsp;' * blanks}<span class=share>Share</span>"
    kinds = seen(f"<p>{known(900)}</p><p>{text}</p><p>{known(900)}</p>").kinds()
    assert ("Furniture" in kinds) is is_furniture


@each_case(("length", "is_copy"), [(90, True), (70, False)])
def test_a_short_paragraph_is_no_copy(length: int, is_copy: bool) -> None:
    box = f"<div><p>{known(length)}</p></div>"
    assert ("Furniture" in seen(f"{box}<p>{known(900)}</p>{box}").kinds()) is is_copy


# --- whether the page has an article ---


def is_doubtful(body: str, why: str) -> bool:
    codes = [one.code for one in received(body).findings if one.message.startswith(why)]
    return "article-doubtful" in codes


@each_case(("count", "is_short"), [(35, True), (50, False)])
def test_an_article_of_few_words_is_doubtful(count: int, is_short: bool) -> None:
    words = " ".join(f"{PROSE} {OTHER}".split()[:count])
    assert is_doubtful(f"<article><p>{words}</p></article>", "the article has") is is_short


@each_case(("count", "is_error"), [(40, True), (60, False)])
def test_a_page_that_asks_for_scripts_has_few_words(count: int, is_error: bool) -> None:
    markup = f"<article><p>Javascript {'boat ' * count}.</p></article>"
    if is_error:
        with pytest.raises(ReadError):
            received(markup)
    else:
        received(markup)


@each_case(("linked", "is_list"), [(0.7, True), (0.5, False)])
def test_a_list_of_links_is_doubtful(linked: float, is_list: bool) -> None:
    length = round(2 * len(PROSE) * linked / (1 - linked))
    links = f"<ul>{f'<li>{link(length // 5)}' * 5}</ul>"
    body = f"<article><p>{PROSE}</p>{links}<p>{PROSE}</article>"
    assert is_doubtful(body, "it is not clear") is is_list


@each_case(("count", "is_list"), [(3, True), (2, False)])
def test_some_articles_with_links_in_their_headings_are_teasers(count: int, is_list: bool) -> None:
    one = f"<article><h2><a href=/x>A boat</a></h2><p>{PROSE}</p></article>"
    assert is_doubtful(f"<main>{one * count}<p>{PROSE}</p></main>", "it is not clear") is is_list
