"""Records with something of everything that a page shows, and the result of a rebase."""

from __future__ import annotations

from dataclasses import replace

from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Citation, Comment, Correction, DateMention, Mention, Tag
from archive.model.assessments import Assessment, Rating
from archive.model.basis import Absence
from archive.model.blocks import (
    Caption,
    Cell,
    CodeBlock,
    Figure,
    Furniture,
    Heading,
    Image,
    Item,
    List,
    Note,
    Paragraph,
    Quotation,
    Row,
    Section,
    Table,
    Verse,
    VerseLine,
)
from archive.model.captures import Capture
from archive.model.claims import Attribution, Claim, ClaimTime
from archive.model.document import Document
from archive.model.entities import EntityName, Group, Organisation
from archive.model.metadata import (
    Container,
    Contributor,
    Extent,
    Metadata,
    Publication,
    Publisher,
    StatedDate,
    StatedLanguage,
    Title,
)
from archive.model.names import Identifier, Name
from archive.model.relations import Relation
from archive.model.revisions import CaptureChange, Revision
from archive.model.rights import Rights, RightsLayers
from archive.model.statements import Agent, Change
from archive.model.works import Evidence, Locator, Source, Withdrawal, Work
from archive.revision.rebase import Rebase, with_text
from tests import samples

LINE_1 = "According to officials, the Council says that trade with 中国 fell; it may recover if rates fall."
LINE_2 = "It was “the worst year”.\nIt was  not."


def anchor(block: str, text: str, words: str) -> Anchor:
    start = text.index(words)
    return Anchor(block=block, start=start, end=start + len(words), exact=words)


