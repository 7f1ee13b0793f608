"""TEI with names and claims inline: the same record, and elements that any TEI tool understands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from lxml import etree

from archive.findings import Severity
from archive.formats import tei
from archive.formats.tei import inline_annotations
from archive.formats.tei.xml_output import escaped
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Mention
from archive.model.base import Model
from archive.model.blocks import Caption, Figure, Formatting, Image, Link, Paragraph, Section
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.entities import EntityName, Event, Group, Organisation, Person, Place
from archive.model.identifiers import as_uri
from archive.model.metadata import Abstract
from archive.model.rights import Rights, RightsLayers
from archive.model.works import Work
from archive.rights import public_record
from tests import samples
from tests.formats.harbour import harbour
from tests.formats.held import tei_inline
from tests.judges import Judges
from tests.strategies import documents
from tests.tools.cases import each_case

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEXT = "abcdefghij"


def pieces_of(data: bytes) -> dict[str, list[etree._Element]]:
    """The inline elements of each statement, in the order in which `@next` joins them."""
    tree = etree.fromstring(data)
    elements = {e.get(XML_ID): e for e in tree.iter() if ".inline." in e.get(XML_ID, "")}
    found: dict[str, list[etree._Element]] = defaultdict(list)
    for element in elements.values():
        if element.get("prev") is not None:
            continue
        here: etree._Element | None = element
        while here is not None:
            found[here.get("corresp", "")[1:]].append(here)
            after = elements.get((here.get("next") or "")[1:])
            assert (after is None) == (here.get("next") is None)
            assert after is None or after.get("prev") == f"#{here.get(XML_ID)}"
            here = after
    assert sum(map(len, found.values())) == len(elements)
    return found


def union(statement: Claim | Mention) -> Iterator[tuple[str, int]]:
    """Every place that a statement covers, once."""
    return iter(
        sorted(
            {
                (anchor.block, n)
                for anchor in statement.anchors
                if isinstance(anchor, Anchor)
                for n in range(anchor.start, anchor.end)
            }
        )
    )


def assert_pieces_are_the_words(document: Document, data: bytes) -> None:
    order = {id: n for n, id in enumerate(document.index.blocks)}
    pieces = pieces_of(data)
    inlined = [
        statement
        for statement in (*document.claims, *document.annotations)
        if isinstance(statement, Claim | Mention) and statement.status != "rejected"
    ]
    for statement in inlined:
        places = sorted(union(statement), key=lambda place: (order[place[0]], place[1]))
        words = "".join(document.block(block).text[n] for block, n in places)
        assert "".join(p.xpath("string()") for p in pieces.pop(statement.id, [])) == words
    assert pieces == {}


def assert_pointers_resolve(document: Document, data: bytes) -> None:
    """Every `#id` names an element of the file, but for those to what this form does not carry.

    `@corresp` of a piece names its statement in the record, as does `@target` of a revision.
    """
    tree = etree.fromstring(data)
    ids = set(tree.xpath("//@xml:id"))
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            if name == "target" and element.tag == f"{TEI}change":
                assert all(document.get(pointer[1:]) for pointer in value.split())
            elif name == "corresp" and ".inline." in element.get(XML_ID, ""):
                assert document.get(value[1:]).id == element.get(XML_ID).split(".")[0]
            elif name in _POINTING and not _is_address(element, name):
                pointers = [p for p in value.split() if p.startswith("#") and "(" not in p]
                assert {pointer[1:] for pointer in pointers} <= ids, (element.tag, name, value)


def _is_address(element: etree._Element, name: str) -> bool:
    """Whether an attribute holds what somebody gave as an address, which may be any."""
    parent = element.getparent()
    return (
        (element.get("type") in ("link", "file") and name == "target")
        or (element.tag in (f"{TEI}licence", f"{TEI}term") and name in ("target", "ref"))
        or (parent is not None and parent.tag == f"{TEI}respStmt" and name == "ref")
    )


_POINTING = frozenset(
    ("ref", "corresp", "target", "ana", "resp", "who", "change", "where", "next", "prev")
)


@given(documents())
def test_the_pieces_of_a_statement_joined_are_its_words(document: Document):
    data = inline_annotations.write(document).data
    assert_pieces_are_the_words(document, data)
    assert_pointers_resolve(document, data)


def test_the_pieces_of_a_kept_record_joined_are_its_words(record: Document):
    data = inline_annotations.write(record).data
    assert_pieces_are_the_words(record, data)
    assert_pointers_resolve(record, data)


@pytest.mark.slow
def test_it_is_valid_tei(judges: Judges):
    @given(documents())
    def battery(document: Document) -> None:
        assert judges.on(inline_annotations.write(document).data) == []

    battery()
    wrong = inline_annotations.write(samples.small()).data.replace(b"<seg ", b"<segment ", 1)
    wrong = wrong.replace(b"</seg>", b"</segment>", 1)
    assert {verdict.judge for verdict in judges.on(wrong)} == {
        "tei_all.rng, libxml2",
        "tei_all.rng, jing",
    }


@pytest.mark.slow
def test_a_kept_record_is_valid_tei(record: Document, judges: Judges):
    assert judges.on(inline_annotations.write(record).data) == []


# --- by hand ---


def anchor(start: int, end: int, block: str = "p-1", text: str = TEXT) -> Anchor:
    return Anchor(block=block, start=start, end=end, exact=text[start:end])


def claim(id: str, *anchors: Anchor) -> Claim:
    return Claim(id=id, anchors=anchors, restatement="So.", kind="causal")


def mention(id: str, *anchors: Anchor, of: str = "who") -> Mention:
    return Mention(id=id, anchors=anchors, refers_to=of)


ENTITIES = (
    Person(id="who", names=(EntityName(text="W"),)),
    Organisation(id="org"),
    Group(id="group"),
    Place(id="place"),
    Event(id="event"),
)


def shown(*statements: Claim | Mention, marks: tuple[Formatting | Link, ...] = ()) -> str:
    """The text of one block with what is laid over it, in short."""
    document = Document(
        id="d",
        sections=(
            Section(
                id="s",
                blocks=(
                    Paragraph(id="p-1", text=TEXT, marks=marks),
                    Paragraph(id="p-2", text=TEXT),
                ),
            ),
        ),
        entities=ENTITIES,
        works=(Work(id="work", type="book"),),
        claims=tuple(s for s in statements if isinstance(s, Claim)),
        annotations=tuple(s for s in statements if isinstance(s, Mention)),
    )
    data = inline_annotations.write(document).data
    assert_pieces_are_the_words(document, data)
    assert_pointers_resolve(document, data)
    tree = etree.fromstring(data)
    return " | ".join(
        _shown(p) for p in tree.iter(f"{TEI}p") if p.get(XML_ID) in ("p-1", "p-2")
    ).removesuffix(f" | {TEXT}")


def _shown(element: etree._Element) -> str:
    name = etree.QName(element).localname
    inner = (element.text or "") + "".join(_shown(e) + (e.tail or "") for e in element)
    if name == "p":
        return inner
    id = (element.get(XML_ID) or name).replace(".inline.", "")
    return f"<{id}{element.get('part') or ''} {inner}>"


@each_case(
    ("statements", "expected"),
    [
        ([claim("a", anchor(2, 5))], "ab<a1 cde>fghij"),
        ([claim("a", anchor(0, 10))], "<a1 abcdefghij>"),
        # one within the other, also where they begin or end together
        ([claim("a", anchor(1, 3)), claim("b", anchor(0, 5))], "<b1 a<a1 bc>de>fghij"),
        ([claim("a", anchor(0, 3)), claim("b", anchor(0, 5))], "<b1 <a1 abc>de>fghij"),
        ([claim("a", anchor(2, 5)), claim("b", anchor(0, 5))], "<b1 ab<a1 cde>>fghij"),
        # the same words: a name within a claim; of two claims the later is the outer one
        ([mention("m", anchor(0, 2)), claim("a", anchor(0, 2))], "<a1 <m1 ab>>cdefghij"),
        ([claim("a", anchor(0, 2)), claim("b", anchor(0, 2))], "<b1 <a1 ab>>cdefghij"),
        # side by side
        ([claim("a", anchor(0, 2)), claim("b", anchor(2, 4))], "<a1 ab><b1 cd>efghij"),
        # overlapping: the one that begins later is cut
        (
            [claim("a", anchor(0, 4)), claim("b", anchor(2, 6))],
            "<a1 ab<b1I cd>><b2F ef>ghij",
        ),
        (
            [claim("a", anchor(0, 4)), claim("b", anchor(2, 6)), claim("c", anchor(3, 8))],
            "<a1 ab<b1I c<c1I d>>><c2F <b2F ef>gh>ij",
        ),
        # several stretches, also across blocks, in reading order whatever the order of anchors
        ([claim("a", anchor(0, 1), anchor(3, 4), anchor(6, 7))], "<a1I a>bc<a2M d>ef<a3F g>hij"),
        ([claim("a", anchor(3, 4), anchor(0, 1))], "<a1I a>bc<a2F d>efghij"),
        (
            [claim("a", anchor(0, 2, "p-2"), anchor(8, 10))],
            "abcdefgh<a1I ij> | <a2F ab>cdefghij",
        ),
        # stretches of one statement that touch or overlap are one
        ([claim("a", anchor(0, 2), anchor(2, 4))], "<a1 abcd>efghij"),
        ([claim("a", anchor(0, 3), anchor(1, 2))], "<a1 abc>defghij"),
        # a name in pieces has no @part, which names do not have
        ([mention("m", anchor(0, 1), anchor(2, 3))], "<m1 a>b<m2 c>defghij"),
    ],
)
def test_statements_are_laid_over_the_text(statements: list[Claim | Mention], expected: str):
    assert shown(*statements) == expected


@each_case(
    ("statement", "expected"),
    [
        (claim("a", anchor(2, 5)), "<hi ab<a1I cd>><a2F e>fghij"),
        (claim("a", anchor(0, 4)), "<a1 <hi abcd>>efghij"),
        (claim("a", anchor(0, 6)), "<a1 <hi abcd>ef>ghij"),
        (claim("a", anchor(1, 3)), "<hi a<a1 bc>d>efghij"),
        (claim("a", anchor(4, 6)), "<hi abcd><a1 ef>ghij"),
    ],
)
def test_a_received_mark_is_never_cut(statement: Claim, expected: str):
    assert shown(statement, marks=(Formatting(type="italic", start=0, end=4),)) == expected


def test_nested_marks_stay_in_their_order():
    marks = (
        Link(start=1, end=5, target="https://example.org/"),
        Formatting(type="bold", start=1, end=5),
        Formatting(type="emphasis", start=3, end=5),
    )
    assert shown(claim("a", anchor(2, 4)), marks=marks) == (
        "a<ref <hi b<a1I c><emph <a2F d>e>>>fghij"
    )
    assert shown(claim("a", anchor(1, 5)), marks=marks) == "a<a1 <ref <hi bc<emph de>>>>fghij"


def element(*statements: Claim | Mention) -> dict[str, str]:
    document = Document(
        id="d",
        sections=(Section(id="s", blocks=(Paragraph(id="p-1", text=TEXT),)),),
        entities=ENTITIES,
        works=(Work(id="work", type="book"),),
        claims=tuple(s for s in statements if isinstance(s, Claim)),
        annotations=tuple(s for s in statements if isinstance(s, Mention)),
    )
    tree = etree.fromstring(inline_annotations.write(document).data)
    [found] = (e for e in tree.iter() if ".inline." in e.get(XML_ID, ""))
    return {"": etree.QName(found).localname, **{str(k): str(v) for k, v in found.items()}}


@each_case(
    ("target", "name", "type"),
    [
        ("who", "persName", None),
        ("org", "orgName", None),
        ("group", "rs", "group"),
        ("place", "placeName", None),
        ("event", "eventName", None),
        ("work", "rs", "work"),
    ],
)
def test_a_mention_is_the_name_of_what_it_refers_to(target: str, name: str, type: str | None):
    assert element(mention("m", anchor(0, 1), of=target)) == {
        "": name,
        **({"type": type} if type else {}),
        "ref": f"#{target}",
        XML_ID: "m.inline.1",
        "corresp": "#m",
    }


def test_a_claim_is_a_segment_that_says_what_it_is():
    said = claim("a", anchor(0, 1)).model_copy(update={"commitment": "hedged", "stance": "neutral"})
    assert element(said) == {
        "": "seg",
        "type": "claim",
        "ana": "#kind.causal #commitment.hedged #stance.neutral",
        XML_ID: "a.inline.1",
        "corresp": "#a",
    }


@pytest.mark.parametrize("make", [claim, mention])
def test_a_rejected_statement_is_not_laid_over_the_text(
    make: Callable[..., Claim | Mention],
):
    rejected = make("a", anchor(0, 1)).model_copy(update={"status": "rejected"})
    assert shown(rejected) == TEXT


def test_nothing_stands_off_and_entities_works_and_sources_stand_in_the_header():
    document = samples.assessed()
    tree = etree.fromstring(inline_annotations.write(document).data)
    assert [etree.QName(child).localname for child in tree] == ["teiHeader", "text"]
    [described] = tree.iter(f"{TEI}sourceDesc")
    assert [etree.QName(child).localname for child in described] == [
        *("bibl", "bibl", "listOrg", "listPlace", "listBibl", "listBibl")
    ]
    found = {e.get(XML_ID) for listing in described[2:] for e in listing}
    assert found == {e.id for e in (*document.entities, *document.works, *document.sources)}


def test_entities_works_and_sources_are_written_as_in_the_exact_form():
    lists = re.compile("<list(?:Org|Place|Bibl).*?</list(?:Org|Place|Bibl)>", re.DOTALL)
    exact = tei.write(samples.assessed()).data.decode()
    inlined = inline_annotations.write(samples.assessed()).data.decode()
    assert len(lists.findall(inlined)) == 4
    assert lists.findall(inlined) == lists.findall(exact)


def not_kept(document: Document, *, public: bool = False) -> list[str]:
    written = inline_annotations.write(document, public=public).findings
    findings = [f for f in written if f.severity is not Severity.NOTE and "licensed" not in f.code]
    assert all((f.code, f.severity) == ("not-kept", Severity.WARNING) for f in findings)
    assert all(f.hint for f in findings)
    return [f.message for f in findings]


def test_what_it_leaves_out_is_reported():
    assert not_kept(samples.small()) == [
        'tei-inline does not carry "relations" of the record: 1',
        'tei-inline does not carry "revision" of a claim: 1',
        'tei-inline does not carry "restatement" of a claim: 1',
        'tei-inline does not carry "attribution" of a claim: 1',
    ]
    assert not_kept(samples.text_only("Text")) == []


def test_what_it_leaves_out_of_what_it_has_a_place_for_is_reported():
    lost = Orphan(block="p-1", start=0, end=4, exact="gone", reason="cut")
    document = samples.text_only(TEXT).update(
        claims=(
            claim("kept", anchor(0, 2)),
            claim("rejected", anchor(2, 4)).update(status="rejected"),
            claim("half", anchor(4, 6), lost),
            claim("whole", lost, lost),
        )
    )
    assert not_kept(document) == [
        'tei-inline does not carry "restatement" of a claim: 4',
        "tei-inline leaves out rejected claims and mentions: 1",
        "tei-inline leaves out words of claims and mentions whose place in the text is lost: 3",
        "tei-inline leaves out claims and mentions whose words all lost their place: 1",
    ]
    pointers = [f.location.pointer for f in inline_annotations.write(document).findings]
    assert pointers[1:] == ["/claims/1", "/claims/2/anchors/1", "/claims/3"]


Step = tuple[type[Model], str]


def strings(part: Model, way: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every string of a record, with the classes and fields that lead to it.

    Passed over is what has a finding of its own: see above.
    """
    if isinstance(part, Claim | Mention) and (
        part.status == "rejected" or all(isinstance(a, Orphan) for a in part.anchors)
    ):
        return
    for name in type(part).model_fields:
        here = (*way, (type(part), name))
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Orphan) and isinstance(part, Claim | Mention) and name == "anchors":
                continue
            if isinstance(item, Model):
                yield from strings(item, (*here, (type(item), "")))
            elif isinstance(item, str) and item and not is_closed(type(part), name):
                yield here, item


