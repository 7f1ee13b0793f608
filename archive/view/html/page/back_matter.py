"""The back matter of the page: the sections after the article."""

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
from archive.view.html.page.history import history
from archive.view.html.page.metadata import article_metadata
from archive.view.html.page.provenance import provenance
from archive.view.html.page.rights_and_citation import cite, rights
from archive.view.html.page.sources import sources, works
from archive.view.html.page.value_markup import ValueMarkup
from archive.view.html.timeline import timeline


class BackMatterSection(NamedTuple):
    """A section after the article."""

    name: str
    """The name: the id of the section on the page is a colon and this name."""
    title: str
    subtitle: str
    """A text beside the title."""
    content: Sequence[Markup]


def sections(markup: ValueMarkup) -> Sequence[BackMatterSection]:
    """Return the sections that have content, in order."""
    document = markup.document
    named = f"{len(document.sources)} recorded, and the claims on each"
    claims = str(len(markup.entries.shown))
    contents = (
        ("sources", "Sources", named, sources(markup)),
        ("who", "Who says what, from where, and when", "", _diagrams(markup)),
        ("works", "Documents", "cited, or read as evidence", works(markup)),
        ("entities", "People, places, events", "", entities(markup)),
        ("table", "All claims", claims, claims_table(markup)),
        ("corrections", "Errors in the text", "left as they are", corrections(markup)),
        ("marked", "Also marked in the text", "", dates_citations_and_tags(markup)),
        ("comments", "Remarks", "", comments(markup)),
        ("orphans", "Words that have lost their place", "", orphans(markup)),
        ("about", "About this article", "", article_metadata(markup)),
        ("rights", "Rights", "", rights(markup)),
        ("cite", "How to cite", "", cite(markup)),
        ("history", "How the page has changed", "as its captures show it", history(markup)),
        ("provenance", "Where this comes from", "", provenance(markup)),
    )
    all_sections = (
        BackMatterSection(name, title, subtitle, list(content))
        for name, title, subtitle, content in contents
    )
    return [section for section in all_sections if section.content]


def contents(of: Sequence[BackMatterSection]) -> Markup:
    """Return a line that a click opens, with links to the sections far below."""
    links = [joined(element("a", section.title, href=f"#:{section.name}"), " ") for section in of]
    title = f"Behind the article: {counted(len(of), 'sections')}"
    nav = element("nav", links, aria_label="Behind the article")
    return element("details", element("summary", title), nav, class_="contents", dir="ltr")


def section_markup(of: BackMatterSection) -> Markup:
    """Return a section under its title."""
    name = of.name
    counted = of.subtitle if of.subtitle.isdecimal() else None
    subtitle = (
        element("span", of.subtitle, class_="aside", data_all=counted) if of.subtitle else None
    )
    head = element("h2", of.title, subtitle, id=f":{name}-title")
    attributes = {"class_": name, "id": f":{name}", "aria_labelledby": f":{name}-title"}
    return element("section", head, of.content, **attributes)


def _diagrams(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the diagram of claimants, claims and sources, and the time line of the claims."""
    times = timeline(markup.document)
    has_attributions = any(e.voice.kind != "author" or e.sources for e in markup.entries.shown)
    drawn = (
        attribution_diagram(markup.document, withheld=bool(markup.withheld.text))
        if has_attributions
        else None
    )
    if drawn:
        caption = (
            "Each bar is a claim, from first to last. Left: who says it. Right: its source. "
            "Grey: only the author says it."
        )
        drawn = element("div", element("p", caption, class_="aside"), drawn, class_="of-words")
    if times:
        dated = sum(entry.claim.time is not None for entry in markup.entries.shown)
        caption = f"{counted(dated, 'claims')} have a time. Not to scale; dots show years left out."
        times = element("div", element("p", caption, class_="aside"), times)
    if drawn or times:
        yield element("div", drawn, times, class_="pictures")
