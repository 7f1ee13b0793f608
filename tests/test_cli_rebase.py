"""`archive rebase`: what it prints, what it writes, and when it writes nothing at all."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import archive
from archive import Claim
from archive.files import atomic_write
from archive.files.manifest import MANIFEST, faults_in
from archive.model.document import SCHEMA_VERSION
from archive.view.rebase_page import outcomes_page
from tests import samples
from tests.test_cli import names, on_terminal, run, save
from tests.tools.cases import each_case

NEW = samples.RECEIVED.replace("by 10%", "by 11%").replace("According to", "As told by")
"""The text of `small()` as it was received again; a claim and its cue have other words in it."""
OTHER = """Onions in butter

Take two onions, slice them thinly, and fry them slowly until they are brown.

Serve with bread and a glass of cider, cold from the cellar.
"""
NOTHING_WRITTEN = "nothing was written; --write writes the record\n"
MENDED = samples.SENTENCE.replace("10%", "11%")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return save(samples.small(), tmp_path)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """The text as it was received again."""
    return written(tmp_path / "again.txt", NEW)


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A record in one file, without what it was received as."""
    path = tmp_path / "alone" / "small.json"
    archive.save(samples.small(), path)
    return path


@pytest.fixture
def again(tmp_path: Path) -> Path:
    """A record of the new text, in its folder."""
    path = tmp_path / "again"
    read = archive.read(NEW.encode(), "text", id="again", file="received/again.txt")
    archive.save(read.document, path, files=read.files)
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def state(path: Path) -> dict[str, tuple[bytes | None, int, int]]:
    """The bytes, times and permissions of everything under a path, and of itself."""
    return {
        str(found): (
            found.read_bytes() if found.is_file() else None,
            found.stat().st_mtime_ns,
            found.lstat().st_mode,
        )
        for found in (path, *path.rglob("*"))
    }


def expected(text: str = NEW) -> archive.Rebase:
    """What the library makes of it."""
    new = archive.read(text.encode(), "text", id="small", file="received/again.txt").document
    old = samples.small()
    received = old.captures[0]
    again = archive.read(samples.RECEIVED.encode(), "text", id="small", file=received.file).document
    return archive.rebase(old, onto=new, read_again=again)


# --- looking ---


def test_without_write_the_outcomes_are_shown_and_nothing_is_written(
    small: Path, text: Path, tmp_path: Path
) -> None:
    before = state(tmp_path)
    result = run("rebase", small, text)
    assert result.exit_code == 0
    assert result.stdout == outcomes_page(expected(), width=80)
    assert result.stdout.startswith(
        "Headline, byline, date: unchanged.\n1 sentence changed.\n\n2 anchors: 2 altered\n"
    )
    assert result.stderr == NOTHING_WRITTEN
    assert state(tmp_path) == before


def test_moved_anchors_are_listed_when_all_are_asked_for(small: Path, tmp_path: Path) -> None:
    new = samples.RECEIVED.replace("According to", "Thus, according to")
    text = written(tmp_path / "moved.txt", new)
    few, every = run("rebase", small, text).stdout, run("rebase", small, text, "--all").stdout
    assert few == outcomes_page(expected(new), width=80)
    assert every == outcomes_page(expected(new), width=80, everything=True)
    assert "\nmoved\n" not in few
    assert "\nmoved\n" in every


@pytest.mark.parametrize("options", [[], ["--all"]])
def test_outcomes_as_json(options: list[str], small: Path, text: Path, tmp_path: Path) -> None:
    before = state(tmp_path)
    result = run("rebase", small, text, "--format", "json", *options)
    assert (result.exit_code, result.stderr) == (0, NOTHING_WRITTEN)
    assert json.loads(result.stdout) == json.loads(expected().to_json())
    assert state(tmp_path) == before


def test_a_terminal_gives_width_and_styles(
    small: Path, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)
    page = outcomes_page(expected(), width=60, styled=True)
    assert on_terminal("rebase", small, text) == page + NOTHING_WRITTEN
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "7")
    page = outcomes_page(expected(), width=40)
    assert on_terminal("rebase", small, text) == page + NOTHING_WRITTEN


