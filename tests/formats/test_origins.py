"""Where a value was found, as a pointer in TEI: one form for each, which leads back to the same."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree, html

import archive
from archive.errors import ReadError
from archive.model.captures import Capture
from archive.model.document import Document
from archive.model.metadata import Metadata, Title
from tests.growth import MOST, Work, grows
from tests.tools.cases import each_case

PAGE = "<html><body><p>One</p><p>By <b>A. Author</b>, 3 May — 😀 today</p></body></html>"
FILE = "received/a (1)#.html"
NS = {"t": "http://www.tei-c.org/ns/1.0"}


def document(**origin: Any) -> Document:
    data = PAGE.encode()
    return Document(
        id="d",
        captures=(
            Capture(
                id="page",
                file=FILE,
                media_type="text/html",
                size_bytes=len(data),
                sha256=sha256(data).hexdigest(),
            ),
        ),
        metadata=Metadata(
            titles=(Title.model_validate({"text": "T", "origin": {"capture": "page", **origin}}),)
        ),
    )


def source(data: bytes) -> str:
    [found] = etree.fromstring(data).xpath("//t:title[@level='a']/@source", namespaces=NS)
    return str(found)


@each_case(
    ("origin", "fragment"),
    [
        ({"type": "capture"}, ""),
        ({"type": "element", "path": "/html[1]"}, "#xpath(/html%5B1%5D)"),
        ({"type": "element", "path": "/a[1]/*[2]"}, "#xpath(/a%5B1%5D/*%5B2%5D)"),
        ({"type": "element", "path": "/é[1]/w:p[2]"}, "#xpath(/%C3%A9%5B1%5D/w:p%5B2%5D)"),
        (
            {"type": "element", "path": "/html[1]/*[2]", "start": 3, "end": 48},
            "#string-range(/html%5B1%5D/*%5B2%5D,3,45)",
        ),
        (
            {"type": "element", "path": "/html[1]", "start": 7, "end": 7},
            "#string-range(/html%5B1%5D,7,0)",
        ),
    ],
)
def test_an_origin_has_one_form(origin: dict[str, Any], fragment: str) -> None:
    data = archive.write(document(**origin), "tei").data
    assert source(data) == f"received/a%20(1)%23.html{fragment}"
    again = archive.read(data).document
    assert again == document(**origin)
    assert archive.read(archive.write(again, "json").data).document == again


def test_a_stretch_of_an_element_is_found_by_xpath_and_counted_in_code_points() -> None:
    page = html.document_fromstring(PAGE)
    text = page.xpath("string(/html/body/p[2])")
    start = text.index("3 May")
    origin = {"path": "/html[1]/body[1]/p[2]", "start": start, "end": len(text) - 6}
    pointer = source(archive.write(document(type="element", **origin), "tei").data)
    found = re.fullmatch(r"[^#]+#string-range\((.*),(\d+),(\d+)\)", pointer)
    assert found is not None
    path, at, length = unquote(found[1]), int(found[2]), int(found[3])
    assert page.xpath(f"substring(string({path}), {at + 1}, {length})") == "3 May — 😀"


@each_case("fragment", ["#xpath(", "#string-range(", "#string-range(,1,1", "#char=1,"])
def test_a_pointer_that_never_ends_is_refused_in_time_that_grows_with_it(fragment: str) -> None:
    plain = archive.write(document(type="capture"), "tei").data.decode()
    source = 'source="received/a%20(1)%23.html'
    assert source in plain

    def refusal(times: int) -> Work:
        data = plain.replace(source, source + fragment * times).encode()

        def refused() -> None:
            with pytest.raises(archive.errors.InvalidDocument):
                archive.read(data)

        return refused

    assert grows(refusal, 1000) < MOST


@each_case(
    "fragment",
    [
        "#xpath(/%FF%5B1%5D)",  # no UTF-8: it must not become a U+FFFD
        "#xpath(/%22%5B1%5D)",
        "#xpath(/html)",
        "#xpath()",
        "#string-range(/html%5B1%5D,1)",
        "#string-range(/html%5B1%5D,-1,5)",
        "#string-range(/html%5B1%5D, 1,5)",
        "#string-range(,1,5)",
        f"#string-range(/html%5B1%5D,1,{'9' * 5000})",
        "#string-range(/html%5B1%5D,1,5,7,2)",
    ],
)
def test_what_is_no_origin_is_refused_and_not_mended(fragment: str) -> None:
    plain = archive.write(document(type="capture"), "tei").data.decode()
    data = plain.replace(
        'source="received/a%20(1)%23.html', f'source="received/a%20(1)%23.html{fragment}'
    )
    assert data != plain
    with pytest.raises((ReadError, archive.errors.InvalidDocument)):
        archive.read(data.encode())
    assert not archive.validate(data.encode(), format="tei").ok