def rich() -> Document:
    """A record with something of everything that the page shows."""
    return Document(
        id="rich",
        metadata=Metadata(
            titles=(Title(text="Trade and 中国", basis="external", certainty=0.5),),
            authors=(
                Contributor(
                    name=Name(given="Ada", family="Lovelace"),
                    identifiers=(Identifier(scheme="ORCID", value="0000-0002-1825-0097"),),
                ),
            ),
            contributors=(Contributor(name=Name(literal="The Desk"), role="editor"),),
            publication=Publication(
                container=Container(title="The Daily", type="newspaper"),
                publisher=Publisher(name="Daily Ltd", place="London"),
                published=Absence.NOT_STATED,
                updated=Absence.NONE,
                written=StatedDate(
                    date="2016-04~",
                    basis="inferred",
                    certainty="medium",
                    reason="It speaks of “this year”.",
                    rests_on=(anchor("p-2", LINE_2, "the worst year"),),
                ),
                extents=(Extent(unit="page", value="3"),),
            ),
            languages=(StatedLanguage(tag="en"),),
            remark="The picture is lost.",
        ),
        rights=RightsLayers(
            text=Rights(notice="© 2016 Daily Ltd", holders=("Daily Ltd",)),
            record=Rights(uri="https://creativecommons.org/licenses/by/4.0/", notice=Absence.NONE),
        ),
        captures=(
            Capture(
                id="received",
                file="received/rich.txt",
                media_type="text/plain",
                size_bytes=12345,
                sha256="0" * 64,
                address="https://example.org/trade",
                received_at="2026-11-24T09:00:00Z",
                received_by="editor",
            ),
        ),
        agents=(Agent(id="editor", name="A. N. Editor"),),
        sections=(
            Section(
                id="s-1",
                blocks=(
                    Heading(id="h-1", text="Trade"),
                    Paragraph(id="p-1", text=LINE_1),
                    Paragraph(id="p-2", text=LINE_2),
                    Quotation(
                        id="q-1",
                        blocks=(Paragraph(id="q-p", text="Weigh and consider. " * 6),),
                        credit=Caption(id="q-c", text="Bacon"),
                    ),
                    Quotation(id="q-2", blocks=(Paragraph(id="q-2p", text="Read."),)),
                    Verse(
                        id="v-1", lines=(VerseLine(id="v-2", text="A word"), VerseLine(id="v-3", text="is dead"))
                    ),
                    List(
                        id="l-1",
                        items=(
                            Item(
                                id="i-1",
                                marker="1. ",
                                text="First",
                                lists=(List(id="l-2", items=(Item(id="i-2", text="Within"),)),),
                            ),
                            Item(id="i-3", marker="•\t", text="Second"),
                            Item(id="i-4", marker="–", text="Third"),
                        ),
                    ),
                    Table(
                        id="t-1",
                        caption=Caption(id="t-c", text="Table 1"),
                        rows=(Row(cells=(Cell(id="c-1", text="Year"), Cell(id="c-2", text="Fall\nin %"))),),
                    ),
                    Table(id="t-2", rows=(Row(cells=(Cell(id="c-3", text="Alone"),)),)),
                    Figure(
                        id="f-1",
                        image=Image(address="https://example.org/a.png"),
                        caption=Caption(id="f-c", text="A port"),
                        description="A port at night.",
                        rights=Rights(notice="(CC)"),
                    ),
                    Figure(id="f-2"),
                    CodeBlock(id="k-1", text="if x:\n    y = 1"),
                ),
                sections=(Section(id="s-2", blocks=(Heading(id="h-2", text="More"),)),),
            ),
            Section(
                id="s-3",
                role="notes",
                blocks=(
                    Note(
                        id="n-1",
                        marker="1 ",
                        blocks=(Paragraph(id="n-p", text="A note"), Paragraph(id="n-q", text="goes on")),
                    ),
                ),
            ),
            Section(
                id="s-4",
                role="furniture",
                blocks=(Furniture(id="x-1", text="Share", role="share-bar"), Furniture(id="x-2", text="Ad")),
            ),
        ),
        entities=(
            Organisation(id="council", names=(EntityName(text="Council"),)),
            Group(id="officials", description="unnamed officials"),
        ),
        works=(
            Work(
                id="w-1",
                type="report",
                title="Trade in Figures",
                author=(Name(literal="Office"),),
                issued="2016",
                identifiers=(Identifier(scheme="DOI", value="10.1000/182"),),
            ),
            Work(
                id="w-2",
                type="article-journal",
                title="Trade Again",
                withdrawn=Withdrawal(date="2017-05", reason="The figures were made up."),
            ),
            Work(id="w-3", type="book", withdrawn=Withdrawal()),
        ),
        sources=(
            Source(
                id="src-1", as_named="the Council", agent="council", work="w-1", basis="printed"
            ),
            Source(id="src-2", as_named="officials"),
        ),
        claims=(
            Claim(
                id="later",
                anchors=(anchor("p-1", LINE_1, "it may recover"),),
                restatement="Trade may recover.",
                kind="predictive",
                commitment="hedged",
                condition=(anchor("p-1", LINE_1, "if rates fall"),),
                checkable=False,
            ),
            Claim(
                id="first",
                anchors=(anchor("p-1", LINE_1, "trade with 中国 fell"),),
                restatement="Trade with China fell.",
                kind="descriptive",
                attribution=(
                    Attribution(claimant="officials", cue=(anchor("p-1", LINE_1, "According to officials"),)),
                    Attribution(claimant="council", manner="quoted"),
                    Attribution(),
                ),
                about=("council",),
                time=ClaimTime(date="2015", basis="external"),
                checkable=True,
                status="accepted",
                revision="rev-1",
                certainty="medium",
                reason="The figures are not given.",
            ),
            Claim(
                id="refused",
                anchors=(anchor("p-2", LINE_2, "It was  not."),),
                restatement="It was not.",
                kind="evaluative",
                negated=True,
                status="rejected",
                stance="distances",
            ),
            Claim(
                id="lost",
                anchors=(
                    Orphan(
                        block="gone",
                        start=0,
                        end=5,
                        exact="Trade",
                        reason="The paragraph was withdrawn.",
                    ),
                ),
                restatement="Trade.",
                kind="causal",
                status="accepted",
            ),
        ),
        annotations=(
            Correction(id="k-2", anchors=(anchor("p-2", LINE_2, "  "),), corrected=" ", reason="A blank too many."),
            Correction(id="k-3", anchors=(anchor("p-2", LINE_2, "not"),), corrected="", status="accepted"),
            Comment(id="m-1", text="Is it?", on="first", revision="rev-2", status="accepted"),
            Comment(id="m-2", text="A short text.", revision="rev-3", certainty=0.5),
            Comment(id="m-3", text="Which?", anchors=(anchor("p-2", LINE_2, "year"),)),
            Comment(id="m-4", text="Look again.", on="a-2"),
        ),
        assessments=(
            Assessment(id="a-1", claim="first", verdict="doubt", reasoning="No figures.", status="accepted"),
            Assessment(
                id="a-2",
                claim="first",
                verdict="supported",
                rating=Rating(scale="Desk", value="true"),
                reasoning="The report says so.",
                evidence=(
                    Evidence(work="w-1", locator=Locator(value="3"), quoted="a fall"),
                    Evidence(work="w-1"),
                    Evidence(work="w-2", quoted="a rise"),
                    Evidence(work="w-3"),
                ),
                supersedes="a-1",
                status="accepted",
                revision="rev-4",
                reason="Page 3 has the table.",
            ),
        ),
        relations=(
            Relation(id="r-1", subject="later", predicate="qualifies", object="first", status="accepted"),
            Relation(
                id="r-2",
                subject="first",
                predicate="citesAsEvidence",
                object="src-1",
                evidence=Evidence(work="w-1"),
            ),
            Relation(id="r-3", subject="first", predicate="disputes", object="src-2", status="rejected"),
        ),
        revisions=(
            Revision(id="rev-1", at="2026-11-24T09:00:00Z", by="editor"),
            Revision(id="rev-2", by="editor"),
            Revision(id="rev-3", at="2026-11-25T09:00:00Z"),
            Revision(id="rev-4", at="2026-11-26T09:00:00Z", by="editor", summary="Read."),
        ),
    )  # fmt: skip