def test_the_new_text_may_be_in_another_encoding_and_have_a_block_a_line(
    small: Path, tmp_path: Path
) -> None:
    text = tmp_path / "again.txt"
    received = NEW.replace("\n\n", "\n") + "Voilà.\n"
    text.write_bytes(received.encode("windows-1252"))
    refused = run("rebase", small, text)
    assert refused.exit_code == 1
    assert f"{text}:3:17: error[not-utf-8]" in refused.stderr
    options = ("--encoding", "windows-1252", "--paragraphs", "line")
    assert run("rebase", small, text, *options, "--write").exit_code == 0
    document = archive.load(small)
    assert document.captures[-1].media_type == "text/plain;charset=windows-1252"
    assert [block.text for block in document.text_blocks()] == received.split("\n")[:-1]
    assert run("validate", small).exit_code == 0


@pytest.mark.parametrize(
    "option", [("--encoding", "utf-8"), ("--paragraphs", "line"), ("--plain",)], ids="".join
)
def test_options_of_a_plain_text_are_refused_where_there_is_none(
    option: tuple[str, ...], small: Path
) -> None:
    of_record = run("rebase", small, small, *option)
    assert of_record.exit_code == 2
    assert (
        f"{option[0]} is only for a file that is received, but {small} is a record"
        in of_record.stderr
    )
    of_block = run("rebase", small, "--text", "p-1", "New.", *option)
    assert of_block.exit_code == 2
    assert (
        f"{option[0]} is only for a file that is received, but --text names none" in of_block.stderr
    )


def test_a_text_can_be_rebased_onto_with_the_file_that_it_is_of(
    small: Path, tmp_path: Path
) -> None:
    text = written(tmp_path / "again.txt", NEW)
    scan = written(tmp_path / "again.pdf", "%PDF-1.4 ...")
    assert run("rebase", small, text, "--from", scan, "--write").exit_code == 0
    document = archive.load(small)
    assert [capture.file for capture in document.captures][-1] == "received/again.pdf"
    assert {block.origin.type for block in document.text_blocks() if block.origin} >= {"capture"}


def test_a_file_without_an_article_is_none_to_rebase_onto(small: Path, tmp_path: Path) -> None:
    text = written(tmp_path / "again.txt", "%PDF-1.4 ...")
    result = run("rebase", small, text)
    assert result.exit_code == 1
    assert f"{text}: error[not-an-article]: this is a PDF" in result.stderr


def test_what_was_noticed_is_reported_beside_the_page(small: Path, tmp_path: Path) -> None:
    text = tmp_path / "bom.txt"
    text.write_bytes(b"\xef\xbb\xbf" + NEW.encode())
    result = run("rebase", small, text)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0].startswith(f"{text}:1:1: warning[byte-order-mark]")
    assert "warning" not in result.stdout


def test_a_text_cannot_steer_the_terminal(small: Path, tmp_path: Path) -> None:
    text = written(tmp_path / "evil.txt", NEW.replace("11%", "11\x9b31m%\u202e"))
    result = run("rebase", small, text)
    assert result.exit_code == 0
    assert "<U+009B>31m" in result.stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.output)


# --- writing ---


def test_write_brings_the_new_capture_and_the_record_validates(small: Path, text: Path) -> None:
    before = (small / "received" / "small.txt").read_bytes()
    result = run("rebase", small, text, "--write")
    brought = small / "received" / "again.txt"
    assert result.exit_code == 0
    assert result.stderr == f"wrote {small / 'document.json'}, {brought}\n"
    assert result.stdout == outcomes_page(expected(), width=80)
    assert names(small) == ["document.json", MANIFEST, "received"]
    assert not faults_in(small)
    assert names(small / "received") == ["again.txt", "small.txt"]
    assert (small / "received" / "again.txt").read_bytes() == NEW.encode()
    assert (small / "received" / "small.txt").read_bytes() == before
    document = archive.load(small)
    assert [block.text for block in document.text_blocks()] == NEW[:-1].split("\n\n")
    first, second = document.captures
    assert first == samples.small().captures[0].update(derivation=None)
    assert (second.file, second.derivation) == ("received/again.txt", "verbatim-1")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", second.received_at or "")
    first, revision = document.revisions
    assert (first,) == samples.small().revisions
    assert (revision.at, revision.by, revision.parts) == (second.received_at, None, ("claim-1",))
    assert document.claim("claim-1").status == "proposed"
    assert run("validate", small).exit_code == 0


