"""brat: every line of a file, on the words that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.annotations import brat
from archive.annotations.external import AnnotationFile, Body, ExternalAnnotation
from archive.errors import ReadError
from tests.samples import from_text
from tests.tools.cases import each_case

COUNTS = {
    "105_persuasion_entities": {"T": 178},
    "1064_masque_coref": {"T": 261, "R": 1},
    "120_treasure_island_events": {"T": 67},
    "document1-ref": {"T": 4, "E": 1, "R": 1, "#": 3},
}


def lines_of(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]


@each_case("name", COUNTS)
def test_every_line_of_a_file_is_found_with_the_words_of_its_text(
    shared: Callable[[str], Path], name: str
) -> None:
    path = shared("ingest/annotations/brat") / f"{name}.ann"
    text = path.with_suffix(".txt").read_bytes()
    lines = lines_of(path)
    assert Counter(line[0][0] for line in lines) == COUNTS[name]
    for given_text in (None, text):
        found = brat.read_annotations(path.read_bytes(), file=path.name, text=given_text)
        assert found.findings == []
        by_id = {one.id: one for one in found.annotations if one.id}
        assert set(by_id) == {line[0] for line in lines}
        for id, said, *rest in lines:
            [target] = by_id[id].targets if id[0] in "TE" else [None]
            if id[0] == "T":
                type, start, end = said.split(" ")
                assert target is not None
                assert (target.exact, target.start, target.end) == (rest[0], int(start), int(end))
                assert text.decode()[int(start) : int(end)] == target.exact
                assert by_id[id].bodies[0].value == type


@pytest.mark.slow
@each_case("name", COUNTS)
@each_case("with_text", [True, False])
def test_each_file_is_laid_on_its_text_with_the_right_words(
    shared: Callable[[str], Path], name: str, with_text: bool
) -> None:
    path = shared("ingest/annotations/brat") / f"{name}.ann"
    data = path.with_suffix(".txt").read_bytes()
    onto = archive.receive(data, "text", id="a", plain=True).document
    text = data if with_text else None
    laid = archive.add(onto, path.read_bytes(), "brat", file=path.name, text=text)
    tags = [one for one in laid.document.annotations if one.type == "tag"]
    named = {line[0]: line[2] for line in lines_of(path) if line[0][0] == "T"}
    assert len(tags) == len(named) + COUNTS[name].get("E", 0)
    for one in tags:
        id = one.identifiers[0].value.partition("#")[2]
        for anchor in one.anchors:
            block = laid.document.block(anchor.block).text
            assert block[anchor.start : anchor.end] == anchor.exact
        if id in named:
            assert " ".join(anchor.exact for anchor in one.anchors) == named[id]
    again = archive.add(laid.document, path.read_bytes(), "brat", file=path.name, text=text)
    assert again.document is laid.document


def test_without_the_text_offsets_tell_which_of_equal_words_are_meant(
    shared: Callable[[str], Path],
) -> None:
    path = shared("ingest/annotations/brat") / "1064_masque_coref.ann"
    data = path.with_suffix(".txt").read_bytes()
    onto = archive.receive(data, "text", id="a", plain=True).document
    results = [
        archive.add(onto, path.read_bytes(), "brat", file="m.ann", text=text).document
        for text in (data, None)
    ]
    with_text, without = (
        Counter((one.identifiers[0].value, anchor.block, anchor.start)
                for one in document.annotations for anchor in one.anchors)
        for document in results
    )  # fmt: skip
    assert with_text == without


# --- each kind of line ---

TEXT = "Sony 😀 formed a joint\nventure with Ericsson in Lund."


def read(*lines: str, text: str | None = TEXT) -> AnnotationFile:
    return brat.read_annotations("\n".join(lines).encode(), file="a.ann", text=text)


def said(
    annotation_file: AnnotationFile,
) -> list[tuple[str | None, str | None, list[str | None], list[Body]]]:
    return [
        (one.id, one.on, [target.exact for target in one.targets], [*one.bodies])
        for one in annotation_file.annotations
    ]


T1, T2, T3 = (
    "T1\tOrg 0 4\tSony",
    "T2\tJoin 7 13;16 29\tformed joint venture",
    "T3\tOrg 35 43\tEricsson",
)


def test_words_in_several_stretches_are_several_and_a_line_end_is_a_blank() -> None:
    assert said(read(T2)) == [
        ("T2", None, ["formed", "joint\nventure"], [Body(layer="entity", value="Join")])
    ]
    [without] = read(T2, text=None).annotations
    assert [(one.exact, one.start, one.end) for one in without.targets] == [
        ("formed", 7, 13),
        ("joint venture", 16, 29),
    ]


def test_events_have_the_words_of_their_trigger_and_name_who_takes_part() -> None:
    found = read(T1, T2, "E1\tJoin:T2 Org1:T1 Org2:E2 ", "E2\tJoin:T2 Of:E1")
    words = ["formed", "joint\nventure"]
    assert said(found) == [
        ("T1", None, ["Sony"], [Body(layer="entity", value="Org")]),
        ("T2", None, words, [Body(layer="trigger", value="Join")]),
        ("E1", None, words, [Body(layer="event", value="Join")]),
        (None, "E1", [], [Body(layer="event.Org1", value="Join", linked_id="T1")]),
        (None, "E1", [], [Body(layer="event.Org2", value="Join", linked_id="E2")]),
        ("E2", None, words, [Body(layer="event", value="Join")]),
        (None, "E2", [], [Body(layer="event.Of", value="Join", linked_id="E1")]),
    ]
    assert found.findings == []


def test_relations_and_equivalences_name_what_they_are_between() -> None:
    found = read(T1, T2, T3, "R1\tOrigin Arg1:T1 Arg2:T3\t", "*\tEquiv T1 T2 T3")
    assert said(found)[3:] == [
        ("R1", "T1", [], [Body(layer="relation", value="Origin", linked_id="T3")]),
        (None, "T1", [], [Body(layer="relation", value="Equiv", linked_id="T2"),
                          Body(layer="relation", value="Equiv", linked_id="T3")]),
    ]  # fmt: skip


def test_the_roles_of_a_relation_are_in_the_name_of_its_layer() -> None:
    found = read(T1, T2, "R1\tSays Who:T1 What:T2")
    body = Body(layer="relation.Who.What", value="Says", linked_id="T2")
    assert said(found)[2:] == [("R1", "T1", [], [body])]


def test_attributes_and_normalisations_are_said_of_what_they_are_about() -> None:
    found = read(
        "A1\tNegation T1", "M2\tConfidence T1 L1", T1,
        "N1\tReference T1 Wikipedia:534366\tSony Group",
        "#1\tAnnotatorNotes T1\tIs it?\tYes.",
    )  # fmt: skip
    assert said(found) == [
        (
            "T1",
            None,
            ["Sony"],
            [
                Body(layer="entity", value="Org"),
                Body(layer="attribute", value="Negation"),
                Body(layer="attribute.Confidence", value="L1"),
                Body(
                    layer="normalisation.Reference",
                    purpose="identifying",
                    uri="Wikipedia:534366",
                    value="Sony Group",
                ),
            ],
        ),
        (
            "#1",
            "T1",
            [],
            [Body(layer="AnnotatorNotes", purpose="commenting", value="Is it?\tYes.")],
        ),
    ]


def test_a_note_becomes_a_comment_on_what_it_is_about() -> None:
    onto = from_text(TEXT, id="a")
    data = f"{T1}\n#1\tAnnotatorNotes T1\tIs it?".encode()
    tag, comment = archive.add(onto, data, "brat", file="a.ann").document.annotations
    assert (comment.type, getattr(comment, "text", ""), getattr(comment, "on", "")) == (
        "comment", "Is it?", tag.id
    )  # fmt: skip


# --- offsets ---


@each_case(
    ("line", "code", "reported"),
    [
        ("T1\tOrg 500 900\tSony", "remark-outside-text", "from 0 to 52"),
        ("T1\tOrg 4 0\tSony", "remark-outside-text", "it ends at 0, not after its start 4"),
        (
            "T1\tOrg 1 5\tSony",
            "remark-words-differ",
            'the line has "Sony", but the text has "ony "',
        ),
    ],
)
def test_words_that_do_not_stand_where_they_should_are_reported_and_looked_for(
    line: str, code: str, reported: str
) -> None:
    found = read(line)
    [finding] = found.findings
    assert finding.code == code
    assert reported in finding.message
    assert str(finding.location) == "a.ann:1"
    [target] = found.annotations[0].targets
    assert (target.exact, target.start) == ("Sony", None)
    onto = from_text(TEXT, id="a")
    laid = archive.add(onto, line.encode(), "brat", text=TEXT).document
    assert [one.anchors[0].exact for one in laid.annotations] == ["Sony"]
    nowhere = archive.add(onto, line.replace("Sony", "Sanyo").encode(), "brat", text=TEXT)
    assert nowhere.document is onto
    assert "remark-not-placed" in {one.code for one in nowhere.findings}


@pytest.mark.parametrize(("unit", "start"), [("UTF-16", 8), ("UTF-8", 10)])
def test_a_file_that_counts_otherwise_is_read_so_and_reported(unit: str, start: int) -> None:
    found = read(T1, f"T2\tJoin {start} {start + 6}\tformed")
    assert said(found)[1][2] == ["formed"]
    [reported] = found.findings
    assert reported.message == f"offsets count {unit} here, not code points"


WORDS = st.text("ab 😀é漢", min_size=1, max_size=30)


@given(WORDS, st.data())
def test_what_is_written_comes_back(text: str, data: st.DataObject) -> None:
    lines, expected = [], []
    for number in range(data.draw(st.integers(0, 4))):
        cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
        pairs = [*zip(cuts[::2], cuts[1::2], strict=False)]
        offsets = ";".join(f"{start} {end}" for start, end in pairs)
        pieces = [text[start:end] for start, end in pairs]
        if not "".join(pieces).strip():  # it is about no words, and reported
            continue
        lines.append(f"T{number}\tX {offsets}\t{' '.join(pieces)}")
        expected.append(pieces)
    if not lines:
        return
    for given_text in (text, None):
        found = read(*lines, text=given_text)
        assert found.findings == []
        assert [[target.exact for target in one.targets] for one in found.annotations] == expected


# --- findings and refusals ---


def test_what_points_to_nothing_is_reported() -> None:
    found = read(
        T1, "R1\tOf Arg1:T1 Arg2:T9", "E1\tJoin:T8 Of:T1", "A1\tNegation T7",
        "#1\tAnnotatorNotes T6\tx", "#2\tAnnotatorNotes T1\t ", "x1\ty", "", "T2\tX 4 5\t ",
    )  # fmt: skip
    assert [one.id for one in found.annotations] == ["T1"]
    assert sorted((one.code, one.message) for one in found.findings) == [
        ("not-kept", "events without their trigger: 1, first at line 3"),
        ("not-kept", "lines that are not in brat's format: 1, first at line 7"),
        ("not-kept", "notes without words: 1, first at line 6"),
        ("not-kept", "relations with fewer than two annotations: 1, first at line 2"),
        ("not-kept", "typed spans without words: 1, first at line 9"),
        ("remark-not-there", "#1 is about T6, which is not in the file"),
        ("remark-not-there", "A1 is about T7, which is not in the file"),
        ("remark-not-there", "E1 has the trigger T8, which is not in the file"),
        ("remark-not-there", "R1 refers to T9, which is not in the file"),
    ]


def test_of_two_lines_with_one_id_the_second_has_none() -> None:
    found = read(T1, T3.replace("T3", "T1"))
    assert [one.id for one in found.annotations] == ["T1", None]
    [reported] = found.findings
    assert (reported.code, reported.location.line) == ("remark-id-twice", 2)


def test_an_empty_file_is_one_of_a_text_that_nobody_has_annotated() -> None:
    onto = from_text(TEXT, id="a")
    laid = archive.add(onto, b"\n", "brat")
    assert laid.document is onto
    assert [(one.code, one.severity) for one in laid.findings] == [("remarks-not-read", "note")]


def refused() -> Iterator[tuple[str, int, str]]:
    yield "Sony formed a joint venture.", 1, "not a brat file"
    for line in ("T1\tOrg 0 4", "T1\tOrg 0-4\tSony", "T1 Org 0 4\tSony\nT2\tOrg 0\tSony", "T1\tOrg",
                 "T1\t", "E1\tJoin", "R1\tOf T1", "A1\t", "N1\tRef T1", "#1\tNote", "*\tEquiv T1",
                 "T1\tOrg 0 99999999999999999999\tSony"):  # fmt: skip
        number = line.count("\n") + 1
        yield f"{T3}\n{line}", number + 1, " is followed by "


@each_case(("text", "line", "reported"), [*refused()])
def test_what_is_no_line_of_brat_is_refused_with_its_number(
    text: str, line: int, reported: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read(text)
    [finding] = [one for one in caught.value.findings if one.code == "remarks-not-read"]
    assert finding.location.line == line
    assert reported in finding.message


def test_every_line_that_is_wrong_is_reported() -> None:
    with pytest.raises(ReadError) as caught:
        read("T1\tOrg", T3, "R1\t", "T9\tOrg x y\tz")
    assert [one.location.line for one in caught.value.findings] == [1, 3, 4]


@given(st.text("TERA#*N1\t :;0\n", max_size=30))
def test_any_lines_are_read_or_refused_and_nothing_else(text: str) -> None:
    with suppress(ReadError):
        found: list[ExternalAnnotation] = [*read(text).annotations]
        assert all(one.location.line for one in found)
