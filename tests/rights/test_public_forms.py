"""What a form for everybody holds, whatever format it is in, and what it never holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import archive
from archive.formats import FORMATS
from archive.formats.format import WriteResult, options_of
from archive.model.annotations import Comment
from archive.model.assessments import Assessment
from archive.model.blocks import Furniture
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.entities import EntityName, Organisation, Person
from archive.model.metadata import Metadata, Title
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.rights import Rights, RightsLayers
from archive.model.statements import Agent
from archive.model.works import Source
from archive.rights import Withheld, article_runs, public_record, publication
from archive.wording.claims import who_says
from tests import samples
from tests.conftest import MANY
from tests.rights.leaking import leaking, leaks, unpublishable
from tests.tools.cases import each_case

PUBLIC = [name for name, f in FORMATS.items() if f.write and "public" in options_of(f.write)]
"""Every format that has a public form."""
SEEDS = range(8 if MANY else 1)


@cache
def record(seed: int) -> Document:
    return leaking(seed)


def test_every_format_that_is_not_exact_has_a_public_form() -> None:
    others = {name for name, format in FORMATS.items() if format.write and name not in PUBLIC}
    assert others == {"json", "tei", "sheet"}


@pytest.mark.parametrize("proposals", [pytest.param(False, marks=pytest.mark.slow), True])
@pytest.mark.parametrize("format", PUBLIC)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_run_of_eight_words_stands_in_a_public_form(
    seed: int, format: str, proposals: bool
) -> None:
    written = archive.write(record(seed), format, public=True, proposals=proposals)
    assert leaks(written) == []


@pytest.mark.slow
@pytest.mark.parametrize("format", PUBLIC)
def test_the_words_would_be_found(format: str) -> None:
    """In what is not public they are."""
    found = [leaks(archive.write(record(seed), format)) for seed in SEEDS]
    assert any(found)


@pytest.mark.slow
@pytest.mark.parametrize("proposals", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_public_record_is_a_record_and_may_be_shown_whatever_form_it_takes(
    seed: int, proposals: bool
) -> None:
    public = public_record(record(seed), proposals=proposals)
    assert Document.model_validate(public.model_dump()) == public
    for format in ("json", "tei", "sheet", *PUBLIC):
        assert leaks(archive.write(public, format)) == []
    shown = [public, *public.claims]
    for page in (*(part._repr_html_() for part in shown), archive.show(public)):
        assert leaks(WriteResult(str(page).encode())) == []


# --- what is shown ---

SENTENCE = "The harbour wall was built in nineteen hundred and sixty two by the town."
RESERVED = RightsLayers(text=Rights(uri="http://rightsstatements.org/vocab/InC/1.0/"))
FREE = RightsLayers(text=Rights(uri="https://creativecommons.org/licenses/by/4.0/"))


def with_restatement(restatement: str, *parts: Any, **fields: Any) -> Document:
    document = samples.text_only(SENTENCE).update(rights=RESERVED)
    if parts:
        document = document.add(*parts)
    anchor = document.anchor("The harbour wall")
    claim = {"id": "c-1", "anchors": (anchor,), "kind": "descriptive", "status": "accepted"}
    return document.add(Claim.model_validate({**claim, "restatement": restatement, **fields}))


def wording(document: Document) -> str:
    return public_record(document).claim("c-1").restatement


def test_seven_words_in_a_row_are_shown_and_eight_are_not() -> None:
    words = SENTENCE.split()
    seven = " ".join(words[:7]) + " long ago."
    assert wording(with_restatement(seven)) == seven
    eight = with_restatement("It is said: " + " ".join(words[2:10]).upper() + "!")
    assert wording(eight) == (
        "[a descriptive claim of the author, in block 1; its wording is not shown]"
    )
    [finding] = [f for f in publication(eight).withheld.findings if f.code == "wording-withheld"]
    assert finding.location.pointer == "/claims/0/restatement"
    assert finding.message.startswith("of 1 claim, ")


def test_without_a_wording_kind_claimant_source_and_place_are_shown() -> None:
    document = with_restatement(
        SENTENCE,
        Person(id="mayor", names=(EntityName(text="Ana Roe"),)),
        Organisation(id="town", names=(EntityName(text="Harbour Town"),)),
        Source(id="src", as_named="the town’s papers", agent="town"),
        kind="causal",
        negated=True,
        attribution=[{"claimant": "mayor"}, {"claimant": None}],
    )
    document = document.add(
        Relation(
            id="r-1", subject="c-1", predicate="citesAsEvidence", object="src", status="accepted"
        ),
    )
    assert wording(document) == (
        "[a negated causal claim of somebody whom the record does not identify, reported by "
        "Ana Roe, from Harbour Town, in block 1; its wording is not shown]"
    )


def test_a_text_that_may_be_published_is_repeated() -> None:
    document = with_restatement(SENTENCE)
    assert wording(document.update(rights=FREE)) == SENTENCE
    codes = {f.code for f in archive.write(document, "html").findings}
    assert codes == set()


def of_every_status() -> Document:
    """A record with claims, verdicts and doubts in each state, and furniture."""
    document = samples.text_only("A wall stands.", "Share this page")
    section = document.sections[0]
    share = Furniture(id="share", text=section.blocks[1].text)  # type: ignore[union-attr]
    document = document.update(
        sections=(section.update(blocks=(section.blocks[0], share)),),
        agents=(Agent(id="ana", name="Ana"), Agent(id="bot", name="Bot", type="software")),
        revisions=(Revision(id="of-ana", by="ana"), Revision(id="of-bot", by="bot")),
        entities=(
            Person(id="heard", names=(EntityName(text="Heard Person"),)),
            Person(id="rejected-one", names=(EntityName(text="Rejected Person"),)),
        ),
        rights=FREE,
    )

    def claim(status: str, **fields: Any) -> Claim:
        made = {"id": status, "status": status, "kind": "descriptive", **fields}
        return Claim.model_validate(
            {"anchors": [document.anchor("wall")], "restatement": f"{status} saying", **made}
        )

    def doubt(id: str, *history: tuple[str, str]) -> Assessment:
        changes = [{"status": status, "revision": by} for status, by in history]
        return Assessment.model_validate(
            {"id": id, "claim": "accepted", "verdict": "doubt", "reasoning": id, "history": changes}
        )

    return document.add(
        claim("accepted", attribution=[{"claimant": "heard"}]),
        claim("proposed"),
        claim("rejected", attribution=[{"claimant": "rejected-one"}]),
        claim(
            "accepted", id="shared", restatement="shared", anchors=[document.anchor("Share this")]
        ),
        doubt("nobody-looked"),
        doubt("modified-by-ana", ("modified", "of-ana")),
        doubt("stands-for-ana", ("proposed", "of-ana")),
        doubt("stands-for-a-program", ("proposed", "of-bot")),
        Comment(id="on-rejected", text="comment on it", on="rejected", status="accepted"),
    )


def test_only_what_somebody_has_accepted_or_let_stand_is_shown() -> None:
    shown = public_record(of_every_status())
    assert {s.id for s in shown.index.statements} == {"accepted", "stands-for-ana"}
    assert [entity.id for entity in shown.entities] == ["heard"]
    assert [block.id for block in shown.text_blocks()] == ["p-1"]
    [left_out] = publication(of_every_status()).withheld.left_out
    assert left_out == "The public form leaves out 1 claim and 3 doubts, which nobody has accepted."


def test_proposals_are_shown_as_such_where_they_are_asked_for() -> None:
    shown = public_record(of_every_status(), proposals=True)
    assert {s.id for s in shown.index.statements} == {
        *("accepted", "proposed"),
        *("nobody-looked", "modified-by-ana", "stands-for-ana", "stands-for-a-program"),
    }
    assert shown.claim("proposed").status == "proposed"


@each_case("format", PUBLIC)
def test_no_form_has_what_is_left_out_and_each_counts_it(format: str) -> None:
    written = archive.write(of_every_status(), format, public=True)
    data = b"\n".join((written.data, *written.files.values()))
    for words in (b"proposed saying", b"rejected saying", b"nobody-looked", b"comment on it"):
        assert words not in data
    assert b"Share this" not in data
    assert b"Rejected Person" not in data
    assert "not-accepted" in {finding.code for finding in written.findings}


def test_a_reason_that_quotes_the_article_is_withheld_however_short_it_is() -> None:
    quoting = {"status": "modified", "reason": "It says “by the town”, and not the state."}
    free = {"status": "accepted", "reason": "Read in the article."}
    document = with_restatement("A wall is old.", history=[quoting, free])
    [first, second] = public_record(document).claim("c-1").history
    assert (first.reason, second.reason) == (None, "Read in the article.")


@pytest.mark.slow
def test_each_claim_of_the_kept_records_has_a_wording_or_says_what_it_is(root: Path) -> None:
    for folder in sorted((root / "documents").glob("*/")):
        document = archive.load(folder)
        runs = article_runs(document)
        shown, hidden = publication(document)
        accepted = [claim for claim in document.claims if claim.status == "accepted"]
        assert len(shown.claims) == len(accepted)
        outlined = [c for c in shown.claims if c.restatement.startswith("[")]
        for claim in shown.claims:
            assert not (hidden.text and runs.shares(claim.restatement))
        assert ("claims." in hidden.notice and str(len(outlined)) in hidden.notice) or not outlined
        names = {
            *(name.text for entity in document.entities for name in entity.names),
            *(title.text for title in document.metadata.titles or ()),  # type: ignore[union-attr]
        }
        for format in PUBLIC:
            written = archive.write(document, format, public=True)
            assert hidden.text == "" or not unpublishable(written, document, names), format


@each_case("format", ["html", "markdown", "text"])
def test_what_is_left_out_is_not_said_to_be_missing(format: str) -> None:
    document = of_every_status()
    document = document.add(
        Source(id="src", as_named="wall"),
        Relation(id="r", subject="accepted", predicate="citesAsEvidence", object="src"),
    )
    shown = archive.write(document, format, public=True).data.decode()
    for words in ("none recorded", "obody has entered", "No claims have been entered"):
        assert words not in shown
    assert "accepted as a source" in shown
    nothing = document.update(claims=(), annotations=(), assessments=(), relations=())
    assert "accepted" not in archive.write(nothing, format).data.decode()


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_who_says_a_claim_is_the_same_in_every_form(seed: int) -> None:
    document = record(seed)
    rows = archive.tables(document, public=True).claims
    names = {row.restatement: row.voice_name for row in rows}
    assert names == {
        row.restatement: row.voice_name for row in archive.tables(public_record(document)).claims
    }
    text = archive.write(document, "text", public=True).data.decode()
    for claim in publication(document).document.claims:
        who = who_says(claim, publication(document).document, Withheld("The text is not shown."))
        assert f"who says it: {who}" in text


@pytest.mark.slow
@pytest.mark.parametrize("licence", [None, "https://creativecommons.org/licenses/by/4.0/"])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_link_of_a_public_page_leads_somewhere(seed: int, licence: str | None) -> None:
    document = record(seed)
    rights = document.rights.update(text=Rights(uri=licence) if licence else None)
    for proposals in (False, True):
        page = archive.write(
            document.update(rights=rights), "html", public=True, proposals=proposals
        ).data.decode()
        root = html.fromstring(page)
        targets = {element.get("id") for element in root.iter() if element.get("id")}
        links = [a.get("href") for a in root.iter("a") if (a.get("href") or "").startswith("#")]
        wrong = {
            h
            for h in links
            if h != "#" and not h.startswith("#;") and h[1:].partition(";")[0] not in targets
        }
        assert not wrong


@each_case("seed", SEEDS)
def test_a_free_text_is_shown_in_a_valid_record(seed: int) -> None:
    free = record(seed).update(rights=FREE)
    public = public_record(free)
    assert Document.model_validate(public.model_dump()) == public
    assert free.index.furniture.isdisjoint(block.id for block in public.text_blocks())
    assert not public.index.furniture


def test_names_that_repeat_the_article_are_shown_and_counted() -> None:
    name = " ".join(SENTENCE.split()[:9])
    document = with_restatement(
        "It is old.",
        Person(id="p", names=(EntityName(text=name),)),
        attribution=[{"claimant": "p"}],
    )
    shown, hidden = publication(document)
    assert shown.entities[0].label == name
    [finding] = [one for one in hidden.findings if one.code == "names-repeat"]
    assert finding.message.startswith("the public form shows 1 value in")


def test_a_reason_that_speaks_of_what_is_left_out_is_withheld() -> None:
    document = of_every_status()
    claim = document.claim("accepted")
    history = [
        {"status": "modified", "reason": "It was one with rejected-claim-7 before."},
        {"status": "modified", "reason": "It says more than it did."},
    ]
    rejected = document.claim("rejected").model_dump() | {"id": "rejected-claim-7"}
    document = document.add(Claim.model_validate(rejected)).replace(
        Claim.model_validate(claim.model_dump() | {"history": history})
    )
    shown = public_record(document).claim("accepted")
    assert [change.reason for change in shown.history] == [None, "It says more than it did."]


def test_a_title_that_equals_the_id_of_the_record_stays() -> None:
    """The id of a record may be made of its title, which is shown."""
    words = "-".join(SENTENCE.lower().rstrip(".").split()[:9])
    title = Title(text=words)
    document = with_restatement("It is old.").update(id=words, metadata=Metadata(titles=(title,)))
    shown = public_record(document)
    assert (shown.metadata.title, shown.id[:7]) == (words, "record-")


def test_a_doubt_stands_no_more_after_a_program_has_changed_it() -> None:
    document = of_every_status()
    doubt = document.get("stands-for-ana")
    raw = doubt.model_dump()
    raw["history"] = [*raw["history"], {"status": "modified", "revision": "of-bot"}]
    document = document.replace(Assessment.model_validate(raw))
    assert public_record(document).assessments == ()