def test_what_is_written_is_what_the_library_makes(small: Path, text: Path) -> None:
    assert run("rebase", small, text, "--write").exit_code == 0
    document = archive.load(small)
    now = document.revisions[-1].at
    onto = archive.read(NEW.encode(), "text", id="small", file="received/again.txt").document
    onto = onto.replace(onto.captures[0].update(received_at=now))
    assert document == archive.rebase(samples.small(), onto=onto, at=now).document


def test_outcomes_as_json_are_written_beside_the_record_not_instead(
    small: Path, text: Path
) -> None:
    result = run("rebase", small, text, "--format", "json", "--write")
    assert result.exit_code == 0
    assert result.stderr.startswith("wrote ")
    assert json.loads(result.stdout) == json.loads(expected().to_json())
    assert len(archive.load(small).captures) == 2


@pytest.mark.parametrize("name", ["", "document.json"])
def test_a_record_of_the_new_text_will_do_as_well(name: str, small: Path, again: Path) -> None:
    before = state(again)
    result = run("rebase", small, again / name, "--write")
    assert result.exit_code == 0
    assert result.stderr.startswith("wrote ")
    assert (small / "received" / "again.txt").read_bytes() == NEW.encode()
    assert archive.load(small).id == "small"
    assert [capture.file for capture in archive.load(small).captures] == [
        "received/small.txt",
        "received/again.txt",
    ]
    assert run("validate", small).exit_code == 0
    assert state(again) == before


def test_statements_of_the_other_record_are_reported_to_stay_behind(
    small: Path, again: Path
) -> None:
    document = archive.load(again)
    claim = Claim(
        id="own", anchors=(document.anchor("11%"),), restatement="It fell.", kind="descriptive"
    )
    archive.save(document.add(claim), again)
    result = run("rebase", small, again, "--write")
    assert result.exit_code == 0
    assert "note[statements-left-behind]: again has its own statements" in result.stderr
    assert [claim.id for claim in archive.load(small).claims] == ["claim-1"]


