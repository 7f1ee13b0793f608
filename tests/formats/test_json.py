"""JSON: canonical when written; when read, every problem has its exact place."""

from __future__ import annotations

import json as plain
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidDocument, ReadError, WriteError
from archive.findings import Finding, Severity
from archive.formats import json
from archive.formats.json_source_map import LenientSourceMap, SourceMap
from archive.model.document import SCHEMA_VERSION, Document
from archive.model.invariants import DEEPEST_EXTENSION
from tests import samples, strategies
from tests.conftest import ROOT
from tests.strategies import documents
from tests.tools.cases import each_case

# --- the canonical form ---


def test_the_canonical_form_has_utf_8_two_blanks_of_indent_and_a_final_newline():
    data = json.write(samples.small()).data
    assert data.endswith(b"\n}\n")
    assert not data.endswith(b"\n\n")
    assert "“both sides”".encode() in data
    assert b'\n  "id": "small",\n  "metadata": {\n    "titles": [{"type": "main", "basis"' in data
    assert b"\r" not in data


BRACKETS = st.sampled_from(("{", "}", "[", "]", "},", "a{", " ]", "{\n", "\n}", "é", "", {}, [], 1))
NESTED = st.recursive(
    BRACKETS,
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(("a", "{", "]", "b [")), inner),
)


@given(NESTED)
def test_short_values_are_on_one_line(value: Any):
    indented = plain.dumps(value, indent=2, ensure_ascii=False).encode()
    assert json._laid_out(indented).decode() == laid_out(value)


def test_a_record_is_laid_out_so():
    data = json.write(samples.assessed()).data.decode()
    assert data == f"{laid_out(plain.loads(data))}\n"


def test_the_smallest_record_has_its_version_and_its_id():
    written = f'{{"schema_version": "{SCHEMA_VERSION}", "id": "minimal"}}\n'
    assert json.write(samples.minimal()).data.decode() == written


def test_short_values_stand_on_one_line_and_nothing_else_does():
    inner = {"a": [1, "]", {"b": "{"}], "c": [[], {}, ["}", {}]], "d": {"e": {"f": None}}, "": "["}
    other = {"g": [{"h": {"i": 1}, "j": [{"k": 2}]}], "l": {"m": [{"n": {"o": 3}}, 4]}}
    document = Document(
        id="d", extensions={"https://example.org/x": inner, "https://example.org/y": other}
    )
    assert json.write(document).data.decode() == (
        """\
{
  "schema_version": "VERSION",
  "id": "d",
  "extensions": {
    "https://example.org/x": {
      "a": [
        1,
        "]",
        {"b": "{"}
      ],
      "c": [
        [],
        {},
        ["}", {}]
      ],
      "d": {"e": {"f": null}},
      "": "["
    },
    "https://example.org/y": {
      "g": [{"h": {"i": 1}, "j": [{"k": 2}]}],
      "l": {
        "m": [
          {"n": {"o": 3}},
          4
        ]
      }
    }
  }
}
""".replace("VERSION", SCHEMA_VERSION)
    )


class Number(str):
    """A number as it is written."""


def laid_out(value: Any, indent: str = "") -> str:
    """JSON in the canonical layout."""
    if isinstance(value, Number):
        return str(value)
    if not isinstance(value, dict | list):
        return plain.dumps(value, ensure_ascii=False)
    deeper = indent + "  "
    if isinstance(value, dict):
        items = [(f"{plain.dumps(k, ensure_ascii=False)}: ", inner) for k, inner in value.items()]
        opening, closing = "{", "}"
    else:
        items = [("", inner) for inner in value]
        opening, closing = "[", "]"
    told = [key + laid_out(inner, deeper) for key, inner in items]
    if holds_plain_values(value) or (len(indent) > 2 and is_short(value)):
        return opening + ", ".join(told) + closing
    lines = f",\n{deeper}".join(told)
    return f"{opening}\n{deeper}{lines}\n{indent}{closing}"


