"""Real files of 46 projects are each read with their losses reported, or refused.

What they hold is counted by XPath, which knows nothing of the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import archive
from archive.english import counted
from archive.errors import ReadError
from archive.formats.format import ReadResult
from archive.model.annotations import Citation, DateMention, Mention
from archive.model.blocks import Note
from archive.validation import validate
from tests.articles.tei_of_others.running_text import (
    PARSER,
    Element,
    blocks_of,
    differences,
    element_at,
    found,
    left_out_of,
    path_of,
    texts_of,
    without_blanks,
)
from tests.conftest import NO_SHARED, SHARED
from tests.tools.cases import each_case

FOREIGN = SHARED / "tei" / "foreign"
FILES = sorted(path for path in FOREIGN.glob("*") if path.suffix != ".tsv")
REFUSED = {
    "TEI__CMC-ComputerMediatedCommunication.xml": "not-tei-p5",
    "casebooks-data__CASE1.xml": "doctype-refused",
    "corpus-joyce-ulysses-tei__header.xml": "tei-without-text",
    "grobid__sample1.tei.header.xml": "tei-without-text",
    "schnitzler-cmif__1955_Freud_an_Schnitzler.xml": "tei-without-text",
}
SEVERAL = {"A00002__A00002.xml": 5, "tei-publisher-app__CIDTC-3823-cortez.xml": 2}
"""How many texts a file has."""
TEXTS = [
    pytest.param(path, number, id=f"{path.name[:40]}{number or ''}")
    for path in FILES
    if path.name not in REFUSED
    for number in (range(1, SEVERAL[path.name] + 1) if path.name in SEVERAL else (None,))
] or [pytest.param(None, None, marks=pytest.mark.skip(reason=NO_SHARED))]


@dataclass
class Read:
    result: ReadResult
    root: Element
    text: Element


def read(path: Path, number: int | None) -> Read:
    options: dict[str, Any] = {} if number is None else {"text": number}
    result = archive.receive(path, id="article-of-others", **options)
    root = etree.parse(path, PARSER).getroot()
    texts = found(root, "//*[local-name()='text'][not(ancestor::*[local-name()='floatingText'])]")
    texts = [text for text in texts if "".join(text.itertext()).strip()]
    if number is None:
        return Read(result, root, texts[0])
    inner = [text for text in texts if not found(text, "descendant::*[local-name()='text']")]
    return Read(result, root, inner[number - 1])


def test_all_46_files_are_here(shared: Callable[[str], Path]) -> None:
    assert len([*shared("tei/foreign").glob("*")]) == 47
    assert len(FILES) == 46


@pytest.mark.slow
@pytest.mark.parametrize(("path", "number"), TEXTS)
def test_no_character_of_the_running_text_is_lost(path: Path, number: int | None) -> None:
    it = read(path, number)
    assert differences(it.result.document, it.root, it.text) == []


@pytest.mark.slow
@pytest.mark.parametrize(("path", "number"), TEXTS)
def test_no_text_has_white_space_that_the_file_does_not_mean(
    path: Path, number: int | None
) -> None:
    """Where every space counts, it is kept; elsewhere it is one blank between words."""
    it = read(path, number)
    for block in blocks_of(it.result.document.sections):
        for text in texts_of(block):
            element = element_at(it.root, path_of(text))
            kept = found(element, "ancestor-or-self::*[@xml:space][1][@xml:space='preserve']")
            kept += found(element, ".//*[@xml:space='preserve' or starts-with(local-name(), 'eg')]")
            if not kept and block.type != "code":
                assert not re.search(r"[\t\r\n]|  |^ | $", text.text), text.text


def _any_of(names: str) -> str:
    return " or ".join(f"local-name()='{name}'" for name in names.split())


_NAMES = _any_of(
    "persName orgName placeName geogName country settlement region bloc district name rs"
)
_LISTED = _any_of("bibl biblStruct biblFull msDesc person personGrp place org event")
_POINTED = "(@ref or @key or @corresp or @sameAs)"
_IN_TEXT = f"""not(ancestor::*[{_LISTED}]) and normalize-space()
 and namespace-uri() = 'http://www.tei-c.org/ns/1.0'"""
NAMES = f""".//*[{_NAMES}][{_IN_TEXT}]
[{_POINTED} or (local-name()!='rs' and not(ancestor::*[{_NAMES}]))]"""
"""Names of persons, places and the like, outside lists; one within another has its own pointer."""
DATES = f""".//*[local-name()='date'][{_IN_TEXT}]
[@when or @from or @to or @notBefore or @notAfter or @when-iso or @when-custom
 or (string-length(normalize-space()) = 4 and number(normalize-space()) > 999)]"""
OF_KIND = ("person", "pers", "place", "org", "event")
"""What `name` and `rs` say in `@type` if they name an entity."""
CITATIONS = """.//*[local-name()='ref'][normalize-space()][starts-with(@target, '#')]
[namespace-uri() = 'http://www.tei-c.org/ns/1.0']
[substring-after(@target, '#') = //*[local-name()='bibl' or local-name()='biblStruct']/@xml:id]"""


@pytest.mark.slow
@pytest.mark.parametrize(("path", "number"), TEXTS)
def test_every_name_and_date_is_a_mention_of_the_same_words(path: Path, number: int | None) -> None:
    it = read(path, number)
    annotations = it.result.document.annotations
    speakers = {
        text.id
        for block in blocks_of(it.result.document.sections)
        for text in texts_of(block)
        if etree.QName(element_at(it.root, path_of(text))).localname == "speaker"
    }

    def words_of(kind: type[Mention | DateMention | Citation]) -> Counter[str]:
        of_kind = [one for one in annotations if isinstance(one, kind)]
        exact = (one.anchors[0].exact for one in of_kind if one.anchors[0].block not in speakers)
        return Counter(map(without_blanks, exact))

    left_out = left_out_of(it.text)

    listed = {
        f"#{id}"
        for id in it.root.xpath(
            "//*[local-name()='person' or local-name()='personGrp' or local-name()='org'"
            " or local-name()='place' or local-name()='event']/@xml:id"
        )
    }

    def times(one: Element, *attributes: str) -> int:
        """How many entities an element names."""
        values = filter(None, (one.get(attribute) for attribute in attributes))
        pointers = next(values, "none").split()
        is_open = etree.QName(one).localname in ("name", "rs")
        if is_open and one.get("type") not in OF_KIND:
            return sum(pointer in listed for pointer in pointers)
        return len(pointers)

    def wanted(xpath: str, *pointers: str) -> Counter[str]:
        """The words of what is found, as often as it has pointers."""
        counts: Counter[str] = Counter()
        for one in found(it.text, xpath):
            if not left_out & {one, *one.iterancestors()}:
                counts[without_blanks(without(one, left_out))] += times(one, *pointers)
        return +counts

    assert words_of(Mention) == wanted(NAMES, "ref", "corresp", "sameAs")
    assert words_of(DateMention) == wanted(DATES)
    assert words_of(Citation) == wanted(CITATIONS)


def without(element: Element, left_out: set[Element]) -> str:
    """The words of an element: without what is no running text, or stands apart."""
    pieces = [element.text or ""]
    for child in element:
        if child not in left_out and etree.QName(child).localname not in ("note", "fw"):
            pieces.append(without(child, left_out))
        pieces.append(child.tail or "")
    return "".join(pieces)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "number"), TEXTS)