def test_a_file_name_that_the_record_has_is_not_used_again(small: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    text = written(tmp_path / "new" / "small.txt", NEW)
    assert run("rebase", small, text, "--write").exit_code == 0
    assert (small / "received" / "small.txt").read_bytes() == samples.RECEIVED.encode()
    assert (small / "received" / "small-2.txt").read_bytes() == NEW.encode()
    assert run("validate", small).exit_code == 0


def test_the_text_may_lie_in_the_folder_already(small: Path) -> None:
    text = written(small / "received" / "again.txt", NEW)
    assert run("rebase", small, text, "--write").exit_code == 0
    assert names(small / "received") == ["again.txt", "small.txt"]
    assert text.read_bytes() == NEW.encode()
    assert run("validate", small).exit_code == 0


def test_a_file_that_lies_in_the_folder_is_not_overwritten(small: Path, text: Path) -> None:
    mine = written(small / "received" / "again.txt", "My only copy of something else.")
    run("rebase", small, text, "--write")
    assert mine.read_text("utf-8") == "My only copy of something else."


NOTHING_TO_DECIDE = (
    "Headline, byline, date: unchanged.\nNo word of the article changed.\n\n"
    "2 anchors: 2 unchanged\nThere is nothing to decide.\n"
)
NOTHING_CHANGED = "nothing has changed, and nothing was written\n"


def test_the_same_bytes_bring_no_second_capture_and_no_revision(
    small: Path, tmp_path: Path
) -> None:
    text = written(tmp_path / "same.txt", samples.RECEIVED)
    before = state(small)
    result = run("rebase", small, text, "--write", "--by", "editor")
    assert (result.exit_code, result.stdout) == (0, NOTHING_TO_DECIDE)
    assert result.stderr == NOTHING_CHANGED
    assert state(small) == before


def test_a_rebase_that_is_repeated_changes_nothing(small: Path, text: Path) -> None:
    assert run("rebase", small, text, "--write").stderr.startswith("wrote ")
    before = state(small)
    assert run("rebase", small, text, "--write").stderr == NOTHING_CHANGED
    assert state(small) == before


def test_the_agent_stands_in_the_history_and_in_the_revision(small: Path, text: Path) -> None:
    assert run("rebase", small, text, "--write", "--by", "editor").exit_code == 0
    document = archive.load(small)
    [change], [_, revision] = document.claims[0].history, document.revisions
    assert (change.status, change.revision) == ("proposed", revision.id)
    assert [(former.stretch, former.exact) for former in change.former] == [
        ("/anchors/0", samples.small().claims[0].anchors[0].exact),
        ("/attribution/0/cue/0", "According to the Council"),
    ]
    assert (revision.id, revision.by) == ("rev-2", "editor")


@pytest.mark.parametrize("by", ["Ada Archer", "editor", "A. N. Editor"])
def test_who_is_no_agent_yet_becomes_one_as_in_a_review(by: str, small: Path, text: Path) -> None:
    before = archive.load(small)
    assert run("rebase", small, text, "--write", "--by", by).exit_code == 0
    document = archive.load(small)
    agent = document.agent(document.revisions[-1].by or "")
    assert by in (agent.id, agent.name)
    assert (agent in before.agents) == (by != "Ada Archer")
    assert [one for one in document.agents if one != agent] == [
        one for one in before.agents if one != agent
    ]


def test_who_does_nothing_becomes_no_agent(small: Path, tmp_path: Path) -> None:
    same = written(tmp_path / "same.txt", samples.RECEIVED)
    before = state(tmp_path)
    result = run("rebase", small, same, "--write", "--by", "Ada Archer")
    assert (result.exit_code, result.stderr) == (0, NOTHING_CHANGED)
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("council", "'council' is an organisation, not an agent"),
        ("p-1", "'p-1' is a paragraph, not an agent"),
    ],
)
def test_who_is_no_agent_of_the_record_can_do_nothing(
    by: str, told: str, small: Path, text: Path, tmp_path: Path
) -> None:
    before = state(tmp_path)
    result = run("rebase", small, text, "--write", "--by", by)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"archive: {told}\n"
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--text-number", "3", "--text-number is for tei-of-others, jats, warc, wacz"),
        ("--paragraphs", "line", ""),
    ],
)
def test_an_option_that_the_file_does_not_take_is_named_as_it_was_written(
    option: str, value: str, told: str, small: Path, text: Path
) -> None:
    result = run("rebase", small, text, option, value)
    assert (result.exit_code == 2) == bool(told)
    if told:
        takes = "--encoding, --paragraphs, --plain"
        assert f"Error: {told}; the file is read as text, which accepts {takes}" in result.stderr


# --- other text for blocks ---


def test_texts_are_given_by_their_blocks(alone: Path, tmp_path: Path) -> None:
    tail = samples.TAIL.replace("want", "wanted")
    before = state(tmp_path)
    options = ["--text", "p-1", MENDED, "--text", "p-2", tail]
    result = run("rebase", alone, *options)
    made = archive.with_text(samples.small(), {"p-1": MENDED, "p-2": tail})
    assert (result.exit_code, result.stdout) == (0, outcomes_page(made, width=80))
    assert result.stderr.endswith(NOTHING_WRITTEN)
    assert state(tmp_path) == before
    assert run("rebase", alone, *options, "--by", "editor", "--write").exit_code == 0
    document = archive.load(alone)
    assert [block.text for block in document.text_blocks()] == [samples.HEADING, MENDED, tail]
    assert document.captures == samples.small().captures
    [_, revision] = document.revisions
    assert revision.by == "editor"
    assert revision.summary == "Corrected the transcription of p-1, p-2: 1 unchanged, 1 altered"
    assert names(alone.parent) == ["small.json"]


