"""Writes a record as schema.org JSON-LD, for search engines and fact-checking tools, with losses.

The output has the article, its works and entities, the accepted claims, and a review for each
accepted verdict. docs/reference/schema-org.md lists the term for each field.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from archive.findings import NOT_KEPT, Finding
from archive.formats.format import Format, WriteResult
from archive.model.blocks import Figure, Image
from archive.model.document import Document
from archive.model.identifiers import as_uri
from archive.model.metadata import Keyword, Publication, StatedAddress
from archive.model.rights import Rights
from archive.model.statements import Agent
from archive.model.works import ArchivedCopy, Work

if TYPE_CHECKING:
    from archive.formats.field_coverage import FieldCoverage
    from archive.model.assessments import Assessment
    from archive.model.base import Model
    from archive.model.claims import Claim
    from archive.model.entities import Entity
    from archive.model.names import Identifier, Name
    from archive.rights import Withheld

Node = dict[str, Any]
"""A JSON-LD node; properties whose values are unknown are left out."""

CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    **{
        term: {"@type": "@id"}
        for term in ("archivedAt", "contentUrl", "inDefinedTermSet", "license", "sameAs", "url")
    },
}
"""The JSON-LD context, with terms of schema.org only. The file contains it; none is fetched."""

ARTICLES = frozenset(
    (
        *("AdvertiserContentArticle", "AnalysisNewsArticle", "Article", "AskPublicNewsArticle"),
        *("BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting", "MedicalScholarlyArticle"),
        *("NewsArticle", "OpinionNewsArticle", "Report", "ReportageNewsArticle"),
        *("ReviewNewsArticle", "SatiricalArticle", "ScholarlyArticle", "SocialMediaPosting"),
        *("DiscussionForumPosting", "TechArticle"),
    )
)
"""The schema.org types of articles that a genre may have as its term."""

CONTAINERS: Mapping[str, str] = {
    "journal": "Periodical",
    "magazine": "Periodical",
    "newspaper": "Newspaper",
    "blog": "Blog",
    "website": "WebSite",
    "book": "Book",
    "series": "CreativeWorkSeries",
}
"""The schema.org type for each type of an article's container."""

WORKS: Mapping[str, str] = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "review": "Review",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""The schema.org type for each CSL type of a work; any other work is a `CreativeWork`."""

ENTITIES: Mapping[str, str] = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "event": "Event",
}
"""The schema.org type for each entity type; a group is a `Thing`, as it is no organisation."""

AGENTS: Mapping[str, str] = {
    "person": "Person",
    "organisation": "Organization",
    "software": "SoftwareApplication",
}
"""The schema.org type for each agent type."""

ROLES: Mapping[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
}
"""The property for each role of a contributor; any other role is written as a `Role` node."""

RATINGS: Mapping[str, int] = {"contradicted": 1, "mixed": 2, "supported": 3}
"""The rating for each verdict, from 1 to 3; "unverifiable" has no rating."""

RESOLVERS: Mapping[str, str] = {
    "DOI": "https://doi.org/{}",
    "GeoNames": "https://sws.geonames.org/{}/",
    "Handle": "https://hdl.handle.net/{}",
    "ISNI": "https://isni.org/isni/{}",
    "ORCID": "https://orcid.org/{}",
    "ROR": "https://ror.org/{}",
    "VIAF": "https://viaf.org/viaf/{}",
    "Wikidata": "http://www.wikidata.org/entity/{}",
    "arXiv": "https://arxiv.org/abs/{}",
}
"""The address for an identifier of each scheme, in the form that the scheme's register uses."""


def write(document: Document, *, public: bool = False, proposals: bool = False) -> WriteResult:
    """Return the article, its claims and the reviews of the claims as schema.org JSON-LD.

    Only accepted claims, mentions and verdicts are included; doubts are not, because a doubt is not
    a review. Ids are relative to the record's `base_iri`, if it has one.

    Args:
        document: The record.
        public: Whether the output is for the public (`archive.public_record`).
        proposals: Has no effect: proposals are never included.
    """
    from archive.rights import publication

    shown, hidden = publication(document, public=public, proposals=proposals)
    writer = _GraphWriter(shown, hidden)
    data = {"@context": dict(CONTEXT), "@graph": list(writer.graph())}
    # Escaped so that it can be embedded in a page, where "</script>" would end it.
    text = json.dumps(data, ensure_ascii=False, indent=2).replace("<", "\\u003c")
    return WriteResult(f"{text}\n".encode(), tuple(writer.findings()))


