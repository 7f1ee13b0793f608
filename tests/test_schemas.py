"""The schemas of the record in TEI: they hold to each other, and refuse what is no record.

tests/data/every-construct.tei.xml was written by hand from docs/reference/tei.md. Each file of the
catalogue is that file with one thing changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from archive.formats import tei
from archive.model.invariants import INVARIANTS
from tests.jing import Jing, trang
from tests.judges import ARCHIVE_RNG, ROOT, compiled, schematron

SCHEMAS = ROOT / "schemas"
EXAMPLE = Path(__file__).parent / "data" / "every-construct.tei.xml"
RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"


# --- the schemas hold to each other ---


def test_archive_rng_is_what_trang_makes_of_archive_rnc(java: None, tmp_path: Path) -> None:
    trang(SCHEMAS / "archive.rnc", tmp_path / "archive.rng")
    assert (tmp_path / "archive.rng").read_bytes() == ARCHIVE_RNG.read_bytes()


class Element:
    """What a schema says of all elements of one name together."""

    def __init__(self) -> None:
        self.attributes: set[str] = set()
        self.closed: dict[str, set[str]] = {}
        self.children: set[str] = set()


def test_archive_odd_names_the_elements_of_archive_rng() -> None:
    assert set(_odd()) == set(_rng())


@pytest.mark.parametrize("what", ["attributes", "closed", "children"])
def test_archive_odd_and_archive_rng_agree_on(what: str) -> None:
    odd, rng = _odd(), _rng()
    assert {name: getattr(odd[name], what) for name in odd} == {
        name: getattr(rng[name], what) for name in rng
    }


def test_archive_odd_includes_its_elements_from_their_modules() -> None:
    tree = _parsed("archive.odd")
    included = {
        (module.get("key"), name)
        for module in tree.iter(f"{TEI}moduleRef")
        for name in module.get("include", "").split()
    }
    specified = {(spec.get("module"), spec.get("ident")) for spec in tree.iter(f"{TEI}elementSpec")}
    assert included == specified


def test_archive_odd_refers_to_all_its_parts() -> None:
    tree = _parsed("archive.odd")
    groups = [
        group.get("{http://www.w3.org/XML/1998/namespace}id")
        for group in tree.iter(f"{TEI}specGrp")
    ]
    assert [ref.get("target") for ref in tree.iter(f"{TEI}specGrpRef")] == [
        f"#{id}" for id in groups
    ]


def test_archive_odd_is_tei(jing: Jing, tei_all: Path) -> None:
    assert jing.validate(tei_all, [SCHEMAS / "archive.odd"]) == [[]]
    assert compiled(tei_all).validate(_parsed("archive.odd"))


def test_archive_odd_names_the_checks_of_archive_sch() -> None:
    specs = [spec.get("ident") for spec in _parsed("archive.odd").iter(f"{TEI}constraintSpec")]
    assert specs == sorted(_codes())


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


def _codes() -> set[str]:
    return {str(check.get("id")).partition(".")[0] for check in _checks()}


def _checks() -> list[etree._Element]:
    return list(_parsed("archive.sch").iter(f"{SCH}assert", f"{SCH}report"))


@cache
def _parsed(name: str) -> etree._Element:
    return etree.parse(SCHEMAS / name).getroot()


@cache
def _rng() -> dict[str, Element]:
    """The elements of archive.rng by name, references resolved."""
    grammar = _parsed("archive.rng")
    defines = defaultdict(list)
    for define in grammar.iter(f"{RNG}define"):
        defines[define.get("name")].append(define)
    found: defaultdict[str, Element] = defaultdict(Element)
    open_lists: set[tuple[str, str]] = set()

    def parts(pattern: etree._Element) -> Iterator[etree._Element]:
        for part in pattern.iterchildren(f"{RNG}*"):
            if part.tag == f"{RNG}ref":
                for define in defines[part.get("name")]:
                    yield from parts(define)
            else:
                yield part

    def collect(pattern: etree._Element, into: Element, name: str) -> None:
        for part in parts(pattern):
            match part.tag.removeprefix(RNG), part.get("name", ""):
                case "attribute", attribute:
                    into.attributes.add(attribute)
                    words, is_open = values(part)
                    into.closed.setdefault(attribute, set()).update(words)
                    if is_open:
                        open_lists.add((name, attribute))
                case "element", child:
                    into.children.add(child)
                case _:
                    collect(part, into, name)

    def values(pattern: etree._Element) -> tuple[set[str], bool]:
        """The words that an attribute may hold, and whether it may hold others."""
        words: set[str] = set()
        inner = list(parts(pattern))
        is_open = pattern.tag == f"{RNG}attribute" and not inner
        for part in inner:
            match part.tag.removeprefix(RNG):
                case "value":
                    words.add(part.text or "")
                case "data" | "text":
                    is_open = True
                case _:
                    more, open_too = values(part)
                    words |= more
                    is_open = is_open or open_too
        return words, is_open

    for element in grammar.iter(f"{RNG}element"):
        name = str(element.get("name"))
        collect(element, found[name], name)
    for name, element in found.items():
        for attribute in list(element.closed):
            if (name, attribute) in open_lists:
                del element.closed[attribute]
    return dict(found)


@cache
def _odd() -> dict[str, Element]:
    """The elements of archive.odd by name, macros resolved."""
    tree = _parsed("archive.odd")
    macros = {macro.get("ident"): macro for macro in tree.iter(f"{TEI}macroSpec")}
    found: dict[str, Element] = {}
    for spec in tree.iter(f"{TEI}elementSpec"):
        element = found[str(spec.get("ident"))] = Element()
        for attribute in spec.iter(f"{TEI}attDef"):
            name = str(attribute.get("ident"))
            element.attributes.add(name)
            for words in attribute.iter(f"{TEI}valList"):
                assert words.get("type") == "closed"
                element.closed[name] = {str(v.get("ident")) for v in words.iter(f"{TEI}valItem")}
        for content in (spec, *(macros[ref.get("key")] for ref in spec.iter(f"{TEI}macroRef"))):
            element.children |= {str(ref.get("key")) for ref in content.iter(f"{TEI}elementRef")}
    return found


# --- what they allow ---


def test_the_example_is_allowed(jing: Jing, tei_all: Path) -> None:
    data = EXAMPLE.read_bytes()
    assert _findings(data) == []
    assert jing.validate(ARCHIVE_RNG, [data]) == [[]]
    assert jing.validate(tei_all, [data]) == [[]]
    assert compiled(tei_all).validate(etree.fromstring(data))


def test_the_example_has_every_element() -> None:
    tree = etree.parse(EXAMPLE)
    assert {str(e.tag).removeprefix(TEI) for e in tree.iter(f"{TEI}*")} == set(_rng())


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
        ("an unknown element", "<publisher/>", "<publisher/><pubPlace>X</pubPlace>", RNG_ONLY),
        ("an unknown attribute", "<publisher/>", '<publisher n="1"/>', RNG_ONLY),
        ("an element of another namespace", "<publisher/>", '<publisher xmlns="urn:x"/>', RNG_ONLY),
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
        ("two pointers for one", 'corresp="#work-1" resp="#ed-1"', 'corresp="#work-1 #work-2" resp="#ed-1"', RNG_ONLY),
        ("a pointer with a space in it", "#string-range(p-1,4,4)", "#string-range(p-1, 4,4)", RNG_ONLY),
        ("a stretch of no length", "#string-range(p-1,0,8)", "#string-range(p-1,0,0)", RNG_ONLY),
        ("a stretch that begins before the text", "#string-range(p-1,0,8)", "#string-range(p-1,-1,8)", RNG_ONLY),
        ("one pair of points", "#string-range(p-1,0,8)", "#range(string-index(p-1,0),string-index(p-1,8))", RNG_ONLY),
        ("a point without its other", ",string-index(p-2,6))", ")", RNG_ONLY),
        ("an origin without offsets", "#char=14,81", "", RNG_ONLY),
        ("an address with a space", 'url="a%20b.png"', 'url="a b.png"', RNG_ONLY),
        ("an address without any", 'url="a%20b.png"', 'url=""', RNG_ONLY),
        ("a certainty in another word", 'cert="low"', 'cert="unknown"', RNG_ONLY),
        ("a certainty above 1", 'cert="0.93"', 'cert="1.93"', RNG_ONLY),
        ("a certainty that is no number", 'cert="0.93"', 'cert="NaN"', RNG_ONLY),
        ("a certainty in per cent", 'cert="0.93"', 'cert="93%"', RNG_ONLY),
        ("an instant without a time zone", 'when="2026-11-24T10:00:00Z"', 'when="2026-11-24T10:00:00"', RNG_ONLY),
        ("an instant that is a day", 'when="2026-11-24T10:00:00Z"', 'when="2026-11-24"', RNG_ONLY),
        ("an instant that never was", 'when="2026-11-24T10:00:00Z"', 'when="2026-02-30T10:00:00Z"', RNG_ONLY),
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
        ("a basis that is the default", 'ana="#basis.external" cert="low"', 'ana="#basis.printed" cert="low"', RNG_ONLY),
        ("an empty basis note", '<note type="basis" subtype="conjecture" target="#meta.3"/>', '<note type="basis" subtype="printed" target="#meta.3"/>', RNG_ONLY),
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
        ("a history that begins with no making", '<change status="created" when="2026-11-24T09:00:00Z"/>\n          <change status="modified"/>', '<change status="modified"/>', RNG_ONLY),
        # Ids and references
        ("a maker who is nobody", 'resp="#tool-1" cert="0.93"', 'resp="#tool-2" cert="0.93"', ("dangling-reference.resp",)),
        ("a maker who is no agent", 'resp="#tool-1" cert="0.93"', 'resp="#pers-1" cert="0.93"', ("reference-to-wrong-kind.resp",)),
        ("a decision by nobody", 'who="#ed-2"', 'who="#ed-3"', ("dangling-reference.who",)),
        ("a decision by a place", 'who="#ed-2"', 'who="#place-1"', ("reference-to-wrong-kind.who",)),
        ("a revision by nobody", 'who="#ed-1" target="#p-1 #claim-1"', 'who="#ed-3" target="#p-1 #claim-1"', ("dangling-reference.revision-who",)),
        ("a revision of nothing", 'target="#p-1 #claim-1"', 'target="#p-1 #claim-9"', ("dangling-reference.revision",)),
        ("a claimant that is nobody", 'type="claimant" target="#group-1"', 'type="claimant" target="#group-9"', ("dangling-reference.claimant",)),
        ("a claimant that is a place", 'type="claimant" target="#group-1"', 'type="claimant" target="#place-1"', ("reference-to-wrong-kind.claimant",)),
        ("a claim about a source", 'type="about" target="#work-1"', 'type="about" target="#src-1"', ("reference-to-wrong-kind",)),
        ("a mention of nothing", 'type="refers-to" target="#place-1"', 'type="refers-to" target="#place-9"', ("dangling-reference",)),
        ("a mention of a claim", 'type="refers-to" target="#place-1"', 'type="refers-to" target="#claim-1"', ("reference-to-wrong-kind",)),
        ("a source by an event", 'type="agent" target="#org-1"', 'type="agent" target="#event-1"', ("reference-to-wrong-kind",)),
        ("a source that is a source", 'corresp="#work-1" resp="#ed-1"', 'corresp="#src-1" resp="#ed-1"', ("reference-to-wrong-kind.work",)),
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
        ("an anchor in nothing", '<ptr type="anchor" target="#string-range(p-1,10,5)"/>', '<ptr type="anchor" target="#string-range(p-9,10,5)"/>', ("dangling-reference.anchor",)),
        ("an anchor in a section", '<ptr type="anchor" target="#string-range(p-1,10,5)"/>', '<ptr type="anchor" target="#string-range(sec-1,10,5)"/>', ("reference-to-wrong-kind.anchor",)),
        ("an anchor off by one", '<ptr type="anchor" target="#string-range(p-1,10,5)"/>', '<ptr type="anchor" target="#string-range(p-1,11,5)"/>', ("anchor-words-differ",)),
        ("an anchor past the end", '<ptr type="anchor" target="#string-range(p-1,10,5)"/>', '<ptr type="anchor" target="#string-range(p-1,63,5)"/>', ("anchor-out-of-range",)),
        ("an anchor with other words", '<quote type="exact" xml:space="preserve">it is</quote>', '<quote type="exact" xml:space="preserve">it’s</quote>', ("anchor-words-differ",)),
        ("an anchor with other words before it", '<quote type="prefix" xml:space="preserve">The </quote>', '<quote type="prefix" xml:space="preserve">A </quote>', ("anchor-context-differs.prefix",)),
        ("an anchor with other words after it", '>The port</quote>\n          <quote type="suffix" xml:space="preserve">, it</quote>', '>The port</quote>\n          <quote type="suffix" xml:space="preserve">: it</quote>', ("anchor-context-differs.suffix",)),
        ("a claim off by one", "#string-range(p-1,0,8)", "#string-range(p-1,1,8)", ("anchor-words-differ",)),
        ("a claim past the end", "#string-range(p-1,0,8)", "#string-range(p-1,0,80)", ("anchor-out-of-range",)),
        ("a claim in nothing", "#string-range(p-1,0,8)", "#string-range(p-9,0,8)", ("dangling-reference.anchor",)),
        ("a second stretch off by one", "string-index(p-2,0)", "string-index(p-2,1)", ("anchor-words-differ.stretch",)),
        ("a second stretch in nothing", "string-index(p-2,0)", "string-index(p-9,0)", ("anchor-words-differ.stretch",)),
        ("fewer words than places", "<note type=\"anchor\">\n          <quote type=\"exact\" xml:space=\"preserve\">Quoted</quote>\n        </note>", "", ("pointer-not-readable",)),
        ("the place of lost words too long", "#string-range(gone-1,3,4)", "#string-range(gone-1,3,5)", ("anchor-out-of-range.lost",)),
        ("a remark that points elsewhere", 'target="#harbour"', 'target="#p-1"', ("target-differs",)),
        # Text and captures
        ("formatting of nothing", '<hi rend="italic">harbour</hi>', '<hi rend="italic"/>harbour', ("mark-of-wrong-width",)),
        ("a link of nothing", '<ref type="lost">Source</ref>', '<ref type="lost"/>Source', ("mark-of-wrong-width.link",)),
        ("an origin of another length", "#char=14,81", "#char=14,82", ("origin-length-differs",)),
        ("an origin in no capture", "received/a%20b.txt#char=14,81", "received/c.txt#char=14,81", ("dangling-reference.source",)),
        ("an origin without a derivation", '<note type="derivation">verbatim-1</note>', "", ("origin-without-derivation", "origin-without-derivation")),
        ("a separator with words", 'target="#h-1" xml:space="preserve">\n</note>', 'target="#h-1" xml:space="preserve">\nx</note>', ("separator-not-blank",)),
        ("a separator after nothing", 'type="separator" target="#h-1"', 'type="separator" target="#h-9"', ("dangling-reference.separator",)),
        ("a separator after a block of no capture", 'type="separator" target="#h-1"', 'type="separator" target="#h-3"', ("reference-to-wrong-kind.separator",)),
        # Agreement
        ("another title for other tools", "<title>The harbour dispute</title>", "<title>The dispute</title>", ("copy-differs.title",)),
        ("an author less for other tools", "<author>Harbour Desk</author>\n", "", ("copy-differs.authors",)),
        ("another language for other tools", '<text xml:lang="en">', '<text xml:lang="de">', ("copy-differs.language",)),
        ("a layer of rights not summarised", 'corresp="#rights.fig-1"', 'corresp="#rights.fig-2"', ("dangling-reference.layer", "rights-not-summarised")),
        ("a summary freer than its first layer", '<availability status="unknown">\n          <licence corresp', '<availability status="free">\n          <licence corresp', ("copy-differs.status",)),
        ("a derived date that differs", 'when="2016-03-20"', 'when="2016-03-21"', ("derived-date-differs",)),
        ("a derived date that is missing", ' when="2016-03-20"', "", ("derived-date-missing",)),
        ("derived dates that run backwards", 'notBefore="2016-03-01"', 'notBefore="2016-04-01"', ("derived-date-differs.reversed",)),
        ("an agent without a name", ">tagger</name>", "/>", ("name-missing",)),
        # Statements, again
        ("a verdict without evidence", "#verdict.doubt", "#verdict.mixed", ("verdict-without-evidence",)),
        ("an assessment that supersedes itself", 'type="supersedes" target="#as-1"', 'type="supersedes" target="#as-2"', ("supersedes-wrongly.itself",)),
        ("an assessment that supersedes a claim", 'type="supersedes" target="#as-1"', 'type="supersedes" target="#claim-1"', ("reference-to-wrong-kind",)),
        ("a status that was not decided", '<revisionDesc status="accepted">', '<revisionDesc status="rejected">', ("history-disagrees-with-status",)),
        ("a relation of two terms", 'ref="https://w3id.org/annotated-archive/terms#contradicts"', 'ref="https://w3id.org/annotated-archive/terms#supports"', ("relation-name-differs",)),
        ("a relation to nothing", 'passive="#claim-2"', 'passive="#claim-9"', ("dangling-reference.passive",)),
        ("a relation to an entity", 'passive="#claim-2"', 'passive="#org-1"', ("reference-to-wrong-kind.passive",)),
        ("a relation in the wrong direction", 'active="#claim-1" passive="#src-1"', 'active="#src-1" passive="#claim-1"', ("reference-to-wrong-kind", "relation-ends-disagree")),
        ("a term between claims that leads to a source", 'passive="#claim-2"', 'passive="#src-1"', ("relation-ends-disagree",)),
        ("a relation of a claim to itself", 'passive="#claim-2"', 'passive="#claim-1"', ("relation-ends-disagree.itself",)),
        ("a status of a relation that was not decided", "#status.accepted", "#status.rejected", ("history-disagrees-with-status.relation",)),
        ("a change that its relation does not name", ' change="#r-1.1 #r-1.2"', ' change="#r-1.1"', ("changes-differ", "changes-differ.unnamed")),
        ("changes in another order", 'xml:id="r-1.2" target="#r-1"', 'xml:id="r-1.3" target="#r-1"', ("changes-differ.number", "changes-differ.unnamed")),
        ("a change of nothing", 'xml:id="r-1.2" target="#r-1"', 'xml:id="r-1.2" target="#r-9"', ("changes-differ", "changes-differ.number", "changes-differ.order", "dangling-reference")),
    )
]  # fmt: skip


@pytest.mark.parametrize("change", CATALOGUE, ids=lambda change: change.name)
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
    rare = {"capture-file-twice", "duplicate-id", "nested-too-deeply", "rights-of-another"}
    assert _codes() - shown == rare


@pytest.mark.parametrize("id", ["place-1", "harbour", "kind.causal", "r-1.1"])
def test_an_id_given_twice_is_reported_by_both_schemas(id: str, jing: Jing) -> None:
    data = EXAMPLE.read_bytes().replace(b'xml:id="place-2"', f'xml:id="{id}"'.encode(), 1)
    tree = etree.fromstring(data, etree.XMLParser(collect_ids=False))
    assert not compiled(ARCHIVE_RNG).validate(tree)
    assert jing.validate(ARCHIVE_RNG, [data]) != [[]]
    assert "duplicate-id" in _reports(tree)


def test_two_captures_in_one_file_are_reported() -> None:
    data = EXAMPLE.read_bytes()
    start, end = data.index(b'<bibl type="capture"'), data.index(b"</sourceDesc>")
    twin = data[start:end].replace(b'"cap-1"', b'"cap-2"')
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
    absent = 'ana="#absence.not-stated"/>'
    article = "".join(
        f"<{start} {absent}"
        for start in (
            'title level="a"', "author", 'title level="j"', "publisher", 'date type="published"',
            'date type="updated"', "idno", 'idno type="URI" subtype="address"',
        )
    )  # fmt: skip
    profile = (
        f'<creation><date {absent}</creation><langUsage ana="#absence.none"><p/></langUsage>'
        '<abstract ana="#absence.none"><p/></abstract><textClass><keywords ana="#absence.none">'
        f'<term/></keywords><classCode scheme="https://schema.org/" {absent}</textClass>'
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