@pytest.mark.parametrize("named", ["small", "small/document.json"])
@pytest.mark.parametrize("text", [MENDED, f"{samples.SENTENCE} Nobody knows why."])
def test_a_text_that_is_derived_cannot_have_been_transcribed_wrongly(
    named: str, text: str, small: Path, tmp_path: Path
) -> None:
    before = state(tmp_path)
    result = run("rebase", tmp_path / named, "--text", "p-1", text, "--write")
    assert (result.exit_code, result.stdout) == (1, "")
    said = "error[block-differs-from-capture]: /sections/0/blocks/1/text: p-1 is derived from a capture"
    assert said in result.stderr
    assert (
        'rebase onto the new text; if the author made an error, add a "correction"' in result.stderr
    )
    assert state(tmp_path) == before


def test_a_derived_text_that_was_edited_is_given_back_as_it_was_received(small: Path) -> None:
    record = small / "document.json"
    raw = json.loads(record.read_text("utf-8"))
    raw["sections"][0]["blocks"][2]["text"] = samples.TAIL.replace("want", "need")
    record.write_text(json.dumps(raw), "utf-8")
    assert [f.code for f in archive.validate(small).errors] == ["block-differs-from-capture"]
    assert run("rebase", small, "--text", "p-2", samples.TAIL, "--write").exit_code == 0
    assert archive.validate(small).ok


def test_what_the_hint_says_of_an_edited_block_mends_the_record(small: Path, text: Path) -> None:
    record = small / "document.json"
    raw = json.loads(record.read_text("utf-8"))
    raw["sections"][0]["blocks"][1]["text"] = MENDED
    record.write_text(json.dumps(raw), "utf-8")
    (edited,) = archive.validate(small).errors
    assert edited.code == "block-edited"
    assert edited.hint == (
        "restore the text as it is in received/small.txt; after that, rebase onto the new text if "
        'the publisher has changed it, or add a "correction" if the author made an error'
    )
    raw["sections"][0]["blocks"][1]["text"] = samples.SENTENCE
    record.write_text(json.dumps(raw), "utf-8")
    assert archive.validate(small).ok
    assert run("rebase", small, text, "--write").exit_code == 0
    assert archive.load(small).block("p-1").text != samples.SENTENCE
    assert archive.validate(small).ok


@pytest.mark.parametrize("text", ["", " "])
@pytest.mark.parametrize("place", ["small", "alone/small.json"])
def test_a_block_gets_no_text_without_words(
    text: str, place: str, small: Path, alone: Path, tmp_path: Path
) -> None:
    before = state(tmp_path)
    result = run("rebase", tmp_path / place, "--text", "p-1", text, "--write")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--text has no words for p-1" in result.stderr
    assert state(tmp_path) == before


def test_a_text_too_long_for_its_place_is_reported(alone: Path) -> None:
    result = run("rebase", alone, "--text", "p-1", f"{samples.SENTENCE} Nobody knows why.")
    assert result.exit_code == 0
    assert "warning[origin-lost]: /sections/0/blocks/1: p-1 " in result.stderr


@each_case("name", ["small.json", "small.xml", "small"])
def test_a_record_in_one_file_keeps_its_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    format = "tei" if name == "small.xml" else "json"
    archive.save(samples.small(), path, format)
    path.chmod(0o640)
    result = run("rebase", path, "--text", "p-1", MENDED, "--write")
    assert (result.exit_code, result.stderr) == (0, f"wrote {path}\n")
    document = archive.read(path.read_bytes(), format).document
    assert document.block("p-1").text == MENDED
    assert names(tmp_path) == [name]
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("block", "text", "code", "said"),
    [
        ("p-9", "Text.", 2, "archive: the document has no part with the id 'p-9'"),
        ("s-1", "Text.", 2, "archive: 's-1' is a section, not a text block"),
        ("p-1", "a\x01b", 1, "error[characters-xml-cannot-carry]: /sections/0/blocks/1/text"),
    ],
)
def test_other_text_that_cannot_be_is_refused(
    block: str, text: str, code: int, said: str, alone: Path, tmp_path: Path
) -> None:
    before = state(tmp_path)
    result = run("rebase", alone, "--text", block, text, "--write")
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert state(tmp_path) == before


