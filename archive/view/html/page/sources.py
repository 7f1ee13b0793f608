"""The sources that are recorded with all that hangs on each, and the documents cited."""

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


def sources(teller: ValueMarkup) -> Iterator[Markup]:
    """Yield the sources that are recorded, with all that hangs on each."""
    return (_source(teller, source) for source in teller.document.sources)


def works(teller: ValueMarkup) -> Iterator[Markup]:
    """Yield the documents that are cited or were read as evidence."""
    return (_work(teller, work) for work in teller.document.works)


def _source(teller: ValueMarkup, source: Source) -> Markup:
    resting = [entry for entry in teller.entries.shown if source.id in entry.sources]
    questions = sum(entry.question is not None for entry in resting)
    said = f"{counted(len(resting), 'claims')} {'rests' if len(resting) == 1 else 'rest'} on it"
    if questions:
        said += f", {questions} of them in question"
    unknown = None if source.work else "nobody has found out who"
    rows: MarkupRows = (
        ("Behind it", teller.name_link(source.agent) if source.agent else unknown),
        ("Document", teller.name_link(source.work) if source.work else "none identified"),
        ("Identified", teller.ground(source)),
        ("Named at", teller.words(source.named_at)),
        ("Entered", teller.maker_and_day(source.revision)),
    )
    identity = element("div", element("h3", "“", source.as_named, "”"), fields(rows))
    hanging = element("div", element("p", said), _resting_claims(teller, source, resting))
    return element("div", identity, hanging, class_="pair", id=source.id)


def _resting_claims(
    teller: ValueMarkup, source: Source, resting: Sequence[ClaimEntry]
) -> Iterator[Markup]:
    """The claims that rest on a source, by what they do with it."""
    relations = teller.document.index.relations_to.get(source.id, ())
    ids = {entry.claim.id for entry in resting}
    found = sorted(
        (
            (r.predicate, r.subject)
            for r in relations
            if r.subject in ids and r.status != "rejected"
        ),
        key=lambda r: r[0],
    )
    for predicate, group in groupby(found, key=lambda r: r[0]):
        entries = (teller.entries.by_id[subject] for _, subject in group)
        yield joined(
            element("p", wording.predicate(predicate), class_="aside"),
            items(map(teller.claim_link, entries), class_="claims"),
        )


def _work(teller: ValueMarkup, work: Work) -> Markup:
    rows: MarkupRows = (
        *(("Author", teller.name(name)) for name in work.author),
        *(("Editor", teller.name(name)) for name in work.editor),
        *(("Translator", teller.name(name)) for name in work.translator),
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
        ("Mentioned", mentions(teller, work.id)),
        ("Entered", teller.maker_and_day(work.revision)),
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
