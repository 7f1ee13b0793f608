"""A record in the middle of the work: proposed and rejected statements, every verdict, lost words."""

from __future__ import annotations

import archive
from archive.model.document import Document
from archive.model.metadata import Metadata
from tests.records.desk import Desk

FIRST_PRINTED = """\
The bridge at Halden is safe again

The bridge at Halden was reopened on 3 May 2019. According to the Roads Office, an engineer told the council, the new bearings will last for fifty years. The repair cost 14 million crowns, twice the sum that was planned.

Lorries were the cause of the cracks, it is said. Critics dispute that salt did no harm. If the winter is hard, the deck could crack again.

“The bridge is the finest in the county”, the mayor said. Everybody should walk across it once. The old toll house was pulled down at night.

Nobody has counted the cars that cross it. About 9,000 cars cross it each day, a study by the Nordic Institute found. Nobody was hurt when the crane fell.
"""
"""The article as it was first printed."""

CORRECTED = (
    FIRST_PRINTED.replace("14 million crowns", "41 million crowns")
    .replace(" The old toll house was pulled down at night.", "")
    .replace("About 9,000 cars", "About 8,000 cars and lorries")
    + "\nCorrection: an earlier version gave the cost as 14 million crowns.\n"
)
"""The article as the publisher has corrected it since."""


def undecided() -> Document:
    """What a record holds after a correction of the article, before anybody has decided again."""
    return undecided_and_files()[0]


def undecided_and_files() -> tuple[Document, dict[str, bytes]]:
    """The record, and the files of its two captures."""
    first = archive.read(FIRST_PRINTED.encode(), "text", id="halden-bridge")
    again = archive.read(CORRECTED.encode(), "text", id="halden-bridge-2")
    (was,), (name,) = first.document.captures, first.files
    (now,), (later,) = again.document.captures, again.files
    if name == later:
        raise AssertionError("two captures need two files")
    old = _annotated(
        first.document.update(captures=(was.update(received_at="2019-05-04T08:00:00Z"),))
    )
    new = again.document.update(captures=(now.update(received_at="2019-05-09T08:00:00Z"),))
    rebased = archive.rebase(old, onto=new, by="editor", at="2019-05-09T09:00:00Z").document
    return rebased, {**first.files, **again.files}


def _annotated(document: Document) -> Document:
    desk = Desk(_known(document), revision="rev-1")
    _claims(desk)
    _assessments(desk)
    _others(desk)
    return desk.done()


def _known(document: Document) -> Document:
    """The article, and whom and what it speaks of."""
    names = archive.model.EntityName
    return document.update(
        language="en",
        metadata=Metadata.model_validate(
            {
                "titles": [{"text": "The bridge at Halden is safe again", "basis": "printed"}],
                "authors": "not-stated",
                "languages": [{"tag": "en"}],
            }
        ),
        rights=archive.model.RightsLayers(
            text=archive.model.Rights(
                notice="not-stated", uri="http://rightsstatements.org/vocab/InC/1.0/"
            ),
            record=archive.model.Rights(uri="https://creativecommons.org/publicdomain/zero/1.0/"),
        ),
        agents=(
            archive.Agent(id="editor", name="A. N. Editor", role="editor"),
            archive.Agent(id="reader", name="B. Reader", role="second reader"),
            archive.Agent(id="machine", type="software", name="claimfinder", version="0.3"),
        ),
        entities=(
            archive.model.Organisation(
                id="roads", names=(names(text="Roads Office", basis="printed"),)
            ),
            archive.model.Organisation(id="institute", names=(names(text="Nordic Institute"),)),
            archive.model.Person(id="engineer", description="an engineer"),
            archive.model.Person(id="mayor", description="the mayor of Halden"),
            archive.model.Group(id="critics", names=(names(text="critics"),)),
            archive.model.Place(id="halden", names=(names(text="Halden", basis="printed"),)),
            archive.model.Event(
                id="opening",
                names=(names(text="Reopening of the bridge at Halden"),),
                date="2019-05-03",
                place="halden",
            ),
        ),
        works=(
            archive.Work(
                id="accounts",
                type="report",
                title="Accounts of the Roads Office",
                issued="2019-06",
                publisher="Roads Office",
                address="https://example.org/accounts",
            ),
            archive.Work(
                id="study", type="article-journal", title="Traffic on Small Bridges", issued="2018"
            ),
            archive.Work(
                id="log",
                type="dataset",
                title="Log of the counting station",
                withdrawn=archive.model.Withdrawal(
                    date="2020-01", reason="The counter was broken."
                ),
            ),
        ),
        sources=(
            archive.Source(
                id="src-roads", as_named="the Roads Office", agent="roads", basis="printed"
            ),
            archive.Source(
                id="src-study",
                as_named="a study by the Nordic Institute",
                agent="institute",
                work="study",
                basis="printed",
            ),
            archive.Source(id="src-critics", as_named="Critics", agent="critics"),
            archive.Source(id="src-mayor", as_named="the mayor", agent="mayor"),
        ),
        revisions=(
            archive.Revision(
                id="rev-1", at="2019-05-04T09:00:00Z", by="editor", summary="First reading"
            ),
            archive.Revision(id="rev-2", at="2019-05-05T09:00:00Z", by="machine"),
            archive.Revision(
                id="rev-3", at="2019-05-06T09:00:00Z", by="reader", summary="Second reading"
            ),
        ),
    )


