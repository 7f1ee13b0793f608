"""`markdown-text-1`: what it gives is fixed for good, for every file; its reader is held to it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import archive
from archive.derivations.markdown_html import Tag, only_tag, raw_blocks
from archive.derivations.markdown_text_1 import DERIVATION, Markdown
from archive.errors import MissingExtra, ReadError, UnknownEncoding
from archive.files.memory import FilesInMemory
from archive.model.captures import CaptureOrigin, LinesOrigin
from archive.model.document import Document
from archive.validation.rederivation import with_markers
from archive.validation.rules.received_text import block_differs_from_capture, capture_not_covered
from tests import strategies
from tests.conftest import node_module
from tests.growth import MOST, grows
from tests.tools.cases import each_case


def text_of(markdown: str | bytes, media_type: str = "text/markdown") -> Markdown:
    data = markdown if isinstance(markdown, bytes) else markdown.encode()
    return DERIVATION.derive(data, media_type)


def lines(
    first: int,
    last: int | None = None,
    *,
    cell: int | None = None,
    start: int | None = None,
    end: int | None = None,
) -> LinesOrigin:
    last = first if last is None else last
    return LinesOrigin(capture="c", first=first, last=last, cell=cell, start=start, end=end)


CASES = [
    ("", ""),
    ("a", "a"),
    ("a\nb\n\n\nc", "a b\nc"),
    ("a  \nb\\\nc", "a\nb\nc"),
    ("a\r\nb\r\rc\r", "a b\nc"),
    ("# a\n\nb\n===\n\n###### c ##", "a\nb\nc"),
    ("#\n\na", "\na"),
    ("*a* **b** ~~c~~ `d`  e", "a b c d  e"),
    ("a*b", "a*b"),
    ("&copy; &#8212; &#1; \\* &nbsp;x", "© — \ufffd * \u00a0x"),
    ("a&#12;b\0", "a\ufffdb\ufffd"),
    ("a&nbsp;\n\n&nbsp;\n\nb", "a\u00a0\n\nb"),
    # line ends between letters of East Asia
    ("貿易は\n減った\n(10 %)。\n次", "貿易は減った (10 %)。次"),
    ("貿易\n**減った**", "貿易減った"),
    ("**貿易**\n![x](y)\n`減`", "貿易  減"),
    ("가\n나", "가 나"),
    ("ｱ\nア\n\n🚢\n🚢", "ｱア\n🚢 🚢"),
    # lists
    ("- a\n- b\n", "- a\n- b"),
    ("* a\n+ b\n1) c\n07. d", "* a\n+ b\n1) c\n07. d"),
    ("- a\n\n  b\n  - c\n\n  d", "- a\nb\n- c\nd"),
    ("-\n- a\n-\n", "- \n- a\n- "),
    ("- - a", "- \n- a"),
    ("- > a", "- \na"),
    ("- # a\n\n  b", "- \na\nb"),
    ("-     a\n\n      b", "- \na\n\nb"),
    ("- ![x](y)\n\n  b", "- b"),
    ("- <!-- x -->\n\n  b", "- b"),
    ("- <img src=x>\n\n  b", "- \nb"),
    ("- a\n\n  ![x](y)\n\n  b", "- a\n\nb"),
    ("- [ ] a\n- [x] b", "- [ ] a\n- [x] b"),
    ("term\n: a\n\n      b\n: c", "term\na\nb\nc"),
    ("> a\n> - b\nc", "a\n- b c"),
    # program text, tables
    ("```py x\n a\n\n```\n\n    b\n", " a\n\nb"),
    ("```\n```\n", ""),
    ("| a | b |\n|---|---|\n| *c* |\n| d | e | f |", "a\nb\nc\n\nd\ne"),
    # notes
    ("a[^x] b\n\n[^x]: c\n\n    d\n\ne", "a b\ne\nc\nd"),
    ("[^x]: c\n\na^[b *d*] e[^x]", "a e\nb d\nc"),
    ("a[^2][^1]\n\n[^1]: b\n[^2]: c", "a\nc\nb"),
    ("a[^x]\n\n[^x]: b\n\n[^x]: c\n\n[^y]: d", "a\nb\nc\nd"),
    ("a[^x]\n\n[^x]: 1. b\n\n       c", "a\nb\nc"),
    ("a[^x]\n\n[^x]: b\n\n    [^y]: c\n\n    d", "a\nb\nd\nc"),
    ("a^[b^[c] d]", "a\nb d\nc"),
    ("- a^[b]\n- c", "- a\n- c\nb"),
    ("![a^[b]](c) d", " d"),
    ("a [^x]", "a [^x]"),
    # what is no prose
    ("---\ntitle: a\n---\nb", "b"),
    ("+++  \r\ntitle = 1\r\n+++\r\nb", "b"),
    ('{\n "a": 1\n}\nb', "b"),
    ("{% a %}\n\n```\n{\n}\n```", "{% a %}\n{\n}"),
    ("---\n---\nb", "b"),
    ("---\n\na\n\n---\nb", "a\nb"),
    ("a\n---\nb: c\n---\n", "a\nb: c"),
    ("---\ntitle: a\n...\nb", "b"),
    ("---\na: b\n\nc", "a: b\nc"),
    ("a\n\n---\nb: c\n---\n", "a\nb: c"),
    ("![a](b 'c') [d](e 'f') [g][h] <ij:%20k>\n\n[h]: k 'l'", " d g ij:%20k"),
    ("# a {#b .c}\n\n# d {e}\n\n# `{#f}`\n\n# \\{#g}\n\n# {.h}", "a\nd {e}\n{#f}\n{#g}\n"),
    ("a\n{: .b}\n\n{: .c}\n\n`{: .d}`", "a {: .b}\n\n{: .d}"),
    ("a\n\n***\n\nb", "a\nb"),
    ("{% include a %}", "{% include a %}"),
    # raw HTML
    ("a<br>b<br/>\nc <b x='>'>d</b><!-- e --> f<script>g</script>", "a\nb\nc d fg"),
    ("<div>\n\n*a*\n\n</div>", "a"),
    ("<p>One  two\nthree</p><p>four</p>\n", "One two three\nfour"),
    ("<h2>A</h2>\nB\n<pre>\nc  d\n</pre>", "A\nB\nc  d\n"),
    ("<div>a<br>\n b <b> c</b></div>", "a\nb c"),
    ("<div><script>a</script>b<style>c</style><template><p>d</template><iframe>e</iframe>f", "bf"),
    ("<!-- a\n\nb --> c\n\nd", "c\nd"),
    ("<?php a > 'b' ?> c\n\n<!DOCTYPE d>", "c"),
    ("<div>&lt;b&gt; &amp;#1; &#1; a&nbsp;</div>", "<b> &#1; a\u00a0"),
    ("<p>&nbsp;</p>\n", ""),
    ("<ul><li>a<li>b</ul>", "a\nb"),
    ("<div title='a>b' c", "<div title='a>b' c"),
    ("<table><tr><td>a<td>b</table>", "a\nb"),
]  # fmt: skip


@each_case(("markdown", "text"), CASES)
def test_a_file_gives_what_it_gave_when_the_derivation_was_released(
    markdown: str, text: str
) -> None:
    assert text_of(markdown).text == text


@each_case(
    ("data", "media_type", "text"),
    [
        (b"\x93*a*\x94", "text/markdown;charset=windows-1252", "“a”"),
        (b"\xef\xbb\xbf# a", "text/markdown", "a"),
        (b"\xff\xfe#\0 \0a\0", "text/markdown;charset=utf-16", "a"),
    ],
)
def test_bytes_are_decoded_as_the_media_type_says(data: bytes, media_type: str, text: str) -> None:
    assert text_of(data, media_type).text == text


def test_without_a_text_an_error_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadError, match="not valid UTF-8"):
        text_of(b"\xff")
    with pytest.raises(UnknownEncoding):
        text_of(b"a", "text/markdown;charset=none")
    assert text_of("> " * 97 + "a").text == "a"
    with pytest.raises(ReadError, match="are nested more than 98 deep"):
        text_of("> " * 99 + "a")
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(MissingExtra, match="markdown"):
        text_of(b"a")


def test_front_matter_ends_where_the_rules_say() -> None:
    for closing in ("---", "..."):
        assert text_of(f"---\n{'a' * 65_527}\n{closing}\nb").text == "b"
        assert text_of(f"---\n{'a' * 65_528}\n{closing}\nb").text.startswith("aaa")
    assert text_of(f"---\n{'a' * 65_528}\n---b").text.endswith("a ---b")


# --- raw HTML ---


@each_case(
    ("markup", "name", "attributes"),
    [
        ("<A HREF=b>", "a", {"href": "b"}),
        ("<a b = 'c\"' D>", "a", {"b": 'c"', "d": ""}),
        ("<a b=c b=d/>", "a", {"b": "c"}),
        ("<a =b c>", "a", {"=b": "", "c": ""}),
        ("<a b='&lt;&#65;'>", "a", {"b": "<A"}),
        ("<a/b>", "a", {"b": ""}),
        ("<a b=c/d>", "a", {"b": "c/d"}),
        ("</a b>", "a", {"b": ""}),
        ("<!-- a -->", "", {}),
    ],
)
def test_a_tag_has_a_name_and_attributes(
    markup: str, name: str, attributes: Mapping[str, str]
) -> None:
    tag = only_tag(markup)
    assert (tag.name, tag.attributes, tag.is_end) == (name, attributes, markup.startswith("</"))


@each_case(
    ("markup", "text"),
    [
        ("a < b > c <1> </> &lt;", "a < b > c <1> </> <"),
        ("<!-->a<!--->b<!-- - -- -->c<!--d", "abc"),
        ("<![CDATA[a]]>b<!a>c<?d?>e<?f", "bce"),
        ("<script>'</p><p>'</SCRIPT >a<script>b", "a"),
        ("<style/>a</style>b", "b"),
        ("<scripts>a</scripts>", "a"),
        ("<b>a<b c='>'>d</b", "ad</b"),
        ("<template><template>a</template>b</template>c</template>d", "cd"),
        ("<pre>\n\n a </pre> b <pre><b>\nc", "\n a |b|\nc"),
        ("<p>a</p>b</section><p>c", "a|b|c"),
        ("a<br><br> b", "a\n\nb"),
        ("<p> <br> a", "\na"),
        ("a<b c='>d<i>", "a<b c='>d<i>"),
    ],
)
def test_blocks_of_raw_html_have_the_words_between_tags(markup: str, text: str) -> None:
    assert "|".join(block.text for block in raw_blocks(markup) if block.text) == text


@given(st.lists(st.sampled_from("<>/!-?=\"' \n&;abp[]"), max_size=30).map("".join))
def test_any_raw_html_is_parted(markup: str) -> None:
    blocks = [*raw_blocks(markup)]
    assert len("".join(block.text for block in blocks)) <= len(markup)
    assert isinstance(only_tag(markup), Tag)


# --- origins ---


def test_an_origin_is_the_lines_of_a_block() -> None:
    text = text_of("---\r\na: b\r\n---\r\n# One\rtwo\n\n- three\n  four\n\n  five\n")
    assert text.text == "One\ntwo\n- three four\nfive"
    assert text.words(lines(4)) == "One"
    assert text.words(lines(5)) == "two"
    assert text.words(lines(4, 5)) == "One\ntwo"
    assert text.words(lines(7, 8)) == "three four"
    assert text.words(lines(7, 10)) == "three four\nfive"
    assert text.words(lines(7, 8, start=6, end=10)) == "four"
    assert text.words(lines(1, 99)) == text.text
    assert text.before(lines(7, 8), 2) == "- "
    for origin in (
        lines(1, 3), lines(6), lines(7), lines(8), lines(99), lines(7, 8, start=0, end=11),
        lines(7, 8, cell=1), lines(4, start=4, end=4), lines(4, start=3, end=1),
    ):  # fmt: skip
        assert not text.has(origin)
        assert text.words(origin) == ""


def test_a_cell_has_its_number_on_the_lines() -> None:
    text = text_of("> a\n\n| b | c |\n|---|---|\n| d |\n\n| e |\n|---|\n")
    assert text.text == "a\nb\nc\nd\n\ne"
    assert [text.words(lines(3, cell=n)) for n in (1, 2)] == ["b", "c"]
    assert [text.words(lines(5, cell=n)) for n in (1, 2)] == ["d", ""]
    assert [text.has(lines(5, cell=n)) for n in (1, 2, 3)] == [True, True, False]
    assert text.words(lines(3, 8, cell=5)) == "e"
    assert text.words(lines(1, 3, cell=1)) == "b"
    assert text.words(lines(5)) == "d\n"
    assert text.stretch(lines(5, cell=2)) == (8, 8)


def test_of_lines_with_more_than_a_block_an_origin_is_a_stretch() -> None:
    text = text_of("a^[b]^[c] d[^1]\n\n[^1]: e\n\nf")
    assert text.text == "a d\nf\nb\nc\ne"
    assert text.words(lines(1, start=0, end=3)) == "a d"
    assert text.words(lines(1, start=4, end=5)) == "b"
    assert text.words(lines(1, start=4, end=7)) == "b\nc"
    assert text.words(lines(3)) == "e"
    # the text that stands on these lines is none of the file, where f follows the first
    for origin in (lines(1), lines(1, start=0, end=4), lines(1, start=2, end=5), lines(1, 3)):
        assert not text.has(origin)
        assert text.words(origin) == ""


def test_of_notes_on_some_lines_the_order_may_be_another_than_that_of_the_text() -> None:
    text = text_of("a[^2][^1]\n\n[^1]: b\n[^2]: c\n[^3]: d\n")
    assert text.text == "a\nc\nb\nd"
    assert [text.words(lines(n)) for n in (1, 3, 4, 5)] == ["a", "b", "c", "d"]
    assert text.words(lines(3, 4, start=2, end=3)) == "c"
    for origin in (lines(3, 4), lines(4, 5), lines(3, 4, start=0, end=2)):
        assert not text.has(origin)


def test_two_empty_blocks_have_different_origins() -> None:
    text = text_of("- -\n- > a\n- ![x](y)\n- b\n\nc[^1]\n\n[^1]:\n")
    assert text.text == "- \n- \n- \na\n- \n- b\nc\n"
    empty = [n for n, block in enumerate(text.blocks) if not block.text]
    origins = [text.origin_of("c", text.starts[n], text.starts[n], None) for n in empty]
    assert origins == [
        lines(1, start=0, end=0), lines(1, start=3, end=3), lines(2, start=0, end=0), lines(3), lines(8),
    ]  # fmt: skip
    assert [text.stretch(origin)[0] for origin in origins] == [text.starts[n] for n in empty]


def test_between_two_origins_stands_what_has_no_block() -> None:
    text = text_of("1. a\n2. b\n\nc\n")
    one, two, three = lines(1), lines(2), lines(4)
    assert text.text == "1. a\n2. b\nc"
    assert text.gap(None, one, 3) == ("", "line 1")
    assert text.gap(one, two, 3).text == ""
    assert text.gap(one, two) == ("2.", "line 2")
    assert text.gap(one, three) == ("2. b", "line 2")
    assert text.gap(two, None) == ("c", "line 4")
    assert text.gap(three, None).text == ""
    assert text.gap(None, None) == ("1. a\n2. b\nc", "line 1")
    assert text.gap(two, one).text == ""
    assert text_of("").gap(None, None) == ("", "line 1")


def test_another_text_keeps_its_place_if_there_is_room() -> None:
    assert DERIVATION.resized(lines(1), 5, None) == lines(1, start=0, end=5)
    assert DERIVATION.resized(lines(1), 5, lines(2)) == lines(1, start=0, end=5)
    stretch = lines(1, cell=2, start=3, end=5)
    assert DERIVATION.resized(stretch, 1, None) == lines(1, cell=2, start=3, end=4)
    assert DERIVATION.resized(stretch, 4, lines(1, cell=2, start=7, end=8)) is not None
    assert DERIVATION.resized(stretch, 5, lines(1, cell=2, start=7, end=8)) is None
    assert DERIVATION.resized(stretch, 5, lines(1, cell=3, start=7, end=8)) is not None


def test_the_words_of_lines_only_are_told() -> None:
    assert DERIVATION.supports(lines(1))
    whole = CaptureOrigin(capture="c")
    assert not DERIVATION.supports(whole)
    with pytest.raises(TypeError, match="not lines"):
        text_of("a").words(whole)


# --- the reader is held to it ---


def held_to(data: bytes) -> tuple[Document, Markdown]:
    """The record of a file, all of whose blocks stand in its text, each once, in order."""
    document = archive.receive(
        data, "markdown", id="d", received_at="2016-03-20T09:30:00Z"
    ).document
    [capture] = document.captures
    derived = DERIVATION.derive(data, capture.media_type)
    before: LinesOrigin | None = None
    origins: list[LinesOrigin] = []
    for _, block, marker in with_markers(document):
        origin = block.origin
        assert isinstance(origin, LinesOrigin), block
        assert derived.has(origin), block
        assert derived.words(origin) == block.text
        assert derived.before(origin, len(marker)) == marker
        assert derived.gap(before, origin, len(marker)).text.strip() == "", block
        origins.append(origin)
        before = origin
    assert derived.gap(before, None).text.strip() == ""
    for one, other in pairwise(origins):
        assert derived.place(one) < derived.place(other)
        assert derived.stretch(one)[1] <= derived.stretch(other)[0]
    assert len({origin.model_dump_json() for origin in origins}) == len(origins)
    return document, derived


def lines_are_parted(derived: Markdown) -> bool:
    """Whether blocks stand on the same lines, or on others, or begin on the same."""
    in_order = sorted(derived.blocks, key=lambda block: (block.first, block.last))
    return all(
        one.first == other.first or one.last < other.first for one, other in pairwise(in_order)
    )


PIECES = st.sampled_from((
    "a", "b c", " ", "  ", "\n", "\n\n", "\n\n\n", "  \n", "\r\n", "\r", "\t", "    ", "# ", "## ", "- ",
    "1. ", "* ", "> ", "\n> ", "\n- ", "\n  - ", "\n\n  ", "\n\n    ", "*", "**", "`", "```\n", "~~",
    "[", "](x)", "[^1]", "[^2]", "\n[^1]: ", "\n\n[^2]: ", "^[", "]", "![", "![x](y)",
    "\n| a | b |\n|--|--|\n| c |\n", "| ^[d] |", "<b>", "</b>", "<br>", "\n<div>", "</div>", "<p>", "</p>",
    "\n<pre>", "</pre>", "<img src=x>", "\n<script>", "</script>", "<!--", "-->", "&nbsp;", "&#12;", "\\",
    "---\n", "***\n", "\nx\n: y\n", "\n: ", "{: .x}", " {#x}", "貿\n易", "<", ">", "\n===\n", "<template>",
    "[^1]\n\n[^1]: a\n\n    | a | b |\n    |---|---|\n    | c |\n\n    - d\n\n      ", "<h2>", "<blockquote>", "<figcaption>", "<http://x.org/%C3%A9>", "\u3000",
))  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_block_of_any_file_stands_on_its_lines(text: str) -> None:
    with suppress(ReadError):
        _, derived = held_to(text.encode())
        assert lines_are_parted(derived)


@each_case(
    ("markdown", "texts"),
    [
        ("a[^x]\n\n[^x]: b\n\n    - c^[d]\n\n      e", ["a", "b", "c", "e", "d"]),
        ("- > {: .x}\n\n  a", ["", "a"]),
        ("- ![x](y)\n\n  > a\n\n  b", ["", "a", "b"]),
        ("- a^[b]\n\n  c", ["a\nc", "b"]),
        ("- <img src=x>\n\n  [^1]\n\n[^1]: a", ["", "", "a"]),
        ("x\n: a\n\n      b\n: c", ["x", "a", "b", "c"]),
        ("[^1]: ![x](y)\n\n[^2]:\n", ["", ""]),
    ],
)
def test_what_a_record_cannot_hold_as_it_is_stands_on_its_lines(
    markdown: str, texts: list[str]
) -> None:
    document, _ = held_to(markdown.encode())
    assert [block.text for block in document.text_blocks()] == texts


@given(strategies.documents())
def test_what_we_write_in_markdown_stands_on_its_lines(document: Document) -> None:
    written = archive.write(document, "markdown", head=False, furniture=True).data
    with suppress(ReadError):
        held_to(written)


@given(st.lists(PIECES, max_size=20).map("".join), st.data())
def test_a_stretch_has_an_origin_whose_words_it_is(text: str, data: st.DataObject) -> None:
    derived = DERIVATION.of_text(text)
    if not derived.blocks:
        return
    n = data.draw(st.integers(0, len(derived.blocks) - 1))
    begins = derived.starts[n]
    start = data.draw(st.integers(begins, begins + len(derived.blocks[n].text)))
    end = data.draw(st.integers(start, begins + len(derived.blocks[n].text)))
    origin = derived.origin_of("c", start, end, None)
    assert derived.has(origin)
    assert derived.stretch(origin) == (start, end)


MADE = """---
title: Trade
---

