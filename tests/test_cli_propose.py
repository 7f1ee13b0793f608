"""`archive propose`: what it prints, what it writes, and what it leaves unchanged."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import archive
from tests.runner import run
from tests.samples import from_text
from tests.tools.cases import each_case

ARTICLE = from_text(
    "Ships\n\nCritics say the ship will sink. It was built in May 1911.\n", id="ships"
)


@pytest.fixture(params=["folder", "file", "zip"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record in its folder, in a file of its own, or in a zip file."""
    name = {"folder": "ships", "file": "ships.json", "zip": "ships.zip"}[request.param]
    files = None if request.param == "file" else {}
    archive.save(archive.Document.model_validate(_without_captures()), tmp_path / name, files=files)
    return tmp_path / name


def _without_captures() -> dict[str, object]:
    raw = ARTICLE.model_dump(mode="json", exclude_defaults=True)
    raw.pop("captures", None)
    for section in raw["sections"]:
        for block in section["blocks"]:
            block.pop("origin", None)
    return raw


def test_what_is_proposed_is_written_into_the_record_and_reported(record: Path) -> None:
    told = run("propose", record, "--at", "2020-01-01T00:00:00Z")
    assert told.exit_code == 0
    assert re.search("^[?] grp-critics-[0-9a-f]+: group “critics”$", told.stdout, re.MULTILINE)
    assert "“the ship will sink” -> The ship will sink." in told.stdout
    assert "2 statements proposed (added with them: 1 entity); wrote" in told.stderr
    document = archive.load(record)
    assert [claim.status for claim in document.claims] == ["proposed"]
    assert [one.date for one in document.annotations] == ["1911-05"]  # type: ignore[union-attr]
    assert document.revisions[-1].at == "2020-01-01T00:00:00Z"


def test_a_second_run_writes_nothing(record: Path) -> None:
    run("propose", record)
    file = record / "document.json" if record.is_dir() else record
    before = file.read_bytes(), file.stat().st_mtime_ns
    told = run("propose", record)
    assert (told.exit_code, told.stdout) == (0, "")
    assert "nothing new is proposed, and nothing was written" in told.stderr
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_where_no_claim_is_found_it_is_reported_which_are_not_looked_for(tmp_path: Path) -> None:
    plain = from_text("Ships\n\nThe ship will sink. It was built in May 1911.\n", id="a")
    said = "no claim was found: the rules look for attributed claims in English"
    data = archive.write(plain, "json").data
    assert said in run("propose", "-", "-n", input=data).stderr
    assert said in run("propose", "-", "-n", "--rule", "attributions", input=data).stderr
    assert said not in run("propose", "-", "-n", "--rule", "dates", input=data).stderr
    with_claim = archive.write(ARTICLE, "json").data
    assert said not in run("propose", "-", "-n", input=with_claim).stderr
    told = " ".join(run("propose", "--help").stdout.split())
    assert "Claims that the author makes in their own name are not proposed" in told


def test_a_dry_run_writes_nothing(record: Path) -> None:
    before = archive.load(record)
    told = run("propose", record, "-n")
    assert "2 statements would be proposed (added with them: 1 entity); nothing" in told.stderr
    assert archive.load(record) == before


def test_proposals_can_be_had_as_data(record: Path) -> None:
    told = run("propose", record, "-n", "--rule", "dates", "--format", "json")
    (one,) = json.loads(told.stdout)["proposed"]
    assert (one["type"], one["date"], one["basis"]) == ("date", "1911-05", "printed")
    assert one["reason"].startswith("rule printed date: ")
    assert run("propose", record, "-n", "--rule", "names", "--format", "json").exit_code == 0
    told = run("propose", record, "-n", "--rule", "attributions", "--format", "json")
    made = json.loads(told.stdout)["made"]
    assert [(one["names"][0]["text"], one["type"]) for one in made["entities"]] == [
        ("critics", "group")
    ]


def test_works_and_sources_that_claims_and_citations_need_are_reported(tmp_path: Path) -> None:
    text = "Ice\n\nDr Jane Smith said that it melts. See https://example.org/ice for it.\n"
    archive.save(from_text(text, id="ice"), tmp_path / "ice.json")
    told = run("propose", tmp_path / "ice.json", "--at", "2020-01-01T00:00:00Z")
    document = archive.load(tmp_path / "ice.json")
    (person,), (work,), (source,) = document.entities, document.works, document.sources
    assert told.stdout.splitlines()[:3] == [
        f"0.99 {person.id}: person “Jane Smith”",
        f"? {work.id}: work “{work.id}”",
        f"? {source.id}: source “Dr Jane Smith”",
    ]
    assert "(added with them: 1 entity, 1 work, 1 source); wrote" in told.stderr


def test_names_of_another_record_are_known(record: Path, tmp_path: Path) -> None:
    other = archive.Document.model_validate(
        {"id": "x", "entities": [{"type": "event", "id": "e", "names": [{"text": "Ships"}]}]}
    )
    archive.save(other, tmp_path / "other.json")
    run("propose", record, "--rule", "names", "--known", tmp_path / "other.json")
    assert [entity.label for entity in archive.load(record).entities] == ["Ships"]


def test_tei_of_ours_gets_proposals_in_place(tmp_path: Path) -> None:
    path = tmp_path / "ships.tei.xml"
    archive.save(archive.Document.model_validate(_without_captures()), path)
    assert run("propose", path).exit_code == 0
    assert path.read_bytes().startswith(b"<?xml")
    assert len(archive.load(path).claims) == 1


@each_case(
    ("arguments", "told"),
    [
        (("--rule", "nams"), "no rule 'nams'; there are quotations, attributions"),
        (("--known", "nowhere"), "no-such-file"),
        (("--at", "yesterday"), "Invalid value for --at: "),
        (("--by", " "), "at least one letter"),
        (("--format", "xml"), "'xml' is not one of"),
    ],
)
def test_what_cannot_be_done_is_reported_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    path = tmp_path / "ships.json"
    archive.save(archive.Document.model_validate(_without_captures()), path)
    before = path.read_bytes()
    result = run("propose", path, *arguments)
    assert result.exit_code != 0
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert path.read_bytes() == before


def test_a_record_from_standard_input_is_only_looked_at() -> None:
    data = archive.write(ARTICLE, "json").data
    told = run("propose", "-", input=data)
    assert told.exit_code == 2
    assert "use -n" in told.stderr
    assert "1911-05" in run("propose", "-", "-n", input=data).stdout


def test_signs_that_steer_a_terminal_are_shown_and_not_sent(tmp_path: Path) -> None:
    document = archive.Document.model_validate(
        {
            "id": "a",
            "sections": [
                {
                    "id": "s",
                    "blocks": [
                        {"type": "paragraph", "id": "p", "text": "Critics say the \u202eship will\u2028 sink."}
                    ],
                }
            ],
            "metadata": {"languages": [{"tag": "en"}]},
        }
    )  # fmt: skip
    archive.save(document, tmp_path / "a.json")
    told = run("propose", tmp_path / "a.json", "-n")
    assert "\u202e" not in told.stdout + told.stderr
    assert told.exit_code == 0


def test_the_records_of_the_project_can_be_proposed_for(tmp_path: Path) -> None:
    source = Path(__file__).parents[1] / "documents" / "frenemies"
    shutil.copytree(source, tmp_path / "frenemies")
    told = run("propose", tmp_path / "frenemies", "-n")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == "nothing new is proposed, and nothing was written\n"