def is_closed(cls: type[Model], name: str) -> bool:
    """Whether a field holds one of a list of words, for which TEI may have elements."""
    return "Literal[" in str(cls.model_fields[name].annotation)


@pytest.mark.slow
@pytest.mark.parametrize("public", [False, True])
def test_every_string_stands_in_the_file_or_is_reported_as_lost(public: bool):
    carried = inline_annotations._CARRIED_WITHOUT_WORDS if public else inline_annotations._CARRIED

    @given(documents())
    def battery(document: Document) -> None:
        if public:
            # These have findings of their own.
            metadata = document.metadata.update(abstract=None)
            revisions = tuple(revision.update(changes=()) for revision in document.revisions)
            document = closed(document.update(metadata=metadata, revisions=revisions))
            document = public_record(document, proposals=True)
        besides = ("sections",) if public else ()
        lost = {row[:2] for row in carried.losses(document, besides=besides)}
        held = tei_inline.held(inline_annotations.write(document, public=public, proposals=public))
        for way, value in strings(document):
            if (Document, "schema_version") in way:
                continue  # it says how the record is written, and this is not the record
            if value not in held and as_uri(value) not in held:
                assert lost & {*way}, (way, value)

    battery()


# --- for everybody ---

CLOSED = "http://rightsstatements.org/vocab/InC/1.0/"


