"""The cards of claims: a card has all statements about a claim, in an order for readers."""

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
from archive.view.numbered_claims import further_fields
from archive.wording import claims as wording
from archive.wording.dates import date_in_words
from archive.wording.voices import voice_in

_TAKES: dict[str | None, str] = {
    "endorses": "endorses it",
    "neutral": "passes it on",
    "distances": "keeps a distance",
    None: "passes it on; nobody has decided whether they endorse it",
}
"""The words for the author's stance on somebody else's claim."""


class ClaimCards:
    """The cards of a record."""

    def __init__(self, markup: ValueMarkup) -> None:
        self._markup, self._entries = markup, markup.entries
        self._document = markup.document
        self._replaced_by = {
            a.supersedes: a.id
            for a in self._document.assessments
            if a.supersedes in self._document.index.superseded
        }

    def all(self) -> Markup:
        """Return the cards of all claims, which can be read without a script."""
        return Markup("".join(map(self._card, self._entries.all)))

    def _card(self, entry: ClaimEntry) -> Markup:
        claim, n = entry.claim, entry.n
        axes = escape(entry.axes)
        out = [
            f'<section class="card" id="{claim.id}" data-n="{n}" {_facets(entry)} ',
            f'aria-labelledby=":c{n}">',
            f'<p class="axes">{glyph(claim.kind)} {escape(_axes(entry))}</p>',
            f'<h3 id=":c{n}" tabindex="-1"><span class="vh">{entry.number}, {axes}: </span>',
            f"{escape(claim.restatement)}</h3>",
            *map(self._assessment, entry.standing),
            *self._earlier(entry),
            *_part("Who says it", self._chain(entry)),
            *_part("Source", self._sources(entry)),
            *_part("Under the condition", self._condition(entry)),
            *_part("Related claims", items(self._ties(entry))),
            *_part("Remarks", items(self._markup.comments(claim))),
            *_part("Words that are lost", items(self._orphans(entry))),
            *_part("About this entry", fields(self._about(entry))),
            "</section>",
        ]
        return Markup("".join(out))

    # --- assessments ---

    def _assessment(self, assessment: Assessment) -> Markup:
        markup = self._markup
        status = (
            ""
            if assessment.status == "accepted" or assessment.verdict == "doubt"
            else f", {assessment.status}"
        )
        sure = f", certainty {assessment.certainty}" if assessment.certainty is not None else ""
        rating = assessment.rating
        evidence = [markup.evidence(value) for value in assessment.evidence]
        none = None if evidence else "Without evidence, this is a doubt and not a verdict."
        reason = element("p", "Reason for this certainty: ", assessment.reason, class_="aside")
        known = markup.known_as(assessment)
        return element(
            "div",
            element(
                "p",
                Markup(glyph(assessment.verdict)),
                " ",
                element("b", VERDICT_PHRASES[assessment.verdict].capitalize()),
                sure,
                status,
            ),
            element("p", f"{rating.scale}: {rating.value}") if rating else None,
            element("p", assessment.reasoning),
            items(evidence, class_="evidence"),
            element("p", none, class_="aside") if none and assessment.verdict == "doubt" else None,
            element("p", markup.maker_and_day(assessment.revision), class_="aside"),
            reason if assessment.reason else None,
            items(markup.history(assessment), class_="aside"),
            element("p", known, class_="aside") if known else None,
            items(markup.comments(assessment)),
            class_=f"found {assessment.verdict}",
            id=assessment.id,
        )

    def _earlier(self, entry: ClaimEntry) -> Iterator[Markup]:
        """Yield the superseded and rejected assessments."""
        standing = {assessment.id for assessment in entry.standing}
        assessments = self._document.index.assessments_of.get(entry.claim.id, ())
        others = [assessment for assessment in assessments if assessment.id not in standing]
        if others:
            rows = [self._superseded(assessment) for assessment in others]
            yield element(
                "details", element("summary", f"Superseded or rejected: {len(others)}"), rows
            )

    def _superseded(self, assessment: Assessment) -> Markup:
        by = self._replaced_by.get(assessment.id)
        superseded_by = (
            element("p", "Superseded by ", element("a", by, href=f"#{by}"), class_="aside")
            if by
            else None
        )
        return joined(self._assessment(assessment), superseded_by)

    # --- who says it ---

    def _chain(self, entry: ClaimEntry) -> Markup:
        claim = entry.claim
        if not claim.attribution:
            stance = f", who {wording.stance(claim.stance)}" if claim.stance else ""
            return element("p", Markup(glyph("author")), f" The author{stance}; no other claimant")
        first = element("li", element("b", "The author"), f" {_TAKES[claim.stance]}")
        return element("ol", first, map(self._step, claim.attribution), class_="chain")

    def _step(self, step: Attribution) -> Markup:
        voice = voice_in(step, self._document)
        who: Markup | str = self._entries.name(voice, first=True)
        if voice.entity:
            link = self._markup.name_link(voice.entity)
            who = joined(f"{NOBODY.capitalize()} (", link, ")") if voice.kind == "nobody" else link
        cue = element("span", self._markup.words(step.cue), class_="cue") if step.cue else None
        return element("li", element("b", who), f" {step.manner} ", cue)

    # --- sources, condition, ties ---

    def _sources(self, entry: ClaimEntry) -> Markup | None:
        relations = self._document.index.relations_from.get(entry.claim.id, ())
        relations_to_sources = [
            r for r in relations if isinstance(self._document.index.by_id[r.object], Source)
        ]
        if not relations_to_sources:
            withheld = self._markup.withheld
            return element("p", wording.without_source(entry.claim, self._document, withheld))
        return items(map(self._source, relations_to_sources))

    def _source(self, relation: Relation) -> Markup:
        source = self._document.source(relation.object)
        to = self._document.index.relations_to.get(source.id, ())
        others = len({r.subject for r in to if r.status != "rejected"} - {relation.subject})
        rest = (
            f"{others} other {'claim cites' if others == 1 else 'claims cite'} it"
            if others
            else None
        )
        return joined(
            wording.predicate(relation.predicate),
            " ",
            element("b", self._markup.name_link(source.id)),
            fields(
                (
                    (
                        "that is",
                        self._markup.name_link(source.agent) if source.agent else "not found out",
                    ),
                    (
                        "document",
                        self._markup.name_link(source.work) if source.work else "none identified",
                    ),
                )
            ),
            self._of_relation(relation),
            element("p", rest, class_="aside") if rest else None,
        )

    def _condition(self, entry: ClaimEntry) -> Markup | None:
        condition = entry.claim.condition
        return element("p", self._markup.words(condition)) if condition else None

    def _ties(self, entry: ClaimEntry) -> Iterator[Markup]:
        index, own = self._document.index, entry.claim.id
        for relation in (*index.relations_from.get(own, ()), *index.relations_to.get(own, ())):
            away = relation.subject == own
            other = self._entries.by_id.get(relation.object if away else relation.subject)
            if other is None:
                continue
            predicate = (wording.predicate if away else wording.inverse_predicate)(
                relation.predicate
            )
            link = element("a", other.claim.restatement, href=f"#{other.claim.id}")
            yield joined(
                predicate,
                " ",
                Markup(glyph(other.glyph)),
                " ",
                link,
                self._of_relation(relation) if away else _relation_status(relation),
            )

    def _of_relation(self, relation: Relation) -> Markup:
        """Return the status and the grounds of a relation, shown with the claim where it starts."""
        markup = self._markup
        rows: MarkupRows = (
            ("status", _relation_status(relation).strip(" ()")),
            ("see", markup.evidence(relation.evidence) if relation.evidence else None),
            ("ground", markup.ground(relation) if _is_grounded(relation) else None),
            *(("remark", comment) for comment in markup.comments(relation)),
            *(("history", change) for change in markup.history(relation)),
            ("known as", identifiers(relation.identifiers)),
        )
        return joined(element("span", id=relation.id), fields(rows, class_="aside"))

    def _orphans(self, entry: ClaimEntry) -> Iterator[Markup]:
        claim = entry.claim
        cues = (stretch for step in claim.attribution for stretch in step.cue)
        for stretch in (*claim.anchors, *claim.condition, *cues):
            if isinstance(stretch, Orphan):
                yield self._markup.orphan(stretch)

    # --- the entry itself ---

    def _about(self, entry: ClaimEntry) -> MarkupRows:
        claim, markup = entry.claim, self._markup
        yield from further_fields(claim)
        if claim.time:
            date, date_words = claim.time.date, date_in_words(claim.time.date)
            edtf = "" if date_words == date else f" ({date})"
            yield "time", joined(date_words, edtf, ", ", markup.ground(claim.time))
        for id in claim.about:
            yield "about", markup.name_link(id)
        yield "checkable", {None: "nobody has decided", True: "yes", False: "no"}[claim.checkable]
        yield "status", claim.status
        yield "certainty", markup.certainty_and_reason(claim)
        yield "made", markup.maker_and_day(claim.revision)
        for change in markup.history(claim):
            yield "history", change
        yield "known as", identifiers(claim.identifiers)
        yield "id", element("code", claim.id)


def _facets(entry: ClaimEntry) -> str:
    """Return the values of a claim by which the page filters, as attributes."""
    claim = entry.claim
    verdicts = (
        " ".join(dict.fromkeys(assessment.verdict for assessment in entry.standing)) or "none"
    )
    sources = " ".join(entry.sources) or "none"
    return (
        f'data-kind="{claim.kind}" data-who="{entry.who}" data-verdict="{verdicts}" '
        f'data-commitment="{claim.commitment}" data-source="{sources}" data-status="{claim.status}"'
    )


def _axes(entry: ClaimEntry) -> str:
    """Return kind, commitment and status of a claim in words."""
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
    """Yield a part of the card under its title, unless the part is empty."""
    if title and content:
        yield joined(element("h4", title), content)


def _relation_status(relation: Relation) -> str:
    """Return the status of a relation, unless it is accepted."""
    return "" if relation.status == "accepted" else f" ({relation.status})"


def _is_grounded(relation: Relation) -> bool:
    """Return whether a relation has any grounds."""
    return bool(
        relation.basis or relation.rests_on or relation.reason or relation.certainty is not None
    )
