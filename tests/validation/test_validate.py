from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

import archive
from archive import io
from archive.errors import UnknownCode, UnknownFormat
from archive.files.memory import FilesInMemory
from archive.findings import Finding, Location, Severity
from archive.formats import tei
from archive.formats.tei.finding_locations import TeiLocations, ids_of
from archive.formats.tei.lxml_tree import parse_tree
from archive.model.document import Document
from archive.validation import ON_FILES, RULES, Report, explain, validate
from archive.validation.layers import RuleSelection
from archive.validation.manual import code_of, known_codes
from tests import samples
from tests.tools.cases import each_case
from tests.validation.pages import record

PASSED, FAILED, NOT_RUN = "passed", "failed", "not run"


def as_json(given: dict[str, Any]) -> bytes:
    return json.dumps(record(given, {}), indent=2, ensure_ascii=False).encode()


def as_tei(given: dict[str, Any]) -> bytes:
    return tei.write(io.read(as_json(given), "json").document).data


CLAIM = {"anchors": [{"exact": "Prices rose"}]}
GIVEN: dict[str, Any] = {"text": ["Prices rose in 2015."], "claims": [CLAIM]}


# --- layers ---


def test_a_document_has_its_invariants_and_rules_looked_at() -> None:
    report = validate(samples.small())
    assert dict(report.layers) == {"invariants": PASSED, "rules": PASSED, "captures": NOT_RUN}
    assert report.source is None


@pytest.mark.slow
@pytest.mark.parametrize("written", ["json", "tei"])
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, True),
        ({"select": ["block-differs-from-capture"]}, True),
        ({"select": ["claimant-not-in-cue"]}, False),
        ({"ignore": ["captures-not-beside"]}, False),
    ],
)
def test_bytes_are_held_to_no_capture_which_is_reported(
    written: str, options: dict[str, Any], told: bool
) -> None:
    data = io.write(archive.load("documents/frenemies"), written).data
    codes = [finding.code for finding in validate(data, **options)]
    assert codes.count("captures-not-beside") == told


def test_a_document_that_was_not_checked_when_it_was_made_is_checked() -> None:
    unchecked = Document.model_construct(id="x", agents=(samples.small().agents * 2))
    report = validate(unchecked)
    assert dict(report.layers) == {"invariants": FAILED, "rules": NOT_RUN, "captures": NOT_RUN}
    assert {finding.code for finding in report} == {"duplicate-id"}


@each_case(
    ("data", "code", "layers"),
    [
        (b"", "format-unknown", "f"),
        (b"{", "not-json", "f----"),
        (b'{"schema_version": "1.0", "id": "x", "id": "y"}', "duplicate-key", "f----"),
        (b'{"id": "x"}', "missing-field", "pf---"),
        (b'{"schema_version": "9.0", "id": "x"}', "unsupported-schema-version", "pf---"),
        (b'{"schema_version": "1.0", "id": "x", "claim": []}', "unknown-field", "pf---"),
        (
            as_json({"works": [{"author": [{"suffix": "Jr."}]}]}),
            "name-parts-missing",
            "ppf--",
        ),
        (as_json({**GIVEN, "text": ["Prices fell."]}), "words-not-found", "ppf--"),
        (as_json(GIVEN), None, "pppp-"),
    ],
)
def test_after_a_failed_layer_of_json_the_others_do_not_run(
    data: bytes, code: str | None, layers: str
) -> None:
    report = validate(data, ignore=["rights-left-out", "statement-without-maker"])
    outcomes = {"p": PASSED, "f": FAILED, "-": NOT_RUN}
    names = list(report.layers)
    assert [report.layers[name] for name in names][: len(layers)] == [outcomes[x] for x in layers]
    assert [finding.code for finding in report.errors] == ([code] if code else [])
    assert report.ok is (code is None)


@each_case(
    ("old", "new", "code", "failed"),
    [
        ("</TEI>", "", "not-well-formed", "well-formed"),
        ("<TEI ", "<TEI n='' ", "tei-not-valid", "RELAX NG"),
        ('<note type="exact">Prices', '<note type="exact">Wages', "anchor-words-differ", "Schematron"),
        ("<?xml ", '<!DOCTYPE TEI><?xml ', "doctype-refused", "well-formed"),
    ],
)  # fmt: skip
def test_after_a_failed_layer_of_tei_the_others_do_not_run(
    old: str, new: str, code: str, failed: str
) -> None:
    data = as_tei(GIVEN).decode()
    assert old in data
    report = validate(data.replace(old, new).encode())
    layers = list(report.layers)
    at = layers.index(failed)
    assert layers == ["well-formed", "RELAX NG", "Schematron", "invariants", "rules", "captures"]
    assert [report.layers[name] for name in layers] == [
        *[PASSED] * at,
        FAILED,
        *[NOT_RUN] * (len(layers) - at - 1),
    ]
    assert {finding.code for finding in report} == {code}