def closed(document: Document) -> Document:
    return document.update(rights=RightsLayers(text=Rights(uri=CLOSED, notice="not-stated")))


def test_for_everybody_no_words_of_the_article_are_there_and_a_gap_says_why():
    document = closed(harbour())
    data = inline_annotations.write(document, public=True).data.decode()
    kept = {document.metadata.title, *(source.as_named for source in document.sources)}
    texts = [block.text for block in document.text_blocks() if len(block.text) > 8]
    assert not [text for text in texts if escaped(text) in data and text not in kept]
    assert isinstance(document.metadata.abstract, Abstract)
    assert "Two  towns" not in data
    assert "<quote" not in data  # the words that a value rests on, or at which a source is named
    [gap] = etree.fromstring(data.encode()).iterfind(f".//{TEI}p/{TEI}gap")
    assert gap.get("reason") == "rights"
    assert gap.xpath("string()").strip().startswith("The text is not shown: In Copyright")
    assert (
        inline_annotations.write(document).data
        == inline_annotations.write(document, public=False).data
    )
    assert "tei-inline leaves out abstracts: 1" in not_kept(document, public=True)


def test_for_everybody_no_words_stand_beside_the_rights_of_a_figure():
    figure = Figure(id="fig-1", rights=Rights(notice="CC BY 4.0", rests_on=(anchor(0, 4),)))
    paragraph = Paragraph(id="p-1", text=TEXT)
    document = Document(id="d", sections=(Section(id="s", blocks=(paragraph, figure)),))
    data = inline_annotations.write(document, public=True).data
    assert b"CC BY 4.0" in data
    assert TEXT[:4].encode() not in data
    assert TEXT[:4].encode() in inline_annotations.write(document).data


