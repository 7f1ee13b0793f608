"""Commands that write a record write it only if it is what they read; the other is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import archive
from archive.cli import main
from archive.files.path_resolution import RecordFile
from archive.files.zip_file import pack
from tests.runner import run
from tests.tools.cases import each_case
from tests.two_writers import ACTS, base, effects, put_record

CHANGE: Mapping[str, tuple[object, ...]] = {
    "add": ("add", "sheet.csv", "--to", "RECORD"),
    "propose": ("propose", "RECORD"),
    "review": ("review", "RECORD", "--decide", "decisions.json", "--by", "Ada"),
    "rebase": ("rebase", "RECORD", "again.txt", "--write", "--no-pager"),
    "format": ("format", "RECORD"),
    "write": ("write", "RECORD", "--to", "json", "-o", "RECORD/document.json"),
}
"""The commands that change a record where it lies."""
MAKE = frozenset({"receive"})
"""Those that make one."""
READ = frozenset(
    {"sheet", "validate", "show", "view", "diff", "explain", "schema"},
)
"""Those that write none."""
CHECK = frozenset({"check-sources"})
"""Those that write what they found, if that is wished: tests/test_cli_check_sources.py."""
KEEP = frozenset({"store", "search", "corpus"})
"""Those that keep many records: `tests/store` and `tests/corpus` are about them."""
INPUTS = {
    "sheet.csv": "words,restatement,kind\nSalt did no harm,Salt did none.,descriptive\n",
    "decisions.json": '[{"id": "c-0", "decision": "accept"}]',
    "again.txt": "The bridge at Halden\n\nThe bridge was closed again.\n",
}
PLACES = ("bridge", "bridge.zip", "bridge.json", "bridge.tei.xml", "only-tei")


def test_every_command_is_known_to_write_a_record_or_not_to() -> None:
    kinds = (CHANGE, MAKE, READ, CHECK, KEEP)
    assert sorted(name for kind in kinds for name in kind) == sorted(main.commands)
    assert set(ACTS) - {"save"} == set(CHANGE) - {"write"}, "they all write at once, too"


def cases() -> list[tuple[str, str]]:
    pairs = [(command, place) for command in CHANGE for place in PLACES]
    alone, tei = ("bridge.json", "bridge.tei.xml"), ("bridge.tei.xml", "only-tei")
    without = {
        *(("rebase", place) for place in alone),  # a file has no place for captures
        *(("format", place) for place in tei),
        *(("write", place) for place in PLACES if place != "bridge"),
    }
    return [pair for pair in pairs if pair not in without]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in INPUTS.items():
        Path(name).write_text(text, "utf-8")
    return tmp_path


def put(name: str) -> Path:
    """A record at a place: in a folder, in a zip file, a file by itself, TEI alone in its folder."""
    place = Path(name)
    document, files = base()
    if name == "only-tei":
        archive.save(document, place, files=files)
        (place / "document.json").unlink()
        archive.save(document, place / "document.tei.xml")
    elif name.endswith(".xml"):
        archive.save(document, place)
    else:
        put_record(place)
    return place


def file_of(place: Path) -> Path:
    """The file that is exchanged when the record there is written."""
    names = ("document.json", "document.tei.xml")
    return next((place / name for name in names if (place / name).exists()), place)


def changed(place: Path) -> None:
    document = archive.load(place).add(archive.Agent(id="agent-else", name="Else"))
    archive.save(document, file_of(place) if place.is_dir() else place)


def half(place: Path) -> None:
    if place.suffix == ".zip":
        place.write_bytes(pack({"document.json": b"{"}))
    else:
        file_of(place).write_bytes(b"{" if "tei" not in file_of(place).name else b"<TEI")


def gone(place: Path) -> None:
    file_of(place).unlink()


def restyled(place: Path) -> None:
    document = archive.load(place)
    data = archive.write(document, "json").data + b"\n"
    place.write_bytes(pack({**base()[1], "document.json": data}))


def after_reading(
    monkeypatch: pytest.MonkeyPatch, place: Path, change: Callable[[Path], None], reads: int = 1
) -> None:
    """Let somebody else change a record as soon as a command has read it so many times."""
    read = RecordFile.read
    left = iter(range(reads - 1, -1, -1))

    def read_and_change(file: RecordFile) -> bytes:
        data = read(file)
        if next(left) == 0:
            monkeypatch.setattr(RecordFile, "read", read)
            change(place)
        return data

    monkeypatch.setattr(RecordFile, "read", read_and_change)


def everything(folder: Path) -> Mapping[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed, "what they changed:\nbridge: 1 difference (record 1)\n\nRecord\n"),
        (half, "its new content cannot be read:\n"),
        (gone, "it is gone\n"),
    ],
    ids=["changed", "half", "gone"],
)
@pytest.mark.parametrize(("command", "name"), cases())
def test_a_record_that_somebody_else_has_written_is_left_and_the_change_is_shown(
    command: str,
    name: str,
    change: Callable[[Path], None],
    said: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = put(name)
    left: list[Mapping[str, bytes]] = []

    def change_and_look(place: Path) -> None:
        change(place)
        left.append(everything(here))

    # `convert` reads it once before, to see what files it keeps.
    after_reading(monkeypatch, place, change_and_look, 2 if command == "write" else 1)
    told = run(*(str(word).replace("RECORD", name) for word in CHANGE[command]))
    assert told.exit_code == 2, told.stderr
    [first] = [line for line in told.stderr.split("\n") if line.startswith("archive: ")]
    where = file_of(place) if name != "bridge.zip" else place / "document.json"
    if place.is_dir() and change is gone:
        where = place / "document.json"
    assert first == (
        f"archive: conflict: {where} was changed by somebody else in the meantime; nothing was written"
    )
    assert f"{first}\n{said}" in told.stderr
    assert ("agent-else added: Else" in told.stderr) is (change is changed)
    assert "Traceback" not in told.output
    assert [everything(here)] == left, "nothing was written, and the input is as it was"


@each_case("command", CHANGE)
def test_a_record_that_nobody_else_writes_is_written(command: str) -> None:
    place = put("bridge")
    before = everything(place)
    told = run(*(str(word).replace("RECORD", "bridge") for word in CHANGE[command]))
    assert told.exit_code == 0, told.stderr
    assert everything(place) != before
    assert archive.validate(place).ok


def test_long_differences_are_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    place = put("bridge")

    def many(place: Path) -> None:
        document = archive.load(place)
        agents = (archive.Agent(id=f"a-{n}", name=f"Agent {n}") for n in range(99))
        archive.save(document.add(*agents), place)

    after_reading(monkeypatch, place, many)
    told = run("propose", place)
    assert told.exit_code == 2
    assert told.stderr.endswith("  a-19 added: Agent 19\n... and 79 lines more\n")


def test_other_bytes_that_say_the_same_are_not_written_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = put("bridge.zip")
    after_reading(monkeypatch, place, restyled)
    told = run("propose", place)
    assert told.exit_code == 2
    assert told.stderr.endswith("its new content is the same, written in other bytes\n")


def test_a_zip_file_that_is_none_any_more_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    place = put("bridge.zip")

    def break_off(place: Path) -> None:
        place.write_bytes(b"PK")

    after_reading(monkeypatch, place, break_off)
    told = run("propose", place)
    assert told.exit_code == 2
    assert (
        "archive: conflict: bridge.zip/document.json was changed by somebody else in the meantime"
        in told.stderr
    )
    assert "its new content cannot be read:\nbridge.zip: error[file-unreadable]" in told.stderr
    assert place.read_bytes() == b"PK"


def test_the_published_tei_is_that_of_the_record_that_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = put("bridge")
    words = ("write", place, "--to", "tei", "-o", place / "document.tei.xml")
    after_reading(monkeypatch, place, changed)
    assert run(*words).exit_code == 2
    assert not (place / "document.tei.xml").exists()
    assert run(*words).exit_code == 0
    assert archive.load(place / "document.tei.xml") == archive.load(place)


def test_a_record_is_converted_to_another_file_though_somebody_writes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = put("bridge")
    after_reading(monkeypatch, place, changed)
    assert run("write", place, "--to", "json", "-o", "other.json").exit_code == 0
    assert archive.load("other.json") == base()[0]


def test_of_several_records_the_others_are_formatted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        put_record(Path(name))
    after_reading(monkeypatch, Path("a"), changed)
    told = run("format", "a", "b")
    assert told.exit_code == 2
    assert told.stderr.startswith(
        "archive: conflict: a/document.json was changed by somebody else in the meantime"
    )
    assert told.stderr.endswith("2 records: 1 formatted, 1 not formatted\n")


def test_a_folder_that_is_made_meanwhile_is_not_written_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receive = archive.io.receive

    def receive_and_make(*args: object, **options: object) -> archive.ReadResult:
        result = receive(*args, **options)  # type: ignore[arg-type]
        put_record(Path("made"))
        return result

    monkeypatch.setattr(archive.io, "receive", receive_and_make)
    told = run("receive", "again.txt", "-o", "made")
    assert told.exit_code == 2
    assert told.stderr == (
        "archive: conflict: made/document.json was made by somebody else in the meantime; "
        "nothing was written\n"
    )
    assert effects(Path("made"), archive.load("made")) == set()
    assert archive.load("made") == base()[0]
    assert [path.name for path in Path("made/received").iterdir()] == ["bridge.txt"]