def test_what_only_the_reader_finds_in_tei_ends_the_invariants(monkeypatch: Any) -> None:
    data = (
        as_tei(GIVEN)
        .decode()
        .replace('<note type="exact">Prices rose<', '<note type="exact">Wages<')
    )
    monkeypatch.setattr("archive.validation.schemas.relax_ng_findings", lambda *_: ())
    monkeypatch.setattr("archive.validation.schemas.schematron_findings", lambda *_: ())
    report = validate(data.encode())
    assert report.layers["invariants"] == FAILED
    assert report.layers["rules"] == NOT_RUN
    assert all(f.location.line and f.location.column for f in report)


def test_a_text_is_validated_as_the_record_that_would_be_made_of_it() -> None:
    report = validate(b"Trade\n\nPrices rose.\n", format="text", select=["metadata-left-out"])
    assert set(report.layers.values()) == {PASSED}
    assert [finding.code for finding in report] == ["metadata-left-out"]


def test_a_text_that_no_record_can_hold_ends_the_schema() -> None:
    report = validate(b"Trade\n\nPrices\x07 rose.\n", format="text")
    assert [finding.code for finding in report] == ["characters-xml-cannot-carry"]
    assert report.layers["schema"] == FAILED
    assert report.layers["rules"] == NOT_RUN


def test_a_text_that_is_none_is_a_finding() -> None:
    report = validate(b"\xff", format="text")
    assert [finding.code for finding in report] == ["not-utf-8"]
    assert report.layers["well-formed"] == FAILED


# --- paths ---


def test_a_folder_has_its_captures_looked_at(tmp_path: Path) -> None:
    (tmp_path / "document.json").write_bytes(as_json({"captures": [{"file": "received/a.txt"}]}))
    report = validate(tmp_path, select=["capture-missing"])
    (finding,) = report
    assert report.source == str(tmp_path)
    assert report.layers["captures"] == FAILED
    assert not report.ok
    assert finding.location.file == str(tmp_path / "document.json")
    assert finding.location.line is not None


def in_folder(tmp_path: Path) -> Path:
    """The folder of a sound record, with what was received."""
    folder = tmp_path / "small"
    io.save(samples.small(), folder, files={"received/small.txt": samples.RECEIVED.encode()})
    assert validate(folder).ok
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fell by 10%", "fell by 11%", "1 anchor: '…na fell by 10% in 2015.' became '…na fell by 11% in 2015.' (claim-1)"),
        ("According to", "As said by", "2 anchors: 'According to the Co…' became 'As said by the Coun…' (claim-1)"),
    ],
)  # fmt: skip
def test_in_a_folder_an_edit_is_told_by_what_was_received(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = in_folder(tmp_path)
    file = folder / "document.json"
    raw = json.loads(file.read_text("utf-8"))
    block = raw["sections"][0]["blocks"][1]
    block["text"] = block["text"].replace(old, new)
    file.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    (finding,) = validate(folder).errors
    assert (finding.code, finding.location.pointer) == ("block-edited", "/sections/0/blocks/1/text")
    assert finding.message == f"p-1 no longer has the words of {said}"
    report = validate(file)  # alone, without what was received
    codes = {f.code for f in report.errors}
    assert codes == ({"anchor-words-differ"} if "10%" in old else {"block-edited"})


def test_in_a_folder_wrong_anchors_of_a_text_as_received_are_reported_as_themselves(
    tmp_path: Path,
) -> None:
    folder = in_folder(tmp_path)
    file = folder / "document.json"
    raw = json.loads(file.read_text("utf-8"))
    (anchor,) = raw["claims"][0]["anchors"]
    anchor["exact"] = anchor["exact"].replace("China", "Chine")
    raw["claims"][0]["condition"] = [anchor]
    file.write_text(json.dumps(raw), "utf-8")
    assert [finding.code for finding in validate(file).errors] == ["block-edited"]
    assert [finding.code for finding in validate(folder).errors] == ["anchor-words-differ"] * 2


def test_a_file_alone_has_no_captures(tmp_path: Path) -> None:
    file = tmp_path / "document.json"
    file.write_bytes(as_json({"captures": [{"file": "received/a.txt"}]}))
    report = validate(str(file))
    assert report.layers["captures"] == NOT_RUN
    assert report.source == str(file)
    assert {finding.location.file for finding in report} <= {str(file)}


def test_a_folder_may_hold_the_record_as_tei_only(tmp_path: Path) -> None:
    (tmp_path / "document.tei.xml").write_bytes(as_tei(GIVEN))
    report = validate(tmp_path, select=["published-tei-out-of-date"])
    assert list(report) == []
    assert report.layers["captures"] == PASSED


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "document.json").write_bytes(as_json({"captures": [{"file": "a.txt"}]}))
    report = validate(folder, select=["capture-missing"])
    assert [finding.code for finding in report] == ["capture-missing"]


