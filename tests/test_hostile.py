"""Input made to harm: work stays near linear in it, and what is wrong is told in a sentence."""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

import archive
from archive import report
from archive.files.memory import FilesInMemory
from archive.findings import Location
from archive.formats.quote_completion import complete_quotes
from archive.model import invariants
from archive.model.licences import recognise
from archive.reviews.stakes import stakes
from archive.text.sentences import sentence_around
from archive.text.words import splits_word
from archive.validation.rules import claims as rules_on_claims
from archive.validation.rules import entities, received_text, spans, structure
from tests.growth import MOST, Work, grows
from tests.public_names import public
from tests.records.undecided import undecided
from tests.samples import from_text, text_only
from tests.tools.cases import each_case


def record(**fields: Any) -> dict[str, Any]:
    return {"schema_version": "1.0", "id": "a", **fields}


def paragraphs(*texts: str) -> list[dict[str, Any]]:
    blocks = [
        {"type": "paragraph", "id": f"p-{n}", "text": text} for n, text in enumerate(texts, 1)
    ]
    return [{"id": "s", "blocks": blocks}]


def claim(number: int, *anchors: Any, **fields: Any) -> dict[str, Any]:
    said = {"restatement": f"Claim {number}.", "kind": "descriptive"}
    return {"id": f"c-{number}", "anchors": list(anchors), **said, **fields}


def reading(raw: dict[str, Any] | bytes) -> Work:
    """Reading a record, whatever comes of it."""
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()

    def work() -> None:
        with suppress(archive.ArchiveError):
            archive.read(data)

    return work


def reading_text(text: str) -> Work:
    def work() -> None:
        with suppress(archive.ArchiveError):
            archive.read(text.encode(), "text", id="a")

    return work


# --- work that could grow faster than the input ---


def a_line_of_blanks(n: int) -> Work:
    return reading_text(f"Title\n\n{' ' * n}\n\nText.\n")


def characters_that_xml_cannot_carry(n: int) -> Work:
    return reading_text("a line of a few words\x01\n" * n)


def items_under_a_long_name(n: int) -> Work:
    return reading(record(**{"x" * n: [0] * n}))


def claims_without_words(n: int) -> Work:
    return reading(record(claims=[claim(i) for i in range(n)]))


def completing(claims: list[dict[str, Any]], *texts: str) -> Work:
    data = json.dumps(record(sections=paragraphs(*texts), claims=claims))
    return lambda: complete_quotes(json.loads(data))


def words_without_place(n: int) -> Work:
    claims = [claim(i, {"exact": f"word{i} "}, {"exact": f"verb{i}"}) for i in range(n)]
    return completing(claims, " ".join(f"word{i}" for i in range(n)))


def words_without_place_that_stand_everywhere(n: int) -> Work:
    claims = [claim(i, {"exact": "e", "suffix": " e" * (i % 90)}) for i in range(n)]
    return completing(claims, "e " * n)


def words_within_a_block_each(n: int) -> Work:
    claims = [claim(i, {"exact": "e", "block": f"p-{i}"}) for i in range(1, n)]
    return completing(claims, *["e"] * n)


def quotes_under_a_long_name(n: int) -> Work:
    return reading(record(**{"x" * 10 * n: [{"exact": "e"}] * n}))


def claims_with_everything_wrong(n: int) -> Work:
    """Each has a field too many, one of a wrong type and one too few, and refers to nothing."""
    wrong = {
        "kind": 7,
        "mood": "glum",
        "about": [f"nobody-{n}"],
        "attribution": [{"claimant": "?"}],
    }
    claims = [claim(i, {"exact": f"words {i}"}, **wrong) for i in range(n)]
    for one in claims:
        del one["id"]
    return reading(record(claims=claims, entities=[{"id": f"e-{i}"} for i in range(n)]))


def anchors_of_an_edited_block(n: int) -> Work:
    """Each stands one code point further on than it says, or has one in it."""
    was = " ".join(f"word{i}" for i in range(n))
    wide = [
        {"type": "anchor", "block": "p-1", "start": 0, "end": i, "exact": was[:i]}
        for i in range(len(was) - 50, len(was))
    ]
    starts = [was.index(f"word{i}") for i in range(n)]
    narrow = [
        {"type": "anchor", "block": "p-1", "start": s, "end": s + 4, "exact": "word"}
        for s in starts
    ]
    claims = [claim(i, anchor) for i, anchor in enumerate((*wide, *narrow))]
    return reading(record(sections=paragraphs(was[:2] + "x" + was[2:]), claims=claims))


