"""The card of a claim: all that is said of it, in the order in which a reader asks."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.anchors import Orphan
from archive.model.assessments import Assessment
from archive.model.claims import Attribution
from archive.model.relations import Relation
from archive.model.works import Source
from archive.text.speakers import NOBODY
from archive.view.html.markup import Markup, element, escape, joined
from archive.view.html.page.claim_entries import VERDICT_PHRASES, ClaimEntry
from archive.view.html.page.glyph_drawings import glyph
from archive.view.html.page.value_markup import MarkupRows, ValueMarkup, fields, identifiers, items
from archive.wording import claims as wording
from archive.wording.dates import date_in_words
from archive.wording.voices import voice_in

_TAKES: dict[str | None, str] = {
    "endorses": "takes it on",
    "neutral": "passes it on",
    "distances": "keeps a distance",
    None: "passes it on; nobody has decided what they make of it",
}
"""What the author does with a claim of somebody else."""


class ClaimCards:
    """The cards of a record."""

    def __init__(self, teller: ValueMarkup) -> None:
        self._teller, self._entries = teller, teller.entries
        self._document = teller.document
        self._replaced_by = {
            a.supersedes: a.id
            for a in self._document.assessments
            if a.supersedes in self._document.index.superseded
        }

    def all(self) -> Markup:
        """Return the cards of all claims, as a section that is read whole without a script."""
        return Markup("".join(map(self._card, self._entries.all)))

    def _card(self, entry: ClaimEntry) -> Markup:
        claim, n = entry.claim, entry.n
        told = escape(entry.axes)
        out = [
            f'<section class="card" id="{claim.id}" data-n="{n}" {_facets(entry)} ',
            f'aria-labelledby=":c{n}">',
            f'<p class="axes">{glyph(claim.kind)} {escape(_does(entry))}</p>',
            f'<h3 id=":c{n}" tabindex="-1"><span class="vh">{entry.number}, {told}: </span>',
            f"{escape(claim.restatement)}</h3>",
            *map(self._found, entry.standing),
            *self._earlier(entry),
            *_part("Who says so", self._chain(entry)),
            *_part("Source", self._sources(entry)),
            *_part("Under the condition", self._condition(entry)),
            *_part("Tied to", items(self._ties(entry))),
            *_part("Remarks", items(self._teller.comments(claim))),
            *_part("Words that are lost", items(self._orphans(entry))),
            *_part("About this entry", fields(self._about(entry))),
            "</section>",
        ]
        return Markup("".join(out))

    # --- what was found ---

    def _found(self, found: Assessment) -> Markup:
        teller = self._teller
        status = (
            "" if found.status == "accepted" or found.verdict == "doubt" else f", {found.status}"
        )
        sure = f", certainty {found.certainty}" if found.certainty is not None else ""
        rating = found.rating
        evidence = [teller.evidence(value) for value in found.evidence]
        none = None if evidence else "No evidence entered: a doubt, not a verdict."
        reason = element("p", "Why so sure: ", found.reason, class_="aside")
        known = teller.known_as(found)
        return element(
            "div",
            element(
                "p",
                Markup(glyph(found.verdict)),
                " ",
                element("b", VERDICT_PHRASES[found.verdict].capitalize()),
                sure,
                status,
            ),
            element("p", f"{rating.scale}: {rating.value}") if rating else None,
            element("p", found.reasoning),
            items(evidence, class_="evidence"),
            element("p", none, class_="aside") if none and found.verdict == "doubt" else None,
            element("p", teller.maker_and_day(found.revision), class_="aside"),
            reason if found.reason else None,
            items(teller.history(found), class_="aside"),
            element("p", known, class_="aside") if known else None,
            items(teller.comments(found)),
            class_=f"found {found.verdict}",
            id=found.id,
        )

    def _earlier(self, entry: ClaimEntry) -> Iterator[Markup]:
        """Assessments that do not stand any more, or were rejected."""
        standing = {found.id for found in entry.standing}
        assessments = self._document.index.assessments_of.get(entry.claim.id, ())
        others = [found for found in assessments if found.id not in standing]
        if others:
            told = [self._superseded(found) for found in others]
            yield element(
                "details", element("summary", f"Superseded or rejected: {len(others)}"), told
            )

    def _superseded(self, found: Assessment) -> Markup:
        by = self._replaced_by.get(found.id)
        said = (
            element("p", "Superseded by ", element("a", by, href=f"#{by}"), class_="aside")
            if by
            else None
        )
        return joined(self._found(found), said)

    # --- who says so ---

    def _chain(self, entry: ClaimEntry) -> Markup:
        claim = entry.claim
        if not claim.attribution:
            stance = f", who {wording.stance(claim.stance)}" if claim.stance else ""
            return element(
                "p", Markup(glyph("author")), f" The author{stance}, on nobody else’s word"
            )
        first = element("li", element("b", "The author"), f" {_TAKES[claim.stance]}")
        return element("ol", first, map(self._step, claim.attribution), class_="chain")

    def _step(self, step: Attribution) -> Markup:
        voice = voice_in(step, self._document)
        who: Markup | str = self._entries.name(voice, first=True)
        if voice.entity:
            link = self._teller.name_link(voice.entity)
            who = joined(f"{NOBODY.capitalize()} (", link, ")") if voice.kind == "nobody" else link
        cue = element("span", self._teller.words(step.cue), class_="cue") if step.cue else None
        return element("li", element("b", who), f" {step.manner} ", cue)

    # --- sources, condition, ties ---

    def _sources(self, entry: ClaimEntry) -> Markup | None:
        relations = self._document.index.relations_from.get(entry.claim.id, ())
        found = [r for r in relations if isinstance(self._document.index.by_id[r.object], Source)]
        if not found:
            withheld = bool(self._teller.withheld.text)
            told = wording.without_source(entry.claim, self._document, withheld=withheld)
            return element("p", told)
        return items(map(self._source, found))

    def _source(self, relation: Relation) -> Markup:
        source = self._document.source(relation.object)
        to = self._document.index.relations_to[source.id]
        others = len({r.subject for r in to if r.status != "rejected"} - {relation.subject})
        rest = (
            f"{others} other {'claim rests' if others == 1 else 'claims rest'} on it"
            if others
            else None
        )
        return joined(
            wording.predicate(relation.predicate),
            " ",
            element("b", self._teller.name_link(source.id)),
            fields(
                (
                    (
                        "that is",
                        self._teller.name_link(source.agent) if source.agent else "not found out",
                    ),
                    (
                        "document",
                        self._teller.name_link(source.work) if source.work else "none identified",
                    ),
                )
            ),
            self._of_relation(relation),
            element("p", rest, class_="aside") if rest else None,
        )

    def _condition(self, entry: ClaimEntry) -> Markup | None:
        condition = entry.claim.condition
        return element("p", self._teller.words(condition)) if condition else None

    def _ties(self, entry: ClaimEntry) -> Iterator[Markup]:
        index, own = self._document.index, entry.claim.id
        for relation in (*index.relations_from.get(own, ()), *index.relations_to.get(own, ())):
            away = relation.subject == own
            other = self._entries.by_id.get(relation.object if away else relation.subject)
            if other is None:
                continue
            told = (wording.predicate if away else wording.inverse_predicate)(relation.predicate)
            link = element("a", other.claim.restatement, href=f"#{other.claim.id}")
            yield joined(
                told,
                " ",
                Markup(glyph(other.glyph)),
                " ",
                link,
                self._of_relation(relation) if away else _relation_status(relation),
            )

    def _of_relation(self, relation: Relation) -> Markup:
        """How a relation stands, and what it rests on; told with the claim it starts from."""
        teller = self._teller
        rows: MarkupRows = (
            ("status", _relation_status(relation).strip(" ()")),
            ("see", teller.evidence(relation.evidence) if relation.evidence else None),
            ("ground", teller.ground(relation) if _is_grounded(relation) else None),
            *(("remark", comment) for comment in teller.comments(relation)),
            *(("history", change) for change in teller.history(relation)),
            ("known as", identifiers(relation.identifiers)),
        )
        return joined(element("span", id=relation.id), fields(rows, class_="aside"))

    def _orphans(self, entry: ClaimEntry) -> Iterator[Markup]:
        claim = entry.claim
        cues = (stretch for step in claim.attribution for stretch in step.cue)
        for stretch in (*claim.anchors, *claim.condition, *cues):
            if isinstance(stretch, Orphan):
                yield self._teller.orphan(stretch)

    # --- the entry itself ---

    def _about(self, entry: ClaimEntry) -> MarkupRows:
        claim, teller = entry.claim, self._teller
        if claim.time:
            date, told = claim.time.date, date_in_words(claim.time.date)
            edtf = "" if told == date else f" ({date})"
            yield "time", joined(told, edtf, ", ", teller.ground(claim.time))
        for id in claim.about:
            yield "about", teller.name_link(id)
        yield "checkable", {None: "nobody has decided", True: "yes", False: "no"}[claim.checkable]
        yield "status", claim.status
        yield "certainty", teller.certainty_and_reason(claim)
        yield "made", teller.maker_and_day(claim.revision)
        for change in teller.history(claim):
            yield "history", change
        yield "known as", identifiers(claim.identifiers)
        yield "id", element("code", claim.id)


def _facets(entry: ClaimEntry) -> str:
    """What the filters ask of a claim."""
    claim = entry.claim
    verdicts = " ".join(dict.fromkeys(found.verdict for found in entry.standing)) or "none"
    sources = " ".join(entry.sources) or "none"
    return (
        f'data-kind="{claim.kind}" data-who="{entry.who}" data-verdict="{verdicts}" '
        f'data-commitment="{claim.commitment}" data-source="{sources}" data-status="{claim.status}"'
    )


def _does(entry: ClaimEntry) -> str:
    """Its axes in words."""
    claim = entry.claim
    words = (
        claim.kind,
        claim.commitment,
        "negated" if claim.negated else "",
        "conditional" if claim.condition else "",
        "" if claim.status == "accepted" else claim.status,
    )
    return " · ".join(filter(None, words))


def _part(title: str, content: Markup | None) -> Iterator[Markup]:
    """A part of the card under its title; nothing where it would be empty."""
    if title and content:
        yield joined(element("h4", title), content)


def _relation_status(relation: Relation) -> str:
    """How a relation stands, where that is not plain."""
    return "" if relation.status == "accepted" else f" ({relation.status})"


def _is_grounded(relation: Relation) -> bool:
    """Whether anything is said of what a relation rests on."""
    return bool(
        relation.basis or relation.rests_on or relation.reason or relation.certainty is not None
    )