@pytest.mark.parametrize(
    ("name", "code"), [("missing.json", "no-such-file"), ("empty", "folder-without-record")]
)
def test_a_path_that_leads_nowhere_is_a_finding(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    report = validate(tmp_path / name)
    assert [(f.code, f.location.file) for f in report] == [(code, str(tmp_path / name))]
    assert report.layers["well-formed"] == FAILED
    assert set(report.not_run) == {"schema", "invariants", "rules", "captures"}


def test_what_the_system_refuses_is_a_finding(tmp_path: Path, monkeypatch: Any) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    report = validate(tmp_path / "a.json")
    assert [(f.code, f.message) for f in report] == [("file-unreadable", "Permission denied")]


def test_a_capture_that_is_a_folder_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    (tmp_path / "document.json").write_bytes(as_json({"captures": [{"file": "a.txt"}]}))
    assert [f.code for f in validate(tmp_path, select=["capture-missing"])] == ["capture-missing"]


def test_a_capture_that_is_not_utf_8_differs_from_its_blocks(tmp_path: Path) -> None:
    data = "Café".encode("latin-1")
    given = record(
        {
            "captures": [{"file": "a.txt", "derivation": "verbatim-1"}],
            "sections": [{"id": "s", "blocks": [{"type": "paragraph", "id": "p", "text": "Café", "origin": {"type": "text", "capture": "capture-1", "start": 0, "end": 4}}]}],
        },
        {"a.txt": data},
    )  # fmt: skip
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "document.json").write_text(json.dumps(given))
    found = validate(tmp_path, ignore=["id-differs-from-folder"])
    assert [f.code for f in found.errors] == ["block-differs-from-capture"]


@each_case(
    ("encoding", "text", "message"),
    [
        ("windows-1252", "Café", None),
        ("ISO-8859-1", "Café", None),
        ("utf-8", "Café", "byte 3 is 0xe9, which is not valid UTF-8"),
        (
            "windows-1251",
            "Café",
            "p has 'Café' (U+00E9) where capture-1 has 'Cafй' (U+0439), from 3 on",
        ),
        ("latin-99", "Café", "no character encoding is called 'latin-99'; did you mean"),
    ],
)
def test_the_text_of_a_capture_is_derived_in_the_encoding_that_it_names(
    encoding: str, text: str, message: str | None, tmp_path: Path
) -> None:
    data = "Café".encode("windows-1252")
    block = {
        "type": "paragraph",
        "id": "p",
        "text": text,
        "origin": {"type": "text", "capture": "capture-1", "start": 0, "end": 4, "separator": ""},
    }
    capture = {"file": "a.txt", "derivation": "verbatim-1"}
    given = record(
        {
            "captures": [{**capture, "media_type": f"text/plain;charset={encoding}"}],
            "sections": [{"id": "s", "blocks": [block]}],
        },
        {"a.txt": data},
    )
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "document.json").write_text(json.dumps(given), "utf-8")
    errors = validate(tmp_path, ignore=["id-differs-from-folder"]).errors
    assert [f.code for f in errors] == (["block-differs-from-capture"] if message else [])
    assert (message or "") in "".join(f.message for f in errors)


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_quoted_words_are_looked_for_in_a_copy_of_another_encoding(
    kind: str, tmp_path: Path
) -> None:
    media_type = f"{kind};charset=windows-1252"
    given = record(
        {
            **GIVEN,
            "works": [{"copies": [{"id": "copy", "file": "a.txt", "media_type": media_type}]}],
            "assessments": [
                {
                    "claim": "c-1",
                    "verdict": "supported",
                    "evidence": [
                        {"work": "w-1", "quoted": "Le café"},
                        {"work": "w-1", "quoted": "Le thé"},
                    ],
                }
            ],
        },
        {},
    )
    (tmp_path / "a.txt").write_bytes("Le café est fermé.".encode("windows-1252"))
    (tmp_path / "document.json").write_text(json.dumps(given), "utf-8")
    [finding] = validate(tmp_path, select=["quoted-words-not-in-capture"])
    assert finding.location.pointer == "/assessments/0/evidence/1/quoted"