def recaptured() -> Document:
    """A record of a page whose later captures have a headline, a byline and sentences otherwise."""
    document = samples.small()
    [first] = document.captures
    days = ("2026-03-01T09", "2026-03-02T08", "2026-03-04T08", "2026-03-06T08")
    captures = [first.update(received_at=f"{days[0]}:00:00Z")]
    captures += (
        first.update(id=f"page-{n}", file=f"received/page-{n}.txt", received_at=f"{day}:00:00Z")
        for n, day in enumerate(days[1:], 2)
    )
    correction = "Correction: an earlier version had 12 < 13%."
    changes = (
        (
            CaptureChange(what="title", was="Trade", became="Trade falls <b>fast</b>"),
            CaptureChange(what="author", was="A. Wright", became="B. Smith", kept=True),
            CaptureChange(what="updated", became="2026-03-02"),
            CaptureChange(
                what="sentence",
                was="Trade with China fell by 12% in 2015.",
                became="Trade with China fell by 10% in 2015, the Council says.",
                block="p-1",
            ),
        ),
        (
            CaptureChange(what="title", was="Trade falls <b>fast</b>", became="Trade"),
            CaptureChange(what="sentence", became=correction, block="gone-1"),
            CaptureChange(
                what="link", was="https://a.example/", became="https://b.example/", block="p-2"
            ),
        ),
        (
            CaptureChange(what="rights", was="CC BY 4.0", became="All rights reserved"),
            CaptureChange(what="sentence", was=correction, block="gone-1"),
        ),
    )
    revisions = (
        Revision(id=f"taken-{n}", capture=f"page-{n}", changes=made)
        for n, made in enumerate(changes, 2)
    )
    return document.update(captures=tuple(captures), revisions=(*document.revisions, *revisions))


def long_ids(document: Document) -> Document:
    """The same with the ids of claims as long as people make them."""
    data = document.model_dump_json(exclude_defaults=True)
    for id in ("first", "later"):
        data = data.replace(f'"{id}"', f'"claim-{id}-of-those-that-speak-of-trade"')
    return Document.model_validate_json(data)


