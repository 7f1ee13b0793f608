"""An address in a web archive gives the original address and time of its page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.articles.memento import OriginalResource, original_of, original_of_headers
from archive.model import Memento
from tests.tools.cases import each_case

AT = "2016-03-20T09:30:00Z"
WHERE = "https://example.org/a?b=/c/#d"


@each_case(
    "address",
    [
        f"https://web.archive.org/web/20160320093000/{WHERE}",
        f"http://web.archive.org:80/web/20160320093000id_/{WHERE}",
        f"https://wayback.archive-it.org/7932/20160320093000mp_/{WHERE}",
        f"https://arquivo.pt/wayback/20160320093000/{WHERE}",
        f"https://www.webarchive.org.uk/wayback/archive/20160320093000/{WHERE}",
        f"https://webarchive.nationalarchives.gov.uk/ukgwa/20160320093000/{WHERE}",
        f"https://archive.ph/2016.03.20-093000/{WHERE}",
        f"https://archive.ph/20160320093000/{WHERE}",
        f"https://web.archive.org/web/20160320093000/{WHERE.replace('//', '/')}",
    ],
)
def test_an_address_in_a_web_archive_holds_the_original_and_the_time(address: str) -> None:
    assert original_of(address) == OriginalResource(WHERE, AT)


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/2016/https://example.org/a",
        "https://web.archive.org/web/201603200930/https://example.org/a",
        "https://web.archive.org/web/20169999999999/https://example.org/a",
    ],
)
def test_a_time_that_is_no_moment_is_left_out(address: str) -> None:
    assert original_of(address) == OriginalResource("https://example.org/a", None)


def test_an_original_without_a_scheme_is_one_of_http() -> None:
    address = "https://web.archive.org/web/20160320093000/example.org/a"
    assert original_of(address) == OriginalResource("http://example.org/a", AT)


@each_case(
    "address",
    [
        "https://example.org/2016/03/20/a",
        "https://example.org/20160320093000/a",
        "https://example.org/2016/https://example.org/a",
        "https://example.org/web/2016/ferry.html",
        "https://example.org/web/20160320093000/ferry.html",
        "https://example.org/a?from=/web/20160320093000/https://example.org/b",
        "https://web.archive.org/web/",
        "https://web.archive.org/web/*/https://example.org/a",
        "https://web.archive.org/web/20160320093000/",
        "https://web.archive.org/web/20160320093000/https://",
        "ftp://web.archive.org/web/20160320093000/https://example.org/a",
        "urn:isbn:9780306406157",
        "",
    ],
)
def test_other_addresses_are_none_in_a_web_archive(address: str) -> None:
    assert original_of(address) is None


@given(st.text(max_size=40))
def test_whatever_an_address_is_it_is_looked_at(text: str) -> None:
    original_of(text)
    original_of(f"https://web.archive.org/web/20160320093000/{text}")


def test_the_headers_of_a_memento_say_the_same() -> None:
    link = f'<{WHERE}>; rel="original"; title="a, b", <https://x.example/>; rel="memento first"'
    moment = ("Memento-Datetime", "Sun, 20 Mar 2016 10:30:00 +0100")
    assert original_of_headers([moment, ("link", link)]) == OriginalResource(WHERE, AT)
    assert original_of_headers([moment]) is None
    assert original_of_headers([("Link", link)]) is None
    assert original_of_headers([("Memento-Datetime", "yesterday"), ("Link", link)]) is None
    assert original_of_headers([moment, ("Link", f"<{WHERE}>; rel=timegate")]) is None


def test_a_file_from_a_web_archive_says_from_where_and_when_that_received_it() -> None:
    address = f"https://web.archive.org/web/20160320093000/{WHERE}"
    result = archive.receive(b"It rained.\n", address=address, received_at="2026-11-27T10:00:00Z")
    [capture] = result.document.captures
    assert (capture.address, capture.received_at) == (WHERE, AT)
    assert capture.memento == Memento(address=address, received_at="2026-11-27T10:00:00Z")
    assert [*result.findings] == []


def test_a_time_that_is_not_given_to_the_second_is_left_open() -> None:
    address = "https://web.archive.org/web/2016/https://example.org/a"
    result = archive.receive(b"It rained.\n", address=address)
    assert result.document.captures[0].received_at is None
    assert [found.code for found in result.findings] == ["not-kept"]
