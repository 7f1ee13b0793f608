"""Any page gives valid metadata, in time linear in the length of the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from archive.articles.content import Given
from archive.articles.html.metadata import read_metadata
from archive.articles.html.metadata.author_names import names_in
from archive.articles.html.metadata.extracted_values import clean_line, language_tag
from archive.articles.html.metadata.vocabulary import META, SCHEMA_ORG
from archive.model.names import Name
from tests.articles.html.metadata.reading import path, read
from tests.growth import MOST, Work, grows

TEXTS = st.text(max_size=30) | st.sampled_from(
    [
        *(
            "Jane Doe",
            "Doe, Jane",
            "Jane Doe and John Smith",
            "admin",
            "A | B",
            " - ",
            "©",
            "en_US",
        ),
        *(
            "2016-03-20",
            "2016-03-20T09:30:00+00:00",
            "2016-13-40",
            "20160320",
            "03/04/2016",
            "2016",
        ),
        *(
            "https://orcid.org/0000-0002-1825-0097",
            "10.1000/182",
            "0317-8471",
            "\x00\x0b",
            "\ufffe",
        ),
        *(
            "https://creativecommons.org/licenses/by/4.0/",
            "&amp;#x1f;",
            "<em>",
            "\ud800",
            "9" * 5000,
        ),
    ]
)
NAMES = st.sampled_from(
    [*SCHEMA_ORG, "@id", "@type", "@graph", "name", "mainEntity", "givenName", "familyName", "x"]
)
TYPES = st.sampled_from(["Article", "NewsArticle", "WebPage", "WebSite", "Person", "Periodical"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | TYPES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | TEXTS, inner, max_size=6),
    max_leaves=30,
)
NODES = st.builds(
    lambda type, more: {**more, "@type": type}, TYPES, st.dictionaries(NAMES, JSON, max_size=10)
)
TAGS = st.sampled_from(
    ["meta", "link", "a", "time", "h1", "h2", "p", "span", "div", "title", "address"]
)
ATTRIBUTES = st.sampled_from(
    [
        *(
            "name",
            "property",
            "content",
            "value",
            "itemprop",
            "itemscope",
            "itemtype",
            "rel",
            "href",
        ),
        *("class", "id", "datetime", "lang", "http-equiv", "hidden", "typeof"),
    ]
)
WORDS = st.sampled_from(
    [
        *META, *SCHEMA_ORG, "license", "canonical", "author", "tag", "h-entry", "p-author", "byline",
        "dt-published", "https://schema.org/Article", "https://schema.org/Person", "copyright",
    ]
)  # fmt: skip


def element(tag: str, attributes: dict[str, str], inner: str) -> str:
    def escaped(text: str) -> str:
        text = text.encode("utf-8", "replace").decode()
        return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")

    written = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{escaped(inner)}</{tag}>"


ELEMENTS = st.builds(element, TAGS, st.dictionaries(ATTRIBUTES, WORDS | TEXTS, max_size=4), TEXTS)


@pytest.mark.slow
@given(JSON | st.lists(NODES, max_size=4), st.booleans())
@example(
    [{"@type": "Article", "author": {"@id": "a"}}, {"@id": "a", "author": {"@id": "a"}}], False
)
def test_any_json_in_json_ld_gives_something_valid(data: Any, is_ascii: bool) -> None:
    text = json.dumps(data, ensure_ascii=is_ascii).encode("utf-8", "replace").decode()
    read(f'<script type="application/ld+json">{text}</script><h1>Of quays</h1>')


@given(st.text())
def test_any_text_in_json_ld_is_read_or_reported(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    read(f'<script type="application/ld+json">{text}</script>')


@given(st.lists(ELEMENTS, max_size=12))
def test_any_elements_give_something_valid(elements: list[str]) -> None:
    read("".join(elements))


@given(TEXTS | st.text())
def test_names_in_any_text_are_names(text: str) -> None:
    for name in names_in(clean_line(text), may_be_inverted=True):
        Name.model_validate(name)


@given(st.text() | st.from_regex(r"[a-zA-Z]{1,4}([_-][a-zA-Z0-9]{1,5}){0,3}", fullmatch=True))
def test_a_language_tag_is_one_or_none_is_given(text: str) -> None:
    tag = language_tag(text)
    assert tag is None or tag.replace("-", "").isalnum()
    if tag is not None:
        assert language_tag(tag) == tag


SHAPES: Mapping[str, Callable[[int], str]] = {
    "authors in elements": lambda n: "<span class=author>Jane Doe</span>" * n,
    "nested authors": lambda n: "<div class=author>" * n,
    "authors in a string": lambda n: f"<meta name=author content='{'Jane Doe, ' * n}'>",
    "ands": lambda n: f"<meta name=author content='{' and ' * n}'>",
    "tokens": lambda n: f"<i property='{'dc:date ' * n}'>x</i>",
    "references": lambda n: (
        '<script type="application/ld+json">[{"@type":"Article","author":['
        + '{"@id":"a"},' * n
        + '1]},{"@id":"a","name":['
        + '"Jane Doe",' * n
        + '"x"]}]</script>'
    ),
    "parts of parts": lambda n: (
        '<script type="application/ld+json">[{"@type":"Article","isPartOf":{"@id":"p"}},'
        '{"@id":"p","@type":"PublicationIssue","isPartOf":[' + '{"@id":"p"},' * n + "1]}]</script>"
    ),
    "separators": lambda n: f"<title>{' - ' * n}</title><h1>x</h1>",
    "licences": lambda n: (
        "<a rel=license href='https://creativecommons.org/licenses/by/4.0/'>x</a>" * n
    ),
    "keys": lambda n: "".join(f"<meta name=x{i} content=y>" for i in range(n)),
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_grows_with_the_page(shape: str) -> None:
    article = Given(data=b"", id="article", file="page.html")

    def make(n: int) -> Work:
        tree = LexborHTMLParser(SHAPES[shape](n))
        return lambda: read_metadata(tree, path, article, None)

    assert grows(make, 1000) < MOST
