"""Each kind of difference, in words of the domain."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

import pytest

from archive import (
    Agent,
    Assessment,
    Capture,
    Claim,
    Document,
    Orphan,
    Relation,
    Revision,
    Source,
    Work,
    diff,
)
from archive.model import (
    ArchivedCopy,
    Attribution,
    Change,
    EntityName,
    Evidence,
    Locator,
    Memento,
    Metadata,
    Name,
    Organisation,
    Rights,
    RightsLayers,
    Tag,
    Title,
    WebArchive,
    Withdrawal,
)
from archive.model.claims import ClaimTime
from archive.revision import Operation
from archive.revision.diff.difference_kinds import GROUPS, KINDS, QUIET, Group, Kind
from archive.revision.diff.interpretation import interpret
from tests.conftest import ROOT
from tests.revision.diff.records import (
    added,
    at,
    base,
    block,
    canonical,
    claim,
    corrected,
    part,
    places,
    raw,
    record,
    removed,
)
from tests.samples import small
from tests.tools.cases import each_case

CASES: dict[str, tuple[Callable[[Document], Document], list[str]]] = {
    "the words of a block are corrected": (
        corrected("p-1", "fell", "dropped"),
        [
            "text-corrected: p-1 has other words",
            "anchor-altered: claim-1: other words, in p-1",
            "anchor-moved: d-1: moved with the text in p-1 from 58 to 61: 2015",
        ],
    ),
    "words before an anchor are corrected": (
        corrected("p-1", "According", "Due"),
        [
            "text-corrected: p-1 has other words",
            "anchor-moved: claim-1: moved with the text in p-1 from 26 to 20: trade with China fell by 10% in 2015",
            "anchor-altered: claim-1, attribution 1, cue: other words, in p-1",
            "anchor-moved: m-1: moved with the text in p-1 from 37 to 31: China",
            "anchor-moved: d-1: moved with the text in p-1 from 58 to 52: 2015",
        ],
    ),
    "words between two anchors are corrected": (
        corrected("p-2", "both sides", "both"),
        [
            "text-corrected: p-2 has other words",
            "anchor-altered: claim-2: other words, in p-2",
        ],
    ),
    "words get another form": (
        corrected("p-1", "China", "Chi\u00adna"),
        [
            "text-restyled: p-1 has the same words in another form (invisible characters)",
            "anchor-restyled: claim-1: the same words in another form, in p-1",
            "anchor-restyled: m-1: the same words in another form, in p-1",
            "anchor-moved: d-1: moved with the text in p-1 from 58 to 59: 2015",
        ],
    ),
    "words before marked words are corrected": (
        corrected("i-1", "See", "Look at"),
        [
            "text-corrected: i-1 has other words",
            "formatting-moved: i-1: the formatting moved with the text",
        ],
    ),
    "formatted words are corrected": (
        corrected("p-2", "It", "Yes, it"),
        [
            "text-corrected: p-2 has other words",
            "formatting-changed: p-2: other formatting",
            "anchor-altered: claim-2: other words, in p-2",
            "anchor-moved: claim-2: moved with the text in p-2 from 22 to 27: both sides",
        ],
    ),
    "other words are formatted": (
        raw(lambda tree: block(tree, "p-2").update(marks=[{"type": "bold", "start": 0, "end": 2}])),
        [
            "formatting-changed: p-2: other formatting",
        ],
    ),
    "a paragraph was a heading": (
        raw(lambda tree: block(tree, "p-2").update(type="heading")),
        [
            "block-changed: p-2: type changed from paragraph to heading",
        ],
    ),
    "a block stands in another place": (
        raw(
            lambda tree: tree["sections"][0]["blocks"].append(tree["sections"][0]["blocks"].pop(0))
        ),
        [
            "block-moved: h-1 moved within s-1, now after p-2",
        ],
    ),
    "a block stands in another section": (
        raw(
            lambda tree: tree["sections"][1]["blocks"].append(tree["sections"][0]["blocks"].pop(0))
        ),
        [
            "block-moved: h-1 moved from s-1 to s-2",
        ],
    ),
    "a block is moved and corrected": (
        lambda document: raw(
            lambda tree: tree["sections"][1]["blocks"].append(tree["sections"][0]["blocks"].pop(0))
        )(corrected("h-1", "Trade", "Trade fell")(document)),
        [
            "block-moved: h-1 moved from s-1 to s-2",
            "text-corrected: h-1 has other words",
        ],
    ),
    "a block is lost to what was received": (
        raw(
            lambda tree: block(tree, "h-1").update(
                origin={"type": "text", "capture": "received", "start": 0, "end": 5}
            )
        ),
        [
            "origin-changed: h-1 has another place in the received file",
        ],
    ),
    "a section is added": (
        raw(
            lambda tree: tree["sections"].append(
                {"id": "s-9", "blocks": [{"type": "paragraph", "id": "p-9", "text": "New."}]}
            )
        ),
        [
            "section-added: s-9 added to the record",
            "block-added: p-9 added to s-9: New.",
        ],
    ),
    "a section is removed": (
        removed("s-2"),
        [
            "section-removed: s-2 removed from the record",
            "block-removed: l-1 removed from s-2: See the table / Nothing else",
        ],
    ),
    "a section is moved": (
        raw(lambda tree: tree["sections"].insert(0, tree["sections"].pop())),
        [
            "section-moved: s-3 moved within the record, now first",
        ],
    ),
    "a section becomes an appendix": (
        raw(lambda tree: tree["sections"][1].update(role="appendix")),
        [
            "section-changed: s-2: role changed from section to appendix",
        ],
    ),
    "a section has another id": (
        raw(lambda tree: tree["sections"][1].update(id="list")),
        [
            "id-changed: s-2 is now list",
        ],
    ),
    "an item is removed": (
        raw(lambda tree: block(tree, "l-1")["items"].pop()),
        [
            "block-removed: i-2 removed from l-1: Nothing else",
        ],
    ),
    "an item moves into another list": (
        raw(
            lambda tree: tree["sections"][2]["blocks"].append(
                {"type": "list", "id": "l-2", "items": [block(tree, "l-1")["items"].pop()]}
            )
        ),
        [
            "block-added: l-2 added to s-3",
            "block-moved: i-2 moved from l-1 to l-2",
        ],
    ),
    "two rows become one": (
        raw(
            lambda tree: block(tree, "tbl-1").update(
                rows=[
                    {
                        "cells": [
                            cell for row in block(tree, "tbl-1")["rows"] for cell in row["cells"]
                        ]
                    }
                ]
            )
        ),
        [
            "block-changed: tbl-1: the same blocks, arranged in another way",
        ],
    ),
    "a row is added": (
        raw(
            lambda tree: block(tree, "tbl-1")["rows"].insert(
                0, {"cells": [{"id": "c-01", "text": "Year"}, {"id": "c-02", "text": "Number"}]}
            )
        ),
        [
            "block-added: c-01 added to tbl-1: Year",
            "block-added: c-02 added to tbl-1: Number",
        ],
    ),
    "a cell spans more rows": (
        raw(lambda tree: block(tree, "tbl-1")["rows"][0]["cells"][0].update(rows=2)),
        [
            "block-changed: c-11: rows changed from 1 to 2",
        ],
    ),
    "a cell that spans more rows moves into another table": (
        raw(
            lambda tree: tree["sections"][2]["blocks"].append(
                {
                    "type": "table",
                    "id": "tbl-2",
                    "rows": [
                        {"cells": [{**block(tree, "tbl-1")["rows"][0]["cells"].pop(), "rows": 2}]}
                    ],
                }
            )
        ),
        [
            "block-added: tbl-2 added to s-3",
            "block-moved: c-12 moved from tbl-1 to tbl-2",
            "block-changed: c-12: rows changed from 1 to 2",
        ],
    ),
    "a caption makes way for another": (
        raw(lambda tree: block(tree, "fig-1").update(caption={"id": "cap-2", "text": "Other"})),
        [
            "block-removed: cap-1 removed from fig-1: Trade by year",
            "block-added: cap-2 added to fig-1: Other",
        ],
    ),
    "a figure becomes a paragraph": (
        raw(
            lambda tree: (
                block(tree, "fig-1").pop("caption"),
                block(tree, "fig-1").pop("rights"),
                block(tree, "fig-1").update(type="paragraph", text="Gone."),
            )
        ),
        [
            "block-changed: fig-1: type changed from figure to paragraph",
            "block-changed: fig-1: text added: Gone.",
            "block-removed: cap-1 removed from fig-1: Trade by year",
            "rights-changed: rights in fig-1 removed: “(c) The Council”",
        ],
    ),
    "an id goes from an item to a section": (
        raw(
            lambda tree: (tree["sections"].append({"id": "i-2"}), block(tree, "l-1")["items"].pop())
        ),
        [
            "section-added: i-2 added to the record",
            "block-removed: i-2 removed from l-1: Nothing else",
        ],
    ),
    "a figure has a rights holder": (
        raw(lambda tree: block(tree, "fig-1")["rights"].update(holders=["The Council"])),
        [
            "rights-changed: rights in fig-1: holders added: “The Council”",
        ],
    ),
    "lost words are given their context": (
        raw(lambda tree: tree["annotations"][-1]["anchors"][0].update(prefix="At ")),
        [
            "orphan-changed: lost: other details of words without a place: Cut.",
        ],
    ),
    "an anchor is put elsewhere": (
        lambda document: part("m-1", anchors=(document.anchor("the Council"),))(document),
        [
            "anchor-altered: m-1: other words, in p-1",
        ],
    ),
    "an anchor chooses the same words in another place": (
        lambda document: part("d-1", anchors=(document.anchor_at("c-21", 0, 4),))(document),
        [
            "anchor-relocated: d-1: moved by hand to the same words elsewhere, from p-1 to c-21: 2015",
        ],
    ),
    "an anchor loses its place": (
        claim(
            anchors=(
                Orphan(
                    block="p-1",
                    start=26,
                    end=62,
                    exact="trade with China fell by 10% in 2015",
                    reason="Cut.",
                ),
            ),
            status="proposed",
            history=(
                Change(status="accepted"),
                Change(status="proposed", reason="its words are gone"),
            ),
        ),
        [
            "statement-proposed: claim-1 is proposed again, was accepted: its words are gone",
            'anchor-orphaned: claim-1: "trade with China fell by 10% in 2015" no longer has a place: Cut.',
        ],
    ),
    "lost words have a place again": (
        lambda document: part("lost", anchors=(document.anchor("Nothing else"),))(document),
        [
            "anchor-restored: lost: words without a place are in i-2 again",
        ],
    ),
    "lost words have another reason": (
        lambda document: part(
            "lost", anchors=(document.get("lost").anchors[0].update(reason="Why?"),)
        )(document),
        [
            "orphan-changed: lost: other details of words without a place: Why?",
        ],
    ),
    "a claim stands on more words": (
        lambda document: claim(
            anchors=(*document.claim("claim-1").anchors, document.anchor("both sides"))
        )(document),
        [
            "anchor-added: claim-1: words added, in p-2: both sides",
        ],
    ),
    "a claim stands on fewer words": (
        lambda document: claim("claim-2", anchors=document.claim("claim-2").anchors[1:])(document),
        [
            "anchor-removed: claim-2: words removed, in p-2: It may  recover",
        ],
    ),
    "a claim has a condition": (
        lambda document: claim("claim-2", condition=(document.anchor("both sides"),))(document),
        [
            "anchor-added: claim-2, condition: words added, in p-2: both sides",
        ],
    ),
    "a claim is added": (
        lambda document: document.add(
            Claim(
                id="claim-3",
                anchors=(document.anchor("both sides"),),
                restatement="Both sides want it.",
                kind="descriptive",
                status="accepted",
            )
        ),
        [
            "claim-added: claim-3 added (accepted): Both sides want it.",
        ],
    ),
    "a claim is withdrawn": (
        removed("rel-2", "claim-2"),
        [
            "claim-withdrawn: claim-2 withdrawn (proposed): Trade may recover.",
            "relation-withdrawn: rel-2 withdrawn (proposed): claim-2 contradicts claim-1",
        ],
    ),
    "a claim is restated": (
        claim(restatement="Trade fell."),
        [
            "claim-restated: claim-1 is restated",
        ],
    ),
    "a claim is reclassified": (
        claim(kind="causal", negated=True, checkable=True, commitment="boosted"),
        [
            "claim-reclassified: claim-1: kind changed from descriptive to causal",
            "claim-reclassified: claim-1: commitment changed from asserted to boosted",
            "claim-reclassified: claim-1: negated changed from no to yes",
            "claim-reclassified: claim-1: checkable added: yes",
        ],
    ),
    "a claim is the author's": (
        claim(attribution=(), stance=None),
        [
            "claim-attributed: claim-1: attribution removed: “council (reported)”",
            "claim-stance-changed: claim-1: stance removed: neutral",
        ],
    ),
    "a claim is quoted": (
        claim(attribution=(Attribution(claimant="council", manner="quoted"),)),
        [
            "anchor-removed: claim-1, attribution 1, cue: words removed, in p-1: According to the Council",
            "claim-attributed: claim-1: attribution 1, manner changed from reported to quoted",
        ],
    ),
    "a claim is about something": (
        claim(about=("china", "council")),
        [
            "claim-about-changed: claim-1: about added: “china; council”",
        ],
    ),
    "a claim speaks of a time": (
        claim(time=ClaimTime(date="2015")),
        [
            "claim-time-changed: claim-1: time added: 2015",
        ],
    ),
    "a claim has another id": (
        raw(
            lambda tree: [
                at(tree, way[:-1]).__setitem__(way[-1], "claim-x")
                for way in list(places(tree))
                if way and at(tree, way) == "claim-2"
            ]
        ),
        [
            "id-changed: claim-2 is now claim-x",
            "relation-changed: rel-2: subject changed from claim-2 to claim-x",
        ],
    ),
    "the claims are in another order": (
        lambda document: document.update(claims=document.claims[::-1]),
        [
            "order-changed: the claims are in another order",
        ],
    ),
    "a statement is accepted": (
        claim(
            "claim-2",
            status="accepted",
            history=(
                Change(status="modified", reason="Read again."),
                Change(status="accepted", reason="Checked."),
            ),
        ),
        [
            "statement-accepted: claim-2 is accepted, was proposed: Checked.",
        ],
    ),
    "a statement is rejected": (
        claim(status="rejected"),
        [
            "statement-rejected: claim-1 is rejected, was accepted",
        ],
    ),
    "a statement is read again": (
        claim(
            "claim-2",
            history=(
                Change(status="modified", reason="Read again."),
                Change(status="modified", revision="rev-2", reason="And again."),
            ),
        ),
        [
            "history-changed: claim-2: history continued: modified in rev-2: And again.",
        ],
    ),
    "the history of a statement is gone": (
        claim("claim-2", history=()),
        [
            "history-changed: claim-2: history changed",
        ],
    ),
    "nobody made a statement": (
        claim(revision=None),
        [
            "maker-changed: claim-1: revision removed: rev-1",
        ],
    ),
    "a statement and a work were made in another revision": (
        lambda document: part("w-1", revision="rev-2")(claim(revision="rev-2")(document)),
        [
            "maker-changed: claim-1: revision changed from rev-1 to rev-2",
            "maker-changed: w-1: revision added: rev-2",
        ],
    ),
    "a statement is surer, and says why": (
        claim(certainty=0.5, reason="It follows."),
        [
            "grounds-changed: claim-1: certainty added: 0.5",
            "grounds-changed: claim-1: reason added: “It follows.”",
        ],
    ),
    "an annotation of another program is told as its origin": (
        claim(identifiers=({"scheme": "Hypothesis", "value": "a1"},)),
        ["identifiers-changed: claim-1: identifiers added: “Hypothesis a1”"],
    ),
    "a basis is given, another one, and none": (
        lambda document: part("w-1", basis="external")(
            part("src-council", basis="inferred")(
                raw(lambda tree: tree["metadata"]["titles"][0].pop("basis"))(document)
            )
        ),
        [
            "grounds-changed: src-council: basis changed from printed to inferred",
            "grounds-changed: w-1: basis added: external",
            "metadata-changed: titles 1, basis removed: printed",
        ],
    ),
    "a work is withdrawn": (
        part("w-1", withdrawn=Withdrawal(date="2017-05", reason="The figures were made up.")),
        [
            "work-changed: w-1: withdrawn added: “2017-05, The figures were made up.”",
        ],
    ),
    "a work is withdrawn, and nobody knows when or why": (
        part("w-2", withdrawn=Withdrawal()),
        [
            "work-changed: w-2: withdrawn added: yes",
        ],
    ),
    "a capture was taken from a web archive": (
        part(
            "received",
            taken_from=WebArchive(
                file="a.warc", media_type="application/warc", size_bytes=1, sha256="0" * 64
            ),
        ),
        [
            "capture-changed: received: taken from added: a.warc",
        ],
    ),
    "a capture was taken from a memento": (
        part("received", memento=Memento(address="https://web.archive.org/web/2016/x")),
        [
            "capture-changed: received: memento added: https://web.archive.org/web/2016/x",
        ],
    ),
    "a value of the metadata was found in a stretch of an element": (
        raw(
            lambda tree: tree["metadata"]["titles"][0].update(
                origin={
                    "type": "element",
                    "capture": "received",
                    "path": "/html[1]",
                    "start": 3,
                    "end": 9,
                }
            )
        ),
        [
            "metadata-changed: titles 1, origin added: “received, /html[1], 3, 9”",
        ],
    ),
    "a value of the metadata was found elsewhere": (
        raw(
            lambda tree: tree["metadata"]["titles"][0].update(
                origin={"type": "element", "capture": "received", "path": "/html[1]/h1[1]"}
            )
        ),
        [
            "metadata-changed: titles 1, origin added: “received, /html[1]/h1[1]”",
        ],
    ),
    "an assessment is added": (
        added(Assessment(id="a-2", claim="claim-2", verdict="doubt", reasoning="It may not.")),
        [
            "assessment-added: a-2 added (proposed): claim-2 is doubt: It may not.",
        ],
    ),
    "an assessment is withdrawn": (
        lambda document: document.update(assessments=(), revisions=document.revisions[:1]),
        [
            "assessment-withdrawn: a-1 withdrawn (proposed)",
            "revision-removed: rev-2 removed: 2026-11-25T09:05:00Z by editor: Assessed.",
        ],
    ),
    "an assessment is another": (
        part("a-1", verdict="mixed", reasoning="Not quite."),
        [
            "assessment-changed: a-1: verdict changed from supported to mixed",
            "assessment-changed: a-1: reasoning changed from “The report has the same number.” to “Not quite.”",
        ],
    ),
    "evidence is added to an assessment": (
        part(
            "a-1",
            evidence=(Evidence(work="w-1", quoted="a fall of 10 per cent"), Evidence(work="w-2")),
        ),
        [
            "evidence-added: a-1: evidence added: w-2",
        ],
    ),
    "evidence is withdrawn from an assessment": (
        part("a-1", evidence=(), verdict="doubt"),
        [
            "assessment-changed: a-1: verdict changed from supported to doubt",
            "evidence-withdrawn: a-1: evidence withdrawn: w-1: “a fall of 10 per cent”",
        ],
    ),
    "evidence is quoted otherwise": (
        part("a-1", evidence=(Evidence(work="w-1", quoted="a fall of 11 per cent"),)),
        [
            "evidence-changed: a-1: evidence 1, quoted changed from “a fall of 10 per cent” to “a fall of 11 per cent”",
        ],
    ),
    "evidence is added to a relation": (
        part("rel-1", evidence=Evidence(work="w-1", locator=Locator(value="3"), quoted="a fall")),
        [
            "evidence-added: rel-1: evidence added: w-1, page 3: “a fall”",
        ],
    ),
    "evidence is withdrawn from a relation": (
        part("rel-3", evidence=None),
        [
            "evidence-withdrawn: rel-3: evidence withdrawn: w-1: “a fall”",
        ],
    ),
    "a relation is added": (
        added(
            Relation(
                id="rel-4", subject="claim-2", predicate="obtainsSupportFrom", object="src-council"
            )
        ),
        [
            "relation-added: rel-4 added (proposed): claim-2 obtains support from src-council",
        ],
    ),
    "a relation between claims is withdrawn": (
        removed("rel-2"),
        [
            "relation-withdrawn: rel-2 withdrawn (proposed): claim-2 contradicts claim-1",
        ],
    ),
    "a relation is another": (
        part("rel-3", predicate="disputes"),
        [
            "relation-changed: rel-3: predicate changed from citesAsEvidence to disputes",
        ],
    ),
    "a source is added": (
        added(Source(id="src-2", as_named="experts")),
        [
            "source-added: src-2 added: experts",
        ],
    ),
    "a source is removed": (
        removed("rel-1", "rel-3", "src-council"),
        [
            "source-removed: src-council removed: the Council",
            "relation-withdrawn: rel-1 withdrawn (proposed): claim-1 cites as authority src-council",
            "relation-withdrawn: rel-3 withdrawn (proposed): claim-1 cites as evidence src-council",
        ],
    ),
    "a source is identified": (
        part("src-council", work="w-1"),
        [
            "source-identified: src-council: work added: w-1",
        ],
    ),
    "a source is nobody's": (
        part("src-council", agent=None),
        [
            "source-changed: src-council: agent removed: council",
        ],
    ),
    "an annotation is added": (
        lambda document: document.add(
            Tag(id="t-1", tag="trade", anchors=(document.anchor("China"),))
        ),
        [
            "annotation-added: t-1 added (proposed): China → trade",
        ],
    ),
    "an annotation is withdrawn": (
        removed("m-1"),
        [
            "annotation-withdrawn: m-1 withdrawn (proposed): China → china",
        ],
    ),
    "an annotation says something else": (
        part("c-1", text="The year is not given."),
        [
            "annotation-changed: c-1: text changed from “The year of the report is not given.” to “The year is not given.”",
        ],
    ),
    "an entity is added": (
        added(Organisation(id="un", names=(EntityName(text="United Nations"),))),
        [
            "entity-added: un added: United Nations",
        ],
    ),
    "an entity is removed": (
        removed("m-1", "china"),
        [
            "annotation-withdrawn: m-1 withdrawn (proposed): China → china",
            "entity-removed: china removed: China",
        ],
    ),
    "an entity has another name": (
        part("council", names=(EntityName(text="The Council", basis="printed"),)),
        [
            "entity-changed: council: names 1, text changed from Council to “The Council”",
        ],
    ),
    "a work is added": (
        added(Work(id="w-3", type="book", title="A Book")),
        [
            "work-added: w-3 added: A Book",
        ],
    ),
    "a work is removed": (
        removed("w-2"),
        [
            "work-removed: w-2 removed: A page",
        ],
    ),
    "more is known of a work": (
        part("w-1", title="Trade in Figures, 2015", author=(Name(family="Wright"),)),
        [
            "work-changed: w-1: title changed from “Trade in Figures” to “Trade in Figures, 2015”",
            "work-changed: w-1: author added: Wright",
        ],
    ),
    "a work is copied once more": (
        part(
            "w-2",
            copies=(
                ArchivedCopy(id="copy-1", address="https://example.org/b"),
                ArchivedCopy(id="copy-2", file="copies/a.html"),
            ),
        ),
        [
            "work-changed: w-2: copy copy-2 added: copies/a.html",
            "work-changed: w-2: copy copy-1: address changed from https://example.org/copy to https://example.org/b",
        ],
    ),
    "the rights are others": (
        record(rights=RightsLayers(text=Rights(notice="(c) 2016"))),
        [
            "rights-changed: rights in the text: uri removed: http://rightsstatements.org/vocab/UND/1.0/",
            "rights-changed: rights in the text: notice added: “(c) 2016”",
            "rights-changed: rights in the record removed: “https://creativecommons.org/licenses/by/4.0/, CC-BY-4.0”",
        ],
    ),
    "the metadata are others": (
        record(
            metadata=Metadata(
                titles=(Title(text="Trade, again", basis="printed"),), authors="none", remark="Hm."
            )
        ),
        [
            "metadata-changed: titles 1, text changed from Trade to “Trade, again”",
            "metadata-changed: authors changed from “the article does not say” to “there is none”",
            "metadata-changed: remark added: Hm.",
        ],
    ),
    "the metadata are gone": (
        record(metadata=Metadata()),
        [
            "metadata-changed: titles removed: Trade",
            "metadata-changed: authors removed: “the article does not say”",
        ],
    ),
    "a capture is added": (
        added(
            Capture(
                id="again",
                file="received/b.txt",
                media_type="text/plain",
                size_bytes=3,
                sha256="0" * 64,
            )
        ),
        [
            "capture-added: again added: received/b.txt, 3 bytes of text/plain",
        ],
    ),
    "a capture is removed": (
        removed("received"),
        [
            "capture-removed: received removed: received/small.txt, 121 bytes of text/plain;charset=utf-8",
        ],
    ),
    "more is known of a capture": (
        part("received", address="https://example.org/a.txt"),
        [
            "capture-changed: received: address added: https://example.org/a.txt",
        ],
    ),
    "an agent is added": (
        added(Agent(id="maker", name="M. Aker")),
        [
            "agent-added: maker added: M. Aker",
        ],
    ),
    "an agent is removed": (
        removed("reader"),
        [
            "agent-removed: reader removed: R. Reader",
        ],
    ),
    "an agent has another name": (
        part("editor", name="B. N. Editor"),
        [
            "agent-changed: editor: name changed from “A. N. Editor” to “B. N. Editor”",
        ],
    ),
    "a revision is new": (
        added(
            Revision(id="rev-3", at="2026-12-01T00:00:00Z", by="editor", summary="Read again."),
            Revision(id="rev-4"),
        ),
        [
            "revision-added: rev-3 added: 2026-12-01T00:00:00Z by editor: Read again.",
            "revision-added: rev-4 added",
        ],
    ),
    "a revision is forgotten": (
        lambda document: part("a-1", revision=None)(document).remove("rev-2"),
        [
            "maker-changed: a-1: revision removed: rev-2",
            "revision-removed: rev-2 removed: 2026-11-25T09:05:00Z by editor: Assessed.",
        ],
    ),
    "a revision says something else": (
        part("rev-2", summary="Looked at.", by=None, parts=("a-1", "claim-1")),
        [
            "revision-changed: rev-2: by removed: editor",
            "revision-changed: rev-2: summary changed from Assessed. to “Looked at.”",
            "revision-changed: rev-2: parts added: claim-1",
        ],
    ),
    "the record itself is another": (
        record(id="other", base_iri="https://example.org/", language="en"),
        [
            "id-changed: record: id changed from small to other",
            "record-changed: record: base iri added: https://example.org/",
            "record-changed: record: language added: en",
        ],
    ),
    "an extension says something else": (
        record(
            extensions={"https://example.org/queue": {"priority": 2, "tags": ["a"]}, "urn:x": None}
        ),
        [
            "extension-changed: extension https://example.org/queue priority changed from 1 to 2",
            "extension-changed: extension https://example.org/queue tags changed from [null] to []",
            "extension-changed: extension urn:x added: null",
        ],
    ),
    "an extension is gone": (
        record(extensions={}),
        [
            'extension-changed: extension https://example.org/queue removed: {"priority":1,"tags":["a",null]}',
        ],
    ),
    "an extension has its keys in another order": (
        record(extensions={"https://example.org/queue": {"tags": ["a", None], "priority": 1}}),
        [
            "order-changed: extension https://example.org/queue: the keys are in another order",
        ],
    ),
    "an extension has a number of another type": (
        record(extensions={"https://example.org/queue": {"priority": 1.0, "tags": ["a", None]}}),
        [
            "extension-changed: extension https://example.org/queue priority changed from 1 to 1.0",
        ],
    ),
}


@pytest.mark.slow
@each_case("case", CASES)
def test_a_change_is_reported_in_words_of_the_domain(case: str):
    change, expected = CASES[case]
    old = base()
    new = change(old)
    found = diff(old, new)
    assert [f"{change.kind}: {change.message}" for change in found.changes] == expected
    assert canonical(found.apply(old)) == canonical(new)
    assert canonical(diff(new, old).apply(new)) == canonical(old)


def test_every_kind_of_difference_has_a_case_and_a_meaning():
    told = {line.partition(":")[0] for _, lines in CASES.values() for line in lines}
    assert told == set(get_args(Kind)) - {"other"}
    assert set(KINDS) == set(get_args(Kind))
    assert set(KINDS) >= QUIET
    assert get_args(Group) == GROUPS


def test_what_nobody_speaks_of_is_reported_all_the_same():
    document = small()
    operation = Operation("replace", "/claims/claim-1/anchors/0/start", 1, 2)
    (told,) = interpret(document, document, [operation])
    assert (told.kind, told.message) == ("other", "/claims/claim-1/anchors/0/start has changed")


def test_every_kind_is_in_the_manual():
    page = re.sub(" +", " ", (ROOT / "docs" / "reference" / "differences.md").read_text("utf-8"))
    missing = [kind for kind in KINDS if f"| `{kind}` | {KINDS[kind]} |" not in page]
    assert not missing