def test_words_quoted_from_a_copy_that_is_not_utf_8_are_not_looked_for(tmp_path: Path) -> None:
    given = record(
        {
            **GIVEN,
            "works": [{"copies": [{"id": "copy", "file": "a.txt", "media_type": "text/plain"}]}],
            "assessments": [
                {
                    "claim": "c-1",
                    "verdict": "supported",
                    "evidence": [{"work": "w-1", "quoted": "x"}],
                }
            ],
        },
        {},
    )
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "document.json").write_text(json.dumps(given))
    assert list(validate(tmp_path, select=["quoted-words-not-in-capture"])) == []


def test_the_files_of_a_text_are_looked_at_in_memory() -> None:
    files = FilesInMemory({"received/a.txt": b"a", "b.txt": b"b"}, "case")
    assert files.read("received/a.txt") == b"a"
    assert files.read("c.txt") is None
    assert list(files.names("received")) == ["received/a.txt"]
    assert files.where("b.txt") == "b.txt"
    given = io.read(as_json({}), "json").document
    found = RuleSelection((), ON_FILES, (), frozenset(), frozenset()).of_files(given, files)
    assert [(f.code, f.location.file) for f in found] == [("file-unlisted", "received/a.txt")]


# --- the real documents ---


@pytest.mark.slow
@pytest.mark.parametrize("name", ["frenemies", "claims-and-sources"])
def test_a_real_document_has_no_errors(root: Path, name: str) -> None:
    report = validate(root / "documents" / name)
    assert not report.errors
    assert set(report.layers.values()) == {PASSED}


# --- locations ---


def test_a_finding_in_json_has_line_column_and_pointer() -> None:
    data = as_json({**GIVEN, "text": ["Prices 🇪🇺 rose."], "claims": [{**CLAIM, "anchors": [{"exact": "Prices"}], "restatement": "He raised 🇪🇺 prices."}]})  # fmt: skip
    (finding,) = validate(data, select=["restatement-leans-on-context"])
    line, column = finding.location.line, finding.location.column
    assert finding.location.pointer == "/claims/0/restatement"
    assert line is not None
    assert column is not None
    assert data.decode().splitlines()[line - 1][column - 1 :].startswith('"He raised')


