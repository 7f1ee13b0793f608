"""pandoc reads what is written: each work, with its title, names, date, DOI and address."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
from hypothesis import given

import archive
from tests import samples
from tests.bibliographies.bibliographies import alone
from tests.conftest import fewer, import_or_skip
from tests.strategies import documents


@pytest.fixture(scope="module")
def pandoc() -> str:
    path: str = import_or_skip("pypandoc").get_pandoc_path()
    return path


def read_by(pandoc: str, format: str, data: bytes) -> list[Any]:
    command = [pandoc, "--from", format, "--to", "csljson"]
    made = subprocess.run(command, input=data, capture_output=True, check=True)
    assert made.stderr == b""
    items: list[Any] = json.loads(made.stdout)
    return items


def words(value: Any) -> list[str]:
    """The words of a text or of names, without capitals: what an inversion of names leaves alone."""
    text = " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)
    return sorted(re.findall(r"[^\W_]+", text.casefold()))


@pytest.mark.slow
@pytest.mark.parametrize("id", ["frenemies", "claims-and-sources"])
@pytest.mark.parametrize(("format", "name"), [("biblatex", "bibtex"), ("ris", "ris")])
def test_pandoc_reads_the_works_of_our_records(
    pandoc: str, id: str, format: str, name: str, root: Any
) -> None:
    document = archive.load(root / "documents" / id)
    items = {
        item["id"]: item for item in read_by(pandoc, format, archive.write(document, name).data)
    }
    assert set(items) == {work.id for work in document.works}
    for work in document.works:
        item = items[work.id]
        assert words(item.get("title", "")) == words(work.title or "")
        for field in ("author", "editor", "translator"):
            assert [words(one) for one in item.get(field, ())] == [
                words(one) for one in getattr(work, field)
            ]
        assert item.get("URL") == work.address
        dois = [one.value for one in work.identifiers if one.scheme == "DOI"]
        assert ([item["DOI"]] if "DOI" in item else []) == dois
        if work.issued and re.fullmatch(r"[\d-]+", work.issued):
            [parts] = item["issued"]["date-parts"]
            date = [int(part) for part in work.issued.split("-")]
            assert [int(part) for part in parts] == (date if name == "bibtex" else date[:1])


@pytest.mark.slow
@given(document=documents())
@fewer(6)
def test_pandoc_finds_each_entry_of_any_record(pandoc: str, document: archive.Document) -> None:
    items = read_by(pandoc, "biblatex", archive.write(document, "bibtex").data)
    assert [item["id"] for item in items] == [work.id for work in document.works]
    for item, work in zip(items, document.works, strict=True):
        assert words(re.sub("<[^>]*>", "", item.get("title", ""))) == words(
            re.sub("<[^>]*>", "", work.title or "")
        )


def test_pandoc_prints_a_bibliography_of_csl_json(pandoc: str) -> None:
    data = archive.write(alone(*samples.assessed().works), "csl").data
    command = [pandoc, "--from", "csljson", "--to", "plain", "--citeproc"]
    made = subprocess.run(command, input=data, capture_output=True, check=True)
    assert b"Trade in Figures" in made.stdout
