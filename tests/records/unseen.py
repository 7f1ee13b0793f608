"""A record about something quite different: bees on the roofs of a town."""

from __future__ import annotations

import archive
from archive.model.document import Document
from archive.model.metadata import Metadata
from tests.records.desk import Desk

TEXTS = (
    "Bees on the roofs",
    (
        "Forty hives stand on the roofs of Linden. The town hall alone has six of them, and each gives "
        "thirty kilograms of honey in a good year."
    ),
    (
        "Bees in towns live longer than bees in the country, says Dr Ines Vogt of the Linden Museum. "
        "Some say that the town's honey is full of lead; the museum has never found any."
    ),
    (
        "Wild bees will vanish from Linden if more hives are set up, the society Wild & Free warns. "
        "The town ought to forbid new hives. Honey bees are, after all, merely cattle."
    ),
    (
        "A hive must not stand within ten metres of a path, according to the by-law of 1987. It is "
        "certainly the oldest such rule in the region."
    ),
)


def unseen() -> Document:
    """An article of four paragraphs: claims of all kinds, three claimants, one of them nobody."""
    blocks = (
        archive.model.Heading(id="heading", text=TEXTS[0]),
        *(
            archive.model.Paragraph(id=f"par{n}", text=text)
            for n, text in enumerate(TEXTS[1:], start=1)
        ),
    )
    name = archive.model.EntityName
    document = Document(
        id="bees",
        language="en",
        metadata=Metadata.model_validate(
            {
                "titles": [{"text": TEXTS[0], "basis": "printed"}],
                "authors": [{"name": {"given": "Tom", "family": "Ash"}, "basis": "printed"}],
                "languages": [{"tag": "en"}],
            }
        ),
        agents=(archive.Agent(id="desk", type="organisation", name="The Linden desk"),),
        sections=(archive.model.Section(id="all", blocks=blocks),),
        entities=(
            archive.model.Person(id="vogt", names=(name(text="Ines Vogt"),)),
            archive.model.Organisation(id="wild-free", names=(name(text="Wild & Free"),)),
            archive.model.Organisation(id="museum", names=(name(text="Linden Museum"),)),
            archive.model.Place(id="linden", names=(name(text="Linden"),)),
        ),
        works=(
            archive.Work(id="by-law", type="legislation", title="By-law on Hives", issued="1987"),
            archive.Work(id="register", type="dataset", title="Register of Hives", issued="2022"),
        ),
        sources=(
            archive.Source(id="named-law", as_named="the by-law of 1987", work="by-law"),
            archive.Source(id="named-vogt", as_named="Dr Ines Vogt", agent="vogt"),
        ),
        revisions=(archive.Revision(id="read", at="2023-03-01T12:00:00Z", by="desk"),),
    )
    desk = Desk(document, revision="read")
    _claims(desk)
    desk.relate("rule", "citesAsEvidence", "named-law")
    desk.relate("longer", "citesAsAuthority", "named-vogt")
    desk.relate("no-lead", "contradicts", "lead")
    desk.assess(
        "forty",
        "supported",
        "The register counts them.",
        evidence=(archive.model.Evidence(work="register", quoted="Linden: 40"),),
        status="accepted",
    )
    desk.assess(
        "six",
        "contradicted",
        "The register has four.",
        evidence=(archive.model.Evidence(work="register", quoted="town hall: 4"),),
        status="accepted",
    )
    desk.assess("oldest", "doubt", "Nobody has compared the rules.", certainty="high")
    desk.mention("linden", "par1: Linden", "par3: Linden")
    desk.mention("vogt", "Ines Vogt")
    return desk.done()


def _claims(desk: Desk) -> None:
    desk.claim(
        "forty",
        "Forty hives stand on the roofs of Linden.",
        "Forty hives stand on the roofs of Linden",
        about=("linden",),
    )
    desk.claim(
        "roofs", "There are hives on the roofs of Linden.", "hives stand on the roofs of Linden"
    )
    desk.claim(
        "six", "Six hives stand on the town hall of Linden.", "The town hall alone has six of them"
    )
    desk.claim(
        "thirty",
        "Each hive on the town hall of Linden gives thirty kilograms of honey in a good year.",
        "each gives thirty kilograms of honey in a good year",
    )
    desk.claim(
        "longer",
        "Bees in towns live longer than bees in the country.",
        "Bees in towns live longer than bees in the country",
        attribution=(desk.said_by("vogt", "says Dr Ines Vogt"),),
        stance="endorses",
    )
    desk.claim(
        "lead",
        "The honey of Linden is full of lead.",
        "the town's honey is full of lead",
        commitment="hedged",
        attribution=(desk.said_by(None, "Some say that"),),
        stance="distances",
    )
    desk.claim(
        "no-lead",
        "The Linden Museum has never found lead in honey.",
        "the museum has never found any",
        negated=True,
    )
    desk.claim(
        "vanish",
        "Wild bees will vanish from Linden if more hives are set up.",
        "Wild bees will vanish from Linden",
        kind="predictive",
        condition=desk.at("if more hives are set up"),
        attribution=(desk.said_by("wild-free", "the society Wild & Free warns"),),
        stance="neutral",
    )
    desk.claim(
        "forbid",
        "Linden ought to forbid new hives.",
        "The town ought to forbid new hives",
        kind="normative",
    )
    desk.claim(
        "cattle",
        "Honey bees are merely cattle.",
        "Honey bees are",
        "merely cattle",
        kind="evaluative",
    )
    desk.claim(
        "rule",
        "In Linden a hive must not stand within ten metres of a path.",
        "A hive must not stand within ten metres of a path",
        negated=True,
        attribution=(desk.said_by(None, "according to the by-law of 1987"),),
        stance="neutral",
    )
    desk.claim(
        "oldest",
        "The by-law of 1987 is the oldest rule on hives in its region.",
        "It is certainly the oldest such rule in the region",
        commitment="boosted",
        time=archive.model.ClaimTime(date="1987/2023", basis="inferred"),
    )