class _GraphWriter:
    """Writes the nodes of one record, and counts losses."""

    def __init__(self, document: Document, hidden: Withheld) -> None:
        self._document, self._hidden = document, hidden
        self._losses: Counter[str] = Counter()
        self._first_pointers: dict[str, str] = {}
        self._base = _iri((document.base_iri or "").partition("#")[0]) or ""
        self._sources = {source.id for source in document.sources}

    def graph(self) -> Iterator[Node]:
        """Yield the nodes of the article, the record, and the parts that these refer to."""
        document = self._document
        yield self._article()
        yield self._record()
        yield from map(self._claim, self._claims())
        yield from map(self._review, self._reviewed())
        yield from map(self._entity, document.entities)
        yield from map(self._work, document.works)
        yield from map(self._agent, document.agents)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning for each field that is never written, and for each counted loss."""
        from archive.findings import warning

        yield from self._hidden.findings
        yield from _carried(words=not self._hidden.text).loss_findings(self._document)
        self._add_address_losses()
        for what, number in self._losses.items():
            message = f"schema.org does not carry {what}: {number}"
            hint = "write json or tei to keep it"
            yield warning(NOT_KEPT, self._first_pointers[what], message, hint)

    def _add_loss(self, what: str, pointer: str) -> None:
        self._losses[what] += 1
        self._first_pointers.setdefault(what, pointer)

    def _add_address_losses(self) -> None:
        """Count the addresses that must be percent-encoded, and those that would run code."""
        from archive.english import with_article
        from archive.model.introspection import kind_for

        for cls, names in _addresses().items():
            for pointer, part in self._document.index.of_type(cls):
                for name in names:
                    address = getattr(part, name)
                    what = f"the {name} of {with_article(kind_for(cls))}"
                    if address and _iri(address) is None:
                        self._add_loss(f"{what} if it would run code", f"{pointer}/{name}")
                    elif address and as_uri(address) != address:
                        self._add_loss(f"{what} as written", f"{pointer}/{name}")

    # --- the article and the record ---

    def _article(self) -> Node:

        metadata, publication = self._document.metadata, self._document.metadata.publication
        genre = self._stated(metadata.genre, "genre")
        is_type = genre is not None and genre.scheme in _SCHEMA_ORG and genre.term in ARTICLES
        titles = self._stated(metadata.titles, "titles") or ()
        abstract = self._stated(metadata.abstract, "abstract")
        if self._hidden.text and abstract:
            self._add_loss(
                "the text of an abstract that must not be shown", "/metadata/abstract/text"
            )
            abstract = None
        addresses = self._stated(metadata.addresses, "addresses") or ()
        keywords = self._stated(metadata.keywords, "keywords") or ()
        languages = self._stated(metadata.languages, "languages") or ()
        identifiers = self._stated(metadata.identifiers, "identifiers") or ()
        return _node(
            genre.term if genre and is_type else "Article",
            self._id(_ARTICLE),
            headline=titles[0].text if titles else None,
            alternativeHeadline=[title.text for title in titles[1:]],
            genre=genre.term if genre and not is_type else None,
            **self._contributors(),
            **self._published(publication),
            inLanguage=[language.tag for language in languages],
            url=[_iri(stated.address) for stated in addresses],
            **_identified(identifiers),
            abstract=abstract.text if abstract else None,
            keywords=[
                _node("DefinedTerm", None, name=k.term, inDefinedTermSet=_iri(k.scheme),
                      url=_iri(k.uri)) if k.scheme or k.uri else k.term
                for k in keywords
            ],
            **self._rights(self._document.rights.text),
            image=[self._figure(pointer, f) for pointer, f in self._document.index.of_type(Figure)],
            citation=[self._ref(id) for id in self._cited()],
            mentions=[self._ref(id) for id in self._mentioned()],
        )  # fmt: skip

    def _contributors(self) -> Node:
        """Return the authors and other contributors, by the property for their role."""
        metadata = self._document.metadata
        found: dict[str, list[Any]] = {}
        authors = self._stated(metadata.authors, "authors") or ()
        for one in (*authors, *metadata.contributors):
            name = ROLES.get(one.role, "contributor")
            person = self._named(one.name, one.identifiers)
            if one.role not in ROLES:
                person = _node("Role", None, roleName=one.role, contributor=person)
            found.setdefault(name, []).append(person)
        return found

    def _named(self, name: Name, identifiers: Sequence[Identifier] = ()) -> Node:
        """Return a node for a name: with its entity's type, else a person, untyped if literal."""
        parts = [part for part in (name.non_dropping_particle, name.family) if part]
        known = self._document.entity(name.entity) if name.entity else None
        kind = ENTITIES.get(known.type, "Thing") if known else None
        kind = kind or (None if name.literal else "Person")
        return _node(
            kind,
            self._id(name.entity) if name.entity else None,
            name=str(name),
            givenName=name.given if kind == "Person" else None,
            familyName=(" ".join(parts) or None) if kind == "Person" else None,
            honorificSuffix=name.suffix if kind == "Person" else None,
            **_identified(identifiers),
        )

    def _published(self, publication: Publication) -> Node:
        """Return the properties that say where, when and by whom the article was published."""
        at = "publication"
        container = self._stated(publication.container, f"{at}/container")
        publisher = self._stated(publication.publisher, f"{at}/publisher")
        extents = {extent.unit: extent for extent in reversed(publication.extents)}
        for n, extent in enumerate(publication.extents):
            if extent.unit not in _EXTENTS or extents[extent.unit] is not extent:
                self._add_loss(f"the {extent.unit} of an article", f"/metadata/{at}/extents/{n}")
        whole = _node(
            CONTAINERS[container.type],
            None,
            name=container.title,
            genre=container.type,
            **_identified(container.identifiers),
        ) if container else None  # fmt: skip
        for unit, kind, term in _PARTS:
            if unit in extents:
                whole = _node(kind, None, **{term: extents[unit].value}, isPartOf=whole)
        return {
            "isPartOf": whole,
            "pagination": extents["page"].value if "page" in extents else None,
            "articleSection": extents["section"].value if "section" in extents else None,
            "publisher": _node(
                "Organization",
                self._id(publisher.entity) if publisher.entity else None,
                name=publisher.name,
                location=_node("Place", None, name=publisher.place) if publisher.place else None,
            ) if publisher else None,
            **{
                term: self._date(
                    stated and stated.date, "the article", f"/metadata/{at}/{name}/date"
                )
                for name, term in _DATES.items()
                for stated in (self._stated(getattr(publication, name), f"{at}/{name}"),)
            },
        }  # fmt: skip

    def _figure(self, pointer: str, figure: Figure) -> Node:
        """Return a node for an image, with the rights in it, and with its caption."""
        image, restriction = figure.image, self._hidden.figures.get(figure.id)
        if image and restriction:
            self._add_loss("an image that must not be shown", f"{pointer}/image")
            image = None
        caption = figure.caption.text if figure.caption else None
        if caption and self._hidden.text:
            self._add_loss("the text of a caption that must not be shown", f"{pointer}/caption")
            caption = None
        return _node(
            "ImageObject",
            self._id(figure.id),
            contentUrl=_iri(image.address or image.file) if image else None,
            encodingFormat=image.media_type if image else None,
            width=_pixels(image.width_pixels if image else None),
            height=_pixels(image.height_pixels if image else None),
            caption=caption,
            description=figure.description,
            **self._rights(figure.rights),
        )

    def _rights(self, rights: Rights | None) -> Node:
        """Return properties for a licence, a notice and the holders of rights."""
        if rights is None:
            return {}
        notice = self._stated(rights.notice, "notice of rights", "/rights")
        return {
            "license": _iri(rights.uri),
            "copyrightNotice": notice,
            "copyrightHolder": [_node(None, None, name=holder) for holder in rights.holders],
        }

    def _cited(self) -> Sequence[str]:
        """Return the ids of the works that the article itself cites or uses as sources."""
        document = self._document
        sources = {source.id: source.work for source in document.sources}
        cited = [source.work for source in document.sources]
        cited += [
            sources.get(annotation.cites, annotation.cites)
            for annotation in document.annotations
            if annotation.type == "citation" and annotation.status == "accepted"
        ]
        return list(dict.fromkeys(id for id in cited if id))

    def _mentioned(self) -> Sequence[str]:
        ids = (
            annotation.refers_to
            for annotation in self._document.annotations
            if annotation.type == "mention" and annotation.status == "accepted"
        )
        return list(dict.fromkeys(ids))

    def _record(self) -> Node:
        """Return a node for the record: a work about the article, with rights of its own."""
        document = self._document
        last = next((r.at for r in reversed(document.revisions) if r.at), None)
        if "#" in (document.base_iri or ""):
            self._add_loss("the fragment of the base IRI", "/base_iri")
        return _node(
            "CreativeWork",
            self._base or self._id(_RECORD),
            identifier=document.id,
            about={"@id": self._id(_ARTICLE)},
            inLanguage=document.language,
            version=document.schema_version,
            dateModified=last,
            **self._rights(document.rights.record),
        )

    # --- claims and verdicts ---

    def _claims(self) -> Iterator[Claim]:
        for n, claim in enumerate(self._document.claims):
            if claim.status == "accepted":
                yield claim
            else:
                self._add_loss("claims that nobody has accepted", f"/claims/{n}")

    def _claim(self, claim: Claim) -> Node:
        """Return a node for a claim, with its claimant and the article as its place."""
        document = self._document
        if claim.attribution:
            claimant = claim.attribution[-1].claimant
            authors: Any = self._ref(claimant) if claimant else None
        else:
            stated = document.metadata.authors
            found = stated if isinstance(stated, tuple) else ()
            authors = [self._named(one.name) for one in found]
        relations = document.index.relations_from.get(claim.id, ())
        works = (
            document.source(relation.object).work
            for relation in relations
            if relation.status == "accepted" and relation.object in self._sources
        )
        return _node(
            "Claim",
            self._id(claim.id),
            text=claim.restatement,
            appearance={"@id": self._id(_ARTICLE)},
            author=authors,
            claimInterpreter=self._interpreter(claim),
            about=[self._ref(id) for id in claim.about],
            citation=[self._ref(id) for id in dict.fromkeys(works) if id],
            creativeWorkStatus=claim.status,
            inLanguage=document.language,
        )

    def _interpreter(self, claim: Claim) -> Node | None:
        """Return the person or organisation that annotated the claim; `None` for a program."""
        document = self._document
        revision = document.revision(claim.revision) if claim.revision else None
        agent = document.agent(revision.by) if revision and revision.by else None
        return self._ref(agent.id) if agent and not agent.is_program else None

    def _reviewed(self) -> Iterator[Assessment]:
        """Yield accepted verdicts on accepted claims, unless superseded; count the others."""
        document = self._document
        for n, assessment in enumerate(document.assessments):
            at = f"/assessments/{n}"
            if assessment.verdict == "doubt":
                self._add_loss("doubts, which are not reviews", at)
            elif assessment.status != "accepted" or assessment.id in document.index.superseded:
                self._add_loss("verdicts that nobody has accepted, or that are superseded", at)
            elif document.claim(assessment.claim).status != "accepted":
                self._add_loss("verdicts on claims that nobody has accepted", at)
            else:
                yield assessment

    def _review(self, assessment: Assessment) -> Node:
        """Return a verdict as a review of its claim, with the author and the evidence."""
        document = self._document
        revision = document.revision(assessment.revision) if assessment.revision else None
        rating = RATINGS.get(assessment.verdict)
        ratings = [
            _node(
                "Rating",
                None,
                ratingValue=rating,
                worstRating=1 if rating else None,
                bestRating=3 if rating else None,
                alternateName=assessment.verdict,
            )
        ]
        if assessment.rating:
            ratings.append(
                _node(
                    "Rating",
                    None,
                    name=assessment.rating.scale,
                    alternateName=assessment.rating.value,
                )
            )
        return _node(
            "ClaimReview",
            self._id(assessment.id),
            url=self._id(assessment.id) if self._base else None,
            claimReviewed=document.claim(assessment.claim).restatement,
            itemReviewed=self._ref(assessment.claim),
            reviewRating=ratings,
            reviewBody=assessment.reasoning,
            author=self._ref(revision.by) if revision and revision.by else None,
            datePublished=revision.at if revision else None,
            citation=[
                _node("Quotation", None, text=one.quoted, isPartOf=self._ref(one.work))
                if one.quoted
                else self._ref(one.work)
                for one in assessment.evidence
            ],
            creativeWorkStatus=assessment.status,
            inLanguage=document.language,
        )

    # --- entities, works and agents ---

    def _entity(self, entity: Entity) -> Node:
        names = [name.text for name in entity.names]
        node = _node(
            ENTITIES.get(entity.type, "Thing"),
            self._id(entity.id),
            name=names[0] if names else None,
            alternateName=names[1:],
            description=entity.description,
            **_identified(entity.identifiers),
        )
        if entity.type == "event":
            pointer = self._document.index.pointers[entity.id]
            date = self._date(entity.date, "events", f"{pointer}/date")
            node |= {"startDate": date} if date else {}
            node |= {"location": self._ref(entity.place)} if entity.place else {}
        return node

    def _work(self, work: Work) -> Node:
        pointer = self._document.index.pointers[work.id]
        publisher = work.publisher or work.publisher_place
        return _node(
            WORKS.get(work.type, "CreativeWork"),
            self._id(work.id),
            name=work.title,
            alternateName=list(work.variant_titles),
            genre=work.type,
            author=[self._named(name) for name in work.author],
            editor=[self._named(name) for name in work.editor],
            translator=[self._named(name) for name in work.translator],
            isPartOf=_node("CreativeWork", None, name=work.container_title)
            if work.container_title
            else None,
            publisher=_node(
                "Organization",
                None,
                name=work.publisher,
                location=_node("Place", None, name=work.publisher_place)
                if work.publisher_place
                else None,
            )
            if publisher
            else None,
            datePublished=self._date(work.issued, "works", f"{pointer}/issued")
            if work.issued
            else None,
            inLanguage=work.language,
            url=_iri(work.address),
            **_identified(work.identifiers),
            archivedAt=[_iri(copy.address) for copy in work.copies if copy.address],
        )

    def _agent(self, agent: Agent) -> Node:
        return _node(
            AGENTS[agent.type],
            self._id(agent.id),
            name=agent.name,
            softwareVersion=agent.version if agent.is_program else None,
            url=_iri(agent.address),
            **_identified(agent.identifiers),
        )

    # --- ids and values ---

    def _id(self, id: str) -> str:
        """Return the IRI of a part of the record; without a base, it is relative."""
        return f"{self._base}#{id}"

    def _ref(self, id: str) -> Node:
        return {"@id": self._id(id)}

    def _date(self, edtf: str | None, whose: str, pointer: str) -> str | None:
        """Return a date if ISO 8601 can express it (year, month, day, time), else count it."""
        from archive.model.dates import w3c_date

        if edtf is None:
            return None
        date = w3c_date(edtf)
        if date is None:
            self._add_loss(f"dates of {whose} that ISO 8601 cannot express", pointer)
        return date

    def _stated(self, value: Any, name: str, at: str = "") -> Any:
        """Return a value of the metadata, or `None`; count a value that is stated to be absent."""
        from archive.model.basis import Absence

        if isinstance(value, Absence):
            self._add_loss(
                "that a value is not stated, or does not exist", at or f"/metadata/{name}"
            )
            return None
        return value


