"""A CAS in JSON or XMI: what DKPro Cassis reads in it is what is found, with the same words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cassis
import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.annotations import uima
from archive.annotations.external import AnnotationFile, Body, ExternalAnnotation
from archive.errors import ReadError
from tests.samples import from_text
from tests.tools.cases import each_case

Found = tuple[str, int, int, str]
FILES = ("cas-emoji.json", "cas-slot-feature.json", "cas-smileys.xmi", "cas-chunks.json")


def by_cassis(path: Path) -> Any:
    """The CAS of a file, as another program reads it."""
    if path.suffix == ".json":
        return cassis.load_cas_from_json(path.read_text("utf-8"))
    with (path.parent / "dkpro-typesystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    with path.open("rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=types)


def spans_of(cas: Any) -> Counter[Found]:
    """The annotations of one or more code points."""
    return Counter(
        (one.type.name.rpartition(".")[2], one.begin, one.end, one.get_covered_text())
        for one in cas.select_all_annotations()
        if one.begin < one.end
    )


def spans_in(annotation_file: AnnotationFile) -> Counter[Found]:
    assert annotation_file.text is not None
    found: Counter[Found] = Counter()
    for annotation in annotation_file.annotations:
        for target in annotation.targets:
            assert target.start is not None
            assert target.end is not None
            assert annotation_file.text[target.start : target.end] == target.exact
            layer = (annotation.bodies[0].layer or "").partition(".")[0]
            found[layer, target.start, target.end, target.exact] += 1
    return found


def spans_of_first_json(path: Path) -> Counter[Found]:
    """Those of the first JSON of UIMA, which Cassis does not read; the file is of the BMP."""
    raw = json.loads(path.read_text("utf-8"))
    referred = raw["_referenced_fss"].values()
    text = next(one["sofaString"] for one in referred if one["_type"] == "Sofa")
    found = [(one["_type"], one) for one in referred if "end" in one]
    for type, members in raw["_views"]["_InitialView"].items():
        found += [(type, one) for one in members if isinstance(one, dict)]
    return Counter(
        (type, one.get("begin", 0), one["end"], text[one.get("begin", 0) : one["end"]])
        for type, one in found
    )


@each_case("name", FILES)
def test_every_annotation_of_a_file_is_found_with_the_words_that_others_find(
    shared: Callable[[str], Path], name: str
) -> None:
    path = shared("ingest/annotations/inception") / name
    expected = spans_of_first_json(path) if name == "cas-chunks.json" else spans_of(by_cassis(path))
    found = uima.read_annotations(path.read_bytes(), file=name, technical=True)
    assert spans_in(found) == expected
    assert len(expected) == {"cas-emoji.json": 10, "cas-slot-feature.json": 10,
                             "cas-smileys.xmi": 157, "cas-chunks.json": 234}[name]  # fmt: skip
    assert all(one.location.file == name and one.location.line for one in found.annotations)


@each_case(
    ("name", "layers"),
    [
        ("cas-emoji.json", {"Annotation": 9}),
        ("cas-slot-feature.json", {"SimpleLinkHost": 1, "SimpleSpan": 2}),
        ("cas-smileys.xmi", {"NamedEntity": 5}),
        ("cas-chunks.json", {"POS": 93, "Chunk": 44}),
    ],
)
def test_each_is_laid_on_its_text_with_the_right_words(
    shared: Callable[[str], Path], name: str, layers: dict[str, int]
) -> None:
    path = shared("ingest/annotations/inception") / name
    found = uima.read_annotations(path.read_bytes())
    assert found.text is not None
    onto = archive.receive(found.text.encode(), "text", id="a", plain=True).document
    laid = archive.add(onto, path.read_bytes(), "uima", file=name)
    tags = Counter(one.tag.partition(":")[0].partition(".")[0] for one in laid.document.annotations)
    assert tags == layers
    expected = spans_of_first_json(path) if name == "cas-chunks.json" else spans_of(by_cassis(path))
    words = Counter(
        (one.tag.partition(":")[0].partition(".")[0], anchor.exact)
        for one in laid.document.annotations
        for anchor in one.anchors
    )
    assert words == Counter(
        {
            (type, exact): sum(n for (t, _, _, e), n in expected.items() if (t, e) == (type, exact))
            for type, _, _, exact in expected
            if type in layers
        }
    )
    for one in laid.document.annotations:
        for anchor in one.anchors:
            block = laid.document.block(anchor.block)
            assert block.text[anchor.start : anchor.end] == anchor.exact
    assert archive.add(laid.document, path.read_bytes(), "uima", file=name).document is (
        laid.document
    )
    reported = " ".join(one.message for one in laid.findings)
    assert "technical annotations" in reported


# --- what another program writes ---

LETTERS = st.text(st.sampled_from("aé \n😀👩🏽\u0301漢"), min_size=1, max_size=40)
VALUES = st.none() | st.text(st.sampled_from('ab_|"<&é😀'), min_size=1, max_size=5)


def types() -> Any:
    system = cassis.TypeSystem()
    span = system.create_type("custom.Span", "uima.tcas.Annotation")
    link = system.create_type("custom.Link", "uima.cas.TOP")
    system.create_feature(link, "role", "uima.cas.String")
    system.create_feature(link, "target", "custom.Span")
    system.create_feature(span, "value", "uima.cas.String")
    system.create_feature(span, "number", "uima.cas.Integer")
    system.create_feature(span, "several", "uima.cas.StringArray")
    system.create_feature(span, "links", "uima.cas.FSArray", elementType="custom.Link")
    system.create_feature(span, "other", "custom.Span")
    related = system.create_type("custom.Rel", "uima.tcas.Annotation")
    system.create_feature(related, "label", "uima.cas.String")
    system.create_feature(related, "Governor", "custom.Span")
    system.create_feature(related, "Dependent", "custom.Span")
    return system


@given(LETTERS, st.data())
def test_what_cassis_writes_in_either_form_is_found_again(text: str, data: st.DataObject) -> None:
    system = types()
    cas = cassis.Cas(system)
    cas.sofa_string = text
    expected: Counter[tuple[str, Sequence[str]]] = Counter()
    places = st.integers(0, len(text))
    for _ in range(data.draw(st.integers(0, 5))):
        start, end = sorted((data.draw(places), data.draw(places)))
        value = data.draw(VALUES)
        cas.add(system.get_type("custom.Span")(begin=start, end=end, value=value))
        if text[start:end].strip():
            expected[text[start:end], () if value is None else (value,)] += 1
    for written in (cas.to_json(), cas.to_xmi()):
        found = uima.read_annotations(written.encode())
        assert found.text == text
        assert expected == Counter(
            (one.targets[0].exact or "", tuple(b.value for b in one.bodies if b.value is not None))
            for one in found.annotations
        )


def linked() -> Any:
    system = types()
    cas = cassis.Cas(system)
    cas.sofa_string = "Ann met 😀 Bob."
    span, link, array = (
        system.get_type(name) for name in ("custom.Span", "custom.Link", "uima.cas.FSArray")
    )
    ann, bob = span(begin=0, end=3, value="PER", number=12), span(begin=10, end=13)
    ann.several = system.get_type("uima.cas.StringArray")(elements=["x", "y z"])
    ann.links = array(elements=[link(role="friend", target=bob), link(target=ann)])
    bob.other = ann
    cas.add_all((ann, bob))
    cas.add(
        system.get_type("custom.Rel")(begin=10, end=13, Governor=ann, Dependent=bob, label="met")
    )
    return cas


def said(annotation: ExternalAnnotation) -> list[tuple[str | None, str | None, str | None]]:
    return [(body.layer, body.value, body.linked_id) for body in annotation.bodies]


@pytest.mark.parametrize("form", ["to_json", "to_xmi"])
def test_links_arrays_and_relations_are_annotations_on_what_they_are_of(form: str) -> None:
    cas = linked()
    types = cas.typesystem.to_xml().encode()
    found = uima.read_annotations(getattr(cas, form)().encode(), types=types)
    assert found.findings == ()
    ann, bob, *_ = (one for one in found.annotations if one.targets)
    ids = {"Ann": ann.id, "Bob": bob.id}
    assert sorted(said(ann)) == sorted(
        [("Span.value", "PER", None), ("Span.number", "12", None),
         ("Span.several", "x", None), ("Span.several", "y z", None)]
    )  # fmt: skip
    assert said(bob) == [("Span", None, None)]
    links = [(one.on, *said(one)[0]) for one in found.annotations if one.on]
    assert sorted(map(str, links)) == sorted(
        map(str, [
            (ids["Ann"], "Span.links", "friend", ids["Bob"]),
            (ids["Ann"], "Span.links", None, ids["Ann"]),
            (ids["Bob"], "Span.other", None, ids["Ann"]),
            (ids["Ann"], "Rel.label", "met", ids["Bob"]),
        ])
    )  # fmt: skip


def test_dependencies_of_tokens_are_between_their_parts_of_speech() -> None:
    core = "de.tudarmstadt.ukp.dkpro.core.api."
    kinds = {"t": "segmentation.type.Token", "p": "lexmorph.type.pos.POS",
             "d": "syntax.type.dependency.Dependency"}  # fmt: skip

    def one(kind: str, id: int, begin: int, end: int, **features: Any) -> dict[str, Any]:
        return {**span(id, begin, end, **features), "%TYPE": core + kinds[kind]}

    found = uima.read_annotations(cas_json(
        sofa(1, "Ann met"), one("p", 2, 0, 3, PosValue="NE"), one("p", 3, 4, 7, PosValue="VV"),
        one("t", 4, 0, 3, **{"@pos": 2}), one("t", 5, 4, 7, **{"@pos": 3}), one("t", 6, 4, 7),
        one("d", 7, 0, 3, DependencyType="nsubj", **{"@Governor": 5, "@Dependent": 4}),
        one("d", 8, 0, 3, **{"@Governor": 6, "@Dependent": 4}),
    ))  # fmt: skip
    [relation] = [one for one in found.annotations if one.on]
    assert (relation.on, said(relation)) == ("3", [("Dependency.DependencyType", "nsubj", "2")])
    lost = "relations Dependency with an end that is not an added annotation: 1, first at line"
    assert any(reported.message.startswith(lost) for reported in found.findings)


def test_without_a_type_system_numbers_of_xmi_that_may_be_ids_are_reported() -> None:
    found = uima.read_annotations(linked().to_xmi().encode())
    ann, bob, *_ = (one for one in found.annotations if one.targets)
    assert said(bob) == [("Span.other", ann.id, None)]
    [reported] = found.findings
    assert reported.message.startswith(
        "features Span.other with numbers that may be ids: 1, first at"
    )
    links = [one for one in found.annotations if one.on]
    assert len(links) == 3, "those of a slot and the relation are known by their names and targets"


@pytest.mark.parametrize("number", ["0", "1"])
def test_numbers_that_are_ids_of_no_structures_are_numbers(number: str) -> None:
    """Those of the text, and of nothing."""
    data = linked().to_xmi().replace('number="12"', f'number="{number}"').encode()
    found = uima.read_annotations(data)
    assert Body(layer="Span.number", value=number) in found.annotations[0].bodies
    assert "Span.number" not in "".join(one.message for one in found.findings)


def test_a_type_system_says_which_attributes_of_xmi_are_numbers() -> None:
    """Without it the number of a span that is the id of a link is taken for the link."""
    cas = linked()
    text = cas.to_xmi()
    id = text.split("<custom:Link ")[1].partition('xmi:id="')[2].partition('"')[0]
    data = text.replace('number="12"', f'number="{id}"').encode()
    number = Body(layer="Span.number", value=id)
    assert number not in uima.read_annotations(data).annotations[0].bodies
    types = cas.typesystem.to_xml().encode()
    assert number in uima.read_annotations(data, types=types).annotations[0].bodies


# --- several texts, and texts that are not there ---


def cas_json(*structures: dict[str, Any]) -> bytes:
    return json.dumps(
        {"%TYPES": {}, "%FEATURE_STRUCTURES": structures, "%VIEWS": {}}, indent=0
    ).encode()


def sofa(id: int, text: str | None, name: str = "_InitialView") -> dict[str, Any]:
    return {"%ID": id, "%TYPE": "uima.cas.Sofa", "sofaID": name, "sofaString": text}


def span(id: int, begin: Any, end: Any, sofa: int = 1, **features: Any) -> dict[str, Any]:
    place = {"@sofa": sofa, "begin": begin, "end": end}
    return {"%ID": id, "%TYPE": "x.Span", **place, **features}


TWO = cas_json(sofa(1, "Ann came."), sofa(2, "Ann kam.", "de"), span(3, 0, 3), span(4, 4, 7, 2))


def words(annotation_file: AnnotationFile) -> list[str | None]:
    return [target.exact for one in annotation_file.annotations for target in one.targets]


def test_of_several_texts_the_first_is_read_or_the_one_that_is_named() -> None:
    assert words(uima.read_annotations(TWO)) == ["Ann"]
    assert (
        words(uima.read_annotations(TWO, text="de"))
        == words(uima.read_annotations(TWO, text=2))
        == ["kam"]
    )
    [reported] = uima.read_annotations(TWO).findings
    assert (reported.code, reported.message) == (
        "not-kept",
        "annotations of the view de: 1, first at line 23; read them with text=de (--text)",
    )
    with pytest.raises(ReadError, match=r'"fr" .*there are "_InitialView", "de"'):
        uima.read_annotations(TWO, text="fr")


def test_of_several_texts_that_of_the_record_is_laid() -> None:
    onto = from_text("Ann  kam.", id="a")
    laid = archive.add(onto, TWO, "uima").document
    assert [one.anchors[0].exact for one in laid.annotations] == ["kam"]


def test_a_text_that_is_kept_as_bytes_is_read() -> None:
    raw = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "@sofaArray": 9}
    held = {"%ID": 9, "%TYPE": "uima.cas.ByteArray", "%ELEMENTS": "w6Rh"}
    assert words(uima.read_annotations(cas_json(held, raw, span(3, 0, 1)))) == ["ä"]


# --- losses are reported ---


@each_case(
    ("begin", "end", "code", "said"),
    [
        (500, 900, "remark-outside-text", "from 0 to 9"),
        (-1, 3, "remark-outside-text", "from 0 to 9"),
        (0, 10**15, "remark-outside-text", "from 0 to 9"),
        (4, 2, "remark-outside-text", "starts at 4 and ends before that, at 2"),
        (1, 3, "remark-outside-text", "inside of one code point"),
        (3, 3, "not-kept", "annotations Span without words: 1"),
        (2, 3, "not-kept", "annotations Span without words: 1"),
    ],
)
def test_an_annotation_whose_offsets_mean_nothing_is_reported(
    begin: int, end: int, code: str, said: str
) -> None:
    found = uima.read_annotations(
        cas_json(sofa(1, "😀 met us"), span(2, begin, end), span(3, 0, 2))
    )
    assert words(found) == ["😀"]
    [reported] = found.findings
    assert reported.code == code
    assert said in reported.message
    assert reported.location.line


def test_a_link_to_what_is_not_there_is_reported_and_cycles_end() -> None:
    found = uima.read_annotations(
        cas_json(
            sofa(1, "Ann"),
            span(2, 0, 3, **{"@a": 99, "@b": 4}),
            {"%ID": 4, "%TYPE": "x.T[]", "%ELEMENTS": [4, 5, 2]},
            {"%ID": 5, "%TYPE": "uima.cas.NonEmptyFSList", "@head": 6, "@tail": 5},
            {"%ID": 6, "%TYPE": "x.Value", "@self": 6, "word": "w"},
            {"%ID": 7, "%TYPE": "x.Value", "word": "alone"},
        )
    )
    assert [(one.code, one.message.partition(":")[0]) for one in found.findings] == [
        ("remark-not-there", "Span.a refers to 99, which is not in the file"),
        ("not-kept", "values that Span.b refers to through two other values"),
        ("not-kept", "values Value, which mark no text"),
    ]
    assert [said(one) for one in found.annotations] == [
        [("Span.b.word", "w", None)],
        [("Span.b", None, "2")],
    ]


def test_of_two_structures_with_one_id_the_second_has_none() -> None:
    found = uima.read_annotations(cas_json(sofa(1, "Ann met"), span(2, 0, 3), span(2, 4, 7)))
    assert [one.id for one in found.annotations] == ["2", None]


def test_types_of_one_name_are_distinguished() -> None:
    other = {**span(3, 0, 3), "%TYPE": "y.Span"}
    found = uima.read_annotations(cas_json(sofa(1, "Ann"), span(2, 0, 3), other))
    assert [one.bodies for one in found.annotations] == [
        [Body(layer="x.Span")],
        [Body(layer="y.Span")],
    ]


def test_what_programs_note_for_themselves_is_counted_and_laid_if_it_is_wanted() -> None:
    types = ("org.dkpro.core.api.xml.type.XmlElement", "x.About", "uima.tcas.DocumentAnnotation")
    raw = json.loads(cas_json(sofa(1, "Ann"), *(
        {**span(n, 0, 3), "%TYPE": type} for n, type in enumerate(types, 2)
    )))  # fmt: skip
    raw["%TYPES"] = {"x.About": {"%SUPER_TYPE": "uima.tcas.DocumentAnnotation"}}
    data = json.dumps(raw).encode()
    found = uima.read_annotations(data)
    assert found.annotations == []
    assert [one.message.partition(":")[0] for one in found.findings] == [
        f"technical annotations {name}" for name in ("XmlElement", "About", "DocumentAnnotation")
    ]
    assert len(uima.read_annotations(data, technical=True).annotations) == 3


def test_an_address_is_one() -> None:
    found = uima.read_annotations(
        cas_json(sofa(1, "Ann"), span(2, 0, 3, identifier="http://www.wikidata.org/entity/Q1"))
    )
    assert found.annotations[0].bodies == [
        Body(layer="Span.identifier", uri="http://www.wikidata.org/entity/Q1")
    ]


def test_a_named_entity_is_a_mention_of_the_thing_that_it_identifies() -> None:
    named = span(2, 0, 3, value="PER", identifier="http://www.wikidata.org/entity/Q7259")
    named["%TYPE"] = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    onto = from_text("Ada came.", id="a")
    laid = archive.add(onto, cas_json(sofa(1, "Ada came."), named), "uima").document
    [mention], [entity] = laid.annotations, laid.entities
    assert (mention.type, mention.status) == ("mention", "proposed")
    assert [(one.scheme, one.value) for one in entity.identifiers] == [("Wikidata", "Q7259")]


# --- what is refused ---

XMI = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:x="http:///x.ecore">{}</xmi:XMI>'
)


def refused() -> Iterator[tuple[bytes, str, str]]:
    yield b"", "remarks-not-read", "the file is empty"
    yield b"Ann came.", "remarks-not-read", "neither JSON nor XML"
    yield b"{", "not-json", "the file ends within an object"
    yield b'{"%FEATURE_STRUCTURES": [{"a": NaN}]}', "not-json", "'NaN' is not a JSON value"
    yield b'{"a": 1, "a": 2}', "duplicate-key", "twice"
    yield rb'{"%FEATURE_STRUCTURES": ["\ud800"]}', "lone-surrogate", "half of a surrogate pair"
    yield b"[" * 100_000, "not-json", "are nested more than 200 deep"
    yield b"[]", "remarks-not-read", "no %FEATURE_STRUCTURES"
    yield b'{"%FEATURE_STRUCTURES": 1}', "remarks-not-read", "must be an array"
    yield cas_json({"%ID": 1}), "remarks-not-read", "with a %TYPE"
    yield cas_json({"%TYPE": "x"}), "remarks-not-read", "must have an %ID"
    yield cas_json(sofa(1, "Ann"), span(2, "0", 3)), "remarks-not-read", 'not "0", "3"'
    yield cas_json(sofa(1, "Ann"), span(2, 0, True)), "remarks-not-read", "whole numbers"
    yield cas_json(sofa(1, None), span(2, 0, 3)), "remarks-not-read", "the offsets of 1 annotation"
    yield TWO[: len(TWO) // 2], "not-json", "the file ends within"
    yield b'{"_views": 1}', "remarks-not-read", "must be an object"
    yield b'{"_views": {}}', "remarks-not-read", "no text"
    yield b"<TEI/>", "remarks-not-read", 'its root is "TEI"'
    types = b'<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"/>'
    yield types, "remarks-not-read", "this is a type system"
    yield XMI.format("").encode(), "remarks-not-read", "no text (cas:Sofa)"
    yield XMI.format("<p/>").encode(), "remarks-not-read", "not the name of a type"
    yield XMI.format("<x:A sofa='1' begin='a'/>").encode(), "remarks-not-read", "whole numbers"
    yield XMI.format("<x:A>").encode(), "not-well-formed", "mismatch"
    yield b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "doctype-refused", "expand without end"
    yield b"<a>" * 300 + b"</a>" * 300, "not-well-formed", "256 deep"
    yield b"\xac\xed\x00\x05sr", "remarks-not-read", "serialised Java object"
    yield b"#FORMAT=WebAnno TSV 3.3\n", "remarks-not-read", "this is WebAnno TSV"
    yield "{}".encode("utf-16"), "not-utf-8", "this is UTF-16"


@each_case(("data", "code", "said"), [*refused()])
def test_what_is_no_cas_is_refused_in_a_sentence(data: bytes, code: str, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        uima.read_annotations(data)
    [reported] = caught.value.findings
    assert reported.code == code
    assert said in reported.message
    assert reported.location.line or reported.location.pointer is not None


@given(st.integers(0, len(TWO)), st.binary(max_size=2))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at: int, put: bytes) -> None:
    try:
        found = uima.read_annotations(TWO[:at] + put + TWO[at + len(put) :])
    except ReadError:
        return
    assert found.text is not None