def slips_of_the_pen(n: int) -> Work:
    return reading(b'{"schema_version": "1.0", "id": "a", "tags": [' + b"1, // one\n" * n + b"],}")


def unchecked(**fields: Any) -> archive.Document:
    """A document that nobody has checked, so that one invariant can be asked alone."""
    defaults = archive.Document(id="a")
    return archive.Document.model_construct(**{**defaults.__dict__, **fields})


def claimed(number: int, anchor: archive.Anchor) -> archive.Claim:
    return archive.Claim(
        id=f"c-{number}", anchors=(anchor,), restatement="It is.", kind="descriptive"
    )


def places_that_have_other_words(n: int) -> Work:
    """Anchors none of whose words stand at their place, nor anywhere else."""
    document = text_only("words of the text " * 4 * n)
    anchor = document.anchor_at("p-1", 0, 5)
    wrong = tuple(claimed(i, anchor.update(exact=f"{i:05}")) for i in range(n))
    document = unchecked(sections=document.sections, claims=wrong)
    return lambda: list(invariants.anchor_words_differ(document))


def references_to_a_wrong_kind(n: int) -> Work:
    anchor = text_only("words").anchor_at("p-1", 0, 5).update(block="s")
    wrong = tuple(claimed(i, anchor) for i in range(n))
    document = unchecked(sections=(archive.model.Section(id="s"),), claims=wrong)
    document.index.unfit_references  # noqa: B018 (built on first use)
    return lambda: list(invariants.reference_to_wrong_kind(document))


def assessments_in_a_row(n: int) -> Work:
    """Each of which supersedes the one before it."""
    row = tuple(
        archive.Assessment(
            id=f"a-{i}", claim="c", verdict="doubt", reasoning="So.", supersedes=f"a-{i - 1}"
        )
        for i in range(n)
    )
    document = unchecked(assessments=row)
    document.index.parts  # noqa: B018 (built on first use)
    return lambda: list(invariants.supersedes_wrongly(document))


def tagged(n: int, text: str = "word ") -> archive.Document:
    """A paragraph of n words, each with a tag of its own."""
    document = text_only(text * n)
    return document.add(
        *(
            archive.model.Tag(
                id=f"t-{i}",
                tag="a",
                anchors=(document.anchor_at("p-1", i * len(text), (i + 1) * len(text) - 1),),
            )
            for i in range(n)
        )
    )


def lookups_by_stretch(n: int) -> Work:
    document = tagged(n)
    return lambda: [document.overlapping("p-1", 5 * i, 5 * i + 1) for i in range(n)]


def entity(id: str, *names: str) -> archive.model.Person:
    texts = tuple(archive.model.EntityName(text=name) for name in names)
    return archive.model.Person(id=id, names=texts)


