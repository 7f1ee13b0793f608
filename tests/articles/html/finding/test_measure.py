"""Known pages give known figures, whichever reader is measured."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from tests.articles.html.finding import measure, readers, sets, structure
from tests.articles.html.finding.measure import Pair, compared, measured_page, parts_of, tables
from tests.articles.html.finding.readers import Found
from tests.articles.html.finding.structure import Structure
from tests.articles.html.finding.words import agreement, without_title, words
from tests.tools.cases import each_case

ADDRESS = "https://example.org/news/one"
ARTICLE = """
<h2>What was found</h2>
<p>Nine of the <a href="/reports/ten">ten reports</a> were never read by anybody.</p>
<ul><li>The first report was lost<ul><li>and so were its many copies</li></ul></li></ul>
<blockquote><p>Nobody asked me about it.</p></blockquote>
<table><tr><th>Year</th><th>Reports</th></tr><tr><td>2019 in all towns</td><td>4</td></tr></table>
<figure><img src="/images/desk%20a.jpg?w=9"><figcaption>A desk with ten reports</figcaption></figure>
"""
PAGE = f"""<!doctype html><html lang="en"><title>Unread | News</title>
<nav><ul><li><a href="/">Home of all the news</a></li><li>ten reports</li></ul><h2>Menu</h2></nav>
<h1>Unread</h1>{ARTICLE}<aside><h2>Also read this</h2><p>Ten other stories.</p></aside></html>"""
TRUTH: dict[str, Any] = {
    "address": ADDRESS,
    "title": "Unread",
    "authors": ["Ada Lovelace", "Charles Babbage"],
    "days": ["2026-02-28", "2026-03-01"],
    "language": "en-GB",
    "text": sets.text_of(ARTICLE),
    "html": ARTICLE,
    "present": ["Nobody asked me"],
    "absent": ["Ten other stories"],
}
PAIR = Pair("set", "page", PAGE.encode(), TRUTH)
NOTHING = Found()
PERFECT = Found(
    title="Unread",
    authors=("Ada Lovelace", "Charles Babbage"),
    date="2026-03-01T12:00:00",
    language="en",
    text=TRUTH["text"],
    structure=structure.of_article(ARTICLE, ADDRESS),
)
ALL = replace(PERFECT, text=sets.text_of(PAGE), structure=structure.of_article(PAGE, ADDRESS))


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Measures a reader that finds a given thing in any page."""

    def of(found: Found | Exception, pair: Pair = PAIR) -> measure.Measured:
        def read(page: bytes, address: str | None) -> Found:
            if isinstance(found, Exception):
                raise found
            return found

        monkeypatch.setitem(readers.READERS, "given", (read, lambda given, address: given))
        return measured_page(pair, "given", parts_of(pair))

    return of


def test_a_reader_that_finds_what_is_true_is_wrong_nowhere(measured: Any) -> None:
    row = measured(PERFECT)
    assert row.values == {
        "right": 1, "wrong": 0, "f1": 1, "ordered": 1, "present": 1, "absent": 0,
        "title": 1, "title words": 1, "authors": 1, "authors right": 2, "authors missing": 0,
        "authors wrong": 0, "date": 1, "language": 1,
    }  # fmt: skip
    assert row.parts == {
        "headings": (1, 1), "items": (2, 2), "tables": (1, 1), "quotations": (1, 1),
        "figures": (1, 1), "captions": (1, 1), "links": (1, 1),
    }  # fmt: skip


def test_a_reader_that_finds_nothing_is_right_nowhere(measured: Any) -> None:
    row = measured(NOTHING)
    assert row.values == {
        "right": 0, "wrong": 1, "f1": 0, "ordered": 0, "present": 0, "absent": 0,
        "title": 0, "title words": 0, "authors": 0, "authors right": 0, "authors missing": 2,
        "authors wrong": 0, "date": 0, "language": 0,
    }  # fmt: skip
    assert {kept for kept, _ in row.parts.values()} == {0}


