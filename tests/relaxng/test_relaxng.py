"""Our reading of `archive.rng`: the same verdicts as libxml2, and better words."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from lxml import etree

from archive import io
from archive.formats import tei
from archive.relaxng.datatypes import UnreadableGrammar
from archive.relaxng.grammar import Grammar
from archive.validation import schemas, validate
from tests import samples
from tests.tools.cases import each_case
from tests.validation.pages import record

GRAMMAR = Grammar(etree.fromstring(schemas.read("archive.rng")))
LIBXML2 = etree.RelaxNG(etree.fromstring(schemas.read("archive.rng")))


def small() -> str:
    return tei.write(samples.small()).data.decode()


def test_what_we_write_is_valid() -> None:
    assert GRAMMAR.faults(etree.fromstring(small().encode())) == []


# --- one finding for each fault, with what is allowed ---

FAULTS = {
    "a value": ('type="restatement"', 'type="restatment"', '@type: "note" has "restatment" for "type" (allowed: "exact", "lost", "restatement")'),
    "an attribute": ("<body", '<body n="1"', '/@n: the attribute "n" is not allowed in "body" (allowed: no other attribute)'),
    "an attribute beside others": ('<annotation xml:id="claim-1" motivation', '<annotation n="1" xml:id="claim-1" motivation', '/@n: the attribute "n" is not allowed in "annotation" (allowed: cert)'),
    "an attribute in place of others": ("<titleStmt>", '<titleStmt n="1">', '/@n: the attribute "n" is not allowed in "titleStmt" (allowed: no other attribute)'),
    "an id": ('xml:id="claim-1"', 'xml:id="claim.1"', '@xml:id: "annotation" has "claim.1" for "xml:id" (allowed: ID like [A-Za-z_][A-Za-z0-9_\\-]*)'),
    "a missing attribute": (' motivation="classifying"', "", ': "annotation" lacks an attribute (allowed: motivation)'),
    "an element": ("<body>", "<body><foo/>", '/tei:foo: "foo" is not allowed at this place in "body" (allowed: div)'),
    "an element too early": ("<titleStmt>", '<titleStmt><respStmt><resp>x</resp><name>y</name></respStmt>', '/tei:respStmt[1]: "respStmt" is not allowed at this place in "titleStmt" (allowed: title, and after that respStmt)'),
    "an element that is nowhere there": ("<titleStmt>", "<titleStmt><head/>", '/tei:head: "head" is not allowed at this place in "titleStmt" (allowed: title)'),
    "an element of another namespace": ("<body>", '<body><x:foo xmlns:x="urn:x"/>', '/*: "{urn:x}foo" is not allowed at this place in "body" (allowed: div)'),
    "text between elements": ("<body>", "<body>\n  Hello,\n  world", ': between the elements of "body" is the text "Hello, world" (allowed: div)'),
    "a list of words": ("#kind.descriptive #commitment.asserted", "#kind.descriptive", '(allowed: words of: "#kind.descriptive", "#kind.causal",'),
}  # fmt: skip


@each_case("name", FAULTS)
def test_one_fault_is_one_finding(name: str) -> None:
    old, new, expected = FAULTS[name]
    text = small()
    assert old in text, "the sample has changed"
    (finding,) = validate(text.replace(old, new, 1).encode())
    assert finding.code == "tei-not-valid"
    assert finding.location.line is not None
    assert finding.location.column is not None
    assert expected in str(finding)


def parts(path: str) -> tuple[Any, Any]:
    root = etree.fromstring(small().encode())
    found = root.xpath(path, namespaces={"t": "http://www.tei-c.org/ns/1.0"})
    assert found, path
    return root, found[0]


def messages(root: Any) -> list[str]:
    return [f"{fault.message} (allowed: {fault.allowed})" for fault in GRAMMAR.faults(root)]


def test_an_element_that_ends_too_early_says_what_is_missing() -> None:
    root, publisher = parts("//t:publicationStmt")
    for child in publisher:
        publisher.remove(child)
    assert messages(root) == ['"publicationStmt" ends too early (allowed: authority, publisher)']


def test_a_missing_element_is_named_with_its_type() -> None:
    root, note = parts('//t:annotation/t:note[@type="restatement"]')
    note.getparent().remove(note)
    assert messages(root) == [
        '"note" has "attribution" for "type" (allowed: "exact", "lost", "restatement")'
    ]


def test_what_should_have_come_before_another_element_is_named_with_its_type() -> None:
    root = etree.fromstring(rich())
    found = root.xpath('//*[local-name()="note"][@type="restatement"]')
    for note in found:
        for following in note.xpath("following-sibling::*"):
            note.getparent().remove(following)
        note.getparent().remove(note)
    (message,) = messages(root)
    assert message == (
        '"annotation" ends too early (allowed: note[@type="exact"], note[@type="lost"], note[@type="restatement"])'
    )


def test_an_element_of_another_type_too_many_is_one_finding() -> None:
    root, note = parts('//t:annotation/t:note[@type="restatement"]')
    other = copy.deepcopy(note)
    other.set("type", "summary")
    note.addprevious(other)
    note.addprevious(copy.deepcopy(other))
    assert messages(root) == [
        '"note" has "summary" for "type" (allowed: "exact", "lost", "restatement")'
    ]


def test_what_follows_a_wrong_element_is_not_reported_again() -> None:
    root, body = parts("//t:body")
    body.tag = "{http://www.tei-c.org/ns/1.0}boddy"
    assert messages(root) == ['"boddy" is not allowed at this place in "text" (allowed: body)']


def test_two_wrong_elements_apart_are_two_findings() -> None:
    root, division = parts("//t:body/t:div")
    for sibling in (division[0], division[-1]):
        sibling.addnext(etree.fromstring('<foo xmlns="http://www.tei-c.org/ns/1.0"/>'))
    assert (
        len(
            [
                m
                for m in messages(root)
                if m.startswith('"foo" is not allowed at this place in "div"')
            ]
        )
        == 2
    )


def test_nothing_more_may_follow() -> None:
    root, stand_off = parts("//t:standOff[last()]")
    stand_off.addnext(etree.fromstring('<text xmlns="http://www.tei-c.org/ns/1.0"/>'))
    assert messages(root) == [
        '"text" is not allowed at this place in "TEI" (allowed: nothing more)'
    ]


def test_text_of_the_wrong_form_is_shown_with_the_right_one() -> None:
    root, digest = parts('//t:idno[@type="sha256"]')
    digest.text = "z" * 70
    (message,) = messages(root)
    assert message == f'the text of "idno" is "{"z" * 28} … {"z" * 28}" (allowed: token like [0-9a-f]{{64}})'  # fmt: skip


def test_text_where_none_may_be_is_shown() -> None:
    root, pointer = parts('//t:ptr[@type="file"]')
    pointer.text = "here"
    assert messages(root) == ['"ptr" may not contain the text "here" (allowed: nothing)']


def test_an_attribute_too_many_is_distinguished_from_one_that_is_missing() -> None:
    root, relation = parts("//t:relation")
    relation.set("mutual", relation.attrib.pop("active"))
    found = messages(root)
    assert len(found) == 2
    assert 'the attribute "mutual" is not allowed in "relation"' in found[0]
    assert found[1] == '"relation" lacks an attribute (allowed: active)'


def test_a_root_that_the_schema_does_not_know_is_a_fault() -> None:
    (fault,) = GRAMMAR.faults(etree.fromstring("<html/>"))
    assert (fault.message, fault.allowed) == ('"html" cannot be the root', "TEI")


# --- the same verdicts as libxml2 ---


def rich() -> bytes:
    """A file with much in it, small enough for libxml2."""
    given: dict[str, Any] = {
        "language": "en",
        "text": ["Prices rose in 2015, the Council says. Trade fell."],
        "metadata": {
            "titles": [{"text": "Trade"}],
            "authors": "not-stated",
            "languages": [{"tag": "en"}],
            "publication": {"written": {"date": "2016~", "basis": "inferred", "certainty": 0.5}},
            "keywords": [{"term": "trade"}],
        },
        "rights": {"text": {"notice": "none", "uri": "http://rightsstatements.org/vocab/UND/1.0/"}},
        "captures": [{"file": "received/a b.txt", "received_at": "2016-03-20T09:30:00Z"}],
        "agents": [{"id": "reader", "name": "A Reader", "address": "https://example.org/?a=b#c"}],
        "entities": [
            {"type": "organisation", "id": "org", "names": [{"text": "Council"}]},
            {"type": "event", "id": "ev", "date": "2015/2016"},
        ],
        "works": [{"title": "Report", "address": "https://example.org/ü", "issued": "2015"}],
        "sources": [{"work": "w-1", "agent": "org"}],
        "claims": [
            {
                "anchors": [{"exact": "Prices rose"}, {"exact": "Trade fell"}],
                "attribution": [{"claimant": "org", "cue": [{"exact": "says"}]}],
                "stance": "neutral",
                "time": {"date": "2015"},
                "certainty": "high",
                "revision": "rev",
                "history": [{"status": "modified", "revision": "rev"}],
            }
        ],
        "annotations": [
            {"type": "mention", "anchors": [{"exact": "Council"}], "refers_to": "org"},
            {"type": "date", "anchors": [{"exact": "2015"}], "date": "2015"},
            {"type": "tag", "anchors": [{"exact": "Trade"}], "tag": "trade"},
            {"type": "comment", "text": "Well."},
        ],
        "relations": [{"subject": "c-1", "predicate": "citesAsAuthority", "object": "s-1"}],
        "assessments": [{"claim": "c-1", "verdict": "supported", "evidence": [{"work": "w-1"}]}],
        "revisions": [
            {"id": "rev", "at": "2016-03-20T09:30:00Z", "by": "reader", "summary": "Begun."}
        ],
    }
    return tei.write(io.read(_bytes(record(given, {})), "json").document).data


def _bytes(given: dict[str, Any]) -> bytes:
    import json

    return json.dumps(given).encode()


VALUES = (
    *("", "x", " x ", "#x", "#meta.1", "2016", "2016-02-30", "2016-02-28", "high", "0.5", "1e-3"),
    *("reported", "a b", "en", "de-", "received/x.txt#char=1,2", "http://a b", "http://x.y/%zz"),
    *("http://[", "mailto:x", "#string-range(p-1,0,5)", "12", "02", "640px", "é", "#kind.causal"),
)
TEXTS = ("x", " ", "\n", "12", "x y", "a" * 64, "")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_every_verdict_is_that_of_libxml2(seed: int) -> None:
    """Ids stay unique: libxml2 looks at that here, we in archive.sch."""
    chance = random.Random(seed)
    original = etree.fromstring(rich())
    assert LIBXML2.validate(original)
    verdicts = set()
    for _ in range(60):
        root = copy.deepcopy(original)
        change(root, chance)
        valid = LIBXML2.validate(root)
        faults = GRAMMAR.faults(root)
        verdicts.add(valid)
        assert bool(faults) is not valid, etree.tostring(root).decode()
    assert verdicts == {True, False}


def change(root: Any, chance: random.Random) -> None:
    """Change one thing somewhere in a file."""
    elements = list(root.iter())
    element, other = chance.choice(elements), chance.choice(elements)
    attributes = [name for name in element.attrib if not name.endswith("}id")]
    match chance.randrange(7):
        case 0 if attributes:
            del element.attrib[chance.choice(attributes)]
        case 1 if attributes:
            element.set(chance.choice(attributes), chance.choice(VALUES))
        case 2 if attributes:
            name = chance.choice(attributes)
            other.set(name, element.get(name))
        case 3:
            element.tag = other.tag
        case 4 if element is not root:
            element.getparent().remove(element)
        case 5:
            element.text = chance.choice(TEXTS)
        case _ if element is not root:
            element.tail = chance.choice(TEXTS)


@pytest.mark.parametrize("namespace", ["", "urn:poems"])
def test_a_schema_of_any_vocabulary_shows_its_names_without_its_namespace(namespace: str) -> None:
    ns = f'ns="{namespace}"' if namespace else ""
    schema = f"""<grammar {ns} xmlns="http://relaxng.org/ns/structure/1.0"><start>
      <element name="poem"><attribute name="xml:id"/>
        <oneOrMore><element name="line"><text/></element></oneOrMore></element></start></grammar>"""
    grammar = Grammar(etree.fromstring(schema))
    poem = etree.fromstring(f'<poem xmlns="{namespace}" xmlns:x="urn:x"><x:line/></poem>')
    tei = etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    found = [(f.message, f.allowed) for root in (poem, tei) for f in grammar.faults(root)]
    assert found == [
        ('"poem" lacks an attribute', "xml:id"),
        ('"{urn:x}line" is not allowed at this place in "poem"', "line"),
        ('"{http://www.tei-c.org/ns/1.0}TEI" cannot be the root', "poem"),
    ]


def test_a_pattern_that_the_schema_does_not_use_is_refused_rather_than_misread() -> None:
    schema = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a">
      <interleave><text/></interleave></element></start></grammar>"""
    with pytest.raises(UnreadableGrammar, match="interleave"):
        Grammar(etree.fromstring(schema)).faults(etree.fromstring("<a/>"))


