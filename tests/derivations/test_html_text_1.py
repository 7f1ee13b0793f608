"""`html-text-1`: what it gives is fixed for good, for every page; browsers are its judges."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derivations.element_text import MOST_STEPS
from archive.derivations.html_text_1 import BLOCKS, DERIVATION, LEFT_OUT, VERBATIM, Page
from archive.errors import ReadError, UnknownEncoding
from archive.model.captures import BlockOrigin, CaptureOrigin, ElementOrigin
from archive.text.characters import NOT_XML
from tests.growth import MOST, grows
from tests.tools.cases import each_case

pytest.importorskip("selectolax")


def page_of(markup: str | bytes, media_type: str = "text/html") -> Page:
    data = markup if isinstance(markup, bytes) else markup.encode()
    return DERIVATION.derive(data, media_type)


def origin(path: str, start: int | None = None, end: int | None = None) -> ElementOrigin:
    return ElementOrigin(capture="c", path=path, start=start, end=end)


CASES = [
    ("", ""),
    ("a", "a"),
    (" a \t\n\f\r b ", "a b"),
    ("<p>a<p>b", "a\nb"),
    ("<p> a <b> b </b> c </p>", "a b c"),
    ("a<b> b</b>c", "a bc"),
    ("a<b>b </b> c", "ab c"),
    ("a<br>b", "a\nb"),
    ("a <br> b", "a\nb"),
    ("a<br><br>b", "a\n\nb"),
    ("<br>a<br>", "a"),
    ("<div>a<br></div>b", "a\nb"),
    ("<div>a</div><br>b", "a\n\nb"),
    ("<div>a<div>b</div>c</div>", "a\nb\nc"),
    ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "a\nb\nc\nd"),
    ("<table><tr><td>a<td>b<tr><th>c</table>", "a\nb\nc"),
    ("<x-y>a</x-y><unknown>b</unknown>", "ab"),
    ("<pre>\n  a\n\n b </pre>c", "  a\n\n b \nc"),
    ("<pre>a\n</pre>b", "a\nb"),
    ("<pre>a<br>b</pre>", "a\nb"),
    ("a <textarea> b  c </textarea> d", "a  b  c  d"),
    ("a\u00a0\u00a0 b\u3000\u2003c", "a\u00a0\u00a0 b\u3000\u2003c"),
    ("a<!-- b -->c", "ac"),
    ("a<script>b</script><style>c</style><template>d</template>e", "ae"),
    ("a<iframe>b</iframe><video>c</video><audio>d</audio><canvas>e</canvas>f", "af"),
    ("a<object>b</object>c", "abc"),
    ("a<svg><text>b</text><title>c</title></svg>d", "ad"),
    ("<math><mi>x</mi><annotation>y</annotation></math>", "x"),
    ("<noscript><p>a</p></noscript>b", "a\nb"),
    ("<p hidden>a</p><p style='display:none'>b</p>", "a\nb"),
    ("<ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby>字", "漢（かん）字"),
    ("<select><option>a<option>b</select>", "a\nb"),
    ("<title>t</title><p>a", "a"),
    ("a&amp;b&nbsp;c&#x1;d&#0;e&#xFFFE;", "a&b\u00a0c\ufffdd\ufffde\ufffd"),
    ("<p>a\0b", "ab"),
    ("<b><p>a</b>b</p>c", "ab\nc"),
    ("<table>a<tr><td>b</table>", "a\nb"),
    ("<frameset><frame></frameset>", ""),
    ("e\u0301\u200f\u00ad", "e\u0301\u200f\u00ad"),
]


@each_case(("markup", "text"), CASES)
def test_a_page_gives_what_it_gave_when_the_derivation_was_released(markup: str, text: str) -> None:
    assert page_of(markup).text == text


@each_case(
    ("data", "media_type", "text"),
    [
        (b"\x93a\x94\x81", "text/html;charset=windows-1252", "“a”\x81"),
        (b"caf\xe9", "text/html;charset=iso-8859-1", "café"),
        (b"a\xffb", "text/html", "a\ufffdb"),
        ("é".encode(), "text/html", "é"),
        (b"\xef\xbb\xbf\xc3\xa9", "text/html;charset=windows-1252", "é"),
        (b"\xff\xfea\0", "text/html;charset=utf-8", "a"),
        ("あ".encode("cp932"), "text/html;charset=shift_jis", "あ"),
        (b"<meta charset=utf-7>a", "text/html", "a"),
        (b"<?xml version='1.0'?><html><p>a</p></html>", "application/xhtml+xml", "a"),
    ],
)
def test_bytes_are_decoded_as_browsers_do(data: bytes, media_type: str, text: str) -> None:
    assert page_of(data, media_type).text == text


def test_an_encoding_that_is_none_is_reported() -> None:
    with pytest.raises(UnknownEncoding):
        page_of("a", "text/html;charset=none")


MESSAGE = (
    b"From: <Saved>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
    b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
    b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://example.org/a\r\n\r\n<p>caf=C3=A9 =\r\nau lait</p>\r\n--x--\r\n"
)


def test_of_mhtml_the_text_is_that_of_its_page() -> None:
    page = page_of(MESSAGE, "multipart/related;charset=utf-8")
    assert page.text == "café au lait"
    assert page.words(origin("/html[1]/body[1]/p[1]")) == "café au lait"


@each_case("data", [b"", b"<p>a", b"Content-Type: multipart/related\n\n", b"\0" * 99])
def test_mhtml_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="no web page"):
        page_of(data, "multipart/related")


# --- origins ---


def test_an_origin_is_an_element_or_a_stretch_of_its_text() -> None:
    page = page_of("<title> A  title </title><div>One <b> two </b> three<br>four</div>five")
    body = "/html[1]/body[1]"
    assert page.words(origin(f"{body}/div[1]")) == "One two three\nfour"
    assert page.words(origin(f"{body}/div[1]/b[1]")) == "two"
    assert page.words(origin(f"{body}/div[1]", 4, 7)) == "two"
    assert page.words(origin(body, 19, 23)) == "five"
    assert page.words(origin("/html[1]/head[1]/title[1]")) == "A title"
    assert page.words(origin("/html[1]")) == page.text
    assert page.before(origin(body, 19, 23), 5) == "four\n"
    for path in ("/html[1]/body[2]", "/p[1]", f"{body}/div[1]/b[2]", f"{body}/*[1]"):
        assert page.words(origin(path)) == ""
        assert not page.has(origin(path))
    assert page.has(origin(body, 0, 23))
    assert not page.has(origin(body, 0, 24))


def test_a_name_that_no_path_can_hold_is_a_star() -> None:
    page = page_of('<x"y>a</x"y><p>b<z<w>c')
    names = {e.path: page.text[e.start : e.end] for e in page.elements if "*" in e.path}
    assert names == {"/html[1]/body[1]/*[1]": "a\nb\nc"} or set(names.values()) >= {"c"}
    for path, words in names.items():
        assert page.words(origin(path)) == words


def test_what_lies_deeper_than_paths_lead_is_a_stretch_of_what_lies_around_it() -> None:
    page = page_of("<div>" * 400 + "a<p>b</p>c")
    deepest = page.elements[-1]
    assert deepest.reachable.depth == MOST_STEPS
    assert page.words(origin(deepest.path)) == "a\nb\nc"


def test_other_origins_are_none_of_it() -> None:
    assert not DERIVATION.supports(CaptureOrigin(capture="c"))
    with pytest.raises(TypeError, match="not an element"):
        page_of("a").words(BlockOrigin(capture="c", start=0, end=1))


def test_another_text_keeps_its_place_if_there_is_room() -> None:
    found = DERIVATION.resized(origin("/html[1]", 2, 5), 9, None)
    assert found == origin("/html[1]", 2, 11)
    assert DERIVATION.resized(origin("/html[1]", 2, 5), 9, origin("/html[1]", 6, 9)) is None
    assert DERIVATION.resized(origin("/html[1]"), 3, origin("/p[1]")) == origin("/html[1]", 0, 3)


# --- any page ---

NAMES = [
    *sorted(BLOCKS - {"html", "body", "frameset", "col", "colgroup"}),
    *("a", "b", "span", "em", "code", "x-y", "br", "img", "script", "svg", "ruby", "rt", "font"),
]
WORDS = st.text(st.sampled_from("ab é\u00a0\n\t漢"), max_size=6)
TREES = st.recursive(
    WORDS.map(escape),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(NAMES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(TREES)
def test_every_path_leads_to_its_element_and_stretches_nest(markup: str) -> None:
    page = page_of(markup)
    for element in page.elements:
        assert page.element(element.path) is element
        if not element.is_left_out:
            words = page.text[element.start : element.end]
            assert page.words(origin(element.path)) == words
            is_verbatim = any(f"<{name}" in markup for name in VERBATIM)
            assert words == words.strip(" ") or is_verbatim
        reached = element.start
        for child in element.children:
            if child.is_left_out or child.start == child.end:
                continue  # of what has no text nobody asks where it stands
            assert reached <= child.start < child.end <= element.end
            reached = child.end


@given(TREES)
def test_the_words_of_a_page_are_those_of_its_text_nodes_once_and_in_order(markup: str) -> None:
    page = page_of(markup)
    said: list[str] = []
    stack = [page.tree.root]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if node.tag == "-text":
            said.append(node.text_content or "")
        if (node.tag or "") not in LEFT_OUT:
            children = list(node.iter(include_text=True))
            stack += reversed(children)
    assert re.sub(r"\s", "", page.text) == re.sub(r"\s", "", "".join(said))
    assert re.search(f"[{NOT_XML}]", page.text) is None


@given(st.binary(max_size=200))
def test_any_bytes_have_a_text(data: bytes) -> None:
    page = page_of(data)
    assert page.words(origin("/html[1]")) == page.text


@pytest.mark.judged
def test_lines_are_those_that_a_browser_shows(chromium: Any) -> None:
    """But for the empty ones, which margins make, and what is drawn in the place of text."""
    window = chromium.new_context(java_script_enabled=True).new_page()
    left = ("<svg", "hidden", "display:none", "<select", "<textarea", "<noscript", "<ruby", "<math")
    for markup, text in CASES:
        if any(one in markup for one in (*left, "frameset", "\0", "\f")):
            continue
        if "&#" in markup or "<td>" in markup or "<object" in markup:
            continue  # a browser shows controls; cells stand in one line; nothing is loaded
        window.set_content(f"<!doctype html>{markup}")
        seen = window.evaluate("document.body.innerText")
        lines = [line.strip(" ") for line in seen.split("\n") if line.strip()]
        assert [line.strip(" ") for line in text.split("\n") if line.strip()] == lines, markup
    window.context.close()


# --- pages made to hurt ---


@each_case(
    "markup",
    [
        "<b>" * 1_000_000,
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
        "".join(f"<html a{n}=1>" for n in range(100_000)),
        "".join(f"<b id={n}><p>" for n in range(20_000)),
        "<div>" * 15_000 + "</b>" * 100_000,
    ],
    ids=["nested", "attributes", "attributes of html", "formatting", "end tags"],
)
def test_what_would_keep_a_parser_busy_for_hours_is_refused(markup: str) -> None:
    with pytest.raises(ReadError, match="than a parser can process"):
        page_of(markup)


@pytest.mark.slow
def test_a_page_as_deep_as_ten_thousand_elements_has_its_text() -> None:
    assert page_of("<div>" * 10_000 + "a").text == "a"


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        "<p>One <b>two</b> three",
        "<br>",
        "a<span> </span>",
        "<div><br></div>",
        "<pre> \n</pre>",
        "<!-- -->",
        "<a href='x' class=\"y\">z</a>",
        "<x<y>a",
    ],
)
def test_time_grows_with_the_page(part: str) -> None:
    def make(n: int) -> Any:
        data = (part * n).encode()
        return lambda: DERIVATION.derive(data, "text/html")

    assert grows(make, 1000) < MOST
