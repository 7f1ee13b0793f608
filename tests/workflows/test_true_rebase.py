"""A rebase starts from a record that is true, and goes onto one that is."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

import archive
from tests.conftest import MANY, import_or_skip
from tests.received_files import Made, drawn_article, made_file
from tests.runner import run
from tests.tools.cases import each_case
from tests.validation.test_tied_text import FORMATS, NEEDS

PAGE = (
    "<!doctype html><html><h1>Ferry</h1><p>He is not guilty, the court said.</p><p>It rained.</p>"
)
LATER = PAGE.replace("It rained.", "It rained, and the ferry was late again on Monday.")
FORGED = "He is guilty, the court said."
Raw = dict[str, Any]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record of a page, with an accepted claim on its first paragraph."""
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    folder = tmp_path / "record"
    assert run("receive", page, "-o", folder).exit_code == 0
    document = archive.load(folder)
    claim = {
        "id": "claim-1",
        "anchors": [document.anchor("not guilty, the court said")],
        "restatement": "He is not guilty.",
        "kind": "descriptive",
        "status": "accepted",
    }
    archive.save(document.update(claims=[claim]), folder)
    return folder


def changed(folder: Path, change: Callable[[Raw], None]) -> None:
    path = folder / "document.json"
    raw = json.loads(path.read_text())
    change(raw)
    path.write_text(json.dumps(raw))


def forge(raw: Raw) -> None:
    """The record says the contrary, and the claim stands on that."""
    text = next(one for one in _texts(raw["sections"]) if "not guilty" in one["text"])
    text["text"] = FORGED
    anchor = raw["claims"][0]["anchors"][0]
    anchor.update(start=6, end=6 + len("guilty, the court said"), exact="guilty, the court said")


def without_captures(raw: Raw) -> None:
    forge(raw)
    del raw["captures"]
    for text in _texts(raw["sections"]):
        del text["origin"]
    _drop_origins(raw["metadata"])


def _drop_origins(part: Any) -> None:
    for value in part.values() if isinstance(part, dict) else part:
        if isinstance(value, dict | list):
            _drop_origins(value)
    if isinstance(part, dict):
        part.pop("origin", None)


def _texts(part: Any) -> list[Raw]:
    found = [part] if isinstance(part, dict) and "text" in part and "id" in part else []
    for value in part.values() if isinstance(part, dict) else part:
        if isinstance(value, dict | list):
            found += _texts(value)
    return found


def rebased(folder: Path, text: str) -> tuple[int, str]:
    page = folder.parent / "later.html"
    page.write_text(text)
    before = (folder / "document.json").read_bytes()
    result = run("rebase", folder, page, "--write")
    if result.exit_code:
        assert (folder / "document.json").read_bytes() == before, "nothing was written"
    return result.exit_code, result.stdout + result.stderr


def test_a_true_record_is_rebased_and_nothing_is_said_of_its_words(record: Path) -> None:
    code, said = rebased(record, LATER)
    assert (code, "block-differs" in said) == (0, False), said
    assert archive.load(record).claim("claim-1").status == "accepted"
    assert run("validate", record).exit_code == 0


def test_a_record_with_other_words_than_its_capture_is_refused_block_by_block(
    record: Path,
) -> None:
    changed(record, forge)
    code, said = rebased(record, PAGE.replace("not guilty", "guilty"))
    assert code == 1
    assert "block-differs-from-capture" in said
    assert "not guilty" in said
    assert "not one article" not in said


@pytest.mark.parametrize(
    "lie",
    [
        lambda raw: [text.pop("origin") for text in _texts(raw["sections"])[:1]],
        lambda raw: _texts(raw["sections"])[1].update(
            origin={"type": "capture", "capture": "capture"}
        ),
    ],
    ids=["without origin", "of the capture"],
)
def test_a_record_with_a_block_that_is_not_tied_is_refused(
    record: Path, lie: Callable[[Raw], None]
) -> None:
    changed(record, lie)
    assert rebased(record, LATER)[0] == 1


def test_of_words_that_nobody_captured_it_is_told_that_nobody_did(record: Path) -> None:
    """As where captures were emptied and words changed: "unchanged" says nothing of them."""
    changed(record, without_captures)
    shutil.rmtree(record / "received")
    code, said = rebased(record, PAGE.replace("not guilty", "guilty"))
    assert code == 0
    assert "old-words-not-received" in said


def test_a_record_without_its_capture_says_that_nobody_could_check(record: Path) -> None:
    shutil.rmtree(record / "received")
    code, said = rebased(record, LATER)
    assert (code, "old-record-not-checked" in said) == (0, True)


