"""Chooses the titles of an article, and finds the name of the site in the page's `title`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.articles.html.metadata.author_names import starts_with_by
from archive.articles.html.metadata.extracted_values import (
    MetadataSource,
    MetadataValue,
    comparison_key,
)
from archive.articles.html.metadata.field_candidates import MOST, FieldCandidates, Raw
from archive.articles.html.metadata.visible_metadata import PrintedLine

_SEPARATOR = re.compile(r"\s+(?:[-–—|·•»«]|::|\|\|)\s+|\s*\|\s*")


def titles(
    candidates: FieldCandidates, headings: Sequence[PrintedLine], title: PrintedLine | None
) -> list[Raw]:
    """Return the titles, the main title first: as printed in the heading `title`, if given."""
    site = next((comparison_key(value.text) for value in candidates.of("container")), "")
    embedded = [(value, without_site(value.text, site)) for value in candidates.of("title")]
    found: list[Raw] = []
    seen: set[str] = set()

    def add(
        text: str, type: str, value: MetadataValue | None, line: PrintedLine | None = None
    ) -> None:
        kind = comparison_key(text) or text
        if kind in seen or not text:
            return
        seen.add(kind)
        if line is not None:
            origin = candidates.page.origin(line.node)
            found.append(candidates.stated({"text": text, "type": type}, "printed", origin))
        elif value is not None:
            found.append(candidates.raw(value, text=text, type=type))

    if title is not None:
        add(title.words, "main", None, title)
    for value, text in embedded:
        if not _is_within(text, seen):
            add(text, "variant" if found else "main", value)
    for value in candidates.of("page-title"):
        text = without_site(value.text, site)
        if not _is_within(text, seen):
            add(text, "variant" if found else "main", value)
    if not found and len(headings) == 1:
        add(headings[0].words, "main", None, headings[0])
    for value in candidates.of("subtitle"):
        printed = next(
            (one for one in headings if comparison_key(one.words) == comparison_key(value.text)),
            None,
        )
        add(printed.words if printed else value.text, "sub", value, printed)
    return found[:MOST]


def _is_within(text: str, titles: set[str]) -> bool:
    """Whether a text is a title with other words, such as the name of the site, around it."""
    parts = [text, *_SEPARATOR.split(text)]
    return any(comparison_key(part) in titles for part in parts) or any(
        comparison_key(text).startswith(one) or comparison_key(text).endswith(one)
        for one in titles
        if len(one) > 3
    )


def title_heading(
    candidates: FieldCandidates, headings: Sequence[PrintedLine]
) -> PrintedLine | None:
    """Return the heading that is the title: it agrees with the metadata, or is the only one.

    The first of these: a heading that equals a title in the metadata; a heading that is a part of
    the page's `title`; a heading that contains the `title` or a title in the metadata, or is in
    one; the only `h1`. Headings in the article are tried first, then the highest level.
    """
    site = next((comparison_key(value.text) for value in candidates.of("container")), "")
    ordered = sorted(
        headings,
        key=lambda one: (not candidates.page.ancestry(one.node).article, one.node.tag != "h1"),
    )
    whole = [value.text for value in (*candidates.of("title"), *candidates.of("page-title"))]
    named = [comparison_key(value.text) for value in candidates.of("title")]
    named += [comparison_key(without_site(text, site)) for text in whole]
    for one in ordered:
        if comparison_key(one.words) and comparison_key(one.words) in named:
            return one
    first = [one for one in ordered if one.node.tag != "h3" and comparison_key(one.words)]
    parts = [comparison_key(part) for text in whole for part in _SEPARATOR.split(text)]
    for one in first:
        if comparison_key(one.words) in parts and comparison_key(one.words) != site:
            return one
    within = [
        one
        for one in first
        if comparison_key(one.words) != site
        and any(
            comparison_key(one.words) in text or (text and text in comparison_key(one.words))
            for text in named
        )
    ]
    if within:
        return max(within, key=lambda one: len(comparison_key(one.words)))
    highest = [one for one in ordered if one.node.tag == "h1"]
    is_of_article = len(highest) == 1 and (
        not candidates.page.ancestry(highest[0].node).header
        or candidates.page.ancestry(highest[0].node).article
        or not candidates.of("title")
    )
    return highest[0] if is_of_article and comparison_key(highest[0].words) != site else None


def without_site(text: str, site: str) -> str:
    """Return a title without the name of the site before or after it.

    >>> without_site("Harbour | The Paper", comparison_key("The Paper"))
    'Harbour'
    """
    parts = [*_SEPARATOR.finditer(text)]
    if not parts or not site:
        return text
    first, last = parts[0], parts[-1]
    after, before = comparison_key(text[last.end() :]), comparison_key(text[: first.start()])
    if after and (site in after or after in site):
        return text[: last.start()]
    return text[first.end() :] if before == site else text


def site_in_title(candidates: FieldCandidates, title: str) -> MetadataValue | None:
    """Return the name of the site, if the page's `title` has it after the title of the article."""
    for value in candidates.of("page-title"):
        parts = [*_SEPARATOR.finditer(value.text)]
        if parts and comparison_key(value.text[: parts[-1].start()]).startswith(
            comparison_key(title)
        ):
            name = value.text[parts[-1].end() :]
            if comparison_key(name) and not starts_with_by(name):
                candidates.account_for(value)
                return MetadataValue("container", name, MetadataSource.PLAIN, "title", value.node)
    return None
