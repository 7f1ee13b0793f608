"""A difference as a page, and the command that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import archive
from archive import Assessment, Capture, Diff, Document, Revision, Work, diff
from archive.model import Change, Evidence, Rights
from archive.view.diff_page import changes_page
from tests.conftest import ROOT
from tests.revision.diff.records import base, block, claim, corrected, part, raw
from tests.runner import run
from tests.samples import small, text_only
from tests.tools.cases import each_case

# --- the page ---


def revised() -> tuple[Document, Document]:
    """The record of an article, and what became of it when the publisher had corrected the page."""
    old = archive.load(ROOT / "documents" / "frenemies")
    new = old.remove("correction-has-has").remove("correction-its")
    new = corrected("p-5", " has has", " has")(corrected("p-1", "it’s east", "its east")(new))
    reason = "the publisher corrected its words"
    fallen = Change(status="proposed", revision="rev-8", reason=reason)
    new = new.add(
        Revision(id="rev-8", at="2026-12-01T09:00:00Z"),
        Revision(
            id="rev-9", at="2026-12-01T09:45:00Z", by="editor", summary="Second capture compared."
        ),
    )
    for id in ("claim-largest-trading-partner", "claim-greatest-ally"):
        changes = (*old.claim(id).history, fallen)
        new = claim(id, status="proposed", history=changes)(new)
    new = claim(
        "claim-summit-fourth",
        restatement="The Nuclear Security Summit in Washington, D.C. was the fourth of its kind.",
        commitment="hedged",
    )(new)
    new = new.add(
        Capture(
            id="cap-2", file="received/frenemies-2.txt", media_type="text/plain;charset=utf-8",
            size_bytes=7389, sha256="0" * 64, received_at="2026-12-01T09:00:00Z",
        ),
        Work(
            id="cfr-backgrounder", type="webpage", title="The China–North Korea Relationship",
            address="https://www.cfr.org/backgrounder/china-north-korea-relationship", basis="external",
        ),
        Assessment(
            id="second-verdict-largest-trading-partner", claim="claim-largest-trading-partner",
            verdict="supported", status="accepted", revision="rev-9",
            reasoning="The backgrounder gives the same share for the same years.",
            evidence=(Evidence(work="cfr-backgrounder", quoted="China is North Korea’s biggest trading partner"),),
            supersedes="verdict-largest-trading-partner",
        ),
    )  # fmt: skip
    new = part("source-cfr", work="cfr-backgrounder")(new)
    doubt = next(a for a in old.assessments if a.id == "doubt-withdrew-from-npt")
    rejected = Change(status="rejected", revision="rev-9", reason="Read too closely.")
    new = part(doubt.id, status="rejected", history=(*doubt.history, rejected))(new)
    notice = Rights(notice="© 2016 The Authors", basis="printed")
    return old, new.update(rights=new.rights.update(text=notice))


@pytest.mark.slow
def test_the_page_of_a_revision_is_as_agreed(golden: Callable[[str, bytes | str], None]):
    old, new = revised()
    found = diff(old, new)
    golden("diff/frenemies.txt", changes_page(found))
    golden("diff/frenemies-all.txt", changes_page(found, everything=True, width=100))
    assert found.apply(old) == new


def test_the_page_of_no_change_says_so():
    assert changes_page(diff(small(), small())) == "small: no differences\n"


@pytest.mark.slow
def test_a_page_in_colour_says_the_same_and_paints_only_the_words_that_differ():
    found = diff(*revised())
    plain, styled = changes_page(found), changes_page(found, styled=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", styled) == plain
    assert "of \x1b[31mit’s\x1b[0m east" in styled
    assert "of \x1b[32mits\x1b[0m east" in styled
    assert all(line.count("\x1b[") % 2 == 0 for line in styled.splitlines())


def test_a_page_says_what_differs_where_nothing_is_seen_to_differ():
    old = text_only("Trade fell.  It may recover.", "na\u00efve")
    new = text_only("Trade fell. \xa0It may recover.", "nai\u0308ve")
    page = changes_page(diff(old, new), everything=True)
    assert "(U+0020 became U+00A0)" in page
    assert "(the same characters, written with other code points)" in page


def test_a_page_shortens_long_texts_unless_all_of_them_is_wanted():
    text = "word " * 100 + "end"
    found = diff(text_only(), text_only(text))
    assert "[…]" in changes_page(found)
    assert "[…]" not in changes_page(found, everything=True)
    assert changes_page(found, everything=True).count("word") == 100


def test_a_page_of_nothing_but_what_moved_says_so():
    elsewhere = {"type": "capture", "capture": "received"}
    found = diff(base(), raw(lambda tree: block(tree, "i-1").update(origin=elsewhere))(base()))
    assert changes_page(found) == (
        "small: no word of the article changed; only differences that are not listed\n\n"
        "Not listed: 1 block has another place in the received file.\n"
    )


def test_a_page_names_both_records_where_their_ids_differ():
    assert changes_page(diff(small(), base())).startswith("small: ")
    assert changes_page(diff(text_only(), small())).startswith("text → small: ")


# --- the command ---


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two records in folders: the first as JSON, the second as TEI."""
    archive.save(base(), tmp_path / "a", files={})
    new = corrected("p-1", "fell", "dropped")(claim("claim-2", kind="descriptive")(base()))
    (tmp_path / "b").mkdir()
    archive.save(new, tmp_path / "b" / "document.tei.xml")
    return tmp_path / "a", tmp_path / "b"


def test_two_records_in_any_formats_are_compared(two: tuple[Path, Path]):
    result = run("diff", *two)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "claim-2: kind changed from predictive to descriptive" in result.stdout
    assert "anchor moved" in result.stdout
    assert "moved with the text in p-1 from" in run("diff", "--all", *two).stdout
    assert run("diff", two[0], two[0]).stdout == "small: no differences\n"


def test_the_exit_code_is_0_unless_it_is_asked_for(two: tuple[Path, Path]):
    assert run("diff", *two).exit_code == 0
    assert run("diff", "--exit-code", *two).exit_code == 1
    assert run("diff", "--exit-code", two[0], two[0]).exit_code == 0
    assert run("diff", "--exit-code", "--format", "json", *two).exit_code == 1


def test_a_diff_is_written_as_json_and_applied_later(two: tuple[Path, Path], tmp_path: Path):
    printed = run("diff", "--format", "json", *two)
    file = tmp_path / "changes.json"
    assert run("diff", "--format", "json", "-o", file, *two).stdout == ""
    assert file.read_bytes() == printed.stdout_bytes
    old, new = map(archive.load, two)
    assert Diff.from_json(file.read_bytes()).apply(old) == new
    page = tmp_path / "changes.txt"
    run("diff", "-o", page, *two)
    assert page.read_text("utf-8") == changes_page(diff(old, new))


def test_the_width_is_kept(two: tuple[Path, Path]):
    assert max(map(len, run("diff", "--width", 40, *two).stdout.splitlines())) <= 40


@each_case(
    "arguments",
    [
        [],
        ["a"],
        ["a", "b", "c"],
        ["--git", "a", "b"],
        ["--git", "--format", "json", *"abcdefg"],
        ["--width", 3, "a", "b"],
    ],
)
def test_a_wrong_call_of_diff_ends_with_2(arguments: list[object]):
    result = run("diff", *arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_a_record_that_cannot_be_read_is_reported_with_its_place(
    two: tuple[Path, Path], tmp_path: Path
):
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    result = run("diff", two[0], broken)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{broken}:1:2: error[not-json]" in result.stderr
    assert run("diff", two[0], tmp_path / "none").exit_code == 2
