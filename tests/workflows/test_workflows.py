"""What the commands do to files is there for every program, and says the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import archive
from archive.cli import main
from archive.errors import InvalidDocument, NotInDocument, ReadError, WriteError
from archive.files.fixity import is_intact
from archive.files.path_resolution import record_at, record_from_bytes
from archive.files.record_discovery import records_in
from archive.files.zip_file import FilesInZip, pack
from archive.io import load_result
from archive.model.captures import CaptureOrigin
from archive.model.dates import now
from archive.workflows.format import format_in_place
from archive.workflows.input_kinds import is_record
from archive.workflows.output_check import check_output
from archive.workflows.rebase import (
    captures_not_received,
    rebase_onto,
    rebase_texts,
    target_at,
    texts_refused,
)
from archive.workflows.receive import RecordPlan, id_from, id_problem, plan_records
from tests import samples
from tests.runner import runner

SMALL = samples.small()
TEXT = "Tram opens\n\nThe tram opened in May.\n"
AGAIN = TEXT.replace("May", "June")
AT = "2020-01-01T00:00:00Z"


def put(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(params=["small", "small.zip"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record in its folder, or in a zip file."""
    path: Path = tmp_path / request.param
    archive.save(SMALL, path, files={"received/small.txt": samples.RECEIVED.encode()})
    return path