# Trade fell {#trade}

Trade with *China* fell
by a tenth.[^1]^[By weight.] ![x](y)

1. One
2. Two

   - inner
   -

> Quoted
>
> — Somebody

| Year | Tons |
|------|------|
| 2015 | 10   |
| 2016 |      |

Term
: Said of it

```
run  it
```

<figure><img src="a.png"><figcaption>A ship</figcaption></figure>
<p>raw</p>

[^1]: The office.

    It counts.

[^2]: Not called.
"""


def errors(record: Mapping[str, Any], files: FilesInMemory) -> list[str]:
    """The pointers at which the rules find that a record is not what its capture has."""
    document = Document.model_validate(record)
    found = (*block_differs_from_capture(document, files), *capture_not_covered(document, files))
    return [finding.location.pointer or "" for finding in found]


def test_one_changed_code_point_of_any_block_or_marker_is_found() -> None:
    received = archive.receive(MADE.encode(), "markdown", id="d")
    files = FilesInMemory(received.files)
    record = json.loads(archive.write(received.document, "json").data)
    assert errors(record, files) == []
    changed = 0
    for holder in _holders(record["sections"]):
        holder.pop("marks", None)  # some would end behind a shorter text
        for field in ("text", "marker"):
            if field not in holder:
                continue
            kept = holder[field]
            for changed_to in {f"{kept}x", f"y{kept[1:]}", kept[:-1]} - {kept}:
                holder[field] = changed_to
                assert errors(record, files), (holder, kept)
                changed += 1
            holder[field] = kept
    assert changed > 60
    assert errors(record, files) == []


def _holders(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if "text" in part and "origin" in part:
            yield part
        for value in part.values():
            yield from _holders(value)
    elif isinstance(part, list):
        for value in part:
            yield from _holders(value)


# --- real files, CommonMark's examples, and digests ---

REAL = (
    "18f-github-terminal-guide", "18f-technical-debt", "cisa-ed-20-02", "digitalgov-tokens-2",
    "letsencrypt-ct-log-growth", "opensource-guide-finding-users-fa", "opensource-guide-starting-ja",
    "react-error-boundaries-ar", "rust-at-one-year", "rust-i128-layout", "rust-keyword-generics",
)  # fmt: skip


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


@pytest.mark.slow
@each_case("name", REAL)
def test_every_block_of_a_real_file_stands_on_its_lines(
    name: str, shared: Callable[[str], Path]
) -> None:
    _, derived = held_to((shared("ingest/markdown") / f"{name}.md").read_bytes())
    assert lines_are_parted(derived)


def test_real_files_have_the_digests_of_when_the_derivation_was_released(
    shared: Callable[[str], Path], golden: Callable[[str, str], None]
) -> None:
    files = ((name, shared("ingest/markdown") / f"{name}.md") for name in REAL)
    rows = (f"{name} {digest(blocks_of(file.read_text('utf-8')))}\n" for name, file in files)
    golden("derivations/markdown-text-1/real.txt", "".join(rows))


def test_made_files_have_the_digests_of_when_the_derivation_was_released(
    golden: Callable[[str, str], None],
) -> None:
    texts = [markdown for markdown, _ in CASES] + [MADE]
    rows = (f"{digest(markdown)} {digest(blocks_of(markdown))}\n" for markdown in texts)
    golden("derivations/markdown-text-1/made.txt", "".join(rows))


def blocks_of(markdown: str) -> str:
    """The text of a file, and the lines of its blocks."""
    derived = DERIVATION.of_text(markdown)
    return "\n".join(
        f"{block.first}-{block.last}{'c' if block.is_cell else ''} {block.marker}|{block.text}"
        for block in derived.blocks
    )


_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)


def examples() -> list[tuple[str, str]]:
    """The examples of CommonMark 0.31.2: Markdown, and its HTML."""
    spec = (node_module("commonmark-spec") / "spec.txt").read_text("utf-8")
    assert "version: '0.31.2'" in spec
    found = _EXAMPLE.findall(spec.replace("→", "\t"))
    assert len(found) == 652
    return found


@pytest.mark.judged
def test_commonmarks_examples_have_the_digests_of_when_the_derivation_was_released(
    golden: Callable[[str, str], None],
) -> None:
    """Another markdown-it is noticed here: the lines that differ begin with the example's number."""
    rows = (f"{n} {digest(blocks_of(one))}\n" for n, (one, _) in enumerate(examples(), 1))
    golden("derivations/markdown-text-1/commonmark.txt", "".join(rows))


