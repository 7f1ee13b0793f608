"""Annotations on the page: mentions, corrections, dates, citations, tags and comments."""

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


def mentions(markup: ValueMarkup, id: str) -> Markup | None:
    """Return the mentions of an entity or work."""
    mentioned = markup.document.index.mentions_of.get(id, ())
    if not mentioned:
        return None
    summary = element("summary", counted(len(mentioned), "mentions"))
    places = items(_mention(markup, one) for one in mentioned)
    return element("details", summary, places, class_="mentions")


def _mention(markup: ValueMarkup, value: Annotation) -> Markup:
    """Return an item in the list of mentions; a citation is only a link to its place elsewhere."""
    if isinstance(value, Mention):
        grounded = value.basis or value.rests_on or value.reason or value.certainty is not None
        if not (
            grounded
            or value.history
            or value.status != "accepted"
            or value.id in markup.document.index.comments_on
        ):
            return _plain_mention(markup, value)
        return _annotation(markup, value)
    return joined(markup.words(value.anchors), " ", element("a", "cites it", href=f"#{value.id}"))


def _plain_mention(markup: ValueMarkup, value: Mention) -> Markup:
    """Return a mention without details: its words in their context, and its revision."""
    words = [
        markup.in_context(s) if isinstance(s, Anchor) else markup.orphan(s) for s in value.anchors
    ]
    made = element("a", value.revision, href=f"#{value.revision}") if value.revision else None
    known = markup.known_as(value)
    asides = [element("span", " ", one, class_="aside") for one in (made, known) if one]
    return element("span", Markup(" … ".join(words)), asides, id=value.id)


def corrections(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the errors of author and publisher, which the text keeps."""
    corrected = [a for a in markup.document.annotations if isinstance(a, Correction)]
    if corrected:
        yield joined(items(_annotation(markup, one) for one in corrected))


def dates_citations_and_tags(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield dates, citations and tags."""
    groups = (("Dates", DateMention), ("Citations", Citation), ("Tags", Tag))
    for title, cls in groups:
        if annotations := [a for a in markup.document.annotations if isinstance(a, cls)]:
            summary = f"{title}: {len(annotations)}"
            rows = items(_annotation(markup, one) for one in annotations)
            yield element("details", element("summary", summary), rows)


def _annotation(markup: ValueMarkup, value: Annotation) -> Markup:
    """Return an annotation: its words, its content, its grounds and its maker."""
    content: Content = None
    match value:
        case DateMention():
            content = f" is {value.date}"
        case Correction():
            should = (
                joined("“", element("span", value.corrected), "”") if value.corrected else "nothing"
            )
            content = (" should read ", should)
        case Citation():
            at = f", {locator(value.locator)}" if value.locator else ""
            content = (" cites ", markup.name_link(value.cites), at)
        case Mention():
            content = None  # the mention is shown with its entity or work
        case Comment():
            content = (" ", element("span", value.text))
        case Tag():
            content = (" tagged ", element("span", value.tag), " ", address(value.uri))
    ground = (
        markup.ground(value) if isinstance(value, Attested) else markup.certainty_and_reason(value)
    )
    lost = [markup.orphan(s) for s in value.anchors if isinstance(s, Orphan)]
    status = "" if value.status == "accepted" else f" ({value.status})"
    rows = [ground, *lost, *markup.history(value), markup.known_as(value)]
    aside = [element("span", " ", row, ";", class_="aside") for row in rows if row]
    by = element("span", " ", markup.maker_and_day(value.revision), class_="aside")
    comments = items(markup.comments(value))
    return element(
        "div" if comments else "span",  # a list is not allowed in a span
        markup.words(value.anchors),
        content,
        status,
        aside,
        by,
        comments,
        id=value.id,
    )


def comments(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield comments on the text and on the record, each with its replies.

    Comments on themselves, or on each other in a cycle, are included, each once.
    """
    nested = _nested_comments(markup)
    comments = [a for a in markup.document.annotations if isinstance(a, Comment)]
    rows = [markup.comment(c) for c in comments if c.on is None]
    rows += [markup.comment(c, alone=True) for c in comments if c.on and c.id not in nested]
    if rows:
        yield joined(items(rows))


def _nested_comments(markup: ValueMarkup) -> set[str]:
    """Return the ids of the comments that are shown with their statement."""
    index = markup.document.index
    waiting = [s.id for s in index.statements if not (isinstance(s, Comment) and s.on)]
    nested: set[str] = set()
    while waiting:
        for comment in index.comments_on.get(waiting.pop(), ()):
            nested.add(comment.id)
            waiting.append(comment.id)
    return nested


def orphans(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the words that are no longer in the text."""
    lost = [markup.orphan(o) for _, o in markup.document.index.of_type(Orphan)]
    if lost:
        yield joined(items(lost))