def test_for_everybody_claims_stand_there_as_restatements_save_those_that_are_rejected():
    document = closed(harbour())
    pieces = pieces_of(inline_annotations.write(document, public=True, proposals=True).data)
    said = {id: "".join(p.xpath("string()") for p in found) for id, found in pieces.items()}
    assert said == {
        claim.id: claim.restatement for claim in document.claims if claim.status != "rejected"
    }
    assert len(said) < len(document.claims)


def test_what_a_capture_changed_has_no_words_of_a_text_that_is_withheld():
    written = inline_annotations.write(closed(harbour()), public=True)
    data = written.data.decode()
    assert "<add>The old port</add>" in data
    assert '<item ana="#changed.sentence" n="gone-1"></item>' in data
    assert "Ships came late" not in data
    [lost] = [f for f in written.findings if "between two captures" in f.message]
    assert lost.location.pointer == "/revisions/3/changes/2"


def test_each_field_that_is_lost_is_counted():
    lost = {row[:2]: row.number for row in inline_annotations._CARRIED.losses(harbour())}
    of_claims = {name for cls, name in lost if cls is Claim}
    everything = set(Claim.model_fields) - {
        "id",
        "status",
        "anchors",
        "kind",
        "commitment",
        "stance",
    }
    assert of_claims == everything
    assert {name for cls, name in lost if cls is Mention} <= {
        *("certainty", "reason", "basis", "rests_on", "revision", "history", "identifiers")
    }


