"""What was released stays as it is, and loads: docs/reference/schemas.md promises it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from lxml import etree

import archive
from archive.errors import WriteError
from archive.formats import json as json_format
from archive.formats.tei import encoding_description
from archive.model.document import SCHEMA_VERSION, Document
from archive.model.schema_names import schema_name
from tests import make_schemas, released
from tests.conftest import ROOT
from tests.judges import ARCHIVE_RNG, compiled, schematron
from tests.released import DIGESTS, NAMED, SCHEMAS, bare, breaks, folders, model_schema
from tests.tools.cases import each_case

FOLDERS = folders()
VERSIONS = [folder.name for folder in FOLDERS]
FIRST = SCHEMAS / "released" / "1.0"

HOW = (
    f"schema {SCHEMA_VERSION} is released, and the schemas differ now: raise SCHEMA_VERSION in "
    "archive/model/document.py and run `make schemas` (docs/contributors/contributing.md, "
    "Release a version of the schema)"
)


def parsed(path: Path) -> Any:
    return json.loads(path.read_bytes())


def schema_of(folder: Path) -> Any:
    return parsed(folder / "document.schema.json")


def as_json(document: Document) -> Any:
    return json.loads(json_format.write(document).data)


def records_of(folder: Path) -> list[tuple[bytes, bytes]]:
    """Each record of a version, in JSON and in TEI."""
    return [
        (path.read_bytes(), path.with_suffix(".tei.xml").read_bytes())
        for path in sorted(folder.glob("records/*.json"))
    ]


# --- it stays ---


def test_released_files_are_what_they_were() -> None:
    """`sha256sum -c` of tests/data/released.sha256 names them too; git has them as they were."""
    kept, now = (dict(map(reversed, map(str.split, text.splitlines()))) for text in (DIGESTS.read_text("utf-8"), released.listed()))  # fmt: skip
    assert {name for name, digest in kept.items() if now.get(name) != digest} == set()
    assert now.keys() == kept.keys()


def test_a_version_has_every_schema_with_a_name_and_records() -> None:
    assert VERSIONS[:1] == ["1.0"]
    for folder in FOLDERS:
        assert {path.name for path in folder.iterdir()} == {*NAMED, "records"}
        assert len(records_of(folder)) > 10


@pytest.mark.parametrize("name", NAMED)
def test_the_schemas_of_a_released_version_are_the_released_ones(name: str) -> None:
    folder = SCHEMAS / "released" / SCHEMA_VERSION
    if folder.exists():
        assert (SCHEMAS / name).read_bytes() == (folder / name).read_bytes(), HOW


def test_the_model_of_a_released_version_is_the_released_one() -> None:
    folder = SCHEMAS / "released" / SCHEMA_VERSION
    if folder.exists():
        assert bare(model_schema()) == bare(schema_of(folder)), HOW


# --- what a later version may do ---


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_field_no_word_and_no_default_of_a_released_version_changed(folder: Path) -> None:
    assert breaks(schema_of(folder), model_schema()) == []


Schema = dict[str, Any]


def other_words(schema: Schema) -> None:
    schema["$defs"]["Claim"]["description"] = "What somebody asserts."
    schema["$defs"]["Claim"]["properties"]["kind"]["description"] = "Which kind."


def a_field_more(schema: Schema) -> None:
    schema["$defs"]["Work"]["properties"]["colour"] = {"type": "string", "default": "red"}


def a_word_more(schema: Schema) -> None:
    schema["$defs"]["Claim"]["properties"]["kind"]["enum"].append("ironic")


def a_model_more(schema: Schema) -> None:
    schema["$defs"]["Colour"] = {"properties": {}, "required": ["red"]}


def a_field_less(schema: Schema) -> None:
    del schema["$defs"]["Work"]["properties"]["withdrawn"]


def a_word_less(schema: Schema) -> None:
    schema["$defs"]["Claim"]["properties"]["kind"]["enum"].remove("causal")


def a_model_less(schema: Schema) -> None:
    del schema["$defs"]["Verse"]


def a_kind_of_block_less(schema: Schema) -> None:
    blocks = schema["$defs"]["Section"]["properties"]["blocks"]["items"]["oneOf"]
    blocks.remove({"$ref": "#/$defs/Verse"})


def another_default(schema: Schema) -> None:
    schema["$defs"]["Claim"]["properties"]["status"]["default"] = "accepted"


def a_default_less(schema: Schema) -> None:
    del schema["$defs"]["Claim"]["properties"]["negated"]["default"]


def a_field_required(schema: Schema) -> None:
    schema["$defs"]["Revision"]["required"].append("at")


def a_field_of_the_record_required(schema: Schema) -> None:
    schema["required"].append("metadata")


@each_case(
    ("change", "expected"),
    [
        (other_words, []),
        (a_field_more, []),
        (a_word_more, []),
        (a_model_more, []),
        (a_field_less, ["Work.withdrawn is gone"]),
        (a_word_less, ['Claim.kind: "causal" is gone']),
        (a_model_less, ["Verse is gone"]),
        (a_kind_of_block_less, ["Section.blocks: Verse is gone"]),
        (another_default, ['Claim.status: the default "proposed" became "accepted"']),
        (a_default_less, ["Claim.negated: the default false became none"]),
        (a_field_required, ["Revision.at is required now"]),
        (a_field_of_the_record_required, ["Document.metadata is required now"]),
    ],
)
def test_what_breaks_old_records_is_named(
    change: Callable[[Schema], None], expected: list[str]
) -> None:
    schema = schema_of(FIRST)
    change(schema)
    assert breaks(schema_of(FIRST), schema) == expected


def test_a_released_schema_keeps_its_words_while_the_model_explains_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schema = model_schema()
    other_words(schema)
    assert bare(schema) == bare(model_schema())
    monkeypatch.setattr(make_schemas, "document_schema", lambda: schema)
    if SCHEMA_VERSION in VERSIONS:
        assert make_schemas.made_json_schema() == (SCHEMAS / "document.schema.json").read_text("utf-8")  # fmt: skip
    a_word_more(schema)
    assert json.loads(make_schemas.made_json_schema()) == schema


# --- it loads ---


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_record_of_a_released_version_loads_as_what_it_was(folder: Path) -> None:
    then = jsonschema_rs.Draft202012Validator(schema_of(folder))
    now = jsonschema_rs.Draft202012Validator(model_schema())
    for data, in_tei in records_of(folder):
        record = json.loads(data)
        assert record["schema_version"] == folder.name
        assert then.is_valid(record)
        assert now.is_valid(record)
        read, read_from_tei = archive.read(data), archive.read(in_tei)
        assert read.findings == read_from_tei.findings == ()
        assert read.document == read_from_tei.document
        # With defaults that never change, this is all that it holds.
        assert as_json(read.document) == record


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_its_tei_is_valid_by_the_schemas_of_then_and_of_now(folder: Path) -> None:
    for _, data in records_of(folder):
        root = etree.fromstring(data)
        for grammar in (folder / "archive.rng", ARCHIVE_RNG):
            assert compiled(grammar).validate(root), compiled(grammar).error_log
        assert schematron(root, folder / "archive.sch") == schematron(root) == []


@pytest.mark.slow
def test_the_records_of_this_version_have_every_field_word_and_kind() -> None:
    if SCHEMA_VERSION in VERSIONS:
        folder = SCHEMAS / "released" / SCHEMA_VERSION
        documents = [archive.read(data).document for data, _ in records_of(folder)]
        assert released.all_there_is() - released.had_by(documents) == set()


@pytest.mark.slow
def test_old_tei_loads_where_the_model_has_a_word_more(monkeypatch: pytest.MonkeyPatch) -> None:
    _, data = records_of(FIRST)[0]
    words = {**encoding_description.TAXONOMIES["kind"], "ironic": "says the contrary"}
    taxonomies = {**encoding_description.TAXONOMIES, "kind": words}
    monkeypatch.setattr(encoding_description, "TAXONOMIES", taxonomies)
    encoding_description._constant.cache_clear()
    try:
        assert archive.read(data).findings == ()
    finally:
        monkeypatch.undo()
        encoding_description._constant.cache_clear()


# --- a newer one ---


def newer_json(data: bytes, _: bytes) -> bytes:
    return data.replace(b'"schema_version": "1.0"', b'"schema_version": "1.99"')


def newer_tei(_: bytes, data: bytes) -> bytes:
    names = "|".join(re.escape(schema_name(name)) for name in NAMED)
    text = data.decode().replace('key="archive-document-1.0"', 'key="archive-document-1.99"')
    return re.sub(names, lambda found: found[0].replace("+1.0:", "+1.99:"), text).encode()


@each_case("newer", [newer_json, newer_tei])
def test_a_record_of_a_newer_minor_version_is_read_and_not_written(
    newer: Callable[[bytes, bytes], bytes],
) -> None:
    data, in_tei = records_of(FIRST)[0]
    result = archive.read(newer(data, in_tei))
    assert [finding.code for finding in result.findings] == ["newer-schema-version"]
    assert result.document.schema_version == "1.99"
    for name in ("json", "tei"):
        with pytest.raises(WriteError, match=r"follows schema 1\.99, newer than"):
            archive.write(result.document, name)


# --- a release ---


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A folder of schemas without released ones, and the file of digests."""
    schemas = tmp_path / "schemas"
    schemas.mkdir()
    for name in NAMED:
        (schemas / name).write_bytes((SCHEMAS / name).read_bytes())
    documents = [archive.read(data).document for data, _ in records_of(FIRST)[:2]]
    monkeypatch.setattr(released, "records", lambda: documents)
    return schemas, tmp_path / "released.sha256"