def test_columns_count_code_points() -> None:
    data = (
        '{"schema_version": "1.0", "id": "x", "sections": [{"id": "s", "blocks": '
        '[{"type": "paragraph", "id": "p", "text": "🇪🇺"}, '
        '{"type": "paragraph", "id": "q", "text": " "}]}]}'
    )
    (finding,) = validate(data.encode(), select=["block-empty"])
    assert (finding.location.line, finding.location.column) == (1, data.index('{"type": "paragraph", "id": "q"') + 1)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code", "xpath", "start"),
    [
        (GIVEN, "claim-without-about", '//tei:annotation[@xml:id="c-1"]', "<annotation "),
        ({"text": [" "]}, "block-empty", '//tei:p[@xml:id="p-1"]', "<p "),
        ({"text": ["x"]}, "rights-left-out", '//tei:TEI[@xml:id="case"]', "<TEI "),
        ({"text": ["x"]}, "metadata-left-out", '//tei:TEI[@xml:id="case"]/tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:bibl', '<bibl type="article"'),
        ({"rights": {"record": {"spdx": "CC-BY"}}}, "licence-not-recognised", '//tei:availability[@xml:id="rights.record"]', '<availability xml:id="rights.record"'),
        ({"sections": [{"id": "s", "blocks": [{"type": "figure", "id": "f", "rights": {"spdx": "CC-BY"}}]}]}, "licence-not-recognised", '//tei:availability[@xml:id="rights.f"]', '<availability xml:id="rights.f"'),
        ({"extensions": {"urn:a b": 1}}, "address-not-valid", '//tei:TEI[@xml:id="case"]/tei:teiHeader/tei:xenoData', "<xenoData"),
        ({"base_iri": "example.org"}, "address-not-valid", '//tei:TEI[@xml:id="case"]/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:idno[2]', '<idno type="URI"'),
        ({"metadata": {"publication": {"written": {"date": "2016"}, "published": {"date": "2015"}}}}, "dates-out-of-order", '//tei:TEI[@xml:id="case"]/tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:bibl/tei:date', '<date type="published"'),
        ({"metadata": {"authors": [{"name": {"literal": "A. Person"}}, {"name": {"literal": "B. Person"}, "basis": "conjecture"}]}}, "added-without-reason", '//tei:author[@xml:id="meta.1"]', '<author xml:id="meta.1"'),
    ],
)  # fmt: skip
def test_a_finding_in_tei_has_line_column_and_xpath(
    given: dict[str, Any], code: str, xpath: str, start: str
) -> None:
    data = as_tei(given)
    findings = list(validate(data, select=[code]))
    assert [f.code for f in findings] == [code]
    place = findings[0].location
    assert place.pointer == xpath
    assert place.line is not None
    assert place.column is not None
    assert data.decode().splitlines()[place.line - 1][place.column - 1 :].startswith(start)


def test_a_finding_whose_xpath_leads_nowhere_keeps_what_it_has() -> None:
    data = as_tei(GIVEN)
    locations = TeiLocations(data, parse_tree(data))
    for pointer in (None, "//tei:nothing"):
        finding = Finding("tei-not-valid", "x", location=Location(line=7, pointer=pointer))
        assert locations.of_element(finding) is finding


def test_what_has_no_id_is_placed_at_what_holds_it() -> None:
    data = as_tei(GIVEN)
    record = io.read(data).document.model_dump(mode="json")
    locations = TeiLocations(data, parse_tree(data), dict(ids_of(record)))
    for pointer, xpath in (
        ("/claims/0/attribution/9", '//tei:annotation[@xml:id="c-1"]'),
        ("/metadata/genre", '//tei:TEI[@xml:id="case"]/tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:bibl'),
        ("/sections/0/blocks/0/rights", '//tei:p[@xml:id="p-1"]'),
        ("/nowhere/rights", '//tei:TEI[@xml:id="case"]'),
    ):  # fmt: skip
        found = locations.of_part(Finding("x", "x", location=Location(pointer=pointer)))
        assert found.location.pointer == xpath


def test_tags_in_comments_and_cdata_are_not_counted() -> None:
    data = as_tei(GIVEN).decode()
    data = data.replace("<teiHeader>", "<!-- <p> -->\n<?x <p> ?><teiHeader>")
    data = data.replace(">Prices rose in 2015.<", "><![CDATA[Prices rose in 2015.]]><")
    *asides, finding = validate(data.encode(), select=["claim-without-about"])
    assert {aside.code for aside in asides} == {"not-kept"}
    line = data.splitlines()[(finding.location.line or 0) - 1]
    assert line[(finding.location.column or 0) - 1 :].startswith('<annotation xml:id="c-1"')


# --- select, ignore, explain ---


def test_only_the_selected_rules_run() -> None:
    found = validate(as_json(GIVEN), select=["claim-without-about", "rights-left-out"])
    assert {f.code for f in found} == {"claim-without-about", "rights-left-out"}


def test_ignored_rules_do_not_run_and_ignored_warnings_are_not_reported() -> None:
    data = b"\xef\xbb\xbf" + as_json(GIVEN)
    everything = {f.code for f in validate(data)}
    found = {f.code for f in validate(data, ignore=["byte-order-mark", "claim-without-about"])}
    assert everything - found == {"byte-order-mark", "claim-without-about"}


def test_an_error_that_ends_a_layer_cannot_be_ignored() -> None:
    report = validate(b"{", ignore=["not-json"])
    assert [f.code for f in report] == ["not-json"]


