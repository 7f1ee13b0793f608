"""`ValueMarkup` renders values for many parts of the page: words, grounds, makers, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from archive.model.anchors import Anchor, Orphan, Stretch
from archive.model.annotations import Comment
from archive.model.basis import Attested, Judged
from archive.model.blocks import TextBlock
from archive.model.names import Identifier, Name
from archive.model.statements import Agent, Former, Statement
from archive.model.walk import walk
from archive.model.works import Evidence, Locator
from archive.view.html.markup import Markup, element, escape, href, joined
from archive.view.html.page.claim_entries import ClaimEntries, ClaimEntry
from archive.view.html.page.glyph_drawings import glyph
from archive.wording.entities_and_works import label
from archive.wording.grounds import BASIS_PHRASES

_AROUND = 28
"""The number of code points shown on either side of words in a list."""

NOT_SHOWN = Markup('<span class="aside">[words not shown]</span>')
"""The note shown in place of withheld words of the article."""


class ValueMarkup:
    """Renders the values of one record, without withheld words."""

    def __init__(self, entries: ClaimEntries) -> None:
        self.entries = entries
        self.document, self.withheld = entries.document, entries.withheld
        document = self.document
        own = document.metadata.language
        self._language = own if own != document.language else None

    # --- words of the article ---

    def words(self, stretches: Iterable[Stretch], *, lost: bool = True) -> Markup:
        """Return words of the article, each anchor as a link to its place."""
        quotes = [
            self._stretch(stretch) for stretch in stretches if lost or isinstance(stretch, Anchor)
        ]
        if self.withheld.text and quotes:
            return NOT_SHOWN
        return Markup(" … ".join(quotes))

    def _stretch(self, stretch: Stretch) -> Markup:
        quote = element("q", stretch.exact, lang=self._language)
        if isinstance(stretch, Orphan):
            return joined(quote, " (lost)")
        at = f"{stretch.start}-{stretch.end}"
        return element("a", quote, href=f"#{stretch.block}", data_at=at)

    def orphan(self, value: Orphan) -> Markup:
        """Return words that have lost their place, with their old place and the reason."""
        return joined(self._previous_place(value), ": ", element("span", value.reason))

    def previous_words(self, value: Former) -> Markup:
        """Return the words of a statement before the text changed, and their replacement."""
        became = None
        if value.became is not None:
            words = NOT_SHOWN if self.withheld.text else element("q", value.became)
            became = joined(", and became ", words)
        which = joined(" as ", element("code", value.stretch), f" ({value.status})")
        return joined(self._previous_place(value), which, became)

    def _previous_place(self, value: Orphan | Former) -> Markup:
        """Return words that were in the text, with their old context and place."""
        words = NOT_SHOWN if self.withheld.text else element("q", value.exact)
        around = ""
        if not self.withheld.text and (value.prefix or value.suffix):
            around = joined(
                " between ", element("q", value.prefix), " and ", element("q", value.suffix)
            )
        return joined(words, around, f" was in {value.block}, {value.start} to {value.end}")

    def in_context(self, anchor: Anchor) -> Markup:
        """Return words of the article with a little context."""
        if self.withheld.text:
            return NOT_SHOWN
        text = self.document.block(anchor.block).text
        before = text[max(0, anchor.start - _AROUND) : anchor.start].partition(" ")
        after = text[anchor.end : anchor.end + _AROUND].rpartition(" ")
        head = before[2] if anchor.start > _AROUND else "".join(before)
        tail = after[0] if anchor.end + _AROUND < len(text) else "".join(after)
        return joined(
            element("span", head, class_="aside"),
            self._stretch(anchor),
            element("span", tail, class_="aside"),
        )

    # --- the grounds of values ---

    def ground(self, value: Attested) -> Markup:
        """Return the basis of a value, its certainty, the words that support it, and the reason."""
        parts = [BASIS_PHRASES[value.basis]]
        if value.certainty is not None:
            parts.append(f"certainty {value.certainty}")
        ground = escape(", ".join(parts))
        if value.rests_on:
            ground = joined(ground, ", from ", self.words(value.rests_on))
        if value.reason and value.basis is None:  # without a basis, the reason comes first
            return joined(element("span", value.reason), " (", ground, ")")
        return joined(ground, ": ", element("span", value.reason)) if value.reason else ground

    def certainty_and_reason(self, value: Judged) -> Markup | None:
        """Return the certainty and the reason of a value; `None` if neither is stated."""
        sure = f"certainty {value.certainty}" if value.certainty is not None else ""
        if not (sure or value.reason):
            return None
        reason = element("span", value.reason) if value.reason else None
        return joined(sure, ": " if sure and reason else None, reason)

    # --- parts, as links to their place on the page ---

    def part_link(self, id: str, content: str, **attributes: str) -> Markup:
        """Return a link to a part; plain text if the page does not show the part."""
        if self.withheld.text and id in self._text_parts:
            return element("span", content, **attributes)
        return element("a", content, href=f"#{id}", **attributes)

    @cached_property
    def _text_parts(self) -> frozenset[str]:
        parts = (part for section in self.document.sections for _, part in walk(section))
        return frozenset(id for part in parts if (id := getattr(part, "id", None)))

    def name_link(self, id: str) -> Markup:
        """Return a link to an entity, work or source, with its name."""
        return element("a", label(id, self.document), href=f"#{id}")

    def claim_link(self, entry: ClaimEntry) -> Markup:
        """Return a link to the card of a claim, with its restatement."""
        claim = entry.claim
        link = f'{glyph(entry.glyph)} <a href="#{claim.id}">{escape(claim.restatement)}</a>'
        status = "" if claim.status == "accepted" else f' <span class="nb">({claim.status})</span>'
        return Markup(link + status)

    def name(self, name: Name) -> Markup:
        """Return a name, with a link to the entity that has it."""
        link = joined(" (", self.name_link(name.entity), ")") if name.entity else None
        return joined(element("span", str(name)), link)

    def agent(self, id: str | None) -> Markup:
        """Return a link to an agent, with the name."""
        if id is None:
            return Markup("somebody unnamed")
        return element("a", self.document.agent(id).name, href=f"#{id}")

    def maker_and_day(self, revision: str | None) -> Markup:
        """Return a link to a revision, with its maker and day."""
        if revision is None:
            return Markup("maker not recorded")
        made_in = self.document.revision(revision)
        who = self.document.agent(made_in.by).name if made_in.by else "somebody unnamed"
        day = f", {made_in.at[:10]}" if made_in.at else ""
        return element("a", f"{who}{day}", href=f"#{revision}")

    def history(self, statement: Statement) -> Iterator[Markup]:
        """Yield the history of a statement, oldest first."""
        for change in statement.history:
            why = joined(": ", element("span", change.reason)) if change.reason else None
            previous = [joined("; ", self.previous_words(former)) for former in change.former]
            yield joined(change.status, " by ", self.maker_and_day(change.revision), why, *previous)

    def known_as(self, statement: Statement) -> Markup | None:
        """Return the identifiers of a statement in the program from which it comes."""
        known = identifiers(statement.identifiers)
        return joined("known as ", known) if known else None

    def comments(self, statement: Statement) -> Iterator[Markup]:
        """Yield the comments on a statement, each with its replies."""
        for comment in self.document.index.comments_on.get(statement.id, ()):
            yield self.comment(comment)

    def comment(self, comment: Comment, *, alone: bool = False) -> Markup:
        """Return a comment with its replies; if `alone`, with the id of its target instead."""
        status = "" if comment.status == "accepted" else f" ({comment.status})"
        about = joined(" on ", self.words(comment.anchors)) if comment.anchors else None
        on = joined(" on ", element("code", comment.on)) if alone and comment.on else None
        by = element("span", self.maker_and_day(comment.revision), class_="aside")
        lost = [self.orphan(stretch) for stretch in comment.anchors if isinstance(stretch, Orphan)]
        rows = [
            self.certainty_and_reason(comment),
            *lost,
            *self.history(comment),
            self.known_as(comment),
        ]
        more = [element("span", "; ", row, class_="aside") for row in rows if row]
        inner = None if alone else items(self.comments(comment))
        text = element("span", comment.text)
        name = "div" if inner else "span"  # a list is not allowed in a span
        return element(name, text, about, on, status, " ", by, more, inner, id=comment.id)

    # --- works ---

    def evidence(self, value: Evidence) -> Markup:
        """Return evidence: the words quoted from a work, then their place."""
        quoted = element("q", value.quoted) if value.quoted else None
        where = joined(", ", locator(value.locator)) if value.locator else None
        cite = element("cite", self.name_link(value.work), where)
        return joined(quoted, " " if quoted else None, cite)

    def texts(self) -> Sequence[TextBlock]:
        """Return every text block of the record."""
        return self.document.text_blocks()


def locator(value: Locator) -> str:
    """Return a place within a work: `page 7`."""
    return f"{value.unit} {value.value}"


def identifiers(values: Iterable[Identifier]) -> Markup | None:
    """Return identifiers with their schemes, as links if the scheme has a well-known address."""
    rendered = [_identifier(value) for value in values]
    return Markup(", ".join(rendered)) if rendered else None


_RESOLVERS = {
    "DOI": "https://doi.org/",
    "ORCID": "https://orcid.org/",
    "ROR": "https://ror.org/",
    "Wikidata": "https://www.wikidata.org/wiki/",
    "VIAF": "https://viaf.org/viaf/",
    "Handle": "https://hdl.handle.net/",
    "arXiv": "https://arxiv.org/abs/",
    "GeoNames": "https://www.geonames.org/",
}


def _identifier(value: Identifier) -> Markup:
    label = f"{value.scheme} {value.value}"
    resolver = _RESOLVERS.get(value.scheme)
    return element("a", label, href=resolver + value.value) if resolver else escape(label)


def address(value: str | None) -> Markup | None:
    """Return an address as a link, or as text if no link may lead there."""
    if value is None:
        return None
    return element("a", value, href=value) if is_linkable(value) else element("code", value)


def is_linkable(address: str) -> bool:
    """Return whether a link may lead to an address of the record.

    A relative address has another target on this page than on the received page.
    """
    return not _RELATIVE.match(address) and href(address) is not None


_RELATIVE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:|//)")


def items(contents: Iterable[Markup], **attributes: str) -> Markup | None:
    """Return a list of the contents; `None` if it would be empty."""
    rows = [element("li", item) for item in contents]
    return element("ul", rows, **attributes) if rows else None


MarkupRows = Iterable[tuple[str, Markup | str | None]]
"""Labels, each with its value; a row without a value is left out."""


def fields(rows: MarkupRows, **attributes: str) -> Markup | None:
    """Return the rows as labels with values; consecutive values with one label share it."""
    out: list[Markup] = []
    last = None
    for name, value in rows:
        if value:
            if name != last:
                out.append(element("dt", name))
            out.append(element("dd", value))
            last = name
    return element("dl", out, **attributes) if out else None


def maker(agent: Agent) -> Markup:
    """Return the details of an agent."""
    version = f" {agent.version}" if agent.version else ""
    parts = [
        f"{agent.type}, {agent.role}{version}",
        address(agent.address),
        identifiers(agent.identifiers),
    ]
    present = [joined(part) for part in parts if part]
    return Markup(", ".join(present))