_ARTICLE, _RECORD = "record.article", "record.itself"
"""The ids of nodes without an id in the record; ids in records cannot have a dot, as these do."""

_SCHEMA_ORG = ("https://schema.org/", "http://schema.org/")

_EXTENTS = ("volume", "issue", "page", "section")
_PARTS = (
    ("volume", "PublicationVolume", "volumeNumber"),
    ("issue", "PublicationIssue", "issueNumber"),
)
"""The units of a container, the largest first, with the type and the property for each."""

_DATES = {"published": "datePublished", "updated": "dateModified", "written": "dateCreated"}


def _node(type: str | None, id: str | None, **fields: Any) -> Node:
    """Return a node without unknown properties; a list of one value becomes that value."""
    node: Node = {}
    if type:
        node["@type"] = type
    if id:
        node["@id"] = id
    for name, value in fields.items():
        if isinstance(value, list):
            value = value[0] if len(value) == 1 else value
        if value is not None and value != [] and value != {}:
            node[name] = value
    return node


def _identified(identifiers: Sequence[Identifier]) -> Node:
    """Return properties for identifiers: as recorded, and as addresses if the scheme has any."""
    return {
        "identifier": [
            _node("PropertyValue", None, propertyID=one.scheme, value=one.value)
            for one in identifiers
        ],
        "sameAs": [
            _iri(RESOLVERS[one.scheme].format(one.value.replace(" ", "")))
            for one in identifiers
            if one.scheme in RESOLVERS
        ],
    }


