"""The one place where words are escaped for HTML."""

from __future__ import annotations

import re
import unicodedata

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.view.html.markup import (
    Markup,
    balanced,
    bdi,
    closing,
    element,
    escape,
    href,
    joined,
    opening,
)
from tests.growth import MOST, Work, grows
from tests.tools.cases import each_case

TEXT = st.text(st.characters() | st.sampled_from("<>&\"'\0\x0b\x85\u202e\u2069\n\ud800\ufffe"))


def parsed(markup: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(markup, create_parent="div")


@given(text=TEXT)
def test_words_are_read_as_they_were_written(text: str) -> None:
    """But for what HTML forbids, and for line ends, which a parser makes all the same."""
    root = parsed(f"{element('b', text, title=text)}")
    (bold,) = root
    expected = "".join(map(_allowed, text))
    assert bold.tag == "b"
    assert dict(bold.attrib).keys() == {"title"}
    assert not len(bold)
    assert _ends(bold.text_content()) == _ends(expected)
    assert _ends(bold.get("title")) == _ends(expected)


def _allowed(character: str) -> str:
    forbidden = unicodedata.category(character) == "Cc" and character not in "\t\n\f\r"
    forbidden |= "\ud800" <= character <= "\udfff" or "\ufdd0" <= character <= "\ufdef"
    return "\ufffd" if forbidden or ord(character) & 0xFFFE == 0xFFFE else character


def _ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


@given(text=TEXT)
def test_what_is_escaped_is_not_escaped_again(text: str) -> None:
    once = escape(text)
    assert joined(once) == once == joined([[once]])
    assert element("b", once) == element("b", text)
    assert isinstance(once, Markup)


def test_attributes_are_quoted_and_named_as_in_html() -> None:
    assert element("td", class_="a", data_c=1, aria_sort=None, hidden=True, open=False) == (
        '<td class="a" data-c="1" hidden=""></td>'
    )
    assert opening("svg", viewBox="0 0 1 1") + closing("svg") == '<svg viewBox="0 0 1 1"></svg>'


def test_a_line_end_at_the_beginning_of_lines_as_they_stand_is_kept() -> None:
    assert element("pre", "\na") == "<pre>\n\na</pre>"


HARMFUL = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "vbscript:a",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "ftp://example.org/",
    "\\\\host\\share",
    "/\\host/share",
    "https://example.org/\u202egnp.exe",
    "https://example.org/a b",
    "",
]  # fmt: skip

HARMLESS = {
    "https://example.org/?a=1&b=2#c": "https://example.org/?a=1&b=2#c",
    "HTTP://example.org": "HTTP://example.org",
    "mailto:a@example.org": "mailto:a@example.org",
    "#claim-1": "#claim-1",
    "/wiki/A": "/wiki/A",
    "a/b:c": "a/b:c",
    "//example.org/a": "https://example.org/a",
    "https://[2001:db8::1]/[a]": "https://[2001:db8::1]/%5Ba%5D",
    "https://example.org/100%": "https://example.org/100%25",
    "https://example.org/%7Ea": "https://example.org/%7Ea",
    'https://example.org/"><script>': "https://example.org/%22%3E%3Cscript%3E",
    "https://example.org/中国": "https://example.org/中国",
}


@each_case("address", HARMFUL)
def test_no_link_leads_where_a_script_runs_or_a_disk_is_read(address: str) -> None:
    assert href(address) is None
    assert element("a", "b", href=address) == "<a>b</a>"


@each_case(("address", "target"), HARMLESS.items())
def test_a_link_leads_to_the_web_to_mail_and_within(address: str, target: str) -> None:
    assert href(address) == target
    assert href(target) == target


@given(
    address=st.text(st.characters() | st.sampled_from("javscriptdt:/\\#?%\t\n\x01&;"), max_size=30)
)
def test_a_target_has_an_allowed_scheme_or_none(address: str) -> None:
    target = href(address)
    if target is not None:
        scheme, colon, _ = target.partition(":")
        letters = scheme.replace("+", "").replace("-", "").replace(".", "")
        is_scheme = colon and letters.isascii() and letters.isalnum() and scheme[0].isalpha()
        assert not is_scheme or scheme.lower() in ("http", "https", "mailto")
        assert not target.startswith(("//", "\\"))
        assert not re.search("[\x00-\x20\x7f-\x9f\\\\]", target)


DIRECTING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(text=st.text(st.sampled_from(f"ab{DIRECTING}")))
def test_a_change_of_direction_ends_where_its_words_end(text: str) -> None:
    kept = balanced(text)
    assert balanced(kept) == kept
    assert [c for c in kept if c in "ab"] == [c for c in text if c in "ab"]
    embeddings, isolates = [], 0
    for character in kept:
        if character in "\u202a\u202b\u202d\u202e":
            embeddings.append(isolates)
        elif character == "\u202c":
            assert embeddings
            assert embeddings.pop() == isolates
        elif character in "\u2066\u2067\u2068":
            isolates += 1
        elif character == "\u2069":
            isolates -= 1
            assert isolates >= 0
            while embeddings and embeddings[-1] > isolates:  # they end with it
                embeddings.pop()
    assert (embeddings, isolates) == ([], 0)


@pytest.mark.slow
@each_case("begin", ["\u202a", "\u2067", "\u202a\u2067"])
@each_case("end", ["\u202c", "\u2069", "\u2069\u202c"])
def test_many_changes_of_direction_take_no_longer_than_their_number(begin: str, end: str) -> None:
    def make(n: int) -> Work:
        return lambda: balanced(begin * n + end * n)

    assert grows(make, 2000) < MOST


def test_words_within_others_are_isolated() -> None:
    assert bdi("שלום", lang="he") == '<bdi lang="he">שלום</bdi>'
    assert bdi("a\u2069b") == "<bdi>ab</bdi>"