@pytest.mark.parametrize("argument", ["select", "ignore"])
def test_an_unknown_code_is_refused(argument: str) -> None:
    with pytest.raises(UnknownCode, match="did you mean block-empty"):
        validate(b"{}", **{argument: ["block-empy"]})  # type: ignore[arg-type]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormat):
        validate(b"{}", format="docx")


def test_every_code_is_explained() -> None:
    for code in known_codes(RULES):
        assert len(explain(code).split()) > 3


def test_every_code_of_the_schematron_is_explained() -> None:
    assert explain("copy-differs")
    assert explain("tei-not-valid")


def test_an_unknown_code_is_a_key_error_with_a_sentence() -> None:
    with pytest.raises(KeyError) as caught:
        explain("xyzzy")
    assert str(caught.value) == "no finding has the code 'xyzzy'"


# --- the report ---


def test_a_report_tells_its_findings_by_severity() -> None:
    report = validate(as_json({**GIVEN, "annotations": [{"type": "correction", "anchors": [{"exact": "Prices"}], "corrected": "Prices"}]}))  # fmt: skip
    assert [f.code for f in report.errors] == ["correction-changes-nothing"]
    assert {f.severity for f in report.warnings} == {Severity.WARNING}
    assert {f.severity for f in report.notes} == {Severity.NOTE}
    assert len(report.errors) + len(report.warnings) + len(report.notes) == len(report.findings)
    assert list(report) == list(report.findings)
    assert not report.ok


def test_a_report_cannot_be_changed() -> None:
    report = Report()
    with pytest.raises(AttributeError):
        report.findings = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        validate(b"{").layers["rules"] = "passed"  # type: ignore[index]


def test_there_are_rules_enough() -> None:
    assert len({code_of(rule) for rule in RULES}) >= 30


# --- codes ---


def codes_in(path: Path) -> set[str]:
    """Every code that a module gives to a finding, or to an error of pydantic's that becomes one."""
    makers = {"Finding", "error", "warning", "note", "problem_at", "unreadable"}
    makers |= {"PydanticCustomError", "_not_utf8"}
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    arguments = [
        argument.value
        for call in calls
        if (getattr(call.func, "id", None) or getattr(call.func, "attr", None)) in makers
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    return {text for text in arguments if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", text)}


@pytest.mark.slow
def test_every_code_in_the_library_is_in_the_manual(root: Path) -> None:
    found = {code for path in (root / "archive").rglob("*.py") for code in codes_in(path)}
    assert {"not-json", "date-not-edtf", "block-empty", "pointer-not-readable"} <= found
    assert not found - known_codes(RULES)


# --- encodings ---

CAFE = "Le café fermé – déjà vu\n"


@each_case(
    ("received", "media_type", "advice"),
    [
        (
            CAFE.encode("windows-1252"),
            "text/plain",
            (
                'as windows-1252 it reads "Le café fermé – déjà vu"; if that is right, use '
                "text/plain;charset=windows-1252"
            ),
        ),
        (
            CAFE.encode(),
            "text/plain;charset=shift_jis",
            "the file is UTF-8: use text/plain;charset=utf-8",
        ),
        (
            b"\xff\xc3\x28" * 9,
            "text/plain",
            "add the encoding of the file, as in text/plain;charset=windows-1252",
        ),
    ],
)
def test_the_encoding_of_a_capture_is_suggested(
    received: bytes, media_type: str, advice: str, tmp_path: Path
) -> None:
    capture = {"file": "received/a.txt", "media_type": media_type, "derivation": "verbatim-1"}
    given = {"captures": [capture], "id": "case"}
    raw = record(given, {"received/a.txt": received})
    (tmp_path / "case" / "received").mkdir(parents=True)
    (tmp_path / "case" / "received" / "a.txt").write_bytes(received)
    (tmp_path / "case" / "document.json").write_text(json.dumps(raw), "utf-8")
    (finding,) = validate(tmp_path / "case").errors
    assert (finding.code, finding.hint) == ("block-differs-from-capture", advice)


def test_the_encoding_of_a_record_is_suggested() -> None:
    data = as_json({"text": [CAFE.strip()]}).decode().encode("windows-1252")
    (finding,) = validate(data).errors
    assert finding.code == "not-utf-8"
    assert finding.hint is not None
    assert finding.hint.startswith("convert the file to UTF-8; as windows-1252 it reads ")
    assert "café fermé" in finding.hint
    assert validate(b'{"id": "\xff\xc3\x28"}').errors[0].hint == "convert the file to UTF-8"
