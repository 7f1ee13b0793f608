"""A table of Recogito 2 for several files: each annotation stands in its own text, or is reported."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import ReadError
from archive.model.document import Document
from tests import samples
from tests.annotations.external.judged import said_of
from tests.samples import from_text
from tests.tools.cases import each_case

HARBOUR = "The harbour of Piraeus closed in May. Its master, Ada Lovelace 😀, said so in Athens."
MARKET = "Nobody in Athens sold fish. The market of Piraeus closed, too; Ada Lovelace bought none."
LETTER = "Ada Lovelace wrote from Rome, and later from Naples. Athens she had left for Piraeus."
HEAD = (
    "UUID", "FILE", "QUOTE_TRANSCRIPTION", "ANCHOR", "TYPE", "URI", "VOCAB_LABEL", "LAT", "LNG",
    "PLACE_TYPE", "VERIFICATION_STATUS", "TAGS", "COMMENTS", "GROUP_ID", "GROUP_ORDER",
)  # fmt: skip


class Row(NamedTuple):
    """A row of the table, and where its words stand in the text of its file."""

    id: str
    file: str
    words: str
    start: int


def rows_of(file: str, text: str, *words: str) -> list[Row]:
    return [Row(f"{file}-{n}", file, one, text.index(one)) for n, one in enumerate(words)]


def utf_16(text: str) -> int:
    """How many code units of UTF-16 a text has."""
    return len(text.encode("utf-16-le")) // 2


def table(rows: Sequence[Row], texts: dict[str, str]) -> bytes:
    """The table of Recogito 2, whose offsets count UTF-16."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    for row in rows:
        start = utf_16(texts[row.file][: row.start])
        known = {
            "UUID": row.id,
            "FILE": row.file,
            "QUOTE_TRANSCRIPTION": row.words,
            "ANCHOR": f"char-offset:{start}",
            "TYPE": "PLACE",
        }
        writer.writerow([known.get(name, "") for name in HEAD])
    return out.getvalue().encode()


def laid(data: bytes, onto: Document, **options: Any) -> archive.ReadResult:
    return archive.add(onto, data, "recogito", by="Ada", trust=True, **options)


def stands(document: Document) -> dict[str, tuple[str, int]]:
    """Where each annotation stands: block and offset."""
    return {
        id: (said[0].anchors[0].block, said[0].anchors[0].start)
        for id, said in said_of(document, "recogito").items()
    }


TEXTS = {"harbour.txt": HARBOUR, "market.txt": MARKET}
ROWS = (
    *rows_of("harbour.txt", HARBOUR, "Piraeus", "Ada Lovelace", "Athens"),
    *rows_of("market.txt", MARKET, "Athens", "Piraeus", "Ada Lovelace"),
)


def test_those_of_another_file_are_not_placed_and_reported_with_their_number() -> None:
    result = laid(table(ROWS, TEXTS), samples.text_only(HARBOUR))
    assert stands(result.document) == {
        row.id: ("p-1", row.start) for row in ROWS if row.file == "harbour.txt"
    }
    (found,) = result.findings
    assert (found.code, found.location.line) == ("remark-not-placed", 5)
    assert found.message == (
        "3 annotations cannot be placed: they annotate market.txt, whose text is not in the record"
    )
    assert "--text" in (found.hint or "")


@each_case("order", [(HARBOUR, MARKET), (MARKET, HARBOUR), (LETTER, MARKET, HARBOUR)])
def test_each_is_placed_in_its_own_part_of_several_texts(order: Sequence[str]) -> None:
    result = laid(table(ROWS, TEXTS), samples.text_only(*order))
    assert not result.findings
    block = {file: f"p-{order.index(text) + 1}" for file, text in TEXTS.items()}
    assert stands(result.document) == {row.id: (block[row.file], row.start) for row in ROWS}
    again = laid(table(ROWS, TEXTS), result.document)
    assert again.document is result.document


def test_each_is_placed_in_its_own_part_of_a_received_text() -> None:
    record = from_text(f"{HARBOUR}\n\n\n{MARKET}\n", id="both")
    assert not laid(table(ROWS, TEXTS), record).findings


def test_an_offset_beyond_its_part_is_not_counted_in_the_next() -> None:
    """It would stand on the words of the next file."""
    both = f"{HARBOUR}\n\n{MARKET}"
    beyond = Row("beyond", "harbour.txt", "fish", both.index("fish"))
    rows = [*ROWS, beyond]
    result = laid(table(rows, TEXTS | {"harbour.txt": both}), samples.text_only(HARBOUR, MARKET))
    assert "beyond" not in stands(result.document)
    (found,) = result.findings
    assert found.message == "'fish' is not in the part of the record that matches harbour.txt"


def test_words_that_stand_only_in_another_file_are_not_placed_there() -> None:
    more = rows_of("market.txt", MARKET, "sold", "bought")
    more = [row._replace(id=f"more-{row.id}") for row in more]
    rows = [*ROWS, *more, Row("wrong", "market.txt", "harbour", 3)]
    result = laid(table(rows, TEXTS), samples.text_only(HARBOUR, MARKET))
    assert "wrong" not in stands(result.document)
    assert [f.location.line for f in result.findings] == [10]


