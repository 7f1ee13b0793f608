"""WebAnno TSV: every annotation of a file, on the words that its rows have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import archive
from archive.annotations.external import AnnotationFile, ExternalAnnotation
from archive.annotations.uima import tsv_annotations
from archive.annotations.uima.tsv_escapes import split_unescaped, unescape_value
from archive.errors import ReadError
from tests.tools.cases import each_case

GUM = ("GUM_news_asylum.tsv", "GUM_news_iodine.tsv")


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a file without escapes, by a few splits."""
    lines = path.read_text("utf-8").split("\n")
    return [line.split("\t") for line in lines if line[:1].isdigit()]


def numbered_of(rows: list[list[str]], column: int) -> dict[str, list[str]]:
    """The tokens of each annotation of GUM, all of which are numbered where they have several."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for value in row[column].split("|"):
            if value != "_":
                number = re.search(r"\[(\d+)\]$", value)
                found[number[1] if number else row[0]].append(row[2])
    return found


def spans(annotation_file: AnnotationFile) -> list[ExternalAnnotation]:
    return [one for one in annotation_file.annotations if one.targets]


def words(annotation: ExternalAnnotation) -> str:
    return " ".join(target.exact or "" for target in annotation.targets)


@pytest.mark.parametrize(
    ("name", "referents", "relations"), [(GUM[0], 102, 48), (GUM[1], 312, 183)]
)
def test_gum_has_the_referents_and_relations_that_splits_count(
    shared: Callable[[str], Path], name: str, referents: int, relations: int
) -> None:
    path = shared("ingest/annotations/webanno") / name
    rows = rows_of(path)
    found = tsv_annotations.read_annotations(path.read_bytes(), file=name)
    expected = numbered_of(rows, 3)
    assert sorted(map(words, spans(found))) == sorted(map(" ".join, expected.values()))
    assert len(expected) == referents
    related = [one for one in found.annotations if one.on]
    drawn = [(one, row[0]) for row in rows for one in row[8].split("|") if one != "_"]
    assert len(related) == len(drawn) == relations
    ids = {one.id for one in spans(found)}
    assert {one.on for one in related} | {one.bodies[0].linked_id for one in related} <= ids
    kinds = sorted(kind for row in rows for kind in row[7].split("|") if kind != "_")
    assert sorted(one.bodies[0].value or "" for one in related) == kinds
    [reported] = found.findings
    assert reported.message == "comments (lines with #): 5, first at line 4"


def test_the_text_is_that_of_the_xml_beside_it(shared: Callable[[str], Path]) -> None:
    folder = shared("ingest/annotations/webanno")
    lines = "".join(etree.parse(folder / "GUM_news_iodine.xml").getroot().itertext()).split("\n")
    tokens = [line.split("\t")[0] for line in lines if "\t" in line]
    text = tsv_annotations.read_annotations((folder / GUM[1]).read_bytes()).text
    assert text is not None
    assert text.split() == " ".join(tokens).split()


def test_the_file_with_stacks_and_parts_of_tokens(shared: Callable[[str], Path]) -> None:
    path = shared("ingest/annotations/webanno/escapes-tsv33.tsv")
    found = tsv_annotations.read_annotations(path.read_bytes())
    assert [(one.id, words(one), one.bodies[0].value) for one in found.annotations] == [
        ("LetterEntity:1-1", "Braun", "PERauthor"),
        ("LetterEntity:1-3", "Gerhard", "PERaddressee"),
        ("LetterEntity:1-4", "Dresden", "PLACEfrom"),
        ("LetterEntity:1-6[1]", "10.\nMärz 1832", "DATEletter"),
        ("LetterEntity:2-11", "Intelligenzblätter", "LIT"),
        ("LetterEntity:2-23", "Intelligenzblättern", "LIT"),
        ("LetterEntity:2-31[2]", "Bernhardischen Suidas", "LIT"),
        ("LetterEntity:2-31[3]", "Bernhardischen", "per-mentioned"),
        ("LetterEntity:2-35[4]", "Scriptores hist., August", "LIT"),
        ("Tex:2-3[6]", "(Zettel an den Brief geklebt)", "ANN"),
    ]
    assert found.findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", [*GUM, "escapes-tsv33.tsv"])
def test_each_file_is_laid_on_its_text_with_the_right_words(
    shared: Callable[[str], Path], name: str
) -> None:
    path = shared("ingest/annotations/webanno") / name
    found = tsv_annotations.read_annotations(path.read_bytes(), file=name)
    assert found.text is not None
    onto = archive.receive(found.text.encode(), "text", id="a", plain=True).document
    laid = archive.add(onto, path.read_bytes(), "webanno-tsv", file=name)
    bodies = sum(len(one.bodies) for one in spans(found))
    assert len(laid.document.annotations) == bodies
    by_name: dict[str, set[str]] = defaultdict(set)
    for one in laid.document.annotations:
        stretches = []
        for anchor in one.anchors:
            text = laid.document.block(anchor.block).text
            assert text[anchor.start : anchor.end] == anchor.exact
            stretches.append(anchor.exact)
        by_name[one.identifiers[0].value].add("".join(" ".join(stretches).split()))
    rows = rows_of(path)
    if name in GUM:
        expected = {"".join(tokens) for tokens in numbered_of(rows, 3).values()}
        assert set[str]().union(*by_name.values()) == expected
    else:
        assert by_name[f"{name}#LetterEntity:1-6[1]"] == {"10.März1832"}
    assert all(len(one) == 1 for one in by_name.values())
    again = archive.add(laid.document, path.read_bytes(), "webanno-tsv", file=name)
    assert again.document is laid.document


# --- what the format has ---

HEAD = """#FORMAT=WebAnno TSV 3.3
{}

