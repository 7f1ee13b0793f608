"""The harness is believed by many tests, so it must not pass anything by mistake."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.jing import Jing, SchemaError, trang

COMPACT = """\
datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
start = element list { attribute of { text }?, item* }
item = element item { attribute id { xsd:ID }?, attribute see { xsd:IDREF }?, text }
"""

VALID = b'<list><item id="a">one</item><item see="a">two</item></list>'
INVALID = b"<list>\n  <item>one</item>\n  <other/>\n</list>"
NOT_WELL_FORMED = b"<list><item>one</list>"


@pytest.fixture
def schema(tmp_path: Path, java: None) -> Path:
    path = tmp_path / "list.rnc"
    path.write_text(COMPACT, encoding="utf-8")
    return path


def test_a_batch_that_ends_with_an_invalid_file_reports_it(
    jing: Jing, schema: Path, tmp_path: Path
):
    last = tmp_path / "last.xml"
    last.write_bytes(INVALID)
    verdicts = jing.validate(schema, [VALID] * 200 + [last])
    assert verdicts[:200] == [[]] * 200
    [message] = verdicts[200]
    assert (message.line, message.column, message.kind) == (3, 11, "error")
    assert 'element "other" not allowed' in message.text


def test_a_file_after_one_that_is_not_well_formed_is_still_judged(jing: Jing, schema: Path):
    verdicts = jing.validate(schema, [NOT_WELL_FORMED, VALID, NOT_WELL_FORMED, INVALID, VALID])
    assert [bool(messages) for messages in verdicts] == [True, False, True, True, False]
    assert verdicts[0][-1].kind == "fatal"
    assert [message.kind for message in verdicts[3]] == ["error"]


def test_every_error_of_a_document_is_reported(jing: Jing, schema: Path):
    [messages] = jing.validate(schema, [b"<list>\n<a/>\n<b/>\n<item wrong=''/>\n</list>"])
    assert [message.line for message in messages] == [2, 3, 4]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<list>",
        b"\xff\xfe",
        b"<?xml version='1.0' encoding='UTF-8'?><list><item>\xff</item></list>",
        b"<?xml version='1.0' encoding='no-such'?><list/>",
    ],
)
def test_bytes_that_are_not_xml_are_never_valid(jing: Jing, schema: Path, data: bytes):
    before, broken, after = jing.validate(schema, [VALID, data, VALID])
    assert (before, after) == ([], [])
    assert broken[-1].kind == "fatal"


def test_the_declared_encoding_is_obeyed(jing: Jing, schema: Path):
    text = "<?xml version='1.0' encoding='UTF-16'?><list><item>𐀀 naïve</item></list>"
    assert jing.accepts(schema, text.encode("utf-16"))


def test_ids_are_checked_unless_told_otherwise(jing: Jing, schema: Path):
    twice = b'<list><item id="a"/><item id="a"/></list>'
    nowhere = b'<list><item see="b"/></list>'
    [first, second], [missing] = jing.validate(schema, [twice, nowhere])
    assert 'ID "a" has already been defined' in first.text
    assert "first occurrence" in second.text
    assert 'IDREF "b" without matching ID' in missing.text
    assert jing.validate(schema, [twice, nowhere], ids=False) == [[], []]


def test_ids_of_one_document_are_forgotten_in_the_next(jing: Jing, schema: Path):
    one, two = b'<list><item id="a"/></list>', b'<list><item see="a"/></list>'
    assert jing.accepts(schema, one)
    assert not jing.accepts(schema, two)
    assert jing.validate(schema, [one, one]) == [[], []]


def test_external_entities_are_not_read(jing: Jing, schema: Path, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("<other/>", encoding="utf-8")
    attack = f'<!DOCTYPE list [<!ENTITY x SYSTEM "{secret.as_uri()}">]><list>&x;</list>'
    [messages] = jing.validate(schema, [attack.encode()])
    assert "other" not in str(messages)


def test_a_schema_that_was_edited_is_read_again(jing: Jing, schema: Path):
    assert not jing.accepts(schema, b"<other/>")
    schema.write_text("start = element other { empty }", encoding="utf-8")
    assert jing.accepts(schema, b"<other/>")


def test_a_broken_schema_is_an_error_not_a_verdict(jing: Jing, tmp_path: Path):
    broken = tmp_path / "broken.rnc"
    broken.write_text("start = element a { nowhere }", encoding="utf-8")
    with pytest.raises(SchemaError, match="nowhere") as caught:
        jing.validate(broken, [])
    assert caught.value.messages[0].line == 1


@pytest.mark.slow
def test_trang_writes_a_schema_that_judges_alike(jing: Jing, schema: Path, tmp_path: Path):
    converted = tmp_path / "list.rng"
    trang(schema, converted)
    documents = [VALID, INVALID, NOT_WELL_FORMED]
    assert jing.validate(converted, documents) == jing.validate(schema, documents)


@pytest.mark.slow
def test_trang_says_what_is_wrong_with_a_schema(java: None, tmp_path: Path):
    broken = tmp_path / "broken.rnc"
    broken.write_text("start = ", encoding="utf-8")
    with pytest.raises(SchemaError, match=r"broken\.rnc"):
        trang(broken, tmp_path / "broken.rng")


TEI = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>One</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>
<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>
<text><body>{}</body></text></TEI>
"""


def test_three_thousand_documents_take_seconds_with_the_schema_of_all_tei(
    jing: Jing, tei_all: Path
):
    good = [TEI.format(f'<p xml:id="p{n}">Paragraph {n}.</p>').encode() for n in range(3000)]
    bad = TEI.format("<p>One<body/></p>").encode()
    start = time.perf_counter()
    verdicts = jing.validate(tei_all, [*good, bad])
    assert time.perf_counter() - start < 30
    assert verdicts[:-1] == [[]] * 3000
    assert verdicts[-1]


@pytest.mark.slow
def test_real_files_are_judged_as_others_judged_them(
    jing: Jing, tei_all: Path, shared: Callable[[str], Path]
):
    folder = shared("tei/foreign")
    with (folder / "index.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    verdicts = jing.validate(tei_all, [folder / row["file"] for row in rows])
    assert {
        row["file"]: "INVALID" if messages else "valid"
        for row, messages in zip(rows, verdicts, strict=True)
    } == {row["file"]: row["valid_tei_all_4.12.0"] for row in rows}
