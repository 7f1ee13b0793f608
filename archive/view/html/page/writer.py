"""Writes the page: head, bar, filters, article, back matter and cards."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256

from archive.findings import NOT_KEPT, Finding, warning
from archive.formats.format import WriteResult
from archive.model import metadata
from archive.model.base import Model
from archive.model.basis import ABSENCES, Absence
from archive.model.blocks import Figure
from archive.model.document import Document
from archive.rights import Withheld, permissions
from archive.version import VERSION
from archive.view.html import attribution_diagram, timeline
from archive.view.html.markup import Markup, bdi, element, joined
from archive.view.html.page.article import ArticleRows
from archive.view.html.page.assets import asset
from archive.view.html.page.back_matter import BackMatterSection, contents, section_markup, sections
from archive.view.html.page.claim_cards import ClaimCards
from archive.view.html.page.claim_entries import ClaimEntries
from archive.view.html.page.claim_filters import claim_counts, filter_list
from archive.view.html.page.glyph_drawings import drawings, glyph, masks, style
from archive.view.html.page.text_direction import direction
from archive.view.html.page.value_markup import ValueMarkup
from archive.wording.dates import date_in_words


def write(
    document: Document, withheld: Withheld, *, folder: bool, images: Mapping[str, bytes]
) -> WriteResult:
    """Return a record as a page; this implements `archive.view.html.page.write`."""
    entries = ClaimEntries(document, withheld)
    companions = _exact_forms(document) if folder and not withheld.text else {}
    page = "".join(_page(document, entries, images, tuple(companions)))
    findings = (*withheld.findings, *_without_images(entries, images))
    return WriteResult(page.encode(), findings, companions)


def _without_images(entries: ClaimEntries, images: Mapping[str, bytes]) -> Iterator[Finding]:
    """Warn about images that are files of the record, but were not given to the page."""
    not_given = [
        pointer
        for pointer, figure in entries.document.index.of_type(Figure)
        if figure.image
        and figure.image.file
        and figure.image.file not in images
        and figure.id not in entries.withheld.figures
    ]
    if not_given:
        hint = "archive view and archive write include the images in the record's folder"
        message = f"images left out, because the page was not given their bytes: {len(not_given)}"
        yield warning(NOT_KEPT, not_given[0], message, hint)


def _exact_forms(document: Document) -> Mapping[str, bytes]:
    """Return the record in the two exact formats, by file name."""
    from archive.formats import FORMATS

    names = {"json": f"{document.id}.json", "tei": f"{document.id}.tei.xml"}
    return {name: FORMATS.write(document, form).data for form, name in names.items()}


def _page(
    document: Document,
    entries: ClaimEntries,
    images: Mapping[str, bytes],
    companions: tuple[str, ...],
) -> Iterator[str]:
    markup = ValueMarkup(entries)
    title = document.metadata.title or document.id
    without_script = _without_script(entries)
    behind = sections(markup)
    yield "<!DOCTYPE html>\n"
    # The page's own words are English; its layout has the direction of the article.
    written = direction(document.metadata.language or document.language) or "ltr"
    yield f'<html lang="en" dir="{written}" class="no-js">'
    yield '<head><meta charset="utf-8">'
    yield _policy(without_script)
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="archive {VERSION}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="color-scheme" content="light dark">'
    yield element("title", title)
    yield f"<style>{_style()}</style>"
    yield f"<noscript><style>{without_script}</style></noscript></head><body>"
    yield drawings()
    yield '<a class="skip" href="#:main">Skip to the article</a>'
    yield _bar(title, entries)
    yield '<div class="shell">'
    yield filter_list(entries)
    yield '<main id=":main">'
    yield ArticleRows(document, entries, images, _lede(document, entries, behind)).markup()
    yield '<div class="behind">'
    yield from map(section_markup, behind)
    if entries.all:
        yield '<section class="cards" id=":cards" aria-labelledby=":cards-title">'
        yield '<h2 id=":cards-title">Every claim in full</h2>'
        yield ClaimCards(markup).all()
        yield "</section>"
    yield "</div></main>"
    yield '<aside class="panel" aria-label="The chosen claim" hidden></aside></div>'
    yield _foot(document, companions)
    yield _help()
    yield f"<script>{asset('page.js')}</script></body></html>\n"


# --- safety ---


@cache
def _style() -> str:
    return style() + masks() + attribution_diagram.STYLE + timeline.STYLE


def _policy(without_script: str) -> str:
    """Return the content security policy: only embedded images, our script and our CSS."""
    styles = " ".join(map(_digest, (_style(), without_script)))
    rules = (
        "default-src 'none'",
        "img-src data:",
        f"style-src {styles}",
        f"script-src {_digest(asset('page.js'))}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(source.encode()).digest()).decode()}'"


def _without_script(entries: ClaimEntries) -> str:
    """Return the CSS that highlights the words of the claim in the address if no script runs."""
    lit = ",".join(
        f':root:has([id="{entry.claim.id}"]:target) [data-c~="{entry.n}"]' for entry in entries.all
    )
    return f"{lit}{{background:var(--chosen);color:var(--ink)}}" if lit else ""


# --- the frame of the page ---


def _bar(title: str, entries: ClaimEntries) -> Markup:
    questions = sum(entry.question is not None for entry in entries.shown)
    search = element(
        "div",
        element("label", "Search", for_=":q", class_="vh"),
        element("input", type="search", id=":q", placeholder="Search words", autocomplete="off"),
        class_="js search",
        role="search",
    )
    steps = element(
        "div",
        element(
            "button", "↑", type="button", data_step="-1", aria_label="Previous claim in question"
        ),
        Markup(f"{glyph('doubt')} <span>{questions}"),
        element("span", " in question", class_="wide"),
        Markup("</span>"),
        element("button", "↓", type="button", data_step="1", aria_label="Next claim in question"),
        class_="js steps",
    )
    drawer = element(
        "button",
        "Filter",
        type="button",
        class_="js drawer",
        aria_expanded="false",
        aria_controls=":rail",
    )
    return element(
        "header",
        element("a", title, href="#", class_="title"),
        element("p", role="status", class_="status"),
        search,
        steps if questions else None,
        drawer if entries.all else None,
        class_="top",
    )


def _lede(document: Document, entries: ClaimEntries, behind: Sequence[BackMatterSection]) -> Markup:
    """Return the part under the title: byline, date and site, then the numbers of claims."""
    withheld_notice = None
    if entries.withheld.notice:
        ours = " The claims of the article are given in the words of the record."
        said = ours if entries.withheld.text else ""
        withheld_notice = element("p", entries.withheld.notice, said, class_="withheld")
    return joined(
        element("p", Markup(" · ".join(map(bdi, byline(document)))), class_="byline"),
        claim_counts(entries),
        withheld_notice,
        _rights(document),
        contents(behind),
    )


def _rights(document: Document) -> Markup:
    """Return the permitted uses in one sentence, with a link to the details."""
    answers = permissions(document)
    uses = (
        ("Publishing the text", answers.text),
        ("quoting", answers.quoting),
        ("this record", answers.record),
    )
    sentence = "; ".join(f"{use}: {permission.answer}" for use, permission in uses)
    return element(
        "p", f"{sentence}. ", element("a", "Why, and on which conditions", href="#:rights")
    )


def byline(document: Document) -> Iterator[str]:
    """Yield the authors, the site or journal, and the dates; what is not known is said."""
    known = document.metadata
    publication = known.publication
    if isinstance(known.authors, tuple) and known.authors:
        yield ", ".join(str(author.name) for author in known.authors)
    else:
        yield _absent("author", known.authors)
    for label, value, field in (
        ("publisher", publication.container, "title"),
        ("date", publication.published, "date"),
    ):
        if isinstance(value, Model):
            yield date_in_words(str(getattr(value, field)))
        else:
            yield _absent(label, value)
    written = publication.written
    if isinstance(written, metadata.StatedDate) and not isinstance(publication.published, Model):
        grounds = [
            written.basis or "",
            f"certainty {written.certainty}" if written.certainty else "",
        ]
        field = ", ".join(filter(None, grounds)) or "basis not given"
        yield f"written {date_in_words(written.date)} ({field})"


def _absent(label: str, value: object) -> str:
    if value is Absence.NOT_STATED:
        return f"{label} not stated"
    return f"{label}: {ABSENCES[value] if isinstance(value, Absence) else 'nobody has looked'}"


def _foot(document: Document, companions: tuple[str, ...]) -> Markup:
    links = [element("a", name, href=name, download=name) for name in companions]
    forms = joined("The record itself: ", [joined(link, " ") for link in links]) if links else None
    made = f"Made from the record {document.id} by archive {VERSION}; no network is used."
    return element(
        "footer", element("p", made), element("p", forms) if forms else None, class_="foot"
    )


_KEYS = (
    ("j k", "next, previous claim"),
    ("[ ]", "wider, narrower claim on the same words"),
    ("d D", "next, previous claim in question"),
    ("/", "search"),
    ("f", "filter"),
    ("Esc", "close"),
    ("?", "this list"),
)
"""The keys of the page and their meanings; page.js implements them."""


def _help() -> Markup:
    rows = [
        (element("dt", element("kbd", keys)), element("dd", meaning)) for keys, meaning in _KEYS
    ]
    switch = element(
        "label", element("input", type="checkbox", id=":keys", checked=True), " Keys are on"
    )
    close = element("button", "Close", type="button", class_="close")
    return element(
        "dialog", element("h2", "Keys", id=":help-title"), element("dl", rows), switch, close,
        class_="help", aria_labelledby=":help-title",
    )  # fmt: skip