def test_a_version_is_released_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schemas, digests = copied(tmp_path, monkeypatch)
    for version in ("1.9", "1.10"):
        released.release(version, schemas, digests)
    assert [folder.name for folder in folders(schemas)] == ["1.9", "1.10"]
    before = digests.read_text("utf-8")
    assert before == released.listed(schemas)
    assert before.count("\n") == 2 * (len(NAMED) + 4)
    with pytest.raises(FileExistsError):
        released.release("1.9", schemas, digests)
    assert released.listed(schemas) == before
    released.withdraw("1.10", schemas)
    released.release("1.10", schemas, digests)
    assert digests.read_text("utf-8") == before


def test_a_released_version_is_not_made_again_by_mistake(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in (["--release"], ["--again"]):
        if arguments == ["--release"] and SCHEMA_VERSION not in VERSIONS:
            continue
        with pytest.raises(SystemExit) as stopped:
            make_schemas.main(arguments)
        assert re.search(
            "raise SCHEMA_VERSION|--release", f"{stopped.value}{capsys.readouterr().err}"
        )


def test_the_page_for_contributors_says_how_a_version_is_released() -> None:
    page = (ROOT / "docs" / "contributors" / "contributing.md").read_text("utf-8")
    assert "python -m tests.make_schemas --release" in page
