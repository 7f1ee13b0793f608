"""The cases of the tuned numbers that no other test fixes."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser

from archive.articles.html.metadata.author_names import is_no_name, is_person, names_in
from archive.articles.html.metadata.dates import is_published_on
from tests.articles.html.metadata.reading import read
from tests.tools.cases import each_case

TITLE = "<title>Of quays</title><h1>Of quays</h1>"


def authors(page: str) -> list[str]:
    return [one["name"]["literal"] for one in read(page).metadata.get("authors", ())]


def titles(page: str) -> list[str]:
    return [one["text"] for one in read(page).metadata.get("titles", ())]


def published(page: str) -> Any:
    found = read(page).metadata.get("publication", {}).get("published")
    return found and found["date"]


def named(count: int) -> str:
    return " ".join(f"N{chr(97 + n)}" for n in range(count))


@each_case(("size", "is_title"), [(26, True), (14, False)])
def test_large_letters_are_a_title(size: int, is_title: bool) -> None:
    assert bool(titles(f"<p style='font-size: {size}px'>Quay</p>")) is is_title


@each_case(("title", "count"), [("Quay", 1), ("Qua", 2)])
def test_a_title_of_a_few_letters_begins_others_by_chance(title: str, count: int) -> None:
    page = f"<meta property=og:title content='{title}'><title>{title}side walks</title>"
    assert len(titles(page)) == count


@each_case(("length", "is_none"), [(180, False), (260, True)])
def test_a_long_text_is_no_name(length: int, is_none: bool) -> None:
    assert is_no_name("N" * length) is is_none


@each_case(("words", "count"), [(6, 2), (7, 1)])
def test_a_list_has_names_of_a_few_words(words: int, count: int) -> None:
    assert len([*names_in(f"Jane Doe and {named(words)}")]) == count


@each_case(("words", "is_one"), [(4, True), (5, False)])
def test_a_name_without_a_mark_is_short(words: int, is_one: bool) -> None:
    assert is_person(named(words)) is is_one


@each_case(("words", "is_one"), [(8, True), (9, False)])
def test_a_byline_of_many_words_is_no_name(words: int, is_one: bool) -> None:
    assert bool(authors(f"{TITLE}<p class=author>{named(words)}")) is is_one


@each_case(("count", "are_authors"), [(6, True), (7, False)])
def test_many_bylines_are_those_of_other_articles(count: int, are_authors: bool) -> None:
    lines = "".join(f"<p class=author>Jane D{chr(97 + n)}" for n in range(count))
    assert bool(authors(f"{TITLE}{lines}")) is are_authors


@each_case(("before", "is_one"), [(10, True), (13, False)])
def test_a_byline_is_a_few_lines_after_the_title(before: int, is_one: bool) -> None:
    assert bool(authors(f"{TITLE}{'<p>Line' * before}<p>By Jane Doe</p>")) is is_one


@each_case(("between", "is_one"), [(12, True), (20, False)])
def test_a_date_before_the_title_is_near_it(between: int, is_one: bool) -> None:
    page = f"<p class=date>March 20, 2016</p>{'<address>A</address>' * between}"
    assert (published(f"{page}{TITLE}") is not None) is is_one


@each_case(
    ("line", "goes_on"),
    [("Am 20. März 2016 in Genf.", True), ("In Genf waren es am Kai 400 Schiffe.", False)],
)
def test_a_date_with_a_full_stop_is_no_sentence(line: str, goes_on: bool) -> None:
    page = f"{TITLE}<p>{line}</p><p>{line}</p><p>By Jane Doe</p>"
    assert bool(authors(page)) is goes_on


@each_case(("length", "is_one"), [(130, True), (170, False)])
def test_a_long_text_with_a_date_is_about_something_else(length: int, is_one: bool) -> None:
    line = "March 20, 2016 ".ljust(length, "n")
    assert (published(f"{TITLE}<p class=published>{line}</p>") is not None) is is_one


@each_case(("between", "is_one"), [(45, True), (70, False)])
def test_a_date_in_the_source_is_near_what_it_is_the_date_of(between: int, is_one: bool) -> None:
    tree = LexborHTMLParser(f"<script>published = {' ' * between}2016-03-20</script>")
    assert is_published_on("2016-03-20", tree, "") is is_one


@each_case(("length", "is_one"), [(550, True), (700, False)])
def test_a_notice_is_a_paragraph(length: int, is_one: bool) -> None:
    notice = "© 2016 The Paper. ".ljust(length, "n")
    assert bool(read(f"{TITLE}<p class=copyright>{notice}</p>").rights) is is_one


@each_case(("length", "is_one"), [(380, True), (420, False)])
def test_words_of_an_element_are_few(length: int, is_one: bool) -> None:
    page = f"{TITLE}<a rel=tag>{'n' * length}</a>"
    assert bool(read(page).metadata.get("keywords")) is is_one