OTHERWISE = {
    96: "front matter, which CommonMark has not",
    156: "a tag that does not end, which browsers leave out",
    157: "a tag that does not end, which browsers leave out",
    158: "a tag that does not end, which browsers leave out",
    180: "PHP, of which browsers show what is behind its first >",
    629: "CDATA, of which browsers show what is behind its first >",
}
"""Examples whose words are not those that a browser shows of CommonMark's HTML, and why."""


@pytest.mark.judged
def test_commonmarks_examples_have_the_words_that_commonmark_shows() -> None:
    differing = {
        n
        for n, (markdown, shown) in enumerate(examples(), 1)
        if _words_in(markdown) != _words_shown(shown)
    }
    assert differing == set(OTHERWISE)


def _words_in(markdown: str) -> str:
    return "".join("".join(block.text for block in DERIVATION.of_text(markdown).blocks).split())


def _words_shown(page: str) -> str:
    tree = html.fromstring(f"<div>{page}</div>")
    for element in tree.xpath("//script|//style|//comment()|//processing-instruction()"):
        element.drop_tree()
    return "".join("".join(tree.itertext()).split())


@pytest.mark.judged
def test_every_block_of_commonmarks_examples_stands_on_its_lines() -> None:
    for markdown, _ in examples():
        with suppress(ReadError):
            _, derived = held_to(markdown.encode())
            assert lines_are_parted(derived)