def _change(status: str, reason: str = "") -> archive.model.Change:
    return archive.model.Change.model_validate(
        {"status": status, "revision": "rev-3", "reason": reason or None}
    )


def _claims(desk: Desk) -> None:
    time = archive.model.ClaimTime(date="2019-05-03", basis="printed")
    desk.claim(
        "c-reopened",
        "The bridge at Halden was reopened on 3 May 2019.",
        "The bridge at Halden was reopened on 3 May 2019",
        about=("halden", "opening"),
        time=time,
        checkable=True,
        certainty="high",
    )
    desk.claim(
        "c-safe",
        "The bridge at Halden is safe.",
        "The bridge at Halden is safe again",
        kind="evaluative",
        status="proposed",
        history=(_change("proposed", "Is a heading a claim?"),),
    )
    chain = (
        desk.said_by("roads", "According to the Roads Office"),
        desk.said_by("engineer", "an engineer told the council"),
    )
    desk.claim(
        "c-bearings",
        "The new bearings of the bridge at Halden will last for fifty years.",
        "the new bearings will last for fifty years",
        kind="predictive",
        attribution=chain,
        stance="neutral",
        time=archive.model.ClaimTime(date="2019/2069", basis="inferred", certainty=0.6),
    )
    desk.claim(
        "c-cost",
        "The repair of the bridge at Halden cost 14 million crowns.",
        "The repair cost 14 million crowns",
        checkable=True,
        history=(_change("modified", "The restatement names the bridge."),),
    )
    desk.claim(
        "c-twice",
        "The repair of the bridge at Halden cost twice the sum that was planned.",
        "twice the sum",
        "planned",
    )
    desk.claim(
        "c-lorries",
        "Lorries caused the cracks in the bridge at Halden.",
        "Lorries were the cause of the cracks",
        kind="causal",
        attribution=(desk.said_by(None, "it is said"),),
        stance="distances",
    )
    desk.claim(
        "c-salt",
        "Salt did no harm to the bridge at Halden.",
        "salt did no harm",
        negated=True,
        attribution=(desk.said_by("critics", "Critics dispute that"),),
        stance="distances",
        status="rejected",
        history=(_change("rejected", "The critics deny it: nobody claims it."),),
    )
    desk.claim(
        "c-crack",
        "The deck of the bridge at Halden could crack again if the winter is hard.",
        "the deck could crack again",
        kind="predictive",
        commitment="hedged",
        condition=desk.at("If the winter is hard"),
    )
    desk.claim(
        "c-finest",
        "The bridge at Halden is the finest in its county.",
        "The bridge is the finest in the county",
        kind="evaluative",
        commitment="boosted",
        attribution=(desk.said_by("mayor", "the mayor said", quoted=True),),
        stance="endorses",
    )
    desk.claim(
        "c-walk",
        "Everybody should walk across the bridge at Halden once.",
        "Everybody should walk across it once",
        kind="normative",
        checkable=False,
    )
    desk.claim(
        "c-toll",
        "The old toll house of the bridge at Halden was pulled down at night.",
        "The old toll house was pulled down at night",
    )
    desk.claim(
        "c-uncounted",
        "Nobody has counted the cars that cross the bridge at Halden.",
        "Nobody has counted the cars that cross it",
        negated=True,
    )
    desk.claim(
        "c-cars",
        "About 9,000 cars cross the bridge at Halden each day.",
        "About 9,000 cars cross it each day",
        attribution=(desk.said_by("institute", "a study by the Nordic Institute found"),),
        stance="endorses",
    )
    desk.claim(
        "c-crane",
        "Nobody was hurt when the crane at the bridge at Halden fell.",
        "Nobody was hurt when the crane fell",
        negated=True,
        status="proposed",
        revision="rev-2",
        certainty=0.55,
    )
    desk.claim(
        "c-fell",
        "A crane fell at the bridge at Halden.",
        "the crane fell",
        status="proposed",
        revision="rev-2",
        certainty=0.9,
        reason="The words take it for granted.",
    )
    desk.relate("c-bearings", "citesAsAuthority", "src-roads")
    desk.relate(
        "c-cars", "citesAsEvidence", "src-study", evidence=archive.model.Evidence(work="study")
    )
    desk.relate("c-finest", "obtainsSupportFrom", "src-mayor")
    desk.relate("c-salt", "disputes", "src-critics", status="proposed")
    desk.relate("c-cars", "contradicts", "c-uncounted")
    desk.relate("c-cost", "supports", "c-twice")
    desk.relate("c-crack", "qualifies", "c-safe")
    desk.relate("c-fell", "repeats", "c-crane", status="proposed")