def test_a_text_that_stands_in_the_record_twice_is_not_chosen() -> None:
    result = laid(table(ROWS, TEXTS), samples.text_only(HARBOUR, MARKET, HARBOUR))
    assert {id.rpartition("-")[0] for id in stands(result.document)} == {"market.txt"}
    assert [f.message.partition(" ")[0] for f in result.findings] == ["3"]


def test_a_text_with_other_blanks_is_known_by_the_distances_of_its_words() -> None:
    words = ("harbour", "Piraeus", "closed", "master", "Ada Lovelace", "Athens")
    broken = HARBOUR.replace(". ", ".\n\n")
    rows = [*rows_of("harbour.txt", broken, *words), *ROWS[3:]]
    result = laid(table(rows, TEXTS | {"harbour.txt": broken}), samples.text_only(HARBOUR))
    assert {id: at for id, (_, at) in stands(result.document).items()} == {
        f"harbour.txt-{n}": HARBOUR.index(one) for n, one in enumerate(words)
    }
    assert [f.code for f in result.findings] == ["remark-not-placed"]


def test_a_chosen_file_is_laid_as_one_alone() -> None:
    result = laid(table(ROWS, TEXTS), samples.text_only(MARKET), text="market.txt")
    assert len(stands(result.document)) == 3
    assert [f.message for f in result.findings] == [
        "annotations of the file harbour.txt, which was not chosen: 3, first at line 2"
    ]
    with pytest.raises(ReadError) as problem:
        laid(table(ROWS, TEXTS), samples.text_only(MARKET), text="letter.txt")
    assert [f.code for f in problem.value.findings] == ["text-not-chosen"]
    with pytest.raises(ReadError):
        laid(b"[]", samples.text_only(MARKET), text="letter.txt")


def test_of_two_texts_that_begin_alike_the_one_is_chosen_of_which_more_stands_there() -> None:
    texts = {"long.txt": HARBOUR, "short.txt": HARBOUR[:-14]}
    rows = [
        *rows_of("long.txt", HARBOUR, "harbour", "Piraeus", "Lovelace"),
        *rows_of("short.txt", texts["short.txt"], "harbour", "Piraeus"),
    ]
    result = laid(table(rows, texts), samples.text_only(HARBOUR))
    assert {id.partition("-")[0] for id in stands(result.document)} == {"long.txt"}
    result = laid(table([*rows[:2], *rows[3:]], texts), samples.text_only(HARBOUR))
    assert not result.document.annotations
    assert [f.message.partition(" ")[0] for f in result.findings] == ["2", "2"]


def test_those_in_json_are_placed_by_their_file_too() -> None:
    raw = [
        {
            "annotation_id": row.id,
            "annotates": {"filepart_id": row.file},
            "anchor": f"char-offset:{utf_16(TEXTS[row.file][: row.start])}",
            "bodies": [{"type": "QUOTE", "value": row.words}, {"type": "PLACE"}],
        }
        for row in ROWS
    ]
    result = laid(json.dumps(raw).encode(), samples.text_only(LETTER, HARBOUR))
    assert stands(result.document) == {
        row.id: ("p-2", row.start) for row in ROWS if row.file == "harbour.txt"
    }
    assert [f.location.pointer for f in result.findings] == ["/3"]


def test_the_table_of_relations_is_refused_with_its_name() -> None:
    with pytest.raises(ReadError) as problem:
        laid(b'"source","relation","target"\n"a","b","c"\n', samples.text_only(LETTER))
    assert "relations" in problem.value.findings[0].message


def test_a_row_is_reported_on_the_line_on_which_it_begins() -> None:
    rows = [Row("a", "harbour.txt", "Its\nmaster", 0), Row("b", "harbour.txt", "Rome", 4)]
    result = laid(table(rows, TEXTS), samples.text_only(HARBOUR))
    assert [f.location.line for f in result.findings] == [4]


@given(st.data())
def test_no_annotation_stands_in_another_text_than_its_own(data: st.DataObject) -> None:
    """Texts of few words: most words stand in each of them, and at many places."""
    words = st.lists(
        st.sampled_from(["Athens", "Rome", "and", "sea", "😀"]), min_size=4, max_size=12
    )
    texts = {f"{n}.txt": " ".join(data.draw(words)) for n in range(3)}
    rows = []
    for file, text in texts.items():
        starts = data.draw(st.lists(st.integers(0, len(text) - 1), max_size=8, unique=True))
        rows += [
            Row(f"{file}-{at}", file, text[at:].split()[0], at)
            for at in starts
            if (at == 0 or text[at - 1] == " ") and text[at] != " "
        ]
    kept = data.draw(st.permutations([*texts]))[: data.draw(st.integers(1, 3))]
    record = samples.text_only(*(texts[file] for file in kept))
    result = laid(table(rows, texts), record)
    if len({row.file for row in rows}) < 2:
        return
    files: dict[str, str] = {}
    for row in rows:
        if row.id in (found := stands(result.document)):
            block, at = found[row.id]
            # Texts that are alike at all annotated words cannot be told apart.
            own = record.index.blocks[block].text
            assert own[at : at + len(row.words)] == row.words
            assert utf_16(own[:at]) == utf_16(texts[row.file][: row.start])
            assert files.setdefault(block, row.file) == row.file
    placed = len(stands(result.document))
    reported = sum(
        int(f.message.split()[0]) if "cannot be placed:" in f.message else 1
        for f in result.findings
        if f.code == "remark-not-placed" and "are about words" not in f.message
    )
    assert placed + reported == len(rows)
