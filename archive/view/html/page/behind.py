"""What stands behind the article, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.english import counted
from archive.view.html.markup import Markup, element
from archive.view.html.page.annotations import comments, corrections, marked, orphans
from archive.view.html.page.entities import entities
from archive.view.html.page.known import known
from archive.view.html.page.provenance import provenance
from archive.view.html.page.sources import sources, works
from archive.view.html.page.table import table
from archive.view.html.page.terms import cite, rights
from archive.view.html.page.told import Teller
from archive.view.html.picture import picture
from archive.view.html.timeline import timeline


def behind(teller: Teller) -> Iterator[Markup]:
    """Yield each section that has anything to say."""
    document = teller.document
    named = f"{len(document.sources)} named in the article, and what hangs on each"
    claims = str(len(teller.entries.shown))
    read = "cited, or read as evidence"
    yield from _section("sources", "Sources", named, sources(teller))
    yield from _section("who", "Who says what, from where, and when", "", _pictures(teller))
    yield from _section("works", "Documents", read, works(teller))
    yield from _section("entities", "People, places, events", "", entities(teller))
    yield from _section("table", "All claims", claims, table(teller))
    left = "left as they are"
    yield from _section("corrections", "Errors in the text", left, corrections(teller))
    yield from _section("marked", "Also marked in the text", "", marked(teller))
    yield from _section("comments", "Remarks", "", comments(teller))
    yield from _section("orphans", "Words that have lost their place", "", orphans(teller))
    yield from _section("about", "About this article", "", known(teller))
    yield from _section("rights", "Rights", "", rights(teller))
    yield from _section("cite", "How to cite", "", cite(teller))
    yield from _section("provenance", "Where this comes from", "", provenance(teller))


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


def _pictures(teller: Teller) -> Iterator[Markup]:
    """The claims between those who say so and the sources; and by the time they speak of."""
    times = timeline(teller.document)
    tells = any(e.voice.kind != "author" or e.sources for e in teller.entries.shown)
    drawn = picture(teller.document) if tells else None
    if drawn:
        said = (
            "Each bar is a claim, first to last. Left: on whose word. Right: the source named. "
            "Grey bars stand on the author’s word alone."
        )
        drawn = element("div", element("p", said, class_="aside"), drawn, class_="of-words")
    if times:
        dated = sum(entry.claim.time is not None for entry in teller.entries.shown)
        said = f"{counted(dated, 'claims')} speak of a time. Not to scale; dots leave out years."
        times = element("div", element("p", said, class_="aside"), times)
    if drawn or times:
        yield element("div", drawn, times, class_="pictures")
