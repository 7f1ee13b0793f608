"""The recorded sources on the page, with the claims that cite each, and the works cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from archive.english import counted
from archive.model.works import ArchivedCopy, Source, Work
from archive.view.html.markup import Content, Markup, element, joined
from archive.view.html.page.annotations import mentions
from archive.view.html.page.claim_entries import ClaimEntry
from archive.view.html.page.value_markup import (
    MarkupRows,
    ValueMarkup,
    address,
    fields,
    identifiers,
    items,
)
from archive.wording import claims as wording


def sources(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the recorded sources, with the claims that cite each."""
    return (_source(markup, source) for source in markup.document.sources)


def works(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the works that are cited or used as evidence."""
    return (_work(markup, work) for work in markup.document.works)


def _source(markup: ValueMarkup, source: Source) -> Markup:
    resting = [entry for entry in markup.entries.shown if source.id in entry.sources]
    questions = sum(entry.question is not None for entry in resting)
    claims_resting = (
        f"{counted(len(resting), 'claims')} {'cites' if len(resting) == 1 else 'cite'} it"
    )
    if questions:
        claims_resting += f", {questions} of them in question"
    unknown = None if source.work else "nobody has found out who it is"
    rows: MarkupRows = (
        ("Behind it", markup.name_link(source.agent) if source.agent else unknown),
        ("Document", markup.name_link(source.work) if source.work else "none identified"),
        ("Identified", markup.ground(source)),
        ("Named at", markup.words(source.named_at)),
        ("Entered", markup.maker_and_day(source.revision)),
    )
    identity = element("div", element("h3", "“", source.as_named, "”"), fields(rows))
    claims = element("div", element("p", claims_resting), _resting_claims(markup, source, resting))
    return element("div", identity, claims, class_="pair", id=source.id)


def _resting_claims(
    markup: ValueMarkup, source: Source, resting: Sequence[ClaimEntry]
) -> Iterator[Markup]:
    """Yield the claims that cite a source, grouped by the predicates of their relations."""
    relations = markup.document.index.relations_to.get(source.id, ())
    ids = {entry.claim.id for entry in resting}
    predicates = sorted(
        (
            (r.predicate, r.subject)
            for r in relations
            if r.subject in ids and r.status != "rejected"
        ),
        key=lambda r: r[0],
    )
    for predicate, group in groupby(predicates, key=lambda r: r[0]):
        entries = (markup.entries.by_id[subject] for _, subject in group)
        yield joined(
            element("p", wording.predicate(predicate), class_="aside"),
            items(map(markup.claim_link, entries), class_="claims"),
        )


def _work(markup: ValueMarkup, work: Work) -> Markup:
    rows: MarkupRows = (
        *(("Author", markup.name(name)) for name in work.author),
        *(("Editor", markup.name(name)) for name in work.editor),
        *(("Translator", markup.name(name)) for name in work.translator),
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
        ("Identified", markup.ground(work)),
        ("Mentioned", mentions(markup, work.id)),
        ("Entered", markup.maker_and_day(work.revision)),
    )
    head = element(
        "h3",
        element("cite", work.label),
        element("span", " ", ", ".join(filter(None, (work.issued, work.type))), class_="aside"),
    )
    return element("details", element("summary", head), fields(rows), class_="work", id=work.id)


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
    present = [part for part in parts if part]
    out: list[Content] = []
    for n, part in enumerate(present):
        out += [", " if n else None, part]
    return element("span", out, id=copy.id)


def _withdrawn(work: Work) -> str | None:
    withdrawal = work.withdrawn
    if withdrawal is None:
        return None
    return " ".join(
        filter(
            None, ("yes", withdrawal.date, f"({withdrawal.reason})" if withdrawal.reason else "")
        )
    )