def a_name_of_many_words(n: int) -> Work:
    document = text_only("Aa " * n).add(entity("e", "Aa " * (n // 2) + "B"))
    return lambda: list(entities.printed_not_in_text(document))


def a_mention_of_many_words(n: int) -> Work:
    document = text_only("Aa " * n + "B", "Aa " * n).add(entity("e", "B"))
    anchor = document.anchor_at("p-1", 3 * (n // 2), 3 * n + 1)
    document = document.add(archive.model.Mention(id="m", anchors=(anchor,), refers_to="e"))
    return lambda: list(entities.name_unmarked_elsewhere(document))


def signs_within_a_name(n: int) -> Work:
    document = text_only("Words.").add(entity("e", "a" + "." * n + "b"))
    return lambda: list(entities.printed_not_in_text(document))


def cells_that_span_many_rows(n: int) -> Work:
    rows = tuple(
        archive.model.Row(cells=(archive.model.Cell(id=f"k-{i}", text="a", rows=n),))
        for i in range(n)
    )
    section = archive.model.Section(id="s", blocks=(archive.model.Table(id="t", rows=rows),))
    document = archive.Document(id="a", sections=(section,))
    return lambda: list(structure.table_ragged(document))


def orphans_of_rejected_claims(n: int) -> Work:
    orphan = archive.Orphan(
        block="p-1", start=0, end=1, exact="y", prefix="", suffix="", reason="It is gone."
    )
    rejected = tuple(claimed(i, orphan).update(status="rejected") for i in range(n))
    document = text_only("x").update(claims=rejected)
    document.index.parts  # noqa: B018 (built on first use)
    return lambda: list(spans.orphaned_anchor(document))


def flags_in_a_row(n: int) -> Work:
    document = tagged(n, "\U0001f1e6\U0001f1e8")
    return lambda: list(spans.span_splits_grapheme(document))


def full_stops_in_a_row(n: int) -> Work:
    texts = iter(["a " + "." * n + "b" + "c" * i for i in range(99)])  # it keeps the last
    return lambda: sentence_around(next(texts), 0, 1)


def captures_with_a_block_each(n: int) -> Work:
    digest = sha256(b"a").hexdigest()
    captures = tuple(
        archive.Capture(
            id=f"k-{i}", file=f"{i}", media_type="text/plain", size_bytes=1, sha256=digest,
            derivation="verbatim-1",
        )
        for i in range(n)
    )  # fmt: skip
    blocks = tuple(
        archive.model.Paragraph(
            id=f"p-{i}",
            text="a",
            origin=archive.model.BlockOrigin(capture=f"k-{i}", start=0, end=1),
        )
        for i in range(n)
    )
    document = archive.Document(
        id="a", captures=captures, sections=(archive.model.Section(id="s", blocks=blocks),)
    )
    files = FilesInMemory({f"{i}": b"a" for i in range(n)})
    return lambda: list(received_text.capture_not_covered(document, files))


def cues_in_one_sentence(n: int) -> Work:
    """Each adds a claim to somebody else than all the mentions in the sentence."""
    text = "Zork said so "
    document = text_only(text * n).add(entity("e", "Somebody"), entity("f", "Zork"))
    parts = []
    for at in range(0, len(text) * n, len(text)):
        cue = document.anchor_at("p-1", at + 5, at + 9)
        parts.append(
            claimed(at, document.anchor_at("p-1", at + 10, at + 12)).update(
                attribution=(
                    archive.model.Attribution(claimant="e", manner="reported", cue=(cue,)),
                )
            )
        )
        zork = document.anchor_at("p-1", at, at + 4)
        parts.append(archive.model.Mention(id=f"m-{at}", anchors=(zork,), refers_to="f"))
    document = document.add(*parts)
    return lambda: list(rules_on_claims.claimant_not_in_cue(document))


def words(n: int, seed: int = 1) -> list[str]:
    random = Random(seed)
    return [f"w{random.randrange(1000)}" for _ in range(n)]


def locating_long_words_that_changed(n: int) -> Work:
    there = words(n)
    quote = " ".join("zz" if at % 9 == 0 else word for at, word in enumerate(there[: n // 2]))
    return lambda: archive.locate(" ".join(there), quote)


def locating_by_a_long_context(n: int) -> Work:
    return lambda: archive.locate("abc " * n, "abc", prefix="abd " * n, suffix="x" * n)


def locating_words_that_overlap_themselves(n: int) -> Work:
    quote = "a" * (n // 2)
    return lambda: archive.locate("a" * n, quote, prefix=" ", suffix=" ")


def locating_among_flags(n: int) -> Work:
    return lambda: archive.locate("\U0001f1e6" * n, "\U0001f1e6")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "n"),
    [
        (a_line_of_blanks, 1000),
        (characters_that_xml_cannot_carry, 3000),
        (claims_without_words, 250),
        (items_under_a_long_name, 2000),
        (words_without_place, 600),
        (words_without_place_that_stand_everywhere, 150),
        (words_within_a_block_each, 500),
        (quotes_under_a_long_name, 500),
        (claims_with_everything_wrong, 100),
        (anchors_of_an_edited_block, 300),
        (slips_of_the_pen, 1000),
        (places_that_have_other_words, 300),
        (references_to_a_wrong_kind, 100),
        (assessments_in_a_row, 200),
        (lookups_by_stretch, 200),
        (a_name_of_many_words, 500),
        (a_mention_of_many_words, 500),
        (signs_within_a_name, 1000),
        (cells_that_span_many_rows, 200),
        (orphans_of_rejected_claims, 300),
        (flags_in_a_row, 200),
        (full_stops_in_a_row, 1000),
        (captures_with_a_block_each, 100),
        (cues_in_one_sentence, 150),
        (locating_long_words_that_changed, 400),
        (locating_by_a_long_context, 100),
        (locating_words_that_overlap_themselves, 20_000),
        (locating_among_flags, 300),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_work_grows_like_the_input(make: Callable[[int], Work], n: int) -> None:
    assert grows(make, n) < MOST


@pytest.mark.slow
@each_case("sign", ["\U0001f1e6", "\u200e", "\ufeff", "a\u0301", "\u05d0'", "1,"])
def test_whether_a_word_is_split_is_told_from_what_stands_near(sign: str) -> None:
    def make(n: int) -> Work:
        text = sign * n
        return lambda: [splits_word(text, offset) for offset in range(len(text))]

    assert grows(make, 300) < MOST


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *("[a](", "[a](a", "[", "**a", "# a\n", "# a\n\n\n", "a\n===\n", "--- | "),
        *("<", "</p ", "<a></a>  ", "<!--", "<?a", "[[", '{"a":', "---\na:\n", "A: b\n"),
        *("- ", "-  * ", "12 ", "@", "a\r", "\r", ". ", "page ", "March 3, ", "Jane Doe and "),
        *("March 3, 2016\n\n", "By Jane Doe\n\n", f"{'a' * 120}.\n", "a\n\n"),
    ],
)
def test_work_on_a_text_grows_like_the_text(unit: str) -> None:
    for paragraphs in ("blank-line", "line"):
        read = partial(archive.read, format="text", id="a", paragraphs=paragraphs)

        def make(n: int, read: Callable[[bytes], object] = read) -> Work:
            data = f"By {unit * n}".encode()
            return lambda: _whatever_comes_of_it(read, data)

        assert grows(make, 400) < MOST


def _whatever_comes_of_it(read: Callable[[bytes], object], data: bytes) -> None:
    with suppress(archive.ArchiveError):
        read(data)


@each_case("length", [100, 300, 1000, 1500])
def test_long_words_are_found_in_which_a_few_have_changed(length: int) -> None:
    there = words(2000)
    text = " ".join(there)
    start = len(" ".join(there[:200])) + 1
    quote = " ".join(there[200 : 200 + length])
    changed = " ".join("zz" if at % 9 == 4 else word for at, word in enumerate(quote.split()))
    found = archive.locate(text, changed)
    assert isinstance(found, archive.Found)
    assert (found.start, found.exact) == (start, quote)


def test_words_without_end_are_found_where_they_stand_exactly_and_nowhere_else() -> None:
    text = " ".join(words(4000))
    assert archive.locate(text, text[5:15_000]).start == 5  # type: ignore[union-attr]
    assert archive.locate(text, f"{text[5:15_000]}!!") == archive.Missing(f"{text[5:15_000]}!!")


def test_of_very_many_places_those_nearest_to_the_old_one_are_judged() -> None:
    found = archive.locate("ab " * 3000, "ab", near=6000, prefix="ab ", suffix=" ab")
    assert isinstance(found, archive.Ambiguous)
    assert found.candidates[0].start == 6000


def test_a_long_name_in_an_extension_is_refused_where_it_stands() -> None:
    """Its length would come again in the pointer of every value under it."""
    long = "x" * 1001
    raw = record(extensions={"https://example.org/a": {"b": [{long: 10**4001, "x" * 1000: 1}]}})
    with pytest.raises(archive.errors.InvalidDocument) as caught:
        archive.read(json.dumps(raw).encode())
    (finding,) = caught.value.findings
    assert finding.code == "extension-not-json"
    assert finding.location.pointer == "/extensions/https:~1~1example.org~1a/b/0"
    assert finding.message == "a name has 1,001 code points; at most 1,000 are allowed"


def test_of_words_that_stand_in_very_many_places_a_hundred_are_counted() -> None:
    raw = record(sections=paragraphs("e" * 500), claims=[claim(1, {"exact": "e"})])
    with pytest.raises(
        archive.errors.InvalidDocument, match=r"occurs in 100 places or more \(.*: p-1 at 0: "
    ):
        archive.read(json.dumps(raw).encode())


# --- what must be refused in a sentence ---

BIG = "9" * 5000
DEEP = f"{'[' * 1000}1{']' * 1000}"
HEAD = '{"schema_version": "1.0", "id": "a"'
SIZE = '{"id": "k", "file": "f", "media_type": "a/b", "size_bytes": %s, "sha256": "%s"}'


@pytest.mark.slow
@each_case(
    ("text", "reason"),
    [
        (BIG, "neither JSON nor XML|at most 4,300 digits"),
        (f'{{"schema_version": {BIG}}}', "a whole number may have at most 4,300 digits"),
        (f'{HEAD}, "claims": {BIG}}}', "a whole number may have at most 4,300 digits"),
        (f'{HEAD}, "claims": [-{BIG}]}}', "a whole number may have at most 4,300 digits"),
        (f'{HEAD}, "captures": [{SIZE % (BIG, "0" * 64)}]}}', "at most 4,300 digits"),
        (f'{HEAD}, "extensions": {{"https://a.org": {BIG}}}}}', "at most 4,300 digits"),
        (f'{HEAD}, "extensions": {{"https://a.org": {"9" * 4001}}}}}', "more than 4,000 digits"),
        (
            f'{HEAD}, "extensions": {{"https://a.org": {BIG}.5}}}}',
            "a whole number may have at most 4,300 digits",
        ),
        (f'{HEAD}, "claims": {DEEP}}}', "are nested more than 200 deep"),
        (f'{HEAD}, "extensions": {{"https://a.org": {DEEP}}}}}', "are nested more than 200 deep"),
        (
            HEAD + ', "a": {"a": ' + '{"a": ' * 1000 + "1" + "}" * 1002,
            "are nested more than 200 deep",
        ),
    ],
    ids=lambda value: value[:40],
)
def test_numbers_without_end_and_depths_without_ground_are_refused(text: str, reason: str) -> None:
    for read in (archive.read, archive.format):
        with pytest.raises(archive.ArchiveError, match=reason):
            read(text.encode())
    assert not archive.validate(text.encode()).ok


def test_a_number_that_cannot_be_written_down_is_refused_from_python_too() -> None:
    for fields in ({"extensions": {"https://example.org": 10**5000}}, {"claims": 10**5000}):
        with pytest.raises(archive.errors.InvalidDocument):
            archive.Document.model_validate({"id": "a", **fields})


def test_half_of_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(archive.errors.ReadError) as caught:
        from_text("One.\n\nTwo \ud800.", id="a")
    (finding,) = caught.value.findings
    assert finding.code == "lone-surrogate"
    assert (finding.location.line, finding.location.column) == (3, 5)


@each_case(
    ("path", "code"),
    [("a" * 5000, "file-unreadable"), ("a\0b", "no-such-file"), ("a/\udcff", "no-such-file")],
)
def test_a_path_that_cannot_be_is_no_file(path: str, code: str) -> None:
    with pytest.raises(archive.errors.ReadError) as caught:
        archive.load(path)
    assert [finding.code for finding in caught.value.findings] == [code]
    assert [finding.code for finding in archive.validate(path)] == [code]


@each_case("name", ["a" * 5000 + ".json", "a\0.json", "folder.json", "file/a.json"])
def test_what_cannot_be_written_is_told_with_its_path(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(archive.errors.WriteError, match="cannot write "):
        archive.save(text_only("words"), tmp_path / name, "json")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder.json"]


# --- files ---


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of a record with its capture."""
    data = b"One.\n\nTwo.\n"
    read = archive.read(data, "text", id="a")
    archive.save(read.document, tmp_path / "a", files=read.files)
    assert archive.validate(tmp_path / "a").ok
    return tmp_path / "a"


def found(folder: Path) -> list[str]:
    return [finding.code for finding in archive.validate(folder).errors]


def test_a_pipe_is_not_waited_for(kept: Path) -> None:
    capture, record = kept / "received" / "a.txt", kept / "document.json"
    capture.unlink()
    os.mkfifo(capture)
    assert found(kept) == ["capture-missing"]
    record.rename(kept.parent / "b.json")
    os.mkfifo(record)
    for path in (record, record.parent, Path(os.devnull)):
        with pytest.raises(archive.errors.ReadError, match=r"not a regular file|has neither"):
            archive.load(path)


def test_a_link_to_itself_is_a_capture_that_is_missing(kept: Path) -> None:
    capture = kept / "received" / "a.txt"
    capture.unlink()
    capture.symlink_to("a.txt")
    assert found(kept) == ["capture-missing"]
    record = kept / "document.json"
    record.unlink()
    record.symlink_to("document.json")
    with pytest.raises(archive.errors.ReadError):
        archive.load(record)


def test_a_link_out_of_the_folder_is_followed_neither_to_read_nor_to_write(kept: Path) -> None:
    outside = kept.parent / "outside"
    (kept / "received").rename(outside)
    (outside / "secret.txt").write_text("secret")
    (kept / "received").symlink_to(outside)
    report = archive.validate(kept)
    assert [finding.code for finding in report.errors] == ["capture-missing"]
    assert not any("secret" in str(finding) for finding in report)
    with pytest.raises(archive.errors.WriteError, match="a link leads out of the folder"):
        archive.save(archive.load(kept), kept, files={"received/new.txt": b""})
    assert sorted(path.name for path in outside.iterdir()) == ["a.txt", "secret.txt"]


UNSAFE = [
    "../x",
    "/etc/x",
    "CON",
    "received/con.txt",
    "nul .txt",
    ".git/config",
    "a/.GIT/hooks/post-commit",
    "document.json",
    "Document.JSON",
    "document.json/x",
    "document.tei.xml",
    "a.",
    "a\x1b[31m",
    "a\u202etxt.exe",
    "a\udcff",
    "a\\b",
    "C:x",
    "é" * 128,
]


@each_case("name", UNSAFE, ids=ascii)
def test_a_file_name_that_does_harm_is_refused(name: str, tmp_path: Path) -> None:
    capture = {"id": "k", "media_type": "a/b", "size_bytes": 0, "sha256": "0" * 64}
    with pytest.raises(archive.errors.InvalidDocument) as caught:
        archive.Document.model_validate({"id": "a", "captures": [{**capture, "file": name}]})
    assert [finding.code for finding in caught.value.findings] == ["file-name-unsafe"]
    with pytest.raises(
        archive.errors.WriteError, match=r"is not written into|is the record itself"
    ):
        archive.save(text_only("words"), tmp_path / "a", files={name: b""})
    assert not list(tmp_path.iterdir())


def test_two_names_that_look_the_same_are_one() -> None:
    captures = [
        {"id": id, "file": file, "media_type": "a/b", "size_bytes": 0, "sha256": "0" * 64}
        for id, file in (("k", "caf\u00e9"), ("l", "cafe\u0301"), ("m", "CAFE\u0301"))
    ]
    with pytest.raises(archive.errors.InvalidDocument) as caught:
        archive.Document.model_validate({"id": "a", "captures": captures})
    assert [(f.code, f.location.pointer) for f in caught.value.findings] == [
        ("capture-file-twice", "/captures/1/file"),
        ("capture-file-twice", "/captures/2/file"),
    ]


def test_a_name_may_have_all_the_bytes_that_a_name_can_have(tmp_path: Path) -> None:
    name = f"{'é' * 125}.json"
    assert len(name.encode()) == 255
    archive.save(text_only("words"), tmp_path / name)
    assert archive.load(tmp_path / name) == text_only("words")
    archive.save(text_only("words"), tmp_path / ("a" * 255))
    assert archive.load(tmp_path / ("a" * 255)) == text_only("words")


def test_what_a_killed_writer_left_is_cleared_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise Killed

    def nothing(*_: object, **__: object) -> None: ...

    for path in (tmp_path / "a.json", tmp_path / "folder"):
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", killed)
            patch.setattr(Path, "unlink", nothing)
            patch.setattr("shutil.rmtree", nothing)
            with pytest.raises(Killed):
                archive.save(text_only("words"), path)
    (tmp_path / ".archive-notes.tmp").write_text("mine")
    left = {path.name for path in tmp_path.iterdir()}
    assert len(left) == 3
    for path in (tmp_path / "a.json", tmp_path / "folder"):
        archive.save(text_only("words"), path)
    assert {path.name for path in tmp_path.iterdir()} == {".archive-notes.tmp", "a.json", "folder"}


class Killed(BaseException):
    """Nothing after it runs."""


# --- streams and terminals ---


def archive_command(*arguments: str, redirect: str = "") -> subprocess.CompletedProcess[bytes]:
    command = f'"$@" {redirect}'
    program = [sys.executable, "-c", "from archive.cli import main; main()"]
    return subprocess.run(
        ["sh", "-c", command, "sh", *program, *arguments], capture_output=True, timeout=60
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "redirect", "code"),
    [
        (("show",), "| head -c 1", 0),
        (("show",), ">&-", 0),
        (("validate",), ">&- 2>&-", 0),
        (("write", "--to", "tei"), ">&-", 0),
        (("format", "-"), "<&-", 1),
    ],
    ids=str,
)
def test_a_stream_that_is_closed_is_no_fault(
    arguments: tuple[str, ...], redirect: str, code: int, kept: Path
) -> None:
    paths = [] if "-" in arguments else [str(kept)]
    result = archive_command(*arguments, *paths, redirect=redirect)
    assert result.returncode == code
    assert b"fault in archive" not in result.stderr
    assert b"Traceback" not in result.stderr


STEERING = "".join(
    map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F),
              *range(0x2066, 0x206A)])
)  # fmt: skip


def test_what_steers_a_terminal_is_escaped_in_every_report() -> None:
    finding = archive.Finding("not-json", STEERING, STEERING).at(file=f"a{STEERING}", pointer="/a")
    reports = [archive.Report((finding,), source=f"a{STEERING}")]
    for shown in (report.as_text, report.as_json, report.as_sarif):
        text = shown(reports)
        assert not set(text) & set(STEERING) - {"\n"}
    assert json.loads(report.as_json(reports))["findings"][0]["message"] == STEERING
    sarif = json.loads(report.as_sarif(reports))
    assert sarif["runs"][0]["results"][0]["message"]["text"] == f"{STEERING} ({STEERING})"


@pytest.mark.slow
def test_a_file_name_that_is_no_unicode_is_told_in_every_report(kept: Path) -> None:
    strange = kept.parent / "a\udcff\x1b[31m"
    kept.rename(strange)
    for format in ("text", "json", "sarif"):
        result = archive_command("validate", "--format", format, str(strange))
        assert result.returncode == 0, result.stderr
        assert b"fault" not in result.stderr
        assert not {b"\x1b", b"\xff"} & {bytes([byte]) for byte in result.stdout}
        if format != "text":
            json.loads(result.stdout)


# --- addresses that look like a licence's ---

ZERO, BY = "creativecommons.org/publicdomain/zero/1.0", "creativecommons.org/licenses/by/4.0"


@each_case(
    "text",
    [
        f"https://{ZERO}/evil",
        f"https://{ZERO}/deed.en/evil",
        f"https://{ZERO}/deed.evil-thing",
        f"https://{ZERO}x",
        "https://creativecommons.org/publicdomain/mark/1.0/evil",
        "https://creativecommons.org/licenses/publicdomain/evil",
        f"https://{BY}/evil",
        f"https://{BY}/deed.nothing",
        f"https://{BY}////",
        f"https://{BY}/../../by-nc/4.0/",
        f"https://user@{BY}/",
        f"https://creativecommons.org@evil.example/{BY}/",
        f"https://{BY.replace('.org', '.org:8443')}/",
        f"https://{BY.replace('.org', '.org.evil.example')}/",
        f"https://evil{BY}/",
        f"https://evil.example/{BY}/",
        f"https://evil.example/?{BY}/",
        f"https:{BY}/",
        f"javascript://{BY}/",
        f"https://{BY}/\u202e",
        "https://creativecommons.org/licenses/by/\u0664.\u0660/",
        "http://rightsstatements.org/vocab/InC/1.0/evil",
        "http://rightsstatements.org/vocab/InC/2.0/",
        "https://spdx.org/licenses/MIT.html/evil",
        "https://spdx.org/licenses/all-rights-reserved",
        "https://spdx.org/licenses/cc/by/4.0",
        "CC BY 4.0 \u043d\u0435",
        "\u975e CC BY 4.0",
        "CC0 1.0 \u274c",
        "all rights reserved?",
    ],
    ids=ascii,
)
def test_what_only_looks_like_a_licence_is_none(text: str) -> None:
    assert recognise(text) is None


@each_case("end", ["", "/", "/deed", "/deed.de", "/deed.zh_TW", "/legalcode", "/rdf"])
def test_the_pages_of_a_licence_are_known(end: str) -> None:
    for place in (ZERO, BY):
        licence = recognise(f"http://www.{place}{end}")
        assert licence is not None
        assert licence.uri == f"https://{place}/"


# --- what is public can be copied, and sent to another process ---


def public_values() -> dict[str, object]:
    """One value of each class that is public and not a part of a record, and the rest by name."""
    document, changed = text_only("One two two."), text_only("One twos two.")
    finding = archive.Finding("a", "b", location=Location("c", 1, 2, "/d"))
    values: list[object] = [
        archive.validate(document),
        archive.validate(archive.write(document, "json").data),
        archive.read(archive.write(document, "json").data),
        archive.read(b"One.", "text", id="a"),
        archive.write(document, "json"),
        archive.diff(document, changed),
        archive.rebase(document, onto=changed),
        archive.with_text(document, {"p-1": "One."}),
        archive.format(archive.write(document, "json").data),
        archive.plain_text(document),
        archive.locate("a b b", "a"),
        archive.locate("a b b", "b"),
        archive.locate("a b b", "c"),
        archive.model.edtf_bounds("2016"),
        archive.citation(document),
        *archive.waiting(undecided())[:1],
        stakes(undecided(), "c-cars"),
        archive.Decision("a", "mend", "b", {"words": "c"}),
        archive.ArchiveError("a"),
        archive.errors.InvalidDocument([finding]),
        archive.errors.InvalidPart("Claim", [finding]),
        archive.errors.ReadError([finding], "a"),
        archive.errors.RowsRefused([finding], 1, 5, "a"),
        archive.errors.ReadFault([finding], "a"),
        archive.errors.WriteFault("a"),
        archive.errors.DiffDoesNotApply([finding]),
        archive.errors.NotDecided([finding]),
        archive.errors.SpeaksForOthers("a", "b", "c"),
        archive.errors.WriteError("a"),
        archive.errors.Conflict("a", "b", None, "c"),
        archive.errors.UnknownFormat("a", ("b",)),
        archive.errors.UnknownOption("a", "b", ("c",), ("d",)),
        archive.errors.WordsNotFound("a"),
        archive.errors.WordsNotFound("a", [("b", 1)]),
        archive.errors.NotInDocument("a"),
        archive.errors.UnknownCode("a", ("b",)),
        archive.errors.UnknownEncoding("a", ("b",)),
        archive.errors.UnknownFilterValue("a", "b", "c"),
        archive.errors.NoSuchOffset(1, "utf-8", "a", 0, 2),
        archive.errors.NotInPlainText("a", "b", "c"),
        archive.errors.UnknownPolicy("a", ("b",)),
        archive.errors.UnknownRule("a", ("b",)),
        archive.errors.RecordExists("a", "b/a", "c"),
        archive.errors.IndexUnavailable("a", "b", "c"),
        archive.errors.UnknownRecord("a", ("b",)),
        archive.errors.RecordTwice("a", ("b/a", "c/a")),
        archive.errors.UnknownStyle("a", ("b",), "locale"),
        archive.errors.UnknownUnit("a", ("b",)),
        archive.errors.UnknownEngine("a", ("b",)),
        archive.errors.EngineUnavailable("a", "b", "c"),
        archive.errors.MissingExtra("a", "b"),
    ]
    return {
        **public(),
        **{f"{type(v).__name__} {n}": v for n, v in enumerate(values)},
    }


def told(value: object) -> object:
    """What is compared: an error is equal only to itself, a type only as it is written."""
    if isinstance(value, BaseException):
        return type(value), str(value), value.__dict__
    return value if type(value).__eq__ is not object.__eq__ else repr(value)


def test_what_is_public_can_be_copied_and_pickled() -> None:
    for name, value in public_values().items():
        for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
            assert type(again) is type(value), name
            if "FieldInfo" not in repr(value):  # pydantic's own, which are equal to nothing else
                assert told(again) == told(value), name


def test_every_error_is_among_the_values() -> None:
    errors = {
        value.__name__
        for value in public().values()
        if isinstance(value, type) and issubclass(value, archive.ArchiveError)
    }
    assert errors <= {name.partition(" ")[0] for name in public_values() if " " in name}