@each_case(
    ("content", "right", "wrong"),
    [
        ("<empty/>", "", "x"),
        ("<choice><empty/><value>a b</value></choice>", " a  b ", "b"),
        ("<text/>", "anything", None),
        ("<list><zeroOrMore><value>a</value></zeroOrMore></list>", "a a", "a b"),
        ("<list><empty/></list>", " ", "a"),
        ("<list><group><value>a</value><value>b</value></group></list>", "a b", "b a"),
        ('<data type="string"><param name="maxLength">2</param></data>', "ab", "abc"),
        ('<data type="token"><param name="pattern">a+</param><param name="pattern">..</param></data>', " aa ", "aaa"),
        ('<data type="token"><param name="pattern">[^#\\s]+</param></data>', "ab", "a#b"),
    ],
)  # fmt: skip
def test_an_attribute_may_hold_what_libxml2_lets_it_hold(
    content: str, right: str, wrong: str | None
) -> None:
    schema = etree.fromstring(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><element name="a">'
        f'<attribute name="b">{content}</attribute><empty/></element></start></grammar>'
    )
    ours, theirs = Grammar(schema), etree.RelaxNG(schema)
    for value, valid in ((right, True), (wrong, False)):
        if value is not None:
            root = etree.Element("a", b=value)
            assert theirs.validate(root) is valid
            faults = ours.faults(root)
            assert (not faults) is valid
            assert all(fault.allowed for fault in faults)


@pytest.mark.parametrize("content", ["<interleave><text/></interleave>", "<list><text/></list>"])
def test_an_attribute_of_a_form_that_the_schema_does_not_use_is_refused(content: str) -> None:
    schema = etree.fromstring(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a">'
        f'<attribute name="b">{content}</attribute></element></start></grammar>'
    )
    with pytest.raises(UnreadableGrammar):
        Grammar(schema).faults(etree.Element("a", b="c"))