def around() -> Document:
    """A record whose claim stands in two blocks, among other statements about its words."""
    text = "It rained. It rained. The Council says that trade fell in 2015, by 7%. So be it. Trade rose."
    other = "All trade, that is. More follows."
    mends = anchor("p-1", text, "by 7%")
    return Document(
        id="around",
        sections=(
            Section(
                id="s-1",
                blocks=(Paragraph(id="p-1", text=text), Paragraph(id="p-2", text=other)),
            ),
        ),
        agents=(Agent(id="me", name="A. Reader"),),
        entities=(
            Organisation(
                id="council",
                names=(EntityName(text="Council"),),
                description="The council of the town.",
                identifiers=(Identifier(scheme="Wikidata", value="Q1"),),
            ),
        ),
        works=(Work(id="w-1", type="report", title="Trade in Figures"),),
        sources=(
            Source(id="src-1", as_named="The Council", named_at=(anchor("p-1", text, "The Council"),)),
        ),
        claims=(
            Claim(
                id="fell",
                anchors=(anchor("p-1", text, "trade fell in 2015"), anchor("p-2", other, "All trade")),
                restatement="Trade fell in 2015.",
                kind="descriptive",
                about=("council", "w-1"),
                attribution=(Attribution(claimant="council", cue=(anchor("p-1", text, "says that"),)),),
                status="accepted",
                revision="rev-1",
                history=(
                    Change(status="modified", revision="rev-2", reason="Worded anew."),
                    Change(status="accepted", revision="rev-2"),
                ),
            ),
            Claim(
                id="rose",
                anchors=(anchor("p-1", text, "Trade rose"),),
                restatement="Trade rose.",
                kind="descriptive",
            ),
            Claim(
                id="year",
                anchors=(anchor("p-1", text, "fell in 2015"),),
                restatement="It was in 2015.",
                kind="descriptive",
            ),
        ),
        annotations=(
            DateMention(id="d-1", anchors=(anchor("p-1", text, "2015"),), date="2015", basis="printed"),
            Mention(id="m-1", anchors=(anchor("p-1", text, "trade fell"),), refers_to="council"),
            Mention(id="m-2", anchors=(anchor("p-1", text, "It rained."),), refers_to="council"),
            Correction(id="k-1", anchors=(anchor("p-1", text, "fell"),), corrected="rose", reason="A slip."),
            Correction(id="k-2", anchors=(mends,), corrected="by 8%"),
            Citation(
                id="z-1", anchors=(anchor("p-1", text, "2015"),), cites="w-1", locator=Locator(value="3")
            ),
            Tag(
                id="t-1", anchors=(anchor("p-2", other, "All"),), tag="total", uri="https://example.org/t"
            ),
            Comment(id="c-1", text="Since when?", on="fell", anchors=(anchor("p-1", text, "in 2015"),)),
            Comment(id="c-2", text="Which?", anchors=(anchor("p-1", text, "trade"),)),
            Comment(id="c-3", text="By whom?", on="a-1"),
            Comment(id="c-4", text="Really?", on="r-1"),
        ),
        assessments=(
            Assessment(
                id="a-1",
                claim="fell",
                verdict="contradicted",
                reasoning="The report has a rise.",
                evidence=(Evidence(work="w-1", locator=Locator(value="3"), quoted="a rise of 7%"),),
                status="accepted",
                supersedes="a-0",
                revision="rev-2",
                certainty="high",
            ),
            Assessment(id="a-0", claim="fell", verdict="doubt", reasoning="It is said to have risen."),
        ),
        relations=(
            Relation(
                id="r-1",
                subject="fell",
                predicate="citesAsAuthority",
                object="src-1",
                evidence=Evidence(work="w-1", quoted="a rise"),
                basis="printed",
            ),
            Relation(id="r-2", subject="rose", predicate="contradicts", object="fell", status="accepted"),
            Relation(id="r-3", subject="fell", predicate="qualifies", object="year"),
        ),
        revisions=(
            Revision(id="rev-1", at="2026-11-24T09:00:00Z", by="me", summary="Claims."),
            Revision(id="rev-2", at="2026-11-25T09:00:00Z", by="me"),
        ),
    )  # fmt: skip


def lost(exact: str, block: str = "gone") -> Orphan:
    return Orphan(block=block, start=0, end=len(exact), exact=exact, reason="It was withdrawn.")


def carried(*, words: str = "trade with China fell", reason: str = "") -> Rebase:
    """Each kind of outcome; of statements, and of words that metadata rest on.

    Args:
        words: What stands in place of those of the claim `first`.
        reason: Why words are lost; left out, as the rebase has it.
    """
    quoted = "Weigh and consider. " * 6
    twice = "It has has been read, and put away."
    before = with_text(rich(), {"q-2p": twice}).document.add(
        Comment(id="m-5", text="Twice?", anchors=(anchor("q-p", quoted, "consider. Weigh"),)),
        Comment(id="m-9", text="Which?", anchors=(anchor("q-2p", twice, "has has"),)),
        Comment(id="m-6", text="It was gone.", anchors=(lost("The port was closed for weeks."),)),
        Mention(id="m-7", anchors=(anchor("p-2", LINE_2, "It was  not."),), refers_to="council"),
        Mention(id="m-8", anchors=(anchor("p-1", LINE_1, "says that"),), refers_to="council"),
    )
    result = with_text(
        before,
        {
            "p-1": LINE_1.replace("trade with 中国 fell", words).replace("says that", "says  that"),
            "p-2": "It was “the worst of years”.\nThe port was closed for weeks.",
            "q-2p": twice.replace("has has", "has"),
            "q-p": quoted.removeprefix("Weigh and consider. "),
        },
    )
    if not reason:
        return result
    outcomes = (
        replace(o, new=o.new.update(reason=reason))
        if isinstance(o.old, Anchor) and isinstance(o.new, Orphan)
        else o
        for o in result.outcomes
    )
    return replace(result, outcomes=tuple(outcomes))