def test_a_reader_that_finds_all_has_every_word_and_the_wrong_ones_too(measured: Any) -> None:
    row = measured(ALL)
    true, found = len(words(TRUTH["text"])), len(words(sets.text_of(PAGE))) - 1
    # Its first word is the title, in the head of the page.
    assert row.values["right"] == 1
    assert row.values["wrong"] == pytest.approx(1 - true / found)
    assert row.values["absent"] == 1
    assert all(kept == of for kept, of in row.parts.values())


def test_a_reader_that_fails_has_found_nothing_and_says_why(measured: Any) -> None:
    row = measured(ValueError("no\nroot"))
    assert row.failed == "ValueError: no root"
    assert "Failed\n\n- given: set/page: ValueError: no root\n" in tables([row])
    assert row.values == measured(NOTHING).values


def test_what_the_truth_does_not_say_is_not_measured(measured: Any) -> None:
    row = measured(PERFECT, Pair("set", "page", PAGE.encode(), {"title": "Unread"}))
    assert row.values == {"title": 1, "title words": 1}
    assert row.parts == {}
    assert compared(TRUTH, replace(PERFECT, text=None)).keys().isdisjoint({"right", "present"})


@each_case(
    ("true", "found", "expected"),
    [
        ("a b c d", "a b c d", (1, 0, 1, 1)),
        ("a b c d", "d c b a", (1, 0, 1, 0.25)),
        ("a b c d", "a b", (0.5, 0, 2 / 3, 2 / 3)),
        ("a b", "a b c d", (1, 0.5, 2 / 3, 2 / 3)),
        ("a b", "a a a b", (1, 0.5, 2 / 3, 2 / 3)),
        ("a a b", "a b b", (2 / 3, 1 / 3, 2 / 3, 2 / 3)),
        ("a b", "c d", (0, 1, 0, 0)),
        ("a b", "", (0, 1, 0, 0)),
        ("", "", (1, 0, 1, 1)),
    ],
)
def test_words_are_compared_as_often_as_they_stand(
    true: str, found: str, expected: tuple[float, ...]
) -> None:
    agreed = agreement(words(true), words(found))
    assert (agreed.right, agreed.wrong, agreed.f1, agreed.ordered_f1) == pytest.approx(expected)


ROWS = st.lists(st.sampled_from("abcde"), max_size=30).map(tuple)


@given(ROWS, ROWS)
def test_agreement_is_a_share_and_order_only_lessens_it(
    true: tuple[str, ...], found: tuple[str, ...]
) -> None:
    one, other = agreement(true, found), agreement(found, true)
    assert 0 <= one.ordered_f1 <= one.f1 <= 1
    assert 0 <= one.right <= 1
    assert 0 <= one.wrong <= 1
    assert (one.f1, one.ordered_f1) == (other.f1, other.ordered_f1)
    assert agreement(true, true).ordered_f1 == 1
    if true and found:
        assert one.right == pytest.approx(1 - other.wrong)


def test_case_width_and_signs_do_not_tell_words_apart() -> None:
    assert words("“ＡＢＣ”—Straße,\xa01\u202f500") == words("abc STRASSE 1 500")
    assert words("क्षत्रिय राजा") == ("क्षत्रिय", "राजा")
    assert words("ภาษาไทย") == ("ภ", "า", "ษ", "า", "ไ", "ท", "ย")


def test_the_title_counts_for_nobody_where_the_text_begins_with_it() -> None:
    assert without_title(words("Unread Nine of"), words("unread")) == ("nine", "of")
    assert without_title(words("Nine of"), words("Unread")) == ("nine", "of")
    assert without_title(words("Nine"), ()) == ("nine",)
    assert compared(TRUTH, replace(PERFECT, text=f"Unread\n{TRUTH['text']}"))["wrong"] == 0


