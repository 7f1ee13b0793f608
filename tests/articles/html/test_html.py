"""A received web page becomes an article with its structure and furniture, every word once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import ReadError, UnknownEncoding
from archive.findings import Severity
from archive.model.blocks import Note, NoteCall
from tests.articles.html.received import block_lines, not_once, received, report_of
from tests.growth import MOST, grows
from tests.tools.cases import each_case

pytest.importorskip("selectolax")
pytest.importorskip("trafilatura")

LONG = (
    "The harbour had been closed for eleven days when the first of the boats came back, and nobody "
    "on the quay could say who had sent for it, or why it had come without a crew."
)
MORE = (
    "It lay there until the evening, and then the harbour master went down with a lamp and read "
    "what stood on its side, which was the name of a town that had been given up long ago."
)


def page(body: str, title: str = "The boat that came back") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body>"
        f"<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
        f"<main><article><h1>{title}</h1><p>{LONG}</p>{body}<p>{MORE}</p></article></main>"
        f"<footer>All rights reserved</footer></body></html>"
    )


def within(body: str) -> list[str]:
    """What stands between the two paragraphs, and every word of the page once."""
    result = received(page(body))
    assert not_once(result) == []
    assert report_of(result) == []
    blocks = [line.strip() for line in block_lines(result.document)]
    assert blocks[:3] == ["[navigation: Home News]", "h: The boat that came back", f"p: {LONG}"]
    assert blocks[-1] == "[footer: All rights reserved]"
    last = blocks.index(f"p: {MORE}")
    return blocks[3:last] + blocks[last + 1 : -1]


CASES: list[tuple[str, list[str]]] = [
    ("<h2>A heading</h2><p>One.", ["h: A heading", "p: One."]),
    ("<p>a <em>b</em> <i>c</i> <strong>d</strong> <b>e</b>.", [
        "p: a b c d e. {emphasis b} {italic c} {bold d} {bold e}"]),
    ("<p>a <u>b</u> <s>c</s> <sup>d</sup> <sub>e</sub> <code>f</code> <kbd>g</kbd>", [
        ("p: a b c d e f g {underline b} {strikethrough c} {superscript d} {subscript e} {code f}"
        " {monospace g}")]),
    ("<p>a <del>b</del><ins>c</ins> <q>d</q> <span style='font-variant: small-caps'>e</span>", [
        "p: a bc d e {deletion b} {addition c} {quotation d} {small-caps e}"]),
    ("<p>See <a href=' /a b?c=1&amp;d '>the <b>book</b></a>.", [
        "p: See the book. {link the book /a b?c=1&d} {bold book}"]),
    ("<p>He said <span lang=de>ja</span> and <i lang=fr>oui</i>.", [
        "p: He said ja and oui. {foreign ja de} {italic oui} {foreign oui fr}"]),
    ("<p>a<br>b<br><br>c", ["p: a\nb {line-break}", "p: c"]),
    ("a<div>b</div>c<div>d <span>e</span></div>", ["p: a", "p: b", "p: c", "p: d e"]),
    ("<p>a <img src=x.png alt=X> b", ["p: a b {image x.png}"]),
    ("<p><img src=x.png alt=X width=40 height=30>", ["figure x.png:"]),
    ("<blockquote><p>One.<p>Two.<footer>A. Berg</footer></blockquote>", [
        "> One.", "> Two.", "> by A. Berg"]),
    ("<blockquote>One.<cite>A. Berg</cite></blockquote>", ["> One.A. Berg"]),
    ("<figure><blockquote><p>One.</blockquote><figcaption>A. Berg</figcaption></figure>", [
        "> One.", "> by A. Berg"]),
    ("<ul><li>a<li>b<ol><li>c<li>d</ol>e</ul>", ["* a", "* b", "# c", "# d", "* e"]),
    ("<ol><li><p>a<p>b<li>c</ol>", ["# a\nb", "# c"]),
    ("<ol><li>a<pre>b  c</pre><li>d</ol>", ["# a", "c: b  c", "# d"]),
    ("<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>", ["- a", "- b", "- c", "- d", "- e"]),
    ("<table><caption>T</caption><tr><th>a<th>b<tr><td>c<td>d</table>", [
        "table: T", "a^ | b^", "c | d"]),
    ("<figure><table><tr><th>a<td>b</table><figcaption>T</figcaption></figure>", [
        "table: T", "a^ | b"]),
    ("<table><tr><td><p>a<p>b</table>", ["p: a", "p: b"]),
    ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", [
        "p: a", "p: b", "p: c", "p: d"]),
    ("<figure><img src=a.jpg alt=A><figcaption>C. <small>Photo: B</small></figcaption></figure>", [
        "figure a.jpg: C. Photo: B"]),
    (("<figure><img src='data:image/gif;base64,x' data-src=a.jpg><noscript><img src=a.jpg>"
     "</noscript><figcaption>C</figcaption></figure>"), ["figure a.jpg: C"]),
    ("<figure><picture><source srcset='a.webp 1x, b.webp 2x'><img></picture></figure>", [
        "figure a.webp:"]),
    ("<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>C</div>", ["figure a.jpg: C"]),
    ("<p align=center><img src=a.gif><br><small>The tower</small>", ["figure a.gif: The tower"]),
    ("<pre><code>a\n  b\n</code></pre>", ["c: a\n  b"]),
    ("<div class=poem><p>a<br>b</p><p>c</p></div>", ["~ a", "~ b", "~ c"]),
    ("<p>a<sup><a href=#n1 id=r1>1</a></sup>.", [
        "p: a1. {superscript 1} {link 1 #n1}"]),
    (("<p>a<sup id=r1><a href=#fn1>1</a></sup>.<section class=footnotes><ol><li id=fn1>"
     "<p>N. <a href=#r1>↩</a></ol></section>"), [
        "p: a1. {superscript 1} {note-call 1}", "note '' N.", "[way-back: ↩]"]),
    ("<p>a<a href=#_ftn1 name=_ftnref1>[1]</a>.<div id=_ftn1><p><a href=#_ftnref1>[1]</a> N.</div>", [
        "p: a[1]. {note-call [1]}", "note '[1] ' N."]),
    ("<div class=share-buttons><a href=//t>Tweet</a></div>", ["[share-bar: Tweet]"]),
    ("<div class='related-posts'><h3>Related</h3><p><a href=/b>Another boat</a></div>", [
        "[related: Related\nAnother boat]"]),
    ("<aside class=newsletter-signup><p>Sign up for our letter</aside>", [
        "[subscribe-form: Sign up for our letter]"]),
    ("<p>Read more: <a href=/b>Another boat that came</a>", [
        "[related: Read more: Another boat that came]"]),
    ("<p hidden>a", ["[hidden: a]"]),
    ("<style>.x{display:none}</style><p class=x>a", ["[hidden: a]"]),
    ("<form><input><button>Send</button></form>", ["[form: Send]"]),
    ("<h2>A <a class=headerlink href=#a>¶</a></h2><p>b", ["h: A", "[navigation: ¶]", "p: b"]),
    ("<aside class=pullquote>nobody on the quay could say who had sent for it</aside>", [
        "[pull-quote: nobody on the quay could say who had sent for it]"]),
    ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", ["p: 漢(かん)"]),
    ("<b><p>a</b>b</p><i>c</i>", ["p: ab {bold a}", "p: c {italic c}"]),
    ("<div style='font-size:17px;font-weight:bold'>A heading</div><p>b", ["h: A heading", "p: b"]),
    ("<div><a href=/a>One</a><br><a href=/b>Two</a><br><a href=/c>Three</a></div>", [
        "[links: One\nTwo\nThree]"]),
    ("<a href=/a><div><h3>Another boat</h3><p>That left</div></a>", [
        "[related: Another boat\nThat left]"]),
    ("<div class=button-row><button>Like</button></div>", ["[control: Like]"]),
    ("<p>a<sup class=noprint>[citation needed]</sup>", [
        "p: a[citation needed] {superscript [citation needed]}"]),
    ("<pre>1\n2\n3</pre><pre>a\nb\nc</pre>", ["[line-numbers: 1\n2\n3]", "c: a\nb\nc"]),
    ("<img src=a.gif width=1 height=1><img class=avatar src=b.jpg>", []),
    ("<p>\u00a0</p><hr>", []),
    ("<p>a<b><br>c</b><i><br>d</i>", ["p: a\nc\nd {line-break} {bold c} {line-break} {italic d}"]),
    (("<figure><div><img src=a.jpg></div><noscript><div><img src=a.jpg></div></noscript>"
     "<figcaption>C</figcaption></figure>"), ["figure a.jpg: C"]),
]  # fmt: skip


@pytest.mark.slow
@each_case(("body", "blocks"), CASES)
def test_what_stands_in_a_page_is_in_the_record(body: str, blocks: list[str]) -> None:
    assert within(body) == blocks


def test_lists_stand_in_items_and_definitions_of_a_term_in_it() -> None:
    body = "<ul><li>a<ol><li>b<ul><li>c</ul><li>d</ol><li>e</ul><dl><dt>f<dd>g<dd>h<dt>i<dd>j</dl>"
    lines = block_lines(received(page(body)).document)
    assert [line for line in lines if line.strip()[0] in "*#-"] == [
        *("* a", "  # b", "    * c", "  # d", "* e"),
        *("- f", "  - g", "  - h", "- i", "  - j"),
    ]


def test_an_image_on_a_line_between_paragraphs_stays() -> None:
    lines = block_lines(received(page("<div>one<br><br><img src=a.png><br><br>two</div>")).document)
    assert "p: one {image a.png}" in [" ".join(line.split()) for line in lines]


def test_terms_and_definitions_may_stand_in_groups() -> None:
    body = "<dl><div><dt>a<dd>b</div><div><dt>c<dd>d</div></dl>"
    lines = block_lines(received(page(body)).document)
    assert [line for line in lines if line.strip()[0] == "-"] == ["- a", "  - b", "- c", "  - d"]


@each_case(
    "body",
    [
        "<pre lang=fr>mot</pre>",
        "<div class=verse lang=fr>mot<br>mot</div>",
        "<ul><li lang=fr><p>mot</p><p>mot</p></ul>",
    ],
)
def test_the_language_of_a_block_of_any_kind_is_kept(body: str) -> None:
    blocks = received(page(body)).document.text_blocks()
    assert {one.language for one in blocks if one.text.startswith("mot")} == {"fr"}


# --- findings ---


@each_case(
    ("body", "what"),
    [
        ("<iframe src=x></iframe>", "embedded pages"),
        ("<video src=x></video>", "videos"),
        ("<p><abbr title='European Union'>EU</abbr> law", "titles of abbreviations"),
        ("<p>a <img src=x.png alt=X> b", "descriptions of inline images"),
        ("<ol start=4><li>a<li>b</ol>", "numbers of lists"),
        ("<svg><text>a</text></svg>", "drawings (svg)"),
        ("<p>a <span><math><mi>b</mi></math><img src=b.svg></span> c", "images of formulas"),
    ],
)
def test_what_has_no_place_is_reported_with_where_it_stands(body: str, what: str) -> None:
    [found] = [f for f in received(page(body)).findings if what in f.message]
    assert found.code == "not-kept"
    where = ", first at /html[1]/body[1]/main[1]/article[1]/"
    assert re.search(rf": 1( \(.*\))?{re.escape(where)}", found.message)


@each_case(
    ("body", "messages"),
    [
        ("<p class=a style='color:red' id=b data-c=d onclick=e>w <span>x</span></p>", []),
        ("<p>w <mark>x</mark> <mark>y</mark><hr>", ["elements of the article of which only the words are kept: 3 (mark 2, hr 1)"]),
        ("<p>w <a href=/a rel=b title=c>x</a>", ["attributes of <a>: 2 (rel 1, title 1)"]),
        ("<p>w <a title=b>x</a>", [
            "elements of the article of which only the words are kept: 1 (a 1)",
            "attributes of <a>: 1 (title 1)",
        ]),
        ("<h2 id=a>w</h2><p><a href=#a>x</a>", ["attributes of <h2>: 1 (id 1)"]),
        ("<p>w<sup><a href=#fn1>1</a></sup><ol class=footnotes><li id=fn1>n</ol>", [
            "elements of the article of which only the words are kept: 1 (ol 1)"
        ]),
        ("<table><tr><th>a<th>b<tr><td colspan=2>c<tr><td colspan=9999>d</table>", [
            "attributes of <td>: 1 (colspan 1)"
        ]),
        ("<ul>w<li>x</ul>", [
            "words directly in a list, which are read as an item: 1"
        ]),
        ("<p>w <math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", [
            "formulas (math): 1 (elements 3)"
        ]),
        ("<audio><source src=a.ogg></audio>", [
            "sounds: 1 (a.ogg 1)",
            "elements of the article of which only the words are kept: 1 (source 1)",
            "attributes of <source>: 1 (src 1)",
        ]),
        ("<p lang=fr>mot <i lang='x y'>x</i>", ["attributes of <i>: 1 (lang 1)"]),
    ],
)  # fmt: skip
def test_what_is_neither_taken_nor_without_meaning_is_counted(
    body: str, messages: list[str]
) -> None:
    found = [one for one in received(page(body)).findings if one.severity is Severity.WARNING]
    assert [one.message.partition(", first at")[0] for one in found] == messages


def test_the_rest_of_a_page_is_summed_up() -> None:
    head = (
        "<meta name=viewport content=x><meta name=author content=''><meta property=og:title content="
        "'The boat that came back'><link rel=alternate hreflang=fr href=/fr><link rel=icon href=a>"
        "<script type=application/json>{}</script><script>let a</script>"
        '<script type=application/ld+json>{"@type":"Organization","name":"A"}</script>'
    )
    result = received(page("<p itemprop=x>w").replace("</head>", f"{head}</head>"))
    assert [one.message for one in result.findings if one.severity is Severity.NOTE] == [
        (
            "metadata for display, search engines and analytics: 2 (viewport 1, author without a "
            "value 1)"
        ),
        "JSON-LD objects that are not about the article, by type: 1 (Organization 1)",
        "metadata not kept, or taken from another place on the page: 2 (og:title 1, title 1)",
        (
            "outside the article, only the words are kept; not kept: elements: a 2, nav 1, footer 1; attributes: "
            "href 2"
        ),
        (
            "not kept from the head and from metadata: attributes for metadata, of which the values are kept: itemprop 1; "
            "links (link) by relation: alternate 1; data for scripts: application/json 1; attributes: "
            "hreflang 1"
        ),
    ]


def test_one_changed_character_of_the_article_is_reported() -> None:
    result = received(page("<p>The name was <b>Orrel</b>."))
    [capture] = result.document.captures
    changed = result.files[capture.file].replace(b"Orrel", b"Orrol")
    from hashlib import sha256

    again = capture.update(sha256=sha256(changed).hexdigest())
    document = result.document.model_copy(update={"captures": (again,)})
    assert report_of(archive.ReadResult(document, (), {capture.file: changed})) == [
        "block-differs-from-capture"
    ]


def test_an_origin_that_leads_nowhere_is_reported() -> None:
    result = received(page(""))
    data = archive.write(result.document, "json").data
    document = archive.read(data.replace(b"/h1[1]", b"/h1[7]")).document
    codes = report_of(archive.ReadResult(document, (), result.files))
    assert "block-differs-from-capture" in codes
    assert "origin-past-the-end" in codes


# --- what is refused ---


def test_a_page_that_only_asks_for_consent_is_no_article() -> None:
    wall = (
        "<body><div><h2>We value your privacy</h2><p>We and our 842 partners use cookies and "
        "similar technologies to store information. With your consent we and our partners may "
        "use precise data. You may change your privacy settings at any time.</p>"
        "<button>Accept all</button></div>"
    )
    with pytest.raises(ReadError, match="only asks for consent"):
        received(wall)


def test_a_consent_dialogue_before_an_article_is_furniture() -> None:
    dialogue = (
        "<div class=overlay id=consent><p>We and our partners use cookies. With your consent we "
        "store them; see our privacy notice on cookies and partners. " + "Cookies again. " * 200
    )
    result = received(page("").replace("<main>", f"{dialogue}</div><main>"))
    assert not_once(result) == []
    assert not [line for line in block_lines(result.document) if line.startswith("p: We and our")]


@each_case(
    ("data", "code"),
    [
        ("", "no-text"),
        ("<html><head><title>T</title></head><body><img src=a></body></html>", "no-text"),
        ("<frameset><frame src=a></frameset>", "no-text"),
        ("<nav>Home</nav>", "no-article"),
        ("<div id=root></div><p>You need to enable JavaScript to run this app.", "no-article"),
        ("<div>" * 30_000, "page-too-hard"),
    ],
)
def test_a_page_without_an_article_is_refused(data: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        received(data)
    assert [finding.code for finding in caught.value.findings] == [code]


def test_a_page_of_links_is_received_with_a_warning() -> None:
    links = "".join(f"<li><a href=/{n}>The story number {n} of today</a>" for n in range(40))
    result = received(f"<title>News</title><ul>{links}</ul>")
    assert "article-doubtful" in [finding.code for finding in result.findings]
    assert not_once(result) == []


def test_a_row_of_articles_is_received_with_a_warning() -> None:
    teasers = "".join(
        f"<article><h2><a href=/{n}>The story number {n}</a></h2><p>{LONG} {n}</p></article>"
        for n in range(5)
    )
    result = received(f"<title>News</title><main>{teasers}</main>")
    assert "article-doubtful" in [finding.code for finding in result.findings]
    assert "article-doubtful" not in [finding.code for finding in received(page("")).findings]


# --- encodings ---

LATE = b"<title>T</title><style>" + b"p { color: black } " * 100 + b"</style>"
"""More than the first 1024 bytes, which are looked at before the page is parsed."""


@each_case(
    ("data", "media_type", "text", "codes"),
    [
        (b"<p>caf\xc3\xa9", "utf-8", "café", []),
        (b"<p>caf\xe9", "windows-1252", "café", ["encoding-inferred"]),
        (b"<meta charset=latin1><p>caf\xe9", "windows-1252", "café", []),
        (b"<meta charset=latin1><p>caf\xc3\xa9", "utf-8", "café", ["encoding-doubtful"]),
        (b"<meta charset=utf-8><p>caf\xe9", "utf-8", "caf\ufffd", ["encoding-doubtful"]),
        (b"<meta charset=none><p>caf\xc3\xa9", "utf-8", "café", ["encoding-inferred"]),
        (b"<meta charset=utf-16><p>caf\xc3\xa9", "utf-8", "café", []),
        (
            "<meta charset=utf-8><p>café".encode("utf-16-be"),
            "utf-16be",
            "café",
            ["encoding-inferred"],
        ),
        (b"<!--<meta charset=latin1>--><p>caf\xc3\xa9", "utf-8", "café", []),
        (
            b'<meta http-equiv=Content-Type content="text/html; charset=shift_jis"><p>\x82\xa0',
            "shift_jis",
            "あ",
            [],
        ),
        (b'<?xml version="1.0" encoding="windows-1251"?><p>\xe0', "windows-1251", "а", []),
        (b"\xef\xbb\xbf<meta charset=latin1><p>caf\xc3\xa9", "utf-8", "café", []),
        ("\ufeff<p>café".encode("utf-16-le"), "utf-16le", "café", []),
        (LATE + b"<meta charset=windows-1251><p>\xe0", "windows-1251", "а", []),
        (
            LATE + b"<p>\xe0<META http-equiv=content-type content='a; charset=koi8-r'>",
            "koi8-r",
            "Ю",
            [],
        ),
        (
            LATE + b"<meta charset=none><meta charset=windows-1251><p>\xe0",
            "windows-1251",
            "а",
            ["encoding-inferred"],
        ),
        (
            b"<meta charset=windows-1250>" + LATE + b"<meta charset=utf-8><p>\xe0",
            "windows-1250",
            "ŕ",
            [],
        ),
        (
            LATE + b"<!--<meta charset=windows-1251>--><p>\xe0",
            "windows-1252",
            "à",
            ["encoding-inferred"],
        ),
        (
            LATE + b"<script>'<meta charset=windows-1251>'</script><p>\xe0",
            "windows-1252",
            "à",
            ["encoding-inferred"],
        ),
        (LATE + b"<meta charset=utf-16><p>caf\xc3\xa9", "utf-8", "café", []),
        (
            LATE + b"<meta charset=windows-1251><p>caf\xc3\xa9",
            "utf-8",
            "café",
            ["encoding-doubtful"],
        ),
    ],
)
def test_the_encoding_is_found_as_browsers_find_it(
    data: bytes, media_type: str, text: str, codes: list[str]
) -> None:
    result = received(data)
    assert result.document.captures[0].media_type == f"text/html;charset={media_type}"
    assert [block.text for block in result.document.text_blocks()] == [text]
    of_encoding = [f.code for f in result.findings if f.code.startswith("encoding")]
    assert of_encoding == codes
    assert report_of(result) == []


def test_whoever_receives_a_page_may_say_in_which_encoding_it_is() -> None:
    result = received(b"<meta charset=utf-8><p>\xe0", encoding="windows-1251")
    assert [block.text for block in result.document.text_blocks()] == ["а"]
    with pytest.raises(UnknownEncoding):
        received(b"<p>a", encoding="none")


def test_a_page_saved_as_mhtml_is_the_capture_itself() -> None:
    body = page("<p>The name was caf=C3=A9.").replace("lang=en", "lang=3Den")
    data = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/a\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="x"\r\n'
        "\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"\r\n{body}\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    ).encode()
    result = archive.receive(data, id="x", file="page.mhtml")
    [capture] = result.document.captures
    assert capture.media_type == "multipart/related;charset=utf-8"
    addresses = result.document.metadata.addresses
    assert isinstance(addresses, tuple)
    assert [(one.address, one.basis) for one in addresses] == [
        ("https://example.org/a", "embedded")
    ]
    assert result.files[capture.file] == data
    assert "p: The name was café." in [line.strip() for line in block_lines(result.document)]
    assert not_once(result) == []
    assert report_of(result) == []


# --- any page ---

PARTS = st.sampled_from([body for body, _ in CASES] + [f"<p>{MORE}</p>", "<div>", "</div>", "<b>"])


@given(st.lists(PARTS, max_size=6), st.booleans())
def test_every_word_of_a_page_stands_in_the_record_once(parts: list[str], whole: bool) -> None:
    body = "".join(parts)
    try:
        result = received(page(body) if whole else f"<body>{body}")
    except ReadError:
        return  # it has no text, or only furniture
    assert not_once(result) == []
    assert report_of(result) == []
    tei = archive.write(result.document, "tei").data
    assert archive.read(tei).document == result.document


@given(st.binary(max_size=300))
def test_any_bytes_are_received_or_refused(data: bytes) -> None:
    try:
        result = received(b"<p>" + data)
    except ReadError:
        return
    assert not_once(result) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        f"<p>{LONG}</p>",
        f"<div>{MORE}<br><br></div>",
        "<ul><li>a <a href=x>b</a></ul>",
        "<p>a<sup><a href=#fn1>1</a></sup>",
        "<blockquote>a</blockquote>",
        "<li>a",
        "<table><tr><th>a<td>b</table>",
        "<figure><img src=a><figcaption>b</figcaption></figure>",
        "<font>a<br><br>",
        "<h2>Related stories</h2><a href=/a>One</a> <a href=/b>Two</a>",
        f"<div><p>{MORE}</p></div>",
    ],
)
def test_time_grows_with_the_page(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What trafilatura takes is its own."""
    from archive.articles.html.trafilatura_adapter import Trafilatura

    monkeypatch.setattr(Trafilatura, "_article", lambda self: "")

    def make(n: int) -> Any:
        data = page(part * n).encode()
        return lambda: received(data)

    assert grows(make, 60) < MOST


