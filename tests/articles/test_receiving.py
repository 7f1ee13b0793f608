"""A file of any kind is received by the reader of its kind, which its content tells."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pytest

import archive
from archive.articles import content
from archive.articles.content import Enclosed, Given
from archive.articles.receiving import Reception, receive
from archive.errors import ReadError, UnknownFormat, UnknownOption
from archive.findings import warning
from archive.formats import FORMATS
from archive.formats.format import Format
from archive.formats.registry import FormatRegistry
from archive.model.captures import BlockOrigin
from tests.tools.cases import each_case

AT = "2016-03-20T09:30:00Z"


def of_shouts(given: Given, *, loud: bool = False) -> content.Article:
    """Text with an exclamation mark after each word."""
    words = given.data.decode().replace("!", "")
    return content.Article(
        [content.Paragraph(content.Words(words.upper() if loud else words))],
        given.media_type or "text/x-shouts",
    )


def out_of_box(stream: BinaryIO, name: str, *, text: int | None = None) -> Enclosed:
    """What lies in a box: the texts between lines of signs."""
    texts = stream.read().split(b"\n====\n")[1:]
    return Enclosed(
        data=texts[(text or 1) - 1],
        media_type="text/x-enclosed",
        fields={"address": f"box:{name}", "received_at": AT},
    )


class Few(FormatRegistry):
    """The formats of the library, and two of our own."""

    def __init__(self) -> None:
        super().__init__(FORMATS.homes)
        self.homes = {**self.homes, "shouts": "", "box": ""}
        self._formats["shouts"] = Format(
            name="shouts", media_type="text/x-shouts", suffixes=(".shout",), receive=of_shouts
        )
        self._formats["box"] = Format(name="box", media_type="text/x-box", unpack=out_of_box)


def received(data: bytes, name: str = "", format: str | None = None, **options: Any) -> Any:
    return receive(Few(), Reception(BytesIO(data), name), format, options)


def test_the_name_of_a_file_tells_where_its_content_does_not():
    result = received(b"It! rained!", "a.shout")
    assert [block.text for block in result.document.text_blocks()] == ["It rained"]
    assert result.document.captures[0].media_type == "text/x-shouts"
    [block] = received(b"It! rained!", "a.txt").document.text_blocks()
    assert block.text == "It! rained!"


def test_the_content_of_a_file_tells_more_than_its_name():
    with pytest.raises(ReadError, match="this is a PDF"):
        received(b"%PDF-1.7", "a.shout")


def test_a_format_can_be_named():
    [block] = received(b"It! rained!", "a.txt", "shouts", loud=True).document.text_blocks()
    assert block.text == "IT RAINED"
    with pytest.raises(UnknownFormat, match="shouts"):
        received(b"It rained.", "", "json")


def test_an_option_that_the_reader_does_not_take_is_refused():
    with pytest.raises(UnknownOption, match=r"loud.*shouts"):
        received(b"It rained.", "a.txt", loud=True)


def test_a_file_is_taken_out_of_a_web_archive():
    box = b"box\n====\nIt rained.\n====\nIt snowed."
    result = received(box, "a.box", "box", text=2)
    [block] = result.document.text_blocks()
    [capture] = result.document.captures
    assert block.text == "It snowed."
    assert (capture.address, capture.received_at) == ("box:a.box", AT)
    assert result.files == {"received/article.txt": b"It snowed."}
    assert isinstance(block.origin, BlockOrigin)


def test_plain_text_is_what_is_nothing_else():
    [block] = archive.receive(b"It rained.").document.text_blocks()
    assert block.text == "It rained."
    with pytest.raises(ReadError, match="holds no text"):
        archive.receive(b"")


@each_case(
    ("name", "meant"), [("tei", "tei-of-others"), ("md", "markdown"), ("Markdwn", "markdown")]
)
def test_a_name_that_no_reader_has_is_told_with_the_one_that_may_be_meant(name: str, meant: str):
    with pytest.raises(UnknownFormat, match=f"; perhaps {meant}$"):
        archive.receive(b"It rained.", name)


def test_a_damaged_zip_file_is_none_to_unpack():
    with pytest.raises(ReadError, match="a zip file that is damaged or cut off"):
        archive.receive(b"PK\x03\x04 cut off", file="a.docx")


def test_the_original_of_a_text_is_another_file(tmp_path: Path):
    same, empty, scan = (tmp_path / name for name in ("a.txt", "b.pdf", "c.pdf"))
    same.write_bytes(b"It rained.")
    empty.write_bytes(b"")
    scan.write_bytes(b"%PDF-1.7")
    for original, what in ((same, "the same file as the text"), (empty, "empty")):
        with pytest.raises(ReadError, match=f"is {what}"):
            archive.receive(same, transcript_of=original)
    result = archive.receive(same, transcript_of=scan)
    assert [(f.code, f.severity.value) for f in result.findings] == [
        ("transcript-not-kept", "note")
    ]


def test_a_capture_that_cannot_keep_its_name_says_so():
    result = archive.receive(b"It rained.", file="a:b.txt", id="rain")
    assert [finding.code for finding in result.findings] == ["capture-renamed"]
    assert list(result.files) == ["received/rain.txt"]


def test_the_id_is_made_from_the_name_of_the_file():
    assert archive.receive(b"It rained.", file="The Rain.txt").document.id == "the-rain"
    assert archive.receive(b"It rained.", file="The Rain.txt", id="r").document.id == "r"
    assert archive.receive(b"It rained.").document.id == "article"


@each_case("source", [None, 7, ["a.txt"]])
def test_what_is_received_is_bytes_or_a_path(source: Any):
    with pytest.raises(TypeError, match="receive takes bytes, or the path of a file"):
        archive.receive(source)


def test_a_media_type_tells_where_a_file_has_no_name_and_its_content_tells_nothing():
    def unpack(stream: BinaryIO, name: str) -> Enclosed:
        return Enclosed(data=stream.read()[4:], media_type="Text/X-Shouts;charset=utf-8")

    formats = Few()
    formats._formats["box"] = Format(name="box", media_type="text/x-box", unpack=unpack)
    result = receive(formats, Reception(BytesIO(b"box:It! rained!"), "a.box"), "box", {})
    assert [block.text for block in result.document.text_blocks()] == ["It rained"]


def test_what_chooses_a_page_is_passed_on_and_what_was_noticed_is_told():
    def unpack(stream: BinaryIO, name: str, *, address: str | None = None) -> Enclosed:
        told = (warning("not-kept", "", f"{name} for {address}"),)
        fields = {"address": "https://example.org/", "received_at": AT}
        return Enclosed(data=b"It rained.", fields=fields, findings=told)

    formats = Few()
    formats._formats["box"] = Format(
        name="box", media_type="text/x-box", suffixes=(".box",), unpack=unpack
    )
    given = {"address": "https://example.org/a", "received_at": "2026-01-01T00:00:00Z"}
    result = receive(formats, Reception(BytesIO(b""), "", "rain", given), "box", {})
    [capture] = result.document.captures
    assert (capture.address, capture.received_at) == ("https://example.org/", AT)
    same = receive(formats, Reception(BytesIO(b""), fields={"received_at": AT}), "box", {})
    assert [found.message for found in same.findings] == ["article.box for None"]
    assert [found.message for found in result.findings] == [
        "rain.box for https://example.org/a",
        f"2026-01-01T00:00:00Z is not kept: the web archive received the page at {AT}",
    ]
