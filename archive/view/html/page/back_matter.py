"""What stands behind the article, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.english import counted
from archive.view.html.attribution_diagram import attribution_diagram
from archive.view.html.markup import Markup, element, joined
from archive.view.html.page.annotations import (
    comments,
    corrections,
    dates_citations_and_tags,
    orphans,
)
from archive.view.html.page.claims_table import claims_table
from archive.view.html.page.entities import entities
from archive.view.html.page.metadata import article_metadata
from archive.view.html.page.provenance import provenance
from archive.view.html.page.rights_and_citation import cite, rights
from archive.view.html.page.sources import sources, works
from archive.view.html.page.value_markup import ValueMarkup
from archive.view.html.timeline import timeline


class BackMatterSection(NamedTuple):
    """A section behind the article."""

    name: str
    """By which it is found: its address is a colon and this."""
    title: str
    said: str
    """What is said of it beside its title."""
    content: Sequence[Markup]


def sections(teller: ValueMarkup) -> Sequence[BackMatterSection]:
    """Return the sections that have anything to say, in order."""
    document = teller.document
    named = f"{len(document.sources)} recorded, and what hangs on each"
    claims = str(len(teller.entries.shown))
    found = (
        ("sources", "Sources", named, sources(teller)),
        ("who", "Who says what, from where, and when", "", _diagrams(teller)),
        ("works", "Documents", "cited, or read as evidence", works(teller)),
        ("entities", "People, places, events", "", entities(teller)),
        ("table", "All claims", claims, claims_table(teller)),
        ("corrections", "Errors in the text", "left as they are", corrections(teller)),
        ("marked", "Also marked in the text", "", dates_citations_and_tags(teller)),
        ("comments", "Remarks", "", comments(teller)),
        ("orphans", "Words that have lost their place", "", orphans(teller)),
        ("about", "About this article", "", article_metadata(teller)),
        ("rights", "Rights", "", rights(teller)),
        ("cite", "How to cite", "", cite(teller)),
        ("provenance", "Where this comes from", "", provenance(teller)),
    )
    whole = (
        BackMatterSection(name, title, said, list(content)) for name, title, said, content in found
    )
    return [section for section in whole if section.content]


def contents(of: Sequence[BackMatterSection]) -> Markup:
    """Return links to the sections, for what stands far below, in a line that opens."""
    links = [joined(element("a", section.title, href=f"#:{section.name}"), " ") for section in of]
    title = f"Behind the article: {counted(len(of), 'sections')}"
    nav = element("nav", links, aria_label="Behind the article")
    return element("details", element("summary", title), nav, class_="contents", dir="ltr")


def section_markup(of: BackMatterSection) -> Markup:
    """Return a section under its title."""
    name = of.name
    counted = of.said if of.said.isdecimal() else None
    said = element("span", of.said, class_="aside", data_all=counted) if of.said else None
    head = element("h2", of.title, said, id=f":{name}-title")
    attributes = {"class_": name, "id": f":{name}", "aria_labelledby": f":{name}-title"}
    return element("section", head, of.content, **attributes)


def _diagrams(teller: ValueMarkup) -> Iterator[Markup]:
    """The claims between those who say so and the sources; and by the time they speak of."""
    times = timeline(teller.document)
    tells = any(e.voice.kind != "author" or e.sources for e in teller.entries.shown)
    drawn = (
        attribution_diagram(teller.document, withheld=bool(teller.withheld.text)) if tells else None
    )
    if drawn:
        said = (
            "Each bar is a claim, first to last. Left: on whose word. Right: from which source. "
            "Grey bars stand on the author’s word alone."
        )
        drawn = element("div", element("p", said, class_="aside"), drawn, class_="of-words")
    if times:
        dated = sum(entry.claim.time is not None for entry in teller.entries.shown)
        said = f"{counted(dated, 'claims')} speak of a time. Not to scale; dots leave out years."
        times = element("div", element("p", said, class_="aside"), times)
    if drawn or times:
        yield element("div", drawn, times, class_="pictures")
