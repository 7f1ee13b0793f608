"""`archive review`: listed, decided from a file, and line by line where there is no terminal."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.cli import review
from archive.cli.interactive_review.keys import KEYS, WORD_KEYS
from archive.model.statements import Statement
from archive.reviews.waiting import KINDS
from archive.view.review_pages import waiting_page
from tests.records.undecided import undecided, undecided_and_files
from tests.runner import run
from tests.test_cli_rebase import state

BY = ("--by", "C. Reviewer", "--at", "2019-06-01T09:00:00Z")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    document, files = undecided_and_files()
    archive.save(document, tmp_path / document.id, files=files)
    return tmp_path / document.id


def status(folder: Path, id: str) -> str:
    part = archive.load(folder).get(id)
    assert isinstance(part, Statement)
    return part.status


def typed(folder: Path, *lines: str, options: tuple[str, ...] = BY) -> str:
    """What is printed while these lines are typed."""
    done = run("review", folder, *options, input="".join(f"{line}\n" for line in lines))
    assert done.exit_code == 0, done.stderr
    return done.stdout


# --- listed ---


def test_the_list_is_a_page(folder: Path) -> None:
    done = run("review", folder, "--list")
    assert done.stdout == waiting_page(undecided(), archive.waiting(undecided()))
    assert done.exit_code == 0
    done = run("review", folder, "--list", "--kind", "doubt", "--kind", "mention")
    assert done.stdout.startswith("halden-bridge: 3 wait (doubt 2, mention 1)\n")


def test_that_nothing_waits_is_reported(folder: Path, tmp_path: Path) -> None:
    archive.save(archive.Document(id="a"), tmp_path / "a.json")
    assert run("review", tmp_path / "a.json", "--list").stdout == "a: nothing waits\n"
    done = run("review", tmp_path / "a.json", *BY)
    assert (done.exit_code, done.stderr) == (0, f"{tmp_path / 'a.json'}: nothing waits\n")


def test_the_list_is_filled_in_and_taken_back(folder: Path, tmp_path: Path) -> None:
    printed = json.loads(run("review", folder, "--list", "--format", "json").stdout)
    verbs = {"c-crane": "accept", "c-toll": "reject", "c-cost": "later"}
    filled = [{**one, "decision": verbs.get(one["id"], "")} for one in printed]
    for one in filled:
        if one["decision"] == "reject":
            one["reason"] = "It was pulled down by day."
    (tmp_path / "d.json").write_text(json.dumps(filled), "utf-8")
    done = run("review", folder, "--decide", tmp_path / "d.json", *BY)
    told = f"1 accepted, 1 rejected, 1 left for later; wrote {folder / 'document.json'}\n"
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", told)
    after = archive.load(folder)
    wanted = [
        archive.Decision("c-crane", "accept"),
        archive.Decision("c-toll", "reject", "It was pulled down by day."),
    ]
    assert after == archive.review(undecided(), wanted, by=BY[1], at=BY[3]).document


# --- from a file ---


def test_nothing_is_written_unless_all_decisions_are_good(folder: Path, tmp_path: Path) -> None:
    before = state(folder)
    file = tmp_path / "d.jsonl"
    file.write_text(
        '{"id": "c-crane", "decision": "accept"}\n{"id": "c-tol", "decision": "accept"}\n'
        '{"id": "c-fell", "decision": "reject"}\n',
        "utf-8",
    )
    done = run("review", folder, "--decide", file, *BY)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"{file}:2: error[decision-on-nothing]: /id: no statement has the id 'c-tol' "
        "(did you mean c-toll?)\n"
        f"{file}:3: error[reason-missing]: /reason: c-fell is rejected without a reason\n"
        "archive: nothing was written\n"
    )
    assert state(folder) == before


def test_decisions_come_from_standard_input(folder: Path) -> None:
    line = '{"id": "c-crane", "decision": "accept"}'
    done = run("review", folder, "--decide", "-", *BY, input=line)
    assert done.exit_code == 0
    assert status(folder, "c-crane") == "accepted"


def test_a_dry_run_and_decisions_that_decide_nothing_write_nothing(folder: Path) -> None:
    before = state(folder)
    accept = '{"id": "c-crane", "decision": "accept"}'
    done = run("review", folder, "--decide", "-", "-n", *BY, input=accept)
    assert (done.exit_code, done.stderr) == (0, "1 accepted; nothing was written\n")
    later = '{"id": "c-crane", "decision": "later"}'
    done = run("review", folder, "--decide", "-", *BY, input=later)
    assert done.stderr == "nothing was decided, and nothing was written\n"
    assert state(folder) == before


def test_the_same_decisions_twice_are_reported(folder: Path) -> None:
    line = '{"id": "c-crane", "decision": "accept"}'
    assert run("review", folder, "--decide", "-", *BY, input=line).exit_code == 0
    done = run("review", folder, "--decide", "-", *BY, input=line)
    assert (done.exit_code, "c-crane is already accepted" in done.stderr) == (1, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--decide", "-"), "--by NAME is needed"),
        (("--decide", "-", "--list"), "use one of them"),
        (("--format", "json"), "add --list"),
        (("-n",), "--dry-run is only for --decide"),
        (("--decide", "-", "--kind", "claim"), "FILE names the statements"),
        (("--by", " "), "at least one letter"),
        (("--by", "A", "--at", "yesterday"), "yesterday"),
        (("--kind", "opinion"), "opinion"),
        ((), "--by NAME is needed"),
    ],
)
def test_a_slip_on_the_command_line_is_reported(
    folder: Path, options: tuple[str, ...], said: str
) -> None:
    before = state(folder)
    done = run("review", folder, *options, input="a\n")
    assert done.exit_code == 2
    assert said in done.stderr
    assert state(folder) == before


def test_a_record_on_standard_input_can_be_listed_only(folder: Path) -> None:
    data = (folder / "document.json").read_text("utf-8")
    done = run("review", "-", "--list", input=data)
    assert done.stdout.startswith("halden-bridge: 12 wait")
    assert run("review", "-", *BY, input=data).exit_code == 2


def test_what_is_no_record_is_reported(tmp_path: Path) -> None:
    assert run("review", tmp_path, *BY).exit_code == 2
    assert "no-such-file" in run("review", tmp_path / "none", *BY).stderr
    (tmp_path / "a.json").write_text("{}", "utf-8")
    assert run("review", tmp_path / "a.json", *BY).exit_code == 1


def test_the_kinds_on_the_command_line_are_those_there_are() -> None:
    assert review._KINDS == KINDS


# --- line by line ---


def test_each_key_decides_and_is_written_at_once(folder: Path) -> None:
    seen = typed(folder, "a", "r 1", "q")
    assert "claim 1 of 12 c-safe" in seen
    assert "c-safe: accepted; u undoes it" in seen
    assert "c-cost: rejected" in seen
    document = archive.load(folder)
    assert (status(folder, "c-safe"), status(folder, "c-cost")) == ("accepted", "rejected")
    last = document.claim("c-cost").history[-1]
    assert last.reason == "The words do not say so."
    revision = document.revision(last.revision or "")
    assert (document.agent(revision.by or "").name, revision.at) == (BY[1], BY[3])


def test_all_of_it_is_taken_back(folder: Path) -> None:
    before = state(folder)
    seen = typed(folder, "a", "r 2", "m 2 The repair cost 41 million.", "u", "u", "u", "u", "q")
    assert seen.count("undone") == 3
    assert "nothing to undo in this session" in seen
    after = state(folder)
    assert {name: data for name, (data, *_) in after.items()} == {
        name: data for name, (data, *_) in before.items()
    }


def test_a_reason_can_be_typed_and_thought_better_of(folder: Path) -> None:
    typed(folder, "r", "5", "Somebody else says so.", "r", "x", "q")
    document = archive.load(folder)
    assert document.claim("c-safe").history[-1].reason == "Somebody else says so."
    assert status(folder, "c-cost") == "proposed"


def test_a_statement_is_mended_and_then_accepted(folder: Path) -> None:
    cars = ("n", "n", "n")
    typed(folder, *cars, "m 2 About 8,000 vehicles cross the bridge each day.", "m 4 5", "a", "q")
    claim = archive.load(folder).claim("c-cars")
    assert claim.restatement == "About 8,000 vehicles cross the bridge each day."
    assert claim.kind == "evaluative"
    assert [c.status for c in claim.history[-3:]] == ["modified", "modified", "accepted"]


def test_words_are_moved_line_by_line(folder: Path) -> None:
    typed(folder, "n", "m 1", "l", "H", "L", "L", "h", "enter", "q")
    (anchor,) = archive.load(folder).claim("c-cost").anchors
    assert anchor.exact == "repair cost 41 million crowns"
    typed(folder, "n", "m 1", "s", "enter", "q")
    (anchor,) = archive.load(folder).claim("c-cost").anchors
    assert anchor.exact.startswith("The repair cost 41 million crowns, twice the sum")


def test_words_are_typed_and_found(folder: Path) -> None:
    seen = typed(
        folder, "n", "m 1", "t twice the sum that were planned",
        "t twice the sum that was planned", "enter", "q",
    )  # fmt: skip
    assert "does not occur in the text" in seen
    (anchor,) = archive.load(folder).claim("c-cost").anchors
    assert anchor.exact == "twice the sum that was planned"


def test_words_that_are_lost_are_given_another_place(folder: Path) -> None:
    seen = typed(folder, "n", "n", "a", "m 1", "1", "The bridge is the finest in the county",
                 "enter", "a", "q")  # fmt: skip
    assert "the words of c-toll are lost" in seen
    assert status(folder, "c-toll") == "accepted"


def test_what_cannot_be_is_reported_and_nothing_changes(folder: Path) -> None:
    before = state(folder)
    seen = typed(folder, "z", "p", "n", "?", "enter", "m 3 nobody", "m z", "q")
    assert 'nothing has the name "nobody"' in seen
    assert "no key z; ? shows the keys" in seen
    assert "u            undo the last decision" in seen
    assert state(folder) == before


def test_all_alike_are_accepted_after_a_question(folder: Path) -> None:
    seen = typed(folder, "A", "n", "A", "y", "q")
    assert "Accept 4 claims of the same maker? y accepts them all" in seen
    assert "none was accepted" in seen
    assert "3 accepted; 1 could not be accepted, and still wait; u undoes it" in seen


def test_the_end_of_input_ends_the_review(folder: Path) -> None:
    typed(folder, "a")
    assert status(folder, "c-safe") == "accepted"
    typed(folder, "r")
    typed(folder, "m 1")
    assert status(folder, "c-cost") == "proposed"


def test_only_some_kinds_are_gone_through_to_the_end(folder: Path) -> None:
    seen = typed(folder, "a", "l", "p", "r 1", "q", options=(*BY, "--kind", "doubt"))
    assert "as-15: upheld; u undoes it" in seen
    assert "Nothing is left to decide." in seen
    document = archive.load(folder)
    doubts = {a.id: a for a in document.assessments}
    assert doubts["as-15"].history[-1].reason == "The doubt stands."
    assert doubts["as-14"].status == "rejected"


def test_what_somebody_else_wrote_meanwhile_is_read_and_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive.workflows.review import ReviewedRecord

    write = ReviewedRecord.write

    def writes_after_another(desk: ReviewedRecord, document: archive.Document) -> object:
        monkeypatch.setattr(ReviewedRecord, "write", write)
        other = archive.load(folder)
        crane = archive.Decision("c-crane", "accept")
        archive.save(archive.review(other, crane, by="Else").document, folder)
        return desk.write(document)

    monkeypatch.setattr(ReviewedRecord, "write", writes_after_another)
    seen = typed(folder, "a", "a", "q")
    assert "was changed meanwhile by somebody else: it was read again" in " ".join(seen.split())
    assert {status(folder, id) for id in ("c-safe", "c-crane")} == {"accepted"}


def test_what_cannot_be_written_is_not_decided(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive.files import atomic_write

    def full(handle: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_write, "write_all", full)
    seen = typed(folder, "a", "q")
    assert "not written, and not decided" in seen
    assert seen.count("claim 1 of 12 c-safe") == 2
    assert status(folder, "c-safe") == "proposed"


LINES = (
    *(
        "a",
        "r 1",
        "r",
        "r 5 Because.",
        "m 1",
        "m 2",
        "m 2 Else.",
        "m 3 nobody",
        "m 4 2",
        "m",
        "m b",
    ),
    *(
        "m a {}",
        "m c null",
        "m d [1",
        "m 8 high",
        "m e",
        "l",
        "h",
        "H",
        "L",
        ".",
        "s",
        "t",
        "t the",
    ),
    *("t Nobody was hurt", "tab", "enter", "escape", "u", "n", "p", "A", "y", "?", "1", "9", "z"),
    *(
        "",
        "space",
        "\x00",
        "\x1b[A",
        "東",
        "👩‍👩‍👧 x",
    ),
)


@pytest.mark.slow
@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_whatever_is_typed_the_record_stays_one(lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "record.json"
        archive.save(undecided(), path)
        typed(path, *lines)
        after = archive.load(path)
        assert after.sections == undecided().sections
        typed(path, *"uuuu")
        assert archive.load(path) == after, "nothing of another session is taken back"


@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_line_is_wider_than_was_asked_for(folder: Path, width: int) -> None:
    from archive.view.terminal import width_of

    seen = typed(folder, *"nnnnnnnnnnnn", "q", options=(*BY, "--width", str(width)))
    shown = [line for line in seen.splitlines() if not line.startswith(("a accept", ">"))]
    assert max(map(width_of, shown)) <= width


def test_the_manual_shows_every_key() -> None:
    page = (Path(__file__).parents[1] / "docs" / "how-to" / "review.md").read_text("utf-8")
    rows = {" ".join(line.split()) for line in page.splitlines()}
    for keys in (KEYS, WORD_KEYS):
        for key, meaning in keys.items():
            assert f"| `{key}` | {meaning} |" in rows, key


# --- what stands behind a key ---


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["r Because I say so", "r 12", "again", "accept", "aa", "m 4 predictive", "r nonsense"]
)
def test_letters_that_answer_no_question_decide_nothing(folder: Path, line: str) -> None:
    before = state(folder)
    seen = typed(folder, line, "q")
    assert state(folder) == before
    assert "not done" in seen or "not rejected: " in seen or "was ignored" in seen


def test_a_hyphen_empties_a_field_and_nothing_typed_leaves_it(folder: Path) -> None:
    options = (*BY, "--kind", "claim")
    said = [one.id for one in archive.load(folder).claims if one.attribution]
    waiting = [one.id for one in archive.waiting(archive.load(folder), kinds=["claim"])]
    id = next(one for one in waiting if one in said)
    to_it = ["n"] * waiting.index(id)
    assert archive.load(folder).claim(id).attribution[-1].claimant is not None
    seen = typed(folder, *to_it, "m 3", "", "q", options=options)
    assert "nothing was corrected" in seen
    assert archive.load(folder).claim(id).attribution[-1].claimant is not None
    typed(folder, *to_it, "m 3 -", "q", options=options)
    assert archive.load(folder).claim(id).attribution[-1].claimant is None


def test_other_kinds_that_wait_are_reported(folder: Path, tmp_path: Path) -> None:
    document = archive.load(folder)
    doubts = [one.id for one in archive.waiting(document, kinds=["doubt"])]
    stand = [archive.Decision(id, "accept") for id in doubts]
    archive.save(archive.review(document, stand, by="C. Reviewer").document, folder)
    other, count = "doubt", len(archive.waiting(archive.load(folder)))
    done = run("review", folder, "--list", "--kind", other)
    assert f"archive: waiting statements of other kinds: {count}\n" in done.stderr
    done = run("review", folder, "--kind", other, *BY)
    assert done.stderr == (
        f"{folder / 'document.json'}: nothing waits of this kind; of other kinds: {count}\n"
    )


def test_part_of_a_name_tells_whom_the_record_knows(folder: Path) -> None:
    seen = typed(folder, "n", "m 3 office", "q", options=(*BY, "--kind", "claim"))
    assert 'did you mean "Roads Office"?' in seen


def test_a_claimant_is_typed_as_in_a_sheet_and_the_menu_says_who_speaks(folder: Path) -> None:
    only = (*BY, "--kind", "claim")
    seen = typed(
        folder, "m 3 Reuters", "m", "3", "organisation: Reuters", "m", "q", "q", options=only
    )
    assert 'claimant: a name or id; a new one as "person: NAME", ' in seen
    assert '"person: Reuters", "organisation: Reuters" or "group: Reuters")' in " ".join(
        seen.split()
    )
    assert "3 claimant: the author\n" in seen
    assert 'c-safe: corrected; organisation "Reuters" is new; u undoes it' in seen
    assert "3 claimant: Reuters\n" in seen
    assert "attribution: Reuters (reported)\n" in seen
    assert '{"' not in seen
    document = archive.load(folder)
    (step,) = document.claim("c-safe").attribution
    assert document.entity(step.claimant or "").label == "Reuters"


def test_the_menu_shows_the_words_for_somebody_whom_the_record_does_not_know(
    folder: Path,
) -> None:
    typed(folder, "n", "n", "n", "m 3 -", "q")
    seen = typed(folder, "n", "n", "n", "m", "q", "q")
    assert (
        "3 claimant: “a study by the Nordic Institute”: not yet an entity of the record\n" in seen
    )


def test_decisions_of_a_file_name_somebody_new(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    mend = {"claimant": "organisation: Reuters"}
    file.write_text(json.dumps({"id": "c-crane", "decision": "mend", "mend": mend}))
    done = run("review", folder, "--decide", file, *BY)
    assert done.stderr == (
        f'1 corrected; organisation "Reuters" is new; wrote {folder / "document.json"}\n'
    )
    file.write_text(json.dumps({"id": "c-crane", "decision": "mend", "mend": {"claimant": "AP"}}))
    done = run("review", folder, "--decide", file, *BY)
    assert "error[name-unknown]: " in done.stderr
    assert '"person: AP", "organisation: AP" or "group: AP"' in done.stderr


def test_words_between_mended_pieces_are_reported(folder: Path) -> None:
    mend = {"words": ["Nobody was", "when the crane fell"]}
    line = json.dumps({"id": "c-crane", "decision": "accept", "mend": mend})
    done = run("review", folder, "--decide", "-", *BY, input=line)
    assert "warning[words-left-out]" in done.stderr
    assert "c-crane: between its pieces the text has 'hurt'" in done.stderr
    assert archive.load(folder).claim("c-crane").status == "accepted"