# --- real pages ---

REAL = (
    *("aozora-shift-jis", "cc-participe-gsoc-pt", "cc-quantifying-berkeley", "clinicaltrials"),
    *("distill-misread-tsne", "gutenberg-civil-disobedience", "libwww-cache-1995"),
    *("libwww-collaborators-unlabelled", "libwww-guide-1994", "libwww-overview-latin1"),
    *("rust-book-ja-foreword", "w3c-language-zh-hans", "w3c-text-size-ar", "whitehouse-blog"),
    *("whitehouse-speech", "wikipedia-regression-testing"),
)


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_every_word_of_a_real_page_stands_in_its_record_once(
    name: str, shared: Callable[[str], Path]
) -> None:
    result = received(shared(f"ingest/html/{name}.html").read_bytes())
    assert not_once(result) == []
    assert report_of(result) == []
    tei = archive.write(result.document, "tei").data
    assert archive.read(tei).document == result.document


@pytest.mark.parametrize(
    "page",
    [
        "<title>404</title><h1>Page not found</h1><p>The page that you asked for is not here.</p>",
        "<title>Just a moment...</title><h1>harbour.example</h1><p>Checking your browser.</p>",
        "<title>Trade</title><h1>Trade</h1><div id=root>Loading...</div>",
    ],
)
def test_an_article_of_a_few_words_is_doubtful(page: str) -> None:
    result = archive.receive(f"<!DOCTYPE html><html lang=en>{page}".encode(), id="t")
    assert "article-doubtful" in [finding.code for finding in result.findings]


@each_case(
    ("call", "notes"),
    [
        ("<a href=#n1>1</a>", "<ol class=footnotes><li id=n1>See the report.</ol>"),
        ("<a role=doc-noteref href=#n1>1</a>", "<ol><li id=n1>See the report.</ol>"),
        ("<a href=#n1>1</a>", "<section id=endnotes><p id=n1>See the report.</section>"),
    ],
)
def test_a_note_need_not_lead_back(call: str, notes: str) -> None:
    words = "The ferry to Nordhavn was late on 23 days in February, says the harbour office"
    again = f"{words} again<sup>{call}</sup>, which counts the days on which it is late every year."
    page = f"<h1>The ferry</h1><p>{words}.<sup>{call}</sup> {words}.<p>{again}{notes}"
    document = received(f"<!DOCTYPE html><html lang=en><article>{page}</article>").document
    [note] = [block for _, block in document.index.of_type(Note)]
    calls = [mark for block in document.text_blocks() for mark in block.marks]
    assert [mark.note for mark in calls if isinstance(mark, NoteCall)] == [note.id, note.id]
    assert note.blocks[0].text == "See the report."
