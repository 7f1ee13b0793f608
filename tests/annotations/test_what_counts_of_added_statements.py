"""What stays proposed, is left out or is reported of laid statements, through every door."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any

import pytest

import archive
from archive import Assessment, Claim, Document, Orphan, Relation, Revision, Work
from archive.formats.format import ReadResult
from archive.model import Attribution, Comment, Evidence
from archive.model.anchors import Anchor
from archive.model.names import Identifier
from archive.model.statements import Agent, Change
from tests import samples
from tests.annotations.test_nobody_speaks_for_others import TABLE

TEXT = (
    "The minister is not guilty of fraud, the court said. Profit was −5 percent, an illegal result. "
    "The minister did not resign, said “Bea”, 1[12] friend."
)
BLOCK = "p-1"
CLAIM = {"restatement": "So it is.", "kind": "descriptive"}
MAPPING = {"rules": [{"becomes": "claim", "kind": "descriptive"}]}
Places = list[tuple[int, int]]


def record() -> Document:
    """A record with statements of a person, accepted and proposed, and a program."""
    document = samples.text_only(TEXT).update(
        agents=(
            Agent(id="ada", name="Ada"),
            Agent(id="bot", name="Bot", type="software"),
        ),
        revisions=(Revision(id="r", by="ada"), Revision(id="rb", by="bot")),
        works=(Work(id="w", type="report", title="Report"),),
    )
    claims = (
        claim("c1", "The minister is not guilty of fraud", status="accepted"),
        claim("c2", "The minister did not resign"),
    )
    return document.update(claims=claims, assessments=(verdict("v2", "c2"),))


def claim(id: str, *words: str, **fields: Any) -> Claim:
    """A claim of Ada on these words."""
    anchors = tuple(anchor(*place) for place in places_of(*words))
    named: Mapping[str, Any] = {"revision": "r", **CLAIM, "restatement": f"{id}.", **fields}
    return Claim(id=id, anchors=anchors, **named)


def verdict(id: str, about: str, **fields: Any) -> Assessment:
    """A verdict of Ada."""
    named: Mapping[str, Any] = {"revision": "r", "verdict": "supported", "reasoning": "So."}
    return Assessment(id=id, claim=about, evidence=(Evidence(work="w"),), **{**named, **fields})


def anchor(start: int, end: int) -> Anchor:
    return Anchor(block=BLOCK, start=start, end=end, exact=TEXT[start:end])


def places_of(*words: str) -> Places:
    """The first places of words."""
    return [(TEXT.index(one), TEXT.index(one) + len(one)) for one in words]


# --- one claim on these places, through each door ---


def rows(*rows: Mapping[str, str]) -> bytes:
    """A sheet."""
    stream = StringIO()
    writer = csv.DictWriter(stream, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def own(document: Document) -> bytes:
    """Our own export."""
    return archive.write(document, "web-annotation").data


def _sheet(places: Places) -> bytes:
    words = " | ".join(TEXT[start:end] for start, end in places)
    stated = "words " + ", ".join(f"{BLOCK}:{start}-{end}" for start, end in places)
    return rows({"words": words, "place": stated, **CLAIM})


def _with_claim(places: Places) -> Document:
    anchors = tuple(anchor(*place) for place in places)
    new = Claim(id="cx", anchors=anchors, status="accepted", **CLAIM)  # type: ignore[arg-type]
    return record().update(claims=(*record().claims, new))


def _selectors(places: Places) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": TEXT[start:end],
            "prefix": TEXT[max(0, start - 20) : start],
            "suffix": TEXT[end : end + 20],
        }
        for start, end in places
    ]


def _hypothesis(places: Places, id: str = "AA", text: str = "So.") -> bytes:
    targets = [{"source": "http://x", "selector": [one]} for one in _selectors(places)]
    row = {"id": id, "user": "acct:e@h", "uri": "http://x", "text": text, "target": targets}
    return json.dumps([row]).encode()


def _web_annotation(places: Places) -> bytes:
    raw = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": "urn:a",
        "body": {"type": "TextualBody", "value": "So."},
        "target": [{"source": "x", "selector": one} for one in _selectors(places)],
    }
    return json.dumps(raw).encode()


def _recogito(places: Places) -> bytes:
    selector = [{"quote": TEXT[start:end], "start": start, "end": end} for start, end in places]
    body = {"purpose": "commenting", "value": "So."}
    return json.dumps([{"id": "a", "bodies": [body], "target": {"selector": selector}}]).encode()


def _brat(places: Places) -> bytes:
    spans = ";".join(f"{start} {end}" for start, end in places)
    words = " ".join(TEXT[start:end] for start, end in places)
    return f"T1\tClaim {spans}\t{words}\n".encode()


Door = tuple[str, Callable[[Places], bytes], Mapping[str, Any]]
DOORS: list[Door] = [
    ("sheet", _sheet, {}),
    ("web-annotation", lambda places: own(_with_claim(places)), {}),
    ("web-annotation", _web_annotation, {"mapping": MAPPING}),
    ("hypothesis", _hypothesis, {"mapping": MAPPING}),
    ("recogito", _recogito, {"mapping": MAPPING}),
    ("brat", _brat, {"mapping": MAPPING}),
    ("forging", lambda places: archive.write(_with_claim(places), "json").data, {}),
]
doors = pytest.mark.parametrize("door", DOORS, ids=[f"{n}-{one[0]}" for n, one in enumerate(DOORS)])


def lay(door: Door, *words: str, places: Places | None = None, **options: Any) -> ReadResult:
    """What becomes of a claim that a door brings, added by a person who accepts it."""
    name, draw, more = door
    data = draw(places or places_of(*words))
    if name == "forging":
        return TABLE.add(data, name, onto=record(), by="Bea")
    named = {"by": "Bea", "status": "accepted", **more, **options}
    return archive.add(record(), data, name, **named)


def codes(result: ReadResult) -> list[str]:
    return [one.code for one in result.findings if one.code != "not-trusted"]


def only_new(result: ReadResult) -> Claim:
    [new] = [one for one in result.document.claims if one.id not in ("c1", "c2")]
    return new


@pytest.mark.slow
@doors
@pytest.mark.parametrize(
    ("pieces", "reported"),
    [
        (("The minister is", "guilty of fraud"), True),
        (("Profit was", "5 percent"), True),
        (("The minister is not", "guilty of fraud"), False),
        (("guilty of fraud", "the court said"), False),
        (("resign", "said “Bea"), False),
        (("said “Bea”, 1", "friend"), False),
    ],
)
def test_what_stands_between_pieces_keeps_a_claim_proposed(
    door: Door, pieces: tuple[str, ...], reported: bool
) -> None:
    result = lay(door, *pieces)
    assert ("words-left-out" in codes(result)) is reported
    expected = "accepted" if not reported and door[0] != "forging" else "proposed"
    assert only_new(result).status == expected


@doors
def test_half_a_word_keeps_a_claim_proposed(door: Door) -> None:
    start = TEXT.index("illegal") + 2
    result = lay(door, places=[(start, start + len("legal"))])
    if "remark-not-placed" in codes(result):
        assert result.document == record()
        return
    assert codes(result) == ["word-split"]
    [found] = [one for one in result.findings if one.code == "word-split"]
    assert "illegal" in found.message
    assert only_new(result).status == "proposed"


def test_a_comment_may_be_about_half_a_word() -> None:
    start = TEXT.index("illegal") + 2
    data = _hypothesis([(start, start + len("legal"))])
    result = archive.add(record(), data, "hypothesis", by="Bea", status="accepted")
    assert not codes(result)
    assert result.document.annotations[0].status == "accepted"


# --- what trust and place do not silence ---


def test_trust_and_place_silence_no_gap() -> None:
    pieces = ("The minister is", "guilty of fraud")
    row = {"words": " | ".join(pieces), "status": "accepted", **CLAIM}
    once = archive.add(record(), rows(row), "sheet", by="Bot").document
    for place in ("", "words p-99:0-1", "words p-1:0-15, p-1:20-35"):
        data = rows({**row, "place": place})
        again = archive.add(once, data, "sheet", by="Bea", trust=True)
        assert codes(again) == ["words-left-out"]
        assert again.document is once
        first = archive.add(record(), data, "sheet", by="Bea", trust=True)
        assert codes(first) == ["words-left-out"]
        assert only_new(first).status == "proposed"


def test_an_accepted_claim_on_pieces_is_silent() -> None:
    onto = record()
    held = claim("c9", "The minister is", "guilty of fraud", status="accepted")
    onto = onto.update(claims=(*onto.claims, held))
    data = archive.write(onto, "sheet").data.replace(b"c9.", b"As a court found.")
    result = archive.add(onto, data, "sheet", by="Bea", trust=True)
    assert codes(result) == ["statement-changed"]
    assert result.document.claim("c9").status == "accepted"


# --- cue and condition; what rests on a proposal ---


def test_cue_and_condition_of_our_own_export_are_looked_at() -> None:
    pieces = tuple(anchor(*one) for one in places_of("The minister is", "guilty of fraud"))
    for fields in ({"condition": pieces}, {"attribution": (Attribution(cue=pieces),)}):
        new = claim("cx", "the court said", revision=None, **fields)
        data = own(record().update(claims=(*record().claims, new)))
        result = archive.add(record(), data, "web-annotation", by="Bea", status="accepted")
        assert codes(result) == ["words-left-out"]
        assert only_new(result).status == "proposed"


def _judging(name: str) -> tuple[str, bytes]:
    """A verdict, or a relation, on the proposed claim c2."""
    onto = record()
    new: dict[str, Any] = {
        "verdict": {"assessments": (*onto.assessments, verdict("vx", "c2", revision=None))},
        "relation": {
            "relations": (Relation(id="vx", subject="c1", predicate="supports", object="c2"),)
        },
    }
    table = {
        "sheet verdict": {
            "claim": "c2",
            "verdict": "mixed",
            "reasoning": "n",
            "evidence": "Report",
        },
        "sheet relation": {"claim": "c1", "relation": "supports", "to": "c2"},
    }
    if name in table:
        return "sheet", rows(table[name])
    return "web-annotation", own(onto.update(**new[name]))


@pytest.mark.parametrize("name", ["sheet verdict", "sheet relation", "verdict", "relation"])
def test_what_is_about_a_proposed_claim_stays_proposed(name: str) -> None:
    format, data = _judging(name)
    result = archive.add(record(), data, format, by="Bea", status="accepted")
    assert codes(result) == ["rests-on-undecided"]
    new = [one for one in result.document.index.statements if one.id not in record().index.by_id]
    assert [one.status for one in new] == ["proposed"]


# --- words that are not in the text ---


def _orphan(words: str = "The minister confessed") -> Orphan:
    return Orphan(block=BLOCK, start=0, end=len(words), exact=words, reason="removed")


ORPHANED = [
    ("web-annotation", own),
    ("forging", lambda document: archive.write(document, "json").data),
]


@pytest.mark.parametrize(("name", "write"), ORPHANED, ids=[name for name, _ in ORPHANED])
@pytest.mark.parametrize("by", ["Bea", "software: GPT"])
def test_words_that_the_text_never_had_are_left_out(
    name: str, write: Callable[[Document], bytes], by: str
) -> None:
    onto = record()
    alone = claim("cx", "guilty", revision=None).update(anchors=(_orphan(),))
    about = verdict("vx", "cx", revision=None)
    data = write(onto.update(claims=(*onto.claims, alone), assessments=(*onto.assessments, about)))
    result = TABLE.add(data, name, onto=onto, by=by)
    assert result.document is onto
    assert codes(result) == ["orphan-left-out"] * 2
    beside = claim("cx", "the court said", revision=None)
    beside = beside.update(anchors=(*beside.anchors, _orphan()))
    result = TABLE.add(write(onto.update(claims=(*onto.claims, beside))), name, onto=onto, by=by)
    assert codes(result) == ["orphan-left-out"]
    assert [one.exact for one in only_new(result).anchors] == ["the court said"]


def test_what_the_record_has_lost_is_taken_with_trust() -> None:
    onto = record().update(revisions=(), agents=(), claims=(), assessments=())
    document = onto.update(
        claims=(claim("cx", "guilty", revision=None).update(anchors=(_orphan(),)),)
    )
    result = archive.add(onto, own(document), "web-annotation", by="Bea", trust=True)
    assert result.document.claims == document.claims


# --- what is changed ---


def _of_hypothesis(**fields: Any) -> Document:
    onto = record()
    named = onto.claim("c1").update(identifiers=(Identifier(scheme="hypothesis", value="AA"),))
    return onto.update(claims=(named.update(**fields), *onto.claims[1:]))


def _lay_changed(onto: Document, **options: Any) -> ReadResult:
    data = _hypothesis(places_of("guilty of fraud"), text="He is guilty.")
    return archive.add(onto, data, "hypothesis", mapping=MAPPING, **options)


def test_an_annotation_does_not_change_what_another_maker_has_accepted() -> None:
    onto = _of_hypothesis()
    result = _lay_changed(onto, by="Eve", status="accepted")
    assert result.document is onto
    assert codes(result) == ["remark-differs"]
    assert "accepted by Ada" in result.findings[0].message


def test_an_annotation_that_changes_a_statement_is_a_warning_with_status_and_maker() -> None:
    for status in ("proposed", "accepted"):
        result = _lay_changed(_of_hypothesis(status=status), by="Ada", status=status)
        [found] = [one for one in result.findings if one.code == "remark-changed"]
        assert found.severity == "warning"
        assert f"{status} by Ada" in found.message


def test_a_program_does_not_change_what_a_person_proposes() -> None:
    onto = _of_hypothesis(status="proposed")
    result = _lay_changed(onto, by="Bot")
    assert result.document is onto
    assert codes(result) == ["remark-differs"]
    row = {"words": "The minister did not resign", **CLAIM, "restatement": "He did resign."}
    for data in (rows(row), rows({**row, "id": "c2"})):
        result = archive.add(record(), data, "sheet", by="Bot")
        assert result.document == record()
        assert codes(result) == ["row-contradicts"]
        assert "was proposed by Ada" in result.findings[0].message


def test_a_program_changes_its_own_proposal() -> None:
    onto = record()
    onto = onto.update(claims=(onto.claims[0], onto.claims[1].update(revision="rb")))
    row = {"words": "The minister did not resign", **CLAIM, "restatement": "He did not go."}
    result = archive.add(onto, rows(row), "sheet", by="Bot")
    assert result.document.claim("c2").restatement == "He did not go."


def test_an_accepted_claim_that_gets_pieces_is_proposed_again() -> None:
    row = {"id": "c1", "words": "The minister is | guilty of fraud", **CLAIM}
    result = archive.add(record(), rows(row), "sheet", by="Eve")
    now = result.document.claim("c1")
    assert now.status == "proposed"
    assert [one.status for one in now.history] == ["modified", "proposed"]
    [found] = [one for one in result.findings if one.code == "words-left-out"]
    assert "was accepted, and becomes proposed again" in (found.hint or "")
    assert "stays" not in " ".join(one.message for one in result.findings)


# --- what takes the place of what others said ---


def test_a_proposal_of_a_program_sets_no_persons_aside() -> None:
    rejected = {"verdict": "doubt", "reasoning": "never mind", "supersedes": "v2"}
    answer = json.dumps({"claims": [{"claim": "c2", **rejected}]}).encode()
    new = Assessment(id="vx", claim="c2", revision=None, **rejected)  # type: ignore[arg-type]
    exported = record().update(assessments=(*record().assessments, new))
    files = [("sheet", answer), ("web-annotation", own(exported))]
    for name, data in (*files, ("forging", archive.write(exported, "json").data)):
        for by in ("software: GPT", "Bot"):
            result = TABLE.add(data, name, onto=record(), by=by)
            assert codes(result) == ["supersedes-other"]
            assert "of Ada" in result.findings[-1].message
            assert not result.document.index.superseded
            assert {"v2"} < {one.id for one in archive.waiting(result.document)}


def test_an_accepted_verdict_of_another_that_is_set_aside_is_reported() -> None:
    onto = record()
    onto = onto.update(
        claims=tuple(one.update(status="accepted") for one in onto.claims),
        assessments=(verdict("v2", "c2", status="accepted"),),
    )
    row = {"claim": "c2", "verdict": "contradicted", "reasoning": "n", "evidence": "Report"}
    data = rows({**row, "supersedes": "v2"})
    result = archive.add(onto, data, "sheet", by="Eve", status="accepted")
    assert codes(result) == ["supersedes-other"]
    assert "v2 (supported, accepted) of Ada" in result.findings[0].message
    assert result.document.index.superseded == {"v2"}
    assert not codes(archive.add(onto, data, "sheet", by="Ada", status="accepted"))


# --- who trusted ---


def test_a_program_that_data_say_has_accepted_has_accepted_nothing() -> None:
    row = {"words": "the court said", **CLAIM, "status": "accepted", "by": "software: GPT"}
    result = archive.add(record(), rows(row), "sheet", by="Bea", trust=True)
    assert {one.code for one in result.findings} == {"not-trusted"}
    assert only_new(result).status == "proposed"
    by_bot = (Change(status="accepted", revision="rb"),)
    new = claim("cx", "the court said", status="accepted", history=by_bot)
    data = own(record().update(claims=(*record().claims, new)))
    result = archive.add(record(), data, "web-annotation", by="Bea", trust=True)
    assert {one.code for one in result.findings} == {"not-trusted"}
    assert (only_new(result).status, only_new(result).history) == ("proposed", ())
    by_ada = (Change(status="accepted", revision="r"),)
    new = claim("cx", "the court said", status="accepted", revision="rb", history=by_ada)
    data = own(record().update(claims=(*record().claims, new)))
    result = archive.add(record(), data, "web-annotation", by="Bea", trust=True)
    assert not result.findings
    assert only_new(result) == new


def test_the_record_names_who_trusted_the_data() -> None:
    exported = record().update(claims=(*record().claims, claim("cx", "the court said")))
    result = archive.add(record(), own(exported), "web-annotation", by="Bea", trust=True)
    last = result.document.revisions[-1]
    assert result.document.get(last.by or "").name == "Bea"  # type: ignore[union-attr]
    assert last.summary == "Trusted the makers, times and status given in the data"
    assert last.parts == ("cx",)
    for document in (exported, result.document):
        again = archive.add(document, own(document), "web-annotation", by="Bea", trust=True)
        assert again.document is document
    more = result.document.update(
        annotations=(Comment(id="com", text="So.", anchors=claim("x", "the court").anchors),)
    )
    result = archive.add(result.document, own(more), "web-annotation", by="Bea", trust=True)
    assert result.document.revisions[-1].parts == ("cx", "com")
    assert len(result.document.revisions) == len(more.revisions)
