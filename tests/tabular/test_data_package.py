"""Packages of tables, as other people's programs read them."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import archive
from archive.model.document import Document
from archive.tabular.csv import CsvTable
from archive.tabular.table_schemas import TABLES
from archive.text.spreadsheet_cells import unescape_formula
from tests import samples
from tests.conftest import import_or_skip
from tests.formats.held import csv as held_csv
from tests.records.hostile import hostile_documents
from tests.runner import runner
from tests.strategies import documents, large_document

FORMS = ("csv", "parquet")
RECORDS = ("frenemies", "claims-and-sources")

HOSTILE = (
    *('=HYPERLINK("http://example.org")', "+1", "-1", "@SUM(A1)", "'", '"', '""', "a,b;c\td", "NA"),
    *("<script>alert(1)</script>", "\u202e\u2067x", "x" * 10_000, "{}\\n\\", "null", "true", "1"),
    *("  two  ", "line\nline", "line\rline", "line\r\nline", "\ufeff", "שלום", "2016-03-20", " "),
)
"""Texts that some program takes for something else."""


def hostile() -> Document:
    return samples.text_only(*HOSTILE)


@pytest.fixture(scope="module")
def whole(root: Path) -> list[Document]:
    """Both real records, and one whose texts are hostile."""
    real = [archive.load(root / "documents" / name) for name in RECORDS]
    return [*real, hostile().update(id="hostile")]


@pytest.fixture(scope="module", params=FORMS)
def package(request: Any, whole: list[Document], tmp_path_factory: Any) -> tuple[str, Path]:
    """The package of those records: its form and folder."""
    folder = tmp_path_factory.mktemp("package") / request.param
    if request.param == "parquet":
        import_or_skip("pyarrow")
    archive.tables(whole).write(folder, format=request.param)
    return request.param, folder


def described(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


# --- the description ---


@pytest.mark.judged
def test_the_description_has_every_table_column_and_key(package: tuple[str, Path]) -> None:
    _, folder = package
    resources = described(folder)["resources"]
    assert [resource["name"] for resource in resources] == [table.name for table in TABLES]
    assert {path.name for path in folder.iterdir()} == {
        "datapackage.json",
        *(resource["path"] for resource in resources),
    }
    for declared, resource in zip(TABLES, resources, strict=True):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(declared.row._fields)
        assert [field["description"] for field in fields] == [
            column.description for column in declared.columns
        ]
        assert resource["schema"]["primaryKey"] == list(declared.key)


@pytest.mark.judged
def test_frictionless_finds_nothing_wrong(package: tuple[str, Path]) -> None:
    form, folder = package
    frictionless = import_or_skip("frictionless")
    if form != "csv":  # which it reads with pandas alone; what describes them is the same
        assert frictionless.Package.validate_descriptor(described(folder)).valid
        return
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "note"])[:5]
    assert report.stats["tasks"] == len(TABLES)


def test_the_licence_of_the_record_is_that_of_the_package(root: Path) -> None:
    document = archive.load(root / "documents" / "frenemies")
    record = document.rights.record
    assert record is not None
    [licence] = json.loads(archive.write(document, "csv").data)["licenses"]
    assert licence == {"name": record.spdx, "path": record.uri}
    assert "licenses" not in json.loads(archive.write(samples.text_only("a"), "csv").data)


# --- for a spreadsheet ---


@pytest.mark.slow
@given(hostile_documents() | documents())
def test_for_a_spreadsheet_no_words_are_a_formula_and_all_can_be_had_back(
    document: Document,
) -> None:
    as_it_is = archive.write(document, "csv").files
    written = archive.write(document, "csv", spreadsheet=True)
    numbers = 0
    for name, data in written.files.items():
        for row, before in zip(cells_of(data), cells_of(as_it_is[name]), strict=True):
            assert [unescape_formula(cell) for cell in row] == before
            assert not any(A_FORMULA.match(cell) and not is_number(cell) for cell in row)
            numbers += sum(a != b for a, b in zip(row, before, strict=True))
    counts = [re.search(r"in ([\d,]+) cells?", f.message) for f in written.findings]
    assert sum(int(found[1].replace(",", "")) for found in counts if found) == numbers
    for resource in json.loads(written.data)["resources"]:
        assert resource["cellsEscapedWith"] == "'"
    assert "cellsEscapedWith" not in archive.write(document, "csv").data.decode()


A_FORMULA = re.compile(r"[\"\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def cells_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None


def test_a_finding_counts_the_escaped_cells_of_a_table_and_names_the_first(tmp_path: Path) -> None:
    document = samples.text_only("a", "=HYPERLINK(1)", "-1 is words", "'tis")
    written = archive.tables([document]).write(tmp_path / "a", spreadsheet=True)
    [found] = (finding for finding in written.findings if finding.code == "cells-escaped")
    assert found.message == (
        "blocks.csv: an apostrophe precedes words that a spreadsheet would compute, in 2 cells, "
        "the first in row 3, text"
    )
    assert b"'=HYPERLINK(1)" in (tmp_path / "a" / "blocks.csv").read_bytes()


def test_a_negative_number_stays_a_number() -> None:
    schema = next(table for table in TABLES if table.name == "blocks")
    file = io.BytesIO()
    table = CsvTable(schema, file, spreadsheet=True)
    table.add([(-1, -0.5, "-1", *[None] * (len(schema.columns) - 3))])
    table.close()
    assert cells_of(file.getvalue())[1][:3] == ["-1", "-0.5", "'-1"]


@pytest.mark.judged
def test_frictionless_takes_the_tables_of_a_spreadsheet_too(
    whole: list[Document], tmp_path: Path
) -> None:
    archive.tables(whole).write(tmp_path / "a", spreadsheet=True)
    report = import_or_skip("frictionless").validate(str(tmp_path / "a" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "note"])[:5]


# --- other people's programs ---


@pytest.mark.judged
def test_duckdb_finds_the_rows_types_and_keys(
    package: tuple[str, Path], whole: list[Document]
) -> None:
    form, folder = package
    duckdb = import_or_skip("duckdb")
    sql = duckdb.connect()
    tables = archive.tables(whole)
    for declared in TABLES:
        path = folder / f"{declared.name}.{form}"
        sql.execute(f"create table {declared.name} as from '{path}'")
        [(number,)] = sql.execute(f"select count(*) from {declared.name}").fetchall()
        assert number == len(tables[declared.name]), declared.name
    types = {
        (table, column): kind
        for table, column, kind in sql.execute(
            "select table_name, column_name, data_type from information_schema.columns"
        ).fetchall()
    }
    assert types["claims", "negated"] == "BOOLEAN"
    assert types["claims", "checkable"] == "BOOLEAN"
    assert types["claims", "time_earliest"] == "DATE"
    assert types["anchors", "start"] == "BIGINT"
    assert types["captures", "size_bytes"] == "BIGINT"
    assert types["claims", "restatement"] == "VARCHAR"
    for declared in TABLES:
        for column in declared.columns:
            if not column.to:
                continue
            lost = sql.execute(
                f'select count(*) from {declared.name} as pointing anti join "{column.to}" as to_ '
                f'on pointing.document = to_.document and pointing."{column.name}" = to_.id '
                f'where pointing."{column.name}" is not null'
            ).fetchall()
            assert lost == [(0,)], (declared.name, column.name)


@pytest.mark.judged
def test_duckdb_answers_the_question_of_the_manual(package: tuple[str, Path], root: Path) -> None:
    form, folder = package
    duckdb = import_or_skip("duckdb")
    page = (root / "docs" / "how-to" / "tables.md").read_text("utf-8")
    [query] = re.findall("```sql\n(.*?)```", page, re.DOTALL)
    query = query.replace("all-records", str(folder)).replace(".csv", f".{form}")
    answer = {restatement for _, restatement in duckdb.sql(query.rstrip().rstrip(";")).fetchall()}
    assert len(answer) == 7
    assert "A page on the web stays where it was put." in answer


@pytest.mark.judged
def test_duckdb_reads_hostile_texts_as_they_are(package: tuple[str, Path]) -> None:
    form, folder = package
    duckdb = import_or_skip("duckdb")
    path = folder / f"blocks.{form}"
    rows = duckdb.sql(
        f"select text from '{path}' where document = 'hostile' order by position"
    ).fetchall()
    assert [text for (text,) in rows] == list(HOSTILE)


@pytest.mark.judged
def test_pandas_reads_values_and_types(package: tuple[str, Path], whole: list[Document]) -> None:
    form, folder = package
    pandas = import_or_skip("pandas")

    def read(name: str, **options: Any) -> Any:
        path = folder / f"{name}.{form}"
        if form == "parquet":
            return pandas.read_parquet(path)
        return pandas.read_csv(path, keep_default_na=False, na_values=[""], **options)

    blocks = read("blocks", lineterminator=None)
    texts = list(blocks[blocks.document == "hostile"].text)
    assert texts == list(HOSTILE)
    claims = read("claims")
    negated = [claim.negated for document in whole for claim in document.claims]
    assert claims.negated.dtype == bool
    assert list(claims.negated) == negated
    assert str(read("anchors").start.dtype) == "int64"


@pytest.mark.judged
def test_polars_reads_values_and_types(package: tuple[str, Path], whole: list[Document]) -> None:
    form, folder = package
    polars = import_or_skip("polars")

    def read(name: str) -> Any:
        path = folder / f"{name}.{form}"
        if form == "parquet":
            return polars.read_parquet(path)
        return polars.read_csv(path, try_parse_dates=True, infer_schema_length=None)

    blocks = read("blocks").filter(polars.col("document") == "hostile")
    assert blocks["text"].to_list() == list(HOSTILE)
    claims = read("claims")
    assert claims.schema["negated"] == polars.Boolean
    assert claims.schema["time_earliest"] == polars.Date
    assert claims["restatement"].to_list() == [
        claim.restatement for document in whole for claim in document.claims
    ]


@pytest.mark.judged
def test_data_frames_are_made_of_rows_without_a_line_of_ours(whole: list[Document]) -> None:
    pandas, polars = import_or_skip("pandas"), import_or_skip("polars")
    for table in archive.tables(whole).values():
        names = list(table[0]._fields) if table else []
        if names:
            assert list(pandas.DataFrame(table).columns) == names
            frame = polars.DataFrame(table)
            assert frame.columns == names
            assert frame.rows() == [tuple(row) for row in table]


@pytest.mark.judged
def test_parquet_has_the_types_and_meanings_that_are_declared(whole: list[Document]) -> None:
    import_or_skip("pyarrow")
    parquet = import_or_skip("pyarrow.parquet")
    kinds = {
        "string": "string", "integer": "int64", "number": "double", "boolean": "bool",
        "date": "date32[day]",
    }  # fmt: skip
    written = archive.write(whole[0], "parquet")
    for declared in TABLES:
        data = written.files[f"{declared.name}.parquet"]
        schema = parquet.read_schema(io.BytesIO(data))
        for column, field in zip(declared.columns, schema, strict=True):
            assert str(field.type) == kinds[column.type]
            assert field.nullable is not column.is_required
            assert field.metadata[b"description"].decode() == column.description


# --- the forms ---


@pytest.mark.slow
@given(documents())
def test_csv_holds_every_cell(document: Document) -> None:
    written, tables = archive.write(document, "csv"), archive.tables(document)
    csv.field_size_limit(2**31 - 1)
    for name, table in tables.items():
        data = written.files[f"{name}.csv"].decode()
        _, *rows = csv.reader(io.StringIO(data, newline=""))
        told = {True: "true", False: "false", None: ""}
        assert rows == [
            [told[cell] if isinstance(cell, bool | None) else str(cell) for cell in row]
            for row in table
        ]


@pytest.mark.judged
@given(documents())
def test_parquet_holds_every_cell(document: Document) -> None:
    parquet = import_or_skip("pyarrow.parquet")
    written, tables = archive.write(document, "parquet"), archive.tables(document)
    most = 2**63 - 1
    larger = 0
    for name, table in tables.items():
        rows = parquet.read_table(io.BytesIO(written.files[f"{name}.parquet"])).to_pylist()
        assert len(rows) == len(table)
        for row, cells in zip(table, rows, strict=True):
            for column, cell in zip(table.columns, row, strict=True):
                is_larger = column.type == "integer" and (cell or 0) > most
                larger += is_larger
                value = cells[column.name]
                value = value.isoformat() if column.type == "date" and value else value
                assert value == (most if is_larger else cell)
    told = [f for f in written.findings if "are too large" in f.message]
    assert bool(told) is bool(larger)


@pytest.mark.slow
@given(documents())
def test_what_is_not_carried_is_reported(document: Document) -> None:
    written = archive.write(document, "csv")
    assert {finding.code for finding in written.findings} <= {"not-kept"}
    has_origins = any(block.origin for block in document.text_blocks())
    messages = " ".join(finding.message for finding in written.findings)
    assert ('"origin" of' in messages) >= has_origins
    assert ("extensions" in messages) >= bool(document.extensions)
    texts = {block.text for block in document.text_blocks()} - {""}
    assert texts <= held_csv.held(written)


@pytest.mark.slow
def test_what_is_left_out_for_the_public_is_reported_and_stands_in_no_file(root: Path) -> None:
    document = archive.load(root / "documents" / "frenemies")
    written = archive.write(document, "csv", public=True)
    told = [finding for finding in written.findings if finding.code == "not-kept"]
    assert "the words of the article, in " in told[0].message
    everything = b"".join(written.files.values()).decode()
    texts = [block.text for block in document.text_blocks() if len(block.text) > 60]
    assert texts
    assert not any(text in everything for text in texts)


@pytest.mark.slow
@given(documents())
def test_equal_records_make_equal_bytes(document: Document) -> None:
    again = archive.read(archive.write(document, "json").data).document
    first, second = archive.write(document, "csv"), archive.write(again, "csv")
    assert (first.data, first.files) == (second.data, second.files)


def test_the_file_of_a_record_is_what_tables_write_for_it_alone(tmp_path: Path) -> None:
    document = samples.small()
    archive.tables([document]).write(tmp_path / "a")
    archive.save(document, tmp_path / "b", "csv")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


# --- writing ---


@pytest.mark.parametrize("form", FORMS)
def test_a_package_is_written_whole_or_not_at_all(tmp_path: Path, form: Any) -> None:
    if form == "parquet":
        import_or_skip("pyarrow")
    tables = archive.tables([samples.small(), samples.small()])
    with pytest.raises(archive.errors.WriteError, match="two records"):
        tables.write(tmp_path / "package", format=form)
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_package_stays_where_writing_fails_and_is_replaced_where_not(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "package"
    archive.tables(samples.small()).write(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(archive.errors.WriteError):
        archive.tables([samples.small(), samples.small()]).write(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    archive.tables(samples.small().update(id="another")).write(folder)
    assert b"another" in (folder / "documents.csv").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_a_folder_in_which_something_else_lies_is_left(tmp_path: Path) -> None:
    """A package for everybody would lie beside what is not: the whole text, in tables of before."""
    archive.tables(samples.small()).write(tmp_path)
    pytest.importorskip("pyarrow")
    with pytest.raises(
        archive.errors.WriteError, match=r"has about.csv, .* and \d+ more, which would be"
    ):
        archive.tables(samples.small(), public=True).write(tmp_path, format="parquet")
    assert (tmp_path / "blocks.csv").exists()
    assert not (tmp_path / "blocks.parquet").exists()


def test_the_folder_of_a_record_is_not_written_into(tmp_path: Path) -> None:
    archive.save(samples.small(), tmp_path / "small", files={})
    with pytest.raises(archive.errors.WriteError, match="is the folder of a record"):
        archive.tables(samples.small()).write(tmp_path / "small")


def test_a_file_that_is_read_only_is_left_and_so_are_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    archive.tables(samples.small()).write(folder)
    (folder / "works.csv").chmod(0o444)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(archive.errors.WriteError, match="read-only"):
        archive.tables(samples.small().update(id="another")).write(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_in_the_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(archive.errors.WriteError, match="cannot write"):
        archive.tables(samples.small()).write(tmp_path / "file")


@pytest.mark.slow
def test_findings_of_many_records_name_each(tmp_path: Path) -> None:
    received = large_document()
    records = [received.update(id="one"), received.update(id="two")]
    findings = archive.tables(records).write(tmp_path / "package").findings
    assert {finding.location.file for finding in findings} == {"one", "two"}


def test_another_format_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(archive.errors.UnknownFormat, match="there are csv, parquet"):
        archive.tables(samples.small()).write(tmp_path / "x", format="xlsx")  # type: ignore[arg-type]
    assert not (tmp_path / "x").exists()


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = import_module("archive.tabular.parquet")

    def missing(name: str, *args: Any) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(parquet, "import_module", missing)
    with pytest.raises(archive.errors.MissingExtra, match=r"annotated-archive\[arrow\]"):
        archive.write(samples.small(), "parquet")


def test_the_command_line_writes_a_folder(tmp_path: Path) -> None:
    from archive.cli import main

    archive.save(samples.small(), tmp_path / "small.json")
    record, out = str(tmp_path / "small.json"), str(tmp_path / "tables")
    result = runner().invoke(main, ["write", record, "--to", "csv", "-o", out, "--public", "-v"])
    assert result.exit_code == 0, result.output
    assert "the words of the article, in " in result.stderr
    assert (tmp_path / "tables" / "claims.csv").exists()
    refused = runner().invoke(main, ["write", record, "--to", "csv"])
    assert refused.exit_code == 2
    assert "several files" in refused.stderr