# --- refusing ---


@pytest.mark.parametrize("write", [[], ["--write"]])
@pytest.mark.parametrize("format", ["text", "json"])
def test_an_unrelated_article_is_an_error_and_nothing_is_written(
    format: str, write: list[str], small: Path, tmp_path: Path
) -> None:
    text = written(tmp_path / "other.txt", OTHER)
    before = state(tmp_path)
    result = run("rebase", small, text, "--format", format, *write)
    assert result.exit_code == 1
    said = "error[texts-unrelated]: other.txt has hardly a sentence in common with small"
    assert said in result.stderr
    assert ("archive: nothing was written" in result.stderr) == bool(write)
    if format == "json":
        told = json.loads(result.stdout)
        assert [finding["code"] for finding in told["findings"]] == ["texts-unrelated"]
        assert told["counts"]["orphaned"] == 2
    else:
        assert result.stdout.startswith("2 anchors: 2 orphaned\n")
    assert state(tmp_path) == before


def test_a_record_in_one_file_has_no_place_for_a_capture(
    alone: Path, small: Path, text: Path, tmp_path: Path
) -> None:
    before = state(tmp_path)
    for path in (alone, small / "document.json"):
        result = run("rebase", path, text, "--write")
        assert result.exit_code == 2
        assert f"archive: {path} is a single file; name its folder" in result.stderr
    assert state(tmp_path) == before
    assert run("rebase", alone, text).exit_code == 0


def test_a_record_in_one_file_can_be_rebased_onto_what_it_was_received_as(
    alone: Path, tmp_path: Path
) -> None:
    text = written(tmp_path / "same.txt", samples.RECEIVED)
    result = run("rebase", alone, text, "--write")
    assert (result.exit_code, result.stderr) == (0, NOTHING_CHANGED)
    assert names(alone.parent) == ["small.json"]


@pytest.mark.parametrize(
    "more",
    [[], ["{text}", "--text", "p-1", "Text."], ["{text}", "{text}"], ["--text", "p-1"]],
    ids=["neither", "both", "two", "half"],
)
def test_either_a_new_text_or_texts_of_blocks_are_named(
    more: list[str], small: Path, text: Path, tmp_path: Path
) -> None:
    before = state(tmp_path)
    result = run("rebase", "--write", small, *(one.format(text=text) for one in more))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr
    assert state(tmp_path) == before


@pytest.mark.parametrize("missing", ["record", "text", "folder", "capture"])
def test_what_is_not_there_is_reported(
    missing: str, small: Path, text: Path, again: Path, tmp_path: Path
) -> None:
    gone = {
        "record": tmp_path / "nothing",
        "text": tmp_path / "nothing.txt",
        "folder": tmp_path / "nothing",
        "capture": again / "received" / "again.txt",
    }[missing]
    gone.unlink(missing_ok=True)
    before = state(tmp_path)
    arguments = {"record": (gone, text), "capture": (small, again)}.get(missing, (small, gone))
    result = run("rebase", *arguments, "--write")
    assert result.exit_code == 2
    assert f"{gone}: error[no-such-file]: there is no such file" in result.stderr
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [(b" \n", "no-text"), (b"caf\xe9 and more", "not-utf-8"), (b"a\x01", "characters-xml-cannot")],
)
def test_a_text_that_is_none_is_refused_with_its_name(
    data: bytes, code: str, small: Path, tmp_path: Path
) -> None:
    text = tmp_path / "bad.txt"
    text.write_bytes(data)
    before = state(tmp_path)
    result = run("rebase", small, text, "--write")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{text}:")
    assert f"error[{code}" in result.stderr
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.tex", f"\\documentclass{{article}}\n{NEW}"),
        ("scan.pdf", "%PDF-1.4 ..."),
    ],
)
def test_what_is_neither_article_nor_record_is_refused_as_new_refuses_it(
    name: str, text: str, small: Path, tmp_path: Path
) -> None:
    file = written(tmp_path / name, text)
    result = run("rebase", small, file, "--write")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{file}: error[not-an-article]" in result.stderr
    assert result.stderr == run("receive", file, "-o", tmp_path / "x").stderr


