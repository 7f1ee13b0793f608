"""The values that a page has beside its text."""

from __future__ import annotations

from archive.derivations import derivation_named
from archive.derivations.html_text_1 import Page
from archive.derivations.page_values import page_values
from tests.tools.cases import each_case


def values(html: str) -> list[tuple[str, str, str]]:
    derivation = derivation_named("html-text-1")
    assert derivation is not None
    page = derivation.derive(html.encode(), "text/html;charset=utf-8")
    assert isinstance(page, Page)
    return [value[:3] for value in page_values(page)]


def in_head(html: str) -> list[tuple[str, str, str]]:
    return values(f"<!doctype html><head>{html}</head><body><p>It rained.</p>")


@each_case(
    ("html", "expected"),
    [
        ("<title> Ferry \n late </title>", ("title", "Ferry late")),
        ('<meta property="og:title" content="Ferry">', ("og:title", "Ferry")),
        ('<meta name="author" content="Ana Roe">', ("author", "Ana Roe")),
        ('<meta itemprop="datePublished" content="2024-03-01">', ("datePublished", "2024-03-01")),
        ('<meta name="DC.rights" content="CC BY">', ("DC.rights", "CC BY")),
        ('<link rel="canonical" href="/ferry">', ("link canonical", "/ferry")),
        ('<link rel="License" href="/by">', ("link license", "/by")),
    ],
)
def test_what_the_head_says_of_an_article_is_a_value(html: str, expected: tuple[str, str]) -> None:
    assert in_head(html) == [("head", *expected)]


@each_case(
    "html",
    [
        '<meta name="viewport" content="width=device-width">',
        '<meta name="generator" content="Hugo 0.15">',
        '<meta charset="utf-8">',
        '<meta name="author">',
        '<link rel="stylesheet" href="/a.css">',
        '<link rel="icon" href="/a.png">',
        "<script>var author = 1</script>",
    ],
)
def test_what_only_a_browser_needs_is_none(html: str) -> None:
    assert in_head(html) == []


def test_structured_data_are_values_by_their_type_and_field() -> None:
    script = """<script type="application/ld+json">
        {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "wordCount": 12,
         "author": {"@type": "Person", "name": "Ana Roe"}, "keywords": ["ferry", "harbour"]}]}
        </script>"""
    assert in_head(script) == [
        ("head", "NewsArticle.wordCount", "12"),
        ("head", "Person.name", "Ana Roe"),
        ("head", "NewsArticle.keywords", "ferry"),
        ("head", "NewsArticle.keywords", "harbour"),
    ]


def test_structured_data_that_are_no_json_are_one_value() -> None:
    script = '<script type="application/ld+json">{"author": Ana}</script>'
    assert in_head(script) == [("head", "structured data", '{"author": Ana}')]


def test_links_and_images_are_values_wherever_they_stand_and_licences_are_named() -> None:
    html = (
        '<html lang="en"><nav><a href="/">Home</a></nav><img src="a.png" alt="A pier"><img alt="">'
        '<time datetime="2024-03-01">Friday</time><iframe src="/map"></iframe>'
        '<picture><source srcset="b.webp 2x"></picture>'
        '<footer><a href="http://creativecommons.org/licenses/by/3.0/legalcode">licence</a></footer>'
    )
    assert values(html) == [
        ("head", "html lang", "en"),
        ("link", "", "/"),
        ("image", "", "a.png"),
        ("image", "alt", "A pier"),
        ("head", "time", "2024-03-01"),
        ("frame", "", "/map"),
        ("image", "", "b.webp 2x"),
        ("head", "link license", "http://creativecommons.org/licenses/by/3.0/legalcode"),
    ]
