"""The schemas of the record in TEI: they hold to each other, and refuse what is no record.

tests/data/every-construct.tei.xml was written by hand from docs/reference/tei.md. Each file of the
catalogue is that file with one thing changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from archive import derivations
from archive.formats import tei
from archive.formats.tei.encoding_description import TAXONOMIES
from archive.model.invariants import INVARIANTS
from tests.jing import Jing, trang
from tests.judges import ARCHIVE_RNG, ARCHIVE_SCH, ROOT, compiled, schematron
from tests.make_schemas import (
    ARCHIVE_RNC,
    ARCHIVE_SCH_XSL,
    KEPT_TEI,
    made_rnc,
    made_sch,
    made_sch_xsl,
    with_copies,
)
from tests.tools.cases import each_case

SCHEMAS = ROOT / "schemas"
EXAMPLE = Path(__file__).parent / "data" / "every-construct.tei.xml"
RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"


# --- the schemas hold to each other ---


@pytest.mark.slow
def test_archive_rng_is_what_trang_makes_of_archive_rnc(java: None, tmp_path: Path) -> None:
    trang(SCHEMAS / "archive.rnc", tmp_path / "archive.rng")
    assert (tmp_path / "archive.rng").read_bytes() == ARCHIVE_RNG.read_bytes()


def test_archive_rnc_has_the_words_of_the_model() -> None:
    schema = ARCHIVE_RNC.read_text("utf-8")
    assert made_rnc(schema) == schema, "make it anew: make schemas"


def test_a_word_that_the_model_has_more_comes_into_archive_rnc_wherever_the_others_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schema = ARCHIVE_RNC.read_text("utf-8")
    for name, added in (("kind", 2), ("stance", 2), ("basis", 2), ("edtf", 1)):
        words = {**TAXONOMIES[name], "other": "says something else"}
        monkeypatch.setitem(TAXONOMIES, name, words)
        made = made_rnc(schema)
        assert len(re.findall(rf"\b{name}\\?\.other\b", made)) == added
        monkeypatch.undo()


@pytest.mark.parametrize("path", KEPT_TEI, ids=lambda path: path.name)
def test_kept_tei_has_its_copies_as_they_are_written(path: Path) -> None:
    tei = path.read_text("utf-8")
    assert with_copies(tei) == tei, "make it anew: make schemas"


@pytest.mark.slow
@pytest.mark.parametrize("more", [1, 9])
def test_a_derivation_that_the_model_has_more_comes_into_archive_rnc(
    more: int, java: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = ARCHIVE_RNC.read_text("utf-8")
    others = tuple(f"derivation-{n}" for n in range(more))
    monkeypatch.setattr(derivations, "NAMES", (*derivations.NAMES, *others))
    made = made_rnc(schema)
    (tmp_path / "archive.rnc").write_text(made, "utf-8")
    trang(tmp_path / "archive.rnc", tmp_path / "archive.rng")
    grammar = (tmp_path / "archive.rng").read_text("utf-8")
    assert all(f"<value>{name}</value>" in grammar for name in derivations.NAMES)
    assert made_rnc(made) == made
    monkeypatch.undo()
    assert made_rnc(made) == schema


def test_archive_sch_names_every_element_that_may_be_a_text_block(tmp_path: Path) -> None:
    schema, grammar = ARCHIVE_SCH.read_text("utf-8"), ARCHIVE_RNG.read_text("utf-8")
    assert made_sch(schema) == schema, "make it anew: make schemas"
    more = tmp_path / "archive.rng"
    more.write_text(grammar.replace('<element name="l">', '<element name="added">'), "utf-8")
    made = made_sch(schema, more)
    assert made == schema.replace("tei:l or self::tei:seg or self::tei:cell", "tei:seg or self::tei:cell or self::tei:added").replace("tei:l | tei:seg | tei:cell", "tei:seg | tei:cell | tei:added")  # fmt: skip


def test_the_rules_lie_ready_as_a_transformation(tmp_path: Path) -> None:
    assert ARCHIVE_SCH_XSL.read_bytes() == made_sch_xsl(), "make it anew: make schemas"
    less = tmp_path / "archive.sch"
    less.write_text(ARCHIVE_SCH.read_text("utf-8").replace("string-range", "string-rank"), "utf-8")
    assert made_sch_xsl(less) != made_sch_xsl()


def test_archive_odd_is_tei(jing: Jing, tei_all: Path) -> None:
    assert jing.validate(tei_all, [SCHEMAS / "archive.odd"]) == [[]]
    assert compiled(tei_all).validate(_parsed("archive.odd"))


def test_a_check_has_an_id_of_its_own() -> None:
    ids = [check.get("id") for check in _checks()]
    assert None not in ids
    assert len(ids) == len(set(ids))


def test_a_code_that_is_no_invariant_is_explained() -> None:
    invariants = {invariant.__name__.replace("_", "-") for invariant in INVARIANTS}
    explained = {
        str(entry.get("id")).removeprefix("about.")
        for entry in _parsed("archive.sch").iter(f"{SCH}diagnostic")
    }
    assert explained == _codes() - invariants


def test_archive_sch_tells_what_a_rule_is_for_by_element_names_alone() -> None:
    """A predicate makes processors count siblings, an attribute makes them visit every attribute."""
    contexts = [rule.get("context", "") for rule in _parsed("archive.sch").iter(f"{SCH}rule")]
    assert [context for context in contexts if "[" in context or "@" in context] == []


def test_no_element_is_the_matter_of_two_rules() -> None:
    """Only the first rule that matches an element speaks of it."""
    contexts = [
        [step.strip() for step in one.split("/")]
        for rule in _parsed("archive.sch").iter(f"{SCH}rule")
        for one in str(rule.get("context", "")).split("|")
        if one
    ]
    both = [
        (one, other)
        for n, one in enumerate(contexts)
        for other in contexts[:n]
        if one[-min(len(one), len(other)) :] == other[-min(len(one), len(other)) :]
    ]
    assert both == []


def _codes() -> set[str]:
    return {str(check.get("id")).partition(".")[0] for check in _checks()}


def _checks() -> list[etree._Element]:
    return list(_parsed("archive.sch").iter(f"{SCH}assert", f"{SCH}report"))


@cache
def _parsed(name: str) -> etree._Element:
    return etree.parse(SCHEMAS / name).getroot()


# --- what they allow ---


def test_the_example_is_allowed(jing: Jing, tei_all: Path) -> None:
    data = EXAMPLE.read_bytes()
    assert _findings(data) == []
    assert jing.validate(ARCHIVE_RNG, [data]) == [[]]
    assert jing.validate(tei_all, [data]) == [[]]
    assert compiled(tei_all).validate(etree.fromstring(data))


def test_the_example_has_every_element() -> None:
    tree = etree.parse(EXAMPLE)
    assert {str(e.tag).removeprefix(TEI) for e in tree.iter(f"{TEI}*")} == {
        str(e.get("name")) for e in _parsed("archive.rng").iter(f"{RNG}element")
    }


def test_the_example_reads_as_a_record_that_is_written_back_equal() -> None:
    document = tei.read(EXAMPLE.read_bytes()).document
    assert tei.read(tei.write(document).data).document == document


class Change(NamedTuple):
    """One thing changed in the example."""

    name: str
    old: str
    new: str
    expected: tuple[str, ...]
    """`rng`, or the codes of archive.sch."""


RNG_ONLY = ("rng",)
"""Refused by archive.rng, by both processors; what archive.sch has to say then does not matter."""

CATALOGUE = [
    Change(*row)
    for row in (
        # Structure
        ("an element out of order", "<resp>annotator</resp>", "", RNG_ONLY),
        ("an unknown element", '<idno type="record">', '<pubPlace>X</pubPlace><idno type="record">', RNG_ONLY),
        ("an unknown attribute", '<idno type="record">', '<idno type="record" n="1">', RNG_ONLY),
        ("an element of another namespace", '<idno type="record">', '<x xmlns="urn:x"/><idno type="record">', RNG_ONLY),
        ("an empty list", '<list xml:id="list-3" rend="plain">', '<list xml:id="list-9" rend="plain"/><list xml:id="list-3" rend="plain">', RNG_ONLY),
        ("a section without an id", '<div type="section" xml:id="sec-2"/>', '<div type="section"/>', RNG_ONLY),
        ("a section of an unknown role", 'type="furniture" xml:id="sec-3"', 'type="boilerplate" xml:id="sec-3"', RNG_ONLY),
        ("a part of the article in back", 'type="furniture" xml:id="sec-3"', 'type="section" xml:id="sec-3"', RNG_ONLY),
        ("a part of the page at the end of body", 'type="section" xml:id="sec-1"', 'type="furniture" xml:id="sec-1"', RNG_ONLY),
        ("a block without an id", '<p xml:id="p-6" ', "<p ", RNG_ONLY),
        ("a block without xml:space", 'xml:id="p-6" xml:space="preserve"', 'xml:id="p-6"', RNG_ONLY),
        ("a note within a block", ">Share</p>", '>Share<note place="foot">x</note></p>', RNG_ONLY),
        ("a choice within a block", ">Share</p>", "><choice><sic>Share</sic><corr>x</corr></choice></p>", RNG_ONLY),
        ("an unknown formatting", 'rend="small-caps"', 'rend="blinking"', RNG_ONLY),
        ("a heading first that is no head", '<head xml:id="h-1"', '<ab type="heading" xml:id="h-0" xml:space="preserve">x</ab><head xml:id="h-1"', RNG_ONLY),
        ("a default written out", '<row role="label">', '<row role="data">', RNG_ONLY),
        # Values
        ("an id with a dot", 'xml:id="place-2"', 'xml:id="place.2"', RNG_ONLY),
        ("an id with a letter outside ASCII", 'xml:id="place-2"', 'xml:id="pläce"', RNG_ONLY),
        ("two pointers for one", 'corresp="#work-1" ana', 'corresp="#work-1 #work-2" ana', RNG_ONLY),
        ("a pointer with a space in it", "#string-range(p-1,4,4)", "#string-range(p-1, 4,4)", RNG_ONLY),
        ("a stretch of no length", "#string-range(p-1,0,8)", "#string-range(p-1,0,0)", RNG_ONLY),
        ("a stretch that begins before the text", "#string-range(p-1,0,8)", "#string-range(p-1,-1,8)", RNG_ONLY),
        ("one pair of points", "#string-range(p-1,0,8)", "#range(string-index(p-1,0),string-index(p-1,8))", RNG_ONLY),
        ("a point without its other", ",string-index(p-2,6))", ")", RNG_ONLY),
        ("an origin with one offset", "#char=14,81", "#char=14", RNG_ONLY),
        ("a stretch of an element with one offset", "%5B2%5D,0,5)", "%5B2%5D,0)", RNG_ONLY),
        ("a stretch of an element before its text", "%5B2%5D,0,5)", "%5B2%5D,-1,5)", RNG_ONLY),
        ("a stretch of an element without a number", "*%5B2%5D,0,5)", "*,0,5)", RNG_ONLY),
        ("an element with a name in no XML", "xpath(/html%5B1%5D", "xpath(/%22%5B1%5D", RNG_ONLY),
        ("an address with a space", 'url="a%20b.png"', 'url="a b.png"', RNG_ONLY),
        ("an address without any", 'url="a%20b.png"', 'url=""', RNG_ONLY),
        ("a certainty in another word", 'cert="low"', 'cert="unknown"', RNG_ONLY),
        ("a certainty above 1", 'cert="0.93"', 'cert="1.93"', RNG_ONLY),
        ("a certainty that is no number", 'cert="0.93"', 'cert="NaN"', RNG_ONLY),
        ("a certainty in per cent", 'cert="0.93"', 'cert="93%"', RNG_ONLY),
        ("an instant without a time zone", 'when="2026-11-24T09:00:00Z" who', 'when="2026-11-24T09:00:00" who', RNG_ONLY),
        ("an instant that is a day", 'when="2026-11-24T09:00:00Z" who', 'when="2026-11-24" who', RNG_ONLY),
        ("an instant that never was", 'when="2026-11-24T09:00:00Z" who', 'when="2026-02-30T09:00:00Z" who', RNG_ONLY),
        ("a date in words", 'when-custom="2016-03~"', 'when-custom="March"', RNG_ONLY),
        ("a date in a draft of EDTF", 'when-custom="2016-03~"', 'when-custom="201u"', RNG_ONLY),
        ("a month that is none", 'when-custom="2016-03~"', 'when-custom="2016-13~"', RNG_ONLY),
        ("an interval with spaces", 'when-custom="2016-03-31/2016-04-01"', 'when-custom="2016-03-31 / 2016-04-01"', RNG_ONLY),
        ("a date of another calendar", 'datingMethod="#edtf.calendar"', 'datingMethod="#julian"', RNG_ONLY),
        ("a date of XML that never was", 'when="2016-03-20"', 'when="2016-02-30"', RNG_ONLY),
        ("a digest of another length", "0123456789abcdef</idno>", "0123456789abcde</idno>", RNG_ONLY),
        ("a digest in capitals", "0123456789abcdef</idno>", "0123456789ABCDEF</idno>", RNG_ONLY),
        ("a language that is none", 'mainLang="en"', 'mainLang="English (UK)"', RNG_ONLY),
        ("a media type with a space", "text/plain;charset=utf-8", "text/plain; charset=utf-8", RNG_ONLY),
        ("a size without digits", 'quantity="512"', 'quantity="some"', RNG_ONLY),
        ("a width without its unit", 'width="640px"', 'width="640"', RNG_ONLY),
        ("an identifier without its scheme", '<idno type="GeoNames">', "<idno>", RNG_ONLY),
        ("an identifier that is empty", ">2950159</idno>", "/>", RNG_ONLY),
        ("a name that is empty", ">Courier Press</orgName>", "> </orgName>", RNG_ONLY),
        ("a work of a type that CSL lacks", 'type="legal_case"', 'type="legal case"', RNG_ONLY),
        ("a variable that CSL lacks", 'n="archive-place"', 'n="archive-city"', RNG_ONLY),
        ("a basis of another word", 'ana="#basis.external" cert="low"', 'ana="#basis.known" cert="low"', RNG_ONLY),
        ("an empty basis note", '<note type="basis" subtype="conjecture" target="#meta.3"/>', '<note type="basis" target="#meta.3"/>', RNG_ONLY),
        ("rights as printed beside their absence", '<licence ana="#absence.none"/>', '<licence ana="#absence.none"/><ab type="as-printed" xml:space="preserve">(c)</ab>', RNG_ONLY),
        # Statements
        ("a claim of two kinds", "#kind.causal ", "#kind.causal #kind.descriptive ", RNG_ONLY),
        ("a claim without a commitment", " #commitment.hedged #stance", " #stance", RNG_ONLY),
        ("a claim of two stances", "#stance.neutral", "#stance.neutral #stance.endorses", RNG_ONLY),
        ("a claim without a restatement", '<note type="restatement">Two.</note>', "", RNG_ONLY),
        ("a category that is missing", '<category xml:id="kind.causal">', '<category xml:id="kind.casual">', RNG_ONLY),
        ("an annotation with another motivation", 'motivation="linking"', 'motivation="describing"', RNG_ONLY),
        ("a mention that says it is a correction", 'motivation="identifying"', 'motivation="editing"', RNG_ONLY),
        ("an assessment of no verdict", 'ana="#verdict.doubt"', 'ana="#basis.external"', RNG_ONLY),
        ("a relation of an unknown term", 'name="contradicts"', 'name="refutes"', RNG_ONLY),
        ("a relation to two claims", 'passive="#claim-2"', 'passive="#claim-2 #src-1"', RNG_ONLY),
        ("a history of nothing", '<change status="modified" change="#rev-1"/>', "<change/>", RNG_ONLY),
        ("a status twice", "#status.accepted", "#status.accepted #status.rejected", RNG_ONLY),
        ("a basis of a claim", "#checkable.no #status.accepted", "#checkable.no #basis.inferred", RNG_ONLY),
        ("a maker beside the revision", 'cert="0.93" change="#rev-1"', 'cert="0.93" resp="#tool-1"', RNG_ONLY),
        ("words beside an anchor", '<note type="exact">port</note>', '<note type="exact">port</note><note type="prefix">The </note>', RNG_ONLY),
        ("a place in the quote of an orphan that says no reason", "<p>The page changed.</p>", "", RNG_ONLY),
        ("an absence in other words", '#absence.not-stated">not stated<', '#absence.not-stated">unknown<', RNG_ONLY),
        ("an absence without words", '#absence.not-stated">not stated<', '#absence.not-stated"><', RNG_ONLY),
        ("an edition in other words", ">revision 4<", ">fourth revision<", RNG_ONLY),
        ("a size in other words", " characters of text<", " characters<", RNG_ONLY),
        ("a space with words in it", '<seg type="space" xml:space="preserve"> <', '<seg type="space" xml:space="preserve">x<', RNG_ONLY),
        ("a path without numbers", "/html%5B1%5D/body", "/html/body", RNG_ONLY),
        ("a path with bare brackets", "/html%5B1%5D/body", "/html[1]/body", RNG_ONLY),
        ("a precision that is none", 'precision="low"', 'precision="high"', RNG_ONLY),
        ("a day beside an interval", 'from="2014"', 'when="2014" from="2014"', RNG_ONLY),
        ("rights within a figure", "<figDesc", '<bibl type="figure" corresp="#fig-1"/><figDesc', RNG_ONLY),
        ("another way of citing", 'unit="block"', 'unit="paragraph"', RNG_ONLY),
        ("a list of changes without any", '<item ana="#changed.genre"/>', "", RNG_ONLY),
        ("a change of nothing that can change", "#changed.genre", "#changed.style", RNG_ONLY),
        ("a change of two things", "#changed.genre", "#changed.genre #changed.title", RNG_ONLY),
        ("what a page has before what it had", "<del>The port</del> <add>The old port</add>", "<add>The old port</add> <del>The port</del>", RNG_ONLY),
        ("a summary beside a list", "<desc>Read again.</desc>", "Read again.", RNG_ONLY),
        # Ids and references
        ("a revision that is not", 'cert="0.93" change="#rev-1"', 'cert="0.93" change="#rev-9"', ("dangling-reference.change",)),
        ("a receiver who is nobody", 'xml:id="cap-1" resp="#tool-1"', 'xml:id="cap-1" resp="#tool-2"', ("dangling-reference.resp",)),
        ("a revision that is an agent", 'cert="0.93" change="#rev-1"', 'cert="0.93" change="#ed-1"', ("reference-to-wrong-kind.change",)),
        ("a receiver who is no agent", 'xml:id="cap-1" resp="#tool-1"', 'xml:id="cap-1" resp="#pers-1"', ("reference-to-wrong-kind.resp",)),
        ("a decision in no revision", '<change status="modified" change="#rev-1"/>', '<change status="modified" change="#rev-9"/>', ("dangling-reference.change",)),
        ("a decision in a place", '<change status="modified" change="#rev-1"/>', '<change status="modified" change="#place-1"/>', ("reference-to-wrong-kind.change",)),
        ("a revision by nobody", 'who="#ed-1" target="#p-1 #claim-1"', 'who="#ed-3" target="#p-1 #claim-1"', ("dangling-reference.who",)),
        ("a revision by a place", 'who="#ed-1" target="#p-1 #claim-1"', 'who="#place-1" target="#p-1 #claim-1"', ("reference-to-wrong-kind.who",)),
        ("the rights of no figure", 'corresp="#fig-1"', 'corresp="#fig-9"', ("dangling-reference.figure", "rights-of-another")),
        ("the rights in a table", 'corresp="#fig-1"', 'corresp="#table-1"', ("reference-to-wrong-kind.figure", "rights-of-another")),
        ("a revision of nothing", 'target="#p-1 #claim-1"', 'target="#p-1 #claim-9"', ("dangling-reference.revision",)),
        ("a revision for a capture that is not", 'source="#cap-1" xml:id="rev-2"', 'source="#cap-9" xml:id="rev-2"', ("dangling-reference.newer",)),
        ("a revision for a block", 'source="#cap-1" xml:id="rev-2"', 'source="#p-1" xml:id="rev-2"', ("reference-to-wrong-kind.newer",)),
        ("a claimant that is nobody", 'type="claimant" target="#group-1"', 'type="claimant" target="#group-9"', ("dangling-reference.claimant",)),
        ("a claimant that is a place", 'type="claimant" target="#group-1"', 'type="claimant" target="#place-1"', ("reference-to-wrong-kind.claimant",)),
        ("a claim about a source", 'type="about" target="#work-1"', 'type="about" target="#src-1"', ("reference-to-wrong-kind",)),
        ("a mention of nothing", 'type="refers-to" target="#place-1"', 'type="refers-to" target="#place-9"', ("dangling-reference",)),
        ("a mention of a claim", 'type="refers-to" target="#place-1"', 'type="refers-to" target="#claim-1"', ("reference-to-wrong-kind",)),
        ("a source by an event", 'type="agent" target="#org-1"', 'type="agent" target="#event-1"', ("reference-to-wrong-kind",)),
        ("a source that is a source", 'corresp="#work-1" ana', 'corresp="#src-1" ana', ("reference-to-wrong-kind.work",)),
        ("evidence in a source", '<bibl corresp="#work-2"/>', '<bibl corresp="#src-1"/>', ("reference-to-wrong-kind.evidence",)),
        ("a citation of an archived copy", '<bibl corresp="#src-1">', '<bibl corresp="#copy-1">', ("reference-to-wrong-kind.evidence",)),
        ("an event at nowhere", 'where="#place-1"', 'where="#place-9"', ("dangling-reference.where",)),
        ("an event at a person", 'where="#place-1"', 'where="#pers-1"', ("reference-to-wrong-kind.where",)),
        ("an author who is a work", '<author ref="#pers-1" ', '<author ref="#work-1" ', ("reference-to-wrong-kind.ref",)),
        ("a quotation of nothing", '<cit xml:id="cit-1" corresp="#work-1">', '<cit xml:id="cit-1" corresp="#work-9">', ("dangling-reference.quoted",)),
        ("the call of no note", '<ref type="note-call" target="#note-1"/>', '<ref type="note-call" target="#p-2"/>', ("reference-to-wrong-kind.note",)),
        ("a copy in a capture that is none", 'type="capture" target="#cap-1"', 'type="capture" target="#work-1"', ("reference-to-wrong-kind.capture",)),
        ("an assessment of a mention", 'target="#claim-1" ana="#verdict.doubt"', 'target="#m-1" ana="#verdict.doubt"', ("reference-to-wrong-kind.claim", "supersedes-wrongly")),
        ("a basis note of nothing", '"conjecture" target="#meta.3"', '"conjecture" target="#meta.9"', ("basis-note-missing", "dangling-reference.basis")),
        ("two notes about one value", '"conjecture" target="#meta.3"', '"conjecture" target="#meta.2"', ("basis-note-missing", "basis-note-twice", "basis-note-twice")),
        # Anchors
        ("an anchor in nothing", 'source="#string-range(p-1,10,5)"', 'source="#string-range(p-9,10,5)"', ("dangling-reference.anchor",)),
        ("an anchor in a section", 'source="#string-range(p-1,10,5)"', 'source="#string-range(sec-1,10,5)"', ("reference-to-wrong-kind.anchor",)),
        ("an anchor off by one", 'source="#string-range(p-1,10,5)"', 'source="#string-range(p-1,11,5)"', ("anchor-words-differ",)),
        ("an anchor past the end", 'source="#string-range(p-1,10,5)"', 'source="#string-range(p-1,63,5)"', ("anchor-out-of-range",)),
        ("an anchor with other words", '(p-1,10,5)">it is<', '(p-1,10,5)">it’s<', ("anchor-words-differ",)),
        ("an anchor with a blank too many", '(p-1,10,5)">it is<', '(p-1,10,5)" xml:space="preserve">it is <', ("anchor-words-differ",)),
        ("a claim off by one", "#string-range(p-1,0,8)", "#string-range(p-1,1,8)", ("anchor-words-differ",)),
        ("a claim past the end", "#string-range(p-1,0,8)", "#string-range(p-1,0,80)", ("anchor-out-of-range",)),
        ("a claim in nothing", "#string-range(p-1,0,8)", "#string-range(p-9,0,8)", ("dangling-reference.anchor",)),
        ("a second stretch off by one", "string-index(p-2,0)", "string-index(p-2,1)", ("anchor-words-differ",)),
        ("a second stretch in nothing", "string-index(p-2,0)", "string-index(p-9,0)", ("dangling-reference.anchor", "pointer-not-readable.pair")),
        ("a second stretch past the end", "string-index(p-2,6)", "string-index(p-2,60)", ("anchor-out-of-range",)),
        ("fewer words than places", '<note type="exact">Quoted</note>', "", ("pointer-not-readable",)),
        ("the place of lost words too long", 'target="#string-range(gone-1,3,4)"', 'target="#string-range(gone-1,3,5)"', ("anchor-out-of-range.lost",)),
        ("the place of lost words in a note too long", 'source="#string-range(gone-1,3,4)"', 'source="#string-range(gone-1,3,5)"', ("anchor-out-of-range.lost",)),
        ("a remark that points elsewhere", 'target="#harbour"', 'target="#p-1"', ("target-differs",)),
        # Text and captures
        ("formatting of nothing", '<hi rend="italic">harbour</hi>', '<hi rend="italic"/>harbour', ("mark-of-wrong-width",)),
        ("a link of nothing", '<ref type="lost">Source</ref>', '<ref type="lost"/>Source', ("mark-of-wrong-width.link",)),
        ("an origin of another length", "#char=14,81", "#char=14,82", ("origin-length-differs",)),
        ("an origin in no capture", "received/a%20b.txt#char=14,81", "received/c.txt#char=14,81", ("dangling-reference.source",)),
        ("a value found in no capture", 'ref="#pers-1" source="received/a%20b.txt"', 'ref="#pers-1" source="received/c.txt"', ("dangling-reference.source",)),
        ("an element of no capture", 'xml:id="meta.3" source="received/b.html#', 'xml:id="meta.3" source="received/c.html#', ("dangling-reference.source",)),
        ("a stretch of an element of no capture", "received/b.html#string-range", "received/c.html#string-range", ("dangling-reference.source",)),
        ("an origin without a derivation", '<note type="derivation">verbatim-1</note>', "", ("origin-without-derivation",) * 3),
        ("a separator with words", 'target="#h-1" xml:space="preserve">\n</note>', 'target="#h-1" xml:space="preserve">\nx</note>', ("separator-not-blank",)),
        ("a separator after nothing", 'type="separator" target="#h-1"', 'type="separator" target="#h-9"', ("dangling-reference.separator",)),
        ("a separator after a block of no capture", 'type="separator" target="#h-1"', 'type="separator" target="#h-3"', ("reference-to-wrong-kind.separator",)),
        # Agreement
        ("another title for other tools", "<title>The harbour dispute</title>", "<title>The dispute</title>", ("copy-differs.title",)),
        ("an author less for other tools", "<author>Harbour Desk</author>\n", "", ("copy-differs.authors",)),
        ("another edition for other tools", 'n="4">revision 4', 'n="2">revision 2', ("copy-differs.edition",)),
        ("another size in words", ">217 characters", ">1217 characters", ("copy-differs.extent",)),
        ("another keeper for other tools", "<authority>B. Editor<", "<authority>A. Editor<", ("copy-differs.authority",)),
        ("another date for other tools", 'when="2026-11-25T09:00:00+01:00">2026-11-25', 'when="2026-11-26T09:00:00+01:00">2026-11-26', ("copy-differs.application", "copy-differs.date")),
        ("another day in words", ">2026-11-25<", ">2026-11-26<", ("copy-differs.day",)),
        ("another id for other tools", '<idno type="record">harbour', '<idno type="record">port', ("copy-differs.id",)),
        ("another language for other tools", '<text xml:lang="en">', '<text xml:lang="de">', ("copy-differs.language",)),
        ("a layer of rights not summarised", 'corresp="#rights.fig-1"', 'corresp="#rights.fig-2"', ("dangling-reference.layer", "rights-not-summarised")),
        ("a summary freer than its first layer", '<availability status="unknown">\n          <licence corresp', '<availability status="free">\n          <licence corresp', ("copy-differs.status",)),
        ("a derived date that differs", 'when="2016-03-20"', 'when="2016-03-21"', ("derived-date-differs",)),
        ("a derived date of an interval that differs", 'from="2014"', 'from="2013"', ("derived-date-differs.from",)),
        ("the end of an interval that differs", 'to="2015"', 'to="2016"', ("derived-date-differs.to",)),
        ("a precision that nobody gave", 'when="2016-03-20"', 'when="2016-03-20" precision="low"', ("derived-date-differs.precision",)),
        ("a doubt left out", 'when="2017-05" cert="low"', 'when="2017-05"', ("derived-date-differs.cert",)),
        ("derived dates that run backwards", 'notBefore="2010-01-01"', 'notBefore="2020-01-01"', ("derived-date-differs.reversed",)),
        ("an agent without a name", ">tagger</name>", "/>", ("name-missing",)),
        # Statements, again
        ("a verdict without evidence", "#verdict.doubt", "#verdict.mixed", ("verdict-without-evidence",)),
        ("unverifiable without evidence and reasoning", "#verdict.doubt", "#verdict.unverifiable", ()),
        ("an assessment that supersedes itself", 'type="supersedes" target="#as-1"', 'type="supersedes" target="#as-2"', ("supersedes-wrongly.itself",)),
        ("an assessment that supersedes a claim", 'type="supersedes" target="#as-1"', 'type="supersedes" target="#claim-1"', ("reference-to-wrong-kind",)),
        ("a status that was not decided", "#checkable.no #status.accepted", "#checkable.no #status.rejected", ("history-disagrees-with-status",)),
        ("a relation of two terms", 'ref="https://w3id.org/annotated-archive/terms#contradicts"', 'ref="https://w3id.org/annotated-archive/terms#supports"', ("relation-name-differs",)),
        ("a relation to nothing", 'passive="#claim-2"', 'passive="#claim-9"', ("dangling-reference.passive",)),
        ("a relation to an entity", 'passive="#claim-2"', 'passive="#org-1"', ("reference-to-wrong-kind.passive",)),
        ("a relation in the wrong direction", 'active="#claim-1" passive="#src-1"', 'active="#src-1" passive="#claim-1"', ("reference-to-wrong-kind", "relation-ends-disagree")),
        ("a term between claims that leads to a source", 'passive="#claim-2"', 'passive="#src-1"', ("relation-ends-disagree",)),
        ("a relation of a claim to itself", 'passive="#claim-2"', 'passive="#claim-1"', ("relation-ends-disagree.itself",)),
        ("a status of a relation that was not decided", '"#status.accepted #basis', '"#status.rejected #basis', ("history-disagrees-with-status.relation",)),
        ("a change of nothing", '<change target="#r-1"', '<change target="#r-9"', ("dangling-reference",)),
        ("a change of a claim", '<change target="#r-1"', '<change target="#claim-1"', ("reference-to-wrong-kind",)),
    )
]  # fmt: skip


@pytest.mark.slow
@each_case("change", CATALOGUE, ids=lambda change: change.name)
def test_what_is_no_record_is_reported(change: Change, jing: Jing) -> None:
    data = _changed(change)
    if change.expected == RNG_ONLY:
        assert not compiled(ARCHIVE_RNG).validate(etree.fromstring(data))
        assert jing.validate(ARCHIVE_RNG, [data]) != [[]]
    else:
        assert _findings(data) == sorted(change.expected)
        assert jing.validate(ARCHIVE_RNG, [data], ids=False) == [[]]


def test_every_code_of_archive_sch_is_in_the_catalogue_or_cannot_be_alone() -> None:
    shown = {code.partition(".")[0] for change in CATALOGUE for code in change.expected}
    rare = {"capture-file-twice", "duplicate-id", "nested-too-deeply"}
    assert _codes() - shown == rare


@each_case("id", ["place-1", "harbour", "kind.causal", "rev-1"])
def test_an_id_given_twice_is_reported_by_both_schemas(id: str, jing: Jing) -> None:
    data = EXAMPLE.read_bytes().replace(b'xml:id="place-2"', f'xml:id="{id}"'.encode(), 1)
    tree = etree.fromstring(data, etree.XMLParser(collect_ids=False))
    assert not compiled(ARCHIVE_RNG).validate(tree)
    assert jing.validate(ARCHIVE_RNG, [data]) != [[]]
    assert "duplicate-id" in _reports(tree)


def test_two_captures_in_one_file_are_reported() -> None:
    data = EXAMPLE.read_bytes()
    start, end = data.index(b'<bibl type="capture"'), data.index(b"</sourceDesc>")
    twin = data[start:end].replace(b'"cap-1"', b'"cap-3"')
    twin = twin[: twin.index(b'<note type="lead"')] + b"</bibl>"
    assert _findings(data[:end] + twin + data[end:]) == ["capture-file-twice"] * 2


def test_sections_within_sections_are_reported_from_the_33rd() -> None:
    deep = (
        b"".join(b'<div type="section" xml:id="deep-%d">' % n for n in range(32)) + b"</div>" * 32
    )
    assert _findings(
        EXAMPLE.read_bytes().replace(b'<div type="section" xml:id="sec-2"/>', deep)
    ) == ["nested-too-deeply"]


def test_the_rights_of_another_figure_are_reported() -> None:
    data = EXAMPLE.read_bytes().replace(b"rights.fig-1", b"rights.fig-2")
    assert _findings(data) == ["rights-of-another"]


@pytest.mark.parametrize("where", ["body", "header"])
def test_absence_can_stand_in_place_of_every_value(where: str, jing: Jing, tei_all: Path) -> None:
    data = ABSENT[where](EXAMPLE.read_text()).encode()
    assert compiled(ARCHIVE_RNG).validate(etree.fromstring(data)), compiled(ARCHIVE_RNG).error_log
    assert jing.validate(ARCHIVE_RNG, [data]) == [[]]
    assert jing.validate(tei_all, [data]) == [[]]


def _without_body(text: str) -> str:
    start, end = text.index("<body>"), text.index("<back>")
    return text[:start] + "<body><div/></body>" + text[end:]


def _without_values(text: str) -> str:
    ana = 'ana="#absence.not-stated"'
    article = "".join(
        f"<{start} {ana}>not stated</{start.split()[0]}>"
        for start in (
            'title level="a"', "author", 'title level="j"', "publisher", 'date type="published"',
            'date type="updated"', "idno", 'idno type="URI" subtype="address"',
        )
    )  # fmt: skip
    profile = (
        f"<creation><date {ana}>not stated</date></creation>"
        '<langUsage ana="#absence.none"><p>none</p></langUsage>'
        '<abstract ana="#absence.none"><p>none</p></abstract>'
        '<textClass><keywords ana="#absence.none"><term>none</term></keywords>'
        f'<classCode scheme="https://schema.org/" {ana}>not stated</classCode></textClass>'
    )
    for before, after, new in (
        ('<bibl type="article">', '<availability xml:id="rights.text"', article),
        ("<profileDesc>", "</profileDesc>", profile),
    ):
        start = text.index(before) + len(before)
        text = text[:start] + new + text[text.index(after) :]
    return text


ABSENT: dict[str, Callable[[str], str]] = {"body": _without_body, "header": _without_values}


def _changed(change: Change) -> bytes:
    text = EXAMPLE.read_text()
    assert change.old in text
    return text.replace(change.old, change.new, 1).encode()


def _findings(data: bytes) -> list[str]:
    """`rng` if archive.rng does not allow the file, else what archive.sch reports, sorted."""
    tree = etree.fromstring(data)
    return _reports(tree) if compiled(ARCHIVE_RNG).validate(tree) else ["rng"]


def _reports(tree: etree._Element) -> list[str]:
    return sorted(found.partition(" at ")[0] for found in schematron(tree))