def test_ids_are_kept_or_reported(path: Path, number: int | None) -> None:
    it = read(path, number)
    ids = {str(one) for one in it.text.xpath("descendant-or-self::*/@xml:id")}
    document = it.result.document
    losses_of = " ".join(str(finding) for finding in it.result.findings)
    lost = [id for id in ids if id not in document.index.by_id]
    assert not lost or "could not be kept" in losses_of or "@xml:id: " in losses_of


@pytest.mark.slow
@pytest.mark.parametrize(("path", "number"), TEXTS)
def test_a_note_stands_where_its_element_does(path: Path, number: int | None) -> None:
    it = read(path, number)
    for block in blocks_of(it.result.document.sections):
        if isinstance(block, Note):
            element = element_at(it.root, path_of(block.blocks[0]))
            assert found(element, "ancestor-or-self::*[local-name()='note']")


@pytest.mark.slow
@pytest.mark.parametrize(("path", "number"), TEXTS)
def test_the_record_is_sound_and_can_be_written_and_read(path: Path, number: int | None) -> None:
    document = read(path, number).result.document
    assert not validate(document).errors
    for format in ("json", "tei"):
        assert archive.read(archive.write(document, format).data, format).document == document


@each_case("name", sorted(REFUSED))
def test_what_is_no_text_of_tei_is_refused_in_one_sentence(
    name: str, shared: Callable[[str], Path]
) -> None:
    with pytest.raises(ReadError) as refused:
        archive.receive(shared("tei/foreign") / name)
    (finding,) = refused.value.findings
    assert finding.code == REFUSED[name]
    assert finding.hint
    assert finding.location.line


