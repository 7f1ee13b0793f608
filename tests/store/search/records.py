"""Small records whose claims refer to sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from archive.model.anchors import Anchor
from archive.model.assessments import Assessment
from archive.model.blocks import Paragraph, Section
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.entities import EntityName, Organisation
from archive.model.metadata import Metadata, Title
from archive.model.names import Identifier
from archive.model.relations import Relation
from archive.model.works import Source, Withdrawal, Work

_TEXT = "It is said."


def claim(id: str, restatement: str = "", status: str = "accepted", **fields: Any) -> Claim:
    return Claim(
        id=id,
        anchors=(Anchor(block="p-1", start=0, end=len(_TEXT), exact=_TEXT),),
        restatement=restatement or f"Claim {id}.",
        kind=fields.pop("kind", "descriptive"),
        status=status,  # type: ignore[arg-type]
        **fields,
    )


def record(
    id: str,
    claims: Sequence[Claim],
    sources: Mapping[str, str | None],
    relations: Sequence[tuple[str, str, str, str]],
    *,
    withdrawn: Sequence[str] = (),
    assessments: Sequence[Assessment] = (),
) -> Document:
    """A record.

    Args:
        id: Its id.
        claims: Its claims.
        sources: The DOI of the work of each source, by the id of the source; if it has none, the
            source has an agent without identifiers.
        relations: Subject, predicate, object and status of each.
        withdrawn: The sources whose works are withdrawn.
        assessments: Its assessments.
    """
    works = tuple(
        Work(
            id=f"w-{source}",
            type="report",
            title=f"Report {doi}",
            identifiers=(Identifier(scheme="DOI", value=doi),),
            withdrawn=Withdrawal() if source in withdrawn else None,
        )
        for source, doi in sources.items()
        if doi
    )
    return Document(
        id=id,
        metadata=Metadata(titles=(Title(text=f"Article {id}", basis="printed"),)),
        sections=(Section(id="s-1", blocks=(Paragraph(id="p-1", text=_TEXT),)),),
        entities=(
            Organisation(id="org", names=(EntityName(text="The Council", basis="printed"),)),
        ),
        works=works,
        sources=tuple(
            Source(
                id=source,
                as_named=f"the source {source}",
                agent="org" if not doi else None,
                work=f"w-{source}" if doi else None,
                basis="printed",
            )
            for source, doi in sources.items()
        ),
        claims=tuple(claims),
        relations=tuple(
            Relation(
                id=f"rel-{n}", subject=subject, predicate=predicate, object=object, status=status
            )  # type: ignore[arg-type]
            for n, (subject, predicate, object, status) in enumerate(relations)
        ),
        assessments=tuple(assessments),
    )


def drawn_records(random: Random, number: int = 6) -> list[Document]:
    """Records that share works and restatements, with relations of every predicate and status."""
    return [_drawn(f"r-{n}", random) for n in range(number)]


def _drawn(id: str, random: Random) -> Document:
    statuses = ["accepted"] * 4 + ["proposed"] * 2 + ["rejected"]
    claims = [
        claim(
            f"c-{n}",
            random.choice(["It rained.", "It RAINED!", "It snowed.", ""]),
            random.choice(statuses),
        )
        for n in range(random.randint(0, 4))
    ]
    sources = {f"src-{n}": random.choice([None, "10.1000/1", "10.1000/2", "10.1000/3"]) for n in range(random.randint(1, 4))}  # fmt: skip
    to_source = ["citesAsEvidence", "citesAsAuthority", "obtainsSupportFrom", "disputes"]
    to_claim = ["supports", "contradicts", "qualifies", "repeats"]
    links: dict[tuple[str, str, str], str] = {}
    for _ in range(random.randint(0, 8) if claims else 0):
        subject = random.choice(claims).id
        others = [one.id for one in claims if one.id != subject]
        if others and random.random() < 0.3:
            link = (subject, random.choice(to_claim), random.choice(others))
        else:
            link = (subject, random.choice(to_source), random.choice(list(sources)))
        links[link] = random.choice(statuses)
    withdrawn = [source for source in sources if random.random() < 0.2]
    return record(
        id,
        claims,
        sources,
        [(*link, status) for link, status in links.items()],
        withdrawn=withdrawn,
    )