def _assessments(desk: Desk) -> None:
    evidence, page = archive.model.Evidence, archive.model.Locator(value="12")
    early = desk.assess(
        "c-cost", "doubt", "The council had spoken of more.", certainty="low", status="rejected"
    )
    desk.assess(
        "c-cost",
        "contradicted",
        "The accounts have another sum.",
        evidence=(evidence(work="accounts", locator=page, quoted="41,020,000 crowns"),),
        status="accepted",
        supersedes=early,
        revision="rev-3",
        rating=archive.model.Rating(scale="Halden desk", value="wrong by a slip"),
    )
    desk.assess(
        "c-reopened",
        "supported",
        "The accounts name the day.",
        evidence=(evidence(work="accounts", quoted="reopened on 3 May"),),
        status="accepted",
        certainty="high",
    )
    desk.assess(
        "c-twice",
        "mixed",
        "True of the first plan, not of the second.",
        evidence=(
            evidence(work="accounts", quoted="first plan: 20 million"),
            evidence(work="accounts", quoted="second plan: 38 million"),
        ),
        status="accepted",
    )
    desk.assess(
        "c-cars",
        "unverifiable",
        "The log was withdrawn, and the study rests on it.",
        evidence=(evidence(work="log"),),
        status="proposed",
    )
    desk.assess("c-lorries", "doubt", "Nobody is named.", certainty=0.4)
    desk.assess("c-bearings", "doubt", "The maker promises thirty years.", revision="rev-3")


def _others(desk: Desk) -> None:
    by: dict[str, str] = {"revision": "rev-1", "status": "accepted"}
    desk.mention("roads", "the Roads Office")
    desk.mention("critics", "Critics", status="proposed", revision="rev-2")
    desk.add(
        archive.model.DateMention.model_validate(
            {"id": "d-1", "anchors": desk.at("3 May 2019"), "date": "2019-05-03", **by}
        ),
        archive.model.Correction.model_validate(
            {
                "id": "cor-1",
                "anchors": desk.at("Critics dispute that salt did no harm"),
                "corrected": "Critics dispute that salt did harm",
                "certainty": "low",
                **by,
            }
        ),
        archive.model.Tag.model_validate(
            {"id": "tag-1", "anchors": desk.at("Lorries"), "tag": "traffic", **by}
        ),
        archive.model.Citation.model_validate(
            {
                "id": "cit-1",
                "anchors": desk.at("a study by the Nordic Institute"),
                "cites": "study",
                "locator": {"unit": "table", "value": "3"},
                **by,
            }
        ),
        archive.model.Comment.model_validate(
            {"id": "com-1", "text": "Who is speaking here?", "on": "c-lorries", **by}
        ),
        archive.model.Comment.model_validate(
            {
                "id": "com-2",
                "text": "An odd sentence.",
                **by,
                "anchors": desk.at("Nobody has counted the cars that cross it"),
            }
        ),
        archive.model.Comment.model_validate(
            {"id": "com-3", "text": "To be read once more.", **by}
        ),
    )
