"""Plain text becomes blocks by visible rules, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import io
from archive.articles import text_files
from archive.errors import InvalidDocument, ReadError
from archive.findings import Severity
from archive.formats import json, tei
from archive.formats.format import ReadResult
from archive.model.blocks import Figure, Furniture, Heading, Item, List, Paragraph, Section
from archive.model.document import Document
from archive.text.decoding import UNTOUCHED
from archive.validation import validate
from tests import strategies
from tests.tools.cases import each_case

SENTENCE = "Trade fell by 10% in 2015, and nobody knows why it did so."
LONG = " ".join([SENTENCE] * 4)


def outline(received: str | bytes, **options: Any) -> list[str]:
    """The blocks in short: sections as `[id`, then kind and text of each block."""
    data = received if isinstance(received, bytes) else received.encode()
    document = text_files.read(data, id="t", **options).document
    return [line for section in document.sections for line in lines(section)]


def lines(section: Section) -> Iterator[str]:
    yield f"[{section.id}"
    for block in section.blocks:
        match block:
            case Figure(caption=caption) if caption is not None:
                yield f"caption {caption.text}"
            case List():
                yield f"{block.style} " + "".join(f"({i.marker}){i.text}" for i in block.items)
            case Furniture():
                yield f"{block.role} {block.text}"
            case Heading() | Paragraph():
                yield f"{block.type} {block.text}"
    for inner in section.sections:
        yield from lines(inner)


# --- nothing is lost ---


def parts(document: Document) -> Iterator[tuple[str, str, int]]:
    """Marker, text and start of every block that was received, in reading order."""
    for block in document.text_blocks():
        assert block.origin is not None
        assert block.origin.end - block.origin.start == len(block.text)
        yield block.marker if isinstance(block, Item) else "", block.text, block.origin.start


def assert_nothing_is_lost(data: bytes, result: ReadResult, encoding: str = "utf-8-sig") -> None:
    received = data.decode(encoding)
    document = result.document
    [capture] = document.captures
    assert (capture.size_bytes, capture.sha256) == (len(data), sha256(data).hexdigest())
    assert result.files == {capture.file: data}

    rebuilt, covered = capture.lead, [0] * len(received)
    for (marker, words, start), block in zip(parts(document), document.text_blocks(), strict=True):
        assert start == len(rebuilt) + len(marker)
        assert received[start : start + len(words)] == words
        for n in range(start - len(marker), start + len(words)):
            covered[n] += 1
        assert block.origin is not None
        rebuilt += marker + words + block.origin.separator
        assert block.origin.separator.strip() == ""
    assert rebuilt == received
    assert all(n <= 1 for n in covered)
    assert all(n == 1 for n, c in zip(covered, received, strict=True) if not c.isspace())


LINES = st.one_of(
    strategies.texts(),
    st.sampled_from(
        (
            *("", " ", "\t", "\r", "- one", "* two", "1. one", "(2) two", "a) three", "– four"),
            *("•five", "  - six", "-", "1.", "- ", "- \xa0", SENTENCE, LONG, "Heading", "(CC) X"),
            *("March 3, 2016", "By Jane Doe", "* * *", "- 2 -", "2016", "https://example.org/a"),
            *("Figure 1: so", "Post a comment", "Share this", "Cookie data", "\u2028", "\x85a"),
        )
    ),
)


@given(st.lists(st.tuples(LINES, st.sampled_from(("\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n")))))
def test_any_text_is_rebuilt_from_lead_markers_blocks_and_separators(
    drawn: list[tuple[str, str]],
):
    received = "".join(line + end for line, end in drawn)
    data = received.encode()
    if not received.strip():
        assert problems(data) == ["no-text"]
        return
    for paragraphs in ("blank-line", "line"):
        assert_nothing_is_lost(data, text_files.read(data, paragraphs=paragraphs))
    result = text_files.read(data)
    assert json.read(json.write(result.document).data).document == result.document
    assert tei.read(tei.write(result.document).data).document == result.document


@given(strategies.texts())
def test_any_string_is_rebuilt(received: str):
    if received.strip():
        assert_nothing_is_lost(received.encode(), text_files.read(received.encode()))


# --- the rules ---


def test_a_title_opens_no_section_though_a_list_of_signs_stands_before_it():
    [first, *others] = outline("- \n- \n- \n\nTrade falls\n\n" + SENTENCE)
    assert first == "[article"
    assert others == ["bulleted (- )(- )(- )", "heading Trade falls", f"paragraph {SENTENCE}"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        # title: the first run, if it is one line that does not end like a sentence
        ("Trade falls", ["heading Trade falls"]),
        ("Trade falls.", ["paragraph Trade falls."]),
        ("Trade\nfalls", ["paragraph Trade\nfalls"]),
        ("Trade falls?”", ["paragraph Trade falls?”"]),
        ("“Trade falls”", ["heading “Trade falls”"]),
        ("- Trade falls", ["bulleted (- )Trade falls"]),
        (f"\n\n{'T' * 200}\n\n{SENTENCE}", [f"heading {'T' * 200}", f"paragraph {SENTENCE}"]),
        # caption: one line that begins with a word for a picture, or holds a credit
        (f"{SENTENCE}\n\nFigure 1: Trade", [f"paragraph {SENTENCE}", "caption Figure 1: Trade"]),
        (f"{SENTENCE}\n\nFig. 1: Trade", [f"paragraph {SENTENCE}", "caption Fig. 1: Trade"]),
        (f"{SENTENCE}\n\nfigures fell", [f"paragraph {SENTENCE}", "paragraph figures fell"]),
        (f"{SENTENCE}\n\nTable 1. Trade.", [f"paragraph {SENTENCE}", "caption Table 1. Trade."]),
        (f"{SENTENCE}\n\nPhoto: me", [f"paragraph {SENTENCE}", "caption Photo: me"]),
        (f"{SENTENCE}\n\n MAP of Ys", [f"paragraph {SENTENCE}", "caption  MAP of Ys"]),
        (f"{SENTENCE}\n\nA ship (CC BY)", [f"paragraph {SENTENCE}", "caption A ship (CC BY)"]),
        (f"{SENTENCE}\n\n© Me", [f"paragraph {SENTENCE}", "paragraph © Me"]),
        (
            f"T\n\n© The Paper\n\n{SENTENCE}",
            ["heading T", "paragraph © The Paper", f"paragraph {SENTENCE}"],
        ),
        (
            f"Copyright 2024\n\nT\n\n{SENTENCE}",
            ["paragraph Copyright 2024", "heading T", f"paragraph {SENTENCE}"],
        ),
        (
            f"All rights reserved for buses\n\n{SENTENCE}",
            ["heading All rights reserved for buses", f"paragraph {SENTENCE}"],
        ),
        (f"Copyright law\n\n{SENTENCE}", ["heading Copyright law", f"paragraph {SENTENCE}"]),
        (
            f"{SENTENCE}\n\nIt had one image: a ship.",
            [f"paragraph {SENTENCE}", "paragraph It had one image: a ship."],
        ),
        (
            f"T\n\n© 2024 A (CC BY 4.0)\n\n{SENTENCE}",
            ["heading T", "paragraph © 2024 A (CC BY 4.0)", f"paragraph {SENTENCE}"],
        ),
        (
            f"{SENTENCE}\n\nPhoto, Flickr. All rights reserved.",
            [f"paragraph {SENTENCE}", "caption Photo, Flickr. All rights reserved."],
        ),
        (
            f"{SENTENCE}\n\nSee Flickr. All rights reserved.",
            [f"paragraph {SENTENCE}", "paragraph See Flickr. All rights reserved."],
        ),
        (
            f"{SENTENCE}\n\n© A. Berg, Flickr",
            [f"paragraph {SENTENCE}", "caption © A. Berg, Flickr"],
        ),
        (
            f"{SENTENCE}\n\nThe tram. Photo credit: A. Berg",
            [f"paragraph {SENTENCE}", "caption The tram. Photo credit: A. Berg"],
        ),
        (
            f"{SENTENCE}\n\nFriendship, Flickr, (CC). Source",
            [f"paragraph {SENTENCE}", "caption Friendship, Flickr, (CC). Source"],
        ),
        (f"{SENTENCE}\n\nA ship, Flickr", [f"paragraph {SENTENCE}", "caption A ship, Flickr"]),
        (f"{SENTENCE}\n\nFigure\n1", [f"paragraph {SENTENCE}", "paragraph Figure\n1"]),
        (
            f"{SENTENCE}\n\nFigure 1 {'x' * 292}",
            [f"paragraph {SENTENCE}", f"paragraph Figure 1 {'x' * 292}"],
        ),
        (
            f"{SENTENCE}\n\nFigure 1 {'x' * 291}",
            [f"paragraph {SENTENCE}", f"caption Figure 1 {'x' * 291}"],
        ),
        # list: each new item begins with a bullet or a number
        ("- a\n- b", ["bulleted (- )a(- )b"]),
        ("1. a\n2. b", ["numbered (1. )a(2. )b"]),
        ("(1) a\n(12) b", ["numbered ((1) )a((12) )b"]),
        ("a) a\nb) b", ["numbered (a) )a(b) )b"]),
        ("* a\ngoes on\n* b", ["bulleted (* )a\ngoes on(* )b"]),
        ("  •  a\n–\tb", ["bulleted (  •  )a(–\t)b"]),
        ("- a\n\n- b", ["bulleted (- )a", "bulleted (- )b"]),
        ("1.5 per cent fell", ["heading 1.5 per cent fell"]),
        ("-5 degrees", ["heading -5 degrees"]),
        (f"{SENTENCE}\n- b", [f"paragraph {SENTENCE}\n- b"]),
        ("1234. a", ["heading 1234. a"]),
        # heading: one line of at most 100 code points before a paragraph
        (
            f"T\n\nTrade\n\n{SENTENCE}",
            ["heading T", "[section-1", "heading Trade", f"paragraph {SENTENCE}"],
        ),
        (f"T\n\nTrade.\n\n{SENTENCE}", ["heading T", "paragraph Trade.", f"paragraph {SENTENCE}"]),
        ("T\n\nTrade\n\nGoods", ["heading T", "paragraph Trade", "paragraph Goods"]),
        (
            f"T\n\nTrade\nin\n\n{SENTENCE}",
            ["heading T", "paragraph Trade\nin", f"paragraph {SENTENCE}"],
        ),
        (
            f"T\n\n{'x' * 100}\n\n{SENTENCE}",
            ["heading T", "[section-1", f"heading {'x' * 100}", f"paragraph {SENTENCE}"],
        ),
        (
            f"T\n\n{'x' * 101}\n\n{SENTENCE}",
            ["heading T", f"paragraph {'x' * 101}", f"paragraph {SENTENCE}"],
        ),
        (
            f"T\n\nTrade\n\n{'x ' * 50}x",
            ["heading T", "[section-1", "heading Trade", f"paragraph {'x ' * 50}x"],
        ),
        (
            f"T\n\nTrade\n\n{'x ' * 49}xx",
            ["heading T", "paragraph Trade", f"paragraph {'x ' * 49}xx"],
        ),
        ("T\n\nTrade", ["heading T", "paragraph Trade"]),
        # no heading, and no title: a line that says when and by whom
        *(
            (
                f"T\n\n{line}\n\n{SENTENCE}",
                ["heading T", f"paragraph {line}", f"paragraph {SENTENCE}"],
            )
            for line in (
                *("March 3, 2016", "3. März 2016", "2016-03-03", "By Jane Doe | March 3, 2016"),
                *("Published: 3 March 2016", "By Jane Doe", "LONDON, 3 March 2016"),
                *("12", "- 12 -", "Page 12", "p. 12 of 30", "* * *", "-----", "1984", "[3]"),
                *("https://example.org/trade", "www.example.org", "jane@example.org"),
            )
        ),
        (
            f"March 3, 2016\n\nBy Jane Doe\n\nTrade\n\n{SENTENCE}",
            [
                "paragraph March 3, 2016",
                "paragraph By Jane Doe",
                "heading Trade",
                f"paragraph {SENTENCE}",
            ],
        ),
        (f"12\n\nTrade\n\n{SENTENCE}", ["paragraph 12", "heading Trade", f"paragraph {SENTENCE}"]),
        (f"March 3, 2016\n\n{SENTENCE}", ["paragraph March 3, 2016", f"paragraph {SENTENCE}"]),
        ("March 3, 2016", ["paragraph March 3, 2016"]),
        ("12", ["paragraph 12"]),
        ("T" * 301, [f"paragraph {'T' * 301}"]),
        ("September 11", ["heading September 11"]),
        ("1984: a novel", ["heading 1984: a novel"]),
        (
            f"T\n\nBy Jane Doe\n\n{SENTENCE}\n\nBy Jane Doe\n\n{SENTENCE}",
            [
                *("heading T", "paragraph By Jane Doe", f"paragraph {SENTENCE}"),
                *("[section-1", "heading By Jane Doe", f"paragraph {SENTENCE}"),
            ],
        ),
        (
            f"T\n\n- a\n\nBy Jane Doe\n\n{SENTENCE}",
            [
                *("heading T", "bulleted (- )a"),
                *("[section-1", "heading By Jane Doe", f"paragraph {SENTENCE}"),
            ],
        ),
        (
            f"T\n\n{SENTENCE}\n\nMarch 3, 2016\n\n{SENTENCE}",
            [
                "heading T",
                f"paragraph {SENTENCE}",
                "paragraph March 3, 2016",
                f"paragraph {SENTENCE}",
            ],
        ),
        (
            f"T\n\nMarch 3 and after\n\n{SENTENCE}",
            ["heading T", "[section-1", "heading March 3 and after", f"paragraph {SENTENCE}"],
        ),
        # no list: a line of signs
        (
            f"{SENTENCE}\n\n* * *\n\n- a",
            [f"paragraph {SENTENCE}", "paragraph * * *", "bulleted (- )a"],
        ),
        ("- 5", ["bulleted (- )5"]),
        ("1. https://example.org/", ["numbered (1. )https://example.org/"]),
        ("1. Mai\n2. Juni", ["numbered (1. )Mai(2. )Juni"]),
        ("- 5\n- 6", ["bulleted (- )5(- )6"]),
    ],
)
def test_each_rule_makes_its_block(received: str, expected: list[str]):
    assert outline(received) == ["[article", *expected]
    assert_nothing_is_lost(received.encode(), text_files.read(received.encode()))


def test_a_line_can_be_a_block():
    received = f"T\n{SENTENCE}\nIt may\n- a\n- b\n\nA\n{SENTENCE}\n"
    assert outline(received, paragraphs="line") == [
        *("[article", "heading T", f"paragraph {SENTENCE}", "paragraph It may"),
        *("bulleted (- )a(- )b", "[section-1", "heading A", f"paragraph {SENTENCE}"),
    ]
    assert outline(received)[1] == f"paragraph T\n{SENTENCE}\nIt may\n- a\n- b"


def test_paragraphs_are_parted_in_one_of_two_ways():
    with pytest.raises(ValueError, match="blank-line"):
        text_files.read(b"T", paragraphs="lines")  # type: ignore[arg-type]


def found(received: str, **options: Any) -> list[str]:
    return [f.code for f in text_files.read(received.encode(), **options).findings]


def test_lines_that_look_like_paragraphs_are_reported():
    received = f"T\n\n{SENTENCE}\n\nA\n{LONG}\n{LONG}\n{LONG}\n\n{LONG}\n{LONG}\n"
    [finding] = text_files.read(received.encode()).findings
    assert finding.code == "lines-look-like-paragraphs"
    assert finding.message == (
        "4 lines without a blank line between them are one block, but look like paragraphs; "
        "so do the lines of 1 other block"
    )
    assert finding.hint == "if each line is a paragraph, use --paragraphs line"
    assert finding.location.line == 5
    assert found(received, paragraphs="line") == []


def test_lines_that_are_broken_where_they_are_full_are_not():
    wrapped = f"{LONG[:150]}\n{LONG[150:]}\n{LONG[:120]}\n{LONG[120:]}"
    assert found(f"T\n\n{wrapped}\n") == []
    broken = f"{'so ' * 40}\n" * 2
    assert found(f"T\n\n{broken}{LONG}\n{broken}{LONG}\n") == []
    assert found(f"T\n\n{SENTENCE}\n{SENTENCE}\n{SENTENCE}\n") == []


def test_paragraphs_that_look_like_lines_are_reported():
    wrapped = "Trade with China\nfell by ten per cent\nin the year 2015\nand so on.\n"
    [finding] = text_files.read(f"{wrapped}\n{wrapped}".encode(), paragraphs="line").findings
    assert finding.code == "paragraphs-look-like-lines"
    assert finding.message == "6 of 8 blocks break off within a sentence"
    assert found(wrapped) == []
    assert found(wrapped + f"{SENTENCE}\n" * 8, paragraphs="line") == []
    assert found(f"T\n{SENTENCE}\nA\n{SENTENCE}\nB\n", paragraphs="line") == []


def test_each_heading_opens_a_section():
    received = f"T\n\nOpening.\n\nA\n\n{SENTENCE}\n\nB\n\n{LONG}\n\n{SENTENCE}\n"
    assert outline(received) == [
        "[article",
        "heading T",
        "paragraph Opening.",
        "[section-1",
        "heading A",
        f"paragraph {SENTENCE}",
        "[section-2",
        "heading B",
        f"paragraph {LONG}",
        f"paragraph {SENTENCE}",
    ]


@each_case(
    ("first", "role"),
    [
        ("Post a Comment", "comment-form"),
        ("Leave a reply", "comment-form"),
        ("Your email address will not be published.", "comment-form"),
        ("Required fields are marked *", "comment-form"),
        ("Learn how your comment data is processed.", "privacy-notice"),
        ("Share this", "share-bar"),
        ("SHARE ON X", "share-bar"),
        ("Follow us", "share-bar"),
        ("Related posts", None),
        ("Subscribe", None),
        ("We use cookies", None),
        ("Sign up for our letter", None),
        ("You must be logged in to read on.", None),
    ],
)
def test_what_the_page_adds_at_its_end_is_furniture(first: str, role: str | None):
    assert outline(f"T\n\n{SENTENCE}\n\n{first}\n\nName\n") == [
        "[article",
        "heading T",
        f"paragraph {SENTENCE}",
        "[furniture",
        f"{role} {first}",
        "None Name",
    ]


def test_furniture_is_at_the_end_only():
    assert outline(f"T\n\nShare this\n\n{LONG}\n") == [
        "[article",
        "heading T",
        "[section-1",
        "heading Share this",
        f"paragraph {LONG}",
    ]
    assert outline("Share this") == ["[article", "heading Share this"]
    short, long = "x" * 200, "x" * 201
    assert outline(f"T\n\nShare this\n\n{short}")[2] == "[furniture"
    assert "[furniture" not in outline(f"T\n\nShare this\n\n{long}")


def test_furniture_is_no_title():
    received = b"March 3, 2016\n\nShare this\n"
    assert outline(received)[1:] == [
        "paragraph March 3, 2016",
        "[furniture",
        "share-bar Share this",
    ]
    assert text_files.read(received).document.metadata.titles == ()


def test_the_first_run_that_reads_like_furniture_opens_it():
    assert outline("T\n\nSo.\n\nSubscribe\n\nName\n\nShare this")[3:] == [
        "[furniture",
        "None Subscribe",
        "None Name",
        "share-bar Share this",
    ]


def test_a_bullet_within_furniture_is_part_of_its_text():
    assert outline("T\n\nSo.\n\nShare this\n\n- Here\n- There\n")[3:] == [
        "[furniture",
        "share-bar Share this",
        "None - Here",
        "None - There",
    ]


def test_ids_count_each_kind():
    received = f"T\n\n{SENTENCE}\n\n- a\n- b\n\n{SENTENCE}\n\n1. c\n\nFig. 1\n"
    document = text_files.read(received.encode(), id="t").document
    assert [id for id, _ in sorted(document.index.by_id.items())] == sorted(
        [
            *("t", "capture", "article", "title", "p-1", "p-2", "list-1", "list-2"),
            *("item-1", "item-2", "item-3", "figure-1", "caption-1"),
        ]
    )


@each_case("id", ["article", "capture", "title", "p-1", "section-1", "furniture"])
def test_a_record_may_have_any_id(id: str):
    received = f"T\n\nOpening.\n\nA\n\n{SENTENCE}\n\nShare this\n"
    result = text_files.read(received.encode(), id=id)
    assert result.document.id == id
    assert_nothing_is_lost(received.encode(), result)


def test_the_title_is_metadata_too_with_its_blanks_as_one():
    document = text_files.read(b"  Trade \t falls\n\nSo.").document
    [title] = document.metadata.titles  # type: ignore[misc]
    assert title.text == "Trade falls"
    assert document.sections[0].blocks[0].text == "  Trade \t falls"  # type: ignore[union-attr]
    assert text_files.read(b"So.").document.metadata.titles == ()


# --- what is received ---


def test_lines_that_end_as_in_dos_make_the_same_blocks():
    received = f"T\n\nA\n\n{SENTENCE}\n\n- a\n- b\n\nShare this\n"
    result = text_files.read(received.replace("\n", "\r\n").encode())
    assert [line.replace("\r", "") for line in outline(received.replace("\n", "\r\n"))] == outline(
        received
    )
    assert_nothing_is_lost(received.replace("\n", "\r\n").encode(), result)
    [finding] = result.findings
    assert (finding.code, finding.severity) == ("carriage-returns", Severity.NOTE)
    assert text_files.read(received.encode()).findings == ()


def test_lines_that_end_in_carriage_returns_alone_are_lines():
    received = f"T\n\nA\n\n{SENTENCE}\n\n- a\n- b\n\nShare this\n"
    assert outline(received.replace("\n", "\r")) == outline(received)
    result = text_files.read(received.replace("\n", "\r").encode())
    assert_nothing_is_lost(received.replace("\n", "\r").encode(), result)
    assert [finding.code for finding in result.findings] == ["carriage-returns"]


@each_case(
    ("encoding", "name"),
    [
        ("windows-1252", "windows-1252"),
        ("Latin-1", "windows-1252"),
        ("utf-16", "utf-16le"),
        ("utf-16-be", "utf-16be"),
        ("utf-8", "utf-8"),
    ],
)
def test_bytes_in_another_encoding_are_kept_as_they_are(encoding: str, name: str):
    received = f"Café\r\n\r\nÜber “alles” – {SENTENCE}\r\n".replace("“alles” –", "alles")
    data = received.encode(encoding)
    result = text_files.read(data, encoding=encoding)
    assert_nothing_is_lost(data, result, encoding)
    assert result.document.captures[0].media_type == f"text/plain;charset={name}"
    assert result.document.text_blocks()[0].text == "Café\r"
    assert [finding.code for finding in result.findings] == ["carriage-returns"]
    assert json.read(json.write(result.document).data).document == result.document
    assert tei.read(tei.write(result.document).data).document == result.document


def test_an_encoding_in_which_utf_8_reads_otherwise_is_doubtful():
    data = "Café, naïve.".encode()
    [finding] = text_files.read(data, encoding="windows-1252").findings
    assert (finding.code, finding.severity) == ("encoding-doubtful", Severity.WARNING)
    assert text_files.read(b"Cafe.", encoding="windows-1252").findings == ()
    assert text_files.read("Café.".encode("latin-1"), encoding="latin-1").findings == ()
    assert text_files.read("貿易。".encode("iso-2022-jp"), encoding="iso-2022-jp").findings == ()


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_what_says_that_it_is_utf_16_or_32_is_reported_so(name: str):
    with pytest.raises(ReadError) as caught:
        text_files.read("T".encode(name))
    assert caught.value.findings[0].message == f"this is {name.upper()}"


def hint(data: bytes, **options: Any) -> str | None:
    with pytest.raises(ReadError) as caught:
        text_files.read(data, **options)
    [finding] = caught.value.findings
    return finding.hint


def test_the_encoding_in_which_it_makes_sense_is_named():
    assert hint("Le café “est” fermé.".encode("windows-1252")) == (
        'as windows-1252 it reads "Le café “est” fermé."; if that is right, use --encoding windows-1252'
    )
    assert "--encoding utf-16le" in (hint("Café".encode("utf-16")) or "")
    assert "--encoding utf-16be" in (hint("Café".encode("utf-16-be")) or "")
    assert hint("Торговля упала".encode("koi8-r")) == (
        "convert the file to UTF-8, or give its encoding: --encoding NAME"
    )
    assert hint("Łódź".encode(), encoding="latin-1") == "the file is UTF-8: leave the encoding out"
    assert hint("Café".encode("utf-16"), encoding="latin-1") == "use --encoding utf-16"
    assert hint(b"\x81\xff", encoding="latin-1") == "the file is in another encoding, or damaged"


def test_a_byte_order_mark_is_no_text_and_stays_in_the_capture():
    data = b"\xef\xbb\xbfTrade\n"
    result = text_files.read(data)
    assert_nothing_is_lost(data, result)
    assert result.document.text_blocks()[0].text == "Trade"
    assert [finding.code for finding in result.findings] == ["byte-order-mark"]


def test_the_name_of_the_record_and_of_its_capture_can_be_chosen():
    result = text_files.read(b"T", id="trade")
    assert (result.document.id, *result.files) == ("trade", "received/trade.txt")
    result = text_files.read(b"T", id="trade", file="received/a.txt")
    assert result.document.captures[0].file == "received/a.txt"
    assert result.files == {"received/a.txt": b"T"}


def problems(data: bytes) -> list[str]:
    with pytest.raises(ReadError) as caught:
        text_files.read(data)
    return [finding.code for finding in caught.value.findings]


@each_case(
    ("data", "code"),
    [
        (b"", "no-text"),
        (b" \n\t\r\n", "no-text"),
        (b"\xef\xbb\xbf", "no-text"),
        (b"\xff\xfea\0", "not-utf-8"),
        (b"\xfe\xff\0a", "not-utf-8"),
        (b"\xff\xfe\0\0a\0\0\0", "not-utf-8"),
        (b"caf\xe9", "not-utf-8"),
        (b"a\x01b", "characters-xml-cannot-carry"),
        ("a\ufffe".encode(), "characters-xml-cannot-carry"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str):
    assert problems(data) == [code]


def test_a_byte_that_is_not_utf_8_is_named_with_its_place():
    with pytest.raises(ReadError) as caught:
        text_files.read("één\nÜx".encode() + b"\xe9 and on")
    [finding] = caught.value.findings
    assert (finding.location.line, finding.location.column) == (2, 3)
    assert "0xe9" in finding.message
    assert "byte 9 " in finding.message


def test_a_character_that_xml_cannot_carry_is_named_with_its_place():
    with pytest.raises(ReadError) as caught:
        text_files.read("one\nÜ\x01 and \uffff".encode())
    assert [
        (f.message, f.hint, f.location.line, f.location.column) for f in caught.value.findings
    ] == [
        ("U+0001 is a character that XML cannot carry", UNTOUCHED, 2, 2),
        ("U+FFFF is a character that XML cannot carry", UNTOUCHED, 2, 8),
    ]


# --- controls that are blanks ---

PAGES = b"""Notes on the ferry

