"""What is said of words of the text, and remarks."""

from __future__ import annotations

from collections.abc import Iterator

from archive.english import counted
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import (
    Annotation,
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.basis import Attested
from archive.view.html.markup import Content, Markup, element, joined
from archive.view.html.page.value_markup import ValueMarkup, address, items, locator


def mentions(teller: ValueMarkup, id: str) -> Markup | None:
    """Where the text speaks of an entity or work."""
    found = teller.document.index.mentions_of.get(id, ())
    if not found:
        return None
    summary = element("summary", counted(len(found), "mentions"))
    places = items(_mention(teller, one) for one in found)
    return element("details", summary, places, class_="mentions")


def _mention(teller: ValueMarkup, value: Annotation) -> Markup:
    """An annotation where it is told of with what it refers to; a citation stands elsewhere."""
    if isinstance(value, Mention):
        grounded = value.basis or value.rests_on or value.reason or value.certainty is not None
        if not (
            grounded
            or value.history
            or value.status != "accepted"
            or value.id in teller.document.index.comments_on
        ):
            return _plain_mention(teller, value)
        return _annotation(teller, value)
    return joined(teller.words(value.anchors), " ", element("a", "cites it", href=f"#{value.id}"))


def _is_plain(teller: ValueMarkup, value: Mention) -> bool:
    """Whether nothing is said of a mention but what it names."""
    grounded = value.basis or value.rests_on or value.reason or value.certainty is not None
    commented = value.id in teller.document.index.comments_on
    return not (grounded or commented or value.history or value.status != "accepted")


def _plain_mention(teller: ValueMarkup, value: Mention) -> Markup:
    """A mention of which nothing more is said: its words in their context, and who made it."""
    words = [
        teller.in_context(s) if isinstance(s, Anchor) else teller.orphan(s) for s in value.anchors
    ]
    made = element("a", value.revision, href=f"#{value.revision}") if value.revision else None
    known = teller.known_as(value)
    asides = [element("span", " ", one, class_="aside") for one in (made, known) if one]
    return element("span", Markup(" … ".join(words)), asides, id=value.id)


def corrections(teller: ValueMarkup) -> Iterator[Markup]:
    """Yield the errors of author and publisher, which stay as they are."""
    found = [a for a in teller.document.annotations if isinstance(a, Correction)]
    if found:
        yield joined(items(_annotation(teller, one) for one in found))


def dates_citations_and_tags(teller: ValueMarkup) -> Iterator[Markup]:
    """Dates, citations and tags."""
    groups = (("Dates", DateMention), ("Citations", Citation), ("Tags", Tag))
    for title, cls in groups:
        if found := [a for a in teller.document.annotations if isinstance(a, cls)]:
            told = f"{title}: {len(found)}"
            rows = items(_annotation(teller, one) for one in found)
            yield element("details", element("summary", told), rows)


def _annotation(teller: ValueMarkup, value: Annotation) -> Markup:
    """An annotation: its words, what is said of them, and on which ground."""
    said: Content = None
    match value:
        case DateMention():
            said = f" is {value.date}"
        case Correction():
            should = (
                joined("“", element("span", value.corrected), "”") if value.corrected else "nothing"
            )
            said = (" should read ", should)
        case Citation():
            at = f", {locator(value.locator)}" if value.locator else ""
            said = (" cites ", teller.name_link(value.cites), at)
        case Mention():
            said = None  # it stands with what it names
        case Comment():
            said = (" ", element("span", value.text))
        case Tag():
            said = (" tagged ", element("span", value.tag), " ", address(value.uri))
    ground = (
        teller.ground(value) if isinstance(value, Attested) else teller.certainty_and_reason(value)
    )
    lost = [teller.orphan(s) for s in value.anchors if isinstance(s, Orphan)]
    status = "" if value.status == "accepted" else f" ({value.status})"
    rows = [ground, *lost, *teller.history(value), teller.known_as(value)]
    aside = [element("span", " ", row, ";", class_="aside") for row in rows if row]
    by = element("span", " ", teller.maker_and_day(value.revision), class_="aside")
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


def comments(teller: ValueMarkup) -> Iterator[Markup]:
    """Remarks on the text and on the record, each with those on it.

    What comments on itself, or on what comments on it, is told here too, and only once.
    """
    told = _nested_comments(teller)
    comments = [a for a in teller.document.annotations if isinstance(a, Comment)]
    found = [teller.comment(c) for c in comments if c.on is None]
    found += [teller.comment(c, alone=True) for c in comments if c.on and c.id not in told]
    if found:
        yield joined(items(found))


def _nested_comments(teller: ValueMarkup) -> set[str]:
    """The comments that stand with what they are on."""
    index = teller.document.index
    waiting = [s.id for s in index.statements if not (isinstance(s, Comment) and s.on)]
    told: set[str] = set()
    while waiting:
        for comment in index.comments_on.get(waiting.pop(), ()):
            told.add(comment.id)
            waiting.append(comment.id)
    return told


def orphans(teller: ValueMarkup) -> Iterator[Markup]:
    """Yield the words that are no longer in the text."""
    found = [teller.orphan(o) for _, o in teller.document.index.of_type(Orphan)]
    if found:
        yield joined(items(found))
