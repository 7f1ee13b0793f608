"""`archive check-sources`: each outcome, and what users may get wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.files.fixity import fixity_of
from archive.files.path_resolution import RecordFile
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.works import ArchivedCopy, Evidence, Source, Work
from archive.store.events import Event
from archive.workflows.check_sources import check_sources
from tests.articles.web_archives.containers import http, packed, record
from tests.runner import run
from tests.samples import text_only
from tests.source_copies.pairs import with_verdict
from tests.tools.cases import each_case

QUOTED = "Prices of fish rose by 12 percent."
REPORT = f"The inquiry is over. {QUOTED} Nobody knows why."
EDITED = REPORT.replace("12", "14")
ADDRESS = "https://example.org/report"
FILE = "received/report.txt"


def quoting(
    *quoted: str | None, id: str = "a", address: str | None = None, **copy: Any
) -> Document:
    """A record whose verdict quotes a report, of which it names one copy."""
    document = text_only("Prices rose.")
    copies = (ArchivedCopy(id="copy-1", **copy),) if copy else ()
    work = Work(id="w-1", type="report", address=address, copies=copies)
    document = document.update(id=id, works=(work,))
    evidence = [Evidence(work="w-1", quoted=words) for words in quoted]
    return with_verdict(document, *evidence)


def save(document: Document, folder: str | Path, **files: bytes) -> None:
    """Save a record with files in `received/`; `report_txt` is `report.txt`."""
    archive.save(document, folder, files={})
    for name, data in files.items():
        path = Path(folder) / "received" / name.replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- the four states ---


def test_a_passage_that_is_there_needs_no_line() -> None:
    save(
        quoting(QUOTED, file=FILE, sha256=fixity_of(REPORT.encode()).sha256),
        "a",
        report_txt=REPORT.encode(),
    )
    result = run("check-sources", "a")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "nothing was written; --write keeps the results",
        "1 passage in 1 record: 1 verified; 1 copy read",
    ]


def test_changed_words_are_shown_and_so_is_another_digest() -> None:
    noted, found = (fixity_of(text.encode()).sha256 for text in (REPORT, EDITED))
    save(quoting(QUOTED, file=FILE, sha256=noted), "a", report_txt=EDITED.encode())
    result = run("check-sources", "a")
    assert result.exit_code == 1
    assert result.stdout == (
        f'a/document.json: drifted: as-1 quotes w-1, "{QUOTED}": '
        f"a/{FILE} (its SHA-256 is {found}, not the noted {noted}) has: "
        "Prices of fish rose by [-12-]{+14+} percent.\n"
    )
    assert result.stderr.splitlines()[-1] == "1 passage in 1 record: 1 drifted; 1 copy read"


def test_a_deleted_passage_has_drifted() -> None:
    save(quoting(QUOTED, file=FILE), "a", report_txt=b"The inquiry is over. Nobody knows.")
    result = run("check-sources", "a")
    assert result.exit_code == 1
    assert result.stdout.endswith(f"it is not in a/{FILE}, and nothing like it\n")


def test_only_typography_is_said_to_differ() -> None:
    save(quoting('He says "no" to it.', file=FILE), "a", report_txt="He says “no” to it.".encode())
    assert (
        "a/received/report.txt has, only in its typography: He says [-"
        in run("check-sources", "a").stdout
    )


def test_a_passage_without_a_copy_is_unavailable() -> None:
    save(quoting(QUOTED), "a")
    save(quoting(QUOTED, id="b", file=FILE), "b")
    result = run("check-sources", "a", "b")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        (
            f'a/document.json: unavailable: as-1 quotes w-1, "{QUOTED}": '
            "no copy of the work is at hand"
        ),
        (
            f'b/document.json: unavailable: as-1 quotes w-1, "{QUOTED}": '
            f"b/{FILE}: there is no such file"
        ),
    ]


UNREADABLE = {
    "a scan": (b"%PDF-1.7\n%\xe2\xe3\n", "this is a PDF, of which no text is derived"),
    "an image": (b"\x89PNG\r\n\x1a\n", "this is an image (PNG), of which no text is derived"),
    "binary data": (bytes(range(32)) * 40, "this is binary data, of which no text is derived"),
    "an encoding that is not certain": (
        "Příliš žluťoučký kůň úpěl ďábelské ódy.".encode("windows-1250"),
        "its encoding is not certain",
    ),
    "a damaged Word document": (
        b"PK\x03\x04word/",
        "this is a zip file that is damaged or cut off",
    ),
    "an entity in XML": (
        (
            b'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            b'<TEI xmlns="http://www.tei-c.org/ns/1.0">&a;</TEI>'
        ),
        "",
    ),
    "JSON": (b'{"a": "b"}', "this is JSON, of which no text is derived"),
}


@each_case("data, reason", list(UNREADABLE.values()), ids=list(UNREADABLE))
def test_a_copy_without_text_is_unverifiable(data: bytes, reason: str) -> None:
    save(quoting(QUOTED, file=FILE), "a", report_txt=data)
    result = run("check-sources", "a")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("a/document.json: unverifiable: as-1 quotes w-1")
    assert f"a/{FILE}: {reason}" in result.stdout


def test_an_uncertain_encoding_shows_that_words_are_there() -> None:
    words = "žluťoučký kůň úpěl"
    data = f"Příliš {words} ďábelské ódy.".encode("windows-1250")
    save(quoting(words, file=FILE), "a", report_txt=data)
    [check] = check_sources("a").passages
    assert (check.state, check.copies[0].encoding) == ("verified", "windows-1250")


def test_evidence_without_words_is_unverifiable() -> None:
    save(quoting(None, QUOTED, file=FILE), "a", report_txt=REPORT.encode())
    result = run("check-sources", "a")
    assert result.stdout == (
        "a/document.json: unverifiable: as-1 quotes w-1: no words are quoted\n"
    )
    assert "2 passages in 1 record: 1 verified, 1 unverifiable" in result.stderr


def test_part_of_a_word_or_number_is_not_the_word() -> None:
    save(quoting("500 tons", file=FILE), "a", report_txt=b"They lost 1,500 tons of fish.")
    assert "[-500-]{+1,500+} tons" in run("check-sources", "a").stdout


def test_relations_quote_too_and_rejected_statements_do_not() -> None:
    document = quoting(QUOTED, file=FILE)
    source = Source(id="src-1", as_named="the report", work="w-1")
    relation = Relation(
        id="rel-1",
        subject="c-1",
        predicate="citesAsEvidence",
        object="src-1",
        evidence=Evidence(work="w-1", quoted="It never rose."),
    )
    [assessment] = document.assessments
    document = document.update(
        sources=(source,),
        relations=(relation,),
        assessments=(assessment.update(status="rejected"),),
    )
    save(document, "a", report_txt=REPORT.encode())
    assert [check.passage.part for check in check_sources("a").passages] == ["rel-1"]


# --- which file is a copy ---


def test_a_file_is_known_by_its_digest_or_else_by_its_name() -> None:
    save(quoting(QUOTED, file=FILE, sha256=fixity_of(REPORT.encode()).sha256), "a")
    Path("copies/old").mkdir(parents=True)
    Path("copies/report.txt").write_bytes(EDITED.encode())
    [check] = check_sources("a", "copies").passages
    assert (check.state, [one.copy.how for one in check.copies]) == (
        "drifted",
        ["named", "file name"],
    )
    Path("copies/old/other-name.txt").write_bytes(REPORT.encode())
    [check] = check_sources("a", "copies").passages
    assert (check.state, [one.copy.how for one in check.copies]) == (
        "verified",
        ["named", "digest"],
    )


def test_a_name_that_could_be_several_copies_is_not_guessed() -> None:
    for id in ("a", "b"):
        save(quoting(QUOTED, id=id, file=FILE), id)
    for folder in ("copies/x", "copies/b/received"):
        Path(folder).mkdir(parents=True)
        Path(folder, "report.txt").write_bytes(REPORT.encode())
    result = run("check-sources", "a", "b", "--copies", "copies")
    assert "a/document.json: unavailable" in result.stdout
    assert "b/document.json" not in result.stdout
    assert "copies/x/report.txt: warning[copy-ambiguous]" in result.stderr


def test_a_named_file_that_is_no_copy_is_said_to_be_unused() -> None:
    save(quoting(QUOTED, file=FILE), "a", report_txt=REPORT.encode())
    Path("letter.txt").write_text("Dear all")
    result = run("check-sources", "a", "--copies", "letter.txt")
    assert result.exit_code == 0
    assert "letter.txt: not used: it is no copy of a quoted work" in result.stderr
    assert result.stderr.splitlines()[-1].endswith("1 copy read, 0 of 1 given file used")


def page(text: str, **fields: str) -> bytes:
    return http(f"<!DOCTYPE html><title>x</title><p>{text}</p>".encode(), **fields)


def test_the_latest_page_of_an_address_counts() -> None:
    save(quoting(QUOTED, address="http://www.example.org/report/"), "a")
    dates = ("2016-01-01T00:00:00Z", "2018-01-01T00:00:00Z", "2017-01-01T00:00:00Z")
    texts = (REPORT, EDITED, REPORT)
    records = [record(page(t), ADDRESS, WARC_Date=d) for t, d in zip(texts, dates, strict=True)]
    Path("pages.warc").write_bytes(b"".join(records))
    [check] = check_sources("a", "pages.warc").passages
    assert check.state == "drifted"
    assert [one.copy.name for one in check.copies] == [
        f"pages.warc: {ADDRESS} (2018-01-01T00:00:00Z)"
    ]


def test_a_redirect_and_a_memento_lead_to_the_page() -> None:
    save(quoting(QUOTED, address=ADDRESS), "a")
    moved = http(b"", status="301 Moved Permanently", Location="/new#top")
    Path("moved.warc").write_bytes(
        record(moved, ADDRESS) + record(page(REPORT), "https://example.org/new")
    )
    memento = f"https://web.archive.org/web/20160320093000/{ADDRESS}"
    Path("memento.wacz").write_bytes(packed({"data.warc": record(page(EDITED), memento)}))
    states = [check_sources("a", path).passages[0].state for path in ("moved.warc", "memento.wacz")]
    assert states == ["verified", "drifted"]


def test_a_record_may_name_a_web_archive() -> None:
    warc = record(page(EDITED), "https://example.org/other") + record(page(REPORT), ADDRESS)
    save(quoting(QUOTED, address=ADDRESS, file="received/pages.warc"), "a", pages_warc=warc)
    [check] = check_sources("a").passages
    assert (check.state, [one.copy.how for one in check.copies]) == ("verified", ["address"])


@pytest.mark.slow
def test_a_record_of_the_store_is_a_copy_of_its_article() -> None:
    received = archive.receive(REPORT.encode(), "text", id="report", address=ADDRESS)
    store = archive.Store("store")
    store.add(received)
    store.add(quoting(QUOTED, "Prices of fish fell.", address=ADDRESS))
    result = check_sources("store")
    assert [check.state for check in result.passages] == ["verified", "drifted"]
    assert result.passages[0].copies[0].copy.how == "record"
    assert result.copies == 1


def test_an_article_is_no_copy_for_its_own_record() -> None:
    received = archive.receive(REPORT.encode(), "text", id="a", address=ADDRESS).document
    quotes = quoting("It never rose.", address=ADDRESS)
    document = quotes.update(captures=(received.captures[0].update(derivation=None),))
    save(document, "store/a")
    Path("store/a/received").mkdir()
    Path("store/a", received.captures[0].file).write_bytes(REPORT.encode())
    assert [check.state for check in check_sources("store").passages] == ["unavailable"]


# --- what is kept ---


def test_a_record_keeps_the_states_and_who_checked() -> None:
    save(quoting(QUOTED, file=FILE), "a", report_txt=EDITED.encode())
    before = Path("a/document.json").read_bytes()
    run("check-sources", "a")
    assert Path("a/document.json").read_bytes() == before, "nothing is written unless asked"
    result = run("check-sources", "a", "--write", "--by", "Ada")
    assert "wrote a/document.json" in result.stderr
    document = archive.load("a")
    assert document.works[0].copies[0].state == "drifted"
    revision = document.revisions[-1]
    assert document.index.maker_of(revision.id).name == "Ada"  # type: ignore[union-attr]
    assert revision.at is not None
    assert "as-1, w-1: drifted (SHA-256: report.txt" in (revision.summary or "")
    assert fixity_of(EDITED.encode()).sha256 in (revision.summary or "")
    found = [f.message for f in archive.validate("a") if f.code == "evidence-unavailable"]
    assert found == [f'every copy of w-1 is drifted; "{QUOTED}" is quoted from it']


def test_without_a_name_the_program_is_the_agent() -> None:
    save(quoting(QUOTED, file=FILE), "a", report_txt=REPORT.encode())
    run("check-sources", "a", "--write")
    [agent] = archive.load("a").agents
    assert (agent.name, agent.type, agent.version) == (
        "archive check-sources",
        "software",
        archive.__version__,
    )


@pytest.mark.slow
def test_a_store_keeps_an_event_and_validate_reports_what_drifted() -> None:
    store = archive.Store("store")
    store.add(
        quoting(QUOTED, file=FILE, sha256=fixity_of(REPORT.encode()).sha256),
        files={FILE: REPORT.encode()},
    )
    before = Path("store/a/document.json").read_bytes()
    Path("copies").mkdir()
    Path("copies/report.txt").write_bytes(REPORT.replace(QUOTED, "").encode() + QUOTED.encode())
    run("check-sources", "store", "--copies", "copies", "--write", "--by", "Ada")
    [event] = store.events()
    assert isinstance(event, Event)
    assert (event.event, event.by, event.record, event.outcome) == (
        "sources-checked",
        "Ada",
        "a",
        "1 verified",
    )
    assert QUOTED not in event.line().decode(), "an event outlasts a record that is purged"
    Path("copies/report.txt").write_bytes(EDITED.encode())
    result = run("check-sources", "store", "--copies", "copies", "--write")
    assert result.exit_code == 1
    assert "wrote store/events.jsonl" in result.stderr
    assert Path("store/a/document.json").read_bytes() == before
    shown = run("validate", "store", "--select", "quoted-words-drifted").stdout
    digest = fixity_of(EDITED.encode()).sha256[:12]
    assert "note[quoted-words-drifted]" in shown, "the copy in the record still has the words"
    assert f'as-1 quotes "{QUOTED}" from w-1, which copies/report.txt (SHA-256 {digest})' in shown
    Path("copies/report.txt").write_bytes(REPORT.encode())
    run("check-sources", "store", "--copies", "copies", "--write")
    shown = run("validate", "store", "--select", "quoted-words-drifted").stdout
    assert "quoted-words-drifted" not in shown


def test_what_was_moved_since_the_last_check_is_said_to_be() -> None:
    store = archive.Store("store")
    store.add(quoting(QUOTED, file=FILE), files={FILE: REPORT.encode()})
    run("check-sources", "store", "--write")
    Path(f"store/a/{FILE}").write_text(f"Nobody knows why. The inquiry is over, they say. {QUOTED}")
    result = run("check-sources", "store")
    assert result.exit_code == 0
    assert "it is in store/a/received/report.txt, between other words than before" in result.stdout
    assert "1 passage in 1 record: 1 verified (1 moved)" in result.stderr


def test_all_results_are_given_as_data() -> None:
    save(quoting(QUOTED, None, file=FILE), "a", report_txt=EDITED.encode())
    first, second = json.loads(run("check-sources", "a", "--format", "json").stdout)
    assert {k: first[k] for k in ("record", "part", "pointer", "work", "quoted", "state")} == {
        "record": "a",
        "part": "as-1",
        "pointer": "/assessments/0/evidence/0",
        "work": "w-1",
        "quoted": QUOTED,
        "state": "drifted",
    }
    [copy] = first["copies"]
    assert copy["sha256"] == fixity_of(EDITED.encode()).sha256
    assert copy["diff"][1:3] == [{"in": "old", "words": "12 "}, {"in": "new", "words": "14 "}]
    assert (second["state"], second["reason"]) == ("unverifiable", "no words are quoted")


# --- mistakes and hostile files ---


@each_case(
    "arguments, message",
    [
        (["nowhere"], "nowhere: error[no-such-file]"),
        (["a", "--copies", "nowhere"], "nowhere: error[no-such-file]"),
        (["empty"], "empty: error[no-record]"),
        (["notes.txt"], "notes.txt: error[format-unknown]"),
        (["a", "--by", " "], "a name has at least one letter"),
    ],
)
def test_a_mistake_is_explained(arguments: list[str], message: str) -> None:
    save(quoting(QUOTED, file=FILE), "a", report_txt=REPORT.encode())
    Path("empty").mkdir(exist_ok=True)
    Path("notes.txt").write_text("Notes")
    result = run("check-sources", *arguments)
    assert result.exit_code == (1 if arguments == ["notes.txt"] else 2), result.output
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_record_without_evidence_has_nothing_to_check() -> None:
    save(quoting(file=FILE), "a", report_txt=REPORT.encode())
    result = run("check-sources", "a", "--write")
    assert (result.exit_code, result.stderr) == (
        0,
        "0 passages in 1 record: nothing to check; 0 copies read\n",
    )
    assert not archive.load("a").revisions


def test_a_broken_record_among_many_stops_no_other() -> None:
    for id in ("a", "c"):
        save(quoting(QUOTED, id=id, file=FILE), f"many/{id}", report_txt=EDITED.encode())
    Path("many/b").mkdir()
    Path("many/b/document.json").write_text("{}")
    result = run("check-sources", "many", "--write")
    assert result.exit_code == 1
    assert "many/b/document.json" in result.stderr
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
        "many/a/document.json",
        "many/c/document.json",
    ]
    assert result.stderr.splitlines()[-1].endswith("2 drifted; 2 copies read; 1 record not checked")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_pipes_and_links_out_are_not_read(here: Path) -> None:
    Path("secret.txt").write_text(REPORT)
    save(quoting(QUOTED, file=FILE), "a", other_txt=b"")
    Path("a", FILE).symlink_to(here / "secret.txt")
    Path("copies").mkdir()
    os.mkfifo("copies/report.txt")
    Path("copies/link.txt").symlink_to(here / "secret.txt")
    result = run("check-sources", "a", "--copies", "copies")
    assert result.exit_code == 2
    assert f"a/{FILE}: this is a link out of the folder" in result.stdout
    assert "copies/report.txt: error[file-unreadable]: this is not a regular file" in result.stderr


def test_a_damaged_web_archive_is_reported_and_what_was_before_counts() -> None:
    save(quoting(QUOTED, address=ADDRESS), "a")
    Path("pages.warc").write_bytes(record(page(REPORT), ADDRESS) + b"not a record\r\n\r\n")
    result = run("check-sources", "a", "--copies", "pages.warc")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pages.warc: error[web-archive-damaged]" in result.stderr
    assert "1 verified; 1 copy read" in result.stderr


def test_a_second_writer_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    save(quoting(QUOTED, file=FILE), "a", report_txt=EDITED.encode())
    from archive.workflows import check_sources as workflow

    keep = workflow.with_states

    def with_states(document: Document, *arguments: Any, **options: Any) -> Document:
        archive.save(document.update(language="de"), "a")
        return keep(document, *arguments, **options)

    monkeypatch.setattr(workflow, "with_states", with_states)
    result = run("check-sources", "a", "--write")
    assert result.exit_code == 2
    assert "language" in result.stderr
    assert (archive.load("a").language, archive.load("a").revisions) == ("de", ())


def test_each_copy_is_read_once_for_all_its_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.source_copies import wanted_works

    read: list[int] = []
    derive = wanted_works.text_of_copy
    monkeypatch.setattr(
        wanted_works, "text_of_copy", lambda *given: (read.append(1), derive(*given))[1]
    )
    words = [f"Prices of fish rose by {n} percent." for n in range(120)]
    save(quoting(*words, file=FILE), "a", report_txt="\n".join(words).encode())
    result = check_sources("a")
    assert (len(result.of_state("verified")), result.copies, len(read)) == (120, 1, 1)


def test_a_record_that_somebody_else_has_written_meanwhile_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was found is about the record that was checked, and not about another."""
    save(quoting(QUOTED, file=FILE), "a", report_txt=EDITED.encode())
    other = quoting("Other words.", file=FILE).update(language="de")
    read = RecordFile.read

    def read_and_change(file: RecordFile) -> bytes:
        data = read(file)
        monkeypatch.setattr(RecordFile, "read", read)
        archive.save(other, "a")
        return data

    monkeypatch.setattr(RecordFile, "read", read_and_change)
    told = run("check-sources", "a", "--write")
    assert told.exit_code == 2
    assert "conflict: a/document.json was changed by somebody else in the meantime" in told.stderr
    assert archive.load("a") == other