@pytest.mark.parametrize(("name", "count"), sorted(SEVERAL.items()))
def test_several_texts_are_listed_and_one_is_taken_by_its_number(
    name: str, count: int, shared: Callable[[str], Path]
) -> None:
    path = shared("tei/foreign") / name
    with pytest.raises(ReadError) as refused:
        archive.receive(path)
    (finding,) = refused.value.findings
    assert finding.code == "several-texts"
    assert f"has {count} texts: 1 " in finding.message
    assert f"; {count} " in finding.message
    with pytest.raises(ReadError, match=f"no text {count + 1}"):
        archive.receive(path, text=count + 1)


# --- what was left, in the manual ---

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "tei-of-others.md"
TABLE = re.compile(r"(<!-- made of ../shared/tei/foreign -->\n)(.*?)(<!-- end of it -->)", re.S)


@pytest.mark.slow
def test_the_manual_names_the_losses_of_each_file(
    shared: Callable[[str], Path], request: pytest.FixtureRequest
) -> None:
    table = rows_of_files(shared("tei/foreign"))
    page = PAGE.read_text("utf-8")
    if request.config.getoption("--update-golden"):
        PAGE.write_text(TABLE.sub(lambda old: old[1] + table + old[3], page), "utf-8")
        return
    agreed = TABLE.search(page)
    assert agreed is not None
    assert agreed[2] == table


def rows_of_files(folder: Path) -> str:
    lines = [
        "| file | what it is | read | names, dates, citations | left |",
        "|------|------------|------|-------------------------|------|",
    ]
    with (folder / "index.tsv").open(encoding="utf-8") as index:
        kinds = {line.split("\t")[0]: line.split("\t")[2] for line in [*index][1:]}
    for name, kind in sorted(kinds.items(), key=lambda one: (one[1].lower(), one[0])):
        cells = row_of_file(folder / name)
        lines.append(f"| `{Path(name).stem[:36]}` | {kind} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def row_of_file(path: Path) -> tuple[str, str, str]:
    several = ""
    try:
        result = archive.receive(path, id="article-of-others")
    except ReadError as refused:
        (finding,) = refused.findings
        if finding.code != "several-texts":
            return f"no: {finding.message}", "", ""
        result = archive.receive(path, id="article-of-others", text=1)
        several = f"one of {SEVERAL[path.name]} texts: "
    document = result.document
    count = Counter(one.type for one in document.annotations)
    blocks = len([*document.text_blocks()])
    losses_of = [one for one in result.findings if one.code == "not-kept"]
    elements = [re.match(r"<([^>]*)>(?: with its content)?:", one.message) for one in losses_of]
    names = [match[1].rpartition("}")[2] for match in elements if match]
    attributes = sum(one.message.startswith("@") for one in losses_of)
    shown = ", ".join(f"`{one}`" for one in names[:8])
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    left = f"{shown}{more}" + (f"; {counted(attributes, 'attributes')}" if attributes else "")
    counts = f"{count['mention']}, {count['date']}, {count['citation']}"
    return f"{several}{blocks} texts", counts, left