# --- time ---


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "a^[b] ", "- a\n", "- \n", "> - ", "| a | b |\n|---|---|\n| c | d |\n\n", "[^1]\n\n[^1]: a\n\n",
        "<p>a</p>", "<div>", "</p>", "<b ", "<b c='", "<!-- ", "<script>", "<pre>a", "a\n![x](y)\n",
        "貿\n", "# a {#b}\n", "{{", "a<br>", "---\n", "a[^1] ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "<div>"])
def test_time_grows_with_the_file(piece: str, before: str) -> None:
    def make(n: int) -> Callable[[], object]:
        text = before + piece * n

        def derived() -> None:
            with suppress(ReadError):
                found = DERIVATION.of_text(text)
                before: LinesOrigin | None = None
                for start, block in zip(found.starts, found.blocks, strict=True):
                    origin = found.origin_of("c", start, start + len(block.text), None)
                    found.gap(before, origin, len(block.marker))
                    before = origin

        return derived

    assert grows(make, 100) <= MOST


def test_a_large_table_takes_time_that_grows_with_its_cells() -> None:
    def make(n: int) -> Callable[[], object]:
        row = "| a " * n + "|\n"
        text = row + "|---" * n + "|\n" + row

        def derived() -> None:
            found = DERIVATION.of_text(text)
            for start in found.starts:
                assert found.has(found.origin_of("c", start, start + 1, None))

        return derived

    assert grows(make, 200) <= MOST
