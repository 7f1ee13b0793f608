from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from archive import validation
from archive.formats import tei
from archive.formats.tei.finding_locations import TeiLocations
from archive.validation import schemas
from tests import samples


def test_the_schemas_of_a_checkout_are_those_in_it(root: Path) -> None:
    assert {"archive.rng", "archive.rnc", "archive.sch", "document.schema.json"} <= set(schemas.names())  # fmt: skip
    assert not [name for name in schemas.names() if name.endswith(".md")]
    assert schemas.read("archive.rng") == (root / "schemas" / "archive.rng").read_bytes()


def test_the_schemas_of_an_installed_package_are_those_inside_it(
    tmp_path: Path, monkeypatch: Any
) -> None:
    package = tmp_path / "site-packages" / "archive"
    (package / "schemas").mkdir(parents=True)
    (package / "schemas" / "archive.rng").write_bytes(b"<grammar/>")
    (tmp_path / "site-packages" / "schemas").mkdir()  # somebody else's
    monkeypatch.setattr(schemas, "_PACKAGE", package)
    monkeypatch.setattr("importlib.resources.files", lambda _: package)
    assert schemas.names() == ["archive.rng"]
    assert schemas.read("archive.rng") == b"<grammar/>"


def test_what_the_schematron_finds_has_a_code_a_place_and_one_line() -> None:
    data = tei.write(samples.small()).data.decode()
    data = data.replace('passive="#', 'passive="#no-')
    root = etree.fromstring(data.encode())
    (finding,) = schemas.schematron_findings(root, TeiLocations(data.encode(), root))
    assert finding.code == "dangling-reference"
    assert "\n" not in finding.message
    line, column = finding.location.line, finding.location.column
    assert line is not None
    assert column is not None
    assert data.splitlines()[line - 1][column - 1 :].startswith("<relation ")


def test_every_check_of_the_schematron_has_a_manual_page() -> None:
    for code in schemas.schematron_titles():
        assert validation.explain(code)