def _iri(address: str | None) -> str | None:
    """Return an address as a URI; `None` if a link to the address would run code."""
    is_program = address and address.lower().startswith(("javascript:", "data:", "vbscript:"))
    return as_uri(address) if address and not is_program else None


def _addresses() -> Mapping[type[Model], Sequence[str]]:
    """Return the fields that become IRIs, by class."""
    return {
        Document: ("base_iri",),
        StatedAddress: ("address",),
        Keyword: ("scheme", "uri"),
        Rights: ("uri",),
        Image: ("address",),
        Agent: ("address",),
        Work: ("address",),
        ArchivedCopy: ("address",),
    }


def _pixels(number: int | None) -> Node | None:
    if number is None:
        return None
    return _node("QuantitativeValue", None, value=number, unitText="px")


@cache
def _carried(*, words: bool) -> FieldCoverage:
    """Return the fields that schema.org can express; without `words`, no text of the article."""
    from archive.formats.field_coverage import FieldCoverage
    from archive.model import (
        assessments,
        claims,
        entities,
        metadata,
        names,
        rights,
        statements,
        works,
    )

    entity = ("id", "names", "description", "identifiers")
    fields: dict[Any, tuple[str, ...]] = {
        Document: (
            *("schema_version", "id", "base_iri", "language", "metadata", "rights", "agents"),
            *("entities", "works", "claims", "assessments"),
        ),
        metadata.Metadata: (
            *("titles", "authors", "contributors", "publication", "languages", "identifiers"),
            *("addresses", "abstract", "keywords", "genre"),
        ),
        metadata.Publication: (
            *("container", "publisher", "published", "updated", "written", "extents"),
        ),
        metadata.Title: ("text",),
        metadata.Contributor: ("name", "role", "identifiers"),
        names.Name: (
            *("family", "given", "dropping_particle", "non_dropping_particle", "suffix"),
            *("literal", "entity"),
        ),
        names.Identifier: ("scheme", "value"),
        metadata.Container: ("title", "type", "identifiers"),
        metadata.Publisher: ("name", "place", "entity"),
        metadata.StatedDate: ("date",),
        metadata.Extent: ("unit", "value"),
        metadata.StatedLanguage: ("tag",),
        metadata.StatedAddress: ("address",),
        metadata.Abstract: ("text",) if words else (),
        metadata.Keyword: ("term", "scheme", "uri"),
        metadata.Genre: ("term",),
        rights.RightsLayers: ("text", "record"),
        rights.Rights: ("notice", "uri", "holders"),
        statements.Agent: ("id", "type", "name", "address", "identifiers"),
        entities.EntityName: ("text",),
        entities.Person: entity,
        entities.Organisation: entity,
        entities.Group: entity,
        entities.Place: entity,
        entities.Event: (*entity, "date", "place"),
        works.Work: (
            *("id", "type", "title", "variant_titles", "author", "editor", "translator"),
            *("container_title", "publisher", "publisher_place", "issued", "language"),
            *("identifiers", "address", "copies"),
        ),
        works.ArchivedCopy: ("address",),
        works.Evidence: ("work", "quoted"),
        claims.Claim: ("id", "restatement", "about", "status"),
        assessments.Assessment: (
            *("id", "claim", "verdict", "rating", "reasoning", "evidence", "status"),
        ),
        assessments.Rating: ("scale", "value"),
    }
    return FieldCoverage("schema.org", fields)


SCHEMA_ORG = Format(
    name="schema-org",
    media_type="application/ld+json",
    suffixes=(".jsonld",),
    write=write,
    layers=(),
)