@each_case(
    ("field", "value", "expected"),
    [
        ("title", " Un\u00a0read ", {"title": 0, "title words": 0}),
        ("title", "  Unread\n", {"title": 1, "title words": 1}),
        ("title", "UNREAD!", {"title": 0, "title words": 1}),
        ("authors", ("Lovelace, Ada", "CHARLES BABBAGE"), {"authors": 1, "authors right": 2}),
        ("authors", ("Ada Lovelace",), {"authors": 0, "authors right": 1, "authors missing": 1}),
        ("authors", (*PERFECT.authors, "News Desk"), {"authors": 0, "authors wrong": 1}),
        ("date", "2026-02-28T23:00:00", {"date": 1}),
        ("date", "2026-03-02", {"date": 0}),
        ("date", None, {"date": 0}),
        ("language", "EN_us", {"language": 1}),
        ("language", "enm", {"language": 0}),
    ],
)
def test_metadata_is_right_or_wrong(field: str, value: Any, expected: dict[str, float]) -> None:
    values = compared(TRUTH, replace(PERFECT, **{field: value}))
    assert {name: values[name] for name in expected} == expected


def test_of_a_page_those_parts_count_whose_words_stand_in_the_article() -> None:
    text_alone = {**TRUTH, "html": None}
    found = parts_of(Pair("set", "page", PAGE.encode(), text_alone))
    assert found == structure.of_article(ARTICLE, ADDRESS)
    assert found.headings == {("what", "was", "found")}
    assert found.links == {("ten", "reports", "https://example.org/reports/ten")}
    assert found.figures == {("desk a.jpg",)}
    assert found.items == {
        ("the", "first", "report", "was", "lost"),
        ("and", "so", "were", "its", "many", "copies"),
    }


def test_the_heading_that_is_the_title_is_no_part() -> None:
    titled = {**TRUTH, "html": f"<h1>Unread</h1>{ARTICLE}"}
    found = parts_of(Pair("set", "page", PAGE.encode(), titled))
    assert found is not None
    assert found.headings == {("what", "was", "found")}


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    cells = "<tr><td>one two</td><td>three four</td></tr>" * 2
    assert structure.of_article(f"<table>{cells}</table>", None).tables
    assert not structure.of_article(f"<table>{cells[:44]}</table>", None).tables
    outer = f"<table><tr><td>a</td><td><table>{cells}</table></td></tr><tr><td>b</td><td>c</td></tr></table>"
    assert structure.of_article(outer, None).tables == {
        ("one", "two", "three", "four", "one", "two", "three", "four")
    }


@each_case("target", ["#note-1", f"{ADDRESS}#note-1", "javascript:void(0)", "", None, "http://[x"])
def test_links_within_the_page_or_to_nowhere_do_not_count(target: str | None) -> None:
    assert structure.link_key("one", target, ADDRESS) == ()


def test_a_page_of_any_encoding_can_be_looked_at() -> None:
    latin = '<meta charset="iso-8859-1"><h2>Überall ist es so</h2>'.encode("iso-8859-1")
    declared = b'<?xml version="1.0" encoding="utf-8"?><h2>\xc3\x9cberall ist es so</h2>'
    for page in (latin, declared):
        assert structure.of_page(page, "Überall ist es so", None).headings == {
            ("überall", "ist", "es", "so")
        }


