"""Comparisons of records, texts, and captures of a record."""

from __future__ import annotations

from pathlib import Path

import pytest

import archive
from archive import Agent, Claim, Diff, Document, Revision
from archive.errors import NotInDocument, ReadError
from archive.files.path_resolution import record_at
from archive.io import load_result
from archive.view.diff_page import changes_page
from archive.workflows.diff import (
    Comparison,
    compare,
    compare_captures,
    on_capture,
    side_at,
    side_of,
)
from archive.workflows.rebase import rebase_onto, target_at
from tests import samples
from tests.tools.cases import each_case

FIRST = """The bridge

According to the council, the bridge will cost 40 million crowns, and it will open in May.

“It’s late”, the mayor said.

The river is wide here.
"""
SECOND = (
    FIRST.replace("40", "90")
    .replace("“It’s late”", '"It\'s late"')
    .replace("The river", "A paragraph that has come to it.\n\nThe river")
)
THIRD = SECOND.replace("90", "95").replace("May", "June")


def kinds(found: Comparison) -> list[str]:
    return [change.kind for change in found.changes.changes if not change.quiet]


def written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rebased(folder: Path, onto: Path, **options: str) -> None:
    """Bring the record in a folder to another text, and write it."""
    file = record_at(folder)
    read = load_result(folder)
    document, target = read.document, target_at(onto)
    rebase_onto(file, document, target, target.read(id=document.id, **options)).write(read)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record that was received three times, with claims on its first text."""
    result = archive.receive(written(tmp_path / "first.txt", FIRST))
    document = result.document.add(Agent(id="ed", name="Ed"), Revision(id="rev-1", by="ed"))
    for id, words in {"cost": "40 million crowns", "late": "“It’s late”", "wide": "wide"}.items():
        anchors = (document.anchor(words),)
        document = document.add(
            Claim(
                id=id, anchors=anchors, restatement="It is.", kind="descriptive",
                status="accepted", revision="rev-1",
            )
        )  # fmt: skip
    archive.save(document, tmp_path / "bridge", files=result.files)
    for name, text in {"second": SECOND, "third": THIRD}.items():
        rebased(tmp_path / "bridge", written(tmp_path / f"{name}.txt", text))
    return tmp_path / "bridge"


# --- texts ---


def test_two_texts_are_matched_so_that_sentences_are_reported(tmp_path: Path) -> None:
    old, new = written(tmp_path / "a.txt", FIRST), written(tmp_path / "b.txt", SECOND)
    found = compare(side_at(old), side_at(new))
    page = changes_page(found.changes, found.names, width=200)
    assert page == (
        f"{old} → {new}: 5 differences (text 3, record 2)\n\nText\n"
        "  p-1 has other words\n"
        "    - …the bridge will cost 40 million crowns, and it will…\n"
        "    + …the bridge will cost 90 million crowns, and it will…\n"
        "  p-3-2 added to article: A paragraph that has come to it.\n"
        "  1 block has the same words in another form (quotation marks)\n\nRecord\n"
        "  capture removed: received/a.txt, 164 bytes of text/plain;charset=utf-8\n"
        "  capture-2 added: received/b.txt, 192 bytes of text/plain;charset=utf-8\n\n"
        "Not listed: 4 blocks have another place in the received file.\n"
    )


def test_a_diff_does_not_say_beside_itself_what_it_tells(tmp_path: Path) -> None:
    old = side_at(written(tmp_path / "a.txt", FIRST))
    added = FIRST.replace("The river", "A sentence came here in June. The river")
    joined = added.replace("\n\nA sentence", " A sentence")
    for text in (added, joined):
        found = compare(old, side_at(written(tmp_path / "b.txt", text)))
        assert found.changes.changes
        assert not found.findings


def test_of_the_same_text_nothing_differs_whatever_it_is_called(tmp_path: Path) -> None:
    old, new = written(tmp_path / "a.txt", FIRST), written(tmp_path / "b.txt", FIRST)
    assert not compare(side_at(old), side_at(new)).changes
    assert not compare(side_at(old), side_of(FIRST.encode(), "-")).changes


def test_a_diff_of_texts_is_the_same_at_any_time_and_applies(tmp_path: Path) -> None:
    old, new = written(tmp_path / "a.txt", FIRST), written(tmp_path / "b.txt", SECOND)
    found = compare(side_at(old), side_at(new)).changes
    assert found.to_json() == compare(side_at(old), side_at(new)).changes.to_json()
    before = side_at(old).read().document
    assert [capture.received_at for capture in before.captures] == [None]
    made = Diff.from_json(found.to_json()).apply(before)
    texts = archive.receive(new).document.text_blocks()
    assert [block.text for block in made.text_blocks()] == [block.text for block in texts]


def test_the_metadata_of_pages_are_compared(tmp_path: Path) -> None:
    page = "<html><head><title>{}</title></head><body><h1>{}</h1><p>The river is wide here, and "
    page += "nobody knows why it is.</p></body></html>"
    old = written(tmp_path / "a.html", page.format("Rivers", "Rivers"))
    new = written(tmp_path / "b.html", page.format("Streams", "Streams"))
    found = compare(side_at(old), side_at(new)).changes
    assert [change.message for change in found.of("metadata-changed")] == [
        "titles 1, text changed from Rivers to Streams"
    ]


def test_texts_in_two_formats_are_compared(tmp_path: Path) -> None:
    old = written(tmp_path / "a.txt", "The river is wide here, and nobody knows why it is.")
    new = written(tmp_path / "b.md", "# News\n\nThe river is *wide* here, and nobody knows why.")
    assert kinds(compare(side_at(old), side_at(new)))[:3] == [
        "block-added",
        "text-corrected",
        "formatting-changed",
    ]


@each_case(
    ("data", "name", "is_record"),
    [
        (FIRST.encode(), "a.txt", False),
        (FIRST.encode(), "a", False),
        (b"<html><body><p>It is.</p></body></html>", "a", False),
        (b"<p>It is.", "a.htm", False),
        (b"{", "a.json", True),
        (b"{", "a", True),
        (b"", "a.json", True),
        (b"", "a", True),
        (b"", "a.txt", False),
        (b"\x89PNG\r\n\x1a\n", "a.png", False),
        (archive.write(samples.small(), "json").data, "a", True),
        (archive.write(samples.small(), "json").data, "a.txt", False),
        (archive.write(samples.small(), "tei").data, "a.xml", True),
    ],
)
def test_a_file_is_a_record_by_its_content_or_by_a_name_that_only_records_have(
    data: bytes, name: str, is_record: bool, tmp_path: Path
) -> None:
    assert (side_at(written(tmp_path / name, data)).record is not None) is is_record


# --- a record and a text ---


@pytest.mark.slow
def test_of_a_record_and_a_newer_text_it_is_reported_what_that_does_to_its_statements(
    record: Path, tmp_path: Path
) -> None:
    fourth = written(tmp_path / "fourth.txt", THIRD.replace("wide", "deep"))
    found = compare(side_at(record), side_at(fourth))
    assert "wide is proposed again" in changes_page(found.changes)
    assert found.changes.apply(archive.load(record)) is not None
    assert "claims" not in {change.group for change in compare(
        side_at(fourth), side_at(record)
    ).changes.changes}  # fmt: skip


def test_a_record_and_its_own_text_do_not_differ(record: Path, tmp_path: Path) -> None:
    third = tmp_path / "third.txt"
    assert not kinds(compare(side_at(third), side_at(record)))
    assert not kinds(compare(side_at(record), side_at(third)))


def test_texts_that_have_nothing_in_common_are_reported(tmp_path: Path) -> None:
    old = written(tmp_path / "a.txt", FIRST)
    new = written(tmp_path / "b.txt", "Onions in butter, sliced thinly and fried slowly. " * 3)
    found = compare(side_at(old), side_at(new))
    assert [(f.code, f.severity, f.hint) for f in found.findings] == [
        ("texts-unrelated", "warning", "")
    ]


# --- captures ---


def test_between_two_captures_it_is_reported_what_changed_and_what_stands_on_it(
    record: Path,
) -> None:
    found = compare_captures(record_at(record), "capture", "capture-2")
    assert changes_page(found.changes, found.names, width=200) == (
        "capture → capture-2: 4 differences (text 3, claims 1)\n\nText\n"
        "  p-1 has other words\n"
        "    - …the bridge will cost 40 million crowns, and it will…\n"
        "    + …the bridge will cost 90 million crowns, and it will…\n"
        "  p-3-2 added to article: A paragraph that has come to it.\n"
        "  1 block has the same words in another form (quotation marks)\n\nClaims\n"
        "  cost: other words, in p-1\n"
        "    - 40 million crowns\n    + 90 million crowns\n\n"
        "Not listed: 4 blocks have another place in the received file; 1 anchor has the same words in "
        "another form.\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("capture", "capture", []),
        ("capture-3", "capture-3", []),
        ("capture-2", "capture-3", ["text-corrected", "anchor-altered"]),
        ("capture-3", "capture-2", ["text-corrected", "anchor-altered"]),
        ("capture", "capture-3", ["text-corrected", "block-added", "anchor-altered"]),
        ("capture-2", "capture", ["text-corrected", "block-removed", "anchor-altered"]),
    ],
)
def test_any_two_are_compared_whichever_the_record_stands_on(
    record: Path, old: str, new: str, expected: list[str]
) -> None:
    found = compare_captures(record_at(record), old, new)
    assert kinds(found) == expected


def test_a_record_on_a_capture_has_its_text_and_its_own_statements(record: Path) -> None:
    document = archive.load(record)
    data = (record / "received" / "first.txt").read_bytes()
    old = on_capture(document, "capture", data)
    assert "\n\n".join(block.text for block in old.text_blocks()) + "\n" == FIRST
    (stood,) = old.claim("cost").anchors
    assert stood.exact == "40 million crowns"
    for id in ("cost", "late", "wide"):
        assert old.claim(id).status == document.claim(id).status
        assert old.claim(id).history == document.claim(id).history
    third = (record / "received" / "third.txt").read_bytes()
    assert on_capture(document, "capture-3", third) == document


def test_bytes_that_are_not_those_of_the_capture_are_refused(record: Path) -> None:
    document = archive.load(record)
    with pytest.raises(ReadError) as caught:
        on_capture(document, "capture", FIRST.encode() + b"\n")
    assert [finding.code for finding in caught.value.findings] == ["capture-damaged"]
    (record / "received" / "first.txt").unlink()
    with pytest.raises(ReadError) as caught:
        compare_captures(record_at(record), "capture", "capture-2")
    assert [finding.code for finding in caught.value.findings] == ["no-such-file"]


@pytest.mark.parametrize(
    ("id", "message"),
    [("capture-9", "capture-2"), ("cost", "'cost' is a claim, not a capture"), ("x", "'x'")],
)
def test_what_is_no_capture_is_reported(record: Path, id: str, message: str) -> None:
    with pytest.raises(NotInDocument) as caught:
        compare_captures(record_at(record), "capture", id)
    assert message in str(caught.value)


def test_a_capture_of_which_no_text_is_derived_is_named(record: Path, tmp_path: Path) -> None:
    """The record was typed from a scan; then its text was received."""
    scan = written(tmp_path / "scan.pdf", b"%PDF-1.7\nA scan.")
    result = archive.receive(written(tmp_path / "typed.txt", FIRST), transcript_of=scan)
    archive.save(result.document, tmp_path / "typed", files=result.files)
    rebased(tmp_path / "typed", tmp_path / "second.txt")
    first, second = (capture.id for capture in archive.load(tmp_path / "typed").captures)
    with pytest.raises(ReadError) as caught:
        compare_captures(record_at(tmp_path / "typed"), first, second)
    (finding,) = caught.value.findings
    assert (finding.code, finding.location.file) == ("not-an-article", "received/scan.pdf")


@pytest.mark.slow
@each_case(
    ("old", "new", "name", "options"),
    [
        (FIRST.encode("windows-1252"), SECOND.encode("windows-1252"), "a.txt", {"encoding": "windows-1252"}),
        (FIRST.replace("\n\n", "\n").encode(), SECOND.replace("\n\n", "\n").encode(), "a.txt", {"paragraphs": "line"}),
        (b"<html><p>" + FIRST.replace("\n\n", "<p>").encode(), b"<html><p>" + SECOND.replace("\n\n", "<p>").encode(), "a.html", {}),
        (FIRST.replace("The bridge\n", "# The bridge\n").encode(), SECOND.replace("The bridge\n", "# The bridge\n").encode(), "a.md", {}),
        (b"# A sign\n\n" + FIRST.encode(), b"# A sign\n\n" + SECOND.encode(), "a.txt", {"plain": True}),
    ],
)  # fmt: skip
def test_captures_are_read_as_they_were_received(
    old: bytes, new: bytes, name: str, options: dict[str, str], tmp_path: Path
) -> None:
    result = archive.receive(written(tmp_path / "one" / name, old), **options)  # type: ignore[arg-type]
    archive.save(result.document, tmp_path / "record", files=result.files)
    rebased(tmp_path / "record", written(tmp_path / "two" / name, new), **options)
    document = archive.load(tmp_path / "record")
    assert len(document.captures) == 2
    first = on_capture(document, document.captures[0].id, old)
    assert [block.text for block in first.text_blocks()] == [
        block.text for block in result.document.text_blocks()
    ]
    found = compare_captures(
        record_at(tmp_path / "record"), *(capture.id for capture in document.captures)
    )
    assert kinds(found) == ["text-corrected", "block-added"]


def test_what_a_revision_named_and_is_gone_is_no_difference(record: Path) -> None:
    document: Document = archive.load(record)
    added = next(b.id for b in document.text_blocks() if b.text.startswith("A paragraph"))
    document = document.add(Revision(id="rev-9", by="ed", parts=(added, "cost")))
    archive.save(document, record)
    found = compare_captures(record_at(record), "capture", "capture-3")
    assert "record" not in {change.group for change in found.changes.changes}
