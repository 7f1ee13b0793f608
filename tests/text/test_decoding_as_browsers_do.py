"""Bytes are decoded as the Encoding Standard decodes them; Chromium is its judge."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UnknownEncoding
from archive.text.decoding import byte_order_of, charset_of, decode_as_browsers_do
from archive.text.encodings import ENCODINGS

SINGLE = [
    encoding.name
    for encoding in ENCODINGS
    if encoding.name.startswith(
        ("windows-125", "iso-8859", "koi8", "mac", "x-mac", "ibm", "windows-8")
    )
]


@given(st.binary(), st.sampled_from([encoding.name for encoding in ENCODINGS]))
def test_any_bytes_are_text(data: bytes, encoding: str) -> None:
    assert isinstance(decode_as_browsers_do(data, encoding), str)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_in_utf_8_is_itself(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode_as_browsers_do(text.encode(), "utf-8") == text


def test_a_byte_order_mark_wins() -> None:
    assert byte_order_of(b"\xfe\xff\0a") == "utf-16be"
    assert decode_as_browsers_do(b"\xfe\xff\0a", "windows-1252") == "a"
    assert byte_order_of(b"\xef\xbb") == ""


def test_an_encoding_that_is_none_is_reported() -> None:
    with pytest.raises(UnknownEncoding):
        decode_as_browsers_do(b"a", "none")


def test_the_charset_of_a_media_type_is_what_stands_there() -> None:
    assert charset_of('text/html; charset="UTF-8"') == "UTF-8"
    assert charset_of("text/html") == ""


@pytest.mark.judged
@pytest.mark.parametrize("encoding", SINGLE)
def test_each_byte_of_an_encoding_stands_for_what_a_browser_says(
    encoding: str, chromium: Any
) -> None:
    window = chromium.new_context().new_page()
    said = window.evaluate(
        "(name) => new TextDecoder(name).decode(new Uint8Array([...Array(256).keys()]))", encoding
    )
    window.context.close()
    assert decode_as_browsers_do(bytes(range(256)), encoding) == said
