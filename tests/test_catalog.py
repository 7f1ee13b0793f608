"""A file names the schemas that it follows, and is checked by them as an editor does it: through the catalog.

What a drawn record and the kept ones are judged by is found in the same way (`tests/judges.py`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from archive.errors import ReadError
from archive.findings import Severity
from archive.formats import tei
from archive.model.document import Document
from archive.validation import validate
from tests import samples
from tests.catalogs import (
    CATALOG,
    SCHEMATRON,
    models,
    resolved_by_java,
    resolved_by_libxml2,
)
from tests.compile_odd import COMPILED_RULES, HOW, digest_of_rules, kept_digest
from tests.conftest import ROOT, skip_or_fail
from tests.jing import saxon
from tests.judges import SVRL, TEI_ALL, Judges
from tests.make_schemas import made_catalog
from tests.released import NAMED
from tests.tools.cases import each_case

SCHEMAS = ROOT / "schemas"
EXAMPLE = ROOT / "tests" / "data" / "every-construct.tei.xml"
EARLIER = ROOT / "tests" / "broken" / "tei" / "sound.xml"
"""A file written when its only instruction named tei_all, and its header a schema in JSON."""
TEI = "{http://www.tei-c.org/ns/1.0}"
WRITTEN = [samples.minimal, samples.small, samples.assessed]
KEPT = sorted((ROOT / "documents").glob("*/document.json"))

Resolver = Callable[[str, Path], Path | None]


@pytest.fixture(params=["java", "libxml2"])
def resolved(request: pytest.FixtureRequest) -> Resolver:
    """Two resolvers: Java's own, and that of libxml2."""
    if request.param == "java":
        request.getfixturevalue("jing")
        return resolved_by_java
    if shutil.which("xmlcatalog") is None:
        skip_or_fail("xmlcatalog is not here: apt install libxml2-utils")
    return resolved_by_libxml2


def written(document: Document) -> etree._Element:
    return etree.fromstring(tei.write(document).data)


def names_in(root: etree._Element) -> dict[str, str]:
    """The names in a file, each with the file in `schemas/` that it is for."""
    header = root.find(f"{TEI}teiHeader/{TEI}encodingDesc/{TEI}schemaRef[@type='record']")
    relax_ng, rules, _ = (model.href for model in models(root))
    return {relax_ng: "archive.rng", rules: "archive.sch", header.get("url"): "archive.odd"}


# --- the catalog ---


def test_the_catalog_is_what_is_made_of_the_names() -> None:
    assert CATALOG.read_text("utf-8") == made_catalog(), "make it anew: make schemas"


def test_each_name_leads_to_its_schema(resolved: Resolver) -> None:
    names = names_in(written(samples.small()))
    names[json.loads((SCHEMAS / "document.schema.json").read_bytes())["$id"]] = (
        "document.schema.json"
    )
    assert set(names.values()) == set(NAMED)
    for name, file in names.items():
        assert resolved(name, CATALOG) == SCHEMAS / file
        assert resolved(name.replace("1.0", "1.7"), CATALOG) is None
    assert resolved(TEI_ALL, CATALOG) is None  # is not ours, and is fetched from its address


def test_the_catalog_leads_to_the_schemas_beside_it_wherever_it_lies(
    resolved: Resolver, tmp_path: Path
) -> None:
    moved = tmp_path / "a folder" / "schemas"
    shutil.copytree(SCHEMAS, moved)
    for name, file in names_in(written(samples.small())).items():
        assert resolved(name, moved / "catalog.xml") == moved / file


def test_a_released_version_keeps_its_names(resolved: Resolver, tmp_path: Path) -> None:
    for file in ("archive.rng", "archive.sch", "record.json"):
        path = tmp_path / "released" / "0.9" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    catalog = tmp_path / "catalog.xml"
    catalog.write_text(made_catalog(tmp_path), "utf-8")
    for name, file in names_in(written(samples.small())).items():
        of_then = tmp_path / "released" / "0.9" / file
        assert resolved(name, catalog) == tmp_path / file
        assert resolved(name.replace("1.0", "0.9"), catalog) == (
            of_then if of_then.exists() else None
        )
    assert "record.json" not in catalog.read_text("utf-8")


# --- what a file names ---


@each_case("sample", WRITTEN)
def test_a_file_names_ours_first_and_then_all_tei(sample: Callable[[], Document]) -> None:
    root = written(sample())
    assert [model.href for model in models(root)] == [*list(names_in(root))[:2], TEI_ALL]
    references = root.findall(f"{TEI}teiHeader/{TEI}encodingDesc/{TEI}schemaRef")
    assert [reference.get("url") for reference in references] == [
        list(names_in(root))[2],
        TEI_ALL,
    ]