def test_of_a_record_furniture_is_not_the_article() -> None:
    document = archive.Document.model_validate(
        {
            "id": "x",
            "metadata": {
                "titles": [{"text": "Unread", "basis": "printed"}],
                "authors": [{"name": {"given": "Ada", "family": "Lovelace"}, "basis": "printed"}],
                "publication": {"published": {"date": "2026-03-01", "basis": "printed"}},
                "languages": [{"tag": "en", "basis": "printed"}],
            },
            "sections": [
                {
                    "id": "s1",
                    "blocks": [
                        {"type": "heading", "id": "h1", "text": "What was found"},
                        {
                            "type": "paragraph",
                            "id": "p1",
                            "text": "Nine of the ten reports.",
                            "marks": [
                                {"type": "link", "start": 12, "end": 23, "target": "/reports/ten"}
                            ],
                        },
                        {
                            "type": "list",
                            "id": "l1",
                            "items": [
                                {
                                    "id": "i1",
                                    "text": "The first",
                                    "lists": [
                                        {
                                            "type": "list",
                                            "id": "l2",
                                            "items": [{"id": "i2", "text": "Copies"}],
                                        }
                                    ],
                                }
                            ],
                        },
                        {
                            "type": "quotation",
                            "id": "q1",
                            "blocks": [{"type": "paragraph", "id": "p2", "text": "Nobody asked."}],
                        },
                        {
                            "type": "table",
                            "id": "t1",
                            "rows": [
                                {"cells": [{"id": "c1", "text": "Year"}, {"id": "c2", "text": "4"}]}
                            ],
                        },
                        {
                            "type": "figure",
                            "id": "f1",
                            "image": {"address": "/images/desk%20a.jpg"},
                            "caption": {"id": "k1", "text": "A desk"},
                        },
                        {
                            "type": "furniture",
                            "id": "u1",
                            "text": "Share",
                            "marks": [{"type": "link", "start": 0, "end": 5, "target": "/share"}],
                        },
                    ],
                }
            ],
        }
    )
    found = readers.of_record(document, ADDRESS)
    assert (found.title, found.authors, found.date, found.language) == (
        "Unread", ("Ada Lovelace",), "2026-03-01", "en",
    )  # fmt: skip
    assert found.text is not None
    assert found.text.splitlines() == [
        "What was found", "Nine of the ten reports.", "The first", "Copies", "Nobody asked.",
        "Year", "4", "A desk",
    ]  # fmt: skip
    aside = readers.of_record_without_captions(document, ADDRESS)
    assert aside == replace(found, text=found.text.removesuffix("\nA desk"))
    assert found.structure == Structure(
        headings={("what", "was", "found")},
        items={("the", "first"), ("copies",)},
        tables={("year", "4")},
        quotations={("nobody", "asked")},
        figures={("desk a.jpg",)},
        captions={("a", "desk")},
        links={("ten", "reports", "https://example.org/reports/ten")},
    )


def test_tables_have_a_row_for_each_set_and_reader_and_for_all(
    measured: Any, tmp_path: Path
) -> None:
    for collection in ("one", "two"):
        (tmp_path / collection).mkdir()
        (tmp_path / collection / "page.html").write_bytes(PAGE.encode())
        (tmp_path / collection / "page.json").write_text(json.dumps(TRUTH))
    pairs = list(measure.pairs_in(tmp_path))
    assert [(pair.collection, pair.name) for pair in pairs] == [("one", "page"), ("two", "page")]
    measured(PERFECT)
    rows = list(measure.measure(pairs, ["given"]))
    drawn = tables(rows)
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in drawn.splitlines() if line
    ]
    assert [line[0] for line in cells if line and line[1] == "given"] == ["one", "two", "all"] * 4
    assert next(line for line in cells if line[:2] == ["all", "given"])[:4] == [
        "all",
        "given",
        "100.0 (100.0) of 2",
        "0.0 (0.0) of 2",
    ]
    table = [line.split("\t") for line in measure.rows_of(rows)]
    assert [row[:3] for row in table[1:]] == [["one", "page", "given"], ["two", "page", "given"]]
    assert {len(row) for row in table} == {len(table[0])}


def test_a_reader_is_better_or_worse_than_trafilatura_page_by_page() -> None:
    rows = [
        measure.Measured("set", name, reader, 1, values={"ordered": value})
        for name, reader, value in [
            ("one", "trafilatura", 0.5), ("two", "trafilatura", 0.5), ("three", "trafilatura", 0.5),
            ("one", "archive", 0.6), ("two", "archive", 0.505), ("three", "archive", 0.4),
        ]
    ]  # fmt: skip
    drawn = [[cell.strip() for cell in line.split("|")] for line in tables(rows).splitlines()]
    head = next(line for line in drawn if line[-3:-1] == ["better", "worse"])
    assert head[1:3] == ["set", "reader"]
    first = {
        line[2]: line for line in reversed(drawn) if line[1:2] == ["set"] and len(line) == len(head)
    }
    assert first["archive"][-3:-1] == ["1", "1"]
    assert first["trafilatura"][-3:-1] == ["", ""]