The first page ends here, with a sentence that
goes on[Page 1]
\x0cRFC 1

on the second page. It has a line\x0bwithin it.
\x1a\x1a"""


def test_form_feeds_and_other_controls_that_are_blanks_part_blocks_and_stay_in_the_capture(
    tmp_path: Path,
):
    result = text_files.read(PAGES, id="notes")
    assert [block.text for block in result.document.text_blocks()] == [
        "Notes on the ferry",
        "The first page ends here, with a sentence that\ngoes on[Page 1]",
        "RFC 1",
        "on the second page. It has a line\nwithin it.",
    ]
    [capture] = result.document.captures
    assert result.files[capture.file] == PAGES
    assert capture.derivation == "verbatim-2"
    io.save(result.document, tmp_path / "notes", files=result.files)
    assert validate(tmp_path / "notes").errors == ()
    assert [(f.code, f.message, f.location.line, f.location.column) for f in result.findings] == [
        (
            "controls-read-as-blanks",
            "1 line tabulation (U+000B): each is read as a line end",
            7,
            34,
        ),
        ("controls-read-as-blanks", "1 form feed (U+000C): each is read as a line end", 5, 1),
        ("controls-read-as-blanks", "2 end-of-file marks (U+001A): each is read as a space", 8, 1),
    ]


def test_a_text_without_them_is_verbatim_1():
    assert text_files.read(b"Notes\r\n\tIt rained.").document.captures[0].derivation == "verbatim-1"


@each_case("data", [b"ab\x00c", b"a\x1ab", b"a\x0cb\x08c", b"\x1b[1ma"])
def test_controls_within_words_are_refused_and_nobody_is_told_to_edit_the_evidence(data: bytes):
    with pytest.raises(ReadError) as caught:
        text_files.read(data)
    for finding in caught.value.findings:
        assert finding.code == "characters-xml-cannot-carry"
        assert "archive receive COPY" in (finding.hint or "")


def test_a_text_with_form_feeds_is_utf_8_though_another_encoding_is_named():
    result = text_files.read("Caf\u00e9\n\n\x0cIt rained.\n".encode(), encoding="windows-1252")
    assert "encoding-doubtful" in [finding.code for finding in result.findings]


def test_nothing_but_controls_is_no_text():
    assert problems(b" \x0c\x0b\n\x1a\x00") == ["no-text"]


def test_an_id_that_is_none_is_refused():
    with pytest.raises(InvalidDocument):
        text_files.read(b"T", id="no id")


# --- the article ---


def test_the_frenemies_article_gives_the_blocks_that_a_reader_sees(
    shared: Callable[[str], Path],
):
    data = shared("articles/frenemies.txt").read_bytes()
    result = text_files.read(data, id="frenemies")
    assert_nothing_is_lost(data, result)
    assert len(data) == 7398
    found = [f"{line[:40]}" for line in outline(data)]
    assert found == [
        "[article",
        "heading Frenemies: Strained Relations Be",
        "caption North Korea-China Friendship, Fl",
        "paragraph Less than two weeks after terr",
        "paragraph This year, we’ve seen North Ko",
        "paragraph The Democratic People’s Republ",
        "paragraph In response to North Korea’s i",
        "paragraph China has has been North Korea",
        "paragraph Strained relations between the",
        "paragraph It is in China’s interest to m",
        "paragraph Cooperation between China and ",
        "[furniture",
        "comment-form Please Post Your Comments &",
        "comment-form Your email address will not",
        "privacy-notice This site uses Akismet to",
    ]
    kept = json.read((Path(__file__).parents[2] / "documents/frenemies/document.json").read_bytes())
    assert [block.text for block in kept.document.text_blocks()] == [
        block.text for block in result.document.text_blocks()
    ]


def test_an_encoding_that_is_no_name_is_refused():
    with pytest.raises(TypeError, match='such as "windows-1252", not an int'):
        text_files.read(b"It rained.", encoding=5)  # type: ignore[arg-type]