@pytest.fixture(params=["", ".zip"])
def tram(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record of a plain text."""
    made = RecordPlan([put(tmp_path / "tram.txt")], "tram", tmp_path / "tram").make(received_at=AT)
    if not request.param:
        return made.folder
    files = {"received/tram.txt": TEXT.encode()}
    archive.save(archive.load(made.folder), tmp_path / "tram.zip", files=files)
    return tmp_path / "tram.zip"


# --- a text is received ---


def test_a_file_is_received_with_when_and_from_where(tmp_path: Path):
    file = put(tmp_path / "tram.txt")
    result = archive.receive(file, received_at=AT, address="https://example.org/")
    [capture] = result.document.captures
    assert (result.document.id, capture.file, capture.received_at) == (
        *("tram", "received/tram.txt"),
        AT,
    )
    assert capture.address == "https://example.org/"
    assert is_intact(capture, result.files["received/tram.txt"])
    of_bytes = archive.receive(
        TEXT.encode(), file="tram.txt", received_at=AT, address="https://example.org/"
    )
    assert of_bytes == result


def test_a_file_is_received_now_if_nobody_says_when():
    before = now()
    [capture] = archive.receive(b"A\n\nTram.").document.captures
    assert before <= (capture.received_at or "") <= now()


def test_a_name_that_no_capture_can_have_is_not_kept():
    result = archive.receive(b"A\n\nTram.", file="a:b.txt", id="a")
    assert [*result.files] == ["received/a.txt"]


def test_what_is_noticed_about_a_file_names_it(tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfA\n\nTram.")
    result = archive.receive(file)
    assert [f.location.file for f in result.findings] == [str(file)]
    with pytest.raises(InvalidDocument) as invalid:
        archive.receive(file, id="9")
    assert {f.location.file for f in invalid.value.findings} == {str(file)}
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(ReadError) as caught:
        archive.receive(file)
    assert [(f.code, f.location.file) for f in caught.value.findings] == [
        ("not-an-article", str(file))
    ]


def test_a_transcript_has_the_file_it_is_of_as_its_capture(tmp_path: Path):
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(b"%PDF-1.7 ...")
    result = archive.receive(b"A\n\nTram.", id="a", transcript_of=pdf)
    [capture] = result.document.captures
    assert (capture.file, capture.media_type) == ("received/report.pdf", "application/pdf")
    assert capture.derivation is None
    assert result.files == {"received/report.pdf": b"%PDF-1.7 ..."}
    assert {block.origin for block in result.document.text_blocks()} == {
        CaptureOrigin(capture="capture")
    }


# --- a record is started ---


def test_a_record_is_started_in_a_folder_whatever_its_name(tmp_path: Path):
    file = put(tmp_path / "tram.txt")
    for name in ("tram", "tram.zip", "tram.json"):
        started = RecordPlan([file], "tram", tmp_path / name).make(received_at=AT)
        assert started.folder == tmp_path / name
        assert (tmp_path / name / "document.json").is_file()
        assert (tmp_path / name / "received/tram.txt").read_text() == TEXT
        assert archive.load(tmp_path / name) == archive.load(started.folder)


def test_what_is_there_already_is_never_touched(tmp_path: Path):
    file = put(tmp_path / "tram.txt")
    (tmp_path / "link").symlink_to("nowhere")
    for folder in (tmp_path, file, tmp_path / "link"):
        with pytest.raises(WriteError, match=r"(exists already|is the file itself)"):
            RecordPlan([file], "tram", folder).make()
    assert {found.name for found in tmp_path.iterdir()} == {"tram.txt", "link"}


def test_files_whose_names_give_one_id_are_one_start_that_cannot_be_made(tmp_path: Path):
    files = [tmp_path / "a.txt", tmp_path / "b" / "a.txt", tmp_path / "c.txt"]
    planned = plan_records(files, tmp_path / "in")
    assert [(start.id, start.folder, start.files) for start in planned] == [
        ("a", tmp_path / "in" / "a", files[:2]),
        ("c", tmp_path / "in" / "c", files[2:]),
    ]
    with pytest.raises(WriteError, match="give the same id, a"):
        planned[0].make()


def test_a_folder_is_no_text(tmp_path: Path):
    with pytest.raises(ReadError, match="this is a folder"):
        RecordPlan([tmp_path], "a", tmp_path / "a").make()
    assert not (tmp_path / "a").exists()


def test_an_id_is_the_name_of_the_folder_or_made_of_it():
    assert id_from(Path("My text.txt")) == id_from(Path("x"), Path("My text")) == "my-text"
    assert id_from(Path("x"), Path("letters.2016")) == "letters-2016"
    assert id_from(Path("x"), Path("Letters_2016")) == "Letters_2016"
    assert id_problem("tram") is None
    assert id_problem("9 trams")


# --- a record is rebased in its place ---


def test_a_record_is_brought_to_a_text_and_written_with_it(tram: Path, tmp_path: Path):
    file = record_at(tram)
    before = archive.load(tram)
    onto = target_at(put(tmp_path / "again.txt", AGAIN))
    assert not onto.is_record
    new = onto.read(id=before.id, received_at="2021-01-01T00:00:00Z")
    rebased = rebase_onto(file, before, onto, new)
    assert not rebased.is_unchanged
    assert archive.load(tram) == before
    assert rebased.write(load_result(tram)).files == [
        file.around.where(name) for name in ("document.json", "received/again.txt")
    ]
    assert archive.load(tram) == rebased.result.document != before
    found = record_at(tram).around
    assert found.read("received/again.txt") == AGAIN.encode()
    assert found.read("received/tram.txt") == TEXT.encode()
    assert archive.validate(tram).ok


def test_a_record_is_brought_to_another_record_and_takes_its_captures(tram: Path, tmp_path: Path):
    again = put(tmp_path / "again.txt", AGAIN)
    other = RecordPlan([again], "again", tmp_path / "again").make(received_at=AT)
    before = archive.load(tram)
    for path in (other.folder, other.folder / "document.json"):
        onto = target_at(path)
        assert onto.is_record
        rebased = rebase_onto(record_at(tram), before, onto, onto.read())
        assert list(rebased.files.values()) == [AGAIN.encode()]
        assert list(captures_not_received(rebased)) == []
    put(other.folder / "received/again.txt", "damaged")
    rebased = rebase_onto(record_at(tram), before, onto, onto.read())
    assert [c.file for c in captures_not_received(rebased)] == list(rebased.files)


def test_a_record_is_brought_to_one_in_a_zip_file(tmp_path: Path, tram: Path):
    again = RecordPlan([put(tmp_path / "again.txt", AGAIN)], "again", tmp_path / "x").make()
    archive.save(
        archive.load(again.folder), tmp_path / "x.zip", files={"received/again.txt": AGAIN.encode()}
    )
    onto = target_at(tmp_path / "x.zip")
    assert onto.is_record
    rebased = rebase_onto(record_at(tram), archive.load(tram), onto, onto.read())
    assert list(rebased.files.values()) == [AGAIN.encode()]


def test_a_capture_that_lies_there_already_is_not_said_to_be_written(tram: Path, tmp_path: Path):
    file = record_at(tram)
    file.around.write({"received/again.txt": AGAIN.encode()})
    before = archive.load(tram)
    onto = target_at(put(tmp_path / "again.txt", AGAIN))
    rebased = rebase_onto(file, before, onto, onto.read(id=before.id))
    assert rebased.write(load_result(tram)).files == [file.around.where("document.json")]


def test_a_revision_alone_says_nothing_new(tram: Path):
    document = archive.load(tram)
    rebased = rebase_texts(record_at(tram), document, {})
    revision = archive.Revision(id="rev-1", at=AT)
    later = replace(rebased.result, document=document.update(revisions=(revision,)))
    assert replace(rebased, result=later).is_unchanged
    other = replace(rebased.result, document=document.update(id="other"))
    assert not replace(rebased, result=other).is_unchanged


def test_nothing_is_written_over_a_file_that_the_record_does_not_name(tram: Path, tmp_path: Path):
    record_at(tram).around.write({"received/again.txt": b"mine"})
    before = archive.load(tram)
    onto = target_at(put(tmp_path / "again.txt", AGAIN))
    rebased = rebase_onto(record_at(tram), before, onto, onto.read(id=before.id))
    with pytest.raises(WriteError, match="already exists, and the record does not name it"):
        rebased.write(load_result(tram))
    assert archive.load(tram) == before
    assert record_at(tram).around.read("received/again.txt") == b"mine"


def test_a_record_that_was_named_as_a_file_has_no_place_for_captures(tmp_path: Path):
    folder = RecordPlan([put(tmp_path / "tram.txt")], "tram", tmp_path / "tram").make().folder
    before = archive.load(folder)
    onto = target_at(put(tmp_path / "again.txt", AGAIN))
    file = record_at(folder / "document.json")
    with pytest.raises(WriteError, match="name its folder, which can hold the new capture"):
        rebase_onto(file, before, onto, onto.read(id="tram")).write(load_result(folder))
    assert archive.load(folder) == before


def test_a_text_that_is_derived_is_not_transcribed_otherwise(tram: Path):
    document, file = archive.load(tram), record_at(tram)
    block = document.text_blocks()[1]
    [finding] = texts_refused(file, document, {block.id: "The tram opened in June."})
    assert finding.code == "block-differs-from-capture"
    assert texts_refused(file, document, {block.id: block.text}) == []
    rebased = rebase_texts(file, document, {block.id: block.text})
    assert rebased.is_unchanged
    with pytest.raises(NotInDocument):
        rebase_texts(file, document, {"nothing": "x"})


# --- a record is formatted in its place ---


def test_a_record_is_formatted_where_it_lies(small: Path, monkeypatch: pytest.MonkeyPatch):
    data = record_at(small).read()
    record_at(small).write(data + b"\n")
    assert format_in_place(record_at(small), write=False).changed
    assert record_at(small).read() == data + b"\n"
    assert format_in_place(record_at(small)).changed
    assert record_at(small).read() == data
    monkeypatch.setattr(type(record_at(small)), "write", None)
    assert not format_in_place(record_at(small)).changed
    assert record_at(small).around.read("received/small.txt") == samples.RECEIVED.encode()


def test_what_cannot_be_formatted_names_its_file():
    with pytest.raises(ReadError) as caught:
        format_in_place(record_from_bytes(b"{", "-"))
    assert {f.location.file for f in caught.value.findings} == {"-"}


# --- what is not written over ---


def test_a_zip_file_in_which_a_record_lies_is_not_written_over(tmp_path: Path):
    record, other = tmp_path / "a.zip", tmp_path / "b.zip"
    record.write_bytes(pack({"small/document.tei.xml": b""}))
    other.write_bytes(pack({"a.txt": b""}))
    several = tmp_path / "d.zip"
    several.write_bytes(pack({"a/document.json": b"", "b/document.json": b""}))
    for path in (record, several):
        with pytest.raises(WriteError, match="is a record's file; choose another file"):
            check_output(path)
    for path in (other, tmp_path / "new.zip", put(tmp_path / "c.zip", "no zip"), None):
        check_output(path)


def test_no_zip_file_is_made_that_is_none(tmp_path: Path):
    for format in ("json", "tei"):
        with pytest.raises(WriteError, match=f"a zip file, not {format}; choose another file"):
            check_output(tmp_path / "new.ZIP", format)
    (tmp_path / "folder.zip").mkdir()
    check_output(tmp_path / "folder.zip", "json")


def test_what_a_record_keeps_is_not_written_over(tmp_path: Path):
    kept = SMALL.update(captures=(SMALL.captures[0].update(file="notes/small.txt"),))
    archive.save(kept, tmp_path / "b", files={"notes/small.txt": b""})
    with pytest.raises(WriteError, match="belongs to the record around it"):
        check_output(tmp_path / "b" / "notes" / "small.txt")
    archive.save(SMALL, tmp_path / "a", files={"received/small.txt": b"", "notes.md": b""})
    for path in ("a/received/small.txt", "a/received/new.txt", "a/document.json"):
        with pytest.raises(WriteError, match="choose another file"):
            check_output(tmp_path / path)
    check_output(tmp_path / "a" / "document.json", "json")
    check_output(tmp_path / "a" / "notes.md")
    with pytest.raises(WriteError, match="is an input file"):
        check_output(tmp_path / "a" / "notes.md", read=[tmp_path / "a" / "notes.md"])


# --- the commands take a record in a zip file ---


def run(*arguments: object) -> tuple[int, str, str]:
    result = runner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_every_command_takes_a_record_wherever_it_lies(small: Path, tmp_path: Path):
    assert run("validate", small)[0] == 0
    assert run("show", small)[1].encode() == archive.show(SMALL).encode()
    assert run("write", small, "--to", "json")[1].encode() == record_at(small).read()
    assert run("diff", "--exit-code", small, small)[0] == 0
    assert run("format", small)[0] == 0
    code, _, said = run("write", small, "-o", tmp_path / "a.xml")
    assert (code, said) == (0, "")
    assert archive.load(tmp_path / "a.xml") == SMALL


def test_a_record_in_a_zip_file_is_rebased_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    text = put(tmp_path / "tram.txt")
    monkeypatch.chdir(tmp_path)
    record = RecordPlan([text], "tram", Path("tram")).make(received_at=AT)
    archive.save(
        archive.load(record.folder), "tram.zip", files={"received/tram.txt": TEXT.encode()}
    )
    put(Path("again.txt"), AGAIN)
    code, _, said = run("rebase", "tram.zip", "again.txt", "--write")
    assert code == 0
    assert said.endswith("wrote tram.zip/document.json, tram.zip/received/again.txt\n")
    assert run("rebase", "tram", "again.txt", "--write")[0] == 0
    zipped = FilesInZip(Path("tram.zip"))
    assert zipped.read("received/again.txt") == AGAIN.encode()
    assert archive.load("tram.zip").text_blocks() == archive.load("tram").text_blocks()
    assert run("validate", "tram.zip")[0] == 0


def test_a_zip_file_stands_for_itself_and_a_folder_of_them_holds_no_record(tmp_path: Path):
    archive.save(SMALL, tmp_path / "a.zip", files={})
    assert records_in([tmp_path / "a.zip"]).paths == [tmp_path / "a.zip"]
    assert [f.code for f in records_in([tmp_path]).without] == ["no-record"]


@pytest.mark.parametrize("within", ["", "small/"])
def test_a_zip_file_of_a_record_is_reported_where_a_folder_is_searched(tmp_path: Path, within: str):
    zipped, other = tmp_path / "a.zip", tmp_path / "b.zip"
    zipped.write_bytes(pack({f"{within}received/a.txt": b"a", f"{within}document.json": b"{}"}))
    other.write_bytes(pack({"a.txt": b""}))
    [none] = records_in([tmp_path]).without
    assert none.hint == f"give the path of a file that is not in a record's folder: {zipped}"
    archive.save(SMALL, tmp_path / "small", files={})
    assert records_in([tmp_path]).loose == [zipped]
    assert records_in([tmp_path, zipped]).loose == []


def test_a_zip_file_of_a_record_stands_for_itself_in_the_folder_of_another(tmp_path: Path):
    archive.save(SMALL, tmp_path / "small", files={})
    zipped, other = tmp_path / "small" / "a.zip", tmp_path / "small" / "b.zip"
    zipped.write_bytes(pack({"document.json": b"{}"}))
    other.write_bytes(pack({"a.txt": b""}))
    assert records_in([zipped, other], is_record=is_record).paths == [zipped, tmp_path / "small"]