@pytest.mark.parametrize("name", ["again", "again.text", "2016.05.01"])
def test_a_text_may_have_any_name(name: str, small: Path, tmp_path: Path) -> None:
    result = run("rebase", small, written(tmp_path / name, NEW))
    assert (result.exit_code, result.stdout) == (0, outcomes_page(expected(), width=80))


def test_a_record_of_a_newer_version_is_shown_and_not_written(tmp_path: Path, text: Path) -> None:
    path = save(samples.small(), tmp_path)
    record = path / "document.json"
    record.write_bytes(record.read_bytes().replace(f'"{SCHEMA_VERSION}"'.encode(), b'"1.99"'))
    assert run("rebase", path, text).exit_code == 0
    before = state(tmp_path)
    result = run("rebase", path, text, "--write")
    assert result.exit_code == 2
    assert "update archive" in result.stderr
    assert state(tmp_path) == before


def test_a_capture_that_is_damaged_is_not_brought(small: Path, again: Path, tmp_path: Path) -> None:
    written(again / "received" / "again.txt", NEW.replace("11%", "12%"))
    before = state(tmp_path)
    result = run("rebase", small, again, "--write")
    assert result.exit_code != 0
    assert "again.txt" in result.stderr
    assert state(tmp_path) == before


# --- whole or not at all ---


def test_a_failed_write_leaves_the_old_record_and_nothing_beside_it(
    small: Path, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in small.rglob("*.*")}

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        result = run("rebase", small, text, "--write")
    assert result.exit_code == 2
    assert result.stderr == f"archive: cannot write {small}: No space left on device\n"
    assert {path: path.read_bytes() for path in small.rglob("*.*")} == before


