"""Metadata come from the best place in a page, and are guessed only where no place gives them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.articles.html.metadata import CODES
from archive.articles.html.metadata.author_names import display_name, is_no_name, names_in
from archive.articles.html.metadata.dates import agree, edtf, is_published_on, prints_date
from tests.articles.html.metadata.reading import read, value_lines
from tests.tools.cases import each_case

NOTHING = {"title": None, "author": None, "date": None, "sitename": None}


def guesses(**fields: Any) -> SimpleNamespace:
    return SimpleNamespace(**{**NOTHING, **fields})


def test_trafilatura_is_asked_for_what_a_page_gives_nowhere() -> None:
    guess = guesses(title="Of quays", author="Jane Doe; John Smith", sitename="The Paper")
    assert value_lines(read("<p>Text.", trafilatura=guess)) == [
        "titles: Of quays (inferred)",
        "authors: Jane Doe (inferred)",
        "authors: John Smith (inferred)",
        "container: The Paper (inferred)",
    ]


def test_trafilatura_is_not_asked_for_what_a_page_gives() -> None:
    page = "<title>Of quays</title><meta name=author content='Ana Li'><h1>Of quays</h1>"
    guess = guesses(title="Something else", author="Jane Doe")
    assert value_lines(read(page, trafilatura=guess)) == value_lines(read(page))


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("<table><td>First Posted<td>November 29, 2007</table>", None),
        ("<p>Text.</p>", "https://example.org/2007/11/29/quays"),
        ("<script>f.firstPubDate = '2007-11-29'</script>", None),
    ],
)
def test_a_guessed_date_is_taken_where_the_page_says_so(page: str, address: str | None) -> None:
    found = read(page, address=address, trafilatura=guesses(date="2007-11-29"))
    assert found.metadata["publication"]["published"] == {
        "date": "2007-11-29",
        "basis": "inferred",
    }


@each_case(
    "page",
    [
        "<p>Text.</p>",
        "<p>A page, published by others. Retrieved 2007-11-29.</p>",
        "<p>A page. Retrieved November 29, 2007.</p>",
        "<p>2007-11-29",
    ],
)
def test_a_guessed_date_that_nothing_supports_is_an_invention(page: str) -> None:
    assert "publication" not in read(page, trafilatura=guesses(date="2007-11-29")).metadata


def test_the_name_of_a_host_is_not_that_of_a_site() -> None:
    assert (
        "publication" not in read("<p>Text.", trafilatura=guesses(sitename="example.org")).metadata
    )


def test_the_address_that_a_page_was_received_from_tells_its_json_ld() -> None:
    nodes = (
        '<script type="application/ld+json">[{"@type":"Article","url":"https://e.org/a","author":'
        '"Ana Li"},{"@type":"Article","url":"https://e.org/b","author":"Bo Ek"}]</script>'
    )
    (author,) = read(nodes, address="http://www.e.org/b/").metadata["authors"]
    assert author["name"] == {"literal": "Bo Ek"}
    assert "authors" not in read(nodes).metadata


def test_an_element_that_stands_too_deep_for_an_origin_gives_none() -> None:
    (title,) = read("<div>" * 300 + "<h1>Of quays</h1>").metadata["titles"]
    assert title == {"text": "Of quays", "type": "main", "basis": "printed"}


def test_an_author_that_is_printed_has_the_printed_element_as_origin() -> None:
    head = "<meta name=author content='JANE DOE'>"
    (author,) = read(f"{head}<h1>T</h1><p class=byline>By Jane Doe</p>").metadata["authors"]
    assert author["basis"] == "printed"
    assert author["origin"]["path"] == "/html[1]/body[1]/p[1]"
    (author,) = read(f"{head}<h1>T</h1><p class=byline>By Ana Li</p>").metadata["authors"]
    assert author["basis"] == "embedded"


def test_a_source_that_names_more_authors_comes_first() -> None:
    page = (
        "<meta name=author content='Jane Doe'><h1>T</h1><p class=byline><a class=author-name>Jane "
        "Doe</a>, <a class=author-name>Ana Li</a></p>"
    )
    names = [display_name(one["name"]) for one in read(page).metadata["authors"]]
    assert names == ["Jane Doe", "Ana Li"]


def test_keys_without_a_place_are_reported_one_by_one() -> None:
    page = "".join(f"<meta property=article:x{n} content=y>" for n in range(30))
    findings = read(f"{page}<meta name=mine content=y>").findings
    assert len(findings) == 31
    assert findings[-1].message == "metadata of unknown vocabularies: 1 (mine 1)"
    assert {finding.location.pointer for finding in findings[:2]} == {
        "/html[1]/head[1]/meta[1]",
        "/html[1]/head[1]/meta[2]",
    }


def test_a_title_that_is_far_too_long_is_none() -> None:
    found = read(f"<meta property=og:title content='{'long ' * 1000}'><h1>T</h1>")
    assert [one["text"] for one in found.metadata["titles"]] == ["T"]
    assert found.findings[0].message.startswith('"og:title of 4999 characters"')


def test_every_code_has_a_page() -> None:
    assert all(text.strip() for text in CODES.values())


# --- names ---


@each_case(
    ("text", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Jane Doe and John Smith", ["Jane Doe", "John Smith"]),
        ("Jane Doe, John Smith & Ana Li", ["Jane Doe", "John Smith", "Ana Li"]),
        ("Jane Doe, John Smith, and Ana Li", ["Jane Doe", "John Smith", "Ana Li"]),
        ("Jane Doe; Smith", ["Jane Doe", "Smith"]),
        ("Jane Doe | John Smith", ["Jane Doe", "John Smith"]),
        ("By Jane Doe and Reuters", ["Jane Doe", "Reuters"]),
        ("Jane Doe, Political Editor", ["Jane Doe"]),
        ("Jane Doe, PhD", ["Jane Doe, PhD"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Marks and Spencer", ["Marks and Spencer"]),
        ("Ministry of Trade and Industry", ["Ministry of Trade and Industry"]),
        ("Byron Smith", ["Byron Smith"]),
        ("王小明、李大華", ["王小明", "李大華"]),
        ("", []),
    ],
)
def test_several_names_in_one_string_are_told_apart(text: str, names: list[str]) -> None:
    assert [display_name(name) for name in names_in(text)] == names


def test_only_where_it_may_be_the_family_name_stands_first() -> None:
    assert [*names_in("Doe, Jane")] == [{"literal": "Doe, Jane"}]
    assert [*names_in("Doe, Jane; van Gogh, Vincent", may_be_inverted=True)] == [
        {"family": "Doe", "given": "Jane"},
        {"family": "van Gogh", "given": "Vincent"},
    ]


@each_case("text", ["admin", "Editor", "www.example.org", "j@x.org", "@j", "12", "—"])
def test_what_is_no_name_is_no_author(text: str) -> None:
    assert is_no_name(text)


# --- dates ---


@each_case(
    ("text", "date"),
    [
        ("2016-03-20", "2016-03-20"),
        ("2016-03-20T09:30:00Z", "2016-03-20T09:30:00Z"),
        ("2016-03-20T09:30:00.123+0100", "2016-03-20T09:30:00+01:00"),
        ("2016-03-20 09:30:00 UTC", "2016-03-20T09:30:00Z"),
        ("2016-03-20T09:30Z", "2016-03-20"),
        ("2016-03-20T25:00:00Z", "2016-03-20"),
        ("2016-03-20T09:30:00", "2016-03-20T09:30:00"),
        ("2016", "2016"),
        ("2016-03", "2016-03"),
        ("201603", None),
        ("20160320", "2016-03-20"),
        ("Sun, 20 Mar 2016 09:30:00 GMT", "2016-03-20"),
        ("20. März 2016", "2016-03-20"),
        ("1458466200", None),
        ("2016-02-30", None),
        ("0000-00-00", None),
        ("yesterday", None),
        ("20 March 2016 to 21 March 2016", None),
    ],
)
def test_a_date_is_edtf_or_none(text: str, date: str | None) -> None:
    assert edtf(text) == date


def test_dates_agree_if_one_says_more_or_the_zone_moves_the_day() -> None:
    assert agree("2016-03", "2016-03-20T09:30:00Z")
    assert agree("2016-03-20T23:30:00-05:00", "2016-03-21T04:30:00Z")
    assert not agree("2016-03-20", "2016-03-21")
    assert not agree("2016-03", "2016-04-20")
    assert not agree("201", "2016")


def test_a_day_is_printed_in_words_or_in_figures_that_may_mean_it() -> None:
    assert prints_date("Posted on March 4, 2016", "2016-03-04T09:30:00Z")
    assert prints_date("03/04/2016", "2016-03-04")
    assert not prints_date("2 days ago", "2016-03-04")
    assert not is_published_on("2016", LexborHTMLParser("published 2016"), "")


@pytest.mark.slow
def test_an_address_that_is_relative_is_resolved_if_it_is_known_to_what() -> None:
    import archive

    page = (
        b"<!DOCTYPE html><html><link rel=canonical href='/a.html'><meta property=og:url content=True>"
        b"<h1>Trade</h1><p>Prices rose in 2015, and nobody at the council knew why they did. "
        + b"It said so. " * 9
        + b"</p>"
    )
    result = archive.receive(page, id="t", address="https://harbour.example/b/c")
    assert [one.address for one in result.document.metadata.addresses] == [
        "https://harbour.example/a.html"
    ]
    assert [f.message.partition(" is left out")[0] for f in result.findings] == ['og:url "True"']
    alone = archive.receive(page, id="t")
    assert alone.document.metadata.addresses == ()
    assert len(alone.findings) == 2