"""


def read(layers: str, body: str) -> AnnotationFile:
    return tsv_annotations.read_annotations((HEAD.format(layers) + "\n" + body).encode())


def said(annotation_file: AnnotationFile) -> list[tuple[str | None, ...]]:
    return [
        (one.id, one.on, words(one), body.layer, body.value, body.linked_id)
        for one in annotation_file.annotations
        for body in one.bodies
    ]


def test_offsets_count_utf_16() -> None:
    found = read(
        "#T_SP=x.Like|how",
        "#Text=I 👩🏽 it 😊 .\n1-1\t0-1\tI\t_\n1-2\t2-6\t👩🏽\tvery\n1-3\t7-9\tit\t_\n"
        "1-4\t10-12\t😊\t*\n1-5\t13-14\t.\t_\n",
    )
    assert said(found) == [
        ("Like:1-2", None, "👩🏽", "Like.how", "very", None),
        ("Like:1-4", None, "😊", "Like", None, None),
    ]
    assert found.findings == ()


def test_offsets_that_count_code_points_are_read_so_and_reported() -> None:
    found = read(
        "#T_SP=x.A|", "#Text=😊 it 😊\n1-1\t0-1\t😊\t_\n1-2\t2-4\tit\t*\n1-3\t5-6\t😊\t*\n"
    )
    assert [words(one) for one in found.annotations] == ["it", "😊"]
    [reported] = found.findings
    assert (reported.code, reported.message) == (
        "remark-outside-text",
        "offsets count code points, not UTF-16 code units as the format requires",
    )


def test_reserved_characters_and_line_ends_are_what_they_stand_for() -> None:
    found = read(
        "#T_SP=x.A|v",
        "#Text=a\\\\b \\t[c]_\\r\n#Text=d|e\n1-1\t0-3\ta\\\\b\t\\_\\*\\|\\[\\]\\;\\->\\\\\\t\n"
        "1-2\t5-9\t[c]_\t_\n1-3\t11-14\td|e\t\\*\n",
    )
    assert found.text == "a\\b \t[c]_\r\nd|e"
    assert [one.bodies[0].value for one in found.annotations] == ["_*|[];->\\\t", "*"]
    assert found.findings == ()


def test_rows_that_do_not_follow_each_other_are_stretches_of_their_own() -> None:
    found = read(
        "#T_SP=x.A|v",
        "#Text=put it off now\n1-1\t0-3\tput\ta[1]\n1-2\t4-6\tit\t_\n1-3\t7-10\toff\ta[1]\n"
        "1-4\t11-14\tnow\ta[1]\n",
    )
    [one] = found.annotations
    assert [target.exact for target in one.targets] == ["put", "off now"]


def test_parts_of_tokens_part_no_stretch() -> None:
    found = read(
        "#T_SP=x.A|v",
        "#Text=put off now\n1-1\t0-3\tput\ta[1]\n1-1.1\t0-1\tp\t_\n1-1.2\t1-3\tut\t_\n"
        "1-2\t4-7\toff\ta[1]\n1-3\t8-11\tnow\t_\n1-3.1\t8-10\tno\ta[1]\n",
    )
    [one] = found.annotations
    assert [target.exact for target in one.targets] == ["put off no"]


def test_slots_name_what_fills_them_also_where_they_are_stacked() -> None:
    layers = (
        "#T_SP=x.Frame|FE|ROLE_x.Frame:Roles_x.FrameRolesLink|x.Lu\n#T_SP=x.Lu|v\n"
        "#T_SP=x.Any|ROLE_x.Any:to_x.Link|uima.tcas.Annotation"
    )
    found = read(
        layers,
        "#Text=Bob sold the clock\n1-1\t0-3\tBob\t_\t_\t_\tbob\t_\t_\n"
        "1-2\t4-8\tsold\tsale[5]|deal[6]\tseller;goods[5]|*[6]\t1-1;1-3[4]|1-1\t_\t*\t1-3[4]\n"
        "1-3\t9-12\tthe\t_\t_\t_\tclock[4]\t_\t_\n1-4\t13-18\tclock\t_\t_\t_\tclock[4]\t_\t_\n",
    )
    assert said(found) == [
        ("Frame:1-2[5]", None, "sold", "Frame.FE", "sale", None),
        (None, "Frame:1-2[5]", "", "Frame.Roles", "seller", "Lu:1-1"),
        (None, "Frame:1-2[5]", "", "Frame.Roles", "goods", "Lu:1-3[4]"),
        ("Frame:1-2[6]", None, "sold", "Frame.FE", "deal", None),
        (None, "Frame:1-2[6]", "", "Frame.Roles", None, "Lu:1-1"),
        ("Lu:1-1", None, "Bob", "Lu.v", "bob", None),
        ("Lu:1-3[4]", None, "the clock", "Lu.v", "clock", None),
        ("Any:1-2", None, "sold", "Any", None, None),
        (None, "Any:1-2", "", "Any.to", None, "Lu:1-3[4]"),
    ]
    assert found.findings == ()


def test_slots_that_nothing_fills_are_roles_or_nothing() -> None:
    found = read(
        "#T_SP=x.S|ROLE_x.S:to_x.L|uima.tcas.Annotation",
        "#Text=This is\n1-1\t0-4\tThis\t_[1]|r[2]|s[3]\t*|1-1[1]|*\n1-2\t5-7\tis\t_\t*\n",
    )
    assert said(found) == [
        ("S:1-1[1]", None, "This", "S", None, None),
        ("S:1-1[2]", None, "This", "S", None, None),
        (None, "S:1-1[2]", "", "S.to", "r", "S:1-1[1]"),
        ("S:1-1[3]", None, "This", "S.to", "s", None),
        ("S:1-2", None, "is", "S", None, None),
    ]
    assert found.findings == ()


def test_links_of_chains_name_the_next() -> None:
    found = read(
        "#T_CH=x.Link|referenceType|referenceRelation",
        "#Text=He shot himself and his\n1-1\t0-2\tHe\tpr[1]\tcoref->1-1\n1-2\t3-7\tshot\t_\t_\n"
        "1-3\t8-15\thimself\tpr[1]\t*->1-2\n1-4\t16-19\tand\t*[1]\t*->1-3\n"
        "1-5\t20-23\this\t*[1]\t*->1-3\n",
    )
    assert said(found) == [
        ("Link:1-1[1-1]", None, "He", "Link.referenceType", "pr", None),
        (None, "Link:1-1[1-1]", "", "Link.referenceRelation", "coref", "Link:1-3[1-2]"),
        ("Link:1-3[1-2]", None, "himself", "Link.referenceType", "pr", None),
        (None, "Link:1-3[1-2]", "", "Link.referenceRelation", None, "Link:1-4[1-3]"),
        ("Link:1-4[1-3]", None, "and his", "Link", None, None),
    ]
    assert found.findings == ()


RELATED = "#T_SP=x.A|v\n#T_RL=x.R|kind|note|BT_x.A"


def test_relations_go_from_their_governor_to_the_row_they_stand_in() -> None:
    found = read(
        RELATED,
        "#Text=This is it\n1-1\t0-4\tThis\ta\t_\t_\t_\n1-2\t5-7\tis\tb[1]|c[2]\tk|*\tn|*\t"
        "1-1[0_1]|1-3[0_2]\n1-3\t8-10\tit\td\tself\t*\t1-3\n",
    )
    assert said(found)[4:] == [
        ("R:1-1[0_1]->1-2", "A:1-1", "", "R.kind", "k", "A:1-2[1]"),
        ("R:1-1[0_1]->1-2", "A:1-1", "", "R.note", "n", None),
        ("R:1-3[0_2]->1-2", "A:1-3", "", "R", None, "A:1-2[2]"),
        ("R:1-3->1-3", "A:1-3", "", "R.kind", "self", "A:1-3"),
    ]
    assert found.findings == ()


def test_parts_of_tokens_are_marked_and_relate() -> None:
    found = read(
        RELATED,
        "#Text=Test again\n1-1\t0-4\tTest\t_\t_\t_\t_\n1-1.1\t0-1\tT\tO\t_\t_\t_\n"
        "1-2\t5-10\tagain\tO\t*\t*\t1-1.1\n1-2.1\t7-7\t\tz\t_\t_\t_\n",
    )
    assert said(found) == [
        ("A:1-1.1", None, "T", "A.v", "O", None),
        ("A:1-2", None, "again", "A.v", "O", None),
        ("R:1-1.1->1-2", "A:1-1.1", "", "R", None, "A:1-2"),
    ]
    [reported] = found.findings
    assert reported.message == "annotations A without words: 1, first at line 10"


def test_sentences_keep_their_distance() -> None:
    found = read(
        "#T_SP=x.A|",
        "#Sentence.id=s1\n#Text=One .\n1-1\t2-5\tOne\t*\n1-2\t6-7\t.\t_\n\n"
        "#Text= Two\n2-1\t10-13\tTwo\t*\n",
    )
    assert found.text == " \nOne . \n Two"
    assert [words(one) for one in found.annotations] == ["One", "Two"]


# --- findings and refusals ---


def test_tokens_whose_words_do_not_stand_there_are_reported_with_their_annotations() -> None:
    found = read(
        "#T_SP=x.A|v",
        "#Text=Ann met Bob\n1-1\t0-3\tAnn\ta\n1-2\t5-8\tmet\tb\n1-3\t500-900\tBob\tc\n",
    )
    assert [words(one) for one in found.annotations] == ["Ann"]
    assert [(one.code, one.location.line) for one in found.findings] == [
        ("remark-words-differ", 7),
        ("remark-outside-text", 8),
        ("not-kept", 7),
    ]
    assert found.findings[0].message == 'token 1-2: the row has "met", but the text has "et "'
    assert (
        "A annotations on tokens whose offsets do not point to their words: 2"
        in found.findings[2].message
    )


LOST = "relations R with an end that is not an added annotation"


def test_a_link_to_what_is_not_there_is_reported() -> None:
    found = read(
        f"{RELATED}\n#T_SP=x.S|ROLE_x.S:to_x.L|x.A",
        "#Text=Ann met\n1-1\t0-3\tAnn\ta[1]|b[2]\tk|k\t_\t1-2|1-1\tr\t1-9\n"
        "1-2\t4-7\tmet\t_\t_\t_\t_\t_\t_\n",
    )
    assert {(one.code, one.message) for one in found.findings} == {
        ("remark-not-there", "S:1-1 refers to 1-9, which is not an added annotation"),
        ("not-kept", f"{LOST}: 2, first at line 8"),
    }


GOOD = "#T_SP=x.A|v\n\n#Text=Ann met\n1-1\t0-3\tAnn\ta\n1-2\t4-7\tmet\tb\n"


def refused() -> Iterator[tuple[str, int, str]]:
    head = "#FORMAT=WebAnno TSV 3.3\n"
    yield "", 1, 'it begins with ""'
    yield "#FORMAT=WebAnno TSV 3.1\n" + GOOD, 1, "this is WebAnno TSV 3.1"
    yield "# webanno.custom.A | v\n", 1, "this is not WebAnno TSV"
    yield head, 1, "the file holds no tokens"
    yield head + GOOD.replace("\ta\n", "\n"), 5, "but the header requires 4"
    yield head + GOOD.replace("\ta\n", "\ta\tb\tc\n"), 5, "this row has 6 cells"
    yield head + GOOD.replace("1-2", "1.2"), 6, "a row must begin with the number of a token"
    yield head + GOOD.replace("0-3", "0"), 5, "and its offsets"
    yield head + GOOD.replace("1-2", "1-1"), 6, "1-1 is used twice"
    yield head + GOOD.replace("#Text=Ann met\n", ""), 4, "belongs to no sentence"
    yield head + GOOD + "#T_SP=x.B|v\n", 7, "declared after the first sentence"
    yield head + GOOD.replace("x.A", ""), 2, "a layer has no name"
    yield head + GOOD.replace("#T_SP", "#T_RL"), 2, "do not state what they connect"


@each_case(("text", "line", "said"), [*refused()])
def test_what_is_no_webanno_tsv_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        tsv_annotations.read_annotations(text.encode(), file="a.tsv")
    reported = caught.value.findings[0]
    assert (reported.code, reported.location.line, reported.location.file) == (
        "remarks-not-read", line, "a.tsv"
    )  # fmt: skip
    assert said in reported.message


# --- what a writer of our own writes comes back ---

TOKENS = st.lists(st.text("aé_|[]\\;*😀👩漢", min_size=1, max_size=4), min_size=1, max_size=6)
VALUES = st.none() | st.text("ab_|[]\\;*>-\t\n😀", min_size=1, max_size=5)


def escaped(value: str | None) -> str:
    if value is None:
        return "*"
    for sign in ("\\", "[", "]", "|", "_", "->", ";", "*"):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\t", "\\t").replace("\n", "\\n")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.lists(TOKENS, min_size=1, max_size=3), st.data())
def test_spans_that_are_written_come_back(sentences: list[list[str]], data: st.DataObject) -> None:
    tokens = [(s, n) for s, one in enumerate(sentences) for n in range(len(one))]
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    expected = []
    for number in range(1, data.draw(st.integers(0, 4)) + 1):
        first, last = sorted(data.draw(st.integers(0, len(tokens) - 1)) for _ in "ab")
        value = data.draw(VALUES)
        for at in tokens[first : last + 1]:
            cells[at].append(f"{escaped(value)}[{number}]")
        parts: dict[int, list[str]] = defaultdict(list)
        for s, n in tokens[first : last + 1]:
            parts[s].append(sentences[s][n])
        expected.append(("\n".join(" ".join(one) for one in parts.values()), value))
    lines, at = ["#FORMAT=WebAnno TSV 3.2", "#T_SP=x.A|v", ""], 0
    for s, sentence in enumerate(sentences):
        lines += ["", "#Text=" + " ".join(sentence).replace("\\", "\\\\")]
        for n, token in enumerate(sentence):
            cell = "|".join(cells[s, n]) or "_"
            end = at + units(token)
            lines.append(
                f"{s + 1}-{n + 1}\t{at}-{end}\t{token.replace(chr(92), chr(92) * 2)}\t{cell}\t"
            )
            at = end + 1
    found = tsv_annotations.read_annotations("\n".join(lines).encode())
    assert found.findings == ()
    assert sorted(map(str, expected)) == sorted(
        str((words(one), one.bodies[0].value)) for one in found.annotations
    )


@given(st.text("a\\[]|_*;->\tn", max_size=12))
def test_a_value_that_is_escaped_is_one_part_and_comes_back(value: str) -> None:
    assert split_unescaped(escaped(value), "|") == [escaped(value)]
    assert unescape_value(escaped(value)) == value


@given(st.integers(0, 200), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at: int, put: bytes) -> None:
    data = ("#FORMAT=WebAnno TSV 3.3\n#T_CH=x.L|referenceType|referenceRelation\n" + RELATED + "\n"
            "\n#Text=Ann met 😀\n1-1\t0-3\tAnn\ta[1]\tc->1-1\ta[1]|b[2]\tk\t*\t1-2[1_0]\n"
            "1-2\t4-7\tmet\t*[1]\t*->1-2\tc\t_\t_\t_\n").encode()  # fmt: skip
    with suppress(ReadError):
        assert tsv_annotations.read_annotations(data[:at] + put + data[at + len(put) :]).text