def test_a_record_that_cannot_be_written_is_whole_beside_its_new_capture(
    small: Path, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place = atomic_write.Staged.put_in_place

    def fail(staged: atomic_write.Staged) -> None:
        if staged.path.name == "document.json":
            raise OSError(errno.EIO, "Input/output error", str(staged.path))
        put_in_place(staged)

    with monkeypatch.context() as patch:
        patch.setattr(atomic_write.Staged, "put_in_place", fail)
        result = run("rebase", small, text, "--write")
    assert result.exit_code == 2
    assert result.stderr == f"archive: cannot write {small / 'document.json'}: Input/output error\n"
    assert archive.load(small) == samples.small()
    assert archive.validate(small).ok
    assert not faults_in(small)
    assert run("rebase", small, text, "--write").exit_code == 0
    assert archive.validate(small).ok


def test_a_failed_write_leaves_a_record_in_one_file_as_it_was(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = alone.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "replace", fail)
    result = run("rebase", alone, "--text", "p-1", MENDED, "--write")
    assert (result.exit_code, result.stderr) == (
        2,
        f"archive: cannot write {alone}: Read-only file system\n",
    )
    assert alone.read_bytes() == before
    assert names(alone.parent) == ["small.json"]


def in_folder(small: Path, alone: Path) -> tuple[Path, Path]:
    return small, small / "document.json"


def in_one_file(small: Path, alone: Path) -> tuple[Path, Path]:
    return alone, alone


Place = Callable[[Path, Path], tuple[Path, Path]]


@pytest.mark.parametrize("place", [in_folder, in_one_file])
def test_a_record_that_is_read_only_is_left_alone(
    place: Place, small: Path, alone: Path, text: Path
) -> None:
    named, file = place(small, alone)
    before = file.read_bytes()
    file.chmod(0o444)
    how = [text] if named.is_dir() else ["--text", "p-1", MENDED]
    result = run("rebase", named, *how, "--write")
    assert result.exit_code == 2
    assert result.stderr == f"archive: cannot write {file}: the file is read-only\n"
    assert file.read_bytes() == before


def test_a_record_that_is_read_only_can_be_looked_at(small: Path, text: Path) -> None:
    (small / "document.json").chmod(0o444)
    assert run("rebase", small, text).exit_code == 0


def test_a_link_stays_and_what_it_leads_to_is_written(alone: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(alone)
    assert run("rebase", link, "--text", "p-1", MENDED, "--write").exit_code == 0
    assert archive.load(alone).block("p-1").text == MENDED
    assert link.is_symlink()


def test_a_record_that_would_not_be_true_is_never_read(small: Path, text: Path) -> None:
    record = small / "document.json"
    record.write_bytes(record.read_bytes().replace(b"fell by 10%", b"rose by 10%", 1))
    before = state(small)
    result = run("rebase", small, text, "--write")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[anchor-words-differ]" in result.stderr
    assert state(small) == before


def test_a_rebase_can_be_taken_back(small: Path, text: Path, tmp_path: Path) -> None:
    assert run("rebase", small, text, "--write").exit_code == 0
    first = written(tmp_path / "first.txt", samples.RECEIVED)
    assert run("rebase", small, first, "--write").exit_code == 0
    document = archive.load(small)
    assert [b.text for b in document.text_blocks()] == [
        b.text for b in samples.small().text_blocks()
    ]
    [claim], [before] = document.claims, samples.small().claims
    assert claim.anchors == before.anchors
    assert (claim.status, len(claim.history)) == ("proposed", 2)
    assert names(small / "received") == ["again.txt", "first.txt", "small.txt"]
    assert run("validate", small).exit_code == 0


def test_that_the_first_text_stood_there_again_is_kept_with_the_time(
    small: Path, text: Path, tmp_path: Path
) -> None:
    assert (
        run("rebase", small, text, "--write", "--received-at", "2026-11-02T10:00:00Z").exit_code
        == 0
    )
    first = written(tmp_path / "small.txt", samples.RECEIVED)
    told = ("--received-at", "2026-11-03T10:00:00Z", "--address", "https://example.org/small")
    assert run("rebase", small, first, "--write", *told).exit_code == 0
    document = archive.load(small)
    assert [(c.file, c.derivation, c.received_at, c.address) for c in document.captures] == [
        ("received/small.txt", None, None, samples.small().captures[0].address),
        ("received/again.txt", None, "2026-11-02T10:00:00Z", None),
        ("received/small-2.txt", "verbatim-1", "2026-11-03T10:00:00Z", "https://example.org/small"),
    ]
    assert (small / "received" / "small-2.txt").read_bytes() == samples.RECEIVED.encode()
    report = archive.validate(small)
    assert report.ok, report.errors
    before = state(small)
    for again in (told, ()):
        assert run("rebase", small, first, "--write", *again).stderr == NOTHING_CHANGED
    assert state(small) == before


def test_a_text_that_was_received_again_unchanged_is_kept_if_somebody_says_when(
    small: Path, tmp_path: Path
) -> None:
    same = written(tmp_path / "same.txt", samples.RECEIVED)
    assert run("rebase", small, same, "--write").stderr == NOTHING_CHANGED
    result = run("rebase", small, same, "--write", "--received-at", "2026-11-03T10:00:00Z")
    assert result.stderr.startswith("wrote ")
    document, was = archive.load(small), samples.small()
    assert document.sections == was.sections
    assert document.captures[0] == was.captures[0]
    [capture] = document.captures[1:]
    assert (capture.file, capture.derivation) == ("received/same.txt", None)
    assert capture.received_at == "2026-11-03T10:00:00Z"
    assert run("validate", small).exit_code == 0
    assert run("rebase", small, same, "--write").stderr == NOTHING_CHANGED


def test_what_else_is_said_of_the_same_bytes_is_kept_with_the_time_of_the_run(
    small: Path, tmp_path: Path
) -> None:
    same = written(tmp_path / "same.txt", samples.RECEIVED)
    said = ("--address", "https://example.org/another")
    assert run("rebase", small, same, "--write", *said).stderr.startswith("wrote ")
    _, capture = archive.load(small).captures
    assert capture.address == said[1]
    assert capture.received_at is not None