def holds_something(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def holds_plain_values(value: Any) -> bool:
    return not any(map(holds_something, value.values() if isinstance(value, dict) else value))


def is_one_such(value: Any) -> bool:
    """Whether it holds plain values, or is an array of one item that does."""
    inner = value[0] if isinstance(value, list) and len(value) == 1 else value
    return holds_plain_values(inner if holds_something(inner) else value)


def is_short(value: Any) -> bool:
    """Whether it is one such, an object of plain values and such, or an array of one of these."""
    inner = value[0] if isinstance(value, list) and len(value) == 1 else value
    if is_one_such(value) or (inner is not value and holds_something(inner) and is_one_such(inner)):
        return True
    return isinstance(inner, dict) and all(
        is_one_such(member) for member in inner.values() if holds_something(member)
    )


@given(documents())
def test_any_record_is_laid_out_so(document: Document):
    text = json.write(document).data.decode()
    assert text == laid_out(plain.loads(text, parse_float=Number, parse_int=Number)) + "\n"


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def test_tags_stand_first_and_are_always_written(record: Document):
    raw = plain.loads(json.write(record).data)
    raw.pop("extensions", None)
    assert next(iter(raw)) == "schema_version"
    assert raw.keys() == {k: 0 for k in Document.model_fields if k in raw}.keys()
    for value in objects(raw):
        if "type" in value and "unit" not in value:
            assert next(iter(value)) in (
                "type",
                "basis",
                "certainty",
                "reason",
                "rests_on",
                "text",
                "id",
                "name",
                "title",
            )
    for kind in ("sections", "entities", "annotations"):
        for part in raw.get(kind, []):
            assert kind == "sections" or "type" in part


@given(documents())
def test_fields_stand_in_the_order_of_the_model_and_defaults_are_left_out(document: Document):
    raw = plain.loads(json.write(document).data)
    full = plain.loads(document.model_dump_json())
    assert_in_order(raw, full)
    assert "agents" not in raw or raw["agents"] != []


def assert_in_order(written: Any, full: Any) -> None:
    if isinstance(written, dict):
        assert list(written) == [key for key in full if key in written]
        for key, value in written.items():
            assert_in_order(value, full[key])
    elif isinstance(written, list):
        assert len(written) == len(full)
        for one, other in zip(written, full, strict=True):
            assert_in_order(one, other)


@pytest.mark.slow
@given(documents())
def test_another_way_to_write_the_same_json_reads_equal_and_is_written_canonically(
    document: Document,
):
    data = json.write(document).data
    raw = plain.loads(data)
    for other in (
        plain.dumps(raw),
        plain.dumps(raw, ensure_ascii=False, indent="\t"),
        plain.dumps(raw, sort_keys=True),
        document.model_dump_json(),
    ):
        read = json.read(other.encode())
        assert read.document == document
        if other != plain.dumps(raw, sort_keys=True):  # extensions keep the order of their keys
            assert json.write(read.document).data == data


@given(strategies.json_values())
def test_an_extension_comes_back_untouched(value: Any):
    document = Document(id="d", extensions={"https://example.org/x": value})
    back = json.read(json.write(document).data).document
    assert repr(back.extensions) == repr(document.extensions)


@pytest.mark.parametrize("wrap", [lambda value: [value], lambda value: {"k": value}])
def test_an_extension_nests_as_deep_as_is_allowed_and_no_deeper(wrap: Callable[[Any], Any]):
    value: Any = 1
    for _ in range(DEEPEST_EXTENSION):
        value = wrap(value)
    document = Document(id="d", extensions={"https://e.org/": value})
    assert json.read(json.write(document).data).document == document
    with pytest.raises(InvalidDocument, match="extension-not-json"):
        Document(id="d", extensions={"https://e.org/": wrap(value)})


# --- versions and marks ---


def record(**fields: Any) -> dict[str, Any]:
    return {"schema_version": "1.0", "id": "r", **fields}


def read(value: Any) -> json.ReadResult:
    return json.read(plain.dumps(value).encode())


def problems(data: bytes | dict[str, Any]) -> list[Finding]:
    if isinstance(data, dict):
        data = plain.dumps(data, indent=1, ensure_ascii=False).encode()
    with pytest.raises((ReadError, InvalidDocument)) as caught:
        json.read(data)
    return list(caught.value.findings)


def short(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(f.code, f.location.pointer) for f in findings]


def places(findings: list[Finding]) -> list[tuple[str, int | None, int | None]]:
    return [(f.code, f.location.line, f.location.column) for f in findings]


def test_a_byte_order_mark_is_read_over_and_reported():
    result = json.read(b"\xef\xbb\xbf" + json.write(samples.small()).data)
    assert result.document == samples.small()
    [finding] = result.findings
    assert (finding.code, finding.severity) == ("byte-order-mark", Severity.WARNING)


def test_places_in_a_file_with_a_byte_order_mark_are_counted_without_it():
    assert places(problems(b'\xef\xbb\xbf{"schema_version": "1.0", "id": 1}')) == [
        ("byte-order-mark", 1, 1),
        ("wrong-type", 1, 33),
    ]


@pytest.mark.parametrize("version", ["1.90", "1.123"])
def test_a_newer_minor_version_is_read_with_a_warning_and_not_written(version: str):
    result = read(record() | {"schema_version": version})
    [finding] = result.findings
    assert (finding.code, finding.severity) == ("newer-schema-version", Severity.WARNING)
    assert finding.location.pointer == "/schema_version"
    assert (finding.location.line, finding.location.column) == (1, 20)
    with pytest.raises(WriteError, match=version):
        json.write(result.document)


@each_case("version", ["2.0", "0.9", "10.0"])
def test_another_major_version_is_refused(version: str):
    found = problems(record() | {"schema_version": version, "what": "nobody knows"})
    assert short(found) == [("unsupported-schema-version", "/schema_version")]
    assert (found[0].location.line, found[0].location.column) == (2, 20)


@each_case("version", ["1", "1.0.0", "one", "1.01", "", "v1.0"])
def test_what_is_no_version_is_refused(version: str):
    assert ("malformed-value", "/schema_version") in short(
        problems(record() | {"schema_version": version})
    )


def test_a_record_says_which_version_it_follows():
    found = problems({"id": "r"})
    assert short(found) == [("missing-field", "/schema_version")]
    assert found[0].hint
    assert SCHEMA_VERSION in found[0].hint


# --- what is no JSON ---


@each_case(
    ("data", "code", "line", "column"),
    [
        (b"", "not-json", 1, 1),
        (b"{", "not-json", 1, 2),
        (b'{\n  "id" "r"\n}', "not-json", 2, 8),
        (b'{"id": NaN}', "not-json", 1, 8),
        (b'{"id": Infinity}', "not-json", 1, 8),
        (b'{"id": "a\nb"}', "not-json", 1, 10),
        (b'{"id": "a\\x"}', "not-json", 1, 10),
        ('{"é😀": tru}'.encode(), "not-json", 1, 8),
        (b'{"id": "r"} {}', "not-json", 1, 13),
        (b'{"a": "\\ud800"}', "lone-surrogate", 1, 8),
        ('{"😀": "x\\udc00"}'.encode(), "lone-surrogate", 1, 9),
        (b'{"a": "\\ud83d\\ude00 \\udc00"}', "lone-surrogate", 1, 21),
        (b'{"a": "\\ud83d\\ud83d\\ude00"}', "lone-surrogate", 1, 8),
        (b"[]", "not-a-record", 1, 1),
        (b'"text"', "not-a-record", 1, 1),
        (b"1", "not-a-record", 1, 1),
        (b"null", "not-a-record", 1, 1),
        (b'{"id": "\xff"}', "not-utf-8", 1, 9),
        ("\ufeff".encode("utf-16-le") + '{"a": 1}'.encode("utf-16-le"), "not-utf-8", 1, 1),
        ('{"id": 1}'.encode("utf-16"), "not-utf-8", 1, 1),
        (b'{"x":' + b"[" * 3000, "not-json", 1, 205),
    ],
)
def test_what_is_no_json_is_refused_at_its_place(data: bytes, code: str, line: int, column: int):
    assert places(problems(data)) == [(code, line, column)]


@each_case(
    ("data", "message"),
    [
        (b"{", "the file ends within an object"),
        (b'{"a"', "the file ends within an object"),
        (b'{"a":', "the file ends within a value"),
        (b'{"a": [', "the file ends within a value"),
        (b'{"a": [1', "the file ends within an array"),
        (b'{\n"a": "b', "the file ends within the string that begins at 2:6"),
        (b'{"a" 1}', '":" is expected after "a"'),
        (b'{"a": [1 2]}', '"," or "]" is expected'),
        (b"{,}", "a field's name in double quotes is expected"),
        (b'{"a": }', "a value is expected"),
        (b'{"a": abc}', "'abc' is not a JSON value; write strings in double quotes"),
        (
            b'{"a": 0123456789012345678901}',
            "'01234567890123456789…' is not a JSON value; write strings in double quotes",
        ),
        (b'{"a": "\\x"}', "this is not a JSON escape"),
        (b'{"a": "\n"}', r"a string ends on its line; write a line end within it as \n"),
        (b'{"a": "\x01"}', r"a control character within a string is written \u0001"),
        (b"{} 1", "there is text after the end of the record"),
    ],
)
def test_a_message_says_what_was_expected(data: bytes, message: str):
    [finding] = problems(data)
    assert (finding.code, finding.message) == ("not-json", message)


COMMA_OBJECT = "there is a comma before the end of the object"
COMMA_ARRAY = "there is a comma before the end of the array"
NO_COMMENTS = "JSON does not allow comments"
NO_SINGLE = "write strings in double quotes"
TRUE = "'True' is not a JSON value; write true"
MARK = r"a quotation mark within a string is written \""
NONE = "'None' is not a JSON value; write null"


@each_case(
    ("members", "slips"),
    [
        ('"language": "en",', [(44, COMMA_OBJECT)]),
        ('"agents": [],\n', [(1, COMMA_OBJECT)]),
        ('"claims": [{"a": 1},]', [(47, COMMA_ARRAY)]),
        ('"claims": [{"a": 1} {"b": 2}]', [(47, '"," or "]" is expected')]),
        ('"language": "en" "metadata": {}', [(44, '"," or "}" is expected')]),
        ("'language': 'en'", [(27, NO_SINGLE), (39, NO_SINGLE)]),
        ('"language": /* mine */ "en" // yes\n', [(39, NO_COMMENTS), (55, NO_COMMENTS)]),
        ('"claims": [{"negated": True, "time": None}]', [(50, TRUE), (64, NONE)]),
        ('"claims": [\'it "is"\']', None),
        ('"claims": ["it "is" so"]', [(42, MARK)]),
        ('"language": "he said "no""', [(48, MARK)]),
        ('"language": ""No", he said"', [(40, MARK)]),
        ('"language": "he said "no", and left", "mood": 1', [(48, MARK)]),
        ('"language": "a "b" \\" "c" d"\n', [(42, MARK)]),
        ('"claims": ["a "b" c", 7]', None),
        ('"language": "a" "b"', None),
    ],
)
def test_slips_whose_meaning_is_plain_are_all_reported_and_the_rest_is_looked_at(
    members: str, slips: list[tuple[int, str]] | None
):
    found = problems(f'{{"schema_version": "1.0", {members}}}'.encode())
    of_json = [finding for finding in found if finding.code == "not-json"]
    if slips is None:
        assert [*found] == of_json
        assert len(found) == 1
        return
    assert [(f.location.column, f.message) for f in of_json] == slips
    assert ("missing-field", "/id") in {(f.code, f.location.pointer) for f in found}


def test_what_is_still_to_be_written_is_reported_as_that_alone_and_hides_nothing():
    data = (
        b'{"schema_version": "1.0", "id": ..., "metadata": {"titles": [...], "mood": \xe2\x80\xa6}}'
    )
    assert [(f.code, f.location.pointer, f.message) for f in problems(data)] == [
        ("not-json", None, "... is a placeholder: replace it with a value"),
        ("not-json", None, "... is a placeholder: replace it with a value"),
        ("not-json", None, "… is a placeholder: replace it with a value"),
        ("unknown-field", "/metadata/mood", 'there is no field "mood" here'),
    ]


def test_a_slip_moves_no_place_of_what_follows_it():
    data = b'{"schema_version": "1.0", // one\n "id": "r" "language": True,\n "titel": 1,}'
    found = problems(data)
    assert [
        (*place, f.location.pointer) for place, f in zip(places(found), found, strict=True)
    ] == [
        ("not-json", 1, 27, None),
        ("not-json", 2, 12, None),
        ("not-json", 2, 24, None),
        ("wrong-type", 2, 24, "/language"),
        ("unknown-field", 3, 11, "/titel"),
        ("not-json", 3, 13, None),
    ]


def test_a_quotation_mark_within_a_string_is_guessed_where_the_string_seems_to_end():
    [finding] = problems(b'{"a": "he said "no" to it')
    assert finding.location.column == 17
    said = r'"," or "}" is expected; a quotation mark within a string is written \"'
    assert finding.message == said


def test_a_key_that_stands_twice_hides_what_others_refer_to():
    data = (
        b'{"schema_version": "1.0", "id": "r", "mood": 1,'
        b' "entities": [{"type": "place", "id": "e", "id": "f"}],'
        b' "annotations": [{"id": "a", "type": "comment", "text": "x", "on": "e"}]}'
    )
    assert [finding.code for finding in problems(data)] == ["unknown-field", "duplicate-key"]


def test_two_objects_and_two_arrays_under_one_key_are_looked_at_as_one_and_hide_nothing():
    data = (
        b'{"schema_version": "1.0", "id": "r",\n'
        b' "metadata": {"publication": {"published": {"date": "2016"}}},\n'
        b' "entities": [{"type": "place", "id": "e"}],\n'
        b' "entities": [{"type": "place", "id": "f", "mood": 1}],\n'
        b' "metadata": {"titel": 1, "publication": {"updated": {"date": "May"}}},\n'
        b' "annotations": [{"id": "a", "type": "comment", "text": "x", "on": "g"}]}'
    )
    assert [(f.code, f.location.line, f.location.pointer, f.hint) for f in problems(data)] == [
        ("duplicate-key", 4, "/entities", "merge the two values into one"),
        ("unknown-field", 4, "/entities/1/mood", AnyHint()),
        ("duplicate-key", 5, "/metadata", "merge the two values into one"),
        ("unknown-field", 5, "/metadata/titel", AnyHint()),
        ("date-not-edtf", 5, "/metadata/publication/updated/date", None),
        ("dangling-reference", 6, "/annotations/0/on", AnyHint()),
    ]


class AnyHint:
    """Equal to every hint: what is asked is another thing."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str)


def test_a_key_that_stands_twice_is_reported_and_the_rest_too():
    data = b'{"schema_version": "1.0",\n "id": "r",\n "id": "s",\n "metadata": {"remark": "a",\n  "remark": "b"}}'
    found = problems(data)
    assert [
        (*place, f.location.pointer) for place, f in zip(places(found), found, strict=True)
    ] == [
        ("duplicate-key", 3, 2, "/id"),
        ("duplicate-key", 5, 3, "/metadata/remark"),
    ]


def test_a_key_with_escapes_is_the_same_key():
    data = b'{"schema_version": "1.0", "id": "r", "a/b": 1, "a\\u002fb": 2}'
    assert ("duplicate-key", "/a~1b") in short(problems(data))


# --- locations ---


def test_a_place_is_counted_in_code_points():
    text = '{"schema_version": "1.0", "id": "r", "metadata": {"😀": "\U0001d504", "titles": 5}}'
    found = problems(text.encode())
    assert sorted(places(found)) == [
        ("unknown-field", 1, text.index('"\U0001d504"') + 1),
        ("wrong-type", 1, text.index("5") + 1),
    ]


def test_a_place_after_escapes_and_line_ends_is_counted_right():
    text = (
        '{"schema_version": "1.0",\r\n\t"id": "r",\n  "language":  "\\u00e9\\\\\\"",  "agents": {}}'
    )
    found = problems(text.encode())
    last = text.rpartition("\n")[2]
    assert places(found) == [
        ("language-not-bcp47", 3, last.index('"\\u00e9') + 1),
        ("wrong-type", 3, last.index("{}") + 1),
    ]


def test_what_is_missing_is_reported_at_the_object_that_lacks_it():
    text = '{"schema_version": "1.0", "id": "r",\n "agents": [{"id": "a", "name": "A"},\n  {"id": "b"}]}'
    [found] = problems(text.encode())
    assert (found.code, found.location.pointer) == ("missing-field", "/agents/1/name")
    assert (found.location.line, found.location.column) == (3, 3)


def value_starts(text: str, value: Any) -> None:
    found, _ = plain.JSONDecoder().raw_decode(text)
    assert repr(found) == repr(value)


@given(strategies.json_values(), st.sampled_from((None, 1, "\t")), st.booleans())
def test_every_value_is_found_where_it_stands(value: Any, indent: Any, ascii: bool):
    text = plain.dumps(value, indent=indent, ensure_ascii=ascii)
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    positions = LenientSourceMap(text)
    assert list(positions.duplicate_keys()) == []
    assert_places(text, "", plain.loads(text), positions)
    assert_places(text, "", plain.loads(text), SourceMap(text))


def assert_places(
    text: str, pointer: str, value: Any, positions: LenientSourceMap | SourceMap
) -> None:
    line, column = positions.of(pointer)
    lines = text.split("\n")
    offset = sum(len(before) + 1 for before in lines[: line - 1]) + column - 1
    value_starts(text[offset:], value)
    assert not text[offset].isspace()
    inner: Any = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for step, item in inner:
        escaped = str(step).replace("~", "~0").replace("/", "~1")
        assert_places(text, f"{pointer}/{escaped}", item, positions)


def test_blanks_may_stand_wherever_json_has_them():
    text = ' { "a" : [ ] ,\n"b" : { } , "c" : [ 1 ,\t{ "d" : null } ] , "e" : -1.5e3 } \n'
    expected = {
        "": (1, 2),
        "/a": (1, 10),
        "/b": (2, 7),
        "/c": (2, 19),
        "/c/0": (2, 21),
        "/c/1": (2, 25),
        "/c/1/d": (2, 33),
        "/e": (2, 50),
    }
    assert LenientSourceMap(text).broken is None
    for positions in (LenientSourceMap(text), SourceMap(text)):
        assert {pointer: positions.of(pointer) for pointer in expected} == expected


def test_a_message_shows_what_stands_there_and_shortens_it_in_its_middle():
    anchor = {"type": "anchor", "block": "p-1", "start": 0, "end": 61}
    raw = with_quotes(anchor | {"exact": "b" * 61}, texts=("a" * 61,))
    [finding] = problems(raw)
    assert finding.message == (
        f"p-1 has '{'a' * 28} … {'a' * 28}' at 0 to 61, not '{'b' * 28} … {'b' * 28}'"
    )
    raw = with_quotes(anchor | {"end": 60, "exact": "b" * 60}, texts=("a" * 61,))
    [finding] = problems(raw)
    assert finding.message == f"p-1 has '{'a' * 60}' at 0 to 60, not '{'b' * 60}'"


def test_a_hint_names_up_to_three_blocks_that_have_the_words():
    anchor = {"type": "anchor", "block": "p-1", "start": 0, "end": 1}
    for blocks, places in (
        (("a",), "p-2 at 0"),
        (("a", "a", "a"), "p-2 at 0, p-3 at 0, p-4 at 0"),
        (("a", "a", "a", "a"), "p-2 at 0, p-3 at 0, p-4 at 0, ..."),
    ):
        [finding] = problems(with_quotes(anchor | {"exact": "a"}, texts=("b", *blocks)))
        assert finding.hint == f"these words occur in {places}"
    [finding] = problems(with_quotes(anchor | {"exact": "a"}, texts=("b",)))
    assert finding.hint == "these words do not occur in the text"


def test_the_place_of_what_is_not_there_is_that_of_what_would_hold_it():
    text = '{"a": [1,\n  {"b": 2}]}'
    for positions in (LenientSourceMap(text), SourceMap(text)):
        assert positions.of("/a/1/b") == (2, 9)
        assert positions.of("/a/1/c") == (2, 4 - 1)
        assert positions.of("/a/7/c") == (1, 7)
        assert positions.of("/a/0/c") == (1, 8)
        assert positions.of("/x/y") == (1, 1)


def test_only_what_a_pointer_leads_through_is_looked_into():
    """Work is counted in values: a wide neighbour costs the looking-up code nothing."""
    text = plain.dumps({"wide": [{"n": n} for n in range(1000)], "narrow": [{"n": 0}]})
    places = SourceMap(text)
    parsed: list[int] = []
    past_value = places._past_value

    def counted(text: str, offset: int) -> tuple[Any, int]:
        parsed.append(offset)
        return past_value(text, offset)

    places._past_value = counted  # type: ignore[assignment]
    for _ in range(3):
        places.of("/narrow/0/n")
    assert len(parsed) == 2 * 2 + 1 + 2


# --- quotes ---


def with_quotes(
    *anchors: dict[str, Any], texts: tuple[str, ...] = ("one two one", "three two")
) -> dict[str, Any]:
    return record(
        sections=[
            {
                "id": "s",
                "blocks": [
                    {"type": "paragraph", "id": f"p-{n}", "text": text}
                    for n, text in enumerate(texts, 1)
                ],
            }
        ],
        annotations=[{"type": "comment", "id": "c", "text": "So.", "anchors": list(anchors)}],
    )


def completed(*anchors: dict[str, Any], **texts: Any) -> list[tuple[Any, ...]]:
    document = read(with_quotes(*anchors, **texts)).document
    assert json.read(json.write(document).data).document == document
    return [(a.block, a.start, a.end, a.exact) for a in document.annotations[0].anchors]


@each_case(
    ("quote", "expected"),
    [
        ({"exact": "three"}, ("p-2", 0, 5, "three")),
        ({"exact": "two", "block": "p-2"}, ("p-2", 6, 9, "two")),
        ({"exact": "two", "prefix": "three "}, ("p-2", 6, 9, "two")),
        ({"exact": "two", "suffix": " one"}, ("p-1", 4, 7, "two")),
        ({"exact": "one", "prefix": " "}, ("p-1", 8, 11, "one")),
        ({"exact": "one", "suffix": " "}, ("p-1", 0, 3, "one")),
        ({"exact": "three", "type": "anchor"}, ("p-2", 0, 5, "three")),
    ],
)
def test_words_that_stand_in_one_place_are_completed(
    quote: dict[str, Any], expected: tuple[Any, ...]
):
    assert completed(quote) == [expected]


def test_the_place_of_a_completed_anchor_is_counted_in_code_points():
    text = f"{'𝔄' * 30}😀{'b' * 30}"
    assert completed({"exact": "😀"}, texts=(text,)) == [("p-1", 30, 31, "😀")]


@each_case(
    ("quote", "code", "shown"),
    [
        ({"exact": "four"}, "words-not-found", "'four' does not occur in the text"),
        ({"exact": "three", "block": "p-1"}, "words-not-found", "'three' does not occur in p-1"),
        ({"exact": "three", "block": "p-9"}, "words-not-found", "p-9"),
        ({"exact": "three", "prefix": "x"}, "words-not-found", "'three'"),
        ({"exact": "two"}, "words-ambiguous", "2 places"),
        ({"exact": "one", "block": "p-1"}, "words-ambiguous", "2 places"),
    ],
)
def test_words_that_stand_nowhere_or_in_several_places_are_reported(
    quote: dict[str, Any], code: str, shown: str
):
    [finding] = problems(with_quotes(quote))
    assert (finding.code, finding.location.pointer) == (code, "/annotations/0/anchors/0")
    assert shown in finding.message
    assert finding.location.line


def test_candidates_that_overlap_are_all_counted_and_four_are_shown():
    [finding] = problems(with_quotes({"exact": "aa"}, texts=("a" * 11,)))
    assert "10 places" in finding.message
    assert finding.hint
    assert "p-1 at 3" in finding.hint
    assert finding.hint.endswith("; and 6 more")


def test_a_quote_that_cannot_be_completed_hides_no_other_problem():
    raw = with_quotes({"exact": "four"}, {"exact": "three"})
    raw["annotations"][0]["on"] = "nobody"
    found = short(problems(raw))
    assert found[0] == ("words-not-found", "/annotations/0/anchors/0")
    raw["annotations"][0]["anchors"] = [{"exact": "three"}]
    assert short(problems(raw)) == [("dangling-reference", "/annotations/0/on")]


@each_case(
    "quote",
    [
        {"exact": "three", "start": 0},
        {"exact": "three", "end": 5},
        {"exact": "three", "extra": 1},
        {"exact": ""},
        {"exact": "three", "prefix": 1},
        {"exact": 3},
        {"prefix": "three"},
        {"exact": "three", "type": "orphan"},
    ],
)
def test_what_is_no_quote_is_not_completed(quote: dict[str, Any]):
    found = problems(with_quotes(quote))
    assert found
    assert all(
        (pointer or "").startswith("/annotations/0/anchors/0") for _, pointer in short(found)
    )


def test_what_looks_like_a_quote_in_an_extension_is_left_alone():
    theirs = {"https://e.org/": {"exact": "three"}}
    raw = with_quotes({"exact": "three"}) | {"extensions": theirs}
    assert read(raw).document.extensions == theirs


def test_quotes_are_completed_wherever_anchors_stand():
    raw = with_quotes({"exact": "three"})
    raw["sources"] = [
        {
            "id": "s-1",
            "as_named": "one",
            "named_at": [{"exact": "two one"}],
            "rests_on": [{"exact": "one two"}],
        }
    ]
    source = read(raw).document.sources[0]
    assert [(a.start, a.end) for a in (*source.named_at, *source.rests_on)] == [(4, 11), (0, 7)]


# --- the JSON Schema, for editors and other programs ---


@cache
def validator() -> Any:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")

    def refuse(uri: str) -> Any:
        raise ValueError(f"nothing is fetched: {uri}")

    path = ROOT / "schemas" / "document.schema.json"
    if not path.exists():
        pytest.skip("schemas/document.schema.json is not there yet")
    schema = plain.loads(path.read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for(schema, retriever=refuse, validate_formats=True)


@given(documents())
def test_the_json_schema_accepts_every_record(document: Document):
    errors = list(validator().iter_errors(plain.loads(json.write(document).data)))
    assert [str(error)[:300] for error in errors] == []


def test_the_json_schema_accepts_every_kept_record():
    for path in (ROOT / "documents").glob("*/document.json"):
        assert validator().is_valid(plain.loads(path.read_bytes()))


def test_the_json_schema_accepts_a_quote_that_a_person_wrote():
    assert validator().is_valid(with_quotes({"exact": "three"}))


Change = Callable[[dict[str, Any]], Any]


@pytest.mark.slow
@each_case(
    "change",
    [
        lambda r: r.pop("id"),
        lambda r: r.pop("schema_version"),
        lambda r: r.update(schema_version=1.0),
        lambda r: r.update(schema_version="2.0"),
        lambda r: r.update(id="no id"),
        lambda r: r.update(id=""),
        lambda r: r.update(id="a" * 101),
        lambda r: r.update(colour="red"),
        lambda r: r.update(sections={}),
        lambda r: r.update(claims=None),
        lambda r: r["claims"][0].pop("kind"),
        lambda r: r["claims"][0].update(kind="wrong"),
        lambda r: r["claims"][0].update(anchors=[]),
        lambda r: r["claims"][0].update(status="done"),
        lambda r: r["claims"][0].update(negated="yes"),
        lambda r: r["claims"][0].update(certainty=1.5),
        lambda r: r["claims"][0].update(certainty="sure"),
        lambda r: r["claims"][0].update(restatement="two  blanks"),
        lambda r: r["claims"][0].update(restatement=" blank"),
        lambda r: r["claims"][0].update(restatement=""),
        lambda r: r["claims"][0]["anchors"][0].update(start=-1),
        lambda r: r["claims"][0]["anchors"][0].update(start="0"),
        lambda r: r["claims"][0]["anchors"][0].update(start=0.5),
        lambda r: r["claims"][0]["anchors"][0].update(extra=0),
        lambda r: r["sections"][0]["blocks"][0].update(type="chapter"),
        lambda r: r["sections"][0]["blocks"][0].pop("type"),
        lambda r: r["sections"][0]["blocks"][0].pop("text"),
        lambda r: r["sections"][0]["blocks"][0].update(text=1),
        lambda r: r["sections"][0]["blocks"][0].update(text="a\x00b"),
        lambda r: r["sections"][0]["blocks"][0].update(text="a\ufffe"),
        lambda r: r["sections"][0].update(role="chapter"),
        lambda r: r["captures"][0].update(sha256="abc"),
        lambda r: r["captures"][0].update(size_bytes=-1),
        lambda r: r["captures"][0].update(media_type="text"),
        lambda r: r["captures"][0].update(derivation="verbatim-0"),
        lambda r: r["relations"][0].update(predicate="cites"),
        lambda r: r["relations"][0].pop("object"),
        lambda r: r["entities"][0].update(type="ghost"),
        lambda r: r["entities"][0]["names"][0].update(text=None),
        lambda r: r["works"][0].update(type="leaflet"),
        lambda r: r["assessments"][0].update(reasoning=""),
        lambda r: r["assessments"][0].update(verdict="true"),
        lambda r: r["metadata"].update(authors="unknown"),
        lambda r: r["metadata"].update(titles="Trade"),
        lambda r: r["rights"]["record"].update(spdx="CC  BY"),
        lambda r: r["revisions"][0].update(at="2026"),
        lambda r: r["revisions"][0].pop("id"),
        lambda r: r["claims"][0].update(by="editor"),
        lambda r: r["claims"][0].update(basis="printed"),
        lambda r: r["claims"][0]["anchors"][0].update(prefix="the "),
        lambda r: r["metadata"]["titles"][0].update(basis="guess"),
        lambda r: r["metadata"]["titles"][0].update(origin={"capture": "received"}),
        lambda r: r["sections"][0]["blocks"][0]["origin"].update(type="page"),
        lambda r: r["sections"][0]["blocks"][0]["origin"].pop("type"),
        lambda r: r["sections"][0]["blocks"][0].update(
            origin={"type": "element", "capture": "received", "path": "/html/p"}
        ),
        lambda r: r["works"][0].update(withdrawn=True),
    ],
)
def test_the_json_schema_rejects_what_the_reader_rejects(change: Change):
    raw = plain.loads(json.write(samples.assessed()).data)
    assert validator().is_valid(raw)
    change(raw)
    assert problems(raw)
    assert not validator().is_valid(raw)


def test_a_file_and_a_record_of_it_are_one(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_bytes(json.write(samples.assessed()).data)
    assert json.read(path.read_bytes()).document == samples.assessed()


def test_what_git_could_not_merge_is_reported_as_that() -> None:
    data = b'{\n  "id": "a",\n<<<<<<< HEAD\n  "language": "en"\n=======\n>>>>>>> other\n}\n'
    with pytest.raises(ReadError) as raised:
        json.read(data)
    finding = raised.value.findings[0]
    assert (finding.code, finding.location.line, finding.location.column) == ("not-json", 3, 1)
    assert "merge conflict" in finding.message
    assert "<<<<<<<" in str(finding.hint)
