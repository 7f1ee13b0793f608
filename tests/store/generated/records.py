"""The record of an article: the capture, the blocks tied to it, and what an editor would say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from itertools import count
from random import Random
from typing import Any

from archive.model import blocks as b
from archive.model.anchors import Anchor
from archive.model.annotations import Citation, Comment, Correction, DateMention, Mention, Tag
from archive.model.assessments import Assessment, Rating
from archive.model.captures import BlockOrigin, Capture, ElementOrigin
from archive.model.claims import Attribution, Claim, ClaimTime
from archive.model.document import Document
from archive.model.entities import EntityName, Organisation, Person, Place
from archive.model.metadata import (
    Container,
    Contributor,
    Keyword,
    Metadata,
    Publication,
    Publisher,
    StatedAddress,
    StatedDate,
    StatedLanguage,
    Title,
)
from archive.model.names import Identifier, Name
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.rights import Rights, RightsLayers
from archive.model.statements import Agent, Change
from archive.model.works import ArchivedCopy, Evidence, Locator, Source, Withdrawal, Work
from archive.text.slugs import slug, words_for_ids
from tests.store.generated.articles import Article, Block, DrawnClaim, Words, drawn_article
from tests.store.generated.languages import drawn_words
from tests.store.generated.shared_parts import (
    WORKS,
    SharedEntity,
    SharedWork,
    drawn_date,
    drawn_number,
    shared_work,
)

PAPERS = (
    ("The River Times", "newspaper"),
    ("Harbour Post", "newspaper"),
    ("Upland Review", "magazine"),
    ("Journal of Small Towns", "journal"),
    ("Fact Desk", "website"),
    ("Notes on Water", "blog"),
    ("Север и юг", "newspaper"),
    ("港湾日报", "newspaper"),
    ("صحيفة النهر", "newspaper"),
)

LICENCES: tuple[tuple[int, dict[str, str]], ...] = (
    (30, {"uri": "http://rightsstatements.org/vocab/InC/1.0/"}),
    (6, {"uri": "http://rightsstatements.org/vocab/UND/1.0/"}),
    (5, {"uri": "http://rightsstatements.org/vocab/CNE/1.0/"}),
    (4, {"uri": "http://rightsstatements.org/vocab/InC-EDU/1.0/"}),
    (3, {"uri": "http://rightsstatements.org/vocab/NoC-US/1.0/"}),
    (12, {"uri": "https://creativecommons.org/licenses/by/4.0/", "spdx": "CC-BY-4.0"}),
    (8, {"uri": "https://creativecommons.org/licenses/by-sa/4.0/", "spdx": "CC-BY-SA-4.0"}),
    (5, {"uri": "https://creativecommons.org/licenses/by-nc-nd/3.0/", "spdx": "CC-BY-NC-ND-3.0"}),
    (4, {"uri": "https://creativecommons.org/licenses/by-nc-sa/2.0/", "spdx": "CC-BY-NC-SA-2.0"}),
    (4, {"uri": "https://creativecommons.org/publicdomain/zero/1.0/", "spdx": "CC0-1.0"}),
    (2, {"uri": "https://creativecommons.org/publicdomain/mark/1.0/"}),
    (2, {"spdx": "GFDL-1.3-or-later"}),
    (1, {"spdx": "CC-BY-4.0 OR MIT"}),
    (5, {"notice": "(CC)"}),
    (4, {"notice": "All rights reserved."}),
)
"""The rights in texts, and how many of 95 texts have them."""

BLOCK_PREFIXES = {"title": "h", "heading": "h", "item": "i", "credit": "cap", "furniture": "f"}


@dataclass(frozen=True)
class Made:
    """A record and the file that it was made from."""

    document: Document
    file: str
    capture: bytes
    year: int


def made_record(seed: int, number: int) -> Made:
    """Return the record of this number."""
    return _Editor(seed, drawn_article(seed, number)).made()


# --- the file ---


def _as_text(article: Article) -> tuple[str, dict[int, BlockOrigin]]:
    """Return a plain text, and the origin of each block by its `id()`."""
    text, origins = "", {}
    blocks = [*article.blocks()]
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        marker = "- " if block.kind == "item" else ""
        together = following and (block.kind, following.kind) in (
            ("item", "item"),
            ("quotation", "credit"),
        )
        separator = "\n\n" if following and not together else "\n"
        start = len(text) + len(marker)
        text += marker + block.text + separator
        origins[id(block)] = BlockOrigin(
            capture="capture", start=start, end=start + len(block.text), separator=separator
        )
    return text, origins


TAGS = {
    "title": "h1", "byline": "p", "heading": "h2", "paragraph": "p", "item": "li", "quotation": "p",
    "credit": "p", "furniture": "p",
}  # fmt: skip


def _as_page(article: Article) -> tuple[str, dict[int, ElementOrigin]]:
    """Return a page, and the origin of each block by its `id()`."""
    lines, origins, seen = [], {}, dict.fromkeys(("h1", "h2", "p", "ul", "blockquote"), 0)
    title = article.sections[0][0].text
    root, within = "/html[1]/body[1]/article[1]", ""
    inner = 0
    for block in article.blocks():
        tag = TAGS[block.kind]
        wanted = {"item": "ul", "quotation": "blockquote", "credit": "blockquote"}.get(
            block.kind, ""
        )
        if wanted != within:
            lines += [f"</{within}>"] * bool(within) + [f"<{wanted}>"] * bool(wanted)
            within, inner = wanted, 0
            if wanted:
                seen[wanted] += 1
        if block.kind == "furniture":
            lines.append(
                f"</article>\n<footer>\n<p>{escape(block.text, quote=False)}</p>\n</footer>"
            )
            path = "/html[1]/body[1]/footer[1]/p[1]"
        elif within:
            inner += 1
            path = f"{root}/{within}[{seen[within]}]/{tag}[{inner}]"
            lines.append(f"<{tag}>{escape(block.text, quote=False)}</{tag}>")
        else:
            seen[tag] += 1
            path = f"{root}/{tag}[{seen[tag]}]"
            lines.append(f"<{tag}>{escape(block.text, quote=False)}</{tag}>")
        origins[id(block)] = ElementOrigin(capture="capture", path=path)
    direction = ' dir="rtl"' if article.language.tag == "ar" else ""
    head = (
        f'<!DOCTYPE html>\n<html lang="{article.language.tag}"{direction}>\n<head>\n'
        f'<meta charset="utf-8">\n<title>{escape(title, quote=False)}</title>\n</head>\n'
    )
    return f"{head}<body>\n<article>\n" + "\n".join(lines) + "\n</body>\n</html>\n", origins


# --- the record ---


@dataclass
class _Parts:
    """The parts of a record, as they are made."""

    entities: dict[int, Any] = field(default_factory=dict)
    """By the number of the shared entity; an unnamed group has the number -1."""
    works: dict[int, Work] = field(default_factory=dict)
    """By the number of the shared work."""
    sources: dict[tuple[str, int], Source] = field(default_factory=dict)
    """By kind and number of what is behind them."""
    claims: list[Claim] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


class _Editor:
    """Makes the record of an article."""

    def __init__(self, seed: int, article: Article) -> None:
        self.seed, self.article = seed, article
        self.random = Random(f"{seed} record {article.number}")
        self.language = article.language.tag
        self.parts = _Parts()
        self.ids: dict[int, str] = {}
        self.numbers = count(1)

    def made(self) -> Made:
        article, random = self.article, self.random
        is_page = random.random() < 0.35
        text, origins = _as_page(article) if is_page else _as_text(article)
        data = text.encode()
        file = "received/page.html" if is_page else "received/page.txt"
        title = article.sections[0][0].text
        sections = self.sections(origins)
        for block in article.blocks():
            self.read(block)
        self.connect()
        name = slug(words_for_ids(title), 24) or f"article-{self.language}"
        document = Document(
            id=f"{name}-{article.number:05}",
            language=self.language,
            metadata=self.metadata(title),
            rights=self.rights(),
            captures=(
                Capture(
                    id="capture",
                    file=file,
                    media_type="text/html;charset=utf-8" if is_page else "text/plain;charset=utf-8",
                    size_bytes=len(data),
                    sha256=sha256(data).hexdigest(),
                    derivation="html-text-1" if is_page else "verbatim-1",
                    address=f"https://news.example.org/{article.year}/{article.number}",
                    received_at=f"{article.date}T18:{article.number % 60:02}:00Z",
                    received_by="desk",
                ),
            ),
            agents=(
                Agent(id="desk", type="organisation", name="The desk"),
                Agent(id="editor", name=random.choice(EDITORS)),
                Agent(id="proposer", type="software", name="Claim finder", version="2.1"),
            ),
            sections=sections,
            entities=tuple(self.parts.entities.values()),
            works=tuple(self.parts.works.values()),
            sources=tuple(self.parts.sources.values()),
            claims=tuple(self.parts.claims),
            annotations=tuple(self.parts.annotations),
            assessments=tuple(self.parts.assessments),
            relations=tuple(self.parts.relations),
            revisions=(
                Revision(id="proposed", at=f"{article.date}T18:59:00Z", by="proposer"),
                Revision(id="read", at=f"{article.date}T20:10:00Z", by="editor"),
                Revision(
                    id="decided", at=f"{article.date}T21:30:00Z", by="editor", summary="Decided."
                ),
            ),
            extensions={"https://example.org/desk": {"priority": random.randint(1, 5), "tags": []}}
            if random.random() < 0.1
            else {},
        )
        return Made(document, file, data, article.year)

    def metadata(self, title: str) -> Metadata:
        article, random = self.article, self.random
        paper, kind = random.choice(PAPERS)
        given, family = article.author
        heading = Anchor(
            block=self.ids[id(article.sections[0][0])], start=0, end=len(title), exact=title
        )
        known = {"basis": "external", "reason": "From the page on which it was found."}
        return Metadata(
            titles=(
                Title(text=title, basis="printed", rests_on=(heading,), language=self.language),
            ),
            authors=(Contributor(name=Name(given=given, family=family), basis="printed"),),
            publication=Publication(
                container=Container(title=paper, type=kind, **known),
                publisher=Publisher(name=f"{paper} Ltd", **known)
                if random.random() < 0.5
                else "not-stated",
                published=StatedDate(date=article.date, basis="printed"),
                written=StatedDate(
                    date=drawn_date(article.year, random), basis="inferred", reason="From the text."
                )
                if random.random() < 0.1
                else None,
            ),
            languages=(StatedLanguage(tag=self.language, basis="inferred", reason="All of it."),),
            addresses=(
                StatedAddress(
                    address=f"https://news.example.org/{article.year}/{article.number}", **known
                ),
            ),
            keywords=tuple(
                Keyword(term=word, **known)
                for word in dict.fromkeys(
                    drawn_words(article.language, random, random.randint(0, 4))
                )
            ),
        )

    def rights(self) -> RightsLayers:
        stated = self.random.choices([r for _, r in LICENCES], [share for share, _ in LICENCES])[0]
        return RightsLayers(
            text=Rights(basis="external", reason="As the site states.", **stated),
            record=Rights(uri="https://creativecommons.org/licenses/by/4.0/", spdx="CC-BY-4.0"),
        )

    # --- the text ---

    def sections(self, origins: dict[int, Any]) -> tuple[b.Section, ...]:
        first, *others = (
            {"id": f"s-{n}", "blocks": tuple(self.blocks(drawn, origins))}
            for n, drawn in enumerate(self.article.sections, start=1)
        )
        furniture = b.Furniture(**self.text_of(self.article.furniture, origins), role="share-bar")
        return (
            b.Section(**first, sections=tuple(b.Section(**other) for other in others)),
            b.Section(id="s-page", role="furniture", blocks=(furniture,)),
        )

    def blocks(self, drawn: list[Block], origins: dict[int, Any]) -> Iterator[Any]:
        items: list[b.Item] = []
        quoted: b.Paragraph | None = None
        for block in drawn:
            fields = self.text_of(block, origins)
            if items and block.kind != "item":
                yield self.list_of(items)
                items = []
            if block.kind == "item":
                marker = "- " if isinstance(fields["origin"], BlockOrigin) else ""
                items.append(b.Item(**fields, marker=marker))
            elif block.kind == "quotation":
                quoted = b.Paragraph(**fields)
            elif block.kind == "credit":
                assert quoted
                yield b.Quotation(
                    id=f"q-{next(self.numbers)}", blocks=(quoted,), credit=b.Caption(**fields)
                )
            elif block.kind in ("title", "heading"):
                yield b.Heading(**fields)
            else:
                yield b.Paragraph(**fields)
        if items:
            yield self.list_of(items)

    def list_of(self, items: list[b.Item]) -> b.List:
        return b.List(id=f"l-{next(self.numbers)}", items=tuple(items))

    def text_of(self, block: Block, origins: dict[int, Any]) -> dict[str, Any]:
        prefix = BLOCK_PREFIXES.get(block.kind, "p")
        self.ids[id(block)] = f"{prefix}-{next(self.numbers)}"
        return {"id": self.ids[id(block)], "text": block.text, "origin": origins[id(block)]}

    # --- statements ---

    def read(self, block: Block) -> None:
        """Make the statements about the words of a block."""
        for words in block.named:
            self.named(block, words)
        for claim in block.claims:
            self.claim(block, claim)
        drawn = self.random.random()
        if block.kind == "paragraph" and drawn < 0.07:
            self.remark(block, drawn / 0.07)

    def anchor(self, block: Block, start: int, end: int) -> Anchor:
        return Anchor(block=self.ids[id(block)], start=start, end=end, exact=block.text[start:end])

    def statement(self, prefix: str, about: Claim | None = None) -> dict[str, Any]:
        """Return id, status, revision and history of a statement.

        One about a claim is accepted only if the claim is.
        """
        drawn = self.random.random()
        if about and about.status != "accepted":
            drawn = 1
        made: dict[str, Any] = {"id": f"{prefix}-{next(self.numbers)}"}
        if drawn < 0.55:
            return made | {"status": "accepted", "revision": "read"}
        if drawn < 0.8:
            change = Change(status="accepted", revision="decided")
            return made | {"status": "accepted", "revision": "proposed", "history": (change,)}
        if drawn < 0.85:
            change = Change(status="rejected", revision="decided", reason=self.sentence(4, 9))
            return made | {"status": "rejected", "revision": "proposed", "history": (change,)}
        return made | {"revision": "proposed", "certainty": round(self.random.random(), 2)}

    def sentence(self, least: int, most: int) -> str:
        """Return words of the language that an editor could have written."""
        language, random = self.article.language, self.random
        words = language.blank.join(drawn_words(language, random, random.randint(least, most)))
        return (words[:1].upper() + words[1:] + language.stop).strip()

    def named(self, block: Block, words: Words) -> None:
        anchor = self.anchor(block, words.start, words.end)
        if isinstance(words.names, SharedEntity):
            entity = self.entity(words.names)
            made = Mention(
                **self.statement("m"), anchors=(anchor,), refers_to=entity, basis="printed"
            )
        elif isinstance(words.names, SharedWork):
            source = self.source(words.names, anchor)
            page = Locator(value=f"{self.random.randint(1, 300)}")
            locator = page if self.random.random() < 0.3 else None
            made = Citation(
                **self.statement("cit"), anchors=(anchor,), cites=source, locator=locator
            )
        else:
            made = DateMention(
                **self.statement("d"), anchors=(anchor,), date=words.names, basis="printed"
            )
        self.parts.annotations.append(made)

    def remark(self, block: Block, drawn: float) -> None:
        first = block.text.split(" ", 1)[0][:12]
        anchors = (self.anchor(block, 0, len(first)),)
        if drawn < 0.4:
            made: Any = Comment(**self.statement("com"), anchors=anchors, text=self.sentence(6, 25))
        elif drawn < 0.7:
            term = drawn_words(self.article.language, self.random, 1)[0]
            made = Tag(**self.statement("tag"), anchors=anchors, tag=term)
        else:
            reason = self.sentence(4, 12)
            made = Correction(
                **self.statement("cor"), anchors=anchors, corrected=first + "x", reason=reason
            )
        self.parts.annotations.append(made)

    def claim(self, block: Block, drawn: DrawnClaim) -> None:
        random = self.random
        words = block.text[drawn.start : drawn.end]
        restated = words[:1].upper() + words[1:] + self.article.language.stop.strip()
        fields = self.statement("c")
        if drawn.cue:
            speaker = drawn.source if isinstance(drawn.source, SharedEntity) else None
            step = Attribution(
                claimant=self.entity(speaker) if speaker else None,
                manner=random.choice(("reported",) * 9 + ("quoted",)),
                cue=(self.anchor(block, *drawn.cue),),
            )
            fields |= {
                "attribution": (step,),
                "stance": random.choice((None, "neutral", "endorses", "distances")),
            }
        inside = [
            named.names
            for named in block.named
            if drawn.start <= named.start < drawn.end and isinstance(named.names, SharedEntity)
        ]
        years = [
            named
            for named in block.named
            if drawn.start <= named.start < drawn.end and isinstance(named.names, str)
        ]
        if years:
            rests_on = (self.anchor(block, years[0].start, years[0].end),)
            date = random.choice((years[0].names, f"{years[0].names}~", f"{years[0].names}/.."))
            fields["time"] = ClaimTime(date=date, basis="printed", rests_on=rests_on)
        elif random.random() < 0.1:
            date = drawn_date(random.randint(1960, self.article.year), random)
            fields["time"] = ClaimTime(date=date, basis="inferred", reason=self.sentence(4, 8))
        claim = Claim(
            **fields,
            anchors=(self.anchor(block, drawn.start, drawn.end),),
            restatement=" ".join(restated.split(" ")),
            kind=random.choice(
                ("descriptive",) * 5 + ("causal", "predictive", "normative", "evaluative")
            ),
            commitment=random.choice(("asserted", "asserted", "asserted", "hedged", "boosted")),
            negated=random.random() < 0.08,
            about=tuple(dict.fromkeys(self.entity(one) for one in inside)),
            checkable=random.choice((None, True, True, False)),
        )
        self.parts.claims.append(claim)
        if drawn.source is not None:
            self.rest_on(claim, drawn.source, block, drawn)
        self.assess(claim)

    def rest_on(
        self, claim: Claim, behind: SharedEntity | SharedWork, block: Block, drawn: DrawnClaim
    ) -> None:
        """Relate a claim to the source that its words name."""
        at = next(n for n in block.named if n.names is behind and n.end <= drawn.start)
        source = self.source(behind, self.anchor(block, at.start, at.end))
        usual = "citesAsEvidence" if isinstance(behind, SharedWork) else "citesAsAuthority"
        predicate = self.random.choice((usual, usual, usual, "obtainsSupportFrom", "disputes"))
        self.parts.relations.append(
            Relation(
                **self.statement("rel", claim), subject=claim.id, predicate=predicate, object=source
            )
        )

    def assess(self, claim: Claim) -> None:
        drawn = self.random.random()
        if drawn > 0.2 or (
            drawn > 0.06 and (claim.status != "accepted" or claim.checkable is False)
        ):
            return
        fields: dict[str, Any] = {"id": f"a-{next(self.numbers)}", "claim": claim.id}
        fields["reasoning"] = self.sentence(8, 30)
        if drawn < 0.06:
            fields |= {"verdict": "doubt", "revision": self.random.choice(("read", "proposed"))}
        elif drawn < 0.07:
            fields |= {"verdict": "unverifiable", "status": "accepted", "revision": "decided"}
        else:
            work = self.work(
                shared_work(self.seed, drawn_number(self.random, WORKS)), basis="external"
            )
            evidence = Evidence(work=work, quoted=self.sentence(5, 20))
            fields |= {
                "verdict": self.random.choice(("supported", "supported", "contradicted", "mixed")),
                "evidence": (evidence,),
                "status": "accepted",
                "revision": "decided",
                "rating": Rating(scale="https://example.org/scale", value="Mostly true")
                if self.random.random() < 0.2
                else None,
            }
        self.parts.assessments.append(Assessment(**fields))

    def connect(self) -> None:
        """Relate some claims to each other, and lay some of them to nobody in particular."""
        claims, random = self.parts.claims, self.random
        for n, claim in enumerate(claims[1:], start=1):
            if random.random() < 0.12:
                other = claims[random.randrange(n)]
                predicate = random.choice(
                    ("supports", "supports", "contradicts", "qualifies", "repeats")
                )
                self.parts.relations.append(
                    Relation(
                        **self.statement(
                            "rel", min(claim, other, key=lambda one: one.status == "accepted")
                        ),
                        subject=claim.id,
                        predicate=predicate,
                        object=other.id,
                        basis="inferred",
                        reason=self.sentence(3, 8),
                    )
                )
        if claims and random.random() < 0.3:
            self.parts.annotations.append(
                Comment(
                    **self.statement("com"), on=random.choice(claims).id, text=self.sentence(5, 20)
                )
            )

    # --- what records share ---

    def entity(self, shared: SharedEntity) -> str:
        """Return the id of an entity, which is added to the record if it is not there."""
        if (known := self.parts.entities.get(shared.number)) is not None:
            return str(known.id)
        main, *others = shared.names
        names = (
            EntityName(text=main, basis="printed"),
            *(EntityName(text=name, type="variant", basis="external") for name in others),
        )
        identifiers = ()
        if shared.wikidata and self.random.random() < 0.9:
            identifiers = (Identifier(scheme="Wikidata", value=shared.wikidata),)
        cls = {"organisation": Organisation, "person": Person, "place": Place}[shared.type]
        prefix = {"organisation": "org", "person": "per", "place": "pl"}[shared.type]
        id = f"{prefix}-{slug(words_for_ids(main), 30) or 'x'}-{next(self.numbers)}"
        self.parts.entities[shared.number] = cls(
            id=id,
            names=names,
            description=shared.description or None,
            identifiers=identifiers,
            revision="read",
        )
        return id

    def work(self, shared: SharedWork, basis: str) -> str:
        """Return the id of a work, which is added to the record if it is not there.

        A record has the DOI, the address or both, in one of the forms in which people write them.
        """
        if (known := self.parts.works.get(shared.number)) is not None:
            return known.id
        random = self.random
        doi, address = shared.doi, shared.address
        if doi and address:
            doi, address = random.choice(
                ((doi, address), (doi, address), (doi, None), (None, address))
            )
        if doi and random.random() < 0.2:
            doi = doi.upper()
        if address and random.random() < 0.2:
            address = address.replace("https://", random.choice(("http://", "https://www."))) + "/"
        id = f"w-{next(self.numbers)}"
        copies = ()
        if shared.has_drifted and address:
            copies = (
                ArchivedCopy(
                    id=f"{id}-copy",
                    address=f"https://web.archive.org/web/20200101000000/{address}",
                    archived_at="2020-01-01T00:00:00Z",
                    state="drifted",
                ),
            )
        self.parts.works[shared.number] = Work(
            id=id,
            type=shared.type,
            title=shared.title,
            author=tuple(Name(given=given, family=family) for given, family in shared.authors),
            publisher=shared.publisher,
            container_title=shared.container,
            issued=shared.issued,
            language=shared.language,
            identifiers=(Identifier(scheme="DOI", value=doi),) if doi else (),
            address=address,
            copies=copies,
            withdrawn=Withdrawal(date="2024", reason="The data were wrong.")
            if shared.is_withdrawn
            else None,
            basis=basis,
            revision="read",
        )
        return id

    def source(self, behind: SharedEntity | SharedWork, anchor: Anchor) -> str:
        """Return the id of a source, which is added to the record if it is not there."""
        kind = type(behind).__name__
        if (known := self.parts.sources.get((kind, behind.number))) is not None:
            return known.id
        is_work = isinstance(behind, SharedWork)
        source = Source(
            id=f"src-{next(self.numbers)}",
            as_named=anchor.exact,
            named_at=(anchor,),
            work=self.work(behind, basis="printed") if is_work else None,
            agent=None if is_work else self.entity(behind),
            basis="printed",
            revision="read",
        )
        self.parts.sources[kind, behind.number] = source
        return source.id


EDITORS = ("A. N. Editor", "Ludmila Horák", "Sami Haddad", "王芳", "Ngozi Obi", "Eirik Dahl")
