"""What stands behind the article: sources, people, all claims, corrections, rights, provenance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, assert_never

from archive.english import counted
from archive.model.anchors import Orphan
from archive.model.annotations import (
    Annotation,
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.assessments import Assessment
from archive.model.attestation import ABSENCES, Absence, Attested
from archive.model.blocks import Figure, TextBlock
from archive.model.captures import (
    BlockOrigin,
    Capture,
    CaptureOrigin,
    ElementOrigin,
    Origin,
    OriginOfBlock,
    TextOrigin,
)
from archive.model.entities import Entity, Event
from archive.model.licences import recognise
from archive.model.metadata import Abstract
from archive.model.names import Name
from archive.model.revisions import Revision
from archive.model.rights import Rights
from archive.model.works import ArchivedCopy, Source, Work
from archive.rights import Permission, permissions
from archive.view.html.markup import Content, Markup, element, escape, joined
from archive.view.html.page.entries import SAID, Entries, Entry
from archive.view.html.page.glyphs import glyph
from archive.view.html.page.told import (
    NOT_SHOWN,
    Rows,
    Teller,
    address,
    fields,
    identifiers,
    items,
    locator,
    maker,
)
from archive.view.html.picture import picture
from archive.view.html.timeline import timeline
from archive.wording import claims as wording
from archive.wording.article import NOBODY_LOOKED
from archive.wording.citing import citation


class Behind:
    """The sections behind the article."""

    def __init__(self, entries: Entries, teller: Teller) -> None:
        self._entries, self._teller = entries, teller
        self._document = entries.document

    def sections(self) -> Iterator[Markup]:
        """Yield each section that has anything to say."""
        yield from _section(
            "sources", "Sources", self._sources_said(), map(self._source, self._document.sources)
        )
        yield from _section("who", "Who says what, from where, and when", "", self._pictures())
        yield from _section(
            "works",
            "Documents",
            "cited, or read as evidence",
            map(self._work, self._document.works),
        )
        yield from _section("entities", "People, places, events", "", self._entities())
        yield from _section("table", "All claims", str(len(self._entries.shown)), self._table())
        yield from _section(
            "corrections", "Errors in the text", "left as they are", self._corrections()
        )
        yield from _section("marked", "Also marked in the text", "", self._marked())
        yield from _section("comments", "Remarks", "", self._comments())
        yield from _section("orphans", "Words that have lost their place", "", self._orphans())
        yield from _section("about", "About this article", "", self._about())
        yield from _section("rights", "Rights", "", self._rights())
        yield from _section("cite", "How to cite", "", self._cite())
        yield from _section("provenance", "Where this comes from", "", self._provenance())

    # --- sources and works ---

    def _sources_said(self) -> str:
        return f"{len(self._document.sources)} named in the article, and what hangs on each"

    def _source(self, source: Source) -> Markup:
        teller = self._teller
        resting = [entry for entry in self._entries.shown if source.id in entry.sources]
        doubted = sum(entry.verdict not in ("", "supported") for entry in resting)
        said = f"{counted(len(resting), 'claims')} {'rests' if len(resting) == 1 else 'rest'} on it"
        if doubted:
            said += f", {doubted} of them doubted or judged"
        rows: Rows = (
            (
                "Behind it",
                teller.named(source.agent) if source.agent else "nobody has found out who",
            ),
            ("Document", teller.named(source.work) if source.work else "none identified"),
            ("Identified", teller.ground(source)),
            ("Named at", teller.words(source.named_at)),
            ("Entered", teller.made(source.revision)),
        )
        identity = element("div", element("h3", "“", source.as_named, "”"), fields(rows))
        hanging = element("div", element("p", said), self._hanging(source, resting))
        return element("div", identity, hanging, class_="pair", id=source.id)

    def _hanging(self, source: Source, resting: Sequence[Entry]) -> Iterator[Markup]:
        """The claims that rest on a source, by what they do with it."""
        relations = self._document.index.relations_to.get(source.id, ())
        ids = {entry.claim.id for entry in resting}
        found = sorted(
            ((r.predicate, r.subject) for r in relations if r.subject in ids), key=lambda r: r[0]
        )
        for predicate, group in groupby(found, key=lambda r: r[0]):
            entries = (self._entries.by_id[subject] for _, subject in group)
            yield joined(
                element("p", wording.predicate(predicate), class_="aside"),
                items(map(claim_link, entries), class_="claims"),
            )

    def _pictures(self) -> Iterator[Markup]:
        """The claims between those who say so and the sources; and by the time they speak of."""
        times = timeline(self._document)
        tells = any(e.voice.kind != "author" or e.sources for e in self._entries.shown)
        drawn = picture(self._document) if tells else None
        if drawn:
            said = (
                "Each bar is a claim, first to last. Left: on whose word. Right: the source named. "
                "Grey bars stand on the author’s word alone."
            )
            drawn = element("div", element("p", said, class_="aside"), drawn, class_="of-words")
        if times:
            dated = sum(entry.claim.time is not None for entry in self._entries.shown)
            said = (
                f"{counted(dated, 'claims')} speak of a time. Not to scale; dots leave out years."
            )
            times = element("div", element("p", said, class_="aside"), times)
        if drawn or times:
            yield element("div", drawn, times, class_="pictures")

    def _work(self, work: Work) -> Markup:
        teller = self._teller
        rows: Rows = (
            *(("Author", _name(name, teller)) for name in work.author),
            *(("Editor", _name(name, teller)) for name in work.editor),
            *(("Translator", _name(name, teller)) for name in work.translator),
            *(("Also", title) for title in work.variant_titles),
            ("In", work.container_title),
            ("Series", work.collection_title),
            ("Publisher", ", ".join(filter(None, (work.publisher, work.publisher_place)))),
            ("Issued", work.issued),
            ("Volume", work.volume),
            ("Issue", work.issue),
            ("Pages", work.page),
            ("Edition", work.edition),
            ("Language", work.language),
            ("Address", address(work.address)),
            ("Seen", work.accessed),
            ("Identifiers", identifiers(work.identifiers)),
            *((f"{field.name}", field.value) for field in work.fields),
            *(("Saved copy", _copy(copy)) for copy in work.copies),
            ("Withdrawn", _withdrawn(work)),
            ("Identified", teller.ground(work)),
            ("Mentioned", self._mentions(work.id)),
            ("Entered", teller.made(work.revision)),
        )
        head = element(
            "h3",
            element("cite", work.label),
            element("span", " ", ", ".join(filter(None, (work.issued, work.type))), class_="aside"),
        )
        return element("details", element("summary", head), fields(rows), class_="work", id=work.id)

    # --- entities ---

    def _entities(self) -> Iterator[Markup]:
        """The entities by what they are, those that are mentioned most often first."""
        index = self._document.index
        titles = {
            "person": "People", "organisation": "Organisations", "group": "Groups without names",
            "place": "Places", "event": "Events",
        }  # fmt: skip
        for type, title in titles.items():
            found = [entity for entity in self._document.entities if entity.type == type]
            found.sort(key=lambda entity: -len(index.mentions_of.get(entity.id, ())))
            if found:
                rows = [element("li", self._entity(entity), id=entity.id) for entity in found]
                list_ = element("ul", rows, class_="entities")
                yield element(
                    "div",
                    element("h3", title, " ", element("span", str(len(found)), class_="aside")),
                    list_,
                )

    def _entity(self, entity: Entity) -> Markup:
        teller = self._teller
        about = self._document.index.claims_about.get(entity.id, ())
        event = entity if isinstance(entity, Event) else None
        rows: Rows = (
            *(("Name", _entity_name(name)) for name in entity.names),
            ("Date", event.date if event else None),
            ("Place", teller.named(event.place) if event and event.place else None),
            ("Identifiers", identifiers(entity.identifiers)),
            ("Identified", teller.ground(entity)),
            (
                "Claims about it",
                items((claim_link(self._entries.by_id[c.id]) for c in about), class_="claims"),
            ),
            ("Entered", teller.made(entity.revision)),
        )
        mentions = self._document.index.mentions_of.get(entity.id, ())
        told = element("b", entity.label)
        described = element("span", " ", entity.description if entity.names else None)
        more = element("details", element("summary", "More"), fields(rows))
        return joined(told, described, " ", self._mentions(entity.id) if mentions else None, more)

    def _mentions(self, id: str) -> Markup | None:
        """Where the text speaks of an entity or work."""
        mentions = self._document.index.mentions_of.get(id, ())
        if not mentions:
            return None
        summary = element("summary", counted(len(mentions), "mentions"))
        return element("details", summary, items(map(self._mention, mentions)), class_="mentions")

    # --- the table of all claims ---

    def _table(self) -> Iterator[Markup]:
        columns = ("No.", "Claim", "Kind", "Who says it", "Source", "Found", "Time")
        if not self._entries.all:
            return
        head = [
            element("th", element("button", name, type="button"), scope="col", aria_sort="none")
            for name in columns
        ]
        rows = Markup("".join(map(self._row, self._entries.all)))
        table = element(
            "table", element("thead", element("tr", head)), element("tbody", rows), class_="all"
        )
        yield element(
            "div", table, class_="scroll", tabindex="0", role="group", aria_label="All claims"
        )

    def _row(self, entry: Entry) -> str:
        claim = entry.claim
        found = ", ".join(map(_found_in_brief, entry.standing))
        labels = [self._document.source(id).label for id in entry.sources]
        glyphs = glyph(entry.verdict) if entry.verdict else ""
        status = "" if claim.status == "accepted" else f" ({claim.status})"
        rejected = ' class="rejected"' if entry.is_rejected else ""
        time = claim.time.date if claim.time else ""
        return (
            f'<tr data-n="{entry.n}"{rejected}><td>{entry.number}</td>'
            f'<th scope="row"><a href="#{claim.id}">{escape(claim.restatement)}</a>{status}</th>'
            f"<td>{glyph(claim.kind)} {claim.kind}</td>"
            f"<td>{escape(self._entries.name(entry.voice))}</td>"
            f"<td>{escape('; '.join(labels))}</td>"
            f"<td>{glyphs} {found}</td><td>{escape(time)}</td></tr>"
        )

    # --- annotations ---

    def _corrections(self) -> Iterator[Markup]:
        found = [a for a in self._document.annotations if isinstance(a, Correction)]
        if found:
            yield joined(items(map(self._annotation, found)))

    def _marked(self) -> Iterator[Markup]:
        """Dates, citations and tags."""
        groups = (("Dates", DateMention), ("Citations", Citation), ("Tags", Tag))
        for title, cls in groups:
            if found := [a for a in self._document.annotations if isinstance(a, cls)]:
                told = f"{title}: {len(found)}"
                yield element(
                    "details", element("summary", told), items(map(self._annotation, found))
                )

    def _mention(self, value: Annotation) -> Markup:
        """An annotation where it is told of with what it refers to; a citation stands elsewhere."""
        if isinstance(value, Mention):
            return self._annotation(value)
        return joined(
            self._teller.words(value.anchors), " ", element("a", "cites it", href=f"#{value.id}")
        )

    def _annotation(self, value: Annotation) -> Markup:
        """An annotation: its words, what is said of them, and on which ground."""
        teller = self._teller
        said: Content = None
        match value:
            case DateMention():
                said = f" is {value.date}"
            case Correction():
                should = (
                    joined("“", element("span", value.corrected), "”")
                    if value.corrected
                    else "nothing"
                )
                said = (" should read ", should)
            case Citation():
                at = f", {locator(value.locator)}" if value.locator else ""
                said = (" cites ", teller.named(value.cites), at)
            case Mention():
                said = None  # it stands with what it names
            case Comment():
                said = (" ", element("span", value.text))
            case Tag():
                said = (" tagged ", element("span", value.tag), " ", address(value.uri))
        ground = teller.ground(value) if isinstance(value, Attested) else teller.judged(value)
        lost = [teller.orphan(s) for s in value.anchors if isinstance(s, Orphan)]
        status = "" if value.status == "accepted" else f" ({value.status})"
        rows = [ground, *lost, *teller.history(value)]
        aside = [element("span", " ", row, ";", class_="aside") for row in rows if row]
        by = element("span", " ", teller.made(value.revision), class_="aside")
        comments = items(teller.comments(value))
        return element(
            "div" if comments else "span",  # no list may stand in a span
            teller.words(value.anchors),
            said,
            status,
            aside,
            by,
            comments,
            id=value.id,
        )

    def _comments(self) -> Iterator[Markup]:
        """Remarks on the text and on the record, each with those on it.

        What comments on itself, or on what comments on it, is told here too, and only once.
        """
        teller = self._teller
        told = self._told_with_others()
        comments = [a for a in self._document.annotations if isinstance(a, Comment)]
        found = [teller.comment(c) for c in comments if c.on is None]
        found += [teller.comment(c, alone=True) for c in comments if c.on and c.id not in told]
        if found:
            yield joined(items(found))

    def _told_with_others(self) -> set[str]:
        """The comments that stand with what they are on."""
        index = self._document.index
        waiting = [s.id for s in index.statements if not (isinstance(s, Comment) and s.on)]
        told: set[str] = set()
        while waiting:
            for comment in index.comments_on.get(waiting.pop(), ()):
                told.add(comment.id)
                waiting.append(comment.id)
        return told

    def _orphans(self) -> Iterator[Markup]:
        found = [self._teller.orphan(o) for _, o in self._document.index.of_type(Orphan)]
        if found:
            yield joined(items(found))

    # --- the article, its rights, the record ---

    def _about(self) -> Iterator[Markup]:
        yield joined(fields(self._metadata()))

    def _metadata(self) -> Rows:
        metadata = self._document.metadata
        publication = metadata.publication
        looked: list[tuple[str, Any]] = [
            ("Title", metadata.titles),
            ("Author", metadata.authors),
            ("Appeared in", publication.container),
            ("Publisher", publication.publisher),
            ("Published", publication.published),
            ("Updated", publication.updated),
            ("Written", publication.written),
            ("Language", metadata.languages),
            ("Identifier", metadata.identifiers),
            ("Address", metadata.addresses),
            ("Abstract", metadata.abstract),
            ("Keyword", metadata.keywords),
            ("Genre", metadata.genre),
        ]
        unknown = []
        for label, value in looked:
            if isinstance(value, Absence):
                yield label, ABSENCES[value]
            elif not value:
                unknown.append(label.lower())
            else:
                for one in value if isinstance(value, tuple) else (value,):
                    yield label, self._stated(one)
        for contributor in metadata.contributors:
            yield contributor.role.capitalize(), self._stated(contributor)
        for extent in publication.extents:
            yield extent.unit.capitalize(), self._stated(extent)
        yield "Remark", metadata.remark
        yield NOBODY_LOOKED.capitalize(), ", ".join(unknown)

    def _stated(self, value: Attested) -> Markup:
        """A value of the metadata with all that is said of it."""
        told: list[Content] = []
        if isinstance(value, Abstract) and self._entries.withheld.text:
            return NOT_SHOWN
        for name, held in value.__dict__.items():
            if name in ("basis", "rests_on", "certainty", "reason", "origin") or held in (None, ()):
                continue
            told.append(joined(", " if told else None, self._value(name, held)))
        origin = getattr(value, "origin", None)
        found = f", found at {_place(origin)}" if origin else None
        ground = element("span", "(", self._teller.ground(value), found, ")", class_="aside")
        return joined(told, " ", ground)

    def _value(self, name: str, held: object) -> Markup:
        if isinstance(held, Name):
            return _name(held, self._teller)
        if isinstance(held, tuple):
            return joined(identifiers(held))
        if name == "entity":
            return self._teller.named(str(held))
        if name in ("address", "uri", "scheme"):
            return joined(address(str(held)))
        return element("span", str(held))

    def _rights(self) -> Iterator[Markup]:
        document = self._document
        rows: Rows = (
            ("The article’s text", self._of_layer(document.rights.text)),
            ("This record", self._of_layer(document.rights.record)),
            *(
                (f"Figure {figure.id}", self._of_layer(figure.rights))
                for _, figure in document.index.of_type(Figure)
            ),
        )
        yield joined(fields(rows))
        uses = element("ul", map(self._use, permissions(document)))
        yield element("div", element("h3", "What may be done"), uses)

    def _use(self, permission: Permission) -> Markup:
        """A use, whether it is permitted, why, and on which conditions."""
        what = " ".join(filter(None, (permission.use, permission.figure)))
        conditions = (element("span", f"{c.kind}: {c.text}") for c in permission.conditions)
        answer = element("b", f"{what.capitalize()}: {permission.answer}. ")
        return element("li", answer, permission.reason, items(conditions))

    def _cite(self) -> Iterator[Markup]:
        """Plain sentences for a list of references."""
        yield element(
            "p", element("b", "The article"), ": ", citation(self._document, "article").text
        )
        yield element("p", element("b", "This record"), ": ", citation(self._document).text)

    def _of_layer(self, rights: Rights | None) -> Markup:
        if rights is None:
            return escape(f"{NOBODY_LOOKED}: nothing is permitted by this record")
        licence = recognise(rights.uri) if rights.uri else None
        name = element("b", licence.name) if licence else None
        uri = address(rights.uri) or "no licence or statement is certain"
        notice: Content = None
        if isinstance(rights.notice, Absence):
            notice = f", notice: {ABSENCES[rights.notice]}"
        elif rights.notice:
            notice = (", notice ", element("q", rights.notice))
        spdx = f", {rights.spdx}" if rights.spdx else None
        holders = f", held by {', '.join(rights.holders)}" if rights.holders else None
        ground = element("p", self._teller.ground(rights), class_="aside")
        return joined(name, ", " if name else None, uri, spdx, notice, holders, ground)

    def _provenance(self) -> Iterator[Markup]:
        document = self._document
        captures = [element("div", fields(self._capture(c)), id=c.id) for c in document.captures]
        nothing = element("p", "Nothing was kept: no bytes stand behind the text.")
        yield element("div", element("h3", "What was received"), captures or nothing)
        if document.revisions:
            told = [element("div", fields(self._revision(r)), id=r.id) for r in document.revisions]
            yield element("div", element("h3", "What changed"), told)
        if document.agents:
            who = (joined(element("b", a.name), ", ", maker(a)) for a in document.agents)
            rows = [
                element("li", row, id=a.id) for row, a in zip(who, document.agents, strict=True)
            ]
            yield element("div", element("h3", "Who made this record"), element("ul", rows))
        rows_: Rows = (
            ("Record", document.id),
            ("Schema", document.schema_version),
            ("Language", document.language),
            ("Published under", address(document.base_iri)),
            *(
                (
                    "Others’ fields",
                    joined(
                        address(iri), element("pre", element("code", _json(value)), tabindex="0")
                    ),
                )
                for iri, value in document.extensions.items()
            ),
        )
        yield element("div", element("h3", "The record"), fields(rows_))

    def _capture(self, capture: Capture) -> Rows:
        document = self._document
        blocks = [b for b in document.text_blocks() if b.origin and b.origin.capture == capture.id]
        places = items(map(_place_of_block, blocks), class_="mentions")
        told = f"{len(blocks)} of {len(document.text_blocks())}"
        yield "File", element("code", capture.file)
        yield "Size", f"{capture.size_bytes:,} bytes of {capture.media_type}"
        yield "SHA-256", element("code", capture.sha256, class_="digest")
        yield "From", address(capture.address)
        yield "Received", capture.received_at
        yield "By", self._teller.agent(capture.received_by) if capture.received_by else None
        yield "Derivation", capture.derivation
        yield "Before the first block", _json(capture.lead) if capture.lead else None
        yield "Blocks of the text", element("details", element("summary", told), places)

    def _revision(self, revision: Revision) -> Rows:
        document = self._document
        changed = [
            statement
            for statement in document.index.statements
            if any(change.revision == revision.id for change in statement.history)
        ]
        yield "Revision", revision.id
        yield "When", revision.at or "nobody has written it down"
        yield "By", self._teller.agent(revision.by)
        yield "Summary", revision.summary
        if changed:
            told = element("summary", counted(len(changed), "statements"))
            links = items(element("a", s.id, href=f"#{s.id}") for s in changed)
            yield "Changed", element("details", told, links)
        if revision.parts:
            told = element("summary", counted(len(revision.parts), "parts"))
            links = items(
                element("a", id, href=f"#{id}") if id != document.id else element("code", id)
                for id in revision.parts
            )
            yield "Touched", element("details", told, links)


def _found_in_brief(found: Assessment) -> str:
    """A verdict or doubt, how it stands, and how sure somebody is."""
    is_plain = found.status == "accepted" or found.verdict == "doubt"
    sure = f", {found.certainty}" if found.certainty is not None else ""
    return f"{SAID[found.verdict]}{'' if is_plain else f' ({found.status})'}{sure}"


def claim_link(entry: Entry) -> Markup:
    """A claim by its restatement, as a link to its card."""
    claim = entry.claim
    told = f'{glyph(entry.glyph)} <a href="#{claim.id}">{escape(claim.restatement)}</a>'
    return Markup(told if claim.status == "accepted" else f"{told} ({claim.status})")


def _section(name: str, title: str, said: str, content: Iterable[Markup]) -> Iterator[Markup]:
    """A section under its title; nothing where it would be empty."""
    if found := list(content):
        head = element(
            "h2",
            title,
            element("span", said, class_="aside") if said else None,
            id=f":{name}-title",
        )
        yield element(
            "section", head, found, class_=name, id=f":{name}", aria_labelledby=f":{name}-title"
        )


def _name(name: Name, teller: Teller) -> Markup:
    link = joined(" (", teller.named(name.entity), ")") if name.entity else None
    return joined(element("span", str(name)), link)


def _entity_name(name: object) -> Markup:
    text, type, language, basis = (getattr(name, f) for f in ("text", "type", "language", "basis"))
    told = element("span", text, lang=language)
    notes = ", ".join(filter(None, (type if type != "main" else "", basis, language)))
    return joined(told, element("span", f" ({notes})", class_="aside") if notes else None)


def _copy(copy: ArchivedCopy) -> Markup:
    parts: list[Content] = [
        address(copy.address),
        element("code", copy.file) if copy.file else None,
        copy.media_type,
        copy.archived_at,
        element("a", copy.capture, href=f"#{copy.capture}") if copy.capture else None,
        element("code", copy.sha256, class_="digest") if copy.sha256 else None,
        copy.state or "nobody has checked it",
    ]
    told = [part for part in parts if part]
    out: list[Content] = []
    for n, part in enumerate(told):
        out += [", " if n else None, part]
    return element("span", out, id=copy.id)


def _withdrawn(work: Work) -> str | None:
    found = work.withdrawn
    if found is None:
        return None
    return " ".join(filter(None, ("yes", found.date, f"({found.reason})" if found.reason else "")))


def _place_of_block(block: TextBlock) -> Markup:
    """Where the words of a block stand in what was received."""
    link = element("a", block.id, href=f"#{block.id}")
    return joined(link, " ", _place(block.origin) if block.origin else None)


def _place(origin: Origin | OriginOfBlock) -> str:
    """A place in a capture; after it what parts a block from the next, where that is unusual."""
    match origin:
        case BlockOrigin():
            plain = BlockOrigin.model_fields["separator"].default
            after = "" if origin.separator == plain else f", then {_json(origin.separator)}"
            return f"{origin.start}–{origin.end}{after}"
        case TextOrigin():
            return f"{origin.start}–{origin.end} of {origin.capture}"
        case ElementOrigin():
            return f"{origin.path} of {origin.capture}"
        case CaptureOrigin():
            return f"{origin.capture} as a whole"
    assert_never(origin)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
