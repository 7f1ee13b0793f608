"""An image whose bytes lie in the received file is a file of the record, and a capture."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.articles.embedded_images import embedded_image, image_in_address, image_type
from archive.formats.format import ReadResult
from archive.model.blocks import Figure, InlineImage
from archive.model.identifiers import file_name_problem
from tests.tools.cases import each_case

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SPACER = b"GIF89a\x01\0\x01\0\0\0\0"
WORDS = " ".join(["The council counted the ferries of Aske again, and found none of them."] * 6)


def address(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def page(body: str) -> bytes:
    text = f"<p>{WORDS}</p>"
    return (
        f"<!doctype html><meta charset=utf-8><title>T</title><article><h1>T</h1>{text}{body}{text}"
    ).encode()


def message(body: str, *parts: str, start: str = "", mark: str = "") -> bytes:
    named = f'; start="{start}"' if start else ""
    root = (
        "Content-Type: text/html; charset=utf-8\nContent-ID: <root@x>\n"
        f"Content-Location: https://example.org/a/page.html\n\n{page(body).decode()}"
    )
    pieces = "".join(f"--edge\n{part}\n" for part in (*parts, root))
    return (
        f"{mark}From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; "
        f'boundary="edge"{named}\n\n{pieces}--edge--\n'
    ).encode()


def part(data: bytes, *fields: str) -> str:
    head = "\n".join((*fields, "Content-Type: image/gif", "Content-Transfer-Encoding: base64"))
    return f"{head}\n\n{base64.b64encode(data).decode()}"


def figures(result: ReadResult) -> list[Figure]:
    return [one for _, one in result.document.index.of_type(Figure)]


def check_record(result: ReadResult, folder: Path) -> None:
    """Check that the record is sound with its files, equal in each exact form, and can be shown."""
    document = result.document
    assert [capture.file for capture in document.captures] == list(result.files)
    archive.save(document, folder / document.id, files=result.files)
    found = {one.code for one in archive.validate(folder / document.id)}
    of_images = {"image-without-rights", "image-without-description"}
    assert found <= {"rights-left-out", "metadata-left-out"} | of_images
    for form in ("json", "tei"):
        assert archive.read(archive.write(document, form).data).document == document
    for form in ("html", "markdown"):
        assert b"<script>alert" not in archive.write(document, form).data


@each_case(
    ("data", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (SVG, "image/svg+xml"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- > --><!DOCTYPE svg [<!x>]>\n" + SVG, "image/svg+xml"),
    ],
)  # fmt: skip
def test_an_image_in_a_page_is_a_file(data: bytes, media_type: str, tmp_path: Path) -> None:
    html = page(f'<figure><img src="{address(data, "image/x")}" alt="D" width=20></figure>')
    result = archive.receive(html, format="html")
    [figure] = figures(result)
    assert figure.image is not None
    assert figure.image.file is not None
    assert figure.image.address is None
    assert (figure.image.media_type, figure.image.width_pixels) == (media_type, 20)
    assert result.files[figure.image.file] == data
    assert figure.description == "D"
    assert all(finding.severity == "note" for finding in result.findings)
    check_record(result, tmp_path)


def test_an_image_that_is_there_twice_is_one_capture(tmp_path: Path) -> None:
    image = f'<figure><img src="{address(PNG)}"></figure>'
    other = f'<figure><img src="{address(PNG + b"!")}"></figure>'
    result = archive.receive(page(f"{image}<p>{WORDS}!</p>{other}<p>{WORDS}?</p>{image}"))
    files = [figure.image.file for figure in figures(result) if figure.image]
    assert files[0] == files[2] != files[1]
    assert len(result.document.captures) == len(result.files) == 3
    check_record(result, tmp_path)


def test_a_placeholder_gives_way_to_the_address_and_a_spacer_is_no_figure() -> None:
    image = f'<figure><img src="{address(SPACER)}" data-src="https://example.org/a.jpg"></figure>'
    spacer = f'<figure><img src="{address(SPACER)}"></figure>'
    result = archive.receive(page(f"{image}<p>{WORDS}!</p>{spacer}"))
    [figure] = figures(result)
    assert figure.image is not None
    assert figure.image.address == "https://example.org/a.jpg"
    assert len(result.files) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "fields", "kept"),
    [
        ("cid:i%40x", ("Content-ID: <i@x>",), None),
        ("../i.gif", ("Content-Location: https://example.org/i.gif",), "../i.gif"),
        ("i.gif", ("Content-Location: i.gif",), "i.gif"),
        ("https://cdn.example.org/i", ("Content-Location: https://cdn.example.org/i",),
         "https://cdn.example.org/i"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("start", ["", "root@x", "<root@x>"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_image_in_mhtml_is_a_file(
    source: str, fields: tuple[str, ...], kept: str | None, start: str, mark: str, tmp_path: Path
) -> None:
    advertisement = "Content-Type: text/html\nContent-ID: <ad@x>\n\n<p>Buy"
    parts = (part(PNG, *fields), advertisement) if start else (part(PNG, *fields),)
    data = message(f'<figure><img src="{source}"></figure>', *parts, start=start, mark=mark)
    result = archive.receive(data)
    [figure] = figures(result)
    assert figure.image is not None
    assert figure.image.file is not None
    assert (figure.image.media_type, figure.image.address) == ("image/png", kept)
    assert result.files[figure.image.file] == PNG
    check_record(result, tmp_path)


@pytest.mark.parametrize("source", [address(PNG), "cid:i@x", "https://example.org/i.gif"])
def test_an_image_in_a_line_of_a_page_leads_to_its_file(source: str, tmp_path: Path) -> None:
    fields = ("Content-ID: <i@x>", "Content-Location: https://example.org/i.gif")
    data = message(f'<p>{WORDS} <img src="{source}"> and so on.</p>', part(PNG, *fields))
    result = archive.receive(data)
    [(_, mark)] = result.document.index.of_type(InlineImage)
    assert result.files[mark.target] == PNG
    check_record(result, tmp_path)


@pytest.mark.parametrize("form", ["![D]({})", '<img src="{}" alt="D">'])
def test_an_image_alone_in_markdown_is_a_file(form: str, tmp_path: Path) -> None:
    text = f"# T\n\n{WORDS}\n\n{form.format(address(PNG))}\n\n{WORDS}\n"
    result = archive.receive(text.encode(), format="markdown")
    [figure] = figures(result)
    assert figure.image is not None
    assert figure.image.file is not None
    assert result.files[figure.image.file] == PNG
    assert not result.findings
    check_record(result, tmp_path)


@each_case("form", ["a ![]({}) b", 'a <img src="{}"> b', "- a ![]({})\n\n  b"])
def test_an_image_in_a_line_of_markdown_leads_to_its_file(form: str, tmp_path: Path) -> None:
    text = f"# T\n\n{form.format(address(PNG))}\n"
    result = archive.receive(text.encode(), format="markdown")
    [(_, mark)] = result.document.index.of_type(InlineImage)
    assert result.files[mark.target] == PNG
    check_record(result, tmp_path)


def test_an_address_that_holds_no_image_is_reported() -> None:
    text = f"# T\n\na ![]({address(b'no image')}) b\n\n![]({address(b'')})\n"
    result = archive.receive(text.encode(), format="markdown")
    assert [one.message for one in result.findings] == [
        "data addresses that hold no image: 2, first at line 3"
    ]
    assert "data:" not in archive.write(result.document, "json").data.decode()


@given(st.binary())
def test_an_address_holds_the_bytes_that_were_written_into_it(data: bytes) -> None:
    found = image_in_address(address(PNG + data, ""))
    assert found is not None
    assert found.data == PNG + data


@given(st.text() | st.text("data:;base64,=%+/ \nA", max_size=40))
def test_any_text_is_an_address_of_an_image_or_of_none(text: str) -> None:
    found = image_in_address(text)
    assert found is None or image_type(found.data) == found.type


@given(st.binary(max_size=30), st.sampled_from([b"GIF89a", PNG[:16], b"<svg ", b"RIFF1234WEBP"]))
def test_the_name_of_a_file_is_made_from_its_bytes(data: bytes, beginning: bytes) -> None:
    image = embedded_image(beginning + data)
    assert image is not None
    assert file_name_problem(image.file) is None
    assert image.size is None or min(image.size) >= 0


def test_a_record_is_rebased_onto_a_page_with_other_images(tmp_path: Path) -> None:
    def received(data: bytes) -> ReadResult:
        text = f"# T\n\n{WORDS}\n\n![D]({address(data)})\n\n{WORDS}!\n"
        return archive.receive(text.encode(), format="markdown", id="a")

    old, same, new = received(PNG), received(PNG), received(PNG + b"!")
    for other in (same, new):
        rebased = archive.rebase(old.document, onto=other.document).document
        [(_, figure)] = rebased.index.of_type(Figure)
        assert figure.image is not None
        assert figure.image == figures(other)[0].image
        files = {**old.files, **other.files}
        assert figure.image.file in files
        assert figure.image.file in [one.file for one in rebased.captures]