def test_a_record_is_not_rebased_onto_one_that_has_other_words_than_its_captures(
    record: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(record, other)
    changed(other, forge)
    before = (record / "document.json").read_bytes()
    result = run("rebase", record, other, "--write")
    assert result.exit_code == 1
    assert (record / "document.json").read_bytes() == before


def test_a_text_that_becomes_a_transcript_is_reported(record: Path, tmp_path: Path) -> None:
    scan, typed = tmp_path / "scan.png", tmp_path / "typed.txt"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n")
    typed.write_text("Ferry\n\nHe is not guilty, the court said.\n\nIt rained, and rained.\n")
    result = run("rebase", record, typed, "--from", scan, "--write")
    assert "origin-lost" in result.stderr
    assert "transcript" in result.stderr
    assert "transcript-beside-text" in run("validate", record).stdout


def test_words_that_the_record_has_as_furniture_are_named(record: Path) -> None:
    changed(record, lambda raw: _texts(raw["sections"])[-1].update(type="furniture"))
    code, said = rebased(record, LATER)
    assert (code, "kept-as-furniture" in said) == (0, True), said


ORIGINALS = {
    "a.pdf": b"<!-- saved -->\n<html><p>One.",
    "a.xml": b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>One.</p></body>'
    b"</text></TEI>",
    "a.nxml": b'<?xml version="1.0"?><article><front/><body><p>One.</p></body></article>',
    "a.rtf": b"Plain text, whatever its name.",
    "a.eml": b"Caf\xe9 in windows-1252.",
    "a.warc": b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n",
    "a.html.gz": gzip.compress(b"<html><p>One.", mtime=0),
    "a.http": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>One.",
    "mail.txt": b"From: a@b.example\nMessage-ID: <1@b.example>\n\nOne.\n",
}


@each_case("name", ORIGINALS)
def test_a_file_that_has_text_is_no_original_of_a_transcript(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ORIGINALS[name])
    (tmp_path / "typed.txt").write_text("Two.")
    result = run(
        "receive", tmp_path / "typed.txt", "--from", tmp_path / name, "-o", tmp_path / "made"
    )
    assert result.exit_code != 0
    assert "not-an-original" in result.stderr
    assert not (tmp_path / "made").exists()


def test_settings_that_silence_rules_are_named(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(record, forge)
    (record.parent / "archive.toml").write_text('ignore = ["block-differs-from-capture"]')
    monkeypatch.chdir(record.parent)
    result = run("validate", record)
    assert "archive.toml turns off these codes: block-differs-from-capture" in result.stdout


# --- whatever is written is sound ---


def omit(raw: Raw) -> None:
    """The record leaves out a paragraph, and says so."""
    holders = [section["blocks"] for section in _sections(raw) if section.get("blocks")]
    of_holder = [
        (blocks, one) for blocks in holders for one in blocks if one["type"] == "paragraph"
    ]
    plain = [(blocks, one) for blocks, one in of_holder if not one.get("marks")]
    blocks, paragraph = plain[-1]
    blocks.remove(paragraph)
    editor = {"id": "omitter", "type": "person", "name": "Omitter"}
    raw.setdefault("agents", []).append(editor)
    omission = {"origin": paragraph["origin"], "reason": "an advertisement", "by": "omitter"}
    omission["origin"].pop("separator", None)
    raw["captures"][0].setdefault("omitted", []).append(omission)


def _sections(part: Raw) -> list[Raw]:
    inner = part.get("sections", [])
    return [*inner, *(one for section in inner for one in _sections(section))]


def later_version(article: Sequence[Made], random: Random) -> Sequence[Made]:
    """The article with parts left out, moved and changed."""
    first, *parts = article
    parts = [part for part in parts if random.random() > 0.2]
    if random.random() < 0.5:
        random.shuffle(parts)
    return [first, *(_changed_part(part, random) for part in parts)]


def _changed_part(part: Made, random: Random) -> Made:
    words = [f"{one} again" if one and random.random() < 0.3 else one for one in part.words]
    return part._replace(words=words)


@pytest.mark.slow
@each_case("format", FORMATS)
@each_case("seed", range(10 if MANY else 2))
def test_what_a_rebase_writes_has_no_error(format: str, seed: int, tmp_path: Path) -> None:
    import_or_skip(NEEDS.get(format, "archive"))
    random = Random(f"{format} {seed}")
    article = drawn_article(random)
    folder = tmp_path / "record"
    options = ["--plain"] if format == "text" else []
    for name, parts in (("old", article), ("new", later_version(article, random))):
        (tmp_path / f"{name}.{format}").write_bytes(made_file(format, parts).data)
    assert run("receive", tmp_path / f"old.{format}", "-o", folder, *options).exit_code == 0
    changed(folder, omit)
    assert archive.validate(folder).errors == ()
    result = run("rebase", folder, tmp_path / f"new.{format}", "--write", *options)
    assert result.exit_code == 0, result.stderr
    assert "wrote" in result.stderr
    assert archive.validate(folder).errors == ()


def test_an_image_that_was_exchanged_under_its_name_is_another_file(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "other")]
    for folder, picture in zip(folders, (b"old picture", b"new picture"), strict=True):
        text = "Ferry\n\nIt rained, and the ferry was late again on Monday morning.\n"
        read = archive.read(text.encode(), "text", id="ferry", file="received/ferry.txt")
        [section] = read.document.sections
        figure = archive.model.Figure(id="f-1", image=archive.model.Image(file="figures/pier.png"))
        document = read.document.update(
            sections=(section.update(blocks=(*section.blocks, figure)),)
        )
        archive.save(document, folder, files={**read.files, "figures/pier.png": picture})
    result = run("rebase", folders[0], folders[1], "--write")
    assert result.exit_code == 0, result.stderr
    document = archive.load(folders[0])
    name = document.get("f-1").image.file  # type: ignore[attr-defined]
    assert name != "figures/pier.png"
    assert (folders[0] / name).read_bytes() == b"new picture"
    assert (folders[0] / "figures/pier.png").read_bytes() == b"old picture"
    assert "image changed in f-1" in result.stdout