def test_what_a_file_names_does_not_depend_on_where_it_lies() -> None:
    root = written(samples.small())
    assert {urlsplit(model.href).scheme for model in models(root)} == {"urn", "https"}


@each_case(
    ("change", "judges_against"),
    [
        (('version="4.12.0"', 'version="4.12.0" type="article"'), {"archive.rng, libxml2", "archive.rng, jing"}),
        (('passive="#src-council"', 'passive="#nobody"'), {"archive.sch"}),
        (("<body>", "<body><figDesc/>"), {"archive.rng, libxml2", "archive.rng, jing", "tei_all.rng, libxml2", "tei_all.rng, jing"}),
    ],
)  # fmt: skip
def test_an_error_is_found_by_the_schema_that_the_file_names(
    change: tuple[str, str], judges_against: set[str], judges: Judges
) -> None:
    data = tei.write(samples.small()).data.decode()
    assert judges.on(data.encode()) == []
    assert change[0] in data
    wrong = data.replace(*change, 1).encode()
    assert {verdict.judge for verdict in judges.on(wrong)} == judges_against


@pytest.mark.slow
def test_the_schematron_that_files_name_finds_by_schxslt_what_is_wrong(
    jing: None, tmp_path: Path
) -> None:
    """SchXslt is in no registry: what it made of archive.sch is kept, and Saxon runs it."""
    files = {sample.__name__: tei.write(sample()).data for sample in WRITTEN}
    files |= {path.parent.name: tei.write(Document.model_validate_json(path.read_bytes())).data for path in KEPT}  # fmt: skip
    files["every construct"] = EXAMPLE.read_bytes()
    rules = {
        resolved_by_java(model.href)
        for data in files.values()
        for model in models(etree.fromstring(data))
        if model.language == SCHEMATRON
    }
    [schema] = rules
    assert schema is not None
    assert kept_digest(COMPILED_RULES) == digest_of_rules(schema), HOW

    files["wrong"] = files["small"].replace(b'passive="#src-council"', b'passive="#nobody"')
    folder = tmp_path / "files"
    folder.mkdir()
    for name, data in files.items():
        (folder / f"{name}.xml").write_bytes(data)
    saxon(COMPILED_RULES, folder, tmp_path / "reports")
    found = {
        name: [
            failed.get("id")
            for failed in etree.parse(tmp_path / "reports" / f"{name}.xml").iter(
                f"{SVRL}failed-assert", f"{SVRL}successful-report"
            )
        ]
        for name in files
    }
    assert found == {name: [] for name in files} | {"wrong": ["dangling-reference.passive"]}


# --- what the reader says of it ---


def test_a_file_that_was_written_before_the_schemas_had_names_is_read_as_it_was() -> None:
    data = EARLIER.read_bytes()
    assert data.count(b"<?xml-model") == 1
    assert b"urn:publicid" not in data
    assert tei.read(data).findings == ()
    assert [finding for finding in validate(data) if finding.code == "copy-differs"] == []
    assert not validate(data).errors


def ours(number: int) -> str:
    """An instruction of those that are written."""
    return tei.write(samples.small()).data.decode().splitlines()[1 + number]


@each_case("number", [0, 1, 2])
def test_an_instruction_that_somebody_changed_is_told_and_one_of_ours_is_not(number: int) -> None:
    data, instruction = tei.write(samples.small()).data.decode(), ours(number)
    for same in (
        instruction.replace('"', "'"),
        instruction.replace("+1.0:EN", "+1.12:EN"),
        "",
    ):
        assert tei.read(data.replace(instruction, same).encode()).findings == ()
    for changed in (
        instruction.replace('href="', 'href="./'),
        instruction.replace("?>", ' phase="quick"?>'),
        instruction.replace("+1.0:EN", "+1.x:EN").replace("4.12.0", "4.11.0"),
        instruction.replace("xml-model", "xml-stylesheet"),
    ):
        [finding] = tei.read(data.replace(instruction, changed).encode()).findings
        assert (finding.code, finding.severity) == ("not-kept", Severity.WARNING)
        assert finding.location.line == 2 + number


def test_an_address_of_somebody_elses_in_the_header_is_told() -> None:
    data = tei.write(samples.small()).data.decode()
    [name] = [name for name, file in names_in(written(samples.small())).items() if file == "archive.odd"]  # fmt: skip
    assert tei.read(data.replace(f' url="{name}"', "").encode()).findings == ()
    for other in ("https://example.org/ours.odd", name.replace("1.0", "1.12")):
        with pytest.raises(ReadError) as refused:
            tei.read(data.replace(f'url="{name}"', f'url="{other}"').encode())
        assert [finding.code for finding in refused.value.findings] == ["copy-differs"]
