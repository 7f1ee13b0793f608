"""The records in `documents/`: true to what was received, canonical, and published as they are."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.files.manifest import MANIFEST, faults_in
from tests.conftest import RECORDS

DOCUMENTS = Path(__file__).parents[1] / "documents"
FRENEMIES = DOCUMENTS / "frenemies"
EVERY = pytest.mark.parametrize("folder", RECORDS, ids=lambda f: f.name)


def rebuilt(document: archive.Document, capture: archive.Capture) -> str:
    """The text of a capture, from the blocks that have their origin in it."""
    text = capture.lead
    for block in document.text_blocks():
        if block.origin is not None and block.origin.capture == capture.id:
            marker = (
                block.marker
                if isinstance(block, archive.model.Item)
                else notes_marker(document, block)
            )
            text += marker + block.text + block.origin.separator
    return text


def notes_marker(document: archive.Document, block: archive.model.TextBlock) -> str:
    for _, note in document.index.of_type(archive.model.Note):
        if note.blocks[0].id == block.id:
            return note.marker
    return ""


@EVERY
def test_a_record_is_canonical(folder: Path) -> None:
    data = (folder / "document.json").read_bytes()
    assert archive.write(archive.load(folder), "json").data == data


@EVERY
def test_a_record_validates_without_errors(folder: Path) -> None:
    report = archive.validate(folder)
    assert not report.errors
    assert all(outcome == "passed" for outcome in report.layers.values())


@EVERY
def test_every_file_of_a_record_is_as_its_manifest_says(folder: Path) -> None:
    assert (folder / MANIFEST).is_file()
    assert faults_in(folder) == []


@EVERY
def test_the_published_tei_is_the_record(folder: Path) -> None:
    document = archive.load(folder)
    published = (folder / "document.tei.xml").read_bytes()
    assert archive.read(published).document == document
    assert archive.write(document, "tei").data == published, "run `make published`"
    assert not archive.validate(published).errors


@EVERY
def test_blocks_and_separators_give_back_what_was_received(folder: Path) -> None:
    document = archive.load(folder)
    derived = [capture for capture in document.captures if capture.derivation]
    assert derived
    for capture in derived:
        if capture.derivation == "html-text-1":
            continue  # a page has more than its text: `archive.validate` derives each block again
        data = (folder / capture.file).read_bytes()
        assert rebuilt(document, capture).encode() == data


def test_the_readme_names_every_record() -> None:
    readme = (DOCUMENTS / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| \[([\w-]+)\]\(\1/document\.json\)", readme, re.MULTILINE)
    assert sorted(rows) == [folder.name for folder in RECORDS]


def test_the_record_to_copy_can_be_read_as_a_whole() -> None:
    folder = DOCUMENTS / "not-from-the-moon"
    assert (folder / "document.json").read_bytes().count(b"\n") < 150
    words = " ".join(
        block.text
        for _, block in archive.load(folder).index.of_type(archive.model.Paragraph)
        if block.id != "p-4"
    ).split()
    assert 150 <= len(words) <= 250
    assert not list(archive.validate(folder))


def test_frenemies_is_the_customers_article_byte_for_byte(shared: Any) -> None:
    received = (FRENEMIES / "received/frenemies.txt").read_bytes()
    assert len(received) == 7398
    assert received == shared("articles/frenemies.txt").read_bytes()


def test_the_cfr_is_the_council_on_foreign_relations() -> None:
    document = archive.load(FRENEMIES)
    council = document.entity("cfr")
    assert council.label == "Council on Foreign Relations"
    assert isinstance(council, archive.model.Organisation)
    assert "Council of Foreign Relations" in [name.text for name in council.names]


def test_every_assessment_quotes_its_evidence_or_says_what_would_settle_it() -> None:
    assessments = archive.load(FRENEMIES).assessments
    assert {assessment.verdict for assessment in assessments} >= {"supported", "contradicted"}
    for assessment in assessments:
        quoted = [evidence.quoted for evidence in assessment.evidence]
        assert all(quoted), assessment.id
        assert quoted or "settle" in assessment.reasoning, assessment.id


def test_no_doubt_is_left_that_a_verdict_does_not_supersede() -> None:
    assessments = archive.load(FRENEMIES).assessments
    superseded = {assessment.supersedes for assessment in assessments}
    open_doubts = [
        assessment.id
        for assessment in assessments
        if assessment.verdict == "doubt"
        and assessment.status != "rejected"
        and assessment.id not in superseded
    ]
    assert not open_doubts


def test_what_the_article_takes_from_the_cfr_and_from_the_un_is_found_by_source() -> None:
    document = archive.load(FRENEMIES)
    taken = {
        source.id: [claim.id for claim in document.claims_citing(source)]
        for source in document.sources
        if source.agent in ("cfr", "united-nations", "un-security-council", "ban-ki-moon")
    }
    assert taken == {
        "source-cfr": [
            "claim-seventy-percent-of-trade",
            "claim-main-source-of-food",
            "claim-main-source-of-arms",
            "claim-main-source-of-energy",
            "claim-north-korea-relies-heavily",
        ],
        "source-un-secretary-general": [
            "claim-ban-received-positive-signs",
            "claim-signs-positive",
        ],
        "source-un-security-council": [
            "claim-unsc-unanimous-vote",
            "claim-vote-toughened-sanctions",
            "claim-vote-response-to-activity",
        ],
        "source-un-sanctions": [
            "claim-china-supported-un-sanctions",
            "claim-china-punitive-approach",
        ],
    }


def test_each_relation_to_the_un_says_how_surely_and_that_no_document_is_cited() -> None:
    document = archive.load(FRENEMIES)
    relations = [relation for relation in document.relations if "source-un-" in relation.object]
    assert relations
    for relation in relations:
        assert relation.certainty in ("low", "medium"), relation.id
        assert relation.rests_on, relation.id
        assert "is cited" in (relation.reason or ""), relation.id


def test_an_also_of_the_words_is_kept() -> None:
    claims = archive.load(FRENEMIES).claims
    words = {claim.id: " ".join(anchor.exact for anchor in claim.anchors) for claim in claims}
    having = [claim for claim in claims if " also " in f" {words[claim.id]} "]
    assert having
    assert not [claim.id for claim in having if " also " not in claim.restatement]


def test_no_claim_supports_another_of_the_same_words() -> None:
    document = archive.load(FRENEMIES)
    for relation in document.relations:
        if relation.predicate == "supports" and relation.status != "rejected":
            subject, other = document.claim(relation.subject), document.claim(relation.object)
            assert set(subject.anchors) != set(other.anchors), relation.id


def test_the_audit_counts_what_is_there() -> None:
    document = archive.load(FRENEMIES)
    audit = document.get("comment-audit")
    assert isinstance(audit, archive.model.Comment)
    claims = document.claims

    def modified(revision: str) -> set[str]:
        return {
            claim.id
            for claim in claims
            for change in claim.history
            if change.status == "modified" and change.revision == revision
        }

    earlier, later = modified("rev-4"), modified("rev-5")
    not_restated = {"claim-most-outspoken-ally"}
    rejected = [claim for claim in claims if claim.status == "rejected"]
    relations, assessments = (
        [part for part in parts if part.revision in ("rev-1", "rev-2", "rev-3")]
        for parts in (document.relations, document.assessments)
    )
    passages = {
        (evidence.work, evidence.quoted)
        for _, evidence in document.index.of_type(archive.model.Evidence)
        if evidence.quoted
    }
    works = {work for work, _ in passages}
    for counted in (
        f"each of the {len(claims)} claims",
        f". {len(rejected)} of them stands rejected",
        f"the other {len(claims) - len(rejected)}, {len(earlier)} were mended",
        f": {len(earlier - not_restated)} restatements",
        f"; and {len(not_restated & earlier)} claim that is no longer called checkable",
        f"the {len(relations)} relations that there were",
        f"the {len(assessments)} assessments",
        f"mended {len(later)}: {len(later & earlier)} of those {len(earlier - not_restated)}",
        f" and {len(later - earlier)} that the second reader had let pass",
        f"quotes {len(passages)} different passages of {len(works)} works",
    ):
        assert counted in audit.text, counted


@EVERY
def test_what_a_program_found_is_a_proposal(folder: Path) -> None:
    document = archive.load(folder)
    programs = {agent.id for agent in document.agents if agent.type == "software"}
    made = {revision.id for revision in document.revisions if revision.by in programs}
    statements = (
        *document.claims, *document.annotations, *document.assessments, *document.relations
    )  # fmt: skip
    assert not [s.id for s in statements if s.revision in made and s.status == "accepted"]


CAPTURE = (FRENEMIES / "received/frenemies.txt").read_text("utf-8")


def bare() -> dict[str, Any]:
    """The text of the record and nothing said about it, so that only the text can be wrong."""
    record = json.loads((FRENEMIES / "document.json").read_text("utf-8"))
    for section in record["sections"]:
        for block in section["blocks"]:
            block.pop("rights", None)
    for capture in record["captures"]:
        capture.pop("received_by", None)
    return {name: record[name] for name in ("schema_version", "id", "captures", "sections")}


def text_blocks(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if "text" in value else []
        return own + [block for inner in value.values() for block in text_blocks(inner)]
    if isinstance(value, list):
        return [block for inner in value for block in text_blocks(inner)]
    return []


def codes(folder: Path, record: dict[str, Any], capture: bytes) -> set[str]:
    (folder / "received").mkdir(exist_ok=True)
    (folder / "received/frenemies.txt").write_bytes(capture)
    (folder / "document.json").write_text(json.dumps(record), "utf-8")
    return {finding.code for finding in archive.validate(folder).errors}


@pytest.fixture(scope="module")
def frenemies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records") / "frenemies"
    folder.mkdir()
    shutil.copytree(FRENEMIES / "received", folder / "received")
    assert codes(folder, bare(), CAPTURE.encode()) == set()
    return folder


@given(place=st.integers(0, len(CAPTURE) - 1))
def test_a_changed_code_point_of_the_capture_is_reported(frenemies: Path, place: int) -> None:
    other = "x" if CAPTURE[place] != "x" else "y"
    damaged = CAPTURE[:place] + other + CAPTURE[place + 1 :]
    assert "capture-damaged" in codes(frenemies, bare(), damaged.encode())


@given(data=st.data())
def test_a_changed_code_point_of_a_block_is_reported(frenemies: Path, data: st.DataObject) -> None:
    record = bare()
    block = data.draw(st.sampled_from(text_blocks(record["sections"])))
    place = data.draw(st.integers(0, len(block["text"]) - 1))
    other = "x" if block["text"][place] != "x" else "y"
    block["text"] = block["text"][:place] + other + block["text"][place + 1 :]
    assert codes(frenemies, record, CAPTURE.encode()) == {"block-differs-from-capture"}
