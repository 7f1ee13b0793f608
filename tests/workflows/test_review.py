"""A record under review is written after each decision, but never over changes of somebody else."""

from __future__ import annotations

import os
import time
from pathlib import Path
from threading import Thread

import pytest

import archive
from archive import Decision, review
from archive.errors import Conflict
from archive.files.zip_file import pack
from archive.model.document import Document
from archive.workflows.review import ReviewedRecord
from tests.records.undecided import undecided, undecided_and_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    document, files = undecided_and_files()
    archive.save(document, tmp_path / document.id, files=files)
    return tmp_path / document.id


def accepted(document: Document, id: str = "c-crane") -> Document:
    return review(document, Decision(id, "accept"), by="Ada").document


def test_a_record_is_written_where_it_lies(folder: Path) -> None:
    reviewed = ReviewedRecord(folder)
    assert reviewed.document == undecided()
    reviewed.write(accepted(reviewed.document))
    assert archive.load(folder) == accepted(undecided()) == reviewed.document
    reviewed.write(accepted(reviewed.document, "c-fell"))
    assert archive.load(folder).claim("c-fell").status == "accepted"
    assert archive.validate(folder).ok


@pytest.mark.parametrize("name", ["alone.json", "alone.tei.xml"])
def test_a_file_that_is_named_itself_keeps_its_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    archive.save(undecided(), path)
    reviewed = ReviewedRecord(path)
    reviewed.write(accepted(reviewed.document))
    assert archive.load(path) == accepted(undecided())
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_record_in_a_zip_file_stays_in_it(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "packed.zip"
    found = [file for file in folder.rglob("*") if file.is_file()]
    named = {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}
    path.write_bytes(pack(named))
    reviewed = ReviewedRecord(path)
    reviewed.write(accepted(reviewed.document))
    reviewed.write(undecided())
    assert archive.load(path) == undecided()


def test_what_somebody_else_wrote_is_not_written_over(folder: Path) -> None:
    mine, theirs = ReviewedRecord(folder), ReviewedRecord(folder)
    theirs.write(accepted(theirs.document, "c-fell"))
    before = (folder / "document.json").read_bytes()
    with pytest.raises(Conflict, match=r"document\.json was changed by somebody else"):
        mine.write(accepted(mine.document))
    assert (folder / "document.json").read_bytes() == before
    mine.write(accepted(mine.read()))
    both = archive.load(folder)
    assert {both.claim(id).status for id in ("c-fell", "c-crane")} == {"accepted"}


def test_a_record_that_was_broken_or_taken_away_meanwhile_is_left_as_it_is(folder: Path) -> None:
    reviewed, path = ReviewedRecord(folder), folder / "document.json"
    whole = path.read_bytes()
    path.write_bytes(b"{")
    with pytest.raises(Conflict):
        reviewed.write(accepted(reviewed.document))
    with pytest.raises(archive.errors.ReadError):
        reviewed.read()
    assert path.read_bytes() == b"{"
    path.write_bytes(whole)
    reviewed.write(accepted(reviewed.document))
    path.unlink()
    with pytest.raises(Conflict, match="it is gone"):
        reviewed.write(accepted(reviewed.document, "c-fell"))
    assert not path.exists()


def test_of_two_reviews_at_one_moment_none_writes_over_the_other(folder: Path) -> None:
    """Each looks and writes alone: what was written by both is there, whoever came first."""
    ids = ["c-crane", "c-fell", "c-safe", "m-17"]

    def review(own: list[str]) -> None:
        reviewed = ReviewedRecord(folder)
        for id in own:
            for _ in range(100):
                try:
                    reviewed.write(accepted(reviewed.document, id))
                    break
                except Conflict:
                    reviewed.read()

    both = [Thread(target=review, args=(own,)) for own in (ids[:2], ids[2:])]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    document = archive.load(folder)
    assert {document.get(id).status for id in ids} == {"accepted"}  # type: ignore[attr-defined]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_record_that_is_read_only_is_reported_before_anything_is_decided(folder: Path) -> None:
    (folder / "document.json").chmod(0o444)
    with pytest.raises(PermissionError):
        ReviewedRecord(folder)


@pytest.mark.slow
def test_deciding_and_writing_is_not_felt() -> None:
    """Less than 50 ms where nothing else runs; here a generous bound, in the time of the process.

    The decision page has the figures of a record of 800 kB.
    """
    document = archive.load(Path(__file__).parents[2] / "documents" / "frenemies")
    (first, *_) = archive.waiting(document)
    start = time.process_time()
    for _ in range(5):
        archive.write(review(document, Decision(first.id, "later")).document, "json")
        review(document, Decision(first.id, "reject", "No."), by="Ada")
    assert (time.process_time() - start) / 5 < 0.5