def test_what_everybody_may_see_is_the_same_for_everybody():
    document = samples.assessed()
    free = document.update(
        rights=RightsLayers(text=Rights(uri="https://creativecommons.org/licenses/by/4.0/"))
    )
    public = inline_annotations.write(free, public=True, proposals=True)
    assert public.data == inline_annotations.write(free).data


def test_an_image_that_may_not_be_shown_is_a_gap_in_its_figure():
    figure = Figure(
        id="fig-1",
        image=Image(address="https://example.org/sea.png"),
        caption=Caption(id="cap-1", text="The sea"),
    )
    document = samples.text_only(TEXT).update(
        sections=(Section(id="s", blocks=(figure,)),),
        rights=RightsLayers(text=Rights(uri="https://creativecommons.org/licenses/by/4.0/")),
    )
    written = inline_annotations.write(document, public=True)
    assert b"sea.png" not in written.data
    assert [f.message for f in written.findings if f.code == "not-kept"] == [
        "tei-inline leaves out images that must not be shown to the public: 1"
    ]
    [shown] = etree.fromstring(written.data).iter(f"{TEI}figure")
    assert [etree.QName(e).localname for e in shown] == ["gap", "head"]
    assert b"sea.png" in inline_annotations.write(document).data


@pytest.mark.slow
def test_for_everybody_it_is_valid_tei(judges: Judges):
    @given(documents())
    def battery(document: Document) -> None:
        data = inline_annotations.write(closed(document), public=True).data
        assert judges.on(data) == []
        tree = etree.fromstring(data)
        assert not list(tree.iter(f"{TEI}quote"))
        [text] = tree.iter(f"{TEI}text")
        kinds = {etree.QName(e).localname for e in text.iter(f"{TEI}*")}
        assert kinds <= {
            *("text", "body", "div", "p", "gap", "desc", "list", "item", "seg"),
            *("figure", "graphic", "figDesc"),
        }

    battery()


def test_it_names_the_schema_of_all_tei_which_alone_it_follows():
    instructions = re.findall(
        r"<\?xml-model (.*?)\?>", inline_annotations.write(samples.small()).data.decode()
    )
    [instruction] = instructions
    assert "/tei_all.rng" in instruction
    assert "archive" not in instruction
